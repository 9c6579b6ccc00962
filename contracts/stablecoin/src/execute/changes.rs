//! Changes of the rules: `schedule_change`, `apply_change`, `cancel_change`, `set_change_delay`,
//! `renounce_feature`.
//!
//! A message that sets a rule asks [`instant`] before it acts. [`apply`] calls the same function
//! without asking.

use cosmwasm_std::{to_json_string, Storage};
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::Caller;
use isthmus_api::stablecoin::{
    events, Change, Feature, PendingChange, Role, MAX_CHANGE_DELAY_SECONDS, MAX_PENDING_CHANGES,
    PARTY_CANCEL, PARTY_CHANGE,
};
use isthmus_kit::{owner, roles, unauthorized};

use super::reserves::show_policy;
use super::{compliance, emit, escrow, fee, name_of, policy, reserves, supply, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::changes::{check_window, loosens, same_rule, window};
use crate::state::{self, AccountId};

/// `schedule_change`.
pub fn schedule(ctx: &mut Ctx, change: Change) -> Outcome {
    let (now, sender) = (ctx.now(), &ctx.info.sender);
    let may = match change {
        Change::SetComplianceMode { .. } | Change::SetPolicyContract { .. } => {
            roles::has(ctx.deps.storage, Role::Compliance, sender)
        }
        Change::SetFee { .. } => roles::has(ctx.deps.storage, Role::FeeManager, sender),
        Change::SetCap { .. }
        | Change::SetHolderBurn { .. }
        | Change::SetReservePolicy { .. }
        | Change::UnregisterEscrow { .. }
        | Change::SetChangeDelay { .. } => owner::is_owner(ctx.deps.storage, sender)?,
    };
    if !may {
        return Err(unauthorized(Caller::<Role>::Party(PARTY_CHANGE)).into());
    }
    // What has lapsed makes room.
    let waiting = state::pending_changes(ctx.deps.storage)?;
    let (lapsed, waiting): (Vec<_>, Vec<_>) =
        waiting.into_iter().partition(|waiting| waiting.lapses_at <= now);
    lapsed.iter().for_each(|lapsed| state::remove_change(ctx.deps.storage, lapsed.id));
    if waiting.len() >= MAX_PENDING_CHANGES {
        return Err(ContractError::TooManyChanges { limit: MAX_PENDING_CHANGES });
    }
    let against = present(ctx, &change)?;
    let (ready_at, lapses_at) = window(now, state::change_delay(ctx.deps.storage)?);
    let id = state::next_change_id(ctx.deps.storage)?;
    let event = events::ScheduleChange {
        id,
        change: to_json_string(&change)?,
        against: to_json_string(&against)?,
        ready_at,
        lapses_at,
        by: ctx.by(),
    };
    let by = ctx.info.sender.clone();
    let pending = PendingChange { id, change, against, by, ready_at, lapses_at };
    state::save_change(ctx.deps.storage, &pending)?;
    emit(event)
}

/// `apply_change`.
pub fn apply(ctx: &mut Ctx, id: u64) -> Outcome {
    let pending = load(ctx.deps.storage, id)?;
    check_window((pending.ready_at, pending.lapses_at), ctx.now())?;
    if !holds(ctx, &pending) {
        return Err(ContractError::ChangeStale {});
    }
    state::remove_change(ctx.deps.storage, id);
    let applied =
        events::ApplyChange { id, scheduled_by: pending.by.into_string(), by: ctx.by() }.to_event();
    let mut response = match pending.change {
        Change::SetCap { cap } => supply::put_cap(ctx, cap),
        Change::SetHolderBurn { enabled } => supply::put_holder_burn(ctx, enabled),
        Change::SetReservePolicy { policy } => reserves::put_policy(ctx, policy),
        Change::SetComplianceMode { mode } => compliance::put_mode(ctx, mode),
        Change::SetPolicyContract { policy } => policy::put(ctx, policy),
        Change::UnregisterEscrow { account } => escrow::unregister_now(ctx, account),
        Change::SetFee { fee } => fee::put_fee(ctx, fee),
        Change::SetChangeDelay { seconds } => put_delay(ctx, seconds),
    }?;
    response.events.insert(0, applied);
    Ok(response)
}

/// `cancel_change`.
pub fn cancel(ctx: &mut Ctx, id: u64) -> Outcome {
    let (storage, sender) = (&*ctx.deps.storage, &ctx.info.sender);
    let pending = load(storage, id)?;
    let may = pending.by == *sender
        || owner::is_owner(storage, sender)?
        || [Role::Pauser, Role::Guardian].iter().any(|role| roles::has(storage, *role, sender))
        || pending.lapses_at <= ctx.now()
        || !holds(ctx, &pending);
    if !may {
        return Err(unauthorized(Caller::<Role>::Party(PARTY_CANCEL)).into());
    }
    state::remove_change(ctx.deps.storage, id);
    emit(events::CancelChange { id, scheduled_by: pending.by.into_string(), by: ctx.by() })
}

/// `set_change_delay`.
pub fn set_delay(ctx: &mut Ctx, seconds: u64) -> Outcome {
    instant(ctx, &Change::SetChangeDelay { seconds })?;
    put_delay(ctx, seconds)
}

fn put_delay(ctx: &mut Ctx, seconds: u64) -> Outcome {
    let previous = state::change_delay(ctx.deps.storage)?;
    initialize(ctx.deps.storage, seconds)?;
    emit(events::SetChangeDelay { previous, seconds, by: ctx.by() })
}

/// Sets the delay, at instantiate too.
pub fn initialize(storage: &mut dyn Storage, seconds: u64) -> Result<(), ContractError> {
    if seconds > MAX_CHANGE_DELAY_SECONDS {
        return Err(ContractError::ChangeDelay { max: MAX_CHANGE_DELAY_SECONDS, given: seconds });
    }
    Ok(state::save_change_delay(storage, seconds)?)
}

/// `renounce_feature`.
pub fn renounce_feature(ctx: &mut Ctx, feature: Feature) -> Outcome {
    available(ctx.deps.storage, feature)?;
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

/// Fails if the change loosens something and so has to wait.
pub fn instant(ctx: &Ctx, change: &Change) -> Result<(), ContractError> {
    let seconds = state::change_delay(ctx.deps.storage)?;
    if seconds > 0 && loosens(&present(ctx, change)?, change) {
        return Err(ContractError::ChangeMustWait { seconds });
    }
    Ok(())
}

/// Fails if the power was given up.
pub fn available(storage: &dyn Storage, feature: Feature) -> Result<(), ContractError> {
    if state::renounced(storage)?.contains(&feature) {
        return Err(ContractError::FeatureRenounced { feature: feature.into() });
    }
    Ok(())
}

/// Whether all is still as it was when the change was scheduled.
fn holds(ctx: &Ctx, pending: &PendingChange) -> bool {
    present(ctx, &pending.change).is_ok_and(|present| same_rule(&present, &pending.against))
}

/// The change of the same kind that would alter nothing now.
fn present(ctx: &Ctx, change: &Change) -> Result<Change, ContractError> {
    let storage = &*ctx.deps.storage;
    let supply = || Ok::<_, ContractError>(state::load_issuance(storage)?.supply);
    Ok(match change {
        Change::SetCap { .. } => Change::SetCap { cap: supply()?.cap.map(Into::into) },
        Change::SetHolderBurn { .. } => Change::SetHolderBurn { enabled: !supply()?.burn_off },
        Change::SetComplianceMode { .. } => {
            Change::SetComplianceMode { mode: state::load_switches(storage)?.mode }
        }
        Change::SetPolicyContract { .. } => Change::SetPolicyContract {
            policy: state::may_load_policy_contract(storage, ctx.deps.api)?,
        },
        Change::SetReservePolicy { .. } => Change::SetReservePolicy {
            policy: state::load_reserve(storage)?.policy.map(show_policy),
        },
        Change::UnregisterEscrow { account } => {
            let id = AccountId::checked(ctx.deps.api, "account", account)?;
            if !state::load_account(storage, &id)?.escrow {
                return Err(ContractError::NotEscrow {});
            }
            Change::UnregisterEscrow { account: account.clone() }
        }
        Change::SetFee { .. } => {
            let terms = state::load_switches(storage)?.fee;
            let fee = terms.map(|terms| fee::show_terms(ctx.deps.api, &terms)).transpose()?;
            Change::SetFee { fee }
        }
        Change::SetChangeDelay { .. } => {
            Change::SetChangeDelay { seconds: state::change_delay(storage)? }
        }
    })
}

fn load(storage: &dyn Storage, id: u64) -> Result<PendingChange, ContractError> {
    state::may_load_change(storage, id)?.ok_or(ContractError::NoChange { id })
}
