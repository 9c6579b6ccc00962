//! The embedded engine by itself, shown with a contract small enough to see through.
#![allow(missing_docs)]

mod channel;
mod packet;
mod ping;
mod region;
mod workload;
