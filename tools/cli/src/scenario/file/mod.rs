//! The shape of `deal.toml`, as people write it. Its JSON Schema is what `shape` holds a file against;
//! every rule beyond the shape is in `check`.

mod trials;

pub use trials::{TrialsSection, TwoRulesSection};

use super::limit::described::{
    Amount, Country, Day, DayOfStory, File, FreeDays, Kind, Memo, Name, Parties, Party, Purpose,
    Reason, Reference, Salt, Symbol, Title, TokenName,
};
use isthmus_api::escrow::{
    DEFAULT_PRESENTATION_DAYS, MAX_DRAWINGS, MAX_HOLIDAYS, MAX_PRESENTATION_DAYS,
    MAX_REQUIRED_DOCUMENTS,
};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One scenario for `isthmus demo`: who trades with whom, for how much, until when, with which papers.
///
/// Amounts are decimal strings in the token ("94380.00"). Dates are `YYYY-MM-DD`, in quotes or without.
/// On the embedded engine they are what they say; on live chains they all move by the same number of
/// days, so that `as_of` is today.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// One line that says what happens.
    #[schemars(with = "Title")]
    pub title: String,
    /// The day on which it takes place, from 2000 to 2199.
    #[schemars(with = "DayOfStory")]
    pub as_of: String,
    /// The stablecoin. Its home is the region `west`.
    #[serde(default)]
    pub token: TokenSection,
    /// Whose payments pass in each region; everybody's, unless said otherwise.
    #[serde(default)]
    pub regions: RegionsSection,
    /// Everybody who takes part, under a short name of your choice, such as `importer`.
    #[schemars(with = "Parties<PartySection>")]
    pub parties: BTreeMap<String, PartySection>,
    /// A letter of credit at sight.
    #[serde(default)]
    pub credit: Option<CreditSection>,
    /// Payments between parties, in this order, after the letter of credit.
    #[serde(default)]
    pub payments: Vec<PaymentSection>,
    /// What the issuer owes its supervisor: reserves, orders, redemption, changes that wait.
    #[serde(default)]
    pub supervision: Option<SupervisionSection>,
    /// Things that go wrong, to see that no money is lost.
    #[serde(default)]
    pub trials: TrialsSection,
}

/// The stablecoin.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields, default)]
pub struct TokenSection {
    /// Name for people.
    #[schemars(with = "TokenName")]
    pub name: String,
    /// Symbol, 3 to 12 capital letters.
    #[schemars(with = "Symbol")]
    pub symbol: String,
    /// Digits after the decimal point, at most 18.
    #[schemars(range(max = 18))]
    pub decimals: u8,
    /// What the issuer may mint. All opening balances have to fit into it.
    #[schemars(with = "Amount")]
    pub allowance: String,
}

impl Default for TokenSection {
    fn default() -> Self {
        Self {
            name: "Isthmus Dollar".to_string(),
            symbol: "IUSD".to_string(),
            decimals: 6,
            allowance: "1000000".to_string(),
        }
    }
}

/// The rules of the regions.
#[derive(Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct RegionsSection {
    /// The token's home.
    pub west: RegionSection,
    /// The other one.
    pub east: RegionSection,
}

/// The rules of a region.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields, default)]
pub struct RegionSection {
    /// `open`: everybody may pay and be paid. `allowlist`: only parties whose home it is, and whoever
    /// is admitted in the course of the story.
    #[schemars(regex(pattern = "^(open|allowlist)$"))]
    pub mode: String,
}

impl Default for RegionSection {
    fn default() -> Self {
        Self { mode: "open".to_string() }
    }
}

/// A person, a company or a bank.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PartySection {
    /// Name for people. It never goes on a chain.
    #[schemars(with = "Name")]
    pub name: String,
    /// Home region: `west` or `east`.
    #[schemars(regex(pattern = "^(west|east)$"))]
    pub region: String,
    /// Country, two capital letters (ISO 3166-1). It is part of the pass.
    #[schemars(with = "Country")]
    pub country: String,
    /// Assurance of its credential pass, 1 to 4. Without it the party gets no pass.
    #[serde(default)]
    #[schemars(range(min = 1, max = 4))]
    pub pass_level: Option<u8>,
    /// Money the issuer mints to it before the story begins.
    #[serde(default)]
    #[schemars(with = "Option<Amount>")]
    pub opening_balance: Option<String>,
}

