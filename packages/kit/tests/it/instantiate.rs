use cosmwasm_std::testing::mock_dependencies;
use cosmwasm_std::{coins, MessageInfo};
use isthmus_api::access::events::{GrantRole, Migrate};
use isthmus_api::access::{
    DEFAULT_DELAY_SECONDS, MAX_CHANGE_DELAY_SECONDS, MAX_FIRST_ROLES, MAX_OWNER_DELAY_SECONDS,
};
use isthmus_api::event::TypedEvent;
use isthmus_kit::admin::{self, First};
use isthmus_kit::keys::{clashes, find, Key};
use isthmus_kit::{changes, owner, AccessError};

use crate::till::{set_limit, Msg, Role, Scope, SudoMsg, Suite, Till, TillError, DELAY};

fn first(suite: &Suite) -> First<Role> {
    First {
        owner: Some(suite.addr("owner")),
        owner_delay_seconds: None,
        roles: None,
        change_delay_seconds: None,
    }
}

fn refused(first: impl FnOnce(&Suite) -> First<Role>) -> AccessError {
    let mut suite = Suite::empty();
    let first = first(&suite);
    match suite.instantiate(first).unwrap_err() {
        TillError::Access(error) => error,
        other => panic!("{other}"),
    }
}

#[test]
fn roles_are_given_at_once_at_instantiate_and_told_of() {
    let mut suite = Suite::empty();
    let roles = vec![suite.grant(Role::Keeper, "kim"), suite.grant(Role::Pauser, "kim")];
    let first = First { roles: Some(roles), change_delay_seconds: Some(DELAY), ..first(&suite) };
    let events = suite.instantiate(first).unwrap();
    let told: Vec<_> = events.iter().map(|event| GrantRole::from_event(event).unwrap()).collect();
    let (account, by) = (suite.addr("kim"), suite.addr("creator"));
    let granted =
        |role: &str| GrantRole { role: role.to_string(), account: account.clone(), by: by.clone() };
    assert_eq!(told, [granted("keeper"), granted("pauser")]);
    assert_eq!(suite.roles_of("kim").roles, ["pauser", "keeper"]);
    let info = admin::query::contract_info(suite.deps.as_ref()).unwrap();
    assert_eq!((info.contract.as_str(), info.version.as_str()), ("till", "1.2.0"));
}

#[test]
fn instantiate_refuses_coins() {
    let mut suite = Suite::empty();
    let info = MessageInfo { funds: coins(5, "uwest"), ..suite.info("creator") };
    let first = first(&suite);
    let refused = admin::instantiate::<Till>(&mut suite.deps.as_mut(), &info, first);
    let given = "5uwest".to_string();
    assert_eq!(refused.unwrap_err(), AccessError::FundsNotAccepted { given });
}

#[test]
fn no_message_takes_coins() {
    let mut suite = Suite::new();
    let given = "5uwest".to_string();
    for msg in [Msg::Pay {}, set_limit(5), Msg::ApplyChange { id: 1 }] {
        let refused = AccessError::FundsNotAccepted { given: given.clone() };
        assert_eq!(suite.fails_with_coins("owner", msg), refused);
    }
}

#[test]
fn without_an_owner_nobody_ever_is() {
    let mut suite = Suite::empty();
    let none = First { owner: None, ..first(&suite) };
    suite.instantiate(none).unwrap();
    assert_eq!(suite.owner(), None);
    let need = AccessError::Unauthorized { need: "the owner".to_string() };
    assert_eq!(suite.fails("owner", set_limit(5)), need);
}

/// Safe where nobody says anything; without a delay only where somebody says so.
#[test]
fn both_delays_are_forty_eight_hours_unless_said() {
    assert_eq!(DEFAULT_DELAY_SECONDS, 172_800);
    for (said, expected) in [(None, DEFAULT_DELAY_SECONDS), (Some(0), 0), (Some(7), 7)] {
        let mut suite = Suite::empty();
        let first =
            First { owner_delay_seconds: said, change_delay_seconds: said, ..first(&suite) };
        suite.instantiate(first).unwrap();
        assert_eq!(changes::delay_seconds(&suite.deps.storage).unwrap(), expected);
        assert_eq!(owner::delay_seconds(&suite.deps.storage).unwrap(), expected);
    }
    let max = MAX_OWNER_DELAY_SECONDS;
    let long = |suite: &Suite| First { owner_delay_seconds: Some(max + 1), ..first(suite) };
    let told = refused(long).to_string();
    let range = "owner_delay_seconds must be from 0 to 2592000, got 2592001 [AC-008]";
    assert_eq!(told, range);
}

