//! What must hold when the story is over.

use super::audit;
use super::stage::{Deal, Stage};
use crate::report::{About, Checked, Report};
use crate::scenario::show_day;
use anyhow::Result;
use isthmus_api::escrow::{DealStatus, LedgerResponse, QueryMsg};
use isthmus_regions::supply::{self, Invariant, Supply};
use isthmus_regions::{Code, Sentence, Side};

/// What must hold, and where the money is.
pub(super) type Books = (Option<Supply>, Vec<Invariant>);

/// Reads the supply and all invariants.
pub(super) fn read(stage: &Stage<'_>) -> Result<Books> {
    let (supply, mut invariants) = supply::audit(stage.pair, &stage.deployment)?;
    invariants.push(Invariant {
        name: match stage.case.supervision {
            None => "issued = sum of the opening balances".to_string(),
            Some(_) => "issued = opening balances + minted since - redeemed".to_string(),
        },
        holds: supply.issued == stage.issued,
        figures: Sentence::new("{issued} = {due}")
            .with("issued", supply.issued)
            .with("due", stage.issued),
    });
    invariants.push(Invariant {
        name: "nothing is on its way or unclaimed when the story is over".to_string(),
        holds: supply.in_flight.is_zero() && supply.claimable.is_zero(),
        figures: Sentence::new("in flight {in_flight}, claimable {claimable}")
            .with("in_flight", supply.in_flight)
            .with("claimable", supply.claimable),
    });
    for party in stage.case.parties.values() {
        let (has, due) = (stage.balance(party.side, &party.key)?, stage.due_balance(&party.key));
        let abroad = stage.balance(party.side.other(), &party.key)?;
        invariants.push(Invariant {
            name: format!("{} has exactly what the scenario leaves it", party.key),
            holds: has == due && abroad.is_zero(),
            figures: Sentence::new("{balance} in the {region}, {abroad} abroad")
                .with("balance", has)
                .with("region", party.side.name())
                .with("abroad", abroad),
        });
    }
    invariants.extend(deals(stage)?);
    for side in Side::BOTH {
        invariants.push(audit::rebuilt(stage, side)?);
    }
    Ok((Some(supply), invariants))
}

/// Hands over the report.
pub(super) fn report(stage: Stage<'_>, engine: &str, (supply, invariants): Books) -> Report {
    let decimals = stage.case.token.decimals;
    let today = show_day(stage.shift.day(stage.case.as_of));
    Report {
        scenario: About::new(stage.case, today, stage.papers),
        engine: engine.to_string(),
        deployment: stage.deployment.clone(),
        steps: stage.steps,
        invariants: invariants.iter().map(|it| Checked::new(it, decimals)).collect(),
        supply,
    }
}

/// Every deal is over, holds nothing, and gave out what it took in.
fn deals(stage: &Stage<'_>) -> Result<Vec<Invariant>> {
    let mut found = Vec::new();
    for deal in stage.deals.iter().copied() {
        let Deal { side, id, .. } = deal;
        let query = QueryMsg::Ledger { deal: id };
        let ledger: LedgerResponse = stage.ask(side, Code::Escrow, &query)?;
        let status = super::agreement::deal_of(stage, deal)?.status;
        let money = |amount| stage.money(deal, amount);
        let given = ledger.released + ledger.refunded;
        found.push(Invariant {
            name: format!(
                "deal {id} in the {} is closed: funded = released + refunded",
                side.name()
            ),
            holds: status == DealStatus::Closed && ledger.held.is_zero() && ledger.funded == given,
            figures: Sentence::new("{funded} = {released} + {refunded}, held {held}")
                .with("funded", money(ledger.funded))
                .with("released", money(ledger.released))
                .with("refunded", money(ledger.refunded))
                .with("held", money(ledger.held)),
        });
    }
    Ok(found)
}
