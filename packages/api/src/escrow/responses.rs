//! What the escrow answers.

use cosmwasm_std::{Addr, Binary, HexBinary, Uint128};
use isthmus_wire::wire;

use super::{
    DealStatus, Discrepancy, Disposition, Document, DrawingStatus, Outcome, Party, Terms, Weekday,
};
use crate::gate;
use crate::types::{Asset, Payout};

/// How the contract is set up.
#[wire]
pub struct ConfigResponse {
    /// Name of the region.
    pub region: String,
    /// Identity registry.
    pub identity: Addr,
    /// Stablecoin.
    pub stablecoin: Addr,
    /// Bridge.
    pub bridge: Addr,
    /// What a party must prove when it consents.
    pub policy: Option<gate::Policy>,
    /// Seconds between the proposal of an owner and its acceptance.
    pub owner_delay_seconds: u64,
    /// Seconds that a change which loosens something has to wait.
    pub change_delay_seconds: u64,
    /// Number of the newest deal; 0 before the first.
    pub deals: u64,
    /// Number of the newest calendar; 0 before the first.
    pub calendars: u64,
}

/// Allowed assets.
#[wire]
pub struct AssetsResponse {
    /// The assets.
    pub assets: Vec<Asset>,
}

/// One deal.
#[wire]
pub struct DealResponse {
    /// Its number.
    pub deal: u64,
    /// How far it has come.
    pub status: DealStatus,
    /// How it ended, once closed.
    pub outcome: Option<Outcome>,
    /// Who proposed it.
    pub proposer: Party,
    /// When.
    pub proposed_at: u64,
    /// The buyer.
    pub applicant: Addr,
    /// The issuing bank.
    pub issuer: Addr,
    /// The seller.
    pub beneficiary: Addr,
    /// The advising bank.
    pub advising: Option<Addr>,
    /// Who has consented.
    pub consents: Vec<Party>,
    /// Who has cancelled, of those whose agreement it takes.
    pub cancels: Vec<Party>,
    /// What is paid with.
    pub asset: Asset,
    /// The credit's amount.
    pub amount: Uint128,
    /// What `fund` takes: the amount with the tolerance on top. Always covered in full.
    pub cover: Uint128,
    /// Who funded it.
    pub funder: Option<Party>,
    /// Where the beneficiary's payments go.
    pub payout: Payout,
    /// Last second for consent.
    pub consent_by: u64,
    /// Last second for the cover.
    pub fund_by: u64,
    /// Last second for a presentation, rolled to a banking day (UCP 600 art. 29a).
    pub expires_at: u64,
    /// Number of drawings so far.
    pub drawings: u64,
    /// When `crank` next has something to do, if nobody does anything before. None once closed.
    pub due_at: Option<u64>,
}

/// Deals.
#[wire]
pub struct DealsResponse {
    /// The deals.
    pub deals: Vec<DealResponse>,
}

/// The terms of a deal.
///
/// The hash is SHA-256 of five pieces, one after another: the tag `isthmus-escrow-terms-1`, the chain
/// id, the address of this contract and the deal's number in decimal, each followed by a line feed
/// (0x0a), then `bytes`.
#[wire]
pub struct DealTermsResponse {
    /// The deal.
    pub deal: u64,
    /// The terms, with every default filled in.
    pub terms: Terms,
    /// The same as stored: what is hashed.
    pub bytes: Binary,
    /// What `consent` takes.
    pub hash: HexBinary,
}

/// One drawing.
#[wire]
pub struct DrawingResponse {
    /// The deal.
    pub deal: u64,
    /// Its number, from 1.
    pub drawing: u64,
    /// How far it has come.
    pub status: DrawingStatus,
    /// Who presented it last.
    pub presenter: Addr,
    /// How much is drawn.
    pub amount: Uint128,
    /// How much of the cover is reserved for it: the amount, or what was left. Once paid, what it
    /// was paid; zero once refused.
    pub reserved: Uint128,
    /// Date of shipment.
    pub shipped_at: u64,
    /// When it was last presented (completed, if in parts).
    pub presented_at: u64,
    /// Whether the presentation is complete.
    pub complete: bool,
    /// How often it has been presented.
    pub presentations: u32,
    /// End of the examination, once complete (UCP 600 art. 14b).
    pub exam_due_at: Option<u64>,
    /// When `crank` ends this state. None once paid or refused.
    pub due_at: Option<u64>,
    /// When the notice of refusal was given.
    pub refused_at: Option<u64>,
    /// Where the documents are, after a notice.
    pub disposition: Option<Disposition>,
    /// The documents.
    pub documents: Vec<Document>,
    /// The discrepancies.
    pub discrepancies: Vec<Discrepancy>,
}

