//! Contracts that hold money for others: who becomes one, what is protected, how it is paid.

use cosmwasm_std::{Addr, Binary, HexBinary};
use isthmus_api::stablecoin::{
    Change, EscrowsResponse, ExecuteMsg, FreezeMode, PauseScope, QueryMsg, SignedAction,
};
use isthmus_api::types::Asset;
use isthmus_testkit::chain::scheduled;

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::Suite;

const DELAY: u64 = 172_800;

fn register(suite: &Suite, who: &str) -> ExecuteMsg {
    ExecuteMsg::RegisterEscrow { account: suite.addr(who) }
}

/// Announces that an account is to be an escrow; gives the message that makes it one.
fn announce(suite: &mut Suite, who: &str) -> ExecuteMsg {
    let change = Change::RegisterEscrow { account: suite.addr(who) };
    let told = suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    ExecuteMsg::ApplyChange { id: scheduled(&told) }
}

#[test]
fn an_escrow_pays_while_transfers_are_paused_and_the_holder_is_frozen() {
    let mut suite = Suite::new();
    suite.deposit("alice", "escrow", 300).unwrap();
    suite.freeze("carol", FreezeMode::Full);
    suite.pause(PauseScope::Transfer);
    suite.transfer("escrow", "carol", 100).unwrap();
    let carol = suite.account("carol");
    assert_eq!((carol.balance.u128(), carol.spendable.u128()), (100, 0));
    // Into the escrow only what its payer may pay: a pause that stops theft must not leave the
    // bridge open.
    assert_eq!(suite.deposit("alice", "escrow", 1).unwrap_err().code(), "AC-006");
}

/// A1. The owner's key is in wrong hands.
#[test]
fn a1_an_account_becomes_an_escrow_only_after_the_delay_and_only_if_it_is_a_contract() {
    let mut suite = Suite::new();
    suite.refuses("owner", register(&suite, "carol"), "ST-042");
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    suite.refuses("owner", register(&suite, "receiver"), "AC-013");
    for (who, code) in [("carol", "ST-042"), ("escrow", "ST-028")] {
        let change = Change::RegisterEscrow { account: suite.addr(who) };
        suite.refuses("owner", ExecuteMsg::ScheduleChange { change }, code);
    }
    let apply = announce(&mut suite, "receiver");
    suite.after_seconds(DELAY - 1);
    suite.refuses("stranger", apply.clone(), "AC-014");
    // All the time it can be held, frozen and seized, and then never becomes one.
    suite.freeze("receiver", FreezeMode::Full);
    suite.after_seconds(1);
    suite.refuses("stranger", apply.clone(), "ST-031");
    suite.unfreeze("receiver");
    suite.ok("stranger", apply);
    assert!(suite.account("receiver").escrow);
}

/// A1. What a thief has brought there before is no more sheltered than elsewhere.
#[test]
fn a1_what_an_account_held_when_it_became_an_escrow_stays_within_reach_of_an_order() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    suite.transfer("alice", "receiver", 30).unwrap();
    let apply = announce(&mut suite, "receiver");
    suite.transfer("alice", "receiver", 70).unwrap();
    suite.after_seconds(DELAY);
    suite.ok("stranger", apply);
    suite.deposit("bob", "receiver", 200).unwrap();
    let account = suite.account("receiver");
    assert_eq!((account.balance.u128(), account.own.u128()), (300, 100));
    assert_eq!(suite.seize("receiver", "carol", 101).unwrap_err().code(), "ST-026");
    suite.seize("receiver", "carol", 60).unwrap();
    assert_eq!(suite.seize("receiver", "carol", 41).unwrap_err().code(), "ST-026");
    // What it pays comes out of what it holds for others, as long as there is any.
    suite.transfer("receiver", "bob", 230).unwrap();
    assert_eq!(suite.account("receiver").own.u128(), 10);
    suite.seize("receiver", "carol", 10).unwrap();
    suite.deposit("bob", "receiver", 5).unwrap();
    assert_eq!(suite.seize("receiver", "carol", 1).unwrap_err().code(), "ST-026");
    assert_eq!((suite.balance("carol"), suite.balance("receiver")), (70, 5));
}

