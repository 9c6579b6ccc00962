//! Every actor against every message of the permission table, under every pause and every restriction of
//! the sender.

use std::collections::BTreeSet;

use cosmwasm_std::{Binary, HexBinary};
use cw20::{Logo, MinterResponse};
use cw_ownable::Action;
use isthmus_api::permission::{caller_text, table, Caller, Contract, Guarded};
use isthmus_api::stablecoin::{
    AccountKey, AccountStatus, Change, ComplianceMode, ExecuteKind, ExecuteMsg, Feature,
    FreezeMode, MintOrder, PauseScope, Payment, RedemptionPolicy, Role, SignedAction,
    MAX_HOLD_SECONDS, PARTY_CANCEL, PARTY_CHANGE, PARTY_CONTROLLER, PARTY_MARKETING, PARTY_MINTER,
    PARTY_OWNERSHIP, PARTY_PRIMARY_MINTER, PARTY_RECIPIENT, PARTY_RELEASER, PARTY_ROLE_HOLDER,
    PARTY_STATUS,
};
use isthmus_api::types::Asset;
use strum::{EnumIter, IntoEnumIterator};

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::{Saved, Suite, ACTORS};

/// The accounts of which the rules of a payment say another thing: nobody restricts them, and what they
/// pay lands whatever is paused.
const ESCROWS: [&str; 2] = ["bridge", "escrow"];

/// The messages whose samples nobody can send with success in this world, with their answer, and why.
const CANNOT_PASS: &[(ExecuteKind, &str, &str)] = &[(
    ExecuteKind::ContinueMigration,
    "ST-134",
    "the token was never one of cw20-base's; `migration` sends it",
)];

/// A token in which every sample passes if its sender may send it: each party exists, each actor has
/// money, a key and grants to change and to spend, there is somebody frozen, held, locked and lost, a
/// redemption is overdue, a change waits, something is abroad, and the rescuer has what to rescue.
fn ready() -> Suite {
    let mut suite = Suite::with(|msg, addr| {
        msg.mint = Some(MinterResponse { minter: addr("minter"), cap: None });
    })
    .unwrap();
    let (controller, minter) = (suite.addr("controller"), suite.addr("minter"));
    suite.ok("master", ExecuteMsg::ConfigureController { controller, minter: minter.clone() });
    let (allowance, rate_limit) = (1000u128.into(), None);
    suite.ok("master", ExecuteMsg::ConfigureMinter { minter, allowance, rate_limit });
    let change = Change::SetHolderBurn { enabled: false };
    suite.ok("owner", ExecuteMsg::ScheduleChange { change });

    for other in ["payer", "frozen", "held", "locked", "lost", "token"] {
        suite.transfer("alice", other, 20).unwrap();
    }
    let sign = |public_key| AccountKey::Ed25519 { public_key };
    suite.ok("payer", ExecuteMsg::RegisterKey { key: sign(payer().edwards_key()) });
    for actor in ACTORS {
        if *actor != "alice" {
            suite.transfer("alice", actor, 20).unwrap();
        }
        suite.ok(actor, ExecuteMsg::RegisterKey { key: key(7) });
        suite.approve(actor, "receiver", 5);
        suite.approve("payer", actor, 5);
    }
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 5u128.into() });

    suite.freeze("frozen", FreezeMode::Full);
    suite.hold("held", MAX_HOLD_SECONDS);
    suite.lock("locked", 5);
    let policy = RedemptionPolicy { deadline_seconds: 1, min_amount: 1u128.into() };
    suite.ok("owner", ExecuteMsg::SetRedemptionPolicy { policy: Some(policy) });
    let (amount, reference) = (1u128.into(), vec![7].into());
    suite.ok("payer", ExecuteMsg::RequestRedemption { amount, reference });
    suite.after_seconds(2);

    ["lost", "found"].into_iter().for_each(|who| suite.link_at("identity", who, [1; 20]));
    suite
}

fn key(byte: u8) -> AccountKey {
    AccountKey::Ed25519 { public_key: [byte; 32].into() }
}

/// Who signed the signed samples.
fn payer() -> Signer {
    Signer::new(7)
}