/// Drawings.
#[wire]
pub struct DrawingsResponse {
    /// The drawings.
    pub drawings: Vec<DrawingResponse>,
}

/// Discrepancies.
#[wire]
pub struct DiscrepanciesResponse {
    /// The discrepancies.
    pub discrepancies: Vec<Discrepancy>,
}

/// Credits of an account.
#[wire]
pub struct CreditsResponse {
    /// The credits.
    pub credits: Vec<Credit>,
}

/// Money that can be withdrawn.
#[wire]
pub struct Credit {
    /// Which money.
    pub asset: Asset,
    /// How much.
    pub amount: Uint128,
}

/// A deal's money.
#[wire]
pub struct LedgerResponse {
    /// Which money.
    pub asset: Asset,
    /// What the deal takes.
    pub cover: Uint128,
    /// What came in.
    pub funded: Uint128,
    /// What went to the beneficiary, credits included.
    pub released: Uint128,
    /// What went back to the funder, credits included.
    pub refunded: Uint128,
    /// What is here.
    pub held: Uint128,
    /// What live drawings have reserved, within `held`.
    pub reserved: Uint128,
    /// What is not reserved.
    pub free: Uint128,
}

/// What the contract owes and has in one asset.
#[wire]
pub struct SolvencyResponse {
    /// Held for deals.
    pub held: Uint128,
    /// Credits not yet withdrawn.
    pub credits: Uint128,
    /// The contract's balance.
    pub balance: Uint128,
    /// Whether the balance covers both.
    pub solvent: bool,
}

/// What may happen to a deal.
#[wire]
pub struct NextActionResponse {
    /// The status as it would be after a `crank` now.
    pub status: DealStatus,
    /// Whether `crank` has something to do now.
    pub crank_due: bool,
    /// When `crank` next has something to do, after that.
    pub due_at: Option<u64>,
    /// Everything that may be sent, as it would be after a `crank` now.
    pub actions: Vec<NextAction>,
}

/// One thing that may be sent.
#[wire]
pub struct NextAction {
    /// The message, such as `accept`.
    pub action: String,
    /// Who may send it.
    pub by: Vec<Addr>,
    /// For which drawing.
    pub drawing: Option<u64>,
    /// Last second for it.
    pub until: Option<u64>,
}

/// What a presentation would meet.
#[wire]
pub struct SimulateResponse {
    /// Whether it could be presented at all at that time.
    pub presentable: bool,
    /// Why not, with the error's code.
    pub reason: Option<String>,
    /// Automatic discrepancies.
    pub discrepancies: Vec<Discrepancy>,
    /// What would be reserved.
    pub reserved: Uint128,
    /// Last second within the presentation period, rolled to a banking day.
    pub last_presentation_at: u64,
    /// End of the examination.
    pub exam_due_at: u64,
}

/// A banking calendar.
#[wire]
pub struct CalendarResponse {
    /// Its number.
    pub calendar: u64,
    /// Name.
    pub name: String,
    /// Minutes to add to UTC for local time.
    pub utc_offset_minutes: i32,
    /// Days of the week that are no banking days.
    pub weekend: Vec<Weekday>,
    /// Holidays, `YYYY-MM-DD`, ascending.
    pub holidays: Vec<String>,
}

/// Whether a day is a banking day.
#[wire]
pub struct BankingDayResponse {
    /// The local day, `YYYY-MM-DD`.
    pub date: String,
    /// Whether it is a banking day.
    pub banking_day: bool,
    /// The first banking day after it.
    pub next_banking_day: String,
    /// The last second of the fifth banking day after it: the end of an examination that begins then.
    pub exam_due_at: u64,
}
