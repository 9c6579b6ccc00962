//! What went to a peer and came back, per token: sums and limits, one record.
//!
//! In flight from A to B is `sent - refunded - claimable` at A less `received` at B. At the token's
//! home, `outstanding` is the most the peer can hold: home takes no more back than that, so that a
//! peer gone bad returns at most what it was sent (as ICS-20's escrow accounts ensure).
//!
//! More than half of this file is the property test over two ledgers.
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
    pub fn limit(
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

    /// The next number, for a packet without a token.
    pub fn next_id(&mut self) -> Result<u64, ContractError> {
        self.sent_count = count(self.sent_count)?;
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
        pass(&mut self.outbound, "outbound", amount)?;
        self.sent = add(self.sent, amount)?;
        let would = self.outstanding();
        let cap = self.outstanding_cap.unwrap_or(0);
        if home && would > cap {
            return Err(ContractError::OutstandingCap { cap: cap.into(), would: would.into() });
        }
        self.next_id()
    }

    /// Receives.
    pub fn receive(&mut self, amount: u128, now: u64, home: bool) -> Result<(), ContractError> {
        self.settle(now);
        pass(&mut self.inbound, "inbound", amount)?;
        let outstanding = self.outstanding();
        if home && amount > outstanding {
            return Err(ContractError::NotOutstanding {
                outstanding: outstanding.into(),
                given: amount.into(),
            });
        }
        self.received = add(self.received, amount)?;
        self.received_count = count(self.received_count)?;
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

fn pass(
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

fn count(number: u64) -> Result<u64, ContractError> {
    number.checked_add(1).ok_or(ContractError::Overflow {})
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::as_conversions, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn open(capacity: u128, cap: Option<u128>) -> Route {
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

    /// A packet between two model ledgers.
    #[derive(Clone, Copy, Debug)]
    struct Flying {
        home_to_away: bool,
        amount: u128,
        sent_at: u64,
        stage: Stage,
    }
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Stage {
        Sent,
        Delivered,
        Refused,
        Done,
    }

    #[derive(Clone, Copy, Debug)]
    enum Step {
        Send {
            home_to_away: bool,
            amount: u128,
        },
        Receive(usize),
        /// Error or success, whichever the packet got; a second one is a no-op.
        Ack(usize),
        Timeout(usize),
        /// The refund cannot be paid and becomes a claim.
        TimeoutUnpayable(usize),
        Claim(bool, usize),
        Wait(u64),
    }

    fn step() -> impl Strategy<Value = Step> {
        let pick = 0usize..64;
        prop_oneof![
            4 => (any::<bool>(), 1u128..400).prop_map(|(home_to_away, amount)| Step::Send { home_to_away, amount }),
            4 => pick.clone().prop_map(Step::Receive),
            3 => pick.clone().prop_map(Step::Ack),
            2 => pick.clone().prop_map(Step::Timeout),
            1 => pick.clone().prop_map(Step::TimeoutUnpayable),
            1 => (any::<bool>(), pick).prop_map(|(home, n)| Step::Claim(home, n)),
            2 => (0u64..600).prop_map(Step::Wait),
        ]
    }

    /// Two regions: ledgers, circulating supplies, packets, open claims.
    struct World {
        ledgers: [Route; 2],
        supplies: [u128; 2],
        packets: Vec<Flying>,
        claims: [Vec<u128>; 2],
        now: u64,
    }

    impl World {
        fn refund(&mut self, packet: usize, payable: bool) {
            let p = self.packets[packet];
            let side = usize::from(!p.home_to_away);
            let ledger = &mut self.ledgers[side];
            ledger
                .refund(p.amount, p.sent_at, self.now, side == 0)
                .expect("an honest peer's refund is covered");
            if payable {
                self.supplies[side] += p.amount;
            } else {
                ledger.refund_to_claim(p.amount);
                self.claims[side].push(p.amount);
            }
            self.packets[packet].stage = Stage::Done;
        }

        fn take(&mut self, step: Step) {
            let at = |n: usize, world: &World| {
                (!world.packets.is_empty()).then(|| n % world.packets.len())
            };
            match step {
                Step::Wait(seconds) => self.now += seconds,
                Step::Send { home_to_away, amount } => {
                    let side = usize::from(!home_to_away);
                    let mut ledger = self.ledgers[side].clone();
                    let sent = ledger.send(amount, self.now, side == 0);
                    if self.supplies[side] >= amount && sent.is_ok() {
                        self.ledgers[side] = ledger;
                        self.supplies[side] -= amount;
                        let (sent_at, stage) = (self.now, Stage::Sent);
                        self.packets.push(Flying { home_to_away, amount, sent_at, stage });
                    }
                }
                Step::Receive(n) => {
                    let Some(n) = at(n, self) else { return };
                    let p = self.packets[n];
                    if p.stage != Stage::Sent {
                        return;
                    }
                    let side = usize::from(p.home_to_away);
                    let mut ledger = self.ledgers[side].clone();
                    // I5: a refused packet leaves the ledger as it was.
                    self.packets[n].stage = match ledger.receive(p.amount, self.now, side == 0) {
                        Ok(()) => {
                            self.ledgers[side] = ledger;
                            self.supplies[side] += p.amount;
                            Stage::Delivered
                        }
                        Err(_) => Stage::Refused,
                    };
                }
                Step::Ack(n) => {
                    let Some(n) = at(n, self) else { return };
                    match self.packets[n].stage {
                        Stage::Delivered => self.packets[n].stage = Stage::Done,
                        Stage::Refused => self.refund(n, true),
                        Stage::Sent | Stage::Done => {}
                    }
                }
                Step::Timeout(n) | Step::TimeoutUnpayable(n) => {
                    let Some(n) = at(n, self) else { return };
                    if self.packets[n].stage == Stage::Sent {
                        self.refund(n, matches!(step, Step::Timeout(_)));
                    }
                }
                Step::Claim(home, n) => {
                    let side = usize::from(!home);
                    if self.claims[side].is_empty() {
                        return;
                    }
                    let n = n % self.claims[side].len();
                    let amount = self.claims[side].swap_remove(n);
                    self.ledgers[side].pay_claim(amount);
                    self.supplies[side] += amount;
                }
            }
        }

        fn check(&self, issued: u128) -> Result<(), TestCaseError> {
            let [home, away] = &self.ledgers;
            let flight =
                |from: &Route, to: &Route| from.sent - from.refunded - from.claimable - to.received;
            let flying = |home_to_away: bool| {
                let sum = self
                    .packets
                    .iter()
                    .filter(|p| p.home_to_away == home_to_away)
                    .filter(|p| matches!(p.stage, Stage::Sent | Stage::Refused));
                sum.map(|p| p.amount).sum::<u128>()
            };
            // I1: the ledger's identity is what is really under way.
            prop_assert_eq!(flight(home, away), flying(true));
            prop_assert_eq!(flight(away, home), flying(false));
            // I10: every unit is somewhere, once.
            let claimable = home.claimable + away.claimable;
            let supplies = self.supplies[0] + self.supplies[1];
            prop_assert_eq!(supplies + flying(true) + flying(false) + claimable, issued);
            // I2 and the cap.
            prop_assert_eq!(
                home.outstanding(),
                self.supplies[1] + flying(true) + flying(false) + away.claimable
            );
            prop_assert!(home.outstanding() <= home.outstanding_cap.unwrap());
            for (ledger, claims) in self.ledgers.iter().zip(&self.claims) {
                prop_assert_eq!(ledger.claimable, claims.iter().sum::<u128>());
                prop_assert_eq!(ledger.claimable_count, claims.len() as u64);
            }
            Ok(())
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        /// I1, I2, I3, I5, I10 after every step of any order of sends, deliveries, acknowledgements,
        /// duplicates, timeouts, failed refunds and claims.
        #[test]
        fn i10_every_unit_is_somewhere_after_any_order_of_events(
            steps in prop::collection::vec(step(), 1..400),
        ) {
            let issued = 2_000;
            let mut world = World {
                ledgers: [open(700, Some(1_200)), open(500, None)],
                supplies: [issued, 0],
                packets: Vec::new(),
                claims: [Vec::new(), Vec::new()],
                now: 0,
            };
            for step in steps {
                world.take(step);
                world.check(issued)?;
            }
        }
    }
}
