use cosmwasm_std::Binary;
use isthmus_api::stablecoin::{ExecuteMsg, FreezeMode, FrozenAccountsResponse, QueryMsg};

use crate::suite::Suite;

const MODES: [FreezeMode; 2] = [FreezeMode::Outgoing, FreezeMode::Full];

/// Every message that takes money out of alice's account, with who sends it.
fn outflows(suite: &Suite) -> Vec<(&'static str, ExecuteMsg)> {
    let (owner, contract) = (suite.addr("alice"), suite.addr("receiver"));
    let (recipient, amount, msg) = (suite.addr("carol"), 1u128.into(), Binary::from(b"x"));
    vec![
        ("alice", ExecuteMsg::Transfer { recipient: recipient.clone(), amount }),
        ("alice", ExecuteMsg::Transfer { recipient: owner.clone(), amount }),
        ("alice", ExecuteMsg::Transfer { recipient: suite.addr("bridge"), amount }),
        ("alice", ExecuteMsg::Send { contract: contract.clone(), amount, msg: msg.clone() }),
        ("alice", ExecuteMsg::Burn { amount }),
        (
            "alice",
            ExecuteMsg::TransferWithMemo { recipient: recipient.clone(), amount, memo: "x".into() },
        ),
        (
            "alice",
            ExecuteMsg::SendWithMemo {
                contract: contract.clone(),
                amount,
                msg: msg.clone(),
                memo: "x".into(),
            },
        ),
        ("alice", suite.batch(&[("carol", 1), ("receiver", 1)])),
        ("alice", suite.batch(&[("alice", 1)])),
        ("bob", ExecuteMsg::TransferFrom { owner: owner.clone(), recipient, amount }),
        ("bob", ExecuteMsg::SendFrom { owner: owner.clone(), contract, amount, msg }),
        ("bob", ExecuteMsg::BurnFrom { owner, amount }),
    ]
}

#[test]
fn e5_nothing_leaves_a_frozen_account_by_any_path() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    for mode in MODES {
        suite.freeze("alice", mode);
        for (sender, msg) in outflows(&suite) {
            assert_eq!(suite.fails(sender, msg), "ST-012", "{mode:?}");
        }
        suite.unfreeze("alice");
    }
    for (sender, msg) in outflows(&suite) {
        suite.ok(sender, msg);
    }
}

#[test]
fn e6_a_frozen_spender_moves_nobodys_money() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    for mode in MODES {
        suite.freeze("bob", mode);
        for (sender, msg) in outflows(&suite) {
            if sender == "bob" {
                assert_eq!(suite.fails(sender, msg), "ST-014", "{mode:?}");
            }
        }
        suite.unfreeze("bob");
    }
}

/// A grant remembers that its parties were free when somebody was last frozen; whoever is frozen
/// after that is found, and a grant used meanwhile does not hide it.
#[test]
fn e6_e16_a_grant_finds_every_freeze_that_came_after_it() {
    let mut suite = Suite::new();
    let (owner, spender) = (suite.addr("alice"), suite.addr("bob"));
    let (recipient, amount, expires) = (suite.addr("carol"), 1u128.into(), None);
    let more = ExecuteMsg::IncreaseAllowance { spender, amount, expires };
    let pull = ExecuteMsg::TransferFrom { owner, recipient, amount };
    suite.approve("alice", "bob", 100);
    for other in ["carol", "dave", "erin"] {
        suite.freeze(other, FreezeMode::Outgoing);
        suite.ok("alice", more.clone());
        suite.ok("bob", pull.clone());
        suite.freeze("bob", FreezeMode::Outgoing);
        assert_eq!(suite.fails("bob", pull.clone()), "ST-014");
        assert_eq!(suite.fails("alice", more.clone()), "ST-014");
        suite.freeze("bob", FreezeMode::Full);
        assert_eq!(suite.fails("bob", pull.clone()), "ST-014");
        suite.unfreeze("bob");
        suite.ok("bob", pull.clone());
        suite.freeze("alice", FreezeMode::Outgoing);
        assert_eq!(suite.fails("bob", pull.clone()), "ST-012");
        assert_eq!(suite.fails("alice", more.clone()), "ST-012");
        suite.unfreeze("alice");
    }
}

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
    let mode = FreezeMode::Full;
    suite.ok(
        "compliance",
        ExecuteMsg::Freeze { account: account.clone(), mode, reason: reason.clone() },
    );
    let page: FrozenAccountsResponse =
        suite.query(QueryMsg::FrozenAccounts { start_after: None, limit: None });
    assert_eq!(page.accounts.len(), 1);
    let freeze = suite.account("carol").freeze.unwrap();
    assert_eq!(page.accounts[0].freeze, freeze);
    assert_eq!((freeze.mode, freeze.reason), (mode, reason));
    assert_eq!(freeze.by.to_string(), suite.addr("compliance"));
    assert_eq!(freeze.since, suite.app.block_info().time.seconds());
    // A frozen account without money is not listed as a holder.
    assert!(!suite.balances().contains_key(&account));
    suite.unfreeze("carol");
    assert_eq!(suite.account("carol").freeze, None);
    let msg = ExecuteMsg::Unfreeze { account };
    assert_eq!(suite.fails("compliance", msg), "ST-029");
}

#[test]
fn a_reason_is_short_and_printable() {
    let mut suite = Suite::new();
    for reason in ["", "a<b", "caf\u{e9}", &"x".repeat(129)] {
        let msg = ExecuteMsg::Freeze {
            account: suite.addr("carol"),
            mode: FreezeMode::Full,
            reason: Some(reason.to_string()),
        };
        assert_eq!(suite.fails("compliance", msg), "ST-008");
    }
}

#[test]
fn e9_an_escrow_is_never_frozen() {
    let mut suite = Suite::new();
    for account in ["bridge", "escrow"] {
        for mode in MODES {
            let msg = ExecuteMsg::Freeze { account: suite.addr(account), mode, reason: None };
            assert_eq!(suite.fails("compliance", msg), "ST-026");
        }
    }
}
