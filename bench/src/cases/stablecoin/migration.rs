//! Taking over the state of cw20-base.

use isthmus_api::stablecoin::{MAX_FIRST_PAGE, MAX_MIGRATION_PAGE};
use isthmus_regions::{Region, Side};
use isthmus_testkit::World;
use serde_json::{json, Value};

use super::worst::{first_accounts, many};
use super::{PAID, TOKEN};
use crate::cases::stage::Stage;
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
}

fn page(stage: &mut Stage, older: &OlderContract, limit: u32, case: &str) {
    let msg = json!({"continue_migration": {"limit": limit}});
    stage.measure(Entry::Execute, "continue_migration", case, |world| {
        let sent = world.pair.at(Side::West).execute("stranger", &older.address, &msg, &[]);
        sent.expect("anyone may go on");
    });
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
