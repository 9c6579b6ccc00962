//! What tests, bench and demo share, once. A dev-dependency: nothing that ships links it.
//!
//! | module | what it has |
//! |---|---|
//! | [`world`] | two regions with everything deployed, actors by name, verbs of the domain |
//! | [`issuer`] | an accredited issuer of passes |
//! | [`scripted`] | a contract that does as it is told |
//! | [`exported`] | whether events and errors are what `schema/` says |
//! | [`examples`] | the JSON examples of the Markdown files: notation, runner, coverage |

pub mod examples;
pub mod exported;
pub mod issuer;
pub mod scripted;
pub mod world;

pub use world::*;
