//! What the escrow emits: one event for each change, with the deal's status after it.

use cosmwasm_std::Uint128;

use crate::event::{schema_of, EventSchema};
use crate::types::RegionId;

crate::event! {
    /// The contract was set up.
    Instantiated = "isthmus_escrow_instantiate" {
        /// Name of the region.
        region: RegionId,
        /// The first owner.
        owner: Option<String> as Address,
    }
}
crate::event! {
    /// A letter of credit was proposed.
    Proposed = "isthmus_escrow_propose" {
        /// The deal.
        deal: u64,
        /// Who proposed it, and so consented: applicant, issuer, beneficiary or advising.
        party: String as Code,
        /// That party's account.
        actor: String as Address,
        /// The buyer.
        applicant: String as Address,
        /// The issuing bank.
        issuer: String as Address,
        /// The seller.
        beneficiary: String as Address,
        /// What is paid with: `native:<denom>` or `cw20:<contract>`.
        asset: String,
        /// The credit's amount.
        amount: Uint128,
        /// What must be funded.
        cover: Uint128,
        /// Hash of the terms, hexadecimal.
        terms_hash: String as Hex,
        /// Last second for a presentation.
        expires_at: u64 as Seconds,
        /// The bank's own number of the credit.
        reference: Option<String>,
    }
}
crate::event! {
    /// A party consented to the terms.
    Consented = "isthmus_escrow_consent" {
        /// The deal.
        deal: u64,
        /// Which party.
        party: String as Code,
        /// Its account.
        actor: String as Address,
        /// The deal's status: agreed with the last consent.
        status: String as Code,
    }
}
crate::event! {
    /// The deal was covered in full and is open.
    Funded = "isthmus_escrow_fund" {
        /// The deal.
        deal: u64,
        /// Which party funded it.
        party: String as Code,
        /// Its account.
        actor: String as Address,
        /// What was funded with.
        asset: String,
        /// How much.
        amount: Uint128,
        /// The deal's status.
        status: String as Code,
    }
}
crate::event! {
    /// Documents were presented, in full or in part, for the first time or again.
    Presented = "isthmus_escrow_present" {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// Who presented.
        actor: String as Address,
        /// How much is drawn.
        amount: Uint128,
        /// How much is reserved for it.
        reserved: Uint128,
        /// How often this drawing has been presented.
        presentation: u32,
        /// How many documents it has.
        documents: u32,
        /// Automatic discrepancies: their codes with a comma between; empty if none.
        discrepancies: String as Code,
        /// End of the examination, once complete.
        exam_due_at: Option<u64> as Seconds,
    }
}
crate::event! {
    /// The issuer gave its notice of refusal.
    Refused = "isthmus_escrow_refuse" {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// The issuer.
        actor: String as Address,
        /// How many discrepancies the notice has.
        discrepancies: u32,
        /// What happens to the documents: hold, await_waiver or return.
        disposition: String as Code,
        /// Last second in which it can still be accepted or presented again.
        due_at: u64 as Seconds,
    }
}
crate::event! {
    /// The applicant waived discrepancies.
    Waived = "isthmus_escrow_waive" {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// The applicant.
        actor: String as Address,
        /// Numbers of the discrepancies with a comma between.
        discrepancies: String,
        /// How many are still open.
        open: u32,
    }
}
crate::event! {
    /// A drawing is to be paid.
    Accepted = "isthmus_escrow_accept" {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// The issuer, or whoever cranked after its silence.
        actor: String as Address,
        /// How much.
        amount: Uint128,
        /// Whether the issuer lost its right to refuse by silence (UCP 600 art. 16f).
        precluded: bool,
    }
}
crate::event! {
    /// A drawing ended without payment; its money is free again.
    Released = "isthmus_escrow_release" {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// How much is free again.
        amount: Uint128,
    }
}
crate::event! {
    /// Money leaves a deal: to the beneficiary for a drawing, or back to the funder.
    Paid = "isthmus_escrow_pay" {
        /// The deal.
        deal: u64,
        /// The drawing; none for a refund.
        drawing: Option<u64>,
        /// Why: drawing or refund.
        kind: String as Code,
        /// Whose money it is.
        owner: String as Address,
        /// Region it goes to, if another.
        region: Option<RegionId>,
        /// Account it goes to.
        receiver: String as Address,
        /// What is paid with.
        asset: String,
        /// How much.
        amount: Uint128,
        /// Number of the payout over the bridge, if it goes that way.
        payout: Option<u64>,
    }
}
crate::event! {
    /// A payment was refused by the token or the bridge and became a credit.
    Credited = "isthmus_escrow_credit" {
        /// The deal.
        deal: u64,
        /// Whose credit.
        owner: String as Address,
        /// What is owed.
        asset: String,
        /// How much.
        amount: Uint128,
        /// What the chain says of the refusal.
        reason: String,
    }
}
crate::event! {
    /// Money sent over the bridge came back and became a credit.
    Returned = "isthmus_escrow_return" {
        /// Number of the payout.
        payout: u64,
        /// The deal; none for a withdrawal.
        deal: Option<u64>,
        /// Whose credit.
        owner: String as Address,
        /// What is owed.
        asset: String,
        /// How much.
        amount: Uint128,
    }
}
crate::event! {
    /// A credit was withdrawn.
    Withdrawn = "isthmus_escrow_withdraw" {
        /// Whose credit.
        owner: String as Address,
        /// Region it goes to, if another.
        region: Option<RegionId>,
        /// Account it goes to.
        receiver: String as Address,
        /// What is paid with.
        asset: String,
        /// How much.
        amount: Uint128,
        /// Number of the payout over the bridge, if it goes that way.
        payout: Option<u64>,
    }
}
crate::event! {
    /// A party declined, withdrew or cancelled the deal.
    Cancelled = "isthmus_escrow_cancel" {
        /// The deal.
        deal: u64,
        /// Which party.
        party: String as Code,
        /// Its account.
        actor: String as Address,
        /// The deal's status: closed if that was all it took.
        status: String as Code,
    }
}
crate::event! {
    /// A deal expired with drawings alive; nothing new can be presented.
    Expired = "isthmus_escrow_expire" {
        /// The deal.
        deal: u64,
        /// The deal's status.
        status: String as Code,
    }
}
crate::event! {
    /// A deal is over.
    Closed = "isthmus_escrow_close" {
        /// The deal.
        deal: u64,
        /// How: settled, expired, cancelled or lapsed.
        outcome: String as Code,
        /// What the beneficiary got.
        released: Uint128,
        /// What the funder got back.
        refunded: Uint128,
    }
}
crate::event! {
    /// A party said where its money goes.
    PayoutSet = "isthmus_escrow_set_payout" {
        /// The deal.
        deal: u64,
        /// Which party.
        party: String as Code,
        /// Its account.
        actor: String as Address,
        /// Region it goes to, if another.
        region: Option<RegionId>,
        /// Account it goes to.
        receiver: String as Address,
    }
}
crate::event! {
    /// A calendar was created.
    CalendarCreated = "isthmus_escrow_create_calendar" {
        /// The calendar.
        calendar: u64,
        /// Who created it.
        actor: String as Address,
        /// Its name.
        name: String,
        /// How many holidays it has.
        holidays: u32,
    }
}
crate::event! {
    /// Holidays were added to a calendar.
    HolidaysAdded = "isthmus_escrow_add_holidays" {
        /// The calendar.
        calendar: u64,
        /// Who added them.
        actor: String as Address,
        /// The dates with a comma between.
        holidays: String,
    }
}
crate::event! {
    /// An asset was allowed for new deals, or no longer is.
    AssetSet = "isthmus_escrow_set_asset" {
        /// The asset.
        asset: String,
        /// Whether it is allowed.
        allowed: bool,
    }
}
crate::event! {
    /// What a party must prove was changed.
    PolicySet = "isthmus_escrow_set_policy" {
        /// Schema of the credential; none: nothing is asked.
        schema: Option<String>,
        /// Lowest level.
        min_level: Option<u8>,
    }
}

/// Every event of the contract apart from those of administration ([`crate::access::events`]), for `schema/events.json`.
pub const EVENTS: &[EventSchema] = &[
    schema_of::<Instantiated>(),
    schema_of::<Proposed>(),
    schema_of::<Consented>(),
    schema_of::<Funded>(),
    schema_of::<Presented>(),
    schema_of::<Refused>(),
    schema_of::<Waived>(),
    schema_of::<Accepted>(),
    schema_of::<Released>(),
    schema_of::<Paid>(),
    schema_of::<Credited>(),
    schema_of::<Returned>(),
    schema_of::<Withdrawn>(),
    schema_of::<Cancelled>(),
    schema_of::<Expired>(),
    schema_of::<Closed>(),
    schema_of::<PayoutSet>(),
    schema_of::<CalendarCreated>(),
    schema_of::<HolidaysAdded>(),
    schema_of::<AssetSet>(),
    schema_of::<PolicySet>(),
];
