//! What the contract owes, to whom, and whether it has it.

use cosmwasm_std::{Deps, Env, StdResult, Uint128};
use cw20::{BalanceResponse, Cw20QueryMsg, Denom};
use isthmus_api::escrow::{Credit, CreditsResponse, LedgerResponse, SolvencyResponse};
use isthmus_api::types::{address, page, Asset};
use isthmus_wire::Record;

use crate::model::asset::{check_asset, wire_asset};
use crate::{state, ContractError};

/// Credits of an account.
pub fn credits(
    deps: Deps,
    owner: &str,
    start_after: Option<Asset>,
    limit: Option<u32>,
) -> Result<CreditsResponse, ContractError> {
    let owner = address(deps.api, "owner", owner)?;
    let after = start_after.map(|asset| check_asset(deps.api, &asset)).transpose()?;
    let stored = state::list_credits(deps.storage, &owner, after.as_ref(), page(limit))?;
    let credits = stored
        .into_iter()
        .map(|credit| Credit { asset: wire_asset(&credit.asset), amount: credit.amount })
        .collect();
    Ok(CreditsResponse { credits })
}

/// A deal's money.
pub fn ledger(deps: Deps, deal: u64) -> Result<LedgerResponse, ContractError> {
    let deal = state::load_deal(deps.storage, deal)?;
    Ok(LedgerResponse {
        asset: wire_asset(&deal.asset),
        cover: deal.cover,
        funded: deal.ledger.funded,
        released: deal.ledger.released,
        refunded: deal.ledger.refunded,
        held: deal.ledger.held(),
        reserved: deal.reserved(),
        free: deal.free(),
    })
}

/// What the contract owes in an asset and what it has.
pub fn solvency(deps: Deps, env: &Env, asset: &Asset) -> Result<SolvencyResponse, ContractError> {
    let asset = check_asset(deps.api, asset)?;
    let owed = state::load_owed(deps.storage, &asset)?;
    let balance = query_balance(deps, env, &asset)?;
    Ok(SolvencyResponse {
        held: owed.held,
        credits: owed.credits,
        balance,
        solvent: balance >= owed.held.saturating_add(owed.credits),
    })
}

fn query_balance(deps: Deps, env: &Env, asset: &Denom) -> StdResult<Uint128> {
    let contract = env.contract.address.as_str();
    match asset {
        Denom::Native(denom) => Ok(deps.querier.query_balance(contract, denom)?.amount),
        Denom::Cw20(token) => {
            let question = Cw20QueryMsg::Balance { address: contract.to_string() };
            let Record(answer): Record<BalanceResponse> =
                deps.querier.query_wasm_smart(token, &question)?;
            Ok(answer.balance)
        }
    }
}