#[test]
fn what_a_contract_begins_with_obeys_the_rules_of_later() {
    let conflict = AccessError::RoleConflict { held: "keeper", asked: "auditor" };
    let both = |suite: &Suite| First {
        roles: Some(vec![suite.grant(Role::Keeper, "kim"), suite.grant(Role::Auditor, "kim")]),
        ..first(suite)
    };
    assert_eq!(refused(both), conflict);
    let conflict = AccessError::RoleConflict { held: "owner", asked: "keeper" };
    let own = |suite: &Suite| First {
        roles: Some(vec![suite.grant(Role::Keeper, "owner")]),
        ..first(suite)
    };
    assert_eq!(refused(own), conflict);
    let max = MAX_CHANGE_DELAY_SECONDS;
    let long = |suite: &Suite| First { change_delay_seconds: Some(max + 1), ..first(suite) };
    assert_eq!(refused(long), AccessError::ChangeDelay { max, given: max + 1 });
    let nobody = |suite: &Suite| First { owner: Some("nobody".to_string()), ..first(suite) };
    assert!(matches!(refused(nobody), AccessError::Input(_)));
    let many = |suite: &Suite| First {
        roles: Some(vec![suite.grant(Role::Pauser, "pat"); MAX_FIRST_ROLES + 1]),
        ..first(suite)
    };
    assert!(matches!(refused(many), AccessError::Input(_)));
}

#[test]
fn a_migration_takes_its_own_older_state_and_no_other() {
    let migrate = |name: &str, version: &str| {
        let mut deps = mock_dependencies();
        cw2::set_contract_version(&mut deps.storage, name, version).unwrap();
        let event = admin::migrate::<Till>(&mut deps.storage)?;
        let now = cw2::get_contract_version(&deps.storage).unwrap();
        Ok::<_, AccessError>((Migrate::from_event(&event).unwrap(), now.version))
    };
    for version in ["0.9.0", "1.2.0"] {
        let told = Migrate { from_version: version.to_string(), to_version: "1.2.0".to_string() };
        assert_eq!(migrate("till", version).unwrap(), (told, "1.2.0".to_string()));
    }
    for (name, version) in [("till", "1.2.1"), ("drawer", "0.9.0"), ("till", "new")] {
        let (found, code) = (format!("{name} {version}"), "till 1.2.0".to_string());
        let refused = AccessError::Migration { found, code };
        assert_eq!(migrate(name, version).unwrap_err(), refused);
    }
}

#[test]
fn all_that_is_stored_is_in_the_table_of_keys() {
    const OWN: &[Key] = &[Key::namespace("limit", "limit"), Key::namespace("rates", "rate")];
    let mut suite = Suite::new();
    suite.ok("owner", set_limit(5));
    suite.ok("pat", Msg::Pause { scopes: vec![Scope::Pay], seconds: 5 });
    suite.sudo(SudoMsg::Pause { scopes: vec![Scope::Refund], duration_seconds: 5 }).unwrap();
    let role = Role::Auditor;
    let account = suite.addr("ana");
    suite.schedule("owner", crate::till::Change::GrantRole { role, account: account.clone() });
    let action = cw_ownable::Action::TransferOwnership { new_owner: account, expiry: None };
    suite.ok("owner", Msg::UpdateOwnership(action));
    let tables = [&[OWN][..], admin::KEYS].concat();
    assert_eq!(clashes(&tables), [""; 0]);
    let mut used: Vec<&Key> =
        suite.stored().iter().map(|(key, _)| find(&tables, key).unwrap()).collect();
    used.dedup();
    for key in tables.concat() {
        assert!(used.contains(&&key), "{key} is never written");
    }
}
