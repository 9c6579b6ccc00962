//! What wasmd 0.61.14 charges around a contract's own work: pure functions of lengths and counts.
//!
//! Everything here is gas of the chain (SDK gas), except where a name says engine gas. Each constant
//! names the place in the source it was read from; paths without a module are wasmd's. How the parts
//! add up for one message of a transaction:
//!
//! ```text
//! transaction = transaction::around + messages
//! message  = MESSAGE + bank::transfer (funds, if any) + call
//! call     = Contract::lookup + PINNED_CHECK + setup + storage + vm + events + submessages
//! submessage (to a contract or the bank)
//!          = SUBMESSAGE + bank::transfer (funds, if any) + call
//! submessage (SendPacket)
//!          = ibc::Channel::send_packet
//! packet   = MESSAGE + ibc::Channel::receive_packet, acknowledge_packet or time_out_packet + call
//! reply    = Contract::lookup + reply + storage + vm + events + submessages
//! smart query to another contract
//!          = Contract::lookup + PINNED_CHECK + setup + storage + vm
//! raw query = read(CONTRACT_PREFIX + key, value)
//! question about a contract = contract_info
//! ```

pub mod bank;
pub mod ibc;
pub mod transaction;

// Storage: cosmossdk.io/store v1.1.2, types/gas.go `KVGasConfig`, charged in gaskv/store.go.

/// A read, before its bytes.
pub const READ: u64 = 1_000;
/// Each byte of key and value of a read, and of an element under an iterator.
pub const READ_BYTE: u64 = 3;
/// A write, before its bytes.
pub const WRITE: u64 = 2_000;
/// Each byte of key and value of a write.
pub const WRITE_BYTE: u64 = 30;
/// A removal; its bytes are free.
pub const DELETE: u64 = 1_000;
/// The question whether a key exists; its bytes are free.
pub const HAS: u64 = 1_000;
/// An iterator's creation, and each step of it.
pub const ITERATE: u64 = 30;

// Contracts: x/wasm/types/gas_register.go and x/wasm/keeper/api.go.

/// Engine gas in one unit of chain gas (`DefaultGasMultiplier`).
pub const MULTIPLIER: u64 = 140_000;
/// Loading a contract that is neither pinned nor used before in this transaction
/// (`DefaultInstanceCost`).
pub const SETUP: u64 = 60_000;
/// Loading one that is (`DefaultInstanceCostDiscount`); a reply always pays this.
pub const SETUP_DISCOUNT: u64 = 2_000;
/// Each byte of a contract's answer (`DefaultDeserializationCostPerByte`).
pub const RESULT_BYTE: u64 = 1;
/// An attribute of an event (`DefaultPerAttributeCost`).
pub const ATTRIBUTE: u64 = 10;
/// Each byte of an attribute's key and value, and of an event's type
/// (`DefaultEventAttributeDataCost`).
pub const EVENT_BYTE: u64 = 1;
/// An event besides the contract's plain attributes (`DefaultPerCustomEventCost`).
pub const EVENT: u64 = 20;
/// Attribute bytes of one answer that cost nothing (`DefaultEventAttributeDataFreeTier`).
pub const FREE_EVENT_BYTES: u64 = 100;
/// Engine gas of `addr_humanize` (`costHumanize`).
pub const HUMANIZE: u64 = 5 * MULTIPLIER;
/// Engine gas of `addr_canonicalize` (`costCanonical`), also of an `addr_validate` that fails to
/// parse.
pub const CANONICALIZE: u64 = 4 * MULTIPLIER;

/// Whether the code is pinned: `IsPinnedCode` asks for the key's existence (x/wasm/keeper/keeper.go).
/// Every entry point pays it but `reply`.
pub const PINNED_CHECK: u64 = HAS;

/// Bytes before every key of a contract: one byte and its address (x/wasm/types/keys.go
/// `GetContractStorePrefix`).
pub const CONTRACT_PREFIX: usize = 33;

