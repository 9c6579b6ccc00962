use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cosmwasm_std::{coins, Event, Response};
use isthmus_api::access::events::GrantRole;
use isthmus_api::event::TypedEvent;
use isthmus_api::identity::events::Instantiated;
use isthmus_api::identity::*;
use isthmus_identity::contract::instantiate;
use isthmus_identity::ContractError as E;

use crate::suite::{fails, Suite};

fn message(deps: &cosmwasm_std::testing::MockApi) -> InstantiateMsg {
    InstantiateMsg {
        owner: None,
        owner_delay_seconds: None,
        region: "west".into(),
        chain_reference: "west-1".into(),
        bridge: deps.addr_make("bridge").into(),
        roles: None,
        change_delay_seconds: None,
    }
}

fn begin(change: impl FnOnce(&mut InstantiateMsg)) -> Result<Response, E> {
    let mut deps = mock_dependencies();
    let mut msg = message(&deps.api);
    change(&mut msg);
    let info = message_info(&deps.api.addr_make("creator"), &[]);
    instantiate(deps.as_mut(), mock_env(), info, msg.into())
}

#[test]
fn each_field_of_the_first_message_is_checked() {
    let broken: [fn(&mut InstantiateMsg); 6] = [
        |msg| msg.owner = Some("nobody".into()),
        |msg| msg.region = "West".into(),
        |msg| msg.chain_reference = "".into(),
        |msg| msg.chain_reference = "a:b".into(),
        |msg| msg.bridge = "bridge".into(),
        |msg| msg.roles = Some(vec![RoleGrant { role: Role::Pauser, account: "nobody".into() }]),
    ];
    for (at, change) in broken.into_iter().enumerate() {
        let refused = begin(change).unwrap_err();
        assert!(refused.to_string().ends_with("[AC-008]"), "{at}: {refused}");
    }
}

#[test]
fn the_owner_and_first_roles_are_told() {
    let account = mock_dependencies().api.addr_make("pauser").to_string();
    let grant = RoleGrant { role: Role::Pauser, account: account.clone() };
    let response = begin(|msg| msg.roles = Some(vec![grant])).unwrap();
    let [first, second]: [Event; 2] = response.events.try_into().unwrap();
    let begun = Instantiated::from_event(&first).unwrap();
    assert_eq!((begun.region.as_str(), begun.owner), ("west", None));
    let granted = GrantRole::from_event(&second).unwrap();
    assert_eq!((granted.role.as_str(), granted.account), ("pauser", account));
}

#[test]
fn coins_are_refused() {
    let mut suite = Suite::bare();
    let ann = suite.addr("ann");
    let msg = ExecuteMsg::CreateDid { salt: vec![1; 16].into(), keys: vec![], services: vec![] };
    let identity = suite.west.identity.clone();
    fails(suite.call(&ann, &identity, &msg, &coins(5, "uwest")), "AC-003");
}

#[test]
fn the_contract_says_what_it_is() {
    let suite = Suite::bare();
    let info: cw2::ContractVersion = suite.ask(QueryMsg::ContractInfo {});
    assert_eq!(info.contract, "isthmus-identity");
    let config: ConfigResponse = suite.ask(QueryMsg::Config {});
    assert_eq!((config.region.as_str(), config.chain_reference.as_str()), ("west", "west-1"));
    assert_eq!(config.bridge, suite.west.bridge.to_string());
    assert_eq!((config.owner_delay_seconds, config.change_delay_seconds), (100, 0));
}
