//! A contract that does as it is told. It takes or refuses each message by what it was told of it, gives
//! the answers it was told to give, keeps the records it is given and sends the messages it is given.
//!
//! So it is a receiver of refunds that takes them or does not, a token that pays in and never out, a
//! policy contract, somebody who sends bytes that are hardly JSON, older code that is migrated and the
//! admin who does it.

use std::collections::BTreeMap;

use cosmwasm_std::{
    from_json, to_json_vec, Binary, CosmosMsg, Deps, DepsMut, Empty, Env, MessageInfo, Response,
    StdError, StdResult, WasmMsg,
};
use cw_multi_test::ContractWrapper;
use isthmus_api::policy::CanMoveResponse;
use isthmus_regions::embedded::EmbeddedCode;
use isthmus_regions::{Code, Pair, Region, Side, TxResult, View};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use crate::World;

/// Name of its code.
pub const NAME: &str = "scripted";
/// Stands for every message or query of which nothing was told.
pub const ANY: &str = "*";

/// What the contract does with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reaction {
    /// It takes the message and does nothing.
    Accept,
    /// It fails in these words.
    Refuse(String),
}

/// What it begins with: everything may be left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Script {
    /// Keys and values of its storage.
    pub records: Vec<(String, String)>,
    /// What it does with a message, by the message's name. What is not listed is refused.
    pub on: BTreeMap<String, Reaction>,
    /// What it answers to a query, by the query's name.
    pub answers: BTreeMap<String, Value>,
}

impl Script {
    /// It also does this with a message of that name.
    pub fn on(mut self, message: &str, reaction: Reaction) -> Self {
        self.on.insert(message.to_string(), reaction);
        self
    }

    /// It also gives this answer to a query of that name.
    pub fn answer(mut self, query: &str, answer: Value) -> Self {
        self.answers.insert(query.to_string(), answer);
        self
    }
}

/// What only who tells it what to do sends it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    /// From now on.
    Script(Script),
    /// It sends this.
    Send(CosmosMsg<Empty>),
}

fn reaction_key(message: &str) -> Vec<u8> {
    format!("on {message}").into_bytes()
}

fn answer_key(query: &str) -> Vec<u8> {
    format!("answer {query}").into_bytes()
}

fn taken_key(message: &str) -> Vec<u8> {
    format!("taken {message}").into_bytes()
}

fn follow(deps: DepsMut, script: &Script) -> StdResult<Response> {
    for (key, value) in &script.records {
        deps.storage.set(key.as_bytes(), value.as_bytes());
    }
    for (message, reaction) in &script.on {
        deps.storage.set(&reaction_key(message), &to_json_vec(reaction)?);
    }
    for (query, answer) in &script.answers {
        deps.storage.set(&answer_key(query), answer.to_string().as_bytes());
    }
    Ok(Response::new())
}

fn instantiate(deps: DepsMut, _: Env, _: MessageInfo, script: Script) -> StdResult<Response> {
    follow(deps, &script)
}

/// Name and body of a message or query.
fn named(msg: &Value) -> StdResult<(&str, &Value)> {
    let field = msg.as_object().filter(|fields| fields.len() == 1);
    let (name, body) = field
        .and_then(|fields| fields.iter().next())
        .ok_or_else(|| StdError::generic_err("a message has one name"))?;
    Ok((name, body))
}

fn execute(deps: DepsMut, _: Env, _: MessageInfo, msg: Value) -> StdResult<Response> {
    if let Ok(told) = serde_json::from_value(msg.clone()) {
        return match told {
            Told::Script(script) => follow(deps, &script),
            Told::Send(message) => Ok(Response::new().add_message(message)),
        };
    }
    let (name, body) = named(&msg)?;
    let stored = deps.storage.get(&reaction_key(name));
    match stored.or_else(|| deps.storage.get(&reaction_key(ANY))).map(from_json) {
        Some(reaction) => match reaction? {
            Reaction::Accept => {
                deps.storage.set(&taken_key(name), body.to_string().as_bytes());
                Ok(Response::new())
            }
            Reaction::Refuse(words) => Err(StdError::generic_err(words)),
        },
        None => Err(StdError::generic_err(format!("nobody said what to do with {name}"))),
    }
}

