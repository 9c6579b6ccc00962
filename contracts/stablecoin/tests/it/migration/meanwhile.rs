//! What happens to accounts and grants while a migration is under way.

use super::*;

#[test]
fn an_account_restricted_before_its_balance_is_moved_has_both() {
    let mut suite = begun();
    suite.freeze("alice", FreezeMode::Full);
    suite.hold("bob", 3600);
    suite.lock("alice", 300);
    suite.status("bob", AccountStatus::Blocked);
    assert_eq!((suite.balance("alice"), suite.balance("bob")), (0, 0));
    // An order takes what is there: nothing yet.
    assert_eq!(suite.seize("alice", "carol", 1).unwrap_err().code(), "ST-010");
    suite.ok("stranger", next(3));
    let alice = suite.account("alice");
    assert_eq!((alice.balance.u128(), alice.locked.u128()), (1000, 300));
    assert_eq!(alice.freeze.unwrap().mode, FreezeMode::Full);
    let bob = suite.account("bob");
    assert_eq!((bob.balance.u128(), bob.status), (500, AccountStatus::Blocked));
    assert!(bob.hold.is_some());
    // What an order does meanwhile is neither lost nor does it disturb the sum.
    suite.seize("alice", "carol", 400).unwrap();
    suite.wipe("alice").unwrap();
    suite.ok("stranger", next(100));
    assert_eq!(
        (status(&suite), suite.balance("carol"), suite.supply().total.u128()),
        (None, 400, 970)
    );
}

/// What an escrow pays is never stopped, so a deal can end meanwhile: once its own balance is there.
#[test]
fn an_escrow_pays_once_its_balance_is_moved_and_the_sum_still_holds() {
    let mut suite = begun();
    assert_eq!(suite.transfer("escrow", "bob", 5).unwrap_err().code(), "ST-010");
    while suite.balance("escrow") == 0 {
        suite.ok("stranger", next(1));
    }
    suite.transfer("escrow", "bob", 5).unwrap();
    suite.ok("stranger", next(100));
    assert_eq!((status(&suite), suite.supply().total.u128()), (None, 1570));
    assert_eq!((suite.balance("escrow"), suite.balance("bob")), (65, 505));
}

#[test]
fn a_grant_is_looked_at_by_the_mode_that_the_token_begins_with() {
    for mode in [ComplianceMode::Allowlist, ComplianceMode::Blocklist] {
        let mut suite = old();
        let terms = FromCw20 {
            compliance_mode: Some(mode),
            ..terms(&|who| suite.addr(who), Some(MAX_FIRST_PAGE))
        };
        migrate(&mut suite, &MigrateMsg { from_cw20: Some(terms), ..MigrateMsg::default() })
            .unwrap();
        let (unfit, code) = match mode {
            ComplianceMode::Allowlist => (AccountStatus::None, "ST-093"),
            _ => (AccountStatus::Blocked, "ST-094"),
        };
        for (who, status) in
            [("alice", AccountStatus::Allowed), ("dora", AccountStatus::Allowed), ("bob", unfit)]
        {
            if status != AccountStatus::None {
                suite.status(who, status);
            }
        }
        let (owner, recipient) = (suite.addr("alice"), suite.addr("dora"));
        let spend = ExecuteMsg::TransferFrom { owner, recipient, amount: 5u128.into() };
        suite.refuses("bob", spend, code);
        let spender = suite.addr("bob");
        let more = |spender| ExecuteMsg::IncreaseAllowance {
            spender,
            amount: 7u128.into(),
            expires: None,
        };
        suite.refuses("alice", more(spender), code);
        suite.refuses("bob", more(suite.addr("carol")), code);
    }
}

/// The identity contract is played by the suite's receiver.
#[test]
fn what_is_moved_to_an_account_recovered_before_is_recovered_too() {
    let mut suite = old();
    let mut terms = terms(&|who| suite.addr(who), None);
    if let Some(regional) = &mut terms.regional {
        regional.identity = Some(suite.receiver.to_string());
    }
    migrate(&mut suite, &MigrateMsg { from_cw20: Some(terms), ..MigrateMsg::default() }).unwrap();
    for who in ["alice", "carol"] {
        suite.link(who, [1; 20]);
    }
    let (old, new) = (suite.addr("alice"), suite.addr("carol"));
    let recover = ExecuteMsg::RecoverAccount { old, new, case_hash: [7; 32].into() };
    suite.ok("compliance", recover.clone());
    suite.ok("stranger", next(100));
    assert_eq!((suite.balance("alice"), suite.balance("carol")), (1000, 0));
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-012");
    suite.ok("compliance", recover);
    assert_eq!((suite.balance("alice"), suite.balance("carol")), (0, 1000));
    suite.transfer("carol", "bob", 1000).unwrap();
}

#[test]
fn a_grant_is_lowered_or_ended_before_it_is_moved() {
    let mut suite = begun();
    let spender = suite.addr("bob");
    let lower = ExecuteMsg::DecreaseAllowance { spender, amount: 15u128.into(), expires: None };
    suite.ok("alice", lower);
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 25);
    let spenders = vec![suite.addr("carol"), suite.addr("escrow")];
    let told = suite.ok("alice", ExecuteMsg::RevokeAllowances { spenders });
    let ended: Vec<_> =
        told.events.iter().filter_map(|it| events::RevokeAllowance::from_event(it).ok()).collect();
    assert_eq!(ended.iter().map(|it| it.previous.u128()).collect::<Vec<_>>(), [7]);
    suite.ok("stranger", next(100));
    assert_eq!((status(&suite), leftovers(&suite)), (None, 0));
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 25);
    assert_eq!(suite.allowance("alice", "carol"), AllowanceResponse::default());
    assert_eq!(suite.allowance("bob", "carol").allowance.u128(), 8);
}
