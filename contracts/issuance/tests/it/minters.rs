//! Minters: ceilings, controllers, lists, stops, and what of it waits.

use isthmus_api::issuance::events::{ControllerSet, MinterAllowanceSet, MinterRemoved};
use isthmus_api::issuance::*;
use serde_json::json;

use crate::suite::*;

const DELAY: u64 = 2 * DAY;

fn name(name: &str) -> String {
    actor(name).into()
}

fn increase(amount: u128) -> ExecuteMsg {
    ExecuteMsg::IncreaseMinterAllowance { minter: name("minter"), amount: amount.into() }
}

fn decrease(amount: u128) -> ExecuteMsg {
    ExecuteMsg::DecreaseMinterAllowance { minter: name("minter"), amount: amount.into() }
}

fn recipients(list: Option<&[&str]>) -> ExecuteMsg {
    let recipients = list.map(|list| list.iter().map(|account| name(account)).collect());
    ExecuteMsg::SetMintRecipients { minter: name("minter"), recipients }
}

fn set_minter(ceiling: u128) -> Change {
    let terms = Some(MinterTerms { ceiling: ceiling.into(), rate_limit: None });
    Change::SetMinter { minter: name("minter"), terms }
}

#[test]
fn a_controller_raises_the_allowance_of_its_minter_up_to_the_ceiling() {
    let mut suite = Suite::new();
    suite.mint("minter", "else", 400_000).unwrap();
    let done = suite.run("controller", &increase(300_000)).unwrap();
    let told: MinterAllowanceSet = event(&done.events);
    assert_eq!((told.previous.u128(), told.allowance.u128()), (600_000, 900_000));
    fails(suite.run("controller", &increase(100_001)), "IS-016");
    suite.run("master", &increase(100_000)).unwrap();
    suite.run("controller", &decrease(u128::MAX)).unwrap();
    assert_eq!(suite.allowance("minter"), 0);
    fails(suite.run("minter", &increase(1)), "AC-002");
    fails(suite.run("stranger", &decrease(1)), "AC-002");
    suite.configure("ben", 5, None).unwrap();
    let other = ExecuteMsg::IncreaseMinterAllowance { minter: name("ben"), amount: 0u128.into() };
    fails(suite.run("controller", &other), "AC-002");
}

/// Whoever holds or freezes a controller keeps it from making room, and never from taking it away.
#[test]
fn a_frozen_controller_lowers_but_does_not_raise() {
    let mut suite = Suite::new();
    suite.run("controller", &decrease(10)).unwrap();
    suite.freeze("controller");
    fails(suite.run("controller", &increase(1)), "IS-037");
    suite.run("controller", &decrease(1)).unwrap();
    assert_eq!(suite.allowance("minter"), 999_989);
    suite.run("master", &increase(1)).unwrap();
    let accounts = [name("controller")];
    suite.token("compliance", &json!({"unfreeze": {"accounts": accounts}})).unwrap();
    suite.run("controller", &increase(1)).unwrap();
    let hold = json!({"place_hold": {
        "accounts": accounts, "seconds": 60, "reason": "alert 12", "case_hash": null,
    }});
    suite.give_duty_in_token("guardian", "guardian");
    suite.token("guardian", &hold).unwrap();
    fails(suite.run("controller", &increase(1)), "IS-037");
    suite.after(60);
    suite.run("controller", &increase(1)).unwrap();
}

#[test]
fn a_controller_controls_one_minter_and_no_minter_itself() {
    let mut suite = Suite::new();
    let set = |controller: &str, minter: &str| ExecuteMsg::ConfigureController {
        controller: name(controller),
        minter: name(minter),
    };
    fails(suite.run("master", &set("minter", "minter")), "IS-022");
    fails(suite.run("master", &set("else", "stranger")), "IS-010");
    suite.configure("ben", 5, None).unwrap();
    let done = suite.run("master", &set("controller", "ben")).unwrap();
    let told: ControllerSet = event(&done.events);
    assert_eq!((told.previous, told.minter), (Some(name("minter")), Some(name("ben"))));
    for number in 1..10 {
        suite.run("master", &set(&format!("controller {number}"), "ben")).unwrap();
    }
    fails(suite.run("master", &set("else", "ben")), "AC-008");
    let msg = QueryMsg::Controllers { start_after: None, limit: Some(30) };
    assert_eq!(suite.ask::<ControllersResponse>(&msg).controllers.len(), 10);
    suite.run("master", &ExecuteMsg::RemoveController { controller: name("controller") }).unwrap();
    suite.run("master", &ExecuteMsg::RemoveController { controller: name("controller") }).unwrap();
    assert_eq!(suite.ask::<ControllersResponse>(&msg).controllers.len(), 9);
    suite.run("master", &ExecuteMsg::RemoveMinter { minter: name("ben") }).unwrap();
    assert!(suite.ask::<ControllersResponse>(&msg).controllers.is_empty());
}

#[test]
fn a_minter_with_a_list_mints_for_nobody_else() {
    let mut suite = Suite::new();
    suite.run("master", &recipients(Some(&["ana", "ben"]))).unwrap();
    suite.mint("minter", "ana", 1).unwrap();
    fails(suite.mint("minter", "else", 1), "IS-014");
    let msg = QueryMsg::MintRecipients { minter: name("minter") };
    assert_eq!(suite.ask::<MintRecipientsResponse>(&msg).recipients.unwrap().len(), 2);
    suite.run("master", &recipients(Some(&[]))).unwrap();
    fails(suite.mint("minter", "ana", 1), "IS-014");
    suite.run("master", &recipients(None)).unwrap();
    suite.mint("minter", "else", 1).unwrap();
    assert_eq!(suite.ask::<MintRecipientsResponse>(&msg).recipients, None);
    let many: Vec<String> = (0..51).map(|number| name(&format!("shop {number}"))).collect();
    let msg = ExecuteMsg::SetMintRecipients { minter: name("minter"), recipients: Some(many) };
    fails(suite.run("master", &msg), "AC-008");
    let msg = ExecuteMsg::SetMintRecipients { minter: name("stranger"), recipients: None };
    fails(suite.run("master", &msg), "IS-010");
}