fn query(deps: Deps, _: Env, question: Value) -> StdResult<Binary> {
    let (name, _) = named(&question)?;
    let stored = deps.storage.get(&answer_key(name));
    stored
        .or_else(|| deps.storage.get(&answer_key(ANY)))
        .map(Binary::from)
        .ok_or_else(|| StdError::generic_err(format!("nobody said what to answer to {name}")))
}

/// Its code, for an embedded chain.
pub fn code() -> EmbeddedCode {
    EmbeddedCode::new(NAME, Box::new(ContractWrapper::new(execute, instantiate, query)))
}

/// One of them, in the west.
pub struct ScriptedContract {
    /// Its address, of 32 bytes.
    pub address: String,
}

impl ScriptedContract {
    /// Takes whatever tokens send it, and pays whatever it is told to pay, as if it were a token.
    pub fn new(world: &World, name: &str) -> Self {
        let script = Script::default().on("receive", Reaction::Accept);
        Self::with(world, name, &script.on("transfer", Reaction::Accept))
    }

    /// A token of which everybody has `balance`, and which pays nothing out.
    pub fn token(world: &World, name: &str, balance: u128) -> Self {
        let script = Script::default()
            .on("receive", Reaction::Accept)
            .on("transfer", Reaction::Refuse("it pays nothing out".to_string()))
            .answer(ANY, json!({ "balance": balance.to_string() }));
        Self::with(world, name, &script)
    }

    /// A policy contract that lets everything pass or nothing.
    pub fn policy(world: &World, name: &str, allowed: bool) -> Self {
        let reaction = if allowed {
            Reaction::Accept
        } else {
            Reaction::Refuse("above the limit of a day".to_string())
        };
        let script = Script::default()
            .on("check_movement", reaction)
            .answer(ANY, json!(CanMoveResponse { allowed, reason: None }));
        Self::with(world, name, &script)
    }

    /// One with a script of one's own.
    pub fn with(world: &World, name: &str, script: &Script) -> Self {
        Self::with_admin(world, name, None, script)
    }

    fn with_admin(world: &World, name: &str, admin: Option<&str>, script: &Script) -> Self {
        let (west, id) = (world.pair.at(Side::West), store(world));
        let placed = west.instantiate("owner", id, &json!(script), name, admin, name.as_bytes());
        Self { address: placed.expect("it takes every script").0 }
    }

    /// Where one will be that is not there yet.
    pub fn address(world: &World, name: &str) -> String {
        let (west, id) = (world.pair.at(Side::West), store(world));
        let owner = world.address(Side::West, "owner");
        west.predict(id, &owner, name.as_bytes()).expect("an address can be predicted")
    }

    /// From now on it does this with a message of that name.
    pub fn on(&self, world: &World, message: &str, reaction: Reaction) {
        let script = Script::default().on(message, reaction);
        self.tell(world, &Told::Script(script)).expect("it does as it is told");
    }

    /// The body of the newest message of that name that it has taken.
    pub fn taken(&self, world: &World, message: &str) -> Option<Value> {
        let taken = world.pair.west().raw(&self.address, &taken_key(message));
        let taken = taken.expect("its storage can be read");
        taken.map(|body| serde_json::from_slice(&body).expect("a body is JSON"))
    }

    /// Sends a message.
    pub fn send(&self, world: &World, message: impl Into<CosmosMsg>) -> TxResult<()> {
        self.tell(world, &Told::Send(message.into()))
    }

