//! Everything that is sent, as JSON: the pair of regions behind a notebook.
//!
//! [`Recorded`] is a [`Pair`] itself, so that the story and the deployment write into it without
//! knowing.

use cosmwasm_std::{Binary, Coin, Event, Uint128};
use isthmus_regions::{Call, Code, Pair, Receipt, Region, Side, TxResult};
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
    pair: &'a dyn Pair,
    notebook: Rc<RefCell<Notebook>>,
    west: RecordedRegion<'a>,
    east: RecordedRegion<'a>,
}

struct RecordedRegion<'a> {
    region: &'a dyn Region,
    notebook: Rc<RefCell<Notebook>>,
}

impl<'a> Recorded<'a> {
    /// Opens an empty notebook.
    pub fn new(pair: &'a dyn Pair) -> Self {
        let notebook = Rc::<RefCell<Notebook>>::default();
        let region =
            |side| RecordedRegion { region: pair.region(side), notebook: notebook.clone() };
        Self {
            pair,
            notebook: notebook.clone(),
            west: region(Side::West),
            east: region(Side::East),
        }
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

    /// Everything sent so far, in order.
    pub fn entries(&self) -> Vec<Entry> {
        self.notebook.borrow().entries.clone()
    }
}

impl RecordedRegion<'_> {
    /// Keeps the events of one transaction.
    fn keep(&self, result: &TxResult<Receipt>) {
        if let Ok(receipt) = result {
            let mut notebook = self.notebook.borrow_mut();
            let events = notebook.events.entry(self.region.id().to_string()).or_default();
            events.extend(receipt.events.iter().cloned());
        }
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

impl Region for RecordedRegion<'_> {
    fn side(&self) -> Side {
        self.region.side()
    }

    fn chain_id(&self) -> &str {
        self.region.chain_id()
    }

    fn prefix(&self) -> &str {
        self.region.prefix()
    }

    fn fee_denom(&self) -> &str {
        self.region.fee_denom()
    }

    fn account(&self, name: &str) -> TxResult<String> {
        self.region.account(name)
    }

    fn store(&self, code: Code) -> TxResult<u64> {
        self.region.store(code)
    }

    fn predict(&self, code_id: u64, creator: &str, salt: &[u8]) -> TxResult<String> {
        self.region.predict(code_id, creator, salt)
    }

    fn instantiate(
        &self,
        sender: &str,
        code_id: u64,
        msg: &Value,
        label: &str,
        admin: Option<&str>,
        salt: &[u8],
    ) -> TxResult<(String, Receipt)> {
        let (address, receipt) =
            self.region.instantiate(sender, code_id, msg, label, admin, salt)?;
        let name = label.strip_prefix("isthmus ").unwrap_or(label).to_string();
        self.notebook.borrow_mut().contracts.insert(address.clone(), name.clone());
        self.note("instantiate", sender, (name, &address), msg, &[], Ok(&receipt))?;
        Ok((address, receipt))
    }

    fn execute(
        &self,
        sender: &str,
        contract: &str,
        msg: &Value,
        funds: &[Coin],
    ) -> TxResult<Receipt> {
        let result = self.region.execute(sender, contract, msg, funds);
        self.keep(&result);
        let known = self.notebook.borrow().contracts.get(contract).cloned();
        let name = known.unwrap_or_default();
        let outcome = result.as_ref().map_err(ToString::to_string);
        self.note("execute", sender, (name, contract), msg, funds, outcome)?;
        result
    }

    fn execute_all(&self, sender: &str, calls: &[Call]) -> TxResult<Receipt> {
        let result = self.region.execute_all(sender, calls);
        self.keep(&result);
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

    fn relayed_since(&self, height: u64) -> TxResult<Vec<Receipt>> {
        self.region.relayed_since(height)
    }

    fn query(&self, contract: &str, msg: &Value) -> TxResult<Value> {
        self.region.query(contract, msg)
    }

    fn raw(&self, contract: &str, key: &[u8]) -> TxResult<Option<Vec<u8>>> {
        self.region.raw(contract, key)
    }

    fn balance(&self, address: &str, denom: &str) -> TxResult<Uint128> {
        self.region.balance(address, denom)
    }

    fn now(&self) -> TxResult<u64> {
        self.region.now()
    }

    fn height(&self) -> TxResult<u64> {
        self.region.height()
    }

    fn wait_until(&self, seconds: u64) -> TxResult<()> {
        self.region.wait_until(seconds)
    }
}

impl Pair for Recorded<'_> {
    fn region(&self, side: Side) -> &dyn Region {
        match side {
            Side::West => &self.west,
            Side::East => &self.east,
        }
    }

    fn connect(&self) -> TxResult<(String, String)> {
        self.pair.connect()
    }

    fn open_channel(
        &self,
        port_west: &str,
        port_east: &str,
        version: &str,
    ) -> TxResult<(String, String)> {
        self.pair.open_channel(port_west, port_east, version)
    }

    fn settle(&self) -> TxResult<()> {
        self.pair.settle()
    }

    fn pause_relayer(&self) -> TxResult<()> {
        self.pair.pause_relayer()
    }

    fn resume_relayer(&self) -> TxResult<()> {
        self.pair.resume_relayer()
    }

    fn is_live(&self) -> bool {
        self.pair.is_live()
    }
}
