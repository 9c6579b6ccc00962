//! Administration, tested once for all contracts, through the messages of a small contract made for it.

mod changes;
mod errors;
mod instantiate;
mod ownership;
mod pause;
mod roles;
mod sudo;
mod till;
mod undo;
