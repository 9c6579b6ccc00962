//! The contract that is asked about movements: what it is asked, that nothing passes without its
//! word, and what it can do in the middle of a payment.

mod asked;
mod hostile;
mod naming;
mod probed;
mod random;

use std::collections::BTreeMap;

use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi};
use cosmwasm_std::{
    from_json, to_json_binary, Addr, Api, Binary, ContractResult, CosmosMsg, HexBinary, Reply,
    ReplyOn, Response, SubMsg, SubMsgResult, SystemResult, WasmMsg,
};
use isthmus_api::event::TypedEvent;
use isthmus_api::packed::Writer;
use isthmus_api::policy::{
    self, CanMoveResponse, Movement, MovementKind as K, MAX_POLICY_GAS, MIN_POLICY_GAS,
};
use isthmus_api::stablecoin::events::SetPolicyContract;
use isthmus_api::stablecoin::{
    AuthorizationStateResponse, CanTransferResponse, Change, ComplianceResponse, ExecuteMsg,
    Feature, FeeConfig, FreezeMode, PauseScope, Payment, PendingChangesResponse, PolicyContract,
    QueryMsg, Role, SignedAction, POLICY_FAILURES, POLICY_FAILURE_GAP_SECONDS,
    POLICY_FAILURE_LASTS_SECONDS,
};
use isthmus_stablecoin::contract;
use proptest::prelude::*;

use crate::property::steps::{message, signer, step, Rule as OfToken, Step, PEOPLE, RECEIVER};
use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::{instantiate_msg, set, Asked, Rule, Suite};

/// dora has a key, alice has given bob an allowance, the bridge has something,
/// and something is abroad and stray.
fn suite() -> (Suite, Signer, String) {
    let mut suite = Suite::new();
    let signer = Signer::new(7);
    let dora = signer.address(suite.app.api());
    suite.transfer("alice", &dora, 100).unwrap();
    suite.approve("alice", "bob", 100);
    suite.deposit("alice", "bridge", 100).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 50u128.into() });
    suite.transfer("alice", "token", 10).unwrap();
    suite.deposit("alice", "escrow", 40).unwrap();
    (suite, signer, dora)
}

/// Every message by which somebody disposes of tokens or creates them: what is asked, and who sends it. A
/// movement is its kind, who pays, who is paid, who spends, and the amount if it is not 3.
const DISPOSALS: &str = r#"
transfer:alice:carol alice {"transfer": {"recipient": "west:carol", "amount": "3"}}
transfer:alice:receiver alice {"send": {"contract": "west:receiver", "amount": "3", "msg": "eA=="}}
transfer:alice:carol:bob bob {"transfer_from": {"owner": "west:alice", "recipient": "west:carol", "amount": "3"}}
transfer:alice:receiver:bob bob {"send_from": {"owner": "west:alice", "contract": "west:receiver", "amount": "3", "msg": "eA=="}}
transfer:alice:carol alice {"transfer_with_memo": {"recipient": "west:carol", "amount": "3", "memo": "INV 7"}}
transfer:alice:receiver alice {"send_with_memo": {"contract": "west:receiver", "amount": "3", "msg": "eA==", "memo": "INV 7"}}
transfer:alice:bob::1,transfer:alice:alice::2,transfer:alice:carol alice {"batch_transfer": {"payments": [{"recipient": "west:bob", "amount": "1"}, {"recipient": "west:alice", "amount": "2"}, {"recipient": "west:carol", "amount": "3"}]}}
mint::carol minter {"mint": {"recipient": "west:carol", "amount": "3"}}
burn:alice alice {"burn": {"amount": "3"}}
burn:alice::bob bob {"burn_from": {"owner": "west:alice", "amount": "3"}}
bridge_mint::carol bridge {"bridge_mint": {"recipient": "west:carol", "amount": "3"}}
transfer:token:carol rescuer {"rescue": {"asset": {"cw20": "west:token"}, "to": "west:carol", "amount": "3"}}
"#;

/// The movement that a row names.
fn movement(suite: &Suite, text: &str) -> Movement {
    let mut parts = text.split(':');
    let kind = from_json(format!("\"{}\"", parts.next().unwrap())).unwrap();
    let mut who = || parts.next().filter(|who| !who.is_empty()).map(|who| suite.addr(who));
    let (from, to, spender) = (who(), who(), who());
    let amount: u128 = parts.next().map_or(3, |amount| amount.parse().unwrap());
    Movement { kind, from, to, spender, amount: amount.into() }
}

/// The same, with what dora signs.
fn disposals(
    suite: &Suite,
    signer: &Signer,
    dora: &str,
) -> Vec<(&'static str, ExecuteMsg, Vec<Movement>)> {
    let rows = suite.rows(DISPOSALS).into_iter();
    let asked = |text: &str| text.split(',').map(|one| movement(suite, one)).collect();
    let plain = rows.map(|(words, msg)| (words[1], msg, asked(words[0])));
    let (from, to, amount, memo) = (dora.to_string(), suite.addr("bob"), 3u128.into(), None);
    let pay = SignedAction::Transfer {
        from: from.clone(),
        to: to.clone(),
        amount,
        most: amount,
        memo: None,
    };
    let take = SignedAction::Receive { from, to, amount, most: amount, memo };
    let by_dora = movement(suite, &format!("transfer:{dora}:bob"));
    let acts = [("stranger", pay, 0), ("bob", take, 1)].map(|(by, action, nonce)| {
        let msg = signed(suite, signer, Kind::Wallet, &action, terms(nonce));
        (by, msg, vec![by_dora.clone()])
    });
    plain.chain(acts).collect()
}

fn can_transfer(suite: &Suite, from: &str, to: &str, amount: u128) -> CanTransferResponse {
    let (from, to, spender) = (suite.addr(from), suite.addr(to), None);
    suite.query(QueryMsg::CanTransfer { from, to, amount: amount.into(), spender })
}

#[test]
fn can_transfer_asks_it_and_gives_the_same_answer() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    let contract = suite.under(&Rule::Daily(100));
    for amount in [100, 101] {
        let told = can_transfer(&suite, "alice", "carol", amount);
        let tried = suite.transfer("alice", "carol", amount);
        let code = tried.as_ref().err().map(|cause| cause.code());
        assert_eq!((told.ok, told.code), (tried.is_ok(), code));
        suite.after_seconds(86_400);
    }
    // What the token refuses itself keeps its own code, and the contract is not asked.
    suite.asked(&contract);
    suite.freeze("alice", FreezeMode::Outgoing);
    assert_eq!(can_transfer(&suite, "alice", "carol", 1).code.unwrap(), "ST-012");
    assert_eq!(suite.transfer("alice", "carol", 1).unwrap_err().code(), "ST-012");
    assert!(suite.asked(&contract).is_empty());
    let told = can_transfer(&suite, "escrow", "carol", 0);
    assert!(told.ok, "an escrow is not asked about");
}

#[test]
fn a_fee_is_part_of_its_payment() {
    let mut suite = Suite::new();
    let (max_fee, collector) = (50u128.into(), suite.addr("carol"));
    let fee = Some(FeeConfig { bps: 20, max_fee, collector });
    suite.ok("feemanager", ExecuteMsg::SetFee { fee });
    let contract = suite.under(&Rule::Allow);
    suite.transfer("alice", "bob", 500).unwrap();
    assert_eq!(suite.balance("carol"), 1);
    let asked: Vec<Asked> = suite.asked(&contract);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].0.amount.u128(), 500);
    assert_eq!(asked[0].1.unwrap().u128(), 499);
}
