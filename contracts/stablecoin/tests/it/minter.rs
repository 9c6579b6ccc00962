//! `set_minter`, `update_minter`, and the last brake on a mint.

use cw20::MinterResponse;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::events::SetMinter;
use isthmus_api::stablecoin::{
    Change, ExecuteMsg, FreezeMode, MinterInfo, PauseScope, PendingChangesResponse, QueryMsg,
};
use isthmus_api::types::{Limit, LimitState};

use crate::suite::Suite;

const DELAY: u64 = 3600;
const NOBODY: ExecuteMsg = ExecuteMsg::SetMinter { minter: None };

fn limit(capacity: u128, refill: u128) -> Option<Limit> {
    Some(Limit { capacity: capacity.into(), refill_per_second: refill.into() })
}

fn configure(suite: &mut Suite, who: &str, allowance: u128, rate_limit: Option<Limit>) {
    suite.ok("owner", suite.minting(who, Some(allowance), rate_limit));
}

fn hand_on(suite: &Suite, to: &str) -> ExecuteMsg {
    ExecuteMsg::UpdateMinter { new_minter: Some(suite.addr(to)) }
}

fn info(suite: &Suite) -> Option<MinterInfo> {
    suite.query(QueryMsg::MinterInfo {})
}

fn allowance(suite: &Suite) -> u128 {
    info(suite).unwrap().allowance.unwrap().u128()
}

fn named(suite: &Suite) -> Option<MinterResponse> {
    suite.query(QueryMsg::Minter {})
}

fn schedule(suite: &mut Suite, who: &str, allowance: Option<u128>, limit: Option<Limit>) -> u64 {
    let change = Change::SetMinter { minter: Some(suite.terms(who, allowance, limit)) };
    suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    let waiting: PendingChangesResponse = suite.query(QueryMsg::PendingChanges {});
    waiting.changes.last().unwrap().id
}

#[test]
fn a_rate_limit_names_the_second_from_which_the_amount_passes() {
    let mut suite = Suite::new();
    configure(&mut suite, "minter", 1000, limit(100, 3));
    suite.mint("minter", "carol", 90).unwrap();
    let at = suite.now() + 7;
    let refused = suite.mint("minter", "carol", 30).unwrap_err().to_string();
    let expected = format!(
        "minter rate limit used up (available 10, asked 30, which passes from {at} on, seconds) [ST-060]"
    );
    assert_eq!(refused, expected);
    suite.after_seconds(6);
    assert_eq!(suite.mint("minter", "carol", 30).unwrap_err().code(), "ST-060");
    suite.after_seconds(1);
    suite.mint("minter", "carol", 30).unwrap();
    let state = info(&suite).unwrap().rate_limit.unwrap();
    let expected = LimitState {
        capacity: 100u128.into(),
        refill_per_second: 3u128.into(),
        available: 1u128.into(),
        full_in_seconds: Some(33),
    };
    assert_eq!(state, expected);
    // A refused mint uses nothing up, neither of the limit nor of the allowance.
    assert_eq!(allowance(&suite), 880);
}

#[test]
fn above_the_capacity_nothing_ever_passes() {
    let mut suite = Suite::new();
    configure(&mut suite, "minter", 1000, limit(100, 3));
    let refused = suite.mint("minter", "carol", 101).unwrap_err().to_string();
    let expected = "the minter rate limit never lets that much through (available 100, asked 101) \
                    [ST-061]";
    assert_eq!(refused, expected);
}

#[test]
fn e13_zero_is_zero_and_absent_is_no_limit() {
    let mut suite = Suite::new();
    configure(&mut suite, "minter", 1000, limit(0, 1000));
    suite.after_seconds(1000);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-061");
    configure(&mut suite, "minter", 1000, limit(10, 0));
    suite.mint("minter", "carol", 10).unwrap();
    suite.after_seconds(1_000_000);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-061");
    configure(&mut suite, "minter", 0, None);
    assert_eq!(info(&suite).unwrap().rate_limit, None);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-022");
    configure(&mut suite, "minter", 1000, None);
    suite.mint("minter", "carol", 1000).unwrap();
}

#[test]
fn a_limit_given_again_keeps_its_use() {
    let mut suite = Suite::new();
    configure(&mut suite, "minter", 1000, limit(100, 1));
    suite.mint("minter", "carol", 100).unwrap();
    configure(&mut suite, "minter", 1000, limit(100, 1));
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-060");
    // Nor does a smaller one: 100 are used, and all but 40 of them have to be freed first.
    configure(&mut suite, "minter", 1000, limit(40, 1));
    suite.after_seconds(99);
    assert_eq!(suite.mint("minter", "carol", 40).unwrap_err().code(), "ST-060");
    suite.after_seconds(1);
    suite.mint("minter", "carol", 40).unwrap();
}