fn act(suite: &Suite, action: SignedAction) -> ExecuteMsg {
    signed(suite, &payer(), Kind::Ed25519, &action, terms(0))
}

/// All samples. Whoever they are about is nobody of the actors, so that a restriction of the sender is
/// one of the sender alone; except in what the recipient has to submit itself.
fn samples(suite: &Suite) -> Vec<(ExecuteKind, ExecuteMsg)> {
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
        K::ScheduleChange => ExecuteMsg::ScheduleChange { change: Change::SetCap { cap: None } },
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
    let mut suite = ready();
    let (saved, samples) = (suite.saved(), samples(&suite));
    for (kind, msg) in &samples {
        let may = allowed(ExecuteMsg::permission(*kind).caller);
        for actor in ACTORS {
            let answer = answer(&mut suite, &saved, actor, msg);
            let refused = matches!(answer.as_str(), "ST-002" | "ST-005");
            assert_eq!(!refused, may.contains(actor), "{kind:?} by {actor}");
        }
    }
}

#[test]
fn no_message_takes_coins_from_anyone() {
    let mut suite = ready();
    for (kind, msg) in samples(&suite) {
        for actor in allowed(ExecuteMsg::permission(kind).caller) {
            let refused = suite.send_with(actor, msg.clone(), 1).unwrap_err();
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

/// The code of the refusal, or that it passes; then everything is as it was saved.
fn answer(suite: &mut Suite, saved: &Saved, actor: &str, msg: &ExecuteMsg) -> String {
    match suite.send(actor, msg.clone()) {
        Err(cause) => cause.code(),
        Ok(_) => {
            suite.restore(saved);
            PASSES.to_string()
        }
    }
}

const PASSES: &str = "passes";

/// What restricts the sender.
#[derive(Clone, Copy, Debug, PartialEq, EnumIter)]
enum State {
    Free,
    Outgoing,
    Full,
    Held,
}

impl State {
    fn put(self, suite: &mut Suite, who: &str) {
        match self {
            Self::Free => {}
            Self::Outgoing => suite.freeze(who, FreezeMode::Outgoing),
            Self::Full => suite.freeze(who, FreezeMode::Full),
            Self::Held => suite.hold(who, MAX_HOLD_SECONDS),
        }
    }
}

/// The scopes that stop a sample (I11).
fn stopped_by(kind: ExecuteKind, actor: &str) -> &'static [PauseScope] {
    use ExecuteKind as K;
    match kind {
        // What an escrow pays has to land (E8).
        K::Transfer | K::Send | K::TransferWithMemo | K::SendWithMemo | K::BatchTransfer
            if ESCROWS.contains(&actor) =>
        {
            &[]
        }
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
        K::RequestRedemption | K::SettleRedemption => &[PauseScope::Redeem],
        K::Permit => &[PauseScope::Signed, PauseScope::Approve],
        K::TransferWithAuthorization | K::ReceiveWithAuthorization => {
            &[PauseScope::Signed, PauseScope::Transfer]
        }
        // The sample would cut a pause of minting short.
        K::Pause => &[PauseScope::Mint],
        _ => &[],
    }
}

/// How a restriction of the sender stops a sample: as payer or granter, spender, minter, controller or
/// recipient. Who only submits what another signed, or holds an office, is not stopped.
fn restricted_by(kind: ExecuteKind, actor: &str, state: State) -> Option<&'static str> {
    use ExecuteKind as K;
    let frozen = match kind {
        K::Transfer
        | K::Send
        | K::TransferWithMemo
        | K::SendWithMemo
        | K::BatchTransfer
        | K::Burn
        | K::RequestRedemption
        | K::IncreaseAllowance
        | K::SetAllowance => "ST-012",
        K::TransferFrom | K::SendFrom | K::BurnFrom => "ST-014",
        K::IncreaseMinterAllowance if actor == "controller" => "ST-066",
        K::ReceiveWithAuthorization if state == State::Full => "ST-013",
        kind if is_minters(kind) => "ST-015",
        _ => return None,
    };
    match state {
        State::Free => None,
        State::Held if !is_minters(kind) => Some("ST-050"),
        _ => Some(frozen),
    }
}

/// What only a minter sends. Its record says whether it is restricted, and is read before the pauses.
fn is_minters(kind: ExecuteKind) -> bool {
    let caller = ExecuteMsg::permission(kind).caller;
    [Caller::Party(PARTY_MINTER), Caller::Party(PARTY_PRIMARY_MINTER)].contains(&caller)
}

/// What the rules say. Who may not send a message hears that and nothing else, in every state; of two
/// other reasons the pause comes first, but for minters.
fn expected(
    kind: ExecuteKind,
    actor: &str,
    state: State,
    scope: Option<PauseScope>,
) -> &'static str {
    if !allowed(ExecuteMsg::permission(kind).caller).contains(&actor) {
        // The owner's own messages are those of cw-ownable.
        return if kind == ExecuteKind::UpdateOwnership { "ST-005" } else { "ST-002" };
    }
    if let Some((_, code, _)) = CANNOT_PASS.iter().find(|(cannot, ..)| *cannot == kind) {
        return code;
    }
    let paused = scope.filter(|scope| stopped_by(kind, actor).contains(scope)).map(|_| "ST-006");
    let restricted = restricted_by(kind, actor, state);
    let first = if is_minters(kind) { restricted.or(paused) } else { paused.or(restricted) };
    first.unwrap_or(PASSES)
}

