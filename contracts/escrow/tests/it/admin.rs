use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cw_ownable::Action;
use isthmus_api::escrow::*;
use isthmus_api::types::Asset;

use crate::suite::*;

#[test]
fn a_new_owner_waits_for_the_delay() {
    let mut suite = Suite::new();
    let transfer = ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
        new_owner: actor("else").into(),
        expiry: None,
    });
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    fails(suite.run("else", &transfer), "ES-005");
    suite.run("owner", &transfer).unwrap();
    fails(suite.run("else", &accept), "ES-004");
    suite.after_days(1);
    suite.run("else", &accept).unwrap();
    let now: cw_ownable::Ownership<cosmwasm_std::Addr> = suite.ask(&QueryMsg::Ownership {});
    assert_eq!(now.owner, Some(actor("else")));
}

#[test]
fn a_pause_ends_by_itself_or_by_the_owner() {
    let mut suite = Suite::new();
    let pause = |duration_seconds| ExecuteMsg::Pause {
        scopes: vec![PauseScope::NewDeals],
        duration_seconds,
    };
    fails(suite.run("pauser", &pause(0)), "ES-007");
    fails(suite.run("pauser", &pause(72 * 3_600 + 1)), "ES-007");
    suite.run("pauser", &pause(100)).unwrap();
    let pauses: PausesResponse = suite.ask(&QueryMsg::Pauses {});
    assert_eq!(pauses.pauses[0].until, START + 100);
    let unpause = ExecuteMsg::Unpause { scopes: vec![PauseScope::NewDeals] };
    fails(suite.run("pauser", &unpause), "ES-002");
    suite.run("owner", &unpause).unwrap();
    let pauses: PausesResponse = suite.ask(&QueryMsg::Pauses {});
    assert!(pauses.pauses.is_empty());
}

#[test]
fn roles_are_given_and_taken() {
    let mut suite = Suite::new();
    let (role, account) = (Role::Pauser, actor("else").to_string());
    suite.run("owner", &ExecuteMsg::GrantRole { role, account: account.clone() }).unwrap();
    let ask = QueryMsg::RoleMembers { role, start_after: None, limit: None };
    let members: RoleMembersResponse = suite.ask(&ask);
    assert_eq!(members.accounts.len(), 2);
    suite.run("owner", &ExecuteMsg::RevokeRole { role, account }).unwrap();
    let members: RoleMembersResponse = suite.ask(&ask);
    assert_eq!(members.accounts, vec![actor("pauser")]);
}

#[test]
fn assets_are_allowed_and_disallowed() {
    let mut suite = Suite::new();
    let asset = Asset::Native(
        "ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2".into(),
    );
    suite.run("owner", &ExecuteMsg::AllowAsset { asset: asset.clone() }).unwrap();
    let ask = |start_after| QueryMsg::Assets { start_after, limit: Some(30) };
    let all: AssetsResponse = suite.ask(&ask(None));
    assert_eq!(all.assets.len(), 4);
    let rest: AssetsResponse = suite.ask(&ask(Some(all.assets[0].clone())));
    assert_eq!(rest.assets, all.assets[1..]);
    suite.run("owner", &ExecuteMsg::DisallowAsset { asset }).unwrap();
    let bad = Asset::Native("a b".into());
    fails(suite.run("owner", &ExecuteMsg::AllowAsset { asset: bad }), "ES-008");
}

#[test]
fn a_malformed_policy_is_refused() {
    let mut suite = Suite::new();
    let policy = isthmus_api::gate::Policy {
        schema: "kyc".into(),
        min_level: 9,
        countries: None,
        max_status_age_seconds: 0,
    };
    fails(suite.run("owner", &ExecuteMsg::SetPolicy { policy: Some(policy) }), "ES-008");
}

#[test]
fn migration_takes_this_contracts_state_and_never_goes_back() {
    let mut deps = mock_dependencies();
    let mut migrate = |name: &str, version: &str| {
        cw2::set_contract_version(&mut deps.storage, name, version).unwrap();
        isthmus_escrow::contract::migrate(deps.as_mut(), mock_env(), MigrateMsg {}.into())
    };
    assert!(migrate("isthmus-escrow", "0.0.9").is_ok());
    assert!(migrate("isthmus-escrow", isthmus_escrow::VERSION).is_ok());
    for (name, version) in
        [("isthmus-escrow", "99.0.0"), ("isthmus-escrow", "x"), ("isthmus-bridge", "0.0.9")]
    {
        let error = migrate(name, version).unwrap_err().to_string();
        assert!(error.contains("ES-009"), "{error}");
    }
}

#[test]
fn instantiate_takes_no_funds_and_checks_its_fields() {
    let setup = |region: &str| InstantiateMsg {
        owner: None,
        owner_delay_seconds: None,
        region: region.into(),
        identity: actor("identity").into(),
        stablecoin: actor("token").into(),
        bridge: actor("bridge").into(),
        policy: None,
        assets: vec![],
        roles: None,
    };
    let run = |region: &str, funds: &[cosmwasm_std::Coin]| {
        let mut deps = mock_dependencies();
        let info = message_info(&actor("owner"), funds);
        let done = isthmus_escrow::contract::instantiate(
            deps.as_mut(),
            mock_env(),
            info,
            setup(region).into(),
        );
        done.map_err(|error| error.to_string())
    };
    assert!(run("west", &[]).is_ok());
    assert!(run("West", &[]).unwrap_err().contains("ES-008"));
    assert!(run("west", &cosmwasm_std::coins(1, COIN)).unwrap_err().contains("ES-003"));
}
