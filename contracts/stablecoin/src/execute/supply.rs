//! Creating and destroying tokens: `mint`, `burn`, `burn_from`, `set_cap`, `set_holder_burn`.

use cosmwasm_std::Uint128;
use isthmus_api::stablecoin::{events, Change, Cw20Event, Feature, PARTY_MINTER};

use super::ledger::{move_tokens, Movement};
use super::{allowance, changes, cw20, emit, party, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::changes::loosens;
use crate::model::movement::Kind;
use crate::state::{self, AccountId, Switches};

/// `mint`, by a configured minter.
pub fn mint(ctx: Ctx, recipient: String, amount: Uint128) -> Outcome {
    let (minter, to) = (ctx.sender()?, ctx.account("recipient", &recipient)?);
    let now = ctx.now();
    let storage = ctx.deps.storage;
    let before =
        state::may_load_minter(storage, &minter, now)?.ok_or_else(|| party(PARTY_MINTER))?;
    let after = before.mint(amount.u128(), now)?;
    if before.restricted && !state::is_recipient(storage, &minter, &to)? {
        return Err(ContractError::RecipientNotPermitted {});
    }
    if after != before {
        state::save_minter(storage, &minter, &after);
    }
    let movement = Movement {
        kind: Kind::Mint,
        from: None,
        to: Some(&to),
        spender: None,
        amount: amount.u128(),
        switches: None,
    };
    move_tokens(storage, now, &movement)?;
    Ok(cw20(Cw20Event::Mint { to: recipient, amount }))
}

/// `burn`.
pub fn burn(mut ctx: Ctx, amount: Uint128) -> Outcome {
    let from = ctx.sender()?;
    destroy(&mut ctx, &from, None, amount, None)?;
    Ok(cw20(Cw20Event::Burn { from: ctx.by(), amount }))
}

/// `burn_from`.
pub fn burn_from(mut ctx: Ctx, owner: String, amount: Uint128) -> Outcome {
    let (from, spender) = (ctx.account("owner", &owner)?, ctx.sender()?);
    let switches = state::switches(ctx.deps.storage)?;
    let spender = allowance::spend(&mut ctx, &from, &spender, amount, &switches)?;
    destroy(&mut ctx, &from, spender, amount, Some(&switches))?;
    Ok(cw20(Cw20Event::BurnFrom { from: owner, by: ctx.by(), amount }))
}

fn destroy(
    ctx: &mut Ctx,
    from: &AccountId,
    spender: Option<&AccountId>,
    amount: Uint128,
    switches: Option<&Switches>,
) -> Result<(), ContractError> {
    let (from, amount) = (Some(from), amount.u128());
    let movement = Movement { kind: Kind::Burn, from, to: None, spender, amount, switches };
    let now = ctx.now();
    move_tokens(ctx.deps.storage, now, &movement)?;
    Ok(())
}

/// `set_cap`.
pub fn set_cap(ctx: Ctx, cap: Option<Uint128>) -> Outcome {
    changes::instant(&ctx, &Change::SetCap { cap })?;
    put_cap(ctx, cap)
}

/// Sets the cap, at once or after its delay.
pub fn put_cap(ctx: Ctx, cap: Option<Uint128>) -> Outcome {
    let mut issuance = state::issuance(ctx.deps.storage)?;
    issuance.supply.at_home()?;
    let previous = issuance.supply.cap.map(Uint128::new);
    if loosens(&Change::SetCap { cap: previous }, &Change::SetCap { cap }) {
        changes::available(ctx.deps.storage, Feature::RaiseCap)?;
    }
    issuance.supply.cap = cap.map(|cap| cap.u128());
    let now = ctx.now();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetCap { previous, cap, by: ctx.by() })
}

/// `set_holder_burn`.
pub fn set_holder_burn(ctx: Ctx, enabled: bool) -> Outcome {
    changes::instant(&ctx, &Change::SetHolderBurn { enabled })?;
    put_holder_burn(ctx, enabled)
}

/// Switches it, at once or after its delay.
pub fn put_holder_burn(ctx: Ctx, enabled: bool) -> Outcome {
    changes::available(ctx.deps.storage, Feature::HolderBurnSwitch)?;
    let mut issuance = state::issuance(ctx.deps.storage)?;
    if enabled {
        issuance.supply.at_home()?;
    }
    issuance.supply.burn_off = !enabled;
    let now = ctx.now();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetHolderBurn { enabled, by: ctx.by() })
}
