//! What went to a peer and came back, per token: sums and limits, one record.
//!
//! In flight from A to B is `sent - refunded - claimable` at A less `received` at B. At the token's
//! home, `outstanding` is the most the peer can hold: home takes no more back than that, so that a
//! peer gone bad returns at most what it was sent (as ICS-20's escrow accounts ensure).
//!
//! A method that fails may leave the route half changed: its caller drops it, as it drops a
//! transaction.

use isthmus_api::bridge::Limit;

use super::bucket::Bucket;
use crate::error::ContractError;

/// One token with one peer. For packets without a token only `sent_count` is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Limit of what is sent; none: nothing may be.
    pub outbound: Option<Bucket>,
    /// Limit of what is received; none: nothing may be.
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

    /// Sets new limits; what is used stays used.
    pub fn set_limits(
        &mut self,
        now: u64,
        outbound: Option<Limit>,
        inbound: Option<Limit>,
        outstanding_cap: Option<u128>,
    ) {
        self.settle(now);
        let resize = |old: Option<Bucket>, new: Option<Limit>| {
            new.map(|limit| old.map_or(Bucket::new(limit), |bucket| bucket.resize(limit)))
        };
        self.outbound = resize(self.outbound, outbound);
        self.inbound = resize(self.inbound, inbound);
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

    /// At home: the most that the peer holds or has on its way.
    pub fn outstanding(&self) -> u128 {
        self.sent
            .saturating_sub(self.refunded)
            .saturating_sub(self.claimable)
            .saturating_sub(self.received)
    }
}

fn take(
    bucket: &mut Option<Bucket>,
    direction: &'static str,
    amount: u128,
) -> Result<(), ContractError> {
    let bucket = bucket.as_mut().ok_or(ContractError::RouteShut { direction })?;
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
mod walk;

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::as_conversions, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(super) fn open(capacity: u128, cap: Option<u128>) -> Route {
        let bucket = Some(Bucket { capacity, refill: 1, used: 0 });
        Route { outbound: bucket, inbound: bucket, outstanding_cap: cap, ..Route::default() }
    }

    #[test]
    fn without_a_limit_nothing_passes() {
        let mut shut = Route::default();
        let refused = |direction| Err(ContractError::RouteShut { direction });
        assert_eq!(shut.send(1, 0, false).map(|_| ()), refused("outbound"));
        assert_eq!(shut.receive(1, 0, false), refused("inbound"));
        let mut capless = open(10, None);
        assert!(capless.send(1, 0, true).is_err());
    }

    /// I2.
    #[test]
    fn i2_home_takes_no_more_back_than_is_outstanding() {
        let mut home = open(1_000, Some(1_000));
        home.send(100, 0, true).unwrap();
        assert!(matches!(
            home.clone().receive(101, 0, true),
            Err(ContractError::NotOutstanding { .. })
        ));
        home.receive(100, 0, true).unwrap();
        assert!(home.clone().receive(1, 0, true).is_err());
        assert_eq!(home.outstanding(), 0);
    }

    /// Case 9 and I2: a peer that returns what is still in flight and then lets it time out.
    #[test]
    fn a_refund_the_peer_has_already_returned_is_not_covered() {
        let mut home = open(1_000, Some(1_000));
        home.send(100, 0, true).unwrap();
        home.receive(100, 0, true).unwrap();
        let before = home.clone();
        assert_eq!(home.refund(100, 0, 0, true), Err(Uncovered));
        assert_eq!(home, before);
    }

    #[test]
    fn a_refund_frees_what_its_sending_used_and_no_more() {
        let mut route = open(100, Some(100));
        route.send(80, 0, true).unwrap();
        assert!(route.clone().send(30, 0, true).is_err());
        route.refund(80, 0, 0, true).unwrap();
        assert_eq!(route.outbound.unwrap().available(), 100);
        route.send(100, 0, true).unwrap();
    }

    /// Sends that are sure to fail must not save up the limit for later.
    #[test]
    fn a_refund_does_not_free_again_what_time_has_freed() {
        let mut route = open(100, Some(1_000));
        route.send(100, 0, true).unwrap();
        route.send(60, 60, true).unwrap();
        route.refund(100, 0, 60, true).unwrap();
        assert_eq!(route.outbound.unwrap().available(), 40);
        let mut later = open(100, Some(1_000));
        later.send(100, 0, true).unwrap();
        later.send(100, 100, true).unwrap();
        later.refund(100, 0, 100, true).unwrap();
        assert!(later.send(1, 100, true).is_err());
    }

    proptest! {
        /// Whatever fails in between, no window lets more stay away than capacity and refill allow.
        #[test]
        fn refunds_do_not_widen_a_limit(
            capacity in 1u128..300,
            refill in 0u128..20,
            steps in prop::collection::vec((0u64..30, 1u128..300, any::<bool>(), any::<bool>()), 1..60),
        ) {
            let bucket = Some(Bucket { capacity, refill, used: 0 });
            let mut route = Route { outbound: bucket, ..Route::default() };
            let (mut now, mut failing, mut passed) = (0, Vec::new(), Vec::new());
            for (wait, amount, fails, outcome) in steps {
                now += wait;
                if outcome && !failing.is_empty() {
                    let (amount, sent_at) = failing.swap_remove(0);
                    route.refund(amount, sent_at, now, false).unwrap();
                }
                let mut next = route.clone();
                if next.send(amount, now, false).is_ok() {
                    route = next;
                    match fails {
                        true => failing.push((amount, now)),
                        false => passed.push((now, amount)),
                    }
                }
            }
            for first in 0..passed.len() {
                let mut sum = 0;
                for (at, amount) in &passed[first..] {
                    sum += amount;
                    prop_assert!(sum <= capacity + refill * u128::from(at - passed[first].0));
                }
            }
        }
    }

    #[test]
    fn a_sum_that_cannot_be_counted_is_refused() {
        let mut away = open(u128::MAX, None);
        away.outbound.as_mut().unwrap().refill = u128::MAX;
        away.send(u128::MAX, 0, false).unwrap();
        assert_eq!(
            away.send(1, 9, false),
            Err(ContractError::Overflow {}),
            "refilled, but beyond the count"
        );
    }
}
