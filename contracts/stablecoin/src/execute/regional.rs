//! Which contracts of the region the token knows: `set_bridge`, `set_identity`.

use cosmwasm_std::Response;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::events;

use super::{emit, escrow, Ctx, CtxExt, Outcome};
use crate::error::ContractError;
use crate::state;

/// `set_bridge`, at once or after its delay. Only one contract creates and destroys. What the bridge before has
/// in flight comes back to its senders through it, so it may refund, and its payments land, until it is
/// unregistered; and there is one such at a time, so that nobody has to remember a third.
pub fn put_bridge(ctx: &mut Ctx, bridge: String) -> Outcome {
    let mut region = state::may_load_region(ctx.deps.storage)?.ok_or(ContractError::NoRegion {})?;
    let named = ctx.resolve("bridge", &bridge)?;
    escrow::ensure_contract(ctx, &named)?;
    if region.bridge == named.address {
        return Ok(Response::new());
    }
    let former = state::may_load_former_bridge(ctx.deps.storage)?;
    if let Some(former) = former.filter(|former| *former != named.address) {
        return Err(ContractError::FormerBridge { former: former.into_string() });
    }
    let registered = if state::load_account(ctx.deps.storage, &named.id)?.escrow {
        Response::new()
    } else {
        escrow::put_escrow(ctx, bridge.clone())?
    };
    let previous = std::mem::replace(&mut region.bridge, named.address);
    state::save_region(ctx.deps.storage, &region)?;
    // One that the chain struck off is not let back in by that.
    let old = ctx.account("bridge", previous.as_str())?;
    let refunds = state::load_account(ctx.deps.storage, &old)?.escrow;
    state::save_former_bridge(ctx.deps.storage, refunds.then_some(&previous))?;
    let told = events::SetBridge { previous: previous.into_string(), bridge, by: ctx.by() };
    Ok(registered.add_event(told.to_event()))
}

/// `set_identity`, at once or after its delay.
pub fn put_identity(ctx: &mut Ctx, identity: Option<String>) -> Outcome {
    let mut region = state::may_load_region(ctx.deps.storage)?.ok_or(ContractError::NoRegion {})?;
    let named = identity.as_ref().map(|named| ctx.resolve("identity", named)).transpose()?;
    if let Some(named) = &named {
        escrow::ensure_contract(ctx, named)?;
    }
    let previous = std::mem::replace(&mut region.identity, named.map(|named| named.address));
    state::save_region(ctx.deps.storage, &region)?;
    emit(events::SetIdentity { previous: previous.map(String::from), identity, by: ctx.by() })
}
