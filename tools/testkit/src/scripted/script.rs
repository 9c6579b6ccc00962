//! What a scripted contract is told.

use std::collections::BTreeMap;

use cosmwasm_std::{from_json, to_json_vec, StdError, StdResult, Storage, Uint128};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

/// Stands for every message or query of which nothing else was told.
pub const ANY: &str = "*";

const SCRIPT: &str = "script";
const TAKEN: &[u8] = b"taken";

/// Which messages, or queries, something was told of: by name, or by JSON that names some of their
/// fields. Of several the one that names most counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pattern(String);

impl From<&str> for Pattern {
    fn from(name: &str) -> Self {
        Self(name.to_string())
    }
}

impl From<Value> for Pattern {
    fn from(fields: Value) -> Self {
        Self(fields.to_string())
    }
}

impl Pattern {
    fn is_met(&self, msg: &Value) -> bool {
        match self.0.as_str() {
            ANY => true,
            text if text.starts_with('{') => {
                serde_json::from_str(text).is_ok_and(|fields| meets(&fields, msg))
            }
            name => msg.get(name).is_some(),
        }
    }
}

/// What was told of such a message.
fn of<'a, T>(told: &'a BTreeMap<Pattern, T>, msg: &Value) -> Option<(&'a Pattern, &'a T)> {
    let met = told.iter().filter(|(pattern, _)| pattern.is_met(msg));
    met.max_by_key(|(pattern, _)| pattern.0.len())
}

fn meets(pattern: &Value, msg: &Value) -> bool {
    match pattern {
        Value::Object(fields) => {
            fields.iter().all(|(name, field)| msg.get(name).is_some_and(|msg| meets(field, msg)))
        }
        other => other == msg,
    }
}

/// One thing that the contract does with a message. In contracts and JSON, a text that is `$caller`,
/// `$self` or `$` and the name of a field of the message stands for that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    /// It fails in these words.
    Refuse(String),
    /// The contract that it stands in front of does its part.
    Pass,
    /// It keeps the answer to this beside the message.
    Ask { contract: String, query: Value },
    /// It sends this, and fails if that fails unless it swallows the error.
    Send { contract: String, msg: Value, swallow: bool },
    /// It fails where the message's `from` would have moved more than this on one day.
    Limit(Uint128),
}

/// What the contract does with a message: step by step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Form")]
pub struct Reaction(pub(super) Vec<Step>);

/// How a reaction may be written: `"accept"`, a step, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Form {
    Word(Word),
    One(Step),
    All(Vec<Step>),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Accept,
}

impl From<Form> for Reaction {
    fn from(form: Form) -> Self {
        match form {
            Form::Word(Word::Accept) => Self::accept(),
            Form::One(step) => Self(vec![step]),
            Form::All(steps) => Self(steps),
        }
    }
}

impl Reaction {
    /// It takes the message and does nothing.
    pub fn accept() -> Self {
        Self::default()
    }

    /// It fails in these words.
    pub fn refuse(words: &str) -> Self {
        Self::accept().then(Step::Refuse(words.to_string()))
    }

    /// It lets the contract that it stands in front of do its part.
    pub fn pass() -> Self {
        Self::accept().then(Step::Pass)
    }

    /// It refuses what takes the message's `from` above this many units of `amount` on one day.
    pub fn limit(most: u128) -> Self {
        Self::accept().then(Step::Limit(most.into()))
    }

    /// Then it keeps the answer to a query; of one that names a field which the message leaves out, nothing.
    pub fn ask(self, contract: &str, query: impl Serialize) -> Self {
        self.then(Step::Ask { contract: contract.to_string(), query: json!(query) })
    }

    /// Then it sends a message, and fails if that fails.
    pub fn send(self, contract: &str, msg: impl Serialize) -> Self {
        let (contract, msg) = (contract.to_string(), json!(msg));
        self.then(Step::Send { contract, msg, swallow: false })
    }

    /// Then it sends a message, whether that fails or not.
    pub fn attempt(self, contract: &str, msg: impl Serialize) -> Self {
        let (contract, msg) = (contract.to_string(), json!(msg));
        self.then(Step::Send { contract, msg, swallow: true })
    }

    fn then(mut self, step: Step) -> Self {
        self.0.push(step);
        self
    }
}

