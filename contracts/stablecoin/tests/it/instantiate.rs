use cosmwasm_std::from_json;
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cw20::{Cw20Coin, MinterResponse};
use isthmus_api::stablecoin::{ConfigResponse, InstantiateMsg, QueryMsg};
use isthmus_stablecoin::contract;

use crate::suite::Suite;

fn refused(edit: impl FnOnce(&mut InstantiateMsg, &dyn Fn(&str) -> String)) -> String {
    match Suite::with(edit) {
        Ok(_) => panic!("instantiate passed"),
        Err(cause) => cause.code(),
    }
}

#[test]
fn cw20_bases_own_message_makes_a_plain_token() {
    let mut deps = mock_dependencies();
    let (alice, minter) = (deps.api.addr_make("alice"), deps.api.addr_make("minter"));
    let json = format!(
        r#"{{"name":"Cash","symbol":"CASH","decimals":9,"initial_balances":
        [{{"address":"{alice}","amount":"11223344"}}],"mint":{{"minter":"{minter}","cap":null}},"marketing":null}}"#
    );
    let msg: InstantiateMsg = from_json(&json).unwrap();
    let info = message_info(&alice, &[]);
    contract::instantiate(deps.as_mut(), mock_env(), info, msg.into()).unwrap();
    let answer = contract::query(deps.as_ref(), mock_env(), QueryMsg::Config {}.into()).unwrap();
    let config: ConfigResponse = from_json(answer).unwrap();
    assert_eq!((config.region, config.bridge, config.home), (None, None, true));
}

#[test]
fn e3_an_account_is_given_one_initial_balance() {
    let code = refused(|msg, addr| {
        msg.initial_balances.push(Cw20Coin { address: addr("alice"), amount: 0u128.into() });
    });
    assert_eq!(code, "ST-033");
    let code = refused(|msg, addr| {
        let address = addr("alice").to_uppercase();
        msg.initial_balances.push(Cw20Coin { address, amount: 1u128.into() });
    });
    assert_eq!(code, "ST-008");
}

#[test]
fn the_first_supply_fits_under_the_cap_and_into_a_number() {
    let mint = |cap: u128, addr: &dyn Fn(&str) -> String| {
        Some(MinterResponse { minter: addr("minter"), cap: Some(cap.into()) })
    };
    assert_eq!(refused(|msg, addr| msg.mint = mint(1499, addr)), "ST-034");
    assert!(Suite::with(|msg, addr| msg.mint = mint(1500, addr)).is_ok());
    let code = refused(|msg, addr| {
        let amount = u128::MAX.into();
        msg.initial_balances.push(Cw20Coin { address: addr("carol"), amount });
    });
    assert_eq!(code, "ST-011");
}

#[test]
fn name_ticker_decimals_and_addresses_are_checked() {
    assert_eq!(refused(|msg, _| msg.name = "IU".into()), "ST-035");
    assert_eq!(refused(|msg, _| msg.symbol = "I$".into()), "ST-036");
    assert_eq!(refused(|msg, _| msg.decimals = 19), "ST-037");
    assert_eq!(refused(|msg, _| msg.owner = Some("nobody".into())), "AC-008");
    assert_eq!(refused(|msg, _| msg.regional.as_mut().unwrap().region = "West".into()), "ST-008");
    assert_eq!(refused(|msg, _| msg.regional.as_mut().unwrap().token = "iusd".into()), "ST-008");
    assert_eq!(refused(|msg, _| msg.escrows = Some(vec![String::new(); 101])), "ST-008");
}

#[test]
fn outside_the_home_region_the_token_begins_empty_and_without_a_minter() {
    let code = refused(|msg, _| msg.regional.as_mut().unwrap().region = "east".into());
    assert_eq!(code, "ST-024");
    let code = refused(|msg, addr| {
        msg.regional.as_mut().unwrap().region = "east".into();
        msg.initial_balances.clear();
        msg.mint = Some(MinterResponse { minter: addr("minter"), cap: None });
    });
    assert_eq!(code, "ST-024");
    assert!(!Suite::abroad().supply().holder_burn);
}

#[test]
fn an_escrow_named_twice_or_as_the_bridge_is_one_escrow() {
    let suite = Suite::with(|msg, addr| {
        msg.escrows = Some(vec![addr("bridge"), addr("alice"), addr("alice")]);
    })
    .unwrap();
    assert!(suite.account("bridge").escrow && suite.account("alice").escrow);
    assert_eq!(suite.balance("alice"), 1000);
}
