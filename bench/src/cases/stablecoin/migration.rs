//! Taking over the state of cw20-base, and handing over that of a token that was its own office.

use isthmus_api::stablecoin::{MAX_FIRST_PAGE, MAX_HAND_OVER_PAGE, MAX_MIGRATION_PAGE};
use isthmus_regions::{Code, Pair, Region, Side};
use isthmus_testkit::World;
use serde_json::{json, Value};

use super::worst::{first_accounts, many};
use super::{OWNER, PAID, TOKEN};
use crate::cases::stage::{long, Stage};
use crate::figures::Entry;
use isthmus_testkit::scripted::OlderContract;

/// Full pages of the longest records, and all that one migrate message may ask for.
pub fn worst(stage: &mut Stage) {
    let full = MAX_MIGRATION_PAGE;
    let holders = |count: u32| many("holder", 0..count);
    let older = old_token(&stage.world, &holders(full + 1), &[]);
    older.migrate(&stage.world, TOKEN, &json!({"from_cw20": {}})).expect("the admin may migrate");
    page(stage, &older, full, "a full page of balances");

    let older = old_token(&stage.world, &[], &holders(MAX_FIRST_PAGE + full + 2));
    let mut terms = json!({"from_cw20": first_accounts()});
    terms["from_cw20"]["limit"] = json!(MAX_FIRST_PAGE);
    let case = "64 roles and escrows and a first page of allowances";
    stage.measure(Entry::Migrate, "migrate", case, |world| {
        older.migrate(world, TOKEN, &terms).expect("the admin may migrate");
    });
    page(stage, &older, full, "a full page of allowances");

    let older = own_office(&stage.world, 2 * MAX_HAND_OVER_PAGE + 1);
    let office = office_of(&stage.world, &older.address);
    let brakes = json!({"address": office, "allowance": MOST, "rate_limit": null});
    stage.measure(Entry::Migrate, "migrate", "a first page for the office", |world| {
        let migrated = older.migrate(world, TOKEN, &json!({"hand_over": brakes}));
        migrated.expect("the admin may migrate");
    });
    let msg = json!({"hand_over": {"limit": MAX_HAND_OVER_PAGE}});
    let case = "a full page of redemptions";
    stage.measure(Entry::Execute, "hand_over", case, |world| {
        let sent = world.pair.at(Side::West).execute("stranger", &older.address, &msg, &[]);
        sent.expect("anyone may go on");
    });
}

fn page(stage: &mut Stage, older: &OlderContract, limit: u32, case: &str) {
    let msg = json!({"continue_migration": {"limit": limit}});
    stage.measure(Entry::Execute, "continue_migration", case, |world| {
        let sent = world.pair.at(Side::West).execute("stranger", &older.address, &msg, &[]);
        sent.expect("anyone may go on");
    });
}

/// The most there can be.
const MOST: &str = "340282366920938463463374607431768211455";

/// A token of the layout before the office, with so many open redemptions by accounts of the longest
/// addresses.
fn own_office(world: &World, redemptions: u32) -> OlderContract {
    let ownership = json!({"owner": null, "pending_owner": null, "pending_expiry": null});
    let counts = json!({"last": 128 * redemptions, "open": redemptions.to_string()});
    let mut records = vec![
        (
            "contract_info".to_string(),
            json!({"contract": "isthmus-stablecoin", "version": "0.0.9"}),
        ),
        ("ownership".to_string(), ownership),
        ("redemption_counts".to_string(), counts),
    ];
    for number in 0..redemptions {
        // Numbers whose bytes are characters.
        let last =
            [number / 128, number % 128].map(|digit| char::from_u32(digit).unwrap_or_default());
        let key: String = "\0\u{b}redemptions\0\0\0\0\0\0".chars().chain(last).collect();
        let redemption = json!({
            "id": number / 128 * 256 + number % 128, "holder": long(&format!("holder{number}")),
            "amount": "1", "reference": "9c".repeat(64), "requested_at": u64::MAX / 4,
            "due_at": u64::MAX / 2,
        });
        records.push((key, redemption));
    }
    let mut records: Vec<_> =
        records.into_iter().map(|(key, record)| (key, record.to_string())).collect();
    records.push(("\u{5}".to_string(), "\0\u{7f}".to_string()));
    OlderContract::new(world, "its own office", records)
}

/// A new office of a token.
fn office_of(world: &World, token: &str) -> String {
    let west = world.pair.west();
    let code = west.store(Code::Issuance).expect("a code can be stored");
    let calendar =
        json!({"name": "New York", "utc_offset_minutes": -300, "weekend": [], "holidays": []});
    let msg = json!({
        "owner": world.address(Side::West, OWNER), "region": "west", "stablecoin": token,
        "calendar": calendar,
    });
    let placed = west.instantiate(OWNER, code, &msg, "office", None, b"office");
    placed.expect("an office is placed").0
}

/// The state of cw20-base 2.0: the token, the balances of these holders, and allowances among the
/// others, by the first to each, with their index by spender.
fn old_token(world: &World, holders: &[String], others: &[String]) -> OlderContract {
    let supply = PAID.parse::<u128>().expect("a number") * holders.len() as u128;
    let mut records = Vec::new();
    let mut put = |key: String, record: Value| records.push((key, record.to_string()));
    put("contract_info".into(), json!({"contract": "crates.io:cw20-base", "version": "2.0.0"}));
    let token = json!({"name": "Old Dollar", "symbol": "OLD", "decimals": 6,
        "total_supply": supply.to_string(), "mint": null});
    put("token_info".into(), token);
    for holder in holders {
        put(format!("\0\u{7}balance{holder}"), json!(PAID));
    }
    let pair = |map: &str, first: &str, second: &str| {
        let length = char::from(u8::try_from(first.len()).expect("a short address"));
        format!("{map}\0{length}{first}{second}")
    };
    if let Some((owner, spenders)) = others.split_first() {
        for spender in spenders {
            let grant = json!({"allowance": PAID, "expires": {"never": {}}});
            put(pair("\0\tallowance", owner, spender), grant.clone());
            put(pair("\0\u{11}allowance_spender", spender, owner), grant);
        }
    }
    OlderContract::new(world, &format!("{} holders", holders.len()), records)
}
