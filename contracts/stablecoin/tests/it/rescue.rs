//! What was sent to the contract by mistake.

use cosmwasm_std::{coins, Addr};
use cw20::Cw20Coin;
use cw_multi_test::{ContractWrapper, Executor};
use isthmus_api::stablecoin::{ComplianceMode, ExecuteMsg, FreezeMode, PauseScope};
use isthmus_api::types::Asset;

use crate::suite::Suite;

fn rescue(suite: &Suite, asset: Asset, to: &str, amount: u128) -> ExecuteMsg {
    ExecuteMsg::Rescue { asset, to: suite.addr(to), amount: amount.into() }
}

fn native() -> Asset {
    Asset::Native("uwest".into())
}

#[test]
fn native_coins_are_sent_on() {
    let mut suite = Suite::new();
    // A message cannot bring coins; a plain bank transfer can.
    let (alice, token) = (Addr::unchecked(suite.addr("alice")), suite.token.clone());
    suite.app.send_tokens(alice.clone(), token.clone(), &coins(70, "uwest")).unwrap();
    let msg = rescue(&suite, native(), "alice", 50);
    assert_eq!(suite.fails("owner", msg.clone()), "AC-002");
    suite.ok("rescuer", msg.clone());
    let left = |suite: &Suite| suite.app.wrap().query_balance(&token, "uwest").unwrap().amount;
    assert_eq!(left(&suite).u128(), 20);
    // More than there is fails in the chain's bank.
    assert_eq!(suite.fails("rescuer", msg), "ST-001");
    let none = rescue(&suite, native(), "alice", 0);
    assert_eq!(suite.fails("rescuer", none), "ST-103");
    let nobody = ExecuteMsg::Rescue { asset: native(), to: "nobody".into(), amount: 1u128.into() };
    assert_eq!(suite.fails("rescuer", nobody), "ST-008");
}

#[test]
fn tokens_of_another_contract_are_sent_on() {
    let mut suite = Suite::new();
    let code = suite.app.store_code(Box::new(ContractWrapper::new(
        cw20_base::contract::execute,
        cw20_base::contract::instantiate,
        cw20_base::contract::query,
    )));
    let msg = cw20_base::msg::InstantiateMsg {
        name: "Other".into(),
        symbol: "OTHER".into(),
        decimals: 6,
        initial_balances: vec![Cw20Coin { address: suite.token.to_string(), amount: 9u128.into() }],
        mint: None,
        marketing: None,
    };
    let alice = Addr::unchecked(suite.addr("alice"));
    let other = suite.app.instantiate_contract(code, alice, &msg, &[], "other", None).unwrap();
    let asset = Asset::Cw20(other.to_string());
    let msg = rescue(&suite, asset.clone(), "bob", 9);
    suite.ok("rescuer", msg.clone());
    let query = cw20_base::msg::QueryMsg::Balance { address: suite.addr("bob") };
    let balance: cw20::BalanceResponse = suite.app.wrap().query_wasm_smart(&other, &query).unwrap();
    assert_eq!(balance.balance.u128(), 9);
    assert_eq!(suite.fails("rescuer", msg), "ST-001");
    // What is no token answers with an error, and nothing happens.
    let nothing = Asset::Cw20(suite.addr("receiver"));
    let msg = rescue(&suite, nothing, "bob", 1);
    assert_eq!(suite.fails("rescuer", msg), "ST-001");
}

#[test]
fn own_tokens_come_out_of_the_contracts_own_account_and_no_other() {
    let mut suite = Suite::new();
    suite.transfer("alice", "token", 30).unwrap();
    let own = Asset::Cw20(suite.addr("token"));
    let too_much = rescue(&suite, own.clone(), "alice", 31);
    assert_eq!(suite.fails("rescuer", too_much), "ST-010");
    let msg = rescue(&suite, own.clone(), "bob", 10);
    suite.ok("rescuer", msg.clone());
    assert_eq!((suite.balance("token"), suite.balance("bob")), (20, 510));
    // It is a transfer like any other.
    suite.pause(PauseScope::Transfer);
    assert_eq!(suite.fails("rescuer", msg.clone()), "AC-006");
    suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![PauseScope::Transfer] });
    suite.freeze("bob", FreezeMode::Full);
    assert_eq!(suite.fails("rescuer", msg.clone()), "ST-013");
    suite.unfreeze("bob");
    suite.mode(ComplianceMode::Allowlist);
    assert_eq!(suite.fails("rescuer", msg), "ST-093");
    suite.mode(ComplianceMode::Open);
    let to_itself = rescue(&suite, own, "token", 5);
    suite.ok("rescuer", to_itself);
    assert_eq!(suite.balance("token"), 20);
}
