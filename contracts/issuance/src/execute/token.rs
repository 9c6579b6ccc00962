//! What this contract asks of the token, and what it tells it.

use cosmwasm_std::{
    to_json_binary, Addr, CosmosMsg, Env, QuerierWrapper, StdResult, Uint128, WasmMsg,
};
use cw20::{BalanceResponse, Cw20ExecuteMsg, Cw20QueryMsg};
use isthmus_api::access::RolesOfResponse;
use isthmus_api::stablecoin::{
    AccountResponse, AccountStatus, ComplianceMode, ComplianceResponse, QueryMsg, SupplyResponse,
};
use isthmus_wire::Record;

/// A message to the token.
pub fn tell(token: &Addr, message: &Cw20ExecuteMsg) -> StdResult<CosmosMsg> {
    let msg = to_json_binary(message)?;
    Ok(WasmMsg::Execute { contract_addr: token.to_string(), msg, funds: vec![] }.into())
}

/// What this contract has.
pub fn query_balance(querier: &QuerierWrapper, token: &Addr, env: &Env) -> StdResult<Uint128> {
    let question = Cw20QueryMsg::Balance { address: env.contract.address.to_string() };
    let Record(answer): Record<BalanceResponse> = querier.query_wasm_smart(token, &question)?;
    Ok(answer.balance)
}

/// What is issued and has to be backed: all that is here, and what is abroad.
pub fn query_issued(querier: &QuerierWrapper, token: &Addr) -> StdResult<Uint128> {
    let supply: SupplyResponse = querier.query_wasm_smart(token, &QueryMsg::Supply {})?;
    Ok(supply.total.checked_add(supply.abroad)?)
}

/// What an account is trusted with in the token.
pub fn query_roles(
    querier: &QuerierWrapper,
    token: &Addr,
    account: &Addr,
) -> StdResult<RolesOfResponse> {
    querier.query_wasm_smart(token, &QueryMsg::RolesOf { account: account.to_string() })
}

/// What the token says of an account that an order may stand against.
pub fn query_account(
    querier: &QuerierWrapper,
    token: &Addr,
    account: &Addr,
) -> StdResult<AccountResponse> {
    querier.query_wasm_smart(token, &QueryMsg::Account { address: account.to_string() })
}

/// Whose payments pass in the token.
pub fn query_mode(querier: &QuerierWrapper, token: &Addr) -> StdResult<ComplianceMode> {
    let answer: ComplianceResponse = querier.query_wasm_smart(token, &QueryMsg::Compliance {})?;
    Ok(answer.mode)
}

/// Whether the account might pay in that mode.
pub fn is_admitted(mode: ComplianceMode, account: &AccountResponse) -> bool {
    account.escrow
        || match mode {
            ComplianceMode::Open => true,
            ComplianceMode::Blocklist => account.status != AccountStatus::Blocked,
            ComplianceMode::Allowlist => account.status == AccountStatus::Allowed,
        }
}

/// Whether nothing of the account may be moved.
pub fn is_frozen_or_held(account: &AccountResponse) -> bool {
    account.freeze.is_some() || account.hold.is_some()
}

/// Whether what came back to the account could not be moved, all or in part.
pub fn is_restricted(account: &AccountResponse) -> bool {
    is_frozen_or_held(account) || account.locked > account.balance
}
