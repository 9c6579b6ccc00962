//! The bridge with the real stablecoin on one cw-multi-test chain: what the direct tests assert about
//! messages is seen here in balances. The other region is what the test says; two regions with a
//! relayer between them are in `tools/regions` and the top-level `tests`.

mod vault;
mod world;

use cosmwasm_std::{
    from_json, to_json_binary, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError,
    StdResult, Uint128,
};
use cw_multi_test::{ContractWrapper, Executor};
use isthmus_api::bridge::events as ev;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin;

use self::world::{World, ISSUED};
use crate::suite::{hook, refusal, success};

#[test]
fn money_leaves_and_comes_back() {
    let mut world = World::new();
    let packet = world.send(200);
    assert_eq!(world.balance(&world.alice), ISSUED / 2 - 200);
    world.ack(&packet, success());
    let alice = world.alice.clone();
    world.receive(50, alice.as_str()).unwrap();
    assert_eq!(world.balance(&alice), ISSUED / 2 - 150);
    assert_eq!(world.ledger().outstanding.u128(), 150);
    let error = world.receive(151, alice.as_str()).unwrap_err();
    assert!(error.contains("BR-028"), "{error}");
}

/// Case 1: the token refuses; the packet gets an error and the books are as before.
#[test]
fn a_frozen_receiver_refuses_and_nothing_is_counted() {
    let mut world = World::new();
    let packet = world.send(200);
    world.ack(&packet, success());
    let vault = world.vault.clone();
    world.freeze(&vault);
    let before = world.ledger();
    let error = world.receive(50, vault.as_str()).unwrap_err();
    assert!(error.contains("ST-"), "{error}");
    assert_eq!(world.ledger(), before);
}

/// Case 4: the sender was frozen meanwhile; the refund lands, locked.
#[test]
fn a_refund_to_a_frozen_sender_lands() {
    let mut world = World::new();
    let packet = world.send(200);
    let alice = world.alice.clone();
    world.freeze(&alice);
    let events = world.timeout(&packet);
    assert_eq!(world.balance(&alice), ISSUED / 2);
    assert!(events.iter().all(|e| ev::Claimable::from_event(e).is_err()));
    assert_eq!(world.ledger().claimable.u128(), 0);
}

#[test]
fn a_contract_hears_its_own_reference_with_the_refund() {
    let mut world = World::new();
    let packet = world.send_from_vault(300);
    world.ack(&packet, refusal());
    assert_eq!(world.balance(&world.vault), ISSUED / 2);
    let heard = world.chain.contract_storage(&world.vault).get(b"heard").unwrap();
    let (from, amount, reference): (String, Uint128, Binary) = from_json(heard).unwrap();
    assert_eq!(from, world.bridge.as_str());
    assert_eq!((amount.u128(), reference.as_slice()), (300, b"deal-7".as_slice()));
}

/// Case 4 again: a refund that errors becomes a claim; it stays one while it errors and is paid once.
#[test]
fn a_refund_that_a_contract_refuses_is_claimed_later_once() {
    let mut world = World::new();
    let packet = world.send_from_vault(300);
    world.mood(vault::Mood::Shut);
    let events = world.timeout(&packet);
    assert!(events.iter().any(|e| ev::Claimable::from_event(e).is_ok()));
    assert_eq!(world.ledger().claimable.u128(), 300);
    assert_eq!(world.balance(&world.vault), ISSUED / 2 - 300);
    assert!(world.claim().unwrap_err().contains("shut"));
    assert_eq!(world.ledger().claimable.u128(), 300);
    world.mood(vault::Mood::Open);
    world.claim().unwrap();
    assert_eq!(world.balance(&world.vault), ISSUED / 2);
    assert!(world.claim().unwrap_err().contains("BR-035"));
}

/// Case 12 (ASA-2024-007): the receiver of a claim asks for it again in the middle of it.
#[test]
fn a_claim_cannot_be_entered_twice() {
    let mut world = World::new();
    let packet = world.send_from_vault(300);
    world.mood(vault::Mood::Shut);
    world.timeout(&packet);
    world.mood(vault::Mood::Hostile);
    assert!(world.claim().unwrap_err().contains("BR-035"));
    assert_eq!(world.balance(&world.vault), ISSUED / 2 - 300);
    assert_eq!(world.ledger().claimable.u128(), 300, "rolled back, still owed");
}

#[test]
fn a_refused_send_leaves_the_money_where_it_was() {
    let mut world = World::new();
    let (alice, token) = (world.alice.clone(), world.token.clone());
    let mut msg = world.send_msg(200, None);
    if let stablecoin::ExecuteMsg::Send { msg, .. } = &mut msg {
        *msg = to_json_binary(&hook("west1qqqqqqqq")).unwrap();
    }
    let error = world.execute(&alice, &token, &msg).unwrap_err();
    assert!(error.contains("BR-029"), "{error}");
    assert_eq!(world.balance(&alice), ISSUED / 2);
}

/// A contract that the token asks and that refuses everything: what arrives goes home, what would
/// leave stays, and what comes back lands.
#[test]
fn a_policy_contract_that_refuses_strands_nothing() {
    use isthmus_api::policy::{self, CanMoveResponse};
    let mut world = World::new();
    let arrived = world.send(100);
    world.ack(&arrived, success());
    let under_way = world.send(200);
    let refusing = ContractWrapper::new(
        |_: DepsMut, _: Env, _: MessageInfo, _: policy::ExecuteMsg| -> StdResult<Response> {
            Err(StdError::generic_err("no"))
        },
        |_: DepsMut, _: Env, _: MessageInfo, _: Empty| StdResult::Ok(Response::new()),
        |_: Deps, _: Env, _: policy::QueryMsg| {
            to_json_binary(&CanMoveResponse { allowed: false, reason: None })
        },
    );
    let id = world.chain.store_code(Box::new(refusing));
    let (officer, token, alice) = (world.officer.clone(), world.token.clone(), world.alice.clone());
    let chain = &mut world.chain;
    let contract =
        chain.instantiate_contract(id, officer.clone(), &Empty {}, &[], "policy", None).unwrap();
    let policy = Some(stablecoin::PolicyContract {
        address: contract.into_string(),
        gas_limit: policy::MAX_POLICY_GAS,
    });
    world.execute(&officer, &token, &stablecoin::ExecuteMsg::SetPolicyContract { policy }).unwrap();

    let before = world.ledger();
    let error = world.receive(50, alice.as_str()).unwrap_err();
    assert!(error.contains("ST-140"), "{error}");
    let msg = world.send_msg(10, None);
    let error = world.execute(&alice, &token, &msg).unwrap_err();
    assert!(error.contains("ST-140"), "{error}");
    assert_eq!(world.ledger(), before);
    world.timeout(&under_way);
    assert_eq!(world.balance(&alice), ISSUED / 2 - 100);
    assert_eq!(world.ledger().claimable.u128(), 0);
}
