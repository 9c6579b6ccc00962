//! Money between the regions, with a relayer that drops, duplicates, reorders, delays and closes.

use cosmwasm_std::HexBinary;
use isthmus_api::event::TypedEvent;
use isthmus_api::{bridge, stablecoin};
use isthmus_regions::embedded::{PacketState, Sequence};
use isthmus_regions::{Code, Pair, Side};
use isthmus_testkit::{is_success, Transfer, World, HOLDERS};

#[test]
fn money_goes_east_and_comes_back() {
    let world = World::funded(1_000);
    let packet = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300));
    assert_eq!(world.balance(Side::West, "ana"), 700);
    assert_eq!(world.supply().in_flight.u128(), 300);
    assert!(is_success(&world.deliver(&packet)));
    assert_eq!(world.balance(Side::East, "ben"), 300);
    assert_eq!(world.supply().in_flight.u128(), 0);
    world.acknowledge(&packet);
    world.dispatch(&Transfer::new(Side::East, "ben", "cho", 120));
    world.settle();
    assert_eq!(world.balance(Side::East, "ben"), 180);
    assert_eq!(world.balance(Side::West, "cho"), 1_120);
    assert_eq!(world.ledger(Side::West).outstanding.u128(), 180);
    assert!(world.pair.packets().is_empty());
}

#[test]
fn a_memo_and_an_invoice_hash_arrive_with_the_money() {
    let world = World::funded(1_000);
    let mut transfer = Transfer::new(Side::West, "ana", "ben", 5);
    transfer.memo = Some("school fees, March".to_string());
    transfer.info = Some(HexBinary::from([7; 32]));
    let packet = world.dispatch(&transfer);
    let delivery = world.pair.deliver(&packet).unwrap();
    let isthmus_regions::embedded::Delivery::Acknowledged { receipt, .. } = delivery else {
        panic!("no acknowledgement");
    };
    let received: bridge::events::Received = receipt.first().unwrap();
    assert_eq!(received.memo.as_deref(), Some("school fees, March"));
    assert_eq!(received.info, Some("07".repeat(32)));
    assert_eq!(received.sender, world.address(Side::West, "ana"));
    assert_eq!(received.receiver, world.address(Side::East, "ben"));
    world.settle();
}

#[test]
fn a_dropped_packet_comes_back_by_timeout() {
    let world = World::funded(1_000);
    let packet = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300).within(60));
    world.pair.hold(&packet);
    world.settle();
    assert_eq!(world.supply().in_flight.u128(), 300);
    world.pair.pass(61);
    let receipt = world.time_out(&packet);
    let refund: bridge::events::Refunded = receipt.first().unwrap();
    assert_eq!(refund.cause, "timeout");
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
    assert_eq!(world.balance(Side::East, "ben"), 0);
}

#[test]
fn a_voucher_abroad_comes_back_by_timeout_too() {
    let world = World::funded(1_000);
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300));
    world.settle();
    let packet = world.dispatch(&Transfer::new(Side::East, "ben", "ana", 200).within(10));
    world.pair.pass(11);
    world.time_out(&packet);
    assert_eq!(world.balance(Side::East, "ben"), 300);
}

#[test]
fn duplicates_change_nothing() {
    let world = World::funded(1_000);
    world.pair.set_twice(true);
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300));
    world.settle();
    let late = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 50).within(10));
    world.pair.hold(&late);
    world.pair.pass(20);
    world.settle();
    assert_eq!(world.balance(Side::West, "ana"), 700);
    assert_eq!(world.balance(Side::East, "ben"), 300);
    assert_eq!(world.ledger(Side::West).refunded.u128(), 50);
}

#[test]
fn order_does_not_matter() {
    for sequence in [Sequence::Newest, Sequence::Shuffled(3), Sequence::Shuffled(11)] {
        let world = World::funded(1_000);
        world.pair.set_sequence(sequence);
        for (n, holder) in HOLDERS.iter().enumerate() {
            for amount in 1..=5 {
                let transfer = Transfer::new(Side::West, holder, "ben", amount * 10 + n as u128);
                world.dispatch(&transfer);
            }
        }
        world.settle();
        assert_eq!(world.balance(Side::East, "ben"), 4 * 150 + 5 * 6);
        assert!(world.pair.packets().is_empty());
    }
}

