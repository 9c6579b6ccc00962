//! One message = load, ask the model, save, emit.

pub mod admin;
pub mod allowance;
pub mod bridge;
pub mod changes;
pub mod compliance;
pub mod escrow;
pub mod fee;
pub mod freeze;
pub mod hold;
pub mod ledger;
pub mod lock;
pub mod marketing;
pub mod migration;
pub mod minters;
pub mod payments;
pub mod policy;
pub mod recover;
pub mod redemption;
pub mod rescue;
pub mod reserves;
pub mod seize;
pub mod signed;
pub mod supply;
pub mod transfer;

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, DepsMut, Env, Event, MessageInfo, Response};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::Caller;
use isthmus_api::stablecoin::{Cw20Event, Role, MAX_BATCH_ACCOUNTS};
use isthmus_api::types::InputError;
use isthmus_kit::unauthorized;

use crate::error::ContractError;
use crate::state::AccountId;

/// What every handler gets: the contract's hands, the block and the sender.
pub struct Ctx<'a> {
    /// Storage, addresses, queries.
    pub deps: DepsMut<'a>,
    /// The block.
    pub env: Env,
    /// Who sent the message.
    pub info: MessageInfo,
    /// What the message has to ask the policy contract, as the ledger notes it.
    pub asks: policy::Asks,
}

impl Ctx<'_> {
    /// Seconds of the block.
    pub fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    /// The sender as an account.
    pub fn sender(&self) -> Result<AccountId, ContractError> {
        Ok(AccountId::of(self.deps.api, &self.info.sender)?)
    }

    /// An account named in the message.
    pub fn account(&self, field: &'static str, given: &str) -> Result<AccountId, InputError> {
        AccountId::checked(self.deps.api, field, given)
    }

    /// An account named in the message, with its checked address.
    pub fn named(
        &self,
        field: &'static str,
        given: &str,
    ) -> Result<(AccountId, Addr), ContractError> {
        let id = self.account(field, given)?;
        let address = isthmus_api::types::address(self.deps.api, field, given)?;
        Ok((id, address))
    }

    /// The accounts of a list, 1 to 50 and each once: in a list that is done as a whole, a second
    /// order for the same account is a mistake of its sender.
    pub fn listed(&self, accounts: &[String]) -> Result<Vec<(AccountId, Addr)>, ContractError> {
        let (max, given) = (MAX_BATCH_ACCOUNTS, accounts.len());
        if given == 0 || given > max {
            return Err(ContractError::BatchSize { max, given });
        }
        let mut seen = BTreeSet::new();
        let mut listed = Vec::with_capacity(given);
        for account in accounts {
            let (id, address) = self.named("account", account)?;
            if !seen.insert(id.bytes().to_vec()) {
                return Err(ContractError::DuplicateAccount { account: account.clone() });
            }
            listed.push((id, address));
        }
        Ok(listed)
    }

    /// The sender's address for an event.
    pub fn by(&self) -> String {
        self.info.sender.to_string()
    }
}

/// What every handler returns.
pub type Outcome = Result<Response, ContractError>;

/// The answer to a CW20 message: cw20-base's attributes and nothing else.
pub fn cw20(event: Cw20Event) -> Response {
    Response::new().add_attributes(event.into_attributes())
}

/// The answer to a message about a list: one typed event for each entry.
pub fn emit_all(events: Vec<Event>) -> Outcome {
    Ok(Response::new().add_events(events))
}

/// The answer to any other message: one typed event.
pub fn emit(event: impl TypedEvent) -> Outcome {
    Ok(Response::new().add_event(event.to_event()))
}

/// The refusal of a message that only somebody named in the contract's own records may send.
pub fn party(who: &'static str) -> ContractError {
    unauthorized(Caller::<Role>::Party(who)).into()
}
