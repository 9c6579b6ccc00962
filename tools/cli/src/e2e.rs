//! `isthmus e2e`: the hard cases on the two chains of a running localnet. `cargo e2e` starts one,
//! runs the demo and this, and tears it down.

use anyhow::{ensure, Context, Result};
use comfy_table::{presets::UTF8_FULL_CONDENSED, Table};
use isthmus_regions::live::{drills, LivePair};
use isthmus_regions::{deploy, Plan};
use isthmus_terminal::Step;
use serde_json::json;
use std::path::PathBuf;

/// Deploys anew on the running localnet and drills it: Hermes stopped and restarted, a packet that
/// expires, nodes restarted, a cw20-base token taken over. After each the supply equation is read from
/// both chains.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only a live engine has anything to drill
    #[arg(long, value_parser = ["live"], default_value = "live")]
    engine: String,
    /// The wasm of cw20-base, to be taken over; `cargo gas` builds it
    #[arg(long, default_value = "target/reference/cw20_base.wasm")]
    cw20_base: PathBuf,
    /// Print one JSON object in place of the table
    #[arg(long)]
    json: bool,
}

/// Runs the drills; fails if any of them does.
pub fn run(args: &Args) -> Result<()> {
    let file = &args.cw20_base;
    let cw20_base = std::fs::read(file).with_context(|| {
        format!("cannot read {}; build it with `cargo gas`, or name another", file.display())
    })?;
    let pair = LivePair::of_workspace()?;
    let plan = Plan::default();
    let step = Step::for_terminal("drills");
    step.line(&format!("deploying and linking the contracts on the {} engine", args.engine));
    let deployment = deploy(&pair, &plan).context("deployment on the localnet")?;
    let mut count = 0;
    let all = drills::run(&pair, &deployment, &plan.owner, &cw20_base, |drill| {
        count += 1;
        let verdict = if drill.ok { "ok" } else { "FAILED" };
        step.line(&format!("{count}. {}: {verdict} ({:.1} s)", drill.drill, drill.seconds));
    })?;
    drop(step);
    if args.json {
        crate::print_json(&json!({ "drills": all, "deployment": deployment }))?;
    } else {
        isthmus_terminal::print(&format!("{}\n", table(&all)))?;
    }
    let failed = all.iter().filter(|drill| !drill.ok).count();
    ensure!(failed == 0, "{failed} of {} drills failed", all.len());
    Ok(())
}

fn table(drills: &[drills::Drill]) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED);
    table.set_header(["drill", "result", "took", "figures"]);
    for drill in drills {
        let figures: Vec<String> = drill
            .figures
            .iter()
            .map(|figure| format!("{}: {}", figure.name, figure.value))
            .collect();
        table.add_row([
            drill.drill.to_string(),
            if drill.ok { "ok" } else { "FAILED" }.to_string(),
            format!("{:.1} s", drill.seconds),
            figures.join("\n"),
        ]);
    }
    table
}
