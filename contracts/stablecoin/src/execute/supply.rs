//! Creating and destroying tokens: `mint`, `mint_batch`, `mint_with_reference`, `burn`, `burn_from`,
//! `set_cap`, `set_holder_burn`.

use cosmwasm_std::{HexBinary, Response, Storage, Uint128};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, Change, Cw20Event, Feature, MintOrder, MAX_MINTS, MAX_REFERENCE_BYTES, PARTY_MINTER,
};
use isthmus_api::types::InputError;

use super::ledger::{move_tokens, Movement};
use super::policy::{spent_by, Asks};
use super::{allowance, changes, cw20, emit, party, Ctx, Outcome};
use crate::cache::Cache;
use crate::error::ContractError;
use crate::model::changes::loosens;
use crate::model::movement::Kind;
use crate::model::payments::{count, sum};
use crate::state::{self, AccountId, Switches};

/// `mint`, by a configured minter.
pub fn mint(ctx: &mut Ctx, recipient: String, amount: Uint128) -> Outcome {
    let (minter, to, now) = (ctx.sender()?, ctx.account("recipient", &recipient)?, ctx.now());
    create(ctx.deps.storage, now, &minter, &to, amount, &mut ctx.asks)?;
    Ok(cw20(Cw20Event::Mint { to: recipient, amount }))
}

/// `mint_with_reference`.
pub fn mint_with_reference(
    ctx: &mut Ctx,
    recipient: String,
    amount: Uint128,
    reference: HexBinary,
) -> Outcome {
    let (minter, to, now) = (ctx.sender()?, ctx.account("recipient", &recipient)?, ctx.now());
    let reference = checked_reference("reference", &reference)?;
    create(ctx.deps.storage, now, &minter, &to, amount, &mut ctx.asks)?;
    emit(events::MintWithReference { to: recipient, amount, reference, by: ctx.by() })
}

/// `mint_batch`: one mint after the other, each with all its rules, in a cache; so minter, supply and
/// reserves are read once and written once. A failure anywhere leaves nothing (E20).
pub fn mint_batch(ctx: &mut Ctx, mints: Vec<MintOrder>) -> Outcome {
    let number = count("mints", &mints, MAX_MINTS)?;
    let (minter, now) = (ctx.sender()?, ctx.now());
    let mut total = 0u128;
    let mut told = Vec::with_capacity(mints.len());
    let mut cache = Cache::new(ctx.deps.storage);
    for MintOrder { recipient, amount } in mints {
        let to = AccountId::checked(ctx.deps.api, "recipient", &recipient)?;
        create(&mut cache, now, &minter, &to, amount, &mut ctx.asks)
            .map_err(|cause| cause.of_entry(&recipient))?;
        total = sum(total, amount.u128())?;
        told.push(events::Issue { account: recipient, amount }.to_event());
    }
    cache.flush().apply(ctx.deps.storage);
    let batch = events::MintBatch { mints: number, amount: total.into(), by: ctx.by() };
    Ok(Response::new().add_event(batch.to_event()).add_events(told))
}

/// A reference as events show it.
pub fn checked_reference(field: &'static str, given: &HexBinary) -> Result<String, InputError> {
    let (min, max) = (1, MAX_REFERENCE_BYTES);
    if given.len() < min || given.len() > max {
        return Err(InputError::Length { field, min, max, given: given.len() });
    }
    Ok(given.to_hex())
}

fn create(
    storage: &mut dyn Storage,
    now: u64,
    minter: &AccountId,
    to: &AccountId,
    amount: Uint128,
    asks: &mut Asks,
) -> Result<(), ContractError> {
    let amount = amount.u128();
    let before =
        state::may_load_minter(storage, minter, now)?.ok_or_else(|| party(PARTY_MINTER))?;
    let after = before.mint(amount, now)?;
    if before.restricted && !state::is_recipient(storage, minter, to)? {
        return Err(ContractError::RecipientNotPermitted {});
    }
    if after != before {
        state::save_minter(storage, minter, &after);
    }
    let (from, to) = (None, Some(to));
    let movement = Movement { kind: Kind::Mint, from, to, spender: None, amount, switches: None };
    move_tokens(storage, now, &movement, asks)?;
    Ok(())
}

/// `burn`.
pub fn burn(ctx: &mut Ctx, amount: Uint128) -> Outcome {
    let from = ctx.sender()?;
    destroy(ctx, &from, None, amount, None)?;
    Ok(cw20(Cw20Event::Burn { from: ctx.by(), amount }))
}

/// `burn_from`.
pub fn burn_from(ctx: &mut Ctx, owner: String, amount: Uint128) -> Outcome {
    let (from, spender) = (ctx.account("owner", &owner)?, ctx.sender()?);
    let switches = state::switches(ctx.deps.storage)?;
    let asked = allowance::spend(ctx, &from, &spender, amount, &switches)?;
    destroy(ctx, &from, asked, amount, Some(&switches))?;
    spent_by(&mut ctx.asks, &spender);
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
    move_tokens(ctx.deps.storage, now, &movement, &mut ctx.asks)?;
    Ok(())
}

/// `set_cap`.
pub fn set_cap(ctx: &mut Ctx, cap: Option<Uint128>) -> Outcome {
    changes::instant(ctx, &Change::SetCap { cap })?;
    put_cap(ctx, cap)
}

/// Sets the cap, at once or after its delay.
pub fn put_cap(ctx: &mut Ctx, cap: Option<Uint128>) -> Outcome {
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
pub fn set_holder_burn(ctx: &mut Ctx, enabled: bool) -> Outcome {
    changes::instant(ctx, &Change::SetHolderBurn { enabled })?;
    put_holder_burn(ctx, enabled)
}

/// Switches it, at once or after its delay.
pub fn put_holder_burn(ctx: &mut Ctx, enabled: bool) -> Outcome {
    changes::available(ctx.deps.storage, Feature::HolderBurnSwitch)?;
    let mut issuance = state::issuance(ctx.deps.storage)?;
    if enabled {
        issuance.supply.at_home()?;
    }
    let previous = !issuance.supply.burn_off;
    issuance.supply.burn_off = !enabled;
    let now = ctx.now();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetHolderBurn { previous, enabled, by: ctx.by() })
}
