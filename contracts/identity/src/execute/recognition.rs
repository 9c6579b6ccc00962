//! What of other regions counts here.

use cosmwasm_std::{Deps, Storage};
use isthmus_api::gate::Recognition;
use isthmus_api::identity::events::{Recognized, Unrecognized};
use isthmus_api::identity::{Change, PauseScope};
use isthmus_api::types::{JurisdictionId, RegionId, SchemaId};
use isthmus_kit::{admin, emit};

use super::{Admin, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::trust::{self, RecognitionTerms};
use crate::state::{self, Numbered};

/// The terms of a recognition; fails for a jurisdiction of this region.
fn foreign_terms(
    storage: &dyn Storage,
    region: &str,
    jurisdiction: &str,
    schema: &str,
) -> Result<RecognitionTerms, ContractError> {
    let region = RegionId::new("region", region)?;
    if region == state::load_config(storage)?.region {
        return Err(ContractError::SameRegion { region });
    }
    Ok(RecognitionTerms {
        region,
        jurisdiction: JurisdictionId::new("jurisdiction", jurisdiction)?,
        schema: SchemaId::new("schema", schema)?,
    })
}

/// The recognition that is in force, if one is.
pub fn present(
    deps: Deps,
    region: &str,
    jurisdiction: &str,
    schema: &str,
) -> Result<Option<Recognition>, ContractError> {
    let terms = foreign_terms(deps.storage, region, jurisdiction, schema)?;
    let active = state::active_recognition(deps.storage, &terms)?;
    Ok(active.map(|recognition| recognition.record))
}

pub fn recognize(
    ctx: &mut Ctx,
    region: String,
    jurisdiction: String,
    schema: String,
    max_level: u8,
    max_staleness_seconds: u64,
) -> Outcome {
    // A change to no level ends a recognition; this message makes one.
    trust::recognize(max_level, max_staleness_seconds)?;
    let change =
        Change::Recognize { region, jurisdiction, schema, max_level, max_staleness_seconds };
    admin::change::<Admin>(ctx, change)
}

/// Recognises, at once or after the wait.
pub fn put_recognition(
    ctx: &mut Ctx,
    region: &str,
    jurisdiction: &str,
    schema: &str,
    record: Recognition,
) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, ctx.now())?;
    let terms = foreign_terms(ctx.deps.storage, region, jurisdiction, schema)?;
    let recognition = match state::recognition_number(ctx.deps.storage, &terms)? {
        Some(number) => number,
        None => {
            let number = state::next_number(ctx.deps.storage, Numbered::Recognition)?;
            state::add_recognition(ctx.deps.storage, number, &terms)?;
            number
        }
    };
    state::save_recognition(ctx.deps.storage, recognition, &record);
    emit(Recognized {
        recognition,
        region: terms.region,
        jurisdiction: terms.jurisdiction,
        schema: terms.schema,
        max_level: record.max_level,
        max_staleness_seconds: record.max_staleness_seconds,
    })
}

pub fn unrecognize(ctx: &mut Ctx, region: String, jurisdiction: String, schema: String) -> Outcome {
    let (max_level, max_staleness_seconds) = (0, 0);
    let change =
        Change::Recognize { region, jurisdiction, schema, max_level, max_staleness_seconds };
    admin::change::<Admin>(ctx, change)
}

/// Ends a recognition, whatever is paused.
pub fn end_recognition(ctx: &mut Ctx, region: &str, jurisdiction: &str, schema: &str) -> Outcome {
    let terms = foreign_terms(ctx.deps.storage, region, jurisdiction, schema)?;
    let Some(recognition) = state::active_recognition(ctx.deps.storage, &terms)? else {
        return Err(terms.not_recognized());
    };
    let ended = trust::end_recognition(recognition.record);
    state::save_recognition(ctx.deps.storage, recognition.number, &ended);
    emit(Unrecognized {
        recognition: recognition.number,
        region: terms.region,
        jurisdiction: terms.jurisdiction,
        schema: terms.schema,
    })
}
