use cosmwasm_std::HexBinary;
use isthmus_api::stablecoin::{
    ExecuteMsg, FreezeMode, HeldAccountsResponse, QueryMsg, HOLD_GAP_SECONDS, MAX_HOLD_SECONDS,
};

use crate::suite::Suite;

fn place(suite: &Suite, accounts: &[&str], seconds: u64) -> ExecuteMsg {
    let accounts = accounts.iter().map(|who| suite.addr(who)).collect();
    ExecuteMsg::PlaceHold { accounts, seconds, reason: "alert 12".into(), case_hash: None }
}

fn release(suite: &Suite, accounts: &[&str]) -> ExecuteMsg {
    ExecuteMsg::ReleaseHold { accounts: accounts.iter().map(|who| suite.addr(who)).collect() }
}

fn held(suite: &Suite) -> Vec<String> {
    let query = QueryMsg::HeldAccounts { start_after: None, limit: None };
    let page: HeldAccountsResponse = suite.query(query);
    page.accounts.into_iter().map(|held| held.account.to_string()).collect()
}

#[test]
fn a_held_account_keeps_its_money_and_receives_more() {
    let mut suite = Suite::new();
    suite.hold("alice", 60);
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-050");
    suite.transfer("bob", "alice", 1).unwrap();
    suite.mint("minter", "alice", 1).unwrap();
    let alice = suite.account("alice");
    assert_eq!((alice.balance.u128(), alice.spendable.u128()), (1002, 0));
    suite.after_seconds(60);
    assert_eq!(suite.account("alice").spendable.u128(), 1002);
    suite.transfer("alice", "bob", 1002).unwrap();
}

#[test]
fn a_hold_says_why_since_when_until_when_and_who() {
    let mut suite = Suite::new();
    let (accounts, case_hash) = (vec![suite.addr("carol")], Some(HexBinary::from([7; 32])));
    let (seconds, reason) = (60, "alert 12".to_string());
    let msg = ExecuteMsg::PlaceHold { accounts, seconds, reason, case_hash: case_hash.clone() };
    suite.ok("guardian", msg);
    let hold = suite.account("carol").hold.unwrap();
    assert_eq!((hold.since, hold.until), (suite.now(), suite.now() + 60));
    assert_eq!((hold.reason.as_str(), hold.case_hash), ("alert 12", case_hash));
    assert_eq!(hold.by.to_string(), suite.addr("guardian"));
    assert_eq!(held(&suite), [suite.addr("carol")]);
    suite.after_seconds(60);
    assert_eq!(suite.account("carol").hold, None);
    assert!(held(&suite).is_empty());
}

#[test]
fn a_hold_lasts_at_most_72_hours_and_has_a_reason() {
    let mut suite = Suite::new();
    for seconds in [0, MAX_HOLD_SECONDS + 1, u64::MAX] {
        suite.refuses("guardian", place(&suite, &["carol"], seconds), "ST-008");
    }
    for (reason, bytes) in [("", 32), ("a\nb", 32), ("alert", 31)] {
        let (accounts, case_hash) = (vec![suite.addr("carol")], HexBinary::from(vec![7; bytes]));
        let (seconds, case_hash) = (1, Some(case_hash));
        let reason = reason.to_string();
        let msg = ExecuteMsg::PlaceHold { accounts, seconds, reason, case_hash };
        suite.refuses("guardian", msg, "ST-008");
    }
    suite.hold("carol", MAX_HOLD_SECONDS);
}

/// A token with a second guardian, carol.
fn with_two_guardians() -> Suite {
    let mut suite = Suite::new();
    let (role, account) = (isthmus_api::stablecoin::Role::Guardian, suite.addr("carol"));
    suite.ok("owner", ExecuteMsg::GrantRole { role, account });
    suite
}

/// A7. A guardian who wants a freeze needs the compliance office.
#[test]
fn a7_one_guardian_holds_an_account_for_72_hours_and_then_not_for_72_hours() {
    let mut suite = with_two_guardians();
    suite.hold("alice", MAX_HOLD_SECONDS);
    suite.after_seconds(MAX_HOLD_SECONDS);
    // A payment drops the ended hold from the account; the time still counts.
    suite.transfer("alice", "bob", 1).unwrap();
    let msg = place(&suite, &["alice"], 1);
    suite.refuses("guardian", msg.clone(), "ST-053");
    suite.after_seconds(HOLD_GAP_SECONDS - 1);
    suite.refuses("guardian", msg, "ST-053");
    suite.after_seconds(1);
    suite.hold("alice", MAX_HOLD_SECONDS);
}

/// A7. The first guardian's key is stolen.
#[test]
fn a7_a_hold_of_a_second_gives_nobody_immunity() {
    let mut suite = with_two_guardians();
    suite.hold("alice", 1);
    // Not even as long as it lasts, and neither from another guardian nor from the same.
    let msg = place(&suite, &["alice"], MAX_HOLD_SECONDS);
    suite.ok("carol", msg);
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-050");
    suite.after_seconds(MAX_HOLD_SECONDS);
    suite.hold("alice", MAX_HOLD_SECONDS);
    suite.after_seconds(MAX_HOLD_SECONDS);
    suite.hold("bob", 1);
    suite.after_seconds(1);
    let msg = place(&suite, &["bob"], MAX_HOLD_SECONDS);
    suite.refuses("guardian", msg, "ST-053");
    suite.hold("bob", MAX_HOLD_SECONDS - 1);
}

