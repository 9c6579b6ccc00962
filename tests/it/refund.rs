//! Refunds: to the frozen, the paused and the refusing, and claims where none lands.

use crate::flaky::FlakyReceiver;
use isthmus_api::bridge;
use isthmus_api::policy::MAX_POLICY_GAS;
use isthmus_api::stablecoin::{self, FreezeMode, PolicyContract};
use isthmus_regions::embedded::Packet;
use isthmus_regions::{Code, Pair, Side};
use isthmus_testkit::scripted::{Reaction, ScriptedContract};
use isthmus_testkit::{code_of, is_success, Transfer, World, TOKEN};

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
    // What a proof of the other chain would pay waits until that is trusted again.
    assert_eq!((world.balance(Side::West, "ana"), world.balance(Side::East, "ben")), (490, 480));
    assert_eq!(world.supply().claimable.u128(), 30);
    world.pair.pass(3_600);
    world.claim(Side::West, 2).unwrap();
    world.claim(Side::East, 1).unwrap();
    assert_eq!((world.balance(Side::West, "ana"), world.balance(Side::East, "ben")), (500, 500));
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
    let pause = stablecoin::ExecuteMsg::Pause {
        scopes: vec![stablecoin::PauseScope::Transfer],
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
fn a_claim_is_paid_once_when_its_owner_takes_it_and_even_while_sending_is_paused() {
    let (world, flaky, id, packet) = refused_refund();
    assert_eq!(world.ledger(Side::West).claimable.u128(), 200);
    assert!(world.claim(Side::West, id).is_err());

    let pause = bridge::ExecuteMsg::Pause {
        scopes: vec![bridge::PauseScope::Send],
        duration_seconds: 3_600,
    };
    world.must(Side::West, "guardian", Code::Bridge, &pause);
    flaky.set_willing(&world, true);
    let receipt = world.claim(Side::West, id).unwrap();
    let claimed: bridge::events::Claimed = receipt.first().unwrap();
    assert_eq!(claimed.amount.u128(), 200);
    flaky.ensure_refunds_name_the_payment(&world);
    assert_eq!(world.balance_of(Side::West, flaky.address()), 500);
    assert_eq!(world.supply().claimable.u128(), 0);
    assert_eq!(world.claim(Side::West, id).unwrap_err().code(), Some("BR-035"));
    assert!(world.pair.time_out(&packet).unwrap().is_none());
}

/// A flaky receiver of whose 500 a payment of 200 came back that it did not take, and its claim.
fn refused_refund() -> (World, FlakyReceiver, u64, Packet) {
    let world = World::new();
    let flaky = FlakyReceiver::new(&world);
    world.mint(flaky.address(), 500);
    flaky.send(&world, "ben", 200).unwrap();
    let packet = world.pair.last_packet(Side::West).unwrap();
    world.pair.pass(30);
    let claimable: bridge::events::Claimable = world.time_out(&packet).first().unwrap();
    assert_eq!(claimable.owner, flaky.address());
    (world, flaky, claimable.id, packet)
}

#[test]
fn a_contract_hears_its_own_reference_with_the_refund() {
    let world = World::new();
    let flaky = FlakyReceiver::new(&world);
    world.mint(flaky.address(), 500);
    flaky.set_willing(&world, true);
    flaky.send(&world, "ben", 200).unwrap();
    world.pair.pass(30);
    world.time_out(&world.pair.last_packet(Side::West).unwrap());
    assert_eq!(world.balance_of(Side::West, flaky.address()), 500);
    let refund = flaky.refund(&world).unwrap();
    assert_eq!(refund["sender"], world.contract(Side::West, Code::Bridge));
    assert_eq!(refund["amount"], "200");
    flaky.ensure_refunds_name_the_payment(&world);
}

/// Case 12 (ASA-2024-007): the receiver of a claim asks for it again in the middle of it.
#[test]
fn a_claim_cannot_be_entered_twice() {
    let (world, flaky, id, _) = refused_refund();
    let (region, token) = ("east".to_string(), TOKEN.to_string());
    let again = bridge::ExecuteMsg::Claim { region, token, id };
    flaky.on_refund(&world, Reaction::accept().send("$sender", again));
    assert_eq!(world.claim(Side::West, id).unwrap_err().code(), Some("BR-035"));
    assert_eq!(world.balance_of(Side::West, flaky.address()), 300);
    assert_eq!(world.supply().claimable.u128(), 200, "rolled back, still owed");
}

#[test]
fn a_refused_send_leaves_the_money_where_it_was() {
    let world = World::funded(1_000);
    let home = world.address(Side::West, "ben");
    let refused = world.transfer(&Transfer::new(Side::West, "ana", &home, 200)).unwrap_err();
    assert_eq!(refused.code(), Some("BR-029"));
    assert_eq!(world.balance(Side::West, "ana"), 1_000);
}

/// A contract that the token asks and that refuses everything: what arrives goes home, what would
/// leave stays, and what comes back lands.
#[test]
fn a_policy_contract_that_refuses_strands_nothing() {
    let world = World::funded(1_000);
    world.dispatch(&Transfer::new(Side::West, "ana", "ben", 100));
    world.settle();
    let under_way = world.dispatch(&Transfer::new(Side::West, "ana", "ben", 200).within(30));
    let address = ScriptedContract::policy(&world, "policy", false).address;
    let policy = Some(PolicyContract { address, gas_limit: MAX_POLICY_GAS });
    let set = stablecoin::ExecuteMsg::SetPolicyContract { policy };
    world.must(Side::West, "officer", Code::Stablecoin, &set);

    let before = world.ledger(Side::West);
    let home = world.dispatch(&Transfer::new(Side::East, "ben", "ana", 50));
    assert!(!is_success(&world.deliver(&home)));
    world.acknowledge(&home);
    assert_eq!(world.balance(Side::East, "ben"), 100);
    let stays = world.transfer(&Transfer::new(Side::West, "ana", "ben", 10)).unwrap_err();
    assert_eq!(stays.code(), Some("ST-140"));
    assert_eq!(world.ledger(Side::West), before);
    world.pair.pass(60);
    world.time_out(&under_way);
    assert_eq!(world.balance(Side::West, "ana"), 900);
    assert_eq!(world.supply().claimable.u128(), 0);
}
