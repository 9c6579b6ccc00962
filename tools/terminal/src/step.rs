//! A step that takes time.

use crate::tell;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// A step that takes time: a spinner on a terminal, two plain lines elsewhere.
pub struct Step {
    bar: ProgressBar,
    name: String,
    began: Instant,
}

impl Step {
    /// Says what begins.
    pub fn begin(name: impl Into<String>) -> Self {
        let name = name.into();
        let is_seen = std::io::stderr().is_terminal();
        if !is_seen {
            tell(&format!("... {name}"));
        }
        Self::on(bar(&name, is_seen), name)
    }

    /// A step of which only a person at a terminal is told.
    pub fn for_terminal(name: impl Into<String>) -> Self {
        let name = name.into();
        Self::on(bar(&name, std::io::stderr().is_terminal()), name)
    }

    fn on(bar: ProgressBar, name: String) -> Self {
        Self { bar, name, began: Instant::now() }
    }

    /// What the step is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Says what the step is at.
    pub fn note(&self, text: &str) {
        self.bar.set_message(text.trim().to_string());
        self.bar.tick();
    }

    /// Says a line that stays, above what the step is at.
    pub fn line(&self, text: &str) {
        self.bar.suspend(|| tell(text));
    }

    /// Ends the step with a line that says how long it took.
    pub fn done(self, result: &str) {
        self.bar.finish_and_clear();
        let seconds = self.began.elapsed().as_secs_f64();
        let colon = if result.is_empty() { "" } else { ": " };
        tell(&format!("ok  {}{colon}{result} ({seconds:.1} s)", self.name));
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn bar(name: &str, is_seen: bool) -> ProgressBar {
    if !is_seen {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {prefix} {elapsed} {wide_msg:.dim}");
    let bar = ProgressBar::new_spinner();
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.set_prefix(name.to_string());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
