//! The neighbours: a token that misbehaves on demand, a bridge, an identity registry.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    from_json, to_json_binary, Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdError, StdResult, Uint128, WasmMsg,
};
use cw20::{BalanceResponse, Cw20ExecuteMsg, Cw20QueryMsg, Cw20ReceiveMsg};
use cw_multi_test::{Contract, ContractWrapper};
use cw_storage_plus::{Item, Map};
use isthmus_api::bridge::{RouteResponse, TokenHook};
use isthmus_api::types::Asset;

// A token.

/// How the token behaves when the escrow pays with it.
#[cw_serde]
pub enum Mode {
    Honest,
    /// Refuses every transfer.
    Refuse,
    /// Sends this to this contract from within every transfer, and fails if that fails.
    Reenter {
        contract: String,
        msg: Binary,
    },
    /// Keeps this much of what is sent.
    Fee {
        amount: Uint128,
    },
}

#[cw_serde]
pub enum TokenMsg {
    Transfer {
        recipient: String,
        amount: Uint128,
    },
    Send {
        contract: String,
        amount: Uint128,
        msg: Binary,
    },
    Mint {
        recipient: String,
        amount: Uint128,
    },
    Mode(Mode),
    /// Calls the hook of a contract with words of one's own.
    Forge {
        contract: String,
        hook: Cw20ReceiveMsg,
    },
}

const BALANCES: Map<&str, Uint128> = Map::new("balances");
const MODE: Item<Mode> = Item::new("mode");

fn token_execute(deps: DepsMut, _: Env, info: MessageInfo, msg: TokenMsg) -> StdResult<Response> {
    let mode = MODE.may_load(deps.storage)?.unwrap_or(Mode::Honest);
    let mut add = |account: &str, amount: Uint128| {
        BALANCES.update(deps.storage, account, |b| {
            b.unwrap_or_default().checked_add(amount).map_err(StdError::from)
        })
    };
    match msg {
        TokenMsg::Mint { recipient, amount } => {
            add(&recipient, amount)?;
            Ok(Response::new())
        }
        TokenMsg::Mode(mode) => {
            MODE.save(deps.storage, &mode)?;
            Ok(Response::new())
        }
        TokenMsg::Forge { contract, hook } => {
            Ok(Response::new().add_message(hook_call(&contract, &hook)?))
        }
        TokenMsg::Transfer { recipient, amount } => {
            if mode == Mode::Refuse {
                return Err(StdError::generic_err("frozen"));
            }
            add(&recipient, amount)?;
            take(deps, info.sender.as_str(), amount)?;
            let response = Response::new();
            Ok(match mode {
                Mode::Reenter { contract, msg } => response.add_message(WasmMsg::Execute {
                    contract_addr: contract,
                    msg,
                    funds: vec![],
                }),
                _ => response,
            })
        }
        TokenMsg::Send { contract, amount, msg } => {
            if mode == Mode::Refuse {
                return Err(StdError::generic_err("frozen"));
            }
            let fee = match mode {
                Mode::Fee { amount } => amount,
                _ => Uint128::zero(),
            };
            add(&contract, amount - fee)?;
            take(deps, info.sender.as_str(), amount)?;
            let hook = Cw20ReceiveMsg { sender: info.sender.into(), amount, msg };
            Ok(Response::new().add_message(hook_call(&contract, &hook)?))
        }
    }
}

fn take(deps: DepsMut, account: &str, amount: Uint128) -> StdResult<()> {
    BALANCES.update(deps.storage, account, |b| {
        b.unwrap_or_default().checked_sub(amount).map_err(StdError::from)
    })?;
    Ok(())
}

fn hook_call(contract: &str, hook: &Cw20ReceiveMsg) -> StdResult<WasmMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: hook.clone().into_json_binary()?,
        funds: vec![],
    })
}

