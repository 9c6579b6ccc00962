use cosmwasm_std::{Binary, HexBinary};
use isthmus_api::permission::{Caller, Guarded};
use isthmus_api::stablecoin::{
    ExecuteKind, ExecuteMsg, FreezeMode, FrozenAccountsResponse, MinterInfo, QueryMsg,
    RedemptionPolicy, SignedAction,
};
use strum::IntoEnumIterator;

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::Suite;

fn freeze(suite: &Suite, account: &str, mode: FreezeMode, until: Option<u64>) -> ExecuteMsg {
    let (account, reason, case_hash) = (suite.addr(account), None, None);
    ExecuteMsg::Freeze { account, mode, reason, until, case_hash }
}

const MODES: [FreezeMode; 2] = [FreezeMode::Outgoing, FreezeMode::Full];

/// Messages that anybody may send and that take no money out of an account.
const NO_OUTFLOWS: &[ExecuteKind] = &[
    ExecuteKind::IncreaseAllowance,
    ExecuteKind::DecreaseAllowance,
    ExecuteKind::SetAllowance,
    ExecuteKind::RevokeAllowances,
    ExecuteKind::Permit,
    ExecuteKind::CancelAuthorization,
    ExecuteKind::AdvanceNonce,
    ExecuteKind::RegisterKey,
    ExecuteKind::RemoveKey,
    ExecuteKind::ApplyChange,
    ExecuteKind::CancelRedemption,
    ExecuteKind::ContinueMigration,
];

/// bob may spend 100 of alice, who has a key to sign with.
fn suite() -> Suite {
    let mut suite = Suite::new();
    let policy = RedemptionPolicy { deadline_seconds: 60, min_amount: 1u128.into() };
    suite.ok("owner", ExecuteMsg::SetRedemptionPolicy { policy: Some(policy) });
    suite.approve("alice", "bob", 100);
    let [_, key] = Signer::new(7).keys();
    suite.ok("alice", ExecuteMsg::RegisterKey { key });
    suite
}

fn signed_by_alice(suite: &Suite, action: &SignedAction, nonce: u64) -> ExecuteMsg {
    signed(suite, &Signer::new(7), Kind::Ed25519, action, terms(nonce))
}

/// Every message that takes money out of alice's account, with who sends it.
fn outflows(suite: &Suite) -> Vec<(&'static str, ExecuteMsg)> {
    let (owner, contract) = (suite.addr("alice"), suite.addr("receiver"));
    let (from, to, one) = (owner.clone(), suite.addr("bob"), 1u128.into());
    let transfer = SignedAction::Transfer { from, to, amount: one, memo: None };
    let (from, to) = (owner.clone(), suite.addr("bob"));
    let receive = SignedAction::Receive { from, to, amount: one, memo: None };
    let (recipient, amount, msg) = (suite.addr("carol"), 1u128.into(), Binary::from(b"x"));
    vec![
        ("alice", ExecuteMsg::Transfer { recipient: recipient.clone(), amount }),
        ("alice", ExecuteMsg::Transfer { recipient: owner.clone(), amount }),
        ("alice", ExecuteMsg::Transfer { recipient: suite.addr("bridge"), amount }),
        ("alice", ExecuteMsg::Send { contract: contract.clone(), amount, msg: msg.clone() }),
        ("alice", ExecuteMsg::Burn { amount }),
        ("alice", ExecuteMsg::RequestRedemption { amount, reference: vec![7].into() }),
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
        ("stranger", signed_by_alice(suite, &transfer, 0)),
        ("bob", signed_by_alice(suite, &receive, 1)),
        ("bob", ExecuteMsg::TransferFrom { owner: owner.clone(), recipient, amount }),
        ("bob", ExecuteMsg::SendFrom { owner: owner.clone(), contract, amount, msg }),
        ("bob", ExecuteMsg::BurnFrom { owner, amount }),
    ]
}

/// Every state in which nothing may leave alice's account, and the code that says so.
const HELD_BACK: [(&str, &str); 6] = [
    ("locked", "ST-055"),
    ("frozen outgoing", "ST-012"),
    ("frozen in full", "ST-012"),
    ("frozen outgoing for a time", "ST-012"),
    ("frozen in full for a time", "ST-012"),
    ("held", "ST-050"),
];

fn hold_back(suite: &mut Suite, who: &str, how: &str) {
    let until = Some(suite.now() + 60);
    match how {
        "frozen outgoing" => suite.freeze(who, FreezeMode::Outgoing),
        "frozen in full" => suite.freeze(who, FreezeMode::Full),
        "frozen outgoing for a time" => suite.freeze_until(who, FreezeMode::Outgoing, until),
        "frozen in full for a time" => suite.freeze_until(who, FreezeMode::Full, until),
        "held" => suite.hold(who, 60),
        "locked" => suite.lock(who, 2000),
        other => panic!("{other}"),
    }
}

