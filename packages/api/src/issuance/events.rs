//! What issuance emits: one event for each change.

use cosmwasm_std::Uint128;

use crate::event::{schema_of, EventSchema};
use crate::types::RegionId;

crate::event! {
    /// The contract was set up.
    Instantiated = "isthmus_issuance_instantiate" {
        /// Name of the region.
        region: RegionId,
        /// The first owner.
        owner: Option<String> as Address,
    }
}
crate::event! {
    /// A minter created tokens.
    Minted = "isthmus_issuance_mint" {
        /// Who receives.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// What identifies the deposit.
        reference: Option<String> as Hex,
        /// What the minter may still mint.
        allowance: Uint128,
        /// The minter.
        by: String as Address,
    }
}
crate::event! {
    /// What a minter may do was set.
    MinterConfigured = "isthmus_issuance_configure_minter" {
        /// The minter.
        minter: String as Address,
        /// Its ceiling before; absent if it was none.
        previous_ceiling: Option<Uint128>,
        /// Its ceiling.
        ceiling: Uint128,
        /// What it may still mint.
        allowance: Uint128,
        /// Capacity of its rate limit; absent if it has none.
        capacity: Option<Uint128>,
        /// What that limit frees each second.
        refill_per_second: Option<Uint128>,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// An account may no longer mint.
    MinterRemoved = "isthmus_issuance_remove_minter" {
        /// The account.
        minter: String as Address,
        /// What it might still have minted.
        allowance: Uint128,
        /// The duty that it has in the token and no minter may have, if that is why.
        duty: Option<String> as Code,
        /// Who did it.
        by: String,
    }
}
crate::event! {
    /// A minter was stopped.
    MinterStopped = "isthmus_issuance_stop_minter" {
        /// The minter.
        minter: String as Address,
        /// Why.
        reason: String,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// A minter that was stopped may mint again.
    MinterResumed = "isthmus_issuance_resume_minter" {
        /// The minter.
        minter: String as Address,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// What a minter may still mint was raised or lowered.
    MinterAllowanceSet = "isthmus_issuance_set_minter_allowance" {
        /// The minter.
        minter: String as Address,
        /// What it might mint before.
        previous: Uint128,
        /// What it may mint now.
        allowance: Uint128,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// An account controls another minter, or none any more.
    ControllerSet = "isthmus_issuance_set_controller" {
        /// The account.
        controller: String as Address,
        /// The minter it controlled before, if any.
        previous: Option<String> as Address,
        /// The minter it controls, if any.
        minter: Option<String> as Address,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// For whom a minter may mint was set.
    MintRecipientsSet = "isthmus_issuance_set_mint_recipients" {
        /// The minter.
        minter: String as Address,
        /// The accounts on its list, separated by commas; absent if it may mint for anyone.
        recipients: Option<String>,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// The reserves were attested.
    AttestationSubmitted = "isthmus_issuance_submit_attestation" {
        /// Its number, counted from 1.
        id: u64,
        /// What counted before; absent if nothing was attested.
        previous: Option<Uint128>,
        /// What is attested now, in base units.
        amount: Uint128,
        /// What of it counts: less what was paid out since `as_of`.
        counted: Uint128,
        /// The second of which the report speaks.
        as_of: u64 as Seconds,
        /// The composition: class and base units with a colon between, separated by commas.
        composition: String,
        /// What is money within a day, in basis points.
        daily_liquidity_bps: u16,
        /// What is money within seven days, in basis points.
        weekly_liquidity_bps: u16,
        /// The most that is with one institution, in basis points.
        concentration_bps: u16,
        /// Average of the remaining terms in days.
        weighted_maturity_days: u16,
        /// SHA-256 of the report.
        report_hash: String as Hex,
        /// Where the report is.
        uri: String,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// Attestations bound minting from now on, in another way, or no longer.
    ReservePolicySet = "isthmus_issuance_set_reserve_policy" {
        /// Oldest attestation that counts; absent if there is no policy.
        max_age_seconds: Option<u64> as Seconds,
        /// The margin in basis points.
        margin_bps: Option<u16>,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// Redemption was opened, its terms changed, or closed.
    RedemptionPolicySet = "isthmus_issuance_set_redemption_policy" {
        /// The term in business days; absent if redemption is closed.
        term_days: Option<u8>,
        /// The time of a payment in business days.
        payment_days: Option<u8>,
        /// The least amount.
        min_amount: Option<Uint128>,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// A holder handed tokens in.
    RedemptionRequested = "isthmus_issuance_request_redemption" {
        /// Its number, counted from 1.
        id: u64,
        /// The holder.
        holder: String as Address,
        /// Base units.
        amount: Uint128,
        /// The holder's reference.
        reference: String as Hex,
        /// Last second of its term.
        due_at: u64 as Seconds,
    }
}
crate::event! {
    /// A redemption is being paid.
    RedemptionPaying = "isthmus_issuance_mark_paying" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String as Address,
        /// Base units.
        amount: Uint128,
        /// Last second at which nobody may return the tokens.
        until: u64 as Seconds,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// A redemption was paid and its tokens burnt.
    RedemptionSettled = "isthmus_issuance_settle_redemption" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String as Address,
        /// Base units.
        amount: Uint128,
        /// What identifies the payment.
        payment_reference: String as Hex,
        /// Whether its term was over.
        late: bool,
        /// By how much what is attested fell.
        reserve_lowered: Uint128,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// A redemption was rejected; its tokens go back.
    RedemptionRejected = "isthmus_issuance_reject_redemption" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String as Address,
        /// Base units.
        amount: Uint128,
        /// Why.
        reason: String,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// The tokens of a redemption go back because its time is over, or its holder is frozen or held.
    RedemptionReturned = "isthmus_issuance_return_redemption" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String as Address,
        /// Base units.
        amount: Uint128,
        /// `late` or `restricted`.
        cause: String as Code,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// The token refused a payment; it is its owner's credit.
    Credited = "isthmus_issuance_credit" {
        /// Whose.
        account: String as Address,
        /// Base units.
        amount: Uint128,
        /// What the token said.
        reason: String,
    }
}
crate::event! {
    /// A credit was sent to its owner.
    Withdrawn = "isthmus_issuance_withdraw" {
        /// Whose.
        account: String as Address,
        /// Base units.
        amount: Uint128,
        /// Who did it.
        by: String as Address,
    }
}
crate::event! {
    /// Holidays were added.
    HolidaysAdded = "isthmus_issuance_add_holidays" {
        /// The dates, separated by commas.
        holidays: String,
        /// Who did it.
        by: String as Address,
    }
}

crate::event! {
    /// Records of the token, which was its own office, were taken over.
    TakenOver = "isthmus_issuance_take_over" {
        /// How many.
        records: u64,
        /// Whether they are the last.
        done: bool,
    }
}

/// Every event of the contract apart from those of administration ([`crate::access::events`]), for
/// `schema/events.json`.
pub const EVENTS: &[EventSchema] = &[
    schema_of::<Instantiated>(),
    schema_of::<Minted>(),
    schema_of::<MinterConfigured>(),
    schema_of::<MinterRemoved>(),
    schema_of::<MinterStopped>(),
    schema_of::<MinterResumed>(),
    schema_of::<MinterAllowanceSet>(),
    schema_of::<ControllerSet>(),
    schema_of::<MintRecipientsSet>(),
    schema_of::<AttestationSubmitted>(),
    schema_of::<ReservePolicySet>(),
    schema_of::<RedemptionPolicySet>(),
    schema_of::<RedemptionRequested>(),
    schema_of::<RedemptionPaying>(),
    schema_of::<RedemptionSettled>(),
    schema_of::<RedemptionRejected>(),
    schema_of::<RedemptionReturned>(),
    schema_of::<Credited>(),
    schema_of::<Withdrawn>(),
    schema_of::<HolidaysAdded>(),
    schema_of::<TakenOver>(),
];
