//! What was sent to the contract by mistake.

use cosmwasm_std::{coins, Addr};
use cw20::Cw20Coin;
use cw_multi_test::{ContractWrapper, Executor};
use isthmus_api::stablecoin::{ComplianceMode, ExecuteMsg, FreezeMode, PauseScope};
use isthmus_api::types::Asset;

use isthmus_testkit::chain::fails;

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
    suite.refuses("owner", msg.clone(), "AC-002");
    suite.ok("rescuer", msg.clone());
    let left = |suite: &Suite| suite.app.wrap().query_balance(&token, "uwest").unwrap().amount;
    assert_eq!(left(&suite).u128(), 20);
    // More than there is fails in the chain's bank.
    fails(suite.send("rescuer", msg), "Cannot Sub");
    suite.refuses("rescuer", rescue(&suite, native(), "alice", 0), "ST-103");
    let nobody = ExecuteMsg::Rescue { asset: native(), to: "nobody".into(), amount: 1u128.into() };
    suite.refuses("rescuer", nobody, "ST-008");
}

#[test]
fn tokens_of_another_contract_are_sent_on() {
    let mut suite = Suite::new();
    use cw20_base::contract::{execute, instantiate, query};
    let code = Box::new(ContractWrapper::new(execute, instantiate, query));
    let msg = cw20_base::msg::InstantiateMsg {
        name: "Other".into(),
        symbol: "OTHER".into(),
        decimals: 6,
        initial_balances: vec![Cw20Coin { address: suite.token.to_string(), amount: 9u128.into() }],
        mint: None,
        marketing: None,
    };
    let other = suite.neighbour(code, &msg, "other");
    let asset = Asset::Cw20(other.to_string());
    let msg = rescue(&suite, asset.clone(), "bob", 9);
    suite.ok("rescuer", msg.clone());
    let query = cw20_base::msg::QueryMsg::Balance { address: suite.addr("bob") };
    let balance: cw20::BalanceResponse = suite.app.wrap().query_wasm_smart(&other, &query).unwrap();
    assert_eq!(balance.balance.u128(), 9);
    fails(suite.send("rescuer", msg), "Cannot Sub");
    // What is no token answers with an error, and nothing happens.
    let done = suite.send("rescuer", rescue(&suite, Asset::Cw20(suite.addr("receiver")), "bob", 1));
    fails(done, "nobody said what to do with transfer");
}

#[test]
fn own_tokens_come_out_of_the_contracts_own_account_and_no_other() {
    let mut suite = Suite::new();
    suite.transfer("alice", "token", 30).unwrap();
    let own = Asset::Cw20(suite.addr("token"));
    suite.refuses("rescuer", rescue(&suite, own.clone(), "alice", 31), "ST-010");
    let msg = rescue(&suite, own.clone(), "bob", 10);
    suite.ok("rescuer", msg.clone());
    assert_eq!((suite.balance("token"), suite.balance("bob")), (20, 510));
    // It is a transfer like any other.
    suite.pause(PauseScope::Transfer);
    suite.refuses("rescuer", msg.clone(), "AC-006");
    suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![PauseScope::Transfer] });
    suite.freeze("bob", FreezeMode::Full);
    suite.refuses("rescuer", msg.clone(), "ST-013");
    suite.unfreeze("bob");
    suite.mode(ComplianceMode::Allowlist);
    suite.refuses("rescuer", msg, "ST-093");
    suite.mode(ComplianceMode::Open);
    suite.ok("rescuer", rescue(&suite, own, "token", 5));
    assert_eq!(suite.balance("token"), 20);
}
