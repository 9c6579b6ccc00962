//! A region by itself.

use crate::ping::{code, Pings};
use cosmwasm_std::coins;
use isthmus_regions::embedded::{Embedded, ACTOR_FUNDS};
use isthmus_regions::{deploy, make_changes_wait, Call, Code, Pair, Plan, Side};
use serde_json::{json, Value};

#[test]
fn an_actor_has_one_funded_account_in_each_region() {
    let pair = Embedded::default();
    for side in Side::BOTH {
        let region = pair.region(side);
        let address = region.account("alice").unwrap();
        assert!(address.starts_with(&format!("{}1", region.prefix())), "{address}");
        assert_eq!(region.account("alice").unwrap(), address);
        assert_ne!(region.account("bob").unwrap(), address);
        let funds = region.balance(&address, region.fee_denom()).unwrap();
        assert_eq!(funds.u128(), ACTOR_FUNDS);
        assert_eq!(region.chain_id(), format!("{}-1", region.id()));
    }
}

#[test]
fn a_contract_stands_where_it_was_predicted_and_nowhere_twice() {
    let pair = Embedded::default();
    let region = pair.west();
    let id = pair.at(Side::West).store_code(code()).unwrap();
    let alice = region.account("alice").unwrap();
    let predicted = region.predict(id, &alice, b"salt").unwrap();
    let make = |salt: &[u8]| region.instantiate("alice", id, &json!({}), "ping", None, salt);
    assert_eq!(make(b"salt").unwrap().0, predicted);
    assert!(make(b"salt").is_err());
    assert_ne!(make(b"pepper").unwrap().0, predicted);
    assert!(region.predict(99, &alice, b"salt").is_err());
}

#[test]
fn every_transaction_has_a_block_and_both_regions_share_the_time() {
    let pings = Pings::linked();
    let (west, east) = (pings.pair.west(), pings.pair.east());
    let (height, time) = (west.height().unwrap(), west.now().unwrap());
    pings.send(Side::West, "hello");
    assert_eq!(west.height().unwrap(), height + 1);
    assert_eq!(west.now().unwrap(), time + 1);
    assert_eq!(east.now().unwrap(), time + 1);
    east.wait_until(time + 500).unwrap();
    assert_eq!(west.now().unwrap(), time + 500);
    west.wait_until(time).unwrap();
    assert_eq!(west.now().unwrap(), time + 500);
}

#[test]
fn an_address_of_the_other_region_is_no_address_here() {
    let pings = Pings::apart();
    let msg = json!({ "close": { "channel": "channel-0" } });
    let region = pings.pair.west();
    assert!(region.execute("alice", &pings.east, &msg, &[]).is_err());
    assert!(region.query(&pings.east, &json!({ "log": {} })).is_err());
}

#[test]
fn errors_events_and_raw_keys_reach_the_caller() {
    let pings = Pings::linked();
    let region = pings.pair.west();
    assert!(region.raw(&pings.west, b"log").unwrap().is_some());
    assert!(region.raw(&pings.west, b"nothing").unwrap().is_none());
    assert!(region.query(&pings.west, &json!({ "unknown": {} })).is_err());
    let timeout_at = region.now().unwrap() + 50;
    let msg = json!({ "send": { "channel": "channel-0", "data": "x", "timeout_at": timeout_at } });
    let receipt = region.execute("alice", &pings.west, &msg, &[]).unwrap();
    let sent = |name| receipt.attribute("send_packet", name).unwrap().to_string();
    assert_eq!(sent("packet_data_hex"), "78");
    assert_eq!(sent("packet_dst_channel"), "channel-4");
    assert_eq!(receipt.time, region.now().unwrap());
    assert_eq!(receipt.gas_used, None);
}

