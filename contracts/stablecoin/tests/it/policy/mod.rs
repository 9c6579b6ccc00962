//! The contract that is asked about movements: what it is asked, that nothing passes without its
//! word, and what it can do in the middle of a payment.

mod asked;
mod hostile;
mod naming;
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
    Feature, FeeConfig, FreezeMode, MintOrder, PauseScope, Payment, PendingChangesResponse,
    PolicyContract, QueryMsg, RedemptionPolicy, Role, SignedAction,
};
use isthmus_api::types::Asset;
use isthmus_stablecoin::contract;
use proptest::prelude::*;

use crate::policies::{set, Asked, Rule};
use crate::property::steps::{message, signer, step, Rule as OfToken, Step, PEOPLE, RECEIVER};
use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::{instantiate_msg, Suite};

/// Redemption is open, dora has a key, alice has given bob an allowance, the bridge has something,
/// and something is abroad and stray.
fn suite() -> (Suite, Signer, String) {
    let mut suite = Suite::new();
    let signer = Signer::new(7);
    let dora = signer.address(suite.app.api());
    suite.transfer("alice", &dora, 100).unwrap();
    suite.approve("alice", "bob", 100);
    let policy = Some(RedemptionPolicy { deadline_seconds: 500, min_amount: 1u128.into() });
    suite.ok("owner", ExecuteMsg::SetRedemptionPolicy { policy });
    suite.transfer("alice", "bridge", 100).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 50u128.into() });
    suite.transfer("alice", "token", 10).unwrap();
    suite.transfer("alice", "escrow", 40).unwrap();
    (suite, signer, dora)
}

/// Every message by which somebody disposes of tokens or creates them, with what is asked.
fn disposals(
    suite: &Suite,
    signer: &Signer,
    dora: &str,
) -> Vec<(&'static str, ExecuteMsg, Vec<Movement>)> {
    let addr = |who: &str| suite.addr(who);
    let asked =
        |kind, from: Option<&str>, to: Option<&str>, spender: Option<&str>, amount: u128| {
            let address = |who: Option<&str>| who.map(|who| suite.addr(who));
            let (from, to, spender) = (address(from), address(to), address(spender));
            Movement { kind, from, to, spender, amount: amount.into() }
        };
    let (amount, msg, memo) = (3u128.into(), Binary::from(b"x"), "INV 7".to_string());
    let (owner, recipient, contract) = (addr("alice"), addr("carol"), addr("receiver"));
    let payment =
        |to: &str, amount: u128| Payment { recipient: addr(to), amount: amount.into(), memo: None };
    let order = |to: &str| MintOrder { recipient: addr(to), amount };
    let act = |kind: fn(String, String) -> SignedAction, nonce| {
        let action = kind(dora.to_string(), suite.addr("bob"));
        signed(suite, signer, Kind::Wallet, &action, terms(nonce))
    };
    let pay = |to| vec![asked(K::Transfer, Some("alice"), Some(to), None, 3)];
    let pull = |to| vec![asked(K::Transfer, Some("alice"), Some(to), Some("bob"), 3)];
    let mint = |to| asked(K::Mint, None, Some(to), None, 3);
    let by_dora = vec![asked(K::Transfer, Some(dora), Some("bob"), None, 3)];
    vec![
        ("alice", ExecuteMsg::Transfer { recipient: recipient.clone(), amount }, pay("carol")),
        (
            "alice",
            ExecuteMsg::Send { contract: contract.clone(), amount, msg: msg.clone() },
            pay("receiver"),
        ),
        (
            "bob",
            ExecuteMsg::TransferFrom { owner: owner.clone(), recipient: recipient.clone(), amount },
            pull("carol"),
        ),
        (
            "bob",
            ExecuteMsg::SendFrom {
                owner: owner.clone(),
                contract: contract.clone(),
                amount,
                msg: msg.clone(),
            },
            pull("receiver"),
        ),
        (
            "alice",
            ExecuteMsg::TransferWithMemo {
                recipient: recipient.clone(),
                amount,
                memo: memo.clone(),
            },
            pay("carol"),
        ),
        ("alice", ExecuteMsg::SendWithMemo { contract, amount, msg, memo }, pay("receiver")),
        (
            "alice",
            ExecuteMsg::BatchTransfer {
                payments: vec![payment("bob", 1), payment("alice", 2), payment("carol", 3)],
            },
            vec![
                asked(K::Transfer, Some("alice"), Some("bob"), None, 1),
                asked(K::Transfer, Some("alice"), Some("alice"), None, 2),
                asked(K::Transfer, Some("alice"), Some("carol"), None, 3),
            ],
        ),
        (
            "stranger",
            act(
                |from, to| SignedAction::Transfer { from, to, amount: 3u128.into(), memo: None },
                0,
            ),
            by_dora.clone(),
        ),
        (
            "bob",
            act(|from, to| SignedAction::Receive { from, to, amount: 3u128.into(), memo: None }, 1),
            by_dora,
        ),
        ("minter", ExecuteMsg::Mint { recipient: recipient.clone(), amount }, vec![mint("carol")]),
        (
            "minter",
            ExecuteMsg::MintBatch { mints: vec![order("carol"), order("alice")] },
            vec![mint("carol"), mint("alice")],
        ),
        (
            "minter",
            ExecuteMsg::MintWithReference {
                recipient: recipient.clone(),
                amount,
                reference: vec![7].into(),
            },
            vec![mint("carol")],
        ),
        ("alice", ExecuteMsg::Burn { amount }, vec![asked(K::Burn, Some("alice"), None, None, 3)]),
        (
            "bob",
            ExecuteMsg::BurnFrom { owner, amount },
            vec![asked(K::Burn, Some("alice"), None, Some("bob"), 3)],
        ),
        (
            "alice",
            ExecuteMsg::RequestRedemption { amount, reference: vec![7].into() },
            vec![asked(K::RedemptionRequest, Some("alice"), None, None, 3)],
        ),
        (
            "bridge",
            ExecuteMsg::BridgeMint { recipient: recipient.clone(), amount },
            vec![asked(K::BridgeMint, None, Some("carol"), None, 3)],
        ),
        (
            "rescuer",
            ExecuteMsg::Rescue { asset: Asset::Cw20(addr("token")), to: recipient, amount },
            vec![asked(K::Transfer, Some("token"), Some("carol"), None, 3)],
        ),
    ]
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
