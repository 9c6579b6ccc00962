//! Registered tokens.

use cosmwasm_std::Deps;
use isthmus_api::bridge::{TokenResponse, TokensResponse};
use isthmus_api::types::{page, TokenId};

use crate::error::ContractError;
use crate::state::{self, Token};

pub fn token(deps: Deps, token: String) -> Result<TokenResponse, ContractError> {
    let id = TokenId::new("token", &token)?;
    Ok(describe(load_token(deps, &id)?))
}

pub fn tokens(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<TokensResponse, ContractError> {
    let tokens = state::list_tokens(deps.storage, deps.api, start_after.as_deref(), page(limit))?;
    Ok(TokensResponse { tokens: tokens.into_iter().map(describe).collect() })
}

/// Fails when the token is not registered.
pub fn load_token(deps: Deps, id: &TokenId) -> Result<Token, ContractError> {
    state::may_load_token(deps.storage, deps.api, id)?
        .ok_or_else(|| ContractError::UnknownToken { token: id.to_string() })
}

fn describe(token: Token) -> TokenResponse {
    TokenResponse {
        token: token.id.to_string(),
        contract: token.contract.into_string(),
        home: token.id.home().to_string(),
        gas_limit: token.gas_limit.into(),
    }
}
