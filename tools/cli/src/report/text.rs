//! The report for people.

use super::table::{paragraph, Column, Table};
use super::{About, Paper, Report, Step, Tone};
use crate::scenario::{decimal, show_coins, show_instant};
use cosmwasm_std::Uint128;
use isthmus_regions::supply::Supply;
use isthmus_regions::Parameter;
use isthmus_terminal::{counted, visible};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// From here on a step is one row; below, its region and its result stand under it.
const WIDE: usize = 120;
/// The widest amount that leaves room for words beside it.
const WIDE_AMOUNT: usize = 20;

impl Report {
    /// The report for a terminal that is so wide, with colours.
    pub fn text(&self, width: usize) -> String {
        let mut out = self.scenario.head(width, &self.engine);
        out += &self.steps(width);
        out += &self.terms(width);
        if !self.scenario.documents.is_empty() {
            out += &self.scenario.documents(width);
        }
        if let Some(supply) = &self.supply {
            out += &self.invariants(width);
            out += &self.equation(width, supply);
        }
        out
    }

    fn steps(&self, width: usize) -> String {
        let amounts: Vec<String> = self.steps.iter().map(|step| self.amount(step)).collect();
        let is_slim = amounts.iter().all(|amount| amount.len() <= WIDE_AMOUNT);
        match (is_slim, width >= WIDE) {
            (true, true) => self.steps_in_rows(width, &amounts),
            (is_slim, _) => self.steps_in_pairs(width, &amounts, is_slim),
        }
    }

    /// What the parties of each deal consented to, by its hash, which stands alone on its line.
    fn terms(&self, width: usize) -> String {
        let mut hashes = BTreeSet::new();
        for step in &self.steps {
            if let Some(Parameter::Hash(hash)) = step.result.parameters.get("terms_hash") {
                hashes.insert(hash.to_hex());
            }
        }
        if hashes.is_empty() {
            return String::new();
        }
        let mut table = Table::new(width, &[Column::Words]);
        table.heading("terms that were consented to, by their SHA-256");
        hashes.into_iter().fold(table.text(), |out, hash| out + &hash + "\n")
    }

    /// One row a step.
    fn steps_in_rows(&self, width: usize, amounts: &[String]) -> String {
        let has_gas = self.steps.iter().any(|step| step.gas.is_some());
        let mut columns = vec![
            Column::Number,
            Column::Name,
            Column::Name,
            Column::Words,
            Column::Number,
            Column::Words,
        ];
        let mut head = vec!["", "block time (UTC)", "region", "who does what", "amount", "result"];
        if has_gas {
            columns.push(Column::Number);
            head.push("gas");
        }
        let mut table = Table::new(width, &columns).head(&head);
        self.each(&mut table, |table, step, at| {
            let mut row = vec![
                step.step.to_string(),
                step.block_time.map(show_instant).unwrap_or_default(),
                step.region.clone(),
                sentence(step),
                amounts[at].clone(),
                step.result.text.clone(),
            ];
            row.extend(has_gas.then(|| gas(step)));
            table.row(step.result.code.tone(), row);
        });
        table.text()
    }

    /// A step's region and result, and an amount that is too long, in a row of their own.
    fn steps_in_pairs(&self, width: usize, amounts: &[String], is_slim: bool) -> String {
        let all = [Column::Number, Column::Words, Column::Number];
        let columns = if is_slim { &all[..] } else { &all[..2] };
        let mut table = Table::new(width, columns);
        self.each(&mut table, |table, step, at| {
            let amount = amounts[at].clone();
            let below = (!is_slim && !amount.is_empty()).then(|| amount.clone());
            let mut row = vec![step.step.to_string(), sentence(step)];
            row.extend(is_slim.then_some(amount));
            table.row(Tone::Plain, row);
            if let Some(amount) = below {
                table.row(Tone::Plain, vec![String::new(), amount]);
            }
            let came = format!("{}: {}", step.region, step.result.text);
            let mut row = vec![String::new(), came];
            row.extend(is_slim.then(|| gas(step)));
            table.row(step.result.code.tone(), row);
        });
        table.text()
    }

