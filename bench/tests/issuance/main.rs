//! The issuance's own tests, on its compiled wasm in the engine that chains run, with the neighbours of the
//! tests. Left out is what is golden or random.
//!
//! `PROPTEST_CASES=1 cargo test --profile demo -p isthmus-bench --features suites --test issuance`, after `cargo wasm`.
#![allow(
    dead_code,
    unused_imports,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

#[path = "../compiled/mod.rs"]
mod compiled;

use compiled::library;

#[path = "../../../contracts/issuance/tests/it/admin.rs"]
mod admin;
#[path = "../../../contracts/issuance/tests/it/duties.rs"]
mod duties;
#[path = "../../../contracts/issuance/tests/it/mint.rs"]
mod mint;
#[path = "../../../contracts/issuance/tests/it/minters.rs"]
mod minters;
#[path = "../../../contracts/issuance/tests/it/permissions.rs"]
mod permissions;
#[path = "../../../contracts/issuance/tests/it/redemption.rs"]
mod redemption;
#[path = "../../../contracts/issuance/tests/it/reserves.rs"]
mod reserves;
#[path = "../../../contracts/issuance/tests/it/suite.rs"]
mod suite;
#[path = "../../../contracts/issuance/tests/it/take_over.rs"]
mod take_over;
