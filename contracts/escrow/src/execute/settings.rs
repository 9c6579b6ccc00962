//! What new deals may be made in and what their parties must prove.

use isthmus_api::escrow::events::{AssetSet, PolicySet};
use isthmus_api::gate::Policy;
use isthmus_api::types::Asset;
use isthmus_kit::{emit, Ctx};

use crate::error::Outcome;
use crate::model::asset::{asset_text, check_asset};
use crate::state;

/// Allows new deals in an asset.
pub fn allow_asset(ctx: &mut Ctx, asset: Asset) -> Outcome {
    let asset = check_asset(ctx.deps.api, &asset)?;
    state::allow_asset(ctx.deps.storage, &asset)?;
    emit(AssetSet { asset: asset_text(&asset), allowed: true })
}

/// Ends new deals in an asset.
pub fn disallow_asset(ctx: &mut Ctx, asset: Asset) -> Outcome {
    let asset = check_asset(ctx.deps.api, &asset)?;
    state::disallow_asset(ctx.deps.storage, &asset);
    emit(AssetSet { asset: asset_text(&asset), allowed: false })
}

/// Sets what a party must prove.
pub fn set_policy(ctx: &mut Ctx, policy: Option<Policy>) -> Outcome {
    if let Some(policy) = &policy {
        policy.check()?;
    }
    let mut config = state::load_config(ctx.deps.storage)?;
    config.policy = policy;
    state::save_config(ctx.deps.storage, &config)?;
    let policy = config.policy;
    emit(PolicySet {
        min_level: policy.as_ref().map(|policy| policy.min_level),
        schema: policy.map(|policy| policy.schema),
    })
}
