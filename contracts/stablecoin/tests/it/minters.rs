use cw20::MinterResponse;
use isthmus_api::stablecoin::{
    ControllersResponse, ExecuteMsg, FreezeMode, MintRecipientsResponse, MinterInfo, QueryMsg,
};
use isthmus_api::types::{Limit, LimitState};

use crate::suite::Suite;

fn limit(capacity: u128, refill: u128) -> Option<Limit> {
    Some(Limit { capacity: capacity.into(), refill_per_second: refill.into() })
}

fn configure(suite: &mut Suite, who: &str, allowance: u128, rate_limit: Option<Limit>) {
    let (minter, allowance) = (suite.addr(who), allowance.into());
    suite.ok("master", ExecuteMsg::ConfigureMinter { minter, allowance, rate_limit });
}

fn control(suite: &Suite, controller: &str, minter: &str) -> ExecuteMsg {
    let (controller, minter) = (suite.addr(controller), suite.addr(minter));
    ExecuteMsg::ConfigureController { controller, minter }
}

fn raise(suite: &Suite, minter: &str, amount: u128) -> ExecuteMsg {
    ExecuteMsg::IncreaseMinterAllowance { minter: suite.addr(minter), amount: amount.into() }
}

fn lower(suite: &Suite, minter: &str, amount: u128) -> ExecuteMsg {
    ExecuteMsg::DecreaseMinterAllowance { minter: suite.addr(minter), amount: amount.into() }
}

fn permit(suite: &Suite, minter: &str, add: &[&str], remove: &[&str]) -> ExecuteMsg {
    let named = |names: &[&str]| names.iter().map(|name| suite.addr(name)).collect();
    let (add, remove) = (named(add), named(remove));
    ExecuteMsg::SetMintRecipients { minter: suite.addr(minter), add, remove }
}

fn hand_on(suite: &Suite, to: &str) -> ExecuteMsg {
    ExecuteMsg::UpdateMinter { new_minter: Some(suite.addr(to)) }
}

fn info(suite: &Suite, who: &str) -> Option<MinterInfo> {
    suite.query(QueryMsg::MinterInfo { minter: suite.addr(who) })
}

fn allowance(suite: &Suite, who: &str) -> u128 {
    info(suite, who).unwrap().allowance.unwrap().u128()
}

fn controllers(suite: &Suite) -> Vec<(String, String)> {
    let query = QueryMsg::Controllers { start_after: None, limit: None };
    let page: ControllersResponse = suite.query(query);
    page.controllers.into_iter().map(|c| (c.controller.into(), c.minter.into())).collect()
}

fn recipients(suite: &Suite, who: &str) -> usize {
    let query =
        QueryMsg::MintRecipients { minter: suite.addr(who), start_after: None, limit: Some(30) };
    suite.query::<MintRecipientsResponse>(query).recipients.len()
}

/// CW20's own minter, with every brake of its own, and a controller.
fn braked() -> Suite {
    let mut suite = Suite::with(|msg, addr| {
        msg.mint = Some(MinterResponse { minter: addr("minter"), cap: None });
    })
    .unwrap();
    configure(&mut suite, "minter", 1000, limit(100, 2));
    suite.ok("master", permit(&suite, "minter", &["bob"], &[]));
    for who in ["controller", "carol"] {
        suite.ok("master", control(&suite, who, "minter"));
    }
    suite
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
    let state = info(&suite, "minter").unwrap().rate_limit.unwrap();
    let expected = LimitState {
        capacity: 100u128.into(),
        refill_per_second: 3u128.into(),
        available: 1u128.into(),
        full_in_seconds: Some(33),
    };
    assert_eq!(state, expected);
    // A refused mint uses nothing up, neither of the limit nor of the allowance.
    assert_eq!(allowance(&suite, "minter"), 880);
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
    assert_eq!(info(&suite, "minter").unwrap().rate_limit, None);
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
    configure(&mut suite, "minter", 1000, limit(40, 1));
    suite.after_seconds(40);
    suite.mint("minter", "carol", 40).unwrap();
}

