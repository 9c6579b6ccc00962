//! Codes are unique, texts are safe, and every one is provoked somewhere in these tests.

use std::fs;
use std::path::Path;

use cosmwasm_std::testing::{mock_dependencies, mock_env};
use isthmus_api::stablecoin::{ExecuteMsg, FreezeMode, MintOrder, Payment, QueryMsg};
use isthmus_stablecoin::contract;

use crate::suite::Suite;

const SOURCE: &str = include_str!("../../src/error.rs");
/// The text of every test of this contract.
fn tests() -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
    found
}

#[test]
fn codes_are_unique_in_order_and_each_is_provoked() {
    let codes: Vec<&str> =
        SOURCE.split("[ST-").skip(1).map(|rest| rest.split(']').next().unwrap()).collect();
    assert!(codes.iter().all(|code| code.len() == 3));
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    let tests = tests();
    for code in codes {
        let quoted = format!("ST-{code}");
        assert!(tests.iter().any(|test| test.contains(&quoted)), "{quoted} is never provoked");
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
        assert!(told.to_string().starts_with(&format!("entry {account} is refused: ")), "{told}");
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
