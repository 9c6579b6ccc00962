//! Tokens handed in for money, and every way in which that ends.

use cosmwasm_std::{to_json_binary, Addr, Binary};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use isthmus_api::issuance::events::{
    Credited, RedemptionPaying, RedemptionReturned, RedemptionSettled,
};
use isthmus_api::issuance::*;
use isthmus_testkit::scripted::{Reaction, Script};
use serde_json::json;

use crate::suite::*;

/// The last second of Wednesday, two business days after the start.
const DUE: u64 = START + EVENING + 2 * DAY;

#[test]
fn a_redemption_is_paid_and_its_tokens_are_burnt() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    assert_eq!((id, suite.has("ana"), suite.balance(&suite.issuance)), (1, RICH - 40, 40));
    // The supply is the sum of balances all the time (A16).
    assert_eq!(suite.supply(), 2 * RICH);
    let open = suite.redemption(id);
    assert_eq!((open.requested_at, open.due_at, open.paying), (START, DUE, None));
    suite.settle(id).unwrap();
    assert_eq!((suite.supply(), suite.balance(&suite.issuance)), (2 * RICH - 40, 0));
    fails(suite.settle(id), "IS-026");
    assert_eq!(suite.statistics().settled, Tally { count: 1, amount: 40u128.into() });
}

#[test]
fn a_term_is_counted_in_business_days_of_the_calendar() {
    let mut suite = Suite::new();
    // Thursday: Friday is the first day; the weekend and a holiday on Monday do not count.
    suite.after_days(3);
    let id = suite.redeem("ana", 40);
    let tuesday = START + EVENING + 8 * DAY;
    assert_eq!(suite.redemption(id).due_at, tuesday);
    let told: RedemptionTermsResponse = suite.ask(&QueryMsg::RedemptionTerms {});
    assert_eq!((told.due_at, told.policy), (Some(tuesday), Some(terms(2, 2, 10))));
    // Another holiday moves the next one and none that is fixed.
    let add = |day: &str| ExecuteMsg::AddHolidays { holidays: vec![day.into()] };
    suite.run("keeper", &add("2026-03-10")).unwrap();
    assert_eq!(suite.redemption(id).due_at, tuesday);
    let next = suite.redeem("ana", 40);
    assert_eq!(suite.redemption(next).due_at, tuesday + DAY);
    fails(suite.run("keeper", &add("2026-02-30")), "IS-034");
    fails(suite.run("keeper", &add("2026-03-05")), "IS-035");
    fails(suite.run("stranger", &add("2026-04-01")), "AC-002");
    let calendar: CalendarResponse =
        suite.ask(&QueryMsg::Calendar { start_after: None, limit: None });
    assert_eq!(calendar.holidays, ["2026-03-09", "2026-03-10"]);
    let mut msg = setup(&suite.token.clone(), 0);
    msg.calendar.weekend = vec![isthmus_api::types::Weekday::Sunday; 2];
    fails(suite.place(isthmus_testkit::Code::Issuance, &msg), "IS-036");
}

#[test]
fn after_its_term_anyone_gives_it_back_and_before_it_nobody() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    suite.at(DUE);
    fails(suite.give_back(id), "IS-027");
    suite.after(1);
    let done = suite.give_back(id).unwrap();
    assert_eq!(event::<RedemptionReturned>(&done.events).cause, "late");
    assert_eq!(suite.has("ana"), RICH);
    assert_eq!(suite.statistics().returned_late.count, 1);
    fails(suite.give_back(id), "IS-026");
}

#[test]
fn late_ones_are_counted_apart() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    suite.at(DUE + 1);
    let done = suite.settle(id).unwrap();
    assert!(event::<RedemptionSettled>(&done.events).late);
    let all = suite.statistics();
    assert_eq!((all.settled.count, all.settled_late.count, all.requested.count), (0, 1, 1));
}

#[test]
fn a13_a_payment_sent_in_the_last_minute_is_not_crossed_by_the_tokens() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    suite.at(DUE - 59);
    let done = suite.mark(id).unwrap();
    // Two business days after Wednesday: Friday.
    let until = DUE + 2 * DAY;
    assert_eq!(event::<RedemptionPaying>(&done.events).until, until);
    fails(suite.mark(id), "IS-028");
    suite.at(DUE + 61);
    fails(suite.give_back(id), "IS-027");
    suite.settle(id).unwrap();
    assert_eq!((suite.has("ana"), suite.supply()), (RICH - 40, 2 * RICH - 40));
    assert_eq!(suite.statistics().settled_late.count, 1);
}

