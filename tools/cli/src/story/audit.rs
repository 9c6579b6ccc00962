//! The audit trail: every balance of a region rebuilt from the token's events alone, beside what the
//! token says. The events are read as a plain indexer of CW20 reads them, which knows nothing of this token.

use super::stage::Stage;
use anyhow::{Context, Result};
use cosmwasm_std::{Event, Uint128};
use isthmus_api::stablecoin::QueryMsg;
use isthmus_api::types::MAX_PAGE;
use isthmus_regions::supply::Invariant;
use isthmus_regions::{Code, Sentence, Side};
use std::collections::BTreeMap;

type Balances = BTreeMap<String, Uint128>;

/// Whether the trail leads to the balances the chain has.
pub(super) fn rebuilt(stage: &Stage<'_>, side: Side) -> Result<Invariant> {
    let token = stage.deployment.at(side).of(Code::Stablecoin);
    let since = match side {
        Side::West => stage.beginnings.0,
        Side::East => stage.beginnings.1,
    };
    let relayed = stage.pair.region(side).relayed_since(since)?;
    let relayed = relayed.into_iter().flat_map(|receipt| receipt.events);
    let events: Vec<Event> = stage.notes.events(side).into_iter().chain(relayed).collect();
    let events = events.iter().filter(|event| {
        let of = event.attributes.iter().find(|attribute| attribute.key == "_contract_address");
        of.is_some_and(|of| of.value == token)
    });
    let movements = events.map(moved).collect::<Result<Vec<_>>>()?.concat();
    let told = replay(&movements)?;
    let (found, count) = (on_chain(stage, side)?, movements.len());
    let differs = told.iter().find(|(who, amount)| found.get(*who) != Some(*amount));
    let figures = match differs {
        Some((who, amount)) => Sentence::new("{account}: {amount} by the events")
            .with("account", who.as_str())
            .with("amount", *amount),
        None => Sentence::new("{movements movement|movements}, {accounts account|accounts}")
            .with("movements", count)
            .with("accounts", found.len()),
    };
    let name = format!("the events of the {} rebuild every balance", side.name());
    Ok(Invariant { name, holds: told == found, figures })
}

/// Tokens that came, went, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Movement {
    from: Option<String>,
    to: Option<String>,
    amount: Uint128,
}

/// What an event of a contract moved, by CW20's attributes alone: an `action` begins a set, and a set moves,
/// creates or destroys.
fn moved(event: &Event) -> Result<Vec<Movement>> {
    let mut sets: Vec<BTreeMap<&str, &str>> = Vec::new();
    for attribute in event.attributes.iter().filter(|_| event.ty == "wasm") {
        if attribute.key == "action" {
            sets.push(BTreeMap::new());
        }
        if let Some(set) = sets.last_mut() {
            set.insert(&attribute.key, &attribute.value);
        }
    }
    let movements = sets.iter().filter_map(|set| {
        let (debits, credits) = match *set.get("action")? {
            "transfer" | "send" | "transfer_from" | "send_from" => (true, true),
            "burn" | "burn_from" => (true, false),
            "mint" => (false, true),
            _ => return None,
        };
        Some(movement(set, debits, credits))
    });
    movements.collect()
}

fn movement(set: &BTreeMap<&str, &str>, debits: bool, credits: bool) -> Result<Movement> {
    let told = |name: &str| {
        let value = set.get(name).with_context(|| format!("a movement without {name}: {set:?}"))?;
        anyhow::Ok((*value).to_string())
    };
    Ok(Movement {
        from: debits.then(|| told("from")).transpose()?,
        to: credits.then(|| told("to")).transpose()?,
        amount: told("amount")?.parse::<u128>()?.into(),
    })
}

/// Who has what after all movements. What a relayer brought may stand behind what followed from it,
/// so sums are compared, not steps.
fn replay(movements: &[Movement]) -> Result<Balances> {
    let (mut came, mut went) = (Balances::new(), Balances::new());
    for movement in movements {
        for (who, sums) in [(&movement.to, &mut came), (&movement.from, &mut went)] {
            if let Some(who) = who {
                let sum = sums.entry(who.clone()).or_default();
                *sum = sum.checked_add(movement.amount)?;
            }
        }
    }
    for (who, amount) in went {
        let balance = came.entry(who.clone()).or_default();
        *balance =
            balance.checked_sub(amount).with_context(|| format!("{who} spent what it had not"))?;
    }
    came.retain(|_, amount| !amount.is_zero());
    Ok(came)
}

fn on_chain(stage: &Stage<'_>, side: Side) -> Result<Balances> {
    let mut found = Balances::new();
    let mut start_after = None;
    loop {
        let query = QueryMsg::AllAccounts { start_after, limit: Some(MAX_PAGE) };
        let page: cw20::AllAccountsResponse = stage.ask(side, Code::Stablecoin, &query)?;
        for address in &page.accounts {
            let query = QueryMsg::Balance { address: address.clone() };
            let has: cw20::BalanceResponse = stage.ask(side, Code::Stablecoin, &query)?;
            found.insert(address.clone(), has.balance);
        }
        start_after = page.accounts.last().cloned();
        if start_after.is_none() {
            return Ok(found);
        }
    }
}
