//! Who creates tokens, how much and how fast: `set_minter`, `update_minter`.
//!
//! There is one minter, as CW20 knows one. In an issuer's token it is a contract, the issuer's office; the
//! office has minters of its own and brakes for each, and what is here is the last one (ADR 15).

use cosmwasm_std::{Response, Uint128};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{events, Change, Cw20Event, ExecuteKind, MinterTerms};
use isthmus_api::types::Limit;
use isthmus_kit::admin;

use super::{cw20, duties, emit, refuse, Admin, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::changes::mints_more;
use crate::model::minter::Minter;
use crate::state::{self, Minting};

/// `set_minter`, at once or after its delay.
pub fn put(ctx: &mut Ctx, given: Option<MinterTerms>) -> Outcome {
    state::load_issuance(ctx.deps.storage)?.supply.ensure_at_home()?;
    let before = state::load_minting(ctx.deps.storage, ctx.deps.api, ctx.now())?;
    let Some(terms) = given else { return emit(take_away(ctx, before)?) };
    let named = ctx.resolve("address", terms.address.as_str())?;
    // What only bounds the minter more is done whatever duties it has.
    if before.terms().is_none_or(|before| mints_more(&before, &terms)) {
        duties::ensure_may_mint(ctx.deps.storage, &named.address)?;
    }
    // Whoever restricted the account before it was the minter could not mark the minter.
    let frozen = is_restricted(ctx, &named)?;
    let allowance = terms.allowance.map(|allowance| allowance.u128());
    let after = before.minter.configure(allowance, terms.rate_limit, ctx.now());
    let event = tell(before.terms(), Some(terms), ctx.by());
    let after = Minting { account: Some(named), minter: Minter { frozen, ..after } };
    state::save_minting(ctx.deps.storage, &before, &after)?;
    emit(event)
}

/// The minter mints no more, whoever says so. What it has used of its rate limit is remembered, so that to
/// take it away and to set it again sheds nothing.
pub fn take_away(ctx: &mut Ctx, before: Minting) -> Result<events::SetMinter, ContractError> {
    let event = tell(before.terms(), None, ctx.by());
    let after = Minting { account: None, minter: before.minter.remembered() };
    state::save_minting(ctx.deps.storage, &before, &after)?;
    Ok(event)
}

/// `update_minter`: the minter hands its place on, with all that bounds it, or gives it up. Were the rate
/// limit left behind, a minter could shed it by this.
pub fn update(ctx: &mut Ctx, new_minter: Option<String>) -> Outcome {
    let before = state::load_minting(ctx.deps.storage, ctx.deps.api, ctx.now())?;
    if before.account.as_ref().map(|minter| &minter.address) != Some(&ctx.info.sender) {
        return Err(refuse(ExecuteKind::UpdateMinter));
    }
    // A freeze would be shed if its rights could be handed on.
    if before.minter.frozen {
        return Err(ContractError::MinterFrozen {});
    }
    let dropped = admin::overtake::<Admin>(ctx, &Change::SetMinter { minter: None })?;
    match &new_minter {
        None => {
            take_away(ctx, before)?;
        }
        Some(given) => {
            let next = ctx.resolve("new_minter", given.as_str())?;
            if next.address != ctx.info.sender {
                duties::ensure_may_mint(ctx.deps.storage, &next.address)?;
            }
            let minter = Minter { frozen: is_restricted(ctx, &next)?, ..before.minter.clone() };
            let after = Minting { account: Some(next), minter };
            state::save_minting(ctx.deps.storage, &before, &after)?;
        }
    }
    Ok(cw20(Cw20Event::UpdateMinter { new_minter }).add_events(dropped))
}

/// An owner whom the chain sets mints no more, and nothing is in the way of that: nobody is asked.
pub fn take_from_owner(ctx: &mut Ctx, owner: &str) -> Outcome {
    let before = state::load_minting(ctx.deps.storage, ctx.deps.api, ctx.now())?;
    if before.account.as_ref().is_none_or(|minter| minter.address.as_str() != owner) {
        return Ok(Response::new());
    }
    let dropped = admin::overtake::<Admin>(ctx, &Change::SetMinter { minter: None })?;
    let event = take_away(ctx, before)?.to_event();
    Ok(Response::new().add_event(event).add_events(dropped))
}

fn tell(before: Option<MinterTerms>, after: Option<MinterTerms>, by: String) -> events::SetMinter {
    let capacity = |limit: Limit| limit.capacity;
    let refill = |limit: Limit| limit.refill_per_second;
    let (limit_before, limit) = (rate_of(&before), rate_of(&after));
    events::SetMinter {
        previous_allowance: allowance_of(&before),
        previous_capacity: limit_before.map(capacity),
        previous_refill_per_second: limit_before.map(refill),
        previous: before.map(|terms| terms.address),
        allowance: allowance_of(&after),
        capacity: limit.map(capacity),
        refill_per_second: limit.map(refill),
        minter: after.map(|terms| terms.address),
        by,
    }
}

fn rate_of(terms: &Option<MinterTerms>) -> Option<Limit> {
    terms.as_ref().and_then(|terms| terms.rate_limit)
}

fn allowance_of(terms: &Option<MinterTerms>) -> Option<Uint128> {
    terms.as_ref().and_then(|terms| terms.allowance)
}

fn is_restricted(ctx: &Ctx, named: &Named) -> Result<bool, ContractError> {
    Ok(state::load_account(ctx.deps.storage, &named.id)?.restriction(ctx.now()).is_some())
}
