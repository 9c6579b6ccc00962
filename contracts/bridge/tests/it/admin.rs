//! Instantiate, pause, roles, owner and migration.

use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cosmwasm_std::{coins, Timestamp};
use cw_ownable::Action;
use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use isthmus_bridge::contract;

use crate::suite::*;

#[test]
fn instantiate_checks_what_it_is_given() {
    let suite = Suite::bare();
    let fresh = || {
        let mut deps = mock_dependencies();
        deps.api = suite.deps.api;
        deps
    };
    let good = suite.instantiate_msg();
    let cases = [
        InstantiateMsg { region: "West".to_string(), ..good.clone() },
        InstantiateMsg { identity: "nobody".to_string(), ..good.clone() },
        InstantiateMsg { owner: Some(suite.addr("owner").as_str().to_uppercase()), ..good.clone() },
        InstantiateMsg {
            roles: Some(vec![RoleGrant { role: Role::Pauser, account: "x".to_string() }]),
            ..good.clone()
        },
    ];
    for bad in cases {
        let info = message_info(&suite.addr("owner"), &[]);
        let error =
            contract::instantiate(fresh().as_mut(), mock_env(), info, bad.into()).unwrap_err();
        assert_eq!(code(error), "BR-008");
    }
    let paid = message_info(&suite.addr("owner"), &coins(1, "uwest"));
    let error = contract::instantiate(fresh().as_mut(), mock_env(), paid, good.into()).unwrap_err();
    assert_eq!(code(error), "BR-003");
}

#[test]
fn a_message_takes_no_coins() {
    let mut suite = Suite::new();
    let info = message_info(&suite.addr("owner"), &coins(1, "uwest"));
    let msg = ExecuteMsg::Unpause { scopes: vec![] };
    let error = contract::execute(suite.deps.as_mut(), mock_env(), info, msg.into()).unwrap_err();
    assert_eq!(code(error), "BR-003");
}

#[test]
fn each_direction_is_paused_by_itself_and_the_pause_ends() {
    let mut suite = Suite::new();
    suite.send(100);
    let alice = suite.addr("alice").into_string();
    let pause = |scopes, duration_seconds| ExecuteMsg::Pause { scopes, duration_seconds };
    suite.ok("pauser", pause(vec![PauseScope::Send], 60));
    let config: ConfigResponse = suite.query(QueryMsg::Config {});
    assert_eq!(config.send_paused_until, Some(START + 60));
    assert_eq!(config.receive_paused_until, None);
    suite.receive(&incoming(IUSD, 1, &alice)).unwrap();
    let error = suite.send_hook("iusd", 1, &hook(&east("bob"))).unwrap_err();
    assert_eq!(code(error), "BR-006");
    suite.wait(60);
    suite.send(1);

    suite.ok("pauser", pause(vec![PauseScope::Receive], 60));
    suite.send(1);
    let error = suite.receive(&incoming(IUSD, 1, &alice)).unwrap_err();
    assert_eq!(code(error), "BR-006");
    let unpause = ExecuteMsg::Unpause { scopes: vec![PauseScope::Receive] };
    assert_eq!(suite.refused("pauser", unpause.clone()), "BR-002");
    suite.ok("owner", unpause);
    suite.receive(&incoming(IUSD, 1, &alice)).unwrap();

    for bad in [pause(vec![], 60), pause(vec![PauseScope::Send], 0)] {
        assert_eq!(suite.refused("pauser", bad), "BR-007");
    }
    let long = pause(vec![PauseScope::Send], 72 * 3600 + 1);
    assert_eq!(suite.refused("pauser", long), "BR-007");
    let many = pause(vec![PauseScope::Send; 3], 60);
    assert_eq!(suite.refused("pauser", many), "BR-008");
}

#[test]
fn roles_are_given_and_taken() {
    let mut suite = Suite::new();
    let account = suite.addr("guard").into_string();
    let role = Role::Pauser;
    let pause = ExecuteMsg::Pause { scopes: vec![PauseScope::Send], duration_seconds: 1 };
    assert_eq!(suite.refused("guard", pause.clone()), "BR-002");
    suite.ok("owner", ExecuteMsg::GrantRole { role, account: account.clone() });
    suite.ok("guard", pause.clone());
    let members: RoleMembersResponse =
        suite.query(QueryMsg::RoleMembers { role, start_after: None, limit: None });
    assert_eq!(members.accounts.len(), 2);
    suite.ok("owner", ExecuteMsg::RevokeRole { role, account });
    assert_eq!(suite.refused("guard", pause), "BR-002");
    let wrong = ExecuteMsg::GrantRole { role, account: east("bob") };
    assert_eq!(suite.refused("owner", wrong), "BR-008");
}

#[test]
fn a_new_owner_waits() {
    let mut suite = Suite::new();
    let propose = ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
        new_owner: suite.addr("heir").into_string(),
        expiry: None,
    });
    assert_eq!(suite.refused("stranger", propose.clone()), "BR-005");
    suite.ok("owner", propose);
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    assert_eq!(suite.refused("heir", accept.clone()), "BR-004");
    suite.wait(100);
    let response = suite.ok("heir", accept);
    let updated: ev::OwnershipUpdated = event(&response.events);
    assert_eq!(updated.owner, Some(suite.addr("heir").into_string()));
}

#[test]
fn migration_goes_up_within_the_contract() {
    let mut suite = Suite::new();
    let mut migrate = |name: &str, version: &str| {
        cw2::set_contract_version(&mut suite.deps.storage, name, version).unwrap();
        contract::migrate(suite.deps.as_mut(), mock_env(), MigrateMsg {}.into())
    };
    for (name, version) in
        [("isthmus-bridge", "99.0.0"), ("isthmus-bridge", "old"), ("cw20-ics20", "0.0.1")]
    {
        assert_eq!(code(migrate(name, version).unwrap_err()), "BR-009");
    }
    assert!(migrate("isthmus-bridge", isthmus_bridge::VERSION).is_ok());
    let response = migrate("isthmus-bridge", "0.0.1").unwrap();
    let migrated: ev::Migrated = event(&response.events);
    assert_eq!(migrated.from_version, "0.0.1");
    assert_eq!(Timestamp::from_seconds(START), suite.env.block.time);
}
