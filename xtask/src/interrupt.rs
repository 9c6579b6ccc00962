//! Ctrl-C, and any other signal to end: what this command started is stopped before it ends.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;
use isthmus_terminal::{fail, tell};

use crate::localnet::{self, Process};

/// Exit code of a command that was interrupted.
const INTERRUPTED: i32 = 130;

static PENDING: AtomicBool = AtomicBool::new(false);
/// Every process that outlives its start, from the moment of its start. Nothing is started while this
/// is locked, and nothing once an interruption is pending.
static STARTED: Mutex<Vec<Process>> = Mutex::new(Vec::new());

/// From now on an interruption stops what this process started and what runs in a localnet's folder.
pub fn watch(dir: &Path) {
    watch_with(Some(dir.to_path_buf()));
}

/// From now on an interruption stops what this process started.
pub fn watch_own() {
    watch_with(None);
}

fn watch_with(dir: Option<std::path::PathBuf>) {
    // Only the first call has an effect, and every command works on one folder.
    let _ = ctrlc::set_handler(move || {
        PENDING.store(true, Ordering::SeqCst);
        tell("interrupted; stopping what was started");
        let started = started();
        let mut results: Vec<Result<()>> =
            started.iter().map(|process| process.stop(localnet::PATIENCE)).collect();
        results.extend(dir.as_ref().map(|dir| localnet::stop_interrupted(dir)));
        results.iter().filter_map(|result| result.as_ref().err()).for_each(fail);
        std::process::exit(INTERRUPTED);
    });
}

/// Starts a process that outlives its start, and remembers it.
pub fn start(spawn: impl FnOnce() -> Result<Process>) -> Result<Process> {
    let mut started = started();
    wait_for_the_end();
    let process = spawn()?;
    started.push(process.clone());
    Ok(process)
}

/// Never returns while an interruption is pending: whoever handles it ends the process.
pub fn wait_for_the_end() {
    while PENDING.load(Ordering::SeqCst) {
        thread::park();
    }
}

fn started() -> MutexGuard<'static, Vec<Process>> {
    STARTED.lock().unwrap_or_else(PoisonError::into_inner)
}
