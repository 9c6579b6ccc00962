//! A checked scenario: every value in it is good, and every step of the story works with it.

use super::document::Document;
use super::text::{decimal, noon_of};
use cosmwasm_std::Uint128;
use isthmus_api::escrow::Weekday;
use isthmus_api::stablecoin::ComplianceMode;
use isthmus_regions::Side;
use std::collections::BTreeMap;
use std::path::PathBuf;
use time::Date;

/// A checked scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its folder.
    pub dir: PathBuf,
    /// What happens, in one line.
    pub title: String,
    /// The day on which it takes place.
    pub as_of: Date,
    /// The stablecoin.
    pub token: Token,
    /// Whose payments pass in the west.
    pub west: ComplianceMode,
    /// Whose payments pass in the east.
    pub east: ComplianceMode,
    /// Everybody, by key.
    pub parties: BTreeMap<String, Party>,
    /// The letter of credit.
    pub credit: Option<Credit>,
    /// Payments in order.
    pub payments: Vec<Payment>,
    /// What the issuer owes its supervisor.
    pub supervision: Option<Supervision>,
    /// What goes wrong.
    pub trials: Trials,
}

/// The stablecoin. Its home is the west.
#[derive(Clone, Debug)]
pub struct Token {
    /// What people call it, in full.
    pub name: String,
    /// And in short.
    pub symbol: String,
    /// Digits after the decimal point.
    pub decimals: u8,
    /// What the issuer may mint.
    pub allowance: Uint128,
}

impl Token {
    /// Name across regions, such as `west.iusd`.
    pub fn id(&self) -> String {
        format!("west.{}", self.symbol.to_lowercase())
    }

    /// An amount for people, without the symbol.
    pub fn show(&self, amount: Uint128) -> String {
        decimal(amount.u128(), self.decimals)
    }
}

/// One party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its key, which is also the name of its accounts.
    pub key: String,
    /// Who it is.
    pub name: String,
    /// Home region.
    pub side: Side,
    /// Country of its pass.
    pub country: String,
    /// Level of its pass, if it has one.
    pub pass_level: Option<u8>,
    /// What the issuer mints to it.
    pub opening: Option<Uint128>,
}

/// The letter of credit. Parties are keys.
#[derive(Clone, Debug)]
pub struct Credit {
    /// The bank's number.
    pub reference: String,
    /// The buyer.
    pub applicant: String,
    /// The buyer's bank.
    pub issuing_bank: String,
    /// The seller.
    pub beneficiary: String,
    /// The seller's bank, which presents for it.
    pub advising_bank: Option<String>,
    /// Whether it is paid in the own coin of the applicant's region, not in the token.
    pub in_coin: bool,
    /// The credit's amount.
    pub amount: Uint128,
    /// What is drawn, in this order; several only where partial drawings are allowed.
    pub drawings: Vec<Uint128>,
    /// Whether it may be drawn in parts.
    pub partial: bool,
    /// By how much a drawing may be above the amount, in hundredths of a per cent.
    pub tolerance_bps: u16,
    /// Level its parties must have.
    pub min_pass_level: u8,
    /// On board.
    pub shipped_on: Date,
    /// Last day for shipment.
    pub latest_shipment: Date,
    /// Last day for documents.
    pub expiry: Date,
    /// Days after shipment for documents.
    pub presentation_days: u16,
    /// The bank's working days.
    pub calendar: Calendar,
    /// Required documents.
    pub documents: Vec<Document>,
    /// What the bank finds wrong with the first presentation; nothing if it is clean.
    pub discrepancy: Option<Discrepancy>,
}

impl Credit {
    /// Who presents the documents.
    pub fn presenter(&self) -> &str {
        self.advising_bank.as_deref().unwrap_or(&self.beneficiary)
    }
}

/// What the bank finds wrong.
#[derive(Clone, Debug)]
pub struct Discrepancy {
    /// Kind of the document concerned.
    pub document: String,
    /// The ground, in one sentence.
    pub reason: String,
}

