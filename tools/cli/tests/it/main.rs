//! The command and its library, from outside.

mod demo;
mod exits;
mod scenario;
mod suite;
mod width;