/// A15: null says in CW20 that nobody will ever mint, and a cap that is not shown is none.
#[test]
fn a15_minter_names_who_mints_and_the_cap_and_is_null_only_if_nobody_does() {
    let mut suite = Suite::new();
    let cap = Some(10_000u128.into());
    assert_eq!(named(&suite), Some(MinterResponse { minter: suite.addr("minter"), cap }));
    configure(&mut suite, "receiver", 5, limit(5, 1));
    assert_eq!(named(&suite), Some(MinterResponse { minter: suite.addr("receiver"), cap }));
    suite.mint("receiver", "carol", 5).unwrap();
    suite.ok("owner", ExecuteMsg::SetCap { cap: None });
    assert_eq!(named(&suite), Some(MinterResponse { minter: suite.addr("receiver"), cap: None }));
    suite.ok("owner", NOBODY);
    assert_eq!((named(&suite), info(&suite)), (None, None));
    for who in ["receiver", "minter", "owner"] {
        assert_eq!(suite.mint(who, "carol", 1).unwrap_err().code(), "AC-002", "{who}");
    }
}

#[test]
fn there_is_one_minter_and_the_one_before_is_it_no_more() {
    let mut suite = Suite::new();
    suite.ok("owner", suite.minting("minter", Some(7), limit(5, 1)));
    let done = suite.ok("owner", suite.minting("carol", None, None));
    let told = done.events.iter().find_map(|event| SetMinter::from_event(event).ok()).unwrap();
    let expected = SetMinter {
        previous: Some(suite.addr("minter")),
        previous_allowance: Some(7u128.into()),
        previous_capacity: Some(5u128.into()),
        previous_refill_per_second: Some(1u128.into()),
        minter: Some(suite.addr("carol")),
        allowance: None,
        capacity: None,
        refill_per_second: None,
        by: suite.addr("owner"),
    };
    assert_eq!(told, expected);
    assert_eq!(suite.mint("minter", "bob", 1).unwrap_err().code(), "AC-002");
    suite.refuses("minter", ExecuteMsg::UpdateMinter { new_minter: None }, "AC-002");
    suite.mint("carol", "bob", 1000).unwrap();
    for who in ["minter", "carol", "compliance"] {
        suite.refuses(who, NOBODY, "AC-002");
    }
}

/// A18: whoever steals the owner's key makes nobody a minter, and gives nobody more, before the delay is over.
#[test]
fn a18_another_minter_more_or_faster_waits_and_to_take_away_is_instant() {
    let mut suite = Suite::new();
    configure(&mut suite, "minter", 1000, limit(100, 1));
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    for looser in [
        suite.minting("carol", Some(1), limit(1, 0)),
        suite.minting("minter", Some(1001), limit(100, 1)),
        suite.minting("minter", None, limit(100, 1)),
        suite.minting("minter", Some(1000), limit(101, 1)),
        suite.minting("minter", Some(1000), limit(100, 2)),
        suite.minting("minter", Some(1000), None),
    ] {
        suite.refuses("owner", looser, "AC-013");
    }
    configure(&mut suite, "minter", 900, limit(90, 0));
    // Who tightened it takes that back at once, to what it was and no further.
    suite.refuses("owner", suite.minting("minter", Some(950), limit(100, 1)), "AC-013");
    configure(&mut suite, "minter", 1000, limit(100, 1));
    suite.ok("owner", NOBODY);
    suite.refuses("owner", suite.minting("carol", Some(1000), limit(100, 1)), "AC-013");
    configure(&mut suite, "minter", 1000, limit(100, 1));
    // Another's hand is none, and after a mint it is not what it was.
    configure(&mut suite, "minter", 500, limit(100, 1));
    suite.mint("minter", "bob", 1).unwrap();
    suite.refuses("owner", suite.minting("minter", Some(1000), limit(100, 1)), "AC-013");
}

#[test]
fn what_the_minter_mints_meanwhile_does_not_end_a_plan_to_let_it_mint_more() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    let id = schedule(&mut suite, "minter", Some(2000), None);
    suite.mint("minter", "bob", 400).unwrap();
    suite.after_seconds(DELAY);
    suite.ok("stranger", ExecuteMsg::ApplyChange { id });
    assert_eq!(allowance(&suite), 2000);
    // Whoever lowers what it may mint ends what waits, and so does the minter that leaves.
    let id = schedule(&mut suite, "minter", Some(3000), None);
    configure(&mut suite, "minter", 1999, None);
    suite.after_seconds(DELAY);
    suite.refuses("stranger", ExecuteMsg::ApplyChange { id }, "AC-018");
    let id = schedule(&mut suite, "minter", Some(3000), None);
    let msg = hand_on(&suite, "carol");
    suite.ok("minter", msg);
    suite.after_seconds(DELAY);
    suite.refuses("stranger", ExecuteMsg::ApplyChange { id }, "AC-018");
    assert_eq!(allowance(&suite), 1999);
}

