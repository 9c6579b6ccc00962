//! Random messages to several deals in three assets, with a token and a bridge that refuse at will.
//! The invariants are checked after every step (in the suite); at the end time alone closes all.

use isthmus_api::escrow::*;
use isthmus_api::types::Asset;
use proptest::prelude::*;

use crate::suite::*;

#[derive(Clone, Debug)]
enum Move {
    Wait(u64),
    Propose(u8, bool, bool),
    Consent(u8, u64),
    Fund(u8, u64),
    Present(u64, u128, u8, bool),
    Represent(u64, u64, u8),
    Complete(u64, u64),
    Accept(u64, u64),
    Refuse(u64, u64, u8),
    Waive(u64, u64),
    Cancel(u8, u64),
    Crank(u64),
    Payout(u8, u64, bool),
    Withdraw(u8, u8),
    Token(bool),
    Bridge(bool),
    GiveBack(usize),
}

fn step() -> impl Strategy<Value = Move> {
    let deal = || 1u64..4;
    let drawing = || 1u64..4;
    prop_oneof![
        3 => (0u64..8 * DAY).prop_map(Move::Wait),
        1 => (0u8..3, any::<bool>(), any::<bool>()).prop_map(|(a, p, r)| Move::Propose(a, p, r)),
        1 => (0u8..4, deal()).prop_map(|(who, deal)| Move::Consent(who, deal)),
        1 => (0u8..4, deal()).prop_map(|(who, deal)| Move::Fund(who, deal)),
        4 => (deal(), 1u128..120_000, 0u8..9, any::<bool>())
            .prop_map(|(deal, amount, seed, complete)| Move::Present(deal, amount, seed, complete)),
        2 => (deal(), drawing(), 0u8..9).prop_map(|(d, n, seed)| Move::Represent(d, n, seed)),
        1 => (deal(), drawing()).prop_map(|(d, n)| Move::Complete(d, n)),
        3 => (deal(), drawing()).prop_map(|(d, n)| Move::Accept(d, n)),
        2 => (deal(), drawing(), 0u8..3).prop_map(|(d, n, to)| Move::Refuse(d, n, to)),
        2 => (deal(), drawing()).prop_map(|(d, n)| Move::Waive(d, n)),
        1 => (0u8..4, deal()).prop_map(|(who, deal)| Move::Cancel(who, deal)),
        2 => deal().prop_map(Move::Crank),
        1 => (0u8..4, deal(), any::<bool>()).prop_map(|(who, d, far)| Move::Payout(who, d, far)),
        2 => (0u8..4, 0u8..3).prop_map(|(who, asset)| Move::Withdraw(who, asset)),
        1 => any::<bool>().prop_map(Move::Token),
        1 => any::<bool>().prop_map(Move::Bridge),
        2 => (1usize..4).prop_map(Move::GiveBack),
    ]
}

const PEOPLE: [&str; 4] = ["importer", "bank", "exporter", "stranger"];

fn asset(suite: &Suite, index: u8) -> Asset {
    match index {
        0 => native(),
        1 => suite.cw20(),
        _ => suite.hostile(),
    }
}

fn terms(suite: &Suite, index: u8, partial: bool, remote: bool) -> Terms {
    let mut terms = suite.terms(asset(suite, index));
    let now = suite.now();
    terms.consent_by = now + 2 * DAY;
    terms.fund_by = now + 4 * DAY;
    terms.latest_shipment_at = now + 10 * DAY;
    terms.expires_at = now + 40 * DAY;
    terms.partial_drawings = Some(partial);
    if remote && index == 1 {
        terms.payout = east();
    }
    terms
}