#[test]
fn a_controller_changes_the_allowance_of_its_own_minter() {
    let mut suite = Suite::new();
    configure(&mut suite, "carol", 5, None);
    suite.ok("master", control(&suite, "controller", "minter"));
    suite.ok("controller", raise(&suite, "minter", 50));
    let msg = lower(&suite, "minter", 30);
    suite.ok("controller", msg);
    assert_eq!(allowance(&suite, "minter"), 1020);
    for msg in [raise(&suite, "carol", 1), lower(&suite, "carol", 1)] {
        assert_eq!(suite.fails("controller", msg.clone()), "AC-002", "another's minter");
        assert_eq!(suite.fails("carol", msg.clone()), "AC-002", "the minter itself");
        assert_eq!(suite.fails("owner", msg.clone()), "AC-002", "the owner");
        suite.ok("master", msg);
    }
    // Lowering below zero leaves zero, so that a mint in between does not stop it.
    suite.ok("controller", lower(&suite, "minter", 5000));
    assert_eq!(allowance(&suite, "minter"), 0);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-022");
    // It controls the newest only.
    suite.ok("master", control(&suite, "controller", "carol"));
    suite.refuses("controller", raise(&suite, "minter", 1), "AC-002");
    assert_eq!(controllers(&suite), [(suite.addr("controller"), suite.addr("carol"))]);
    let msg = ExecuteMsg::RemoveController { controller: suite.addr("controller") };
    suite.ok("master", msg.clone());
    suite.refuses("master", msg, "ST-063");
    suite.refuses("controller", raise(&suite, "carol", 1), "AC-002");
}

#[test]
fn controllers_are_few_and_nobody_controls_itself() {
    let mut suite = Suite::new();
    suite.refuses("master", control(&suite, "minter", "minter"), "ST-019");
    suite.refuses("master", control(&suite, "carol", "bob"), "ST-030");
    for n in 0..10 {
        suite.ok("master", control(&suite, &format!("controller{n}"), "minter"));
    }
    suite.refuses("master", control(&suite, "carol", "minter"), "ST-008");
    suite.ok("master", control(&suite, "controller3", "minter"));
    let query = QueryMsg::Controllers { start_after: None, limit: Some(3) };
    let page: ControllersResponse = suite.query(query);
    let start_after = Some(page.controllers[2].controller.to_string());
    let rest: ControllersResponse =
        suite.query(QueryMsg::Controllers { start_after, limit: Some(30) });
    assert_eq!(rest.controllers.len(), 7);
}

#[test]
fn a_frozen_controller_lowers_but_does_not_raise() {
    let mut suite = braked();
    suite.freeze("controller", FreezeMode::Outgoing);
    suite.refuses("controller", raise(&suite, "minter", 1), "ST-066");
    suite.ok("controller", lower(&suite, "minter", 1));
    assert_eq!(allowance(&suite, "minter"), 999);
    suite.unfreeze("controller");
    suite.hold("controller", 60);
    suite.refuses("controller", raise(&suite, "minter", 1), "ST-050");
}

#[test]
fn an_allowance_is_raised_only_where_there_is_one() {
    let mut suite = Suite::with(|msg, addr| {
        msg.mint = Some(MinterResponse { minter: addr("minter"), cap: None });
    })
    .unwrap();
    for msg in [raise(&suite, "minter", 1), lower(&suite, "minter", 1)] {
        suite.refuses("master", msg, "ST-065");
    }
    suite.refuses("master", raise(&suite, "bob", 1), "ST-030");
    configure(&mut suite, "minter", u128::MAX, None);
    assert_eq!(suite.fails("master", raise(&suite, "minter", 1)), "ST-011", "E29");
}

#[test]
fn a_minter_with_a_list_mints_to_nobody_else() {
    let mut suite = Suite::new();
    suite.ok("master", permit(&suite, "minter", &["carol", "bob"], &["bob"]));
    suite.mint("minter", "carol", 1).unwrap();
    let refused = suite.mint("minter", "bob", 1).unwrap_err().to_string();
    assert_eq!(refused, "the recipient is not on the list of this minter [ST-062]");
    // An empty list permits nobody (E13); no list permits all.
    let msg = permit(&suite, "minter", &[], &["carol"]);
    suite.ok("master", msg);
    assert_eq!(
        (info(&suite, "minter").unwrap().restricted, recipients(&suite, "minter")),
        (true, 0)
    );
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-062");
    // A new allowance does not lift the list.
    configure(&mut suite, "minter", 10, None);
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-062");
    suite.ok("master", ExecuteMsg::ClearMintRecipients { minter: suite.addr("minter") });
    suite.mint("minter", "stranger", 1).unwrap();
    for msg in [
        permit(&suite, "bob", &["carol"], &[]),
        ExecuteMsg::ClearMintRecipients { minter: suite.addr("bob") },
    ] {
        suite.refuses("master", msg, "ST-030");
    }
}

#[test]
fn a_list_of_recipients_is_bounded() {
    let mut suite = Suite::new();
    let names = |from: usize, to: usize| (from..to).map(|n| format!("r{n}")).collect::<Vec<_>>();
    let many = names(0, 51);
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    suite.refuses("master", permit(&suite, "minter", &many, &[]), "ST-008");
    suite.refuses("master", permit(&suite, "minter", &[], &many), "ST-008");
    suite.ok("master", permit(&suite, "minter", &many[..50], &[]));
    let others = names(50, 101);
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    suite.ok("master", permit(&suite, "minter", &others[..50], &[]));
    suite.refuses("master", permit(&suite, "minter", &others[50..], &[]), "ST-008");
    // What is on the list already takes no place, and one that goes makes room.
    suite.ok("master", permit(&suite, "minter", &others[50..], &others[..1]));
    suite.ok("master", ExecuteMsg::ClearMintRecipients { minter: suite.addr("minter") });
    assert_eq!(recipients(&suite, "minter"), 0);
    let add = vec!["X".to_string()];
    assert_eq!(
        suite.fails(
            "master",
            ExecuteMsg::SetMintRecipients { minter: suite.addr("minter"), add, remove: vec![] }
        ),
        "ST-008"
    );
}

