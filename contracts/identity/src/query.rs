//! Questions and answers. Longer than most files here because most answers only turn a stored record
//! into its wire form; the one that decides something is in `isthmus_api::gate`.

use cosmwasm_std::{to_json_binary, Addr, Binary, Deps, Env, StdError};
use isthmus_api::gate::{self, Pass, Policy, Source, Verdict};
use isthmus_api::identity::*;
use isthmus_api::types::{self, page};
use isthmus_kit::{owner, pause, roles};
use serde::Serialize;

use crate::error::ContractError;
use crate::execute::share::current;
use crate::model::attest::{self, Parties};
use crate::model::did::{DidId, Parsed, Registry};
use crate::model::document;
use crate::model::trust::RecognitionTerms;
use crate::state;

type Answer<T> = Result<T, ContractError>;

#[rustfmt::skip]
pub fn answer(deps: Deps, env: &Env, msg: QueryMsg) -> Answer<Binary> {
    use QueryMsg as Q;
    match msg {
        Q::IsAuthorized { subject, policy } => json(is_authorized(deps, env, &subject, &policy)),
        Q::Resolve { did } => json(resolve(deps, env, &did)),
        Q::Account { address } => json(account(deps, env, &address)),
        Q::Jurisdiction { jurisdiction } => json(self::jurisdiction(deps, jurisdiction)),
        Q::Jurisdictions { start_after, limit } => json(jurisdictions(deps, start_after, limit)),
        Q::Accreditation { jurisdiction, issuer, schema } => json(accreditation(deps, env, &jurisdiction, &issuer, &schema)),
        Q::Accreditations { jurisdiction, start_after, limit } => json(accreditations(deps, env, &jurisdiction, start_after, limit)),
        Q::Recognition { region, jurisdiction, schema } => json(recognition(deps, RecognitionTerms { region, jurisdiction, schema })),
        Q::Recognitions { start_after, limit } => json(recognitions(deps, start_after, limit)),
        Q::StatusList { list } => json(status_list(deps, env, list)),
        Q::Status { list, index } => json(status(deps, list, index)),
        Q::StatusChunk { list, chunk } => json(status_chunk(deps, list, chunk)),
        Q::Pass { account, schema } => json(pass(deps, env, &account, schema)),
        Q::Passes { account } => json(passes(deps, env, &account)),
        Q::Offers { account, schema, start_after, limit } => json(offers(deps, env, &account, &schema, start_after, limit)),
        Q::Attestation { account, schema, region, subject } => json(attestation(deps, &account, &schema, &region, &subject)),
        Q::Share { subject, schema, region, account } => json(share(deps, env, &subject, schema, &region, account)),
        Q::Config {} => json(config(deps, env)),
        Q::Ownership {} => json(ownership(deps)),
        Q::ContractInfo {} => json(Ok(cw2::get_contract_version(deps.storage)?)),
        Q::RoleMembers { role, start_after, limit } => json(role_members(deps, role, start_after, limit)),
    }
}

fn json<T: Serialize>(answer: Answer<T>) -> Answer<Binary> {
    Ok(to_json_binary(&answer?)?)
}

fn missing(what: &'static str, id: &str) -> ContractError {
    let id = types::printable(id);
    ContractError::NotFound { what, id }
}

fn is_authorized(deps: Deps, env: &Env, subject: &str, policy: &Policy) -> Answer<Verdict> {
    let subject = types::address(deps.api, "subject", subject)?;
    let subject = deps.api.addr_canonicalize(subject.as_str())?;
    let now = env.block.time.seconds();
    let verdict = gate::judge(policy, &subject, now, |key| Ok(deps.storage.get(&key)))?;
    Ok(verdict)
}

fn registry(deps: Deps, env: &Env) -> Answer<Registry> {
    Ok(state::registry(deps.storage, &env.contract.address)?)
}