/// A7: what a hold did not use is left, whoever ended it.
#[test]
fn a7_a_hold_that_was_released_counts_for_as_long_as_it_was_on() {
    let mut suite = with_two_guardians();
    for (times, releaser) in [(1u64, "guardian"), (2, "compliance"), (3, "carol")] {
        suite.hold("alice", 1000);
        suite.after_seconds(10);
        let msg = release(&suite, &["alice"]);
        suite.ok(releaser, msg.clone());
        suite.transfer("alice", "bob", 1).unwrap();
        suite.refuses("guardian", msg, "ST-054");
        let msg = place(&suite, &["alice"], MAX_HOLD_SECONDS - 10 * times + 1);
        suite.refuses("guardian", msg, "ST-053");
    }
    // One that is longer takes the place of one that is on, and gives its rest back.
    suite.hold("alice", 1000);
    suite.after_seconds(10);
    let msg = place(&suite, &["alice"], 2000);
    suite.ok("carol", msg);
    suite.after_seconds(2000);
    suite.hold("alice", MAX_HOLD_SECONDS - 40);
}

#[test]
fn nobody_shortens_a_hold_by_a_hold() {
    let mut suite = with_two_guardians();
    suite.hold("alice", 100);
    for guardian in ["guardian", "carol"] {
        let msg = place(&suite, &["alice"], 100);
        suite.refuses(guardian, msg, "ST-044");
    }
    let msg = place(&suite, &["alice"], 101);
    suite.ok("carol", msg);
    assert_eq!(suite.account("alice").hold.unwrap().by.to_string(), suite.addr("carol"));
}

#[test]
fn hold_and_freeze_are_apart() {
    let mut suite = Suite::new();
    suite.hold("alice", 100);
    suite.freeze("alice", FreezeMode::Outgoing);
    // Neither ends the other.
    suite.ok("guardian", release(&suite, &["alice"]));
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-012");
    suite.after_seconds(HOLD_GAP_SECONDS);
    suite.hold("alice", 100);
    suite.unfreeze("alice");
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-050");
    // And the guardian freezes nobody.
    let (accounts, mode) = (vec![suite.addr("bob")], FreezeMode::Outgoing);
    let msg = ExecuteMsg::Freeze { accounts, mode, reason: None, until: None, case_hash: None };
    suite.refuses("guardian", msg, "AC-002");
}

#[test]
fn what_must_land_lands_on_a_held_account_and_stays_there() {
    let mut suite = Suite::new();
    suite.deposit("alice", "escrow", 10).unwrap();
    suite.hold("carol", 60);
    suite.transfer("escrow", "carol", 10).unwrap();
    assert_eq!(suite.transfer("carol", "bob", 1).unwrap_err().code(), "ST-050");
}

#[test]
fn e9_an_escrow_is_never_held_and_a_held_account_never_an_escrow() {
    let mut suite = Suite::new();
    for escrow in ["bridge", "escrow"] {
        suite.refuses("guardian", place(&suite, &["alice", escrow], 60), "ST-026");
        assert_eq!(suite.account("alice").hold, None);
    }
    suite.hold("receiver", 60);
    let msg = ExecuteMsg::RegisterEscrow { account: suite.addr("receiver") };
    suite.refuses("owner", msg.clone(), "ST-031");
    suite.after_seconds(60);
    suite.ok("owner", msg);
}

#[test]
fn e20_a_bad_entry_in_any_place_stops_the_whole_list() {
    let mut suite = Suite::new();
    suite.hold("stranger", 60);
    let good = ["alice", "bob", "carol"];
    let bad = [("escrow", "ST-026"), ("alice", "ST-052"), ("stranger", "ST-044")];
    for (bad, code) in bad {
        for position in 0..=good.len() {
            let mut accounts = good.to_vec();
            accounts.insert(position, bad);
            assert_eq!(suite.fails("guardian", place(&suite, &accounts, 60)), code, "{position}");
            assert_eq!(held(&suite), [suite.addr("stranger")]);
        }
    }
    suite.ok("guardian", place(&suite, &good, 60));
    for position in 0..=good.len() {
        let mut accounts = good.to_vec();
        accounts.insert(position, "owner");
        assert_eq!(suite.fails("compliance", release(&suite, &accounts)), "ST-054", "{position}");
        assert_eq!(held(&suite).len(), 4);
    }
    let msg = release(&suite, &good);
    suite.ok("compliance", msg);
    for accounts in [vec![], vec!["alice"; 51]] {
        let (msg, other) = (place(&suite, &accounts, 60), release(&suite, &accounts));
        suite.refuses("guardian", msg, "ST-051");
        suite.refuses("guardian", other, "ST-051");
    }
}
