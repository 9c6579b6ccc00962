//! A letter of credit that pays a seller in the other region.

use cosmwasm_std::{to_json_binary, HexBinary};
use isthmus_api::escrow::{self, ExecuteMsg, Terms};
use isthmus_api::stablecoin::{self, FreezeMode};
use isthmus_api::types::Payout;
use isthmus_regions::{Code, Receipt, Side};
use isthmus_testkit::World;

const DAY: u64 = 86_400;
const AMOUNT: u128 = 1_000;
const WEST: Side = Side::West;

/// A world with a calendar, a rich importer and a bank.
fn world() -> World {
    let world = World::new();
    world.mint("importer", 100_000);
    let calendar = ExecuteMsg::CreateCalendar {
        name: "Westport".to_string(),
        utc_offset_minutes: 0,
        weekend: vec![escrow::Weekday::Saturday, escrow::Weekday::Sunday],
        holidays: vec![],
    };
    world.must(WEST, "keeper", Code::Escrow, &calendar);
    world
}

fn terms(world: &World, payout: Payout) -> Terms {
    let now = world.now();
    Terms {
        applicant: world.address(WEST, "importer"),
        issuer: world.address(WEST, "bank"),
        beneficiary: world.address(WEST, "exporter"),
        payout,
        advising: None,
        asset: world.token(WEST),
        amount: AMOUNT.into(),
        tolerance_bps: 0,
        partial_drawings: None,
        documents: vec![escrow::RequiredDocument {
            kind: "bill_of_lading".to_string(),
            details: None,
        }],
        latest_shipment_at: now + 20 * DAY,
        expires_at: now + 40 * DAY,
        presentation_period_days: None,
        calendar: 1,
        consent_by: now + DAY,
        fund_by: now + 2 * DAY,
        reference: None,
        text_hash: None,
    }
}

fn remote(world: &World, receiver: &str) -> Payout {
    Payout::Remote { region: "east".to_string(), receiver: world.address(Side::East, receiver) }
}

/// Proposed, agreed and covered. Returns the deal's number.
fn open_deal(world: &World, payout: Payout) -> u64 {
    let terms = terms(world, payout);
    let receipt = world.must(WEST, "importer", Code::Escrow, &ExecuteMsg::Propose { terms });
    let number = receipt.attribute("isthmus_escrow_propose", "deal").unwrap();
    let deal: u64 = number.parse().unwrap();
    let query = escrow::QueryMsg::DealTerms { deal };
    let stored: escrow::DealTermsResponse = world.ask(WEST, Code::Escrow, &query);
    for party in ["bank", "exporter"] {
        let consent = ExecuteMsg::Consent { deal, terms_hash: stored.hash.clone() };
        world.must(WEST, party, Code::Escrow, &consent);
    }
    let fund = stablecoin::ExecuteMsg::Send {
        contract: world.contract(WEST, Code::Escrow).to_string(),
        amount: AMOUNT.into(),
        msg: to_json_binary(&escrow::TokenHook::Fund { deal }).unwrap(),
    };
    world.must(WEST, "importer", Code::Stablecoin, &fund);
    deal
}

/// Presents complying documents, distinct for each deal, and has them accepted.
fn pay(world: &World, deal: u64) -> Receipt {
    let present = ExecuteMsg::Present {
        deal,
        presentation: escrow::Presentation {
            amount: AMOUNT.into(),
            shipped_at: world.now() - 3_600,
            documents: vec![escrow::Document {
                kind: "bill_of_lading".to_string(),
                hash: HexBinary::from([u8::try_from(deal).unwrap(); 32]),
            }],
        },
        complete: None,
    };
    world.must(WEST, "exporter", Code::Escrow, &present);
    let accept = ExecuteMsg::Accept { deal, drawing: 1 };
    world.must(WEST, "bank", Code::Escrow, &accept)
}

fn ledger(world: &World, deal: u64) -> escrow::LedgerResponse {
    world.ask(WEST, Code::Escrow, &escrow::QueryMsg::Ledger { deal })
}

#[test]
fn a_seller_abroad_is_paid_through_the_bridge() {
    let world = world();
    let deal = open_deal(&world, remote(&world, "exporter"));
    let paid: escrow::events::Paid = pay(&world, deal).first().unwrap();
    assert_eq!(paid.region.map(|region| region.to_string()).as_deref(), Some("east"));
    assert!(paid.payout.is_some());
    assert_eq!(world.supply().in_flight.u128(), AMOUNT);
    world.settle();
    assert_eq!(world.balance(Side::East, "exporter"), AMOUNT);
    assert_eq!(ledger(&world, deal).released.u128(), AMOUNT);
    assert_eq!(world.credit(WEST, "exporter"), 0);
}

#[test]
fn a_payout_nobody_relays_comes_back_to_its_own_deal() {
    let world = world();
    let first = open_deal(&world, remote(&world, "exporter"));
    let second = open_deal(&world, remote(&world, "agent"));
    pay(&world, first);
    let lost = world.pair.last_packet(WEST).unwrap();
    pay(&world, second);
    world.pair.hold(&lost);
    world.settle();
    assert_eq!(world.balance(Side::East, "agent"), AMOUNT);
    assert_eq!(world.credit(WEST, "exporter"), 0);

    world.pair.pass(2 * DAY);
    let returned: escrow::events::Returned = world.time_out(&lost).first().unwrap();
    assert_eq!(returned.deal, Some(first));
    assert_eq!(returned.amount.u128(), AMOUNT);
    assert_eq!(returned.owner, world.address(WEST, "exporter"));
    assert_eq!(world.credit(WEST, "exporter"), AMOUNT);

    let withdraw = ExecuteMsg::Withdraw {
        asset: world.token(WEST),
        to: Payout::Local { address: world.address(WEST, "exporter") },
    };
    world.must(WEST, "exporter", Code::Escrow, &withdraw);
    assert_eq!(world.balance(WEST, "exporter"), AMOUNT);
    assert_eq!(world.credit(WEST, "exporter"), 0);
    assert!(world.send_msg(WEST, "exporter", Code::Escrow, &withdraw).is_err());
}

