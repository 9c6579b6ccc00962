//! What the escrow does for whoever calls it, and what begins and moves it.

use cosmwasm_std::{HexBinary, Uint128};
use cw20::Cw20ReceiveMsg;
use isthmus_wire::wire;

use super::{
    Change, Disposition, Document, Finding, PauseScope, Presentation, Role, RoleGrant, Terms,
    Weekday,
};
use crate::gate;
use crate::types::{Asset, Payout};

/// Sets the contract up. Nothing is queried, so that the four contracts of a region can be
/// instantiated in any order with predicted addresses.
#[wire]
pub struct InstantiateMsg {
    /// First owner. None: the contract never has one.
    pub owner: Option<String>,
    /// Seconds between the proposal of a new owner and its acceptance, at most 30 days; 172800 (48
    /// hours) if absent, 0 for none.
    pub owner_delay_seconds: Option<u64>,
    /// Name of this region, constant for life.
    pub region: String,
    /// The region's identity registry, read by the gate.
    pub identity: String,
    /// The region's stablecoin.
    pub stablecoin: String,
    /// The region's bridge, over which remote payouts go.
    pub bridge: String,
    /// What a party must prove when it consents. None: nothing.
    pub policy: Option<gate::Policy>,
    /// Assets in which deals may be made.
    pub assets: Vec<Asset>,
    /// First holders of roles, at most 64.
    pub roles: Option<Vec<RoleGrant>>,
    /// Seconds that a change which loosens something has to wait, at most 30 days; 172800 (48 hours)
    /// if absent, 0 for none.
    pub change_delay_seconds: Option<u64>,
}

