//! What the operating system says of processes, and signals to them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Result;

/// How long a process may take to end when it is asked to.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// One process that has not ended.
pub struct Known {
    /// The system's word for the moment it began: with its pid it is equal only for the same process.
    pub started: String,
    /// Its process group.
    pub group: u32,
}

/// What is known of a pid; nothing if its process has ended, even if nobody has waited for it yet.
pub fn look(pid: u32) -> Option<Known> {
    if has_proc() {
        return parse_stat(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?);
    }
    ask_ps(&["-o", "pgid=,stat=,lstart=", "-p", &pid.to_string()]).pop()
}

/// Whether anything of a process group runs.
pub fn is_group_alive(group: u32) -> bool {
    if !has_proc() {
        let all = ask_ps(&["-A", "-o", "pgid=,stat=,lstart="]);
        return all.iter().any(|known| known.group == group);
    }
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter_map(look).any(|known| known.group == group)
}

fn has_proc() -> bool {
    Path::new("/proc/self/stat").exists()
}

/// The name, in brackets, may hold anything; state, group and start time are fields 3, 5 and 22.
fn parse_stat(stat: &str) -> Option<Known> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let group = fields.nth(1)?.parse().ok()?;
    let started = fields.nth(16)?.to_string();
    (!matches!(state, "Z" | "X")).then_some(Known { started, group })
}

/// Where there is no `/proc`.
fn ask_ps(args: &[&str]) -> Vec<Known> {
    let output = Command::new("ps").args(args).stderr(Stdio::null()).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let known = |line: &str| {
        let (group, rest) = line.trim().split_once(' ')?;
        let (state, started) = rest.trim().split_once(' ')?;
        let (group, started) = (group.parse().ok()?, started.trim().to_string());
        (!state.starts_with('Z')).then_some(Known { started, group })
    };
    text.unwrap_or_default().lines().filter_map(known).collect()
}

/// Sends a signal to a pid, or with a dash before it to a process group; false if it did not get there.
pub fn signal(name: &str, to: &str) -> Result<bool> {
    // The shell has `kill` built in; the program of that name is not on every machine.
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("kill -s {name} -- {to}")]).stderr(Stdio::null());
    // A Ctrl-C that makes us stop things must not stop the stopping.
    detach(&mut shell);
    Ok(shell.status()?.success())
}

/// Puts what a command starts into a process group of its own, out of reach of the terminal.
pub fn detach(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
}

/// Waits until `ready`, asking ten times a second; false when the time is up.
pub fn wait(patience: Duration, mut ready: impl FnMut() -> bool) -> bool {
    let began = Instant::now();
    loop {
        if ready() {
            return true;
        }
        if began.elapsed() > patience {
            return false;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_and_blanks_hides_nothing() {
        let stat = "7 (a) b ()) S 1 42 7 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 9876 0 0";
        let known = parse_stat(stat).unwrap();
        assert_eq!((known.group, known.started.as_str()), (42, "9876"));
        assert!(parse_stat(&stat.replace(" S ", " Z ")).is_none());
    }
}
