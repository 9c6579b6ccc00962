//! A contract that holds money and sends it away, such as an escrow. It hears of a refund, and it can
//! be told to refuse it or to turn on the bridge in the middle of it.

use cosmwasm_std::{
    to_json_binary, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult,
    Uint128, WasmMsg,
};
use cw20::Cw20ReceiveMsg;
use cw_storage_plus::Item;
use isthmus_api::bridge::ExecuteMsg;
use serde::{Deserialize, Serialize};

use crate::suite::IUSD;

#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq)]
pub enum Mood {
    Open,
    Shut,
    Hostile,
}
#[derive(Serialize, Deserialize, Clone, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Msg {
    Mood(Mood),
    Pay { token: String, send: Binary },
    Receive(Cw20ReceiveMsg),
}
pub const MOOD: Item<Mood> = Item::new("mood");
pub const HEARD: Item<(String, Uint128, Binary)> = Item::new("heard");

pub fn instantiate(deps: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    MOOD.save(deps.storage, &Mood::Open)?;
    Ok(Response::new())
}

pub fn execute(deps: DepsMut, _: Env, _: MessageInfo, msg: Msg) -> StdResult<Response> {
    match msg {
        Msg::Mood(mood) => MOOD.save(deps.storage, &mood).map(|()| Response::new()),
        Msg::Pay { token, send } => Ok(Response::new().add_message(WasmMsg::Execute {
            contract_addr: token,
            msg: send,
            funds: vec![],
        })),
        Msg::Receive(refund) => {
            HEARD.save(deps.storage, &(refund.sender.clone(), refund.amount, refund.msg))?;
            match MOOD.load(deps.storage)? {
                Mood::Open => Ok(Response::new()),
                Mood::Shut => Err(StdError::generic_err("shut")),
                // ASA-2024-007: asks for the same money again while it is being paid.
                Mood::Hostile => Ok(Response::new().add_message(WasmMsg::Execute {
                    contract_addr: refund.sender,
                    msg: to_json_binary(&ExecuteMsg::Claim {
                        region: "east".to_string(),
                        token: IUSD.to_string(),
                        id: 1,
                    })?,
                    funds: vec![],
                })),
            }
        }
    }
}

pub fn query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    Ok(Binary::default())
}
