//! What is the token's own in its administration; the rest is kit's.

use cosmwasm_std::{Addr, Deps, StdResult, Storage};
use isthmus_api::common_change;
use isthmus_api::permission::Caller;
use isthmus_api::stablecoin::{Change, PauseScope, Role};
use isthmus_kit::admin::{self, Administration, Duty};
use isthmus_kit::pause::Pauses;

use super::ledger::Gathered;
use super::{
    compliance, duties, escrow, fee, minter, policy, regional, supply, Admin, Ctx, Outcome,
};
use crate::error::ContractError;
use crate::model::{changes, roles};
use crate::state::{self, AccountId, Region};

impl Administration for Admin {
    type Role = Role;
    type Scope = PauseScope;
    type Change = Change;
    type Gathered = Gathered;
    type Error = ContractError;

    const NAME: &'static str = crate::NAME;
    const VERSION: &'static str = crate::VERSION;
    const EXCLUSIVE: &'static [&'static [Duty<Role>]] = roles::EXCLUSIVE;
    const CANCELLERS: &'static [Role] = &[Role::Pauser, Role::Guardian];

    fn bit(scope: PauseScope) -> u8 {
        state::scope(scope).bit
    }

    fn load_pauses(storage: &dyn Storage) -> StdResult<Pauses> {
        state::load_pauses(storage)
    }

    fn save_pauses(storage: &mut dyn Storage, pauses: Pauses, now: u64) -> StdResult<()> {
        state::save_pauses(storage, &pauses, now)
    }

    /// Only a migration pauses without an end, so nothing more is read to know of it.
    fn ensure_may_unpause(pauses: &Pauses) -> Result<(), ContractError> {
        if pauses.stopped() {
            return Err(ContractError::MigrationUnderWay {});
        }
        Ok(())
    }

    fn ensure_may_have(ctx: &Ctx, role: Role, account: &Addr) -> Result<(), ContractError> {
        duties::ensure_may_have(ctx.deps.as_ref(), Duty::Role(role), account)
    }

    fn scheduler(change: &Change) -> Caller<Role> {
        match change {
            Change::SetComplianceMode { .. } | Change::SetPolicyContract { .. } => {
                Caller::Role(Role::Compliance)
            }
            Change::SetFee { .. } => Caller::Role(Role::FeeManager),
            _ => Caller::Owner,
        }
    }

    fn subject(change: &Change) -> String {
        match change {
            Change::RegisterEscrow { account } | Change::UnregisterEscrow { account } => {
                account.clone()
            }
            _ => String::new(),
        }
    }

    fn present(deps: Deps, change: &Change) -> Result<Change, ContractError> {
        let storage = deps.storage;
        let supply = || Ok::<_, ContractError>(state::load_issuance(storage)?.supply);
        Ok(match change {
            Change::SetCap { .. } => Change::SetCap { cap: supply()?.cap.map(Into::into) },
            Change::SetHolderBurn { .. } => Change::SetHolderBurn { enabled: !supply()?.burn_off },
            Change::SetComplianceMode { .. } => {
                Change::SetComplianceMode { mode: state::load_switches(storage)?.mode }
            }
            Change::SetPolicyContract { .. } => {
                let policy = state::may_load_policy_contract(storage, deps.api)?;
                Change::SetPolicyContract { policy }
            }
            // Time alone changes nothing that a plan is made for, so it is not asked.
            Change::SetMinter { .. } => {
                let minter = state::load_minting(storage, deps.api, 0)?.terms();
                Change::SetMinter { minter }
            }
            Change::RegisterEscrow { account } => {
                if is_escrow(deps, account)? {
                    return Err(ContractError::AlreadyEscrow {});
                }
                change.clone()
            }
            Change::UnregisterEscrow { account } => {
                if !is_escrow(deps, account)? {
                    return Err(ContractError::NotEscrow {});
                }
                change.clone()
            }
            Change::SetBridge { .. } => {
                let bridge = load_region(storage)?.bridge.into_string();
                Change::SetBridge { bridge }
            }
            Change::SetIdentity { .. } => {
                let identity = load_region(storage)?.identity.map(String::from);
                Change::SetIdentity { identity }
            }
            Change::SetFee { fee: asked } => {
                asked.as_ref().map(|fee| fee::checked_terms(deps, fee)).transpose()?;
                let fee = state::load_switches(storage)?.fee;
                let fee = fee.map(|fee| fee::show_terms(deps.api, &fee)).transpose()?;
                Change::SetFee { fee }
            }
            common_change!(Change) => change.clone(),
        })
    }

    fn loosens(now: &Change, change: &Change) -> bool {
        changes::loosens(now, change)
    }

    fn is_same_rule(one: &Change, other: &Change) -> bool {
        changes::is_same_rule(one, other)
    }

    fn still_holds(present: &Change, against: &Change) -> bool {
        changes::still_holds(present, against)
    }

    fn apply(ctx: &mut Ctx, change: Change) -> Outcome {
        match change {
            common_change!(Change) => admin::apply::<Self>(ctx, change),
            Change::SetCap { cap } => supply::put_cap(ctx, cap),
            Change::SetHolderBurn { enabled } => supply::put_holder_burn(ctx, enabled),
            Change::SetMinter { minter } => minter::put(ctx, minter),
            Change::SetComplianceMode { mode } => compliance::put_mode(ctx, mode),
            Change::SetPolicyContract { policy } => policy::put(ctx, policy),
            Change::RegisterEscrow { account } => escrow::put_escrow(ctx, account),
            Change::UnregisterEscrow { account } => escrow::unregister(ctx, account),
            Change::SetBridge { bridge } => regional::put_bridge(ctx, bridge),
            Change::SetIdentity { identity } => regional::put_identity(ctx, identity),
            Change::SetFee { fee } => fee::put_fee(ctx, fee),
        }
    }
}

fn load_region(storage: &dyn Storage) -> Result<Region, ContractError> {
    state::may_load_region(storage)?.ok_or(ContractError::NoRegion {})
}

fn is_escrow(deps: Deps, account: &str) -> Result<bool, ContractError> {
    let id = AccountId::checked(deps.api, "account", account)?;
    Ok(state::load_account(deps.storage, &id)?.escrow)
}
