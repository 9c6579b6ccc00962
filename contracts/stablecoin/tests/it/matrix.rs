//! Every actor against every message of the permission table.

use cosmwasm_std::{Binary, HexBinary};
use cw20::{Logo, MinterResponse};
use cw_ownable::Action;
use isthmus_api::permission::{caller_text, table, Caller, Contract, Guarded};
use isthmus_api::stablecoin::{
    AccountAmount, AccountKey, AccountStatus, Authorization, Change, ComplianceMode, ExecuteKind,
    ExecuteMsg, Feature, FreezeMode, MintOrder, PauseScope, Payment, Role, Signature, PARTY_CANCEL,
    PARTY_CHANGE, PARTY_CONTROLLER, PARTY_MARKETING, PARTY_MINTER, PARTY_OWNERSHIP,
    PARTY_PRIMARY_MINTER, PARTY_RECIPIENT, PARTY_RELEASER, PARTY_ROLE_HOLDER, PARTY_STATUS,
};
use isthmus_api::types::Asset;
use strum::IntoEnumIterator;

use crate::suite::{Suite, ACTORS};

/// A token with CW20's own minter, so that each party exists.
fn suite() -> Suite {
    let mut suite = Suite::with(|msg, addr| {
        msg.mint = Some(MinterResponse { minter: addr("minter"), cap: None });
    })
    .unwrap();
    let (controller, minter) = (suite.addr("controller"), suite.addr("minter"));
    suite.ok("master", ExecuteMsg::ConfigureController { controller, minter });
    let change = Change::SetHolderBurn { enabled: false };
    suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    suite
}

fn key() -> AccountKey {
    AccountKey::Ed25519 { public_key: [7; 32].into() }
}

/// Fails, but only after the sender was found to be one that may send it.
fn unsigned() -> Authorization {
    let signature = Signature::Ed25519 { public_key: [7; 32].into(), signature: [0; 64].into() };
    Authorization { nonce: 0, not_before: None, not_after: 4_000_000_000, signature }
}

