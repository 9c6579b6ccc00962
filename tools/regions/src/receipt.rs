//! What a transaction leaves behind.

use cosmwasm_std::Event;
use isthmus_api::event::TypedEvent;

/// A transaction that a chain accepted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Receipt {
    /// Its hash; the embedded engine has none.
    pub tx_hash: Option<String>,
    /// Block that holds it.
    pub height: u64,
    /// Time of that block, in seconds.
    pub time: u64,
    /// Gas it used; the embedded engine counts only with a library that meters its contracts, and
    /// then without what the transaction itself costs.
    pub gas_used: Option<u64>,
    /// Bytes of the transaction; the embedded engine has none.
    pub tx_bytes: Option<u64>,
    /// Events in the order the chain gives them.
    pub events: Vec<Event>,
}

impl Receipt {
    /// The same with what these contracts said alone; nothing if they said nothing.
    pub fn of(mut self, contracts: &[&str]) -> Option<Self> {
        self.events.retain(|event| {
            let contract = isthmus_api::event::attribute(event, "_contract_address");
            is_said(event) && contract.is_some_and(|contract| contracts.contains(&contract))
        });
        (!self.events.is_empty()).then_some(self)
    }

    /// All events of one type, in order.
    pub fn all<E: TypedEvent>(&self) -> Vec<E> {
        self.events.iter().filter_map(|event| E::from_event(event).ok()).collect()
    }

    /// The first event of one type.
    pub fn first<E: TypedEvent>(&self) -> Option<E> {
        self.events.iter().find_map(|event| E::from_event(event).ok())
    }

    /// The first attribute of that name in events of that type (with or without `wasm-`).
    pub fn attribute(&self, event: &str, name: &str) -> Option<&str> {
        self.events
            .iter()
            .filter(|e| e.ty.strip_prefix("wasm-").unwrap_or(&e.ty) == event)
            .find_map(|e| isthmus_api::event::attribute(e, name))
    }
}

/// Whether a contract said it, and not the chain about the contract.
pub(crate) fn is_said(event: &Event) -> bool {
    event.ty == "wasm" || event.ty.starts_with("wasm-")
}
