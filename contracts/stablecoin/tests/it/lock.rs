use cosmwasm_std::HexBinary;
use isthmus_api::stablecoin::{CanTransferResponse, ExecuteMsg, FreezeMode, QueryMsg};

use crate::suite::Suite;

fn lock(suite: &Suite, locks: &[(&str, u128)]) -> ExecuteMsg {
    ExecuteMsg::LockAmount { locks: suite.amounts(locks), reason: None, case_hash: None }
}

fn unlock(suite: &Suite, locks: &[(&str, u128)]) -> ExecuteMsg {
    ExecuteMsg::UnlockAmount { locks: suite.amounts(locks) }
}

fn shown(suite: &Suite, who: &str) -> (u128, u128, u128) {
    let account = suite.account(who);
    (account.balance.u128(), account.locked.u128(), account.spendable.u128())
}

#[test]
fn i5_what_is_locked_stays_and_the_rest_moves() {
    let mut suite = Suite::new();
    suite.lock("alice", 600);
    assert_eq!(shown(&suite, "alice"), (1000, 600, 400));
    suite.transfer("alice", "bob", 300).unwrap();
    let refused = suite.transfer("alice", "bob", 101).unwrap_err();
    assert_eq!(refused.code(), "ST-055");
    assert!(refused.to_string().contains("spendable 100"), "{refused}");
    let query = QueryMsg::CanTransfer {
        from: suite.addr("alice"),
        to: suite.addr("bob"),
        amount: 101u128.into(),
        spender: None,
    };
    assert_eq!(suite.query::<CanTransferResponse>(query).code.unwrap(), "ST-055");
    // More than it has at all is the error that CW20 tools know.
    assert_eq!(suite.transfer("alice", "bob", 701).unwrap_err().code(), "ST-010");
    suite.transfer("alice", "bob", 100).unwrap();
    suite.transfer("alice", "bob", 0).unwrap();
    assert_eq!(shown(&suite, "alice"), (600, 600, 0));
}

#[test]
fn a_lock_above_the_balance_holds_for_what_arrives() {
    let mut suite = Suite::new();
    suite.lock("carol", 50);
    assert_eq!(shown(&suite, "carol"), (0, 50, 0));
    suite.transfer("alice", "carol", 60).unwrap();
    assert_eq!(shown(&suite, "carol"), (60, 50, 10));
    suite.transfer("carol", "alice", 10).unwrap();
    assert_eq!(suite.transfer("carol", "alice", 1).unwrap_err().code(), "ST-055");
}

#[test]
fn locks_add_up_and_are_undone_in_parts() {
    let mut suite = Suite::new();
    suite.lock("alice", 100);
    suite.lock("alice", 200);
    assert_eq!(shown(&suite, "alice"), (1000, 300, 700));
    suite.refuses("compliance", unlock(&suite, &[("alice", 301)]), "ST-056");
    let msg = unlock(&suite, &[("alice", 300)]);
    suite.ok("compliance", msg.clone());
    assert_eq!(shown(&suite, "alice"), (1000, 0, 1000));
    suite.refuses("compliance", msg, "ST-056");
    suite.lock("alice", u128::MAX);
    suite.refuses("compliance", lock(&suite, &[("alice", 1)]), "ST-011");
}

#[test]
fn lock_and_freeze_are_apart() {
    let mut suite = Suite::new();
    suite.lock("alice", 600);
    suite.freeze("alice", FreezeMode::Outgoing);
    assert_eq!(shown(&suite, "alice"), (1000, 600, 0));
    suite.unfreeze("alice");
    suite.hold("alice", 60);
    suite.release("alice");
    assert_eq!(shown(&suite, "alice"), (1000, 600, 400));
}

#[test]
fn a_lock_says_zero_to_nothing_and_checks_its_order() {
    let mut suite = Suite::new();
    for msg in [lock(&suite, &[("alice", 0)]), unlock(&suite, &[("alice", 0)])] {
        suite.refuses("compliance", msg, "ST-008");
    }
    for (reason, bytes) in [("", 32), ("a\nb", 32), ("case 7", 31)] {
        let (reason, case_hash) = (Some(reason.to_string()), Some(HexBinary::from(vec![7; bytes])));
        let locks = suite.amounts(&[("alice", 1)]);
        assert_eq!(
            suite.fails("compliance", ExecuteMsg::LockAmount { locks, reason, case_hash }),
            "ST-008"
        );
    }
}

#[test]
fn e9_an_escrow_is_never_locked_and_a_locked_account_never_an_escrow() {
    let mut suite = Suite::new();
    for escrow in ["bridge", "escrow"] {
        suite.refuses("compliance", lock(&suite, &[(escrow, 1)]), "ST-026");
    }
    suite.lock("receiver", 1);
    let account = suite.addr("receiver");
    suite.refuses("owner", ExecuteMsg::RegisterEscrow { account }, "ST-031");
}

#[test]
fn e20_a_bad_entry_in_any_place_stops_the_whole_list() {
    let mut suite = Suite::new();
    let good = [("alice", 10), ("bob", 20), ("carol", 30)];
    let bad = [(("escrow", 1), "ST-026"), (("alice", 1), "ST-052"), (("owner", 0), "ST-008")];
    for (entry, code) in bad {
        for place in 0..=good.len() {
            let mut locks = good.to_vec();
            locks.insert(place, entry);
            assert_eq!(suite.fails("compliance", lock(&suite, &locks)), code, "{place}");
            for who in ["alice", "bob", "carol"] {
                assert_eq!(suite.account(who).locked.u128(), 0);
            }
        }
    }
    suite.ok("compliance", lock(&suite, &good));
    for place in 0..=good.len() {
        let mut locks = good.to_vec();
        locks.insert(place, ("owner", 1));
        assert_eq!(suite.fails("compliance", unlock(&suite, &locks)), "ST-056", "{place}");
        assert_eq!(suite.account("carol").locked.u128(), 30);
    }
    let msg = unlock(&suite, &good);
    suite.ok("compliance", msg);
    for locks in [vec![], vec![("alice", 1); 51]] {
        let (msg, other) = (lock(&suite, &locks), unlock(&suite, &locks));
        suite.refuses("compliance", msg, "ST-051");
        suite.refuses("compliance", other, "ST-051");
    }
}
