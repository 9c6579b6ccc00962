//! What the contract owes, to whom, and whether it has it.

use cosmwasm_std::{Deps, Env};
use isthmus_api::issuance::{CreditResponse, SolvencyResponse};
use isthmus_api::types::address;

use super::Answer;
use crate::execute::token;
use crate::state;

/// `credit`.
pub fn credit(deps: Deps, account: &str) -> Answer<CreditResponse> {
    let account = address(deps.api, "account", account)?;
    Ok(CreditResponse { amount: state::load_credit(deps.storage, &account)? })
}

/// `solvency`.
pub fn solvency(deps: Deps, env: &Env) -> Answer<SolvencyResponse> {
    let redemptions = state::load_statistics(deps.storage)?.open.amount;
    let credits = state::load_credit_total(deps.storage)?;
    let token = state::load_stablecoin(deps.storage)?;
    let balance = token::query_balance(&deps.querier, &token, env)?;
    let solvent = balance >= redemptions.saturating_add(credits);
    Ok(SolvencyResponse { redemptions, credits, balance, solvent })
}