/// A letter of credit at sight, under UCP 600.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct CreditSection {
    /// The bank's own number of the credit.
    #[schemars(with = "Reference")]
    pub reference: String,
    /// The party that buys. Needs a pass.
    #[schemars(with = "Party")]
    pub applicant: String,
    /// The bank that issues the credit and examines the documents; in the applicant's region.
    #[schemars(with = "Party")]
    pub issuing_bank: String,
    /// The party that sells and is paid, in its own region. Needs a pass.
    #[schemars(with = "Party")]
    pub beneficiary: String,
    /// The seller's bank, if one advises the credit: it consents too and presents the documents.
    /// Needs a pass.
    #[serde(default)]
    #[schemars(with = "Option<Party>")]
    pub advising_bank: Option<String>,
    /// `token`, or `coin`: the own coin of the applicant's region (6 decimals), which the bridge does
    /// not carry, so that the seller has to be of that region.
    #[serde(default = "token")]
    #[schemars(regex(pattern = "^(token|coin)$"))]
    pub pays_in: String,
    /// Amount of the credit.
    #[schemars(with = "Amount")]
    pub amount: String,
    /// What the invoice draws; the whole credit if absent.
    #[serde(default)]
    #[schemars(with = "Option<Amount>")]
    pub drawn: Option<String>,
    /// In place of `drawn`: drawings in parts, in this order, at most 12. Each is presented with all
    /// documents, and together they use the credit up.
    #[serde(default)]
    #[schemars(with = "Option<Vec<Amount>>", length(min = 1, max = "MAX_DRAWINGS"))]
    pub drawings: Option<Vec<String>>,
    /// By how many percent a drawing may be above the amount, at most 10 (UCP 600 art. 30).
    #[serde(default)]
    #[schemars(range(max = 10))]
    pub tolerance_percent: u8,
    /// Assurance that applicant and beneficiary must have, 1 to 4.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 4))]
    pub min_pass_level: u8,
    /// The day the goods were on board: not after `as_of` and not after `latest_shipment`.
    #[schemars(with = "Day")]
    pub shipped_on: String,
    /// Last day for shipment; after `as_of`.
    #[schemars(with = "Day")]
    pub latest_shipment: String,
    /// Last day for presenting documents; not before `latest_shipment`.
    #[schemars(with = "Day")]
    pub expiry: String,
    /// Days after shipment within which documents must be presented (UCP 600 art. 14(c): 21).
    #[serde(default = "usual_presentation_days")]
    #[schemars(range(min = 1, max = "MAX_PRESENTATION_DAYS"))]
    pub presentation_days: u16,
    /// When the bank is open.
    #[serde(default)]
    pub calendar: CalendarSection,
    /// The documents required; each is a file of this folder, of any type.
    #[schemars(length(min = 1, max = "MAX_REQUIRED_DOCUMENTS"))]
    pub documents: Vec<DocumentSection>,
    /// The one discrepancy for which the bank refuses the first presentation, and which the applicant
    /// then waives. Without it the presentation is clean and paid at once.
    #[serde(default)]
    pub discrepancy: Option<DiscrepancySection>,
}

/// The bank's working days.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarSection {
    /// Days of the week on which it is closed, such as `["saturday", "sunday"]`.
    #[schemars(with = "FreeDays")]
    pub weekend: Vec<String>,
    /// Days on which it is closed besides, from two days after `as_of` on; at most 100.
    #[schemars(with = "Vec<Day>", length(max = "MAX_HOLIDAYS"))]
    pub holidays: Vec<String>,
    /// Its time zone: hours ahead of UTC, -12 to 14.
    #[schemars(range(min = -12, max = 14))]
    pub utc_offset_hours: i8,
}

