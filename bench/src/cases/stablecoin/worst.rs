//! Each message as large as it may be: every account with 32 bytes, amounts of sixteen, the longest
//! texts, full pages of the longest records, and what is no message at all.
//!
//! The words of `update_marketing` have no limit but the gas of whoever sends them, as in cw20-base;
//! they are given 16 KiB here. So it is with a message for a contract: 64 KiB.

use std::fmt::Display;

use cosmwasm_std::Binary;
use isthmus_api::access::{MAX_OWNER_DELAY_SECONDS, MAX_PENDING_CHANGES};
use isthmus_api::stablecoin::{
    MAX_COUNTED, MAX_FIRST_ESCROWS, MAX_FOREIGN_CHARS, MAX_MEMO_BYTES, MAX_REASON_BYTES,
};
use isthmus_regions::{Code, Side};
use isthmus_testkit::World;
use serde_json::{json, Map, Value};

use super::messages::*;
use super::signed::{pay_by_passkey, Signer};
use super::{tell, OWNER, REASON, TOKEN};
use crate::bench::Bench;
use crate::cases::nested::nested;
use crate::cases::stage::{long, Stage};
use crate::figures::Entry;
use isthmus_testkit::scripted::ScriptedContract;

/// Half of all there can be: both halves are as long as an amount can be.
const HALF: &str = "170141183460469231731687303715884105727";
const MOST: &str = "340282366920938463463374607431768211455";
/// A part of it that is as long.
const SHARE: &str = "1329227995784915872903807060280344576";
/// A small part, of which there are many: a byte shorter.
const PART: &str = "10384593717069655257060992658440192";
const LOGO_BYTES: usize = 5 * 1024;
/// What a message brings that nobody reads.
const NOISE: usize = 64 * 1024;
const PAGE: u32 = isthmus_api::types::MAX_PAGE;

/// Every message as large as it may be; and where they were sent.
pub fn worst(bench: &mut Bench) -> Stage<'_> {
    let mut stage = Stage::worst(bench, TOKEN, World::plan());
    prepare(&stage.world);
    nonsense(&mut stage);
    payments(&mut stage);
    compliance(&mut stage);
    restrictions(&mut stage);
    changes(&mut stage);
    signed(&mut stage);
    administration(&mut stage);
    shown(&mut stage);
    pages(&mut stage);
    instantiate(&mut stage);
    stage
}

/// Accounts of 32 bytes with these numbers.
pub fn many(name: &str, numbers: impl IntoIterator<Item: Display>) -> Vec<String> {
    numbers.into_iter().map(|number| long(&format!("{name} {number}"))).collect()
}

fn reason() -> String {
    "r".repeat(MAX_REASON_BYTES)
}

fn prepare(world: &World) {
    tell(world, OWNER, json!({"set_cap": {"cap": MOST}}));
    tell(world, OWNER, set_minter(&long("issuer"), MOST));
    for role in ["compliance", "pauser", "guardian", "seizer"] {
        tell(world, OWNER, json!({"grant_role": {"role": role, "account": long(role)}}));
    }
    tell(world, "guardian", pause(60));
    world.pair.pass(60);
}

/// What is refused, and what it costs to say so.
fn nonsense(stage: &mut Stage) {
    let token = stage.world.contract(Side::West, TOKEN).to_string();
    let hostile = ScriptedContract::new(&stage.world, "hostile");
    let mut refuse = |message: &str, case: &str, bytes: Vec<u8>| {
        stage.measure(Entry::Execute, message, case, |world| {
            hostile.execute(world, &token, bytes).expect_err("it is nonsense");
        });
    };
    refuse("execute", "10,000 nested arrays", nested("transfer"));
    refuse("execute", "64 KiB of nothing", vec![b' '; NOISE]);
    let noise = "x".repeat(NOISE);
    let unknown = json!({"transfer": {noise.as_str(): 1}});
    refuse("transfer", "an unknown field of 64 KiB", unknown.to_string().into());
    let nobody = transfer(&format!("west1{noise}"), "1");
    refuse("transfer", "to an address of 64 KiB", nobody.to_string().into());
}

