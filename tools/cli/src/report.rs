//! What the story did, for people and for programs.

use crate::scenario::{decimal, show_instant, Document, Scenario};
use comfy_table::{presets::UTF8_FULL_CONDENSED, CellAlignment, ContentArrangement, Table};
use isthmus_regions::supply::{Invariant, Supply};
use isthmus_regions::Deployment;
use serde::Serialize;
use std::fmt::Write;

/// One step of the story.
#[derive(Clone, Debug, Serialize)]
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
    /// Money concerned, decimal, without the symbol.
    pub amount: Option<String>,
    /// What came of it.
    pub result: String,
    /// Whether it was left out because the engine cannot show it.
    pub skipped: bool,
    /// Time of the last block it needed, in seconds.
    pub block_time: Option<u64>,
    /// Gas of its transactions together, where the engine knows it.
    pub gas: Option<u64>,
}

/// Everything there is to report.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The case.
    pub scenario: Case,
    /// `embedded` or `live`.
    pub engine: String,
    /// The contracts.
    pub deployment: Deployment,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// What must hold at the end.
    pub invariants: Vec<Invariant>,
    /// Where every unit of the token is.
    pub supply: Supply,
    #[serde(skip)]
    pub(crate) decimals: u8,
    #[serde(skip)]
    pub(crate) symbol: String,
}

/// What the report says of the scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// Its folder.
    pub folder: String,
    /// Its title.
    pub title: String,
    /// The token, such as `west.iusd`.
    pub token: String,
    /// Digits after the decimal point of base units.
    pub decimals: u8,
    /// The day on which the case was set.
    pub as_of: String,
    /// The day to which it was moved.
    pub today: String,
    /// The documents with salts and hashes.
    pub documents: Vec<Document>,
}

impl Report {
    /// One JSON object.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    /// The tables, as wide as the terminal allows.
    pub fn text(&self, width: Option<u16>) -> String {
        let mut out = String::new();
        let case = &self.scenario;
        let _ = writeln!(out, "{}", case.title);
        let _ = writeln!(
            out,
            "{}, {} engine, {} moved to {}, amounts in {}\n",
            case.folder, self.engine, case.as_of, case.today, self.symbol
        );
        let _ = writeln!(out, "{}\n", self.steps_table(width));
        if !case.documents.is_empty() {
            let _ = writeln!(out, "Documents: SHA-256(16-byte salt, file); the files stay here");
            let _ = writeln!(out, "{}\n", self.documents_table(width));
        }
        let _ = writeln!(out, "Invariants");
        let _ = writeln!(out, "{}\n", self.invariants_table(width));
        let show = |amount: cosmwasm_std::Uint128| decimal(amount.u128(), self.decimals);
        let supply = &self.supply;
        let _ = writeln!(out, "issued = supply west + supply east + in flight + claimable");
        let _ = writeln!(
            out,
            "{} = {} + {} + {} + {}   {}",
            show(supply.issued),
            show(supply.west),
            show(supply.east),
            show(supply.in_flight),
            show(supply.claimable),
            if supply.holds() { "holds" } else { "DOES NOT HOLD" },
        );
        out
    }

    fn steps_table(&self, width: Option<u16>) -> Table {
        let gas_known = self.steps.iter().any(|step| step.gas.is_some());
        let mut header = vec!["step", "region", "who", "what", "amount", "result", "block time"];
        header.extend(gas_known.then_some("gas"));
        let mut table = table(&header, width);
        let mut phase = "";
        for step in &self.steps {
            if step.phase != phase {
                phase = &step.phase;
                table.add_row(["", "", "", &phase.to_uppercase()]);
            }
            let mut row = vec![
                step.step.to_string(),
                step.region.clone(),
                step.who.clone(),
                step.what.clone(),
                step.amount.clone().unwrap_or_default(),
                step.result.clone(),
                step.block_time.map(show_instant).unwrap_or_default(),
            ];
            let gas = step.gas.map(|gas| decimal(gas.into(), 0));
            row.extend(gas_known.then(|| gas.unwrap_or_default()));
            table.add_row(row);
        }
        for column in [0, 4, 7] {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }

    fn documents_table(&self, width: Option<u16>) -> Table {
        let mut table = table(&["document", "file", "bytes", "salt", "hash"], width);
        for document in &self.scenario.documents {
            table.add_row([
                document.kind.clone(),
                document.file.clone(),
                document.bytes.to_string(),
                document.salt.to_hex(),
                document.hash.to_hex(),
            ]);
        }
        table
    }

    fn invariants_table(&self, width: Option<u16>) -> Table {
        let mut table = table(&["invariant", "holds", "figures"], width);
        for invariant in &self.invariants {
            table.add_row([
                invariant.name.clone(),
                if invariant.holds { "yes" } else { "NO" }.to_string(),
                invariant.detail.clone(),
            ]);
        }
        table
    }
}

impl Case {
    pub(crate) fn new(scenario: &Scenario, today: String) -> Self {
        let credit = scenario.credit.iter().flat_map(|credit| credit.documents.iter());
        let paid = scenario.payments.iter().filter_map(|payment| payment.document.as_ref());
        Self {
            folder: scenario.dir.display().to_string(),
            title: scenario.title.clone(),
            token: scenario.token.id(),
            decimals: scenario.token.decimals,
            as_of: crate::scenario::show_day(scenario.as_of),
            today,
            documents: credit.chain(paid).cloned().collect(),
        }
    }
}

fn table(header: &[&str], width: Option<u16>) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if let Some(width) = width {
        table.set_width(width);
    }
    table.set_header(header.iter().copied());
    table
}
