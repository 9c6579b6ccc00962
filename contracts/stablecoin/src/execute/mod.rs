//! One message = load, ask the model, save, emit.

pub mod admin;
pub mod allowance;
pub mod bridge;
pub mod compliance;
pub mod duties;
pub mod escrow;
pub mod features;
pub mod fee;
pub mod freeze;
pub mod hand_over;
pub mod hold;
pub mod ledger;
pub mod lock;
pub mod marketing;
pub mod migration;
pub mod minter;
pub mod payments;
pub mod policy;
pub mod recover;
pub mod regional;
pub mod rescue;
pub mod seize;
pub mod signed;
pub mod sudo;
pub mod supply;
pub mod transfer;

use cosmwasm_std::{
    to_json_vec, Addr, ContractResult, Event, QuerierWrapper, QueryRequest, Response, SystemResult,
    WasmQuery,
};
use isthmus_api::permission::Guarded;
use isthmus_api::stablecoin::{Cw20Event, ExecuteKind, ExecuteMsg, MAX_BATCH_ACCOUNTS};
use isthmus_api::types::InputError;
pub use isthmus_kit::emit;
use isthmus_kit::unauthorized;

use crate::error::ContractError;
pub use crate::state::Named;
use crate::state::{AccountId, Listed};
use ledger::{Gathered, Ledger};

/// What every handler gets. It gathers what the message moves, for what is told and asked at its end.
pub type Ctx<'a> = isthmus_kit::Ctx<'a, Gathered>;

/// The administration of the token: [`admin`] says what is its own in it.
pub struct Admin;

/// What every handler returns.
pub type Outcome = isthmus_kit::Outcome<ContractError>;

/// What handlers of this contract ask of their context besides.
pub trait CtxExt {
    /// The sender as an account.
    fn sender(&self) -> Result<AccountId, ContractError>;

    /// The sender, with its address.
    fn payer(&self) -> Result<Named, ContractError>;

    /// An account named in the message.
    fn account(&self, field: &'static str, given: &str) -> Result<AccountId, InputError>;

    /// An account named in the message, with its address.
    fn resolve(&self, field: &'static str, given: impl Into<String>) -> Result<Named, InputError>;

    /// The accounts of a list, 1 to 50 and each once: in a list that is done as a whole, a second
    /// order for the same account is a mistake of its sender.
    fn resolve_all(&self, accounts: &[String]) -> Result<Vec<Named>, ContractError>;

    /// What movements are made with.
    fn ledger(&mut self) -> Ledger<'_>;
}

impl CtxExt for Ctx<'_> {
    fn sender(&self) -> Result<AccountId, ContractError> {
        Ok(AccountId::of(self.deps.api, &self.info.sender)?)
    }

    fn payer(&self) -> Result<Named, ContractError> {
        Ok(Named::of(self.deps.api, self.info.sender.clone())?)
    }

    fn account(&self, field: &'static str, given: &str) -> Result<AccountId, InputError> {
        AccountId::checked(self.deps.api, field, given)
    }

    fn resolve(&self, field: &'static str, given: impl Into<String>) -> Result<Named, InputError> {
        Named::checked(self.deps.api, field, given)
    }

    fn resolve_all(&self, accounts: &[String]) -> Result<Vec<Named>, ContractError> {
        let (max, given) = (MAX_BATCH_ACCOUNTS, accounts.len());
        if given == 0 || given > max {
            return Err(ContractError::BatchSize { max, given });
        }
        let mut seen = Listed::default();
        let mut listed = Vec::with_capacity(given);
        for account in accounts {
            let named = self.resolve("account", account.as_str())?;
            if !seen.insert(&named.id) {
                return Err(ContractError::DuplicateAccount { account: account.clone() });
            }
            listed.push(named);
        }
        Ok(listed)
    }

    fn ledger(&mut self) -> Ledger<'_> {
        let (api, now) = (self.deps.api, self.now());
        Ledger { storage: self.deps.storage, api, now, gathered: &mut self.gathered }
    }
}

/// The answer to a CW20 message that moves nothing: cw20-base's attributes and nothing else.
pub fn cw20(event: Cw20Event) -> Response {
    Response::new().add_attributes(event.into_attributes())
}

/// The answer to a message about a list: one typed event for each entry.
pub fn emit_all(events: Vec<Event>) -> Outcome {
    Ok(Response::new().add_events(events))
}

/// The name of a mode, a status or a feature, as messages and events have it.
pub fn name_of(value: impl Into<&'static str>) -> String {
    value.into().to_string()
}

/// The refusal of a message, in the words of the permission table.
pub fn refuse(kind: ExecuteKind) -> ContractError {
    unauthorized(ExecuteMsg::permission(kind).caller).into()
}

/// Whether the chain knows code at the address: whether it has anything to say of it. What it says is not
/// read, which is three kilobytes of reader less.
pub fn is_contract(querier: QuerierWrapper, address: &Addr) -> bool {
    let contract_addr = address.to_string();
    let question: QueryRequest = WasmQuery::ContractInfo { contract_addr }.into();
    let told = to_json_vec(&question).map(|question| querier.raw_query(&question));
    matches!(told, Ok(SystemResult::Ok(ContractResult::Ok(_))))
}
