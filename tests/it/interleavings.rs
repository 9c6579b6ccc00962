//! Random orders of everything the bridge can meet: 100 runs of 100 steps, 10,000 in all, with every
//! invariant after every step, and everything settled at the end.
//!
//! `ISTHMUS_CASES` sets another number of runs.

use crate::flaky::FlakyReceiver;
use isthmus_api::{bridge, stablecoin};
use isthmus_regions::embedded::PacketState;
use isthmus_regions::{Code, Pair, Side, TxError};
use isthmus_testkit::{Transfer, World, HOLDERS};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::RefCell;

const STEPS: usize = 100;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    Mint(usize, u128),
    Pay(bool, usize, usize, u128),
    Send {
        east: bool,
        sender: usize,
        receiver: usize,
        amount: u128,
        brief: bool,
        reference: bool,
    },
    Deliver(usize),
    Acknowledge(usize),
    TimeOut(usize),
    Settle,
    Pass(u64),
    Freeze(bool, usize, bool),
    Unfreeze(bool, usize),
    Pause(bool, bool),
    Unpause(bool),
    Claim(bool, usize),
    Drain(bool),
    Close(bool),
    Reopen,
    /// The peers empty their channel, close it and open another.
    Renew(bool),
    Willing(bool),
    FlakySend(usize, u128),
}

fn step() -> impl Strategy<Value = Step> {
    let holder = 0..HOLDERS.len();
    let amount = prop_oneof![3 => 1..200u128, 1 => 0..2_000u128];
    prop_oneof![
        2 => (holder.clone(), 1..500u128).prop_map(|(to, n)| Step::Mint(to, n)),
        3 => (any::<bool>(), holder.clone(), holder.clone(), amount.clone())
            .prop_map(|(east, from, to, n)| Step::Pay(east, from, to, n)),
        20 => (
            any::<bool>(), holder.clone(), holder.clone(), amount,
            any::<bool>(), prop::bool::weighted(0.2),
        ).prop_map(|(east, sender, receiver, amount, brief, reference)| Step::Send {
            east, sender, receiver, amount, brief, reference,
        }),
        20 => any::<usize>().prop_map(Step::Deliver),
        12 => any::<usize>().prop_map(Step::Acknowledge),
        8 => any::<usize>().prop_map(Step::TimeOut),
        2 => Just(Step::Settle),
        6 => (1..60u64).prop_map(Step::Pass),
        3 => (any::<bool>(), holder.clone(), any::<bool>())
            .prop_map(|(east, who, full)| Step::Freeze(east, who, full)),
        3 => (any::<bool>(), holder).prop_map(|(east, who)| Step::Unfreeze(east, who)),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(east, send)| Step::Pause(east, send)),
        2 => any::<bool>().prop_map(Step::Unpause),
        4 => (any::<bool>(), any::<usize>()).prop_map(|(east, n)| Step::Claim(east, n)),
        1 => any::<bool>().prop_map(Step::Drain),
        2 => any::<bool>().prop_map(Step::Close),
        4 => Just(Step::Reopen),
        1 => any::<bool>().prop_map(Step::Renew),
        2 => any::<bool>().prop_map(Step::Willing),
        5 => (0..HOLDERS.len(), 1..60u128).prop_map(|(to, n)| Step::FlakySend(to, n)),
    ]
}

fn side(east: bool) -> Side {
    match east {
        true => Side::East,
        false => Side::West,
    }
}

/// Refusals are part of the game; anything else is not.
fn tolerate<T>(done: Result<T, TxError>) {
    match done {
        Err(TxError::Engine { text }) => panic!("{text}"),
        Err(TxError::Refused { text }) if text.contains("panicked") => panic!("{text}"),
        _ => {}
    }
}

/// A world, and the channel in use, which changes when it is reopened.
struct Run {
    world: World,
    flaky: FlakyReceiver,
    channels: (String, String),
}

impl Run {
    fn new() -> Self {
        let world = World::new();
        world.unwatch();
        for holder in HOLDERS {
            world.mint(holder, 1_000);
        }
        let flaky = FlakyReceiver::new(&world);
        world.mint(flaky.address(), 1_000);
        let channels = world.deployment.channels.clone();
        Self { world, flaky, channels }
    }

