//! Tokens that go back. The books come first; then the transfer is sent as a submessage of its own with a
//! gas limit. If the token refuses it, the reply makes it a credit of its owner.

use cosmwasm_std::{to_json_binary, Addr, StdResult, SubMsg, Uint128};
use cw20::Cw20ExecuteMsg;
use isthmus_api::issuance::events::Withdrawn;
use isthmus_api::types;
use isthmus_kit::{emit, Ctx};
use isthmus_wire::wire;

use super::token;
use crate::error::Outcome;
use crate::{state, ContractError};

/// Reply id of a payment.
pub const PAYMENT_REPLY: u64 = 1;
/// Gas that a payment may use; a transfer needs about a quarter of it.
const PAYMENT_GAS: u64 = 500_000;

/// What the reply must know to make a refused payment a credit.
#[wire]
pub struct RefusablePayment {
    /// Whose money it is.
    pub account: Addr,
    /// How much.
    pub amount: Uint128,
}

/// The message by which tokens go back. As this contract is an escrow of the token, it lands on a frozen
/// account too, and stays there.
pub fn pay(ctx: &Ctx, account: &Addr, amount: Uint128) -> StdResult<SubMsg> {
    let token = state::load_stablecoin(ctx.deps.storage)?;
    let transfer = Cw20ExecuteMsg::Transfer { recipient: account.to_string(), amount };
    let payment = RefusablePayment { account: account.clone(), amount };
    Ok(SubMsg::reply_on_error(token::tell(&token, &transfer)?, PAYMENT_REPLY)
        .with_gas_limit(PAYMENT_GAS)
        .with_payload(to_json_binary(&payment)?))
}

/// Sends an account its credit, to itself and to nobody else: a credit is what the token refused, and by
/// another address an order against the account would be passed by. If it is refused again, the credit
/// stays and the sender sees why.
pub fn withdraw(ctx: &mut Ctx, account: String) -> Outcome {
    let address = types::address(ctx.deps.api, "account", &account)?;
    let amount = state::take_credit(ctx.deps.storage, &address)?;
    if amount.is_zero() {
        return Err(ContractError::NothingToWithdraw { account });
    }
    let token = state::load_stablecoin(ctx.deps.storage)?;
    let transfer = Cw20ExecuteMsg::Transfer { recipient: account.clone(), amount };
    let message = token::tell(&token, &transfer)?;
    let response = emit::<ContractError>(Withdrawn { account, amount, by: ctx.by() })?;
    Ok(response.add_message(message))
}
