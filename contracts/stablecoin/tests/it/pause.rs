use cosmwasm_std::Binary;
use isthmus_api::access::PausesResponse;
use isthmus_api::stablecoin::{
    ExecuteMsg, MintOrder, PauseScope, QueryMsg, RedemptionPolicy, RedemptionsResponse,
};

use crate::suite::Suite;

const SCOPES: [PauseScope; 6] = [
    PauseScope::Transfer,
    PauseScope::Mint,
    PauseScope::Burn,
    PauseScope::Approve,
    PauseScope::Redeem,
    PauseScope::Signed,
];

/// Every message that moves money or gives a right to, who sends it, and the scope that stops it.
fn messages(suite: &Suite) -> Vec<(&'static str, ExecuteMsg, Option<PauseScope>)> {
    use PauseScope as P;
    let addr = |who| suite.addr(who);
    let (amount, msg) = (1u128.into(), Binary::from(b"x"));
    let (owner, recipient, contract) = (addr("alice"), addr("carol"), addr("receiver"));
    let (spender, expires) = (addr("bob"), None);
    vec![
        ("alice", ExecuteMsg::Transfer { recipient: recipient.clone(), amount }, Some(P::Transfer)),
        ("alice", ExecuteMsg::Transfer { recipient: addr("bridge"), amount }, Some(P::Transfer)),
        (
            "alice",
            ExecuteMsg::Send { contract: contract.clone(), amount, msg: msg.clone() },
            Some(P::Transfer),
        ),
        (
            "bob",
            ExecuteMsg::TransferFrom { owner: owner.clone(), recipient: recipient.clone(), amount },
            Some(P::Transfer),
        ),
        (
            "bob",
            ExecuteMsg::SendFrom {
                owner: owner.clone(),
                contract: contract.clone(),
                amount,
                msg: msg.clone(),
            },
            Some(P::Transfer),
        ),
        (
            "alice",
            ExecuteMsg::TransferWithMemo { recipient: recipient.clone(), amount, memo: "x".into() },
            Some(P::Transfer),
        ),
        (
            "alice",
            ExecuteMsg::SendWithMemo {
                contract: contract.clone(),
                amount,
                msg: msg.clone(),
                memo: "x".into(),
            },
            Some(P::Transfer),
        ),
        ("alice", suite.batch(&[("carol", 1), ("bridge", 1)]), Some(P::Transfer)),
        (
            "alice",
            ExecuteMsg::SetAllowance {
                spender: addr("receiver"),
                amount: 0u128.into(),
                expires,
                expected_current: 0u128.into(),
            },
            Some(P::Approve),
        ),
        ("alice", ExecuteMsg::RevokeAllowances { spenders: vec![addr("receiver")] }, None),
        ("escrow", suite.batch(&[("carol", 1)]), None),
        (
            "alice",
            ExecuteMsg::RequestRedemption { amount, reference: vec![1].into() },
            Some(P::Redeem),
        ),
        ("alice", ExecuteMsg::Burn { amount }, Some(P::Burn)),
        ("bob", ExecuteMsg::BurnFrom { owner, amount }, Some(P::Burn)),
        ("minter", ExecuteMsg::Mint { recipient: recipient.clone(), amount }, Some(P::Mint)),
        (
            "minter",
            ExecuteMsg::MintBatch {
                mints: vec![MintOrder { recipient: recipient.clone(), amount }],
            },
            Some(P::Mint),
        ),
        (
            "minter",
            ExecuteMsg::MintWithReference {
                recipient: recipient.clone(),
                amount,
                reference: vec![1].into(),
            },
            Some(P::Mint),
        ),
        (
            "alice",
            ExecuteMsg::IncreaseAllowance { spender: spender.clone(), amount, expires },
            Some(P::Approve),
        ),
        ("alice", ExecuteMsg::DecreaseAllowance { spender, amount, expires }, None),
        ("escrow", ExecuteMsg::Transfer { recipient: recipient.clone(), amount }, None),
        ("escrow", ExecuteMsg::Send { contract, amount, msg }, None),
        ("bridge", ExecuteMsg::BridgeBurn { amount }, None),
        (
            "bridge",
            ExecuteMsg::BridgeMint { recipient: recipient.clone(), amount },
            Some(P::Transfer),
        ),
        ("bridge", ExecuteMsg::BridgeRefund { recipient, amount, msg: None }, None),
    ]
}