fn payments(stage: &mut Stage) {
    let [issuer, holder, payee, spender] = ["issuer", "holder", "payee", "spender"].map(long);
    let shop = ScriptedContract::new(&stage.world, "shop").address;
    let note = Binary::from(vec![0xff; NOISE]);
    stage.send("half of all there can be", &issuer, &mint(&holder, HALF));
    stage.send("the other half", &issuer, &mint(&holder, HALF));
    stage.send("half of all there is", &holder, &transfer(&payee, HALF));
    tell(&stage.world, &payee, transfer(&holder, HALF));

    let (day, next) = (at(stage.world.now() + 86_400), at(stage.world.now() + 172_800));
    stage.send("all there can be", &holder, &increase(&spender, MOST, day));
    stage.send("another expiry", &holder, &decrease(&spender, "1", next));
    let pay = json!({"owner": holder, "recipient": long("friend"), "amount": SHARE});
    stage.send("", &spender, &json!({"transfer_from": pay}));
    let mut send = json!({"contract": shop, "amount": SHARE, "msg": note});
    stage.send("64 KiB for a contract", &holder, &json!({"send": send}));
    send["owner"] = json!(holder);
    stage.send("64 KiB for a contract", &spender, &json!({"send_from": send}));
    stage.send("", &spender, &json!({"burn_from": {"owner": holder, "amount": SHARE}}));
    stage.send("", &holder, &json!({"burn": {"amount": SHARE}}));

    let workers = many("worker", 0..100);
    let memo = "m".repeat(MAX_MEMO_BYTES);
    let pay = |to| json!({"recipient": to, "amount": PART, "memo": memo});
    let payments: Vec<_> = workers.iter().map(pay).collect();
    for case in ["100 first-time recipients, longest memos", "100 recipients, longest memos"] {
        stage.send(case, &holder, &json!({"batch_transfer": {"payments": payments}}));
    }
    let spenders = &workers[..50];
    for spender in spenders {
        tell(&stage.world, &holder, increase(spender, HALF, None));
    }
    stage.send("50", &holder, &json!({"revoke_allowances": {"spenders": spenders}}));
}

/// Lists of accounts, here and abroad.
fn compliance(stage: &mut Stage) {
    let block = json!({"accounts": many("account", 0..50), "status": "blocked"});
    stage.send("50 accounts", "officer", &json!({"set_account_status": block}));
    let receiver = |number| format!("{}{number:02}", "r".repeat(MAX_FOREIGN_CHARS - 2));
    let receivers: Vec<_> = (0..50).map(receiver).collect();
    let region = "a-region-so-long";
    let screen = json!({"region": region, "receivers": receivers, "blocked": true});
    stage.send("50 of the longest receivers", "officer", &json!({"screen_foreign": screen}));
    page(stage, json!({"foreign_receivers": {"region": region}}));
}

/// Fifty accounts at once, with all that can be said of them.
fn restrictions(stage: &mut Stage) {
    let [guardian, officer, seizer] = ["guardian", "compliance", "seizer"].map(long);
    let accounts = many("suspect", 0..50);
    let case = "50 accounts, longest reason";
    let hold = json!({"place_hold": {
        "accounts": accounts, "seconds": 3_600, "reason": reason(), "case_hash": case_hash()}});
    stage.send(case, &guardian, &hold);
    page(stage, json!({"held_accounts": {}}));
    stage.look("held", json!({"account": {"address": accounts[0]}}));
    stage.send("50 accounts", &officer, &json!({"release_hold": {"accounts": accounts}}));
    let freeze_all = json!({"freeze": {
        "accounts": accounts, "mode": "full", "reason": reason(), "until": (1u64 << 40) - 1,
        "case_hash": case_hash()}});
    stage.send(case, &officer, &freeze_all);
    stage.send("50 accounts", &officer, &json!({"unfreeze": {"accounts": accounts}}));
    stage.send(case, &officer, &lock("lock_amount", &accounts, SHARE));
    stage.send("50 accounts", &officer, &lock("unlock_amount", &accounts, SHARE));

    let (holder, court, condemned) = (long("holder"), long("court"), long("condemned"));
    tell(&stage.world, &holder, transfer(&condemned, SHARE));
    let seize = json!({"seize": {
        "from": holder, "to": court, "amount": SHARE, "reason": reason(), "case_hash": case_hash()}});
    tell(&stage.world, &officer, lock("lock_amount", std::slice::from_ref(&holder), SHARE));
    stage.send("of one with a lock", &seizer, &seize);
    tell(&stage.world, &officer, freeze(&condemned, "full", &reason()));
    let wipe = json!({"wipe": {
        "account": condemned, "amount": null, "reason": reason(), "case_hash": case_hash()}});
    stage.send("all, longest reason", &seizer, &wipe);
}

