//! What was done to accounts by order, each with the order's hash and the time from order to effect.
//!
//! A chain does not know when an order was signed. What it knows is when it first saw the order: the first
//! block, in either region, of an act with its hash. From there the time of every act under it is counted,
//! so that an order that both regions carry out shows how long the second one took, and a seizure how long
//! after the freeze it came.

use super::facts::{Fact, Facts};
use anyhow::Result;
use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::stablecoin::events::{
    Freeze, LockAmount, PlaceHold, RecoverAccount, ReleaseHold, Seize, Unfreeze, UnlockAmount, Wipe,
};
use isthmus_regions::Code;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What can be done to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// Held for a time by a guardian.
    Hold,
    /// The hold ended before its time.
    ReleaseHold,
    /// Frozen, outgoing payments or all.
    Freeze,
    /// Frozen no longer.
    Unfreeze,
    /// More of it locked; `amount` is what is locked now.
    Lock,
    /// Less of it locked; `amount` is what is locked now.
    Unlock,
    /// Tokens taken for the account `to`.
    Seize,
    /// Tokens destroyed.
    Wipe,
    /// All it had is with the account `to` of the same person.
    Recover,
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Act {
    /// The region.
    pub region: String,
    /// Time of its block.
    pub at: u64,
    /// Height of its block.
    pub height: u64,
    /// Hash of its transaction, where the chain has one.
    pub tx_hash: Option<String>,
    /// What was done.
    pub kind: ActKind,
    /// To which account.
    pub account: String,
    /// Who received, if somebody did.
    pub to: Option<String>,
    /// Base units, if it was about an amount.
    pub amount: Option<Uint128>,
    /// Of a freeze: `outgoing` or `full`.
    pub mode: Option<String>,
    /// First second at which it is over, if it ends by itself.
    pub until: Option<u64>,
    /// Why, as who did it says.
    pub reason: Option<String>,
    /// SHA-256 of the order or case file, if one was named.
    pub order_hash: Option<HexBinary>,
    /// When that hash was first on a chain, in either region.
    pub order_seen_at: Option<u64>,
    /// Seconds from there to this act.
    pub seconds_from_order: Option<u64>,
    /// Who did it.
    pub by: String,
}

/// How often what was done, and how long orders took.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OrderSummary {
    /// Different orders under which something was done.
    pub orders: u64,
    /// Accounts frozen, each time.
    pub freezes: u64,
    /// Accounts held, each time.
    pub holds: u64,
    /// Seizures.
    pub seizures: u64,
    /// What they took, in base units.
    pub seized: Uint128,
    /// Longest time of an act after its order was first on a chain; null without orders.
    pub most_seconds_from_order: Option<u64>,
}

/// The acts from an instant on, oldest first. Their orders may have been seen before.
pub fn acts(facts: Facts<'_>, begins_at: u64) -> Result<Vec<Act>> {
    let mut seen: BTreeMap<HexBinary, u64> = BTreeMap::new();
    let mut acts = Vec::new();
    for side in isthmus_regions::Side::BOTH {
        for fact in facts.of(side).filter(|fact| fact.code == Code::Stablecoin) {
            acts.extend(read(fact)?);
        }
    }
    acts.sort_by_key(|act: &Act| act.at);
    for act in &mut acts {
        if let Some(hash) = &act.order_hash {
            let seen_at = *seen.entry(hash.clone()).or_insert(act.at);
            act.order_seen_at = Some(seen_at);
            act.seconds_from_order = Some(act.at - seen_at);
        }
    }
    acts.retain(|act| act.at >= begins_at);
    Ok(acts)
}

/// The act that an event tells of.
fn read(fact: &Fact<'_>) -> Result<Option<Act>> {
    let act = |kind, account, by| Act {
        region: fact.side.name().to_string(),
        at: fact.at,
        height: fact.height,
        tx_hash: fact.tx_hash.map(str::to_string),
        kind,
        account,
        to: None,
        amount: None,
        mode: None,
        until: None,
        reason: None,
        order_hash: None,
        order_seen_at: None,
        seconds_from_order: None,
        by,
    };
    let hash = |text: String| HexBinary::from_hex(&text);
    let maybe = |text: Option<String>| text.map(hash).transpose();
    Ok(Some(if let Some(event) = fact.read::<Freeze>()? {
        let Freeze { mode, until, reason, case_hash, .. } = event;
        let (mode, order_hash) = (Some(mode), maybe(case_hash)?);
        Act { mode, until, reason, order_hash, ..act(ActKind::Freeze, event.account, event.by) }
    } else if let Some(event) = fact.read::<Unfreeze>()? {
        act(ActKind::Unfreeze, event.account, event.by)
    } else if let Some(event) = fact.read::<PlaceHold>()? {
        let (until, reason) = (Some(event.until), Some(event.reason));
        let order_hash = maybe(event.case_hash)?;
        Act { until, reason, order_hash, ..act(ActKind::Hold, event.account, event.by) }
    } else if let Some(event) = fact.read::<ReleaseHold>()? {
        act(ActKind::ReleaseHold, event.account, event.by)
    } else if let Some(event) = fact.read::<LockAmount>()? {
        let (amount, reason) = (Some(event.locked), event.reason);
        let order_hash = maybe(event.case_hash)?;
        Act { amount, reason, order_hash, ..act(ActKind::Lock, event.account, event.by) }
    } else if let Some(event) = fact.read::<UnlockAmount>()? {
        let amount = Some(event.locked);
        Act { amount, ..act(ActKind::Unlock, event.account, event.by) }
    } else if let Some(event) = fact.read::<Seize>()? {
        let (to, amount, reason) = (Some(event.to), Some(event.amount), event.reason);
        let order_hash = Some(hash(event.case_hash)?);
        Act { to, amount, reason, order_hash, ..act(ActKind::Seize, event.from, event.by) }
    } else if let Some(event) = fact.read::<Wipe>()? {
        let (amount, reason) = (Some(event.amount), event.reason);
        let order_hash = Some(hash(event.case_hash)?);
        Act { amount, reason, order_hash, ..act(ActKind::Wipe, event.account, event.by) }
    } else if let Some(event) = fact.read::<RecoverAccount>()? {
        let (to, amount) = (Some(event.new), Some(event.amount));
        let order_hash = Some(hash(event.case_hash)?);
        Act { to, amount, order_hash, ..act(ActKind::Recover, event.old, event.by) }
    } else {
        return Ok(None);
    }))
}

/// Counts them.
pub fn summary(acts: &[Act]) -> Result<OrderSummary> {
    let mut sums = OrderSummary::default();
    for act in acts {
        match act.kind {
            ActKind::Freeze => sums.freezes += 1,
            ActKind::Hold => sums.holds += 1,
            ActKind::Seize => {
                sums.seizures += 1;
                super::facts::add(&mut sums.seized, act.amount.unwrap_or_default())?;
            }
            _ => {}
        }
        sums.most_seconds_from_order = sums.most_seconds_from_order.max(act.seconds_from_order);
    }
    let orders: std::collections::BTreeSet<_> =
        acts.iter().filter_map(|act| act.order_hash.as_ref().map(HexBinary::as_slice)).collect();
    sums.orders = u64::try_from(orders.len())?;
    Ok(sums)
}
