//! Creating and destroying tokens: `mint`, `mint_batch`, `mint_with_reference`, `burn`, `burn_from`,
//! `set_cap`, `set_holder_burn`.

use cosmwasm_std::{HexBinary, Response, Uint128};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, Change, Cw20Event, ExecuteKind, Feature, MintOrder, MAX_MINTS,
};

use super::cache::Cache;
use super::ledger::{Ledger, Movement, Spender};
use super::{allowance, cw20, emit, features, refuse, Ctx, CtxExt, Outcome};
use crate::error::ContractError;
use crate::model::changes::loosens;
use crate::model::movement::Kind;
use crate::model::payments::{checked_reference, count, sum};
use crate::state::{self, AccountId};

/// `mint`, by a configured minter.
pub fn mint(ctx: &mut Ctx, recipient: String, amount: Uint128) -> Outcome {
    let (minter, to) = (ctx.sender()?, ctx.account("recipient", &recipient)?);
    create(&mut ctx.ledger(), &minter, &to, amount)?;
    Ok(cw20(Cw20Event::Mint { to: recipient, amount }))
}

/// `mint_with_reference`.
pub fn mint_with_reference(
    ctx: &mut Ctx,
    recipient: String,
    amount: Uint128,
    reference: HexBinary,
) -> Outcome {
    let (minter, to) = (ctx.sender()?, ctx.account("recipient", &recipient)?);
    let reference = checked_reference("reference", &reference)?;
    create(&mut ctx.ledger(), &minter, &to, amount)?;
    emit(events::MintWithReference { to: recipient, amount, reference, by: ctx.by() })
}

/// `mint_batch`: one mint after the other, each with all its rules, in a cache; so minter, supply and
/// reserves are read once and written once. A failure anywhere leaves nothing (E20).
pub fn mint_batch(ctx: &mut Ctx, mints: Vec<MintOrder>) -> Outcome {
    let number = count("mints", &mints, MAX_MINTS)?;
    let (minter, now) = (ctx.sender()?, ctx.now());
    let (api, asks) = (ctx.deps.api, &mut ctx.gathered);
    let mut total = 0u128;
    let mut emitted = Vec::with_capacity(mints.len());
    let mut cache = Cache::new(ctx.deps.storage);
    let mut ledger = Ledger { storage: &mut cache, api, now, asks };
    for MintOrder { recipient, amount } in mints {
        let to = AccountId::checked(api, "recipient", &recipient)?;
        create(&mut ledger, &minter, &to, amount).map_err(|cause| cause.of_entry(&recipient))?;
        total = sum(total, amount.u128())?;
        emitted.push(events::Issue { account: recipient, amount }.to_event());
    }
    cache.flush().apply(ctx.deps.storage);
    let batch = events::MintBatch { mints: number, amount: total.into(), by: ctx.by() };
    Ok(Response::new().add_event(batch.to_event()).add_events(emitted))
}

/// Mints within the brakes of the minter.
fn create(
    ledger: &mut Ledger,
    minter: &AccountId,
    to: &AccountId,
    amount: Uint128,
) -> Result<(), ContractError> {
    let (amount, now) = (amount.u128(), ledger.now);
    let before = state::may_load_minter(ledger.storage, minter, now)?
        .ok_or_else(|| refuse(ExecuteKind::Mint))?;
    let after = before.mint(amount, now)?;
    if before.restricted && !state::is_recipient(ledger.storage, minter, to)? {
        return Err(ContractError::RecipientNotPermitted {});
    }
    if after != before {
        state::save_minter(ledger.storage, minter, &after);
    }
    let movement = Movement { kind: &Kind::MINT, from: None, to: Some(to), by: None, amount };
    ledger.make(&movement)?;
    Ok(())
}

/// `burn`.
pub fn burn(ctx: &mut Ctx, amount: Uint128) -> Outcome {
    let from = ctx.sender()?;
    destroy(ctx, &from, None, amount)?;
    Ok(cw20(Cw20Event::Burn { from: ctx.by(), amount }))
}

/// `burn_from`.
pub fn burn_from(ctx: &mut Ctx, owner: String, amount: Uint128) -> Outcome {
    let (from, sender) = (ctx.account("owner", &owner)?, ctx.sender()?);
    let spender = allowance::spend(ctx, &from, &sender, amount)?;
    destroy(ctx, &from, Some(&spender), amount)?;
    Ok(cw20(Cw20Event::BurnFrom { from: owner, by: ctx.by(), amount }))
}

fn destroy(
    ctx: &mut Ctx,
    from: &AccountId,
    by: Option<&Spender>,
    amount: Uint128,
) -> Result<(), ContractError> {
    let amount = amount.u128();
    let movement = Movement { kind: &Kind::BURN, from: Some(from), to: None, by, amount };
    ctx.ledger().make(&movement)?;
    Ok(())
}

/// `set_cap`, at once or after its delay.
pub fn put_cap(ctx: &mut Ctx, cap: Option<Uint128>) -> Outcome {
    let mut issuance = state::load_issuance(ctx.deps.storage)?;
    issuance.supply.ensure_at_home()?;
    let previous = issuance.supply.cap.map(Uint128::new);
    if loosens(&Change::SetCap { cap: previous }, &Change::SetCap { cap }) {
        features::ensure_not_renounced(ctx.deps.storage, Feature::RaiseCap)?;
    }
    issuance.supply.cap = cap.map(|cap| cap.u128());
    let now = ctx.now();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetCap { previous, cap, by: ctx.by() })
}

/// `set_holder_burn`, at once or after its delay.
pub fn put_holder_burn(ctx: &mut Ctx, enabled: bool) -> Outcome {
    features::ensure_not_renounced(ctx.deps.storage, Feature::HolderBurnSwitch)?;
    let mut issuance = state::load_issuance(ctx.deps.storage)?;
    // Elsewhere the home region would still count what a holder burnt as abroad.
    if enabled {
        issuance.supply.ensure_at_home()?;
    }
    let previous = !issuance.supply.burn_off;
    issuance.supply.burn_off = !enabled;
    let now = ctx.now();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetHolderBurn { previous, enabled, by: ctx.by() })
}
