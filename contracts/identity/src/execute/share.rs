//! Telling another region about a pass of this one.

use cosmwasm_std::{to_json_binary, WasmMsg};
use isthmus_api::bridge;
use isthmus_api::gate::Source;
use isthmus_api::identity::events::PassShared;
use isthmus_api::identity::{ExecuteKind, PauseScope};
use isthmus_api::packet::AttestedStatus;
use isthmus_api::types::{self, RegionId, SchemaId};
use isthmus_kit::emit;

use super::did::load_registry;
use super::{Ctx, Outcome};
use crate::error::ContractError;
use crate::model::share::{attestation_now, checked_address_abroad, next_version, ShareId};
use crate::state;

/// The first word comes from the holder alone: it names the account abroad.
pub fn share(ctx: &mut Ctx, schema: String, region: String, account: String) -> Outcome {
    let schema = SchemaId::new("schema", &schema)?;
    let region = RegionId::new("region", &region)?;
    if region == state::load_config(ctx.deps.storage)?.region {
        return Err(ContractError::SameRegion { region });
    }
    let account_abroad = checked_address_abroad("account", &account)?;
    let holder = ctx.deps.api.addr_canonicalize(ctx.info.sender.as_str())?;
    let pass = state::load_pass(ctx.deps.storage, &holder, &schema)?
        .ok_or_else(|| ContractError::unauthorized(ExecuteKind::SharePass))?;
    if matches!(pass.source, Source::Abroad { .. }) {
        return Err(ContractError::PassFromAbroad);
    }
    let account = ctx.info.sender.clone();
    attest(ctx, ShareId { account, schema, region, account_abroad })
}

/// Every later word may come from anyone, because it is the registry that speaks.
pub fn refresh(
    ctx: &mut Ctx,
    subject: String,
    schema: String,
    region: String,
    account: String,
) -> Outcome {
    let share = ShareId {
        account: types::address(ctx.deps.api, "subject", &subject)?,
        schema: SchemaId::new("schema", &schema)?,
        region: RegionId::new("region", &region)?,
        account_abroad: account,
    };
    if state::load_share(ctx.deps.storage, &share)?.is_none() {
        return Err(ContractError::not_found("share with", share.account_abroad));
    }
    attest(ctx, share)
}

/// Has the bridge tell the other region what can be said now.
fn attest(ctx: &mut Ctx, share: ShareId) -> Outcome {
    let now = ctx.now();
    let registry = load_registry(ctx)?;
    let last = state::load_share(ctx.deps.storage, &share)?;
    let holder = ctx.deps.api.addr_canonicalize(share.account.as_str())?;
    let home = state::load_home_pass(ctx.deps.storage, &holder, &share.schema)?;
    let fresh = attestation_now(&registry, &share, home.as_ref(), last.as_ref(), now)?
        .ok_or_else(|| ContractError::not_found("pass for", &share.schema))?;
    if fresh.status == AttestedStatus::Valid {
        state::ensure_not_paused(ctx.deps.storage, PauseScope::Share, now)?;
    }
    let attestation = next_version(last.as_ref(), fresh, now)?;
    state::save_share(ctx.deps.storage, &share, &attestation)?;
    let event = PassShared {
        subject: share.account.into(),
        schema: share.schema,
        region: share.region.clone(),
        account: share.account_abroad,
        version: attestation.version,
    };
    let message = bridge::ExecuteMsg::Attest { region: share.region.into(), attestation };
    let message = WasmMsg::Execute {
        contract_addr: state::load_config(ctx.deps.storage)?.bridge.into(),
        msg: to_json_binary(&message)?,
        funds: vec![],
    };
    Ok(emit::<ContractError>(event)?.add_message(message))
}
