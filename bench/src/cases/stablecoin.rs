//! The messages of the stablecoin.

use crate::bench::Bench;

/// Every message, as people send it.
pub fn rows(_bench: &mut Bench) {}

/// The dearest that is legal.
pub fn worst(_bench: &mut Bench) {}
