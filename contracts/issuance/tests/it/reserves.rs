//! What backs the tokens: attestations with their composition, and how they bound minting.

use cosmwasm_std::HexBinary;
use isthmus_api::issuance::events::{AttestationSubmitted, RedemptionSettled};
use isthmus_api::issuance::*;
use isthmus_api::stablecoin::SupplyResponse;
use isthmus_testkit::scripted::Script;
use serde_json::json;

use crate::suite::*;

fn policy(max_age_seconds: u64, margin_bps: u16) -> ExecuteMsg {
    ExecuteMsg::SetReservePolicy { policy: Some(ReservePolicy { max_age_seconds, margin_bps }) }
}

fn holding(category: Category, institution: Option<&str>, amount: u128, days: u16) -> Holding {
    let institution = institution.map(String::from);
    Holding { category, institution, amount: amount.into(), days }
}

#[test]
fn one_query_answers_the_reserve_whole() {
    let mut suite = Suite::new();
    suite.run("owner", &policy(DAY, 100)).unwrap();
    let holdings = vec![
        holding(Category::Cash, None, 100_000, 0),
        holding(Category::DemandDeposit, Some("First Bank"), 900_000, 0),
        holding(Category::TreasuryBill, None, 500_000, 5),
        holding(Category::TreasuryBill, None, 1_000_000, 28),
        holding(Category::Repo, Some("First Bank"), 500_000, 1),
    ];
    let done = suite.attest_of(3_000_000, START - 60, holdings.clone()).unwrap();
    let told: AttestationSubmitted = event(&done.events);
    assert_eq!(
        told.composition,
        "cash:100000,demand_deposits:900000,treasury_bills_week:500000,\
         treasury_bills_month:1000000,repo:500000"
    );
    let answer = suite.reserve();
    let attestation = answer.attestation.unwrap();
    assert_eq!((attestation.id, attestation.holdings, attestation.at), (1, holdings, START));
    let shares: Vec<_> =
        answer.composition.iter().map(|share| (share.class, share.share_bps)).collect();
    use ReserveClass as C;
    assert_eq!(
        shares,
        [
            (C::Cash, 333),
            (C::DemandDeposits, 3_000),
            (C::TreasuryBillsWeek, 1_666),
            (C::TreasuryBillsMonth, 3_333),
            (C::Repo, 1_666),
        ]
    );
    // (500000 * 5 + 1000000 * 28 + 500000 * 1) / 3000000 = 10.33 days.
    let tests = ReserveTests {
        daily_liquidity_bps: 5_000,
        weekly_liquidity_bps: 6_666,
        concentration_bps: 4_667,
        weighted_maturity_days: 11,
    };
    assert_eq!(answer.tests, Some(tests));
    assert_eq!(answer.counted.unwrap().u128(), 3_000_000);
    assert_eq!(answer.fresh_until, Some(START - 60 + DAY));
    assert_eq!(answer.issued.u128(), 2 * RICH);
    assert_eq!(answer.headroom.unwrap().u128(), 3_000_000 * 100 / 101 - 2 * RICH);
}

#[test]
fn fields_of_an_attestation_have_limits() {
    let mut suite = Suite::new();
    fails(suite.attest_of(6, START, deposit(5)), "IS-033");
    fails(suite.attest_of(5, START + 1, deposit(5)), "AC-008");
    fails(suite.attest_of(0, START, vec![holding(Category::Cash, None, 0, 0)]), "AC-008");
    suite.attest(5).unwrap();
    fails(suite.attest_of(5, START - 1, deposit(5)), "AC-008");
    suite.attest_of(4, START, deposit(4)).unwrap();
    let submit = |report_hash: HexBinary, uri: &str| ExecuteMsg::SubmitAttestation {
        amount: 5u128.into(),
        as_of: START,
        holdings: deposit(5),
        report_hash,
        uri: uri.into(),
    };
    fails(suite.run("attestor", &submit(HexBinary::from([7; 31]), "x")), "AC-008");
    for uri in ["", "two words", &"x".repeat(257)] {
        fails(suite.run("attestor", &submit(HexBinary::from([7; 32]), uri)), "AC-008");
    }
    fails(suite.run("minter", &submit(HexBinary::from([7; 32]), "x")), "AC-002");
    fails(suite.run("owner", &policy(1, 10_001)), "AC-008");
    let msg = QueryMsg::Attestations { start_after: None, limit: None };
    assert_eq!(suite.ask::<AttestationsResponse>(&msg).attestations.len(), 2);
}

#[test]
fn e13_no_policy_no_attestation_an_old_one_and_zero_are_four_things() {
    let mut suite = Suite::new();
    suite.mint("minter", "else", 5).unwrap();
    suite.run("owner", &policy(DAY, 0)).unwrap();
    fails(suite.mint("minter", "else", 5), "IS-017");
    suite.attest_of(0, START, vec![]).unwrap();
    assert_eq!(suite.reserve().tests, None);
    fails(suite.mint("minter", "else", 5), "IS-019");
    suite.after(DAY + 1);
    fails(suite.mint("minter", "else", 5), "IS-018");
    suite.attest(2 * RICH + 10).unwrap();
    suite.mint("minter", "else", 5).unwrap();
    fails(suite.mint("minter", "else", 1), "IS-019");
}

