//! A program that a command waits for, and all that the program starts in its turn: a process group of its
//! own, so that nothing of it is left when this command is interrupted, be it by Ctrl-C or by a signal that
//! reaches this process alone.

use std::io::Write;
use std::process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use anyhow::{ensure, Context, Result};

use crate::interrupt;
use crate::system::{detach, is_group_alive, signal, wait, PATIENCE};

/// A running program, until somebody waits for its end.
pub struct Group {
    child: Child,
}

impl Group {
    /// Starts a program that reads nothing from the terminal.
    pub fn spawn(command: &mut Command) -> Result<Self> {
        command.stdin(Stdio::null());
        Self::spawn_with_input(command)
    }

    /// Starts a program whose input the caller has chosen.
    fn spawn_with_input(command: &mut Command) -> Result<Self> {
        detach(command);
        let mut child = None;
        let spawn = || {
            let name = command.get_program().to_string_lossy().into_owned();
            let spawned = command.spawn().with_context(|| format!("cannot run {name}"))?;
            Ok(child.insert(spawned).id())
        };
        interrupt::start(spawn, |id| end(*id, PATIENCE))?;
        Ok(Self { child: child.context("a program was started and is gone")? })
    }

    /// What it writes to standard error, if that is a pipe.
    pub fn stderr(&mut self) -> Option<ChildStderr> {
        self.child.stderr.take()
    }

    /// Waits for its end.
    pub fn wait(mut self) -> Result<ExitStatus> {
        let status = self.child.wait();
        interrupt::forget(self.child.id());
        Ok(status?)
    }

    /// Waits for its end; what it writes to pipes is in the answer.
    pub fn output(self) -> Result<Output> {
        let id = self.child.id();
        let output = self.child.wait_with_output();
        interrupt::forget(id);
        Ok(output?)
    }
}

/// Runs a program to its end and returns what it wrote.
pub fn output(command: &mut Command) -> Result<Output> {
    Group::spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?.output()
}

/// The same with something to read.
pub fn output_of_input(command: &mut Command, input: &str) -> Result<Output> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut group = Group::spawn_with_input(command)?;
    if let Some(mut pipe) = group.child.stdin.take() {
        pipe.write_all(input.as_bytes())?;
    }
    group.output()
}

/// Asks a group that was started here to end and waits; after `patience` it is ended by force.
fn end(id: u32, patience: Duration) -> Result<()> {
    for (name, patience) in [("TERM", patience), ("KILL", Duration::from_secs(10))] {
        if !is_group_alive(id) {
            return Ok(());
        }
        signal(name, &format!("-{id}"))?;
        wait(patience, || !is_group_alive(id));
    }
    ensure!(!is_group_alive(id), "process group {id} does not end");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(line: &str) -> Group {
        let mut command = Command::new("sh");
        let group = Group::spawn(command.args(["-c", line])).unwrap();
        let id = group.child.id();
        assert!(wait(PATIENCE, || is_group_alive(id)));
        group
    }

    #[test]
    fn what_a_program_started_ends_with_it() {
        let group = shell("sleep 60 & (sleep 61 & sleep 62) & wait");
        let id = group.child.id();
        end(id, PATIENCE).unwrap();
        assert!(!is_group_alive(id));
        assert!(!group.wait().unwrap().success());
    }

    #[test]
    fn what_outlives_its_parent_can_still_be_ended() {
        let group = shell("sleep 60 & sleep 1");
        let id = group.child.id();
        assert!(group.wait().unwrap().success());
        assert!(is_group_alive(id), "the one in the background");
        end(id, PATIENCE).unwrap();
        assert!(!is_group_alive(id));
    }

    #[test]
    fn what_does_not_listen_is_ended_by_force() {
        let group = shell("trap '' TERM; sleep 60; sleep 60");
        std::thread::sleep(Duration::from_millis(300));
        end(group.child.id(), Duration::from_millis(300)).unwrap();
        assert!(!is_group_alive(group.child.id()));
        group.wait().unwrap();
    }

    #[test]
    fn a_program_reads_what_it_is_given_and_its_words_come_back() {
        let output = output_of_input(&mut Command::new("cat"), "words\n").unwrap();
        assert_eq!(output.stdout, b"words\n");
        let output = super::output(&mut Command::new("cat")).unwrap();
        assert!(output.status.success() && output.stdout.is_empty());
    }
}
