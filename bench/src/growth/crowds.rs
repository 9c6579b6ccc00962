//! What there is more and more of, and what is asked of it.

use anyhow::{Context, Result};
use isthmus_api::identity::MAX_LIST_SIZE;
use isthmus_regions::{Code, Pair, Plan, Side};
use isthmus_testkit::issuer::Issuer;
use isthmus_testkit::{is_success, Transfer, World};
use serde_json::{json, Value};

use super::{hook, send, send_all, stranger, Probes, Twins, SIZES};
use crate::figures::Entry;

const WEST: Side = Side::West;
const DAY: u64 = 86_400;
const AMOUNT: &str = "2500000";

/// Packets in flight that a bridge's `ledger` sums up at most.
const SUMMED: u64 = 1_000;

type Crowd = fn(&mut Probes, &[u64]) -> Result<()>;

/// Every crowd by its name.
pub(super) const ALL: [(&str, Crowd); 6] = [
    ("holders", holders),
    ("allowances of one owner", allowances),
    ("deals of the same parties", deals),
    ("passes of one issuer", passes),
    ("revocations in one list", revocations),
    ("packets in flight", packets),
];

fn funded(probes: &Probes) -> Twins {
    let twins = Twins::new(probes.bench, World::plan());
    for actor in ["ana", "ben"] {
        twins.world.mint(actor, 500_000_000_000);
    }
    twins
}

fn holders(probes: &mut Probes, sizes: &[u64]) -> Result<()> {
    let twins = funded(probes);
    let world = &twins.world;
    let [ana, ben] = ["ana", "ben"].map(|actor| world.address(WEST, actor));
    let (token, office) = (Code::Stablecoin, Code::Issuance);
    let pay = |to: &str| json!({ "transfer": { "recipient": to, "amount": AMOUNT } });
    let mint = |to: &str| json!({ "mint": { "recipient": to, "amount": AMOUNT } });
    let freeze =
        |who: &str| json!({ "freeze": { "accounts": [who], "mode": "full", "reason": null } });
    let unfreeze = |who: &str| json!({ "unfreeze": { "accounts": [who] } });
    // Somebody was frozen before, so that the count of that has as many bytes at every size.
    send(world, "officer", token, freeze(&ben))?;
    send(world, "officer", token, unfreeze(&ben))?;
    // The supply has as many bytes at every size, and never ends with the decimal zeros that a packed
    // amount leaves out.
    world.mint("cho", 900_000_000_000_001);
    let mut count = 3; // Ana, Ben and Cho.
    let mut next = 0;
    for &n in sizes {
        (probes.tell)(n);
        let msgs = (count..n).map(|i| Ok(mint(&stranger(next + i - count)?)));
        twins.fast(|world| send_all(world, "issuer", office, msgs))?;
        next += n - count;
        probes.at(world, n);
        let newcomer = [stranger(next)?, stranger(next + 1)?];
        let frozen = stranger(1)?;
        for (actor, case, msg) in [
            ("ana", "existing recipient", pay(&ben)),
            ("ana", "first-time recipient", pay(&newcomer[0])),
            ("ana", "", json!({ "burn": { "amount": AMOUNT } })),
            ("officer", "", freeze(&frozen)),
            ("officer", "", unfreeze(&frozen)),
        ] {
            probes.send(world, actor, token, case, &msg)?;
        }
        let act = || send(world, "issuer", office, mint(&newcomer[1]));
        probes.message(token, "mint", "first-time recipient", act)?;
        probes.query(world, token, "", json!({ "balance": { "address": ana } }))?;
        probes.query(world, token, "", json!({ "account": { "address": ana } }))?;
        probes.query(world, token, "", json!({ "supply": {} }))?;
        probes.page(world, token, &json!({ "all_accounts": {} }))?;
        count = n + 2;
        next += 2;
    }
    Ok(())
}

