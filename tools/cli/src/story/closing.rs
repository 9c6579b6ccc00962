//! What must hold when the story is over.

use super::audit;
use super::stage::Stage;
use crate::report::{Case, Report};
use crate::scenario::show_day;
use anyhow::Result;
use isthmus_api::escrow::{DealStatus, LedgerResponse, QueryMsg};
use isthmus_regions::supply::{self, Invariant};
use isthmus_regions::{Code, Side};

/// Reads all invariants and hands over the report.
pub(super) fn report(stage: Stage<'_>, engine: &str) -> Result<Report> {
    let mut invariants = supply::invariants(stage.pair, &stage.deployment)?;
    let supply = supply::read(stage.pair, &stage.deployment)?;
    let token = &stage.case.token;
    let opened = stage.case.parties.values().filter_map(|party| party.opening);
    let minted = opened.fold(stage.issued, |sum, amount| sum + amount);
    invariants.push(Invariant {
        name: match stage.case.supervision {
            None => "issued = sum of the opening balances".to_string(),
            Some(_) => "issued = opening balances + minted since - redeemed".to_string(),
        },
        holds: supply.issued == minted,
        detail: format!("{} = {}", token.show(supply.issued), token.show(minted)),
    });
    invariants.push(Invariant {
        name: "nothing is on its way or unclaimed when the story is over".to_string(),
        holds: supply.in_flight.is_zero() && supply.claimable.is_zero(),
        detail: format!(
            "in flight {}, claimable {}",
            token.show(supply.in_flight),
            token.show(supply.claimable)
        ),
    });
    for party in stage.case.parties.values() {
        let (has, due) = (stage.balance(party.side, &party.key)?, stage.due_balance(&party.key));
        let abroad = stage.balance(party.side.other(), &party.key)?;
        invariants.push(Invariant {
            name: format!("{} has exactly what the case leaves it", party.key),
            holds: has == due && abroad.is_zero(),
            detail: format!(
                "{} in the {}, {} abroad",
                token.show(has),
                party.side.name(),
                token.show(abroad)
            ),
        });
    }
    invariants.extend(deals(&stage)?);
    for side in Side::BOTH {
        invariants.push(audit::rebuilt(&stage, side)?);
    }
    let today = show_day(stage.shift.day(stage.case.as_of));
    Ok(Report {
        scenario: Case::new(stage.case, today),
        engine: engine.to_string(),
        decimals: token.decimals,
        symbol: token.symbol.clone(),
        deployment: stage.deployment.clone(),
        steps: stage.steps,
        invariants,
        supply,
    })
}

/// Every deal is over, holds nothing, and gave out what it took in.
fn deals(stage: &Stage<'_>) -> Result<Vec<Invariant>> {
    let mut found = Vec::new();
    for (side, deal) in stage.deals.iter().copied() {
        let ledger: LedgerResponse = stage.ask(side, Code::Escrow, &QueryMsg::Ledger { deal })?;
        let status = super::credit::deal_of(stage, side, deal)?.status;
        let given = ledger.released + ledger.refunded;
        let show = |amount| stage.case.token.show(amount);
        found.push(Invariant {
            name: format!(
                "deal {deal} in the {} is closed: funded = released + refunded",
                side.name()
            ),
            holds: status == DealStatus::Closed && ledger.held.is_zero() && ledger.funded == given,
            detail: format!(
                "{} = {} + {}, held {}",
                show(ledger.funded),
                show(ledger.released),
                show(ledger.refunded),
                show(ledger.held)
            ),
        });
    }
    Ok(found)
}
