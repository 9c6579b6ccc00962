//! Tokens: which contract of this region is which.

use isthmus_api::bridge::events::TokenRegistered;
use isthmus_api::bridge::DEFAULT_TOKEN_GAS;
use isthmus_api::types::{address, within, TokenId};
use isthmus_kit::{emit, Ctx};

use crate::error::ContractError;
use crate::state::{self, Token};
use crate::Outcome;

/// Bounds of the gas one call to a token may use. Below, a call cannot succeed; above, a hostile
/// token could use up a block while a packet is relayed.
const TOKEN_GAS: (u64, u64) = (100_000, 5_000_000);

/// Names a token's contract in this region, for life.
pub fn register(ctx: &mut Ctx, token: String, contract: String, gas_limit: Option<u64>) -> Outcome {
    let (storage, api) = (&mut *ctx.deps.storage, ctx.deps.api);
    let id = TokenId::new("token", &token)?;
    let contract = address(api, "contract", &contract)?;
    let gas = within("gas_limit", gas_limit.unwrap_or(DEFAULT_TOKEN_GAS), TOKEN_GAS)?;
    let by_name = state::may_load_token(storage, api, &id)?;
    let by_contract = state::find_token_of_contract(storage, api, &contract)?;
    let same_contract = by_name.as_ref().is_none_or(|known| known.contract == contract);
    let same_name = by_contract.is_none_or(|known| known.id == id);
    if !same_contract || !same_name {
        return Err(ContractError::TokenTaken { token, contract: contract.into_string() });
    }
    let number = match by_name {
        Some(known) => known.number,
        None => state::take_token_number(storage)?,
    };
    let gas_limit = u32::try_from(gas).unwrap_or(u32::MAX);
    let registered = Token { number, id, contract, gas_limit };
    state::save_token(storage, api, &registered)?;
    emit(TokenRegistered {
        token: registered.id,
        contract: registered.contract.into_string(),
        gas_limit: gas,
    })
}