    fn take(&mut self, step: &Step) {
        let world = &self.world;
        match step {
            Step::Mint(to, amount) => {
                let frozen = world.is_frozen(Side::West, HOLDERS[*to]);
                if !frozen {
                    world.mint(HOLDERS[*to], *amount);
                }
            }
            Step::Pay(east, from, to, amount) => {
                let side = side(*east);
                let msg = stablecoin::ExecuteMsg::Transfer {
                    recipient: world.address(side, HOLDERS[*to]),
                    amount: (*amount).into(),
                };
                tolerate(world.send_msg(side, HOLDERS[*from], Code::Stablecoin, &msg));
            }
            Step::Send { east, sender, receiver, amount, brief, reference } => {
                let (sender, receiver) = (HOLDERS[*sender], HOLDERS[*receiver]);
                let mut transfer = Transfer::new(side(*east), sender, receiver, *amount);
                transfer.timeout_seconds = brief.then_some(40);
                transfer.reference = reference.then(|| b"ref".into());
                tolerate(world.transfer(&transfer));
            }
            Step::Deliver(n) => {
                if let Some(packet) = self.pick(*n) {
                    tolerate(world.pair.deliver(&packet));
                }
            }
            Step::Acknowledge(n) => {
                if let Some(packet) = self.pick(*n) {
                    // An acknowledgement may be late or out of place, but no handler may refuse it.
                    match world.pair.state(&packet) {
                        PacketState::Received(_) if self.is_open(packet.from) => {
                            world.pair.acknowledge(&packet).expect("taken");
                        }
                        _ => tolerate(world.pair.acknowledge(&packet)),
                    }
                }
            }
            Step::TimeOut(n) => {
                if let Some(packet) = self.pick(*n) {
                    match world.pair.state(&packet) {
                        PacketState::Due => {
                            world.pair.time_out(&packet).expect("taken");
                        }
                        _ => tolerate(world.pair.time_out(&packet)),
                    }
                }
            }
            Step::Settle => world.pair.settle().expect("nothing is refused"),
            Step::Pass(seconds) => world.pair.pass(*seconds),
            Step::Freeze(east, who, full) => {
                let side = side(*east);
                let msg = stablecoin::ExecuteMsg::Freeze {
                    accounts: vec![world.address(side, HOLDERS[*who])],
                    mode: match full {
                        true => stablecoin::FreezeMode::Full,
                        false => stablecoin::FreezeMode::Outgoing,
                    },
                    reason: None,
                    until: None,
                    case_hash: None,
                };
                tolerate(world.send_msg(side, "officer", Code::Stablecoin, &msg));
            }
            Step::Unfreeze(east, who) => {
                let side = side(*east);
                let msg = stablecoin::ExecuteMsg::Unfreeze {
                    accounts: vec![world.address(side, HOLDERS[*who])],
                };
                tolerate(world.send_msg(side, "officer", Code::Stablecoin, &msg));
            }
            Step::Pause(east, send) => {
                let scope = match send {
                    true => bridge::PauseScope::Send,
                    false => bridge::PauseScope::Receive,
                };
                let msg = bridge::ExecuteMsg::Pause { scopes: vec![scope], duration_seconds: 50 };
                tolerate(world.send_msg(side(*east), "guardian", Code::Bridge, &msg));
            }
            Step::Unpause(east) => {
                let msg = bridge::ExecuteMsg::Unpause {
                    scopes: vec![bridge::PauseScope::Send, bridge::PauseScope::Receive],
                };
                tolerate(world.send_msg(side(*east), "owner", Code::Bridge, &msg));
            }
            Step::Claim(east, n) => {
                let side = side(*east);
                let claims = self.claims(side);
                if let Some(n) = n.checked_rem(claims.len()) {
                    tolerate(world.claim(side, claims[n]));
                }
            }
            Step::Drain(east) => self.status(side(*east), bridge::PeerStatus::Draining),
            Step::Close(east) => self.close(side(*east)),
            Step::Reopen => self.reopen(),
            Step::Renew(east) => {
                for side in Side::BOTH {
                    self.status(side, bridge::PeerStatus::Draining);
                }
                self.world.pair.settle().expect("nothing is refused");
                self.close(side(*east));
                self.world.pair.settle().expect("nothing is refused");
                self.reopen();
            }
            Step::Willing(willing) => self.flaky.set_willing(world, *willing),
            Step::FlakySend(to, amount) => tolerate(self.flaky.send(world, HOLDERS[*to], *amount)),
        }
        self.balances();
    }

    fn pick(&self, n: usize) -> Option<isthmus_regions::embedded::Packet> {
        let packets = self.world.pair.packets();
        let n = n.checked_rem(packets.len())?;
        packets.into_iter().nth(n)
    }