#[test]
fn a13_a_mark_ends_by_itself_and_comes_only_within_the_term() {
    let mut suite = Suite::new();
    let (id, other) = (suite.redeem("ana", 40), suite.redeem("ben", 40));
    suite.mark(id).unwrap();
    suite.at(DUE + 1);
    fails(suite.mark(other), "IS-029");
    let until = suite.redemption(id).paying.unwrap().until;
    suite.at(until.max(DUE + 1));
    if suite.now() <= until {
        fails(suite.give_back(id), "IS-027");
    }
    suite.after(1);
    suite.give_back(id).unwrap();
    assert_eq!(suite.has("ana"), RICH);
}

#[test]
fn a_rejected_redemption_goes_back_whole_marked_or_not() {
    let mut suite = Suite::new();
    let (id, other) = (suite.redeem("ana", 40), suite.redeem("ana", 50));
    suite.mark(other).unwrap();
    suite.reject(id).unwrap();
    suite.reject(other).unwrap();
    assert_eq!((suite.has("ana"), suite.statistics().rejected.count), (RICH, 2));
    let id = suite.redeem("ana", 40);
    fails(suite.run("operator", &ExecuteMsg::RejectRedemption { id, reason: "".into() }), "AC-008");
}

#[test]
fn a23_the_loot_of_a_redemption_is_brought_to_where_an_order_finds_it() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", RICH);
    fails(suite.give_back(id), "IS-027");
    suite.freeze("ana");
    fails(suite.settle(id), "IS-030");
    fails(suite.mark(id), "IS-030");
    let done = suite.give_back(id).unwrap();
    assert_eq!(event::<RedemptionReturned>(&done.events).cause, "restricted");
    assert_eq!(suite.statistics().returned_restricted.count, 1);
    let seize = json!({"seize": {
        "from": actor("ana"), "to": actor("else"), "amount": RICH.to_string(),
        "case_hash": "07".repeat(32),
    }});
    suite.token("seizer", &seize).unwrap();
    assert_eq!((suite.has("ana"), suite.has("else")), (0, RICH));
}

#[test]
fn a23_once_money_is_on_its_way_a_freeze_does_not_let_both_sides_be_paid() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    suite.mark(id).unwrap();
    suite.freeze("ana");
    fails(suite.give_back(id), "IS-027");
    suite.settle(id).unwrap();
    assert_eq!(suite.supply(), 2 * RICH - 40);
}

#[test]
fn what_is_locked_is_neither_paid_nor_burnt() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    let lock = |amount: u128| {
        json!({"lock_amount": {
            "locks": [{"account": actor("ana"), "amount": amount.to_string()}], "reason": "case 7",
            "case_hash": null,
        }})
    };
    suite.token("compliance", &lock(RICH - 40)).unwrap();
    suite.mark(id).unwrap();
    let id = suite.redeem("ben", 40);
    let lock = json!({"lock_amount": {
        "locks": [{"account": actor("ben"), "amount": (RICH - 39).to_string()}], "reason": "case 8",
        "case_hash": null,
    }});
    suite.token("compliance", &lock).unwrap();
    fails(suite.settle(id), "IS-030");
    fails(suite.give_back(id), "IS-027");
}

/// What is burnt can no longer be seized: a holder whom the token would not let pay is not paid.
#[test]
fn money_of_a_holder_whom_the_compliance_mode_does_not_admit_is_not_paid_out() {
    let mut suite = Suite::new();
    let status = |status: &str| json!({"set_account_status": {"accounts": [actor("ana")], "status": status}});
    let mode = |mode: &str| json!({"set_compliance_mode": {"mode": mode}});
    let id = suite.redeem("ana", 40);
    suite.token("compliance", &mode("blocklist")).unwrap();
    suite.token("compliance", &status("blocked")).unwrap();
    fails(suite.settle(id), "IS-030");
    fails(suite.mark(id), "IS-030");
    suite.token("compliance", &mode("allowlist")).unwrap();
    suite.token("compliance", &status("none")).unwrap();
    fails(suite.settle(id), "IS-030");
    suite.token("compliance", &status("allowed")).unwrap();
    suite.settle(id).unwrap();
    // And what the mode does not admit comes back all the same.
    let id = suite.redeem("ana", 40);
    suite.token("compliance", &status("blocked")).unwrap();
    suite.reject(id).unwrap();
    assert_eq!(suite.has("ana"), RICH - 40);
}

#[test]
fn e8_what_comes_back_lands_whatever_is_paused_or_frozen() {
    for mode in ["outgoing", "full"] {
        let mut suite = Suite::new();
        suite.give_duty_in_token("pauser", "pauser");
        let (first, second) = (suite.redeem("ana", 300), suite.redeem("ana", 200));
        let freeze = json!({"freeze": {
            "accounts": [actor("ana")], "mode": mode, "reason": "case 7", "until": null,
            "case_hash": null,
        }});
        suite.token("compliance", &freeze).unwrap();
        let scopes = ["transfer", "burn", "mint"];
        let pause = json!({"pause": {"scopes": scopes, "duration_seconds": 259_200}});
        suite.token("pauser", &pause).unwrap();
        suite.reject(first).unwrap();
        suite.give_back(second).unwrap();
        assert_eq!(suite.has("ana"), RICH);
        fails(suite.token("ana", &json!({"burn": {"amount": "1"}})), "AC-006");
    }
}

