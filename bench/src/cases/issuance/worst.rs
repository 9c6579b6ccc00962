//! Each message as large as it may be: every account with 32 bytes, amounts of sixteen, the longest texts,
//! forty holdings, fifty recipients, full pages of the longest records, and what is no message at all.

use std::fmt::Display;

use cosmwasm_std::{to_json_binary, Binary};
use isthmus_api::access::{MAX_PENDING_CHANGES, MAX_PENDING_OF_ROLE};
use isthmus_api::issuance::{
    MAX_ATTESTATIONS, MAX_CONTROLLERS, MAX_HOLDINGS, MAX_HOLDING_DAYS, MAX_INSTITUTION_CHARS,
    MAX_MARGIN_BPS, MAX_MINT_RECIPIENTS, MAX_OPEN_REDEMPTIONS, MAX_REASON_CHARS,
    MAX_REFERENCE_BYTES, MAX_TERM_DAYS, MAX_URI_CHARS,
};
use isthmus_regions::{Code, Side};
use isthmus_testkit::scripted::ScriptedContract;
use isthmus_testkit::World;
use serde_json::{json, Value};

use crate::bench::Bench;
use crate::cases::nested::nested;
use crate::cases::stage::{self, long, Stage};
use crate::figures::Entry;

const OFFICE: Code = Code::Issuance;
const TOKEN: Code = Code::Stablecoin;
const OWNER: &str = "owner";
const MOST: &str = "340282366920938463463374607431768211455";
/// An amount of sixteen bytes, of which there are many.
const SHARE: &str = "1329227995784915872903807060280344576";
/// The same, less by a byte.
const PART: &str = "10384593717069655257060992658440192";
/// What a message brings that nobody reads.
const NOISE: usize = 64 * 1024;
const PAGE: u32 = isthmus_api::types::MAX_PAGE;
const DAY: u64 = 86_400;

/// Every message as large as it may be.
pub fn worst(bench: &mut Bench) {
    let mut stage = Stage::worst(bench, OFFICE, World::plan());
    prepare(&stage.world);
    nonsense(&mut stage);
    calendar(&mut stage);
    reserves(&mut stage);
    minters(&mut stage);
    changes(&mut stage);
    redemption(&mut stage);
    instantiate(&mut stage);
}

/// Accounts of 32 bytes with these numbers.
fn many(name: &str, numbers: impl IntoIterator<Item: Display>) -> Vec<String> {
    numbers.into_iter().map(|number| long(&format!("{name} {number}"))).collect()
}

/// Characters that take two in JSON.
fn quotes(count: usize) -> String {
    "\"".repeat(count)
}

fn reason() -> String {
    quotes(MAX_REASON_CHARS)
}

fn reference() -> String {
    "ff".repeat(MAX_REFERENCE_BYTES)
}

/// A rate limit that lets everything pass.
fn limit() -> Value {
    json!({"capacity": MOST, "refill_per_second": MOST})
}

fn configure(minter: &str) -> Value {
    json!({"configure_minter": {"minter": minter, "ceiling": MOST, "rate_limit": limit()}})
}

fn recipients(minter: &str, recipients: &[String]) -> Value {
    json!({"set_mint_recipients": {"minter": minter, "recipients": recipients}})
}

fn prepare(world: &World) {
    let office = world.contract(Side::West, OFFICE);
    let minter = json!({"address": office, "allowance": MOST, "rate_limit": limit()});
    stage::send(world, TOKEN, OWNER, &json!({"set_cap": {"cap": MOST}}));
    stage::send(world, TOKEN, OWNER, &json!({"set_minter": {"minter": minter}}));
    for role in roles() {
        let granted = json!({"grant_role": {"role": role, "account": long(role)}});
        stage::send(world, OFFICE, OWNER, &granted);
    }
    world.mint(&long("holder"), 1 << 124);
}

fn roles() -> [&'static str; 6] {
    ["master_minter", "attestor", "redemption_operator", "guardian", "pauser", "calendar_keeper"]
}

/// What is refused, and what it costs to say so.
fn nonsense(stage: &mut Stage) {
    let office = stage.world.contract(Side::West, OFFICE).to_string();
    let hostile = ScriptedContract::new(&stage.world, "hostile");
    let mut refuse = |message: &str, case: &str, bytes: Vec<u8>| {
        stage.measure(Entry::Execute, message, case, |world| {
            hostile.execute(world, &office, bytes).expect_err("it is nonsense");
        });
    };
    refuse("execute", "10,000 nested arrays", nested("mint"));
    refuse("execute", "64 KiB of nothing", vec![b' '; NOISE]);
    let noise = "x".repeat(NOISE);
    let unknown = json!({"settle_redemption": {noise.as_str(): 1}});
    refuse("settle_redemption", "an unknown field of 64 KiB", unknown.to_string().into());
    for (case, hook) in
        [("a hook of 64 KiB", vec![b' '; NOISE]), ("10,000 nested arrays", nested("redeem"))]
    {
        let sent = send(&stage.world, PART, hook.into());
        stage.measure(Entry::Execute, "receive", case, |world| {
            stage::try_send(world, TOKEN, &long("holder"), &sent).expect_err("it is nonsense");
        });
    }
}

