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
        [{{"address":"{alice}","amount":"11223344"}}],"mint":{{"minter":"{minter}","cap":"99999999999"}},"marketing":null}}"#
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
    let capped = |cap: u128| {
        move |msg: &mut InstantiateMsg, addr: &dyn Fn(&str) -> String| {
            (msg.mint, msg.uncapped) = (mint(cap, addr), None);
        }
    };
    assert_eq!(refused(capped(1499)), "ST-034");
    assert!(Suite::with(capped(1500)).is_ok());
    let code = refused(|msg, addr| {
        let amount = u128::MAX.into();
        msg.initial_balances.push(Cw20Coin { address: addr("carol"), amount });
    });
    assert_eq!(code, "ST-011");
}

/// A14: with all defaults one minter made 300 trillion.
#[test]
fn a14_a_token_begins_with_a_cap_or_says_that_it_has_none() {
    let cases = [
        (None, None, None, None),
        (None, None, Some(false), None),
        (None, None, Some(true), Some(None)),
        (None, Some(2000u128), None, Some(Some(2000u128))),
        (Some(2000), None, None, Some(Some(2000))),
        (Some(2000), None, Some(false), Some(Some(2000))),
        (Some(2000), Some(2000), None, None),
        (None, Some(2000), Some(true), None),
        (Some(2000), None, Some(true), None),
    ];
    for (in_mint, cap, uncapped, expected) in cases {
        let made = Suite::with(|msg, addr| {
            let minter = || addr("minter");
            let mint = |cap: u128| MinterResponse { minter: minter(), cap: Some(cap.into()) };
            msg.mint = in_mint.map(mint);
            (msg.cap, msg.uncapped) = (cap.map(Into::into), uncapped);
        });
        let text = format!("{in_mint:?} {cap:?} {uncapped:?}");
        let made = made.map(|suite| suite.supply().cap.map(|cap| cap.u128()));
        assert_eq!(
            made.map_err(|cause| cause.code()),
            expected.ok_or("ST-047".to_string()),
            "{text}"
        );
    }
    // Abroad the bridge alone creates, and no cap of this region would hold it.
    let code = refused(|msg, _| {
        msg.regional.as_mut().unwrap().region = "east".into();
        msg.initial_balances.clear();
        (msg.cap, msg.uncapped) = (Some(5u128.into()), None);
    });
    assert_eq!(code, "ST-024");
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
