//! What every command does at a terminal.
//!
//! | module | what it does |
//! |---|---|
//! | [`print()`], [`write_file`] | results: to standard output or a file, and an error if they did not get there |
//! | [`thousands`], [`counted`] | a number as a person reads it |
//! | [`tell`] | what is said beside a result: to standard error, never a failure |
//! | [`Color`], [`Args`](parse) | `--color` and `NO_COLOR`, for help texts too |
//! | [`Step`] | a step that takes time: never silent for longer than a moment |
//! | [`command`], [`quoted`] | commands that can be pasted from where the user stands |
//! | [`visible`], [`is_hidden`] | text that somebody else wrote, without anything that nobody sees |

mod hint;
mod out;
mod parse;
mod step;
mod visible;

pub use colorchoice_clap::Color;
pub use hint::{command, is_cargo, quoted, COMMAND_VARIABLE};
pub use out::{counted, fail, print, tell, thousands, write_file};
pub use parse::parse;
pub use step::Step;
pub use visible::{is_hidden, visible, visible_json};
