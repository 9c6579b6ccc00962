//! What is measured: every message of every contract at least once, and each as large as it may be.
//!
//! What people send stands in the examples of the repository, with the word `case`
//! ([`stories`](crate::stories)). Here is what they cannot say.

pub mod bridge;
pub mod escrow;
pub mod identity;
pub mod issuance;
mod nested;
pub mod stablecoin;
mod stage;

use anyhow::Result;

use crate::bench::Bench;
use crate::stories;

/// Measures everything.
pub fn run(bench: &mut Bench) -> Result<()> {
    rows(bench)?;
    stablecoin::worst(bench);
    escrow::worst(bench);
    identity::worst(bench);
    bridge::worst(bench);
    issuance::worst(bench);
    Ok(())
}

/// Measures every message as people send it.
pub fn rows(bench: &mut Bench) -> Result<()> {
    stories::run(bench)?;
    stablecoin::rows(bench);
    identity::rows(bench);
    bridge::rows(bench);
    Ok(())
}
