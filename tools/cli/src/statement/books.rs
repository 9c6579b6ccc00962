//! How much there is of the token, where, and how it changed: by events alone.
//!
//! CW20's attributes tell of all that is created and destroyed in a region; typed events tell which part of
//! it only crossed to the other region or back, which was redeemed and which an order destroyed. What is left
//! the issuer minted, or holders destroyed.

use super::facts::{add, Fact, Facts};
use anyhow::{Context, Result};
use cosmwasm_std::Uint128;
use isthmus_api::bridge::events::{Claimable, Claimed, Received, Refunded, Sent};
use isthmus_api::issuance::events::RedemptionSettled;
use isthmus_api::stablecoin::events::{BridgeBurn, BridgeMint, BridgeRefund, Wipe};
use isthmus_api::stablecoin::moved;
use isthmus_api::types::TokenId;
use isthmus_regions::supply::Across;
use isthmus_regions::{Code, Side};
use schemars::JsonSchema;
use serde::Serialize;

/// What changed the supply of one region in the month:
/// `closing = opening + minted + arrived + refunded - redeemed - burnt - wiped - sent`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegionBooks {
    /// The region.
    pub region: String,
    /// Its chain.
    pub chain_id: String,
    /// Whether it is the token's home.
    pub home: bool,
    /// Supply before the month.
    pub opening: Uint128,
    /// Created by the issuer.
    pub minted: Uint128,
    /// Came from the other region.
    pub arrived: Uint128,
    /// Came back, because it never arrived in the other region.
    pub refunded: Uint128,
    /// Paid out in money and destroyed.
    pub redeemed: Uint128,
    /// Destroyed by those who had it.
    pub burnt: Uint128,
    /// Destroyed by order.
    pub wiped: Uint128,
    /// Went to the other region.
    pub sent: Uint128,
    /// Supply at the end.
    pub closing: Uint128,
}

/// Sums of a span of time in one region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    minted: Uint128,
    arrived: Uint128,
    refunded: Uint128,
    redeemed: Uint128,
    burnt: Uint128,
    wiped: Uint128,
    sent: Uint128,
}

impl Flows {
    /// Sums up what happened in a region.
    pub fn of(facts: Facts<'_>, side: Side) -> Result<Self> {
        let (mut created, mut destroyed) = (Uint128::zero(), Uint128::zero());
        let mut flows = Self::default();
        for fact in facts.of(side) {
            match fact.code {
                Code::Stablecoin => {
                    for movement in moved(fact.event) {
                        match (movement.from, movement.to) {
                            (None, Some(_)) => add(&mut created, movement.amount)?,
                            (Some(_), None) => add(&mut destroyed, movement.amount)?,
                            _ => {}
                        }
                    }
                    flows.tell_apart(fact)?;
                }
                Code::Issuance => {
                    if let Some(settled) = fact.read::<RedemptionSettled>()? {
                        add(&mut flows.redeemed, settled.amount)?;
                    }
                }
                _ => {}
            }
        }
        let what = || format!("{}: more crossed than its token says", side.name());
        flows.minted = less(created, &[flows.arrived, flows.refunded]).with_context(what)?;
        flows.burnt =
            less(destroyed, &[flows.redeemed, flows.wiped, flows.sent]).with_context(what)?;
        Ok(flows)
    }

    /// Books what an event says beside CW20's attributes.
    fn tell_apart(&mut self, fact: &Fact<'_>) -> Result<()> {
        if let Some(event) = fact.read::<BridgeMint>()? {
            add(&mut self.arrived, event.amount)?;
        }
        if let Some(event) = fact.read::<BridgeRefund>()? {
            add(&mut self.refunded, event.amount)?;
        }
        if let Some(event) = fact.read::<BridgeBurn>()? {
            add(&mut self.sent, event.amount)?;
        }
        if let Some(event) = fact.read::<Wipe>()? {
            add(&mut self.wiped, event.amount)?;
        }
        Ok(())
    }

    /// What there is of the token because of it, here or in the other region: at home, what is issued.
    pub fn issued(&self) -> Result<Uint128> {
        less(self.minted, &[self.redeemed, self.burnt, self.wiped])
            .context("more was destroyed than issued")
    }

    /// The supply of a region, if these are all its flows.
    pub fn supply(&self) -> Result<Uint128> {
        self.after(Uint128::zero())
    }

    /// The supply after these flows.
    fn after(&self, opening: Uint128) -> Result<Uint128> {
        let mut sum = opening;
        for part in [self.minted, self.arrived, self.refunded] {
            add(&mut sum, part)?;
        }
        less(sum, &[self.redeemed, self.burnt, self.wiped, self.sent])
            .context("more went than there was")
    }

    /// The books of a month, from what was before and with it.
    pub fn books(
        self,
        opening: Uint128,
        (region, chain_id): (&str, &str),
        home: bool,
    ) -> Result<RegionBooks> {
        Ok(RegionBooks {
            region: region.to_string(),
            chain_id: chain_id.to_string(),
            home,
            opening,
            minted: self.minted,
            arrived: self.arrived,
            refunded: self.refunded,
            redeemed: self.redeemed,
            burnt: self.burnt,
            wiped: self.wiped,
            sent: self.sent,
            closing: self.after(opening)?,
        })
    }
}

/// A region's part in the supply equation, after these facts.
pub fn across(facts: Facts<'_>, side: Side, token: &str) -> Result<Across> {
    let mut sums = Crossings::default();
    for fact in facts.of(side).filter(|fact| fact.code == Code::Bridge) {
        let book = |sum: &mut Uint128, of: &TokenId, amount| {
            // A bridge carries other tokens too.
            if of.as_str() == token {
                add(sum, amount)?;
            }
            anyhow::Ok(())
        };
        if let Some(event) = fact.read::<Sent>()? {
            book(&mut sums.sent, &event.token, event.amount)?;
        }
        if let Some(event) = fact.read::<Refunded>()? {
            book(&mut sums.announced, &event.token, event.amount)?;
        }
        if let Some(event) = fact.read::<Claimable>()? {
            book(&mut sums.failed, &event.token, event.amount)?;
        }
        if let Some(event) = fact.read::<Claimed>()? {
            book(&mut sums.paid, &event.token, event.amount)?;
        }
        if let Some(event) = fact.read::<Received>()? {
            book(&mut sums.received, &event.token, event.amount)?;
        }
    }
    let more = || format!("{}: more was refunded than announced", side.name());
    let announced = sums.announced.checked_add(sums.paid)?;
    Ok(Across {
        supply: Flows::of(facts, side)?.supply()?,
        sent: sums.sent,
        // A claim takes back the refund that was announced before it.
        refunded: less(announced, &[sums.failed]).with_context(more)?,
        claimable: less(sums.failed, &[sums.paid]).with_context(more)?,
        received: sums.received,
    })
}

/// Sums of what a bridge says of one token.
#[derive(Default)]
struct Crossings {
    sent: Uint128,
    announced: Uint128,
    failed: Uint128,
    paid: Uint128,
    received: Uint128,
}

fn less(from: Uint128, parts: &[Uint128]) -> Result<Uint128> {
    let rest = parts.iter().try_fold(from, |rest, part| rest.checked_sub(*part));
    Ok(rest?)
}
