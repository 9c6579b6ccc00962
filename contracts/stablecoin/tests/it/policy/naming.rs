//! Naming a policy contract, another one, and none.

use super::*;

#[test]
fn compliance_names_it_within_bounds_and_only_what_answers() {
    let mut suite = Suite::new();
    let contract = suite.policy(&Rule::Allow);
    for actor in ["owner", "pauser", "alice"] {
        assert_eq!(suite.fails(actor, set(Some(&contract), 200_000)), "AC-002", "{actor}");
        assert_eq!(suite.fails(actor, set(None, 0)), "AC-002", "{actor}");
    }
    for gas in [0, MIN_POLICY_GAS - 1, MAX_POLICY_GAS + 1, u64::MAX] {
        assert_eq!(suite.fails("compliance", set(Some(&contract), gas)), "ST-008", "{gas}");
    }
    let upper = Addr::unchecked(contract.to_string().to_uppercase());
    suite.refuses("compliance", set(Some(&upper), 200_000), "ST-008");
    // Nobody, no contract, a contract of another kind, the token itself.
    for other in ["bob", "receiver", "token"] {
        let other = Addr::unchecked(suite.addr(other));
        assert_eq!(suite.fails("compliance", set(Some(&other), 200_000)), "ST-141", "{other}");
    }
    let told = |suite: &Suite| suite.query::<ComplianceResponse>(QueryMsg::Compliance {}).policy;
    assert_eq!(told(&suite), None);
    let named = |gas_limit| PolicyContract { address: contract.to_string(), gas_limit };
    let mut before = None;
    for gas in [MIN_POLICY_GAS, MAX_POLICY_GAS] {
        let response = suite.ok("compliance", set(Some(&contract), gas));
        let event = response.events.iter().find_map(|it| SetPolicyContract::from_event(it).ok());
        let expected = SetPolicyContract {
            previous_address: before.map(|_| contract.to_string()),
            previous_gas_limit: before,
            address: Some(contract.to_string()),
            gas_limit: Some(gas),
            by: suite.addr("compliance"),
        };
        assert_eq!(event, Some(expected));
        assert_eq!(told(&suite), Some(named(gas)));
        before = Some(gas);
    }
    suite.ask(None).unwrap();
    assert_eq!(told(&suite), None);
}

#[test]
fn what_refuses_everything_can_be_removed() {
    let mut suite = Suite::new();
    suite.under(&Rule::Refuse("never".to_string()));
    suite.freeze("alice", FreezeMode::Outgoing);
    suite.pause(PauseScope::Transfer);
    suite.ask(None).unwrap();
    suite.unfreeze("alice");
    suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![PauseScope::Transfer] });
    suite.transfer("alice", "bob", 1).unwrap();
}

#[test]
fn to_end_it_or_to_name_another_waits_and_a_first_one_and_its_gas_do_not() {
    const DELAY: u64 = 3600;
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    let contract = suite.under(&Rule::Refuse("never".to_string()));
    let other = suite.policy(&Rule::Allow);
    suite.ok("compliance", set(Some(&contract), 100_000));
    suite.ok("compliance", set(Some(&contract), 300_000));
    for next in [None, Some(&other)] {
        let msg = set(next, 200_000);
        suite.refuses("compliance", msg.clone(), "AC-013");
        let ExecuteMsg::SetPolicyContract { policy } = msg else { panic!() };
        let schedule = ExecuteMsg::ScheduleChange { change: Change::SetPolicyContract { policy } };
        suite.refuses("owner", schedule.clone(), "AC-002");
        suite.ok("compliance", schedule);
    }
    let waiting: PendingChangesResponse = suite.query(QueryMsg::PendingChanges {});
    let [end, replace] = [0, 1].map(|place: usize| waiting.changes[place].id);
    suite.after_seconds(DELAY);
    // Anyone applies it, while nobody can pay.
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-140");
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: replace });
    suite.transfer("alice", "bob", 1).unwrap();
    assert_eq!(suite.asked(&other).len(), 1);
    suite.refuses("stranger", ExecuteMsg::ApplyChange { id: end }, "AC-018");
}

#[test]
fn more_gas_does_not_undo_a_removal_that_waits() {
    const DELAY: u64 = 3600;
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    let contract = suite.under(&Rule::Refuse("never".to_string()));
    let change = Change::SetPolicyContract { policy: None };
    suite.ok("compliance", ExecuteMsg::ScheduleChange { change });
    suite.after_seconds(DELAY);
    suite.ok("compliance", set(Some(&contract), 300_000));
    suite.refuses("stranger", ExecuteMsg::CancelChange { id: 1 }, "AC-002");
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: 1 });
    suite.transfer("alice", "bob", 1).unwrap();
}

#[test]
fn a_policy_given_up_never_comes_back() {
    let mut suite = Suite::new();
    let contract = suite.under(&Rule::Allow);
    let give_up = ExecuteMsg::RenounceFeature { feature: Feature::PolicyContract };
    suite.refuses("owner", give_up.clone(), "ST-106");
    suite.ask(None).unwrap();
    suite.ok("owner", give_up);
    assert_eq!(suite.ask(Some(&contract)).unwrap_err().code(), "ST-102");
    suite.ask(None).unwrap();
    suite.transfer("alice", "bob", 1).unwrap();
}
