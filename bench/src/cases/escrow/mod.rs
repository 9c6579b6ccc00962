//! What the examples of the repository cannot say of the escrow: what it costs to ask who a party is,
//! and all of it as large as it may be.

mod credit;
mod gate;
mod worst;

pub use gate::{gate, Gate};
pub use worst::run as worst;
