//! A lost key. The identity contract is played by the suite's receiver.

use cosmwasm_std::HexBinary;
use isthmus_api::event::TypedEvent;
use isthmus_api::identity::link;
use isthmus_api::stablecoin::events::RecoverAccount;
use isthmus_api::stablecoin::{
    AccountStatus, ComplianceMode, ExecuteMsg, FreezeMode, HOLD_GAP_SECONDS, MAX_HOLD_SECONDS,
};

use crate::suite::{Outcome, Suite};

const ANN: [u8; 20] = [1; 20];
const EVE: [u8; 20] = [2; 20];

/// alice, carol and stranger are one person, bob is another, and nobody knows of the rest.
fn suite() -> Suite {
    let mut suite = Suite::with_identity();
    for (who, did) in [("alice", ANN), ("carol", ANN), ("stranger", ANN), ("bob", EVE)] {
        suite.link(who, did);
    }
    suite
}

fn msg(suite: &Suite, old: &str, new: &str) -> ExecuteMsg {
    let (old, new, case_hash) = (suite.addr(old), suite.addr(new), HexBinary::from([7; 32]));
    ExecuteMsg::RecoverAccount { old, new, case_hash }
}

fn recover(suite: &mut Suite, old: &str, new: &str) -> Outcome {
    let msg = msg(suite, old, new);
    suite.send("compliance", msg)
}

fn refused(suite: &mut Suite, old: &str, new: &str) -> String {
    recover(suite, old, new).unwrap_err().to_string()
}

#[test]
fn a_lost_key_is_replaced() {
    let mut suite = suite();
    suite.transfer("bob", "carol", 7).unwrap();
    let response = recover(&mut suite, "alice", "carol").unwrap();
    assert_eq!((suite.balance("alice"), suite.balance("carol")), (0, 1007));
    let freeze = suite.account("alice").freeze.unwrap();
    assert_eq!((freeze.mode, freeze.until), (FreezeMode::Full, None));
    assert_eq!(freeze.recovered_to.unwrap().to_string(), suite.addr("carol"));
    assert_eq!(suite.transfer("alice", "bob", 0).unwrap_err().code(), "ST-012");
    assert_eq!(suite.transfer("bob", "alice", 1).unwrap_err().code(), "ST-013");
    suite.transfer("carol", "bob", 1007).unwrap();
    let told = response.events.iter().find_map(|event| RecoverAccount::from_event(event).ok());
    let expected = RecoverAccount {
        old: suite.addr("alice"),
        new: suite.addr("carol"),
        amount: 1000u128.into(),
        locked: 0u128.into(),
        mode: None,
        held_until: None,
        status: "none".to_string(),
        case_hash: "07".repeat(32),
        by: suite.addr("compliance"),
    };
    assert_eq!(told.unwrap(), expected);
}

#[test]
fn a_recovery_moves_money_and_what_restricts_it() {
    let mut suite = suite();
    let (accounts, status) = (vec![suite.addr("alice")], AccountStatus::Blocked);
    suite.ok("compliance", ExecuteMsg::SetAccountStatus { accounts, status });
    suite.lock("alice", 1200);
    suite.freeze("alice", FreezeMode::Outgoing);
    suite.hold("alice", MAX_HOLD_SECONDS);
    let was = suite.account("alice");
    recover(&mut suite, "alice", "carol").unwrap();
    let is = suite.account("carol");
    assert_eq!((is.balance, is.locked, is.status), (was.balance, was.locked, was.status));
    assert_eq!((is.freeze, is.hold), (was.freeze, was.hold));
    let left = suite.account("alice");
    assert_eq!((left.balance.u128(), left.locked.u128(), left.hold), (0, 0, None));
    assert_eq!(left.status, AccountStatus::None);

    // Nor does a new account shorten the time until the next hold.
    suite.unfreeze("carol");
    suite.after_seconds(MAX_HOLD_SECONDS + HOLD_GAP_SECONDS - 1);
    let (accounts, seconds) = (vec![suite.addr("carol")], 1);
    let (reason, case_hash) = ("alert".to_string(), None);
    let hold = ExecuteMsg::PlaceHold { accounts, seconds, reason, case_hash };
    suite.refuses("guardian", hold.clone(), "ST-053");
    suite.after_seconds(1);
    suite.ok("guardian", hold);
}

#[test]
fn nobody_is_recovered_without_one_did() {
    let mut suite = suite();
    for (old, new) in [("alice", "bob"), ("bob", "alice"), ("alice", "master"), ("master", "alice")]
    {
        assert!(refused(&mut suite, old, new).contains("not linked to one DID"), "{old} {new}");
    }
    // Both unknown is not the same person either.
    assert!(refused(&mut suite, "master", "pauser").ends_with("[ST-059]"));
    assert_eq!(recover(&mut suite, "alice", "alice").unwrap_err().code(), "ST-057");
    // What cannot be read is no link.
    let (identity, key) =
        (suite.receiver.clone(), link::account_did_key(&suite.addr("carol")).unwrap());
    suite.app.contract_storage_mut(&identity).set(&key, b"true");
    assert_eq!(recover(&mut suite, "alice", "carol").unwrap_err().code(), "ST-001");
    assert_eq!(suite.balance("alice"), 1000);
}

#[test]
fn without_an_identity_contract_nobody_is_recovered() {
    let mut unset = Suite::with(|msg, _| msg.regional.as_mut().unwrap().identity = None).unwrap();
    assert!(refused(&mut unset, "alice", "carol").contains("no identity contract is known"));
    // An address without a contract answers nothing.
    let mut missing = Suite::new();
    assert!(refused(&mut missing, "alice", "carol").contains("not linked to one DID"));
}