#[test]
fn a_guardian_stops_a_minter_at_once_and_the_owner_lets_it_mint_after_the_delay() {
    let mut suite = Suite::new();
    suite.run("owner", &ExecuteMsg::SetChangeDelay { seconds: DELAY }).unwrap();
    let resume = ExecuteMsg::ResumeMinter { minter: name("minter") };
    fails(suite.run("owner", &resume), "IS-015");
    let stop =
        |reason: &str| ExecuteMsg::StopMinter { minter: name("minter"), reason: reason.into() };
    fails(suite.run("guardian", &stop("")), "AC-008");
    fails(suite.run("stranger", &stop("x")), "AC-002");
    suite.run("guardian", &stop("a key was lost")).unwrap();
    fails(suite.mint("minter", "else", 1), "IS-015");
    assert!(suite.minter("minter").unwrap().stopped);
    fails(suite.run("owner", &resume), "AC-013");
    let id = suite.schedule("owner", Change::ResumeMinter { minter: name("minter") });
    suite.after(DELAY);
    suite.apply(id).unwrap();
    suite.mint("minter", "else", 1).unwrap();
}

#[test]
fn a18_a_new_minter_and_a_higher_ceiling_wait_and_what_takes_away_is_instant() {
    let mut suite = Suite::bare(DELAY);
    fails(suite.configure("minter", 100, None), "AC-013");
    let id = suite.schedule("master", set_minter(100));
    suite.after(DELAY - 1);
    fails(suite.apply(id), "AC-014");
    suite.after(1);
    suite.apply(id).unwrap();
    suite.mint("minter", "else", 30).unwrap();
    // Raising within the ceiling is daily business.
    suite.run("master", &increase(30)).unwrap();
    fails(suite.run("master", &increase(1)), "IS-016");
    fails(suite.configure("minter", 101, None), "AC-013");
    suite.configure("minter", 40, limit(10, 0)).unwrap();
    assert_eq!(suite.allowance("minter"), 40);
    // Who tightened it takes that back at once, and what was used stays used.
    suite.mint("minter", "else", 10).unwrap();
    fails(suite.configure("minter", 40, None), "AC-013");
    suite.configure("minter", 100, None).unwrap();
    assert_eq!(suite.allowance("minter"), 30);
}

#[test]
fn a_minter_that_is_removed_and_put_back_has_what_it_had_left() {
    let mut suite = Suite::bare(DELAY);
    let id = suite.schedule("master", set_minter(100));
    suite.after(DELAY);
    suite.apply(id).unwrap();
    suite.mint("minter", "else", 60).unwrap();
    let remove = ExecuteMsg::RemoveMinter { minter: name("minter") };
    let done = suite.run("master", &remove).unwrap();
    assert_eq!(event::<MinterRemoved>(&done.events).allowance.u128(), 40);
    assert_eq!(suite.minter("minter"), None);
    fails(suite.mint("minter", "else", 1), "AC-002");
    fails(suite.run("master", &remove), "IS-010");
    fails(suite.run("master", &decrease(1)), "IS-010");
    suite.configure("minter", 100, None).unwrap();
    assert_eq!(suite.allowance("minter"), 40);
}

#[test]
fn a_longer_list_and_another_minter_to_control_wait() {
    let mut suite = Suite::new();
    suite.run("owner", &ExecuteMsg::SetChangeDelay { seconds: DELAY }).unwrap();
    suite.run("master", &recipients(Some(&["ana", "ben"]))).unwrap();
    suite.run("master", &recipients(Some(&["ben"]))).unwrap();
    fails(suite.run("master", &recipients(Some(&["ben", "else"]))), "AC-013");
    fails(suite.run("master", &recipients(None)), "AC-013");
    let change = Change::SetMintRecipients {
        minter: name("minter"),
        recipients: Some(vec![name("else"), name("ben")]),
    };
    let id = suite.schedule("master", change);
    let control =
        ExecuteMsg::ConfigureController { controller: name("else"), minter: name("minter") };
    fails(suite.run("master", &control), "AC-013");
    let change = Change::SetController { controller: name("else"), minter: Some(name("minter")) };
    let controls = suite.schedule("master", change);
    suite.after(DELAY);
    suite.apply(id).unwrap();
    suite.mint("minter", "else", 1).unwrap();
    suite.apply(controls).unwrap();
    suite.run("else", &decrease(1)).unwrap();
    // The owner does not name minters, and the master minter sets no policy.
    let msg = ExecuteMsg::ScheduleChange { change: set_minter(5) };
    fails(suite.run("owner", &msg), "AC-002");
    let msg = ExecuteMsg::ScheduleChange { change: Change::SetReservePolicy { policy: None } };
    fails(suite.run("master", &msg), "AC-002");
}

#[test]
fn minters_are_listed_page_by_page() {
    let mut suite = Suite::new();
    for number in 0..12 {
        suite.configure(&format!("minter {number}"), 5, limit(3, 1)).unwrap();
    }
    let first: MintersResponse = suite.ask(&QueryMsg::Minters { start_after: None, limit: None });
    let after = first.minters.last().map(|minter| minter.minter.clone());
    let rest: MintersResponse = suite.ask(&QueryMsg::Minters { start_after: after, limit: None });
    assert_eq!((first.minters.len(), rest.minters.len()), (10, 3));
}
