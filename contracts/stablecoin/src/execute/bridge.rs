//! What only the bridge does: `bridge_burn`, `bridge_mint`, `bridge_refund`.
//!
//! No minter brake applies here: at home the bridge moves the line between `total` and `abroad` and
//! creates nothing; abroad it alone creates, bounded by the peer's own books and the bridge's limits.

use cosmwasm_std::{Binary, Response, Uint128};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::Contract;
use isthmus_api::stablecoin::{events, ExecuteKind};

use super::ledger::Movement;
use super::transfer::receive;
use super::{emit, refuse, Ctx, CtxExt, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::state;

/// `bridge_burn`: out of the bridge's own balance, where the sender's `send` has put it.
pub fn burn(ctx: &mut Ctx, amount: Uint128) -> Outcome {
    let bridge = ctx.payer()?;
    let movement = Movement {
        kind: &Kind::BRIDGE_BURN,
        from: Some(&bridge),
        to: None,
        by: None,
        amount: amount.u128(),
    };
    let supply = ctx.ledger().make(&movement)?.supply();
    emit(events::BridgeBurn {
        from: ctx.by(),
        amount,
        supply: supply.total.into(),
        abroad: supply.abroad.into(),
    })
}

/// `bridge_mint`.
pub fn mint(ctx: &mut Ctx, recipient: String, amount: Uint128) -> Outcome {
    let to = ctx.resolve("recipient", recipient)?;
    let movement = Movement {
        kind: &Kind::BRIDGE_MINT,
        from: None,
        to: Some(&to),
        by: None,
        amount: amount.u128(),
    };
    let supply = ctx.ledger().make(&movement)?.supply();
    emit(events::BridgeMint {
        to: to.address.into_string(),
        amount,
        supply: supply.total.into(),
        abroad: supply.abroad.into(),
    })
}

/// Fails unless the sender is the bridge, or the one before that has something in flight.
fn ensure_may_refund(ctx: &Ctx) -> Result<(), ContractError> {
    let storage = &*ctx.deps.storage;
    let sender = Some(&ctx.info.sender);
    let bridge = state::may_load_contract_address(storage, Contract::Bridge)?;
    if bridge.as_ref() == sender || state::may_load_former_bridge(storage)?.as_ref() == sender {
        return Ok(());
    }
    Err(refuse(ExecuteKind::BridgeRefund))
}

/// `bridge_refund`: lands in any case; with `msg` the sender, a contract, is told its own reference.
pub fn refund(ctx: &mut Ctx, recipient: String, amount: Uint128, msg: Option<Binary>) -> Outcome {
    ensure_may_refund(ctx)?;
    let to = ctx.resolve("recipient", recipient)?;
    let movement = Movement {
        kind: &Kind::BRIDGE_REFUND,
        from: None,
        to: Some(&to),
        by: None,
        amount: amount.u128(),
    };
    let plan = ctx.ledger().make(&movement)?;
    let (supply, locked) = (plan.supply(), plan.is_stuck(ctx.now()));
    let call = msg.map(|msg| receive(&ctx.info.sender, &to.address, amount, msg)).transpose()?;
    let event = events::BridgeRefund {
        to: to.address.into_string(),
        amount,
        supply: supply.total.into(),
        abroad: supply.abroad.into(),
        locked,
    };
    Ok(Response::new().add_event(event.to_event()).add_messages(call))
}
