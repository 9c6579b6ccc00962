//! Carries examples out, in order, in a world of their own.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use cw_multi_test::ContractWrapper;
use isthmus_regions::embedded::{
    Embedded, EmbeddedCode, Library, Linked, Watcher, GENESIS_SECONDS,
};
use isthmus_regions::{Code, Pair, Region, Side, TxError};
use serde_json::Value;

use super::actors::{is_actor, plan, FUNDS, HOLDERS};
use super::coverage::{shown, Message};
use super::parse::{self, Example, Execute, Kind, Place, Relay};
use super::resolve::Memory;
use crate::exported::check_error;
use crate::{scripted, World};

/// A message that one contract has sent another.
struct Sent {
    from: String,
    to: String,
    msg: Value,
}

/// The messages of one transaction and what it made the relayer do, in order.
type Log = Rc<RefCell<Vec<Sent>>>;

/// Contracts, each message to them written down.
struct Watched {
    library: Rc<dyn Library>,
    log: Log,
}

impl Library for Watched {
    fn code(&self, code: Code) -> EmbeddedCode {
        self.library.code(code).watched(watcher(&self.log))
    }

    fn begin(&self) {
        self.library.begin();
    }

    fn gas_used(&self) -> Option<u64> {
        self.library.gas_used()
    }
}

/// Writes each message down.
fn watcher(log: &Log) -> Watcher {
    let log = log.clone();
    Rc::new(move |from, to, msg| {
        let msg = serde_json::from_slice(msg).unwrap_or_default();
        log.borrow_mut().push(Sent { from: from.to_string(), to: to.to_string(), msg });
    })
}

/// A call that an example shows.
pub struct Shown {
    /// Which message, of which contract.
    pub message: Message,
    /// The contract's address.
    pub address: String,
}

/// A contract's address and the name of its code.
pub type Called = (String, String);

/// A world and what has happened in it.
pub struct Runner {
    /// The two regions.
    pub world: World,
    log: Log,
    memory: Memory,
    answer: Option<Value>,
    /// Address of each contract that an example has made, and the name of its code.
    codes: BTreeMap<String, String>,
}

impl Default for Runner {
    fn default() -> Self {
        Self::new()
    }
}

impl Runner {
    /// A fresh world: everything is deployed and linked, each of [`HOLDERS`] has [`FUNDS`].
    pub fn new() -> Self {
        Self::on(Rc::new(Linked), |world| world)
    }

    /// The same on other contracts than those of this process; `fill` puts others into the deployment
    /// first.
    pub fn on(library: Rc<dyn Library>, fill: impl FnOnce(World) -> World) -> Self {
        let log = Log::default();
        let library = Rc::new(Watched { library, log: log.clone() });
        let world = World::on(Embedded::with_library(GENESIS_SECONDS, library), plan());
        world.unwatch();
        let world = fill(world);
        for holder in HOLDERS {
            world.mint(holder, FUNDS);
        }
        Self { world, log, memory: Memory::default(), answer: None, codes: BTreeMap::new() }
    }

    /// Carries one example out and tells which call it shows, if any; says what is wrong if it does
    /// not do what it says.
    pub fn run(&mut self, example: &Example) -> Result<Option<Shown>, String> {
        let json = self.memory.resolve(&self.world, &example.json)?;
        let (address, code) = match &example.kind {
            Kind::Execute(execute) => self.execute(execute, &json)?,
            Kind::Query { place, items } => {
                let (address, code) = self.contract(place)?;
                let answer = self.region(place.side).query(&address, &json);
                let answer = answer.map_err(text)?;
                if items.is_some_and(|items| !lists(&answer, items)) {
                    return Err(format!("no list of that length in {answer}"));
                }
                self.memory.keep_answer(&answer);
                self.answer = Some(answer);
                (address, code)
            }
            Kind::Answer => {
                let answer = self.answer.as_ref().ok_or("no query before it")?;
                if !shows(&json, answer) {
                    return Err(format!("the answer is {answer}"));
                }
                return Ok(None);
            }
            Kind::Hook => {
                self.memory.keep_hook(&json);
                return Ok(None);
            }
            Kind::Called { place, .. } => {
                self.contract(place)?;
                return Ok(None);
            }
            Kind::Sent { from, to } => self.ensure_sent(from, to, &json)?,
            Kind::Sudo(place) => {
                let (address, code) = self.contract(place)?;
                self.world.pair.at(place.side).govern(&address, &json).map_err(text)?;
                (address, code)
            }
            Kind::Instantiate { actor, place, name } => {
                self.instantiate(actor, place, name, &json)?
            }
            Kind::Migrate { actor, place, code } => self.migrate(actor, place, code, &json)?,
        };
        Ok(shown(example, &code).map(|message| Shown { message, address }))
    }

