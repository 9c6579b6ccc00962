//! Two ledgers, one at home and one away, in any order of events: what neither can see alone.

#![allow(clippy::arithmetic_side_effects, clippy::as_conversions, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::tests::open;
use super::Route;

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
        let at =
            |n: usize, world: &World| (!world.packets.is_empty()).then(|| n % world.packets.len());
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
