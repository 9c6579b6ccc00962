//! Two wasmd nodes over RPC, with Hermes between them: the engine behind `--engine live`.
//!
//! [`LivePair::of_workspace`] joins the localnet that `cargo localnet up` started; its `state.json`
//! says what runs where, and its control command stops and starts processes. Calls block; one small
//! asynchronous runtime serves both regions.
//!
//! | module | what is in it |
//! |---|---|
//! | `state` | the localnet's `state.json` |
//! | `keys` | named accounts: those of the localnet, else a phrase made from the name |
//! | `chain` | one node: questions, transactions, events, block time |
//! | `region` | [`Region`](crate::Region) over one node |
//! | `ibc` | connections, channels, packets that nobody has finished |
//! | `pair` | [`Pair`](crate::Pair): Hermes, and waiting until it has finished |
//! | `pin` | codes pinned and unpinned by governance |
//! | `text` | a contract's own words out of the node's sentence |
//! | [`drills`] | the hard cases of `cargo e2e` |
//!
//! # How it behaves
//! - **A transaction** is simulated, signed with 30 % more gas, sent, and awaited in a block: half a
//!   second each with blocks of that length. A contract that refuses does so in the simulation: it
//!   costs nothing and leaves no transaction behind.
//! - **Sequences** are counted here. A key that somebody else used meanwhile is noticed (code 32) and
//!   its sequence read again, once. The relayer's key is refused: Hermes must be its only user.
//! - **Accounts** beyond the localnet's own are funded from `faucet` when they are first used.
//! - **Addresses**: a salt is extended by the moment the pair was opened, so that one localnet takes
//!   any number of deployments. The same [`LivePair`] predicts and instantiates.
//! - **Settled** means that no chain holds a packet commitment: a commitment goes away with the
//!   acknowledgement or the timeout, never before. It is read twice in a row, because finishing a
//!   packet may send another.
//! - **A node that is away** is asked again for five seconds; a transaction is never sent twice.
//!
//! # What real chains do otherwise than the embedded engine
//! Seen on wasmd 0.61.14 with Hermes 1.10.5.
//!
//! - **Why a packet was refused is not in its acknowledgement.** The bridge calls the token in a
//!   submessage, and a failed submessage reaches the sender as `ABCI error: wasm/5: error handling
//!   packet: see events for details`. Neither the text nor the code (`ST-...`) of the token crosses;
//!   the refund's `detail` holds just that sentence. Nothing may depend on a reason from abroad.
//! - **An error's text** stands inside the node's sentence, with a place in the node's source and the
//!   gas used so far: [`contract_text`] takes it out. A query's error has another frame than an
//!   execution's.
//! - **Events** carry `msg_index` in every one (left out here), and a receipt begins with those of the
//!   fee: `coin_spent`, `transfer`, `tx`. Look for a type, never at a position.
//! - **What the relayer causes** has no receipt here: [`LiveRegion::events_since`] reads it from the
//!   blocks.
//! - **Every chain has `connection-localhost`**, open and its own counterparty. Looking for an open
//!   connection finds it first.
//! - **Time** is the newest block's. A simulation runs at that time, the transaction at a later one: a
//!   message that becomes possible at a second T is tried when the newest block has reached T.
//! - **Two queries may see two blocks.** While the relayer works, token and bridge of one region may be
//!   read a block apart and seem to disagree; read books when it is paused or has settled.
//! - **Durations** on two shared cores, blocks of half a second: deployment of both regions and the
//!   channel 20 to 30 s, a transfer across 1 to 3 s, its acknowledgement 1 to 2 s more, a refund after
//!   the relayer's start 2 s. Hermes that lost its node goes on by itself, within 3 to 25 s.
//! - **Gas** of a transfer across regions on the sending chain, code not pinned: 260,000; of a
//!   transfer within: 129,000.

mod chain;
pub mod drills;
mod ibc;
mod keys;
mod pair;
mod pin;
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
