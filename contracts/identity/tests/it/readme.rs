//! The JSON examples of the README are sent, in order.

use isthmus_api::identity::{ExecuteMsg, QueryMsg};
use isthmus_testkit::examples::examples;

use crate::suite::{event, Suite};

#[test]
fn the_examples_of_the_readme_work() {
    let mut suite = Suite::bare();
    let mut did = String::new();
    let found = examples(include_str!("../../README.md"));
    assert!(found.len() >= 15, "only {} examples", found.len());
    for example in found {
        // The README writes names where a chain has addresses, and <did> for the DID created first.
        let mut json = example.json.replace("DID", &did);
        for name in ["anchor", "issuer", "alice", "bob", "owner"] {
            let address = suite.addr(name).to_string();
            json = json.replace(&format!("\"@{name}\""), &format!("\"{address}\""));
        }
        if example.kind == "query" {
            let msg: QueryMsg = serde_json::from_str(&json).expect(&json);
            let _: serde_json::Value = suite.ask(msg);
            continue;
        }
        let msg: ExecuteMsg = serde_json::from_str(&json).expect(&json);
        let created = matches!(msg, ExecuteMsg::CreateDid { .. });
        let response =
            suite.west(&example.actor, msg).unwrap_or_else(|error| panic!("{json}: {error:?}"));
        if created {
            did = event::<isthmus_api::identity::events::DidCreated>(&response).did;
        }
    }
}
