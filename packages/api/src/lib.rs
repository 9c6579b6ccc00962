//! What goes over the wire between Isthmus contracts, regions and clients.
//!
//! One module per contract ([`stablecoin`], [`escrow`], [`identity`], [`bridge`]) holds its messages,
//! queries, responses, events and permission table. The rest is shared:
//!
//! | module | what is in it |
//! |---|---|
//! | [`types`] | checked newtypes: region, token, hash, page, asset, payout |
//! | [`permission`] | who may call a message and whether it takes funds, as data |
//! | [`event`] | typed events that convert both ways |
//! | [`packet`] | the IBC envelope between two bridges |
//! | [`packed`] | the byte codec of the hot storage records |
//! | [`bucket`] | how much may pass in a stretch of time: the pure rule of every rate limit |
//! | [`gate`] | "may this account do this?": the pure rule and the three raw keys it reads |
//! | [`policy`] | what a stablecoin asks of the contract that says which movements pass |
//! | [`identity::link`] | to which DID an account is linked: the raw key that says so |
//!
//! Wire types carry strings; `types` turns them into checked values once, at a contract's boundary.

pub mod bridge;
pub mod bucket;
pub mod escrow;
pub mod event;
pub mod gate;
pub mod identity;
pub mod message;
pub mod packed;
pub mod packet;
pub mod permission;
pub mod policy;
pub mod stablecoin;
pub mod types;