    fn claims(&self, side: Side) -> Vec<u64> {
        let query = bridge::QueryMsg::Claims { owner: None, start_after: None, limit: Some(30) };
        let answer: bridge::ClaimsResponse = self.world.ask(side, Code::Bridge, &query);
        answer.claims.into_iter().map(|claim| claim.packet.id).collect()
    }

    fn is_open(&self, side: Side) -> bool {
        let channel = match side {
            Side::West => &self.channels.0,
            Side::East => &self.channels.1,
        };
        let end = self.world.pair.end(side, channel).expect("a channel");
        end.state == isthmus_regions::embedded::ChannelState::Open
    }

    fn status(&self, side: Side, status: bridge::PeerStatus) {
        let msg =
            bridge::ExecuteMsg::SetPeerStatus { region: side.other().name().to_string(), status };
        tolerate(self.world.send_msg(side, "owner", Code::Bridge, &msg));
    }

    fn close(&self, side: Side) {
        let msg = bridge::ExecuteMsg::CloseChannel { region: side.other().name().to_string() };
        tolerate(self.world.send_msg(side, "owner", Code::Bridge, &msg));
    }

    /// Both sides may send again, over a new channel if the old one is gone.
    fn reopen(&mut self) {
        for side in Side::BOTH {
            self.status(side, bridge::PeerStatus::Open);
        }
        if self.is_open(Side::West) || self.is_open(Side::East) {
            return;
        }
        let port = |side| format!("wasm.{}", self.world.contract(side, Code::Bridge));
        let (west, east) = (port(Side::West), port(Side::East));
        let opened = self.world.pair.open_channel(&west, &east, "isthmus-1");
        self.channels = opened.expect("a peer may always come back");
    }

    /// Every invariant, and what the accounts hold is what the token says there is.
    fn balances(&self) {
        let supply = self.world.audit();
        for (side, total) in [(Side::West, supply.west), (Side::East, supply.east)] {
            let held: u128 = HOLDERS.iter().map(|holder| self.world.balance(side, holder)).sum();
            let flaky = match side {
                Side::West => self.world.balance_of(side, self.flaky.address()),
                Side::East => 0,
            };
            assert_eq!(held + flaky, total.u128(), "balances in the {}", side.name());
        }
    }

    /// Everybody may move again, time passes, the relayer does its work: nothing is left in
    /// flight, whatever channels were closed meanwhile.
    fn end(self, tally: &mut Tally) {
        let world = &self.world;
        for side in Side::BOTH {
            for holder in HOLDERS {
                if world.is_frozen(side, holder) {
                    world.unfreeze(side, holder);
                }
            }
        }
        world.pair.pass(100_000);
        world.settle();
        self.balances();
        assert!(world.pair.packets().is_empty(), "{:?}", world.pair.packets());
        assert!(world.supply().in_flight.is_zero());
        for side in Side::BOTH {
            let ledger = world.ledger(side);
            assert_eq!((ledger.in_flight.u128(), ledger.in_flight_count), (0, 0));
            tally.sent += ledger.sent_count;
            tally.received += ledger.received_count;
            tally.refunded += ledger.refunded_count;
            tally.claimable += ledger.claimable_count;
        }
        tally.reopened += u64::from(self.channels != world.deployment.channels);
    }
}

fn cases() -> u32 {
    let given = std::env::var("ISTHMUS_CASES").ok();
    given.and_then(|n| n.parse().ok()).unwrap_or(100)
}

/// What happened in all runs together, so that nobody believes in runs in which nothing did.
#[derive(Debug, Default)]
struct Tally {
    sent: u64,
    received: u64,
    refunded: u64,
    claimable: u64,
    reopened: u64,
}

#[test]
fn every_unit_is_somewhere_after_every_step() {
    let config = Config {
        cases: cases(),
        failure_persistence: None,
        max_shrink_time: 20_000,
        ..Config::default()
    };
    let tally = RefCell::new(Tally::default());
    let outcome = TestRunner::new(config).run(&prop::collection::vec(step(), STEPS), |steps| {
        let mut run = Run::new();
        for step in &steps {
            run.take(step);
        }
        run.end(&mut tally.borrow_mut());
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    let tally = tally.into_inner();
    println!("{tally:?}");
    let runs = u64::from(cases());
    assert!(tally.sent >= 5 * runs, "{tally:?}");
    assert!(tally.received >= 3 * runs, "{tally:?}");
    assert!(tally.refunded >= runs, "{tally:?}");
    assert!(runs < 50 || tally.claimable > 0, "{tally:?}");
    assert!(runs < 50 || tally.reopened > 0, "{tally:?}");
}