fn token_query(deps: Deps, _: Env, msg: Cw20QueryMsg) -> StdResult<Binary> {
    let Cw20QueryMsg::Balance { address } = msg else {
        return Err(StdError::generic_err("only balances"));
    };
    let balance = BALANCES.may_load(deps.storage, &address)?.unwrap_or_default();
    to_json_binary(&BalanceResponse { balance })
}

pub fn token() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(token_execute, nothing, token_query))
}

fn nothing(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

// A bridge.

#[cw_serde]
pub enum BridgeMsg {
    Receive(Cw20ReceiveMsg),
    /// Refuse what comes.
    Shut {
        shut: bool,
    },
    /// Give back the transfer with this number, with another amount if stated.
    GiveBack {
        number: u64,
        amount: Option<Uint128>,
    },
}

#[cw_serde]
pub enum BridgeQuery {
    Route { region: String, asset: Asset, receiver: String, amount: Option<Uint128> },
    Sent { number: u64 },
}

/// A transfer that the bridge took.
#[cw_serde]
pub struct Sent {
    pub token: Addr,
    pub sender: String,
    pub amount: Uint128,
    pub receiver: String,
    pub reference: Binary,
}

const SHUT: Item<bool> = Item::new("shut");
const SENT: Map<u64, Sent> = Map::new("sent");
const COUNT: Item<u64> = Item::new("count");

fn bridge_execute(deps: DepsMut, _: Env, info: MessageInfo, msg: BridgeMsg) -> StdResult<Response> {
    match msg {
        BridgeMsg::Receive(hook) => {
            if SHUT.may_load(deps.storage)? == Some(true) {
                return Err(StdError::generic_err("route shut [BR-017]"));
            }
            let TokenHook::Transfer { receiver, reference, .. } = from_json(&hook.msg)?;
            let number = COUNT.may_load(deps.storage)?.unwrap_or_default() + 1;
            COUNT.save(deps.storage, &number)?;
            let reference = reference.unwrap_or_default();
            assert!(reference.len() <= isthmus_api::packet::MAX_REFERENCE_BYTES);
            let sent = Sent {
                token: info.sender,
                sender: hook.sender,
                amount: hook.amount,
                receiver,
                reference,
            };
            SENT.save(deps.storage, number, &sent)?;
            Ok(Response::new())
        }
        BridgeMsg::Shut { shut } => {
            SHUT.save(deps.storage, &shut)?;
            Ok(Response::new())
        }
        BridgeMsg::GiveBack { number, amount } => {
            let sent = SENT.load(deps.storage, number)?;
            let message = Cw20ExecuteMsg::Send {
                contract: sent.sender,
                amount: amount.unwrap_or(sent.amount),
                msg: sent.reference,
            };
            Ok(Response::new().add_message(WasmMsg::Execute {
                contract_addr: sent.token.into(),
                msg: to_json_binary(&message)?,
                funds: vec![],
            }))
        }
    }
}

fn bridge_query(deps: Deps, _: Env, msg: BridgeQuery) -> StdResult<Binary> {
    match msg {
        BridgeQuery::Sent { number } => to_json_binary(&SENT.may_load(deps.storage, number)?),
        BridgeQuery::Route { region, receiver, .. } => {
            let shut = SHUT.may_load(deps.storage)? == Some(true);
            let ok = region == "east" && receiver.starts_with("east1") && !shut;
            to_json_binary(&RouteResponse {
                ok,
                code: (!ok).then(|| "BR-017".to_string()),
                reason: (!ok).then(|| "route shut".to_string()),
            })
        }
    }
}

pub fn bridge() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(bridge_execute, nothing, bridge_query))
}

// An identity registry: whatever lies under a key.

#[cw_serde]
pub struct Put {
    pub key: Binary,
    pub value: Binary,
}

fn identity_execute(deps: DepsMut, _: Env, _: MessageInfo, msg: Put) -> StdResult<Response> {
    deps.storage.set(&msg.key, &msg.value);
    Ok(Response::new())
}

fn identity_query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    Err(StdError::generic_err("raw reads only"))
}

pub fn identity() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(identity_execute, nothing, identity_query))
}
