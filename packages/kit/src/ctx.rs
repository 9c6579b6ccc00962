//! What every handler gets, and what it gives back.

use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use isthmus_api::event::TypedEvent;

/// What every handler gets: storage, addresses and queries, the block and the sender.
///
/// `G` is what one message gathers on its way for the end of the entry point; nothing in most
/// contracts.
pub struct Ctx<'a, G = ()> {
    /// Storage, addresses, queries.
    pub deps: DepsMut<'a>,
    /// The block.
    pub env: Env,
    /// Who sent the message.
    pub info: MessageInfo,
    /// What the message gathers on its way.
    pub gathered: G,
}

impl<'a, G: Default> Ctx<'a, G> {
    /// Before anything is gathered.
    pub fn new(deps: DepsMut<'a>, env: Env, info: MessageInfo) -> Self {
        Self { deps, env, info, gathered: G::default() }
    }
}

impl<G> Ctx<'_, G> {
    /// Seconds of the block.
    pub fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    /// The sender's address for an event.
    pub fn by(&self) -> String {
        self.info.sender.to_string()
    }
}

/// What every handler returns. A contract names its own error once:
/// `type Outcome = isthmus_kit::Outcome<ContractError>`.
pub type Outcome<E> = Result<Response, E>;

/// The answer to a message: one typed event.
pub fn emit<E>(event: impl TypedEvent) -> Outcome<E> {
    Ok(Response::new().add_event(event.to_event()))
}
