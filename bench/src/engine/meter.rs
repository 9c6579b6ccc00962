//! What one call of a contract cost, as the engine and the chain's store count it.

use crate::cost::EventSize;
use crate::figures::Entry;

/// A key and its value, by their lengths in bytes, without the 33 that the chain puts before every key
/// of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Length of the key.
    pub key: usize,
    /// Length of the value.
    pub value: usize,
}

/// What the chain told of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its address.
    pub address: String,
    /// Who instantiated it.
    pub creator: String,
    /// Who may migrate it, empty if nobody.
    pub admin: String,
    /// Whether it has the IBC entry points.
    pub ibc: bool,
}

/// One touch of the chain's store or of another contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// A key was read; an absent value has length 0.
    Read(Record),
    /// A key was written.
    Write(Record),
    /// A key was deleted.
    Delete,
    /// An iterator stood on a record when it was made or moved. `None`: it was made on nothing.
    Step(Option<Record>),
    /// A key of another contract was read.
    Raw(Record),
    /// Another contract was asked; its own call is in [`Call::asked`].
    Smart,
    /// The chain was asked about a contract. `None`: it knows none at that address.
    ContractInfo(Option<Known>),
    /// The chain was asked about something else.
    Chain,
}

/// One call of a contract.
#[derive(Clone, Debug)]
pub struct Call {
    /// Name of the wasm file, such as `isthmus_stablecoin`.
    pub code: String,
    /// Address that was called.
    pub address: String,
    /// Entry point.
    pub entry: Entry,
    /// Name of the message's variant; the entry's own name where there is but one message.
    pub message: String,
    /// Bytes of the message.
    pub request: usize,
    /// Engine gas, host calls included, storage not.
    pub vm: u64,
    /// Bytes of the result as the contract returned it.
    pub result: usize,
    /// Bytes of key and value together, for each attribute outside custom events.
    pub attributes: Vec<usize>,
    /// Custom events.
    pub events: Vec<EventSize>,
    /// Bytes of the packets it asked the chain to send.
    pub packets: Vec<usize>,
    /// Storage and queries, in order.
    pub ops: Vec<Op>,
    /// Events of the submessage, as a reply was told of them.
    pub told: Vec<EventSize>,
    /// Whether a contract sent the message.
    pub from_contract: bool,
    /// Calls of other contracts that it waited for: its queries.
    pub asked: Vec<Call>,
    /// Whether the contract said no, or the engine stopped it.
    pub failed: bool,
}
