//! A contract that does as it is told. It keeps the records it is given and sends the messages it is
//! given; it takes what tokens send it, gives one answer to every question and refuses every other
//! message. Without an answer it also pays whatever it is told to pay, as if it were a token.
//!
//! So it is older code that is migrated and the admin who does it, somebody who sends bytes that are
//! hardly JSON, a token that pays in and never out, and a policy contract.

use cosmwasm_std::{
    from_json, Binary, CosmosMsg, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError,
    StdResult, WasmMsg,
};
use cw_multi_test::ContractWrapper;
use isthmus_api::policy::CanMoveResponse;
use isthmus_regions::embedded::EmbeddedCode;
use isthmus_regions::{Code, Pair, Region, Side, TxResult, View};
use isthmus_testkit::World;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use crate::bench::Bench;
use crate::figures::Entry;

/// Where the answer is kept.
const ANSWER: &str = "answer";

#[derive(Serialize, Deserialize)]
struct InstantiateMsg {
    /// Keys and values.
    records: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ExecuteMsg {
    Send { message: CosmosMsg<Empty> },
    Receive(Value),
    Transfer(Value),
    CheckMovement(Value),
}

fn instantiate(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: InstantiateMsg,
) -> StdResult<Response> {
    for (key, value) in msg.records {
        deps.storage.set(key.as_bytes(), value.as_bytes());
    }
    Ok(Response::new())
}

fn execute(deps: DepsMut, _env: Env, _info: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    match msg {
        ExecuteMsg::Send { message } => Ok(Response::new().add_message(message)),
        ExecuteMsg::Receive(_) => Ok(Response::new()),
        ExecuteMsg::Transfer(_) if deps.storage.get(ANSWER.as_bytes()).is_some() => {
            Err(StdError::generic_err("it pays nothing out"))
        }
        ExecuteMsg::Transfer(_) => Ok(Response::new()),
        ExecuteMsg::CheckMovement(_) => {
            let answer: Option<CanMoveResponse> =
                deps.storage.get(ANSWER.as_bytes()).map(from_json).transpose()?;
            match answer.is_some_and(|answer| answer.allowed) {
                true => Ok(Response::new()),
                false => Err(StdError::generic_err("above the limit of a day")),
            }
        }
    }
}

fn query(deps: Deps, _env: Env, _question: IgnoredAny) -> StdResult<Binary> {
    Ok(deps.storage.get(ANSWER.as_bytes()).unwrap_or_default().into())
}

/// One of them, in the west.
pub struct Puppet {
    /// Its address, of 32 bytes.
    pub address: String,
}

impl Puppet {
    /// With no records.
    pub fn new(world: &World, name: &str) -> Self {
        Self::with(world, name, None, Vec::new())
    }

    /// Where one will be that is not there yet.
    pub fn address(world: &World, name: &str) -> String {
        let (west, id) = (world.pair.at(Side::West), Self::store(world));
        let owner = world.address(Side::West, "owner");
        west.predict(id, &owner, name.as_bytes()).expect("an address can be predicted")
    }

    /// A token of which everybody has `balance`, and which pays nothing out.
    pub fn token(world: &World, name: &str, balance: u128) -> Self {
        let answer = json!({ "balance": balance.to_string() }).to_string();
        Self::with(world, name, None, vec![(ANSWER.into(), answer)])
    }

    /// A policy contract that lets everything pass or nothing.
    pub fn policy(world: &World, name: &str, allowed: bool) -> Self {
        let answer = json!(CanMoveResponse { allowed, reason: None }).to_string();
        Self::with(world, name, None, vec![(ANSWER.into(), answer)])
    }

    fn with(
        world: &World,
        name: &str,
        admin: Option<&str>,
        records: Vec<(String, String)>,
    ) -> Self {
        let (west, id) = (world.pair.at(Side::West), Self::store(world));
        let msg = json!(InstantiateMsg { records });
        let placed = west.instantiate("owner", id, &msg, name, admin, name.as_bytes());
        Self { address: placed.expect("it takes every record").0 }
    }

    fn store(world: &World) -> u64 {
        let wrapper = ContractWrapper::new(execute, instantiate, query);
        let code = EmbeddedCode::new("puppet", Box::new(wrapper));
        world.pair.at(Side::West).store_code(code).expect("a code can be stored")
    }

    /// Sends a message.
    pub fn send(&self, world: &World, message: impl Into<CosmosMsg>) -> TxResult<()> {
        let msg = json!(ExecuteMsg::Send { message: message.into() });
        world.pair.west().execute("owner", &self.address, &msg, &[]).map(|_| ())
    }

    /// Sends these bytes to a contract.
    pub fn execute(&self, world: &World, contract: &str, msg: Vec<u8>) -> TxResult<()> {
        let contract_addr = contract.to_string();
        self.send(world, WasmMsg::Execute { contract_addr, msg: msg.into(), funds: Vec::new() })
    }
}

/// The state that a contract is migrated from, and who may migrate it.
pub struct Older {
    admin: Puppet,
    /// Its address, before and after.
    pub address: String,
}

impl Older {
    /// A contract with these records.
    pub fn new(world: &World, name: &str, records: Vec<(String, String)>) -> Self {
        let admin = Puppet::new(world, &format!("admin of {name}"));
        let older = Puppet::with(world, name, Some(&admin.address), records);
        Self { admin, address: older.address }
    }

    /// Moves it to other code.
    pub fn migrate(&self, world: &World, code: Code, msg: &Value) -> TxResult<()> {
        let new_code_id = world.pair.west().store(code).expect("a code can be stored");
        let (contract_addr, msg) = (self.address.clone(), msg.to_string().into_bytes().into());
        self.admin.send(world, WasmMsg::Migrate { contract_addr, new_code_id, msg })
    }
}

/// A row: the contract takes over from an older version of itself.
pub fn migrate(bench: &mut Bench, code: Code) {
    let world = bench.world(World::plan());
    let question = json!({ "contract_info": {} });
    let info: Value = world.ask(Side::West, code, &question);
    let before = json!({ "contract": info["contract"], "version": "0.0.9" }).to_string();
    let older = Older::new(&world, "older", vec![("contract_info".into(), before)]);
    let case = "from an older version";
    bench.row(code, Entry::Migrate, "migrate", case, || {
        older.migrate(&world, code, &json!({})).expect("the admin may migrate");
    });
}

/// A message whose body is 10,000 arrays inside one another.
pub fn nested(message: &str) -> Vec<u8> {
    const LEVELS: usize = 10_000;
    format!("{{\"{message}\":{}{}}}", "[".repeat(LEVELS), "]".repeat(LEVELS)).into_bytes()
}
