//! Contracts that hold other people's money: `register_escrow`, `unregister_escrow`.

use isthmus_api::stablecoin::events;

use super::{emit, is_contract, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::state;

/// `register_escrow`, at once or after its delay. The chain is asked both times, when the change is
/// scheduled and when it is made: nobody who holds a key is protected, whatever the owner says (A1).
pub fn put_escrow(ctx: &mut Ctx, account: String) -> Outcome {
    let named = ctx.resolve("account", &account)?;
    ensure_contract(ctx, &named)?;
    let Named { id, address } = named;
    let before = state::load_account(ctx.deps.storage, &id)?;
    let after = before.register(ctx.now())?;
    state::save_account(ctx.deps.storage, &id, &before, &after);
    state::save_escrow(ctx.deps.storage, &address)?;
    emit(events::RegisterEscrow { account, own: after.own.into(), by: ctx.by() })
}

/// Fails unless the chain knows code at the address.
pub fn ensure_contract(ctx: &Ctx, named: &Named) -> Result<(), ContractError> {
    if !is_contract(ctx.deps.querier, &named.address) {
        return Err(ContractError::NotContract { account: named.address.to_string() });
    }
    Ok(())
}

/// `unregister_escrow`, at once or after its delay (E9): not for the bridge, which could then be frozen
/// with all that is in flight.
pub fn unregister(ctx: &mut Ctx, account: String) -> Outcome {
    let named = ctx.resolve("account", &account)?;
    let region = state::may_load_region(ctx.deps.storage)?;
    if region.is_some_and(|region| region.bridge == named.address) {
        return Err(ContractError::BridgeEscrow {});
    }
    strike_off(ctx, named)
}

/// Ends the protection of whatever contract it is.
pub fn strike_off(ctx: &mut Ctx, Named { id, address }: Named) -> Outcome {
    let before = state::load_account(ctx.deps.storage, &id)?;
    state::save_account(ctx.deps.storage, &id, &before, &before.unregister()?);
    state::remove_escrow(ctx.deps.storage, &address);
    if state::may_load_former_bridge(ctx.deps.storage)?.as_ref() == Some(&address) {
        state::save_former_bridge(ctx.deps.storage, None)?;
    }
    // An escrow is admitted in every compliance mode; this account may no longer be.
    state::count_restriction(ctx.deps.storage)?;
    emit(events::UnregisterEscrow { account: address.into_string(), by: ctx.by() })
}
