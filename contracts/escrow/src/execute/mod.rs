//! One message = load, ask the model, save, emit.

pub mod act;
pub mod admin;
pub mod calendar;
pub mod crank;
pub mod deal;
pub mod examination;
pub mod fund;
pub mod guard;
pub mod payment;
pub mod presentation;
pub mod settings;
pub mod withdraw;
