//! Messages, queries and events of issuance: the issuer's office beside the token.
//!
//! | module | what is in it |
//! |---|---|
//! | [`messages`] | instantiate, execute and migrate messages, and the hook of a CW20 `send` |
//! | [`query`], [`responses`] | queries and their answers |
//! | [`types`] | what both are made of, and the roles |
//! | [`permission`] | who may send which message |
//! | [`limits`] | how much, how many and how long |
//! | [`events`] | what the contract emits |
//!
//! Instants are seconds since 1970 (UTC). A deadline is inclusive: at `due_at` it is still in time,
//! one second later it is not.

pub mod events;
pub mod limits;
pub mod messages;
pub mod permission;
pub mod query;
pub mod responses;
pub mod types;

pub use limits::*;
pub use messages::*;
pub use permission::*;
pub use query::*;
pub use responses::*;
pub use types::*;
