//! The command and its library, from outside.

mod deals;
mod demo;
mod edges;
mod exits;
mod hints;
mod json;
mod readme;
mod scenario;
mod suite;
mod width;