#[test]
fn e19_a_removed_minter_leaves_nothing_behind() {
    let mut suite = braked();
    suite.ok("master", ExecuteMsg::RemoveMinter { minter: suite.addr("minter") });
    assert!(controllers(&suite).is_empty());
    assert_eq!(recipients(&suite, "minter"), 0);
    suite.refuses("controller", raise(&suite, "minter", 1), "AC-002");
    // Made a minter again, it begins anew.
    configure(&mut suite, "minter", 10, None);
    let again = info(&suite, "minter").unwrap();
    assert_eq!((again.restricted, again.rate_limit), (false, None));
    suite.refuses("controller", raise(&suite, "minter", 1), "AC-002");
    suite.mint("minter", "stranger", 10).unwrap();
}

#[test]
fn e19_a_place_is_handed_on_with_all_its_brakes() {
    let mut suite = braked();
    suite.mint("minter", "bob", 90).unwrap();
    // carol is one of the controllers: she does not come to control herself.
    suite.ok("minter", hand_on(&suite, "carol"));
    assert_eq!(info(&suite, "minter"), None);
    assert_eq!(suite.mint("carol", "bob", 11).unwrap_err().code(), "ST-060");
    assert_eq!(suite.mint("carol", "stranger", 1).unwrap_err().code(), "ST-062");
    suite.mint("carol", "bob", 10).unwrap();
    assert_eq!(allowance(&suite, "carol"), 900);
    assert_eq!(controllers(&suite), [(suite.addr("controller"), suite.addr("carol"))]);
    let msg = raise(&suite, "carol", 1);
    suite.refuses("carol", msg.clone(), "AC-002");
    suite.ok("controller", msg);
    // To itself: nothing changes.
    suite.ok("carol", hand_on(&suite, "carol"));
    assert_eq!(allowance(&suite, "carol"), 901);
    assert_eq!((recipients(&suite, "minter"), recipients(&suite, "carol")), (0, 1));
    suite.ok("carol", ExecuteMsg::UpdateMinter { new_minter: None });
    assert_eq!((controllers(&suite), recipients(&suite, "carol")), (vec![], 0));
}

#[test]
fn a_place_with_brakes_is_not_merged_into_another() {
    let clear = |suite: &mut Suite| {
        suite.ok("master", ExecuteMsg::ClearMintRecipients { minter: suite.addr("minter") });
    };
    let release = |suite: &mut Suite| {
        for who in ["controller", "carol"] {
            suite.ok("master", ExecuteMsg::RemoveController { controller: suite.addr(who) });
        }
    };
    let mut suite = braked();
    configure(&mut suite, "stranger", 5, None);
    let msg = hand_on(&suite, "stranger");
    clear(&mut suite);
    release(&mut suite);
    assert_eq!(suite.fails("minter", msg.clone()), "ST-064", "the rate limit");
    configure(&mut suite, "minter", 7, None);
    let list = permit(&suite, "minter", &["bob"], &[]);
    suite.ok("master", list);
    assert_eq!(suite.fails("minter", msg.clone()), "ST-064", "the list");
    clear(&mut suite);
    let controller = control(&suite, "controller", "minter");
    suite.ok("master", controller);
    assert_eq!(suite.fails("minter", msg.clone()), "ST-064", "the controller");
    suite.ok("master", ExecuteMsg::RemoveController { controller: suite.addr("controller") });
    suite.ok("minter", msg);
    assert_eq!(allowance(&suite, "stranger"), 12);
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
    assert_eq!(
        (suite.supply().total.u128() - before, allowance(&suite, "minter")),
        (made, 500 - made)
    );
}

#[test]
fn a_reference_has_one_to_thirty_two_bytes() {
    let mut suite = Suite::new();
    let mint = |suite: &Suite, bytes: usize| ExecuteMsg::MintWithReference {
        recipient: suite.addr("carol"),
        amount: 5u128.into(),
        reference: vec![7; bytes].into(),
    };
    for bytes in [0, 33] {
        suite.refuses("minter", mint(&suite, bytes), "ST-008");
    }
    for bytes in [1, 32] {
        suite.ok("minter", mint(&suite, bytes));
    }
    assert_eq!((suite.balance("carol"), allowance(&suite, "minter")), (10, 990));
}
