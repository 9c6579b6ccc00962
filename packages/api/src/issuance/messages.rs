//! What issuance does for whoever calls it, and what begins and moves it.

use cosmwasm_std::{HexBinary, Uint128};
use cw20::Cw20ReceiveMsg;
use isthmus_wire::wire;

use super::{
    Calendar, Change, HandedOver, Holding, PauseScope, RedemptionPolicy, ReservePolicy, Role,
    RoleGrant,
};
use crate::types::Limit;

/// Sets the contract up. Nothing is queried, so that the contracts of a region can be instantiated in any
/// order with predicted addresses.
#[wire]
pub struct InstantiateMsg {
    /// First owner. None: the contract never has one.
    pub owner: Option<String>,
    /// Seconds between the proposal of a new owner and its acceptance, at most 30 days; 172800 (48
    /// hours) if absent, 0 for none.
    pub owner_delay_seconds: Option<u64>,
    /// First holders of roles, at most 64.
    pub roles: Option<Vec<RoleGrant>>,
    /// Seconds that a change which loosens something has to wait, at most 30 days; 172800 (48 hours)
    /// if absent, 0 for none.
    pub change_delay_seconds: Option<u64>,
    /// Name of this region, constant for life.
    pub region: String,
    /// The region's stablecoin, of which this contract is a minter and a registered escrow.
    pub stablecoin: String,
    /// What business days are.
    pub calendar: Calendar,
    /// How attestations bound minting. None: they do not.
    pub reserve_policy: Option<ReservePolicy>,
    /// The terms of redemption. None: it is closed.
    pub redemption_policy: Option<RedemptionPolicy>,
}

