//! One message = load, ask the model, save, emit.

pub mod admin;
pub mod calendar;
pub mod chain;
pub mod duties;
pub mod mint;
pub mod minters;
pub mod payment;
pub mod redemption;
pub mod reserves;
pub mod take_over;
pub mod token;

use isthmus_kit::pause::Scope;

/// The administration of issuance: [`admin`] says what is its own in it.
pub struct Admin;

/// `mint`.
pub const MINT: Scope = Scope { bit: 0, name: "mint" };
/// Requests, marks and settlements.
pub const REDEEM: Scope = Scope { bit: 1, name: "redeem" };
