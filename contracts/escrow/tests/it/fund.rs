use cosmwasm_std::{coin, coins, to_json_binary, Uint128};
use cw20::{Cw20ExecuteMsg, Cw20ReceiveMsg};
use isthmus_api::escrow::*;

use crate::suite::*;

#[test]
fn the_cover_is_exact_and_opens_the_deal() {
    for asset in [native(), Suite::new().cw20()] {
        let mut suite = Suite::new();
        let deal = suite.agreed(suite.terms(asset.clone()));
        suite.fund("bank", deal).unwrap();
        assert_eq!(suite.status(deal).0, DealStatus::Open);
        assert_eq!(suite.deal(deal).funder, Some(Party::Issuer));
        assert_eq!(suite.gain("bank", &asset), -105_000);
        fails(suite.fund("importer", deal), "ES-011");
    }
}

#[test]
fn other_coins_and_other_amounts_are_refused() {
    let mut suite = Suite::new();
    let deal = suite.agreed(suite.terms(native()));
    let fund = ExecuteMsg::Fund { deal };
    let mut pay = |funds: &[cosmwasm_std::Coin], code| {
        fails(suite.run_with("importer", &fund, funds), code);
    };
    pay(&coins(104_999, COIN), "ES-016");
    pay(&coins(105_001, COIN), "ES-016");
    pay(&coins(105_000, "uother"), "ES-015");
    pay(&[coin(105_000, COIN), coin(1, "uother")], "ES-015");
    pay(&[], "no coins [ES-015]");
    fails(suite.run_with("stranger", &fund, &coins(105_000, COIN)), "AC-002");
    fails(suite.run_with("exporter", &fund, &coins(105_000, COIN)), "AC-002");
    let token = suite.token.to_string();
    let hook = TokenHook::Fund { deal };
    fails(suite.send("importer", &token, Uint128::new(105_000), &hook), "ES-015");
}

#[test]
fn coins_do_not_fund_a_token_deal() {
    let mut suite = Suite::new();
    let deal = suite.agreed(suite.terms(suite.cw20()));
    let done = suite.run_with("importer", &ExecuteMsg::Fund { deal }, &coins(105_000, COIN));
    fails(done, "ES-015");
}

#[test]
fn a_forged_hook_funds_nothing() {
    // Research, section 4 row 1: an account or a rogue contract calls the hook with a forged sender.
    let mut suite = Suite::new();
    let deal = suite.agreed(suite.terms(suite.cw20()));
    let hook = Cw20ReceiveMsg {
        sender: actor("importer").into(),
        amount: Uint128::new(105_000),
        msg: to_json_binary(&TokenHook::Fund { deal }).unwrap(),
    };
    fails(suite.run("stranger", &ExecuteMsg::Receive(hook.clone())), "ES-014");
    let (hostile, escrow) = (suite.hostile.clone(), suite.escrow.clone());
    fails(suite.call(&hostile, &escrow, &ExecuteMsg::Receive(hook.clone()), &[]), "ES-015");

    // The deal's own token that lies about what it paid.
    let deal = suite.agreed(suite.terms(suite.hostile()));
    let hook = Cw20ReceiveMsg { msg: to_json_binary(&TokenHook::Fund { deal }).unwrap(), ..hook };
    fails(suite.call(&hostile, &escrow, &ExecuteMsg::Receive(hook), &[]), "ES-017");
}

#[test]
fn a_token_that_keeps_a_fee_cannot_fund() {
    // Research, section 4 row 12.
    let mut suite = Suite::new();
    let deal = suite.agreed(suite.terms(suite.hostile()));
    let own = Cw20ExecuteMsg::Transfer {
        recipient: suite.hostile.to_string(),
        amount: 104_999u128.into(),
    };
    suite.call(&actor("stranger"), &suite.hostile.clone(), &own, &[]).unwrap();
    suite.mode(Mode::Fee);
    fails(suite.fund("importer", deal), "ES-017");
}

#[test]
fn a_hook_that_is_no_json_is_refused() {
    let mut suite = Suite::new();
    let msg = Cw20ExecuteMsg::Send {
        contract: suite.escrow.to_string(),
        amount: Uint128::one(),
        msg: b"{".into(),
    };
    let token = suite.token.clone();
    fails(suite.call(&actor("importer"), &token, &msg, &[]), "AC-021");
}

#[test]
fn a_token_disallowed_later_still_funds_its_deal() {
    let mut suite = Suite::new();
    let asset = suite.cw20();
    let deal = suite.agreed(suite.terms(asset.clone()));
    suite.run("owner", &ExecuteMsg::DisallowAsset { asset }).unwrap();
    suite.fund("importer", deal).unwrap();
    assert_eq!(suite.status(deal).0, DealStatus::Open);
}

#[test]
fn cover_is_in_time_to_the_last_second() {
    for (late, code) in [(0, None), (1, Some("ES-012"))] {
        let mut suite = Suite::new();
        let deal = suite.agreed(suite.terms(native()));
        suite.at(START + 4 * DAY + late);
        let done = suite.fund("importer", deal);
        match code {
            None => assert!(done.is_ok()),
            Some(code) => fails(done, code),
        }
    }
}

#[test]
fn a_donation_changes_no_settlement() {
    // Research, section 4 row 8.
    let (mut suite, deal) = Suite::opened();
    let escrow = suite.escrow.clone();
    let donate =
        cosmwasm_std::BankMsg::Send { to_address: escrow.to_string(), amount: coins(1, COIN) };
    suite.donated.push((format!("{:?}", native()), 1));
    cw_multi_test::Executor::execute(&mut suite.app, actor("stranger"), donate.into()).unwrap();
    suite.present(deal, presentation(100_000, documents(1))).unwrap();
    suite.accept(deal, 1).unwrap();
    assert_eq!(suite.gain("exporter", &native()), 100_000);
    assert_eq!(suite.gain("importer", &native()), -100_000);
}