/// Messages that change something.
#[wire]
#[derive(strum::EnumDiscriminants)]
#[strum_discriminants(
    name(ExecuteKind),
    derive(strum::EnumIter, strum::IntoStaticStr),
    strum(serialize_all = "snake_case"),
    doc = "The message without its fields."
)]
pub enum ExecuteMsg {
    /// Creates tokens, within the minter's allowance and rate limit, for an account on its list, and
    /// within what the reserves cover. The token's own brakes, its cap among them, hold besides.
    ///
    /// By: a minter. Funds: none. Fails when minting is paused, the minter is stopped, the amount is
    /// above its allowance or its rate limit, the recipient is not on its list, the reserves do not
    /// cover it, and as `mint` of the token fails. Emits `isthmus_issuance_mint`.
    Mint {
        /// Who receives.
        recipient: String,
        /// Base units.
        amount: Uint128,
        /// What identifies the deposit, 1 to 32 bytes.
        reference: Option<HexBinary>,
    },
    /// CW20 hook. With [`TokenHook::Redeem`] it hands tokens in for money. Everything else is refused, so
    /// that the tokens stay with whoever sent them.
    ///
    /// By: the stablecoin contract. Funds: none. Fails when redemption is paused or closed, the amount is too
    /// small, the holder has 10 open redemptions, the reference is not of 1 to 32 bytes, or the tokens
    /// did not arrive. Emits `isthmus_issuance_request_redemption`.
    Receive(Cw20ReceiveMsg),
    /// Takes in records of the token, which was its own office: attestations, the reserve policy, open
    /// redemptions with their numbers, minters with their recipients and controllers. What this contract knows
    /// already stays as it is. Everything else is left out.
    ///
    /// By: the stablecoin contract. Funds: none. Fails when there are more than 50 records, when one cannot be
    /// read, and at the first page if somebody mints or minted here, attested or redeemed. Emits
    /// `isthmus_issuance_take_over`.
    TakeOver(HandedOver),
    /// Marks a redemption as being paid, once. From then on it is not called back at the end of its term,
    /// but at the end of the time that a payment may take.
    ///
    /// By: role redemption_operator. Funds: none. Fails when redemption is paused, there is no such
    /// redemption, its term is over, it is marked already, or the token says that its holder is frozen,
    /// held or locked. Emits `isthmus_issuance_mark_paying`.
    MarkPaying {
        /// Its number.
        id: u64,
    },
    /// Ends a redemption that was paid: burns its tokens. What is attested falls by the amount, unless an
    /// attestation speaks of a later second than the payment.
    ///
    /// By: role redemption_operator. Funds: none. Fails when redemption is paused, there is no such
    /// redemption, it is not marked and the token says that its holder is frozen, held or locked, and as
    /// `burn` of the token fails. Emits `isthmus_issuance_settle_redemption`.
    SettleRedemption {
        /// Its number.
        id: u64,
        /// What identifies the payment, 1 to 32 bytes.
        payment_reference: HexBinary,
    },
    /// Ends a redemption that will not be paid: its tokens go back to the holder.
    ///
    /// By: role redemption_operator. Funds: none. Fails when there is no such redemption, or the reason is
    /// not of 1 to 128 printable characters. Emits `isthmus_issuance_reject_redemption`.
    RejectRedemption {
        /// Its number.
        id: u64,
        /// Why.
        reason: String,
    },
    /// Gives the tokens of a redemption back to the holder, once its term, or the time of a payment under
    /// way, is over; at once if it is not marked and the token says that its holder is frozen or held, so
    /// that an order finds the tokens where it looks for them.
    ///
    /// By: anyone. Funds: none. Fails when there is no such redemption, and before. Emits
    /// `isthmus_issuance_return_redemption`.
    ReturnRedemption {
        /// Its number.
        id: u64,
    },
    /// Sends an account what a refused payment left as its credit.
    ///
    /// By: anyone. Funds: none. Fails when there is nothing, and when the token refuses again. Emits
    /// `isthmus_issuance_withdraw`.
    Withdraw {
        /// Whose credit.
        account: String,
    },
    /// Sets what an account may mint at most, and how fast. A new minter has an allowance of its whole
    /// ceiling; of one that was removed, what it had used stays used. A lower ceiling cuts the allowance.
    ///
    /// By: role master_minter. Funds: none. Fails when it loosens and the account has a duty that a minter
    /// may not have, here or in the token, and when it loosens and has to wait. Emits
    /// `isthmus_issuance_configure_minter`.
    ConfigureMinter {
        /// The account.
        minter: String,
        /// The most that its allowance may be raised to, in base units.
        ceiling: Uint128,
        /// How fast it may mint, or null for no rate limit.
        #[wire(required)]
        rate_limit: Option<Limit>,
    },
    /// Takes the right to mint away, at once, and with it the minter's controllers.
    ///
    /// By: role master_minter. Funds: none. Fails when the account is no minter. Emits
    /// `isthmus_issuance_remove_minter`.
    RemoveMinter {
        /// The account.
        minter: String,
    },
    /// Takes the right to mint away from an account that has come to have a duty, in the token, that a
    /// minter may not have.
    ///
    /// By: anyone. Funds: none. Fails when the account is no minter, and when there is no such duty. Emits
    /// `isthmus_issuance_remove_minter`.
    DismissMinter {
        /// The account.
        minter: String,
    },
    /// Stops a minter, at once.
    ///
    /// By: the owner or role guardian. Funds: none. Fails when the account is no minter, or the reason is
    /// not of 1 to 128 printable characters. Emits `isthmus_issuance_stop_minter`.
    StopMinter {
        /// The account.
        minter: String,
        /// Why.
        reason: String,
    },
    /// Lets a minter that was stopped mint again.
    ///
    /// By: the owner. Funds: none. Fails when the account is no minter or was not stopped, and when it has
    /// to wait. Emits `isthmus_issuance_resume_minter`.
    ResumeMinter {
        /// The account.
        minter: String,
    },
    /// Raises what a minter may still mint, up to its ceiling.
    ///
    /// By: role master_minter or a controller of the minter. Funds: none. Fails when the account is no
    /// minter, above its ceiling, and when the controller is frozen or held in the token. Emits
    /// `isthmus_issuance_set_minter_allowance`.
    IncreaseMinterAllowance {
        /// The minter.
        minter: String,
        /// By how much, in base units.
        amount: Uint128,
    },
    /// Lowers what a minter may still mint, at once, to zero if the amount is above it.
    ///
    /// By: role master_minter or a controller of the minter. Funds: none. Fails when the account is no
    /// minter. Emits `isthmus_issuance_set_minter_allowance`.
    DecreaseMinterAllowance {
        /// The minter.
        minter: String,
        /// By how much, in base units.
        amount: Uint128,
    },
    /// Lets an account raise and lower the allowance of one minter, and of no other.
    ///
    /// By: role master_minter. Funds: none. Fails when the account is no minter, would control itself, or
    /// has ten controllers, and when it has to wait. Emits `isthmus_issuance_set_controller`.
    ConfigureController {
        /// The account.
        controller: String,
        /// The minter.
        minter: String,
    },
    /// Takes that away, at once. Does nothing if the account controls none.
    ///
    /// By: role master_minter. Funds: none. Fails when `controller` is no address. Emits
    /// `isthmus_issuance_set_controller`.
    RemoveController {
        /// The account.
        controller: String,
    },
    /// Sets for whom a minter may mint: the whole list, of which an empty one permits nobody.
    ///
    /// By: role master_minter. Funds: none. Fails when the account is no minter, above 50 accounts, and
    /// when it loosens and has to wait. Emits `isthmus_issuance_set_mint_recipients`.
    SetMintRecipients {
        /// The minter.
        minter: String,
        /// The accounts, or null for anyone.
        #[wire(required)]
        recipients: Option<Vec<String>>,
    },
    /// Attests the reserves: what they are made of, and the sum.
    ///
    /// By: role attestor. Funds: none. Fails when the holdings are more than 40, malformed or not the sum,
    /// when it speaks of the future or of an earlier second than the last, the hash is not of 32 bytes or
    /// the link not of 1 to 256 characters. Emits `isthmus_issuance_submit_attestation`.
    SubmitAttestation {
        /// The sum in base units.
        amount: Uint128,
        /// The second of which the report speaks.
        as_of: u64,
        /// What the reserve is made of.
        holdings: Vec<Holding>,
        /// SHA-256 of the report.
        report_hash: HexBinary,
        /// Where the report is.
        uri: String,
    },
    /// Sets how attestations bound minting.
    ///
    /// By: the owner. Funds: none. Fails when the margin is above 10000, and when it loosens and has to
    /// wait. Emits `isthmus_issuance_set_reserve_policy`.
    SetReservePolicy {
        /// The policy, or null for none.
        #[wire(required)]
        policy: Option<ReservePolicy>,
    },
    /// Opens redemption, sets its terms, or closes it. What is open keeps its deadline.
    ///
    /// By: the owner. Funds: none. Fails when a term is not of 1 to 20 days or the least amount is zero,
    /// and when it loosens and has to wait. Emits `isthmus_issuance_set_redemption_policy`.
    SetRedemptionPolicy {
        /// The policy, or null for none.
        #[wire(required)]
        policy: Option<RedemptionPolicy>,
    },
    /// Adds holidays to come. A deadline that is fixed does not move.
    ///
    /// By: role calendar_keeper. Funds: none. Fails when there are more than 100, or one is not a date
    /// within ten years after today. Emits `isthmus_issuance_add_holidays`.
    AddHolidays {
        /// The dates, `YYYY-MM-DD`.
        holidays: Vec<String>,
    },
    /// Proposes an owner, accepts, or gives ownership up. A minter is no owner.
    ///
    /// By: the owner or the proposed owner. Funds: none. Fails as `cw-ownable` fails, before the delay is
    /// over, when the account has a duty that excludes it, and when giving up has to wait. Emits
    /// `isthmus_access_update_ownership`.
    UpdateOwnership(cw_ownable::Action),
    /// Gives a role. Giving it twice does nothing.
    ///
    /// By: the owner. Funds: none. Fails when it has to wait, the account has a duty that excludes the role,
    /// here or in the token, or the role has 100 members. Emits `isthmus_access_grant_role`, unless the
    /// account had it.
    GrantRole {
        /// The role.
        role: Role,
        /// Who gets it.
        account: String,
    },
    /// Takes a role away, at once. Does nothing if the account has not got it.
    ///
    /// By: the owner. Funds: none. Fails when `account` is no address of this chain. Emits
    /// `isthmus_access_revoke_role`, if it had.
    RevokeRole {
        /// The role.
        role: Role,
        /// Who loses it.
        account: String,
    },
    /// Gives up a role of the sender, at once.
    ///
    /// By: a holder of the role. Funds: none. Fails when the sender has it not. Emits
    /// `isthmus_access_renounce_role`.
    RenounceRole {
        /// The role.
        role: Role,
    },
    /// Pauses for a time.
    ///
    /// By: role pauser. Funds: none. Fails when no scope is named, the time is zero or above 72
    /// hours, or a scope is paused for longer already. Emits `isthmus_access_pause`.
    Pause {
        /// What.
        scopes: Vec<PauseScope>,
        /// For how long; it may be renewed.
        duration_seconds: u64,
    },
    /// Ends a pause.
    ///
    /// By: the owner. Funds: none. Fails when more than 7 scopes are named, and while a pause by the
    /// chain lasts, which alone ends pauses then. Emits `isthmus_access_unpause`.
    Unpause {
        /// What.
        scopes: Vec<PauseScope>,
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
    /// change is no longer as it was then, when who scheduled it no longer may, and when the change
    /// itself fails. Emits `isthmus_access_apply_change` and the event of the change.
    ApplyChange {
        /// Its number.
        id: u64,
    },
    /// Withdraws a change. Anyone may once it has lapsed or can no longer apply.
    ///
    /// By: the owner, role pauser, role guardian, who scheduled it or anyone once it cannot be applied.
    /// Funds: none. Fails when no such change waits. Emits `isthmus_access_cancel_change`.
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
}

/// What a CW20 `send` to issuance carries in `msg` (base64 of this JSON).
#[wire]
pub enum TokenHook {
    /// Hands the tokens in for money.
    Redeem {
        /// The holder's reference, by which the payment is known; 1 to 32 bytes. No personal data: it is
        /// public.
        reference: HexBinary,
    },
}

/// Takes over from an older version of the same contract. Changes nothing else.
#[wire]
pub struct MigrateMsg {}
