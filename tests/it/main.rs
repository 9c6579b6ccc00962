//! Scenarios across contracts and regions. See the crate's doc for the list.
#![allow(missing_docs)]

mod administration;
mod circles;
mod documents;
mod errors;
mod flaky;
mod hand_over;
mod hostile;
mod interleavings;
mod keys;
mod offices;
mod patterns;
mod payout;
mod proof;
mod recognition;
mod refund;
mod shape;
mod transfer;
