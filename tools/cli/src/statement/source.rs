//! What an observer without a key reads of two chains: answers of contracts, and what happened.

use anyhow::{bail, Context, Result};
use cosmwasm_std::Uint128;
use cw20::TokenInfoResponse;
use isthmus_api::types::MAX_PAGE;
use isthmus_api::{bridge, issuance, stablecoin};
use isthmus_calendar::date::parse_date;
use isthmus_calendar::holidays::Holidays;
use isthmus_calendar::{Calendar, Rules};
use isthmus_regions::supply::{self, Across};
use isthmus_regions::{Deployment, Receipt, RegionAddresses, Side, TxResult, View};
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::Value;

/// Of one chain what anybody can read. The embedded engine answers it, the live one does, and a node of
/// any other network can.
pub trait Source {
    /// The chain's id.
    fn chain_id(&self) -> String;
    /// Time of the newest block, in seconds.
    fn now(&self) -> TxResult<u64>;
    /// Height of the newest block.
    fn height(&self) -> TxResult<u64>;
    /// Asks a contract, as of a block.
    fn ask(&self, height: u64, contract: &str, question: &Value) -> TxResult<Value>;
    /// Everything in which these contracts had a part, oldest first.
    fn history(&self, contracts: &[&str]) -> TxResult<Vec<Receipt>>;
}

impl<V: View + ?Sized> Source for V {
    fn chain_id(&self) -> String {
        View::chain_id(self).to_string()
    }

    fn now(&self) -> TxResult<u64> {
        View::now(self)
    }

    fn height(&self) -> TxResult<u64> {
        View::height(self)
    }

    fn ask(&self, height: u64, contract: &str, question: &Value) -> TxResult<Value> {
        self.query_at(height, contract, question)
    }

    fn history(&self, contracts: &[&str]) -> TxResult<Vec<Receipt>> {
        View::history(self, contracts)
    }
}

/// What was read of both chains.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Whom it is about.
    pub deployment: Deployment,
    /// The token as its home names it.
    pub token: TokenInfoResponse,
    /// The token's home.
    pub home: Side,
    /// What was read in the west.
    pub west: RegionEvidence,
    /// What was read in the east.
    pub east: RegionEvidence,
}

/// What was read of one chain.
#[derive(Clone, Debug)]
pub struct RegionEvidence {
    /// The chain's id.
    pub chain_id: String,
    /// Time of its newest block, before anything else was read.
    pub now: u64,
    /// What happened.
    pub history: Vec<Receipt>,
    /// The business days of its office.
    pub calendar: Calendar,
    /// What its token and its bridge say of the present.
    pub across: Across,
}

impl Evidence {
    /// What was read of one chain.
    pub fn at(&self, side: Side) -> &RegionEvidence {
        match side {
            Side::West => &self.west,
            Side::East => &self.east,
        }
    }

    /// Time of the newest block of both.
    pub fn newest(&self) -> u64 {
        self.west.now.max(self.east.now)
    }
}

/// Reads both chains.
pub fn read<S: Source + ?Sized>(west: &S, east: &S, deployment: &Deployment) -> Result<Evidence> {
    let home = supply::home(deployment)?;
    let source = match home {
        Side::West => west,
        Side::East => east,
    };
    let token = Block { source, height: source.height()? }
        .ask(&deployment.at(home).stablecoin, &stablecoin::QueryMsg::TokenInfo {})?;
    Ok(Evidence {
        token,
        home,
        west: read_region(west, deployment, Side::West)?,
        east: read_region(east, deployment, Side::East)?,
        deployment: deployment.clone(),
    })
}

/// Reads one chain up to its newest block: whatever comes meanwhile is in a later one.
fn read_region<S: Source + ?Sized>(
    source: &S,
    deployment: &Deployment,
    side: Side,
) -> Result<RegionEvidence> {
    let at = deployment.at(side);
    let (now, height) = (source.now()?, source.height()?);
    let block = Block { source, height };
    // Before the history, which takes its time: a node may forget a state soon.
    let (calendar, across) = (block.calendar(at)?, block.across(deployment, side)?);
    let mut history = source.history(&[&at.stablecoin, &at.bridge, &at.issuance])?;
    history.retain(|receipt| receipt.height <= height);
    Ok(RegionEvidence { chain_id: source.chain_id(), now, history, calendar, across })
}

/// A chain as of a block.
struct Block<'a, S: ?Sized> {
    source: &'a S,
    height: u64,
}

impl<S: Source + ?Sized> Block<'_, S> {
    fn ask<A: DeserializeOwned>(&self, contract: &str, question: &impl Serialize) -> Result<A> {
        let answer = self.source.ask(self.height, contract, &serde_json::to_value(question)?)?;
        serde_json::from_value(answer).with_context(|| format!("answer of {contract}"))
    }

    fn across(&self, deployment: &Deployment, side: Side) -> Result<Across> {
        let at = deployment.at(side);
        let (region, token) = (side.other().name().to_string(), deployment.token.clone());
        let supply: stablecoin::SupplyResponse =
            self.ask(&at.stablecoin, &stablecoin::QueryMsg::Supply {})?;
        let ledger: bridge::LedgerResponse =
            self.ask(&at.bridge, &bridge::QueryMsg::Ledger { region, token })?;
        Ok(Across {
            supply: supply.total,
            sent: ledger.sent,
            refunded: ledger.refunded,
            claimable: ledger.claimable,
            received: ledger.received,
        })
    }

    /// The calendar with all its holidays. One that was added after a month is over lies after it.
    fn calendar(&self, at: &RegionAddresses) -> Result<Calendar> {
        let mut holidays = Holidays::default();
        let mut start_after = None;
        loop {
            let query = issuance::QueryMsg::Calendar { start_after, limit: Some(MAX_PAGE) };
            let page: issuance::CalendarResponse = self.ask(&at.issuance, &query)?;
            for date in &page.holidays {
                holidays.add(parse_date(date)?);
            }
            start_after = page.holidays.last().cloned();
            if start_after.is_none() {
                let rules = Rules::new(&page.name, page.utc_offset_minutes, &page.weekend)?;
                return Ok(Calendar { rules, holidays });
            }
        }
    }
}

/// The sums of all events must be what the contracts say.
pub fn ensure_whole(side: Side, told: &Across, found: &Across) -> Result<()> {
    let pairs: [(&str, Uint128, Uint128); 5] = [
        ("supply", told.supply, found.supply),
        ("sent", told.sent, found.sent),
        ("refunded", told.refunded, found.refunded),
        ("claimable", told.claimable, found.claimable),
        ("received", told.received, found.received),
    ];
    for (name, told, found) in pairs {
        if told != found {
            bail!(
                "{}, {name}: {found} by the contract and {told} by its events; ask a node that keeps \
                 every block since the contracts stand",
                side.name()
            );
        }
    }
    Ok(())
}
