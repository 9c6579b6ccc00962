//! Passes, offers of passes, and whether a pass is enough.

use cosmwasm_std::{CanonicalAddr, Deps, Env, HexBinary, StdError};
use isthmus_api::gate::{self, Pass, Policy, Source, Verdict};
use isthmus_api::identity::{
    OfferResponse, OffersResponse, PassOrigin, PassResponse, PassesResponse, StatusEntry,
};
use isthmus_api::packet::AttestedStatus;
use isthmus_api::types::{self, page, SchemaId};

use super::Answer;
use crate::error::ContractError;
use crate::state;

fn canonical(deps: Deps, field: &'static str, account: &str) -> Answer<CanonicalAddr> {
    let account = types::address(deps.api, field, account)?;
    Ok(deps.api.addr_canonicalize(account.as_str())?)
}

/// The same rule that other contracts apply by raw reads, over this contract's own storage.
pub fn is_authorized(deps: Deps, env: &Env, subject: &str, policy: &Policy) -> Answer<Verdict> {
    let subject = canonical(deps, "subject", subject)?;
    let now = env.block.time.seconds();
    Ok(gate::judge(policy, &subject, now, |key| Ok(deps.storage.get(&key)))?)
}

pub fn pass(deps: Deps, env: &Env, account: &str, schema: &str) -> Answer<PassResponse> {
    let account = canonical(deps, "account", account)?;
    let schema = SchemaId::new("schema", schema)?;
    let pass = state::load_pass(deps.storage, &account, &schema)?
        .ok_or_else(|| ContractError::not_found("pass for", &schema))?;
    pass_response(deps, env, schema, pass)
}

pub fn passes(deps: Deps, env: &Env, account: &str) -> Answer<PassesResponse> {
    let account = canonical(deps, "account", account)?;
    let held = state::passes_of(deps.storage, &account)?;
    let shown = held.into_iter().map(|held| pass_response(deps, env, held.schema, held.pass));
    Ok(PassesResponse { passes: shown.collect::<Answer<_>>()? })
}

/// What the gate's record only points to.
struct Ground {
    origin: PassOrigin,
    issuer: String,
    jurisdiction: String,
    digest: HexBinary,
    status_entry: Option<StatusEntry>,
    status: Option<AttestedStatus>,
    as_of: u64,
}

fn pass_response(deps: Deps, env: &Env, schema: SchemaId, pass: Pass) -> Answer<PassResponse> {
    let ground = load_ground(deps, env, &pass.source)?;
    Ok(PassResponse {
        schema: schema.into(),
        origin: ground.origin,
        issuer: ground.issuer,
        jurisdiction: ground.jurisdiction,
        digest: ground.digest,
        level: pass.level,
        country: country_text(&pass)?,
        valid_from: pass.valid_from,
        expires_at: pass.expires_at,
        closed: pass.closed,
        status_entry: ground.status_entry,
        status: ground.status,
        as_of: ground.as_of,
    })
}

fn load_ground(deps: Deps, env: &Env, source: &Source) -> Answer<Ground> {
    match source {
        Source::Home { accreditation, list, index, digest } => {
            let registry = state::load_registry(deps.storage, &env.contract.address)?;
            let terms = state::load_accreditation_terms(deps.storage, *accreditation)?;
            let issuer = String::from(registry.did(&terms.issuer)?);
            let jurisdiction = String::from(terms.jurisdiction);
            Ok(Ground {
                origin: PassOrigin::Home {
                    jurisdiction: jurisdiction.clone(),
                    issuer: issuer.clone(),
                },
                issuer,
                jurisdiction,
                digest: HexBinary::from(*digest),
                status_entry: Some(StatusEntry { list: *list, index: *index }),
                status: state::load_status(deps.storage, *list, *index),
                as_of: env.block.time.seconds(),
            })
        }
        Source::Abroad { mirror, as_of, status, .. } => {
            let known = state::load_mirror(deps.storage, *mirror)?;
            let said = known.attestation;
            Ok(Ground {
                origin: PassOrigin::Abroad { region: known.region.into(), subject: said.subject },
                issuer: said.issuer.into(),
                jurisdiction: said.jurisdiction.into(),
                digest: said.digest,
                status_entry: None,
                status: Some(*status),
                as_of: *as_of,
            })
        }
    }
}

pub fn offers(
    deps: Deps,
    env: &Env,
    account: &str,
    schema: &str,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> Answer<OffersResponse> {
    let account = canonical(deps, "account", account)?;
    let schema = SchemaId::new("schema", schema)?;
    let registry = state::load_registry(deps.storage, &env.contract.address)?;
    let open = state::offers_to(deps.storage, &account, &schema, start_after, page(limit))?;
    let shown = open.into_iter().map(|offer| {
        let terms = state::load_accreditation_terms(deps.storage, offer.accreditation)?;
        Ok(OfferResponse {
            accreditation: offer.accreditation,
            jurisdiction: terms.jurisdiction.into(),
            issuer: registry.did(&terms.issuer)?.into(),
            digest: HexBinary::from(offer.digest),
            level: offer.pass.level,
            country: country_text(&offer.pass)?,
            valid_from: offer.pass.valid_from,
            expires_at: offer.pass.expires_at,
            status_entry: StatusEntry { list: offer.list, index: offer.index },
        })
    });
    Ok(OffersResponse { offers: shown.collect::<Answer<_>>()? })
}

fn country_text(pass: &Pass) -> Answer<String> {
    Ok(String::from_utf8(pass.country.to_vec()).map_err(StdError::from)?)
}
