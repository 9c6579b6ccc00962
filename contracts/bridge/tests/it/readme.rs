//! The README's examples are run in their order.

use cosmwasm_std::testing::message_info;
use cosmwasm_std::{from_json, Reply, SubMsgResult};
use isthmus_api::bridge::{ExecuteMsg, QueryMsg, TokenHook};
use isthmus_bridge::contract;
use isthmus_testkit::examples::examples;

use crate::suite::*;

/// The actors' real addresses in place of the names in angle brackets.
fn with_addresses(suite: &Suite, json: &str) -> String {
    let mut json = json.to_string();
    for name in ["alice", "carol", "iusd", "bridge"] {
        json = json.replace(&format!("<{name}>"), suite.addr(name).as_str());
    }
    for name in ["bob", "bridge"] {
        json = json.replace(&format!("<east {name}>"), &east(name));
    }
    json
}

#[test]
fn the_readmes_examples_run() {
    let mut suite = Suite::bare();
    let mut ran = 0;
    for example in examples(include_str!("../../README.md")) {
        let json = with_addresses(&suite, &example.json);
        match example.kind.as_str() {
            "execute" => {
                let msg: ExecuteMsg = from_json(&json).expect(&json);
                // What a claim and a decision need: a refund that failed, an answer nobody can read.
                match msg {
                    ExecuteMsg::Claim { .. } => {
                        let packet = suite.send(5);
                        let response = suite.timeout(&packet);
                        let message = &response.messages[0];
                        let reply = Reply {
                            id: message.id,
                            payload: message.payload.clone(),
                            gas_used: 0,
                            result: SubMsgResult::Err("frozen".to_string()),
                        };
                        contract::reply(suite.deps.as_mut(), suite.env.clone(), reply).unwrap();
                    }
                    ExecuteMsg::ResolveDispute { .. } => {
                        let packet = suite.send(5);
                        suite.ack(&packet, b"?".to_vec());
                    }
                    _ => {}
                }
                let info = message_info(&suite.addr(&example.actor), &[]);
                let (deps, env) = (suite.deps.as_mut(), suite.env.clone());
                contract::execute(deps, env, info, msg).expect(&json);
                if json.contains("set_route") {
                    suite.connect(&suite.channel(CHANNEL)).unwrap();
                }
            }
            "query" => {
                let msg: QueryMsg = from_json(&json).expect(&json);
                contract::query(suite.deps.as_ref(), suite.env.clone(), msg).expect(&json);
            }
            "hook" => {
                let hook: TokenHook = from_json(&json).expect(&json);
                suite.send_hook("iusd", 250, &hook).expect(&json);
            }
            other => panic!("unknown example {other}"),
        }
        ran += 1;
    }
    assert!(ran >= 10, "only {ran} examples");
}