fn allowances(probes: &mut Probes, sizes: &[u64]) -> Result<()> {
    let twins = funded(probes);
    let world = &twins.world;
    let [ana, ben] = ["ana", "ben"].map(|actor| world.address(WEST, actor));
    let token = Code::Stablecoin;
    let change = |verb: &str, to: &str, amount: &str| json!({ verb: { "spender": to, "amount": amount, "expires": null } });
    let raise = |to: &str| change("increase_allowance", to, "900000000");
    send(world, "ana", token, raise(&ben))?;
    let (mut count, mut next) = (1, 0);
    for &n in sizes {
        (probes.tell)(n);
        let msgs = (count..n).map(|i| Ok(raise(&stranger(next + i - count)?)));
        twins.fast(|world| send_all(world, "ana", token, msgs))?;
        next += n - count;
        probes.at(world, n);
        let newcomer = stranger(next)?;
        let spend = json!({ "owner": ana, "recipient": ben, "amount": AMOUNT });
        for (actor, case, msg) in [
            ("ana", "new", raise(&newcomer)),
            ("ana", "existing", change("decrease_allowance", &ben, AMOUNT)),
            ("ben", "", json!({ "transfer_from": spend })),
            ("ana", "existing", change("increase_allowance", &ben, "5000000")),
        ] {
            probes.send(world, actor, token, case, &msg)?;
        }
        probes.query(world, token, "", json!({ "allowance": { "owner": ana, "spender": ben } }))?;
        probes.page(world, token, &json!({ "all_allowances": { "owner": ana } }))?;
        count = n + 1;
        next += 1;
    }
    Ok(())
}

/// Number of the deal before the first: all have as many digits.
const BEFORE: u64 = 1_000_000;
/// The deals that the probes take forward begin so far behind the first, once there are as many, so
/// that they change no page.
const BEYOND: u64 = 50;

fn deals(probes: &mut Probes, sizes: &[u64]) -> Result<()> {
    let twins = Twins::new(probes.bench, World::plan());
    let world = &twins.world;
    world.mint("importer", 500_000_000_000);
    let escrow = Code::Escrow;
    calendar(world, "keeper")?;
    let contract = world.contract(WEST, escrow);
    world.pair.at(WEST).write_raw(contract, b"deal_count", BEFORE.to_string().as_bytes());
    let sent = |actor: &str, msg: Value| send(world, actor, escrow, msg);
    let agree = |deal: u64, amount: &str| -> Result<[Value; 2]> {
        let asked =
            world.pair.west().query(contract, &json!({ "deal_terms": { "deal": deal } }))?;
        let consent = json!({ "consent": { "deal": deal, "terms_hash": asked["hash"] } });
        let fund = json!({ "send": {
            "contract": contract, "amount": amount, "msg": hook(&json!({ "fund": { "deal": deal } }))? } });
        Ok([consent, fund])
    };
    // One large deal stays covered, so that the sum of all money held always has as many digits.
    let large = "400000000000";
    sent("importer", json!({ "propose": { "terms": terms(world, large) } }))?;
    let [consent, fund] = agree(BEFORE + 1, large)?;
    sent("bank", consent.clone())?;
    sent("exporter", consent)?;
    send(world, "importer", Code::Stablecoin, fund)?;
    let propose = json!({ "propose": { "terms": terms(world, AMOUNT) } });
    let (mut count, mut stock) = (1, BEFORE + BEYOND..);
    for &n in sizes {
        (probes.tell)(n);
        let msgs = (count..n).map(|_| Ok(propose.clone()));
        twins.fast(|world| send_all(world, "importer", escrow, msgs))?;
        probes.at(world, n);
        let deal = match n {
            n if n > BEYOND => stock.next().context("there are numbers enough")?,
            _ => BEFORE + 2,
        };
        let [consent, fund] = agree(deal, AMOUNT)?;
        probes.send(world, "importer", escrow, "", &propose)?;
        sent("bank", consent.clone())?;
        probes.send(world, "exporter", escrow, "the last", &consent)?;
        probes.message(escrow, "receive", "fund", || {
            send(world, "importer", Code::Stablecoin, fund)
        })?;
        let present = json!({ "present": { "deal": deal, "complete": null, "presentation": {
            "amount": AMOUNT, "shipped_at": world.now() - 3_600,
            "documents": [{ "kind": "bill_of_lading", "hash": format!("{deal:064x}") }] } } });
        probes.send(world, "exporter", escrow, "", &present)?;
        let accept = json!({ "accept": { "deal": deal, "drawing": 1 } });
        probes.send(world, "bank", escrow, "", &accept)?;
        probes.query(world, escrow, "", json!({ "deal": { "deal": deal } }))?;
        probes.query(world, escrow, "", json!({ "next_action": { "deal": deal } }))?;
        probes.page(world, escrow, &json!({ "deals": {} }))?;
        let party = world.address(WEST, "exporter");
        probes.page(world, escrow, &json!({ "deals_by_party": { "party": party } }))?;
        count = n + 1;
    }
    Ok(())
}