fn sample(suite: &Suite, kind: ExecuteKind) -> ExecuteMsg {
    use ExecuteKind as K;
    let (carol, receiver) = (suite.addr("carol"), suite.addr("receiver"));
    let minter = suite.addr("minter");
    let (amount, msg, role) = (0u128.into(), Binary::default(), Role::Pauser);
    match kind {
        K::Transfer => ExecuteMsg::Transfer { recipient: carol, amount },
        K::Burn => ExecuteMsg::Burn { amount },
        K::Send => ExecuteMsg::Send { contract: receiver, amount, msg },
        K::IncreaseAllowance => {
            ExecuteMsg::IncreaseAllowance { spender: receiver, amount, expires: None }
        }
        K::DecreaseAllowance => {
            ExecuteMsg::DecreaseAllowance { spender: receiver, amount, expires: None }
        }
        K::TransferFrom => {
            ExecuteMsg::TransferFrom { owner: carol.clone(), recipient: carol, amount }
        }
        K::SendFrom => ExecuteMsg::SendFrom { owner: carol, contract: receiver, amount, msg },
        K::BurnFrom => ExecuteMsg::BurnFrom { owner: carol, amount },
        K::Mint => ExecuteMsg::Mint { recipient: carol, amount },
        K::MintBatch => {
            ExecuteMsg::MintBatch { mints: vec![MintOrder { recipient: carol, amount }] }
        }
        K::MintWithReference => {
            ExecuteMsg::MintWithReference { recipient: carol, amount, reference: vec![7].into() }
        }
        K::UpdateMinter => ExecuteMsg::UpdateMinter { new_minter: Some(carol) },
        K::UpdateMarketing => {
            ExecuteMsg::UpdateMarketing { project: None, description: None, marketing: None }
        }
        K::UploadLogo => ExecuteMsg::UploadLogo(Logo::Url("https://isthmus.example".into())),
        K::TransferWithMemo => {
            ExecuteMsg::TransferWithMemo { recipient: carol, amount, memo: "x".into() }
        }
        K::SendWithMemo => {
            ExecuteMsg::SendWithMemo { contract: receiver, amount, msg, memo: "x".into() }
        }
        K::BatchTransfer => ExecuteMsg::BatchTransfer {
            payments: vec![Payment { recipient: carol, amount, memo: None }],
        },
        K::SetAllowance => ExecuteMsg::SetAllowance {
            spender: receiver,
            amount,
            expires: None,
            expected_current: amount,
        },
        K::Permit => ExecuteMsg::Permit {
            owner: carol,
            spender: receiver,
            amount,
            expires: None,
            authorization: unsigned(),
        },
        K::TransferWithAuthorization => ExecuteMsg::TransferWithAuthorization {
            from: receiver,
            to: carol,
            amount,
            memo: None,
            authorization: unsigned(),
        },
        K::ReceiveWithAuthorization => ExecuteMsg::ReceiveWithAuthorization {
            from: receiver,
            to: carol,
            amount,
            memo: None,
            authorization: unsigned(),
        },
        K::CancelAuthorization => ExecuteMsg::CancelAuthorization { nonce: 0 },
        K::AdvanceNonce => ExecuteMsg::AdvanceNonce { by: 1 },
        K::RegisterKey => ExecuteMsg::RegisterKey { key: key() },
        K::RemoveKey => ExecuteMsg::RemoveKey { key: key() },
        K::RevokeAllowances => ExecuteMsg::RevokeAllowances { spenders: vec![receiver] },
        K::ConfigureMinter => {
            ExecuteMsg::ConfigureMinter { minter: carol, allowance: amount, rate_limit: None }
        }
        K::RemoveMinter => ExecuteMsg::RemoveMinter { minter },
        K::IncreaseMinterAllowance => ExecuteMsg::IncreaseMinterAllowance { minter, amount },
        K::DecreaseMinterAllowance => ExecuteMsg::DecreaseMinterAllowance { minter, amount },
        K::ConfigureController => ExecuteMsg::ConfigureController { controller: carol, minter },
        K::RemoveController => {
            ExecuteMsg::RemoveController { controller: suite.addr("controller") }
        }
        K::SetMintRecipients => {
            ExecuteMsg::SetMintRecipients { minter, add: vec![carol], remove: vec![] }
        }
        K::ClearMintRecipients => ExecuteMsg::ClearMintRecipients { minter },
        K::SetCap => ExecuteMsg::SetCap { cap: None },
        K::SubmitAttestation => ExecuteMsg::SubmitAttestation {
            amount,
            as_of: suite.app.block_info().time.seconds(),
            report_hash: vec![7; 32].into(),
            uri: "https://isthmus.example/report".into(),
        },
        K::SetReservePolicy => ExecuteMsg::SetReservePolicy { policy: None },
        K::RequestRedemption => ExecuteMsg::RequestRedemption { amount, reference: vec![7].into() },
        K::SettleRedemption => {
            ExecuteMsg::SettleRedemption { id: 1, payment_reference: vec![7].into() }
        }
        K::RejectRedemption => ExecuteMsg::RejectRedemption { id: 1, reason: "x".into() },
        K::CancelRedemption => ExecuteMsg::CancelRedemption { id: 1 },
        K::SetRedemptionPolicy => ExecuteMsg::SetRedemptionPolicy { policy: None },
        K::SetHolderBurn => ExecuteMsg::SetHolderBurn { enabled: true },
        K::Freeze => ExecuteMsg::Freeze {
            account: carol,
            mode: FreezeMode::Full,
            reason: None,
            until: None,
            case_hash: None,
        },
        K::Unfreeze => ExecuteMsg::Unfreeze { account: carol },
        K::FreezeAccounts => ExecuteMsg::FreezeAccounts {
            accounts: vec![carol],
            mode: FreezeMode::Full,
            reason: None,
            until: None,
            case_hash: None,
        },
        K::UnfreezeAccounts => ExecuteMsg::UnfreezeAccounts { accounts: vec![carol] },
        K::PlaceHold => ExecuteMsg::PlaceHold {
            accounts: vec![carol],
            seconds: 1,
            reason: "alert".into(),
            case_hash: None,
        },
        K::ReleaseHold => ExecuteMsg::ReleaseHold { accounts: vec![carol] },
        K::LockAmount => ExecuteMsg::LockAmount {
            locks: vec![AccountAmount { account: carol, amount: 1u128.into() }],
            reason: None,
            case_hash: None,
        },
        K::UnlockAmount => ExecuteMsg::UnlockAmount {
            locks: vec![AccountAmount { account: carol, amount: 1u128.into() }],
        },
        K::Seize => ExecuteMsg::Seize {
            from: suite.addr("alice"),
            to: carol,
            amount: 1u128.into(),
            case_hash: HexBinary::from([7; 32]),
        },
        K::WipeFrozen => {
            ExecuteMsg::WipeFrozen { account: carol, case_hash: HexBinary::from([7; 32]) }
        }
        K::RecoverAccount => ExecuteMsg::RecoverAccount {
            old: suite.addr("alice"),
            new: carol,
            case_hash: HexBinary::from([7; 32]),
        },
        K::SetComplianceMode => ExecuteMsg::SetComplianceMode { mode: ComplianceMode::Blocklist },
        K::SetAccountStatus => {
            ExecuteMsg::SetAccountStatus { accounts: vec![carol], status: AccountStatus::Allowed }
        }
        K::ScreenForeign => ExecuteMsg::ScreenForeign {
            region: "east".into(),
            receivers: vec!["east1carol".into()],
            blocked: true,
        },
        K::SetPolicyContract => ExecuteMsg::SetPolicyContract { policy: None },
        K::RegisterEscrow => ExecuteMsg::RegisterEscrow { account: carol },
        K::UnregisterEscrow => ExecuteMsg::UnregisterEscrow { account: suite.addr("escrow") },
        K::BridgeBurn => ExecuteMsg::BridgeBurn { amount },
        K::BridgeMint => ExecuteMsg::BridgeMint { recipient: carol, amount },
        K::BridgeRefund => ExecuteMsg::BridgeRefund { recipient: carol, amount, msg: None },
        K::ScheduleChange => ExecuteMsg::ScheduleChange { change: Change::SetCap { cap: None } },
        // The suite of this file lets one wait.
        K::ApplyChange => ExecuteMsg::ApplyChange { id: 1 },
        K::CancelChange => ExecuteMsg::CancelChange { id: 1 },
        K::SetChangeDelay => ExecuteMsg::SetChangeDelay { seconds: 5 },
        K::RenounceFeature => ExecuteMsg::RenounceFeature { feature: Feature::RaiseCap },
        K::SetFee => ExecuteMsg::SetFee { fee: None },
        K::Rescue => ExecuteMsg::Rescue {
            asset: Asset::Cw20(suite.addr("token")),
            to: carol,
            amount: 1u128.into(),
        },
        K::UpdateOwnership => ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
            new_owner: carol,
            expiry: None,
        }),
        K::GrantRole => ExecuteMsg::GrantRole { role, account: carol },
        K::RevokeRole => ExecuteMsg::RevokeRole { role, account: carol },
        K::RenounceRole => ExecuteMsg::RenounceRole { role },
        K::Pause => ExecuteMsg::Pause { scopes: vec![PauseScope::Mint], duration_seconds: 1 },
        K::Unpause => ExecuteMsg::Unpause { scopes: vec![PauseScope::Mint] },
        K::ContinueMigration => ExecuteMsg::ContinueMigration { limit: 1 },
    }
}

