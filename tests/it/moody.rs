//! A contract that sends money abroad and takes a refund only when it is in the mood, so that a
//! claim arises that can later be paid.

use cosmwasm_std::{
    to_json_binary, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult,
    WasmMsg,
};
use cw_multi_test::ContractWrapper;
use isthmus_api::{bridge::TokenHook, stablecoin};
use isthmus_regions::embedded::EmbeddedCode;
use isthmus_regions::{Code, Pair, Side, TxResult};
use isthmus_testkit::World;
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ExecuteMsg {
    Mood { good: bool },
    Send { token: String, bridge: String, amount: u128, receiver: String },
    Receive(cw20::Cw20ReceiveMsg),
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn execute(deps: DepsMut, _: Env, _: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    match msg {
        ExecuteMsg::Mood { good } => deps.storage.set(b"mood", &[u8::from(good)]),
        ExecuteMsg::Send { token, bridge, amount, receiver } => {
            let hook = TokenHook::Transfer {
                region: "east".to_string(),
                receiver,
                timeout_seconds: Some(20),
                memo: None,
                info: None,
                reference: Some(b"payment 1".into()),
            };
            let send = stablecoin::ExecuteMsg::Send {
                contract: bridge,
                amount: amount.into(),
                msg: to_json_binary(&hook)?,
            };
            return Ok(Response::new().add_message(WasmMsg::Execute {
                contract_addr: token,
                msg: to_json_binary(&send)?,
                funds: vec![],
            }));
        }
        ExecuteMsg::Receive(refund) => {
            if refund.msg.as_slice() != b"payment 1" {
                return Err(StdError::generic_err("not a payment of mine"));
            }
            if deps.storage.get(b"mood") != Some(vec![1]) {
                return Err(StdError::generic_err("not now"));
            }
        }
    }
    Ok(Response::new())
}

fn query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    Ok(Binary::default())
}

/// The contract, in the west.
pub struct Moody {
    pub address: String,
}

impl Moody {
    pub fn new(world: &World) -> Self {
        let code =
            EmbeddedCode::new("moody", Box::new(ContractWrapper::new(execute, instantiate, query)));
        let id = world.pair.at(Side::West).store_code(code).unwrap();
        let placed =
            world.pair.west().instantiate("ana", id, &json!({}), "moody", None, b"moody").unwrap();
        Self { address: placed.0 }
    }

    fn execute(&self, world: &World, msg: &ExecuteMsg) -> TxResult<()> {
        let msg = serde_json::to_value(msg)?;
        world.pair.west().execute("ana", &self.address, &msg, &[])?;
        world.check();
        Ok(())
    }

    pub fn mood(&self, world: &World, good: bool) {
        self.execute(world, &ExecuteMsg::Mood { good }).unwrap();
    }

    /// Sends money of its own to an actor in the east, with 20 seconds to arrive.
    pub fn send(&self, world: &World, receiver: &str, amount: u128) -> TxResult<()> {
        let msg = ExecuteMsg::Send {
            token: world.contract(Side::West, Code::Stablecoin).to_string(),
            bridge: world.contract(Side::West, Code::Bridge).to_string(),
            amount,
            receiver: world.address(Side::East, receiver),
        };
        self.execute(world, &msg)
    }
}
