//! `state.json`, which says what runs. Its fields are described in `localnet/README.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::process::Process;

pub const REGIONS: [&str; 2] = ["west", "east"];

#[derive(Clone, Serialize, Deserialize)]
pub struct State {
    pub version: u32,
    pub run_dir: PathBuf,
    /// The program and first arguments with which other programs stop and start processes.
    pub control: Vec<String>,
    pub regions: BTreeMap<String, Region>,
    pub relayer: Relayer,
    pub accounts: Vec<Account>,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Region {
    pub chain_id: String,
    pub prefix: String,
    pub fee_denom: String,
    pub stake_denom: String,
    pub gas_price: String,
    pub rpc: String,
    pub grpc: String,
    pub api: String,
    pub p2p: String,
    pub home: PathBuf,
    pub binary: PathBuf,
    pub client_id: Option<String>,
    pub connection_id: Option<String>,
    pub process: Option<Process>,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Relayer {
    pub binary: PathBuf,
    pub config: PathBuf,
    pub process: Option<Process>,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Account {
    pub name: String,
    pub mnemonic: String,
    pub hd_path: String,
    pub addresses: BTreeMap<String, String>,
}

impl State {
    fn path(dir: &Path) -> PathBuf {
        dir.join("state.json")
    }

    /// The present run, if there is one.
    pub fn load(dir: &Path) -> Result<Option<Self>> {
        let path = Self::path(dir);
        let Ok(text) = fs::read_to_string(&path) else {
            return Ok(None);
        };
        let state = serde_json::from_str(&text).with_context(|| {
            format!("{} is damaged; stop the processes it names and remove it", path.display())
        })?;
        Ok(Some(state))
    }

    /// Replaces the file in one step, so that a reader never sees half of it.
    pub fn save(&self, dir: &Path) -> Result<()> {
        let draft = dir.join(".state.json.draft");
        fs::write(&draft, serde_json::to_string_pretty(self)? + "\n")?;
        fs::rename(draft, Self::path(dir))?;
        Ok(())
    }

    pub fn remove(dir: &Path) -> Result<()> {
        let path = Self::path(dir);
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))
    }

    /// Name and process of everything that was started, the relayer first.
    pub fn processes(&self) -> Vec<(String, Option<&Process>)> {
        let relayer = ("relayer".to_string(), self.relayer.process.as_ref());
        let nodes = REGIONS.iter().filter_map(|name| {
            let region = self.regions.get(*name)?;
            Some((format!("node {name}"), region.process.as_ref()))
        });
        std::iter::once(relayer).chain(nodes).collect()
    }

    /// Whether anything of it still runs.
    pub fn any_running(&self) -> bool {
        self.processes().iter().any(|(_, process)| process.is_some_and(Process::is_running))
    }
}

/// The public test accounts of `localnet/accounts.toml`.
pub fn accounts() -> Result<Vec<Account>> {
    #[derive(Deserialize)]
    struct File {
        mnemonic: String,
        account: Vec<Row>,
    }
    #[derive(Deserialize)]
    struct Row {
        name: String,
        index: u32,
        west: String,
        east: String,
    }
    let file: File = toml::from_str(include_str!("../../../localnet/accounts.toml"))?;
    let rows = file.account.into_iter().map(|row| Account {
        name: row.name,
        mnemonic: file.mnemonic.clone(),
        hd_path: format!("m/44'/118'/0'/0/{}", row.index),
        addresses: [("west", row.west), ("east", row.east)]
            .map(|(region, address)| (region.to_string(), address))
            .into(),
    });
    Ok(rows.collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn test_accounts_are_distinct_and_have_an_address_in_each_region() {
        let accounts = accounts().unwrap();
        let names: BTreeSet<_> = accounts.iter().map(|account| &account.name).collect();
        let paths: BTreeSet<_> = accounts.iter().map(|account| &account.hd_path).collect();
        assert_eq!((names.len(), paths.len()), (accounts.len(), accounts.len()));
        for account in &accounts {
            for region in REGIONS {
                assert!(account.addresses[region].starts_with(&format!("{region}1")));
            }
        }
        for needed in ["validator", "relayer", "faucet"] {
            assert!(accounts.iter().any(|account| account.name == needed), "{needed}");
        }
    }
}
