//! One message of each kind that passes in the world of [`ready`].

use super::*;

pub(super) fn key(byte: u8) -> AccountKey {
    AccountKey::Ed25519 { public_key: [byte; 32].into() }
}

/// Who signed the signed samples.
pub(super) fn payer() -> Signer {
    Signer::new(7)
}

fn act(suite: &Suite, action: SignedAction) -> ExecuteMsg {
    signed(suite, &payer(), Kind::Ed25519, &action, terms(0))
}

/// All samples. Whoever they are about is nobody of the actors, so that a restriction of the sender is
/// one of the sender alone; except in what the recipient has to submit itself.
pub(super) fn samples(suite: &Suite) -> Vec<(ExecuteKind, ExecuteMsg)> {
    ExecuteKind::iter().map(|kind| (kind, sample(suite, kind))).collect()
}

fn sample(suite: &Suite, kind: ExecuteKind) -> ExecuteMsg {
    use ExecuteKind as K;
    let [payer, payee, receiver] = ["payer", "payee", "receiver"].map(|who| suite.addr(who));
    let [frozen, held, minter] = ["frozen", "held", "minter"].map(|who| suite.addr(who));
    let (amount, msg, role) = (1u128.into(), Binary::default(), Role::Pauser);
    match kind {
        K::Transfer => ExecuteMsg::Transfer { recipient: payee, amount },
        K::Burn => ExecuteMsg::Burn { amount },
        K::Send => ExecuteMsg::Send { contract: receiver, amount, msg },
        K::IncreaseAllowance => {
            ExecuteMsg::IncreaseAllowance { spender: receiver, amount, expires: None }
        }
        K::DecreaseAllowance => {
            ExecuteMsg::DecreaseAllowance { spender: receiver, amount, expires: None }
        }
        K::TransferFrom => ExecuteMsg::TransferFrom { owner: payer, recipient: payee, amount },
        K::SendFrom => ExecuteMsg::SendFrom { owner: payer, contract: receiver, amount, msg },
        K::BurnFrom => ExecuteMsg::BurnFrom { owner: payer, amount },
        K::Mint => ExecuteMsg::Mint { recipient: payee, amount },
        K::MintBatch => {
            ExecuteMsg::MintBatch { mints: vec![MintOrder { recipient: payee, amount }] }
        }
        K::MintWithReference => {
            ExecuteMsg::MintWithReference { recipient: payee, amount, reference: vec![7].into() }
        }
        K::UpdateMinter => ExecuteMsg::UpdateMinter { new_minter: Some(payee) },
        K::UpdateMarketing => {
            ExecuteMsg::UpdateMarketing { project: None, description: None, marketing: None }
        }
        K::UploadLogo => ExecuteMsg::UploadLogo(Logo::Url("https://isthmus.example".into())),
        K::TransferWithMemo => {
            ExecuteMsg::TransferWithMemo { recipient: payee, amount, memo: "x".into() }
        }
        K::SendWithMemo => {
            ExecuteMsg::SendWithMemo { contract: receiver, amount, msg, memo: "x".into() }
        }
        K::BatchTransfer => ExecuteMsg::BatchTransfer {
            payments: vec![Payment { recipient: payee, amount, memo: None }],
        },
        K::SetAllowance => ExecuteMsg::SetAllowance {
            spender: receiver,
            amount,
            expires: None,
            expected_current: 5u128.into(),
        },
        K::Permit => {
            let (owner, spender, expires) = (payer, payee, None);
            act(suite, SignedAction::Permit { owner, spender, amount, expires })
        }
        K::TransferWithAuthorization => {
            let (from, to, memo) = (payer, payee, None);
            act(suite, SignedAction::Transfer { from, to, amount, memo })
        }
        K::ReceiveWithAuthorization => {
            let (from, to, memo) = (payer, suite.addr("carol"), None);
            act(suite, SignedAction::Receive { from, to, amount, memo })
        }
        K::CancelAuthorization => ExecuteMsg::CancelAuthorization { nonce: 0 },
        K::AdvanceNonce => ExecuteMsg::AdvanceNonce { by: 1 },
        K::RegisterKey => ExecuteMsg::RegisterKey { key: key(8) },
        K::RemoveKey => ExecuteMsg::RemoveKey { key: key(7) },
        K::RevokeAllowances => ExecuteMsg::RevokeAllowances { spenders: vec![receiver] },
        K::ConfigureMinter => {
            ExecuteMsg::ConfigureMinter { minter: payee, allowance: amount, rate_limit: None }
        }
        K::RemoveMinter => ExecuteMsg::RemoveMinter { minter },
        K::IncreaseMinterAllowance => ExecuteMsg::IncreaseMinterAllowance { minter, amount },
        K::DecreaseMinterAllowance => ExecuteMsg::DecreaseMinterAllowance { minter, amount },
        K::ConfigureController => ExecuteMsg::ConfigureController { controller: payee, minter },
        K::RemoveController => {
            ExecuteMsg::RemoveController { controller: suite.addr("controller") }
        }
        K::SetMintRecipients => {
            ExecuteMsg::SetMintRecipients { minter, add: vec![payee], remove: vec![] }
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
            account: payee,
            mode: FreezeMode::Full,
            reason: None,
            until: None,
            case_hash: None,
        },
        K::Unfreeze => ExecuteMsg::Unfreeze { account: frozen },
        K::FreezeAccounts => ExecuteMsg::FreezeAccounts {
            accounts: vec![payee],
            mode: FreezeMode::Full,
            reason: None,
            until: None,
            case_hash: None,
        },
        K::UnfreezeAccounts => ExecuteMsg::UnfreezeAccounts { accounts: vec![frozen] },
        K::PlaceHold => ExecuteMsg::PlaceHold {
            accounts: vec![payee],
            seconds: 1,
            reason: "alert".into(),
            case_hash: None,
        },
        K::ReleaseHold => ExecuteMsg::ReleaseHold { accounts: vec![held] },
        K::LockAmount => ExecuteMsg::LockAmount {
            locks: suite.amounts(&[("payee", 1)]),
            reason: None,
            case_hash: None,
        },
        K::UnlockAmount => ExecuteMsg::UnlockAmount { locks: suite.amounts(&[("locked", 1)]) },
        K::Seize => ExecuteMsg::Seize {
            from: payer,
            to: payee,
            amount,
            case_hash: HexBinary::from([7; 32]),
        },
        K::WipeFrozen => {
            ExecuteMsg::WipeFrozen { account: frozen, case_hash: HexBinary::from([7; 32]) }
        }
        K::RecoverAccount => ExecuteMsg::RecoverAccount {
            old: suite.addr("lost"),
            new: suite.addr("found"),
            case_hash: HexBinary::from([7; 32]),
        },
        K::SetComplianceMode => ExecuteMsg::SetComplianceMode { mode: ComplianceMode::Blocklist },
        K::SetAccountStatus => {
            ExecuteMsg::SetAccountStatus { accounts: vec![payee], status: AccountStatus::Allowed }
        }
        K::ScreenForeign => ExecuteMsg::ScreenForeign {
            region: "east".into(),
            receivers: vec!["east1payee".into()],
            blocked: true,
        },
        K::SetPolicyContract => ExecuteMsg::SetPolicyContract { policy: None },
        K::RegisterEscrow => ExecuteMsg::RegisterEscrow { account: payee },
        K::UnregisterEscrow => ExecuteMsg::UnregisterEscrow { account: suite.addr("escrow") },
        K::BridgeBurn => ExecuteMsg::BridgeBurn { amount },
        K::BridgeMint => ExecuteMsg::BridgeMint { recipient: payee, amount },
        K::BridgeRefund => ExecuteMsg::BridgeRefund { recipient: payee, amount, msg: None },
        K::ScheduleChange => {
            let change = Change::SetHolderBurn { enabled: false };
            ExecuteMsg::ScheduleChange { change }
        }
        K::ApplyChange => ExecuteMsg::ApplyChange { id: 1 },
        K::CancelChange => ExecuteMsg::CancelChange { id: 1 },
        K::SetChangeDelay => ExecuteMsg::SetChangeDelay { seconds: 5 },
        K::RenounceFeature => ExecuteMsg::RenounceFeature { feature: Feature::RaiseCap },
        K::SetFee => ExecuteMsg::SetFee { fee: None },
        K::Rescue => {
            ExecuteMsg::Rescue { asset: Asset::Cw20(suite.addr("token")), to: payee, amount }
        }
        K::UpdateOwnership => ExecuteMsg::UpdateOwnership(Action::TransferOwnership {
            new_owner: payee,
            expiry: None,
        }),
        K::GrantRole => ExecuteMsg::GrantRole { role, account: payee },
        K::RevokeRole => ExecuteMsg::RevokeRole { role, account: payee },
        K::RenounceRole => ExecuteMsg::RenounceRole { role },
        K::Pause => ExecuteMsg::Pause { scopes: vec![PauseScope::Mint], duration_seconds: 1 },
        K::Unpause => ExecuteMsg::Unpause { scopes: vec![PauseScope::Mint] },
        K::ContinueMigration => ExecuteMsg::ContinueMigration { limit: 1 },
    }
}
