//! What only the bridge does: `bridge_burn`, `bridge_mint`, `bridge_refund`.
//!
//! No minter brake applies here: at home the bridge moves the line between `total` and `abroad` and
//! creates nothing; abroad it alone creates, bounded by the peer's own books and the bridge's limits.

use cosmwasm_std::{Binary, Uint128};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::events;

use super::ledger::{move_tokens, Movement, Plan};
use super::transfer::receive;
use super::{emit, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::state::AccountId;

/// `bridge_burn`: out of the bridge's own balance, where the sender's `send` has put it.
pub fn burn(ctx: &mut Ctx, amount: Uint128) -> Outcome {
    let bridge = ctx.sender()?;
    let supply = cross(ctx, Kind::BridgeBurn, Some(&bridge), None, amount)?.supply();
    emit(events::BridgeBurn {
        from: ctx.by(),
        amount,
        supply: supply.total.into(),
        abroad: supply.abroad.into(),
    })
}

/// `bridge_mint`.
pub fn mint(ctx: &mut Ctx, recipient: String, amount: Uint128) -> Outcome {
    let to = ctx.account("recipient", &recipient)?;
    let supply = cross(ctx, Kind::BridgeMint, None, Some(&to), amount)?.supply();
    emit(events::BridgeMint {
        to: recipient,
        amount,
        supply: supply.total.into(),
        abroad: supply.abroad.into(),
    })
}

/// `bridge_refund`: lands in any case; with `msg` the sender, a contract, is told its own reference.
pub fn refund(ctx: &mut Ctx, recipient: String, amount: Uint128, msg: Option<Binary>) -> Outcome {
    let to = ctx.account("recipient", &recipient)?;
    let plan = cross(ctx, Kind::BridgeRefund, None, Some(&to), amount)?;
    let (supply, locked) = (plan.supply(), plan.locked(ctx.now()));
    let call = msg.map(|msg| receive(&ctx.info.sender, &recipient, amount, msg)).transpose()?;
    let event = events::BridgeRefund {
        to: recipient,
        amount,
        supply: supply.total.into(),
        abroad: supply.abroad.into(),
        locked,
    };
    Ok(cosmwasm_std::Response::new().add_event(event.to_event()).add_messages(call))
}

fn cross<'a>(
    ctx: &mut Ctx,
    kind: Kind,
    from: Option<&'a AccountId>,
    to: Option<&'a AccountId>,
    amount: Uint128,
) -> Result<Plan<'a>, ContractError> {
    let now = ctx.now();
    let amount = amount.u128();
    let movement = Movement { kind, from, to, spender: None, amount, switches: None };
    move_tokens(ctx.deps.storage, now, &movement, &mut ctx.asks)
}
