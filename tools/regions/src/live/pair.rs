//! [`Pair`] over two nodes and Hermes.

use super::ibc::{newest_open, Pending};
use super::region::LiveRegion;
use super::state::{tail, State};
use super::text::contract_text;
use crate::{Deployment, Pair, Region, Side, TxError, TxResult};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Names the folder of another localnet.
const LOCALNET_VARIABLE: &str = "ISTHMUS_LOCALNET";
/// Longest wait for the relayer to finish.
const LONGEST_SETTLE: Duration = Duration::from_secs(180);
/// How often the pending packets are read meanwhile.
const POLL: Duration = Duration::from_millis(250);

/// Two wasmd nodes with Hermes between them, as `cargo localnet up` left them.
pub struct LivePair {
    west: LiveRegion,
    east: LiveRegion,
    file: PathBuf,
}

impl LivePair {
    /// Joins the localnet that this state file describes. `artifacts` is the folder with the
    /// compiled contracts (`isthmus_<contract>.wasm`).
    pub fn open(state_file: &Path, artifacts: &Path) -> TxResult<Self> {
        let state = State::load(state_file)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map(Arc::new)
            .map_err(|error| TxError::engine(format!("no asynchronous runtime: {error}")))?;
        let run = std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_millis()).to_string();
        let region = |side| {
            LiveRegion::new(runtime.clone(), &state, side, artifacts.to_path_buf(), run.clone())
        };
        Ok(Self {
            west: region(Side::West)?,
            east: region(Side::East)?,
            file: state_file.to_path_buf(),
        })
    }

    /// Joins the localnet of this folder: that of `$ISTHMUS_LOCALNET`, else `target/localnet`, with the
    /// contracts in `artifacts/`.
    pub fn of_workspace() -> TxResult<Self> {
        let dir = std::env::var_os(LOCALNET_VARIABLE)
            .map_or_else(|| PathBuf::from("target/localnet"), PathBuf::from);
        Self::open(&dir.join("state.json"), Path::new("artifacts"))
    }

    /// Leaves the deployment beside the state file, where `cargo localnet status` and clients find it.
    pub fn save_deployment(&self, deployment: &Deployment) -> TxResult<PathBuf> {
        let file = self.file.with_file_name("deployment.json");
        let mut text = serde_json::to_string_pretty(deployment)?;
        text.push('\n');
        std::fs::write(&file, text)
            .map_err(|error| TxError::engine(format!("{}: {error}", file.display())))?;
        Ok(file)
    }

    /// One region, with what only real chains have.
    pub fn live(&self, side: Side) -> &LiveRegion {
        match side {
            Side::West => &self.west,
            Side::East => &self.east,
        }
    }

    /// The state file as it is now: the localnet rewrites it when a process stops or starts.
    pub fn state(&self) -> TxResult<State> {
        State::load(&self.file)
    }

    /// Packets sent and not finished, by the region that sent them.
    pub fn pending(&self) -> TxResult<Vec<(Side, Pending)>> {
        let mut all = Vec::new();
        for side in Side::BOTH {
            let packets = self.live(side).pending()?;
            all.extend(packets.into_iter().map(|packet| (side, packet)));
        }
        Ok(all)
    }

    /// Stops a chain's node and starts it again; returns when it has made a new block.
    pub fn restart_node(&self, side: Side) -> TxResult<()> {
        self.state()?.control(&["node", side.name(), "restart"])
    }

    /// An open connection whose two ends name each other.
    fn connection(&self, state: &State) -> TxResult<Option<(String, String)>> {
        let candidates = match &state.chain(Side::West).connection_id {
            Some(id) => match self.west.counterparty_connection(id)? {
                Some(other) => vec![(id.clone(), other)],
                None => Vec::new(),
            },
            None => self.west.open_connections()?,
        };
        for (west, east) in candidates {
            if self.east.counterparty_connection(&east)? == Some(west.clone()) {
                return Ok(Some((west, east)));
            }
        }
        Ok(None)
    }

    fn hermes(&self, state: &State, arguments: &[&str]) -> TxResult<()> {
        let output = Command::new(&state.relayer.binary)
            .arg("--config")
            .arg(&state.relayer.config)
            .arg("--json")
            .args(arguments)
            .output()
            .map_err(|error| {
                TxError::engine(format!("{}: {error}", state.relayer.binary.display()))
            })?;
        if output.status.success() {
            return Ok(());
        }
        Err(TxError::engine(format!(
            "hermes {}: {}",
            arguments.iter().take(2).copied().collect::<Vec<_>>().join(" "),
            complaint(&output.stdout, &output.stderr)
        )))
    }
}