fn resolve(deps: Deps, env: &Env, did: &str) -> Answer<ResolutionResult> {
    let registry = registry(deps, env)?;
    let id = match registry.parse(did) {
        Parsed::Here(id) => id,
        Parsed::Elsewhere => return Ok(document::unresolved("notFound")),
        Parsed::Invalid => return Ok(document::unresolved("invalidDid")),
    };
    let Some(record) = state::did(deps.storage, &id)? else {
        return Ok(document::unresolved("notFound"));
    };
    let accounts = state::accounts_of(deps.storage, &id)?;
    let accepted = accounts.into_iter().filter(|(_, accepted)| *accepted);
    let accounts: Vec<Addr> = accepted.map(|(account, _)| account).collect();
    Ok(document::resolved(&registry, &id, &record, &accounts))
}

fn account(deps: Deps, env: &Env, address: &str) -> Answer<AccountResponse> {
    let address = types::address(deps.api, "address", address)?;
    let did = state::did_of(deps.storage, &address)?;
    let registry = registry(deps, env)?;
    Ok(AccountResponse { address: address.into(), did: did.map(|id| registry.did(&id)) })
}

fn jurisdiction(deps: Deps, jurisdiction: String) -> Answer<JurisdictionResponse> {
    let record = state::jurisdiction(deps.storage, &jurisdiction)?
        .ok_or_else(|| missing("jurisdiction", &jurisdiction))?;
    Ok(shown(jurisdiction, record))
}

fn shown(name: String, record: crate::model::trust::Jurisdiction) -> JurisdictionResponse {
    JurisdictionResponse {
        jurisdiction: name,
        anchor: record.anchor.into(),
        proposed_anchor: record.proposed.map(String::from),
    }
}

