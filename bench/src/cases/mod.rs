//! What is measured: every message of every contract at least once, and each as large as it may be.

pub mod bridge;
pub mod escrow;
pub mod identity;
mod puppet;
pub mod stablecoin;
mod stage;

use crate::bench::Bench;

/// Measures everything.
pub fn run(bench: &mut Bench) {
    stablecoin::rows(bench);
    stablecoin::worst(bench);
    escrow::rows(bench);
    escrow::worst(bench);
    identity::rows(bench);
    identity::worst(bench);
    bridge::rows(bench);
    bridge::worst(bench);
}