#[test]
fn money_may_return_before_its_first_acknowledgement() {
    let world = World::funded(1_000);
    let out = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300));
    world.deliver(&out);
    let back = world.dispatch(&Transfer::new(Side::East, "ben", "ana", 300));
    assert!(is_success(&world.deliver(&back)));
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
    world.acknowledge(&back);
    world.acknowledge(&out);
    assert_eq!(world.ledger(Side::West).outstanding.u128(), 0);
}

#[test]
fn a_relayer_that_was_away_loses_nothing() {
    let world = World::funded(1_000);
    world.pair.pause_relayer().unwrap();
    for _ in 0..3 {
        world.dispatch(&Transfer::new(Side::West, "ana", "ben", 100));
    }
    let brief = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 7).within(30));
    world.settle();
    assert_eq!(world.supply().in_flight.u128(), 307);
    world.pair.pass(200);
    world.pair.resume_relayer().unwrap();
    assert_eq!(world.pair.state(&brief), PacketState::Due);
    world.settle();
    assert_eq!(world.balance(Side::East, "ben"), 300);
    assert_eq!(world.balance(Side::West, "ana"), 700);
}

#[test]
fn a_closed_channel_refunds_what_was_on_its_way_and_a_new_one_carries_on() {
    let world = World::funded(1_000);
    let arrived = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 100));
    world.deliver(&arrived);
    world.acknowledge(&arrived);
    let stranded = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 40));
    let (west, east) = world.deployment.channels.clone();
    world.pair.close_by_force(Side::East, &east).unwrap();
    assert!(world.pair.confirm_close(Side::West, &west).is_err(), "a packet has no outcome");
    world.time_out(&stranded);
    assert_eq!(world.balance(Side::West, "ana"), 900);
    world.pair.confirm_close(Side::West, &west).unwrap();
    world.check();
    let refused = world.transfer(&Transfer::new(Side::West, "ana", "ben", 1));
    assert!(refused.is_err());
}

/// F8: dust that a stranger keeps under way no longer keeps an end open that takes everybody's money for
/// nothing.
#[test]
fn ba23_a_channel_that_the_other_side_has_closed_takes_no_new_money() {
    let world = World::funded(1_000);
    let (west, east) = world.deployment.channels.clone();
    let dust = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 1));
    world.pair.close_by_force(Side::East, &east).unwrap();
    let more = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 1));
    assert!(world.pair.confirm_close(Side::West, &west).is_err(), "dust has no outcome");
    let receipt = world.time_out(&dust);
    let refund: bridge::events::Refunded = receipt.first().unwrap();
    assert_eq!(refund.cause, "closed");
    let refused = world.transfer(&Transfer::new(Side::West, "ana", "ben", 500));
    assert_eq!(refused.unwrap_err().code(), Some("BR-019"));
    world.time_out(&more);
    world.pair.confirm_close(Side::West, &west).unwrap();
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
}

/// The east refuses a packet and closes; whoever relays the close before the acknowledgement would
/// leave the sender without her money, for a chain takes no acknowledgement on a closed end.
#[test]
fn a_refusal_comes_home_although_the_other_side_has_closed() {
    let world = World::funded(1_000);
    world.freeze(Side::East, "ben", stablecoin::FreezeMode::Full);
    let refused = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 100));
    world.deliver(&refused);
    let (west, east) = world.deployment.channels.clone();
    world.pair.close_by_force(Side::East, &east).unwrap();
    assert!(world.pair.confirm_close(Side::West, &west).is_err());
    world.settle();
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
    assert!(world.transfer(&Transfer::new(Side::West, "ana", "ben", 1)).is_err(), "closed by now");
}

