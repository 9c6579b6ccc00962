//! What new deals may be made in and what their parties must prove. What loosens waits.

use isthmus_api::escrow::Change;
use isthmus_api::gate::Policy;
use isthmus_api::types::Asset;
use isthmus_kit::admin::ensure_may_apply_now;
use isthmus_kit::Ctx;

use super::admin::{put_asset, put_policy, Admin};
use crate::error::Outcome;

/// Allows new deals in an asset.
pub fn allow_asset(ctx: &mut Ctx, asset: Asset) -> Outcome {
    set_asset(ctx, asset, true)
}

/// Ends new deals in an asset.
pub fn disallow_asset(ctx: &mut Ctx, asset: Asset) -> Outcome {
    set_asset(ctx, asset, false)
}

fn set_asset(ctx: &mut Ctx, asset: Asset, allowed: bool) -> Outcome {
    ensure_may_apply_now::<Admin>(ctx, &Change::SetAsset { asset: asset.clone(), allowed })?;
    put_asset(ctx, asset, allowed)
}

/// Sets what a party must prove.
pub fn set_policy(ctx: &mut Ctx, policy: Option<Policy>) -> Outcome {
    ensure_may_apply_now::<Admin>(ctx, &Change::SetPolicy { policy: policy.clone() })?;
    put_policy(ctx, policy)
}
