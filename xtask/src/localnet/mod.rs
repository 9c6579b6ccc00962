//! `cargo localnet`: two real chains and a relayer on this machine.

mod cache;
mod http;
mod lock;
mod node;
mod ports;
mod process;
mod relayer;
mod state;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{bail, Context, Result};
use clap::{Subcommand, ValueEnum};
use isthmus_terminal::{print, tell};
use serde_json::{json, Value};

use crate::system::PATIENCE;
use crate::ui::{self, Step};
use crate::{interrupt, wasm, workspace};
use cache::Binaries;
use lock::Lock;
use process::Process;
use state::{Account, Region, Relayer, State, REGIONS};

/// Names the folder of `state.json`, for the programs that look for a localnet.
pub const DIR_VARIABLE: &str = "ISTHMUS_LOCALNET";

/// Two real chains (wasmd 0.61.14, half-second blocks) and a relayer (Hermes 1.10.5), on loopback.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cargo localnet up && cargo demo --engine live
  cargo localnet up --no-deploy --base-port 26600
  cargo localnet build      in good time: the first one takes a quarter of an hour
  cargo localnet status --json
  cargo localnet down

The first `up` builds wasmd (Go, six minutes) and Hermes (Rust, seven) into $ISTHMUS_CACHE or
~/.cache/isthmus; later ones take seconds. localnet/README.md describes state.json and the rest.")]
pub struct Args {
    /// Folder of its state and runs [default: $ISTHMUS_LOCALNET, else target/localnet]
    #[arg(long, global = true, value_name = "DIR")]
    dir: Option<PathBuf>,
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Build what is missing, start, join the chains, deploy, and say where everything is
    Up(UpArgs),
    /// Build what is missing of wasmd and Hermes, and start nothing
    Build {
        /// Print where they are as JSON
        #[arg(long)]
        json: bool,
    },
    /// Say what runs, how far the chains are, and where to reach them
    Status {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Stop exactly what `up` started
    Down {
        /// Print what was stopped as JSON
        #[arg(long)]
        json: bool,
    },
    /// Stop or start Hermes, for tests of what happens without it
    #[command(hide = true)]
    Relayer { action: RelayerAction },
    /// Stop or start a chain's node
    #[command(hide = true)]
    Node {
        #[arg(value_parser = REGIONS)]
        region: String,
        action: NodeAction,
    },
}

#[derive(clap::Args, Clone, Default)]
pub struct UpArgs {
    /// Leave the contracts out: chains, connection and relayer only
    #[arg(long)]
    pub no_deploy: bool,
    /// Take the old localnet down first, if there is one
    #[arg(long)]
    pub fresh: bool,
    /// Use this port and the seven after it, in place of free ones
    #[arg(long, value_name = "PORT")]
    pub base_port: Option<u16>,
    /// Print the state as JSON when it is up
    #[arg(long)]
    pub json: bool,
    /// Print nothing when it is up
    #[arg(skip)]
    pub quiet: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum RelayerAction {
    Stop,
    Start,
}

#[derive(Clone, Copy, ValueEnum)]
enum NodeAction {
    Stop,
    Start,
    Restart,
}

pub fn run(args: Args) -> Result<()> {
    let dir = args.dir.unwrap_or_else(default_dir);
    let dir = std::path::absolute(dir)?;
    match args.command {
        Verb::Up(args) => up(&dir, &args),
        Verb::Build { json } => {
            let binaries = cache::prepare()?;
            let wasmd = REGIONS.map(|region| binaries.wasmd(region));
            if json {
                return ui::print_json(&json!({ "wasmd": wasmd, "hermes": binaries.hermes }));
            }
            let all = wasmd.iter().chain([&binaries.hermes]);
            print(&all.map(|path| format!("{}\n", path.display())).collect::<String>())
        }
        Verb::Status { json } => status(&dir, json),
        Verb::Down { json } => {
            let stopped = down(&dir)?;
            if json {
                return ui::print_json(&json!({ "stopped": stopped }));
            }
            if stopped.is_empty() {
                return print("nothing was running\n");
            }
            print(&format!("stopped: {}\n", stopped.join(", ")))
        }
        Verb::Relayer { action } => control(&dir, |state| match action {
            RelayerAction::Stop => relayer::stop(state),
            RelayerAction::Start if running(state.relayer.process.as_ref()) => Ok(()),
            RelayerAction::Start => relayer::start(state),
        }),
        Verb::Node { region: name, action } => control(&dir, |state| {
            let region = state.regions.get_mut(&name).context("no such region")?;
            if matches!(action, NodeAction::Stop | NodeAction::Restart) {
                node::stop(region)?;
            }
            if matches!(action, NodeAction::Stop) || running(region.process.as_ref()) {
                return Ok(());
            }
            node::start(&name, region)
        }),
    }
}

/// `$ISTHMUS_LOCALNET`, else `target/localnet`.
pub fn default_dir() -> PathBuf {
    env::var_os(DIR_VARIABLE)
        .map_or_else(|| workspace::root().join("target/localnet"), PathBuf::from)
}

fn running(process: Option<&Process>) -> bool {
    process.is_some_and(Process::is_running)
}

/// Changes the run, and records the change even if it failed half-way.
fn control(dir: &Path, change: impl FnOnce(&mut State) -> Result<()>) -> Result<()> {
    let _lock = Lock::wait(dir, "relayer or node")?;
    let mut state = State::load(dir)?.context("no localnet is up; start one: cargo localnet up")?;
    let result = change(&mut state);
    state.save(dir)?;
    result
}

/// Starts a localnet; if anything fails or Ctrl-C is pressed, stops what it started.
pub fn up(dir: &Path, args: &UpArgs) -> Result<()> {
    if args.fresh {
        down(dir)?;
    }
    let guard = Lock::take(dir, "up")?;
    if let Some(state) = State::load(dir)? {
        if state.processes().iter().all(|(_, process)| running(*process)) {
            drop(guard);
            tell("already up; `cargo localnet up --fresh` starts from nothing");
            return status(dir, args.json);
        }
        if state.any_running() {
            bail!("the last localnet runs only in part; clear it away first: cargo localnet down");
        }
        State::remove(dir)?;
    }
    // Everything is built before anything is started.
    let isthmus = if args.no_deploy {
        None
    } else {
        wasm::ensure_built()?;
        Some(workspace::isthmus(true)?)
    };
    let binaries = cache::prepare()?;
    watch(dir);
    if let Err(error) = start(dir, args.base_port, &binaries) {
        stop_all(dir)?;
        return Err(error);
    }
    drop(guard);
    if let Some(isthmus) = isthmus {
        if let Err(error) = deploy(dir, &isthmus) {
            down(dir)?;
            return Err(error);
        }
    }
    if args.quiet {
        return Ok(());
    }
    status(dir, args.json)
}

/// From now on an interruption stops what runs in the folder too. Another command that is at work gets a
/// moment to end, because it may be about to start something.
pub fn watch(dir: &Path) {
    let dir = dir.to_path_buf();
    interrupt::at_the_end(move || {
        let _lock = Lock::soon(&dir, PATIENCE);
        stop_now(&dir).map(drop)
    });
}

/// Chains, connection, relayer. The state is saved as soon as there is a process to stop.
fn start(dir: &Path, base_port: Option<u16>, binaries: &Binaries) -> Result<()> {
    forget_deployment(dir)?;
    let run_dir = new_run_dir(dir)?;
    let step = Step::begin("starting west-1 and east-1");
    let accounts = state::accounts()?;
    let ports = ports::choose(base_port)?;
    let nodes = REGIONS.iter().zip(ports).map(|(name, ports)| {
        (name.to_string(), node::plan(name, ports, &run_dir, binaries.wasmd(name)))
    });
    let mut state = State {
        version: 1,
        control: control_command(dir)?,
        regions: nodes.collect(),
        relayer: Relayer {
            binary: binaries.hermes.clone(),
            config: run_dir.join("hermes.toml"),
            process: None,
        },
        accounts,
        run_dir,
    };
    let prepared = in_parallel(&state, node::init);
    prepared?;
    // Spawned one after the other, each recorded at once, then awaited together.
    for name in REGIONS {
        let region = state.regions.get_mut(name).context("no such region")?;
        node::spawn(region).with_context(|| format!("node {name}"))?;
        state.save(dir)?;
    }
    in_parallel(&state, |name, region, _| node::await_block(name, region, 0))?;
    step.done("");

    let step = Step::begin("joining them: light clients and a connection");
    relayer::init(&state)?;
    relayer::connect(&mut state)?;
    state.save(dir)?;
    step.done(&connections(&state));

    let step = Step::begin("starting Hermes");
    let started = relayer::start(&mut state);
    state.save(dir)?;
    started?;
    step.done("");
    Ok(())
}

/// Does something to both nodes at once.
fn in_parallel(
    state: &State,
    work: impl Fn(&str, &Region, &[Account]) -> Result<()> + Sync,
) -> Result<()> {
    let (accounts, work) = (&state.accounts, &work);
    thread::scope(|scope| {
        let threads: Vec<_> = state
            .regions
            .iter()
            .map(|(name, region)| scope.spawn(move || work(name, region, accounts)))
            .collect();
        threads.into_iter().try_for_each(|thread| match thread.join() {
            Ok(result) => result,
            Err(_) => bail!("a thread of xtask panicked; its message is above"),
        })
    })
}

/// A folder nobody has used: run-<seconds>-<pid>. The last three are kept, for their logs.
fn new_run_dir(dir: &Path) -> Result<PathBuf> {
    let mut old: Vec<PathBuf> = fs::read_dir(dir)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("run-")))
        .collect();
    old.sort();
    let surplus = old.len().saturating_sub(2);
    for path in old.iter().take(surplus) {
        fs::remove_dir_all(path)?;
    }
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let run_dir = dir.join(format!("run-{seconds}-{}", std::process::id()));
    fs::create_dir(&run_dir)?;
    Ok(run_dir)
}