#[test]
fn several_messages_of_one_transaction_happen_together_or_not_at_all() {
    let pings = Pings::linked();
    let west = pings.pair.west();
    let alice = west.account("alice").unwrap();
    let bob = west.account("bob").unwrap();
    let denom = west.fee_denom();
    let close =
        |channel: &str| Call::execute(&pings.west, json!({ "close": { "channel": channel } }));
    let pay = |amount| Call::pay(&bob, coins(amount, denom));
    let rich = || west.balance(&bob, denom).unwrap().u128() - ACTOR_FUNDS;

    let height = west.height().unwrap();
    let receipt = west.execute_all("alice", &[pay(5), pay(7)]).unwrap();
    assert_eq!((receipt.height, rich()), (height + 1, 12));
    let transfers = receipt.events.iter().filter(|event| event.ty == "transfer").count();
    assert_eq!(transfers, 2, "the events of both");

    // The second message fails, so the first has not happened.
    assert!(west.execute_all("alice", &[pay(5), close("channel-99")]).is_err());
    assert!(west.execute_all("alice", &[]).is_err());
    assert_eq!(rich(), 12);
    assert_eq!(west.balance(&alice, denom).unwrap().u128(), ACTOR_FUNDS - 12);
}

#[test]
fn the_relayers_transactions_are_remembered_by_height() {
    let pings = Pings::linked();
    let (west, east) = (pings.pair.west(), pings.pair.east());
    let before = (west.height().unwrap(), east.height().unwrap());
    pings.send(Side::West, "hello");
    pings.pair.settle().unwrap();
    let kinds = |receipts: Vec<isthmus_regions::Receipt>| -> Vec<String> {
        receipts
            .into_iter()
            .filter_map(|receipt| Some(receipt.events.first()?.ty.clone()))
            .collect()
    };
    assert_eq!(kinds(east.relayed_since(before.1).unwrap()), ["recv_packet"]);
    assert_eq!(kinds(west.relayed_since(before.0).unwrap()), ["acknowledge_packet"]);
    assert!(east.relayed_since(east.height().unwrap()).unwrap().is_empty());
}

#[test]
fn a_chain_keeps_all_that_its_contracts_said_whoever_made_them() {
    let (pair, other) = (Embedded::default(), Embedded::default());
    let deployment = deploy(&pair, &Plan::default()).unwrap();
    deploy(&other, &Plan::default()).unwrap();
    let (token, bridge) = (&deployment.west.stablecoin, &deployment.west.bridge);
    let (west, alice) = (pair.west(), pair.west().account("alice").unwrap());
    west.execute("owner", token, &json!({ "set_cap": { "cap": "5" } }), &[]).unwrap();
    let refused = json!({ "set_cap": { "cap": "4" } });
    assert!(west.execute("alice", token, &refused, &[]).is_err());
    pair.at(Side::West).govern(token, &json!({ "set_owner": { "owner": alice } })).unwrap();
    let kinds = |contracts: &[&str]| -> Vec<String> {
        let history = west.history(contracts).unwrap();
        assert!(history.is_sorted_by_key(|receipt| receipt.height));
        let events = history.into_iter().flat_map(|receipt| receipt.events);
        events.map(|event| event.ty.replace("wasm-isthmus_", "")).collect()
    };
    let told = kinds(&[token]);
    assert_eq!(told.first().map(String::as_str), Some("stablecoin_instantiate"));
    let newest: Vec<&str> = told.iter().rev().take(2).rev().map(String::as_str).collect();
    assert_eq!(newest, ["stablecoin_set_cap", "access_update_ownership"]);
    assert!(told.iter().all(|kind| !kind.starts_with("bridge")));
    assert_eq!(kinds(&[token, bridge]).len(), told.len() + kinds(&[bridge]).len());
    let ask = |height| west.query_at(height, token, &json!({ "token_info": {} }));
    let newest = west.height().unwrap();
    assert!(ask(newest).is_ok());
    assert!(ask(newest - 1).unwrap_err().text().contains("only that of the newest"));
    // Another pair that takes its place takes what was said with it.
    pair.exchange(&other);
    assert_eq!(kinds(&[token]).len() + 2, told.len());
}

