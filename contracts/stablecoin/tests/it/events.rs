//! The events of the main messages, in the order of their attributes.

use cosmwasm_std::{Binary, HexBinary};
use cw20::Expiration;
use cw_multi_test::AppResponse;
use cw_ownable::Action;
use isthmus_api::stablecoin::{
    moved, AccountStatus, Change, ComplianceMode, ExecuteMsg, Feature, FreezeMode, MintOrder,
    PauseScope, Payment, PolicyContract, RedemptionPolicy, ReservePolicy, Role, SignedAction,
};
use isthmus_api::types::Asset;
use isthmus_api::types::Limit;

use crate::policies::Rule;
use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::{Suite, ACTORS};

/// The token's own events, with names for addresses.
fn shown(suite: &Suite, title: &str, response: &AppResponse) -> String {
    let mut lines = vec![format!("# {title}")];
    for event in &response.events {
        if !event.ty.starts_with("wasm") {
            continue;
        }
        let attributes = event.attributes.iter().filter(|a| a.key != "_contract_address");
        let attributes = attributes.map(|a| format!("{}={}", a.key, a.value));
        lines.push(format!("{}: {}", event.ty, attributes.collect::<Vec<_>>().join(", ")));
    }
    let mut text = lines.join("\n");
    for actor in ACTORS.iter().chain(&["receiver", "token"]) {
        text = text.replace(&suite.addr(actor), actor);
    }
    text
}

#[test]
fn e15_whatever_creates_or_destroys_tells_of_it() {
    let mut suite = Suite::new();
    let (amount, msg) = (7u128.into(), None);
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|who| suite.addr(who));
    let order = |recipient: &String| MintOrder { recipient: recipient.clone(), amount };
    let (reference, spender) = (HexBinary::from([1; 4]), bob.clone());
    suite.ok("alice", ExecuteMsg::IncreaseAllowance { spender, amount, expires: None });
    suite.ok("alice", ExecuteMsg::Transfer { recipient: suite.addr("bridge"), amount });
    suite.freeze("carol", FreezeMode::Outgoing);
    let steps = [
        ("minter", ExecuteMsg::Mint { recipient: alice.clone(), amount }, 7i128),
        ("minter", ExecuteMsg::MintBatch { mints: vec![order(&bob), order(&carol)] }, 14),
        (
            "minter",
            ExecuteMsg::MintWithReference { recipient: alice.clone(), amount, reference },
            7,
        ),
        ("bob", ExecuteMsg::Burn { amount }, -7),
        ("bob", ExecuteMsg::BurnFrom { owner: alice.clone(), amount }, -7),
        ("bridge", ExecuteMsg::BridgeBurn { amount }, -7),
        ("bridge", ExecuteMsg::BridgeMint { recipient: bob.clone(), amount: 3u128.into() }, 3),
        ("bridge", ExecuteMsg::BridgeRefund { recipient: alice, amount: 4u128.into(), msg }, 4),
        (
            "compliance",
            ExecuteMsg::Freeze {
                account: carol.clone(),
                mode: FreezeMode::Full,
                reason: None,
                until: None,
                case_hash: None,
            },
            0,
        ),
        (
            "seizer",
            ExecuteMsg::WipeFrozen { account: carol, case_hash: HexBinary::from([9; 32]) },
            -7,
        ),
    ];
    for (actor, msg, change) in steps {
        let before = i128::try_from(suite.supply().total.u128()).unwrap();
        let title = format!("{msg:?}");
        let response = suite.ok(actor, msg);
        let after = i128::try_from(suite.supply().total.u128()).unwrap();
        let told: i128 = response
            .events
            .iter()
            .filter_map(moved)
            .map(|moved| match (moved.from, moved.to) {
                (None, Some(_)) => i128::try_from(moved.amount.u128()).unwrap(),
                (Some(_), None) => -i128::try_from(moved.amount.u128()).unwrap(),
                _ => 0,
            })
            .sum();
        assert_eq!((after - before, told), (change, change), "{title}");
    }
}