fn jurisdictions(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<JurisdictionsResponse> {
    let found = state::jurisdictions(deps.storage, start_after.as_deref(), page(limit))?;
    let jurisdictions = found.into_iter().map(|(name, record)| shown(name, record));
    Ok(JurisdictionsResponse { jurisdictions: jurisdictions.collect() })
}

fn accreditation(
    deps: Deps,
    env: &Env,
    jurisdiction: &str,
    issuer: &str,
    schema: &str,
) -> Answer<AccreditationResponse> {
    let id = registry(deps, env)?.id(issuer)?;
    let number = state::accreditation_number(deps.storage, jurisdiction, schema, &id)?
        .ok_or_else(|| missing("accreditation of", issuer))?;
    numbered_accreditation(deps, env, number)
}

fn numbered_accreditation(deps: Deps, env: &Env, number: u32) -> Answer<AccreditationResponse> {
    let terms = state::accreditation_terms(deps.storage, number)?;
    let record = state::accreditation(deps.storage, number)?
        .ok_or_else(|| missing("accreditation", &number.to_string()))?;
    Ok(AccreditationResponse {
        number,
        jurisdiction: terms.jurisdiction,
        issuer: registry(deps, env)?.did(&DidId(terms.issuer)),
        schema: terms.schema,
        max_level: record.max_level,
        valid_from: record.valid_from,
        valid_until: record.valid_until,
        standing: match record.standing {
            gate::Standing::Good => Standing::Good,
            gate::Standing::Suspended => Standing::Suspended,
            gate::Standing::Revoked => Standing::Revoked,
        },
    })
}

fn accreditations(
    deps: Deps,
    env: &Env,
    jurisdiction: &str,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> Answer<AccreditationsResponse> {
    let numbers = state::accreditations_in(deps.storage, jurisdiction, start_after, page(limit))?;
    let found = numbers.into_iter().map(|n| numbered_accreditation(deps, env, n));
    Ok(AccreditationsResponse { accreditations: found.collect::<Answer<_>>()? })
}

fn recognition(deps: Deps, terms: RecognitionTerms) -> Answer<RecognitionResponse> {
    let number = state::recognition_number(deps.storage, &terms)?
        .ok_or_else(|| missing("recognition of", &terms.jurisdiction))?;
    numbered_recognition(deps, number, terms)
}

fn numbered_recognition(
    deps: Deps,
    number: u32,
    terms: RecognitionTerms,
) -> Answer<RecognitionResponse> {
    let record = state::recognition(deps.storage, number)?
        .ok_or_else(|| missing("recognition", &number.to_string()))?;
    Ok(RecognitionResponse {
        number,
        region: terms.region,
        jurisdiction: terms.jurisdiction,
        schema: terms.schema,
        active: record.active,
        max_level: record.max_level,
        max_staleness_seconds: record.max_staleness_seconds,
    })
}

fn recognitions(
    deps: Deps,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> Answer<RecognitionsResponse> {
    let found = state::recognitions(deps.storage, start_after, page(limit))?;
    let found = found.into_iter().map(|(n, terms)| numbered_recognition(deps, n, terms));
    Ok(RecognitionsResponse { recognitions: found.collect::<Answer<_>>()? })
}

fn known_list(deps: Deps, list: u32) -> Answer<crate::model::status::StatusList> {
    state::list(deps.storage, list)?.ok_or_else(|| missing("status list", &list.to_string()))
}

fn status_list(deps: Deps, env: &Env, list: u32) -> Answer<StatusListResponse> {
    let record = known_list(deps, list)?;
    Ok(StatusListResponse {
        list,
        issuer: registry(deps, env)?.did(&DidId(record.issuer)),
        size: record.size,
        epoch: record.epoch,
        updated_at: record.updated_at,
    })
}

fn status(deps: Deps, list: u32, index: u32) -> Answer<StatusResponse> {
    known_list(deps, list)?.index(index)?;
    Ok(StatusResponse { status: state::status(deps.storage, list, index) })
}

fn status_chunk(deps: Deps, list: u32, chunk: u32) -> Answer<StatusChunkResponse> {
    let record = known_list(deps, list)?;
    record.index(chunk.saturating_mul(gate::CHUNK_SLOTS))?;
    Ok(StatusChunkResponse {
        bytes: Binary::from(state::chunk(deps.storage, list, chunk)?),
        epoch: record.epoch,
    })
}

fn pass(deps: Deps, env: &Env, account: &str, schema: String) -> Answer<PassResponse> {
    let account = types::address(deps.api, "account", account)?;
    let canonical = deps.api.addr_canonicalize(account.as_str())?;
    let found = state::pass(deps.storage, &canonical, &schema)?
        .ok_or_else(|| missing("pass for", &schema))?;
    describe(deps, env, schema, found)
}

fn passes(deps: Deps, env: &Env, account: &str) -> Answer<PassesResponse> {
    let account = types::address(deps.api, "account", account)?;
    let canonical = deps.api.addr_canonicalize(account.as_str())?;
    let found = state::passes_of(deps.storage, &canonical)?;
    let found = found.into_iter().map(|(schema, pass)| describe(deps, env, schema, pass));
    Ok(PassesResponse { passes: found.collect::<Answer<_>>()? })
}

/// Adds to the gate's record what it only points to.
fn describe(deps: Deps, env: &Env, schema: String, pass: Pass) -> Answer<PassResponse> {
    let country = String::from_utf8(pass.country.to_vec()).map_err(StdError::from)?;
    let shared = PassResponse {
        schema,
        origin: PassOrigin::Abroad { region: String::new(), subject: String::new() },
        issuer: String::new(),
        jurisdiction: String::new(),
        digest: Default::default(),
        level: pass.level,
        country,
        valid_from: pass.valid_from,
        expires_at: pass.expires_at,
        closed: pass.closed,
        status_entry: None,
        status: None,
        as_of: env.block.time.seconds(),
    };
    match pass.source {
        Source::Home { accreditation, list, index, digest } => {
            let terms = state::accreditation_terms(deps.storage, accreditation)?;
            let issuer = registry(deps, env)?.did(&DidId(terms.issuer));
            Ok(PassResponse {
                origin: PassOrigin::Home {
                    jurisdiction: terms.jurisdiction.clone(),
                    issuer: issuer.clone(),
                },
                issuer,
                jurisdiction: terms.jurisdiction,
                digest: digest.into(),
                status_entry: Some(StatusEntry { list, index }),
                status: state::status(deps.storage, list, index),
                ..shared
            })
        }
        Source::Abroad { mirror, as_of, status, .. } => {
            let known = state::mirror_by_number(deps.storage, mirror)?;
            Ok(PassResponse {
                origin: PassOrigin::Abroad {
                    region: known.region,
                    subject: known.attestation.subject,
                },
                issuer: known.attestation.issuer,
                jurisdiction: known.attestation.jurisdiction,
                digest: known.attestation.digest,
                status: Some(status),
                as_of,
                ..shared
            })
        }
    }
}

fn offers(
    deps: Deps,
    env: &Env,
    account: &str,
    schema: &str,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> Answer<OffersResponse> {
    let account = types::address(deps.api, "account", account)?;
    let registry = registry(deps, env)?;
    let found = state::offers(deps.storage, &account, schema, start_after, page(limit))?;
    let found = found.into_iter().map(|(accreditation, offer)| {
        let terms = state::accreditation_terms(deps.storage, accreditation)?;
        Ok(OfferResponse {
            accreditation,
            jurisdiction: terms.jurisdiction,
            issuer: registry.did(&DidId(terms.issuer)),
            digest: offer.digest,
            level: offer.level,
            country: offer.country,
            valid_from: offer.valid_from,
            expires_at: offer.expires_at,
            status_entry: StatusEntry { list: offer.list, index: offer.index },
        })
    });
    Ok(OffersResponse { offers: found.collect::<Answer<_>>()? })
}

fn attestation(
    deps: Deps,
    account: &str,
    schema: &str,
    region: &str,
    subject: &str,
) -> Answer<AttestationResponse> {
    let account = types::address(deps.api, "account", account)?;
    let known = state::mirror(deps.storage, ((&account, schema), (region, subject)))?;
    let Some((number, mirror)) = known else {
        return Ok(AttestationResponse { attestation: None, accepted: false });
    };
    let canonical = deps.api.addr_canonicalize(account.as_str())?;
    let pass = state::pass(deps.storage, &canonical, schema)?;
    let accepted = pass.is_some_and(
        |pass| matches!(pass.source, Source::Abroad { mirror, .. } if mirror == number),
    );
    Ok(AttestationResponse { attestation: Some(mirror.attestation), accepted })
}

fn share(
    deps: Deps,
    env: &Env,
    subject: &str,
    schema: String,
    region: &str,
    account: String,
) -> Answer<ShareResponse> {
    let subject = types::address(deps.api, "subject", subject)?;
    let between = ((&subject, schema.as_str()), (region, account.as_str()));
    let Some(last) = state::share(deps.storage, between)? else {
        return Ok(ShareResponse { version: 0, status: None, as_of: None, outdated: false });
    };
    let registry = registry(deps, env)?;
    let now = env.block.time.seconds();
    let parties = Parties { subject: subject.to_string(), account, schema };
    let fresh = current(deps.storage, deps.api, &registry, parties, Some(&last), now)?;
    Ok(ShareResponse {
        version: last.version,
        status: Some(last.status),
        as_of: Some(last.as_of),
        outdated: fresh.is_some_and(|fresh| !attest::same(&last, &fresh)),
    })
}

fn config(deps: Deps, env: &Env) -> Answer<ConfigResponse> {
    use PauseScope::{Did, Pass, Share, Trust};
    let config = state::config(deps.storage)?;
    let now = env.block.time.seconds();
    let mut paused = Vec::new();
    for scope in [Did, Trust, Pass, Share] {
        if let Some(until) = pause::until(deps.storage, state::scope(scope), now)? {
            paused.push(PausedScope { scope, until });
        }
    }
    Ok(ConfigResponse {
        region: config.region,
        chain_reference: config.chain_reference,
        bridge: config.bridge.into(),
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        paused,
    })
}

fn ownership(deps: Deps) -> Answer<cw_ownable::Ownership<Addr>> {
    Ok(owner::ownership(deps.storage)?)
}

fn role_members(
    deps: Deps,
    role: Role,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<RoleMembersResponse> {
    let cursor = start_after.map(|account| types::address(deps.api, "start_after", &account));
    let cursor = cursor.transpose()?;
    let members = roles::members(deps.storage, role, cursor.as_ref(), page(limit))?;
    Ok(RoleMembersResponse { members: members.into_iter().map(String::from).collect() })
}
