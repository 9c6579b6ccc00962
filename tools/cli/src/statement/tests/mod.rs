//! The rules, on events made by hand. One file, because it is one list: what a figure means is looked up here.

mod chains;

use super::orders::ActKind;
use super::redemptions::Outcome;
use chains::{at, cw20, region, token, units, Chains, LAST};
use cosmwasm_std::Event;
use isthmus_api::bridge::events::{Claimable, Claimed, Refunded};
use isthmus_api::event::TypedEvent;
use isthmus_api::issuance::events::{AttestationSubmitted, RedemptionReturned};
use isthmus_api::stablecoin::events::{BridgeRefund, Freeze, PlaceHold, Seize};
use isthmus_api::stablecoin::Cw20Event;
use isthmus_api::types::TokenId;
use isthmus_calendar::date::parse_date;
use isthmus_regions::{Code, Side};
use Side::{East, West};

#[test]
fn what_happens_in_the_last_second_is_in_the_month_and_in_the_next_it_is_not() {
    let mut chains = Chains::new();
    chains.mint(LAST - 86_400 * 40, 10);
    chains.mint(LAST, 100);
    chains.mint(LAST + 1, 1_000);
    for (month, opening, minted) in
        [("2026-05", 0, 10), ("2026-06", 10, 100), ("2026-07", 110, 1_000)]
    {
        let west = &chains.state(month).regions[0];
        assert_eq!((west.opening, west.minted), (units(opening), units(minted)), "{month}");
    }
}

#[test]
fn money_on_its_way_at_the_end_of_a_month_is_in_flight_and_arrives_in_the_next() {
    let mut chains = Chains::new();
    chains.mint(LAST - 10, 100);
    chains.send(LAST, 40);
    chains.receive(LAST + 1, 40);
    let june = chains.state("2026-06");
    assert_eq!((june.supply.west, june.supply.in_flight), (units(60), units(40)));
    assert_eq!(june.regions[0].sent, units(40));
    let july = chains.state("2026-07");
    assert_eq!((july.supply.east, july.supply.in_flight), (units(40), units(0)));
    assert_eq!((july.regions[1].arrived, july.supply.issued), (units(40), units(100)));
}

#[test]
fn a_refund_that_could_not_land_is_claimable_until_it_is_claimed() {
    let mut chains = Chains::new();
    chains.mint(LAST - 20, 100);
    chains.send(LAST - 10, 40);
    let (region, token, amount) = (region("east"), token(), units(40));
    let (owner, cause) = ("westana".to_string(), "timeout".to_string());
    let refunded = Refunded {
        region: region.clone(),
        id: 1,
        token: token.clone(),
        amount,
        owner: owner.clone(),
        cause,
        detail: None,
    };
    let failed = Claimable {
        region: region.clone(),
        id: 1,
        token: token.clone(),
        amount,
        owner: owner.clone(),
        detail: "paused".to_string(),
    };
    chains.said(West, LAST, Code::Bridge, vec![refunded.to_event(), failed.to_event()]);
    let by = owner.clone();
    chains.tell(West, LAST + 5, Code::Bridge, &Claimed { region, id: 1, token, amount, owner, by });
    let (to, supply, abroad) = ("westana".to_string(), units(0), units(0));
    let minted = Cw20Event::Mint { to: to.clone(), amount };
    let told = BridgeRefund { to, amount, supply, abroad, locked: false };
    chains.said(West, LAST + 5, Code::Stablecoin, vec![cw20(minted), told.to_event()]);
    let june = chains.state("2026-06");
    assert_eq!((june.supply.claimable, june.supply.in_flight), (units(40), units(0)));
    let july = chains.state("2026-07");
    assert_eq!((july.supply.claimable, july.supply.west), (units(0), units(100)));
    assert_eq!(july.regions[0].refunded, units(40));
}

#[test]
fn redemptions_are_counted_in_business_days_and_late_ones_are_seen() {
    let mut chains = Chains::new();
    chains.region(West).calendar.holidays.add(parse_date("2026-06-15").unwrap());
    chains.mint(at("2026-06-01 9"), 1_000);
    // Friday to Tuesday, with a weekend and a holiday between: one day.
    chains.request(at("2026-06-12 10"), 1, 100, at("2026-06-17 24") - 1);
    chains.request(at("2026-06-12 11"), 2, 200, at("2026-06-17 24") - 1);
    chains.settle(at("2026-06-16 10"), 1, 100, false);
    // Until Thursday: three, of two.
    chains.settle(at("2026-06-18 10"), 2, 200, true);
    chains.request(at("2026-06-25 10"), 3, 300, at("2026-06-29 24") - 1);
    chains.request(at("2026-06-30 10"), 4, 50, at("2026-07-02 24") - 1);
    let june = chains.state("2026-06");
    let days: Vec<_> =
        june.redemptions.iter().map(|it| (it.id, it.outcome, it.business_days, it.late)).collect();
    assert_eq!(
        days,
        [
            (1, Outcome::Settled, 1, false),
            (2, Outcome::Settled, 3, true),
            (3, Outcome::Open, 3, true),
            (4, Outcome::Open, 0, false),
        ]
    );
    let sums = &june.redemption_summary;
    assert_eq!((sums.requested.count, sums.requested.amount), (4, units(650)));
    assert_eq!((sums.settled.count, sums.settled_late.count), (1, 1));
    assert_eq!((sums.open.amount, sums.open_late.amount), (units(50), units(300)));
    assert_eq!(sums.most_business_days, Some(3));
    assert_eq!((june.regions[0].redeemed, june.supply.issued), (units(300), units(700)));
}

