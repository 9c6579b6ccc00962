//! What the parties of a letter of credit agree on, what is presented, and how far it has come.

use cosmwasm_std::{HexBinary, Uint128};
use isthmus_wire::wire;

use crate::types::{Asset, Payout};

/// The terms of a sight letter of credit. Fixed by the proposal; each party consents to their hash.
#[wire]
pub struct Terms {
    /// The buyer, on whose request the credit is issued (UCP 600 art. 2).
    pub applicant: String,
    /// The issuing bank: examines the documents and pays.
    pub issuer: String,
    /// The seller.
    pub beneficiary: String,
    /// Where the seller's payments go: here, or to an account in another region. The seller alone
    /// may change it later.
    pub payout: Payout,
    /// The advising bank (UCP 600 art. 9): its consent is its advice, and it may present for the
    /// beneficiary.
    pub advising: Option<String>,
    /// What is paid with; must be allowed.
    pub asset: Asset,
    /// The credit's amount in base units.
    pub amount: Uint128,
    /// How far the sum of the drawings may exceed the amount, and a drawing fall short of it, in
    /// hundredths of a per cent: 1000 is "about" (UCP 600 art. 30a). At most 5000.
    pub tolerance_bps: u16,
    /// Whether the credit may be drawn in parts; true if absent (UCP 600 art. 31a).
    pub partial_drawings: Option<bool>,
    /// Documents required, 1 to 12, each kind once.
    pub documents: Vec<RequiredDocument>,
    /// Latest date of shipment. Its local day counts; it does not roll over a holiday (UCP 600 art.
    /// 29c).
    pub latest_shipment_at: u64,
    /// Last second for a presentation. On a day that is no banking day it rolls to the end of the
    /// next banking day (UCP 600 art. 29a); the proposal fixes the result, see `deal`.
    pub expires_at: u64,
    /// Days after shipment within which to present; 21 if absent (UCP 600 art. 14c). 1 to 365.
    pub presentation_period_days: Option<u16>,
    /// The banking calendar of the place of presentation.
    pub calendar: u64,
    /// Last second for the parties' consent.
    pub consent_by: u64,
    /// Last second for the cover.
    pub fund_by: u64,
    /// The bank's own number of the credit, for its books; at most 64 printable characters.
    pub reference: Option<String>,
    /// SHA-256 (salted) of the credit's full text, where there is one.
    pub text_hash: Option<HexBinary>,
}

/// A document the terms require.
#[wire]
pub struct RequiredDocument {
    /// Its kind, such as `bill_of_lading`: 2 to 32 of `a-z`, `0-9` and `_`.
    pub kind: String,
    /// What it must be, in words, such as `full set, clean on board`; at most 140 printable characters.
    pub details: Option<String>,
}

/// A document presented.
#[wire]
pub struct Document {
    /// Its kind. Kinds that are not required are disregarded (UCP 600 art. 14g).
    pub kind: String,
    /// SHA-256 of a 16-byte salt followed by the file.
    pub hash: HexBinary,
}

/// A presentation of documents.
#[wire]
pub struct Presentation {
    /// How much is drawn, in base units.
    pub amount: Uint128,
    /// Date of shipment as the transport document shows it.
    pub shipped_at: u64,
    /// The documents, at most 20.
    pub documents: Vec<Document>,
}

/// A discrepancy as the examiner states it in the notice of refusal.
#[wire]
pub struct Finding {
    /// The kind of document it is about, if one.
    pub document: Option<String>,
    /// What is wrong, 1 to 128 printable characters. No personal data: it is public.
    pub text: String,
}

/// What happens to refused documents (UCP 600 art. 16c iii).
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumString, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Disposition {
    /// The issuer holds them pending the presenter's instructions.
    Hold,
    /// The issuer holds them until the applicant waives and the issuer agrees, or the presenter instructs.
    AwaitWaiver,
    /// The issuer returns them. The applicant can no longer waive; the presenter may present again.
    Return,
}

/// What kind of discrepancy.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumString, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum DiscrepancyCode {
    /// Shipped after the latest date of shipment.
    LateShipment,
    /// Presented after the presentation period (UCP 600 art. 14c).
    LatePresentation,
    /// The date of shipment lies after the presentation.
    ShipmentAfterPresentation,
    /// More is drawn than the credit has left (UCP 600 art. 30).
    Overdrawn,
    /// Less is drawn than the credit allows where partial drawings are not allowed (art. 30, 31).
    Underdrawn,
    /// A required document was not presented.
    MissingDocument,
    /// The same document stands for two kinds, or was presented under another drawing.
    DuplicateDocument,
    /// Stated by the examiner.
    Stated,
}

/// One discrepancy of a drawing.
#[wire]
pub struct Discrepancy {
    /// Its number within the presentation, from 1.
    pub id: u32,
    /// What kind.
    pub code: DiscrepancyCode,
    /// The kind of document it is about, if one.
    pub document: Option<String>,
    /// The examiner's words, if stated.
    pub text: Option<String>,
    /// When the applicant waived it.
    pub waived_at: Option<u64>,
}

/// How far a deal has come.
#[wire]
#[derive(Copy, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::EnumString, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum DealStatus {
    /// Not all parties have consented.
    Proposed,
    /// All have; the cover is awaited.
    Agreed,
    /// Covered; documents may be presented.
    Open,
    /// Expired, with drawings still alive. Whatever they do not need went back to the funder.
    RunOff,
    /// Over; holds nothing.
    Closed,
}

/// How a deal ended.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumString, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// At least one drawing was paid.
    Settled,
    /// It expired undrawn.
    Expired,
    /// The parties cancelled it.
    Cancelled,
    /// Consent or cover did not come in time.
    Lapsed,
}

/// How far a drawing has come.
#[wire]
#[derive(Copy, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::EnumString, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum DrawingStatus {
    /// Presented; being examined once it is complete.
    Presented,
    /// Refused by notice; may be waived and accepted, or presented again.
    Discrepant,
    /// To be paid at maturity. At sight that is at once, so that this is never seen between messages.
    Accepted,
    /// Paid.
    Paid,
    /// Over without payment; its money is free again.
    Refused,
}

/// A party of a deal.
#[wire]
#[derive(Copy, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::EnumString, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Party {
    /// The buyer.
    Applicant,
    /// The issuing bank.
    Issuer,
    /// The seller.
    Beneficiary,
    /// The advising bank.
    Advising,
}

/// First bytes of what a terms hash covers; see [`super::DealTermsResponse`].
pub const TERMS_TAG: &str = "isthmus-escrow-terms-1";
