//! What was sent to the contract by mistake: `rescue`.

use cosmwasm_std::{to_json_binary, BankMsg, Coin, CosmosMsg, Response, Uint128, WasmMsg};
use cw20::Cw20ExecuteMsg;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::events;
use isthmus_api::types::{self, Asset};

use super::transfer::pay;
use super::{Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;

/// `rescue`. No message takes coins and the contract keeps nobody's money in its own account, so all
/// that is there is stray.
pub fn rescue(ctx: &mut Ctx, asset: Asset, to: String, amount: Uint128) -> Outcome {
    if amount.is_zero() {
        return Err(ContractError::NothingToRescue {});
    }
    let recipient = types::address(ctx.deps.api, "to", &to)?;
    let own = ctx.env.contract.address.clone();
    let (name, call, fee) = match asset {
        Asset::Native(denom) => {
            let coin = Coin { denom: denom.clone(), amount };
            let send = BankMsg::Send { to_address: recipient.into_string(), amount: vec![coin] };
            (format!("native:{denom}"), Some(CosmosMsg::from(send)), None)
        }
        Asset::Cw20(token) => {
            let token = types::address(ctx.deps.api, "asset", &token)?;
            let name = format!("cw20:{token}");
            if token == own {
                // By the ledger, so that pause, fee and policy hold as for any holder.
                let from = Named::of(ctx.deps.api, own.clone())?;
                let to = ctx.resolve("to", to.as_str())?;
                let fee = pay(&mut ctx.ledger(), &Kind::TRANSFER, &from, &to, amount)?;
                (name, None, fee)
            } else {
                let transfer =
                    Cw20ExecuteMsg::Transfer { recipient: recipient.into_string(), amount };
                let call = WasmMsg::Execute {
                    contract_addr: token.into(),
                    msg: to_json_binary(&transfer)?,
                    funds: vec![],
                };
                (name, Some(call.into()), None)
            }
        }
    };
    let (from, by) = (own.into_string(), ctx.by());
    let event = events::Rescue { asset: name, from, to, amount, by };
    Ok(Response::new().add_event(event.to_event()).add_events(fee).add_messages(call))
}