#[test]
fn a_drained_peer_closes_and_reopens() {
    let world = World::funded(1_000);
    let east = "east".to_string();
    let drain = bridge::ExecuteMsg::SetPeerStatus {
        region: east.clone(),
        status: bridge::PeerStatus::Draining,
    };
    let close = bridge::ExecuteMsg::CloseChannel { region: east.clone() };
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 100));
    let sent = |code| world.send_msg(Side::West, "owner", Code::Bridge, code);
    assert!(sent(&close).is_err(), "closed without draining");
    sent(&drain).unwrap();
    assert!(sent(&close).is_err(), "closed with money in flight");
    assert!(world.transfer(&Transfer::new(Side::West, "ana", "ben", 1)).is_err());
    world.settle();
    sent(&close).unwrap();
    world.settle();
    assert_eq!(world.balance(Side::East, "ben"), 100);
    assert!(world.transfer(&Transfer::new(Side::East, "ben", "ana", 1)).is_err());

    let port = |side| format!("wasm.{}", world.contract(side, Code::Bridge));
    let reopen = || world.pair.open_channel(&port(Side::West), &port(Side::East), "isthmus-1");
    assert_eq!(reopen().unwrap_err().code(), Some("BR-019"), "a stranger opens no drained peer");
    let open = bridge::ExecuteMsg::SetPeerStatus { region: east, status: bridge::PeerStatus::Open };
    sent(&open).unwrap();
    reopen().unwrap();
    world.dispatch(&Transfer::new(Side::East, "ben", "ana", 100));
    world.settle();
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
}

#[test]
fn an_address_of_the_wrong_region_is_refused_before_anything_is_burnt() {
    let world = World::funded(1_000);
    let here = world.address(Side::West, "ben");
    let refused = world.transfer(&Transfer::new(Side::West, "ana", &here, 10));
    assert!(refused.unwrap_err().code().unwrap().starts_with("BR-"));
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
    assert!(bridge::events::Sent::TYPE.starts_with("isthmus_bridge_"));
}

#[test]
fn more_than_the_limit_of_a_direction_is_refused_where_it_starts() {
    let mut plan = World::plan();
    plan.capacity = 100u128.into();
    plan.refill_per_second = 1u128.into();
    let world = World::with_plan(plan);
    world.mint("ana", 1_000);
    assert!(world.transfer(&Transfer::new(Side::West, "ana", "ben", 101)).is_err());
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 90));
    assert!(world.transfer(&Transfer::new(Side::West, "ana", "ben", 90)).is_err());
    let first = world.pair.last_packet(Side::West).unwrap();
    world.pair.pass(100);
    let second = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 90));
    // The receiving side counts for itself: both at once are more than it takes.
    assert!(is_success(&world.deliver(&first)));
    assert!(!is_success(&world.deliver(&second)));
    world.settle();
    assert_eq!(world.balance(Side::East, "ben"), 90);
    assert_eq!(world.balance(Side::West, "ana"), 910);
}

#[test]
fn a_screened_receiver_abroad_is_sent_nothing() {
    let world = World::funded(1_000);
    let (ben, cho) = (world.address(Side::East, "ben"), world.address(Side::East, "cho"));
    let screen = |blocked| stablecoin::ExecuteMsg::ScreenForeign {
        region: "east".to_string(),
        receivers: vec![ben.clone()],
        blocked,
    };
    // Both were under way before the list knew the receiver: one arrives, the other comes back.
    let first = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300));
    let late = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 50).within(10));
    world.must(Side::West, "officer", Code::Stablecoin, &screen(true));
    assert!(is_success(&world.deliver(&first)));
    world.acknowledge(&first);
    world.pair.pass(11);
    world.time_out(&late);
    assert_eq!(world.balance(Side::West, "ana"), 700);

    let before = (world.supply().in_flight, world.ledger(Side::West));
    for receiver in [ben.clone(), ben.to_uppercase()] {
        let refused = world.transfer(&Transfer::new(Side::West, "ana", &receiver, 10));
        let code = if receiver == ben { "BR-040" } else { "BR-029" };
        assert_eq!(refused.unwrap_err().code().unwrap(), code);
    }
    assert_eq!((world.supply().in_flight, world.ledger(Side::West)), before);
    assert_eq!(world.balance(Side::West, "ana"), 700);

    // Another receiver, and the listed one's own money, which may come home.
    world.dispatch(&Transfer::new(Side::West, "ana", &cho, 10));
    world.dispatch(&Transfer::new(Side::East, "ben", "ana", 300));
    world.settle();
    assert_eq!(world.balance(Side::West, "ana"), 990);
    world.must(Side::West, "officer", Code::Stablecoin, &screen(false));
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 10));
    world.settle();
    assert_eq!(world.balance(Side::East, "ben"), 10);
}
