//! Passes across regions: what is told, and what is taken.

use cosmwasm_std::{Addr, Api, DepsMut, Env, MessageInfo, Response, Storage, WasmMsg};
use isthmus_api::bridge;
use isthmus_api::gate::{self, Source};
use isthmus_api::identity::events::{AttestationReceived, PassShared};
use isthmus_api::identity::{ExecuteKind, PauseScope};
use isthmus_api::packet::{Attestation, AttestedStatus};
use isthmus_api::types::{self, RegionId};

use super::{emit, missing, refused};
use crate::error::ContractError;
use crate::model::attest::{self, Home, Mirror, Parties};
use crate::model::did::{DidId, Registry};
use crate::model::trust::RecognitionTerms;
use crate::state::{self, Numbered};

/// The first word comes from the holder alone: it names the account abroad.
pub fn share(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    schema: String,
    region: String,
    account: String,
) -> Result<Response, ContractError> {
    let schema = gate::schema("schema", &schema)?;
    let region = RegionId::new("region", &region)?.as_str().to_string();
    if region == state::config(deps.storage)?.region {
        return Err(ContractError::SameRegion { region });
    }
    // Only the other region knows its addresses: a wrong one comes back as an error acknowledgement.
    types::text("account", &account, (1, 128), "a-z and 0-9", |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit()
    })?;
    let canonical = deps.api.addr_canonicalize(info.sender.as_str())?;
    let pass = state::pass(deps.storage, &canonical, &schema)?
        .ok_or_else(|| refused(ExecuteKind::SharePass))?;
    if matches!(pass.source, Source::Abroad { .. }) {
        return Err(ContractError::PassFromAbroad);
    }
    tell(deps, env, &info.sender, schema, region, account)
}

/// Every later word may come from anyone, because it is the registry that speaks.
pub fn refresh(
    deps: DepsMut,
    env: &Env,
    subject: String,
    schema: String,
    region: String,
    account: String,
) -> Result<Response, ContractError> {
    let subject = types::address(deps.api, "subject", &subject)?;
    gate::schema("schema", &schema)?;
    RegionId::new("region", &region)?;
    let between = ((&subject, schema.as_str()), (region.as_str(), account.as_str()));
    if state::share(deps.storage, between)?.is_none() {
        return Err(missing("share with", &account));
    }
    tell(deps, env, &subject, schema, region, account)
}

fn tell(
    deps: DepsMut,
    env: &Env,
    subject: &Addr,
    schema: String,
    region: String,
    account: String,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let registry = state::registry(deps.storage, &env.contract.address)?;
    let between = ((subject, schema.as_str()), (region.as_str(), account.as_str()));
    let last = state::share(deps.storage, between)?;
    let parties =
        Parties { subject: subject.to_string(), account: account.clone(), schema: schema.clone() };
    let fresh = current(deps.storage, deps.api, &registry, parties, last.as_ref(), now)?;
    let fresh = fresh.ok_or_else(|| missing("pass for", &schema))?;
    if fresh.status == AttestedStatus::Valid {
        state::open(deps.storage, PauseScope::Share, now)?;
    }
    let attestation = attest::next(last.as_ref(), fresh, now)?;
    state::save_share(deps.storage, between, &attestation)?;
    let version = attestation.version;
    let message = bridge::ExecuteMsg::Attest { region: region.clone(), attestation };
    let message = WasmMsg::Execute {
        contract_addr: state::config(deps.storage)?.bridge.into(),
        msg: cosmwasm_std::to_json_binary(&message)?,
        funds: vec![],
    };
    let event = PassShared { subject: subject.to_string(), schema, region, account, version };
    Ok(emit(&event).add_message(message))
}