/// Which of the actors may send it.
fn allowed(caller: Caller<Role>) -> Vec<&'static str> {
    match caller {
        Caller::Anyone => ACTORS.to_vec(),
        Caller::Owner => vec!["owner"],
        Caller::Role(Role::MasterMinter) => vec!["master"],
        Caller::Role(Role::Pauser) => vec!["pauser"],
        Caller::Role(Role::Compliance) => vec!["compliance"],
        Caller::Role(Role::Rescuer) => vec!["rescuer"],
        Caller::Role(Role::FeeManager) => vec!["feemanager"],
        Caller::Role(Role::Guardian) => vec!["guardian"],
        Caller::Role(Role::Seizer) => vec!["seizer"],
        Caller::Role(Role::Attestor) => vec!["attestor"],
        Caller::Role(Role::RedemptionOperator) => vec!["operator"],
        Caller::Contract(Contract::Bridge) => vec!["bridge"],
        Caller::Contract(other) => panic!("{other:?} has no part here"),
        Caller::Party(PARTY_MINTER) | Caller::Party(PARTY_PRIMARY_MINTER) => vec!["minter"],
        Caller::Party(PARTY_CONTROLLER) => vec!["master", "controller"],
        Caller::Party(PARTY_MARKETING) => vec!["owner", "marketer"],
        Caller::Party(PARTY_STATUS) => vec!["compliance", "identity"],
        Caller::Party(PARTY_RECIPIENT) => vec!["carol"],
        Caller::Party(PARTY_CHANGE) => vec!["owner"],
        Caller::Party(PARTY_CANCEL) => vec!["owner", "pauser", "guardian"],
        Caller::Party(PARTY_OWNERSHIP) => vec!["owner"],
        Caller::Party(PARTY_RELEASER) => vec!["compliance", "guardian"],
        Caller::Party(PARTY_ROLE_HOLDER) => vec!["pauser"],
        Caller::Party(other) => panic!("unknown party {other}"),
    }
}

