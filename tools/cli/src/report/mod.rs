//! What the story did, for people and for programs.
//!
//! | module | what it does |
//! |---|---|
//! | [`result`] | what came of a step: code, parameters, sentence |
//! | `refusal` | a contract's refusal, read back |
//! | `table` | columns within a width, in which nothing is broken |
//! | `text` | the report for people |

mod refusal;
mod result;
mod table;
mod text;

pub use refusal::{failed, told};
pub use result::{ResultCode, StepResult, Told, Tone};
pub use table::{paragraph, Column, Table, WIDEST};

use crate::scenario::{show_day, Document, Scenario};
use cosmwasm_std::{HexBinary, Uint128};
use isthmus_regions::supply::{Invariant, Supply};
use isthmus_regions::{Coins, Deployment, Parameter};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// One step of the story.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Step {
    /// Its number, from 1.
    pub step: usize,
    /// Part of the story, such as `letter of credit`.
    pub phase: String,
    /// Region, or both with an arrow.
    pub region: String,
    /// Who acted.
    pub who: String,
    /// What was done.
    pub what: String,
    /// Money concerned, in base units of the token.
    pub amount: Option<Uint128>,
    /// Coins of the region concerned, in place of the token.
    pub coins: Option<Coins>,
    /// What came of it.
    pub result: StepResult,
    /// Whether it was left out because the engine cannot show it.
    pub skipped: bool,
    /// Time of the last block it needed, in seconds since 1970 (UTC).
    pub block_time: Option<u64>,
    /// Gas of its transactions together, where the engine knows it.
    pub gas: Option<u64>,
}

/// Everything there is to report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Report {
    /// The scenario.
    pub scenario: About,
    /// `embedded` or `live`.
    pub engine: String,
    /// The contracts.
    pub deployment: Deployment,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// What must hold at the end; none if a step failed.
    pub invariants: Vec<Checked>,
    /// Where every unit of the token is at the end; none if a step failed.
    pub supply: Option<Supply>,
}

/// What the report says of the scenario.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct About {
    /// Its folder.
    pub folder: String,
    /// Its title.
    pub title: String,
    /// The token, such as `west.iusd`.
    pub token: String,
    /// What people call it, such as `IUSD`.
    pub symbol: String,
    /// Digits after the decimal point of base units.
    pub decimals: u8,
    /// The day on which the scenario is set, `YYYY-MM-DD`.
    pub as_of: String,
    /// The day to which it was moved.
    pub today: String,
    /// Every file of which a hash went on a chain.
    pub documents: Vec<Paper>,
}

/// A file of which a hash went on a chain: `isthmus hash FILE --salt SALT` prints the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Paper {
    /// The section of `deal.toml` for which it was hashed, such as `payments[1]`.
    pub section: String,
    /// What it is, such as `commercial_invoice`.
    pub kind: String,
    /// The file in the scenario's folder.
    pub file: String,
    /// Its size.
    pub bytes: usize,
    /// 16 bytes hashed before the file; none for what is published.
    pub salt: Option<HexBinary>,
    /// SHA-256 of salt and file.
    pub hash: HexBinary,
}

impl Paper {
    /// A document as it was used in a section.
    pub fn new(section: impl Into<String>, document: &Document) -> Self {
        Self {
            section: section.into(),
            kind: document.kind.clone(),
            file: document.file.clone(),
            bytes: document.bytes,
            salt: document.salt.clone(),
            hash: document.hash.clone(),
        }
    }

    /// Everything that a scenario hashes, in the order of its file.
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let credit = scenario.credit.iter().flat_map(|credit| &credit.documents);
        let paid = scenario.payments.iter().enumerate().filter_map(|(i, payment)| {
            Some(Self::new(format!("payments[{i}]"), payment.document.as_ref()?))
        });
        let supervised = scenario
            .supervision
            .iter()
            .flat_map(|it| [("supervision.report", &it.report), ("supervision.order", &it.order)]);
        let mut papers: Vec<Self> = credit.map(|document| Self::new("credit", document)).collect();
        papers.extend(paid);
        papers.extend(supervised.map(|(section, document)| Self::new(section, document)));
        papers
    }
}

/// An invariant as it was found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Checked {
    /// What must hold, in words.
    pub name: String,
    /// Whether it does.
    pub holds: bool,
    /// The figures by name: amounts as strings in base units, counts as numbers.
    pub figures: BTreeMap<&'static str, Parameter>,
    /// The same for people.
    pub text: String,
}

impl Checked {
    /// An invariant as people and programs read it.
    pub fn new(invariant: &Invariant, decimals: u8) -> Self {
        Self {
            name: invariant.name.clone(),
            holds: invariant.holds,
            figures: invariant.figures.parameters().clone(),
            text: result::text(&invariant.figures, decimals),
        }
    }
}

impl Report {
    /// One JSON object, as `schema/report.json` describes it.
    pub fn json(&self) -> serde_json::Result<String> {
        crate::to_json(self)
    }
}

/// The JSON Schema of the report, for `schema/report.json`.
pub fn schema() -> schemars::schema::RootSchema {
    schemars::schema_for!(Report)
}

impl About {
    pub(crate) fn new(scenario: &Scenario, today: String, documents: Vec<Paper>) -> Self {
        Self {
            folder: scenario.dir.display().to_string(),
            title: scenario.title.clone(),
            token: scenario.token.id(),
            symbol: scenario.token.symbol.clone(),
            decimals: scenario.token.decimals,
            as_of: show_day(scenario.as_of),
            today,
            documents,
        }
    }
}