/// What can be said now: of the home pass, or, once it is gone, that the last one told is revoked.
pub(crate) fn current(
    storage: &dyn Storage,
    api: &dyn Api,
    registry: &Registry,
    parties: Parties,
    last: Option<&Attestation>,
    now: u64,
) -> Result<Option<Attestation>, ContractError> {
    let holder = api.addr_canonicalize(&parties.subject)?;
    let pass = state::pass(storage, &holder, &parties.schema)?;
    let source = pass.as_ref().map(|pass| (pass, &pass.source));
    let Some((pass, Source::Home { accreditation, list, index, digest })) = source else {
        return Ok(last.map(attest::withdrawn));
    };
    let terms = state::accreditation_terms(storage, *accreditation)?;
    let record = state::accreditation(storage, *accreditation)?
        .ok_or_else(|| missing("accreditation", &accreditation.to_string()))?;
    let home = Home {
        pass,
        digest: *digest,
        accreditation: &record,
        issuer: registry.did(&DidId(terms.issuer)),
        jurisdiction: terms.jurisdiction,
        status: state::status(storage, *list, *index),
    };
    Ok(Some(attest::state_of(parties, &home, now)))
}

/// Takes news. What fails here comes back to the other region as an error acknowledgement.
pub fn receive(
    deps: DepsMut,
    env: &Env,
    region: String,
    attestation: Attestation,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let news = attest::check(attestation, now)?;
    let account = types::address(deps.api, "account", &news.account)?;
    let between = ((&account, news.schema.as_str()), (region.as_str(), news.subject.as_str()));
    let known = state::mirror(deps.storage, between)?;
    let before = known.as_ref().map(|(_, mirror)| mirror);
    let event = |applied| AttestationReceived {
        region: region.clone(),
        subject: news.subject.clone(),
        account: account.to_string(),
        schema: news.schema.clone(),
        version: news.version,
        applied,
    };
    if !attest::replaces(before, &news)? {
        return Ok(emit(&event(false)));
    }
    // A holder must not keep a revoked credential good here by putting another in its place that
    // is refused here.
    let ended = before
        .and_then(|known| attest::superseded(known, &news).map(|ended| (known.recognition, ended)));
    let (recognition, said) = match (admitted(deps.storage, &region, &news, before, now), ended) {
        (Ok(recognition), _) => (recognition, news.clone()),
        (Err(_), Some(ended)) => ended,
        (Err(refused), None) => return Err(refused),
    };
    let number = match &known {
        Some((number, _)) => *number,
        None => state::next_number(deps.storage, Numbered::Mirror)?,
    };
    let mirror = Mirror { region: region.clone(), recognition, attestation: said };
    state::save_mirror(deps.storage, between, number, &mirror)?;

    let holder = deps.api.addr_canonicalize(account.as_str())?;
    if let Some(pass) = state::pass(deps.storage, &holder, &news.schema)? {
        if matches!(pass.source, Source::Abroad { mirror, .. } if mirror == number) {
            let pass = attest::pass_of(number, &mirror, pass.closed)?;
            state::save_pass(deps.storage, &holder, &news.schema, &pass)?;
        }
    }
    Ok(emit(&event(true)))
}

/// Number of the recognition under which the news counts. Good news needs one that holds, and no
/// pause. Bad news about a pass that is known here lands even when the recognition has ended
/// meanwhile, so that a later recognition does not find it good.
fn admitted(
    storage: &dyn Storage,
    region: &str,
    news: &Attestation,
    known: Option<&Mirror>,
    now: u64,
) -> Result<u32, ContractError> {
    let bad = news.status != AttestedStatus::Valid;
    if !bad {
        state::open(storage, PauseScope::Share, now)?;
    }
    let terms = RecognitionTerms {
        region: region.to_string(),
        jurisdiction: news.jurisdiction.clone(),
        schema: news.schema.clone(),
    };
    let number = state::recognition_number(storage, &terms)?;
    let active = match number {
        Some(number) => state::recognition(storage, number)?.is_some_and(|record| record.active),
        None => false,
    };
    match (number, known) {
        (Some(number), _) if active => Ok(number),
        (number, Some(known)) if bad => Ok(number.unwrap_or(known.recognition)),
        _ => Err(ContractError::NotRecognized {
            region: terms.region,
            jurisdiction: terms.jurisdiction,
            schema: terms.schema,
        }),
    }
}
