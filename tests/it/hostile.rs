//! A counterpart chain that lies. It may say anything in a packet, an acknowledgement or a timeout;
//! the damage it does must stay at home with it.

use isthmus_api::bridge;
use isthmus_api::packet::{CHANNEL_VERSION, MAX_PACKET_BYTES};
use isthmus_regions::{Code, Pair, Side};
use isthmus_testkit::{code_of, is_success, Transfer, World, TOKEN};
use serde_json::{json, Value};

/// 300 of 4,000 are abroad, with ben; nothing is in flight.
fn world() -> World {
    let world = World::funded(1_000);
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300));
    world.settle();
    world
}

/// A packet from the east that claims to bring money home.
fn money(world: &World, amount: &str) -> Value {
    json!({
        "v": 1, "from": "east", "to": "west", "id": 9_000,
        "token": TOKEN, "sender": world.address(Side::East, "ben"),
        "op": { "transfer": {
            "amount": amount,
            "receiver": world.address(Side::West, "ben"),
        }},
    })
}

fn with(mut packet: Value, path: &str, value: Value) -> Value {
    *packet.pointer_mut(path).expect("the field is there") = value;
    packet
}

/// The bytes of a refusal: an error with a code of the bridge, and a region that did not change.
#[track_caller]
fn refused(world: &World, data: impl Into<Vec<u8>>) -> String {
    let before = world.state(Side::West);
    let ack = world.forge(Side::West, data.into());
    assert!(!is_success(&ack), "accepted: {ack}");
    assert!(!ack.contains(['<', '>', '&']), "{ack}");
    assert_eq!(world.state(Side::West), before, "{ack}");
    world.check();
    ack
}

#[track_caller]
fn refused_with_a_code(world: &World, packet: &Value) {
    let ack = refused(world, packet.to_string());
    let code = code_of(&ack).unwrap_or_else(|| panic!("no code in {ack}"));
    assert!(code.starts_with("BR-"), "{ack}");
}

#[test]
fn an_honest_packet_of_this_shape_would_pass() {
    let world = world();
    let ack = world.forge(Side::West, money(&world, "10").to_string().into_bytes());
    assert!(is_success(&ack), "{ack}");
    assert_eq!(world.balance(Side::West, "ben"), 1_010);
}

#[test]
fn a_packet_from_or_to_another_region_is_refused() {
    let world = world();
    let packet = money(&world, "10");
    for (field, value) in
        [("/from", "north"), ("/from", "west"), ("/from", ""), ("/to", "east"), ("/to", "WEST")]
    {
        refused_with_a_code(&world, &with(packet.clone(), field, json!(value)));
    }
    refused_with_a_code(&world, &with(packet, "/v", json!(2)));
}

#[test]
fn an_unknown_token_is_refused() {
    let world = world();
    let packet = money(&world, "10");
    let contract = world.contract(Side::West, Code::Stablecoin).to_string();
    for token in
        ["west.fake", "east.iusd", "iusd", "", "transfer/channel-0/uwest", contract.as_str()]
    {
        let packet = with(packet.clone(), "/token", json!(token));
        refused_with_a_code(&world, &packet);
    }
}

#[test]
fn no_more_comes_home_than_went_abroad() {
    let world = world();
    refused_with_a_code(&world, &money(&world, "301"));
    let max = u128::MAX.to_string();
    refused_with_a_code(&world, &money(&world, &max));
    let mint = |amount: &str| {
        let packet = money(&world, amount).to_string();
        world.forge(Side::West, packet.into_bytes())
    };
    assert!(is_success(&mint("200")));
    assert!(!is_success(&mint("101")));
    assert!(is_success(&mint("100")));
    assert!(!is_success(&mint("1")));
    // What ben still holds in the lying region is worth nothing at home, and no more exists there.
    assert_eq!(world.balance(Side::West, "ben"), 1_300);
    assert_eq!(world.supply().issued.u128(), 4_000);
    assert_eq!(world.supply().west.u128(), 4_000);
    world.transfer_unchecked(&Transfer::new(Side::East, "ben", "ben", 300)).unwrap();
    world.pair.settle().unwrap();
    assert_eq!(world.balance(Side::West, "ben"), 1_300);
}

