//! Issuance through its messages, beside the real token, which refuses on demand.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

mod admin;
mod duties;
mod golden;
mod mint;
mod minters;
mod permissions;
mod random;
mod redemption;
mod reserves;
mod suite;
mod take_over;

/// The code of the contracts here, as this process was linked with it. `bench/tests` runs the same tests on
/// what a chain runs.
fn library() -> std::rc::Rc<dyn isthmus_testkit::chain::Library> {
    std::rc::Rc::new(isthmus_testkit::chain::Linked)
}
