//! Whether the compiled contracts do what the linked ones do, which are the ones that the tests test:
//! the same story on both engines leaves the same bytes and the same answers.

use anyhow::{ensure, Result};
use isthmus_api::stablecoin::FreezeMode;
use isthmus_regions::embedded::Embedded;
use isthmus_regions::{Code, Pair, Side};
use isthmus_testkit::{Transfer, World};
use serde_json::{json, Value};

use crate::bench::Bench;
use crate::engine::Machine;

/// More holders than an iterator fetches at once, and more than a page holds.
const HOLDERS: usize = 40;

/// Tells the story on both engines and compares.
pub fn run(machine: &Machine) -> Result<()> {
    let compiled = Bench::new(machine.clone()).world(World::plan());
    let linked = World::on(Embedded::default(), World::plan());
    for (compiled, linked) in story(&compiled)?.into_iter().zip(story(&linked)?) {
        ensure!(compiled == linked, "compiled contracts answer {compiled}, linked ones {linked}");
    }
    for side in Side::BOTH {
        ensure!(
            compiled.state(side) == linked.state(side),
            "compiled and linked contracts leave different state in the {}",
            side.name()
        );
    }
    Ok(())
}

/// Money that arrives, is refused and is too late; pages in both directions; a refused message.
/// Returns every answer.
fn story(world: &World) -> Result<Vec<Value>> {
    let west = world.pair.west();
    let token = world.contract(Side::West, Code::Stablecoin);
    for holder in 0..HOLDERS {
        // The world takes a name with a digit 1 for an address.
        world.mint(&"h".repeat(1 + holder), 1_000 + holder as u128);
    }
    world.mint("ana", 1_000_000);
    world.freeze(Side::East, "frozen", FreezeMode::Full);
    for (receiver, seconds) in [("ben", 600), ("frozen", 600), ("ben", 60)] {
        let transfer = Transfer::new(Side::West, "ana", receiver, 10_000).within(seconds);
        world.dispatch(&transfer);
    }
    world.pair.pass(120);
    world.settle();
    world.audit();
    let refused = json!({ "transfer": {
        "recipient": world.address(Side::West, "ben"), "amount": "1000000000" } });
    let refused = west.execute("ana", token, &refused, &[]);
    ensure!(refused.is_err(), "more was paid than there was");
    let mut answers = vec![json!(refused.map(|_| ()).unwrap_err().to_string())];
    let mut after = Value::Null;
    loop {
        let query = json!({ "all_accounts": { "start_after": after, "limit": 30 } });
        let page = west.query(token, &query)?;
        let last = page["accounts"].as_array().and_then(|page| page.last()).cloned();
        answers.push(page);
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    for query in [json!({ "supply": {} }), json!({ "config": {} }), json!({ "token_info": {} })] {
        answers.push(west.query(token, &query)?);
    }
    Ok(answers)
}
