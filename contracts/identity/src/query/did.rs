//! DIDs and the accounts linked to them.

use cosmwasm_std::{Addr, Deps, Env};
use isthmus_api::identity::{AccountResponse, ResolutionResult};
use isthmus_api::types;

use super::Answer;
use crate::model::did::Parsed;
use crate::model::document;
use crate::state;

pub fn resolve(deps: Deps, env: &Env, did: &str) -> Answer<ResolutionResult> {
    let registry = state::load_registry(deps.storage, &env.contract.address)?;
    let id = match registry.parse(did) {
        Parsed::Here(id) => id,
        Parsed::Elsewhere => return Ok(document::unresolved("notFound")),
        Parsed::Invalid => return Ok(document::unresolved("invalidDid")),
    };
    let Some(record) = state::load_did(deps.storage, &id)? else {
        return Ok(document::unresolved("notFound"));
    };
    let named = state::accounts_of(deps.storage, &id)?;
    let accepted = named.into_iter().filter(|linked| linked.accepted);
    let accounts: Vec<Addr> = accepted.map(|linked| linked.account).collect();
    Ok(document::resolved(&registry, &id, &record, &accounts)?)
}

pub fn account(deps: Deps, env: &Env, address: &str) -> Answer<AccountResponse> {
    let address = types::address(deps.api, "address", address)?;
    let registry = state::load_registry(deps.storage, &env.contract.address)?;
    let id = state::did_of(deps.storage, &address)?;
    let did = id.map(|id| registry.did(&id)).transpose()?;
    Ok(AccountResponse { address: address.into(), did: did.map(String::from) })
}
