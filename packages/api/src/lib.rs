//! What goes over the wire between Isthmus contracts, regions and clients.
//!
//! One module per contract ([`stablecoin`], [`issuance`], [`escrow`], [`identity`], [`bridge`]), each of the same
//! files: messages, queries, responses, types, events, permission table and limits. The rest is shared:
//!
//! | module | what is in it |
//! |---|---|
//! | [`access`] | administration: the answers, events and chain's messages that all contracts share |
//! | [`types`] | checked values: region, token, hash, page, asset, payout, rate limit |
//! | [`permission`] | who may call a message and whether it takes funds, as data |
//! | [`mod@event`] | typed events that convert both ways |
//! | [`kind`] | what a text in an event or an error is |
//! | [`template`] | texts of errors, printed and read back |
//! | [`mod@limits`] | how much, how many and how long, as data |
//! | [`packet`] | the IBC envelope between two bridges |
//! | [`packed`] | the byte codec of the hot storage records |
//! | [`gate`] | "may this account do this?": the pure rule and the three raw keys it reads |
//! | [`policy`] | what a stablecoin asks of the contract that says which movements pass |
//! | [`identity::link`] | to which DID an account is linked: the raw key that says so |
//!
//! [`packed`] and [`gate`] are storage codec and rule, and stand here all the same: contracts read each
//! other's records raw, so that keys, bytes and the rule over them are as much an interface as a
//! message. A crate of their own would need the types here, and these need it.
//!
//! Wire types carry strings; `types` turns them into checked values once, at a contract's boundary.

pub mod access;
pub mod bridge;
pub mod escrow;
pub mod event;
pub mod gate;
pub mod identity;
pub mod issuance;
pub mod kind;
pub mod limits;
pub mod packed;
pub mod packet;
pub mod permission;
pub mod policy;
pub mod stablecoin;
pub mod template;
pub mod types;