    /// Sends these bytes to a contract.
    pub fn execute(&self, world: &World, contract: &str, msg: Vec<u8>) -> TxResult<()> {
        let contract_addr = contract.to_string();
        self.send(world, WasmMsg::Execute { contract_addr, msg: msg.into(), funds: Vec::new() })
    }

    fn tell(&self, world: &World, told: &Told) -> TxResult<()> {
        world.pair.west().execute("owner", &self.address, &json!(told), &[]).map(|_| ())
    }
}

fn store(world: &World) -> u64 {
    world.pair.at(Side::West).store_code(code()).expect("a code can be stored")
}

/// The state that a contract is migrated from, and who may migrate it.
pub struct OlderContract {
    admin: ScriptedContract,
    /// Its address, before and after.
    pub address: String,
}

impl OlderContract {
    /// A contract with these records.
    pub fn new(world: &World, name: &str, records: Vec<(String, String)>) -> Self {
        let admin = ScriptedContract::new(world, &format!("admin of {name}"));
        let script = Script { records, ..Script::default() };
        let older = ScriptedContract::with_admin(world, name, Some(&admin.address), &script);
        Self { admin, address: older.address }
    }

    /// Moves it to other code.
    pub fn migrate(&self, world: &World, code: Code, msg: &Value) -> TxResult<()> {
        let new_code_id = world.pair.west().store(code).expect("a code can be stored");
        let (contract_addr, msg) = (self.address.clone(), msg.to_string().into_bytes().into());
        self.admin.send(world, WasmMsg::Migrate { contract_addr, new_code_id, msg })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(world: &World, contract: &ScriptedContract, msg: &Value) -> TxResult<()> {
        world.pair.west().execute("ana", &contract.address, msg, &[]).map(|_| ())
    }

    #[test]
    fn it_takes_and_refuses_what_it_is_told_to_and_remembers_what_it_took() {
        let world = World::new();
        let contract = ScriptedContract::new(&world, "receiver");
        let receive = json!({"receive": {"amount": "7"}});
        assert_eq!(contract.taken(&world, "receive"), None);
        sent(&world, &contract, &receive).unwrap();
        assert_eq!(contract.taken(&world, "receive"), Some(json!({"amount": "7"})));
        contract.on(&world, "receive", Reaction::Refuse("not now".to_string()));
        assert!(sent(&world, &contract, &receive).unwrap_err().text().contains("not now"));
        let unknown = sent(&world, &contract, &json!({"sing": {}})).unwrap_err();
        assert!(unknown.text().contains("nobody said what to do with sing"), "{unknown}");
        assert!(sent(&world, &contract, &json!({"a": {}, "b": {}})).is_err());
    }

    #[test]
    fn it_answers_what_it_is_told_to_answer() {
        let world = World::new();
        let script = Script::default().answer("price", json!({"euro": 2}));
        let contract = ScriptedContract::with(&world, "oracle", &script);
        let ask = |question: Value| world.pair.west().query(&contract.address, &question);
        assert_eq!(ask(json!({"price": {}})), Ok(json!({"euro": 2})));
        assert!(ask(json!({"weather": {}})).is_err());
        let token = ScriptedContract::token(&world, "token", 5);
        let answer = world.pair.west().query(&token.address, &json!({"balance": {}}));
        assert_eq!(answer, Ok(json!({"balance": "5"})));
    }

    #[test]
    fn it_sends_what_it_is_given_from_where_it_was_predicted_to_be() {
        let world = World::funded(10);
        let predicted = ScriptedContract::address(&world, "payer");
        let contract = ScriptedContract::new(&world, "payer");
        assert_eq!(contract.address, predicted);
        world.mint(&contract.address, 5);
        let ben = world.address(Side::West, "ben");
        let transfer = json!({"transfer": {"recipient": ben, "amount": "5"}});
        let token = world.contract(Side::West, Code::Stablecoin);
        contract.execute(&world, token, transfer.to_string().into_bytes()).unwrap();
        assert_eq!(world.balance(Side::West, "ben"), 15);
    }
}