#[test]
fn a_redemption_of_an_earlier_month_is_stated_while_it_is_open_and_when_it_ends() {
    let mut chains = Chains::new();
    chains.mint(at("2026-04-01 9"), 1_000);
    chains.request(at("2026-05-20 10"), 1, 100, at("2026-05-22 24") - 1);
    let back = RedemptionReturned {
        id: 1,
        holder: "westana".to_string(),
        amount: units(100),
        cause: "late".to_string(),
        by: "westben".to_string(),
    };
    chains.tell(West, at("2026-07-01 0"), Code::Issuance, &back);
    let open = chains.state("2026-06");
    assert_eq!((open.redemptions[0].outcome, open.redemptions[0].late), (Outcome::Open, true));
    assert_eq!(open.redemption_summary.requested.count, 0);
    let ended = chains.state("2026-07");
    assert_eq!(ended.redemptions[0].outcome, Outcome::Returned);
    assert_eq!(ended.redemptions[0].reason.as_deref(), Some("late"));
    assert!(chains.state("2026-08").redemptions.is_empty());
    assert!(chains.state("2026-04").redemptions.is_empty());
}

#[test]
fn the_time_of_an_order_begins_where_its_hash_is_first_on_a_chain() {
    let mut chains = Chains::new();
    let (hash, by) = ("ab".repeat(32), "westofficer".to_string());
    let (account, reason) = ("westeve".to_string(), "order 7".to_string());
    let hold = PlaceHold {
        account: account.clone(),
        until: LAST + 3_600,
        reason: reason.clone(),
        case_hash: Some(hash.clone()),
        by: by.clone(),
    };
    let freeze = |case_hash: Option<String>| Freeze {
        account: "easteve".to_string(),
        previous: None,
        previous_until: None,
        mode: "full".to_string(),
        reason: None,
        until: None,
        case_hash,
        by: "eastofficer".to_string(),
    };
    let seize = Seize {
        from: account,
        to: "westcourt".to_string(),
        amount: units(5),
        previous_locked: units(0),
        locked: units(0),
        reason: Some(reason),
        case_hash: hash.clone(),
        by,
    };
    chains.tell(West, LAST - 10, Code::Stablecoin, &hold);
    chains.tell(East, LAST - 30, Code::Stablecoin, &freeze(None));
    chains.tell(East, LAST - 4, Code::Stablecoin, &freeze(Some(hash)));
    chains.tell(West, LAST + 90, Code::Stablecoin, &seize);
    let june = chains.state("2026-06");
    let times: Vec<_> =
        june.acts.iter().map(|act| (act.region.as_str(), act.seconds_from_order)).collect();
    assert_eq!(times, [("east", None), ("west", Some(0)), ("east", Some(6))]);
    assert_eq!((june.order_summary.orders, june.order_summary.freezes), (1, 2));
    let july = chains.state("2026-07");
    assert_eq!(july.acts[0].kind, ActKind::Seize);
    assert_eq!(july.acts[0].seconds_from_order, Some(100));
    assert_eq!((july.order_summary.seizures, july.order_summary.seized), (1, units(5)));
}

#[test]
fn an_attestation_has_its_composition_and_counts_less_what_was_paid_out() {
    let mut chains = Chains::new();
    chains.mint(LAST - 100, 900);
    let attested = AttestationSubmitted {
        id: 3,
        previous: None,
        amount: units(1_000),
        counted: units(1_000),
        as_of: LAST - 90,
        composition: "cash:334,treasury_bills_month:666".to_string(),
        daily_liquidity_bps: 3_340,
        weekly_liquidity_bps: 3_340,
        concentration_bps: 0,
        weighted_maturity_days: 14,
        report_hash: "cd".repeat(32),
        uri: "https://issuer.example/3".to_string(),
        by: "westattestor".to_string(),
    };
    chains.tell(West, LAST - 80, Code::Issuance, &attested);
    chains.request(LAST - 70, 1, 100, LAST + 86_400);
    chains.settle(LAST - 60, 1, 100, false);
    let june = chains.state("2026-06");
    let shares: Vec<u16> =
        june.attestations[0].composition.iter().map(|share| share.share_bps).collect();
    assert_eq!(shares, [3_340, 6_660]);
    let reserve = june.reserve.unwrap();
    assert_eq!((reserve.attested, reserve.counted), (units(1_000), units(900)));
    let july = chains.state("2026-07");
    assert!(july.attestations.is_empty());
    assert_eq!(july.reserve, Some(reserve));
    // A class that nobody knows is a mistake, not a line less.
    let strange = AttestationSubmitted { composition: "gold:1000".to_string(), ..attested };
    chains.tell(West, LAST + 80, Code::Issuance, &strange);
    let told = chains.refused("2026-07");
    assert!(told.contains("composition of attestation 3 in the west"), "{told}");
}

