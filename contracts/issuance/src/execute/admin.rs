//! What is issuance's own in its administration. Nothing here reaches a redemption or its money.

use cosmwasm_std::{Addr, Deps};
use isthmus_api::common_change;
use isthmus_api::issuance::{Change, PauseScope, Role};
use isthmus_api::permission::Caller;
use isthmus_api::types;
use isthmus_kit::admin::{self, Administration, Duty};
use isthmus_kit::Ctx;

use super::{duties, minters, redemption, reserves, Admin, MINT, REDEEM};
use crate::error::Outcome;
use crate::model::minter::Minter;
use crate::model::reserve::Policy;
use crate::model::{changes, duties as rules};
use crate::{state, ContractError, NAME, VERSION};

impl Administration for Admin {
    type Role = Role;
    type Scope = PauseScope;
    type Change = Change;
    type Gathered = ();
    type Error = ContractError;

    const NAME: &'static str = NAME;
    const VERSION: &'static str = VERSION;
    const EXCLUSIVE: &'static [&'static [Duty<Role>]] = rules::EXCLUSIVE;
    const CANCELLERS: &'static [Role] = &[Role::Pauser, Role::Guardian];

    fn bit(scope: PauseScope) -> u8 {
        match scope {
            PauseScope::Mint => MINT.bit,
            PauseScope::Redeem => REDEEM.bit,
        }
    }

    fn ensure_may_have(ctx: &Ctx, role: Role, account: &Addr) -> Result<(), ContractError> {
        duties::ensure_may_have(ctx, role, account)
    }

    fn scheduler(change: &Change) -> Caller<Role> {
        match change {
            Change::SetMinter { .. }
            | Change::SetController { .. }
            | Change::SetMintRecipients { .. } => Caller::Role(Role::MasterMinter),
            _ => Caller::Owner,
        }
    }

    fn subject(change: &Change) -> String {
        match change {
            Change::SetMinter { minter, .. }
            | Change::ResumeMinter { minter }
            | Change::SetMintRecipients { minter, .. } => minter.clone(),
            Change::SetController { controller, .. } => controller.clone(),
            _ => String::new(),
        }
    }

    fn present(deps: Deps, change: &Change) -> Result<Change, ContractError> {
        let storage = deps.storage;
        Ok(match change {
            Change::SetMinter { minter, .. } => {
                let account = types::address(deps.api, "minter", minter)?;
                let terms = state::may_load_minter(storage, &account)?.map(|it| it.terms());
                Change::SetMinter { minter: minter.clone(), terms }
            }
            Change::ResumeMinter { minter } => {
                let (_, record) = load_minter(deps, minter)?;
                minters::ensure_stopped(&record)?;
                change.clone()
            }
            Change::SetController { controller, .. } => {
                let account = types::address(deps.api, "controller", controller)?;
                let minter = state::may_load_controlled(storage, &account)?.map(String::from);
                Change::SetController { controller: controller.clone(), minter }
            }
            Change::SetMintRecipients { minter, .. } => {
                let (account, record) = load_minter(deps, minter)?;
                let list = || state::list_recipients(storage, &account);
                let list = record.restricted.then(list).transpose()?;
                let recipients = list.map(|list| list.into_iter().map(String::from).collect());
                Change::SetMintRecipients { minter: minter.clone(), recipients }
            }
            Change::SetReservePolicy { .. } => {
                let policy = state::load_reserve(storage)?.policy.map(Policy::show);
                Change::SetReservePolicy { policy }
            }
            Change::SetRedemptionPolicy { .. } => {
                let policy = state::may_load_redemption_policy(storage)?;
                Change::SetRedemptionPolicy { policy }
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

    fn apply(ctx: &mut Ctx, change: Change) -> Outcome {
        match change {
            common_change!(Change) => admin::apply::<Self>(ctx, change),
            Change::SetMinter { minter, terms } => minters::put(ctx, minter, terms),
            Change::ResumeMinter { minter } => minters::resume(ctx, minter),
            Change::SetController { controller, minter } => {
                minters::put_controller(ctx, controller, minter)
            }
            Change::SetMintRecipients { minter, recipients } => {
                minters::put_recipients(ctx, minter, recipients)
            }
            Change::SetReservePolicy { policy } => reserves::put_policy(ctx, policy),
            Change::SetRedemptionPolicy { policy } => redemption::put_policy(ctx, policy),
        }
    }
}

/// A minter that a change names.
fn load_minter(deps: Deps, minter: &str) -> Result<(Addr, Minter), ContractError> {
    let account = types::address(deps.api, "minter", minter)?;
    let record = state::may_load_minter(deps.storage, &account)?
        .ok_or_else(|| ContractError::NotMinter { minter: minter.to_string() })?;
    Ok((account, record))
}
