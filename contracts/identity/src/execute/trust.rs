//! Jurisdictions, their issuers, and the jurisdictions of other regions.

use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Storage};
use isthmus_api::gate::{self, Accreditation, Recognition, Standing};
use isthmus_api::identity::events::{
    Accredited, AnchorAccepted, AnchorProposed, IssuerResumed, IssuerRevoked, IssuerSuspended,
    JurisdictionCreated, Recognized, Unrecognized,
};
use isthmus_api::identity::{ExecuteKind, PauseScope, MAX_ACCREDITATIONS, MAX_STALENESS_SECONDS};
use isthmus_api::types::{self, InputError, RegionId};
use isthmus_kit::owner;

use super::{active, emit, missing, refused};
use crate::error::ContractError;
use crate::model::did::DidId;
use crate::model::trust::{self, AccreditationTerms, Jurisdiction, RecognitionTerms};
use crate::state::{self, Numbered};

pub fn create_jurisdiction(
    deps: DepsMut,
    env: &Env,
    jurisdiction: String,
    anchor: String,
) -> Result<Response, ContractError> {
    state::open(deps.storage, PauseScope::Trust, env.block.time.seconds())?;
    let jurisdiction = gate::schema("jurisdiction", &jurisdiction)?;
    let anchor = types::address(deps.api, "anchor", &anchor)?;
    if state::jurisdiction(deps.storage, &jurisdiction)?.is_some() {
        return Err(ContractError::AlreadyExists { what: "jurisdiction", id: jurisdiction });
    }
    let record = Jurisdiction { anchor: anchor.clone(), proposed: None };
    state::save_jurisdiction(deps.storage, &jurisdiction, &record)?;
    Ok(emit(&JurisdictionCreated { jurisdiction, anchor: anchor.into() }))
}

fn known(storage: &dyn Storage, jurisdiction: &str) -> Result<Jurisdiction, ContractError> {
    state::jurisdiction(storage, jurisdiction)?.ok_or_else(|| missing("jurisdiction", jurisdiction))
}

/// The jurisdiction, if the sender is its anchor.
fn anchored(
    storage: &dyn Storage,
    jurisdiction: &str,
    sender: &Addr,
    kind: ExecuteKind,
) -> Result<(), ContractError> {
    match known(storage, jurisdiction)?.anchor == *sender {
        true => Ok(()),
        false => Err(refused(kind)),
    }
}

pub fn propose_anchor(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    jurisdiction: String,
    anchor: Option<String>,
) -> Result<Response, ContractError> {
    state::open(deps.storage, PauseScope::Trust, env.block.time.seconds())?;
    let mut record = known(deps.storage, &jurisdiction)?;
    if record.anchor != info.sender && !owner::is_owner(deps.storage, &info.sender)? {
        return Err(refused(ExecuteKind::ProposeAnchor));
    }
    let proposed = anchor.map(|account| types::address(deps.api, "anchor", &account));
    record.proposed = proposed.transpose()?;
    state::save_jurisdiction(deps.storage, &jurisdiction, &record)?;
    Ok(emit(&AnchorProposed {
        jurisdiction,
        anchor: record.proposed.map(String::from),
        by: info.sender.to_string(),
    }))
}

pub fn accept_anchor(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    jurisdiction: String,
) -> Result<Response, ContractError> {
    state::open(deps.storage, PauseScope::Trust, env.block.time.seconds())?;
    let mut record = known(deps.storage, &jurisdiction)?;
    if record.proposed.as_ref() != Some(&info.sender) {
        return Err(refused(ExecuteKind::AcceptAnchor));
    }
    let previous = std::mem::replace(&mut record.anchor, info.sender.clone());
    record.proposed = None;
    state::save_jurisdiction(deps.storage, &jurisdiction, &record)?;
    Ok(emit(&AnchorAccepted {
        jurisdiction,
        anchor: info.sender.to_string(),
        previous: previous.into(),
    }))
}

/// Terms of an accreditation as they come over the wire.
pub struct Terms {
    pub jurisdiction: String,
    pub issuer: String,
    pub schema: String,
    pub max_level: u8,
    pub window: (u64, u64),
}

pub fn accredit(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    terms: Terms,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let kind = ExecuteKind::Accredit;
    state::open(deps.storage, PauseScope::Trust, now)?;
    anchored(deps.storage, &terms.jurisdiction, &info.sender, kind)?;
    let schema = gate::schema("schema", &terms.schema)?;
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let (issuer, _) = active(deps.storage, &registry, &terms.issuer)?;

    let last = last(deps.storage, &terms.jurisdiction, &schema, &issuer)?;
    let last = last.filter(|(_, record)| record.standing != Standing::Revoked);
    let before = last.as_ref().map(|(_, record)| record);
    let record = trust::accredit(before, terms.max_level, terms.window, now)?;
    let accreditation = match last {
        Some((number, _)) => number,
        None => {
            let held = state::accreditations_of(deps.storage, &issuer)?.len();
            if held >= MAX_ACCREDITATIONS {
                return Err(InputError::TooMany {
                    field: "accreditations",
                    max: MAX_ACCREDITATIONS,
                    given: held.saturating_add(1),
                }
                .into());
            }
            let number = state::next_number(deps.storage, Numbered::Accreditation)?;
            let stored = AccreditationTerms {
                jurisdiction: terms.jurisdiction.clone(),
                issuer: issuer.0,
                schema: schema.clone(),
            };
            state::add_accreditation(deps.storage, number, &stored)?;
            number
        }
    };
    state::save_accreditation(deps.storage, accreditation, &record);
    Ok(emit(&Accredited {
        accreditation,
        jurisdiction: terms.jurisdiction,
        issuer: terms.issuer,
        schema,
        max_level: record.max_level,
        valid_from: record.valid_from,
        valid_until: record.valid_until,
    }))
}

