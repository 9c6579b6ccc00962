use cosmwasm_std::Binary;
use isthmus_api::stablecoin::{ExecuteMsg, FreezeMode};

use crate::suite::Suite;

fn send(suite: &Suite, amount: u128, msg: &str) -> ExecuteMsg {
    let msg = Binary::from(msg.as_bytes());
    ExecuteMsg::Send { contract: suite.addr("receiver"), amount: amount.into(), msg }
}

#[test]
fn a_transfer_moves_the_amount_and_calls_nobody() {
    let mut suite = Suite::new();
    let response = suite.transfer("alice", "receiver", 100).unwrap();
    assert_eq!((suite.balance("alice"), suite.balance("receiver")), (900, 100));
    assert_eq!(suite.received(), None);
    assert_eq!(response.events.iter().filter(|event| event.ty == "execute").count(), 1);
}

#[test]
fn more_than_the_balance_is_refused_in_cw20_bases_words() {
    let mut suite = Suite::new();
    let refused = suite.transfer("alice", "bob", 1001).unwrap_err().to_string();
    assert_eq!(
        refused,
        "Overflow: Cannot Sub with given operands (balance 1000, needed 1001) [ST-010]"
    );
}

#[test]
fn e22_zero_is_accepted_and_leaves_no_record() {
    let mut suite = Suite::new();
    suite.transfer("carol", "stranger", 0).unwrap();
    suite.transfer("alice", "stranger", 0).unwrap();
    assert_eq!(suite.balances().len(), 2);
}

#[test]
fn e4_a_transfer_to_oneself_changes_nothing() {
    let mut suite = Suite::new();
    suite.transfer("alice", "alice", 1000).unwrap();
    assert_eq!(suite.balance("alice"), 1000);
    assert_eq!(suite.transfer("alice", "alice", 1001).unwrap_err().code(), "ST-010");
    suite.approve("alice", "bob", 100);
    let alice = suite.addr("alice");
    suite.ok(
        "bob",
        ExecuteMsg::TransferFrom { owner: alice.clone(), recipient: alice, amount: 100u128.into() },
    );
    assert_eq!(
        (suite.balance("alice"), suite.allowance("alice", "bob").allowance.u128()),
        (1000, 0)
    );
}

#[test]
fn a_balance_spent_to_nothing_leaves_the_list_of_accounts() {
    let mut suite = Suite::new();
    suite.transfer("alice", "carol", 1000).unwrap();
    assert!(!suite.balances().contains_key(&suite.addr("alice")));
}

#[test]
fn send_credits_first_and_then_calls_the_contract() {
    let mut suite = Suite::new();
    suite.ok("alice", send(&suite, 70, "hello"));
    let alice = suite.addr("alice");
    let told = (alice, 70u128.into(), Binary::from(b"hello"), 70u128.into());
    assert_eq!(suite.received(), Some(told));
}

#[test]
fn e21_a_contract_that_refuses_or_is_none_leaves_the_money_with_the_sender() {
    let mut suite = Suite::new();
    let refused = send(&suite, 70, "refuse");
    let (contract, amount, msg) = (suite.addr("carol"), 70u128.into(), Binary::default());
    let nowhere = ExecuteMsg::Send { contract, amount, msg };
    for msg in [refused, nowhere] {
        assert!(suite.send("alice", msg).is_err());
        assert_eq!((suite.balance("alice"), suite.balance("receiver")), (1000, 0));
    }
    assert_eq!(suite.balance("carol"), 0);
}

#[test]
fn a_contract_that_takes_more_in_the_call_needs_an_allowance_for_it() {
    let mut suite = Suite::new();
    let msg = send(&suite, 70, "pull");
    assert!(suite.send("alice", msg.clone()).is_err());
    suite.approve("alice", "receiver", 100);
    suite.ok("alice", msg.clone());
    assert_eq!((suite.balance("alice"), suite.balance("receiver")), (860, 140));
    assert!(suite.send("alice", msg).is_err());
}

#[test]
fn a_contract_that_sends_to_itself_in_the_call_gains_nothing() {
    let mut suite = Suite::new();
    suite.ok("alice", send(&suite, 70, "again"));
    assert_eq!((suite.balance("alice"), suite.balance("receiver")), (930, 70));
}

#[test]
fn a_contract_that_sends_the_money_back_in_the_call_gains_nothing() {
    let mut suite = Suite::new();
    suite.ok("alice", send(&suite, 70, "bounce"));
    assert_eq!((suite.balance("alice"), suite.balance("receiver")), (1000, 0));
}

#[test]
fn e28_only_the_lower_case_address_is_accepted() {
    let mut suite = Suite::new();
    let bob = suite.addr("bob");
    let mixed = format!("{}{}", bob[..1].to_uppercase(), &bob[1..]);
    for recipient in [bob.to_uppercase(), mixed, "west1nothing".into(), String::new()] {
        assert_eq!(
            suite.fails("alice", ExecuteMsg::Transfer { recipient, amount: 1u128.into() }),
            "ST-008"
        );
    }
}

#[test]
fn a_payment_against_an_allowance_checks_owner_recipient_and_spender() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 300);
    let (owner, recipient) = (suite.addr("alice"), suite.addr("carol"));
    let pull = ExecuteMsg::TransferFrom { owner, recipient, amount: 10u128.into() };
    suite.ok("bob", pull.clone());
    for (who, mode, code) in [
        ("alice", FreezeMode::Outgoing, "ST-012"),
        ("bob", FreezeMode::Outgoing, "ST-014"),
        ("carol", FreezeMode::Full, "ST-013"),
    ] {
        suite.freeze(who, mode);
        assert_eq!(suite.fails("bob", pull.clone()), code, "{who} frozen");
        suite.unfreeze(who);
    }
    // A spender that pulls to itself is checked too.
    let (owner, recipient) = (suite.addr("alice"), suite.addr("bob"));
    let to_self = ExecuteMsg::TransferFrom { owner, recipient, amount: 10u128.into() };
    suite.ok("bob", to_self.clone());
    suite.freeze("bob", FreezeMode::Outgoing);
    suite.refuses("bob", to_self, "ST-014");
    assert_eq!((suite.balance("carol"), suite.balance("bob")), (10, 510));
}

#[test]
fn send_from_names_the_spender_as_the_sender() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 300);
    let (owner, contract) = (suite.addr("alice"), suite.addr("receiver"));
    let msg = Binary::from(b"x");
    suite.ok(
        "bob",
        ExecuteMsg::SendFrom { owner, contract, amount: 5u128.into(), msg: msg.clone() },
    );
    let told = (suite.addr("bob"), 5u128.into(), msg, 5u128.into());
    assert_eq!(suite.received(), Some(told));
}
