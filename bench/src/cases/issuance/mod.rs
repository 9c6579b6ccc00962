//! What the examples of the repository cannot say of issuance: each message as large as it may be.

mod worst;

pub use worst::worst;
