//! What tests, bench and demo share, once. A dev-dependency: nothing that ships links it.
//!
//! | module | what it has |
//! |---|---|
//! | [`world`] | two regions with everything deployed, actors by name, verbs of the domain |
//! | [`examples`] | the JSON examples of the Markdown files: notation, runner, coverage |

pub mod examples;
pub mod world;

pub use world::*;
