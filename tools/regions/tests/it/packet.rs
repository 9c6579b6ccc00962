//! What a relayer can do to a packet, and what a chain does then.

use crate::ping::{state, Pings};
use isthmus_regions::embedded::{Delivery, PacketState, Sequence, SUBMESSAGE_FAILED};
use isthmus_regions::{Pair, Side};
use serde_json::json;

#[test]
fn a_packet_is_sent_received_and_acknowledged() {
    let pings = Pings::linked();
    let packet = pings.send(Side::West, "hello");
    assert_eq!(pings.pair.state(&packet), PacketState::Sent);
    let Delivery::Acknowledged { ack, receipt } = pings.pair.deliver(&packet).unwrap() else {
        panic!("no acknowledgement");
    };
    assert_eq!(ack.as_slice(), b"done");
    assert_eq!(receipt.attribute("pinged", "data"), Some("hello"));
    assert_eq!(receipt.attribute("recv_packet", "packet_sequence"), Some("1"));
    assert_eq!(pings.pair.state(&packet), PacketState::Received(ack));
    pings.pair.acknowledge(&packet).unwrap();
    assert_eq!(
        pings.log(Side::West),
        ["send hello", "MsgIBCSendResponse 1 hello", "acknowledged done"]
    );
    assert_eq!(pings.log(Side::East), ["received hello"]);
    assert!(pings.pair.packets().is_empty());
}

