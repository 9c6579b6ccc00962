//! What went to a peer and came back, per token: sums and limits, one record.
//!
//! In flight from A to B is `sent - refunded - claimable` at A less `received` at B. At the token's
//! home, `outstanding` is the most the peer can hold: home takes no more back than that, so that a
//! peer gone bad returns at most what it was sent (as ICS-20's escrow accounts ensure).
//!
//! A method that fails may leave the route half changed: its caller drops it, as it drops a
//! transaction.

use cosmwasm_std::Uint128;
use isthmus_api::bridge::Limit;

use super::bucket::Bucket;
use crate::error::ContractError;

/// One token with one peer. For packets without a token only `sent_count` is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Limit of what is sent; none, or one of nothing: nothing may be.
    pub outbound: Option<Bucket>,
    /// Limit of what is received; none, or one of nothing: nothing may be.
    pub inbound: Option<Bucket>,
    /// Most that may be outstanding, at home.
    pub outstanding_cap: Option<u128>,
    /// When both buckets were last settled, in seconds.
    pub settled_at: u64,
    /// Sent since the beginning.
    pub sent: u128,
    /// Of that, given back.
    pub refunded: u128,
    /// Of that, waiting to be claimed.
    pub claimable: u128,
    /// Received since the beginning.
    pub received: u128,
    /// Packets sent: the number of the last one.
    pub sent_count: u64,
    /// Refunds paid.
    pub refunded_count: u64,
    /// Claims waiting.
    pub claimable_count: u64,
    /// Packets received.
    pub received_count: u64,
}

/// A refund at home that would be paid with what the peer has returned already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncovered;

impl Route {
    /// Lets time pass for both buckets.
    pub fn settle(&mut self, now: u64) {
        let seconds = now.saturating_sub(self.settled_at);
        self.settled_at = self.settled_at.max(now);
        for bucket in [&mut self.outbound, &mut self.inbound].into_iter().flatten() {
            bucket.settle(seconds);
        }
    }

    /// The limit of what is sent; none if nothing may be.
    pub fn open_outbound(&self) -> Option<Bucket> {
        self.outbound.filter(|bucket| bucket.capacity > 0)
    }

    /// The limit of what is received; none if nothing may be.
    pub fn open_inbound(&self) -> Option<Bucket> {
        self.inbound.filter(|bucket| bucket.capacity > 0)
    }

    /// Sets new limits. What is used stays used, also while a direction is shut: a limit that is narrowed
    /// or taken away, which its owner may undo at once, is as it was when it comes back.
    pub fn set_limits(
        &mut self,
        now: u64,
        outbound: Option<Limit>,
        inbound: Option<Limit>,
        outstanding_cap: Option<u128>,
    ) {
        self.settle(now);
        self.outbound = set_limit(self.outbound, outbound);
        self.inbound = set_limit(self.inbound, inbound);
        self.outstanding_cap = outstanding_cap;
    }

    /// Gives out the next number, for a packet without a token.
    pub fn take_number(&mut self) -> Result<u64, ContractError> {
        self.sent_count = increment(self.sent_count)?;
        Ok(self.sent_count)
    }

    /// Sends: the number of the packet.
    ///
    /// ```
    /// use isthmus_bridge::model::{bucket::Bucket, ledger::Route};
    /// let outbound = Some(Bucket { capacity: 100, refill: 0, used: 0 });
    /// let mut route = Route { outbound, outstanding_cap: Some(60), ..Route::default() };
    /// assert_eq!(route.send(50, 0, true).unwrap(), 1);
    /// assert!(route.clone().send(50, 0, true).is_err(), "the cap is reached");
    /// assert_eq!(route.outstanding(), 50);
    /// ```
    pub fn send(&mut self, amount: u128, now: u64, home: bool) -> Result<u64, ContractError> {
        self.settle(now);
        take(&mut self.outbound, "outbound", amount)?;
        self.sent = add(self.sent, amount)?;
        let would = self.outstanding();
        let cap = self.outstanding_cap.unwrap_or(0);
        if home && would > cap {
            return Err(ContractError::OutstandingCap { cap: cap.into(), would: would.into() });
        }
        self.take_number()
    }

