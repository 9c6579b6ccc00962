//! What new deals may be made in and what their parties must prove, at once or after the delay.

use isthmus_api::escrow::events::{AssetSet, PolicySet};
use isthmus_api::gate::Policy;
use isthmus_api::types::Asset;
use isthmus_kit::{emit, Ctx};

use crate::error::Outcome;
use crate::model::asset::{asset_text, check_asset};
use crate::state;

/// Allows new deals in an asset, or no longer does.
pub fn put_asset(ctx: &mut Ctx, asset: Asset, allowed: bool) -> Outcome {
    let asset = check_asset(ctx.deps.api, &asset)?;
    if allowed {
        state::allow_asset(ctx.deps.storage, &asset)?;
    } else {
        state::disallow_asset(ctx.deps.storage, &asset);
    }
    emit(AssetSet { asset: asset_text(&asset), allowed })
}

/// Sets what a party must prove.
pub fn put_policy(ctx: &mut Ctx, policy: Option<Policy>) -> Outcome {
    if let Some(policy) = &policy {
        policy.check()?;
    }
    let mut config = state::load_config(ctx.deps.storage)?;
    config.policy = policy.clone();
    state::save_config(ctx.deps.storage, &config)?;
    emit(PolicySet {
        min_level: policy.as_ref().map(|policy| policy.min_level),
        schema: policy.map(|policy| policy.schema),
    })
}