#[test]
fn a_month_that_is_not_over_speaks_of_the_last_transaction_whenever_it_is_stated() {
    let mut chains = Chains::new();
    chains.mint(LAST - 100, 900);
    for side in Side::BOTH {
        chains.region(side).now = LAST - 50;
    }
    let first = chains.state("2026-06");
    assert!(!first.complete);
    assert_eq!(first.as_of, LAST - 100);
    // One chain is over the end of the month, the other is not: something may be added.
    chains.region(East).now = LAST + 1;
    assert_eq!(chains.state("2026-06").json().unwrap(), first.json().unwrap());
    chains.region(West).now = LAST + 1;
    let over = chains.state("2026-06");
    assert!(over.complete);
    assert_eq!(over.as_of, LAST);
    for side in Side::BOTH {
        chains.region(side).now = LAST + 90 * 86_400;
    }
    chains.mint(LAST + 1, 5);
    assert_eq!(chains.state("2026-06").json().unwrap(), over.json().unwrap());
}

#[test]
fn a_history_with_a_hole_in_it_is_no_evidence() {
    let mut chains = Chains::new();
    chains.mint(LAST - 100, 900);
    chains.mint(LAST - 90, 50);
    chains.agree();
    chains.region(West).history.remove(0);
    let told = chains.refused("2026-06");
    assert!(told.contains("west, supply: 950 by the contract and 50 by its events"), "{told}");
    let mut chains = Chains::new();
    chains.mint(LAST - 100, 900);
    chains.settle(LAST - 60, 1, 100, false);
    chains.agree();
    let told = chains.refused("2026-06");
    assert!(told.contains("west: nobody asked for redemption 1"), "{told}");
}

#[test]
fn an_event_that_cannot_be_read_is_a_mistake() {
    let mut chains = Chains::new();
    chains.mint(LAST - 100, 900);
    chains.agree();
    chains.said(West, LAST, Code::Stablecoin, vec![Event::new("wasm-isthmus_stablecoin_wipe")]);
    let told = chains.refused("2026-06");
    assert!(told.contains("isthmus_stablecoin_wipe"), "{told}");
}

#[test]
fn a_month_without_contracts_and_one_to_come_are_refused_with_what_is_expected() {
    let mut chains = Chains::new();
    chains.mint(LAST, 900);
    chains.agree();
    for (month, expected) in [("2026-05", "from 2026-06 on"), ("2026-09", "up to 2026-08")] {
        let told = chains.refused(month);
        assert!(told.contains(&format!("--month {month}")) && told.contains(expected), "{told}");
    }
}

#[test]
fn what_another_contract_or_another_token_says_is_not_counted() {
    let mut chains = Chains::new();
    chains.mint(LAST - 100, 900);
    chains.send(LAST - 90, 40);
    let before = chains.state("2026-06");
    let minted = Cw20Event::Mint { to: "westana".to_string(), amount: units(7) };
    chains.said(West, LAST - 80, Code::Escrow, vec![cw20(minted)]);
    let other = Refunded {
        region: region("east"),
        id: 9,
        token: TokenId::new("token", "east.other").unwrap(),
        amount: units(3),
        owner: "westana".to_string(),
        cause: "error".to_string(),
        detail: None,
    };
    chains.tell(West, LAST - 80, Code::Bridge, &other);
    assert_eq!(chains.state("2026-06").supply, before.supply);
}

#[test]
fn the_page_has_every_amount_and_date_whole_at_any_width() {
    let mut chains = Chains::new();
    chains.mint(at("2026-06-01 9"), 1_000_000_000_000);
    chains.request(at("2026-06-12 10"), 1, 123_456_789, at("2026-06-16 24") - 1);
    chains.settle(at("2026-06-16 10"), 1, 123_456_789, false);
    let june = chains.state("2026-06");
    for width in 60..=200 {
        let page = anstream::adapter::strip_str(&june.page(width).unwrap()).to_string();
        for word in
            ["10,000,000,000.00", "1,234,567.89", "2026-06-16 10:00:00", "2026-06-16 23:59:59"]
        {
            assert!(page.lines().any(|line| line.contains(word)), "{width}: {word} is broken");
        }
    }
}
