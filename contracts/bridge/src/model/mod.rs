//! The rules, pure: no storage, no chain, no messages.
//!
//! | module | rule |
//! |---|---|
//! | [`handshake`] | which channel is accepted, and which may be closed |
//! | [`bucket`] | how much may pass in a stretch of time |
//! | [`ledger`] | what went out, came back and is still abroad |
//! | [`envelope`] | what a packet must look like |
//! | [`ack`] | what an acknowledgement says |
//! | [`receiver`] | who may receive abroad |

pub mod ack;
pub mod envelope;
pub mod handshake;
pub mod ledger;
pub mod receiver;

pub use isthmus_kit::bucket;
