//! Messages, queries and events of the stablecoin.
//!
//! The first twelve messages and the first nine queries are CW20's, with the JSON of cw20-base 2.0;
//! a wallet or contract that knows CW20 needs nothing else. All that is ours comes after them.
//!
//! | module | what is in it |
//! |---|---|
//! | [`messages`] | execute messages |
//! | [`lifecycle`] | instantiate, migrate and sudo messages |
//! | [`query`], [`responses`] | queries and their answers |
//! | [`types`] | what both are made of, and the roles |
//! | [`permission`] | who may send which message |
//! | [`limits`] | how much, how many and how long |
//! | [`events`], [`Cw20Event`] | what the contract emits, as itself and as a CW20 |
//! | [`moved()`] | which balances an event has moved, in order |
//! | [`signed`] | what a holder signs off the chain |
//! | [`screened`] | the raw key under which a receiver abroad is blocked |

mod cw20_event;
pub mod events;
pub mod lifecycle;
pub mod limits;
pub mod messages;
mod moved;
pub mod permission;
pub mod query;
pub mod responses;
pub mod screened;
pub mod signed;
pub mod types;

pub use cw20_event::{Cw20Event, Cw20EventError, Cw20Schema, CW20_EVENTS};
pub use lifecycle::*;
pub use limits::*;
pub use messages::*;
pub use moved::{moved, Moved};
pub use permission::*;
pub use query::*;
pub use responses::*;
pub use screened::*;
pub use signed::*;
pub use types::*;