/// Every message by which alice lets bob spend more.
fn grants(suite: &Suite) -> Vec<ExecuteMsg> {
    let (owner, spender, amount, expires) =
        (suite.addr("alice"), suite.addr("bob"), 1u128.into(), None);
    let expected = suite.allowance("alice", "bob").allowance + amount;
    let permit = SignedAction::Permit { owner, spender: spender.clone(), amount, expires };
    vec![
        ExecuteMsg::IncreaseAllowance { spender: spender.clone(), amount, expires },
        ExecuteMsg::SetAllowance { spender, amount, expires, expected_current: expected },
        signed_by_alice(suite, &permit, 2),
    ]
}

#[test]
fn e5_the_table_below_has_every_message_that_anybody_may_send() {
    let suite = suite();
    let outflows: Vec<ExecuteKind> =
        outflows(&suite).into_iter().map(|(_, msg)| msg.kind()).collect();
    for kind in ExecuteKind::iter() {
        let listed = outflows.contains(&kind) || NO_OUTFLOWS.contains(&kind);
        let anyone = ExecuteMsg::permission(kind).caller == Caller::Anyone;
        assert!(listed || !anyone, "{kind:?} takes money out of an account, or it does not?");
    }
}

#[test]
fn e5_nothing_leaves_a_restricted_account_by_any_path() {
    for (how, code) in HELD_BACK {
        let mut suite = suite();
        hold_back(&mut suite, "alice", how);
        for (sender, msg) in outflows(&suite) {
            assert_eq!(suite.fails(sender, msg), code, "{how}");
        }
        // Nothing more is granted either (E16), and what is granted can be taken back. A lock is of
        // money, not of the account.
        let (spender, amount, expires) = (suite.addr("bob"), 1u128.into(), None);
        for msg in grants(&suite) {
            match how {
                "locked" => {
                    suite.ok("alice", msg);
                }
                _ => assert_eq!(suite.fails("alice", msg), code, "{how}"),
            }
        }
        suite.ok("alice", ExecuteMsg::DecreaseAllowance { spender, amount, expires });
    }
    let mut suite = suite();
    for (sender, msg) in outflows(&suite) {
        suite.ok(sender, msg);
    }
}

#[test]
fn i12_what_ends_by_itself_is_over_at_that_second() {
    for (how, code) in HELD_BACK.into_iter().skip(3) {
        for nth in 0..outflows(&suite()).len() {
            let mut suite = suite();
            let (sender, msg) = outflows(&suite).swap_remove(nth);
            hold_back(&mut suite, "alice", how);
            suite.after_seconds(59);
            assert_eq!(suite.fails(sender, msg.clone()), code, "{how}");
            suite.after_seconds(1);
            assert_eq!(suite.account("alice").spendable.u128(), 1000, "{how}");
            suite.ok(sender, msg);
            let alice = suite.account("alice");
            assert_eq!((alice.freeze, alice.hold), (None, None), "{how}");
        }
    }
}

