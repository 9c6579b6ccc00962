use cw20::Expiration;
use isthmus_api::stablecoin::{ExecuteMsg, FreezeMode, QueryMsg};

use crate::suite::{Suite, ACTORS};

fn increase(suite: &Suite, spender: &str, amount: u128, expires: Option<Expiration>) -> ExecuteMsg {
    ExecuteMsg::IncreaseAllowance { spender: suite.addr(spender), amount: amount.into(), expires }
}

fn decrease(suite: &Suite, spender: &str, amount: u128, expires: Option<Expiration>) -> ExecuteMsg {
    ExecuteMsg::DecreaseAllowance { spender: suite.addr(spender), amount: amount.into(), expires }
}

fn pull(suite: &Suite, owner: &str, amount: u128) -> ExecuteMsg {
    let recipient = suite.addr("carol");
    ExecuteMsg::TransferFrom { owner: suite.addr(owner), recipient, amount: amount.into() }
}

fn at(suite: &Suite, seconds: u64) -> Option<Expiration> {
    Some(Expiration::AtTime(suite.app.block_info().time.plus_seconds(seconds)))
}

#[test]
fn e1_an_expired_grant_is_worth_nothing_and_does_not_come_back() {
    let mut suite = Suite::new();
    suite.ok("alice", increase(&suite, "bob", 100, at(&suite, 50)));
    suite.after_seconds(50);
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 0);
    let refused = suite.send("bob", pull(&suite, "alice", 1)).unwrap_err().to_string();
    assert_eq!(refused, "Allowance is expired [ST-017]");
    suite.ok("alice", increase(&suite, "bob", 100, at(&suite, 50)));
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 100);
}

#[test]
fn e1_lowering_an_expired_grant_clears_it() {
    let mut suite = Suite::new();
    suite.ok("alice", increase(&suite, "bob", 100, at(&suite, 50)));
    suite.after_seconds(60);
    suite.ok("alice", decrease(&suite, "bob", 1, at(&suite, 50)));
    assert_eq!(suite.allowance("alice", "bob"), cw20::AllowanceResponse::default());
    let refused = suite.send("bob", pull(&suite, "alice", 1)).unwrap_err().to_string();
    assert_eq!(refused, "No allowance for this account [ST-016]");
}

#[test]
fn e2_an_expiry_that_is_not_ahead_is_refused() {
    let mut suite = Suite::new();
    let height = suite.app.block_info().height;
    let here = Some(Expiration::AtHeight(height));
    let now = at(&suite, 0);
    suite.approve("alice", "bob", 100);
    for expires in [here, now] {
        let (more, less) =
            (increase(&suite, "bob", 1, expires), decrease(&suite, "bob", 1, expires));
        suite.refuses("alice", more, "ST-020");
        suite.refuses("alice", less, "ST-020");
    }
    suite.ok("alice", increase(&suite, "bob", 1, Some(Expiration::AtHeight(height + 1))));
}

#[test]
fn nobody_grants_himself_and_no_grant_is_an_error() {
    let mut suite = Suite::new();
    suite.refuses("alice", increase(&suite, "alice", 1, None), "ST-019");
    suite.refuses("alice", decrease(&suite, "alice", 1, None), "ST-019");
    suite.refuses("alice", decrease(&suite, "bob", 1, None), "ST-016");
}

#[test]
fn e18_nobody_is_above_the_allowance() {
    let mut suite = Suite::new();
    let spends = |suite: &Suite, n: u128| {
        let (owner, contract, amount) = (suite.addr("alice"), suite.addr("receiver"), n.into());
        let sent = ExecuteMsg::SendFrom {
            owner: owner.clone(),
            contract,
            amount,
            msg: Default::default(),
        };
        [pull(suite, "alice", n), sent, ExecuteMsg::BurnFrom { owner, amount }]
    };
    for by in ACTORS.iter().copied().filter(|by| *by != "alice").chain(["receiver", "token"]) {
        for msg in spends(&suite, 0) {
            assert_eq!(suite.fails(by, msg), "ST-016", "{by}");
        }
        suite.approve("alice", by, 5);
        for msg in spends(&suite, 6) {
            assert_eq!(suite.fails(by, msg), "ST-018", "{by}");
        }
    }
    assert_eq!(suite.balance("alice"), 1000);
}

#[test]
fn spending_counts_down_and_more_than_the_rest_is_refused() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    suite.ok("bob", pull(&suite, "alice", 60));
    let refused = suite.send("bob", pull(&suite, "alice", 41)).unwrap_err().to_string();
    assert_eq!(
        refused,
        "Overflow: Cannot Sub with given operands (allowance 40, needed 41) [ST-018]"
    );
    suite.ok("bob", ExecuteMsg::BurnFrom { owner: suite.addr("alice"), amount: 40u128.into() });
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 0);
    assert_eq!(suite.supply().total.u128(), 1460);
}

#[test]
fn a_spent_grant_keeps_its_expiry() {
    let mut suite = Suite::new();
    let expires = at(&suite, 500);
    suite.ok("alice", increase(&suite, "bob", 10, expires));
    suite.ok("bob", pull(&suite, "alice", 10));
    suite.approve("alice", "bob", 5);
    assert_eq!(Some(suite.allowance("alice", "bob").expires), expires);
}

#[test]
fn e16_neither_side_of_a_new_grant_may_be_frozen_but_lowering_works() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    let (more, less) = (increase(&suite, "bob", 1, None), decrease(&suite, "bob", 1, None));
    for (who, code) in [("alice", "ST-012"), ("bob", "ST-014")] {
        suite.freeze(who, FreezeMode::Outgoing);
        suite.refuses("alice", more.clone(), code);
        suite.ok("alice", less.clone());
        suite.unfreeze(who);
    }
}

#[test]
fn e29_the_largest_allowance_is_an_error_not_a_panic() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", u128::MAX);
    suite.refuses("alice", increase(&suite, "bob", 1, None), "ST-011");
}

#[test]
fn e23_grants_are_listed_from_both_sides_page_by_page() {
    let mut suite = Suite::new();
    for spender in ["bob", "carol", "stranger"] {
        suite.approve("alice", spender, 5);
    }
    suite.approve("bob", "carol", 7);
    suite.ok("alice", increase(&suite, "minter", 9, at(&suite, 10)));
    suite.after_seconds(10);

    let (owner, mut start_after, mut seen) = (suite.addr("alice"), None, vec![]);
    loop {
        let query = QueryMsg::AllAllowances { owner: owner.clone(), start_after, limit: Some(2) };
        let page: cw20::AllAllowancesResponse = suite.query(query);
        start_after = page.allowances.last().map(|last| last.spender.clone());
        if start_after.is_none() {
            break;
        }
        seen.extend(page.allowances);
    }
    assert_eq!(seen.len(), 4);
    // The expired one shows what it is worth.
    let expired = seen.iter().find(|grant| grant.spender == suite.addr("minter")).unwrap();
    assert!(expired.allowance.is_zero());

    let query = QueryMsg::AllSpenderAllowances {
        spender: suite.addr("carol"),
        start_after: None,
        limit: None,
    };
    let granted: cw20::AllSpenderAllowancesResponse = suite.query(query);
    assert_eq!(granted.allowances.iter().map(|grant| grant.allowance.u128()).sum::<u128>(), 12);
}
