//! The JSON examples of the README, run in their order.

use isthmus_api::stablecoin::{ExecuteMsg, QueryMsg};
use isthmus_testkit::examples::examples;

use crate::suite::{with_addresses, Suite};

#[test]
fn the_examples_of_the_readme_run() {
    let mut suite = Suite::new();
    let examples = examples(include_str!("../../README.md"));
    assert!(examples.len() > 10, "the README has examples");
    for example in examples {
        match example.kind.as_str() {
            "execute" => {
                let msg: ExecuteMsg = with_addresses(&suite, &example.json);
                suite.ok(&example.actor, msg);
            }
            "query" => {
                let msg: QueryMsg = with_addresses(&suite, &example.json);
                let _: serde_json::Value = suite.query(msg);
            }
            kind => panic!("unknown kind of example {kind}"),
        }
    }
}
