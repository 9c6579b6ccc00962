//! `isthmus deploy` and `isthmus status`: the contracts on the localnet that runs.

use crate::args::{Deploy, Status};
use anyhow::Result;

/// Deploys and links the four contracts in both regions.
#[cfg(feature = "live")]
pub fn deploy(args: &Deploy) -> Result<()> {
    use isthmus_regions::{deploy, live::LivePair, operators, Plan};
    let pair = LivePair::of_workspace()?;
    let plan = Plan { roles: operators(), ..Plan::default() };
    let deployment = deploy(&pair, &plan)?;
    let file = pair.save_deployment(&deployment)?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&deployment)?);
    } else {
        println!("{}", addresses(&deployment));
        println!("token {}, written to {}", deployment.token, file.display());
    }
    Ok(())
}

/// What is deployed, and the supply equation.
#[cfg(feature = "live")]
pub fn status(args: &Status) -> Result<()> {
    use anyhow::{ensure, Context};
    use isthmus_regions::{live::LivePair, supply, Deployment, Pair, Side};
    let pair = LivePair::of_workspace()?;
    let file = std::env::var_os("ISTHMUS_LOCALNET")
        .map_or_else(|| "target/localnet".into(), std::path::PathBuf::from)
        .join("deployment.json");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("no {}; `isthmus deploy` writes it", file.display()))?;
    let deployment: Deployment =
        serde_json::from_str(&text).with_context(|| file.display().to_string())?;
    let invariants = supply::invariants(&pair, &deployment)?;
    let supply = supply::read(&pair, &deployment)?;
    if args.json {
        let heights = Side::BOTH.map(|side| pair.region(side).height().ok());
        let text = serde_json::json!({
            "deployment": deployment,
            "heights": { "west": heights[0], "east": heights[1] },
            "supply": supply,
            "invariants": invariants,
        });
        println!("{}", serde_json::to_string_pretty(&text)?);
    } else {
        println!("{}", addresses(&deployment));
        for side in Side::BOTH {
            let region = pair.region(side);
            println!("{} at height {}", region.chain_id(), region.height()?);
        }
        for invariant in &invariants {
            let verdict = if invariant.holds { "holds" } else { "DOES NOT HOLD" };
            println!("{}: {verdict} ({})", invariant.name, invariant.detail);
        }
    }
    ensure!(invariants.iter().all(|invariant| invariant.holds), "an invariant does not hold");
    Ok(())
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
         `cargo run --package isthmus-cli --features live -- {command}` builds one that has"
    )
}
