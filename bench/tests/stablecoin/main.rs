//! The stablecoin's own tests, on its compiled wasm in the engine that chains run, with the neighbours of the
//! tests. Left out is what looks into this process (reads that are counted, golden files), and what
//! moves from cw20-base or runs beside it; what is random runs once.
//!
//! `PROPTEST_CASES=1 cargo test --profile demo -p isthmus-bench --features suites --test stablecoin`, after `cargo wasm`.
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

#[path = "../../../contracts/stablecoin/tests/it/allowance.rs"]
mod allowance;
#[path = "../../../contracts/stablecoin/tests/it/attacks.rs"]
mod attacks;
#[path = "../../../contracts/stablecoin/tests/it/bridge.rs"]
mod bridge;
#[path = "../../../contracts/stablecoin/tests/it/changes.rs"]
mod changes;
#[path = "../../../contracts/stablecoin/tests/it/compliance.rs"]
mod compliance;
#[path = "../../../contracts/stablecoin/tests/it/duties.rs"]
mod duties;
#[path = "../../../contracts/stablecoin/tests/it/errors.rs"]
mod errors;
#[path = "../../../contracts/stablecoin/tests/it/escrow.rs"]
mod escrow;
#[path = "../../../contracts/stablecoin/tests/it/events.rs"]
mod events;
#[path = "../../../contracts/stablecoin/tests/it/fee.rs"]
mod fee;
#[path = "../../../contracts/stablecoin/tests/it/freeze/mod.rs"]
mod freeze;
#[path = "../../../contracts/stablecoin/tests/it/hold.rs"]
mod hold;
#[path = "../../../contracts/stablecoin/tests/it/instantiate.rs"]
mod instantiate;
#[path = "../../../contracts/stablecoin/tests/it/lock.rs"]
mod lock;
#[path = "../../../contracts/stablecoin/tests/it/marketing.rs"]
mod marketing;
#[path = "../../../contracts/stablecoin/tests/it/minter.rs"]
mod minter;
#[path = "../../../contracts/stablecoin/tests/it/pause.rs"]
mod pause;
#[path = "../../../contracts/stablecoin/tests/it/payments.rs"]
mod payments;
#[path = "../../../contracts/stablecoin/tests/it/policy/mod.rs"]
mod policy;
#[path = "../../../contracts/stablecoin/tests/it/property/mod.rs"]
mod property;
#[path = "../../../contracts/stablecoin/tests/it/query.rs"]
mod query;
#[path = "../../../contracts/stablecoin/tests/it/recover.rs"]
mod recover;
#[path = "../../../contracts/stablecoin/tests/it/rescue.rs"]
mod rescue;
#[path = "../../../contracts/stablecoin/tests/it/roles.rs"]
mod roles;
#[path = "../../../contracts/stablecoin/tests/it/seize.rs"]
mod seize;
#[path = "../../../contracts/stablecoin/tests/it/signed/mod.rs"]
mod signed;
#[path = "../../../contracts/stablecoin/tests/it/signer.rs"]
mod signer;
#[path = "../../../contracts/stablecoin/tests/it/sudo.rs"]
mod sudo;
#[path = "../../../contracts/stablecoin/tests/it/suite/mod.rs"]
mod suite;
#[path = "../../../contracts/stablecoin/tests/it/supply.rs"]
mod supply;
#[path = "../../../contracts/stablecoin/tests/it/transfer.rs"]
mod transfer;
#[path = "../../../contracts/stablecoin/tests/it/wycheproof.rs"]
mod wycheproof;
