//! cli
pub mod scenario;