/// As many changes as can wait.
fn changes(stage: &mut Stage) {
    tell(&stage.world, OWNER, json!({"set_cap": {"cap": MOST}}));
    tell(&stage.world, OWNER, json!({"set_change_delay": {"seconds": 60}}));
    let change = json!({"schedule_change": {"change": {"set_cap": {"cap": null}}}});
    for _ in 1..MAX_PENDING_CHANGES {
        tell(&stage.world, OWNER, change.clone());
    }
    stage.send("the sixteenth", OWNER, &change);
    stage.look("sixteen", json!({"pending_changes": {}}));
    stage.send("one of sixteen", OWNER, &json!({"cancel_change": {"id": 1}}));
    tell(&stage.world, OWNER, change);
    stage.world.pair.pass(60);
    // The other fifteen fall with it.
    let last = MAX_PENDING_CHANGES + 1;
    stage.send("the last of sixteen", "stranger", &json!({"apply_change": {"id": last}}));
    let shorter = json!({"schedule_change": {"change": {"set_change_delay": {"seconds": 0}}}});
    tell(&stage.world, OWNER, shorter);
    stage.world.pair.pass(60);
    tell(&stage.world, "stranger", json!({"apply_change": {"id": last + 1}}));
}

/// Signed with eight keys registered, most nonces used, and the longest reference.
fn signed(stage: &mut Stage) {
    let signer = Signer::new(9);
    let dora = signer.address();
    tell(&stage.world, &long("holder"), transfer(&dora, SHARE));
    for seed in 1..8 {
        let [key, _] = Signer::new(seed).keys();
        tell(&stage.world, &dora, json!({"register_key": {"key": key}}));
    }
    let [own, _] = signer.keys();
    stage.send("the eighth", &dora, &json!({"register_key": {"key": own}}));
    for nonce in (1..127).step_by(2) {
        tell(&stage.world, &dora, json!({"cancel_authorization": {"nonce": nonce}}));
    }
    let fields = json!({
        "from": dora, "to": long("payee"), "amount": SHARE, "most": MOST, "memo": "m".repeat(MAX_MEMO_BYTES)});
    stage.send("64 nonces used", &dora, &json!({"cancel_authorization": {"nonce": 127}}));
    let case = "signed by a passkey, eight keys, 64 nonces used";
    let paid = pay_by_passkey(stage, &signer, &fields, 126);
    stage.send(case, &long("stranger"), &paid);
    stage.look("64 used", json!({"authorization_state": {"account": dora}}));
    stage.look("eight", json!({"keys": {"account": dora}}));
}

fn administration(stage: &mut Stage) {
    let [minter, account] = ["minter", "account"].map(long);
    let [officer, pauser] = ["compliance", "pauser"].map(long);
    let case = "another, largest allowance and limit";
    stage.send(case, OWNER, &set_minter(&minter, MOST));
    stage.send("a minter, longest reason", &officer, &freeze(&minter, "full", &reason()));
    stage.send("a minter", &officer, &json!({"unfreeze": {"accounts": [minter]}}));
    stage.send("nobody", OWNER, &json!({"set_minter": {"minter": null}}));
    stage.send("", &pauser, &pause(259_200));
    let vault = ScriptedContract::new(&stage.world, "vault").address;
    for verb in ["register_escrow", "unregister_escrow"] {
        stage.send("", OWNER, &json!({verb: {"account": vault}}));
    }
    // A minter that is a contract is asked whether the account has a duty there.
    let office = stage.world.contract(Side::West, Code::Issuance).to_string();
    tell(&stage.world, OWNER, set_minter(&office, MOST));
    for verb in ["grant_role", "revoke_role"] {
        stage.send("", OWNER, &json!({verb: {"role": "compliance", "account": account}}));
    }
    stage.send("", OWNER, &json!({"set_cap": {"cap": MOST}}));
    let scopes = ["transfer", "mint", "burn", "approve"];
    stage.send("", OWNER, &json!({"unpause": {"scopes": scopes}}));
    let expiry = json!({"at_time": u64::MAX.to_string()});
    let transfer = json!({"transfer_ownership": {"new_owner": account, "expiry": expiry}});
    stage.send("", OWNER, &json!({"update_ownership": transfer}));
}

