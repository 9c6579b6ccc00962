use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cosmwasm_std::{coins, StdError};
use cw_multi_test::Executor;
use cw_ownable::Action;
use isthmus_api::gate::Reason;
use isthmus_api::identity::*;
use isthmus_api::packet::AttestedStatus;
use isthmus_identity::contract::{instantiate, migrate};
use isthmus_identity::ContractError as E;

use crate::suite::{error, Suite, DAY, KYC, NOW};

fn pause(scopes: &[PauseScope], duration_seconds: u64) -> ExecuteMsg {
    ExecuteMsg::Pause { scopes: scopes.to_vec(), duration_seconds }
}

#[test]
fn a_pause_stops_what_opens_and_ends_by_itself() {
    let mut suite = Suite::with_pass();
    use PauseScope::*;
    suite.ok("pauser", pause(&[Did, Trust, Pass, Share], 100));
    let create = ExecuteMsg::CreateDid { salt: vec![9; 16].into(), keys: vec![], services: vec![] };
    let paused = suite.fails("ann", create.clone());
    assert_eq!(paused, E::Paused { scope: "did", until: NOW + 100 });
    let paused = error(suite.accredit(3, NOW, NOW + DAY));
    assert!(matches!(paused, E::Paused { scope: "trust", .. }), "{paused}");
    let offer = suite.issue_msg("ann", 1);
    let paused = suite.fails("issuer", offer);
    assert!(matches!(paused, E::Paused { scope: "pass", .. }), "{paused}");
    let paused = error(suite.share("ann", "bob"));
    assert!(matches!(paused, E::Paused { scope: "share", .. }), "{paused}");
    let paused = error(suite.set_status(3, AttestedStatus::Valid));
    assert!(matches!(paused, E::Paused { .. }), "{paused}");
    let config: ConfigResponse = suite.ask(QueryMsg::Config {});
    assert_eq!(config.paused.len(), 4);
    suite.at(NOW + 100);
    suite.ok("ann", create);
}

/// I14: a pause never turns a denial into a pass, and never keeps a door open.
#[test]
fn a_pause_does_not_stop_what_closes() {
    let mut suite = Suite::with_shared_pass();
    use PauseScope::*;
    suite.ok("pauser", pause(&[Did, Trust, Pass, Share], 100));
    suite.east("pauser", pause(&[Share], 100)).unwrap();
    assert_eq!(suite.reason("ann"), Reason::Ok);
    suite.set_status(700, AttestedStatus::Revoked).unwrap();
    suite.refresh("stranger", "ann", "bob").unwrap();
    suite.relay_last().unwrap();
    assert_eq!(suite.reason("ann"), Reason::Revoked);
    assert_eq!(suite.reason_east("bob"), Reason::Revoked);
    suite.ok("ann", ExecuteMsg::DropPass { schema: KYC.into() });
    let did = suite.issuer_did.clone();
    suite.ok("issuer", ExecuteMsg::DeactivateDid { did });
}

#[test]
fn good_news_waits_while_sharing_is_paused() {
    let mut suite = Suite::with_pass();
    suite.share("ann", "bob").unwrap();
    suite.east("pauser", pause(&[PauseScope::Share], 100)).unwrap();
    let paused = error(suite.relay_last());
    assert!(matches!(paused, E::Paused { .. }), "{paused}");
    suite.east("owner", ExecuteMsg::Unpause { scopes: vec![PauseScope::Share] }).unwrap();
    suite.relay_last().unwrap();
}

#[test]
fn a_pause_is_bounded() {
    let mut suite = Suite::bare();
    for (scopes, seconds) in
        [(vec![PauseScope::Did], 0), (vec![PauseScope::Did], 3 * DAY + 1), (vec![], 1)]
    {
        let refused = suite.fails("pauser", pause(&scopes, seconds));
        assert!(matches!(refused, E::PauseLength { .. }), "{refused}");
    }
}

