//! Payments that are refused, go abroad, come back, or call back.

use cosmwasm_std::{from_json, Uint128};
use isthmus_api::escrow::events::{Credited, Paid, Returned};
use isthmus_api::escrow::*;

use crate::suite::*;
use isthmus_testkit::scripted::Reaction;

/// An open deal whose beneficiary is paid in the east, presented and accepted.
fn paid_abroad(suite: &mut Suite) -> (u64, Done) {
    let mut terms = suite.terms(suite.cw20());
    terms.payout = east();
    let deal = suite.open(terms);
    suite.present(deal, presentation(100_000, documents(deal as u8))).unwrap();
    let done = suite.accept(deal, 1);
    (deal, done)
}

#[test]
fn a_payout_abroad_goes_to_the_bridge_with_a_reference() {
    let mut suite = Suite::new();
    let (_, done) = paid_abroad(&mut suite);
    let event = events::<Paid>(&done.unwrap().events).remove(0);
    assert_eq!((event.region, event.payout), (Some(region("east")), Some(1)));
    assert_eq!(suite.balance(&suite.bridge, &suite.cw20()), 100_000);
    let (_, sent) = suite.sent().remove(0);
    assert_eq!(sent.receiver, "east1exporter");
    assert_eq!(sent.reference.as_slice(), br#"{"payout":1}"#);
}

#[test]
fn money_that_comes_back_is_the_payees_credit_once() {
    let mut suite = Suite::new();
    let (deal, _) = paid_abroad(&mut suite);
    let response = suite.give_back(1, None).unwrap();
    assert_eq!(events::<Returned>(&response.events)[0].deal, Some(deal));
    let cw20 = suite.cw20();
    assert_eq!(suite.credit("exporter", &cw20), 100_000);
    // A second refund of the same payout: refused, so that the bridge keeps it.
    let (_, done) = paid_abroad(&mut suite);
    done.unwrap();
    fails(suite.give_back(1, None), "ES-033");
    fails(suite.give_back(2, Some(99_999)), "ES-033");
    suite.give_back(2, None).unwrap();
    assert_eq!(suite.credit("exporter", &cw20), 200_000);
    suite.withdraw("exporter", cw20.clone(), local("else")).unwrap();
    assert_eq!(suite.gain("else", &cw20), 200_000);
}

#[test]
fn a_withdrawal_abroad_can_come_back_too() {
    let mut suite = Suite::new();
    paid_abroad(&mut suite).1.unwrap();
    suite.give_back(1, None).unwrap();
    let cw20 = suite.cw20();
    suite.withdraw("exporter", cw20.clone(), east()).unwrap();
    assert_eq!(suite.credit("exporter", &cw20), 0);
    let response = suite.give_back(2, None).unwrap();
    assert_eq!(events::<Returned>(&response.events)[0].deal, None);
    assert_eq!(suite.credit("exporter", &cw20), 100_000);
}

#[test]
fn strangers_cannot_forge_what_comes_back() {
    let mut suite = Suite::new();
    paid_abroad(&mut suite).1.unwrap();
    let msg = |reference: &[u8]| cw20::Cw20ExecuteMsg::Send {
        contract: suite.escrow.to_string(),
        amount: Uint128::new(100_000),
        msg: reference.to_vec().into(),
    };
    let (token, good, hostile) =
        (suite.token.clone(), msg(br#"{"payout":1}"#), suite.hostile.clone());
    let escrow = suite.escrow.clone();
    // Not the bridge: the reference is no hook.
    fails(suite.call(&actor("stranger"), &token, &good, &[]), "AC-021");
    // Another token that claims the bridge sent it.
    let forge = ExecuteMsg::Receive(cw20::Cw20ReceiveMsg {
        sender: suite.bridge.to_string(),
        amount: Uint128::new(100_000),
        msg: br#"{"payout":1}"#.into(),
    });
    fails(suite.call(&hostile, &escrow, &forge, &[]), "ES-033");
}

#[test]
fn a_bridge_that_refuses_leaves_a_credit() {
    let mut suite = Suite::new();
    let mut terms = suite.terms(suite.cw20());
    terms.payout = east();
    let deal = suite.open(terms);
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    suite.shut(true);
    let response = suite.accept(deal, 1).unwrap();
    assert_eq!(events::<Credited>(&response.events)[0].owner, actor("exporter").to_string());
    let cw20 = suite.cw20();
    assert_eq!(suite.credit("exporter", &cw20), 100_000);
    // The applicant's refund was not held up.
    assert_eq!(suite.gain("importer", &cw20), -100_000);
    assert_eq!(suite.status(deal).0, DealStatus::Closed);
    fails(suite.withdraw("exporter", cw20.clone(), east()), "ES-023");
    suite.withdraw("exporter", cw20.clone(), local("exporter")).unwrap();
    assert_eq!(suite.gain("exporter", &cw20), 100_000);
}

#[test]
fn a_token_that_refuses_blocks_nobody_and_the_credit_waits() {
    // Research, section 4 row 9.
    let mut suite = Suite::new();
    let hostile = suite.hostile();
    let deal = suite.open(suite.terms(hostile.clone()));
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    suite.mode(Mode::Refuse);
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.status(deal), (DealStatus::Closed, Some(Outcome::Settled)));
    assert_eq!(suite.credit("exporter", &hostile), 100_000);
    assert_eq!(suite.credit("importer", &hostile), 5_000);
    fails(suite.withdraw("exporter", hostile.clone(), local("exporter")), "frozen");
    assert_eq!(suite.credit("exporter", &hostile), 100_000);
    suite.mode(Mode::Honest);
    suite.withdraw("exporter", hostile.clone(), local("exporter")).unwrap();
    suite.withdraw("importer", hostile.clone(), local("importer")).unwrap();
    assert_eq!(suite.gain("exporter", &hostile), 100_000);
    assert_eq!(suite.gain("importer", &hostile), -100_000);
}

#[test]
fn a_token_that_calls_back_gets_nothing_more() {
    // Research, section 4 row 6.
    let mut suite = Suite::new();
    let hostile = suite.hostile();
    let deal = suite.open(suite.terms(hostile.clone()));
    let other = suite.open(suite.terms(hostile.clone()));
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    suite.present(other, presentation(70_000, documents(1))).unwrap();
    let escrow = suite.escrow.to_string();
    let again = ExecuteMsg::CrankMany { deals: vec![deal, other] };
    suite.pays(Reaction::pass().send(&escrow, again));
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &hostile), 100_000);
    assert_eq!(suite.ledger(other).held.u128(), 105_000);
    // A callback that fails makes the payment fail, which makes it a credit.
    let again = ExecuteMsg::Accept { deal: other, drawing: 1 };
    suite.pays(Reaction::pass().send(&escrow, again));
    suite.accept(other, 1).unwrap();
    assert_eq!(suite.credit("exporter", &hostile), 70_000);
    assert_eq!(suite.gain("exporter", &hostile), 100_000);
}