/// The bank's working days.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Closed days of the week.
    pub weekend: Vec<Weekday>,
    /// Closed days besides.
    pub holidays: Vec<Date>,
    /// Ahead of UTC.
    pub utc_offset_minutes: i32,
}

/// One payment. Parties are keys.
#[derive(Clone, Debug)]
pub struct Payment {
    /// Who pays.
    pub from: String,
    /// Who is paid.
    pub to: String,
    /// How much.
    pub amount: Uint128,
    /// What for.
    pub purpose: String,
    /// Note that travels along.
    pub memo: Option<String>,
    /// File whose hash travels along.
    pub document: Option<Document>,
}

/// What the issuer owes its supervisor. Parties are keys.
#[derive(Clone, Debug)]
pub struct Supervision {
    /// Found in reserve.
    pub attested: Uint128,
    /// By how much the reserves have to be above what is issued, in hundredths of a per cent.
    pub margin_bps: u16,
    /// The auditor's report.
    pub report: Document,
    /// To whom is minted, and who redeems.
    pub customer: String,
    /// How much is redeemed.
    pub redeemed: Uint128,
    /// Who is held, frozen and deprived.
    pub suspect: String,
    /// The order.
    pub order: Document,
    /// How much the order takes.
    pub seized: Uint128,
    /// To whom.
    pub court: String,
    /// The cap at first.
    pub cap: Uint128,
    /// The cap in the end.
    pub raised_cap: Uint128,
}

/// What goes wrong.
#[derive(Clone, Debug, Default)]
pub struct Trials {
    /// One person, two regions, two rules.
    pub two_rules: Option<TwoRules>,
    /// Comes back by an error acknowledgement.
    pub frozen: Option<Frozen>,
    /// Comes back by a timeout.
    pub unrelayed: Option<Unrelayed>,
    /// Expires and is refunded.
    pub expired: Option<Expired>,
    /// Is paid because the bank said nothing.
    pub silence: Option<Silence>,
}

/// The same person, paid at home and, in the other region, refused until its pass counts there.
#[derive(Clone, Debug)]
pub struct TwoRules {
    /// Who pays.
    pub from: String,
    /// Who is paid.
    pub person: String,
    /// How much each time.
    pub amount: Uint128,
}

/// A payment to a frozen account.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// Who pays.
    pub from: String,
    /// Who is frozen.
    pub to: String,
    /// How much.
    pub amount: Uint128,
}

/// A payment nobody relays.
#[derive(Clone, Debug)]
pub struct Unrelayed {
    /// Who pays.
    pub from: String,
    /// Who would be paid.
    pub to: String,
    /// How much.
    pub amount: Uint128,
    /// When it may come back.
    pub timeout_seconds: u64,
}

/// A credit that expires.
#[derive(Clone, Debug)]
pub struct Expired {
    /// How much.
    pub amount: Uint128,
    /// When.
    pub expires_in_seconds: u64,
}

/// A credit whose bank stays silent.
#[derive(Clone, Debug)]
pub struct Silence {
    /// How much.
    pub amount: Uint128,
}

impl Scenario {
    /// A party by its key; keys in a checked scenario are good.
    pub fn party(&self, key: &str) -> &Party {
        &self.parties[key]
    }

    /// Whose payments pass in a region.
    pub fn mode(&self, side: Side) -> ComplianceMode {
        match side {
            Side::West => self.west,
            Side::East => self.east,
        }
    }

    /// Minutes by which the bank, if there is one, is ahead of UTC.
    pub fn utc_offset_minutes(&self) -> i32 {
        self.credit.as_ref().map_or(0, |credit| credit.calendar.utc_offset_minutes)
    }

    /// Noon of `as_of` where the bank is: when the story begins on an engine that owns its clock.
    pub fn begins_at(&self) -> u64 {
        noon_of(self.as_of, self.utc_offset_minutes())
    }
}
