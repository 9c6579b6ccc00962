//! Redemptions with their days: each that came in or ended in the month, or is open at its end.

use super::facts::Facts;
use super::source::Evidence;
use anyhow::{Context, Result};
use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::issuance::events::{
    RedemptionPaying, RedemptionRejected, RedemptionRequested, RedemptionReturned,
    RedemptionSettled,
};
use isthmus_api::issuance::Tally;
use isthmus_regions::{Code, Side};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A redemption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Redemption {
    /// The region whose office took it in.
    pub region: String,
    /// Its number there.
    pub id: u64,
    /// Who handed tokens in.
    pub holder: String,
    /// Base units.
    pub amount: Uint128,
    /// When.
    pub requested_at: u64,
    /// Last second of its term.
    pub due_at: u64,
    /// When its payment was said to be under way, if it was.
    pub paying_since: Option<u64>,
    /// How it stands.
    pub outcome: Outcome,
    /// When it ended; null if it is open.
    pub ended_at: Option<u64>,
    /// Business days of the office's calendar from the day of the request to that of its end, or so far.
    pub business_days: u32,
    /// Whether its term was over when it ended, or is.
    pub late: bool,
    /// What identifies the payment, of one that was settled.
    pub payment_reference: Option<HexBinary>,
    /// Why the tokens went back: the words of who rejected it, or `late` or `restricted`.
    pub reason: Option<String>,
}

/// How a redemption stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Neither paid nor given back.
    Open,
    /// Paid in money, and its tokens destroyed.
    Settled,
    /// Rejected, its tokens given back.
    Rejected,
    /// Its tokens given back because its time was over or its holder frozen or held.
    Returned,
}

/// How many, and their sums. `settled` and `settled_late` together are what was paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RedemptionSummary {
    /// Came in during the month.
    pub requested: Tally,
    /// Paid within their term.
    pub settled: Tally,
    /// Paid after it.
    pub settled_late: Tally,
    /// Rejected.
    pub rejected: Tally,
    /// Given back.
    pub returned: Tally,
    /// Open at the end, within their term.
    pub open: Tally,
    /// Open at the end, and their term is over.
    pub open_late: Tally,
    /// Most business days of one that was paid; null if none was.
    pub most_business_days: Option<u32>,
}

/// Those that came in from an instant on, ended since, or are open `as_of` another, by region and number.
pub fn list(
    facts: Facts<'_>,
    begins_at: u64,
    as_of: u64,
    evidence: &Evidence,
) -> Result<Vec<Redemption>> {
    let mut all: BTreeMap<(Side, u64), Redemption> = BTreeMap::new();
    for (fact, event) in facts.all::<RedemptionRequested>(Code::Issuance)? {
        let RedemptionRequested { id, holder, amount, due_at, .. } = event;
        let redemption = Redemption {
            region: fact.side.name().to_string(),
            id,
            holder,
            amount,
            requested_at: fact.at,
            due_at,
            paying_since: None,
            outcome: Outcome::Open,
            ended_at: None,
            business_days: 0,
            late: false,
            payment_reference: None,
            reason: None,
        };
        all.insert((fact.side, id), redemption);
    }
    for (fact, event) in facts.all::<RedemptionPaying>(Code::Issuance)? {
        change(&mut all, fact.side, event.id, |it| it.paying_since = Some(fact.at))?;
    }
    for (fact, event) in facts.all::<RedemptionSettled>(Code::Issuance)? {
        let reference = HexBinary::from_hex(&event.payment_reference)?;
        change(&mut all, fact.side, event.id, |it| {
            it.end(Outcome::Settled, fact.at);
            it.payment_reference = Some(reference);
        })?;
    }
    for (fact, event) in facts.all::<RedemptionRejected>(Code::Issuance)? {
        change(&mut all, fact.side, event.id, |it| {
            it.end(Outcome::Rejected, fact.at);
            it.reason = Some(event.reason);
        })?;
    }
    for (fact, event) in facts.all::<RedemptionReturned>(Code::Issuance)? {
        change(&mut all, fact.side, event.id, |it| {
            it.end(Outcome::Returned, fact.at);
            it.reason = Some(event.cause);
        })?;
    }
    let belongs = |it: &Redemption| it.ended_at.unwrap_or(as_of) >= begins_at;
    let all = all.into_iter().filter(|(_, it)| belongs(it));
    let counted = all.map(|((side, _), it)| {
        let until = it.ended_at.unwrap_or(as_of);
        let calendar = &evidence.at(side).calendar;
        let business_days = calendar.banking_days_between(it.requested_at, until);
        Redemption { business_days, late: until > it.due_at, ..it }
    });
    Ok(counted.collect())
}

/// Changes one that must have been asked for.
fn change(
    all: &mut BTreeMap<(Side, u64), Redemption>,
    side: Side,
    id: u64,
    how: impl FnOnce(&mut Redemption),
) -> Result<()> {
    let redemption = all.get_mut(&(side, id));
    let nobody = || format!("{}: nobody asked for redemption {id}", side.name());
    how(redemption.with_context(nobody)?);
    Ok(())
}

impl Redemption {
    fn end(&mut self, outcome: Outcome, at: u64) {
        self.outcome = outcome;
        self.ended_at = Some(at);
    }
}

/// Counts them.
pub fn summary(list: &[Redemption], begins_at: u64) -> Result<RedemptionSummary> {
    let mut sums = RedemptionSummary::default();
    for it in list {
        if it.requested_at >= begins_at {
            count(&mut sums.requested, it.amount)?;
        }
        let tally = match (it.outcome, it.late) {
            (Outcome::Settled, false) => &mut sums.settled,
            (Outcome::Settled, true) => &mut sums.settled_late,
            (Outcome::Rejected, _) => &mut sums.rejected,
            (Outcome::Returned, _) => &mut sums.returned,
            (Outcome::Open, false) => &mut sums.open,
            (Outcome::Open, true) => &mut sums.open_late,
        };
        count(tally, it.amount)?;
        if it.outcome == Outcome::Settled {
            sums.most_business_days = sums.most_business_days.max(Some(it.business_days));
        }
    }
    Ok(sums)
}

fn count(tally: &mut Tally, amount: Uint128) -> Result<()> {
    tally.count += 1;
    super::facts::add(&mut tally.amount, amount)
}
