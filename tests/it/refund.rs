//! Refunds: to the frozen, the paused and the refusing, and claims where none lands.

use crate::flaky::FlakyReceiver;
use isthmus_api::bridge;
use isthmus_api::stablecoin::FreezeMode;
use isthmus_regions::{Code, Pair, Side};
use isthmus_testkit::{code_of, is_success, Transfer, World};

fn pause_receive(world: &World, side: Side) {
    let pause = bridge::ExecuteMsg::Pause {
        scopes: vec![bridge::PauseScope::Receive],
        duration_seconds: 3_600,
    };
    world.must(side, "guardian", Code::Bridge, &pause);
}

#[test]
fn a_frozen_receiver_sends_the_money_home_and_his_region_is_untouched() {
    let world = World::funded(1_000);
    world.freeze(Side::East, "ben", FreezeMode::Full);
    let packet = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300));
    let before = world.state(Side::East);
    let ack = world.deliver(&packet);
    assert!(!is_success(&ack), "{ack}");
    assert_eq!(world.state(Side::East), before);
    let receipt = world.acknowledge(&packet);
    let refund: bridge::events::Refunded = receipt.first().unwrap();
    assert_eq!(refund.cause, "error");
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
}

#[test]
fn a_paused_receiver_region_refuses_with_its_code_and_acks_still_work() {
    let world = World::funded(1_000);
    let back = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 500));
    world.deliver(&back);
    world.acknowledge(&back);
    pause_receive(&world, Side::West);
    pause_receive(&world, Side::East);
    let out = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 10));
    let home = world.dispatch(&Transfer::new(Side::East, "ben", "ana", 20));
    assert_eq!(code_of(&world.deliver(&out)).as_deref(), Some("AC-006"));
    assert_eq!(code_of(&world.deliver(&home)).as_deref(), Some("AC-006"));
    world.settle();
    assert_eq!(world.balance(Side::West, "ana"), 500);
    assert_eq!(world.balance(Side::East, "ben"), 500);
}

#[test]
fn a_sender_frozen_in_the_meantime_is_refunded_and_stays_frozen() {
    let world = World::funded(1_000);
    let packet = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300).within(10));
    world.freeze(Side::West, "ana", FreezeMode::Full);
    world.pair.pass(20);
    world.time_out(&packet);
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
    assert!(world.transfer(&Transfer::new(Side::West, "ana", "ben", 1)).is_err());
}

#[test]
fn a_refund_nobody_takes_waits_as_a_claim_and_the_equation_counts_it() {
    let world = World::funded(1_000);
    // An account without code has given a reference: its refund calls it, and nobody answers.
    let transfer = Transfer::new(Side::West, "ana", "ben", 300).within(10);
    let packet = world.dispatch(&transfer.with_reference(b"{}"));
    world.pair.pass(20);
    let receipt = world.time_out(&packet);
    let claimable: bridge::events::Claimable = receipt.first().unwrap();
    assert_eq!(world.supply().claimable.u128(), 300);
    assert_eq!(world.balance(Side::West, "ana"), 700);
    assert!(world.claim(Side::West, claimable.id).is_err());
    assert_eq!(world.supply().claimable.u128(), 300);
    assert!(world.claim(Side::West, claimable.id + 1).is_err());
}

#[test]
fn a_claim_abroad_is_counted_as_well() {
    let world = World::funded(1_000);
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300));
    world.settle();
    pause_receive(&world, Side::West);
    let transfer = Transfer::new(Side::East, "ben", "ana", 100);
    world.dispatch(&transfer.with_reference(b"mine"));
    world.settle();
    let supply = world.supply();
    assert_eq!((supply.claimable.u128(), supply.east.u128()), (100, 200));
    assert!(world.pair.packets().is_empty());
}

#[test]
fn a_paused_token_refuses_what_arrives_and_refunds_what_left() {
    let world = World::funded(1_000);
    let pause = isthmus_api::stablecoin::ExecuteMsg::Pause {
        scopes: vec![isthmus_api::stablecoin::PauseScope::Transfer],
        duration_seconds: 3_600,
    };
    let packet = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 300));
    world.must(Side::East, "guardian", Code::Stablecoin, &pause);
    world.must(Side::West, "guardian", Code::Stablecoin, &pause);
    assert!(!is_success(&world.deliver(&packet)));
    world.acknowledge(&packet);
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
    world.pair.settle().unwrap();
}

#[test]
fn a_claim_is_paid_once_when_its_owner_takes_it_and_even_while_all_is_paused() {
    let world = World::new();
    let flaky = FlakyReceiver::new(&world);
    world.mint(flaky.address(), 500);
    flaky.send(&world, "ben", 200).unwrap();
    let packet = world.pair.last_packet(Side::West).unwrap();
    world.pair.pass(30);
    let claimable: bridge::events::Claimable = world.time_out(&packet).first().unwrap();
    assert_eq!(claimable.owner, flaky.address());
    assert_eq!(world.ledger(Side::West).claimable.u128(), 200);
    assert!(world.claim(Side::West, claimable.id).is_err());

    let pause = bridge::ExecuteMsg::Pause {
        scopes: vec![bridge::PauseScope::Receive, bridge::PauseScope::Send],
        duration_seconds: 3_600,
    };
    world.must(Side::West, "guardian", Code::Bridge, &pause);
    flaky.set_willing(&world, true);
    let receipt = world.claim(Side::West, claimable.id).unwrap();
    let claimed: bridge::events::Claimed = receipt.first().unwrap();
    assert_eq!(claimed.amount.u128(), 200);
    flaky.ensure_refunds_name_the_payment(&world);
    assert_eq!(world.balance_of(Side::West, flaky.address()), 500);
    assert_eq!(world.supply().claimable.u128(), 0);
    assert!(world.claim(Side::West, claimable.id).is_err());
    assert!(world.pair.time_out(&packet).unwrap().is_none());
}
