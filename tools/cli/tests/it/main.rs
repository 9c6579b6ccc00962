//! The command and its library, from outside.

mod demo;
mod scenario;
mod suite;
