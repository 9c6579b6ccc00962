//! Hard cases that only real chains and a real relayer can show: `cargo e2e`.
//!
//! Each drill puts its own money on the way, disturbs something, waits until the relayer has
//! finished, and then reads from both chains that every amount is where it belongs and that the
//! supply equation holds. The actors are its own; the deployment's owner gives them their
//! roles. The last drill takes over a token of its own.

mod takeover;

use super::LivePair;
use crate::{supply, Deployment, Pair, Receipt, Side, TxError, TxResult};
use cosmwasm_std::{to_json_binary, Uint128};
use isthmus_api::bridge::events::{Refunded, Sent};
use isthmus_api::bridge::TokenHook;
use isthmus_api::event::TypedEvent;
use serde::Serialize;
use serde_json::{json, Value};
use std::time::{Duration, Instant};

/// Who makes the minter one. The owner may not.
const TREASURER: &str = "drill-treasurer";
/// Who mints the drills' money.
const MINTER: &str = "drill-minter";
/// Who sends it.
const SENDER: &str = "drill-sender";
/// Who has it in the other region.
const RECEIVER: &str = "drill-receiver";
/// Who freezes, in the east.
const OFFICER: &str = "drill-officer";
/// Who is frozen there.
const FROZEN: &str = "drill-frozen";
/// Money of the sender in the west, before the first drill.
const STAKE: u128 = 1_000_000_000;
/// Time a packet has that is meant to arrive: longer than any drill.
const ARRIVES: u64 = 600;
/// Time of the packet that is meant to expire. The bridge allows no less.
const EXPIRES: u64 = isthmus_api::bridge::MIN_TIMEOUT_SECONDS;
/// How long an arrival is waited for with the relayer running.
const ARRIVAL: Duration = Duration::from_secs(60);

/// What became of one drill.
#[derive(Clone, Debug, Serialize)]
pub struct Drill {
    /// What was done, in words.
    pub drill: &'static str,
    /// Whether everything was where it belongs afterwards.
    pub ok: bool,
    /// What was measured, or what was wrong.
    pub figures: Vec<Figure>,
    /// How long it took.
    pub seconds: f64,
}

/// One thing that was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What a drill does, after its name in words.
type Work = fn(&mut Drilled) -> TxResult<()>;

/// The drills in their order.
const DRILLS: [(&str, Work); 7] = [
    ("Hermes stopped before it delivers three transfers, restarted", stopped_before_delivery),
    (
        "Hermes stopped between delivery and acknowledgement, restarted",
        stopped_before_acknowledgement,
    ),
    ("a packet nobody relays in time is refunded", timed_out),
    ("a transfer to a frozen account comes back by error acknowledgement", refused_by_receiver),
    ("the receiving node restarted with a packet on its way", receiving_node_restarted),
    ("the sending node restarted with a packet on its way back", sending_node_restarted),
    ("a cw20-base token in use is taken over, page by page", takeover::taken_over),
];

/// Runs all drills, one after the other; `seen` is told of each as it ends. `cw20_base` is the wasm of
/// the token that is taken over. An error means that they could not be set up; a drill that fails is
/// in the list.
pub fn run(
    pair: &LivePair,
    deployment: &Deployment,
    owner: &str,
    cw20_base: &[u8],
    mut seen: impl FnMut(&Drill),
) -> TxResult<Vec<Drill>> {
    let mut drilled = Drilled { pair, deployment, cw20_base, figures: Vec::new() };
    drilled.prepare(owner)?;
    let mut all = Vec::new();
    for (name, work) in DRILLS {
        let began = Instant::now();
        let result = work(&mut drilled).and_then(|()| drilled.balanced());
        if let Err(error) = &result {
            drilled.note("wrong", error);
            // The next drill expects a running relayer.
            if pair.state().is_ok_and(|s| s.relayer.process.is_none()) {
                pair.resume_relayer()?;
            }
        }
        let drill = Drill {
            drill: name,
            ok: result.is_ok(),
            figures: std::mem::take(&mut drilled.figures),
            seconds: began.elapsed().as_secs_f64(),
        };
        seen(&drill);
        all.push(drill);
    }
    Ok(all)
}

/// A deployment under drill.
struct Drilled<'a> {
    pair: &'a LivePair,
    deployment: &'a Deployment,
    cw20_base: &'a [u8],
    figures: Vec<Figure>,
}

