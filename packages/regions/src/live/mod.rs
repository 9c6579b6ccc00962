//! Two wasmd nodes over RPC, with Hermes between them: the engine behind `--engine live`.
//!
//! [`LivePair::open`] joins the localnet that `cargo localnet up` started; its `state.json` says what
//! runs where. Calls block; one small asynchronous runtime serves both regions.

mod chain;
pub mod drills;
mod ibc;
mod keys;
mod pair;
mod region;
mod state;
mod text;

pub use chain::{Chain, Sequence};
pub use ibc::Pending;
pub use keys::{test_phrase, COSMOS_PATH};
pub use pair::LivePair;
pub use region::LiveRegion;
pub use state::State;
pub use text::contract_text;