    /// What the newest query was answered.
    pub fn answer(&self) -> Option<&Value> {
        self.answer.as_ref()
    }

    /// Sends a message; answers where it went and the code there.
    fn execute(&mut self, execute: &Execute, json: &Value) -> Result<Called, String> {
        let Execute { actor, place, after_seconds, funds, refused, relay } = execute;
        ensure_actor(actor)?;
        self.world.pair.pass(*after_seconds);
        self.log.borrow_mut().clear();
        // What messages before left with the relayer comes first.
        if *relay != Relay::Unrelayed {
            self.settle()?;
        }
        let (address, code) = self.contract(place)?;
        let heights = Side::BOTH.map(|side| self.region(side).height().unwrap_or_default());
        let sent = self.region(place.side).execute(actor, &address, json, funds);
        let receipt = match (sent, refused) {
            (Ok(receipt), None) => receipt,
            (Ok(_), Some(code)) => return Err(format!("it was not refused with {code}")),
            (Err(error), Some(expected)) if error.code() == Some(expected) => {
                check_error(error.text(), expected);
                return Ok((address, code));
            }
            (Err(error), _) => return Err(text(error)),
        };
        self.memory.keep_events(actor, &receipt.events);
        match relay {
            Relay::Unrelayed => return Ok((address, code)),
            Relay::Garbled => self.garble(place.side)?,
            Relay::Settled => {}
        }
        self.settle()?;
        for (side, height) in Side::BOTH.into_iter().zip(heights) {
            let relayed = self.region(side).relayed_since(height).map_err(text)?;
            relayed.iter().for_each(|receipt| self.memory.keep_events("relayer", &receipt.events));
        }
        Ok((address, code))
    }

    /// Makes a contract; answers where it is and its code.
    fn instantiate(
        &mut self,
        actor: &str,
        place: &Place,
        name: &str,
        json: &Value,
    ) -> Result<Called, String> {
        ensure_actor(actor)?;
        let region = self.world.pair.at(place.side);
        let admin = self.world.address(place.side, actor);
        let id = self.store(place.side, &place.contract)?;
        let made = region.instantiate(actor, id, json, name, Some(&admin), name.as_bytes());
        let (address, receipt) = made.map_err(text)?;
        self.memory.keep_events(actor, &receipt.events);
        self.memory.made.insert((place.side, name.to_string()), address.clone());
        self.codes.insert(address.clone(), place.contract.clone());
        Ok((address, place.contract.clone()))
    }

    /// Moves a contract to other code; answers where it is and that code.
    fn migrate(
        &mut self,
        actor: &str,
        place: &Place,
        code: &str,
        json: &Value,
    ) -> Result<Called, String> {
        ensure_actor(actor)?;
        let (address, _) = self.contract(place)?;
        let id = self.store(place.side, code)?;
        let moved = self.world.pair.at(place.side).migrate(actor, &address, id, json);
        self.memory.keep_events(actor, &moved.map_err(text)?.events);
        self.codes.insert(address.clone(), code.to_string());
        Ok((address, code.to_string()))
    }