#[test]
fn e6_a_restricted_spender_moves_nobodys_money() {
    for (how, code) in HELD_BACK.into_iter().skip(1) {
        let mut suite = suite();
        hold_back(&mut suite, "bob", how);
        let code = if code == "ST-012" { "ST-014" } else { code };
        for (_, msg) in outflows(&suite) {
            use ExecuteKind as K;
            if matches!(msg.kind(), K::TransferFrom | K::SendFrom | K::BurnFrom) {
                assert_eq!(suite.fails("bob", msg), code, "{how}");
            }
        }
        for msg in grants(&suite) {
            assert_eq!(suite.fails("alice", msg), code, "E16: {how}");
        }
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
    let (mode, case_hash) = (FreezeMode::Full, Some(HexBinary::from([7; 32])));
    suite.ok(
        "compliance",
        ExecuteMsg::Freeze {
            account: account.clone(),
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
            until: None,
            case_hash: None,
        };
        assert_eq!(suite.fails("compliance", msg), "ST-008");
    }
}

#[test]
fn e9_an_escrow_is_never_frozen() {
    let mut suite = Suite::new();
    for account in ["bridge", "escrow"] {
        for mode in MODES {
            let msg = freeze(&suite, account, mode, None);
            assert_eq!(suite.fails("compliance", msg), "ST-026");
            let accounts = vec![suite.addr("alice"), suite.addr(account)];
            let (reason, until, case_hash) = (None, None, None);
            let msg = ExecuteMsg::FreezeAccounts { accounts, mode, reason, until, case_hash };
            assert_eq!(suite.fails("compliance", msg), "ST-026");
            assert_eq!(suite.account("alice").freeze, None);
        }
    }
}

#[test]
fn a_freeze_ends_later_than_now_and_its_case_hash_has_32_bytes() {
    let mut suite = Suite::new();
    let (mode, now) = (FreezeMode::Full, suite.now());
    for until in [0, now - 1, now, 1 << 40, u64::MAX] {
        let msg = freeze(&suite, "carol", mode, Some(until));
        assert_eq!(suite.fails("compliance", msg), "ST-008");
    }
    for bytes in [0, 31, 33] {
        let (account, reason, until) = (suite.addr("carol"), None, None);
        let case_hash = Some(HexBinary::from(vec![7; bytes]));
        let msg = ExecuteMsg::Freeze { account, mode, reason, until, case_hash };
        assert_eq!(suite.fails("compliance", msg), "ST-008");
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
    let msg = ExecuteMsg::Unfreeze { account: suite.addr("alice") };
    assert_eq!(suite.fails("compliance", msg), "ST-029");
    // It may be frozen again, and money reaches it.
    suite.transfer("bob", "alice", 1).unwrap();
    suite.freeze("alice", FreezeMode::Full);
    assert_eq!(listed(&suite).len(), 2);
}

/// A grant looked at when a freeze had ended finds the next freeze of the same account.
#[test]
fn e6_a_freeze_after_one_that_ended_is_found() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    let (owner, recipient, amount) = (suite.addr("alice"), suite.addr("carol"), 1u128.into());
    let pull = ExecuteMsg::TransferFrom { owner, recipient, amount };
    for n in 1..4 {
        let until = Some(suite.now() + 10);
        match n % 2 {
            0 => suite.hold("bob", 10),
            _ => suite.freeze_until("bob", FreezeMode::Outgoing, until),
        }
        assert!(["ST-014", "ST-050"].contains(&suite.fails("bob", pull.clone()).as_str()));
        suite.after_seconds(10);
        suite.ok("bob", pull.clone());
    }
}

#[test]
fn e19_a_frozen_minter_mints_again_when_the_freeze_ends() {
    let mut suite = Suite::new();
    let frozen = |suite: &Suite| {
        let query = QueryMsg::MinterInfo { minter: suite.addr("minter") };
        suite.query::<Option<MinterInfo>>(query).unwrap().frozen
    };
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
    let minter = suite.addr("minter");
    suite.ok("master", ExecuteMsg::RemoveMinter { minter });
}

#[test]
fn e19_who_becomes_a_minter_while_restricted_is_marked() {
    let mut suite = Suite::new();
    suite.hold("carol", 100);
    let (minter, allowance) = (suite.addr("carol"), 5u128.into());
    let rate_limit = None;
    suite.ok("master", ExecuteMsg::ConfigureMinter { minter, allowance, rate_limit });
    assert_eq!(suite.mint("carol", "bob", 1).unwrap_err().code(), "ST-015");
    suite.release("carol");
    suite.mint("carol", "bob", 1).unwrap();
}

/// E20: all of a list or nothing, wherever the bad entry stands.
#[test]
fn e20_a_bad_entry_in_any_place_stops_the_whole_list() {
    let mut suite = Suite::new();
    let good = ["alice", "bob", "carol"].map(|who| suite.addr(who));
    let (mode, until, case_hash) = (FreezeMode::Full, None, None);
    let freeze = |accounts| ExecuteMsg::FreezeAccounts {
        accounts,
        mode,
        reason: None,
        until,
        case_hash: case_hash.clone(),
    };
    let (escrow, twice, nobody) = (suite.addr("escrow"), good[0].clone(), "x".to_string());
    for (bad, code) in [(escrow, "ST-026"), (twice, "ST-052"), (nobody, "ST-008")] {
        for place in 0..=good.len() {
            let mut accounts = good.to_vec();
            accounts.insert(place, bad.clone());
            assert_eq!(suite.fails("compliance", freeze(accounts)), code, "{place}");
            for who in ["alice", "bob", "carol"] {
                assert_eq!(suite.account(who).freeze, None);
            }
        }
    }
    suite.ok("compliance", freeze(good.to_vec()));
    for place in 0..=good.len() {
        let mut accounts = good.to_vec();
        accounts.insert(place, suite.addr("stranger"));
        let msg = ExecuteMsg::UnfreezeAccounts { accounts };
        assert_eq!(suite.fails("compliance", msg), "ST-029", "{place}");
        for who in ["alice", "bob", "carol"] {
            assert!(suite.account(who).freeze.is_some());
        }
    }
    suite.ok("compliance", ExecuteMsg::UnfreezeAccounts { accounts: good.to_vec() });
    suite.transfer("alice", "bob", 1).unwrap();
}

#[test]
fn a_list_has_from_1_to_50_accounts() {
    let mut suite = Suite::new();
    let many: Vec<String> = (0..51).map(|n| suite.addr(&format!("holder{n}"))).collect();
    let freeze = |accounts: &[String]| ExecuteMsg::FreezeAccounts {
        accounts: accounts.to_vec(),
        mode: FreezeMode::Full,
        reason: None,
        until: None,
        case_hash: None,
    };
    assert_eq!(suite.fails("compliance", freeze(&[])), "ST-051");
    assert_eq!(suite.fails("compliance", freeze(&many)), "ST-051");
    suite.ok("compliance", freeze(&many[..50]));
    for accounts in [vec![], many.clone()] {
        let msg = ExecuteMsg::UnfreezeAccounts { accounts };
        assert_eq!(suite.fails("compliance", msg), "ST-051");
    }
    suite.ok("compliance", ExecuteMsg::UnfreezeAccounts { accounts: many[..50].to_vec() });
}
