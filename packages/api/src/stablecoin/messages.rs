//! What the contract does for whoever calls it.
//!
//! One enum, and an enum cannot be cut: each of its messages says what it does, who may call, what makes it
//! fail and what it emits, which is why this file is longer than any other.

use cosmwasm_std::{Binary, HexBinary, Uint128};
use cw20::{Expiration, Logo};
use isthmus_wire::wire;

use super::{
    AccountAmount, AccountKey, AccountStatus, Authorization, Change, ComplianceMode, Feature,
    FeeConfig, FreezeMode, MinterTerms, PauseScope, Payment, PolicyContract, Role,
};
use crate::types::Asset;

/// What the contract does. No message takes native coins; attached coins are refused, so that
/// nothing is lost.
#[wire]
#[derive(strum::EnumDiscriminants)]
#[strum_discriminants(
    name(ExecuteKind),
    doc = "A message without its fields.",
    derive(strum::EnumIter, strum::IntoStaticStr),
    strum(serialize_all = "snake_case"),
    allow(missing_docs)
)]
pub enum ExecuteMsg {
    /// Moves tokens of the sender; calls nobody but the policy contract, if there is one.
    ///
    /// By: anyone. Funds: none. Fails when transfers are paused, the balance is too small, for the
    /// fee too, or locked, the sender is frozen or held or the recipient fully frozen, the recipient is an
    /// escrow, which takes tokens by `send` alone, the compliance mode does not admit one of them, or the
    /// policy contract refuses. Emits `action=transfer, from, to, amount`, and if a fee was paid the same
    /// for the fee and `isthmus_stablecoin_fee`.
    Transfer {
        /// Who receives.
        recipient: String,
        /// Base units; zero is accepted.
        amount: Uint128,
    },
    /// Destroys tokens of the sender.
    ///
    /// By: anyone. Funds: none. Fails when burning is paused or switched off, the balance is too
    /// small or locked, the sender is frozen or held, the compliance mode does not admit it, or the
    /// policy contract refuses. Emits `action=burn, from, amount`.
    Burn {
        /// Base units.
        amount: Uint128,
    },
    /// Moves tokens of the sender to a contract and calls its `receive {sender, amount, msg}`.
    ///
    /// By: anyone. Funds: none. Fails as `transfer` does, or when the contract refuses. Emits
    /// `action=send, from, to, amount`.
    Send {
        /// The contract that receives and is called.
        contract: String,
        /// Base units; the contract is credited with exactly this much.
        amount: Uint128,
        /// Handed on unread.
        msg: Binary,
    },
    /// Lets a spender use that much more of the sender's tokens. An expired grant counts as none.
    ///
    /// By: anyone. Funds: none. Fails when approving is paused, the spender is the sender, either
    /// is frozen, held or not admitted by the compliance mode, or `expires` is past. Emits
    /// `action=increase_allowance, owner, spender, amount`.
    IncreaseAllowance {
        /// Who may spend.
        spender: String,
        /// Base units to add.
        amount: Uint128,
        /// Replaces the expiry; without it the present one stays (never, for a new grant).
        expires: Option<Expiration>,
    },
    /// Lets a spender use that much less; all of it or more ends the grant, and an expired grant is
    /// ended whatever the amount.
    ///
    /// By: anyone. Funds: none. Fails when there is no grant, the spender is the sender, or
    /// `expires` is past. Emits `action=decrease_allowance, owner, spender, amount`.
    DecreaseAllowance {
        /// Who may spend.
        spender: String,
        /// Base units to take away.
        amount: Uint128,
        /// Replaces the expiry.
        expires: Option<Expiration>,
    },
    /// Moves an owner's tokens against an allowance.
    ///
    /// By: anyone. Funds: none. Fails as `transfer` does, when the allowance is missing, expired or
    /// too small, for the fee too, or the spender is frozen. Emits
    /// `action=transfer_from, from, to, by, amount`, and for a fee what `transfer` does.
    TransferFrom {
        /// Whose tokens.
        owner: String,
        /// Who receives.
        recipient: String,
        /// Base units.
        amount: Uint128,
    },
    /// Moves an owner's tokens to a contract against an allowance and calls its
    /// `receive {sender: <spender>, amount, msg}`.
    ///
    /// By: anyone. Funds: none. Fails as `transfer_from` does, or when the contract refuses. Emits
    /// `action=send_from, from, to, by, amount`.
    SendFrom {
        /// Whose tokens.
        owner: String,
        /// The contract that receives and is called.
        contract: String,
        /// Base units.
        amount: Uint128,
        /// Handed on unread.
        msg: Binary,
    },
    /// Destroys an owner's tokens against an allowance.
    ///
    /// By: anyone. Funds: none. Fails as `burn` does, when the allowance is missing, expired or too
    /// small, or the spender is frozen. Emits `action=burn_from, from, by, amount`.
    BurnFrom {
        /// Whose tokens.
        owner: String,
        /// Base units.
        amount: Uint128,
    },
    /// Creates tokens. The minter does so within its allowance and its rate limit.
    ///
    /// By: the minter. Funds: none. Fails when minting is paused, the minter is frozen or held, its
    /// allowance or its rate limit is too small, `supply + abroad` would exceed the cap, the recipient
    /// is fully frozen, an escrow or not admitted by the compliance mode, or the policy contract
    /// refuses. Emits `action=mint, to, amount`.
    Mint {
        /// Who receives.
        recipient: String,
        /// Base units.
        amount: Uint128,
    },
    /// Hands the place of the minter, with what is left of its allowance and its rate limit, to
    /// another account, or gives it up.
    ///
    /// By: the minter. Funds: none. Fails when it is frozen or held, or when the other account is the
    /// owner or has role compliance, seizer or rescuer. Emits `action=update_minter, new_minter`
    /// (`None` when given up).
    UpdateMinter {
        /// The next one, or null.
        new_minter: Option<String>,
    },
    /// Changes what wallets show: null leaves a field, an empty text clears it.
    ///
    /// By: the marketing account or the owner. Funds: none. Fails when `marketing` is no address of
    /// this chain. Emits `action=update_marketing`.
    UpdateMarketing {
        /// URL of the project.
        project: Option<String>,
        /// A longer description.
        description: Option<String>,
        /// The marketing account.
        marketing: Option<String>,
    },
    /// Sets the logo: a URL, or a PNG of at most 5 KiB.
    ///
    /// By: the marketing account or the owner. Funds: none. Fails when the picture breaks a rule.
    /// Emits `action=upload_logo`.
    UploadLogo(Logo),

