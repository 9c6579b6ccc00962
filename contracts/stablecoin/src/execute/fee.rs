//! The fee on top of payments: `set_fee`. The ledger takes it.

use cosmwasm_std::{Api, Deps};
use isthmus_api::stablecoin::{events, Feature, FeeConfig};

use super::{emit, features, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::fee::Rate;
use crate::state::{self, AccountId, FeeTerms};

/// `set_fee`, at once or after its delay.
pub fn put_fee(ctx: &mut Ctx, fee: Option<FeeConfig>) -> Outcome {
    let terms = fee.as_ref().map(|fee| checked_terms(ctx.deps.as_ref(), fee)).transpose()?;
    let stored = state::load_switches(ctx.deps.storage)?.fee;
    let previous = stored.map(|terms| show_terms(ctx.deps.api, &terms)).transpose()?;
    state::save_fee(ctx.deps.storage, terms)?;
    let parts = |fee: Option<FeeConfig>| match fee {
        None => (None, None, None),
        Some(fee) => (Some(fee.bps), Some(fee.max_fee), Some(fee.collector)),
    };
    let (previous_bps, previous_max_fee, previous_collector) = parts(previous);
    let (bps, max_fee, collector) = parts(fee);
    emit(events::SetFee {
        previous_bps,
        previous_max_fee,
        previous_collector,
        bps,
        max_fee,
        collector,
        by: ctx.by(),
    })
}

/// Checks a fee that is to be set.
pub fn checked_terms(deps: Deps, fee: &FeeConfig) -> Result<FeeTerms, ContractError> {
    features::ensure_not_renounced(deps.storage, Feature::Fee)?;
    let decimals = state::load_token(deps.storage)?.decimals;
    let rate = Rate::checked(fee.bps, fee.max_fee.u128(), decimals)?;
    let collector = AccountId::checked(deps.api, "collector", &fee.collector)?;
    // What an escrow has is other people's: its income would be nobody's.
    if state::load_account(deps.storage, &collector)?.escrow {
        return Err(ContractError::EscrowCollector {});
    }
    Ok(FeeTerms { rate, collector })
}

/// The fee as messages and answers have it.
pub fn show_terms(api: &dyn Api, terms: &FeeTerms) -> Result<FeeConfig, ContractError> {
    let collector = terms.collector.address(api)?.into_string();
    Ok(FeeConfig { bps: terms.rate.bps, max_fee: terms.rate.max.into(), collector })
}
