//! The command and its library, from outside.

mod deals;
mod demo;
mod edges;
mod exits;
mod hints;
mod json;
mod readme;
mod scenario;
mod statement;
mod suite;
mod width;
