//! What of other regions counts here.

use isthmus_api::identity::events::{Recognized, Unrecognized};
use isthmus_api::identity::PauseScope;
use isthmus_api::types::{JurisdictionId, RegionId, SchemaId};
use isthmus_kit::emit;

use super::{Ctx, Outcome};
use crate::error::ContractError;
use crate::model::trust::{self, RecognitionTerms};
use crate::state::{self, Numbered};

/// The terms of a recognition; fails for a jurisdiction of this region.
fn foreign_terms(
    ctx: &Ctx,
    region: &str,
    jurisdiction: &str,
    schema: &str,
) -> Result<RecognitionTerms, ContractError> {
    let region = RegionId::new("region", region)?;
    if region == state::load_config(ctx.deps.storage)?.region {
        return Err(ContractError::SameRegion { region });
    }
    Ok(RecognitionTerms {
        region,
        jurisdiction: JurisdictionId::new("jurisdiction", jurisdiction)?,
        schema: SchemaId::new("schema", schema)?,
    })
}

pub fn recognize(
    ctx: &mut Ctx,
    region: String,
    jurisdiction: String,
    schema: String,
    max_level: u8,
    max_staleness_seconds: u64,
) -> Outcome {
    state::ensure_not_paused(ctx.deps.storage, PauseScope::Trust, ctx.now())?;
    let terms = foreign_terms(ctx, &region, &jurisdiction, &schema)?;
    let record = trust::recognize(max_level, max_staleness_seconds)?;
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
        max_level,
        max_staleness_seconds,
    })
}

pub fn unrecognize(ctx: &mut Ctx, region: String, jurisdiction: String, schema: String) -> Outcome {
    let terms = foreign_terms(ctx, &region, &jurisdiction, &schema)?;
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