/// Whether it worked does not matter here: only that the invariants hold.
fn attempt(suite: &mut Suite, step: &Move) {
    let exists = |suite: &Suite, deal: &u64| {
        *deal <= suite.ask::<ConfigResponse>(&QueryMsg::Config {}).deals
    };
    let who = |index: &u8| PEOPLE[*index as usize];
    let _ = match step {
        Move::Wait(seconds) => {
            let now = suite.now();
            suite.at(now + seconds);
            return;
        }
        Move::Propose(index, partial, remote) => {
            let terms = terms(suite, *index, *partial, *remote);
            suite.run("importer", &ExecuteMsg::Propose { terms })
        }
        Move::Consent(index, deal) if exists(suite, deal) => suite.consent(who(index), *deal),
        Move::Fund(index, deal) if exists(suite, deal) => suite.fund(who(index), *deal),
        Move::Present(deal, amount, seed, complete) => {
            let mut given = presentation(*amount, documents(*seed));
            given.shipped_at = suite.now();
            if seed % 3 == 0 {
                given.documents.pop();
            }
            let msg =
                ExecuteMsg::Present { deal: *deal, presentation: given, complete: Some(*complete) };
            suite.run("exporter", &msg)
        }
        Move::Represent(deal, drawing, seed) => suite.represent(*deal, *drawing, documents(*seed)),
        Move::Complete(deal, drawing) => {
            let msg = ExecuteMsg::Complete { deal: *deal, drawing: *drawing, documents: vec![] };
            suite.run("exporter", &msg)
        }
        Move::Accept(deal, drawing) => suite.accept(*deal, *drawing),
        Move::Refuse(deal, drawing, to) => {
            let to =
                [Disposition::Hold, Disposition::AwaitWaiver, Disposition::Return][*to as usize];
            suite.refuse(*deal, *drawing, to)
        }
        Move::Waive(deal, drawing) => suite.waive(*deal, *drawing),
        Move::Cancel(index, deal) => suite.run(who(index), &ExecuteMsg::Cancel { deal: *deal }),
        Move::Crank(deal) => suite.crank(*deal),
        Move::Payout(index, deal, far) => {
            let payout = if *far { east() } else { local("else") };
            suite.run(who(index), &ExecuteMsg::SetPayout { deal: *deal, payout })
        }
        Move::Withdraw(index, money) => {
            let asset = asset(suite, *money);
            suite.withdraw(who(index), asset, local(who(index)))
        }
        Move::Token(refuse) => {
            let mode = if *refuse { Mode::Refuse } else { Mode::Honest };
            suite.mode(mode);
            return;
        }
        Move::Bridge(shut) => {
            suite.shut(*shut);
            return;
        }
        Move::GiveBack(number) => {
            if suite.sent().len() < *number {
                return;
            }
            suite.give_back(*number, None)
        }
        Move::Consent(..) | Move::Fund(..) => return,
    };
}

/// Money of all actors, the bridge and the contract, for conservation.
fn total(suite: &Suite, asset: &Asset) -> u128 {
    let people: u128 = ACTORS.iter().map(|name| suite.balance(&actor(name), asset)).sum();
    people + suite.balance(&suite.escrow, asset) + suite.balance(&suite.bridge, asset)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn money_is_where_the_books_say_and_time_alone_gives_it_back(
        steps in prop::collection::vec(step(), 20..60),
    ) {
        let mut suite = Suite::new();
        for index in 0..3 {
            let terms = terms(&suite, index, index != 2, true);
            suite.open(terms);
        }
        for step in &steps {
            attempt(&mut suite, step);
        }
        // Liveness: whoever refuses, cranking long after every due time closes everything.
        suite.mode(Mode::Refuse);
        suite.after_days(400);
        let deals = suite.ask::<ConfigResponse>(&QueryMsg::Config {}).deals;
        for deal in 1..=deals {
            suite.crank(deal).unwrap();
            prop_assert_eq!(suite.status(deal).0, DealStatus::Closed);
            prop_assert!(suite.ledger(deal).held.is_zero());
        }
        // Every credit can be taken, and then the contract has nothing.
        suite.mode(Mode::Honest);
        for index in 0..3 {
            let asset = asset(&suite, index);
            for name in PEOPLE {
                let credit = suite.credit(name, &asset);
                let done = suite.withdraw(name, asset.clone(), local(name));
                prop_assert_eq!(done.is_ok(), credit > 0);
            }
            prop_assert_eq!(suite.balance(&suite.escrow, &asset), 0);
            prop_assert_eq!(total(&suite, &asset), RICH * ACTORS.len() as u128);
        }
    }
}