/// What Hermes complains of: the first lines of the `result` in the last JSON line it wrote, without
/// the places in its source.
fn complaint(stdout: &[u8], stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stdout);
    let result = text
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|line| line.get("result")?.as_str().map(str::to_string))
        .next_back();
    let Some(result) = result else {
        return tail(stderr, stdout);
    };
    // What a chain said stands inside a long description of the channel's two ends.
    let said =
        result.split_once("message: \"").and_then(|(_, rest)| rest.split_once("\", details"));
    if let Some((message, _)) = said {
        return contract_text(message);
    }
    let lines: Vec<&str> = result
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Location"))
        .filter(|line| !line.is_empty() && *line != "Caused by:")
        .collect();
    lines.join(": ")
}

impl Pair for LivePair {
    fn region(&self, side: Side) -> &dyn Region {
        self.live(side)
    }

    fn connect(&self) -> TxResult<(String, String)> {
        let state = self.state()?;
        if let Some(found) = self.connection(&state)? {
            return Ok(found);
        }
        let chain = |side| state.chain(side).chain_id.as_str();
        self.hermes(
            &state,
            &[
                "create",
                "connection",
                "--a-chain",
                chain(Side::West),
                "--b-chain",
                chain(Side::East),
            ],
        )?;
        self.connection(&state)?
            .ok_or_else(|| TxError::engine("hermes made a connection that is not open"))
    }

    fn open_channel(
        &self,
        port_west: &str,
        port_east: &str,
        version: &str,
    ) -> TxResult<(String, String)> {
        let state = self.state()?;
        let (connection, connection_east) = self.connect()?;
        let before = newest_open(&self.west.channels()?, port_west, port_east, &connection);
        let west = (Side::West, &connection, port_west);
        let east = (Side::East, &connection_east, port_east);
        let (first, second) = match self.begins() {
            Side::West => (west, east),
            Side::East => (east, west),
        };
        self.hermes(
            &state,
            &[
                "create",
                "channel",
                "--a-chain",
                &state.chain(first.0).chain_id,
                "--a-connection",
                first.1,
                "--a-port",
                first.2,
                "--b-port",
                second.2,
                "--channel-version",
                version,
                "--order",
                "unordered",
            ],
        )?;
        // Read from the chain, not from the relayer's words.
        newest_open(&self.west.channels()?, port_west, port_east, &connection)
            .filter(|opened| Some(opened) != before.as_ref())
            .ok_or_else(|| TxError::engine("hermes made a channel that is not open"))
    }

    fn settle(&self) -> TxResult<()> {
        let start = Instant::now();
        // Twice in a row: between two reads a finished packet may have caused a new one on the side
        // that was read first.
        let mut quiet = 0;
        loop {
            let pending = self.pending()?;
            if pending.is_empty() {
                quiet += 1;
                if quiet == 2 {
                    return Ok(());
                }
                continue;
            }
            quiet = 0;
            if self.state()?.relayer.process.is_none() {
                return Ok(());
            }
            if start.elapsed() > LONGEST_SETTLE {
                let list: Vec<String> = pending
                    .iter()
                    .map(|(side, p)| format!("{} {} {}", side.name(), p.channel, p.sequence))
                    .collect();
                return Err(TxError::engine(format!(
                    "packets not finished after {} seconds: {}",
                    LONGEST_SETTLE.as_secs(),
                    list.join(", ")
                )));
            }
            std::thread::sleep(POLL);
        }
    }

    fn pause_relayer(&self) -> TxResult<()> {
        self.state()?.control(&["relayer", "stop"])
    }

    fn resume_relayer(&self) -> TxResult<()> {
        self.state()?.control(&["relayer", "start"])
    }

    fn is_live(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::complaint;

    #[test]
    fn hermes_errors_come_without_their_places() {
        let stdout = br#"{"level":"INFO","fields":{"message":"running Hermes"}}
{"result":"error decoding protobuf\n\nCaused by:\n    no client state\n\n    Location:\n   a.rs:1","status":"error"}"#;
        assert_eq!(complaint(stdout, b""), "error decoding protobuf: no client state");
        let chain = br#"{"result":"0: to chain 'west-1': failed with status: status: Unknown, message: \"failed to execute message; message index: 0: channel version x [BR-020]: execute wasm contract failed [a/b.go:93] with gas used: '61150'\", details: []","status":"error"}"#;
        assert_eq!(complaint(chain, b""), "channel version x [BR-020]");
        assert_eq!(complaint(b"", b"killed\n"), "killed");
    }
}
