//! Taking what another region attests. What fails here comes back to it as an error acknowledgement.

use cosmwasm_std::Storage;
use isthmus_api::gate::Source;
use isthmus_api::identity::events::AttestationReceived;
use isthmus_api::identity::PauseScope;
use isthmus_api::packet::{Attestation, AttestedStatus};
use isthmus_api::types::RegionId;
use isthmus_kit::emit;

use super::{Ctx, Outcome};
use crate::error::ContractError;
use crate::model::mirror::{CheckedAttestation, Mirror};
use crate::model::share::ShareId;
use crate::state::{self, Numbered, NumberedMirror};

pub fn receive(ctx: &mut Ctx, region: String, attestation: Attestation) -> Outcome {
    let now = ctx.now();
    let region = RegionId::new("region", &region)?;
    let news = CheckedAttestation::checked(ctx.deps.api, attestation, now)?;
    let share = news.share(&region);
    let known = state::load_mirror_of(ctx.deps.storage, &share)?;
    let before = known.as_ref().map(|known| &known.mirror);
    let event = |applied| AttestationReceived {
        region: region.clone(),
        subject: news.subject.clone(),
        account: news.account.to_string(),
        schema: news.schema.clone(),
        version: news.version,
        applied,
    };
    if let Some(before) = before {
        if !before.is_replaced_by(&news)? {
            return emit(event(false));
        }
    }
    let mirror = match recognition_of(ctx.deps.storage, &region, &news, before, now) {
        Ok(recognition) => {
            Mirror { region: region.clone(), recognition, attestation: news.clone() }
        }
        // A holder must not keep a revoked credential good here by putting another in its place that
        // is refused here.
        Err(refused) => before.and_then(|before| before.ended_by(&news)).ok_or(refused)?,
    };
    let number = match known {
        Some(known) => known.number,
        None => state::next_number(ctx.deps.storage, Numbered::Mirror)?,
    };
    let taken = NumberedMirror { number, mirror };
    state::save_mirror(ctx.deps.storage, &share, &taken)?;
    update_pass(ctx, &share, &taken)?;
    emit(event(true))
}

/// Brings the pass that stands on the mirror up to date, if the account has accepted it.
fn update_pass(
    ctx: &mut Ctx,
    share: &ShareId,
    taken: &NumberedMirror,
) -> Result<(), ContractError> {
    let holder = ctx.deps.api.addr_canonicalize(share.account.as_str())?;
    let Some(pass) = state::load_pass(ctx.deps.storage, &holder, &share.schema)? else {
        return Ok(());
    };
    if matches!(pass.source, Source::Abroad { mirror, .. } if mirror == taken.number) {
        let updated = taken.mirror.pass(taken.number, pass.closed);
        state::save_pass(ctx.deps.storage, &holder, &share.schema, &updated)?;
    }
    Ok(())
}

/// Number of the recognition under which the news counts. Good news needs one that holds, and no
/// pause. Bad news about a pass that is known here lands even when the recognition has ended
/// meanwhile, so that a later recognition does not find it good.
fn recognition_of(
    storage: &dyn Storage,
    region: &RegionId,
    news: &CheckedAttestation,
    known: Option<&Mirror>,
    now: u64,
) -> Result<u32, ContractError> {
    let is_good = news.status == AttestedStatus::Valid;
    if is_good {
        state::ensure_not_paused(storage, PauseScope::Share, now)?;
    }
    let terms = news.terms(region);
    if let Some(recognition) = state::active_recognition(storage, &terms)? {
        return Ok(recognition.number);
    }
    match known {
        Some(known) if !is_good => {
            let ended = state::recognition_number(storage, &terms)?;
            Ok(ended.unwrap_or(known.recognition))
        }
        _ => Err(terms.not_recognized()),
    }
}
