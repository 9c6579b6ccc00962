//! Scripted contracts in a world.

use cosmwasm_std::{CosmosMsg, WasmMsg};
use isthmus_api::policy::CanMoveResponse;
use isthmus_regions::{Code, Pair, Region, Side, TxResult, View};
use serde_json::{json, Value};

use super::{code, Pattern, Reaction, Script, Taken, Told, ANY};
use crate::World;

/// One of them, in the west.
pub struct ScriptedContract {
    /// Its address, of 32 bytes.
    pub address: String,
}

impl ScriptedContract {
    /// Takes whatever tokens send it, and pays whatever it is told to pay, as if it were a token.
    pub fn new(world: &World, name: &str) -> Self {
        let script = Script::default().on("receive", Reaction::accept());
        Self::with(world, name, &script.on("transfer", Reaction::accept()))
    }

    /// A token of which everybody has `balance`, and which pays nothing out.
    pub fn token(world: &World, name: &str, balance: u128) -> Self {
        let script = Script::default()
            .on("receive", Reaction::accept())
            .on("transfer", Reaction::refuse("it pays nothing out"))
            .answer(ANY, json!({ "balance": balance.to_string() }));
        Self::with(world, name, &script)
    }

    /// A policy contract that lets everything pass or nothing.
    pub fn policy(world: &World, name: &str, allowed: bool) -> Self {
        let reaction =
            if allowed { Reaction::accept() } else { Reaction::refuse("above the limit of a day") };
        let script = Script::default()
            .on("check_movement", reaction)
            .answer(ANY, CanMoveResponse { allowed, reason: None });
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

    /// From now on it does this with such a message.
    pub fn on(&self, world: &World, message: impl Into<Pattern>, reaction: Reaction) {
        let script = Script::default().on(message, reaction);
        self.tell(world, &Told::Script(script)).expect("it does as it is told");
    }

    /// The body of the newest message of that name that it has taken.
    pub fn taken(&self, world: &World, message: &str) -> Option<Value> {
        let read = |key: &[u8]| {
            world.pair.west().raw(&self.address, key).expect("its storage can be read")
        };
        let mut taken = Taken::read(read);
        taken.find(|taken| taken.message == message).map(|taken| taken.body)
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
        let script = Script::keeping(records);
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
        contract.on(&world, "receive", Reaction::refuse("not now"));
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
