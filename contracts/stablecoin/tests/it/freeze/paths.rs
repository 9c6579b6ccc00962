//! No path leads out of a restricted account, nor past the look at a spender.

use super::*;

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
    ExecuteKind::ProbePolicy,
    ExecuteKind::ContinueMigration,
    ExecuteKind::HandOver,
];

/// bob may spend 100 of alice, who has a key to sign with.
fn suite() -> Suite {
    let mut suite = Suite::new();
    // alice redeems by a send to the issuer.
    suite.ok("owner", suite.minting("escrow", Some(0), None));
    suite.approve("alice", "bob", 100);
    let [_, key] = Signer::new(7).keys();
    suite.ok("alice", ExecuteMsg::RegisterKey { key });
    suite
}

fn signed_by_alice(suite: &Suite, action: &SignedAction, nonce: u64) -> ExecuteMsg {
    signed(suite, &Signer::new(7), Kind::Ed25519, action, terms(nonce))
}

/// Every message that takes money out of alice's account, with who sends it, but for what she signs.
const OUTFLOWS: &str = r#"
alice {"transfer": {"recipient": "west:carol", "amount": "1"}}
alice {"transfer": {"recipient": "west:alice", "amount": "1"}}
alice {"send": {"contract": "west:bridge", "amount": "1", "msg": ""}}
alice {"send": {"contract": "west:receiver", "amount": "1", "msg": "eA=="}}
alice {"burn": {"amount": "1"}}
alice {"send": {"contract": "west:escrow", "amount": "1", "msg": ""}}
alice {"transfer_with_memo": {"recipient": "west:carol", "amount": "1", "memo": "x"}}
alice {"send_with_memo": {"contract": "west:receiver", "amount": "1", "msg": "eA==", "memo": "x"}}
alice {"batch_transfer": {"payments": [{"recipient": "west:carol", "amount": "1"}, {"recipient": "west:receiver", "amount": "1"}]}}
alice {"batch_transfer": {"payments": [{"recipient": "west:alice", "amount": "1"}]}}
bob {"transfer_from": {"owner": "west:alice", "recipient": "west:carol", "amount": "1"}}
bob {"send_from": {"owner": "west:alice", "contract": "west:receiver", "amount": "1", "msg": "eA=="}}
bob {"burn_from": {"owner": "west:alice", "amount": "1"}}
"#;

/// The same, with what she signs.
fn outflows(suite: &Suite) -> Vec<(&'static str, ExecuteMsg)> {
    let (from, to, amount) = (suite.addr("alice"), suite.addr("bob"), 1u128.into());
    let pay = SignedAction::Transfer {
        from: from.clone(),
        to: to.clone(),
        amount,
        most: amount,
        memo: None,
    };
    let take = SignedAction::Receive { from, to, amount, most: amount, memo: None };
    let plain = suite.rows(OUTFLOWS).into_iter().map(|(words, msg)| (words[0], msg));
    let signed =
        [("stranger", signed_by_alice(suite, &pay, 0)), ("bob", signed_by_alice(suite, &take, 1))];
    plain.chain(signed).collect()
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
        suite.refuses("bob", pull.clone(), "ST-014");
        suite.refuses("alice", more.clone(), "ST-014");
        suite.freeze("bob", FreezeMode::Full);
        suite.refuses("bob", pull.clone(), "ST-014");
        suite.unfreeze("bob");
        suite.ok("bob", pull.clone());
        suite.freeze("alice", FreezeMode::Outgoing);
        suite.refuses("bob", pull.clone(), "ST-012");
        suite.refuses("alice", more.clone(), "ST-012");
        suite.unfreeze("alice");
    }
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
