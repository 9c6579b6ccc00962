//! Tokens: which contract of this region is which.

use cosmwasm_std::{Addr, Deps};
use isthmus_api::bridge::events::TokenRegistered;
use isthmus_api::bridge::{Change, DEFAULT_TOKEN_GAS};
use isthmus_api::types::{address, within, TokenId};
use isthmus_kit::{emit, Ctx};

use crate::error::ContractError;
use crate::state::{self, Token};
use crate::Outcome;

/// Bounds of the gas one call to a token may use. Below, a call cannot succeed; above, a hostile
/// token could use up a block while a packet is relayed.
const TOKEN_GAS: (u64, u64) = (100_000, 5_000_000);

/// Checks a token that is to be registered, or registered again with other gas: what it becomes, and
/// what it is. Fails when the token has another contract, or the contract another token.
fn check(
    deps: Deps,
    token: &str,
    contract: &str,
    gas_limit: Option<u64>,
) -> Result<Registration, ContractError> {
    let id = TokenId::new("token", token)?;
    let contract = address(deps.api, "contract", contract)?;
    let gas = within("gas_limit", gas_limit.unwrap_or(DEFAULT_TOKEN_GAS), TOKEN_GAS)?;
    let known = state::may_load_token(deps.storage, deps.api, &id)?;
    let by_contract = state::find_token_of_contract(deps.storage, deps.api, &contract)?;
    let same_contract = known.as_ref().is_none_or(|known| known.contract == contract);
    let same_name = by_contract.is_none_or(|known| known.id == id);
    if !same_contract || !same_name {
        let (token, contract) = (id.to_string(), contract.into_string());
        return Err(ContractError::TokenTaken { token, contract });
    }
    Ok(Registration { id, contract, gas_limit: u32::try_from(gas).unwrap_or(u32::MAX), known })
}

/// A token as it becomes, and as it is if it is registered.
struct Registration {
    id: TokenId,
    contract: Addr,
    gas_limit: u32,
    known: Option<Token>,
}

/// The token as it is registered, as the change that would alter nothing; one that is not registered
/// may use no gas.
pub fn present(
    deps: Deps,
    token: &str,
    contract: &str,
    gas_limit: Option<u64>,
) -> Result<Change, ContractError> {
    let known = check(deps, token, contract, gas_limit)?.known;
    Ok(Change::RegisterToken {
        token: token.to_string(),
        contract: contract.to_string(),
        gas_limit: Some(known.map_or(0, |known| known.gas_limit.into())),
    })
}

/// Names a token's contract in this region, for life.
pub fn register(ctx: &mut Ctx, token: String, contract: String, gas_limit: Option<u64>) -> Outcome {
    let asked = check(ctx.deps.as_ref(), &token, &contract, gas_limit)?;
    let number = match asked.known {
        Some(known) => known.number,
        None => state::take_token_number(ctx.deps.storage)?,
    };
    let Registration { id, contract, gas_limit, .. } = asked;
    let token = Token { number, id, contract, gas_limit };
    state::save_token(ctx.deps.storage, ctx.deps.api, &token)?;
    emit(TokenRegistered {
        token: token.id,
        contract: token.contract.into_string(),
        gas_limit: gas_limit.into(),
    })
}
