//! Ctrl-C, and any other signal to end: what this command started is stopped before it ends.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;
use isthmus_terminal::{fail, tell};

/// Exit code of a command that was interrupted.
const INTERRUPTED: i32 = 130;

/// Stops one thing.
type Stop = Box<dyn Fn() -> Result<()> + Send>;

static PENDING: AtomicBool = AtomicBool::new(false);
/// Stops everything that outlives its start, from the moment of its start. Nothing is started while this
/// is locked, and nothing once an interruption is pending.
static STARTED: Mutex<Vec<Stop>> = Mutex::new(Vec::new());

/// From now on an interruption stops what this process started, and then does `last`.
pub fn watch(last: impl Fn() -> Result<()> + Send + 'static) {
    // Only the first call has an effect, and every command works on one folder.
    let _ = ctrlc::set_handler(move || {
        PENDING.store(true, Ordering::SeqCst);
        tell("interrupted; stopping what was started");
        let mut results: Vec<Result<()>> = started().iter().map(|stop| stop()).collect();
        results.push(last());
        results.iter().filter_map(|result| result.as_ref().err()).for_each(fail);
        std::process::exit(INTERRUPTED);
    });
}

/// Starts what outlives its start, and remembers how to stop it.
pub fn start<T: Clone + Send + 'static>(
    spawn: impl FnOnce() -> Result<T>,
    stop: fn(&T) -> Result<()>,
) -> Result<T> {
    let mut started = started();
    wait_for_the_end();
    let running = spawn()?;
    let remembered = running.clone();
    started.push(Box::new(move || stop(&remembered)));
    Ok(running)
}

/// Never returns while an interruption is pending: whoever handles it ends the process.
pub fn wait_for_the_end() {
    while PENDING.load(Ordering::SeqCst) {
        thread::park();
    }
}

fn started() -> MutexGuard<'static, Vec<Stop>> {
    STARTED.lock().unwrap_or_else(PoisonError::into_inner)
}
