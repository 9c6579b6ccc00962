//! Carries examples out, in order, in a world of their own.

use std::cell::RefCell;
use std::rc::Rc;

use isthmus_regions::embedded::{
    Embedded, EmbeddedCode, Library, Linked, Watcher, GENESIS_SECONDS,
};
use isthmus_regions::{Code, Pair, Receipt, Region, Side};
use serde_json::Value;

use super::actors::{is_actor, plan, FUNDS, HOLDERS};
use super::parse::{name, Example, Execute, Kind, Place, Relay};
use super::resolve::Memory;
use crate::World;

/// A message that one contract has sent another.
struct Sent {
    from: String,
    to: String,
    msg: Value,
}

/// The messages of one transaction and what it made the relayer do, in order.
type Log = Rc<RefCell<Vec<Sent>>>;

/// The contracts of this process, each message to them written down.
struct Watched {
    log: Log,
}

impl Library for Watched {
    fn code(&self, code: Code) -> EmbeddedCode {
        let log = self.log.clone();
        let watcher: Watcher = Rc::new(move |from, to, msg| {
            let msg = serde_json::from_slice(msg).unwrap_or_default();
            log.borrow_mut().push(Sent { from: from.to_string(), to: to.to_string(), msg });
        });
        Linked.code(code).watched(watcher)
    }
}

/// A world and what has happened in it.
pub struct Runner {
    /// The two regions.
    pub world: World,
    log: Log,
    memory: Memory,
    answer: Option<Value>,
}

impl Default for Runner {
    fn default() -> Self {
        Self::new()
    }
}

impl Runner {
    /// A fresh world: everything is deployed and linked, each of [`HOLDERS`] has [`FUNDS`].
    pub fn new() -> Self {
        let log = Log::default();
        let library = Rc::new(Watched { log: log.clone() });
        let world = World::on(Embedded::with_library(GENESIS_SECONDS, library), plan());
        world.unwatch();
        for holder in HOLDERS {
            world.mint(holder, FUNDS);
        }
        Self { world, log, memory: Memory::default(), answer: None }
    }

    /// Carries one example out; says what is wrong if it does not do what it says.
    pub fn run(&mut self, example: &Example) -> Result<(), String> {
        let json = self.memory.resolve(&self.world, &example.json)?;
        match &example.kind {
            Kind::Execute(execute) => self.execute(execute, &json),
            Kind::Query(place) => {
                let contract = self.address(*place).to_string();
                let answer = self.region(place.side).query(&contract, &json);
                let answer = answer.map_err(|error| error.to_string())?;
                self.memory.keep_answer(&answer);
                self.answer = Some(answer);
                Ok(())
            }
            Kind::Answer => {
                let answer = self.answer.as_ref().ok_or("no query before it")?;
                if shows(&json, answer) {
                    Ok(())
                } else {
                    Err(format!("the answer is {answer}"))
                }
            }
            Kind::Hook => {
                self.memory.keep_hook(&json);
                Ok(())
            }
            Kind::Sent { from, to } => self.ensure_sent(*from, *to, &json),
            Kind::Sudo(place) => {
                let contract = self.address(*place);
                let told = self.world.pair.at(place.side).govern(contract, &json);
                told.map(|_| ()).map_err(|error| error.to_string())
            }
        }
    }

    fn execute(&mut self, execute: &Execute, json: &Value) -> Result<(), String> {
        let Execute { actor, place, after_seconds, funds, refused, relay } = execute;
        if !is_actor(actor) {
            return Err(format!("docs/examples.md knows nobody called \"{actor}\""));
        }
        if *after_seconds > 0 {
            self.world.pair.pass(*after_seconds);
        }
        // What the message before left with the relayer comes first.
        self.settle()?;
        self.log.borrow_mut().clear();
        let contract = self.address(*place).to_string();
        let heights = Side::BOTH.map(|side| self.region(side).height().unwrap_or_default());
        let sent = self.region(place.side).execute(actor, &contract, json, funds);
        let receipt = match (sent, refused) {
            (Ok(receipt), None) => receipt,
            (Ok(_), Some(code)) => return Err(format!("it was not refused with {code}")),
            (Err(error), Some(code)) if error.code() == Some(code) => return Ok(()),
            (Err(error), _) => return Err(error.to_string()),
        };
        self.memory.keep_events(actor, &receipt.events);
        match relay {
            Relay::Unrelayed => return Ok(()),
            Relay::Garbled => self.garble(place.side)?,
            Relay::Settled => {}
        }
        self.settle()?;
        for (side, height) in Side::BOTH.into_iter().zip(heights) {
            let relayed: Vec<Receipt> =
                self.region(side).relayed_since(height).map_err(|error| error.to_string())?;
            relayed.iter().for_each(|receipt| self.memory.keep_events("relayer", &receipt.events));
        }
        Ok(())
    }

    fn settle(&self) -> Result<(), String> {
        self.world.pair.settle().map_err(|error| error.to_string())
    }

    /// The newest packet is answered with bytes that nobody can read.
    fn garble(&self, from: Side) -> Result<(), String> {
        let packet = self.world.pair.last_packet(from).ok_or("no packet was sent")?;
        let told = self.world.pair.acknowledge_with(&packet, b"?".to_vec());
        told.map(|_| ()).map_err(|error| error.to_string())
    }

    fn ensure_sent(&self, from: Code, to: Place, json: &Value) -> Result<(), String> {
        let contract = self.address(to);
        let from = self.address(Place { side: to.side, code: from });
        let log = self.log.borrow();
        let sent = log.iter().filter(|sent| sent.from == from && sent.to == contract);
        let sent: Vec<&Value> = sent.map(|sent| &sent.msg).collect();
        if sent.iter().any(|msg| shows(json, msg)) {
            return Ok(());
        }
        let sent: Vec<String> = sent.into_iter().map(Value::to_string).collect();
        Err(format!("the {} was sent [{}]", name(to.code), sent.join(", ")))
    }

    fn region(&self, side: Side) -> &dyn Region {
        self.world.pair.region(side)
    }

    fn address(&self, place: Place) -> &str {
        self.world.contract(place.side, place.code)
    }
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
