//! Powers given up for good: `renounce_feature`.

use cosmwasm_std::Storage;
use isthmus_api::stablecoin::{events, Feature};

use super::{emit, name_of, Ctx, Outcome};
use crate::error::ContractError;
use crate::state;

/// `renounce_feature`.
pub fn renounce_feature(ctx: &mut Ctx, feature: Feature) -> Outcome {
    ensure_not_renounced(ctx.deps.storage, feature)?;
    let switches = state::load_switches(ctx.deps.storage)?;
    let in_use = match feature {
        Feature::Fee => switches.fee.is_some(),
        Feature::PolicyContract => switches.policy,
        Feature::RaiseCap | Feature::HolderBurnSwitch => false,
    };
    if in_use {
        return Err(ContractError::FeatureInUse { feature: feature.into() });
    }
    state::renounce(ctx.deps.storage, feature)?;
    emit(events::RenounceFeature { feature: name_of(feature), by: ctx.by() })
}

/// Fails if the power was given up.
pub fn ensure_not_renounced(storage: &dyn Storage, feature: Feature) -> Result<(), ContractError> {
    if state::load_renounced(storage)?.contains(&feature) {
        return Err(ContractError::FeatureRenounced { feature: feature.into() });
    }
    Ok(())
}
