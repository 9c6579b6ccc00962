//! The bytes of a packet and the events of the main messages do not change unseen.

use cosmwasm_std::Event;

use crate::suite::*;

/// Events as lines, addresses by the names of their actors.
fn lines(suite: &Suite, events: &[Event]) -> String {
    let mut text = String::new();
    for event in events {
        text.push_str(&event.ty);
        for attribute in &event.attributes {
            text.push_str(&format!("\n  {}: {}", attribute.key, attribute.value));
        }
        text.push('\n');
    }
    for name in ["alice", "bridge", "iusd", "stranger"] {
        text = text.replace(suite.addr(name).as_str(), &format!("({name})"));
    }
    text.replace(&east("bob"), "(bob)")
}

#[test]
fn a_packet_has_these_bytes() {
    let mut suite = Suite::new();
    let packet = suite.send(250);
    let text = String::from_utf8(packet.data.to_vec()).unwrap();
    let text = text.replace(suite.addr("alice").as_str(), "(alice)").replace(&east("bob"), "(bob)");
    insta::assert_snapshot!(text, @r#"{"v":1,"from":"west","to":"east","id":1,"token":"west.iusd","sender":"(alice)","op":{"transfer":{"amount":"250","receiver":"(bob)"}}}"#);
}

#[test]
fn the_events_of_a_transfers_life_are_these() {
    let mut suite = Suite::new();
    let response = suite.send_hook("iusd", 250, &hook(&east("bob"))).unwrap();
    let mut events = response.events.clone();
    let first = suite.packet(&response);
    let second = suite.send(100);
    events.extend(suite.ack(&first, success()).events);
    let refund = suite.ack(&second, refusal());
    events.extend(refund.events.clone());
    events.extend(suite.refund_fails(&refund).events);
    let alice = suite.addr("alice").into_string();
    events.extend(suite.receive(&incoming(IUSD, 50, &alice)).unwrap().events);
    insta::assert_snapshot!(lines(&suite, &events));
}
