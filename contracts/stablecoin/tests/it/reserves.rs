use isthmus_api::stablecoin::{
    AttestationsResponse, ExecuteMsg, FreezeMode, PauseScope, QueryMsg, ReservePolicy,
    ReserveStatusResponse,
};
use isthmus_api::types::Limit;

use crate::suite::Suite;

fn now(suite: &Suite) -> u64 {
    suite.now()
}

fn attestation(amount: u128, as_of: u64) -> ExecuteMsg {
    ExecuteMsg::SubmitAttestation {
        amount: amount.into(),
        as_of,
        report_hash: vec![7; 32].into(),
        uri: "https://isthmus.example/2026-11".into(),
    }
}

fn attest(suite: &mut Suite, amount: u128) {
    suite.ok("attestor", attestation(amount, now(suite)));
}

fn policy(suite: &mut Suite, max_age_seconds: u64, margin_bps: u16) {
    let policy = Some(ReservePolicy { max_age_seconds, margin_bps });
    suite.ok("owner", ExecuteMsg::SetReservePolicy { policy });
}

fn status(suite: &Suite) -> ReserveStatusResponse {
    suite.query(QueryMsg::ReserveStatus {})
}

fn attestations(suite: &Suite, start_after: Option<u64>, limit: Option<u32>) -> Vec<u64> {
    let page: AttestationsResponse = suite.query(QueryMsg::Attestations { start_after, limit });
    page.attestations.iter().map(|attestation| attestation.id).collect()
}

#[test]
fn a_mint_needs_a_fresh_attestation_that_covers_it_with_its_margin() {
    let mut suite = Suite::new();
    policy(&mut suite, 100, 1000);
    assert_eq!(suite.mint("minter", "carol", 0).unwrap_err().code(), "ST-067");
    // 1500 are issued; 2200 cover 2000 with a tenth on top.
    attest(&mut suite, 2200);
    assert_eq!(suite.supply().reserve_headroom.unwrap().u128(), 500);
    let refused = suite.mint("minter", "carol", 501).unwrap_err().to_string();
    assert_eq!(refused, "the reserves do not cover that (headroom 500, asked 501) [ST-069]");
    suite.mint("minter", "carol", 500).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-069");
    suite.mint("minter", "carol", 0).unwrap();
    // What is burnt makes room again.
    suite.ok("carol", ExecuteMsg::Burn { amount: 30u128.into() });
    assert_eq!(suite.supply().reserve_headroom.unwrap().u128(), 30);
    suite.after_seconds(100);
    suite.mint("minter", "carol", 1).unwrap();
    suite.after_seconds(1);
    let until = now(&suite) - 1;
    let refused = suite.mint("minter", "carol", 1).unwrap_err().to_string();
    let expected =
        format!("the reserves as of {} counted until {until} (seconds) [ST-068]", until - 100);
    assert_eq!(refused, expected);
    assert_eq!(suite.supply().reserve_headroom.unwrap().u128(), 0);
}

#[test]
fn e13_no_policy_no_attestation_and_zero_are_three_things() {
    let mut suite = Suite::new();
    let none = status(&suite);
    assert_eq!(
        (none.policy, none.attestation, none.fresh_until, none.headroom),
        (None, None, None, None)
    );
    assert_eq!(none.issued.u128(), 1500);
    suite.mint("minter", "carol", 1).unwrap();
    // A policy with zeros demands an attestation of this very second, and no margin.
    policy(&mut suite, 0, 0);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-067");
    assert_eq!(status(&suite).headroom.unwrap().u128(), 0);
    attest(&mut suite, 0);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-069");
    attest(&mut suite, 1502);
    suite.mint("minter", "carol", 1).unwrap();
    suite.after_seconds(1);
    assert_eq!(suite.mint("minter", "carol", 0).unwrap_err().code(), "ST-068");
    // Without a policy attestations are on record and bound nothing.
    suite.ok("owner", ExecuteMsg::SetReservePolicy { policy: None });
    suite.mint("minter", "carol", 100).unwrap();
    let status = status(&suite);
    assert_eq!((status.attestation.unwrap().amount.u128(), status.headroom), (1502, None));
}

#[test]
fn reserves_count_what_is_abroad() {
    let mut suite = Suite::new();
    policy(&mut suite, 1000, 0);
    attest(&mut suite, 1600);
    suite.deposit("alice", "bridge", 700).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 700u128.into() });
    assert_eq!(status(&suite).issued.u128(), 1500);
    assert_eq!(suite.mint("minter", "carol", 101).unwrap_err().code(), "ST-069");
    suite.mint("minter", "carol", 100).unwrap();
    // What comes home was issued before: no brake holds it up.
    suite.after_seconds(2000);
    let recipient = suite.addr("carol");
    suite.ok("bridge", ExecuteMsg::BridgeMint { recipient, amount: 700u128.into() });
}

#[test]
fn an_attestation_speaks_of_no_earlier_time_and_not_of_the_future() {
    let mut suite = Suite::new();
    let now = now(&suite);
    suite.refuses("attestor", attestation(1, now + 1), "ST-008");
    suite.ok("attestor", attestation(1, now - 10));
    suite.refuses("attestor", attestation(2, now - 11), "ST-008");
    // A correction of the same report.
    suite.ok("attestor", attestation(2, now - 10));
    assert_eq!(status(&suite).attestation.unwrap().amount.u128(), 2);
    assert_eq!(status(&suite).attestation.unwrap().as_of, now - 10);
}

