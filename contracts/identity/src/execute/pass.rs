//! Passes: offered by an issuer, accepted and given up by their holder.

use cosmwasm_std::{Addr, DepsMut, Env, HexBinary, MessageInfo, Response, Storage};
use isthmus_api::gate::{self, Pass, Reason, Source};
use isthmus_api::identity::events::{PassAccepted, PassDropped, PassIssued};
use isthmus_api::identity::{ExecuteKind, PassOrigin, PauseScope, MAX_PASSES};
use isthmus_api::packet::AttestedStatus;
use isthmus_api::types::{self, InputError, RegionId};

use super::{controlled, emit, missing, refused, trust as trusted};
use crate::error::ContractError;
use crate::model::{attest, trust};
use crate::state::{self, Offer};

/// An offer as it comes over the wire.
pub struct Issue {
    pub jurisdiction: String,
    pub issuer: String,
    pub schema: String,
    pub account: String,
    pub offer: Offer,
}

pub fn issue(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    issue: Issue,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    state::open(deps.storage, PauseScope::Pass, now)?;
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let kind = ExecuteKind::IssuePass;
    let (issuer, _) = controlled(deps.storage, &registry, &issue.issuer, &info.sender, kind)?;
    gate::schema("jurisdiction", &issue.jurisdiction)?;
    let schema = gate::schema("schema", &issue.schema)?;
    let account = types::address(deps.api, "account", &issue.account)?;
    let offer = issue.offer;
    types::hash("digest", &offer.digest)?;
    gate::country("country", &offer.country)?;
    trust::level("level", offer.level)?;

    let reason = Reason::NotAccredited;
    let (accreditation, terms) =
        trusted::last(deps.storage, &issue.jurisdiction, &schema, &issuer)?
            .ok_or(ContractError::NotAccredited { reason })?;
    let not_accredited = |reason| ContractError::NotAccredited { reason };
    terms.check(now).map_err(not_accredited)?;
    if offer.level > terms.max_level {
        return Err(ContractError::LevelAbove { max: terms.max_level, given: offer.level });
    }
    trust::window(offer.valid_from, offer.expires_at, now, terms.valid_until)?;

    let (list, index) = (offer.list, offer.index);
    let record = state::list(deps.storage, list)?
        .ok_or_else(|| missing("status list", &list.to_string()))?;
    if record.issuer != issuer.0 {
        return Err(refused(kind));
    }
    record.index(index)?;
    if state::is_bound(deps.storage, list, index) {
        return Err(ContractError::IndexTaken { list, index });
    }
    good(state::status(deps.storage, list, index))?;
    state::bind_index(deps.storage, list, index);
    state::save_offer(deps.storage, &account, &schema, accreditation, &offer)?;
    Ok(emit(&PassIssued {
        account: account.into(),
        schema,
        accreditation,
        digest: offer.digest.to_hex(),
        level: offer.level,
        expires_at: offer.expires_at,
    }))
}

/// A status that lets a pass be issued or accepted.
fn good(status: Option<AttestedStatus>) -> Result<(), ContractError> {
    let reason = match status {
        Some(AttestedStatus::Valid) => return Ok(()),
        Some(AttestedStatus::Suspended) => Reason::Suspended,
        Some(AttestedStatus::Revoked) => Reason::Revoked,
        None => Reason::StatusUnknown,
    };
    Err(ContractError::PassNotValid { reason })
}

pub fn accept(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    schema: String,
    origin: PassOrigin,
    digest: HexBinary,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    state::open(deps.storage, PauseScope::Pass, now)?;
    let schema = gate::schema("schema", &schema)?;
    let account = deps.api.addr_canonicalize(info.sender.as_str())?;
    let (pass, region) = match origin {
        PassOrigin::Home { jurisdiction, issuer } => {
            gate::schema("jurisdiction", &jurisdiction)?;
            let issuer = state::registry(deps.storage, &env.contract.address)?.id(&issuer)?;
            let number =
                state::accreditation_number(deps.storage, &jurisdiction, &schema, &issuer)?;
            let number = number.ok_or_else(|| refused(ExecuteKind::AcceptPass))?;
            let pass = offered(deps.storage, &info.sender, &schema, number, &digest, now)?;
            state::remove_offer(deps.storage, &info.sender, &schema, number);
            (pass, None)
        }
        PassOrigin::Abroad { region, subject } => {
            RegionId::new("region", &region)?;
            let between = ((&info.sender, schema.as_str()), (region.as_str(), subject.as_str()));
            let (number, mirror) = state::mirror(deps.storage, between)?
                .ok_or_else(|| refused(ExecuteKind::AcceptPass))?;
            same_digest(&mirror.attestation.digest, &digest)?;
            good(Some(mirror.attestation.status))?;
            (attest::pass_of(number, &mirror, false)?, Some(region))
        }
    };
    if now >= pass.expires_at {
        let reason = Reason::Expired;
        return Err(ContractError::PassNotValid { reason });
    }
    if state::pass(deps.storage, &account, &schema)?.is_none() {
        let held = state::passes_of(deps.storage, &account)?.len();
        if held >= MAX_PASSES {
            return Err(InputError::TooMany {
                field: "passes",
                max: MAX_PASSES,
                given: held.saturating_add(1),
            }
            .into());
        }
    }
    state::save_pass(deps.storage, &account, &schema, &pass)?;
    Ok(emit(&PassAccepted {
        account: info.sender.to_string(),
        schema,
        digest: digest.to_hex(),
        region,
    }))
}

/// The offer as the gate's record.
fn offered(
    storage: &dyn Storage,
    account: &Addr,
    schema: &str,
    accreditation: u32,
    digest: &HexBinary,
    now: u64,
) -> Result<Pass, ContractError> {
    let offer = state::offer(storage, account, schema, accreditation)?
        .ok_or_else(|| refused(ExecuteKind::AcceptPass))?;
    same_digest(&offer.digest, digest)?;
    let terms = state::accreditation(storage, accreditation)?;
    let reason = match terms {
        Some(terms) => terms.check(now).err(),
        None => Some(Reason::NotAccredited),
    };
    if let Some(reason) = reason {
        return Err(ContractError::NotAccredited { reason });
    }
    good(state::status(storage, offer.list, offer.index))?;
    Ok(Pass {
        closed: false,
        level: offer.level,
        country: gate::country("country", &offer.country)?,
        valid_from: offer.valid_from,
        expires_at: offer.expires_at,
        source: Source::Home {
            accreditation,
            list: offer.list,
            index: offer.index,
            digest: types::hash("digest", &offer.digest)?,
        },
    })
}

/// The holder accepts what it has seen, not what the offer has become since.
fn same_digest(offered: &HexBinary, seen: &HexBinary) -> Result<(), ContractError> {
    if offered == seen {
        return Ok(());
    }
    Err(ContractError::DigestMismatch { offered: offered.to_hex() })
}

/// The record stays, closed, so that a refresh can tell other regions.
pub fn drop(deps: DepsMut, info: &MessageInfo, schema: String) -> Result<Response, ContractError> {
    let schema = gate::schema("schema", &schema)?;
    let account = deps.api.addr_canonicalize(info.sender.as_str())?;
    let mut pass = state::pass(deps.storage, &account, &schema)?
        .filter(|pass| !pass.closed)
        .ok_or_else(|| refused(ExecuteKind::DropPass))?;
    pass.closed = true;
    state::save_pass(deps.storage, &account, &schema, &pass)?;
    Ok(emit(&PassDropped { account: info.sender.to_string(), schema }))
}
