//! A deal as a whole: propose, consent, cancel, payout.

use cosmwasm_std::{Addr, HexBinary};
use cw20::Denom;
use isthmus_api::escrow::events::{Cancelled, Consented, PayoutSet, Proposed};
use isthmus_api::escrow::{DealStatus, ExecuteKind, Party, Terms};
use isthmus_api::types::{self, Payout};
use isthmus_kit::{emit, pause, Ctx};

use super::act::{act, Acted};
use super::admin::NEW_DEALS;
use super::guard::{check_destination, ensure_meets_policy, ensure_not_reserved, ensure_route};
use crate::error::Outcome;
use crate::model::asset::{asset_text, check_asset, wire_asset};
use crate::model::deal::Deal;
use crate::model::destination::Destination;
use crate::model::ledger::Ledger;
use crate::model::terms;
use crate::model::text::name_of;
use crate::state::{self, Config};
use crate::ContractError;

/// Proposes a letter of credit.
pub fn propose(ctx: &mut Ctx, given: Terms) -> Outcome {
    let now = ctx.now();
    pause::check(ctx.deps.storage, NEW_DEALS, now)?;
    let config = state::load_config(ctx.deps.storage)?;
    let mut given = terms::normalize(given, now)?;
    let asset = check_asset(ctx.deps.api, &given.asset)?;
    if !state::is_asset_allowed(ctx.deps.storage, &asset) {
        return Err(ContractError::AssetNotAllowed { asset: asset_text(&asset) });
    }
    given.asset = wire_asset(&asset);
    let calendar = state::load_calendar(ctx.deps.storage, given.calendar, &[given.expires_at])?;
    let payout = check_destination(ctx, &config, &asset, &given.payout)?;
    let mut deal = new_deal(ctx, &config, &given, asset, payout)?;
    deal.expires_at = calendar.roll(given.expires_at);
    deal.proposer = deal.ensure_party(&ctx.info.sender, ExecuteKind::Propose)?;
    ensure_meets_policy(ctx, &config)?;
    deal.consent(deal.proposer, now)?;
    deal.id = state::next_deal(ctx.deps.storage)?;
    state::create_deal(ctx.deps.storage, &deal, &given)?;

    let stored = terms::bytes(&given)?;
    let hash = terms::hash(&ctx.env.block.chain_id, &ctx.env.contract.address, deal.id, &stored);
    emit(Proposed {
        deal: deal.id,
        party: name_of(deal.proposer),
        actor: ctx.by(),
        applicant: deal.applicant.into(),
        issuer: deal.issuer.into(),
        beneficiary: deal.beneficiary.into(),
        asset: asset_text(&deal.asset),
        amount: deal.amount,
        cover: deal.cover,
        terms_hash: HexBinary::from(&hash).to_hex(),
        expires_at: deal.expires_at,
        reference: given.reference,
    })
}

/// A deal out of terms, with the parties' accounts checked; not yet numbered, nobody has consented.
fn new_deal(
    ctx: &Ctx,
    config: &Config,
    given: &Terms,
    asset: Denom,
    payout: Destination,
) -> Result<Deal, ContractError> {
    let account = |field, account: &str| -> Result<Addr, ContractError> {
        let account = types::address(ctx.deps.api, field, account)?;
        ensure_not_reserved(ctx, config, &asset, &account)?;
        Ok(account)
    };
    let deal = Deal {
        id: 0,
        status: DealStatus::Proposed,
        outcome: None,
        advising: given.advising.as_deref().map(|bank| account("advising", bank)).transpose()?,
        applicant: account("applicant", &given.applicant)?,
        issuer: account("issuer", &given.issuer)?,
        beneficiary: account("beneficiary", &given.beneficiary)?,
        proposer: Party::Applicant,
        proposed_at: ctx.now(),
        consents: vec![],
        cancels: vec![],
        asset,
        amount: given.amount,
        cover: terms::cover(given.amount, given.tolerance_bps),
        partial: given.partial_drawings != Some(false),
        funder: None,
        payout,
        applicant_payout: None,
        issuer_payout: None,
        consent_by: given.consent_by,
        fund_by: given.fund_by,
        expires_at: given.expires_at,
        ledger: Ledger::default(),
        drawings: vec![],
    };
    deal.ensure_parties_distinct()?;
    Ok(deal)
}

/// A party consents to the terms.
pub fn consent(ctx: &mut Ctx, deal: u64, terms_hash: HexBinary) -> Outcome {
    act(ctx, deal, ExecuteKind::Consent, |ctx, deal, party| {
        let given = types::hash("terms_hash", &terms_hash)?;
        let stored = state::load_terms_bytes(ctx.deps.storage, deal.id)?;
        let contract = &ctx.env.contract.address;
        let expected = terms::hash(&ctx.env.block.chain_id, contract, deal.id, &stored);
        if given != expected {
            return Err(ContractError::WrongTermsHash {
                expected: HexBinary::from(&expected).to_hex(),
                got: terms_hash.to_hex(),
            });
        }
        deal.consent(party, ctx.now())?;
        let config = state::load_config(ctx.deps.storage)?;
        ensure_meets_policy(ctx, &config)?;
        ensure_route(ctx, &config, &deal.asset, &deal.payout)?;
        let event = Consented {
            deal: deal.id,
            party: name_of(party),
            actor: ctx.by(),
            status: name_of(deal.status),
        };
        Ok(Acted::with_event(vec![], event))
    })
}

/// A party cancels.
pub fn cancel(ctx: &mut Ctx, deal: u64) -> Outcome {
    act(ctx, deal, ExecuteKind::Cancel, |ctx, deal, party| {
        let steps = deal.cancel(party, ctx.now())?;
        let event = Cancelled {
            deal: deal.id,
            party: name_of(party),
            actor: ctx.by(),
            status: name_of(deal.status),
        };
        Ok(Acted::with_event(steps, event))
    })
}

/// A party says where its money goes.
pub fn set_payout(ctx: &mut Ctx, deal: u64, payout: Payout) -> Outcome {
    act(ctx, deal, ExecuteKind::SetPayout, |ctx, deal, party| {
        let config = state::load_config(ctx.deps.storage)?;
        let to = check_destination(ctx, &config, &deal.asset, &payout)?;
        let event = PayoutSet {
            deal: deal.id,
            party: name_of(party),
            actor: ctx.by(),
            region: to.region(),
            receiver: to.receiver().to_string(),
        };
        let steps = deal.set_payout(party, to, ctx.now())?;
        Ok(Acted::with_event(steps, event))
    })
}