fn send(world: &World, amount: &str, msg: Binary) -> Value {
    let office = world.contract(Side::West, OFFICE);
    json!({"send": {"contract": office, "amount": amount, "msg": msg}})
}

/// A hundred days, strewn over ten years.
fn holidays() -> Vec<String> {
    (2026..2036).flat_map(|year| (10..20).map(move |day| format!("{year}-11-{day}"))).collect()
}

fn calendar(stage: &mut Stage) {
    let keeper = long("calendar_keeper");
    stage.send("a hundred", &keeper, &json!({"add_holidays": {"holidays": holidays()}}));
    page(stage, json!({"calendar": {}}));
}

/// Forty holdings, each with an institution of its own, that are all there can be.
fn attest(world: &World) -> Value {
    let count = u128::try_from(MAX_HOLDINGS).expect("a small number");
    let (each, rest) = (u128::MAX / count, u128::MAX % count);
    let holding = |number: usize| {
        let amount = if number == 0 { each + rest } else { each };
        let institution = format!("{}{number:02}", quotes(MAX_INSTITUTION_CHARS - 2));
        json!({
            "category": "money_market_fund", "institution": institution,
            "amount": amount.to_string(), "days": MAX_HOLDING_DAYS})
    };
    let holdings: Vec<_> = (0..MAX_HOLDINGS).map(holding).collect();
    json!({"submit_attestation": {
        "amount": MOST, "as_of": world.now() - 60, "holdings": holdings,
        "report_hash": "5a".repeat(32), "uri": "u".repeat(MAX_URI_CHARS)}})
}

fn reserves(stage: &mut Stage) {
    let attestor = long("attestor");
    for _ in 0..MAX_ATTESTATIONS {
        let one = attest(&stage.world);
        stage.tell(&attestor, &one);
    }
    let one_more = attest(&stage.world);
    stage.send("the 31st, 40 holdings, longest link", &attestor, &one_more);
    page(stage, json!({"attestations": {}}));
    let policy = json!({"max_age_seconds": 2_678_400, "margin_bps": MAX_MARGIN_BPS});
    stage.send("largest margin", OWNER, &json!({"set_reserve_policy": {"policy": policy}}));
    stage.look("40 holdings, largest margin", json!({"reserve": {}}));
}

/// A minter with as long a list, as many controllers and as large limits as can be, and as many minters as
/// fill a page.
fn minters(stage: &mut Stage) {
    let [master, guardian, minter] = ["master_minter", "guardian", "busy minter"].map(long);
    stage.send("largest ceiling and limit", &master, &configure(&minter));
    let [first, second] = ["payee", "saver"].map(|name| many(name, 0..MAX_MINT_RECIPIENTS));
    stage.send("50 accounts", &master, &recipients(&minter, &first));
    stage.send("50 others", &master, &recipients(&minter, &second));
    stage.look("50 accounts", json!({"mint_recipients": {"minter": minter}}));
    let control = |controller: &str, minter: &str| json!({"configure_controller": {"controller": controller, "minter": minter}});
    let controllers = many("controller", 0..MAX_CONTROLLERS);
    let (last, others) = controllers.split_last().expect("there are some");
    for controller in others {
        stage.tell(&master, &control(controller, &minter));
    }
    stage.send("the tenth", &master, &control(last, &minter));
    let mint = json!({"mint": {
        "recipient": second[MAX_MINT_RECIPIENTS - 1], "amount": SHARE, "reference": reference()}});
    stage.send("to the last of a list of 50, four brakes", &minter, &mint);
    let amount = json!({"minter": minter, "amount": SHARE});
    stage.send("by the last of ten", last, &json!({"decrease_minter_allowance": amount}));
    stage.send("by the last of ten", last, &json!({"increase_minter_allowance": amount}));
    let stop = json!({"stop_minter": {"minter": minter, "reason": reason()}});
    stage.send("longest reason", &guardian, &stop);
    stage.look("", json!({"minter_info": {"minter": minter}}));
    stage.send("", OWNER, &json!({"resume_minter": {"minter": minter}}));

    for number in 0..PAGE {
        let one = long(&format!("member {number}"));
        stage.tell(&master, &configure(&one));
        stage.tell(&master, &control(&long(&format!("clerk {number}")), &one));
    }
    page(stage, json!({"minters": {}}));
    page(stage, json!({"controllers": {}}));
    let case = "50 recipients and ten controllers";
    stage.send(case, &master, &json!({"remove_minter": {"minter": minter}}));
    stage.send("with all it had", &master, &configure(&minter));
}