#[test]
fn a_restricted_account_takes_nobodys_place() {
    for how in ["frozen", "held", "locked", "blocked"] {
        let mut suite = suite();
        match how {
            "frozen" => suite.freeze("carol", FreezeMode::Outgoing),
            "held" => suite.hold("carol", 60),
            "locked" => suite.lock("carol", 1),
            _ => {
                let (accounts, status) = (vec![suite.addr("carol")], AccountStatus::Blocked);
                suite.ok("compliance", ExecuteMsg::SetAccountStatus { accounts, status });
            }
        }
        assert!(refused(&mut suite, "alice", "carol").contains("frozen, held, locked or blocked"));
        assert_eq!(suite.balance("alice"), 1000);
    }
    let mut suite = suite();
    suite.hold("carol", 60);
    suite.after_seconds(60);
    recover(&mut suite, "alice", "carol").unwrap();
}

#[test]
fn an_escrow_or_a_minter_is_not_recovered() {
    let mut suite = suite();
    suite.link("escrow", ANN);
    suite.link("minter", ANN);
    for (other, why) in [("escrow", "is an escrow"), ("minter", "is a minter")] {
        assert!(refused(&mut suite, "alice", other).contains(why));
        assert!(refused(&mut suite, other, "alice").contains(why));
    }
}

#[test]
fn what_lands_later_is_recovered_too() {
    let mut suite = suite();
    suite.deposit("bob", "escrow", 50).unwrap();
    recover(&mut suite, "alice", "carol").unwrap();
    suite.transfer("escrow", "alice", 20).unwrap();
    recover(&mut suite, "alice", "carol").unwrap();
    assert_eq!((suite.balance("alice"), suite.balance("carol")), (0, 1020));
    assert_eq!(suite.account("carol").freeze, None);
    // The new key is lost as well: the next account takes both places.
    recover(&mut suite, "carol", "stranger").unwrap();
    suite.transfer("escrow", "alice", 30).unwrap();
    recover(&mut suite, "alice", "stranger").unwrap();
    assert_eq!(suite.balance("stranger"), 1050);
    suite.transfer("stranger", "bob", 1050).unwrap();
    // And a frozen account takes nobody's place: nothing goes back to the lost one.
    assert!(refused(&mut suite, "stranger", "alice").contains("frozen"));
}

/// E6, E16: a grant to or by the old account finds the freeze.
#[test]
fn e6_grants_find_that_the_old_account_is_frozen() {
    let mut suite = suite();
    suite.approve("alice", "bob", 100);
    suite.approve("bob", "alice", 100);
    recover(&mut suite, "alice", "carol").unwrap();
    let (amount, recipient) = (1u128.into(), suite.addr("bob"));
    let (alice, bob) = (suite.addr("alice"), suite.addr("bob"));
    let pull = |owner| ExecuteMsg::TransferFrom { owner, recipient: recipient.clone(), amount };
    suite.refuses("bob", pull(alice), "ST-012");
    suite.refuses("alice", pull(bob), "ST-014");
}

#[test]
fn what_lands_later_goes_where_the_restrictions_went() {
    for how in ["freeze", "lock", "hold", "blocked"] {
        let mut suite = suite();
        suite.mode(ComplianceMode::Blocklist);
        suite.deposit("alice", "escrow", 600).unwrap();
        match how {
            "freeze" => suite.freeze("alice", FreezeMode::Full),
            "lock" => suite.lock("alice", 1000),
            "hold" => suite.hold("alice", MAX_HOLD_SECONDS),
            _ => suite.status("alice", AccountStatus::Blocked),
        }
        recover(&mut suite, "alice", "carol").unwrap();
        let was = suite.account("carol");
        suite.transfer("escrow", "alice", 600).unwrap();
        // A third account of the same person would have none of them.
        assert!(refused(&mut suite, "alice", "stranger").contains("recover to that one"), "{how}");
        recover(&mut suite, "alice", "carol").unwrap();
        let is = suite.account("carol");
        assert_eq!((suite.balance("alice"), suite.balance("carol")), (0, 1000), "{how}");
        assert_eq!((is.freeze, is.hold, is.status), (was.freeze, was.hold, was.status), "{how}");
        assert_eq!(is.locked, was.locked, "{how}");
        suite.transfer("carol", "bob", 1).unwrap_err();
        // Once these are lifted the person may move on, and with her what lands even later.
        match how {
            "freeze" => suite.unfreeze("carol"),
            "lock" => {
                let locks = suite.amounts(&[("carol", 1000)]);
                suite.ok("compliance", ExecuteMsg::UnlockAmount { locks });
            }
            "hold" => suite.after_seconds(MAX_HOLD_SECONDS),
            _ => suite.status("carol", AccountStatus::None),
        }
        recover(&mut suite, "alice", "stranger").unwrap();
        suite.deposit("carol", "escrow", 400).unwrap();
        recover(&mut suite, "carol", "stranger").unwrap();
        suite.transfer("escrow", "carol", 400).unwrap();
        suite.lock("stranger", 1000);
        recover(&mut suite, "carol", "stranger").unwrap();
        assert_eq!(
            (suite.balance("stranger"), suite.account("stranger").spendable.u128()),
            (1000, 0)
        );
    }
}

#[test]
fn a_recovery_names_a_case() {
    let mut suite = suite();
    let (old, new) = (suite.addr("alice"), suite.addr("carol"));
    let case_hash = HexBinary::from([7; 31]);
    suite.refuses("compliance", ExecuteMsg::RecoverAccount { old, new, case_hash }, "ST-008");
}