#[test]
fn only_a_canonical_positive_amount_counts() {
    let world = world();
    let above = "340282366920938463463374607431768211456";
    for amount in ["0", "", "01", "+1", "-1", "1e2", "0x10", "1_0", " 1", "1.0", above, "\u{661}"] {
        refused_with_a_code(&world, &money(&world, amount));
    }
    let packet = with(money(&world, "1"), "/op/transfer/amount", json!(1));
    refused(&world, packet.to_string());
}

#[test]
fn a_receiver_that_is_no_account_of_this_region_is_refused() {
    let world = world();
    let packet = money(&world, "10");
    let upper = world.address(Side::West, "ben").to_uppercase();
    let bridge = world.contract(Side::West, Code::Bridge).to_string();
    let token = world.contract(Side::West, Code::Stablecoin).to_string();
    let abroad = world.address(Side::East, "ben");
    for receiver in ["", "ben", &upper, &abroad, &bridge, &token, "west1<script>"] {
        let packet = with(packet.clone(), "/op/transfer/receiver", json!(receiver));
        refused(&world, packet.to_string());
    }
}

#[test]
fn what_is_no_envelope_is_refused_without_a_panic() {
    let world = world();
    let deep = |open: &str, close: &str, n: usize| {
        format!(
            r#"{{"v":1,"from":"east","to":"west","id":1,"op":{}{}}}"#,
            open.repeat(n),
            close.repeat(n)
        )
    };
    let honest = money(&world, "1");
    let both =
        with(honest.clone(), "/op", json!({ "transfer": honest["op"]["transfer"], "attest": {} }));
    for data in [
        "{}".to_string(),
        "null".to_string(),
        "[".repeat(100_000),
        "[".repeat(MAX_PACKET_BYTES - 1),
        "{\"a\":".repeat(1_000),
        deep("[", "]", 2_000),
        deep("{\"a\":", "1}", 500),
        format!("{honest}{honest}"),
        honest.to_string().replace("\"v\":1", "\"v\":1,\"v\":1"),
        both.to_string(),
        with(honest.clone(), "/op", json!({ "execute": {} })).to_string(),
    ] {
        refused(&world, data);
    }
    refused(&world, vec![0xff, 0xfe, 0x00]);
    let long = with(honest, "/sender", json!("e".repeat(MAX_PACKET_BYTES)));
    refused(&world, long.to_string());
}

#[test]
fn a_memo_or_info_beyond_its_rule_is_refused() {
    let world = world();
    let mut packet = money(&world, "1");
    packet["op"]["transfer"]["memo"] = json!("m".repeat(257));
    refused_with_a_code(&world, &packet);
    let mut packet = money(&world, "1");
    packet["op"]["transfer"]["info"] = json!("00".repeat(31));
    refused_with_a_code(&world, &packet);
}

#[test]
fn news_from_a_jurisdiction_that_nobody_recognises_is_refused() {
    let world = world();
    let packet = json!({
        "v": 1, "from": "east", "to": "west", "id": 1,
        "op": { "attest": {
            "account": world.address(Side::West, "ben"),
            "subject": world.address(Side::East, "ben"),
            "schema": "kyc", "jurisdiction": "atlantis",
            "issuer": "did:isthmus:east-1:x:1", "digest": "00".repeat(32),
            "level": 4, "country": "XX",
            "valid_from": 0, "expires_at": 9_999_999_999u64,
            "version": 1, "status": "valid", "as_of": world.now(),
        }},
    });
    refused(&world, packet.to_string());
}

