use cosmwasm_std::HexBinary;
use isthmus_api::stablecoin::{ComplianceMode, ExecuteMsg, FreezeMode, PauseScope};

use crate::suite::Suite;

fn shown(suite: &Suite, who: &str) -> (u128, u128) {
    let account = suite.account(who);
    (account.balance.u128(), account.locked.u128())
}

#[test]
fn an_order_takes_from_an_account_however_it_is_restricted() {
    for how in ["free", "outgoing", "full", "held", "locked", "not allowed"] {
        let mut suite = Suite::new();
        match how {
            "outgoing" => suite.freeze("alice", FreezeMode::Outgoing),
            "full" => suite.freeze("alice", FreezeMode::Full),
            "held" => suite.hold("alice", 60),
            "locked" => suite.lock("alice", 5000),
            "not allowed" => {
                let mode = ComplianceMode::Allowlist;
                suite.ok("compliance", ExecuteMsg::SetComplianceMode { mode });
            }
            _ => {}
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
        suite.seize("alice", "carol", 700).unwrap();
        assert_eq!(suite.balance("alice"), 0);
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
    suite.seize("alice", "bob", 1000).unwrap();
    suite.seize("bob", "alice", 1500).unwrap();
    assert_eq!((suite.balance("alice"), suite.balance("bob")), (1500, 0));
    assert_eq!(suite.supply().total.u128(), 1500);
}

#[test]
fn nothing_is_seized_into_a_fully_frozen_account() {
    let mut suite = Suite::new();
    suite.freeze("carol", FreezeMode::Full);
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
        // It cannot be frozen, so it cannot be wiped either.
        assert_eq!(suite.wipe(escrow).unwrap_err().code(), "ST-058");
        assert_eq!(suite.balance(escrow), 10);
    }
}

#[test]
fn an_order_names_an_amount_and_a_case() {
    let mut suite = Suite::new();
    assert_eq!(suite.seize("alice", "carol", 0).unwrap_err().code(), "ST-008");
    suite.freeze("alice", FreezeMode::Full);
    for bytes in [0, 31, 33] {
        let case_hash = HexBinary::from(vec![7; bytes]);
        let (from, to) = (suite.addr("alice"), suite.addr("carol"));
        let (amount, hash) = (1u128.into(), case_hash.clone());
        let msg = ExecuteMsg::Seize { from: from.clone(), to, amount, case_hash: hash };
        suite.refuses("seizer", msg, "ST-008");
        suite.refuses("seizer", ExecuteMsg::WipeFrozen { account: from, case_hash }, "ST-008");
    }
}

#[test]
fn who_seizes_does_not_freeze() {
    let mut suite = Suite::new();
    let (account, mode) = (suite.addr("alice"), FreezeMode::Full);
    let msg = ExecuteMsg::Freeze { account, mode, reason: None, until: None, case_hash: None };
    suite.refuses("seizer", msg, "AC-002");
    assert_eq!(suite.wipe("alice").unwrap_err().code(), "ST-058");
}

#[test]
fn all_of_a_fully_frozen_account_is_wiped_and_nothing_else() {
    let mut suite = Suite::new();
    suite.freeze("alice", FreezeMode::Outgoing);
    assert_eq!(suite.wipe("alice").unwrap_err().code(), "ST-058");
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