impl Default for CalendarSection {
    fn default() -> Self {
        Self {
            weekend: vec!["saturday".to_string(), "sunday".to_string()],
            holidays: Vec::new(),
            utc_offset_hours: 0,
        }
    }
}

/// One required document.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct DocumentSection {
    /// What it is, such as `commercial_invoice`: 3 to 32 of a-z, 0-9 and `_`.
    #[schemars(with = "Kind")]
    pub kind: String,
    /// The file, in this folder.
    #[schemars(with = "File")]
    pub file: String,
    /// 16 bytes (32 hexadecimal digits) hashed before the file, so that nobody can guess its
    /// content from the hash. Drawn at random if absent.
    #[serde(default)]
    #[schemars(with = "Option<Salt>")]
    pub salt: Option<String>,
}

/// What the bank finds wrong.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct DiscrepancySection {
    /// Kind of the document concerned.
    #[schemars(with = "Kind")]
    pub document: String,
    /// The ground, in one sentence, as the notice gives it.
    #[schemars(with = "Reason")]
    pub reason: String,
}

/// One payment.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PaymentSection {
    /// Who pays.
    #[schemars(with = "Party")]
    pub from: String,
    /// Who is paid. In another region the payment goes over the bridge.
    #[schemars(with = "Party")]
    pub to: String,
    /// How much.
    #[schemars(with = "Amount")]
    pub amount: String,
    /// What it is for.
    #[schemars(with = "Purpose")]
    pub purpose: String,
    /// A note that goes with it and is public: between regions at most 256 characters, within one at
    /// most 32 and without `<`, `>` and `&`.
    #[serde(default)]
    #[schemars(with = "Option<Memo>")]
    pub memo: Option<String>,
    /// A file of this folder whose salted hash travels with a payment between regions.
    #[serde(default)]
    #[schemars(with = "Option<File>")]
    pub document: Option<String>,
    /// Its salt, as in `credit.documents`.
    #[serde(default)]
    #[schemars(with = "Option<Salt>")]
    pub document_salt: Option<String>,
}

/// What the issuer owes its supervisor. All parties are in the token's home, the region `west`.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SupervisionSection {
    /// What the auditor finds in reserve: above all opening balances with the margin, so that some may
    /// still be minted.
    #[schemars(with = "Amount")]
    pub attested: String,
    /// By how many percent the reserves have to be above what is issued, 0 to 100.
    #[serde(default)]
    #[schemars(range(max = 100))]
    pub margin_percent: u8,
    /// The auditor's report, a file of this folder. It is published, so its plain hash goes on the
    /// chain.
    #[schemars(with = "File")]
    pub report: String,
    /// The party to which the issuer mints until the reserves allow no more.
    #[schemars(with = "Party")]
    pub customer: String,
    /// How much of it the party then redeems.
    #[schemars(with = "Amount")]
    pub redeemed: String,
    /// The party that is held, frozen and, by order, deprived of money.
    #[schemars(with = "Party")]
    pub suspect: String,
    /// The order, a file of this folder. Its salted hash goes on the chain.
    #[schemars(with = "File")]
    pub order: String,
    /// Its salt, as in `credit.documents`.
    #[serde(default)]
    #[schemars(with = "Option<Salt>")]
    pub order_salt: Option<String>,
    /// How much the order takes.
    #[schemars(with = "Amount")]
    pub seized: String,
    /// The party to which the order gives it.
    #[schemars(with = "Party")]
    pub court: String,
    /// The cap on the supply, set at once because it tightens a rule.
    #[schemars(with = "Amount")]
    pub cap: String,
    /// The cap that is announced, waits and is then applied, because it loosens a rule.
    #[schemars(with = "Amount")]
    pub raised_cap: String,
}

fn token() -> String {
    "token".to_string()
}

fn one() -> u8 {
    1
}

fn usual_presentation_days() -> u16 {
    DEFAULT_PRESENTATION_DAYS
}
