//! Roles, the owner, the chain's word and migration, where they meet what is the bridge's own. The rest is
//! tested in `packages/kit/tests/it`.

use cosmwasm_std::testing::mock_env;
use cw_ownable::Action;
use isthmus_api::access::events as ev;
use isthmus_api::access::{PausesResponse, RoleMembersResponse, RolesOfResponse};
use isthmus_api::bridge::*;
use isthmus_bridge::{contract, NAME, VERSION};

use crate::suite::*;

#[test]
fn roles_are_given_and_taken() {
    let mut suite = Suite::new();
    let account = suite.addr("guard").into_string();
    let role = Role::Pauser;
    let pause = ExecuteMsg::Pause { scopes: vec![PauseScope::Send], duration_seconds: 1 };
    assert_eq!(suite.refused("guard", pause.clone()), "AC-002");
    suite.ok("owner", ExecuteMsg::GrantRole { role, account: account.clone() });
    suite.ok("guard", pause.clone());
    let members: RoleMembersResponse =
        suite.query(QueryMsg::RoleMembers { role, start_after: None, limit: None });
    assert_eq!(members.members.len(), 2);
    let roles: RolesOfResponse = suite.query(QueryMsg::RolesOf { account: account.clone() });
    assert_eq!((roles.owner, roles.roles), (false, vec!["pauser".to_string()]));
    suite.ok("owner", ExecuteMsg::RevokeRole { role, account });
    assert_eq!(suite.refused("guard", pause.clone()), "AC-002");
    let wrong = ExecuteMsg::GrantRole { role, account: east("bob") };
    assert_eq!(suite.refused("owner", wrong), "AC-008");
    suite.ok("pauser", ExecuteMsg::RenounceRole { role });
    assert_eq!(suite.refused("pauser", pause), "AC-002");
}

#[test]
fn a_new_owner_waits() {
    let mut suite = Suite::new();
    let propose = ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
        new_owner: suite.addr("heir").into_string(),
        expiry: None,
    });
    assert_eq!(suite.refused("stranger", propose.clone()), "AC-005");
    suite.ok("owner", propose);
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    assert_eq!(suite.refused("heir", accept.clone()), "AC-004");
    suite.wait(100);
    let response = suite.ok("heir", accept);
    let updated: ev::UpdateOwnership = event(&response.events);
    assert_eq!(updated.owner, Some(suite.addr("heir").into_string()));
    assert_eq!(updated.previous, Some(suite.addr("owner").into_string()));
}

#[test]
fn the_chain_pauses_names_an_owner_and_takes_a_role_away() {
    let mut suite = Suite::new();
    let scopes = vec![PauseScope::Receive];
    suite.sudo(SudoMsg::Pause { scopes: scopes.clone(), duration_seconds: 60 }).unwrap();
    let alice = suite.addr("alice").into_string();
    let error = suite.receive(&incoming(IUSD, 1, &alice)).unwrap_err();
    assert_eq!(code(error), "AC-006");
    suite.sudo(SudoMsg::Unpause { scopes }).unwrap();
    let paused: PausesResponse = suite.query(QueryMsg::Pauses {});
    assert!(paused.pauses.is_empty());

    let heir = suite.addr("heir").into_string();
    suite.sudo(SudoMsg::SetOwner { owner: heir }).unwrap();
    assert_eq!(suite.refused("owner", suite.set_route(1, 1, 1)), "AC-002");
    suite.ok("heir", suite.set_route(1, 1, 1));

    let account = suite.addr("pauser").into_string();
    let response = suite.sudo(SudoMsg::RevokeRole { role: Role::Pauser, account }).unwrap();
    let revoked: ev::RevokeRole = event(&response.events);
    assert_eq!(revoked.by, "chain");
    let pause = ExecuteMsg::Pause { scopes: vec![PauseScope::Send], duration_seconds: 1 };
    assert_eq!(suite.refused("pauser", pause), "AC-002");
}

#[test]
fn migration_goes_up_within_the_contract() {
    let mut suite = Suite::new();
    let mut migrate = |name: &str, version: &str| {
        cw2::set_contract_version(&mut suite.deps.storage, name, version).unwrap();
        contract::migrate(suite.deps.as_mut(), mock_env(), MigrateMsg {}.into())
    };
    for (name, version) in [(NAME, "99.0.0"), (NAME, "old"), ("cw20-ics20", "0.0.1")] {
        assert_eq!(code(migrate(name, version).unwrap_err()), "AC-009");
    }
    assert!(migrate(NAME, VERSION).is_ok());
    let response = migrate(NAME, "0.0.1").unwrap();
    let migrated: ev::Migrate = event(&response.events);
    assert_eq!((migrated.from_version.as_str(), migrated.to_version.as_str()), ("0.0.1", VERSION));
}
