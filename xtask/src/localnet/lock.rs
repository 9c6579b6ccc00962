//! One command at a time works on a localnet, and the others can say which.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{bail, Context, Result};

use crate::system::wait;
use crate::ui::Step;

/// How long it takes to ask who is at work.
const INSTANT: Duration = Duration::from_millis(200);

/// Whether this process holds a localnet.
static HELD: AtomicBool = AtomicBool::new(false);

/// Held while a command works on a localnet; the system lets go of it whatever happens to the process.
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes it for a verb such as `up`, or says at once who has it.
    pub fn take(dir: &Path, verb: &str) -> Result<Self> {
        let file = open(dir)?;
        // Somebody who asks who is at work holds it for an instant too.
        if !wait(INSTANT, || file.try_lock().is_ok()) {
            let holder = read(&file)?;
            let dir = dir.display();
            bail!(
                "{holder} is at work on {dir}; wait until it is done, or end it with Ctrl-C there"
            );
        }
        Self::hold(file, verb)
    }

    /// Takes it, however long that takes.
    pub fn wait(dir: &Path, verb: &str) -> Result<Self> {
        let file = open(dir)?;
        if file.try_lock().is_err() {
            let step = Step::begin(format!("waiting for {}", read(&file)?));
            file.lock()?;
            step.done("");
        }
        Self::hold(file, verb)
    }

    /// Waits a moment for it, unless this process has it; nothing if it is not to be had.
    pub fn soon(dir: &Path, patience: Duration) -> Option<Self> {
        if HELD.load(Ordering::SeqCst) {
            return None;
        }
        let file = open(dir).ok()?;
        wait(patience, || file.try_lock().is_ok()).then_some(())?;
        Self::hold(file, "down").ok()
    }

    /// Writes down who has it.
    fn hold(mut file: File, verb: &str) -> Result<Self> {
        HELD.store(true, Ordering::SeqCst);
        file.set_len(0)?;
        file.rewind()?;
        write!(file, "`cargo localnet {verb}` (process {})", std::process::id())?;
        Ok(Self { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        HELD.store(false, Ordering::SeqCst);
    }
}

/// Who is at work on a localnet, if anybody is.
pub fn holder(dir: &Path) -> Result<Option<String>> {
    if HELD.load(Ordering::SeqCst) || !dir.join(FILE).exists() {
        return Ok(None);
    }
    let file = open(dir)?;
    if file.try_lock_shared().is_ok() {
        return Ok(None);
    }
    read(&file).map(Some)
}

/// The file in the localnet's folder.
const FILE: &str = ".lock";

fn open(dir: &Path) -> Result<File> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    let path = dir.join(FILE);
    let options = File::options().read(true).write(true).create(true).truncate(false).open(&path);
    options.with_context(|| format!("cannot write {}", path.display()))
}

fn read(mut file: &File) -> Result<String> {
    let mut text = String::new();
    file.rewind()?;
    file.read_to_string(&mut text)?;
    Ok(if text.is_empty() { "another command".to_string() } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dir(name: &str) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("xtask-lock-{name}-{}", std::process::id()))
    }

    #[test]
    fn a_second_command_says_at_once_that_another_is_at_work() {
        let dir = dir("second");
        let first = Lock::take(&dir, "up").unwrap();
        for verb in ["up", "down"] {
            let error = Lock::take(&dir, verb).err().unwrap().to_string();
            let holder = format!("`cargo localnet up` (process {})", std::process::id());
            assert!(error.starts_with(&format!("{holder} is at work on")), "{error}");
        }
        drop(first);
        assert!(Lock::take(&dir, "down").is_ok());
        fs::remove_dir_all(dir).unwrap();
    }
}
