use cosmwasm_std::HexBinary;
use isthmus_api::stablecoin::{AccountStatus, ComplianceMode, ExecuteMsg, FreezeMode, PauseScope};

use crate::suite::Suite;

fn shown(suite: &Suite, who: &str) -> (u128, u128) {
    let account = suite.account(who);
    (account.balance.u128(), account.locked.u128())
}

#[test]
fn a10_an_order_takes_or_burns_what_is_frozen_blocked_or_locked_whatever_else_restricts_it() {
    for how in ["outgoing", "full", "blocked", "locked", "frozen and held", "not allowed"] {
        let mut suite = Suite::new();
        match how {
            "outgoing" => suite.freeze("alice", FreezeMode::Outgoing),
            "full" => suite.freeze("alice", FreezeMode::Full),
            // Whatever the mode is.
            "blocked" => suite.status("alice", AccountStatus::Blocked),
            "locked" => suite.lock("alice", 5000),
            "frozen and held" => {
                suite.freeze("alice", FreezeMode::Outgoing);
                suite.hold("alice", 60);
            }
            _ => {
                suite.lock("alice", 1000);
                suite.mode(ComplianceMode::Allowlist);
            }
        }
        for scope in [PauseScope::Transfer, PauseScope::Mint, PauseScope::Burn, PauseScope::Approve]
        {
            suite.pause(scope);
        }
        let was = suite.account("alice");
        suite.seize("alice", "carol", 300).unwrap();
        let is = suite.account("alice");
        assert_eq!((is.balance.u128(), suite.balance("carol")), (700, 300), "{how}");
        assert_eq!((is.freeze, is.hold), (was.freeze, was.hold), "{how}");
        assert_eq!(suite.seize("alice", "carol", 701).unwrap_err().code(), "ST-010");
        suite.wipe_of("alice", Some(200)).unwrap();
        assert_eq!(suite.wipe_of("alice", Some(501)).unwrap_err().code(), "ST-010");
        assert_eq!((suite.balance("alice"), suite.supply().total.u128()), (500, 1300), "{how}");
        suite.wipe("alice").unwrap();
        assert_eq!((suite.balance("alice"), suite.supply().total.u128()), (0, 800), "{how}");
    }
}

/// One office alone takes nobody's money.
#[test]
fn a10_of_an_account_that_nobody_keeps_back_an_order_takes_what_is_locked_and_no_more() {
    for how in ["free", "held", "not allowed"] {
        let mut suite = Suite::new();
        match how {
            "held" => suite.hold("alice", 60),
            "not allowed" => suite.mode(ComplianceMode::Allowlist),
            _ => {}
        }
        assert_eq!(suite.seize("alice", "carol", 1).unwrap_err().code(), "ST-058", "{how}");
        assert_eq!(suite.wipe_of("alice", Some(1)).unwrap_err().code(), "ST-058", "{how}");
        assert_eq!(suite.wipe("alice").unwrap_err().code(), "ST-058", "{how}");
        suite.lock("alice", 300);
        let refused = suite.seize("alice", "carol", 301).unwrap_err().to_string();
        assert!(refused.contains("300 of this account, not 301"), "{refused}");
        suite.seize("alice", "carol", 100).unwrap();
        assert_eq!((shown(&suite, "alice"), suite.balance("carol")), ((900, 200), 100), "{how}");
        // What is not locked stays the holder's.
        suite.wipe("alice").unwrap();
        assert_eq!(shown(&suite, "alice"), (700, 0), "{how}");
        assert_eq!(suite.wipe("alice").unwrap_err().code(), "ST-058", "{how}");
    }
}

#[test]
fn e7_a_seizure_from_an_account_to_itself_is_refused() {
    let mut suite = Suite::new();
    suite.lock("alice", 600);
    assert_eq!(suite.seize("alice", "alice", 500).unwrap_err().code(), "ST-057");
    assert_eq!(shown(&suite, "alice"), (1000, 600));
}

#[test]
fn e7_the_lock_falls_only_by_what_was_taken_of_it() {
    let mut suite = Suite::new();
    suite.lock("alice", 600);
    suite.freeze("alice", FreezeMode::Full);
    suite.seize("alice", "carol", 400).unwrap();
    assert_eq!(shown(&suite, "alice"), (600, 600));
    let response = suite.seize("alice", "carol", 50).unwrap();
    assert_eq!(shown(&suite, "alice"), (550, 550));
    let mut told = response.events.iter().flat_map(|event| &event.attributes);
    assert!(told.any(|told| told.key == "previous_locked" && told.value == "600"));
    assert!(told.any(|told| told.key == "locked" && told.value == "550"));
    // A lock of the recipient is no concern of it.
    suite.lock("carol", 10_000);
    suite.seize("alice", "carol", 550).unwrap();
    assert_eq!((shown(&suite, "alice"), shown(&suite, "carol")), ((0, 0), (1000, 10_000)));
}

