//! Messages, queries and events of the identity registry.
//!
//! Decentralised identifiers ([W3C DID Core](https://www.w3.org/TR/did-core/)), accredited issuers,
//! credential passes and their status. Nothing here names a person: a pass is a hash, a level, a
//! country and a window. The question other contracts ask is in [`crate::gate`].
//!
//! | module | what is in it |
//! |---|---|
//! | [`messages`] | instantiate, execute and migrate messages |
//! | [`query`], [`responses`] | queries and their answers |
//! | [`types`] | what both are made of, and the roles |
//! | [`permission`] | who may send which message |
//! | [`limits`] | how much, how many and how long |
//! | [`events`] | what the contract emits |
//! | [`document`] | DID documents and their parts |
//! | [`link`] | the raw key that says to which DID an account is linked |

pub mod document;
pub mod events;
pub mod limits;
pub mod link;
pub mod messages;
pub mod permission;
pub mod query;
pub mod responses;
pub mod types;

pub use document::*;
pub use limits::*;
pub use messages::*;
pub use permission::*;
pub use query::*;
pub use responses::*;
pub use types::*;
