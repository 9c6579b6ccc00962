//! Moving tokens: `transfer`, `send`, and both against an allowance.

use cosmwasm_std::{Addr, Binary, CosmosMsg, Event, Response, StdResult, Uint128};
use cw20::Cw20ReceiveMsg;

use super::ledger::{Ledger, Movement};
use super::{allowance, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;

/// `transfer`: calls nobody.
pub fn transfer(ctx: &mut Ctx, recipient: String, amount: Uint128) -> Outcome {
    let (from, to) = (ctx.payer()?, ctx.resolve("recipient", recipient)?);
    let fee = pay(&mut ctx.ledger(), &Kind::TRANSFER, &from, &to, amount)?;
    Ok(Response::new().add_events(fee))
}

/// `send`: credits the contract, then calls it.
pub fn send(ctx: &mut Ctx, contract: String, amount: Uint128, msg: Binary) -> Outcome {
    let (from, to) = (ctx.payer()?, ctx.resolve("contract", contract)?);
    let fee = pay(&mut ctx.ledger(), &Kind::SEND, &from, &to, amount)?;
    // Credited before the call: the contract may spend at once what it is told of (I8).
    let call = receive(&from.address, &to.address, amount, msg)?;
    Ok(Response::new().add_events(fee).add_message(call))
}

/// `transfer_from`.
pub fn transfer_from(ctx: &mut Ctx, owner: String, recipient: String, amount: Uint128) -> Outcome {
    let (from, to) = (ctx.resolve("owner", owner)?, ctx.resolve("recipient", recipient)?);
    let fee = pay_from(ctx, &Kind::TRANSFER, &from, &to, amount)?;
    Ok(Response::new().add_events(fee))
}

/// `send_from`: the contract learns the spender as the sender, as in cw20-base.
pub fn send_from(
    ctx: &mut Ctx,
    owner: String,
    contract: String,
    amount: Uint128,
    msg: Binary,
) -> Outcome {
    let (from, to) = (ctx.resolve("owner", owner)?, ctx.resolve("contract", contract)?);
    let fee = pay_from(ctx, &Kind::SEND, &from, &to, amount)?;
    let call = receive(&ctx.info.sender, &to.address, amount, msg)?;
    Ok(Response::new().add_events(fee).add_message(call))
}

/// Out of the payer's own account, by the payer's own will. Gives the event of the fee, if one was due.
pub fn pay(
    ledger: &mut Ledger,
    kind: &'static Kind,
    from: &Named,
    to: &Named,
    amount: Uint128,
) -> Result<Option<Event>, ContractError> {
    let amount = amount.u128();
    let movement = Movement { kind, from: Some(from), to: Some(to), by: None, amount };
    Ok(ledger.make(&movement)?.fee_event)
}

/// Against an allowance of the sender.
fn pay_from(
    ctx: &mut Ctx,
    kind: &'static Kind,
    from: &Named,
    to: &Named,
    amount: Uint128,
) -> Result<Option<Event>, ContractError> {
    let sender = ctx.payer()?;
    let (storage, block) = (&*ctx.deps.storage, &ctx.env.block);
    let spender = allowance::spender(storage, block, &from.id, &sender, amount)?;
    let (by, amount) = (Some(&spender), amount.u128());
    let movement = Movement { kind, from: Some(from), to: Some(to), by, amount };
    Ok(ctx.ledger().make(&movement)?.fee_event)
}

/// CW20's call to the contract that received. `msg` is handed on unread.
pub fn receive(
    sender: &Addr,
    contract: &Addr,
    amount: Uint128,
    msg: Binary,
) -> StdResult<CosmosMsg> {
    Cw20ReceiveMsg { sender: sender.to_string(), amount, msg }.into_cosmos_msg(contract)
}