    /// Each step in its phase.
    fn each(&self, table: &mut Table, row: impl Fn(&mut Table, &Step, usize)) {
        let mut phase = "";
        for (at, step) in self.steps.iter().enumerate() {
            if step.phase != phase {
                phase = &step.phase;
                table.heading(phase);
            }
            row(table, step, at);
        }
    }

    fn amount(&self, step: &Step) -> String {
        let coins = || step.coins.as_ref().map(show_coins);
        step.amount.map(|amount| self.show(amount)).or_else(coins).unwrap_or_default()
    }

    fn show(&self, amount: Uint128) -> String {
        decimal(amount.u128(), self.scenario.decimals)
    }

    fn invariants(&self, width: usize) -> String {
        let is_wide = width >= WIDE;
        let all = [Column::Name, Column::Words, Column::Words];
        let mut table = Table::new(width, if is_wide { &all[..] } else { &all[..2] });
        table.heading("what must hold");
        for invariant in &self.invariants {
            let (word, tone) =
                if invariant.holds { ("yes", Tone::Plain) } else { ("NO", Tone::Refused) };
            let mut row = vec![word.to_string(), invariant.name.clone()];
            row.extend(is_wide.then(|| invariant.text.clone()));
            table.row(tone, row);
            if !is_wide {
                table.row(tone, vec![String::new(), invariant.text.clone()]);
            }
        }
        table.text()
    }

    fn equation(&self, width: usize, supply: &Supply) -> String {
        let verdict = if supply.holds() { "holds" } else { "DOES NOT HOLD" };
        let shown = [supply.west, supply.east, supply.in_flight, supply.claimable]
            .map(|amount| self.show(amount))
            .join(" + ");
        let figures = format!("{} = {shown}   {verdict}", self.show(supply.issued));
        let equation = "issued = supply west + supply east + in flight + claimable";
        format!("\n{}{}", paragraph(width, equation), paragraph(width, &figures))
    }
}

impl About {
    fn head(&self, width: usize, engine: &str) -> String {
        let day = if self.as_of == self.today {
            format!("on {}", self.as_of)
        } else {
            format!("{} moved to {}", self.as_of, self.today)
        };
        let what = format!("{engine} engine, {day}, amounts in {}", self.symbol);
        let (title, folder) = (paragraph(width, &self.title), visible(&self.folder));
        format!("{title}{folder}\n{}", paragraph(width, &what))
    }

    /// Files, salts and hashes; a hash stands alone on its line.
    fn documents(&self, width: usize) -> String {
        let mut table = Table::new(width, &[Column::Words]);
        table.heading("documents, which stay here: SHA-256 of salt and file");
        let mut out = table.text();
        for paper in &self.documents {
            let bytes = counted(paper.bytes, "byte", "bytes");
            let _ = writeln!(out, "{} ({}), {bytes}", paper.kind, paper.section);
            let _ = writeln!(out, "  {}", visible(&paper.file));
            let _ = match &paper.salt {
                Some(salt) => writeln!(out, "  salt {salt}"),
                None => writeln!(out, "  without salt: it is published"),
            };
            let _ = writeln!(out, "{}", paper.hash);
        }
        if let Some(paper) = self.documents.first() {
            let _ = writeln!(out, "To compute one of them:\n{}", self.command(paper));
        }
        out
    }

    /// The command that computes a paper's hash.
    fn command(&self, paper: &Paper) -> String {
        let file = isthmus_terminal::quoted(&Path::new(&self.folder).join(&paper.file));
        let salt = paper.salt.as_ref().map(|salt| format!(" --salt {salt}")).unwrap_or_default();
        format!("{} hash {file}{salt}", isthmus_terminal::command())
    }
}

/// `importer funds the credit in full`.
fn sentence(step: &Step) -> String {
    format!("{} {}", step.who, step.what)
}

fn gas(step: &Step) -> String {
    step.gas.map(|gas| decimal(gas.into(), 0)).unwrap_or_default()
}
