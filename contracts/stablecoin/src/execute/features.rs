//! Powers given up for good: `renounce_feature`.

use cosmwasm_std::Storage;
use isthmus_api::stablecoin::{events, Change, Feature};
use isthmus_kit::admin;

use super::{emit, name_of, Admin, Ctx, Outcome};
use crate::error::ContractError;
use crate::state;

/// `renounce_feature`. What waits to use the power could never be applied, and is dropped.
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
    let dropped = admin::overtake::<Admin>(ctx, &rule_of(feature))?;
    let told: Outcome = emit(events::RenounceFeature { feature: name_of(feature), by: ctx.by() });
    Ok(told?.add_events(dropped))
}

/// The rule that the power changes, named by one of its changes.
fn rule_of(feature: Feature) -> Change {
    match feature {
        Feature::RaiseCap => Change::SetCap { cap: None },
        Feature::HolderBurnSwitch => Change::SetHolderBurn { enabled: true },
        Feature::Fee => Change::SetFee { fee: None },
        Feature::PolicyContract => Change::SetPolicyContract { policy: None },
    }
}

/// Fails if the power was given up.
pub fn ensure_not_renounced(storage: &dyn Storage, feature: Feature) -> Result<(), ContractError> {
    if state::load_renounced(storage)?.contains(&feature) {
        return Err(ContractError::FeatureRenounced { feature: feature.into() });
    }
    Ok(())
}