#[test]
fn e19_a_minter_that_is_taken_away_or_replaced_sheds_nothing_of_its_rate_limit() {
    let mut suite = Suite::new();
    configure(&mut suite, "minter", 1000, limit(100, 1));
    suite.mint("minter", "bob", 100).unwrap();
    suite.ok("owner", NOBODY);
    configure(&mut suite, "minter", 1000, limit(100, 1));
    assert_eq!(suite.mint("minter", "bob", 1).unwrap_err().code(), "ST-060");
    configure(&mut suite, "carol", 1000, limit(100, 1));
    assert_eq!(suite.mint("carol", "bob", 1).unwrap_err().code(), "ST-060");
    suite.ok("carol", ExecuteMsg::UpdateMinter { new_minter: None });
    configure(&mut suite, "minter", 1000, limit(100, 1));
    suite.after_seconds(9);
    assert_eq!(suite.mint("minter", "bob", 10).unwrap_err().code(), "ST-060");
    suite.after_seconds(1);
    suite.mint("minter", "bob", 10).unwrap();
}

#[test]
fn e19_a_place_is_handed_on_with_all_its_brakes() {
    let mut suite = Suite::new();
    configure(&mut suite, "minter", 1000, limit(100, 2));
    suite.mint("minter", "bob", 90).unwrap();
    suite.ok("minter", hand_on(&suite, "carol"));
    assert_eq!(suite.mint("minter", "bob", 1).unwrap_err().code(), "AC-002");
    assert_eq!(suite.mint("carol", "bob", 11).unwrap_err().code(), "ST-060");
    suite.mint("carol", "bob", 10).unwrap();
    assert_eq!(allowance(&suite), 900);
    // To itself: nothing changes.
    suite.ok("carol", hand_on(&suite, "carol"));
    assert_eq!(allowance(&suite), 900);
    assert_eq!(suite.mint("carol", "bob", 1).unwrap_err().code(), "ST-060");
    suite.ok("carol", ExecuteMsg::UpdateMinter { new_minter: None });
    assert_eq!((named(&suite), info(&suite)), (None, None));
}

#[test]
fn e12_a_minter_that_is_taken_over_makes_no_more_than_its_brakes_let_through() {
    let mut suite = Suite::new();
    configure(&mut suite, "minter", 500, limit(50, 1));
    let before = suite.supply().total.u128();
    let mut made = 0;
    for _ in 0..20 {
        for amount in [400, 50, 7] {
            if suite.mint("minter", "stranger", amount).is_ok() {
                made += amount;
            }
        }
        suite.after_seconds(10);
    }
    assert!(made <= 50 + 190, "capacity, and what 190 seconds refill: {made}");
    assert_eq!((suite.supply().total.u128() - before, allowance(&suite)), (made, 500 - made));
}

/// All brakes of the token are set. Each in turn is the narrowest, and then the error is its own.
#[test]
fn the_three_brakes_hold_together_and_each_has_its_error() {
    let brakes = |allowance: u128, rate: u128, cap: u128| {
        let mut suite = Suite::new();
        configure(&mut suite, "minter", allowance, limit(rate, 1));
        suite.ok("owner", ExecuteMsg::SetCap { cap: Some((1500 + cap).into()) });
        suite
    };
    for (mut suite, code) in [
        (brakes(50, 100, 100), "ST-022"),
        (brakes(100, 50, 100), "ST-061"),
        (brakes(100, 100, 50), "ST-021"),
    ] {
        assert_eq!(suite.mint("minter", "carol", 51).unwrap_err().code(), code);
        suite.mint("minter", "carol", 50).unwrap();
        assert_eq!(suite.supply().total.u128(), 1550, "{code}");
    }
    // All three are the same: used up together, refilled one by one.
    let mut suite = brakes(50, 50, 50);
    suite.mint("minter", "carol", 50).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-022");
    configure(&mut suite, "minter", 50, limit(50, 1));
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-060");
    suite.after_seconds(1);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-021");
    suite.ok("owner", ExecuteMsg::SetCap { cap: Some(1600u128.into()) });
    suite.mint("minter", "carol", 1).unwrap();
    // And pause and freeze stop it whatever the brakes allow (E10, E19).
    suite.freeze("minter", FreezeMode::Outgoing);
    assert_eq!(suite.mint("minter", "carol", 0).unwrap_err().code(), "ST-015");
    suite.unfreeze("minter");
    suite.pause(PauseScope::Mint);
    assert_eq!(suite.mint("minter", "carol", 0).unwrap_err().code(), "AC-006");
}