#[test]
fn e26_the_events_of_the_main_messages_are_golden() {
    let mut suite = Suite::new();
    let addr = |suite: &Suite, who: &str| suite.addr(who);
    let (alice, bob, carol) = (addr(&suite, "alice"), addr(&suite, "bob"), addr(&suite, "carol"));
    let (receiver, minter) = (addr(&suite, "receiver"), addr(&suite, "minter"));
    let policy = Some(ReservePolicy { max_age_seconds: 86_400, margin_bps: 50 });
    let redeem = Some(RedemptionPolicy { deadline_seconds: 60, min_amount: 1u128.into() });
    let controller = addr(&suite, "controller");
    let (amount, expires, msg) = (5u128.into(), None, Binary::from(b"x"));
    let scopes = vec![PauseScope::Mint, PauseScope::Burn];
    let (spender, owner, recipient) = (bob.clone(), alice.clone(), carol.clone());
    let (mode, reason) = (FreezeMode::Full, Some("case 7".to_string()));
    let case_hash = Some(HexBinary::from([7; 32]));
    let (why, hash) = (reason.clone(), case_hash.clone());
    let [order, wipe, lost] = [8, 9, 10].map(|byte| HexBinary::from([byte; 32]));
    ["alice", "stranger"].into_iter().for_each(|who| suite.link_at("identity", who, [1; 20]));
    let locks = suite.amounts(&[("carol", 40), ("bob", 7)]);
    let (token, rescued) = (suite.addr("token"), alice.clone());
    let (max_fee, collector) = (9u128.into(), suite.addr("minter"));
    let fee = isthmus_api::stablecoin::FeeConfig { bps: 20, max_fee, collector };
    let cap = Change::SetCap { cap: Some(9u128.into()) };
    let (bob_again, carol_again) = (bob.clone(), carol.clone());
    let address = suite.policy(&Rule::Allow).into_string();
    let asked = Some(PolicyContract { address, gas_limit: 200_000 });
    let mut steps: Vec<(&str, ExecuteMsg)> = vec![
        ("alice", ExecuteMsg::Transfer { recipient: bob.clone(), amount }),
        ("alice", ExecuteMsg::Send { contract: receiver.clone(), amount, msg: msg.clone() }),
        (
            "alice",
            ExecuteMsg::IncreaseAllowance {
                spender: spender.clone(),
                amount: 50u128.into(),
                expires,
            },
        ),
        ("alice", ExecuteMsg::DecreaseAllowance { spender, amount, expires }),
        (
            "bob",
            ExecuteMsg::TransferFrom { owner: owner.clone(), recipient: carol.clone(), amount },
        ),
        (
            "bob",
            ExecuteMsg::SendFrom {
                owner: owner.clone(),
                contract: receiver.clone(),
                amount,
                msg: msg.clone(),
            },
        ),
        ("bob", ExecuteMsg::BurnFrom { owner, amount }),
        ("alice", ExecuteMsg::Burn { amount }),
        ("minter", ExecuteMsg::Mint { recipient: recipient.clone(), amount }),
        (
            "minter",
            ExecuteMsg::MintBatch {
                mints: vec![
                    MintOrder { recipient: bob.clone(), amount },
                    MintOrder { recipient: carol.clone(), amount },
                ],
            },
        ),
        (
            "minter",
            ExecuteMsg::MintWithReference {
                recipient: bob.clone(),
                amount,
                reference: vec![0xab, 1].into(),
            },
        ),
        (
            "marketer",
            ExecuteMsg::UpdateMarketing { project: None, description: None, marketing: None },
        ),
        ("marketer", ExecuteMsg::UploadLogo(cw20::Logo::Url("https://isthmus.example".into()))),
        (
            "alice",
            ExecuteMsg::TransferWithMemo {
                recipient: bob.clone(),
                amount,
                memo: "INV 2026/114".into(),
            },
        ),
        (
            "alice",
            ExecuteMsg::SendWithMemo {
                contract: receiver.clone(),
                amount,
                msg: msg.clone(),
                memo: "PO-7".into(),
            },
        ),
        (
            "alice",
            ExecuteMsg::BatchTransfer {
                payments: vec![
                    Payment { recipient: bob.clone(), amount, memo: None },
                    Payment {
                        recipient: carol.clone(),
                        amount: 1u128.into(),
                        memo: Some("pay 2".into()),
                    },
                ],
            },
        ),
        (
            "alice",
            ExecuteMsg::SetAllowance {
                spender: carol.clone(),
                amount: 9u128.into(),
                expires: Some(Expiration::AtHeight(99_999_999)),
                expected_current: 0u128.into(),
            },
        ),
        (
            "alice",
            ExecuteMsg::RevokeAllowances {
                spenders: vec![carol.clone(), receiver.clone(), bob.clone()],
            },
        ),
        (
            "master",
            ExecuteMsg::ConfigureMinter {
                minter: minter.clone(),
                allowance: 7u128.into(),
                rate_limit: None,
            },
        ),
        (
            "master",
            ExecuteMsg::ConfigureMinter {
                minter: minter.clone(),
                allowance: 9u128.into(),
                rate_limit: Some(Limit { capacity: amount, refill_per_second: 1u128.into() }),
            },
        ),
        (
            "master",
            ExecuteMsg::ConfigureController {
                controller: controller.clone(),
                minter: minter.clone(),
            },
        ),
        ("controller", ExecuteMsg::IncreaseMinterAllowance { minter: minter.clone(), amount }),
        ("controller", ExecuteMsg::DecreaseMinterAllowance { minter: minter.clone(), amount }),
        ("master", ExecuteMsg::RemoveController { controller }),
        (
            "master",
            ExecuteMsg::SetMintRecipients {
                minter: minter.clone(),
                add: vec![bob.clone(), carol.clone()],
                remove: vec![bob.clone()],
            },
        ),
        ("master", ExecuteMsg::ClearMintRecipients { minter: minter.clone() }),
        ("master", ExecuteMsg::RemoveMinter { minter }),
        ("owner", ExecuteMsg::SetCap { cap: None }),
        (
            "attestor",
            ExecuteMsg::SubmitAttestation {
                amount: 2000u128.into(),
                as_of: 1,
                report_hash: vec![7; 32].into(),
                uri: "https://isthmus.example/report".into(),
            },
        ),
        ("owner", ExecuteMsg::SetReservePolicy { policy }),
        ("owner", ExecuteMsg::SetReservePolicy { policy: None }),
        ("owner", ExecuteMsg::SetRedemptionPolicy { policy: redeem }),
        ("alice", ExecuteMsg::RequestRedemption { amount, reference: vec![1, 2].into() }),
        ("operator", ExecuteMsg::SettleRedemption { id: 1, payment_reference: vec![3].into() }),
        ("alice", ExecuteMsg::RequestRedemption { amount, reference: vec![1, 2].into() }),
        ("operator", ExecuteMsg::RejectRedemption { id: 2, reason: "no account".into() }),
        // It waits until the end of the story, when its deadline is over.
        ("alice", ExecuteMsg::RequestRedemption { amount, reference: vec![4].into() }),
        ("owner", ExecuteMsg::SetRedemptionPolicy { policy: None }),
        ("owner", ExecuteMsg::SetHolderBurn { enabled: false }),
        (
            "compliance",
            ExecuteMsg::Freeze {
                account: carol.clone(),
                mode: FreezeMode::Outgoing,
                reason: None,
                until: None,
                case_hash: None,
            },
        ),
        (
            "compliance",
            ExecuteMsg::Freeze {
                account: carol.clone(),
                mode,
                reason: reason.clone(),
                until: Some(1_600_000_000),
                case_hash: case_hash.clone(),
            },
        ),
        ("alice", ExecuteMsg::Transfer { recipient: suite.addr("bridge"), amount: 20u128.into() }),
        ("bridge", ExecuteMsg::BridgeBurn { amount: 20u128.into() }),
        ("bridge", ExecuteMsg::BridgeMint { recipient: bob.clone(), amount }),
        ("bridge", ExecuteMsg::BridgeRefund { recipient, amount, msg: None }),
        (
            "bridge",
            ExecuteMsg::BridgeRefund { recipient: receiver.clone(), amount, msg: Some(msg) },
        ),
        ("compliance", ExecuteMsg::Unfreeze { account: carol.clone() }),
        (
            "compliance",
            ExecuteMsg::FreezeAccounts {
                accounts: vec![carol.clone(), alice.clone()],
                mode,
                reason,
                until: None,
                case_hash: None,
            },
        ),
        (
            "compliance",
            ExecuteMsg::UnfreezeAccounts { accounts: vec![carol.clone(), alice.clone()] },
        ),
        (
            "guardian",
            ExecuteMsg::PlaceHold {
                accounts: vec![carol.clone(), bob.clone()],
                seconds: 60,
                reason: "alert 12".into(),
                case_hash,
            },
        ),
        ("guardian", ExecuteMsg::ReleaseHold { accounts: vec![carol.clone(), bob.clone()] }),
        (
            "compliance",
            ExecuteMsg::LockAmount { locks: locks.clone(), reason: why, case_hash: hash },
        ),
        ("compliance", ExecuteMsg::UnlockAmount { locks }),
        (
            "seizer",
            ExecuteMsg::Seize { from: bob.clone(), to: carol.clone(), amount, case_hash: order },
        ),
        (
            "compliance",
            ExecuteMsg::FreezeAccounts {
                accounts: vec![bob.clone()],
                mode,
                reason: None,
                until: None,
                case_hash: None,
            },
        ),
        ("seizer", ExecuteMsg::WipeFrozen { account: bob.clone(), case_hash: wipe }),
        ("compliance", ExecuteMsg::SetComplianceMode { mode: ComplianceMode::Blocklist }),
        (
            "identity",
            ExecuteMsg::SetAccountStatus {
                accounts: vec![carol.clone(), bob],
                status: AccountStatus::Blocked,
            },
        ),
        (
            "compliance",
            ExecuteMsg::ScreenForeign {
                region: "east".into(),
                receivers: vec!["east1abc".into(), "east1def".into()],
                blocked: true,
            },
        ),
        ("compliance", ExecuteMsg::SetPolicyContract { policy: asked }),
        ("compliance", ExecuteMsg::SetPolicyContract { policy: None }),
        ("owner", ExecuteMsg::RegisterEscrow { account: receiver.clone() }),
        ("owner", ExecuteMsg::UnregisterEscrow { account: receiver }),
        ("alice", ExecuteMsg::Transfer { recipient: token.clone(), amount }),
        ("rescuer", ExecuteMsg::Rescue { asset: Asset::Cw20(token), to: rescued, amount }),
        ("feemanager", ExecuteMsg::SetFee { fee: Some(fee) }),
        (
            "alice",
            ExecuteMsg::Transfer { recipient: suite.addr("stranger"), amount: 500u128.into() },
        ),
        ("feemanager", ExecuteMsg::SetFee { fee: None }),
        ("owner", ExecuteMsg::ScheduleChange { change: cap }),
        ("alice", ExecuteMsg::ApplyChange { id: 1 }),
        ("owner", ExecuteMsg::ScheduleChange { change: Change::SetCap { cap: None } }),
        ("pauser", ExecuteMsg::CancelChange { id: 2 }),
        ("owner", ExecuteMsg::RenounceFeature { feature: Feature::RaiseCap }),
        ("owner", ExecuteMsg::GrantRole { role: Role::Compliance, account: carol.clone() }),
        ("owner", ExecuteMsg::RevokeRole { role: Role::Compliance, account: carol.clone() }),
        ("owner", ExecuteMsg::GrantRole { role: Role::Compliance, account: carol.clone() }),
        ("carol", ExecuteMsg::RenounceRole { role: Role::Compliance }),
        ("pauser", ExecuteMsg::Pause { scopes: scopes.clone(), duration_seconds: 60 }),
        ("owner", ExecuteMsg::Unpause { scopes }),
        (
            "owner",
            ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
                new_owner: carol,
                expiry: None,
            }),
        ),
        ("owner", ExecuteMsg::SetChangeDelay { seconds: 60 }),
        ("owner", ExecuteMsg::ScheduleChange { change: Change::RenounceOwnership {} }),
        ("stranger", ExecuteMsg::CancelRedemption { id: 3 }),
        ("alice", ExecuteMsg::ApplyChange { id: 3 }),
        // All that goes along with a lost key.
        (
            "compliance",
            ExecuteMsg::LockAmount {
                locks: suite.amounts(&[("alice", 6)]),
                reason: None,
                case_hash: None,
            },
        ),
        (
            "compliance",
            ExecuteMsg::Freeze {
                account: alice.clone(),
                mode: FreezeMode::Outgoing,
                reason: None,
                until: None,
                case_hash: None,
            },
        ),
        (
            "guardian",
            ExecuteMsg::PlaceHold {
                accounts: vec![alice.clone()],
                seconds: 60,
                reason: "alert 13".into(),
                case_hash: None,
            },
        ),
        (
            "compliance",
            ExecuteMsg::RecoverAccount {
                old: alice.clone(),
                new: suite.addr("stranger"),
                case_hash: lost,
            },
        ),
    ];
    // Signatures name the contract, so they are made here; the golden text shows none.
    let signer = Signer::new(7);
    let [_, key] = signer.keys();
    let (from, to, memo) = (alice.clone(), bob_again, Some("INV 7".to_string()));
    let act =
        |action: SignedAction, nonce| signed(&suite, &signer, Kind::Ed25519, &action, terms(nonce));
    let (owner, spender) = (alice.clone(), carol_again.clone());
    let signed_acts = vec![
        ("alice", ExecuteMsg::RegisterKey { key: key.clone() }),
        ("stranger", act(SignedAction::Permit { owner, spender, amount, expires: None }, 0)),
        (
            "stranger",
            act(
                SignedAction::Transfer {
                    from: from.clone(),
                    to: to.clone(),
                    amount: 1u128.into(),
                    memo: memo.clone(),
                },
                2,
            ),
        ),
        ("bob", act(SignedAction::Receive { from, to, amount: 1u128.into(), memo: None }, 3)),
        ("alice", ExecuteMsg::CancelAuthorization { nonce: 1 }),
        ("alice", ExecuteMsg::AdvanceNonce { by: 7 }),
        ("alice", ExecuteMsg::RemoveKey { key }),
    ];
    let after =
        steps.iter().position(|(_, msg)| matches!(msg, ExecuteMsg::RevokeAllowances { .. }));
    let after = after.unwrap() + 1;
    steps.splice(after..after, signed_acts);
    let mut text = vec![shown(&suite, "instantiate", &suite.created.clone())];
    for (actor, msg) in steps {
        let kind: &'static str = isthmus_api::stablecoin::ExecuteKind::from(&msg).into();
        if kind == "cancel_redemption" {
            suite.after_seconds(60);
        }
        let response = suite.ok(actor, msg);
        text.push(shown(&suite, kind, &response));
    }
    insta::assert_snapshot!(text.join("\n"));
}
