//! A deal as a whole: propose, consent, cancel, payout, crank.

use cosmwasm_std::{Addr, Deps, DepsMut, Env, HexBinary, MessageInfo, Response};
use cw20::Denom;
use isthmus_api::escrow::events::{Cancelled, Consented, PayoutSet, Proposed};
use isthmus_api::escrow::{DealStatus, ExecuteKind, Party, Terms, MAX_CRANKS};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{self, Payout};

use super::money::{carry_out, name, place, CRANK_GAS};
use super::{admin, authorized, checked_asset, checked_payout, not_reserved, wire_asset};
use crate::model::deal::Deal;
use crate::model::ledger::Ledger;
use crate::model::terms;
use crate::state::{self, asset_text, Config};
use crate::ContractError;

type Done = Result<Response, ContractError>;

/// Proposes a letter of credit.
pub fn propose(deps: DepsMut, env: Env, info: MessageInfo, given: Terms) -> Done {
    let now = env.block.time.seconds();
    isthmus_kit::pause::check(deps.storage, admin::NEW_DEALS, now)?;
    let config = state::config(deps.storage)?;
    let mut given = terms::normalize(given, now)?;
    let asset = checked_asset(deps.api, &given.asset)?;
    if !state::is_allowed(deps.storage, &asset) {
        return Err(ContractError::AssetNotAllowed { asset: asset_text(&asset) });
    }
    given.asset = wire_asset(&asset);
    let calendar = state::calendar(deps.storage, given.calendar, &[given.expires_at])?;
    checked_payout(deps.as_ref(), &env, &config, &asset, &given.payout)?;
    let mut deal = new_deal(deps.as_ref(), &env, &config, &given, asset)?;
    deal.expires_at = calendar.roll(given.expires_at);
    deal.proposer = deal.party(&info.sender, ExecuteKind::Propose)?;
    authorized(deps.as_ref(), &config, &info.sender, now)?;
    deal.consent(deal.proposer, now)?;
    deal.id = state::next_deal(deps.storage)?;
    state::create_deal(deps.storage, &deal, &given)?;

    let bytes = terms::bytes(&given)?;
    let hash = terms::hash(&env.block.chain_id, &env.contract.address, deal.id, &bytes);
    let event = Proposed {
        deal: deal.id,
        party: name(deal.proposer),
        actor: info.sender.into(),
        applicant: deal.applicant.into(),
        issuer: deal.issuer.into(),
        beneficiary: deal.beneficiary.into(),
        asset: asset_text(&deal.asset),
        amount: deal.amount,
        cover: deal.cover,
        terms_hash: HexBinary::from(&hash).to_hex(),
        expires_at: deal.expires_at,
        reference: given.reference,
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// A deal out of terms, with the parties' accounts checked; not yet numbered, nobody has consented.
fn new_deal(
    deps: Deps,
    env: &Env,
    config: &Config,
    given: &Terms,
    asset: Denom,
) -> Result<Deal, ContractError> {
    let account = |field, account: &str| -> Result<Addr, ContractError> {
        let account = types::address(deps.api, field, account)?;
        not_reserved(env, config, &asset, &account)?;
        Ok(account)
    };
    let advising = given.advising.as_deref();
    let advising = advising.map(|given| account("advising", given)).transpose()?;
    let deal = Deal {
        id: 0,
        status: DealStatus::Proposed,
        outcome: None,
        applicant: account("applicant", &given.applicant)?,
        issuer: account("issuer", &given.issuer)?,
        beneficiary: account("beneficiary", &given.beneficiary)?,
        advising,
        proposer: Party::Applicant,
        proposed_at: env.block.time.seconds(),
        consents: vec![],
        cancels: vec![],
        asset,
        amount: given.amount,
        cover: terms::cover(given.amount, given.tolerance_bps),
        partial: given.partial_drawings != Some(false),
        funder: None,
        payout: given.payout.clone(),
        applicant_payout: None,
        issuer_payout: None,
        consent_by: given.consent_by,
        fund_by: given.fund_by,
        expires_at: given.expires_at,
        ledger: Ledger::default(),
        drawings: vec![],
    };
    let mut seen: Vec<&Addr> = Vec::new();
    for (_, account) in deal.parties() {
        if seen.contains(&account) {
            return Err(ContractError::SameParty { account: account.to_string() });
        }
        seen.push(account);
    }
    Ok(deal)
}

/// A party consents to the terms.
pub fn consent(deps: DepsMut, env: Env, info: MessageInfo, id: u64, terms_hash: HexBinary) -> Done {
    let now = env.block.time.seconds();
    let mut deal = state::deal(deps.storage, id)?;
    let party = deal.party(&info.sender, ExecuteKind::Consent)?;
    let given = types::hash("terms_hash", &terms_hash)?;
    let stored = state::terms_bytes(deps.storage, id)?;
    let expected = terms::hash(&env.block.chain_id, &env.contract.address, id, &stored);
    if given != expected {
        return Err(ContractError::WrongTermsHash {
            expected: HexBinary::from(&expected).to_hex(),
            got: terms_hash.to_hex(),
        });
    }
    deal.consent(party, now)?;
    let config = state::config(deps.storage)?;
    authorized(deps.as_ref(), &config, &info.sender, now)?;
    if matches!(deal.payout, Payout::Remote { .. }) {
        checked_payout(deps.as_ref(), &env, &config, &deal.asset, &deal.payout)?;
    }
    state::save_deal(deps.storage, &deal, DealStatus::Proposed)?;
    let event = Consented {
        deal: id,
        party: name(party),
        actor: info.sender.into(),
        status: name(deal.status),
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// A party cancels.
pub fn cancel(deps: DepsMut, env: Env, info: MessageInfo, id: u64) -> Done {
    let mut deal = state::deal(deps.storage, id)?;
    let before = deal.status;
    let party = deal.party(&info.sender, ExecuteKind::Cancel)?;
    let steps = deal.cancel(party, env.block.time.seconds())?;
    let event = Cancelled {
        deal: id,
        party: name(party),
        actor: info.sender.to_string(),
        status: name(deal.status),
    };
    let response = carry_out(deps, &deal, before, steps, &info.sender)?;
    Ok(response.add_event(event.to_event()))
}

/// A party says where its money goes.
pub fn set_payout(deps: DepsMut, env: Env, info: MessageInfo, id: u64, payout: Payout) -> Done {
    let mut deal = state::deal(deps.storage, id)?;
    let before = deal.status;
    let party = deal.party(&info.sender, ExecuteKind::SetPayout)?;
    let config = state::config(deps.storage)?;
    checked_payout(deps.as_ref(), &env, &config, &deal.asset, &payout)?;
    let (region, receiver) = place(&payout);
    let steps = deal.set_payout(party, payout, env.block.time.seconds())?;
    let event = PayoutSet {
        deal: id,
        party: name(party),
        actor: info.sender.to_string(),
        region,
        receiver,
    };
    let response = carry_out(deps, &deal, before, steps, &info.sender)?;
    Ok(response.add_event(event.to_event()))
}

/// Carries out what has come due. Deals that are left over are no loss: they are as due as before.
pub fn crank(mut deps: DepsMut, env: Env, info: MessageInfo, ids: Vec<u64>) -> Done {
    types::at_most("deals", &ids, MAX_CRANKS)?;
    let mut response = Response::new();
    let mut promised = 0u64;
    for id in ids {
        if promised >= CRANK_GAS {
            break;
        }
        let mut deal = state::deal(deps.storage, id)?;
        let before = deal.status;
        let steps = deal.advance(env.block.time.seconds())?;
        if steps.is_empty() {
            continue;
        }
        let done = carry_out(deps.branch(), &deal, before, steps, &info.sender)?;
        let gas = done.messages.iter().filter_map(|payment| payment.gas_limit);
        promised = gas.fold(promised, u64::saturating_add);
        response = response.add_submessages(done.messages).add_events(done.events);
    }
    Ok(response)
}
