//! The events of both regions in order, each with the block that holds it.

use super::source::Evidence;
use anyhow::{ensure, Result};
use cosmwasm_std::{Event, Uint128};
use isthmus_api::event::{attribute, EventError, TypedEvent};
use isthmus_regions::{Code, Side};

/// One event of a contract.
#[derive(Clone, Debug)]
pub struct Fact<'a> {
    /// The region.
    pub side: Side,
    /// Which of its contracts.
    pub code: Code,
    /// Time of the block, in seconds.
    pub at: u64,
    /// Height of the block.
    pub height: u64,
    /// Hash of the transaction, where the chain has one.
    pub tx_hash: Option<&'a str>,
    /// What the contract said.
    pub event: &'a Event,
}

impl Fact<'_> {
    /// The event, if it is of this type. One of this type that cannot be read is a mistake, and no other
    /// event: what is left out of a statement in silence would make it wrong.
    pub fn read<E: TypedEvent>(&self) -> Result<Option<E>> {
        match E::from_event(self.event) {
            Ok(event) => Ok(Some(event)),
            Err(EventError::Type { .. }) => Ok(None),
            Err(error) => Err(anyhow::Error::new(error).context(format!(
                "{} block {}",
                self.side.name(),
                self.height
            ))),
        }
    }
}

/// Events, oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a>(&'a [Fact<'a>]);

impl<'a> Facts<'a> {
    /// All events of this type of one kind of contract, each with its place.
    pub fn all<E: TypedEvent>(&self, code: Code) -> Result<Vec<(&'a Fact<'a>, E)>> {
        let of_code = self.0.iter().filter(|fact| fact.code == code);
        let read = of_code.filter_map(|fact| match fact.read() {
            Ok(event) => Some(Ok((fact, event?))),
            Err(error) => Some(Err(error)),
        });
        read.collect()
    }

    /// The events in one region.
    pub fn of(&self, side: Side) -> impl Iterator<Item = &'a Fact<'a>> {
        self.0.iter().filter(move |fact| fact.side == side)
    }

    /// Time of the first, if there is one.
    pub fn begin_at(&self) -> Option<u64> {
        self.0.first().map(|fact| fact.at)
    }

    /// Time of the last.
    pub fn end_at(&self) -> Option<u64> {
        self.0.last().map(|fact| fact.at)
    }

    /// Those of before an instant.
    pub fn before(&self, instant: u64) -> Self {
        let count = self.0.partition_point(|fact| fact.at < instant);
        Self(self.0.get(..count).unwrap_or_default())
    }

    /// Those from an instant on.
    pub fn since(&self, instant: u64) -> Self {
        let count = self.0.partition_point(|fact| fact.at < instant);
        Self(self.0.get(count..).unwrap_or_default())
    }
}

impl<'a> From<&'a [Fact<'a>]> for Facts<'a> {
    fn from(facts: &'a [Fact<'a>]) -> Self {
        Self(facts)
    }
}

/// All events that were read. Of two in one second west's is first: the chains have no order between them.
pub fn all(evidence: &Evidence) -> Result<Vec<Fact<'_>>> {
    let mut facts = Vec::new();
    for side in Side::BOTH {
        let (region, at) = (evidence.at(side), evidence.deployment.at(side));
        let code = |address: &str| {
            [Code::Stablecoin, Code::Bridge, Code::Issuance]
                .into_iter()
                .find(|code| at.of(*code) == address)
        };
        let is_in_order = region.history.is_sorted_by_key(|receipt| (receipt.time, receipt.height));
        ensure!(is_in_order, "the blocks of {} are not in order", side.name());
        for receipt in &region.history {
            let events = receipt.events.iter().filter_map(|event| {
                let code = code(attribute(event, "_contract_address")?)?;
                let (at, height) = (receipt.time, receipt.height);
                let tx_hash = receipt.tx_hash.as_deref();
                Some(Fact { side, code, at, height, tx_hash, event })
            });
            facts.extend(events);
        }
    }
    facts.sort_by_key(|fact| (fact.at, fact.side));
    Ok(facts)
}

/// Adds to a sum; a chain that says more than fits is not believed.
pub fn add(sum: &mut Uint128, amount: Uint128) -> Result<()> {
    *sum = sum.checked_add(amount)?;
    Ok(())
}