#[test]
fn fields_of_an_attestation_and_of_a_policy_have_limits() {
    let mut suite = Suite::new();
    let with = |hash: usize, uri: &str| ExecuteMsg::SubmitAttestation {
        amount: 1u128.into(),
        as_of: 0,
        report_hash: vec![7; hash].into(),
        uri: uri.into(),
    };
    suite.ok("attestor", with(32, &"x".repeat(256)));
    let long = "x".repeat(257);
    for msg in [with(31, "x"), with(32, ""), with(32, &long), with(32, "a b"), with(32, "\u{e9}")] {
        suite.refuses("attestor", msg, "ST-008");
    }
    let policy = |margin_bps| {
        let policy = Some(ReservePolicy { max_age_seconds: u64::MAX, margin_bps });
        ExecuteMsg::SetReservePolicy { policy }
    };
    suite.refuses("owner", policy(10_001), "ST-008");
    suite.ok("owner", policy(10_000));
    assert_eq!(status(&suite).fresh_until, Some(u64::MAX));
}

#[test]
fn the_newest_thirty_attestations_are_kept() {
    let mut suite = Suite::new();
    for amount in 1..=33 {
        attest(&mut suite, amount);
    }
    assert_eq!(attestations(&suite, None, Some(30)), (4..=33).collect::<Vec<_>>());
    assert_eq!(attestations(&suite, None, None).len(), 10);
    assert_eq!(attestations(&suite, Some(31), None), [32, 33]);
    assert_eq!(status(&suite).attestation.unwrap().id, 33);
}

#[test]
fn only_the_home_region_has_reserves() {
    let mut suite = Suite::abroad();
    suite.refuses("attestor", attestation(1, 0), "ST-024");
    suite.refuses("owner", ExecuteMsg::SetReservePolicy { policy: None }, "ST-024");
}

#[test]
fn e29_the_largest_attestation_covers_the_largest_supply_and_nothing_overflows() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetCap { cap: None });
    let limit = Limit { capacity: u128::MAX.into(), refill_per_second: u128::MAX.into() };
    let (minter, allowance, rate_limit) = (suite.addr("minter"), u128::MAX.into(), Some(limit));
    suite.ok("master", ExecuteMsg::ConfigureMinter { minter, allowance, rate_limit });
    policy(&mut suite, u64::MAX, 0);
    attest(&mut suite, u128::MAX);
    assert_eq!(suite.mint("minter", "carol", u128::MAX).unwrap_err().code(), "ST-011");
    suite.mint("minter", "carol", u128::MAX - 1500).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-011");
    policy(&mut suite, u64::MAX, 10_000);
    assert_eq!(suite.supply().reserve_headroom.unwrap().u128(), 0);
}

/// All four brakes are set. Each in turn is the narrowest, and then the error is its own.
#[test]
fn the_four_brakes_hold_together_and_each_has_its_error() {
    let brakes = |allowance: u128, rate: u128, cap: u128, reserve: u128| {
        let mut suite = Suite::new();
        let rate_limit = Some(Limit { capacity: rate.into(), refill_per_second: 1u128.into() });
        let (minter, allowance) = (suite.addr("minter"), allowance.into());
        suite.ok("master", ExecuteMsg::ConfigureMinter { minter, allowance, rate_limit });
        suite.ok("owner", ExecuteMsg::SetCap { cap: Some((1500 + cap).into()) });
        policy(&mut suite, 100, 0);
        attest(&mut suite, 1500 + reserve);
        suite
    };
    for (mut suite, code) in [
        (brakes(50, 100, 100, 100), "ST-022"),
        (brakes(100, 50, 100, 100), "ST-061"),
        (brakes(100, 100, 50, 100), "ST-021"),
        (brakes(100, 100, 100, 50), "ST-069"),
    ] {
        assert_eq!(suite.mint("minter", "carol", 51).unwrap_err().code(), code);
        suite.mint("minter", "carol", 50).unwrap();
        assert_eq!(suite.supply().total.u128(), 1550, "{code}");
    }
    // All four are the same: used up together, refilled one by one.
    let mut suite = brakes(50, 50, 50, 50);
    suite.mint("minter", "carol", 50).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-022");
    let (minter, amount) = (suite.addr("minter"), 50u128.into());
    suite.ok("master", ExecuteMsg::IncreaseMinterAllowance { minter, amount });
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-060");
    suite.after_seconds(1);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-021");
    suite.ok("owner", ExecuteMsg::SetCap { cap: Some(1600u128.into()) });
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-069");
    attest(&mut suite, 1551);
    suite.mint("minter", "carol", 1).unwrap();
    // And pause and freeze stop it whatever the brakes allow (E10, E19).
    suite.freeze("minter", FreezeMode::Outgoing);
    assert_eq!(suite.mint("minter", "carol", 0).unwrap_err().code(), "ST-015");
    suite.unfreeze("minter");
    suite.pause(PauseScope::Mint);
    assert_eq!(suite.mint("minter", "carol", 0).unwrap_err().code(), "AC-006");
}