#[test]
fn an_acknowledgement_that_nobody_can_read_becomes_a_dispute_and_keeps_the_money() {
    for ack in [
        "",
        "{}",
        "null",
        "[1]",
        "{\"result\":\"AQ==\",\"error\":\"x\"}",
        "{\"result\":\"AQ==\"}x",
        "not json",
    ] {
        let world = world();
        let packet = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 50));
        let done = world.pair.acknowledge_with(&packet, ack.as_bytes().to_vec());
        let receipt = done.unwrap_or_else(|error| panic!("{ack}: {error}")).unwrap();
        let disputed: Option<bridge::events::Disputed> = receipt.first();
        assert!(disputed.is_some(), "{ack}: {:?}", receipt.events);
        assert_eq!(world.balance(Side::West, "ana"), 650);
        world.check();
        let resolve = bridge::ExecuteMsg::ResolveDispute {
            region: "east".to_string(),
            token: Some(TOKEN.to_string()),
            id: disputed.unwrap().id,
            outcome: bridge::DisputeOutcome::Refund,
            reason: "the peer confirms it never arrived".to_string(),
        };
        world.must(Side::West, "owner", Code::Bridge, &resolve);
        assert_eq!(world.balance(Side::West, "ana"), 700);
    }
}

#[test]
fn a_forged_refusal_or_absence_creates_no_money_at_home() {
    for forged_timeout in [false, true] {
        let world = world();
        let packet = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 100));
        // The east takes the money and says that it did not.
        assert!(is_success(&world.deliver(&packet)));
        let done = match forged_timeout {
            true => world.pair.time_out_anyway(&packet),
            false => {
                let lie = br#"{"error":"never saw it"}"#.to_vec();
                world.pair.acknowledge_with(&packet, lie)
            }
        };
        done.unwrap().unwrap();
        assert_eq!(world.balance(Side::West, "ana"), 700);
        // The east now has 400 of which only 300 can ever come home.
        let supply = world.supply();
        assert_eq!(supply.issued.u128(), 4_000);
        assert_eq!(supply.west.u128(), 3_700);
        world.transfer_unchecked(&Transfer::new(Side::East, "ben", "ben", 400)).unwrap();
        world.pair.settle().unwrap();
        assert_eq!(world.supply().west.u128(), 3_700);
    }
}

#[test]
fn a_peer_that_returns_money_still_on_its_way_gets_no_refund_for_it() {
    let world = world();
    let packet = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 50));
    assert!(is_success(&world.forge(Side::West, money(&world, "350").to_string().into_bytes())));
    let lie = br#"{"error":"never saw it"}"#.to_vec();
    let receipt = world.pair.acknowledge_with(&packet, lie).unwrap().unwrap();
    let disputed: bridge::events::Disputed = receipt.first().unwrap();
    assert_eq!(world.supply().west.u128(), 4_000);
    // Even the owner's word creates nothing that was not issued: the token refuses, a claim waits.
    let resolve = bridge::ExecuteMsg::ResolveDispute {
        region: "east".to_string(),
        token: Some(TOKEN.to_string()),
        id: disputed.id,
        outcome: bridge::DisputeOutcome::Refund,
        reason: "mistaken".to_string(),
    };
    let msg = serde_json::to_value(&resolve).unwrap();
    let contract = world.contract(Side::West, Code::Bridge);
    let _ = world.pair.west().execute("owner", contract, &msg, &[]);
    assert_eq!(world.supply().west.u128(), 4_000);
    assert_eq!(world.supply().issued.u128(), 4_000);
}

#[test]
fn a_channel_from_elsewhere_is_not_accepted() {
    let world = world();
    let ours = format!("wasm.{}", world.contract(Side::West, Code::Bridge));
    let theirs = format!("wasm.{}", world.contract(Side::East, Code::Bridge));
    let fake = format!("wasm.{}", world.address(Side::East, "mallory"));
    let (connection, _) = world.deployment.connections.clone();
    let attempt = |counterparty: &str, connection: &str, version: &str| {
        let tried = world.pair.open_try(
            Side::West,
            &ours,
            (counterparty, "channel-99"),
            connection,
            version,
        );
        let begun = world.pair.open_init(Side::West, &ours, counterparty, connection, version);
        (tried, begun)
    };
    let channels = |(tried, begun): (Result<_, _>, Result<_, _>)| (tried.is_ok(), begun.is_ok());
    let never = (false, false);
    assert_eq!(channels(attempt(&fake, &connection, CHANNEL_VERSION)), never);
    assert_eq!(channels(attempt("transfer", &connection, CHANNEL_VERSION)), never);
    assert_eq!(channels(attempt(&theirs, "connection-66", CHANNEL_VERSION)), never);
    assert_eq!(channels(attempt(&theirs, &connection, "ics20-1")), never);
    assert_eq!(channels(attempt(&theirs, &connection, "isthmus-2")), never);
    // A second channel of the right peer opens beside the first neither here nor there.
    assert_eq!(channels(attempt(&theirs, &connection, CHANNEL_VERSION)), never);
    let begun = world.pair.open_init(Side::East, &theirs, &ours, &connection, CHANNEL_VERSION);
    assert!(begun.is_err(), "a second channel is begun");
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 5));
    world.settle();
    assert_eq!(world.balance(Side::East, "ben"), 305);
}

