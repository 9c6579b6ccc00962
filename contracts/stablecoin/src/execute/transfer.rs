//! Moving tokens: `transfer`, `send`, and both against an allowance.

use cosmwasm_std::{Addr, Api, Binary, CosmosMsg, Event, StdResult, Storage, Uint128};
use cw20::Cw20ReceiveMsg;
use isthmus_api::stablecoin::Cw20Event;

use super::ledger::{move_tokens, Movement};
use super::policy::{spent_by, Asks};
use super::{allowance, cw20, fee, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::state::{self, AccountId};

/// `transfer`: calls nobody.
pub fn transfer(ctx: &mut Ctx, recipient: String, amount: Uint128) -> Outcome {
    let (from, to) = (ctx.sender()?, ctx.account("recipient", &recipient)?);
    let fee = pay(ctx, &from, &to, amount)?;
    let event = Cw20Event::Transfer { from: ctx.by(), to: recipient, amount };
    Ok(cw20(event).add_events(fee))
}

/// `send`: credits the contract, then calls it.
pub fn send(ctx: &mut Ctx, contract: String, amount: Uint128, msg: Binary) -> Outcome {
    let (from, to) = (ctx.sender()?, ctx.account("contract", &contract)?);
    let fee = pay(ctx, &from, &to, amount)?;
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
    ctx: &mut Ctx,
    from: &AccountId,
    to: &AccountId,
    amount: Uint128,
) -> Result<Option<Event>, ContractError> {
    let now = ctx.now();
    pay_in(ctx.deps.storage, ctx.deps.api, now, from, to, amount, &mut ctx.asks)
}

/// The same, with the storage given.
pub fn pay_in(
    storage: &mut dyn Storage,
    api: &dyn Api,
    now: u64,
    from: &AccountId,
    to: &AccountId,
    amount: Uint128,
    asks: &mut Asks,
) -> Result<Option<Event>, ContractError> {
    let (payer, to, amount) = (Some(from), Some(to), amount.u128());
    let movement =
        Movement { kind: Kind::Transfer, from: payer, to, spender: None, amount, switches: None };
    let charge = move_tokens(storage, now, &movement, asks)?.charge;
    charge.map(|charge| fee::taken(api, from, &charge)).transpose()
}

/// Against an allowance of the sender.
fn pay_from(
    ctx: &mut Ctx,
    from: &AccountId,
    to: &AccountId,
    amount: Uint128,
) -> Result<Option<Event>, ContractError> {
    let sender = ctx.sender()?;
    let switches = state::switches(ctx.deps.storage)?;
    let spender = allowance::spend(ctx, from, &sender, amount, &switches)?;
    let (payer, to, amount) = (Some(from), Some(to), amount.u128());
    let switches = Some(&switches);
    let movement = Movement { kind: Kind::Transfer, from: payer, to, spender, amount, switches };
    let now = ctx.now();
    let charge = move_tokens(ctx.deps.storage, now, &movement, &mut ctx.asks)?.charge;
    spent_by(&mut ctx.asks, &sender);
    charge.map(|charge| fee::taken(ctx.deps.api, from, &charge)).transpose()
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
