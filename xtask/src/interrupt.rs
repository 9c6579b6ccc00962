//! Ctrl-C, and any other signal to end, to this process alone or to all of the terminal's: what this command
//! started is ended and waited for before it ends itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::{Context, Result};
use isthmus_terminal::{fail, tell};

/// Exit code of a command that was interrupted.
const INTERRUPTED: i32 = 130;

/// Ends something.
type End = Box<dyn Fn() -> Result<()> + Send>;

static PENDING: AtomicBool = AtomicBool::new(false);
/// Ends each thing that was started, from the moment of its start, by its pid. Nothing is started while
/// this is locked, and nothing once an interruption is pending.
static STARTED: Mutex<Vec<(u32, End)>> = Mutex::new(Vec::new());
/// What is done when all of that has ended.
static LAST: Mutex<Option<End>> = Mutex::new(None);

/// From now on an interruption ends what this process started, and then the process.
pub fn watch() -> Result<()> {
    ctrlc::set_handler(|| {
        PENDING.store(true, Ordering::SeqCst);
        let (started, last) = (lock(&STARTED), lock(&LAST));
        if !started.is_empty() || last.is_some() {
            tell("interrupted; ending what was started");
        }
        // The newest first: it may work with what was there before.
        let each = started.iter().rev().map(|(_, end)| end).chain(last.iter());
        each.filter_map(|end| end().err()).for_each(|error| fail(&error));
        std::process::exit(INTERRUPTED);
    })
    .context("cannot listen for Ctrl-C")
}

/// What an interruption does last. Every command works on one folder, so there is one such thing.
pub fn at_the_end(last: impl Fn() -> Result<()> + Send + 'static) {
    *lock(&LAST) = Some(Box::new(last));
}

/// Starts what has a pid, and remembers how to end it.
pub fn start<T: Pid + Clone + Send + 'static>(
    spawn: impl FnOnce() -> Result<T>,
    end: fn(&T) -> Result<()>,
) -> Result<T> {
    let mut started = lock(&STARTED);
    wait_for_the_end();
    let running = spawn()?;
    let remembered = running.clone();
    started.push((running.pid(), Box::new(move || end(&remembered))));
    Ok(running)
}

/// What was started has ended by itself.
pub fn forget(pid: u32) {
    lock(&STARTED).retain(|(started, _)| *started != pid);
}

/// What has a pid.
pub trait Pid {
    fn pid(&self) -> u32;
}

impl Pid for u32 {
    fn pid(&self) -> u32 {
        *self
    }
}

/// Never returns while an interruption is pending: whoever handles it ends the process.
pub fn wait_for_the_end() {
    while PENDING.load(Ordering::SeqCst) {
        thread::park();
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
