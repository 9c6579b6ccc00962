//! The stablecoin through its messages. `suite` holds the actors, the verbs and the invariants that
//! run after every call.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

mod signer;
mod suite;

mod allowance;
mod attacks;
mod bridge;
mod changes;
mod compliance;
mod differential;
mod duties;
mod errors;
mod escrow;
mod events;
mod fee;
mod freeze;
mod golden;
mod hold;
mod hot_path;
mod instantiate;
mod lock;
mod marketing;
mod matrix;
mod migration;
mod minter;
mod pause;
mod payments;
mod policy;
mod property;
mod query;
mod recover;
mod rescue;
mod roles;
mod seize;
mod signed;
mod sudo;
mod supply;
mod transfer;
mod wycheproof;

/// The code of the contracts here, as this process was linked with it. `bench/tests` runs the same tests on
/// what a chain runs.
fn library() -> std::rc::Rc<dyn isthmus_testkit::chain::Library> {
    std::rc::Rc::new(isthmus_testkit::chain::Linked)
}
