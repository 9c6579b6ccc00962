//! A chain with one validator: its genesis, its configuration, its process.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{bail, ensure, Context, Result};
use serde_json::{json, Value};

use super::http;
use super::ports::Ports;
use super::process::Process;
use super::state::{Account, Region};
use crate::group;
use crate::system::wait;

/// Fee coins for one unit of gas, as nodes and relayer use it.
const GAS_PRICE: &str = "0.025";

/// What an account holds at genesis, in fee coins; the faucet holds a thousand times as much.
const FUNDS: u64 = 1_000_000_000_000;

/// What the validator stakes.
const STAKE: u64 = 1_000_000_000;

/// How long a node may take to its next block before we call it dead.
const PATIENCE: Duration = Duration::from_secs(60);

/// Describes the node of a region; nothing is started.
pub fn plan(name: &str, ports: Ports, run_dir: &Path, binary: std::path::PathBuf) -> Region {
    let http = |port: u16| format!("http://127.0.0.1:{port}");
    Region {
        chain_id: format!("{name}-1"),
        prefix: name.to_string(),
        fee_denom: format!("u{name}"),
        stake_denom: format!("s{name}"),
        gas_price: GAS_PRICE.to_string(),
        rpc: http(ports.rpc),
        grpc: http(ports.grpc),
        api: http(ports.api),
        p2p: format!("127.0.0.1:{}", ports.p2p),
        home: run_dir.join(name),
        binary,
        client_id: None,
        connection_id: None,
        process: None,
    }
}

/// Writes the node's home: keys, genesis, configuration.
pub fn init(name: &str, region: &Region, accounts: &[Account]) -> Result<()> {
    wasmd(
        region,
        &["init", name, "--chain-id", &region.chain_id, "--default-denom", &region.stake_denom],
        "",
    )?;
    let validator = accounts.iter().find(|account| account.name == "validator");
    let validator = validator.context("no account `validator` in localnet/accounts.toml")?;
    let keyring = ["--keyring-backend", "test"];
    let add = ["keys", "add", "validator", "--recover", "--hd-path", &validator.hd_path];
    wasmd(region, &[&add[..], &keyring].concat(), &format!("{}\n", validator.mnemonic))?;
    edit_genesis(name, region, accounts)?;
    let stake = format!("{STAKE}{}", region.stake_denom);
    let gentx = ["genesis", "gentx", "validator", &stake, "--chain-id", &region.chain_id];
    wasmd(region, &[&gentx[..], &keyring].concat(), "")?;
    wasmd(region, &["genesis", "collect-gentxs"], "")?;
    configure(region)
}

/// Runs wasmd to its end.
fn wasmd(region: &Region, args: &[&str], input: &str) -> Result<()> {
    let mut command = Command::new(&region.binary);
    command.args(args).arg("--home").arg(&region.home);
    let output = group::output_of_input(&mut command, input)?;
    let message = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "wasmd {} failed: {}", args.join(" "), message.trim());
    Ok(())
}

/// Funds the accounts, and makes votes short enough to wait for.
fn edit_genesis(name: &str, region: &Region, accounts: &[Account]) -> Result<()> {
    let path = region.home.join("config/genesis.json");
    let mut genesis: Value = serde_json::from_slice(&fs::read(&path)?)?;
    let app = &mut genesis["app_state"];
    let mut supply = [0_u64; 2];
    for account in accounts {
        let address = &account.addresses[name];
        let fee = if account.name == "faucet" { FUNDS * 1_000 } else { FUNDS };
        // Coins of an account are sorted by name: s... before u...
        let coins = [(&region.stake_denom, STAKE * 10), (&region.fee_denom, fee)];
        for (total, (_, amount)) in supply.iter_mut().zip(&coins) {
            *total += amount;
        }
        let coins =
            coins.map(|(denom, amount)| json!({"denom": denom, "amount": amount.to_string()}));
        push(&mut app["bank"]["balances"], json!({"address": address, "coins": coins}))?;
        push(
            &mut app["auth"]["accounts"],
            json!({
                "@type": "/cosmos.auth.v1beta1.BaseAccount",
                "address": address, "pub_key": null, "account_number": "0", "sequence": "0",
            }),
        )?;
    }
    let [stake, fee] = supply.map(|amount| amount.to_string());
    app["bank"]["supply"] = json!([
        {"denom": region.stake_denom, "amount": stake},
        {"denom": region.fee_denom, "amount": fee},
    ]);
    let gov = &mut app["gov"]["params"];
    gov["voting_period"] = json!("10s");
    gov["expedited_voting_period"] = json!("5s");
    gov["max_deposit_period"] = json!("10s");
    fs::write(path, serde_json::to_vec_pretty(&genesis)?)?;
    Ok(())
}

