//! Deals and their terms.

use cosmwasm_std::{Deps, Env, HexBinary};
use isthmus_api::escrow::{DealResponse, DealStatus, DealTermsResponse, DealsResponse};
use isthmus_api::types::{address, page};

use crate::model::asset::wire_asset;
use crate::model::deal::Deal;
use crate::model::terms;
use crate::{state, ContractError};

/// One deal.
pub fn deal(deps: Deps, deal: u64) -> Result<DealResponse, ContractError> {
    Ok(respond(state::load_deal(deps.storage, deal)?))
}

/// All deals.
pub fn deals(
    deps: Deps,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<DealsResponse, ContractError> {
    Ok(list(state::list_deals(deps.storage, start_after, page(limit))?))
}

/// Deals that name an account.
pub fn deals_by_party(
    deps: Deps,
    party: &str,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<DealsResponse, ContractError> {
    let party = address(deps.api, "party", party)?;
    Ok(list(state::list_deals_by_party(deps.storage, &party, start_after, page(limit))?))
}

/// Deals of a status.
pub fn deals_by_status(
    deps: Deps,
    status: DealStatus,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<DealsResponse, ContractError> {
    Ok(list(state::list_deals_by_status(deps.storage, status, start_after, page(limit))?))
}

/// The terms, their bytes and the hash that binds.
pub fn deal_terms(deps: Deps, env: &Env, deal: u64) -> Result<DealTermsResponse, ContractError> {
    state::load_deal(deps.storage, deal)?;
    let bytes = state::load_terms_bytes(deps.storage, deal)?;
    let hash = terms::hash(&env.block.chain_id, &env.contract.address, deal, &bytes);
    Ok(DealTermsResponse {
        deal,
        terms: state::load_terms(deps.storage, deal)?,
        bytes: bytes.into(),
        hash: HexBinary::from(&hash),
    })
}

fn list(deals: Vec<Deal>) -> DealsResponse {
    DealsResponse { deals: deals.into_iter().map(respond).collect() }
}

fn respond(deal: Deal) -> DealResponse {
    DealResponse {
        due_at: deal.crank_at(),
        deal: deal.id,
        status: deal.status,
        outcome: deal.outcome,
        proposer: deal.proposer,
        proposed_at: deal.proposed_at,
        applicant: deal.applicant,
        issuer: deal.issuer,
        beneficiary: deal.beneficiary,
        advising: deal.advising,
        consents: deal.consents,
        cancels: deal.cancels,
        asset: wire_asset(&deal.asset),
        amount: deal.amount,
        cover: deal.cover,
        funder: deal.funder,
        payout: deal.payout.into(),
        consent_by: deal.consent_by,
        fund_by: deal.fund_by,
        expires_at: deal.expires_at,
        drawings: u64::try_from(deal.drawings.len()).unwrap_or(u64::MAX),
    }
}