#[test]
fn roles_come_and_go() {
    let mut suite = Suite::bare();
    let account = suite.addr("ann").to_string();
    let role = Role::Pauser;
    let (grant, revoke) = (
        ExecuteMsg::GrantRole { role, account: account.clone() },
        ExecuteMsg::RevokeRole { role, account: account.clone() },
    );
    suite.ok("owner", grant);
    suite.ok("ann", pause(&[PauseScope::Did], 1));
    suite.ok("owner", revoke);
    let refused = suite.fails("ann", pause(&[PauseScope::Did], 1));
    assert!(matches!(refused, E::Unauthorized { .. }), "{refused}");
    let members: RoleMembersResponse =
        suite.ask(QueryMsg::RoleMembers { role, start_after: None, limit: None });
    assert_eq!(members.members, [suite.addr("pauser").to_string()]);
}

#[test]
fn the_owner_changes_in_two_steps_with_a_delay() {
    let mut suite = Suite::bare();
    let new_owner = suite.addr("ann").to_string();
    let propose = ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
        new_owner: new_owner.clone(),
        expiry: None,
    });
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    let refused = suite.fails("ann", propose.clone());
    assert!(matches!(refused, E::Ownership(_)), "{refused}");
    suite.ok("owner", propose);
    let early = suite.fails("ann", accept.clone());
    assert_eq!(early, E::OwnerDelay { at: NOW + 100 });
    suite.after(100);
    suite.ok("ann", accept);
    let ownership: cw_ownable::Ownership<String> = suite.ask(QueryMsg::Ownership {});
    assert_eq!(ownership.owner, Some(new_owner));
}

#[test]
fn coins_are_refused() {
    let mut suite = Suite::bare();
    let ann = suite.addr("ann");
    suite.app.init_modules(|router, _, storage| {
        router.bank.init_balance(storage, &ann, coins(5, "uwest")).unwrap();
    });
    let msg = ExecuteMsg::CreateDid { salt: vec![1; 16].into(), keys: vec![], services: vec![] };
    let identity = suite.west.identity.clone();
    let sent = suite.app.execute_contract(ann, identity, &msg, &coins(5, "uwest"));
    let refused = error(sent);
    assert!(matches!(refused, E::FundsNotAccepted { .. }), "{refused}");
}

/// Nothing pays coins out again, so none may come in.
#[test]
fn instantiate_refuses_coins() {
    let mut deps = mock_dependencies();
    let msg = InstantiateMsg {
        owner: None,
        owner_delay_seconds: 100,
        region: "west".into(),
        chain_reference: "west-1".into(),
        bridge: deps.api.addr_make("bridge").into(),
        roles: None,
    };
    let sender = deps.api.addr_make("creator");
    let paid = message_info(&sender, &coins(5, "uwest"));
    let refused = instantiate(deps.as_mut(), mock_env(), paid, msg.clone().into()).unwrap_err();
    assert_eq!(refused, E::FundsNotAccepted { given: "5uwest".into() });
    instantiate(deps.as_mut(), mock_env(), message_info(&sender, &[]), msg.into()).unwrap();
}

#[test]
fn a_migration_is_of_this_contract_and_never_back() {
    let refused = |name: &str, version: &str| {
        let mut deps = mock_dependencies();
        cw2::set_contract_version(deps.as_mut().storage, name, version).unwrap();
        migrate(deps.as_mut(), mock_env(), MigrateMsg {}.into()).err()
    };
    assert_eq!(refused("isthmus-identity", "0.0.1"), None);
    for (name, version) in [("isthmus-escrow", "0.0.1"), ("isthmus-identity", "99.0.0")] {
        assert!(matches!(refused(name, version), Some(E::Migration { .. })));
    }
    let mut deps = mock_dependencies();
    let nothing = migrate(deps.as_mut(), mock_env(), MigrateMsg {}.into()).unwrap_err();
    assert!(matches!(nothing, E::Std(StdError::NotFound { .. })), "{nothing}");
}

#[test]
fn the_contract_says_what_it_is() {
    let suite = Suite::bare();
    let info: cw2::ContractVersion = suite.ask(QueryMsg::ContractInfo {});
    assert_eq!(info.contract, "isthmus-identity");
    let config: ConfigResponse = suite.ask(QueryMsg::Config {});
    assert_eq!((config.region.as_str(), config.chain_reference.as_str()), ("west", "west-1"));
    assert_eq!((config.bridge, config.owner_delay_seconds), (suite.west.bridge.to_string(), 100));
}