// Transactions and messages.

/// The circuit breaker asks once per message in the ante handler (cosmossdk.io/x/circuit v0.1.1,
/// ante/circuit.go) and once per message or submessage in the router (cosmos-sdk v0.53.6,
/// baseapp/msg_service_router.go).
pub const CIRCUIT: u64 = HAS;
/// What a message of a transaction costs before its handler runs, without its bytes.
pub const MESSAGE: u64 = 2 * CIRCUIT;
/// What a submessage to a module costs before its handler runs. `SendPacket` is none: it bypasses the
/// router (x/wasm/keeper/handler_plugin.go `IBCRawPacketHandler`).
pub const SUBMESSAGE: u64 = CIRCUIT;
/// Each byte of a transaction (auth parameter `tx_size_cost_per_byte`).
pub const TX_BYTE: u64 = 10;
/// A secp256k1 signature (auth parameter `sig_verify_cost_secp256k1`).
pub const SIGNATURE: u64 = 1_000;

/// A length as gas is counted; lengths of this bench are far below the limit.
fn bytes(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A read of a whole key (with its module's or contract's prefix). A missing value has length 0.
pub fn read(key: usize, value: usize) -> u64 {
    READ + READ_BYTE * bytes(key + value)
}

/// A write of a whole key.
pub fn write(key: usize, value: usize) -> u64 {
    WRITE + WRITE_BYTE * bytes(key + value)
}

/// One charge of an iterator standing on an element: creation charges the first element, and each
/// step charges the element it leaves, so the first is charged twice.
pub fn element(key: usize, value: usize) -> u64 {
    ITERATE + READ_BYTE * bytes(key + value)
}

/// Loading a contract's code. `discount`: pinned, or the same checksum was loaded before in this
/// transaction by a call, a query or an IBC callback (x/wasm/keeper/keeper.go
/// `checkDiscountEligibility`; a submessage that was undone counts too).
pub fn setup(discount: bool) -> u64 {
    if discount {
        SETUP_DISCOUNT
    } else {
        SETUP
    }
}

/// The engine's work and the answer's bytes, rounded down together (wasmvm v3.0.7
/// `DeserializeResponse`, x/wasm/keeper/keeper.go `consumeRuntimeGas`). `engine_gas` is what the
/// engine reports as used internally: host calls to the API are in it, storage and queries are not.
pub fn vm(engine_gas: u64, result: usize) -> u64 {
    (engine_gas + RESULT_BYTE * MULTIPLIER * bytes(result)) / MULTIPLIER
}

/// An event by its lengths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventSize {
    /// Bytes of its type.
    pub ty: usize,
    /// Bytes of key and value together, for each attribute.
    pub attributes: Vec<usize>,
}

/// What a contract's answer pays for its plain attributes and its events (`EventCosts`). The sizes
/// are those of the answer itself: the address that the chain adds to each event is free.
pub fn events(attributes: &[usize], events: &[EventSize]) -> u64 {
    let mut free = FREE_EVENT_BYTES;
    let mut gas = attribute_list(attributes, &mut free);
    for event in events {
        gas += EVENT + EVENT_BYTE * bytes(event.ty) + attribute_list(&event.attributes, &mut free);
    }
    gas
}

fn attribute_list(sizes: &[usize], free: &mut u64) -> u64 {
    let total = bytes(sizes.iter().sum());
    let paid = total.saturating_sub(*free);
    *free = free.saturating_sub(total);
    ATTRIBUTE * bytes(sizes.len()) + EVENT_BYTE * paid
}