    /// Receives.
    pub fn receive(&mut self, amount: u128, now: u64, home: bool) -> Result<(), ContractError> {
        self.settle(now);
        take(&mut self.inbound, "inbound", amount)?;
        let outstanding = self.outstanding();
        if home && amount > outstanding {
            return Err(ContractError::NotOutstanding {
                outstanding: outstanding.into(),
                given: amount.into(),
            });
        }
        self.received = add(self.received, amount)?;
        self.received_count = increment(self.received_count)?;
        Ok(())
    }

    /// Refunds. At home a refund must be covered by what is still outstanding: if it is not, the peer
    /// has returned money that it never had, and the owner must decide whose loss it is.
    ///
    /// Exempt from limits; what its sending used is free again, less what time has freed since then.
    pub fn refund(
        &mut self,
        amount: u128,
        sent_at: u64,
        now: u64,
        home: bool,
    ) -> Result<(), Uncovered> {
        if home && amount > self.outstanding() {
            return Err(Uncovered);
        }
        self.settle(now);
        if let Some(bucket) = &mut self.outbound {
            bucket.give_back_after(now.saturating_sub(sent_at), amount);
        }
        self.refund_uncovered(amount);
        Ok(())
    }

    /// Refunds because the owner said so. Exempt from limits, and frees nothing of them.
    pub fn refund_uncovered(&mut self, amount: u128) {
        self.refunded = self.refunded.saturating_add(amount);
        self.refunded_count = self.refunded_count.saturating_add(1);
    }

    /// The refund just made could not be paid: it becomes a claim.
    pub fn refund_to_claim(&mut self, amount: u128) {
        self.refunded = self.refunded.saturating_sub(amount);
        self.refunded_count = self.refunded_count.saturating_sub(1);
        self.claimable = self.claimable.saturating_add(amount);
        self.claimable_count = self.claimable_count.saturating_add(1);
    }

    /// A claim is paid: it is a refund again.
    pub fn pay_claim(&mut self, amount: u128) {
        self.claimable = self.claimable.saturating_sub(amount);
        self.claimable_count = self.claimable_count.saturating_sub(1);
        self.refunded = self.refunded.saturating_add(amount);
        self.refunded_count = self.refunded_count.saturating_add(1);
    }

    /// A claim is contested: what became of its packet is open again.
    pub fn contest_claim(&mut self, amount: u128) {
        self.claimable = self.claimable.saturating_sub(amount);
        self.claimable_count = self.claimable_count.saturating_sub(1);
    }

    /// At home: the most that the peer holds or has on its way.
    pub fn outstanding(&self) -> u128 {
        self.sent
            .saturating_sub(self.refunded)
            .saturating_sub(self.claimable)
            .saturating_sub(self.received)
    }
}

fn set_limit(old: Option<Bucket>, new: Option<Limit>) -> Option<Bucket> {
    let nothing = Limit { capacity: Uint128::zero(), refill_per_second: Uint128::zero() };
    match (old, new) {
        (None, new) => new.map(Bucket::new),
        (Some(bucket), Some(limit)) => Some(bucket.keep_use(limit)),
        (Some(bucket), None) => Some(bucket.keep_use(nothing)).filter(|bucket| bucket.used > 0),
    }
}

fn take(
    bucket: &mut Option<Bucket>,
    direction: &'static str,
    amount: u128,
) -> Result<(), ContractError> {
    let open = bucket.as_mut().filter(|bucket| bucket.capacity > 0);
    let bucket = open.ok_or(ContractError::RouteShut { direction })?;
    bucket.take(amount).map_err(|available| ContractError::RateLimit {
        direction,
        available: available.into(),
        given: amount.into(),
    })
}

fn add(sum: u128, amount: u128) -> Result<u128, ContractError> {
    sum.checked_add(amount).ok_or(ContractError::Overflow {})
}

fn increment(number: u64) -> Result<u64, ContractError> {
    number.checked_add(1).ok_or(ContractError::Overflow {})
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod walk;
