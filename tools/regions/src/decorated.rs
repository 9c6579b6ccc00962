//! A pair of regions behind somebody who sees what is sent. All else is forwarded, here and nowhere
//! else.

use std::ops::Deref;

use cosmwasm_std::Uint128;
use serde_json::Value;

use crate::{Call, Code, Pair, Receipt, Region, Side, TxResult, View};

/// Sees what is sent to a region and what comes of it, and may change what the sender gets to see.
pub trait Decorator {
    /// The region behind it.
    fn region(&self) -> &dyn Region;

    /// A contract was instantiated by the actor `sender`.
    fn instantiated(
        &self,
        _sender: &str,
        _label: &str,
        _msg: &Value,
        _address: &str,
        _receipt: &Receipt,
    ) -> TxResult<()> {
        Ok(())
    }

    /// The actor `sender` has sent these messages, with this result; the sender gets what is returned.
    fn sent(&self, _sender: &str, _calls: &[Call], result: TxResult<Receipt>) -> TxResult<Receipt> {
        result
    }

    /// A transaction of the relayer is looked at; what is returned is seen.
    fn relayed(&self, receipt: Receipt) -> TxResult<Receipt> {
        Ok(receipt)
    }
}

/// A region behind a decorator.
pub struct Decorated<D>(pub D);

impl<D: Decorator> View for Decorated<D> {
    fn side(&self) -> Side {
        self.0.region().side()
    }

    fn chain_id(&self) -> &str {
        self.0.region().chain_id()
    }

    fn prefix(&self) -> &str {
        self.0.region().prefix()
    }

    fn fee_denom(&self) -> &str {
        self.0.region().fee_denom()
    }

    fn account(&self, name: &str) -> TxResult<String> {
        self.0.region().account(name)
    }

    fn predict(&self, code_id: u64, creator: &str, salt: &[u8]) -> TxResult<String> {
        self.0.region().predict(code_id, creator, salt)
    }

    fn relayed_since(&self, height: u64) -> TxResult<Vec<Receipt>> {
        let receipts = self.0.region().relayed_since(height)?;
        receipts.into_iter().map(|receipt| self.0.relayed(receipt)).collect()
    }

    fn history(&self, contracts: &[&str]) -> TxResult<Vec<Receipt>> {
        self.0.region().history(contracts)
    }

    fn query(&self, contract: &str, msg: &Value) -> TxResult<Value> {
        self.0.region().query(contract, msg)
    }

    fn query_at(&self, height: u64, contract: &str, msg: &Value) -> TxResult<Value> {
        self.0.region().query_at(height, contract, msg)
    }

    fn raw(&self, contract: &str, key: &[u8]) -> TxResult<Option<Vec<u8>>> {
        self.0.region().raw(contract, key)
    }

    fn balance(&self, address: &str, denom: &str) -> TxResult<Uint128> {
        self.0.region().balance(address, denom)
    }

    fn now(&self) -> TxResult<u64> {
        self.0.region().now()
    }

    fn height(&self) -> TxResult<u64> {
        self.0.region().height()
    }

    fn wait_until(&self, seconds: u64) -> TxResult<()> {
        self.0.region().wait_until(seconds)
    }
}

impl<D: Decorator> Region for Decorated<D> {
    fn store(&self, code: Code) -> TxResult<u64> {
        self.0.region().store(code)
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
        let placed = self.0.region().instantiate(sender, code_id, msg, label, admin, salt)?;
        let (address, receipt) = &placed;
        self.0.instantiated(sender, label, msg, address, receipt)?;
        Ok(placed)
    }

    fn execute_all(&self, sender: &str, calls: &[Call]) -> TxResult<Receipt> {
        self.0.sent(sender, calls, self.0.region().execute_all(sender, calls))
    }
}

/// A pair whose regions are both behind a decorator.
pub struct DecoratedPair<P, D> {
    pair: P,
    west: Decorated<D>,
    east: Decorated<D>,
}

impl<P, D> DecoratedPair<P, D> {
    /// The pair behind it, and who is to see what is sent to each of its regions.
    pub fn new(pair: P, decorator: impl Fn(&P, Side) -> D) -> Self {
        let [west, east] = Side::BOTH.map(|side| Decorated(decorator(&pair, side)));
        Self { pair, west, east }
    }
}

impl<P: Deref<Target: Pair>, D: Decorator> Pair for DecoratedPair<P, D> {
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