#[test]
fn every_actor_may_send_what_the_table_says_and_nothing_else() {
    for kind in ExecuteKind::iter() {
        let may = allowed(ExecuteMsg::permission(kind).caller);
        for actor in ACTORS {
            let mut suite = suite();
            let msg = sample(&suite, kind);
            let refused = matches!(
                suite
                    .send(actor, msg)
                    .map_err(|cause| cause.code())
                    .as_ref()
                    .map_err(String::as_str),
                Err("ST-002" | "ST-005")
            );
            assert_eq!(!refused, may.contains(actor), "{kind:?} by {actor}");
        }
    }
}

#[test]
fn no_message_takes_coins_from_anyone() {
    for kind in ExecuteKind::iter() {
        for actor in allowed(ExecuteMsg::permission(kind).caller) {
            let mut suite = suite();
            let msg = sample(&suite, kind);
            let refused = suite.send_with(actor, msg, 1).unwrap_err();
            assert_eq!(refused.code(), "ST-003", "{kind:?} by {actor}");
        }
    }
}

#[test]
fn the_permission_table_is_golden() {
    let lines: Vec<String> = table::<ExecuteMsg>()
        .into_iter()
        .map(|(name, permission)| {
            format!("{name}: {}, funds {:?}", caller_text(permission.caller), permission.funds)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

/// The scope that stops a message of the sample, sent by an ordinary holder or whoever may (I11).
fn stopped_by(kind: ExecuteKind) -> &'static [PauseScope] {
    use ExecuteKind as K;
    match kind {
        K::Transfer
        | K::Send
        | K::TransferFrom
        | K::SendFrom
        | K::TransferWithMemo
        | K::SendWithMemo
        | K::BatchTransfer
        | K::BridgeMint
        | K::Rescue => &[PauseScope::Transfer],
        K::Burn | K::BurnFrom => &[PauseScope::Burn],
        K::Mint | K::MintBatch | K::MintWithReference => &[PauseScope::Mint],
        K::IncreaseAllowance | K::SetAllowance => &[PauseScope::Approve],
        // The samples are not signed, so what comes after the signature is shown in `signed`.
        K::Permit | K::TransferWithAuthorization | K::ReceiveWithAuthorization => {
            &[PauseScope::Signed]
        }
        // The sample would cut a pause of minting short.
        K::Pause => &[PauseScope::Mint],
        _ => &[],
    }
}

/// A token in which the samples of payments pass: grants are given, the rescuer has what to rescue.
fn ready(actor: &str) -> Suite {
    let mut suite = suite();
    if actor != "carol" {
        suite.approve("carol", actor, 10);
    }
    suite.approve("alice", "receiver", 10);
    suite.transfer("alice", "token", 1).unwrap();
    suite
}

fn code(suite: &mut Suite, actor: &str, kind: ExecuteKind) -> String {
    let msg = sample(suite, kind);
    suite.send(actor, msg).map_or_else(|cause| cause.code(), |_| "passes".to_string())
}

/// Message x who may send it x pause scope x freeze of the sender. A scope stops exactly its messages
/// (I11) and changes no other answer, and a freeze of the sender never makes anything pass.
#[test]
fn i11_every_message_meets_every_scope_and_every_freeze() {
    let freezes = [None, Some(FreezeMode::Outgoing), Some(FreezeMode::Full)];
    for kind in ExecuteKind::iter() {
        let may = allowed(ExecuteMsg::permission(kind).caller);
        // Of all who may, an ordinary holder.
        let actor = if may.contains(&"alice") { "alice" } else { may[0] };
        for freeze in freezes {
            if freeze.is_some() && actor == "bridge" {
                continue;
            }
            let prepared = || {
                let mut suite = ready(actor);
                if let Some(mode) = freeze {
                    suite.freeze(actor, mode);
                }
                suite
            };
            let open = code(&mut prepared(), actor, kind);
            if freeze.is_some() {
                let free = code(&mut ready(actor), actor, kind);
                let harder = open == free || ["ST-012", "ST-014", "ST-015"].contains(&&*open);
                assert!(harder, "{kind:?} {freeze:?}: {free}, then {open}");
            }
            for scope in PauseScope::iter() {
                let mut suite = prepared();
                suite.pause(scope);
                let paused = code(&mut suite, actor, kind);
                let stopped = stopped_by(kind).contains(&scope);
                let text = format!("{kind:?} by {actor}, {freeze:?}, {scope:?}: {open}");
                match stopped {
                    true if freeze.is_none() => assert_eq!(paused, "ST-006", "{text}"),
                    true => assert_ne!(paused, "passes", "{text}"),
                    false => assert_eq!(paused, open, "{text}"),
                }
            }
        }
    }
}