#[test]
fn once_a_deployment_has_ended_what_loosens_a_rule_waits_in_every_contract() {
    let pair = Embedded::default();
    let plan = Plan { change_delay_seconds: 172_800, ..Plan::default() };
    let deployment = deploy(&pair, &plan).unwrap();
    make_changes_wait(&pair, &plan, &deployment).unwrap();
    let all = [Code::Stablecoin, Code::Escrow, Code::Identity, Code::Bridge, Code::Issuance];
    for side in Side::BOTH {
        let stranger = pair.region(side).account("stranger").unwrap();
        for code in all {
            let contract = deployment.at(side).of(code);
            let grant = json!({ "grant_role": { "role": "pauser", "account": stranger } });
            for looser in [json!({ "set_change_delay": { "seconds": 0 } }), grant] {
                let refused = pair.region(side).execute("owner", contract, &looser, &[]);
                let error = refused.unwrap_err();
                let text = error.text();
                assert!(
                    text.contains("after 172800 seconds [AC-013]"),
                    "{code:?} {looser}: {text}"
                );
            }
        }
    }
}

/// What `isthmus deploy` brings about, whatever its engine.
#[test]
fn a_deployment_has_every_brake() {
    let pair = Embedded::default();
    let (delay, week) = (172_800, Some(604_800));
    let plan = Plan {
        change_delay_seconds: delay,
        owner_delay_seconds: delay,
        attested_within_seconds: week,
        ..Plan::default()
    };
    let deployment = deploy(&pair, &plan).unwrap();
    make_changes_wait(&pair, &plan, &deployment).unwrap();
    let ask = |side: Side, code: Code, question: Value| {
        pair.region(side).query(deployment.at(side).of(code), &question).unwrap()
    };
    let minter = ask(Side::West, Code::Stablecoin, json!({ "minter": {} }));
    assert_eq!(minter["minter"], deployment.west.issuance);
    assert_eq!(minter["cap"], plan.cap.unwrap().to_string());
    let brake = ask(Side::West, Code::Stablecoin, json!({ "minter_info": {} }));
    assert_eq!(brake["rate_limit"]["capacity"], plan.cap.unwrap().to_string());
    let reserve = ask(Side::West, Code::Issuance, json!({ "reserve": {} }));
    assert_eq!(reserve["policy"]["max_age_seconds"], json!(week));
    assert_eq!(reserve["headroom"], "0", "nothing is minted before reserves are attested");
    assert_eq!(ask(Side::East, Code::Stablecoin, json!({ "minter": {} })), Value::Null);
    for (side, peer) in [(Side::West, "east"), (Side::East, "west")] {
        let route = json!({ "limits": { "region": peer, "token": plan.token } });
        let limits = ask(side, Code::Bridge, route);
        for direction in ["outbound", "inbound"] {
            assert_eq!(limits[direction]["capacity"], plan.capacity.to_string());
        }
        for code in [Code::Identity, Code::Bridge, Code::Escrow, Code::Issuance] {
            let config = ask(side, code, json!({ "config": {} }));
            assert_eq!(config["owner_delay_seconds"], json!(delay), "{code:?}");
            assert_eq!(config["change_delay_seconds"], json!(delay), "{code:?}");
        }
    }
    let away = ask(
        Side::West,
        Code::Bridge,
        json!({ "limits": {
        "region": "east", "token": plan.token } }),
    );
    assert_eq!(away["outstanding_cap"], plan.outstanding_cap.to_string());
}

#[test]
fn what_one_pair_has_begun_another_goes_on_with() {
    let (first, second) = (Pings::linked(), Pings::linked());
    let packet = first.send(Side::West, "hello");
    first.pair.pass(500);
    first.pair.west().account("carol").unwrap();
    let (time, fresh) = (first.pair.west().now().unwrap(), second.pair.west().now().unwrap());
    first.pair.exchange(&second.pair);
    assert_eq!(second.pair.west().now().unwrap(), time);
    assert_eq!(second.pair.last_packet(Side::West), Some(packet.clone()));
    second.pair.deliver(&packet).unwrap();
    assert_eq!(second.log(Side::East), ["received hello"]);
    let carol = second.pair.west().account("carol").unwrap();
    let funds = second.pair.west().balance(&carol, second.pair.west().fee_denom()).unwrap();
    assert_eq!(funds.u128(), ACTOR_FUNDS);
    assert_eq!(first.pair.west().now().unwrap(), fresh);
    assert_eq!(first.pair.packets(), []);
}
