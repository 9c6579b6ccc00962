//! What is the escrow's own in its administration: its roles, its scope, which of its settings loosen,
//! and what it begins with. What all contracts have is tested in `packages/kit`.

use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use isthmus_api::access::RolesOfResponse;
use isthmus_api::escrow::events::{AssetSet, PolicySet};
use isthmus_api::escrow::*;
use isthmus_api::gate::Policy;
use isthmus_api::types::Asset;

use crate::suite::*;

fn other() -> Asset {
    Asset::Native("uother".into())
}

fn allow(asset: Asset) -> ExecuteMsg {
    ExecuteMsg::AllowAsset { asset }
}

fn policy(min_level: u8) -> Policy {
    Policy { schema: "kyc".into(), min_level, countries: None, max_status_age_seconds: 0 }
}

fn set_policy(policy: Option<Policy>) -> ExecuteMsg {
    ExecuteMsg::SetPolicy { policy }
}

fn allowed(suite: &Suite) -> Vec<Asset> {
    let ask = QueryMsg::Assets { start_after: None, limit: Some(30) };
    suite.ask::<AssetsResponse>(&ask).assets
}

fn config(suite: &Suite) -> ConfigResponse {
    suite.ask(&QueryMsg::Config {})
}

#[test]
fn assets_are_allowed_and_disallowed() {
    let mut suite = Suite::new();
    let asset = Asset::Native(
        "ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2".into(),
    );
    suite.run("owner", &allow(asset.clone())).unwrap();
    let all = allowed(&suite);
    assert_eq!(all.len(), 4);
    let ask = QueryMsg::Assets { start_after: Some(all[0].clone()), limit: Some(30) };
    let rest: AssetsResponse = suite.ask(&ask);
    assert_eq!(rest.assets, all[1..]);
    suite.run("owner", &ExecuteMsg::DisallowAsset { asset }).unwrap();
    assert_eq!(allowed(&suite).len(), 3);
    fails(suite.run("owner", &allow(Asset::Native("a b".into()))), "AC-008");
}

#[test]
fn a_malformed_policy_is_refused() {
    let mut suite = Suite::new();
    fails(suite.run("owner", &set_policy(Some(policy(9)))), "AC-008");
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
        change_delay_seconds: None,
    };
    let run = |setup: InstantiateMsg, funds: &[cosmwasm_std::Coin]| {
        let mut deps = mock_dependencies();
        let info = message_info(&actor("owner"), funds);
        let done =
            isthmus_escrow::contract::instantiate(deps.as_mut(), mock_env(), info, setup.into());
        done.map_err(|error| error.to_string())
    };
    assert!(run(setup("west"), &[]).is_ok());
    assert!(run(setup("West"), &[]).unwrap_err().contains("AC-008"));
    assert!(run(setup("west"), &cosmwasm_std::coins(1, COIN)).unwrap_err().contains("AC-003"));
    let policy = InstantiateMsg { policy: Some(policy(0)), ..setup("west") };
    assert!(run(policy, &[]).unwrap_err().contains("AC-008"));
    let change_delay_seconds = Some(31 * DAY);
    let delay = InstantiateMsg { change_delay_seconds, ..setup("west") };
    assert!(run(delay, &[]).unwrap_err().contains("AC-020"));
}

#[test]
fn allowing_an_asset_waits_and_disallowing_does_not() {
    let mut suite = Suite::new();
    suite.delay(DAY);
    assert_eq!(config(&suite).change_delay_seconds, DAY);
    fails(suite.run("owner", &allow(other())), "AC-013");
    let change = Change::SetAsset { asset: other(), allowed: true };
    fails(suite.run("pauser", &ExecuteMsg::ScheduleChange { change: change.clone() }), "AC-002");
    let id = suite.schedule("owner", change);
    fails(suite.run("stranger", &ExecuteMsg::ApplyChange { id }), "AC-014");
    suite.after_days(1);
    let response = suite.run("stranger", &ExecuteMsg::ApplyChange { id }).unwrap();
    assert!(events::<AssetSet>(&response.events)[0].allowed);
    assert!(allowed(&suite).contains(&other()));
    suite.run("owner", &ExecuteMsg::DisallowAsset { asset: other() }).unwrap();
    assert!(!allowed(&suite).contains(&other()));
}

