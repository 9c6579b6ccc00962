//! Rows of the bridge: what leaves, what the relayer brings, and its owner's settings.

use super::identity::schema;
use super::{context, halves, send, somebody, Cost, Stage, HOLDER, PAYEE, UNITS};
use crate::{Call, Code, Pair, Receipt, Region, Side, TxError, TxResult};
use isthmus_api::bridge::events::Sent;
use serde_json::{json, Value};

/// Seconds that a packet has which is meant to arrive.
const ARRIVES: u64 = 600;
/// Seconds that a packet has which is meant to expire. The bridge allows no less.
const EXPIRES: u64 = isthmus_api::bridge::MIN_TIMEOUT_SECONDS;
/// What each transfer carries.
const AMOUNT: u64 = 2_500_000;

/// Names of the rows of one kind of packet: what its sender sends, what happens to it in the other
/// region, and what comes back. No name, no row.
struct Journey {
    sent: Option<(&'static str, &'static str)>,
    received: Option<&'static str>,
    ended: &'static str,
}

/// What the relayer brought in three or two packets' time.
struct Relayed {
    sent: Receipt,
    received: Cost,
    ended: Cost,
}

pub(super) fn rows(stage: &mut Stage<'_>) -> TxResult<()> {
    let transfer = |side: Side, to: &str, seconds: u64| {
        json!({ "transfer": { "region": side.name(), "receiver": to, "timeout_seconds": seconds,
            "memo": "invoice 2026-0117", "info": null, "reference": null } })
    };
    let away = |stage: &Stage<'_>, from: Side, to: &str, seconds: u64| {
        let hook = transfer(from.other(), to, seconds);
        let msg = send(stage.at(from, Code::Bridge), AMOUNT, &hook);
        vec![Call::execute(stage.at(from, Code::Stablecoin), msg); UNITS]
    };
    let east = stage.region(Side::East);
    let west = stage.west();
    let (abroad, home) = (east.account(PAYEE)?, west.account(HOLDER)?);

    // The first arrival of an account writes longer records than the next; it is not a row.
    stage.prepare(HOLDER, &away(stage, Side::West, &abroad, ARRIVES))?;
    stage.pair.settle()?;

    let out = away(stage, Side::West, &abroad, ARRIVES);
    let journey =
        Journey { sent: Some(("bridge", "send")), received: Some("receive"), ended: "acknowledge" };
    stage.journey(Side::West, HOLDER, out, &journey)?;
    let back = away(stage, Side::East, &home, ARRIVES);
    let journey = Journey {
        sent: Some(("bridge", "send, away from the token's home")),
        received: Some("receive, at the token's home"),
        ended: "acknowledge, away from the token's home",
    };
    stage.journey(Side::East, PAYEE, back, &journey)?;

    let frozen = somebody(east, "frozen")?;
    let freeze = json!({ "freeze": { "accounts": [frozen], "mode": "full", "reason": "case 7" } });
    east.execute("compliance", stage.at(Side::East, Code::Stablecoin), &freeze, &[])?;
    let refused = away(stage, Side::West, &frozen, ARRIVES);
    let journey = Journey {
        sent: None,
        received: Some("receive, refused by the token"),
        ended: "acknowledge an error: refund",
    };
    stage.journey(Side::West, HOLDER, refused, &journey)?;
    let late = away(stage, Side::West, &abroad, EXPIRES);
    let journey = Journey { sent: None, received: None, ended: "timeout: refund" };
    stage.journey(Side::West, HOLDER, late, &journey)?;

    let shares = (0..UNITS).map(|unit| {
        let msg = json!({ "share_pass": {
            "schema": schema(unit), "region": "east", "account": abroad } });
        stage.call(Code::Identity, msg)
    });
    let shares = shares.collect();
    let journey = Journey {
        sent: Some(("identity", "share_pass")),
        received: Some("receive an attestation"),
        ended: "acknowledge an attestation",
    };
    stage.journey(Side::West, HOLDER, shares, &journey)?;
    stage.each(
        Code::Identity,
        "drop_pass",
        HOLDER,
        |unit| json!({ "drop_pass": { "schema": schema(unit) } }),
    )?;
    settings(stage)
}

