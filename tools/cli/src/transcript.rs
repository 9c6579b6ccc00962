//! Everything that is sent, as JSON: the pair of regions behind a notebook.
//!
//! [`Recorded::pair`] is a pair like any other, so that the story and the deployment write into the
//! notebook without knowing.

use crate::report::Paper;
use cosmwasm_std::{Binary, Coin, Event};
use isthmus_regions::{Call, DecoratedPair, Decorator, Pair, Receipt, Region, Side, TxResult};
use serde::Serialize;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// One message as it was sent.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Step of the story; 0 before the first.
    pub step: usize,
    /// Region it was sent in.
    pub region: String,
    /// Who signed.
    pub sender: Account,
    /// The contract it went to, or who was paid.
    pub contract: Account,
    /// `instantiate`, `execute` or, for native coins alone, `pay`.
    pub kind: &'static str,
    /// The message.
    pub message: Value,
    /// What a CW20 `send` carries in `msg`, decoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hook: Option<Value>,
    /// The files of which it carries hashes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Paper>,
    /// Coins attached.
    pub funds: Vec<Coin>,
    /// Hash of the transaction, on a live chain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tx_hash: Option<String>,
    /// The chain's refusal, if it refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// A name of the story and its address.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// Such as `importer` or `stablecoin`.
    pub name: String,
    /// Its address in the region.
    pub address: String,
}

#[derive(Default)]
struct Notebook {
    step: usize,
    entries: Vec<Entry>,
    /// Events by region, in order.
    events: BTreeMap<String, Vec<Event>>,
    contracts: BTreeMap<String, String>,
}

/// A pair of regions that writes down what is sent.
pub struct Recorded<'a> {
    pair: DecoratedPair<&'a dyn Pair, Writer<'a>>,
    notebook: Rc<RefCell<Notebook>>,
}

/// Writes down what is sent to one region.
struct Writer<'a> {
    region: &'a dyn Region,
    notebook: Rc<RefCell<Notebook>>,
}

impl<'a> Recorded<'a> {
    /// Opens an empty notebook.
    pub fn new(pair: &'a dyn Pair) -> Self {
        let notebook = Rc::<RefCell<Notebook>>::default();
        let writer = |pair: &&'a dyn Pair, side| Writer {
            region: pair.region(side),
            notebook: notebook.clone(),
        };
        Self { pair: DecoratedPair::new(pair, writer), notebook: notebook.clone() }
    }

    /// The regions; what is sent to them is written down.
    pub fn pair(&self) -> &dyn Pair {
        &self.pair
    }

    /// What follows belongs to this step.
    pub fn begin_step(&self, step: usize) {
        self.notebook.borrow_mut().step = step;
    }

    /// Events of everything sent so far in a region, in order. What the relayer brought is not among
    /// them.
    pub fn events(&self, side: Side) -> Vec<Event> {
        self.notebook.borrow().events.get(side.name()).cloned().unwrap_or_default()
    }

    /// Everything sent so far, in order, each message with those of the files whose hashes it carries.
    pub fn entries(&self, papers: &[Paper]) -> Vec<Entry> {
        let mut entries = self.notebook.borrow().entries.clone();
        for entry in &mut entries {
            let text = format!("{} {}", entry.message, entry.hook.clone().unwrap_or_default());
            let carried = papers.iter().filter(|paper| text.contains(&paper.hash.to_hex()));
            entry.documents = carried.cloned().collect();
        }
        entries
    }
}

impl Writer<'_> {
    /// Keeps the events of one transaction.
    fn keep(&self, receipt: &Receipt) {
        let mut notebook = self.notebook.borrow_mut();
        let events = notebook.events.entry(self.region.id().to_string()).or_default();
        events.extend(receipt.events.iter().cloned());
    }

    fn note(
        &self,
        kind: &'static str,
        sender: &str,
        contract: (String, &str),
        message: &Value,
        funds: &[Coin],
        outcome: Result<&Receipt, String>,
    ) -> TxResult<()> {
        let mut notebook = self.notebook.borrow_mut();
        let entry = Entry {
            step: notebook.step,
            region: self.region.id().to_string(),
            sender: Account { name: sender.to_string(), address: self.region.account(sender)? },
            contract: Account { name: contract.0, address: contract.1.to_string() },
            kind,
            message: message.clone(),
            hook: hook(message),
            documents: Vec::new(),
            funds: funds.to_vec(),
            tx_hash: outcome.as_ref().ok().and_then(|receipt| receipt.tx_hash.clone()),
            refused: outcome.err(),
        };
        notebook.entries.push(entry);
        Ok(())
    }
}

/// The JSON inside a CW20 `send`.
fn hook(message: &Value) -> Option<Value> {
    let text = message.get("send")?.get("msg")?.as_str()?;
    serde_json::from_slice(&Binary::from_base64(text).ok()?).ok()
}

impl Decorator for Writer<'_> {
    fn region(&self) -> &dyn Region {
        self.region
    }

    fn instantiated(
        &self,
        sender: &str,
        label: &str,
        msg: &Value,
        address: &str,
        receipt: &Receipt,
    ) -> TxResult<()> {
        let name = label.strip_prefix("isthmus ").unwrap_or(label).to_string();
        self.notebook.borrow_mut().contracts.insert(address.to_string(), name.clone());
        self.note("instantiate", sender, (name, address), msg, &[], Ok(receipt))
    }

    fn sent(&self, sender: &str, calls: &[Call], result: TxResult<Receipt>) -> TxResult<Receipt> {
        result.iter().for_each(|receipt| self.keep(receipt));
        for call in calls {
            let outcome = result.as_ref().map_err(ToString::to_string);
            match call {
                Call::Execute { contract, msg, funds } => {
                    let known = self.notebook.borrow().contracts.get(contract).cloned();
                    let name = known.unwrap_or_default();
                    self.note("execute", sender, (name, contract), msg, funds, outcome)?;
                }
                Call::Pay { to, coins } => {
                    let to = (String::new(), to.as_str());
                    self.note("pay", sender, to, &Value::Null, coins, outcome)?;
                }
            }
        }
        result
    }
}