#[test]
fn disallowing_is_taken_back_at_once_by_who_did_it_within_the_delay() {
    let mut suite = Suite::new();
    suite.delay(DAY);
    suite.run("owner", &ExecuteMsg::DisallowAsset { asset: native() }).unwrap();
    fails(suite.run("owner", &allow(other())), "AC-013");
    suite.run("owner", &allow(native())).unwrap();
    assert!(allowed(&suite).contains(&native()));
    suite.run("owner", &ExecuteMsg::DisallowAsset { asset: native() }).unwrap();
    suite.after_days(1);
    fails(suite.run("owner", &allow(native())), "AC-013");
}

#[test]
fn a_stricter_policy_is_instant_and_one_that_asks_less_waits() {
    let mut suite = Suite::new();
    suite.delay(DAY);
    suite.run("owner", &set_policy(Some(policy(2)))).unwrap();
    suite.run("owner", &set_policy(Some(policy(3)))).unwrap();
    // Taken back at once is only what oneself made stricter, and only to what it was.
    fails(suite.run("owner", &set_policy(Some(policy(1)))), "AC-013");
    fails(suite.run("owner", &set_policy(None)), "AC-013");
    suite.run("owner", &set_policy(Some(policy(2)))).unwrap();
    fails(suite.run("owner", &set_policy(None)), "AC-013");
    let older = Policy { max_status_age_seconds: 1, ..policy(2) };
    fails(suite.run("owner", &set_policy(Some(older))), "AC-013");
    let schema = Policy { schema: "kyb".into(), ..policy(4) };
    fails(suite.run("owner", &set_policy(Some(schema))), "AC-013");

    let id = suite.schedule("owner", Change::SetPolicy { policy: None });
    suite.after_days(1);
    let response = suite.run("stranger", &ExecuteMsg::ApplyChange { id }).unwrap();
    assert_eq!(events::<PolicySet>(&response.events)[0].schema, None);
    assert_eq!(config(&suite).policy, None);
}

#[test]
fn a_change_of_a_policy_that_was_changed_since_is_dropped() {
    let mut suite = Suite::new();
    suite.delay(DAY);
    suite.run("owner", &set_policy(Some(policy(2)))).unwrap();
    let id = suite.schedule("owner", Change::SetPolicy { policy: Some(policy(1)) });
    suite.run("owner", &set_policy(Some(policy(3)))).unwrap();
    suite.run("owner", &set_policy(Some(policy(2)))).unwrap();
    suite.after_days(1);
    fails(suite.run("stranger", &ExecuteMsg::ApplyChange { id }), "AC-018");
}

#[test]
fn a_malformed_change_is_refused_when_it_is_announced() {
    let mut suite = Suite::new();
    suite.run("owner", &set_policy(Some(policy(2)))).unwrap();
    suite.delay(DAY);
    for change in [
        Change::SetPolicy { policy: Some(policy(9)) },
        Change::SetAsset { asset: Asset::Native("a b".into()), allowed: true },
    ] {
        fails(suite.run("owner", &ExecuteMsg::ScheduleChange { change }), "AC-008");
    }
    assert_eq!(config(&suite).policy, Some(policy(2)));
}

#[test]
fn a_delay_holds_up_no_deal() {
    let mut suite = Suite::new();
    suite.delay(30 * DAY);
    let deal = suite.open(suite.terms(native()));
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &native()), 100_000);
}

#[test]
fn the_chain_pauses_takes_roles_and_sets_an_owner_and_moves_no_money() {
    let (mut suite, deal) = Suite::opened();
    let terms = suite.terms(native());
    let scopes = vec![PauseScope::NewDeals];
    suite.sudo(&SudoMsg::Pause { scopes: scopes.clone(), duration_seconds: 60 }).unwrap();
    fails(suite.run("importer", &ExecuteMsg::Propose { terms }), "AC-006");
    suite.sudo(&SudoMsg::Unpause { scopes }).unwrap();
    suite.propose(suite.terms(native()));
    let account = actor("pauser").to_string();
    suite.sudo(&SudoMsg::RevokeRole { role: Role::Pauser, account: account.clone() }).unwrap();
    let of: RolesOfResponse = suite.ask(&QueryMsg::RolesOf { account });
    assert!(of.roles.is_empty());
    suite.sudo(&SudoMsg::SetOwner { owner: actor("else").into() }).unwrap();
    fails(suite.run("owner", &allow(other())), "AC-002");
    suite.run("else", &allow(other())).unwrap();
    suite.check();
    assert_eq!(suite.ledger(deal).held.u128(), 105_000);
}