    /// Stores a code by its name.
    fn store(&self, side: Side, name: &str) -> Result<u64, String> {
        let region = self.world.pair.at(side);
        let stored = match parse::code(name) {
            Some(code) => region.store(code),
            None if name == CW20_BASE => region.store_code(cw20_base_code()),
            None if name == scripted::NAME => {
                region.store_code(scripted::code().watched(watcher(&self.log)))
            }
            None => return Err(format!("no code {name}")),
        };
        stored.map_err(text)
    }

    fn settle(&self) -> Result<(), String> {
        self.world.pair.settle().map_err(text)
    }

    /// The newest packet is answered with bytes that nobody can read.
    fn garble(&self, from: Side) -> Result<(), String> {
        let packet = self.world.pair.last_packet(from).ok_or("no packet was sent")?;
        let told = self.world.pair.acknowledge_with(&packet, b"?".to_vec());
        told.map(|_| ()).map_err(text)
    }

    /// That a contract has sent another this; answers where the other is and its code.
    fn ensure_sent(&self, from: &str, to: &Place, json: &Value) -> Result<Called, String> {
        let (receiver, code) = self.contract(to)?;
        let (sender, _) = self.contract(&Place { side: to.side, contract: from.to_string() })?;
        let log = self.log.borrow();
        let sent = log.iter().filter(|sent| sent.from == sender && sent.to == receiver);
        let sent: Vec<&Value> = sent.map(|sent| &sent.msg).collect();
        if sent.iter().any(|msg| shows(json, msg)) {
            return Ok((receiver, code));
        }
        let sent: Vec<String> = sent.into_iter().map(Value::to_string).collect();
        Err(format!("the {} was sent [{}]", to.contract, sent.join(", ")))
    }

    fn region(&self, side: Side) -> &dyn Region {
        self.world.pair.region(side)
    }

    /// A contract's address and the name of its code.
    pub fn contract(&self, place: &Place) -> Result<Called, String> {
        let Place { side, contract } = place;
        if let Some(address) = self.memory.made.get(&(*side, contract.clone())) {
            return Ok((address.clone(), self.codes[address].clone()));
        }
        let code = parse::code(contract).ok_or_else(|| format!("no contract {contract}"))?;
        Ok((self.world.contract(*side, code).to_string(), contract.clone()))
    }
}

fn text(error: TxError) -> String {
    error.to_string()
}

fn ensure_actor(name: &str) -> Result<(), String> {
    if is_actor(name) {
        Ok(())
    } else {
        Err(format!("docs/examples.md knows nobody called \"{name}\""))
    }
}

/// Name of the code of cw20-base, from which a stablecoin takes over.
const CW20_BASE: &str = "cw20-base";

fn cw20_base_code() -> EmbeddedCode {
    use cw20_base::contract::{execute, instantiate, query};
    EmbeddedCode::new(CW20_BASE, Box::new(ContractWrapper::new(execute, instantiate, query)))
}

/// Whether one of an answer's lists has so many items.
fn lists(answer: &Value, items: usize) -> bool {
    let mut fields = answer.as_object().into_iter().flat_map(|fields| fields.values());
    fields.any(|field| field.as_array().is_some_and(|list| list.len() == items))
}

