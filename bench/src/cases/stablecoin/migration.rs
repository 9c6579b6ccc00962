//! Taking over the state of cw20-base.

use isthmus_api::stablecoin::MAX_MIGRATION_PAGE;
use isthmus_regions::{Region, Side};
use isthmus_tests::World;
use serde_json::{json, Value};

use super::{addresses, PAID, TOKEN};
use crate::bench::Bench;
use crate::cases::puppet::Older;
use crate::cases::stage::Stage;
use crate::figures::Entry;

/// Accounts of the old token, each with a balance, and each with an allowance by the first.
const ACCOUNTS: u32 = 2 * MAX_MIGRATION_PAGE;

pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, TOKEN, World::plan());
    let older = old_token(&stage.world, |number| format!("holder {number}"));
    let [owner] = addresses(&stage.world, ["owner"]);
    let terms = json!({"from_cw20": {"owner": owner}});
    stage.measure(Entry::Migrate, "migrate", "from cw20-base", |world| {
        older.migrate(world, TOKEN, &terms).expect("the admin may migrate");
    });
    let mut go_on = |limit: u32, case: &str| page(&mut stage, &older, limit, case);
    go_on(1, "one balance");
    go_on(10, "ten balances");
    go_on(MAX_MIGRATION_PAGE, "a full page of balances");
    go_on(ACCOUNTS - MAX_MIGRATION_PAGE - 11, "the last balances");
    go_on(1, "one allowance");
    go_on(10, "ten allowances");
    stage.measure(Entry::Query, "migration_status", "under way", |world| {
        let west = world.pair.at(Side::West);
        west.query(&older.address, &json!({"migration_status": {}})).expect("it answers");
    });
    page(&mut stage, &older, MAX_MIGRATION_PAGE, "a full page of allowances");
    page(&mut stage, &older, MAX_MIGRATION_PAGE, "the last page");
}

fn page(stage: &mut Stage, older: &Older, limit: u32, case: &str) {
    let msg = json!({"continue_migration": {"limit": limit}});
    stage.measure(Entry::Execute, "continue_migration", case, |world| {
        let sent = world.pair.at(Side::West).execute("stranger", &older.address, &msg, &[]);
        sent.expect("anyone may go on");
    });
}

/// The state of cw20-base 2.0: the token, balances, allowances, and their index by spender.
fn old_token(world: &World, name: impl Fn(u32) -> String) -> Older {
    let holders: Vec<String> =
        (0..ACCOUNTS).map(|number| world.address(Side::West, &name(number))).collect();
    let supply = PAID.parse::<u128>().expect("a number") * u128::from(ACCOUNTS);
    let mut records = Vec::new();
    let mut put = |key: String, record: Value| records.push((key, record.to_string()));
    put("contract_info".into(), json!({"contract": "crates.io:cw20-base", "version": "2.0.0"}));
    let token = json!({"name": "Old Dollar", "symbol": "OLD", "decimals": 6,
        "total_supply": supply.to_string(), "mint": null});
    put("token_info".into(), token);
    let pair = |map: &str, first: &str, second: &str| {
        let length = char::from(u8::try_from(first.len()).expect("a short address"));
        format!("{map}\0{length}{first}{second}")
    };
    for holder in &holders {
        put(format!("\0\u{7}balance{holder}"), json!(PAID));
    }
    let owner = &holders[0];
    for spender in &holders[1..] {
        let grant = json!({"allowance": PAID, "expires": {"never": {}}});
        put(pair("\0\tallowance", owner, spender), grant.clone());
        put(pair("\0\u{11}allowance_spender", spender, owner), grant);
    }
    Older::new(world, records)
}