impl Drilled<'_> {
    fn note(&mut self, name: &str, value: impl ToString) {
        self.figures.push(Figure { name: name.to_string(), value: value.to_string() });
    }

    /// Money for the sender, and a relayer that runs.
    fn prepare(&self, owner: &str) -> TxResult<()> {
        if self.pair.state()?.relayer.process.is_none() {
            self.pair.resume_relayer()?;
        }
        let west = self.pair.west();
        let office = &self.deployment.west.issuance;
        let account = |name| west.account(name);
        let steps = [
            (
                owner,
                json!({"grant_role": {"role": "master_minter", "account": account(TREASURER)?}}),
            ),
            (
                TREASURER,
                json!({"configure_minter": {
                    "minter": account(MINTER)?, "ceiling": STAKE.to_string(), "rate_limit": null}}),
            ),
            (MINTER, json!({"mint": {"recipient": account(SENDER)?, "amount": STAKE.to_string()}})),
        ];
        for (actor, msg) in steps {
            west.execute(actor, office, &msg, &[])?;
        }
        let east = self.pair.east();
        east.execute(
            owner,
            &self.deployment.east.stablecoin,
            &json!({"grant_role": {"role": "compliance", "account": east.account(OFFICER)?}}),
            &[],
        )?;
        self.pair.settle()
    }

    fn balance(&self, side: Side, actor: &str) -> TxResult<u128> {
        let region = self.pair.region(side);
        let question = json!({"balance": {"address": region.account(actor)?}});
        let answer = region.query(&self.deployment.at(side).stablecoin, &question)?;
        answer
            .get("balance")
            .and_then(Value::as_str)
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| TxError::engine(format!("a balance of {answer}")))
    }

    /// Sends money from one region to the other.
    fn send(
        &self,
        from: Side,
        (sender, receiver): (&str, &str),
        amount: u128,
        seconds: u64,
    ) -> TxResult<(Receipt, Sent)> {
        let here = self.pair.region(from);
        let there = self.pair.region(from.other());
        let hook = TokenHook::Transfer {
            region: there.id().to_string(),
            receiver: there.account(receiver)?,
            timeout_seconds: Some(seconds),
            memo: None,
            info: None,
            reference: None,
        };
        let hook = to_json_binary(&hook).map_err(|error| TxError::engine(error.to_string()))?;
        let at = self.deployment.at(from);
        let msg = json!({"send": {
            "contract": at.bridge, "amount": amount.to_string(), "msg": hook}});
        let receipt = here.execute(sender, &at.stablecoin, &msg, &[])?;
        let sent = receipt
            .first::<Sent>()
            .ok_or_else(|| TxError::engine("the bridge emitted no event for a transfer"))?;
        Ok((receipt, sent))
    }

    /// The refund that the relayer brought to the west after `height`, and what caused it.
    fn refund(&mut self, height: u64, cause: &str) -> TxResult<()> {
        let events = self.pair.live(Side::West).events_since(height)?;
        let refunded = events
            .iter()
            .find_map(|event| Refunded::from_event(event).ok())
            .ok_or_else(|| TxError::refused("no refund among the events of the west"))?;
        expect("cause of the refund", refunded.cause.as_str(), cause)?;
        self.note("refunded", refunded.amount);
        if let Some(detail) = refunded.detail {
            self.note("what the other side said", detail);
        }
        Ok(())
    }

    /// What is on its way by the books, once they are known to be right.
    fn in_flight(&self) -> TxResult<u128> {
        let books = supply::read(self.pair, self.deployment)?;
        expect("supply equation holds meanwhile", books.holds(), true)?;
        Ok(books.in_flight.u128())
    }

    /// The supply equation and every other invariant, read from both chains with nothing pending.
    fn balanced(&mut self) -> TxResult<()> {
        expect("packets pending at the end", self.pair.pending()?.len(), 0)?;
        for invariant in supply::invariants(self.pair, self.deployment)? {
            if !invariant.holds {
                let figures = invariant.figures.text(ToString::to_string);
                return Err(TxError::refused(format!("{}: {figures}", invariant.name)));
            }
        }
        let books = supply::read(self.pair, self.deployment)?;
        expect("in flight at the end", books.in_flight, Uint128::zero())?;
        self.note(
            "issued = west + east + in flight + claimable",
            format!(
                "{} = {} + {} + {} + {}",
                books.issued, books.west, books.east, books.in_flight, books.claimable
            ),
        );
        Ok(())
    }

    /// Waits until an account has at least so much; the relayer does the work.
    fn arrived(&self, side: Side, actor: &str, least: u128) -> TxResult<()> {
        let start = Instant::now();
        while self.balance(side, actor)? < least {
            if start.elapsed() > ARRIVAL {
                return Err(TxError::refused(format!(
                    "nothing arrived in the {} within {} seconds",
                    side.name(),
                    ARRIVAL.as_secs()
                )));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

fn expect<T: PartialEq + std::fmt::Display>(what: &str, found: T, wanted: T) -> TxResult<()> {
    if found == wanted {
        return Ok(());
    }
    Err(TxError::refused(format!("{what}: {found}, expected {wanted}")))
}

fn seconds(start: Instant) -> String {
    format!("{:.1} s", start.elapsed().as_secs_f64())
}

fn stopped_before_delivery(drill: &mut Drilled) -> TxResult<()> {
    let before = drill.balance(Side::East, RECEIVER)?;
    drill.pair.pause_relayer()?;
    let amounts = [11_000_000, 12_000_000, 13_000_000];
    let total: u128 = amounts.iter().sum();
    let mut gas = Vec::new();
    for amount in amounts {
        let (receipt, _) = drill.send(Side::West, (SENDER, RECEIVER), amount, ARRIVES)?;
        gas.extend(receipt.gas_used);
    }
    expect("packets pending", drill.pair.pending()?.len(), amounts.len())?;
    expect("in flight while stopped", drill.in_flight()?, total)?;
    expect("receiver while stopped", drill.balance(Side::East, RECEIVER)?, before)?;
    let start = Instant::now();
    drill.pair.resume_relayer()?;
    drill.pair.settle()?;
    expect("receiver", drill.balance(Side::East, RECEIVER)?, before + total)?;
    drill.note("in flight while stopped", total);
    drill.note("gas of a send", format!("{gas:?}"));
    drill.note("restart to last acknowledgement", seconds(start));
    Ok(())
}

fn stopped_before_acknowledgement(drill: &mut Drilled) -> TxResult<()> {
    let before = drill.balance(Side::East, RECEIVER)?;
    let amount = 21_000_000;
    let start = Instant::now();
    drill.send(Side::West, (SENDER, RECEIVER), amount, ARRIVES)?;
    drill.arrived(Side::East, RECEIVER, before + amount)?;
    drill.note("send to receipt", seconds(start));
    drill.pair.pause_relayer()?;
    // Zero if the relayer was quicker than we: then the drill has shown less, and says so.
    let unacknowledged = drill.pair.pending()?.len();
    drill.note("unacknowledged when stopped", unacknowledged);
    expect("in flight by the books", drill.in_flight()?, 0)?;
    drill.pair.resume_relayer()?;
    drill.pair.settle()?;
    // Once, not twice: the second delivery of a packet does nothing.
    expect("receiver", drill.balance(Side::East, RECEIVER)?, before + amount)
}

fn timed_out(drill: &mut Drilled) -> TxResult<()> {
    let before = (drill.balance(Side::West, SENDER)?, drill.balance(Side::East, RECEIVER)?);
    let amount = 31_000_000;
    drill.pair.pause_relayer()?;
    let (receipt, sent) = drill.send(Side::West, (SENDER, RECEIVER), amount, EXPIRES)?;
    expect("in flight", drill.in_flight()?, amount)?;
    // By the clock of the receiving chain: that is what the proof is about.
    drill.pair.east().wait_until(sent.timeout_at + 1)?;
    expect("in flight after its time", drill.in_flight()?, amount)?;
    let start = Instant::now();
    drill.pair.resume_relayer()?;
    drill.pair.settle()?;
    expect("sender", drill.balance(Side::West, SENDER)?, before.0)?;
    expect("receiver", drill.balance(Side::East, RECEIVER)?, before.1)?;
    drill.note("refunded", amount);
    drill.note("time it had", format!("{} s", sent.timeout_at.saturating_sub(receipt.time)));
    drill.note("relayer started to refund", seconds(start));
    Ok(())
}

fn refused_by_receiver(drill: &mut Drilled) -> TxResult<()> {
    let before = drill.balance(Side::West, SENDER)?;
    let amount = 19_000_000;
    let east = drill.pair.east();
    let token = &drill.deployment.east.stablecoin;
    let frozen = east.account(FROZEN)?;
    east.execute(
        OFFICER,
        token,
        &json!({"freeze": {"accounts": [frozen], "mode": "full", "reason": "drill"}}),
        &[],
    )?;
    let (receipt, _) = drill.send(Side::West, (SENDER, FROZEN), amount, ARRIVES)?;
    drill.pair.settle()?;
    expect("sender", drill.balance(Side::West, SENDER)?, before)?;
    expect("receiver", drill.balance(Side::East, FROZEN)?, 0)?;
    drill.refund(receipt.height, "error")
}

fn receiving_node_restarted(drill: &mut Drilled) -> TxResult<()> {
    let before = drill.balance(Side::East, RECEIVER)?;
    let amount = 41_000_000;
    drill.send(Side::West, (SENDER, RECEIVER), amount, ARRIVES)?;
    let start = Instant::now();
    drill.pair.restart_node(Side::East)?;
    drill.note("node away", seconds(start));
    drill.pair.settle()?;
    drill.note("restart to acknowledgement", seconds(start));
    expect("receiver", drill.balance(Side::East, RECEIVER)?, before + amount)
}

fn sending_node_restarted(drill: &mut Drilled) -> TxResult<()> {
    let before = drill.balance(Side::West, SENDER)?;
    let amount = 17_000_000;
    drill.send(Side::East, (RECEIVER, SENDER), amount, ARRIVES)?;
    let start = Instant::now();
    drill.pair.restart_node(Side::East)?;
    drill.note("node away", seconds(start));
    drill.pair.settle()?;
    drill.note("restart to acknowledgement", seconds(start));
    expect("sender's account at home", drill.balance(Side::West, SENDER)?, before + amount)
}