#[test]
fn a_payout_to_a_frozen_account_comes_back_and_can_be_sent_elsewhere() {
    let world = world();
    let deal = open_deal(&world, remote(&world, "exporter"));
    world.freeze(Side::East, "exporter", FreezeMode::Full);
    pay(&world, deal);
    world.settle();
    assert_eq!(world.balance(Side::East, "exporter"), 0);
    assert_eq!(world.credit(WEST, "exporter"), AMOUNT);
    let withdraw =
        ExecuteMsg::Withdraw { asset: world.token(WEST), to: remote(&world, "subsidiary") };
    world.must(WEST, "exporter", Code::Escrow, &withdraw);
    world.settle();
    assert_eq!(world.balance(Side::East, "subsidiary"), AMOUNT);
    assert_eq!(world.credit(WEST, "exporter"), 0);
}

#[test]
fn a_withdrawal_that_comes_back_is_a_credit_again() {
    let world = world();
    let deal = open_deal(&world, remote(&world, "exporter"));
    world.freeze(Side::East, "exporter", FreezeMode::Full);
    pay(&world, deal);
    world.settle();
    let withdraw =
        ExecuteMsg::Withdraw { asset: world.token(WEST), to: remote(&world, "exporter") };
    world.must(WEST, "exporter", Code::Escrow, &withdraw);
    assert_eq!(world.credit(WEST, "exporter"), 0);
    world.settle();
    assert_eq!(world.credit(WEST, "exporter"), AMOUNT);
}

#[test]
fn a_bridge_that_refuses_at_payment_leaves_a_credit_and_the_deal_goes_on() {
    let world = world();
    let deal = open_deal(&world, remote(&world, "exporter"));
    let pause = isthmus_api::bridge::ExecuteMsg::Pause {
        scopes: vec![isthmus_api::bridge::PauseScope::Send],
        duration_seconds: 3_600,
    };
    world.must(WEST, "guardian", Code::Bridge, &pause);
    let receipt = pay(&world, deal);
    let credited: escrow::events::Credited = receipt.first().unwrap();
    assert_eq!(credited.deal, deal);
    assert_eq!(world.credit(WEST, "exporter"), AMOUNT);
    assert_eq!(world.supply().in_flight.u128(), 0);
    assert_eq!(ledger(&world, deal).held.u128(), 0);
}

#[test]
fn a_payout_without_a_route_is_refused_before_anybody_agrees() {
    let world = world();
    let nowhere = Payout::Remote {
        region: "north".to_string(),
        receiver: world.address(Side::East, "exporter"),
    };
    let here =
        Payout::Remote { region: "east".to_string(), receiver: world.address(WEST, "exporter") };
    for payout in [nowhere, here] {
        let terms = terms(&world, payout);
        let propose = ExecuteMsg::Propose { terms };
        let refused = world.send_msg(WEST, "importer", Code::Escrow, &propose);
        assert!(refused.unwrap_err().code().unwrap().starts_with("ES-"));
    }
}

#[test]
fn an_expired_deal_is_cranked_and_its_refund_may_cross_as_well() {
    let world = world();
    let deal = open_deal(&world, remote(&world, "exporter"));
    let set = ExecuteMsg::SetPayout { deal, payout: remote(&world, "importer") };
    world.must(WEST, "importer", Code::Escrow, &set);
    world.pair.pass(60 * DAY);
    world.must(WEST, "stranger", Code::Escrow, &ExecuteMsg::Crank { deal });
    world.settle();
    assert_eq!(world.balance(Side::East, "importer"), AMOUNT);
    assert_eq!(ledger(&world, deal).refunded.u128(), AMOUNT);
}

#[test]
fn a_forged_return_credits_nobody() {
    let world = world();
    let deal = open_deal(&world, remote(&world, "exporter"));
    pay(&world, deal);
    // Somebody pays the escrow with the reference of a payout that is still on its way.
    for reference in [&b"{\"payout\":1}"[..], b"1", b""] {
        let send = stablecoin::ExecuteMsg::Send {
            contract: world.contract(WEST, Code::Escrow).to_string(),
            amount: AMOUNT.into(),
            msg: reference.into(),
        };
        assert!(world.send_msg(WEST, "importer", Code::Stablecoin, &send).is_err());
    }
    world.settle();
    assert_eq!(world.credit(WEST, "exporter"), 0);
    assert_eq!(world.balance(Side::East, "exporter"), AMOUNT);
}

/// A seller whose account abroad is blocked meanwhile: the deal ends, and the money is the seller's
/// credit at home.
#[test]
fn a_payout_to_a_screened_receiver_becomes_a_credit() {
    let world = world();
    let deal = open_deal(&world, remote(&world, "exporter"));
    let screen = stablecoin::ExecuteMsg::ScreenForeign {
        region: "east".to_string(),
        receivers: vec![world.address(Side::East, "exporter")],
        blocked: true,
    };
    world.must(WEST, "officer", Code::Stablecoin, &screen);
    let credited: escrow::events::Credited = pay(&world, deal).first().unwrap();
    assert_eq!((credited.deal, credited.amount.u128()), (deal, AMOUNT));
    assert_eq!(world.credit(WEST, "exporter"), AMOUNT);
    assert_eq!(world.supply().in_flight.u128(), 0);
}