/// Messages that change something.
#[wire]
// Boxing the terms would show in every client's code; a message lives for one call.
#[allow(clippy::large_enum_variant)]
#[derive(strum::EnumDiscriminants)]
#[strum_discriminants(
    name(ExecuteKind),
    derive(strum::EnumIter, strum::IntoStaticStr),
    strum(serialize_all = "snake_case"),
    doc = "The message without its fields."
)]
pub enum ExecuteMsg {
    /// Proposes a letter of credit. The proposer consents by it; the others `consent`.
    ///
    /// By: the applicant, the issuer, the beneficiary or the advising bank. Funds: none. Fails when
    /// new deals are paused, the proposer is none of the parties or does not satisfy the policy,
    /// the parties are not distinct, the asset is not allowed, the dates are not in order or the
    /// remote payout has no route. Emits `isthmus_escrow_propose`.
    Propose {
        /// The terms; they never change afterwards.
        terms: Terms,
    },
    /// Agrees to the terms, by their hash (query `deal_terms`). The last consent makes the deal
    /// `agreed` (UCP 600 art. 10c: silence is not consent).
    ///
    /// By: the applicant, the issuer, the beneficiary or the advising bank. Funds: none. Fails when
    /// the hash is another, the deal is not `proposed`, `consent_by` is over, the party consented
    /// before or does not satisfy the policy, or the remote payout has no route. Emits
    /// `isthmus_escrow_consent`.
    Consent {
        /// The deal.
        deal: u64,
        /// Hash of the terms, 32 bytes.
        terms_hash: HexBinary,
    },
    /// Covers the undertaking in native coins: exactly `cover`, at once. The deal is then `open`.
    ///
    /// By: the applicant or the issuer. Funds: exactly the cover in the deal's coin. Fails when the
    /// deal is not `agreed`, `fund_by` is over or the coins are not exactly the cover. Emits
    /// `isthmus_escrow_fund`.
    Fund {
        /// The deal.
        deal: u64,
    },
    /// CW20 hook. With [`TokenHook::Fund`] it covers the undertaking, as `fund` does for coins.
    /// From the bridge, with the reference of a remote payout, it is money that came back and
    /// becomes a credit of that payout's payee. A refund is taken from the token of that payout
    /// alone.
    ///
    /// By: an allowed token contract. Funds: none. Fails when the token is not allowed or not the
    /// deal's, the amount is not the cover, or the reference is unknown or used, so that the bridge
    /// keeps a claim. Emits `isthmus_escrow_fund` or `isthmus_escrow_return`.
    Receive(Cw20ReceiveMsg),
    /// Presents documents: hashes, never the documents. What the contract can see by itself is
    /// recorded as automatic discrepancies; they are no error, for the applicant may waive them.
    ///
    /// By: the beneficiary or the advising bank. Funds: none. Fails when the deal is not `open`,
    /// has expired (UCP 600 art. 6d, 29), has too many drawings or nothing left to draw. Emits
    /// `isthmus_escrow_present`.
    Present {
        /// The deal.
        deal: u64,
        /// What is presented.
        presentation: Presentation,
        /// False: more documents follow with `complete`, and the examination does not begin yet.
        /// True if absent.
        complete: Option<bool>,
    },
    /// Adds the last documents to a presentation begun with `complete: false`; the examination
    /// begins.
    ///
    /// By: the beneficiary or the advising bank. Funds: none. Fails when the drawing is not an
    /// incomplete presentation or the deal has expired. Emits `isthmus_escrow_present`.
    Complete {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// The remaining documents; may be empty.
        documents: Vec<Document>,
    },
    /// Presents a refused drawing again, with documents replaced by kind or added. It is examined
    /// anew: new discrepancies, a new examination period, a new notice. The beneficiary also takes
    /// over by it what the advising bank began; of that, only required documents stay.
    ///
    /// By: the beneficiary or the advising bank. Funds: none. Fails when the drawing is neither
    /// `discrepant` nor, for the beneficiary, one that the advising bank left incomplete; the deal
    /// has expired or the drawing was presented too often. Emits `isthmus_escrow_present`.
    Represent {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// Documents that replace those of their kind, or are added.
        documents: Vec<Document>,
        /// Corrected date of shipment.
        shipped_at: Option<u64>,
        /// Corrected amount.
        amount: Option<Uint128>,
    },
    /// Finds the presentation complying, or takes it up after the applicant's waiver, and pays at
    /// sight (UCP 600 art. 7a, 15a).
    ///
    /// By: the issuer. Funds: none. Fails when the drawing is neither `presented` nor `discrepant`,
    /// its time is over, or a discrepancy is not waived. Emits `isthmus_escrow_accept` and
    /// `isthmus_escrow_pay`.
    Accept {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
    },
    /// Gives the one notice of refusal: every discrepancy, and where the documents are (UCP 600
    /// art. 16c, d). Automatic discrepancies that are not waived belong to the notice by
    /// themselves. Once per presentation.
    ///
    /// By: the issuer. Funds: none. Fails when the drawing is not `presented`, the examination
    /// period is over, or the notice would be empty. Emits `isthmus_escrow_refuse`.
    Refuse {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// What the examiner found; may be empty if an automatic discrepancy is open.
        discrepancies: Vec<Finding>,
        /// What happens to the documents.
        disposition: Disposition,
    },
    /// Waives discrepancies (UCP 600 art. 16b). The issuer must still accept; the waiver extends no
    /// period.
    ///
    /// By: the applicant. Funds: none. Fails when the drawing is neither `presented` nor
    /// `discrepant`, its time is over, the documents were returned, or a number is unknown or
    /// waived before. Emits `isthmus_escrow_waive`.
    Waive {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// Numbers of the discrepancies; null for all open ones.
        #[wire(required)]
        discrepancies: Option<Vec<u32>>,
    },
    /// Ends a deal early. While `proposed`, any party declines or withdraws it alone. Afterwards
    /// the issuer and the beneficiary must both cancel (UCP 600 art. 10a), with no drawing alive;
    /// what is held goes back to the funder.
    ///
    /// By: the applicant, the issuer, the beneficiary or the advising bank. Funds: none. Fails when
    /// the deal is closed, a drawing is alive, the party has no say or has cancelled before. Emits
    /// `isthmus_escrow_cancel`.
    Cancel {
        /// The deal.
        deal: u64,
    },
    /// Carries out whatever has come due: lapse without consent or funds, preclusion after a silent
    /// examination period (UCP 600 art. 16f), end of a refused drawing, refund at expiry. Does
    /// nothing when nothing is due.
    ///
    /// By: anyone. Funds: none. Fails when the deal does not exist. Emits an event for each step.
    Crank {
        /// The deal.
        deal: u64,
    },
    /// `crank` for up to 20 deals, in order. Once their payments may use 20,000,000 gas together,
    /// 500,000 each within the region and 1,500,000 each over the bridge, the deals that follow are
    /// left for another call.
    ///
    /// By: anyone. Funds: none. Fails when there are too many or one that it comes to does not
    /// exist. Emits an event for each step, as `crank`.
    CrankMany {
        /// The deals.
        deals: Vec<u64>,
    },
    /// Takes one's own credit: money that could not be delivered when it was due. Never expires,
    /// never paused. Nobody can do it for another.
    ///
    /// By: anyone. Funds: none. Fails when there is no credit or the token or bridge refuses; the
    /// credit then stays. Emits `isthmus_escrow_withdraw`.
    Withdraw {
        /// Which money.
        asset: Asset,
        /// Where it goes.
        to: Payout,
    },
    /// Says where one's own money of this deal goes: the beneficiary its payments, applicant and
    /// issuer their refunds. Nobody can do it for another.
    ///
    /// By: the applicant, the issuer or the beneficiary. Funds: none. Fails when the deal is closed
    /// or the remote payout has no route. Emits `isthmus_escrow_set_payout`.
    SetPayout {
        /// The deal.
        deal: u64,
        /// Where.
        payout: Payout,
    },
    /// Creates a banking calendar: an offset to UTC, a weekend, holidays.
    ///
    /// By: role calendar_keeper. Funds: none. Fails when name, offset, weekend or a date is
    /// malformed. Emits `isthmus_escrow_create_calendar`.
    CreateCalendar {
        /// Name, such as `New York`; 2 to 32 characters.
        name: String,
        /// Minutes to add to UTC for local time, from -720 to 840.
        utc_offset_minutes: i32,
        /// Days of the week that are no banking days; at most six.
        weekend: Vec<Weekday>,
        /// Holidays, `YYYY-MM-DD`.
        holidays: Vec<String>,
    },
    /// Adds holidays to come. Deadlines that are fixed do not move.
    ///
    /// By: role calendar_keeper. Funds: none. Fails when a date is not after today there or more
    /// than ten years away. Emits `isthmus_escrow_add_holidays`.
    AddHolidays {
        /// The calendar.
        calendar: u64,
        /// Holidays, `YYYY-MM-DD`.
        holidays: Vec<String>,
    },
    /// Allows new deals in an asset, which loosens.
    ///
    /// By: the owner. Funds: none. Fails when the asset is malformed, or when it has to wait. Emits
    /// `isthmus_escrow_set_asset`.
    AllowAsset {
        /// The asset.
        asset: Asset,
    },
    /// Ends new deals in an asset, at once. Deals that exist go on.
    ///
    /// By: the owner. Funds: none. Fails when the asset is malformed. Emits
    /// `isthmus_escrow_set_asset`.
    DisallowAsset {
        /// The asset.
        asset: Asset,
    },
    /// Sets what a party must prove when it consents, from now on. To ask less, of others, or
    /// nothing, loosens.
    ///
    /// By: the owner. Funds: none. Fails when the policy is malformed, or when it has to wait.
    /// Emits `isthmus_escrow_set_policy`.
    SetPolicy {
        /// The policy, or null for none.
        #[wire(required)]
        policy: Option<gate::Policy>,
    },
    /// Proposes, accepts or renounces ownership, in cw-ownable's form. Who was proposed accepts,
    /// after the owner's delay; to renounce loosens.
    ///
    /// By: the owner or the proposed owner. Funds: none. Fails before the delay is over, when the
    /// proposal has expired, and when a renunciation has to wait. Emits
    /// `isthmus_access_update_ownership`.
    UpdateOwnership(cw_ownable::Action),
    /// Gives a role, which loosens. Giving it twice does nothing.
    ///
    /// By: the owner. Funds: none. Fails when `account` is no address of this chain, when the role
    /// has 100 members, or when it has to wait. Emits `isthmus_access_grant_role`.
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
    /// Pauses new deals for a time.
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
    /// By: the owner, role pauser, who scheduled it or anyone once it cannot be applied. Funds:
    /// none. Fails when no such change waits. Emits `isthmus_access_cancel_change`.
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

/// What a CW20 `send` to the escrow carries in `msg` (base64 of this JSON).
#[wire]
pub enum TokenHook {
    /// Covers the undertaking of a deal: exactly `cover`, at once.
    Fund {
        /// The deal.
        deal: u64,
    },
}

/// Takes over from an older version of the same contract. Changes no deal.
#[wire]
pub struct MigrateMsg {}
