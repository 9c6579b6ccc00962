mod lists;
mod paths;

use cosmwasm_std::HexBinary;
use isthmus_api::permission::{Caller, Guarded};
use isthmus_api::stablecoin::{
    ExecuteKind, ExecuteMsg, FreezeMode, FrozenAccountsResponse, MinterInfo, QueryMsg, SignedAction,
};
use strum::IntoEnumIterator;

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::Suite;

fn freeze(suite: &Suite, account: &str, mode: FreezeMode, until: Option<u64>) -> ExecuteMsg {
    let (accounts, reason, case_hash) = (vec![suite.addr(account)], None, None);
    ExecuteMsg::Freeze { accounts, mode, reason, until, case_hash }
}

const MODES: [FreezeMode; 2] = [FreezeMode::Outgoing, FreezeMode::Full];

#[test]
fn a_fully_frozen_account_receives_nothing_and_an_outgoing_one_does() {
    let mut suite = Suite::new();
    suite.freeze("carol", FreezeMode::Outgoing);
    suite.transfer("alice", "carol", 5).unwrap();
    suite.mint("minter", "carol", 5).unwrap();
    suite.freeze("carol", FreezeMode::Full);
    assert_eq!(suite.transfer("alice", "carol", 5).unwrap_err().code(), "ST-013");
    assert_eq!(suite.mint("minter", "carol", 5).unwrap_err().code(), "ST-013");
    let carol = suite.account("carol");
    assert_eq!((carol.balance.u128(), carol.spendable.u128()), (10, 0));
    suite.unfreeze("carol");
    assert_eq!(suite.account("carol").spendable.u128(), 10);
}

#[test]
fn a_freeze_says_why_since_when_and_who() {
    let mut suite = Suite::new();
    let (account, reason) = (suite.addr("carol"), Some("case 2026-114".to_string()));
    let (mode, case_hash) = (FreezeMode::Full, Some(HexBinary::from([7; 32])));
    suite.ok(
        "compliance",
        ExecuteMsg::Freeze {
            accounts: vec![account.clone()],
            mode,
            reason: reason.clone(),
            until: None,
            case_hash: case_hash.clone(),
        },
    );
    let page: FrozenAccountsResponse =
        suite.query(QueryMsg::FrozenAccounts { start_after: None, limit: None });
    assert_eq!(page.accounts.len(), 1);
    let freeze = suite.account("carol").freeze.unwrap();
    assert_eq!(page.accounts[0].freeze, freeze);
    assert_eq!((freeze.mode, freeze.reason), (mode, reason));
    assert_eq!((freeze.until, freeze.case_hash), (None, case_hash));
    assert_eq!(freeze.by.to_string(), suite.addr("compliance"));
    assert_eq!(freeze.since, suite.now());
    // A frozen account without money is not listed as a holder.
    assert!(!suite.balances().contains_key(&account));
    suite.unfreeze("carol");
    assert_eq!(suite.account("carol").freeze, None);
    suite.refuses("compliance", ExecuteMsg::Unfreeze { accounts: vec![account] }, "ST-029");
}

#[test]
fn a_reason_is_one_short_line() {
    let mut suite = Suite::new();
    for reason in ["", "a\nb", "a\u{202e}b", &"x".repeat(65)] {
        let msg = ExecuteMsg::Freeze {
            accounts: vec![suite.addr("carol")],
            mode: FreezeMode::Full,
            reason: Some(reason.to_string()),
            until: None,
            case_hash: None,
        };
        suite.refuses("compliance", msg, "ST-008");
    }
}

#[test]
fn e9_an_escrow_is_never_frozen() {
    let mut suite = Suite::new();
    for account in ["bridge", "escrow"] {
        for mode in MODES {
            suite.refuses("compliance", freeze(&suite, account, mode, None), "ST-026");
            let accounts = vec![suite.addr("alice"), suite.addr(account)];
            let (reason, until, case_hash) = (None, None, None);
            let msg = ExecuteMsg::Freeze { accounts, mode, reason, until, case_hash };
            suite.refuses("compliance", msg, "ST-026");
            assert_eq!(suite.account("alice").freeze, None);
        }
    }
}