#[test]
fn a3_the_same_dollar_does_not_back_tokens_twice_after_a_settled_redemption() {
    let mut suite = Suite::backed(2 * RICH);
    assert_eq!(suite.headroom(), 0);
    let id = suite.redeem("ana", 500);
    suite.after(60);
    let done = suite.settle(id).unwrap();
    assert_eq!(event::<RedemptionSettled>(&done.events).reserve_lowered.u128(), 500);
    assert_eq!((suite.supply(), suite.headroom()), (2 * RICH - 500, 0));
    fails(suite.mint("minter", "else", 1), "IS-019");
    let reserve = suite.reserve();
    assert_eq!(reserve.counted.unwrap().u128(), 2 * RICH - 500);
    assert_eq!(reserve.attestation.unwrap().amount.u128(), 2 * RICH, "as it was attested");
}

#[test]
fn a3_an_attestation_of_after_the_payment_has_it_taken_off_already() {
    let mut suite = Suite::backed(2 * RICH);
    let id = suite.redeem("ana", 500);
    suite.mark(id).unwrap();
    suite.after(60);
    // The money has left: the report counts 500 less.
    suite.attest(2 * RICH - 500).unwrap();
    suite.after(60);
    let done = suite.settle(id).unwrap();
    assert!(event::<RedemptionSettled>(&done.events).reserve_lowered.is_zero());
    assert_eq!((suite.headroom(), suite.supply()), (0, 2 * RICH - 500));
    // One that was not marked is paid when it is settled.
    let id = suite.redeem("ana", 500);
    suite.attest(2 * RICH - 500).unwrap();
    suite.settle(id).unwrap();
    assert_eq!(suite.headroom(), 0);
}

/// Yesterday's report that comes today knows nothing of what was paid this morning; sent again it knows no more.
#[test]
fn a3_an_attestation_of_before_a_payment_counts_without_it() {
    let mut suite = Suite::backed(2 * RICH);
    let yesterday = suite.now();
    suite.after(3_600);
    let id = suite.redeem("ana", 500);
    suite.mark(id).unwrap();
    suite.settle(id).unwrap();
    suite.after(3_600);
    for _ in 0..2 {
        let done = suite.attest_of(2 * RICH, yesterday, deposit(2 * RICH)).unwrap();
        let told: AttestationSubmitted = event(&done.events);
        assert_eq!((told.amount.u128(), told.counted.u128()), (2 * RICH, 2 * RICH - 500));
        assert_eq!((suite.supply(), suite.headroom()), (2 * RICH - 500, 0));
        fails(suite.mint("minter", "else", 1), "IS-019");
    }
    suite.attest(2 * RICH).unwrap();
    assert_eq!(suite.headroom(), 500, "this one is of after the payment");
}

#[test]
fn a_weaker_policy_waits_and_a_stricter_one_is_instant() {
    let mut suite = Suite::new();
    suite.run("owner", &policy(DAY, 100)).unwrap();
    suite.run("owner", &ExecuteMsg::SetChangeDelay { seconds: DAY }).unwrap();
    for looser in [policy(DAY + 1, 100), policy(DAY, 99)] {
        fails(suite.run("owner", &looser), "AC-013");
    }
    fails(suite.run("owner", &ExecuteMsg::SetReservePolicy { policy: None }), "AC-013");
    suite.run("owner", &policy(DAY - 1, 101)).unwrap();
    suite.run("owner", &policy(DAY, 100)).unwrap();
    let id = suite.schedule("owner", Change::SetReservePolicy { policy: None });
    suite.after(DAY);
    suite.apply(id).unwrap();
    assert_eq!(suite.reserve().policy, None);
}

#[test]
fn the_newest_thirty_attestations_are_kept() {
    let mut suite = Suite::new();
    for _ in 0..32 {
        suite.attest(5).unwrap();
    }
    let msg = QueryMsg::Attestations { start_after: None, limit: Some(30) };
    let kept = suite.ask::<AttestationsResponse>(&msg).attestations;
    assert_eq!((kept.len(), kept[0].id, kept[29].id), (30, 3, 32));
}

/// The token's own word of what is abroad; that it counts it is a test of the token.
#[test]
fn reserves_count_what_is_abroad() {
    let mut suite = Suite::backed(2 * RICH + 900);
    let (token, supply) = (suite.token.clone(), suite.supply());
    let answer = SupplyResponse {
        total: (supply - 700).into(),
        abroad: 700u128.into(),
        cap: None,
        headroom: None,
        holder_burn: true,
        home: true,
    };
    suite.tell(&token, Script::default().answer("supply", answer));
    assert_eq!((suite.reserve().issued.u128(), suite.headroom()), (supply, 900));
    fails(suite.mint("minter", "else", 901), "IS-019");
    suite.mint("minter", "else", 900).unwrap();
}

#[test]
fn e29_the_largest_attestation_covers_the_largest_supply_and_nothing_overflows() {
    let mut suite = Suite::new();
    suite.let_office_mint(u128::MAX);
    suite.token("token-owner", &json!({"set_cap": {"cap": null}})).unwrap();
    suite.configure("minter", u128::MAX, limit(u128::MAX, u128::MAX)).unwrap();
    suite.configure("ben", u128::MAX, limit(u128::MAX, u128::MAX)).unwrap();
    suite.run("owner", &policy(u64::MAX, 0)).unwrap();
    suite.attest(u128::MAX).unwrap();
    fails(suite.mint("ben", "else", u128::MAX), "IS-019");
    suite.mint("ben", "else", u128::MAX - 2 * RICH).unwrap();
    fails(suite.mint("ben", "else", 1), "IS-019");
    suite.run("owner", &policy(u64::MAX, 10_000)).unwrap();
    assert_eq!(suite.headroom(), 0);
}