#[test]
fn burning_by_holders_switched_off_does_not_stop_redemption() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    suite.token("token-owner", &json!({"set_holder_burn": {"enabled": false}})).unwrap();
    fails(suite.token("ana", &json!({"burn": {"amount": "1"}})), "ST-023");
    suite.settle(id).unwrap();
    assert_eq!(suite.supply(), 2 * RICH - 40);
}

/// A16: what is handed in is this contract's balance, so that the token's supply is the sum of balances; after
/// every call of every test `suite::check` says so.
#[test]
fn a16_total_supply_is_the_sum_of_balances_while_a_redemption_is_open() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 400);
    assert_eq!(suite.balance(&suite.issuance), 400);
    assert_eq!(suite.has("ana") + suite.has("ben") + 400, suite.supply());
    suite.settle(id).unwrap();
    assert_eq!(suite.has("ana") + suite.has("ben"), suite.supply());
}

#[test]
fn redemption_makes_room_under_the_cap_only_when_it_is_settled() {
    let mut suite = Suite::new();
    let cap = (2 * RICH).to_string();
    suite.token("token-owner", &json!({"set_cap": {"cap": cap}})).unwrap();
    let id = suite.redeem("ana", 100);
    fails(suite.mint("minter", "else", 1), "ST-021");
    suite.settle(id).unwrap();
    suite.mint("minter", "else", 100).unwrap();
    fails(suite.mint("minter", "else", 1), "ST-021");
}

#[test]
fn a_refused_payment_becomes_a_credit_that_goes_to_its_owner_alone() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    suite.script("transfer", Reaction::refuse("the token <refuses>"));
    suite.at(DUE + 1);
    let done = suite.give_back(id).unwrap();
    assert_eq!(event::<Credited>(&done.events).amount.u128(), 40);
    assert_eq!((suite.credit("ana"), suite.balance(&suite.issuance)), (40, 40));
    fails(suite.withdraw("ana"), "refuses");
    assert_eq!(suite.credit("ana"), 40);
    suite.script("transfer", Reaction::pass());
    suite.withdraw("ana").unwrap();
    assert_eq!((suite.credit("ana"), suite.has("ana")), (0, RICH));
    fails(suite.withdraw("ana"), "IS-032");
}

#[test]
fn nothing_but_a_redemption_is_taken() {
    let mut suite = Suite::new();
    for hook in [Binary::from(b"{}"), Binary::from(br#"{"redeem":{}}"#), Binary::default()] {
        fails(suite.send("ana", 40, hook), "AC-021");
    }
    let long = TokenHook::Redeem { reference: cosmwasm_std::HexBinary::from([1; 33]) };
    fails(suite.send("ana", 40, to_json_binary(&long).unwrap()), "AC-008");
    assert_eq!(suite.has("ana"), RICH);
    // A rogue contract that calls the hook, and a token that does not pay.
    let hook = Cw20ReceiveMsg {
        sender: actor("ana").into(),
        amount: 40u128.into(),
        msg: to_json_binary(&TokenHook::Redeem { reference: reference() }).unwrap(),
    };
    fails(suite.run("stranger", &ExecuteMsg::Receive(hook.clone())), "AC-002");
    let (token, issuance) = (suite.token.clone(), suite.issuance.clone());
    fails(suite.call(&token, &issuance, &ExecuteMsg::Receive(hook), &[]), "IS-031");
}

#[test]
fn a_request_is_of_the_least_amount_and_a_holder_has_ten() {
    let mut suite = Suite::new();
    fails(suite.try_redeem("ana", 9), "IS-024");
    for _ in 0..10 {
        suite.redeem("ana", 10);
    }
    fails(suite.try_redeem("ana", 10), "IS-025");
    suite.redeem("ben", 10);
    let msg = QueryMsg::Redemptions {
        holder: Some(actor("ana").into()),
        start_after: Some(8),
        limit: None,
    };
    let page: RedemptionsResponse = suite.ask(&msg);
    assert_eq!(page.redemptions.iter().map(|open| open.id).collect::<Vec<_>>(), [9, 10]);
}

#[test]
fn e13_a_closed_redemption_takes_nothing_and_what_is_open_ends_as_it_began() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    suite.run("owner", &ExecuteMsg::SetRedemptionPolicy { policy: None }).unwrap();
    fails(suite.try_redeem("ana", 40), "IS-023");
    let told: RedemptionTermsResponse = suite.ask(&QueryMsg::RedemptionTerms {});
    assert_eq!((told.policy, told.due_at), (None, None));
    suite.mark(id).unwrap();
    suite.settle(id).unwrap();
    for bad in [terms(0, 2, 1), terms(21, 2, 1), terms(2, 0, 1), terms(2, 2, 0)] {
        let msg = ExecuteMsg::SetRedemptionPolicy { policy: Some(bad) };
        fails(suite.run("owner", &msg), "AC-008");
    }
}