#[test]
fn a_refused_receive_rolls_back_and_its_text_goes_home() {
    let pings = Pings::linked();
    let packet = pings.send(Side::West, "refuse");
    let before = state(&pings, Side::East);
    assert_eq!(pings.ack_of(&packet), r#"{"error":"Generic error: no thanks [PG-002]"}"#);
    assert_eq!(state(&pings, Side::East), before);
    assert_eq!(pings.pair.deliver(&packet).unwrap(), Delivery::AlreadyReceived);
}

#[test]
fn a_failed_submessage_rolls_back_and_its_text_is_redacted() {
    let pings = Pings::linked();
    let packet = pings.send(Side::West, "submessage fails");
    let before = state(&pings, Side::East);
    let expected = json!({ "error": SUBMESSAGE_FAILED }).to_string();
    assert_eq!(pings.ack_of(&packet), expected);
    assert_eq!(state(&pings, Side::East), before);
}

#[test]
fn a_panic_gives_no_acknowledgement_and_the_packet_times_out() {
    let pings = Pings::linked();
    let packet = pings.send(Side::West, "panic");
    let before = state(&pings, Side::East);
    let Delivery::Panicked(text) = pings.pair.deliver(&packet).unwrap() else {
        panic!("the panic was not noticed");
    };
    assert_eq!(text, "out of gas");
    assert_eq!(state(&pings, Side::East), before);
    assert_eq!(pings.pair.state(&packet), PacketState::Sent);
    pings.pair.settle().unwrap();
    assert_eq!(pings.pair.packets().len(), 1);
    pings.pair.pass(3_600);
    pings.pair.settle().unwrap();
    assert!(pings.log(Side::West).contains(&"timed out panic".to_string()));
}

#[test]
fn reply_data_overrides_the_acknowledgement() {
    let pings = Pings::linked();
    let packet = pings.send(Side::East, "reply");
    assert_eq!(pings.ack_of(&packet), "from reply");
}

#[test]
fn an_acknowledgement_may_come_later() {
    let pings = Pings::linked();
    let packet = pings.send(Side::West, "async");
    assert_eq!(pings.pair.deliver(&packet).unwrap(), Delivery::Unacknowledged);
    assert_eq!(pings.pair.state(&packet), PacketState::Unacknowledged);
    pings.pair.settle().unwrap();
    assert_eq!(pings.pair.packets().len(), 1);
    let write = json!({ "write_ack": { "channel": "channel-4", "sequence": 1 } });
    pings.execute(Side::East, write.clone()).unwrap();
    assert!(pings.execute(Side::East, write).is_err());
    pings.pair.settle().unwrap();
    assert!(pings.log(Side::West).contains(&"acknowledged late".to_string()));
}

#[test]
fn a_second_receive_ack_or_timeout_is_a_successful_no_op() {
    let pings = Pings::linked();
    pings.pair.set_twice(true);
    let first = pings.send(Side::West, "one");
    pings.send(Side::East, "two");
    pings.pair.settle().unwrap();
    let late = pings.send(Side::West, "three");
    pings.pair.hold(&late);
    pings.pair.pass(3_600);
    pings.pair.settle().unwrap();
    for (side, expected) in [
        (Side::West, vec!["received two", "acknowledged done", "timed out three"]),
        (Side::East, vec!["received one", "acknowledged done"]),
    ] {
        let log = pings.log(side);
        for entry in expected {
            assert_eq!(log.iter().filter(|e| *e == entry).count(), 1, "{entry} in {log:?}");
        }
    }
    assert_eq!(pings.pair.acknowledge_with(&first, b"again".to_vec()).unwrap(), None);
}

#[test]
fn a_timeout_waits_for_its_time_and_excludes_delivery() {
    let pings = Pings::linked();
    let packet = pings.send(Side::West, "slow");
    assert!(pings.pair.time_out(&packet).is_err());
    pings.pair.pass(3_600);
    assert_eq!(pings.pair.state(&packet), PacketState::Due);
    assert!(pings.pair.deliver(&packet).is_err());
    pings.pair.time_out(&packet).unwrap();
    assert!(pings.pair.time_out(&packet).unwrap().is_none());
    assert!(pings.pair.deliver(&packet).is_err());
    assert!(pings.log(Side::East).is_empty());
}

#[test]
fn a_received_packet_cannot_be_timed_out_honestly() {
    let pings = Pings::linked();
    let packet = pings.send(Side::West, "hello");
    pings.ack_of(&packet);
    pings.pair.pass(10_000);
    assert!(pings.pair.time_out(&packet).is_err());
    pings.pair.settle().unwrap();
    assert!(pings.pair.packets().is_empty());
}

#[test]
fn packets_are_reordered_held_and_released() {
    let pings = Pings::linked();
    for data in ["a", "b", "c"] {
        pings.send(Side::West, data);
    }
    let held = pings.pair.packets()[2].clone();
    pings.pair.hold(&held);
    pings.pair.set_sequence(Sequence::Newest);
    pings.pair.settle().unwrap();
    assert_eq!(pings.log(Side::East), ["received b", "received a"]);
    pings.pair.release(&held);
    pings.pair.set_sequence(Sequence::Shuffled(7));
    pings.pair.settle().unwrap();
    assert_eq!(pings.log(Side::East)[2], "received c");
}

#[test]
fn a_paused_relayer_moves_nothing() {
    let pings = Pings::linked();
    pings.send(Side::West, "hello");
    pings.pair.pause_relayer().unwrap();
    pings.pair.settle().unwrap();
    assert!(pings.log(Side::East).is_empty());
    pings.pair.resume_relayer().unwrap();
    pings.pair.settle().unwrap();
    assert_eq!(pings.log(Side::East), ["received hello"]);
}

#[test]
fn a_failed_transaction_takes_its_packet_with_it() {
    let pings = Pings::linked();
    let timeout_at = pings.pair.west().now().unwrap() + 100;
    let body = json!({ "channel": "channel-0", "timeout_at": timeout_at });
    assert!(pings.execute(Side::West, json!({ "send_and_fail": body.clone() })).is_err());
    assert!(pings.pair.packets().is_empty());
    pings.execute(Side::West, json!({ "send_and_forgive": body })).unwrap();
    assert!(pings.pair.packets().is_empty());
    assert_eq!(pings.log(Side::West), ["forgave codespace: wasm, code: 5"]);
    // The sequence was given back too.
    assert_eq!(pings.send(Side::West, "first").packet.sequence, 1);
}

#[test]
fn a_handler_that_fails_keeps_the_packet_alive() {
    let pings = Pings::linked();
    let packet = pings.send(Side::West, "refuse my ack");
    let before = state(&pings, Side::West);
    pings.ack_of(&packet);
    let refused = pings.pair.acknowledge(&packet).unwrap_err();
    assert_eq!(refused.code(), Some("PG-003"));
    assert_eq!(state(&pings, Side::West), before);
    assert_eq!(pings.pair.packets().len(), 1);
    assert!(pings.pair.settle().is_err());
}

#[test]
fn a_timeout_in_the_past_and_empty_data_are_refused() {
    let pings = Pings::linked();
    let send = |data: &str, timeout_at: u64| {
        let msg = json!({ "channel": "channel-0", "data": data, "timeout_at": timeout_at });
        pings.execute(Side::West, json!({ "send": msg }))
    };
    let now = pings.pair.west().now().unwrap();
    assert!(send("x", now).unwrap_err().text().contains("timeout elapsed"));
    assert!(send("", now + 100).unwrap_err().text().contains("cannot be empty"));
    assert!(send("x", now + 100).is_ok());
}

#[test]
fn a_forged_packet_arrives_like_any_other_and_a_forged_end_is_believed() {
    let pings = Pings::linked();
    let forged = pings.pair.forge(Side::East, "channel-4", b"forged".to_vec());
    assert!(matches!(forged.unwrap(), Delivery::Acknowledged { .. }));
    assert_eq!(pings.log(Side::East), ["received forged"]);
    let packet = pings.send(Side::West, "hello");
    pings.pair.acknowledge_with(&packet, b"lie".to_vec()).unwrap();
    assert!(pings.log(Side::West).contains(&"acknowledged lie".to_string()));
    let packet = pings.send(Side::West, "again");
    pings.ack_of(&packet);
    pings.pair.time_out_anyway(&packet).unwrap();
    assert!(pings.log(Side::West).contains(&"timed out again".to_string()));
}