#[test]
fn a_freeze_ends_later_than_now_and_its_case_hash_has_32_bytes() {
    let mut suite = Suite::new();
    let (mode, now) = (FreezeMode::Full, suite.now());
    for until in [0, now - 1, now, 1 << 40, u64::MAX] {
        suite.refuses("compliance", freeze(&suite, "carol", mode, Some(until)), "ST-008");
    }
    for bytes in [0, 31, 33] {
        let (accounts, reason, until) = (vec![suite.addr("carol")], None, None);
        let case_hash = Some(HexBinary::from(vec![7; bytes]));
        let msg = ExecuteMsg::Freeze { accounts, mode, reason, until, case_hash };
        suite.refuses("compliance", msg, "ST-008");
    }
    suite.freeze_until("carol", mode, Some((1 << 40) - 1));
}

#[test]
fn a_freeze_is_changed_by_the_next_one() {
    let mut suite = Suite::new();
    let until = Some(suite.now() + 100);
    suite.freeze_until("carol", FreezeMode::Full, until);
    assert_eq!(suite.account("carol").freeze.unwrap().until, until);
    suite.freeze("carol", FreezeMode::Outgoing);
    suite.after_seconds(100);
    let freeze = suite.account("carol").freeze.unwrap();
    assert_eq!((freeze.mode, freeze.until), (FreezeMode::Outgoing, None));
}

#[test]
fn a_freeze_that_is_over_is_neither_listed_nor_lifted() {
    let mut suite = Suite::new();
    let until = Some(suite.now() + 100);
    suite.freeze_until("alice", FreezeMode::Full, until);
    suite.freeze("carol", FreezeMode::Full);
    let listed = |suite: &Suite| {
        let query = QueryMsg::FrozenAccounts { start_after: None, limit: None };
        let page: FrozenAccountsResponse = suite.query(query);
        page.accounts.into_iter().map(|frozen| frozen.account.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&suite).len(), 2);
    suite.after_seconds(100);
    assert_eq!(listed(&suite), [suite.addr("carol")]);
    assert_eq!(suite.account("alice").freeze, None);
    let accounts = vec![suite.addr("alice")];
    suite.refuses("compliance", ExecuteMsg::Unfreeze { accounts }, "ST-029");
    // It may be frozen again, and money reaches it.
    suite.transfer("bob", "alice", 1).unwrap();
    suite.freeze("alice", FreezeMode::Full);
    assert_eq!(listed(&suite).len(), 2);
}

#[test]
fn e19_a_frozen_minter_mints_again_when_the_freeze_ends() {
    let mut suite = Suite::new();
    let frozen =
        |suite: &Suite| suite.query::<Option<MinterInfo>>(QueryMsg::MinterInfo {}).unwrap().frozen;
    let until = Some(suite.now() + 100);
    suite.freeze_until("minter", FreezeMode::Outgoing, until);
    suite.hold("minter", 200);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-015");
    // One of the two is over, or lifted: the other is still there.
    suite.after_seconds(100);
    assert!(frozen(&suite));
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-015");
    suite.freeze("minter", FreezeMode::Full);
    suite.unfreeze("minter");
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-015");
    suite.after_seconds(100);
    assert!(!frozen(&suite));
    suite.mint("minter", "carol", 1).unwrap();
    // The mark went with the mint; the next freeze sets it again, and the minter can be removed.
    suite.freeze("minter", FreezeMode::Full);
    assert!(frozen(&suite));
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-015");
    suite.ok("owner", ExecuteMsg::SetMinter { minter: None });
}

#[test]
fn e19_who_becomes_the_minter_while_restricted_is_marked() {
    let mut suite = Suite::new();
    suite.hold("carol", 100);
    suite.ok("owner", suite.minting("carol", Some(5), None));
    assert_eq!(suite.mint("carol", "bob", 1).unwrap_err().code(), "ST-015");
    suite.release("carol");
    suite.mint("carol", "bob", 1).unwrap();
}