/// The last accreditation of an issuer for a schema.
pub(super) fn last(
    storage: &dyn Storage,
    jurisdiction: &str,
    schema: &str,
    issuer: &DidId,
) -> Result<Option<(u32, Accreditation)>, ContractError> {
    let number = state::accreditation_number(storage, jurisdiction, schema, issuer)?;
    let Some(number) = number else {
        return Ok(None);
    };
    Ok(state::accreditation(storage, number)?.map(|record| (number, record)))
}

/// Which accreditation, as it comes over the wire.
pub struct Issuer {
    pub jurisdiction: String,
    pub issuer: String,
    pub schema: String,
}

pub fn suspend_issuer(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    issuer: Issuer,
) -> Result<Response, ContractError> {
    let kind = ExecuteKind::SuspendIssuer;
    let accreditation = stand(deps, env, info, &issuer, kind, Standing::Suspended)?;
    Ok(emit(&IssuerSuspended {
        accreditation,
        jurisdiction: issuer.jurisdiction,
        issuer: issuer.issuer,
        schema: issuer.schema,
    }))
}

pub fn resume_issuer(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    issuer: Issuer,
) -> Result<Response, ContractError> {
    state::open(deps.storage, PauseScope::Trust, env.block.time.seconds())?;
    let kind = ExecuteKind::ResumeIssuer;
    let accreditation = stand(deps, env, info, &issuer, kind, Standing::Good)?;
    Ok(emit(&IssuerResumed {
        accreditation,
        jurisdiction: issuer.jurisdiction,
        issuer: issuer.issuer,
        schema: issuer.schema,
    }))
}

pub fn revoke_issuer(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    issuer: Issuer,
) -> Result<Response, ContractError> {
    let kind = ExecuteKind::RevokeIssuer;
    let accreditation = stand(deps, env, info, &issuer, kind, Standing::Revoked)?;
    Ok(emit(&IssuerRevoked {
        accreditation,
        jurisdiction: issuer.jurisdiction,
        issuer: issuer.issuer,
        schema: issuer.schema,
    }))
}

fn stand(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    which: &Issuer,
    kind: ExecuteKind,
    standing: Standing,
) -> Result<u32, ContractError> {
    anchored(deps.storage, &which.jurisdiction, &info.sender, kind)?;
    gate::schema("schema", &which.schema)?;
    // The issuer's DID may be deactivated: its accreditations are then revoked, and stay so.
    let issuer = state::registry(deps.storage, &env.contract.address)?.id(&which.issuer)?;
    let (number, record) = last(deps.storage, &which.jurisdiction, &which.schema, &issuer)?
        .ok_or_else(|| missing("accreditation of", &which.issuer))?;
    let record = trust::stand(record, standing, number)?;
    state::save_accreditation(deps.storage, number, &record);
    if standing == Standing::Revoked {
        state::release_accreditation(deps.storage, &issuer, number);
    }
    Ok(number)
}

fn abroad(
    storage: &dyn Storage,
    region: &str,
    jurisdiction: &str,
    schema: &str,
) -> Result<RecognitionTerms, ContractError> {
    let region = RegionId::new("region", region)?.as_str().to_string();
    if region == state::config(storage)?.region {
        return Err(ContractError::SameRegion { region });
    }
    Ok(RecognitionTerms {
        region,
        jurisdiction: gate::schema("jurisdiction", jurisdiction)?,
        schema: gate::schema("schema", schema)?,
    })
}

pub fn recognize(
    deps: DepsMut,
    env: &Env,
    region: String,
    jurisdiction: String,
    schema: String,
    max_level: u8,
    max_staleness_seconds: u64,
) -> Result<Response, ContractError> {
    state::open(deps.storage, PauseScope::Trust, env.block.time.seconds())?;
    let terms = abroad(deps.storage, &region, &jurisdiction, &schema)?;
    let range = (1, MAX_STALENESS_SECONDS);
    let record = Recognition {
        active: true,
        max_level: trust::level("max_level", max_level)?,
        max_staleness_seconds: types::within(
            "max_staleness_seconds",
            max_staleness_seconds,
            range,
        )?,
    };
    let recognition = match state::recognition_number(deps.storage, &terms)? {
        Some(number) => number,
        None => {
            let number = state::next_number(deps.storage, Numbered::Recognition)?;
            state::add_recognition(deps.storage, number, &terms)?;
            number
        }
    };
    state::save_recognition(deps.storage, recognition, &record);
    Ok(emit(&Recognized {
        recognition,
        region: terms.region,
        jurisdiction: terms.jurisdiction,
        schema: terms.schema,
        max_level,
        max_staleness_seconds,
    }))
}

pub fn unrecognize(
    deps: DepsMut,
    region: String,
    jurisdiction: String,
    schema: String,
) -> Result<Response, ContractError> {
    let terms = abroad(deps.storage, &region, &jurisdiction, &schema)?;
    let number = state::recognition_number(deps.storage, &terms)?;
    let record = match number {
        Some(number) => state::recognition(deps.storage, number)?.map(|record| (number, record)),
        None => None,
    };
    let Some((recognition, mut record)) = record.filter(|(_, record)| record.active) else {
        return Err(ContractError::NotRecognized {
            region: terms.region,
            jurisdiction: terms.jurisdiction,
            schema: terms.schema,
        });
    };
    record.active = false;
    state::save_recognition(deps.storage, recognition, &record);
    let event = Unrecognized {
        recognition,
        region: terms.region,
        jurisdiction: terms.jurisdiction,
        schema: terms.schema,
    };
    Ok(emit(&event))
}
