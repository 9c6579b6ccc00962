//! Messages, queries and events of the bridge.
//!
//! The bridge carries money and recognition between regions over one IBC channel per peer. Money
//! enters as a cw20 `send` with a [`TokenHook`]; recognition enters as `attest` from the identity
//! contract. What goes over the wire is in [`crate::packet`].
//!
//! | module | what is in it |
//! |---|---|
//! | [`messages`] | instantiate, execute and migrate messages, and the hook of a CW20 `send` |
//! | [`query`], [`responses`] | queries and their answers |
//! | [`types`] | what both are made of, and the roles |
//! | [`permission`] | who may send which message |
//! | [`limits`] | how much, how many and how long |
//! | [`events`] | what the contract emits |

pub mod events;
pub mod limits;
pub mod messages;
pub mod permission;
pub mod query;
pub mod responses;
pub mod types;

pub use crate::types::{Limit, LimitState};
pub use limits::*;
pub use messages::*;
pub use permission::*;
pub use query::*;
pub use responses::*;
pub use types::*;