/// A banking calendar, kept by this actor.
pub fn calendar(world: &World, keeper: &str) -> Result<()> {
    let create = json!({ "create_calendar": {
        "name": "Westport", "utc_offset_minutes": 0,
        "weekend": ["saturday", "sunday"], "holidays": [] } });
    send(world, keeper, Code::Escrow, create)
}

/// The terms of a plain letter of credit, by the first calendar.
pub fn terms(world: &World, amount: &str) -> Value {
    let now = world.now();
    let address = |actor| world.address(WEST, actor);
    json!({
        "applicant": address("importer"), "issuer": address("bank"),
        "beneficiary": address("exporter"), "advising": null,
        "payout": { "local": { "address": address("exporter") } },
        "asset": world.token(WEST), "amount": amount, "tolerance_bps": 0, "partial_drawings": null,
        "documents": [{ "kind": "bill_of_lading", "details": null }],
        "latest_shipment_at": now + 200 * DAY, "expires_at": now + 220 * DAY,
        "presentation_period_days": null, "calendar": 1,
        "consent_by": now + 100 * DAY, "fund_by": now + 150 * DAY,
        "reference": null, "text_hash": null,
    })
}

/// The actor, accredited in the west, with a status list of the largest size.
pub fn issuer(world: &World, actor: &str, jurisdiction: &str) -> Issuer {
    Issuer::accredit(world, WEST, actor, jurisdiction, MAX_LIST_SIZE)
}

/// The account takes its pass.
pub fn accept(world: &World, issuer: &Issuer, account: &str) -> Result<()> {
    let contract = world.contract(WEST, Code::Identity);
    world.pair.at(WEST).execute_as(account, contract, &json!(issuer.accept()), &[])?;
    Ok(())
}

fn passes(probes: &mut Probes, sizes: &[u64]) -> Result<()> {
    let twins = Twins::new(probes.bench, World::plan());
    let world = &twins.world;
    let identity = Code::Identity;
    let kyc = issuer(world, "registrar", "westland");
    let (mut count, mut next) = (0, 0);
    // The probes have a range of indexes to themselves, so that all of them are as long.
    let (first_probe, gap) = (123_451, 100);
    let index = |n: u64| u32::try_from(if n < first_probe { n } else { n + gap });
    let mut probe = first_probe..first_probe + gap;
    for &n in sizes {
        (probes.tell)(n);
        let first = next;
        let range = first..first + n - count;
        let msgs = range.clone().map(|i| Ok(json!(kyc.issue(&stranger(i)?, index(i)?))));
        twins.fast(|world| send_all(world, "registrar", identity, msgs))?;
        twins
            .fast(|world| range.into_iter().try_for_each(|i| accept(world, &kyc, &stranger(i)?)))?;
        next = first + n - count;
        probes.at(world, n);
        let newcomer = stranger(next)?;
        let free = probe.next().context("there are indexes enough")?;
        let msg = json!(kyc.issue(&newcomer, u32::try_from(free)?));
        probes.send(world, "registrar", identity, "", &msg)?;
        probes.message(identity, "accept_pass", "", || accept(world, &kyc, &newcomer))?;
        let policy = json!({ "schema": "kyc", "min_level": 2, "countries": null,
            "max_status_age_seconds": 200 * DAY });
        let ask = json!({ "is_authorized": { "subject": newcomer, "policy": policy } });
        probes.query(world, identity, "", ask)?;
        let pass = json!({ "pass": { "account": newcomer, "schema": "kyc" } });
        probes.query(world, identity, "", pass)?;
        probes.query(world, identity, "", json!({ "passes": { "account": newcomer } }))?;
        (count, next) = (n + 1, next + 1);
    }
    Ok(())
}

