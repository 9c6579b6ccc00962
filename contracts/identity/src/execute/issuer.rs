//! Issuers: accredited by the anchor of a jurisdiction, suspended, resumed, revoked.

use isthmus_api::gate::Standing;
use isthmus_api::identity::events::{Accredited, IssuerResumed, IssuerRevoked, IssuerSuspended};
use isthmus_api::identity::{ExecuteKind, PauseScope, MAX_ACCREDITATIONS};
use isthmus_api::types::{Did, InputError, JurisdictionId, SchemaId};
use isthmus_kit::emit;

use super::did::{load_active, load_registry};
use super::jurisdiction::ensure_anchor;
use super::{Ctx, Outcome};
use crate::error::ContractError;
use crate::model::trust::{self, AccreditationTerms};
use crate::state::{self, Numbered};

pub fn accredit(
    ctx: &mut Ctx,
    jurisdiction: String,
    issuer: String,
    schema: String,
    max_level: u8,
    valid_from: u64,
    valid_until: u64,
) -> Outcome {
    let now = ctx.now();
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, now)?;
    let jurisdiction = JurisdictionId::new("jurisdiction", &jurisdiction)?;
    ensure_anchor(ctx, &jurisdiction, ExecuteKind::Accredit)?;
    let schema = SchemaId::new("schema", &schema)?;
    let active = load_active(ctx, &issuer)?;
    let terms = AccreditationTerms { jurisdiction, issuer: active.id, schema };

    // A revoked one stays as it is; a new one takes its place.
    let known = state::latest_accreditation(ctx.deps.storage, &terms)?
        .filter(|known| known.record.standing != Standing::Revoked);
    let before = known.as_ref().map(|known| &known.record);
    let record = trust::accredit(before, max_level, valid_from, valid_until, now)?;
    let accreditation = match known {
        Some(known) => known.number,
        None => add_accreditation(ctx, &terms)?,
    };
    state::save_accreditation(ctx.deps.storage, accreditation, &record);
    emit(Accredited {
        accreditation,
        jurisdiction: terms.jurisdiction,
        issuer: active.did,
        schema: terms.schema,
        max_level,
        valid_from,
        valid_until,
    })
}

/// Gives a new accreditation its number, unless the issuer holds too many.
fn add_accreditation(ctx: &mut Ctx, terms: &AccreditationTerms) -> Result<u32, ContractError> {
    let held = state::accreditations_of(ctx.deps.storage, &terms.issuer)?.len();
    if held >= MAX_ACCREDITATIONS {
        return Err(InputError::TooMany {
            field: "accreditations",
            max: MAX_ACCREDITATIONS,
            given: held.saturating_add(1),
        }
        .into());
    }
    let number = state::next_number(ctx.deps.storage, Numbered::Accreditation)?;
    state::add_accreditation(ctx.deps.storage, number, terms)?;
    Ok(number)
}

pub fn suspend(ctx: &mut Ctx, jurisdiction: String, issuer: String, schema: String) -> Outcome {
    let kind = ExecuteKind::SuspendIssuer;
    let changed = set_standing(ctx, kind, Standing::Suspended, jurisdiction, issuer, schema)?;
    emit(IssuerSuspended {
        accreditation: changed.accreditation,
        jurisdiction: changed.jurisdiction,
        issuer: changed.issuer,
        schema: changed.schema,
    })
}

pub fn resume(ctx: &mut Ctx, jurisdiction: String, issuer: String, schema: String) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, ctx.now())?;
    let kind = ExecuteKind::ResumeIssuer;
    let changed = set_standing(ctx, kind, Standing::Good, jurisdiction, issuer, schema)?;
    emit(IssuerResumed {
        accreditation: changed.accreditation,
        jurisdiction: changed.jurisdiction,
        issuer: changed.issuer,
        schema: changed.schema,
    })
}

pub fn revoke(ctx: &mut Ctx, jurisdiction: String, issuer: String, schema: String) -> Outcome {
    let kind = ExecuteKind::RevokeIssuer;
    let changed = set_standing(ctx, kind, Standing::Revoked, jurisdiction, issuer, schema)?;
    emit(IssuerRevoked {
        accreditation: changed.accreditation,
        jurisdiction: changed.jurisdiction,
        issuer: changed.issuer,
        schema: changed.schema,
    })
}

/// The accreditation whose standing changed.
struct Changed {
    accreditation: u32,
    jurisdiction: JurisdictionId,
    issuer: Did,
    schema: SchemaId,
}

fn set_standing(
    ctx: &mut Ctx,
    kind: ExecuteKind,
    standing: Standing,
    jurisdiction: String,
    issuer: String,
    schema: String,
) -> Result<Changed, ContractError> {
    let jurisdiction = JurisdictionId::new("jurisdiction", &jurisdiction)?;
    ensure_anchor(ctx, &jurisdiction, kind)?;
    let schema = SchemaId::new("schema", &schema)?;
    // The issuer's DID may be deactivated: its accreditations are then revoked, and stay so.
    let registry = load_registry(ctx)?;
    let id = registry.id(&issuer)?;
    let terms = AccreditationTerms { jurisdiction, issuer: id, schema };
    let known = state::latest_accreditation(ctx.deps.storage, &terms)?
        .ok_or_else(|| ContractError::not_found("accreditation of", &issuer))?;
    let record = trust::set_standing(known.record, standing, known.number)?;
    state::save_accreditation(ctx.deps.storage, known.number, &record);
    if standing == Standing::Revoked {
        state::release_accreditation(ctx.deps.storage, &id, known.number);
    }
    Ok(Changed {
        accreditation: known.number,
        jurisdiction: terms.jurisdiction,
        issuer: registry.did(&id)?,
        schema: terms.schema,
    })
}
