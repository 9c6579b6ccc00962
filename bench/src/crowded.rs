//! Every message and query once more, in deployments full of others: holders, allowances, packets in
//! flight, deals and passes. Each must read, write and delete as often as where it is alone.

use std::collections::BTreeSet;

use anyhow::{ensure, Context, Result};
use isthmus_regions::{Code, Pair, Plan, Side};
use isthmus_testkit::World;
use serde_json::{json, Value};

use crate::bench::Bench;
use crate::cases;
use crate::engine::Machine;
use crate::figures::{Key, Row};
use crate::growth::{accept, calendar, hook, issuer, send_all, stranger, terms, Twins};

const WEST: Side = Side::West;
/// How many of each.
const CROWD: u64 = 1_000;
/// The number before the first deal and the first list of the crowd: those of the cases begin with 1,
/// as where they are alone.
const BEHIND: u32 = 1_000_000;

/// Queries that are answered with what others have, and so read that.
const ABOUT_OTHERS: [(&str, &str); 4] = [
    // The page passes over registered escrows that hold nothing, as the bridge does without a crowd.
    ("stablecoin", "all_accounts"),
    ("stablecoin", "all_balances"),
    // The sum of all packets in flight, a thousand at most.
    ("bridge", "ledger"),
    // By its number, which is now that of a packet of the crowd.
    ("bridge", "packet"),
];

/// Fails if a call of `rows`, measured alone, reads, writes or deletes another number of times in a
/// crowd.
pub fn run(machine: &Machine, rows: &[Row]) -> Result<()> {
    let mut bench = Bench::filled(machine.clone(), fill);
    cases::rows(&mut bench)?;
    compare(rows, &bench.finish().0)
}

fn compare(alone: &[Row], crowded: &[Row]) -> Result<()> {
    let keys = |rows: &[Row]| -> Vec<Key> { rows.iter().map(|row| row.key.clone()).collect() };
    ensure!(keys(alone) == keys(crowded), "a crowd has other cases");
    let counts = |row: &Row| (row.cost.reads, row.cost.writes, row.cost.deletes);
    let differ = alone.iter().zip(crowded).filter(|(alone, row)| counts(alone) != counts(row));
    let (expected, wrong): (Vec<_>, Vec<_>) = differ.partition(|(Row { key, .. }, _)| {
        ABOUT_OTHERS.contains(&(key.contract.as_str(), key.message.as_str()))
    });
    let told = |(alone, row): &(&Row, &Row)| {
        format!("{}: {:?} alone, {:?} in a crowd", alone.key, counts(alone), counts(row))
    };
    let told: Vec<String> = wrong.iter().map(told).collect();
    ensure!(told.is_empty(), "reads, writes and deletes differ:\n  {}", told.join("\n  "));
    let found: BTreeSet<&str> = expected.iter().map(|(row, _)| row.key.message.as_str()).collect();
    ensure!(found.len() == ABOUT_OTHERS.len(), "of those about others only {found:?} differ");
    Ok(())
}

/// A fresh deployment by this plan, filled.
fn fill(world: World, plan: Plan) -> Result<World> {
    let keeper = plan.roles.iter().find(|(_, role, _)| role == "calendar_keeper").cloned();
    let (_, _, keeper) = keeper.context("somebody keeps calendars")?;
    let twins = Twins::of(world, plan);
    twins.fast(|world| -> Result<()> {
        holders(world)?;
        packets(world)?;
        deals(world, &keeper)?;
        passes(world)
    })?;
    Ok(twins.world)
}

/// Sets how many of something there were, so that what comes next has a number behind all others.
fn count(world: &World, code: Code, key: &[u8], value: Value) {
    let contract = world.contract(WEST, code);
    world.pair.at(WEST).write_raw(contract, key, value.to_string().as_bytes());
}

/// Strangers with money, and everybody whom `ana` lets spend hers.
fn holders(world: &World) -> Result<()> {
    let token = Code::Stablecoin;
    let mint = |n| Ok(json!({ "mint": { "recipient": stranger(n)?, "amount": "2500000" } }));
    send_all(world, "issuer", Code::Issuance, (0..CROWD).map(mint))?;
    let allow = |n| {
        Ok(json!({ "increase_allowance": {
            "spender": stranger(n)?, "amount": "2500000", "expires": null } }))
    };
    send_all(world, "ana", token, (0..CROWD).map(allow))
}

/// Money on its way to the east that nobody carries there.
fn packets(world: &World) -> Result<()> {
    let sender = world.pair.west().account("crowd")?;
    world.mint(&sender, 1_000_000_000_000);
    let bridge = world.contract(WEST, Code::Bridge).to_string();
    let transfer = hook(&json!({ "transfer": {
        "region": "east", "receiver": world.address(Side::East, "crowd"),
        "timeout_seconds": 86_400, "memo": null, "info": null, "reference": null } }))?;
    let msg = json!({ "send": { "contract": bridge, "amount": "25", "msg": transfer } });
    send_all(world, "crowd", Code::Stablecoin, (0..CROWD).map(|_| Ok(msg.clone())))?;
    world.pair.packets().iter().for_each(|packet| world.pair.hold(packet));
    Ok(())
}

/// Strangers with a pass of one issuer.
fn passes(world: &World) -> Result<()> {
    let identity = Code::Identity;
    let numbers =
        |list| json!({ "accreditation": list, "recognition": list, "list": list, "mirror": list });
    count(world, identity, b"counters", numbers(BEHIND));
    let kyc = issuer(world, "crowd", "crowdland");
    count(world, identity, b"counters", numbers(0));
    let issue = |n| Ok(json!(kyc.issue(&stranger(n)?, u32::try_from(n)?)));
    send_all(world, "crowd", identity, (0..CROWD).map(issue))?;
    (0..CROWD).try_for_each(|n| accept(world, &kyc, &stranger(n)?))
}

/// Proposals of the parties who meet in the cases too.
fn deals(world: &World, keeper: &str) -> Result<()> {
    let escrow = Code::Escrow;
    count(world, escrow, b"calendar_count", json!(BEHIND));
    calendar(world, keeper)?;
    count(world, escrow, b"calendar_count", json!(0));
    let mut terms = terms(world, "2500000");
    terms["calendar"] = json!(BEHIND + 1);
    count(world, escrow, b"deal_count", json!(BEHIND));
    let propose = json!({ "propose": { "terms": terms } });
    send_all(world, "importer", escrow, (0..CROWD).map(|_| Ok(propose.clone())))?;
    count(world, escrow, b"deal_count", json!(0));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Cost, Enter, Entry};

    fn rows(transfer: u64, others: u64) -> Vec<Row> {
        let row = |contract: &str, message: &str, reads| {
            let key = Key::new(contract, Entry::Execute, message, "");
            Row::new(key, Cost { reads, ..Cost::default() }, Enter { pinned: 0, unpinned: 0 })
        };
        let others = ABOUT_OTHERS.map(|(contract, message)| row(contract, message, others));
        [vec![row("stablecoin", "transfer", transfer)], others.to_vec()].concat()
    }

    #[test]
    fn a_crowd_changes_what_is_about_others_and_nothing_else() {
        compare(&rows(3, 10), &rows(3, 12)).unwrap();
        let told = compare(&rows(3, 10), &rows(4, 12)).unwrap_err().to_string();
        assert!(told.contains("transfer: (3, 0, 0) alone, (4, 0, 0) in a crowd"), "{told}");
        compare(&rows(3, 10), &rows(3, 10)).unwrap_err();
        compare(&rows(3, 10), &rows(3, 12)[1..]).unwrap_err();
    }
}
