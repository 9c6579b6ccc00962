//! What is measured: every message of every contract at least once, and each as large as it may be.

pub mod bridge;
pub mod escrow;
pub mod identity;
mod nested;
mod older;
pub mod stablecoin;
mod stage;

use crate::bench::Bench;

/// Measures everything.
pub fn run(bench: &mut Bench) {
    rows(bench);
    stablecoin::worst(bench);
    escrow::worst(bench);
    identity::worst(bench);
    bridge::worst(bench);
}

/// Measures every message as people send it.
pub fn rows(bench: &mut Bench) {
    stablecoin::rows(bench);
    escrow::rows(bench);
    identity::rows(bench);
    bridge::rows(bench);
}