/// Each way to bring money to an account that does not call it.
fn plain_payments(suite: &Suite, signer: &Signer, to: &str) -> Vec<(&'static str, ExecuteMsg)> {
    let (amount, memo) = (3u128.into(), "INV 7".to_string());
    let recipient = suite.addr(to);
    let dora = signer.address(suite.app.api());
    let pay = SignedAction::Transfer {
        from: dora.clone(),
        to: recipient.clone(),
        amount,
        most: amount,
        memo: None,
    };
    let asset = Asset::Cw20(suite.addr("token"));
    let (owner, case_hash) = (suite.addr("alice"), HexBinary::from([7; 32]));
    let (from, to_account, reason) = (owner.clone(), recipient.clone(), None);
    let seize = ExecuteMsg::Seize { from, to: to_account, amount: Some(amount), reason, case_hash };
    vec![
        ("alice", ExecuteMsg::Transfer { recipient: recipient.clone(), amount }),
        ("bob", ExecuteMsg::TransferFrom { owner, recipient: recipient.clone(), amount }),
        ("alice", ExecuteMsg::TransferWithMemo { recipient: recipient.clone(), amount, memo }),
        ("alice", suite.batch(&[("carol", 1), (to, 1)])),
        ("stranger", signed(suite, signer, Kind::Wallet, &pay, terms(0))),
        ("minter", ExecuteMsg::Mint { recipient: recipient.clone(), amount }),
        ("bridge", ExecuteMsg::BridgeMint { recipient: recipient.clone(), amount }),
        ("rescuer", ExecuteMsg::Rescue { asset, to: recipient, amount }),
        ("seizer", seize),
    ]
}

/// A12.
#[test]
fn a12_a_plain_payment_to_an_escrow_is_refused_and_says_how_to_send() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    let signer = Signer::new(7);
    let dora = signer.address(suite.app.api());
    suite.transfer("alice", &dora, 100).unwrap();
    suite.deposit("alice", "bridge", 100).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 50u128.into() });
    suite.transfer("alice", "token", 10).unwrap();
    suite.lock("alice", 3);
    for escrow in ["bridge", "escrow"] {
        let (amount, to) = (3u128.into(), suite.addr(escrow));
        let (from, most) = (dora.clone(), amount);
        let take = SignedAction::Receive { from, to, amount, most, memo: None };
        let take = signed(&suite, &signer, Kind::Wallet, &take, terms(0));
        let mut plain = plain_payments(&suite, &signer, escrow);
        plain.push((escrow, take));
        let before = suite.records();
        for (by, msg) in plain {
            suite.refuses(by, msg, "ST-043");
            assert_eq!(suite.records(), before);
        }
        let told = suite.transfer("alice", escrow, 1).unwrap_err().to_string();
        assert!(told.contains("use send with the message that it takes"), "{told}");
    }
    // Not even from one to another.
    suite.deposit("alice", "escrow", 3).unwrap();
    assert_eq!(suite.transfer("escrow", "bridge", 1).unwrap_err().code(), "ST-043");
    suite.transfer("escrow", "carol", 1).unwrap();
}

/// A12: with a call it lands, and what comes back lands in any case.
#[test]
fn a12_a_payment_that_calls_the_escrow_and_a_refund_land() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    suite.deposit("alice", "bridge", 100).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 100u128.into() });
    for escrow in ["bridge", "escrow"] {
        let (contract, amount) = (suite.addr(escrow), 3u128.into());
        let (owner, msg, memo) = (suite.addr("alice"), Binary::default(), "INV 7".to_string());
        let (there, hook) = (contract.clone(), msg.clone());
        suite.ok("bob", ExecuteMsg::SendFrom { owner, contract: there, amount, msg: hook });
        let (there, hook) = (contract.clone(), msg.clone());
        suite.ok("alice", ExecuteMsg::SendWithMemo { contract: there, amount, msg: hook, memo });
        suite.deposit("alice", escrow, 3).unwrap();
        let refund = ExecuteMsg::BridgeRefund { recipient: contract.clone(), amount, msg: None };
        suite.ok("bridge", refund);
        suite
            .ok("bridge", ExecuteMsg::BridgeRefund { recipient: contract, amount, msg: Some(msg) });
        assert_eq!(suite.balance(escrow), 15);
    }
}

#[test]
fn the_owner_registers_and_unregisters_escrows_but_never_the_bridge() {
    let mut suite = Suite::new();
    let drop = |suite: &Suite, who: &str| ExecuteMsg::UnregisterEscrow { account: suite.addr(who) };
    let msg = register(&suite, "receiver");
    suite.ok("owner", msg.clone());
    assert!(suite.account("receiver").escrow);
    suite.refuses("owner", msg, "ST-028");
    let listed: EscrowsResponse = suite.query(QueryMsg::Escrows { start_after: None, limit: None });
    let mut expected: Vec<Addr> =
        ["bridge", "escrow", "receiver"].map(|who| Addr::unchecked(suite.addr(who))).into();
    expected.sort();
    assert_eq!(listed.escrows, expected);

    let msg = drop(&suite, "receiver");
    suite.ok("owner", msg.clone());
    suite.refuses("owner", msg, "ST-027");
    suite.refuses("owner", drop(&suite, "bridge"), "ST-032");
    suite.freeze("receiver", FreezeMode::Outgoing);
    suite.refuses("owner", register(&suite, "receiver"), "ST-031");
}
