//! Scenarios across contracts and regions. See the crate's doc for the list.
#![allow(missing_docs)]

mod administration;
mod circles;
mod documents;
mod flaky;
mod hostile;
mod interleavings;
mod payout;
mod recognition;
mod refund;
mod shape;
mod transfer;
