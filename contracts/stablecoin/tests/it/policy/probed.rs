//! A17: a policy contract never stands between a holder and redemption, and one that fails falls by itself.

use isthmus_api::stablecoin::events::ProbePolicy;
use isthmus_api::stablecoin::{ComplianceResponse, PauseScope};
use isthmus_testkit::chain::event;

use super::*;

fn compliance(suite: &Suite) -> ComplianceResponse {
    suite.query(QueryMsg::Compliance {})
}

/// Has it tried; gives the event.
fn probe(suite: &mut Suite) -> ProbePolicy {
    event(&suite.ok("stranger", ExecuteMsg::ProbePolicy {}).events)
}

#[test]
fn a17_a_policy_contract_never_stands_between_a_holder_and_redemption() {
    let (mut suite, ..) = suite();
    let issuer = suite.addr("receiver");
    let contract = suite.under(&Rule::Refuse("never".to_string()));
    // It is what the minter takes in that is an escrow; either alone is not enough.
    let send = |contract: &str| ExecuteMsg::Send {
        contract: contract.to_string(),
        amount: 3u128.into(),
        msg: Binary::default(),
    };
    for escrow in ["escrow", "bridge"] {
        suite.refuses("alice", send(&suite.addr(escrow)), "ST-140");
    }
    suite.ok("owner", suite.minting("receiver", Some(10), None));
    suite.refuses("alice", send(&issuer), "ST-140");
    suite.ok("owner", ExecuteMsg::RegisterEscrow { account: issuer.clone() });
    suite.ok("alice", send(&issuer));
    assert!(suite.asked(&contract).is_empty());
    assert_eq!(suite.transfer("alice", "bob", 3).unwrap_err().code(), "ST-140");
    // Whoever hands in another's tokens is who would be paid for them.
    suite.approve("alice", "bob", 3);
    let (owner, msg) = (suite.addr("alice"), Binary::default());
    let taken = ExecuteMsg::SendFrom { owner, contract: issuer, amount: 3u128.into(), msg };
    suite.refuses("bob", taken, "ST-140");
    // What was handed in is burnt, whoever the minter is by then, and whatever is paused.
    suite.ok("owner", ExecuteMsg::SetMinter { minter: None });
    suite.pause(PauseScope::Burn);
    suite.ok("receiver", ExecuteMsg::Burn { amount: 3u128.into() });
    assert!(suite.asked(&contract).is_empty());
}

#[test]
fn a17_a_policy_contract_that_fails_is_no_longer_asked_after_a_day() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 30 * 86_400 });
    let contract = suite.under(&Rule::Mute);
    let begun = suite.now();
    for number in 1..=POLICY_FAILURES {
        assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-140");
        let told = probe(&mut suite);
        let falls = number == POLICY_FAILURES;
        assert_eq!((told.works, told.failures, told.falls), (false, number, falls));
        assert_eq!(told.address, contract.to_string());
        if !falls {
            // Nor does another gas limit begin anew.
            suite.ok("compliance", set(Some(&contract), 200_000 + u64::from(number)));
            assert_eq!(compliance(&suite).policy_failures, number);
            suite.after_seconds(POLICY_FAILURE_GAP_SECONDS - 1);
            suite.refuses("stranger", ExecuteMsg::ProbePolicy {}, "ST-144");
            suite.after_seconds(1);
        }
    }
    assert_eq!(suite.now() - begun, 24 * 3600);
    let told = compliance(&suite);
    assert_eq!((told.policy, told.policy_failures), (None, 0));
    suite.transfer("alice", "bob", 1).unwrap();
    suite.refuses("stranger", ExecuteMsg::ProbePolicy {}, "ST-142");
    // The office may name it again, and has all the time again.
    suite.ask(Some(&contract)).unwrap();
    assert_eq!(probe(&mut suite).failures, 1);
}

/// One that lets nothing pass but works refuses even this question only if it is out of order.
#[test]
fn a17_a_policy_contract_that_works_stays_and_one_success_ends_the_row() {
    let mut suite = Suite::new();
    let contract = suite.under(&Rule::Daily(0));
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-140");
    for _ in 0..POLICY_FAILURES {
        let told = probe(&mut suite);
        assert_eq!((told.works, told.failures, told.falls), (true, 0, false));
        suite.after_seconds(POLICY_FAILURE_GAP_SECONDS);
    }
    suite.change_rule(&contract, &Rule::Mute);
    for number in 1..POLICY_FAILURES {
        assert_eq!(probe(&mut suite).failures, number);
        suite.after_seconds(POLICY_FAILURE_GAP_SECONDS);
    }
    suite.change_rule(&contract, &Rule::Allow);
    assert_eq!(probe(&mut suite).failures, 0);
    suite.change_rule(&contract, &Rule::Mute);
    assert_eq!(probe(&mut suite).failures, 1);
    suite.after_seconds(POLICY_FAILURE_LASTS_SECONDS + 1);
    assert_eq!(probe(&mut suite).failures, 1, "what failed long ago counts no more");
    assert!(compliance(&suite).policy.is_some());
}

/// From the depth of many calls a contract could make any further call fail.
#[test]
fn a17_no_contract_has_the_policy_contract_tried() {
    let mut suite = Suite::new();
    suite.under(&Rule::Mute);
    suite.refuses("receiver", ExecuteMsg::ProbePolicy {}, "ST-143");
    assert_eq!(compliance(&suite).policy_failures, 0);
}

/// What waits for the same rule goes with it: nobody planned it for a token without a policy.
#[test]
fn a17_what_was_planned_about_a_policy_contract_that_falls_is_dropped() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 30 * 86_400 });
    suite.under(&Rule::Mute);
    let change = Change::SetPolicyContract { policy: None };
    suite.ok("compliance", ExecuteMsg::ScheduleChange { change });
    for _ in 0..POLICY_FAILURES {
        probe(&mut suite);
        suite.after_seconds(POLICY_FAILURE_GAP_SECONDS);
    }
    assert!(suite.query::<PendingChangesResponse>(QueryMsg::PendingChanges {}).changes.is_empty());
}
