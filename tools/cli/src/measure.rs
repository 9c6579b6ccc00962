//! `isthmus measure`: what the messages that people use most cost on the two chains of a running
//! localnet. `cargo e2e` starts one, runs this, and compares it with the model of `bench/`.

use anyhow::{Context, Result};
use comfy_table::{presets::UTF8_FULL_CONDENSED, CellAlignment, Table};
use isthmus_regions::live::LivePair;
use isthmus_regions::workload::{self, Figure, Figures};
use isthmus_terminal::{print, write_file, Step};
use std::path::PathBuf;

/// Gas of one byte of a transaction, an ordinary parameter of every chain.
const BYTE: u64 = 10;

/// Deploys anew on the running localnet and sends each message as three and as two in one
/// transaction: first with the codes not pinned, then pinned by a governance proposal.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only real chains have anything to measure
    #[arg(long, value_parser = ["live"], default_value = "live")]
    engine: String,
    /// Print {unpinned, pinned} as JSON in place of the table
    #[arg(long)]
    json: bool,
    /// Write the same JSON to this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Measures; fails if a message fails.
pub fn run(args: &Args) -> Result<()> {
    let unpinned = measure(args, false).context("codes not pinned")?;
    let pinned = measure(args, true).context("codes pinned")?;
    let figures = Figures { unpinned, pinned };
    let text = serde_json::to_string_pretty(&figures)? + "\n";
    let printed = print(&if args.json { text.clone() } else { format!("{}\n", table(&figures)) });
    printed.and(args.out.as_ref().map_or(Ok(()), |file| write_file(file, &text)))
}

/// All rows on a deployment of their own.
fn measure(args: &Args, pinned: bool) -> Result<Vec<Figure>> {
    let pair = LivePair::of_workspace()?;
    let how = if pinned { "pinned" } else { "not pinned" };
    let step = Step::for_terminal("measuring");
    step.line(&format!("the {} engine, codes {how}", args.engine));
    pair.set_pinned(pinned)?;
    let mut count = 0;
    let figures = workload::run(&pair, |figure| {
        count += 1;
        let gas = figure.message(BYTE).map_or_else(|| "?".to_string(), |gas| gas.to_string());
        step.line(&format!("{count}. {} {}: {gas}", figure.contract, figure.message));
    })?;
    Ok(figures)
}

fn table(figures: &Figures) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED);
    table.set_header(["contract", "message", "not pinned", "pinned"]);
    let gas = |figure: Option<&Figure>| {
        figure
            .and_then(|figure| figure.message(BYTE))
            .map_or_else(String::new, |gas| gas.to_string())
    };
    for (row, unpinned) in figures.unpinned.iter().enumerate() {
        let (contract, message) = (unpinned.contract.clone(), unpinned.message.clone());
        let figures = (gas(Some(unpinned)), gas(figures.pinned.get(row)));
        table.add_row([contract, message, figures.0, figures.1]);
    }
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