/// All it was told. Everything may be left out; what is told later is added.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Script {
    records: Vec<(String, String)>,
    on: BTreeMap<Pattern, Reaction>,
    next: BTreeMap<Pattern, Reaction>,
    answers: BTreeMap<Pattern, Value>,
}

impl Script {
    /// Its storage has these keys and values.
    pub fn keeping(records: Vec<(String, String)>) -> Self {
        Self { records, ..Self::default() }
    }

    /// It also does this with such a message.
    pub fn on(mut self, message: impl Into<Pattern>, reaction: Reaction) -> Self {
        self.on.insert(message.into(), reaction);
        self
    }

    /// It does this with the next such message, and then again what it did before.
    pub fn next(mut self, message: impl Into<Pattern>, reaction: Reaction) -> Self {
        self.next.insert(message.into(), reaction);
        self
    }

    /// It also gives this answer to such a query.
    pub fn answer(mut self, query: impl Into<Pattern>, answer: impl Serialize) -> Self {
        self.answers.insert(query.into(), json!(answer));
        self
    }

    pub(super) fn load(storage: &dyn Storage) -> StdResult<Self> {
        let read = |script: Vec<u8>| {
            serde_json::from_slice(&script).map_err(|error| StdError::parse_err(SCRIPT, error))
        };
        storage.get(SCRIPT.as_bytes()).map_or(Ok(Self::default()), read)
    }

    /// What a contract with this storage does from now on.
    pub fn tell(mut self, storage: &mut dyn Storage) -> StdResult<()> {
        for (key, value) in std::mem::take(&mut self.records) {
            storage.set(key.as_bytes(), value.as_bytes());
        }
        if self.on.is_empty() && self.next.is_empty() && self.answers.is_empty() {
            return Ok(());
        }
        let mut told = Self::load(storage)?;
        told.on.extend(self.on);
        told.next.extend(self.next);
        told.answers.extend(self.answers);
        told.save(storage)
    }

    fn save(&self, storage: &mut dyn Storage) -> StdResult<()> {
        storage.set(SCRIPT.as_bytes(), json!(self).to_string().as_bytes());
        Ok(())
    }

    /// What it does with a message now.
    pub(super) fn reaction(storage: &mut dyn Storage, msg: &Value) -> StdResult<Option<Reaction>> {
        let mut told = Self::load(storage)?;
        let next = of(&told.next, msg).map(|(pattern, _)| pattern.clone());
        if let Some(reaction) = next.and_then(|pattern| told.next.remove(&pattern)) {
            told.save(storage)?;
            return Ok(Some(reaction));
        }
        Ok(of(&told.on, msg).map(|(_, reaction)| reaction.clone()))
    }

    pub(super) fn answer_to(&self, query: &Value) -> Option<&Value> {
        of(&self.answers, query).map(|(_, answer)| answer)
    }
}

/// A message that the contract has taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Who sent it.
    pub caller: String,
    /// Its name.
    pub message: String,
    /// What is in it.
    pub body: Value,
    /// What was answered to what the contract asked, in order.
    pub answers: Vec<Value>,
}

fn key(number: u64) -> Vec<u8> {
    [TAKEN, format!(" {number}").as_bytes()].concat()
}

impl Taken {
    pub(super) fn keep(&self, storage: &mut dyn Storage) -> StdResult<()> {
        let number: u64 = storage.get(TAKEN).map_or(Ok(0), from_json)?;
        storage.set(&key(number), &to_json_vec(self)?);
        storage.set(TAKEN, &to_json_vec(&(number + 1))?);
        Ok(())
    }

    /// What a contract whose storage is read so has taken, newest first.
    pub fn read<'a>(
        get: impl Fn(&[u8]) -> Option<Vec<u8>> + 'a,
    ) -> impl Iterator<Item = Self> + 'a {
        let count: u64 = get(TAKEN).map_or(0, |count| from_json(count).expect("a count"));
        (0..count).rev().map(move |number| {
            let taken = get(&key(number)).expect("it keeps what it has taken");
            from_json(taken).expect("what it has taken is JSON")
        })
    }

    /// It forgets what it has taken.
    pub fn forget(storage: &mut dyn Storage) {
        storage.remove(TAKEN);
    }
}
