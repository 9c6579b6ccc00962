//! Moving tokens: `transfer`, `send`, and both against an allowance.

use cosmwasm_std::{Addr, Binary, CosmosMsg, Event, StdResult, Uint128};
use cw20::Cw20ReceiveMsg;
use isthmus_api::stablecoin::Cw20Event;

use super::ledger::{Ledger, Movement, Spender};
use super::{allowance, cw20, fee, Ctx, CtxExt, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::state::AccountId;

/// `transfer`: calls nobody.
pub fn transfer(ctx: &mut Ctx, recipient: String, amount: Uint128) -> Outcome {
    let (from, to) = (ctx.sender()?, ctx.account("recipient", &recipient)?);
    let fee = pay(&mut ctx.ledger(), &from, &to, amount)?;
    let event = Cw20Event::Transfer { from: ctx.by(), to: recipient, amount };
    Ok(cw20(event).add_events(fee))
}

/// `send`: credits the contract, then calls it.
pub fn send(ctx: &mut Ctx, contract: String, amount: Uint128, msg: Binary) -> Outcome {
    let (from, to) = (ctx.sender()?, ctx.account("contract", &contract)?);
    let fee = pay(&mut ctx.ledger(), &from, &to, amount)?;
    // Credited before the call: the contract may spend at once what it is told of (I8).
    let call = receive(&ctx.info.sender, &contract, amount, msg)?;
    let event = Cw20Event::Send { from: ctx.by(), to: contract, amount };
    Ok(cw20(event).add_events(fee).add_message(call))
}

/// `transfer_from`.
pub fn transfer_from(ctx: &mut Ctx, owner: String, recipient: String, amount: Uint128) -> Outcome {
    let (from, to) = (ctx.account("owner", &owner)?, ctx.account("recipient", &recipient)?);
    let fee = pay_from(ctx, &from, &to, amount)?;
    let event = Cw20Event::TransferFrom { from: owner, to: recipient, by: ctx.by(), amount };
    Ok(cw20(event).add_events(fee))
}

/// `send_from`: the contract learns the spender as the sender, as in cw20-base.
pub fn send_from(
    ctx: &mut Ctx,
    owner: String,
    contract: String,
    amount: Uint128,
    msg: Binary,
) -> Outcome {
    let (from, to) = (ctx.account("owner", &owner)?, ctx.account("contract", &contract)?);
    let fee = pay_from(ctx, &from, &to, amount)?;
    let call = receive(&ctx.info.sender, &contract, amount, msg)?;
    let event = Cw20Event::SendFrom { from: owner, to: contract, by: ctx.by(), amount };
    Ok(cw20(event).add_events(fee).add_message(call))
}

/// Out of the payer's own account, by the payer's own will. Gives the event of the fee, if one was due.
pub fn pay(
    ledger: &mut Ledger,
    from: &AccountId,
    to: &AccountId,
    amount: Uint128,
) -> Result<Option<Event>, ContractError> {
    pay_by(ledger, from, to, None, amount)
}

/// Against an allowance of the sender.
fn pay_from(
    ctx: &mut Ctx,
    from: &AccountId,
    to: &AccountId,
    amount: Uint128,
) -> Result<Option<Event>, ContractError> {
    let sender = ctx.sender()?;
    let spender = allowance::spend(ctx, from, &sender, amount)?;
    pay_by(&mut ctx.ledger(), from, to, Some(&spender), amount)
}

fn pay_by(
    ledger: &mut Ledger,
    from: &AccountId,
    to: &AccountId,
    by: Option<&Spender>,
    amount: Uint128,
) -> Result<Option<Event>, ContractError> {
    let kind = &Kind::TRANSFER;
    let movement = Movement { kind, from: Some(from), to: Some(to), by, amount: amount.u128() };
    let fee = ledger.make(&movement)?.fee;
    fee.map(|fee| fee::event(ledger.api, from, &fee)).transpose()
}

/// CW20's call to the contract that received. `msg` is handed on unread.
pub fn receive(
    sender: &Addr,
    contract: &str,
    amount: Uint128,
    msg: Binary,
) -> StdResult<CosmosMsg> {
    Cw20ReceiveMsg { sender: sender.to_string(), amount, msg }.into_cosmos_msg(contract)
}
