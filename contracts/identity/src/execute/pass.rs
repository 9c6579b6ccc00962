//! Passes: offered by an issuer, accepted and given up by their holder.

use cosmwasm_std::{CanonicalAddr, HexBinary};
use isthmus_api::gate::{Pass, Reason};
use isthmus_api::identity::events::{PassAccepted, PassDropped, PassIssued};
use isthmus_api::identity::{ExecuteKind, PassOrigin, PauseScope, MAX_PASSES};
use isthmus_api::types::{InputError, JurisdictionId, RegionId, SchemaId};
use isthmus_kit::emit;

use super::did::{load_controlled, load_registry};
use super::{Ctx, Outcome};
use crate::error::ContractError;
use crate::model::pass::{
    ensure_holds, ensure_not_over, ensure_seen, ensure_valid, Offer, WireOffer,
};
use crate::model::share::ShareId;
use crate::model::trust::AccreditationTerms;
use crate::state;

pub fn issue(ctx: &mut Ctx, issuer: String, offer: WireOffer) -> Outcome {
    let now = ctx.now();
    let kind = ExecuteKind::IssuePass;
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Pass, now)?;
    let issuer = load_controlled(ctx, &issuer, kind)?.id;
    let offer = Offer::checked(ctx.deps.api, offer)?;
    let terms = AccreditationTerms {
        jurisdiction: offer.jurisdiction.clone(),
        issuer,
        schema: offer.schema.clone(),
    };
    let accreditation = state::latest_accreditation(ctx.deps.storage, &terms)?
        .ok_or(ContractError::NotAccredited { reason: Reason::NotAccredited })?;
    offer.ensure_accredited(&accreditation.record, now)?;

    let (list, index) = (offer.list, offer.index);
    let record = state::load_list(ctx.deps.storage, list)?
        .ok_or_else(|| ContractError::not_found("status list", list))?;
    if record.issuer != issuer {
        return Err(ContractError::unauthorized(kind));
    }
    record.checked_index(index)?;
    if state::is_bound(ctx.deps.storage, list, index) {
        return Err(ContractError::IndexTaken { list, index });
    }
    ensure_valid(state::load_status(ctx.deps.storage, list, index))?;
    state::bind_index(ctx.deps.storage, list, index);

    let account = ctx.deps.api.addr_canonicalize(offer.account.as_str())?;
    let number = accreditation.number;
    let pass = offer.pass(number);
    state::save_offer(ctx.deps.storage, &account, &offer.schema, number, &pass)?;
    emit(PassIssued {
        account: offer.account.into(),
        schema: offer.schema,
        accreditation: number,
        digest: HexBinary::from(offer.digest).to_hex(),
        level: offer.level,
        expires_at: offer.expires_at,
    })
}

pub fn accept(ctx: &mut Ctx, schema: String, origin: PassOrigin, digest: HexBinary) -> Outcome {
    let now = ctx.now();
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Pass, now)?;
    let schema = SchemaId::new("schema", &schema)?;
    let account = ctx.deps.api.addr_canonicalize(ctx.info.sender.as_str())?;
    let accepted = match origin {
        PassOrigin::Home { jurisdiction, issuer } => {
            let jurisdiction = JurisdictionId::new("jurisdiction", &jurisdiction)?;
            let issuer = load_registry(ctx)?.id(&issuer)?;
            let terms = AccreditationTerms { jurisdiction, issuer, schema: schema.clone() };
            take_offer(ctx, &account, &terms, &digest)?
        }
        PassOrigin::Abroad { region, subject } => {
            let share = ShareId {
                account: ctx.info.sender.clone(),
                schema: schema.clone(),
                region: RegionId::new("region", &region)?,
                account_abroad: subject,
            };
            take_attested(ctx, share, &digest)?
        }
    };
    ensure_not_over(&accepted.pass, now)?;
    ensure_room(ctx, &account, &schema)?;
    state::save_pass(ctx.deps.storage, &account, &schema, &accepted.pass)?;
    emit(PassAccepted {
        account: ctx.by(),
        schema,
        digest: digest.to_hex(),
        region: accepted.region,
    })
}

/// What the holder accepts.
struct Accepted {
    pass: Pass,
    /// Region from which it comes; none for this one.
    region: Option<RegionId>,
}

/// The offer of an issuer here, which is then no longer open.
fn take_offer(
    ctx: &mut Ctx,
    account: &CanonicalAddr,
    terms: &AccreditationTerms,
    digest: &HexBinary,
) -> Result<Accepted, ContractError> {
    let unauthorized = || ContractError::unauthorized(ExecuteKind::AcceptPass);
    let issuer = state::latest_accreditation(ctx.deps.storage, terms)?.ok_or_else(unauthorized)?;
    let offer = state::load_offer(ctx.deps.storage, account, &terms.schema, issuer.number)?
        .ok_or_else(unauthorized)?;
    ensure_seen(&offer.digest, digest)?;
    ensure_holds(&issuer.record, ctx.now())?;
    ensure_valid(state::load_status(ctx.deps.storage, offer.list, offer.index))?;
    state::remove_offer(ctx.deps.storage, account, &terms.schema, issuer.number)?;
    Ok(Accepted { pass: offer.pass, region: None })
}

/// What another region attests. It stays, so that later news of it finds the pass.
fn take_attested(ctx: &Ctx, share: ShareId, digest: &HexBinary) -> Result<Accepted, ContractError> {
    let known = state::load_mirror_of(ctx.deps.storage, &share)?
        .ok_or_else(|| ContractError::unauthorized(ExecuteKind::AcceptPass))?;
    let said = &known.mirror.attestation;
    ensure_seen(&said.digest, digest)?;
    ensure_valid(Some(said.status))?;
    Ok(Accepted { pass: known.mirror.pass(known.number, false), region: Some(share.region) })
}

/// Fails when the account holds too many passes for one more schema.
fn ensure_room(ctx: &Ctx, account: &CanonicalAddr, schema: &SchemaId) -> Result<(), ContractError> {
    if state::load_pass(ctx.deps.storage, account, schema)?.is_some() {
        return Ok(());
    }
    let held = state::passes_of(ctx.deps.storage, account)?.len();
    if held < MAX_PASSES {
        return Ok(());
    }
    let given = held.saturating_add(1);
    Err(InputError::TooMany { field: "passes", max: MAX_PASSES, given }.into())
}

/// The record stays, closed, so that a refresh can tell other regions.
pub fn give_up(ctx: &mut Ctx, schema: String) -> Outcome {
    let schema = SchemaId::new("schema", &schema)?;
    let account = ctx.deps.api.addr_canonicalize(ctx.info.sender.as_str())?;
    let pass = state::load_pass(ctx.deps.storage, &account, &schema)?
        .filter(|pass| !pass.closed)
        .ok_or_else(|| ContractError::unauthorized(ExecuteKind::DropPass))?;
    let closed = Pass { closed: true, ..pass };
    state::save_pass(ctx.deps.storage, &account, &schema, &closed)?;
    emit(PassDropped { account: ctx.by(), schema })
}
