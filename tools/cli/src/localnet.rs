//! `isthmus deploy` and `isthmus status`: the contracts on the localnet that runs, and where they are.

use crate::args::{Deploy, Status};
use anyhow::{Context, Result};
use isthmus_regions::Deployment;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Deploys and links the five contracts in both regions.
#[cfg(feature = "live")]
pub fn deploy(args: &Deploy) -> Result<()> {
    use isthmus_regions::{deploy, live::LivePair, make_changes_wait, operators, Plan};
    let progress = isthmus_terminal::Step::for_terminal("deploying and linking the contracts");
    let pair = LivePair::of_workspace()?;
    let (change_delay_seconds, owner_delay_seconds) = (args.delay, args.delay);
    let plan = Plan {
        roles: operators(),
        change_delay_seconds,
        owner_delay_seconds,
        // Nothing is minted before somebody has attested reserves, and they are attested anew each week.
        attested_within_seconds: Some(7 * 86_400),
        ..Plan::default()
    };
    let deployment = deploy(&pair, &plan)?;
    make_changes_wait(&pair, &plan, &deployment)?;
    let file = pair.save_deployment(&deployment)?;
    drop(progress);
    if args.json {
        return crate::print_json(&deployment);
    }
    let (addresses, token) = (addresses(&deployment), &deployment.token);
    isthmus_terminal::print(&format!("{addresses}\ntoken {token}, written to {}\n", file.display()))
}

/// What is deployed, and the supply equation.
#[cfg(feature = "live")]
pub fn status(args: &Status) -> Result<()> {
    use crate::report::Checked;
    use anyhow::ensure;
    use isthmus_api::stablecoin::QueryMsg;
    use isthmus_regions::{live::LivePair, supply, Pair, Side};
    use std::fmt::Write;
    let pair = LivePair::of_workspace()?;
    let deployment = deployment(None)?;
    let (supply, invariants) = supply::audit(&pair, &deployment)?;
    let stablecoin = &deployment.west.stablecoin;
    let token: cw20::TokenInfoResponse =
        supply::ask(&pair, Side::West, stablecoin, &QueryMsg::TokenInfo {})?;
    let invariants: Vec<Checked> =
        invariants.iter().map(|invariant| Checked::new(invariant, token.decimals)).collect();
    if args.json {
        let heights = Side::BOTH.map(|side| pair.region(side).height().ok());
        let text = serde_json::json!({
            "deployment": deployment,
            "heights": { "west": heights[0], "east": heights[1] },
            "supply": supply,
            "invariants": invariants,
        });
        crate::print_json(&text)?;
    } else {
        let mut text = format!("{}\n", addresses(&deployment));
        for side in Side::BOTH {
            let region = pair.region(side);
            writeln!(text, "{} at height {}", region.chain_id(), region.height()?)?;
        }
        for invariant in &invariants {
            let verdict = if invariant.holds { "holds" } else { "DOES NOT HOLD" };
            writeln!(text, "{}: {verdict} ({})", invariant.name, invariant.text)?;
        }
        isthmus_terminal::print(&text)?;
    }
    ensure!(invariants.iter().all(|invariant| invariant.holds), "an invariant does not hold");
    Ok(())
}

/// The contracts that a file names: a deployment, or JSON that has one in its field `deployment`. Without
/// a file, what `deploy` left beside the localnet.
pub fn deployment(file: Option<&Path>) -> Result<Deployment> {
    let left = || {
        let localnet = std::env::var_os("ISTHMUS_LOCALNET");
        localnet.map_or_else(|| "target/localnet".into(), PathBuf::from).join("deployment.json")
    };
    let file = file.map_or_else(left, Path::to_path_buf);
    let text = std::fs::read_to_string(&file).with_context(|| {
        let deploy = isthmus_terminal::command();
        format!("cannot read {}; `{deploy} deploy` writes one", file.display())
    })?;
    let mut json: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    let inner = json.get_mut("deployment").map(Value::take);
    serde_json::from_value(inner.unwrap_or(json))
        .with_context(|| format!("{} names no contracts", file.display()))
}

#[cfg(feature = "live")]
fn addresses(deployment: &isthmus_regions::Deployment) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_preset(comfy_table::presets::UTF8_FULL_CONDENSED);
    table.set_header(["contract", "west", "east"]);
    let (west, east) = (&deployment.west, &deployment.east);
    for (name, west, east) in [
        ("identity", &west.identity, &east.identity),
        ("stablecoin", &west.stablecoin, &east.stablecoin),
        ("bridge", &west.bridge, &east.bridge),
        ("escrow", &west.escrow, &east.escrow),
        ("issuance", &west.issuance, &east.issuance),
        ("channel", &deployment.channels.0, &deployment.channels.1),
        ("connection", &deployment.connections.0, &deployment.connections.1),
    ] {
        table.add_row([name, west, east]);
    }
    table
}

/// Without the live engine there is nothing to deploy to.
#[cfg(not(feature = "live"))]
pub fn deploy(_: &Deploy) -> Result<()> {
    no_engine("deploy")
}

/// Without the live engine there is nothing to ask.
#[cfg(not(feature = "live"))]
pub fn status(_: &Status) -> Result<()> {
    no_engine("status")
}

#[cfg(not(feature = "live"))]
fn no_engine(command: &str) -> Result<()> {
    anyhow::bail!(
        "this build has no live engine; \
         `cargo run --profile demo --package isthmus-cli --features live -- {command}` builds one that has"
    )
}
