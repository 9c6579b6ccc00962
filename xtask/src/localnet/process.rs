//! Processes that outlive this one. Each is known by its pid and the moment it started, so that a
//! pid which meanwhile belongs to somebody else is never signalled.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{ensure, Context, Result};
use serde::{Deserialize, Serialize};

use crate::interrupt::{self, Pid};
use crate::system::{detach, look, signal, wait, PATIENCE};

/// A program that was started here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Process {
    pub pid: u32,
    /// The system's word for the moment it began; equal only for the same process.
    pub started: String,
    pub log: PathBuf,
}

impl Process {
    /// Starts a program in the background, in a process group of its own so that Ctrl-C in the
    /// terminal does not reach it. Its output is appended to `log`.
    pub fn spawn(command: &mut Command, log: &Path) -> Result<Self> {
        let open = || OpenOptions::new().create(true).append(true).open(log);
        let file = open().with_context(|| format!("cannot write {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        detach(command);
        let name = command.get_program().to_string_lossy().into_owned();
        let spawn = || {
            let child = command.spawn().with_context(|| format!("cannot start {name}"))?;
            let pid = child.id();
            let known = look(pid).with_context(|| format!("{name} ended at once"))?;
            Ok(Self { pid, started: known.started, log: log.to_path_buf() })
        };
        interrupt::start(spawn, |process| process.stop(PATIENCE))
    }

    /// Whether it still runs, and is still the one that was started.
    pub fn is_running(&self) -> bool {
        look(self.pid).is_some_and(|known| known.started == self.started)
    }

    /// Asks it to end and waits; after `patience` it is ended by force.
    pub fn stop(&self, patience: Duration) -> Result<()> {
        if !self.is_running() {
            return Ok(());
        }
        self.signal("TERM")?;
        if !wait(patience, || !self.is_running()) {
            self.signal("KILL")?;
            let gone = wait(Duration::from_secs(10), || !self.is_running());
            ensure!(gone, "process {} does not end", self.pid);
        }
        Ok(())
    }

    fn signal(&self, name: &str) -> Result<()> {
        let sent = signal(name, &self.pid.to_string())?;
        ensure!(sent || !self.is_running(), "cannot signal process {}", self.pid);
        Ok(())
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let text = fs::read(&self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        let from = lines.len().saturating_sub(15);
        format!("the end of {}:\n{}", self.log.display(), lines[from..].join("\n"))
    }
}

impl Pid for Process {
    fn pid(&self) -> u32 {
        self.pid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sleeper(name: &str) -> Process {
        let log = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        Process::spawn(Command::new("sleep").arg("60"), &log).unwrap()
    }

    #[test]
    fn a_stopped_process_is_known_to_be_gone() {
        let process = sleeper("stopped");
        assert!(process.is_running());
        process.stop(Duration::from_secs(5)).unwrap();
        assert!(!process.is_running());
        process.stop(Duration::from_secs(5)).unwrap();
    }

    #[test]
    fn a_pid_that_belongs_to_another_is_left_alone() {
        let process = sleeper("other");
        let stale = Process { started: "0".to_string(), ..process.clone() };
        assert!(!stale.is_running());
        stale.stop(Duration::from_secs(1)).unwrap();
        assert!(process.is_running());
        process.stop(Duration::from_secs(5)).unwrap();
    }
}
