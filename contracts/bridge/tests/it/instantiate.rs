//! `instantiate`.

use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cosmwasm_std::{coins, Response};
use isthmus_api::access::events::GrantRole;
use isthmus_api::bridge::events::Instantiated;
use isthmus_api::bridge::*;
use isthmus_bridge::{contract, ContractError};

use crate::suite::*;

fn instantiate(suite: &Suite, coin: u128, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let mut deps = mock_dependencies();
    deps.api = suite.deps.api;
    let coins = if coin > 0 { coins(coin, "uwest") } else { vec![] };
    let info = message_info(&suite.addr("owner"), &coins);
    contract::instantiate(deps.as_mut(), mock_env(), info, msg.into())
}

#[test]
fn instantiate_checks_what_it_is_given() {
    let suite = Suite::bare();
    let good = suite.instantiate_msg();
    let cases = [
        (InstantiateMsg { region: "West".to_string(), ..good.clone() }, "BR-008"),
        (InstantiateMsg { identity: "nobody".to_string(), ..good.clone() }, "BR-008"),
        (
            InstantiateMsg {
                owner: Some(suite.addr("owner").as_str().to_uppercase()),
                ..good.clone()
            },
            "AC-008",
        ),
        (
            InstantiateMsg {
                roles: Some(vec![RoleGrant { role: Role::Pauser, account: "x".to_string() }]),
                ..good.clone()
            },
            "AC-008",
        ),
        (InstantiateMsg { change_delay_seconds: Some(u64::MAX), ..good.clone() }, "AC-020"),
    ];
    for (bad, expected) in cases {
        assert_eq!(code(instantiate(&suite, 0, bad).unwrap_err()), expected);
    }
    let error = instantiate(&suite, 1, good).unwrap_err();
    assert_eq!(code(error), "AC-003", "no message could send the coins out again");
}

#[test]
fn what_is_set_up_is_told() {
    let suite = Suite::bare();
    let events = instantiate(&suite, 0, suite.instantiate_msg()).unwrap().events;
    let told: Instantiated = event(&events);
    assert_eq!((told.region.as_str(), told.owner), ("west", Some(suite.addr("owner").into())));
    let granted: GrantRole = event(&events);
    assert_eq!((granted.role.as_str(), granted.account), ("pauser", suite.addr("pauser").into()));
    let config: ConfigResponse = suite.query(QueryMsg::Config {});
    assert_eq!((config.owner_delay_seconds, config.change_delay_seconds), (100, 0));
}
