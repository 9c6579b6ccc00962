//! The rules, pure: no storage, no messages.

pub mod attest;
pub mod did;
pub mod document;
pub mod keys;
pub mod status;
pub mod trust;