#[test]
fn terms_that_owe_holders_less_wait() {
    let mut suite = Suite::bare(DAY);
    let set = |policy| ExecuteMsg::SetRedemptionPolicy { policy };
    for less in [None, Some(terms(3, 2, 10)), Some(terms(2, 3, 10)), Some(terms(2, 2, 11))] {
        fails(suite.run("owner", &set(less)), "AC-013");
    }
    suite.run("owner", &set(Some(terms(1, 1, 5)))).unwrap();
    let change = Change::SetRedemptionPolicy { policy: Some(terms(3, 2, 10)) };
    let id = suite.schedule("owner", change);
    suite.after(DAY);
    suite.apply(id).unwrap();
}

#[test]
fn e10_a_pause_stops_requests_and_settlements_and_never_a_return() {
    let mut suite = Suite::new();
    let (id, other) = (suite.redeem("ana", 40), suite.redeem("ana", 50));
    suite.at(DUE - 60);
    let pause = ExecuteMsg::Pause { scopes: vec![PauseScope::Redeem], duration_seconds: 3_600 };
    suite.run("pauser", &pause).unwrap();
    fails(suite.try_redeem("ana", 40), "AC-006");
    fails(suite.mark(id), "AC-006");
    fails(suite.settle(id), "AC-006");
    suite.reject(id).unwrap();
    suite.at(DUE + 1);
    suite.give_back(other).unwrap();
    assert_eq!(suite.has("ana"), RICH);
}

/// The money has left: whoever kept the tokens until the mark ends would have them returned to who was paid.
#[test]
fn a13_no_pause_and_no_rule_of_the_token_keeps_what_is_marked_from_being_settled() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    suite.mark(id).unwrap();
    let pause = ExecuteMsg::Pause { scopes: vec![PauseScope::Redeem], duration_seconds: 3_600 };
    suite.run("pauser", &pause).unwrap();
    for told in [
        json!({"set_holder_burn": {"enabled": false}}),
        json!({"grant_role": {"role": "pauser", "account": actor("else")}}),
        json!({"set_minter": {"minter": null}}),
    ] {
        suite.token("token-owner", &told).unwrap();
    }
    suite
        .token("else", &json!({"pause": {"scopes": ["burn"], "duration_seconds": 3_600}}))
        .unwrap();
    suite.settle(id).unwrap();
    assert_eq!((suite.has("ana"), suite.supply()), (RICH - 40, 2 * RICH - 40));
}

/// Until then an order would find it with the office, whosever it is.
#[test]
fn nothing_is_handed_in_before_the_token_shields_it_nor_by_an_escrow() {
    let mut suite = Suite::new();
    let office = suite.issuance.clone();
    suite.token("token-owner", &json!({"unregister_escrow": {"account": office}})).unwrap();
    fails(suite.try_redeem("ana", 40), "IS-040");
    suite.token("token-owner", &json!({"register_escrow": {"account": office}})).unwrap();
    let escrow = suite.scripted(&Script::default().on("receive", Reaction::accept()), "escrow");
    suite.token("token-owner", &json!({"register_escrow": {"account": escrow}})).unwrap();
    let told =
        |contract: &Addr, msg| json!({"send": {"contract": contract, "amount": "40", "msg": msg}});
    suite.token("ana", &told(&escrow, Binary::default())).unwrap();
    let hook = to_json_binary(&TokenHook::Redeem { reference: reference() }).unwrap();
    let token = suite.token.clone();
    fails(suite.call(&escrow, &token, &told(&office, hook), &[]), "IS-041");
}

#[test]
fn a_plain_transfer_to_the_contract_does_not_change_what_it_owes() {
    let mut suite = Suite::new();
    let recipient = suite.issuance.to_string();
    let msg = Cw20ExecuteMsg::Transfer { recipient, amount: 7u128.into() };
    let token = suite.token.clone();
    // Whether the token takes it or not: nothing is owed for it.
    if suite.call(&actor("ben"), &token, &msg, &[]).is_ok() {
        suite.donated = 7;
    }
    let id = suite.redeem("ana", 40);
    suite.settle(id).unwrap();
    suite.check();
}