/// What the owner says.
fn settings(stage: &mut Stage<'_>) -> TxResult<()> {
    let owner = stage.owner.clone();
    let token = stage.deployment.token.clone();
    let limit = json!({ "capacity": "90000000000000", "refill_per_second": "1000000000" });
    let route = json!({ "set_route": {
        "region": "east", "token": token, "outbound": limit, "inbound": limit,
        "outstanding_cap": "900000000000000" } });
    stage.same(Code::Bridge, "set_route", &owner, route)?;
    let status = json!({ "set_peer_status": { "region": "east", "status": "open" } });
    stage.same(Code::Bridge, "set_peer_status", &owner, status)
}

impl Stage<'_> {
    /// Sends three packets in one transaction and waits until they have ended, then two.
    fn journey(
        &mut self,
        from: Side,
        actor: &str,
        calls: Vec<Call>,
        journey: &Journey,
    ) -> TxResult<()> {
        let failed = |error: TxError| context("bridge", journey.ended, error);
        let (three, two) = halves(&calls).map_err(failed)?;
        let late = journey.received.is_none();
        let three = self.packets(from, actor, three, late).map_err(failed)?;
        let two = self.packets(from, actor, two, late).map_err(failed)?;
        if let Some((contract, message)) = journey.sent {
            let costs = [&two, &three].map(|run| Cost::of(std::slice::from_ref(&run.sent)));
            self.figure(contract, message, false, costs);
        }
        if let Some(message) = journey.received {
            self.figure("bridge", message, true, [two.received, three.received]);
        }
        self.figure("bridge", journey.ended, true, [two.ended, three.ended]);
        Ok(())
    }

    /// Sends packets in one transaction; `late`: nobody delivers them before their time is over.
    fn packets(&self, from: Side, actor: &str, calls: &[Call], late: bool) -> TxResult<Relayed> {
        let (here, there) = (self.region(from), self.region(from.other()));
        let before = (here.height()?, there.height()?);
        if late {
            self.pair.pause_relayer()?;
        }
        let sent = here.execute_all(actor, calls)?;
        if late {
            let last = sent.all::<Sent>().iter().map(|packet| packet.timeout_at).max();
            there.wait_until(last.unwrap_or(sent.time) + 1)?;
            self.pair.resume_relayer()?;
        }
        self.pair.settle()?;
        let brought = |region: &dyn Region, height| -> TxResult<Vec<Receipt>> {
            let receipts = region.relayed_since(height)?;
            one_batch(self.pair, receipts, calls.len())
        };
        let received = if late { Vec::new() } else { brought(there, before.1)? };
        let ended = brought(here, before.0)?;
        Ok(Relayed { sent, received: Cost::of(&received), ended: Cost::of(&ended) })
    }
}

/// The relayer's transactions, if they show what a packet costs: on a live chain all packets in one,
/// with one update of the light client.
fn one_batch(pair: &dyn Pair, receipts: Vec<Receipt>, packets: usize) -> TxResult<Vec<Receipt>> {
    const BROUGHT: [&str; 3] = ["recv_packet", "acknowledge_packet", "timeout_packet"];
    let count = |kinds: &[&str]| {
        let events = receipts.iter().flat_map(|receipt| &receipt.events);
        events.filter(|event| kinds.contains(&event.ty.as_str())).count()
    };
    let (found, updates) = (count(&BROUGHT), count(&["update_client"]));
    let expected = !pair.is_live() || (receipts.len() == 1 && updates == 1);
    if found == packets && expected {
        return Ok(receipts);
    }
    let hashes: Vec<Value> = receipts.iter().map(|receipt| json!(receipt.tx_hash)).collect();
    Err(TxError::engine(format!(
        "{packets} packets were expected in one transaction with one update of the client, the \
         relayer brought {found} in {} with {updates}: {}",
        receipts.len(),
        Value::from(hashes)
    )))
}
