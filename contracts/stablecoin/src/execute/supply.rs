//! Creating and destroying tokens, and who may create them: `mint`, `burn`, `burn_from`,
//! `update_minter`, `configure_minter`, `remove_minter`, `set_cap`, `set_holder_burn`.

use cosmwasm_std::Uint128;
use isthmus_access::unauthorized;
use isthmus_api::permission::Caller;
use isthmus_api::stablecoin::{events, Cw20Event, Role, PARTY_MINTER, PARTY_PRIMARY_MINTER};

use super::ledger::{move_tokens, Movement};
use super::{allowance, cw20, emit, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::minter::Minter;
use crate::model::movement::Kind;
use crate::state::{self, AccountId};

/// `mint`, by a configured minter.
pub fn mint(ctx: Ctx, recipient: String, amount: Uint128) -> Outcome {
    let (minter, to) = (ctx.sender()?, ctx.account("recipient", &recipient)?);
    let before =
        state::may_load_minter(ctx.deps.storage, &minter)?.ok_or_else(|| party(PARTY_MINTER))?;
    let after = before.mint(amount.u128())?;
    if after != before {
        state::save_minter(ctx.deps.storage, &minter, &after);
    }
    let now = ctx.now();
    let movement = Movement {
        kind: Kind::Mint,
        from: None,
        to: Some(&to),
        spender: None,
        amount: amount.u128(),
        switches: None,
    };
    move_tokens(ctx.deps.storage, now, &movement)?;
    Ok(cw20(Cw20Event::Mint { to: recipient, amount }))
}

/// `burn`.
pub fn burn(mut ctx: Ctx, amount: Uint128) -> Outcome {
    let from = ctx.sender()?;
    destroy(&mut ctx, &from, None, amount)?;
    Ok(cw20(Cw20Event::Burn { from: ctx.by(), amount }))
}

/// `burn_from`.
pub fn burn_from(mut ctx: Ctx, owner: String, amount: Uint128) -> Outcome {
    let (from, spender) = (ctx.account("owner", &owner)?, ctx.sender()?);
    let switches = state::switches(ctx.deps.storage)?;
    let spender = allowance::spend(&mut ctx, &from, &spender, amount, &switches)?;
    destroy(&mut ctx, &from, spender, amount)?;
    Ok(cw20(Cw20Event::BurnFrom { from: owner, by: ctx.by(), amount }))
}

fn destroy(
    ctx: &mut Ctx,
    from: &AccountId,
    spender: Option<&AccountId>,
    amount: Uint128,
) -> Result<(), ContractError> {
    let (from, amount) = (Some(from), amount.u128());
    let movement = Movement { kind: Kind::Burn, from, to: None, spender, amount, switches: None };
    let now = ctx.now();
    move_tokens(ctx.deps.storage, now, &movement)?;
    Ok(())
}

/// `update_minter`: hands the place of CW20's own minter on, with what is left of its allowance, or
/// gives it up for good.
pub fn update_minter(ctx: Ctx, new_minter: Option<String>) -> Outcome {
    let primary = state::primary_minter(ctx.deps.storage)?;
    if primary.as_ref() != Some(&ctx.info.sender) {
        return Err(party(PARTY_PRIMARY_MINTER));
    }
    let old = ctx.sender()?;
    let left = state::may_load_minter(ctx.deps.storage, &old)?.unwrap_or_default();
    if left.frozen {
        return Err(ContractError::MinterFrozen {});
    }
    state::remove_minter(ctx.deps.storage, &old);
    let next = match &new_minter {
        None => None,
        Some(given) => {
            let (id, address) = ctx.named("new_minter", given)?;
            let after = match state::may_load_minter(ctx.deps.storage, &id)? {
                Some(before) => before.take_over(&left)?,
                None => Minter { frozen: is_frozen(&ctx, &id)?, ..left },
            };
            state::save_minter(ctx.deps.storage, &id, &after);
            Some(address)
        }
    };
    state::set_primary_minter(ctx.deps.storage, next.as_ref())?;
    Ok(cw20(Cw20Event::UpdateMinter { new_minter }))
}

/// `configure_minter`: the allowance replaces the one before.
pub fn configure_minter(ctx: Ctx, minter: String, allowance: Uint128) -> Outcome {
    state::issuance(ctx.deps.storage)?.supply.at_home()?;
    let id = ctx.account("minter", &minter)?;
    let before = state::may_load_minter(ctx.deps.storage, &id)?;
    let after = Minter { allowance: Some(allowance.u128()), frozen: is_frozen(&ctx, &id)? };
    state::save_minter(ctx.deps.storage, &id, &after);
    let previous = before.and_then(|before| before.allowance).map(Uint128::new);
    emit(events::ConfigureMinter { minter, previous, allowance, by: ctx.by() })
}

/// `remove_minter`: its balance stays its own.
pub fn remove_minter(ctx: Ctx, minter: String) -> Outcome {
    let (id, address) = ctx.named("minter", &minter)?;
    let before =
        state::may_load_minter(ctx.deps.storage, &id)?.ok_or(ContractError::NotMinter {})?;
    state::remove_minter(ctx.deps.storage, &id);
    if state::primary_minter(ctx.deps.storage)?.as_ref() == Some(&address) {
        state::set_primary_minter(ctx.deps.storage, None)?;
    }
    let previous = before.allowance.map(Uint128::new);
    emit(events::RemoveMinter { minter, previous, by: ctx.by() })
}

/// `set_cap`.
pub fn set_cap(ctx: Ctx, cap: Option<Uint128>) -> Outcome {
    let mut issuance = state::issuance(ctx.deps.storage)?;
    issuance.supply.at_home()?;
    let previous = issuance.supply.cap.map(Uint128::new);
    issuance.supply.cap = cap.map(|cap| cap.u128());
    let now = ctx.now();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetCap { previous, cap, by: ctx.by() })
}

/// `set_holder_burn`.
pub fn set_holder_burn(ctx: Ctx, enabled: bool) -> Outcome {
    let mut issuance = state::issuance(ctx.deps.storage)?;
    if enabled {
        issuance.supply.at_home()?;
    }
    issuance.supply.burn_off = !enabled;
    let now = ctx.now();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetHolderBurn { enabled, by: ctx.by() })
}

fn is_frozen(ctx: &Ctx, id: &AccountId) -> Result<bool, ContractError> {
    Ok(state::load_account(ctx.deps.storage, id)?.freeze.is_some())
}

fn party(who: &'static str) -> ContractError {
    unauthorized(Caller::<Role>::Party(who)).into()
}