/// Whether a value is what an example shows of it: fields that the example leaves out may be anything,
/// lists have the same length.
fn shows(shown: &Value, value: &Value) -> bool {
    match (shown, value) {
        (Value::Object(shown), Value::Object(fields)) => {
            shown.iter().all(|(name, shown)| shows(shown, fields.get(name).unwrap_or(&Value::Null)))
        }
        (Value::Array(shown), Value::Array(items)) => {
            shown.len() == items.len() && shown.iter().zip(items).all(|(a, b)| shows(a, b))
        }
        _ => shown == value,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::examples;
    use super::*;
    use serde_json::json;

    /// The first example that fails, and why.
    fn fails(markdown: &str) -> Option<(usize, String)> {
        let mut runner = Runner::new();
        let found = examples(markdown).unwrap();
        found.iter().find_map(|example| Some((example.line, runner.run(example).err()?)))
    }

    const TRANSFER: &str =
        "{\"transfer\": {\"recipient\": \"west:ben\", \"amount\": \"5\"}}\n```\n";

    #[test]
    fn an_example_that_does_what_it_says_passes() {
        let hook = r#"{"transfer": {"region": "east", "receiver": "east:ben"}}"#;
        let text = format!(
            r#"```json execute ana@west.stablecoin
{TRANSFER}```json query @west.stablecoin
{{"balance": {{"address": "west:ben"}}}}
```
```json answer
{{"balance": "1000000000005"}}
```
```json hook
{hook}
```
```json execute ana@west.stablecoin
{{"send": {{"contract": "west:bridge", "amount": "7", "msg": "base64:hook"}}}}
```
```json sent stablecoin@west.bridge
{{"receive": {{"sender": "west:ana", "amount": "7", "msg": "base64:hook"}}}}
```
```json sent bridge@east.stablecoin
{{"bridge_mint": {{"recipient": "east:ben", "amount": "7"}}}}
```
```json execute stranger@west.stablecoin refused ST-010
{TRANSFER}"#
        );
        assert_eq!(fails(&text), None);
    }

    #[test]
    fn an_example_that_does_not_do_what_it_says_is_told() {
        for (text, line, part) in [
            (format!("```json execute stranger@west.stablecoin\n{TRANSFER}"), 1, "[ST-010]"),
            (format!("```json execute ana@west.stablecoin refused ST-010\n{TRANSFER}"), 1, "not refused"),
            (format!("```json execute stranger@west.stablecoin refused ST-012\n{TRANSFER}"), 1, "[ST-010]"),
            (format!("```json execute nobody@west.stablecoin\n{TRANSFER}"), 1, "nobody"),
            (
                format!("```json execute ana@west.stablecoin\n{TRANSFER}```json sent bridge@west.stablecoin\n{{}}\n```\n"),
                4,
                "was sent []",
            ),
            (
                "```json query @west.stablecoin\n{\"supply\": {}}\n```\n```json answer\n{\"total\": \"1\"}\n```\n"
                    .to_string(),
                4,
                "the answer is",
            ),
            (
                "```json query @west.stablecoin listing 3\n{\"all_accounts\": {\"limit\": 2}}\n```\n"
                    .to_string(),
                1,
                "no list of that length",
            ),
        ] {
            let (at, why) = fails(&text).unwrap_or_else(|| panic!("{text}"));
            assert!(at == line && why.contains(part), "{at}: {why}");
        }
    }

    #[test]
    fn time_passes_and_packets_wait_where_an_example_says_so() {
        let hook =
            r#"{"transfer": {"region": "east", "receiver": "east:ben", "timeout_seconds": 600}}"#;
        let send = r#"{"send": {"contract": "west:bridge", "amount": "7", "msg": "base64:hook"}}"#;
        let flight = r#"{"in_flight": {"region": "east", "token": "west.iusd"}}"#;
        let text = format!(
            r#"```json hook
{hook}
```
```json execute ana@west.stablecoin unrelayed
{send}
```
```json query @west.bridge
{flight}
```
```json answer
{{"packets": [{{"id": 1}}]}}
```
```json execute ben@west.stablecoin after 11 minutes
{{"transfer": {{"recipient": "west:cho", "amount": "1"}}}}
```
```json query @west.bridge
{flight}
```
```json answer
{{"packets": []}}
```
```json query @west.stablecoin
{{"balance": {{"address": "west:ana"}}}}
```
```json answer
{{"balance": "1000000000000"}}
```
"#
        );
        assert_eq!(fails(&text), None);
    }

    #[test]
    fn an_example_shows_a_part_or_all_of_a_value() {
        let value = json!({"a": {"b": "1", "c": [1, 2]}});
        for shown in [json!({}), json!({"a": {"c": [1, 2]}}), json!({"d": null})] {
            assert!(shows(&shown, &value), "{shown}");
        }
        for shown in [json!({"a": {"b": 1}}), json!({"a": {"c": [1]}}), json!({"d": 1}), json!(1)] {
            assert!(!shows(&shown, &value), "{shown}");
        }
    }
}