/// How another program calls us back.
fn control_command(dir: &Path) -> Result<Vec<String>> {
    let program = env::current_exe()?.to_string_lossy().into_owned();
    let dir = dir.to_string_lossy().into_owned();
    Ok(vec![program, "localnet".to_string(), "--dir".to_string(), dir])
}

fn connections(state: &State) -> String {
    let ids = REGIONS.iter().map(|name| {
        let id = state.regions.get(*name).and_then(|region| region.connection_id.as_deref());
        format!("{name} {}", id.unwrap_or("none"))
    });
    ids.collect::<Vec<_>>().join(", ")
}

/// Stores the contracts and links the regions, by the command that anybody uses for a real chain.
fn deploy(dir: &Path, isthmus: &Path) -> Result<()> {
    let step = Step::begin("deploying and linking the contracts");
    let mut command = Command::new(isthmus);
    command.arg("deploy").env(DIR_VARIABLE, dir).current_dir(workspace::root());
    ui::build(&step, &mut command, &dir.join("deploy.log"))?;
    step.done("");
    Ok(())
}

/// Stops what runs; returns the names of what did.
pub fn down(dir: &Path) -> Result<Vec<String>> {
    let _lock = Lock::take(dir, "down")?;
    stop_all(dir)
}

/// What was deployed is gone with its chains.
fn forget_deployment(dir: &Path) -> Result<()> {
    match fs::remove_file(deployment_file(dir)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Where `isthmus deploy` writes the addresses.
fn deployment_file(dir: &Path) -> PathBuf {
    dir.join("deployment.json")
}

fn stop_all(dir: &Path) -> Result<Vec<String>> {
    interrupt::wait_for_the_end();
    stop_now(dir)
}

fn stop_now(dir: &Path) -> Result<Vec<String>> {
    let Some(mut state) = State::load(dir)? else {
        return Ok(Vec::new());
    };
    let running = state.processes().into_iter().filter(|(_, process)| running(*process));
    let names = running.map(|(name, _)| name).collect();
    // One that does not end leaves the others no reason to go on.
    let mut results = vec![relayer::stop(&mut state)];
    results.extend(state.regions.values_mut().map(node::stop));
    if let Err(error) = results.into_iter().collect::<Result<()>>() {
        state.save(dir)?;
        return Err(error);
    }
    State::remove(dir)?;
    forget_deployment(dir)?;
    Ok(names)
}

fn status(dir: &Path, json: bool) -> Result<()> {
    let at_work = lock::holder(dir)?;
    let state = State::load(dir)?;
    if let (Some(holder), false) = (&at_work, json) {
        print(&format!("{holder} is at work on {}\n", dir.display()))?;
    }
    let Some(state) = state else {
        return match (json, at_work) {
            (true, at_work) => ui::print_json(&json!({ "up": false, "at_work": at_work })),
            (false, Some(_)) => Ok(()),
            (false, None) => print("no localnet is up; start one: cargo localnet up\n"),
        };
    };
    let heights: Vec<Option<u64>> =
        REGIONS.iter().map(|name| node::height(state.regions.get(*name)?).ok()).collect();
    let deployment: Option<Value> =
        fs::read(deployment_file(dir)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if json {
        let up = state.processes().iter().all(|(_, process)| running(*process));
        let heights: BTreeMap<_, _> = REGIONS.iter().zip(&heights).collect();
        return ui::print_json(&json!({
            "up": up,
            "at_work": at_work,
            "heights": heights,
            "state": state,
            "deployment": deployment,
        }));
    }
    let word = |process: Option<&Process>| match process {
        None => "stopped".to_string(),
        Some(process) if process.is_running() => format!("pid {}", process.pid),
        Some(_) => "ENDED".to_string(),
    };
    let rows = REGIONS.iter().zip(&heights).filter_map(|(name, height)| {
        let region = state.regions.get(*name)?;
        Some(vec![
            region.chain_id.clone(),
            word(region.process.as_ref()),
            height.map_or_else(|| "no answer".to_string(), |height| format!("block {height}")),
            region.rpc.clone(),
            region.grpc.clone(),
            region.api.clone(),
            region.connection_id.clone().unwrap_or_default(),
        ])
    });
    let head = ["chain", "node", "height", "rpc", "grpc", "api", "connection"];
    ui::table(&head, &rows.collect::<Vec<_>>())?;
    let relayer = word(state.relayer.process.as_ref());
    print(&format!("relayer: {relayer}\nstate:   {}\n", dir.join("state.json").display()))?;
    match deployment {
        None => print("contracts are not deployed\n"),
        Some(deployment) => print(&addresses(dir, &deployment)),
    }
}

/// Addresses and channel of each region, as `isthmus deploy` left them.
fn addresses(dir: &Path, deployment: &Value) -> String {
    let mut text = String::new();
    for (index, name) in REGIONS.iter().enumerate() {
        let channel = deployment["channels"][index].as_str().unwrap_or("none");
        text += &format!("contracts in {name}, channel {channel}:\n");
        for (contract, address) in deployment[*name].as_object().into_iter().flatten() {
            if let Some(address) = address.as_str() {
                text += &format!("  {contract:<12} {address}\n");
            }
        }
    }
    text + &format!("all of it: {}\n", deployment_file(dir).display())
}
