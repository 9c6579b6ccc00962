//! The rules, pure: no storage, no messages.

pub mod changes;
pub mod did;
pub mod document;
pub mod keys;
pub mod mirror;
pub mod pass;
pub mod share;
pub mod status;
pub mod trust;
