//! What was told to another region, and what is attested from there.

use cosmwasm_std::{Deps, Env};
use isthmus_api::gate::Source;
use isthmus_api::identity::{AttestationResponse, ShareResponse};
use isthmus_api::types::{self, RegionId, SchemaId};

use super::Answer;
use crate::model::share::{attestation_now, is_same, ShareId};
use crate::state;

/// The names of a share; what is no name of an account abroad is the name of none.
fn share_id(
    deps: Deps,
    field: &'static str,
    account: &str,
    schema: &str,
    region: &str,
    account_abroad: &str,
) -> Answer<ShareId> {
    Ok(ShareId {
        account: types::address(deps.api, field, account)?,
        schema: SchemaId::new("schema", schema)?,
        region: RegionId::new("region", region)?,
        account_abroad: account_abroad.to_string(),
    })
}

pub fn attestation(
    deps: Deps,
    account: &str,
    schema: &str,
    region: &str,
    subject: &str,
) -> Answer<AttestationResponse> {
    let share = share_id(deps, "account", account, schema, region, subject)?;
    let Some(known) = state::load_mirror_of(deps.storage, &share)? else {
        return Ok(AttestationResponse { attestation: None, accepted: false });
    };
    let holder = deps.api.addr_canonicalize(share.account.as_str())?;
    let pass = state::load_pass(deps.storage, &holder, &share.schema)?;
    let accepted = pass.is_some_and(
        |pass| matches!(pass.source, Source::Abroad { mirror, .. } if mirror == known.number),
    );
    let attestation = Some(known.mirror.attestation.into());
    Ok(AttestationResponse { attestation, accepted })
}

pub fn share(
    deps: Deps,
    env: &Env,
    subject: &str,
    schema: &str,
    region: &str,
    account: &str,
) -> Answer<ShareResponse> {
    let share = share_id(deps, "subject", subject, schema, region, account)?;
    let Some(last) = state::load_share(deps.storage, &share)? else {
        return Ok(ShareResponse { version: 0, status: None, as_of: None, outdated: false });
    };
    let registry = state::load_registry(deps.storage, &env.contract.address)?;
    let holder = deps.api.addr_canonicalize(share.account.as_str())?;
    let home = state::load_home_pass(deps.storage, &holder, &share.schema)?;
    let now = env.block.time.seconds();
    let fresh = attestation_now(&registry, &share, home.as_ref(), Some(&last), now)?;
    Ok(ShareResponse {
        version: last.version,
        status: Some(last.status),
        as_of: Some(last.as_of),
        outdated: fresh.is_some_and(|fresh| !is_same(&last, &fresh)),
    })
}
