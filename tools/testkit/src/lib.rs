//! What tests, bench and demo share, once. A dev-dependency: nothing that ships links it.
//!
//! | module | what it has |
//! |---|---|
//! | [`examples`] | the JSON examples of a Markdown file, ready to be run |

pub mod examples;
