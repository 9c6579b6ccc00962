//! Codes are unique, texts are safe, and every one is provoked somewhere in these tests.

use cosmwasm_std::testing::{mock_dependencies, mock_env};
use isthmus_api::stablecoin::{ExecuteMsg, FreezeMode, MintOrder, Payment, QueryMsg};
use isthmus_stablecoin::contract;

use crate::suite::Suite;

const SOURCE: &str = include_str!("../../src/error.rs");
const TESTS: &[&str] = &[
    include_str!("admin.rs"),
    include_str!("allowance.rs"),
    include_str!("bridge.rs"),
    include_str!("changes.rs"),
    include_str!("compliance.rs"),
    include_str!("errors.rs"),
    include_str!("escrow.rs"),
    include_str!("fee.rs"),
    include_str!("freeze.rs"),
    include_str!("hold.rs"),
    include_str!("instantiate.rs"),
    include_str!("lock.rs"),
    include_str!("marketing.rs"),
    include_str!("matrix.rs"),
    include_str!("migrate.rs"),
    include_str!("migration.rs"),
    include_str!("minters.rs"),
    include_str!("pause.rs"),
    include_str!("payments.rs"),
    include_str!("policy.rs"),
    include_str!("recover.rs"),
    include_str!("signed.rs"),
    include_str!("rescue.rs"),
    include_str!("roles.rs"),
    include_str!("redemption.rs"),
    include_str!("reserves.rs"),
    include_str!("seize.rs"),
    include_str!("supply.rs"),
    include_str!("transfer.rs"),
];

#[test]
fn codes_are_unique_in_order_and_each_is_provoked() {
    let codes: Vec<&str> =
        SOURCE.split("[ST-").skip(1).map(|rest| rest.split(']').next().unwrap()).collect();
    assert!(codes.iter().all(|code| code.len() == 3));
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    for code in codes {
        let quoted = format!("ST-{code}");
        assert!(TESTS.iter().any(|test| test.contains(&quoted)), "{quoted} is never provoked");
    }
}

#[test]
fn texts_are_safe_inside_an_acknowledgement() {
    for line in SOURCE.lines().filter(|line| line.trim().starts_with("#[error(\"")) {
        assert!(line.is_ascii() && !line.contains(['<', '>', '&']), "{line}");
    }
}

/// Of what a list names somebody is refused: who is said, with the code of the cause.
#[test]
fn the_refused_entry_of_a_list_is_named() {
    let mut suite = Suite::new();
    suite.freeze("carol", FreezeMode::Full);
    suite.lock("bob", 5);
    let (alice, bob, escrow) = (suite.addr("alice"), suite.addr("bob"), suite.addr("escrow"));
    let carol = suite.addr("carol");
    let order = |account: &String| MintOrder { recipient: account.clone(), amount: 1u128.into() };
    let payment = |account: &String, memo: Option<&str>| Payment {
        recipient: account.clone(),
        amount: 1u128.into(),
        memo: memo.map(Into::into),
    };
    let (mode, until, reason, case_hash) = (FreezeMode::Full, None, None, None);
    let accounts = vec![alice.clone(), escrow.clone()];
    let seconds = 5;
    let refused = [
        (
            "compliance",
            ExecuteMsg::FreezeAccounts {
                accounts: accounts.clone(),
                mode,
                reason,
                until,
                case_hash: case_hash.clone(),
            },
            (&escrow, "ST-026"),
        ),
        (
            "compliance",
            ExecuteMsg::UnfreezeAccounts { accounts: vec![carol.clone(), alice.clone()] },
            (&alice, "ST-029"),
        ),
        (
            "guardian",
            ExecuteMsg::PlaceHold { accounts, seconds, reason: "alert".into(), case_hash },
            (&escrow, "ST-026"),
        ),
        (
            "compliance",
            ExecuteMsg::UnlockAmount { locks: suite.amounts(&[("bob", 5), ("alice", 1)]) },
            (&alice, "ST-056"),
        ),
        (
            "compliance",
            ExecuteMsg::UnlockAmount { locks: suite.amounts(&[("alice", 0), ("bob", 5)]) },
            (&alice, "ST-008"),
        ),
        (
            "alice",
            ExecuteMsg::BatchTransfer {
                payments: vec![payment(&bob, None), payment(&carol, None)],
            },
            (&carol, "ST-013"),
        ),
        (
            "alice",
            ExecuteMsg::BatchTransfer {
                payments: vec![payment(&alice, None), payment(&bob, Some(""))],
            },
            (&bob, "ST-008"),
        ),
        (
            "minter",
            ExecuteMsg::MintBatch { mints: vec![order(&bob), order(&carol)] },
            (&carol, "ST-013"),
        ),
    ];
    for (by, msg, (account, code)) in refused {
        let told = suite.send(by, msg).unwrap_err();
        assert!(told.to_string().starts_with(&format!("entry {account}: ")), "{told}");
        assert_eq!(told.code(), code, "{told}");
    }
}

#[test]
fn state_that_is_not_there_is_an_error() {
    let deps = mock_dependencies();
    let refused =
        contract::query(deps.as_ref(), mock_env(), QueryMsg::Supply {}.into()).unwrap_err();
    assert_eq!(refused.code(), "ST-001");
}