/// Message x actor x pause scope x restriction of the sender: each answer is the one that follows from
/// the permission table, the scopes of the message (I11) and the part that its sender has in it, and a
/// sample that nothing stops passes.
#[test]
fn i11_every_message_meets_every_scope_and_every_freeze() {
    let mut suite = ready();
    let (free, samples) = (suite.saved(), samples(&suite));
    let scopes = || [None].into_iter().chain(PauseScope::iter().map(Some));
    let (mut cells, mut stopping) = (0, BTreeSet::new());
    for (actor, state) in ACTORS.iter().flat_map(|who| State::iter().map(move |is| (*who, is))) {
        if state != State::Free && ESCROWS.contains(&actor) {
            continue;
        }
        suite.restore(&free);
        state.put(&mut suite, actor);
        let state_saved = suite.saved();
        for scope in scopes() {
            suite.restore(&state_saved);
            scope.into_iter().for_each(|scope| suite.pause(scope));
            let saved = suite.saved();
            for (kind, msg) in &samples {
                let answer = answer(&mut suite, &saved, actor, msg);
                let text = format!("{kind:?} by {actor}, {state:?}, {scope:?}");
                assert_eq!(answer, expected(*kind, actor, state, scope), "{text}");
                cells += 1;
                let signed = stopped_by(*kind, actor).contains(&PauseScope::Signed);
                if let Some(scope) = scope.filter(|scope| *scope == PauseScope::Signed || !signed) {
                    if answer == "ST-006" {
                        stopping.insert(<&str>::from(scope));
                    }
                }
            }
        }
    }
    // Escrows are never restricted; all others are in each state.
    let senders =
        ACTORS.len() * State::iter().count() - ESCROWS.len() * (State::iter().count() - 1);
    assert_eq!(cells, senders * scopes().count() * samples.len());
    let all: BTreeSet<&str> = PauseScope::iter().map(<&str>::from).collect();
    assert_eq!(stopping, all, "a scope that stops no sample");
}

#[test]
fn nobody_restricts_an_escrow() {
    let mut suite = ready();
    for escrow in ESCROWS {
        let (accounts, reason, case_hash) = (vec![suite.addr(escrow)], "alert".into(), None);
        let hold = ExecuteMsg::PlaceHold { accounts, seconds: 1, reason, case_hash };
        assert_eq!(suite.fails("guardian", hold), "ST-026");
        for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
            let (account, reason, until, case_hash) = (suite.addr(escrow), None, None, None);
            let freeze = ExecuteMsg::Freeze { account, mode, reason, until, case_hash };
            assert_eq!(suite.fails("compliance", freeze), "ST-026");
        }
    }
}