/// As many changes as can wait, of which those of one role are as long as can be.
fn changes(stage: &mut Stage) {
    let [master, minter] = ["master_minter", "busy minter"].map(long);
    stage.tell(OWNER, &json!({"set_change_delay": {"seconds": 60}}));
    let schedule = |change: Value| json!({"schedule_change": {"change": change}});
    let longer = schedule(recipients(&minter, &many("payee", 0..MAX_MINT_RECIPIENTS)));
    for _ in 1..MAX_PENDING_OF_ROLE {
        stage.tell(&master, &longer);
    }
    stage.send("50 recipients, the fourth of a role", &master, &longer);
    let weaker = schedule(json!({"set_reserve_policy": {"policy": null}}));
    for _ in 1..MAX_PENDING_CHANGES - MAX_PENDING_OF_ROLE {
        stage.tell(OWNER, &weaker);
    }
    stage.send("the sixteenth", OWNER, &weaker);
    stage.look("sixteen", json!({"pending_changes": {}}));
    stage.send("one of sixteen", &master, &json!({"cancel_change": {"id": 2}}));
    stage.world.pair.pass(60);
    // The others of the same list fall with it.
    let case = "50 recipients, the first of fifteen";
    stage.send(case, "stranger", &json!({"apply_change": {"id": 1}}));
    let last = MAX_PENDING_CHANGES;
    // And so do those of the same policy.
    stage.send("the last of twelve", "stranger", &json!({"apply_change": {"id": last}}));
    stage.tell(OWNER, &schedule(json!({"set_change_delay": {"seconds": 0}})));
    stage.world.pair.pass(60);
    stage.tell("stranger", &json!({"apply_change": {"id": last + 1}}));
}

/// As many requests as can be open, with the longest words.
fn redemption(stage: &mut Stage) {
    let [holder, operator] = ["holder", "redemption_operator"].map(long);
    let days = MAX_TERM_DAYS;
    let policy = json!({"term_days": days, "payment_days": days, "min_amount": "1"});
    let opened = json!({"set_redemption_policy": {"policy": policy}});
    stage.send("longest terms", OWNER, &opened);
    let hook = to_json_binary(&json!({"redeem": {"reference": reference()}})).expect("it is JSON");
    let request = send(&stage.world, PART, hook);
    for one in many("saver", 0..PAGE) {
        let paid = json!({"transfer": {"recipient": one, "amount": PART}});
        stage::send(&stage.world, TOKEN, &holder, &paid);
        stage::send(&stage.world, TOKEN, &one, &request);
    }
    for _ in 1..MAX_OPEN_REDEMPTIONS {
        stage::send(&stage.world, TOKEN, &holder, &request);
    }
    let case = "the tenth, longest reference, a hundred holidays";
    stage.measure(Entry::Execute, "receive", case, |world| {
        stage::send(world, TOKEN, &holder, &request);
    });
    page(stage, json!({"redemptions": {"holder": null}}));
    stage.look("ten of one holder", json!({"redemptions": {"holder": holder}}));
    stage.send("a hundred holidays", &operator, &json!({"mark_paying": {"id": 1}}));
    stage.look("marked", json!({"redemption": {"id": 1}}));
    for (case, id) in [("marked, longest reference", 1), ("longest reference", 2)] {
        let settle = json!({"settle_redemption": {"id": id, "payment_reference": reference()}});
        stage.send(case, &operator, &settle);
    }
    let reject = json!({"reject_redemption": {"id": 3, "reason": reason()}});
    stage.send("longest reason", &operator, &reject);
    stage.world.pair.pass(60 * DAY);
    stage.send("after its term", "stranger", &json!({"return_redemption": {"id": 4}}));
    stage.look("", json!({"solvency": {}}));
    stage.look("", json!({"redemption_statistics": {}}));
}

fn page(stage: &mut Stage, query: Value) {
    stage.page("30 items", PAGE, query);
}

fn instantiate(stage: &mut Stage) {
    let role = |account| json!({"role": "redemption_operator", "account": account});
    let count = isthmus_api::access::MAX_FIRST_ROLES;
    let roles: Vec<_> = many("officer", 0..count).into_iter().map(role).collect();
    let msg = json!({
        "owner": long("owner"), "region": "a-region-so-long", "roles": roles,
        "stablecoin": stage.world.contract(Side::West, TOKEN),
        "calendar": {
            "name": quotes(32), "utc_offset_minutes": -720, "weekend": ["saturday", "sunday"],
            "holidays": holidays()},
        "reserve_policy": {"max_age_seconds": 2_678_400, "margin_bps": MAX_MARGIN_BPS},
        "redemption_policy": {
            "term_days": MAX_TERM_DAYS, "payment_days": MAX_TERM_DAYS, "min_amount": MOST},
    });
    stage.instantiate("64 roles, a hundred holidays", &msg);
}
