//! The rules, pure: no storage, no chain, no messages.
//!
//! | module | rule |
//! |---|---|
//! | [`peers`] | whose channel it is, and which region is known |
//! | [`link`] | what a peer may be registered with |
//! | [`handshake`] | which channel is accepted, and which may be closed |
//! | [`route`] | whether a transfer would pass |
//! | [`receiver`] | who may receive abroad |
//! | [`bech32`] | what an address of another chain is |
//! | [`bucket`] | how much may pass in a stretch of time |
//! | [`ledger`] | what went out, came back and is still abroad |
//! | [`envelope`] | what a packet must look like |
//! | [`packet`] | what a packet is known by, and what it gives back |
//! | [`ack`] | what an acknowledgement says |
//! | [`changes`] | which changes of these rules loosen them |

pub mod ack;
pub mod bech32;
pub mod changes;
pub mod envelope;
pub mod handshake;
pub mod ledger;
pub mod link;
pub mod packet;
pub mod peers;
pub mod receiver;
pub mod route;

pub use isthmus_kit::bucket;