#[test]
fn only_its_owner_moves_a_payout() {
    // Research, section 4 row 3.
    let (mut suite, deal) = Suite::opened();
    let set = |name: &str| ExecuteMsg::SetPayout { deal, payout: local(name) };
    for name in ["stranger", "owner", "adviser", "pauser"] {
        fails(suite.run(name, &set("else")), "AC-002");
    }
    // The issuer's own payout says nothing about the beneficiary's.
    suite.run("bank", &set("bank")).unwrap();
    suite.run("exporter", &set("else")).unwrap();
    suite.run("importer", &set("keeper")).unwrap();
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("else", &native()), 100_000);
    assert_eq!(suite.gain("keeper", &native()), 5_000);
    assert_eq!(suite.gain("bank", &native()), 0);
}

#[test]
fn a_payout_cannot_go_into_the_contract_itself() {
    let (mut suite, deal) = Suite::opened();
    let payout = isthmus_api::types::Payout::Local { address: suite.escrow.to_string() };
    fails(suite.run("exporter", &ExecuteMsg::SetPayout { deal, payout }), "ES-019");
}

#[test]
fn a_reply_never_fails() {
    // Research, section 4 row 20.
    use cosmwasm_std::testing::{mock_dependencies, mock_env};
    use cosmwasm_std::{Binary, Reply, SubMsgResult};
    let mut deps = mock_dependencies();
    let payload = r#"{"deal":1,"owner":"x","asset":{"native":"uwest"},"amount":"5","payout":null}"#;
    for (id, payload, result) in [
        (1, payload.as_bytes(), SubMsgResult::Err("codespace: sdk, code: 5".into())),
        (1, b"{".as_slice(), SubMsgResult::Err("x".into())),
        (1, b"".as_slice(), SubMsgResult::Err("x".into())),
        (9, payload.as_bytes(), SubMsgResult::Err("x".into())),
    ] {
        let reply = Reply { id, payload: Binary::from(payload), gas_used: 0, result };
        let done = isthmus_escrow::contract::reply(deps.as_mut(), mock_env(), reply).unwrap();
        assert_eq!(done.messages.len(), 0);
        assert_eq!(done.events.len(), usize::from(id == 1 && payload.len() > 1));
    }
    let question =
        QueryMsg::Credits { owner: actor("exporter").into(), start_after: None, limit: None };
    let answer =
        isthmus_escrow::contract::query(deps.as_ref(), mock_env(), question.into()).unwrap();
    let answer: CreditsResponse = from_json(answer).unwrap();
    assert!(answer.credits.is_empty());
}