fn push(list: &mut Value, item: Value) -> Result<()> {
    list.as_array_mut().context("wasmd's genesis has another shape than expected")?.push(item);
    Ok(())
}

/// Half-second blocks, everything on loopback and on the chosen ports.
fn configure(region: &Region) -> Result<()> {
    let tcp = |http: &str| http.replacen("http", "tcp", 1);
    let plain = |http: &str| http.replacen("http://", "", 1);
    edit_toml(
        &region.home.join("config/config.toml"),
        &[
            ("rpc", "laddr", tcp(&region.rpc).into()),
            ("rpc", "pprof_laddr", "".into()),
            ("p2p", "laddr", format!("tcp://{}", region.p2p).into()),
            ("p2p", "pex", false.into()),
            ("p2p", "addr_book_strict", false.into()),
            ("consensus", "timeout_commit", "500ms".into()),
            ("consensus", "timeout_propose", "1s".into()),
        ],
    )?;
    let price = format!("{}{}", region.gas_price, region.fee_denom);
    edit_toml(
        &region.home.join("config/app.toml"),
        &[
            ("", "minimum-gas-prices", price.into()),
            ("api", "enable", true.into()),
            ("api", "address", tcp(&region.api).into()),
            ("grpc", "address", plain(&region.grpc).into()),
            ("grpc-web", "enable", false.into()),
        ],
    )
}

/// Sets values of a TOML file: section (empty for the top), key, value.
fn edit_toml(path: &Path, values: &[(&str, &str, toml::Value)]) -> Result<()> {
    let mut file: toml::Table = toml::from_str(&fs::read_to_string(path)?)?;
    for (section, key, value) in values {
        let table = if section.is_empty() {
            &mut file
        } else {
            let table = file.get_mut(*section).and_then(toml::Value::as_table_mut);
            table.with_context(|| format!("{} has no [{section}]", path.display()))?
        };
        ensure!(table.contains_key(*key), "{} has no {section}.{key}", path.display());
        table.insert((*key).to_string(), value.clone());
    }
    fs::write(path, toml::to_string(&file)?)?;
    Ok(())
}

/// Starts the node's process.
pub fn spawn(region: &mut Region) -> Result<()> {
    let mut command = Command::new(&region.binary);
    command.args(["start", "--home"]).arg(&region.home).arg("--log_no_color");
    region.process = Some(Process::spawn(&mut command, &region.home.with_extension("log"))?);
    Ok(())
}

/// Starts the node and waits for a block that is newer than what it had.
pub fn start(name: &str, region: &mut Region) -> Result<()> {
    spawn(region)?;
    let mut height = None;
    wait(PATIENCE, || {
        height = self::height(region).ok();
        height.is_some() || !running(region)
    });
    await_block(name, region, height.unwrap_or(0))
}

fn running(region: &Region) -> bool {
    region.process.as_ref().is_some_and(Process::is_running)
}

/// Waits for a block above `height`.
pub fn await_block(name: &str, region: &Region, height: u64) -> Result<()> {
    let newer = || self::height(region).is_ok_and(|now| now > height);
    let mut up = false;
    wait(PATIENCE, || {
        up = newer();
        up || !running(region)
    });
    if up {
        return Ok(());
    }
    let words = region.process.as_ref().map(Process::last_words).unwrap_or_default();
    if words.contains("address already in use") {
        bail!("node {name}: one of its ports is in use; run `cargo localnet up` again. {words}");
    }
    let what = if running(region) { "makes no blocks" } else { "ended" };
    bail!("node {name} {what}; {words}")
}

/// Stops the node; it writes its state first.
pub fn stop(region: &mut Region) -> Result<()> {
    if let Some(process) = &region.process {
        process.stop(Duration::from_secs(20))?;
    }
    region.process = None;
    Ok(())
}

/// Height of the newest block.
pub fn height(region: &Region) -> Result<u64> {
    let status = http::get(&region.rpc, "/status")?;
    let height = status["result"]["sync_info"]["latest_block_height"].as_str();
    height.context("no height in the status")?.parse().context("the height is no number")
}
