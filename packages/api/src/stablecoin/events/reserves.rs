//! What stands behind the tokens: attestations, redemptions, and whether holders may burn.

use cosmwasm_std::Uint128;

use crate::event;

event! {
    /// The reserves were attested.
    SubmitAttestation = "isthmus_stablecoin_submit_attestation" {
        /// Its number, counted from 1.
        id: u64,
        /// What was attested before; absent if nothing was.
        previous: Option<Uint128>,
        /// What is attested now, in base units.
        amount: Uint128,
        /// The second of which the report speaks.
        as_of: u64 as Seconds,
        /// SHA-256 of the report.
        report_hash: String as Hex,
        /// Where the report is.
        uri: String,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Attestations bound minting from now on, in another way, or no longer.
    SetReservePolicy = "isthmus_stablecoin_set_reserve_policy" {
        /// Oldest attestation that counted before; absent if there was no policy.
        previous_max_age_seconds: Option<u64> as Seconds,
        /// The margin before, in basis points.
        previous_margin_bps: Option<u16>,
        /// Oldest attestation that counts now; absent if there is no policy.
        max_age_seconds: Option<u64> as Seconds,
        /// The margin now, in basis points.
        margin_bps: Option<u16>,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A holder handed tokens in; they left its balance.
    RequestRedemption = "isthmus_stablecoin_request_redemption" {
        /// Its number, counted from 1.
        id: u64,
        /// The holder.
        holder: String as Address,
        /// Base units.
        amount: Uint128,
        /// The holder's reference in hexadecimal.
        reference: String as Hex,
        /// First second at which anyone may return the tokens.
        due_at: u64 as Seconds,
    }
}

event! {
    /// A redemption was paid and its tokens burnt.
    SettleRedemption = "isthmus_stablecoin_settle_redemption" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String as Address,
        /// Base units.
        amount: Uint128,
        /// What identifies the payment, in hexadecimal.
        payment_reference: String as Hex,
        /// Supply of this region afterwards.
        supply: Uint128,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A redemption was rejected; its tokens are back with the holder.
    RejectRedemption = "isthmus_stablecoin_reject_redemption" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String as Address,
        /// Base units.
        amount: Uint128,
        /// Why.
        reason: String,
        /// Whether they cannot be moved because the account is frozen or held.
        locked: bool,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A redemption passed its deadline; its tokens are back with the holder.
    CancelRedemption = "isthmus_stablecoin_cancel_redemption" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String as Address,
        /// Base units.
        amount: Uint128,
        /// Whether they cannot be moved because the account is frozen or held.
        locked: bool,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Redemption was opened, its terms changed, or closed.
    SetRedemptionPolicy = "isthmus_stablecoin_set_redemption_policy" {
        /// The deadline before; absent if redemption was closed.
        previous_deadline_seconds: Option<u64> as Seconds,
        /// The least amount before.
        previous_min_amount: Option<Uint128>,
        /// The deadline now; absent if redemption is closed.
        deadline_seconds: Option<u64> as Seconds,
        /// The least amount now.
        min_amount: Option<Uint128>,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Holders may burn from now on, or may not.
    SetHolderBurn = "isthmus_stablecoin_set_holder_burn" {
        /// Whether they might before.
        previous: bool,
        /// Whether they may.
        enabled: bool,
        /// Who did it.
        by: String as Address,
    }
}