/// F3: a stranger who begins a handshake in each region, and relays their steps crosswise, would leave each
/// with an end that the other does not know. One of the two never begins.
#[test]
fn ba22_crossed_handshakes_leave_a_working_corridor() {
    let world = world();
    let ports = Side::BOTH.map(|side| format!("wasm.{}", world.contract(side, Code::Bridge)));
    let [west, east] = &ports;
    let (here, there) = world.deployment.connections.clone();
    let status = |side: Side, status| {
        let region = side.other().name().to_string();
        let set = bridge::ExecuteMsg::SetPeerStatus { region, status };
        world.must(side, "owner", Code::Bridge, &set);
    };
    // The channel is closed from both ends, and both owners are ready for a new one.
    Side::BOTH.into_iter().for_each(|side| status(side, bridge::PeerStatus::Draining));
    let close = bridge::ExecuteMsg::CloseChannel { region: "east".to_string() };
    world.must(Side::West, "owner", Code::Bridge, &close);
    world.settle();
    Side::BOTH.into_iter().for_each(|side| status(side, bridge::PeerStatus::Open));

    let version = CHANNEL_VERSION;
    let crossed = world.pair.open_init(Side::West, west, east, &here, version);
    assert_eq!(crossed.unwrap_err().code(), Some("BR-043"));
    let begun = world.pair.open_init(Side::East, east, west, &there, version).unwrap();
    let second = world.pair.open_init(Side::East, east, west, &there, version).unwrap();
    let back = world.pair.open_try(Side::East, east, (west, "channel-7"), &there, version);
    assert_eq!(back.unwrap_err().code(), Some("BR-043"));
    // Two that the right side begins do not cross either: the first that is answered to the end is it.
    let ends = [&begun, &second].map(|theirs| {
        world.pair.open_try(Side::West, west, (east, theirs), &here, version).unwrap()
    });
    world.pair.open_connect(Side::East, &second, &ends[1], Some(version)).unwrap();
    assert!(world.pair.open_connect(Side::East, &begun, &ends[0], Some(version)).is_err());
    world.pair.open_connect(Side::West, &ends[1], &second, None).unwrap();
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 10));
    world.settle();
    assert_eq!(world.balance(Side::East, "ben"), 310, "something arrives");
}

#[test]
fn nobody_but_the_bridge_and_the_tokens_reach_the_inner_doors() {
    let world = world();
    let to = world.address(Side::West, "mallory");
    let mint = isthmus_api::stablecoin::ExecuteMsg::BridgeMint {
        recipient: to.clone(),
        amount: 5u128.into(),
    };
    let refund = isthmus_api::stablecoin::ExecuteMsg::BridgeRefund {
        recipient: to,
        amount: 5u128.into(),
        msg: None,
    };
    for msg in [&mint, &refund] {
        let refused = world.send_msg(Side::West, "mallory", Code::Stablecoin, msg);
        assert_eq!(refused.unwrap_err().code(), Some("AC-002"));
    }
    let hook = bridge::TokenHook::Transfer {
        region: "east".to_string(),
        receiver: world.address(Side::East, "mallory"),
        timeout_seconds: None,
        memo: None,
        info: None,
        reference: None,
    };
    let receive = bridge::ExecuteMsg::Receive(cw20::Cw20ReceiveMsg {
        sender: world.address(Side::West, "mallory"),
        amount: 500u128.into(),
        msg: cosmwasm_std::to_json_binary(&hook).unwrap(),
    });
    let refused = world.send_msg(Side::West, "mallory", Code::Bridge, &receive);
    assert!(refused.unwrap_err().code().unwrap().starts_with("AC-"));
}