/// What a reply pays before it runs (`ReplyCosts`): the discounted setup, and the events of the
/// submessage as the chain emitted them (with `execute` and the added `_contract_address`; without
/// `message`). A failed submessage has none, nor has one that is no call of a contract
/// (x/wasm/keeper/msg_dispatcher.go).
pub fn reply(events: &[EventSize]) -> u64 {
    let mut free = FREE_EVENT_BYTES;
    let types: u64 = events.iter().map(|event| EVENT_BYTE * bytes(event.ty)).sum();
    let sizes: Vec<usize> = events.iter().flat_map(|event| event.attributes.clone()).collect();
    SETUP_DISCOUNT + types + attribute_list(&sizes, &mut free)
}

/// What the chain has stored of a contract, by lengths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// Bytes of its `ContractInfo`.
    pub info: usize,
    /// Bytes of its code's `CodeInfo`.
    pub code: usize,
}

/// What decides the length of a `ContractInfo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContractInfo<'a> {
    /// Its code.
    pub code_id: u64,
    /// Who instantiated it.
    pub creator: &'a str,
    /// Its admin, empty if none.
    pub admin: &'a str,
    /// Its label.
    pub label: &'a str,
    /// Block it was instantiated in.
    pub height: u64,
    /// Place of the transaction in that block.
    pub tx_index: u64,
    /// Its address.
    pub address: &'a str,
    /// The region's address prefix.
    pub prefix: &'a str,
    /// Whether it has the IBC entry points.
    pub ibc: bool,
}

impl Contract {
    /// The lengths of what the chain stores (x/wasm/types/types.proto), for a code that everybody may
    /// instantiate.
    pub fn of(contract: &ContractInfo<'_>, code_creator: &str) -> Self {
        let created = proto_number(contract.height) + proto_number(contract.tx_index);
        let port = if contract.ibc { "wasm.".len() + contract.address.len() } else { 0 };
        // `PortIDForContractV2`: every contract has one, with the address without its prefix.
        let port_v2 = "wasm2".len() + contract.address.len().saturating_sub(contract.prefix.len());
        let info = proto_number(contract.code_id)
            + proto_bytes(contract.creator.len())
            + proto_bytes(contract.admin.len())
            + proto_bytes(contract.label.len())
            + 1
            + varint(bytes(created))
            + created
            + proto_bytes(port)
            + proto_bytes(port_v2);
        // Checksum, creator, and the access configuration (one enum).
        let code = proto_bytes(32) + proto_bytes(code_creator.len()) + proto_bytes(2);
        Self { info, code }
    }

    /// The two reads before every call (x/wasm/keeper/keeper.go `contractInstance`): the contract
    /// under one byte and its 32, the code under one byte and its number.
    pub fn lookup(&self) -> u64 {
        read(33, self.info) + read(9, self.code)
    }

    /// Everything before the engine runs, but funds: for each entry point other than `reply`.
    pub fn enter(&self, discount: bool) -> u64 {
        self.lookup() + PINNED_CHECK + setup(discount)
    }
}

/// The question what the chain knows of a contract: its record and whether its code is pinned
/// (x/wasm/keeper/query_plugins.go `WasmQuerier`). Of an address without a contract nothing but the missing
/// record is read.
pub fn contract_info(contract: Option<Contract>) -> u64 {
    match contract {
        Some(Contract { info, .. }) => read(CONTRACT_PREFIX, info) + PINNED_CHECK,
        None => read(CONTRACT_PREFIX, 0),
    }
}

/// Bytes of a number in protobuf's variable encoding.
pub fn varint(number: u64) -> usize {
    let bits = (u64::BITS - number.leading_zeros()).max(1);
    usize::try_from(bits.div_ceil(7)).unwrap_or(10)
}

/// Bytes of a field with a number (field numbers below 16); a zero is left out.
pub fn proto_number(number: u64) -> usize {
    if number == 0 {
        0
    } else {
        1 + varint(number)
    }
}

/// Bytes of a field with text, bytes or a message of this length (field numbers below 16); an empty
/// one is left out.
pub fn proto_bytes(length: usize) -> usize {
    if length == 0 {
        0
    } else {
        1 + varint(bytes(length)) + length
    }
}

#[cfg(test)]
mod tests;
