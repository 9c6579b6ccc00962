//! The examples of the root README, sent in order to two regions.
//!
//! An example names its sender and contract: `json execute ana@west.stablecoin`, `json query
//! @east.identity`. In it `west:ana` stands for an address, and `base64:hook` for the example before
//! it that is marked `json hook`.

use cosmwasm_std::Binary;
use isthmus_regions::{Code, Pair, Side};
use isthmus_testkit::examples::{examples, Example};
use isthmus_tests::World;
use serde_json::Value;

const README: &str = include_str!("../../README.md");

/// Every string of the form `west:name` becomes the address of that contract or actor.
fn resolve(world: &World, hook: Option<&str>, value: &mut Value) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(|v| resolve(world, hook, v)),
        Value::Array(items) => items.iter_mut().for_each(|v| resolve(world, hook, v)),
        Value::String(text) if text == "base64:hook" => {
            *text = Binary::new(hook.expect("a hook before it").as_bytes().to_vec()).to_base64();
        }
        Value::String(text) => {
            if let Some((side, name)) = text.split_once(':') {
                let side = Side::of(side).expect("west or east");
                *text = match code(name) {
                    Some(code) => world.contract(side, code).to_string(),
                    None => world.address(side, name),
                };
            }
        }
        _ => {}
    }
}

fn code(name: &str) -> Option<Code> {
    match name {
        "stablecoin" => Some(Code::Stablecoin),
        "escrow" => Some(Code::Escrow),
        "identity" => Some(Code::Identity),
        "bridge" => Some(Code::Bridge),
        _ => None,
    }
}

/// `ana@west.stablecoin` -> (ana, west, stablecoin).
fn addressee(example: &Example) -> (&str, Side, Code) {
    let (actor, place) = example.actor.split_once('@').expect("actor@region.contract");
    let (side, contract) = place.split_once('.').expect("region.contract");
    (actor, Side::of(side).expect("west or east"), code(contract).expect("a contract"))
}

#[test]
fn every_example_of_the_readme_passes() {
    let world = World::funded(1_000_000_000);
    let mut hook: Option<String> = None;
    let mut counts = (0, 0);
    for example in examples(README) {
        let mut message: Value = serde_json::from_str(&example.json).expect("an example is JSON");
        resolve(&world, hook.as_deref(), &mut message);
        match example.kind.as_str() {
            "hook" => hook = Some(message.to_string()),
            "execute" => {
                let (actor, side, code) = addressee(&example);
                world.must(side, actor, code, &message);
                world.pair.settle().expect("the relayer works");
                counts.0 += 1;
            }
            "query" => {
                let (_, side, code) = addressee(&example);
                let _: Value = world.ask(side, code, &message);
                counts.1 += 1;
            }
            other => panic!("unknown kind of example: {other}"),
        }
    }
    assert!(counts.0 >= 4 && counts.1 >= 4, "the README lost its examples: {counts:?}");
    assert_eq!(world.balance(Side::East, "ben"), 25_000_000);
}