    /// Moves tokens of the sender, as `transfer` does, with a payment reference for those who read
    /// the events.
    ///
    /// By: anyone. Funds: none. Fails as `transfer` does, or when the memo breaks its rule. Emits what
    /// `transfer` does and `isthmus_stablecoin_transfer_with_memo`.
    TransferWithMemo {
        /// Who receives.
        recipient: String,
        /// Base units; zero is accepted.
        amount: Uint128,
        /// The reference: one line of 1 to 64 bytes (UTF-8) without control, bidirectional or
        /// invisible characters. No personal data.
        memo: String,
    },
    /// Moves tokens of the sender to a contract and calls its `receive {sender, amount, msg}`, as
    /// `send` does, with a payment reference for those who read the events; the contract is not
    /// told the reference.
    ///
    /// By: anyone. Funds: none. Fails as `send` does, or when the memo breaks its rule. Emits what
    /// `send` does and `isthmus_stablecoin_send_with_memo`.
    SendWithMemo {
        /// The contract that receives and is called.
        contract: String,
        /// Base units; the contract is credited with exactly this much.
        amount: Uint128,
        /// Handed on unread.
        msg: Binary,
        /// The reference, as in `transfer_with_memo`.
        memo: String,
    },
    /// Makes payments of the sender in the given order, as that many transfers would, or none of
    /// them. Calls nobody.
    ///
    /// By: anyone. Funds: none. Fails when one of them would fail, or the list is empty or has more
    /// than 100. Emits what `transfer` does for each payment in order,
    /// `isthmus_stablecoin_batch_transfer` and then one `isthmus_stablecoin_payment` for each.
    BatchTransfer {
        /// 1 to 100 payments. A recipient may appear more than once.
        payments: Vec<Payment>,
    },
    /// Replaces an allowance if it is what the sender believes, so that no spender uses the old one
    /// and the new one.
    ///
    /// By: anyone. Funds: none. Fails when the present allowance is another one, approving is
    /// paused, the spender is the sender, either is frozen, held or not admitted by the compliance
    /// mode, or `expires` is past. Emits `isthmus_stablecoin_set_allowance`.
    SetAllowance {
        /// Who may spend.
        spender: String,
        /// Base units; zero ends the grant.
        amount: Uint128,
        /// When it ends; null for never. The present expiry is replaced.
        #[wire(required)]
        expires: Option<Expiration>,
        /// What the query `allowance` shows now: zero for no grant or an expired one.
        expected_current: Uint128,
    },
    /// Ends the allowances of spenders. Always possible, whatever is paused or frozen. A spender
    /// without a grant is skipped.
    ///
    /// By: anyone. Funds: none. Fails when the list is empty or has more than 50, or an address is
    /// none. Emits `isthmus_stablecoin_revoke_allowances` and then one
    /// `isthmus_stablecoin_revoke_allowance` for each grant that ended.
    RevokeAllowances {
        /// 1 to 50 spenders.
        spenders: Vec<String>,
    },
    /// Sets an allowance that the owner signed off the chain, in place of the present one.
    ///
    /// By: anyone. Funds: none. Fails when signed acts or approvals are paused, the authorization
    /// is not valid now, used or not signed by a key of the owner, the spender is the owner, either
    /// is frozen, held or not admitted by the compliance mode, or `expires` is past. Emits
    /// `isthmus_stablecoin_permit`.
    Permit {
        /// Whose tokens; signs.
        owner: String,
        /// Who may spend.
        spender: String,
        /// Base units; zero ends the grant.
        amount: Uint128,
        /// When it ends; null for never.
        #[wire(required)]
        expires: Option<Expiration>,
        /// Number, time and signature.
        authorization: Authorization,
    },
    /// Makes a payment that the payer signed off the chain; calls nobody.
    ///
    /// By: anyone. Funds: none. Fails when signed acts are paused, the authorization is not valid
    /// now, used or not signed by a key of the payer, when more than `most` would leave, or as a
    /// transfer by the payer would. Emits what
    /// `transfer` does and `isthmus_stablecoin_transfer_with_authorization`.
    TransferWithAuthorization {
        /// Whose tokens; signs.
        from: String,
        /// Who receives.
        to: String,
        /// Base units.
        amount: Uint128,
        /// The most that may leave the payer, in base units: the amount, and a fee if there is one.
        /// The query `quote_transfer` tells both together.
        most: Uint128,
        /// The payment reference, as in `transfer_with_memo`.
        #[serde(default)]
        memo: Option<String>,
        /// Number, time and signature.
        authorization: Authorization,
    },
    /// Makes a payment that the payer signed off the chain and only the recipient may submit: a
    /// contract that acts on what it receives submits it together with its act, and nobody can
    /// submit it before.
    ///
    /// By: the recipient that the payer signed for. Funds: none. Fails as
    /// `transfer_with_authorization` does. Emits what `transfer` does and
    /// `isthmus_stablecoin_receive_with_authorization`.
    ReceiveWithAuthorization {
        /// Whose tokens; signs.
        from: String,
        /// Who receives: the sender of this message.
        to: String,
        /// Base units.
        amount: Uint128,
        /// The most that may leave the payer, in base units: the amount, and a fee if there is one.
        /// The query `quote_transfer` tells both together.
        most: Uint128,
        /// The payment reference, as in `transfer_with_memo`.
        #[serde(default)]
        memo: Option<String>,
        /// Number, time and signature.
        authorization: Authorization,
    },
    /// Uses up a nonce of the sender, so that what was signed with it no longer counts. Always
    /// possible.
    ///
    /// By: anyone. Funds: none. Fails when the nonce is used, or beyond the 128 that are open.
    /// Emits `isthmus_stablecoin_cancel_authorization`.
    CancelAuthorization {
        /// The nonce.
        nonce: u64,
    },
    /// Uses up the lowest nonces of the sender, used or not. Always possible.
    ///
    /// By: anyone. Funds: none. Fails when `by` is not from 1 to 128. Emits
    /// `isthmus_stablecoin_advance_nonce`.
    AdvanceNonce {
        /// How many.
        by: u32,
    },
    /// Lets a key sign for the sender.
    ///
    /// By: anyone. Funds: none. Fails when the key has not the form of its curve, is registered
    /// already, or the account has 8 keys. Emits `isthmus_stablecoin_register_key`.
    RegisterKey {
        /// The key.
        key: AccountKey,
    },
    /// Ends that. Always possible; signatures of the key that nobody submitted no longer count.
    ///
    /// By: anyone. Funds: none. Fails when the key is not registered. Emits
    /// `isthmus_stablecoin_remove_key`.
    RemoveKey {
        /// The key.
        key: AccountKey,
    },
    /// Says who mints, how much and how fast, or that nobody does. There is one minter: whoever was it before is it
    /// no more. What was used of a rate limit stays used, whoever mints next.
    ///
    /// By: the owner. Funds: none. Fails outside the home region; when it loosens and has to wait; and when an
    /// account that is not the minter yet, or may do more than before, is the owner or has role compliance, seizer
    /// or rescuer. Emits `isthmus_stablecoin_set_minter`.
    SetMinter {
        /// The minter, or null for none.
        #[wire(required)]
        minter: Option<MinterTerms>,
    },
    /// Sets the cap on `supply + abroad`, or removes it. A cap below the present supply stops
    /// minting and nothing else.
    ///
    /// By: the owner. Funds: none. Fails outside the home region, and when it loosens and has to
    /// wait or was given up (`schedule_change`, `renounce_feature`). Emits
    /// `isthmus_stablecoin_set_cap`.
    SetCap {
        /// Base units, or null for no cap.
        #[wire(required)]
        cap: Option<Uint128>,
    },
    /// Says whether holders may burn.
    ///
    /// By: the owner. Funds: none. Fails when switched on outside the home region, when switching
    /// on has to wait, and when the switch was given up. Emits
    /// `isthmus_stablecoin_set_holder_burn`.
    SetHolderBurn {
        /// Whether they may.
        enabled: bool,
    },
    /// Freezes accounts, or changes how far and for how long they are frozen, all of them or none.
    ///
    /// By: role compliance. Funds: none. Fails when an account is an escrow, `until` is not in the
    /// future, the reason breaks its rule, the list is empty or has more than 50 entries, or an account
    /// is in it twice. Emits one `isthmus_stablecoin_freeze` for each.
    Freeze {
        /// 1 to 50 accounts.
        accounts: Vec<String>,
        /// How far.
        mode: FreezeMode,
        /// Why, such as a case number: one line of 1 to 64 bytes, as `memo` of `transfer_with_memo`. No
        /// personal data.
        reason: Option<String>,
        /// First second at which they no longer are frozen; without it until `unfreeze`.
        #[serde(default)]
        until: Option<u64>,
        /// SHA-256 of the order or case file: 32 bytes.
        #[serde(default)]
        case_hash: Option<HexBinary>,
    },
    /// Lifts freezes, all of them or none.
    ///
    /// By: role compliance. Funds: none. Fails when an account is not frozen, or no longer, the list is
    /// empty or has more than 50 entries, or an account is in it twice. Emits one
    /// `isthmus_stablecoin_unfreeze` for each.
    Unfreeze {
        /// 1 to 50 accounts.
        accounts: Vec<String>,
    },
    /// Holds accounts for at most 72 hours, all of them or none: nothing leaves a held account,
    /// neither by itself nor for it, it mints nothing and spends nobody's allowance. Money still
    /// arrives. The hold ends by itself. It replaces one that ends earlier.
    ///
    /// By: role guardian. Funds: none. Fails when an account is an escrow or is held until then already,
    /// when this guardian would hold it for more than 72 hours without a pause of 72 hours, the list is empty or has more than 50 entries, or an account is in it
    /// twice. Emits one `isthmus_stablecoin_place_hold` for each.
    PlaceHold {
        /// 1 to 50 accounts.
        accounts: Vec<String>,
        /// For how long: 1 to 259200.
        seconds: u64,
        /// Why, such as a case number: one line of 1 to 64 bytes, as `memo` of `transfer_with_memo`. No
        /// personal data.
        reason: String,
        /// SHA-256 of the report or case file: 32 bytes.
        case_hash: Option<HexBinary>,
    },
    /// Ends holds before their time, all of them or none.
    ///
    /// By: role guardian or role compliance. Funds: none. Fails when an account is not held, the
    /// list is empty or has more than 50 entries, or an account is in it twice. Emits one
    /// `isthmus_stablecoin_release_hold` for each.
    ReleaseHold {
        /// 1 to 50 accounts.
        accounts: Vec<String>,
    },
    /// Locks amounts of accounts, on top of what is locked already, all of them or none. What is
    /// locked stays with its holder and cannot be moved or burnt; a lock may exceed the balance and
    /// then holds for what arrives.
    ///
    /// By: role compliance. Funds: none. Fails when an amount is zero, an account is an escrow, the
    /// list is empty or has more than 50 entries, or an account is in it twice. Emits one
    /// `isthmus_stablecoin_lock_amount` for each.
    LockAmount {
        /// 1 to 50 accounts, each with the base units to lock.
        locks: Vec<AccountAmount>,
        /// Why, such as a case number: one line of 1 to 64 bytes, as `memo` of `transfer_with_memo`. No
        /// personal data.
        reason: Option<String>,
        /// SHA-256 of the order or case file: 32 bytes.
        case_hash: Option<HexBinary>,
    },
    /// Unlocks amounts of accounts, all of them or none.
    ///
    /// By: role compliance. Funds: none. Fails when an amount is zero or above what is locked, the
    /// list is empty or has more than 50 entries, or an account is in it twice. Emits one
    /// `isthmus_stablecoin_unlock_amount` for each.
    UnlockAmount {
        /// 1 to 50 accounts, each with the base units to unlock.
        locks: Vec<AccountAmount>,
    },
    /// Moves tokens of an account to another by order: of one that is frozen or blocked any amount, of
    /// any other what is locked. No pause, hold or compliance mode stops it, and no mark is lifted by
    /// it. Of a frozen or blocked account what is not locked goes first; the lock falls by what is
    /// taken of it.
    ///
    /// By: role seizer. Funds: none. Fails when the account is neither frozen nor blocked and the
    /// amount above what is locked; when it is above the balance, or above what is the payer's own if
    /// that is an escrow, or zero; when both are one account, the recipient is fully frozen or an
    /// escrow, or the reason breaks its rule. Emits `action=transfer, from, to, amount` and
    /// `isthmus_stablecoin_seize`.
    Seize {
        /// Whose tokens.
        from: String,
        /// Who receives.
        to: String,
        /// Base units; null for all that an order may take there.
        #[wire(required)]
        amount: Option<Uint128>,
        /// Why, as in `freeze`.
        #[serde(default)]
        reason: Option<String>,
        /// SHA-256 of the order: 32 bytes.
        case_hash: HexBinary,
    },
    /// Destroys tokens of an account by order. What it may destroy, and of what, is as in `seize`.
    ///
    /// By: role seizer. Funds: none. Fails outside the home region, and as `seize` does but for the
    /// recipient. Emits `action=burn, from, amount` and `isthmus_stablecoin_wipe`.
    Wipe {
        /// The account.
        account: String,
        /// Base units; null for all that an order may take there.
        #[wire(required)]
        amount: Option<Uint128>,
        /// Why, as in `freeze`.
        #[serde(default)]
        reason: Option<String>,
        /// SHA-256 of the order: 32 bytes.
        case_hash: HexBinary,
    },
    /// Gives all that an account whose key is lost has to another account of the same person, with
    /// its lock, freeze, hold and status. The old one stays, empty and fully frozen; what reaches
    /// it later is recovered in the same way.
    ///
    /// By: role compliance. Funds: none. Fails unless the identity contract of the region has
    /// linked both accounts to one DID, when both are one account, one is an escrow or a minter, or
    /// the new one is frozen, held, locked or blocked and has that not from an earlier recovery of
    /// the old one; and when the account of that earlier recovery is restricted and this is another
    /// one. Emits `action=transfer, from, to, amount` and `isthmus_stablecoin_recover_account`.
    RecoverAccount {
        /// The account whose key is lost.
        old: String,
        /// The account that takes its place.
        new: String,
        /// SHA-256 of the case file: 32 bytes.
        case_hash: HexBinary,
    },
    /// Says whose payments pass.
    ///
    /// By: role compliance. Funds: none. Fails when a less strict mode has to wait. Emits
    /// `isthmus_stablecoin_set_compliance_mode`.
    SetComplianceMode {
        /// The mode.
        mode: ComplianceMode,
    },
    /// Says what is known of accounts. It lifts no freeze, and means nothing for an escrow.
    ///
    /// By: role compliance or the identity contract. Funds: none. Fails when no account or more
    /// than 50 are named. Emits `isthmus_stablecoin_set_account_status` for each account that
    /// changes.
    SetAccountStatus {
        /// The accounts, 1 to 50.
        accounts: Vec<String>,
        /// What is known of them.
        status: AccountStatus,
    },
    /// Says which receivers in another region are blocked, or no longer are; the bridge sends them
    /// nothing. What is under way is not affected.
    ///
    /// By: role compliance. Funds: none. Fails when no receiver or more than 50 are named, or one
    /// has other characters than a-z and 0-9, or more than 128. Emits
    /// `isthmus_stablecoin_screen_foreign` for each.
    ScreenForeign {
        /// The region, such as `east`.
        region: String,
        /// Addresses there, 1 to 50.
        receivers: Vec<String>,
        /// Whether they are blocked from now on.
        blocked: bool,
    },
    /// Names a contract that is asked about every movement by which somebody disposes of tokens, or
    /// ends that. Not asked about: what an escrow pays, refunds, seizures,
    /// wipes and recoveries. It is asked by [`crate::policy::ExecuteMsg`]; if it refuses, fails, or
    /// runs out of its gas, the whole message fails.
    ///
    /// By: role compliance. Funds: none. Fails when the gas limit is not 100,000 to 350,000, the
    /// contract does not answer `can_move`, the end or another contract has to wait, or policy
    /// contracts were given up. Emits `isthmus_stablecoin_set_policy_contract`.
    SetPolicyContract {
        /// The contract, or null for none.
        #[wire(required)]
        policy: Option<PolicyContract>,
    },
    /// Has the policy contract tried: it is asked about nothing, from the token to itself, which every
    /// contract that works lets pass. Five failures in a row, each at least 6 hours and at most 24 after the
    /// one before, and it is no longer asked; a trial that passes ends the row.
    ///
    /// By: anyone. Funds: none. Fails when the sender is a contract, without a policy contract, or when it
    /// fails too soon after it failed before. Emits `isthmus_stablecoin_probe_policy`, and
    /// `isthmus_stablecoin_set_policy_contract` by the token itself when it falls.
    ProbePolicy {},
    /// Protects a contract as an escrow: it can never be frozen, held or locked, nothing of what it holds
    /// for others is seized, and what it pays always lands. What it holds when it becomes one is its own,
    /// and stays within reach of an order.
    ///
    /// By: the owner. Funds: none. Fails when the account is no contract, is frozen, held, locked or
    /// already one, or has to wait. Emits `isthmus_stablecoin_register_escrow`.
    RegisterEscrow {
        /// The contract.
        account: String,
    },
    /// Ends that protection.
    ///
    /// By: the owner. Funds: none. Fails when it is no escrow, is the bridge, or has to wait. A bridge that was
    /// replaced refunds nothing from then on. Emits
    /// `isthmus_stablecoin_unregister_escrow`.
    UnregisterEscrow {
        /// The contract.
        account: String,
    },
    /// Makes another contract the bridge, and an escrow, if it is none yet. The one before stays an escrow and
    /// may still refund what it has in flight, but no longer create or destroy, until it is unregistered.
    ///
    /// By: the owner. Funds: none. Fails when it has to wait, the token knows no regions, the account is no
    /// contract, is frozen, held or locked, or a bridge before this one may still refund. Emits
    /// `isthmus_stablecoin_set_bridge`, and `isthmus_stablecoin_register_escrow` if it was no escrow.
    SetBridge {
        /// The contract.
        bridge: String,
    },
    /// Names another identity registry, or none.
    ///
    /// By: the owner. Funds: none. Fails when another one has to wait, the token knows no regions, or the
    /// account is no contract. Emits `isthmus_stablecoin_set_identity`.
    SetIdentity {
        /// The contract, or null for none.
        #[wire(required)]
        identity: Option<String>,
    },
    /// Destroys tokens that the bridge holds, because they go abroad; at home `abroad` rises by as
    /// much. Never paused.
    ///
    /// By: the bridge contract. Funds: none. Fails when the bridge's balance is too small. Emits
    /// `action=burn, from, amount` and `isthmus_stablecoin_bridge_burn`.
    BridgeBurn {
        /// Base units.
        amount: Uint128,
    },
    /// Creates tokens that arrived from abroad; at home `abroad` falls by as much.
    ///
    /// By: the bridge contract. Funds: none. Fails when transfers are paused, the recipient is
    /// fully frozen, an escrow or not admitted by the compliance mode, more would come home than is abroad,
    /// or the policy contract refuses. Emits `action=mint, to, amount` and
    /// `isthmus_stablecoin_bridge_mint`.
    BridgeMint {
        /// Who receives.
        recipient: String,
        /// Base units.
        amount: Uint128,
    },
    /// Creates tokens again that never arrived abroad; at home `abroad` falls by as much. With
    /// `msg` it then calls the recipient's `receive {sender: <bridge>, amount, msg}`. It lands
    /// whatever is paused or frozen.
    ///
    /// By: the bridge contract or the bridge before. Funds: none. Fails when more would come back than is
    /// abroad, or when the called recipient refuses. Emits `action=mint, to, amount` and
    /// `isthmus_stablecoin_bridge_refund`.
    BridgeRefund {
        /// Who sent the money and has it back.
        recipient: String,
        /// Base units.
        amount: Uint128,
        /// The sender's own reference, for a contract.
        msg: Option<Binary>,
    },
    /// Announces a change, which anyone may apply after the delay.
    ///
    /// By: who may send the change itself. Funds: none. Fails while there is no change delay; when
    /// 16 others wait, or 4 of the same role; when there is nothing to change; and as the change
    /// itself would now. Emits `isthmus_access_schedule_change`.
    ScheduleChange {
        /// The change.
        change: Change,
    },
    /// Makes a change that has waited.
    ///
    /// By: anyone. Funds: none. Fails before it is ready, 7 days after that, when what it was to
    /// change is no longer as it was then, when who scheduled it may no longer do so, and when the
    /// change itself fails. Emits `isthmus_access_apply_change` and the event of the change.
    ApplyChange {
        /// Its number.
        id: u64,
    },
    /// Withdraws a change. Anyone may once it has lapsed or can no longer apply.
    ///
    /// By: the owner, role pauser, role guardian, who scheduled it or anyone once it cannot be
    /// applied. Funds: none. Fails when no such change waits. Emits `isthmus_access_cancel_change`.
    CancelChange {
        /// Its number.
        id: u64,
    },
    /// Sets the delay of changes that loosen something.
    ///
    /// By: the owner. Funds: none. Fails above 30 days, and when a shorter one has to wait itself.
    /// Emits `isthmus_access_set_change_delay`.
    SetChangeDelay {
        /// The delay, from now on; what waits already keeps its own. With 0 nothing waits: what waited
        /// is dropped.
        seconds: u64,
    },
    /// Sets the delay between the proposal of an owner and its acceptance.
    ///
    /// By: the owner. Funds: none. Fails above 30 days, and when a shorter one has to wait. Emits
    /// `isthmus_access_set_owner_delay`.
    SetOwnerDelay {
        /// The delay, from now on; who is proposed already waits for it too.
        seconds: u64,
    },
    /// Sets the fee that a payer pays on top of the amount, or ends it. Whatever the fee, the
    /// recipient gets the amount. Escrows, the collector and payments to oneself are free, and so
    /// is every payment while the collector cannot receive.
    ///
    /// By: role fee_manager. Funds: none. Fails above the ceiling, when the collector is an escrow,
    /// when a higher fee has to wait, and when fees were given up. Emits
    /// `isthmus_stablecoin_set_fee`.
    SetFee {
        /// The fee, or null for none.
        #[wire(required)]
        fee: Option<FeeConfig>,
    },
    /// Sends on what was sent to this contract by mistake: native coins, tokens of another CW20
    /// contract, or this contract's own tokens, which move as in `transfer`. Nobody's balance is
    /// touched but the contract's own.
    ///
    /// By: role rescuer. Funds: none. Fails when the amount is zero or above what is there, and for
    /// own tokens as `transfer` does. Emits `isthmus_stablecoin_rescue`, and for own tokens what
    /// `transfer` does.
    Rescue {
        /// `{"native": denom}` or `{"cw20": contract}`.
        asset: Asset,
        /// Who gets it.
        to: String,
        /// In units of the asset.
        amount: Uint128,
    },
    /// Gives up a power for good, and drops what waits to use it.
    ///
    /// By: the owner. Funds: none. Fails when it was given up already, and while a fee or a policy
    /// contract that is to be given up is set. Emits `isthmus_stablecoin_renounce_feature`.
    RenounceFeature {
        /// The power.
        feature: Feature,
    },
    /// Proposes, accepts or renounces ownership (cw-ownable). The proposed owner accepts.
    ///
    /// By: the owner or the proposed owner. Funds: none. Fails before the delay is over, when who
    /// accepts has a role that the owner may not have, when who is proposed or accepts mints, here or in
    /// the contract that is the minter, when that contract does not answer, and when to renounce has to wait. Emits
    /// `isthmus_access_update_ownership`.
    UpdateOwnership(cw_ownable::Action),
    /// Gives a role. Does nothing if the account has it.
    ///
    /// By: the owner. Funds: none. Fails when it has to wait, which it does unless there is no
    /// delay or the owner took the role away within it; when the account has a duty that excludes
    /// the role (the owner has none, `compliance` and `seizer` exclude each other, and neither they nor
    /// `rescuer` mint, here or in the contract that is the minter); when that contract does not answer;
    /// or when the role has 100 members. Emits `isthmus_access_grant_role`, if
    /// the account had it not.
    GrantRole {
        /// The role.
        role: Role,
        /// Who gets it.
        account: String,
    },
    /// Takes a role away. Does nothing if the account has not got it.
    ///
    /// By: the owner. Funds: none. Fails when `account` is no address of this chain. Emits
    /// `isthmus_access_revoke_role`, if it had.
    RevokeRole {
        /// The role.
        role: Role,
        /// Who loses it.
        account: String,
    },
    /// Gives up a role of the sender.
    ///
    /// By: a holder of the role. Funds: none. Fails when the sender has it not. Emits
    /// `isthmus_access_renounce_role`.
    RenounceRole {
        /// The role.
        role: Role,
    },
    /// Pauses scopes for a time.
    ///
    /// By: role pauser. Funds: none. Fails when the time is zero or above 72 hours, no scope is
    /// named, or one is paused for longer already. Emits `isthmus_access_pause`.
    Pause {
        /// What.
        scopes: Vec<PauseScope>,
        /// For how long; it may be renewed.
        duration_seconds: u64,
    },
    /// Ends the pause of scopes.
    ///
    /// By: the owner. Funds: none. Fails while a pause by the chain lasts, which alone ends pauses
    /// then, and while a migration from cw20-base is under way. Emits `isthmus_access_unpause`.
    Unpause {
        /// What.
        scopes: Vec<PauseScope>,
    },
    /// Moves the next records of cw20-base, balances first, then allowances; with the last of them
    /// everything resumes, if the balances add up to the supply.
    ///
    /// By: anyone. Funds: none. Fails when no migration is under way, when all is moved and the sum
    /// is another one, or when `limit` is not from 1 to 100. Emits
    /// `isthmus_stablecoin_continue_migration`, one `isthmus_stablecoin_issue` for each balance,
    /// and with the last page `isthmus_access_unpause`.
    ContinueMigration {
        /// How many records at most.
        limit: u32,
    },
    /// Sends the next records of a token that was its own office to the contract that is its office now:
    /// what is left of attestations and redemptions, then controllers, lists of recipients, and minters.
    ///
    /// By: anyone. Funds: none. Fails when nothing is left to hand over, when `limit` is not from 1 to 50,
    /// and when the office refuses. Emits `isthmus_stablecoin_hand_over`.
    HandOver {
        /// How many records at most.
        limit: u32,
    },
}
