//! The statement, a pure function of what was read of the chains.

use super::books::{across, Flows, RegionBooks};
use super::facts::{self, Facts};
use super::orders::{self, Act, OrderSummary};
use super::redemptions::{self, Redemption, RedemptionSummary};
use super::reserves::{self, AttestedReserve, ReserveAtEnd};
use super::source::{ensure_whole, Evidence};
use crate::month::Month;
use crate::scenario::show_instant;
use anyhow::{ensure, Context, Result};
use isthmus_regions::supply::Supply;
use isthmus_regions::{Deployment, Side};
use schemars::JsonSchema;
use serde::Serialize;

/// What an issuer shows its supervisor of one month, computed from chain data alone. Amounts are in base
/// units, instants in seconds since 1970 (UTC).
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Statement {
    /// The month, `YYYY-MM`, in UTC.
    pub month: String,
    /// Its first second.
    pub begins_at: u64,
    /// The first second of the next one, which is not in it.
    pub ends_at: u64,
    /// Whether both chains have come to the end of it, so that nothing can be added.
    pub complete: bool,
    /// The second of which it speaks: the last one of a month that is over, else that of the last
    /// transaction of the contracts.
    pub as_of: u64,
    /// The token across regions, such as `west.iusd`.
    pub token: String,
    /// What people call it, such as `IUSD`.
    pub symbol: String,
    /// Digits after the decimal point of base units.
    pub decimals: u8,
    /// The contracts that it is about.
    pub deployment: Deployment,
    /// Where every unit of the token is at the end.
    pub supply: Supply,
    /// How the supply of each region changed.
    pub regions: Vec<RegionBooks>,
    /// What stands behind the token at the end; null if nothing was ever attested.
    pub reserve: Option<ReserveAtEnd>,
    /// The attestations of the month.
    pub attestations: Vec<AttestedReserve>,
    /// Redemptions, counted.
    pub redemption_summary: RedemptionSummary,
    /// Redemptions that came in or ended in the month, or are open at the end.
    pub redemptions: Vec<Redemption>,
    /// What was done to accounts, counted.
    pub order_summary: OrderSummary,
    /// What was done to accounts, oldest first.
    pub acts: Vec<Act>,
}

impl Statement {
    /// One JSON object, as `schema/statement.json` describes it.
    pub fn json(&self) -> serde_json::Result<String> {
        crate::to_json(self)
    }
}

/// The JSON Schema of the statement, for `schema/statement.json`.
pub fn schema() -> schemars::schema::RootSchema {
    schemars::schema_for!(Statement)
}

/// States a month. Fails if the chains have not come to it, or if what was read is not all that happened.
pub fn state(month: Month, evidence: &Evidence) -> Result<Statement> {
    let all = facts::all(evidence)?;
    let all = Facts::from(all.as_slice());
    let token = &evidence.deployment.token;
    for side in Side::BOTH {
        ensure_whole(side, &across(all, side, token)?, &evidence.at(side).across)?;
    }
    let (begins_at, ends_at) = (month.begins_at(), month.ends_at());
    ensure_reached(month, all, evidence)?;
    let (before, until) = (all.before(begins_at), all.before(ends_at));
    let complete = Side::BOTH.into_iter().all(|side| evidence.at(side).now >= ends_at);
    let last = until.end_at().unwrap_or(begins_at).max(begins_at);
    let as_of = if complete { ends_at - 1 } else { last };
    let mut regions = Vec::new();
    for side in Side::BOTH {
        let opening = Flows::of(before, side)?.supply()?;
        let name = (side.name(), evidence.at(side).chain_id.as_str());
        let flows = Flows::of(until.since(begins_at), side)?;
        regions.push(flows.books(opening, name, side == evidence.home)?);
    }
    let issued = Flows::of(until, evidence.home)?.issued()?;
    let [west, east] = [across(until, Side::West, token)?, across(until, Side::East, token)?];
    let redemptions = redemptions::list(until, begins_at, as_of, evidence)?;
    let acts = orders::acts(until, begins_at)?;
    Ok(Statement {
        month: month.to_string(),
        begins_at,
        ends_at,
        complete,
        as_of,
        token: token.clone(),
        symbol: evidence.token.symbol.clone(),
        decimals: evidence.token.decimals,
        deployment: evidence.deployment.clone(),
        supply: Supply::weigh(issued, &west, &east)?,
        regions,
        reserve: reserves::at_end(until, evidence.home)?,
        attestations: reserves::attestations(until, begins_at)?,
        redemption_summary: redemptions::summary(&redemptions, begins_at)?,
        redemptions,
        order_summary: orders::summary(&acts)?,
        acts,
    })
}

/// Of a month in which there were no contracts yet, or no block, there is nothing to state.
fn ensure_reached(month: Month, all: Facts<'_>, evidence: &Evidence) -> Result<()> {
    let (first, newest) =
        (all.begin_at().context("nothing is known of these contracts")?, evidence.newest());
    ensure!(
        month >= Month::of(first),
        "--month {month} is over before the first transaction of these contracts, {}; expected a \
         month from {} on",
        show_instant(first),
        Month::of(first)
    );
    ensure!(
        month <= Month::of(newest),
        "--month {month} begins after the newest block, {}; expected a month up to {}",
        show_instant(newest),
        Month::of(newest)
    );
    Ok(())
}