fn revocations(probes: &mut Probes, sizes: &[u64]) -> Result<()> {
    let twins = Twins::new(probes.bench, World::plan());
    let world = &twins.world;
    let identity = Code::Identity;
    issuer(world, "registrar", "westland");
    let most = u64::try_from(isthmus_api::identity::MAX_STATUS_UPDATES)?;
    let revoke = |from: u64, to: u64| {
        let update = |i| json!({ "index": 1_000_000 - 1 - i, "status": "revoked" });
        json!({ "set_status": { "list": 1, "updates": (from..to).map(update).collect::<Vec<_>>() } })
    };
    // The list counts its changes; from here on their number has as many digits.
    let changes = if sizes.len() > SIZES.len() { 10_000 } else { 1_000 };
    let msgs = (0..changes).map(|_| Ok(revoke(0, 1)));
    twins.fast(|world| send_all(world, "registrar", identity, msgs))?;
    let mut count = 1;
    for &n in sizes {
        (probes.tell)(n);
        let starts = (count..n).step_by(usize::try_from(most)?);
        let msgs = starts.map(|from| Ok(revoke(from, n.min(from + most))));
        twins.fast(|world| send_all(world, "registrar", identity, msgs))?;
        probes.at(world, n);
        // One that was revoked before: the same bytes stand in the chunk at every size.
        probes.send(world, "registrar", identity, "one", &revoke(0, 1))?;
        let status = json!({ "status": { "list": 1, "index": 999_999 } });
        probes.query(world, identity, "", status)?;
        count = n;
    }
    Ok(())
}

fn packets(probes: &mut Probes, sizes: &[u64]) -> Result<()> {
    // The bucket is deep and hardly refills: its level has as many bytes at every size.
    let plan = Plan {
        capacity: 900_000_000_000_000u128.into(),
        refill_per_second: 1u128.into(),
        ..World::plan()
    };
    let twins = Twins::new(probes.bench, plan);
    let world = &twins.world;
    world.mint("ana", 500_000_000_000_000);
    let transfer = Transfer::new(WEST, "ana", "ben", 2_500_000);
    let day = transfer.clone().within(DAY);
    let carry = |world: &World, transfer: &Transfer| {
        let sent = world.dispatch(transfer);
        world.deliver(&sent);
        world.acknowledge(&sent);
    };
    let late = || {
        let packet = world.dispatch(&transfer.clone().within(60));
        world.pair.pass(120);
        packet
    };
    // Much is abroad already, packets have been numbered beyond one byte (in a deep run, two) and one
    // was lost, so that all sums and numbers have as many bytes. They are packed without the decimal
    // zeros that end them: no sum and no count may come to end with one. The receiver has a balance.
    carry(world, &Transfer { amount: 100_000_000_000_001, ..day.clone() });
    let before = if sizes.len() > SIZES.len() { 1 << 16 } else { 1 << 8 };
    twins.fast(|world| (1..before).for_each(|_| carry(world, &day)));
    world.time_out(&late());
    let bridge = world.contract(WEST, Code::Bridge).to_string();
    let transfer_hook = hook(&json!({ "transfer": {
        "region": "east", "receiver": world.address(Side::East, "ben"), "timeout_seconds": DAY,
        "memo": null, "info": null, "reference": null } }))?;
    let msg = json!({ "send": { "contract": bridge, "amount": AMOUNT, "msg": transfer_hook } });
    let mut count = 0;
    for &n in sizes {
        (probes.tell)(n);
        let msgs = (count..n).map(|_| Ok(msg.clone()));
        twins.fast(|world| send_all(world, "ana", Code::Stablecoin, msgs))?;
        probes.at(world, n);
        probes.message(Code::Bridge, "receive", "send", || {
            send(world, "ana", Code::Stablecoin, msg.clone())
        })?;
        let packet = world.pair.last_packet(WEST).context("a packet was sent")?;
        probes.callback(Entry::IbcPacketReceive, || {
            anyhow::ensure!(is_success(&world.deliver(&packet)), "an error was acknowledged");
            Ok(())
        })?;
        probes.callback(Entry::IbcPacketAck, || {
            world.acknowledge(&packet);
            Ok(())
        })?;
        let lost = late();
        probes.callback(Entry::IbcPacketTimeout, || {
            world.time_out(&lost);
            Ok(())
        })?;
        let route = json!({ "region": "east", "token": isthmus_testkit::TOKEN });
        if n <= SUMMED {
            probes.sum(world, Code::Bridge, "", n, json!({ "ledger": route }))?;
        }
        probes.query(world, Code::Bridge, "", json!({ "limits": route }))?;
        probes.page(world, Code::Bridge, &json!({ "in_flight": route }))?;
        // With the two above ten were sent: the count ends with the same digit at the next size.
        twins.fast(|world| (0..8).for_each(|_| carry(world, &day)));
        count = n;
    }
    Ok(())
}