/// An open redemption of alice whose deadline is over.
fn redemption(suite: &mut Suite) -> u64 {
    let (amount, reference) = (1u128.into(), vec![1].into());
    suite.ok("alice", ExecuteMsg::RequestRedemption { amount, reference });
    suite.after_seconds(1);
    let query = QueryMsg::Redemptions { holder: None, start_after: None, limit: None };
    suite.query::<RedemptionsResponse>(query).redemptions[0].id
}

#[test]
fn e10_redeem_stops_settling_and_nothing_stops_a_return() {
    let mut suite = Suite::new();
    let policy = RedemptionPolicy { deadline_seconds: 1, min_amount: 1u128.into() };
    suite.ok("owner", ExecuteMsg::SetRedemptionPolicy { policy: Some(policy) });
    for paused in SCOPES {
        for ends in 0..3 {
            let id = redemption(&mut suite);
            suite.pause(paused);
            match ends {
                0 => {
                    let payment_reference = vec![1].into();
                    let settle = ExecuteMsg::SettleRedemption { id, payment_reference };
                    if paused == PauseScope::Redeem {
                        assert_eq!(suite.fails("operator", settle.clone()), "AC-006");
                        suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![paused] });
                    }
                    suite.ok("operator", settle);
                }
                1 => {
                    let reason = "closed".to_string();
                    suite.ok("operator", ExecuteMsg::RejectRedemption { id, reason });
                }
                _ => {
                    suite.ok("stranger", ExecuteMsg::CancelRedemption { id });
                }
            }
            suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![paused] });
        }
    }
}

#[test]
fn e10_each_scope_stops_exactly_its_messages() {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    let policy = RedemptionPolicy { deadline_seconds: 1, min_amount: 1u128.into() };
    suite.ok("owner", ExecuteMsg::SetRedemptionPolicy { policy: Some(policy) });
    suite.transfer("alice", "escrow", 100).unwrap();
    suite.transfer("alice", "bridge", 100).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 50u128.into() });
    for paused in SCOPES {
        suite.pause(paused);
        for (sender, msg, scope) in messages(&suite) {
            if scope == Some(paused) {
                assert_eq!(suite.fails(sender, msg), "AC-006", "{paused:?}");
            } else {
                suite.ok(sender, msg);
            }
        }
        suite.ok("owner", ExecuteMsg::Unpause { scopes: vec![paused] });
    }
}

#[test]
fn a_pause_ends_by_itself_and_is_never_longer_than_three_days() {
    let mut suite = Suite::new();
    let pause = |scopes: &[PauseScope], duration_seconds| ExecuteMsg::Pause {
        scopes: scopes.to_vec(),
        duration_seconds,
    };
    for bad in [pause(&SCOPES, 0), pause(&SCOPES, 72 * 3600 + 1), pause(&[], 5)] {
        assert_eq!(suite.fails("pauser", bad), "AC-007");
    }
    suite.ok("pauser", pause(&SCOPES, 60));
    let state: PausesResponse = suite.query(QueryMsg::Pauses {});
    assert_eq!(state.pauses.len(), SCOPES.len());
    suite.after_seconds(59);
    let until = suite.app.block_info().time.seconds() + 1;
    let refused = suite.transfer("alice", "bob", 1).unwrap_err().to_string();
    assert_eq!(refused, format!("transfer is paused until {until} (seconds) [AC-006]"));
    suite.after_seconds(1);
    suite.transfer("alice", "bob", 1).unwrap();
    let state: PausesResponse = suite.query(QueryMsg::Pauses {});
    assert!(state.pauses.is_empty());
}
