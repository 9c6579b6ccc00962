//! What tests, bench and demo share, once. A dev-dependency: nothing that ships links it.
//!
//! | module | what it has |
//! |---|---|
//! | [`world`] | two regions with everything deployed, actors by name, verbs of the domain |
//! | [`chain`] | one contract on a chain of its own |
//! | [`issuer`] | an accredited issuer of passes |
//! | [`rows`] | tables of messages, a line each |
//! | [`scripted`] | a contract that does as it is told |
//! | [`sources`] | the repository as tests read it: its Rust files, the names of its tests |
//! | [`exported`] | whether events and errors are what `schema/` says |
//! | [`examples`] | the JSON examples of the Markdown files: notation, runner, coverage |

pub mod chain;
pub mod examples;
pub mod exported;
pub mod issuer;
pub mod rows;
pub mod scripted;
pub mod sources;
pub mod world;

pub use isthmus_regions::{Code, Side};
pub use world::*;
