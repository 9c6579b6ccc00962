//! Contracts that hold other people's money: `register_escrow`, `unregister_escrow`.

use isthmus_api::stablecoin::events;

use super::{emit, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::state;

/// `register_escrow`.
pub fn register(ctx: &mut Ctx, account: String) -> Outcome {
    let Named { id, address } = ctx.resolve("account", &account)?;
    let before = state::load_account(ctx.deps.storage, &id)?;
    let after = before.register(ctx.now())?;
    state::save_account(ctx.deps.storage, &id, &before, &after);
    state::save_escrow(ctx.deps.storage, &address)?;
    emit(events::RegisterEscrow { account, by: ctx.by() })
}

/// `unregister_escrow`, at once or after its delay (E9): not for the bridge, which could then be frozen
/// with all that is in flight.
pub fn unregister(ctx: &mut Ctx, account: String) -> Outcome {
    let Named { id, address } = ctx.resolve("account", &account)?;
    if state::may_load_region(ctx.deps.storage)?.is_some_and(|region| region.bridge == address) {
        return Err(ContractError::BridgeEscrow {});
    }
    let before = state::load_account(ctx.deps.storage, &id)?;
    state::save_account(ctx.deps.storage, &id, &before, &before.unregister()?);
    state::remove_escrow(ctx.deps.storage, &address);
    // An escrow is admitted in every compliance mode; this account may no longer be.
    state::count_restriction(ctx.deps.storage)?;
    emit(events::UnregisterEscrow { account, by: ctx.by() })
}