#[test]
fn e4_a_seizure_there_and_back_makes_no_money() {
    let mut suite = Suite::new();
    ["alice", "bob"].into_iter().for_each(|who| suite.freeze(who, FreezeMode::Outgoing));
    suite.seize("alice", "bob", 1000).unwrap();
    suite.seize("bob", "alice", 1500).unwrap();
    assert_eq!((suite.balance("alice"), suite.balance("bob")), (1500, 0));
    assert_eq!(suite.supply().total.u128(), 1500);
}

#[test]
fn nothing_is_seized_into_a_fully_frozen_account() {
    let mut suite = Suite::new();
    suite.freeze("carol", FreezeMode::Full);
    suite.lock("alice", 2);
    assert_eq!(suite.seize("alice", "carol", 1).unwrap_err().code(), "ST-013");
    suite.freeze("carol", FreezeMode::Outgoing);
    suite.seize("alice", "carol", 1).unwrap();
}

#[test]
fn e9_nothing_is_seized_from_an_escrow() {
    let mut suite = Suite::new();
    for escrow in ["escrow", "bridge"] {
        suite.deposit("alice", escrow, 10).unwrap();
        assert_eq!(suite.seize(escrow, "carol", 1).unwrap_err().code(), "ST-026");
        suite.status(escrow, AccountStatus::Blocked);
        assert_eq!(suite.seize(escrow, "carol", 1).unwrap_err().code(), "ST-026");
        assert_eq!(suite.wipe_of(escrow, Some(1)).unwrap_err().code(), "ST-026");
        assert_eq!(suite.wipe(escrow).unwrap_err().code(), "ST-026");
        assert_eq!(suite.balance(escrow), 10);
    }
}

#[test]
fn an_order_names_an_amount_and_a_case() {
    let mut suite = Suite::new();
    suite.freeze("alice", FreezeMode::Full);
    assert_eq!(suite.seize("alice", "carol", 0).unwrap_err().code(), "ST-008");
    assert_eq!(suite.wipe_of("alice", Some(0)).unwrap_err().code(), "ST-008");
    for bytes in [0, 31, 33] {
        let case_hash = HexBinary::from(vec![7; bytes]);
        let (from, to) = (suite.addr("alice"), suite.addr("carol"));
        let (account, amount, reason) = (from.clone(), None, None);
        let msg =
            ExecuteMsg::Seize { from, to, amount, reason: None, case_hash: case_hash.clone() };
        suite.refuses("seizer", msg, "ST-008");
        suite.refuses("seizer", ExecuteMsg::Wipe { account, amount, reason, case_hash }, "ST-008");
    }
}

#[test]
fn who_seizes_does_not_freeze() {
    let mut suite = Suite::new();
    let (accounts, mode) = (vec![suite.addr("alice")], FreezeMode::Full);
    let msg = ExecuteMsg::Freeze { accounts, mode, reason: None, until: None, case_hash: None };
    suite.refuses("seizer", msg, "AC-002");
    assert_eq!(suite.wipe("alice").unwrap_err().code(), "ST-058");
}

#[test]
fn all_of_a_frozen_account_is_wiped_and_its_marks_stay() {
    let mut suite = Suite::new();
    let until = Some(suite.now() + 60);
    suite.freeze_until("alice", FreezeMode::Full, until);
    suite.lock("alice", 1200);
    suite.ok("owner", ExecuteMsg::SetHolderBurn { enabled: false });
    suite.pause(PauseScope::Burn);
    // An order asks no list.
    suite.mode(ComplianceMode::Allowlist);
    suite.wipe("alice").unwrap();
    assert_eq!(shown(&suite, "alice"), (0, 200));
    assert!(suite.account("alice").freeze.is_some());
    let supply = suite.supply();
    assert_eq!((supply.total.u128(), supply.abroad.u128()), (500, 0));
    // Nothing is left to wipe, which is no error: a second order finds nothing.
    suite.wipe("alice").unwrap();
    suite.after_seconds(60);
    // Once the freeze is over, what is locked can be taken, and there is nothing left of it.
    let locks = suite.amounts(&[("alice", 200)]);
    suite.ok("compliance", ExecuteMsg::UnlockAmount { locks });
    assert_eq!(suite.wipe("alice").unwrap_err().code(), "ST-058", "a freeze that is over");
}

/// Elsewhere the home region would still count them as abroad.
#[test]
fn nothing_is_wiped_outside_the_home_region() {
    let mut suite = Suite::abroad();
    let (recipient, amount) = (suite.addr("alice"), 5u128.into());
    suite.ok("bridge", ExecuteMsg::BridgeMint { recipient, amount });
    suite.freeze("alice", FreezeMode::Full);
    assert_eq!(suite.wipe("alice").unwrap_err().code(), "ST-024");
    suite.seize("alice", "bob", 5).unwrap();
}