fn shown(stage: &mut Stage) {
    let (words, publicist) = ("w".repeat(16 * 1024), long("publicist"));
    let marketing = json!({"project": words, "description": words, "marketing": publicist});
    stage.send("two texts of 16 KiB", OWNER, &json!({"update_marketing": marketing}));
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0xff; LOGO_BYTES]].concat();
    let picture = Binary::from(png.get(..LOGO_BYTES).unwrap_or_default());
    let logo = json!({"upload_logo": {"embedded": {"png": picture}}});
    stage.send("5 KiB of png", &publicist, &logo);
    stage.look("5 KiB", json!({"download_logo": {}}));
    stage.look("two texts of 16 KiB", json!({"marketing_info": {}}));
}

/// Full pages of the longest records.
fn pages(stage: &mut Stage) {
    let world = &stage.world;
    let [holder, spender, officer] = ["holder", "spender", "compliance"].map(long);
    let never = || Some(json!({"at_time": u64::MAX.to_string()}));
    for number in 0..PAGE {
        let one = long(&format!("member {number}"));
        let depot = ScriptedContract::new(world, &format!("depot {number}")).address;
        tell(world, &holder, transfer(&one, SHARE));
        tell(world, &holder, increase(&one, HALF, never()));
        tell(world, &one, increase(&spender, HALF, never()));
        tell(world, OWNER, json!({"grant_role": {"role": "compliance", "account": one}}));
        tell(world, &officer, freeze(&one, "outgoing", &reason()));
        tell(world, OWNER, json!({"register_escrow": {"account": depot}}));
    }
    let member = long("member 0");
    for query in [
        json!({"all_accounts": {}}),
        json!({"all_balances": {}}),
        json!({"all_allowances": {"owner": holder}}),
        json!({"all_spender_allowances": {"spender": spender}}),
        json!({"role_members": {"role": "compliance"}}),
        json!({"frozen_accounts": {}}),
        json!({"escrows": {}}),
    ] {
        page(stage, query);
    }
    stage.look("frozen", json!({"account": {"address": member}}));
    stage.look("largest allowance and limit", json!({"minter_info": {}}));
    stage.look("", json!({"supply": {}}));
    let transfer = json!({"from": holder, "to": spender, "amount": HALF, "spender": member});
    stage.look("by a spender", json!({"can_transfer": transfer}));
    empty_accounts(stage);
}

fn page(stage: &mut Stage, query: Value) {
    stage.page("30 items", PAGE, query);
}

/// Marks on accounts without money, which the list of holders passes over.
fn empty_accounts(stage: &mut Stage) {
    let accounts = many("empty", 0..MAX_COUNTED);
    let freeze_all = |accounts: &[String], world: &World| {
        accounts.iter().for_each(|account| tell(world, "officer", freeze(account, "full", REASON)));
    };
    freeze_all(&accounts[..1_000], &stage.world);
    stage.page("30 items among 1,000 empty accounts", PAGE, json!({"all_accounts": {}}));
    freeze_all(&accounts[1_000..], &stage.world);
    stage.look("nobody among 2,000 empty accounts", json!({"all_accounts": {}}));
}

fn instantiate(stage: &mut Stage) {
    let balance = |address| json!({"address": address, "amount": SHARE});
    let balances: Vec<_> = many("holder", 0..MAX_FIRST_ESCROWS).into_iter().map(balance).collect();
    let png = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0xff; LOGO_BYTES]].concat();
    let png = Binary::from(png.get(..LOGO_BYTES).unwrap_or_default());
    let mut msg = json!({
        "name": "n".repeat(50), "symbol": "S".repeat(12), "decimals": 18,
        "initial_balances": balances,
        "mint": {"minter": long("issuer"), "cap": MOST},
        "marketing": {
            "project": "p".repeat(1024), "description": "d".repeat(1024),
            "marketing": long("publicist"), "logo": {"embedded": {"png": png}}},
    });
    let fields = msg.as_object_mut().expect("fields");
    fields.append(&mut first_accounts());
    stage.instantiate("64 balances, roles and escrows", &msg);
}

/// What a token is told at its beginning: an owner, and as many roles and escrows as can be.
pub fn first_accounts() -> Map<String, Value> {
    let role = |account| json!({"role": "fee_manager", "account": account});
    let roles: Vec<_> = many("officer", 0..MAX_FIRST_ESCROWS).into_iter().map(role).collect();
    let fields = json!({
        "owner": long("owner"), "owner_delay_seconds": MAX_OWNER_DELAY_SECONDS, "roles": roles,
        "regional": {
            "region": "a-region-so-long", "token": "a-region-so-long.abcdefghijkl",
            "bridge": long("bridge")},
        "escrows": many("escrow", 0..MAX_FIRST_ESCROWS),
    });
    fields.as_object().cloned().expect("fields")
}
