//! The examples of the README, run in their order.

use isthmus_api::escrow::*;
use isthmus_testkit::examples::examples;
use serde_json::Value;

use crate::suite::*;

#[test]
fn every_example_works() {
    let mut suite = Suite::new();
    let found = examples(include_str!("../../README.md"));
    assert!(found.len() >= 12, "the README has lost its examples");
    for example in found {
        let mut json = example.json.clone();
        for name in ACTORS {
            json = json.replace(&format!("west1{name}"), actor(name).as_str());
        }
        json = json.replace("west1iusd", suite.token.as_str());
        if json.contains("TERMS_HASH") {
            json = json.replace("TERMS_HASH", &suite.hash(1).to_hex());
        }
        match example.kind.as_str() {
            "execute" => {
                let msg: ExecuteMsg = serde_json::from_str(&json).expect(&json);
                let done = if matches!(msg, ExecuteMsg::Fund { .. }) {
                    suite.fund(&example.actor, 1)
                } else {
                    suite.run(&example.actor, &msg)
                };
                done.unwrap_or_else(|error| panic!("{json}\n{error}"));
            }
            "query" => {
                let msg: QueryMsg = serde_json::from_str(&json).expect(&json);
                let _: Value = suite.ask(&msg);
            }
            other => panic!("no example of kind {other}"),
        }
    }
}
