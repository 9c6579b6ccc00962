//! What is the escrow's own in its administration. Nothing here reaches a deal or its money.

use cosmwasm_std::Deps;
use isthmus_api::common_change;
use isthmus_api::escrow::{Change, PauseScope, Role};
use isthmus_api::types::Asset;
use isthmus_kit::admin::{self, Administration};
use isthmus_kit::pause::Scope;
use isthmus_kit::Ctx;

use super::settings;
use crate::error::Outcome;
use crate::model::asset::{check_asset, wire_asset};
use crate::model::policy::asks_less;
use crate::{state, ContractError, NAME, VERSION};

/// The one thing that can be paused: `propose`.
pub const NEW_DEALS: Scope = Scope { bit: 0, name: "new_deals" };

/// The escrow's administration.
pub struct Admin;

impl Administration for Admin {
    type Role = Role;
    type Scope = PauseScope;
    type Change = Change;
    type Gathered = ();
    type Error = ContractError;

    const NAME: &'static str = NAME;
    const VERSION: &'static str = VERSION;
    const CANCELLERS: &'static [Role] = &[Role::Pauser];

    fn bit(scope: PauseScope) -> u8 {
        match scope {
            PauseScope::NewDeals => NEW_DEALS.bit,
        }
    }

    fn subject(change: &Change) -> String {
        match change {
            Change::SetAsset { asset: Asset::Native(denom), .. } => format!("native:{denom}"),
            Change::SetAsset { asset: Asset::Cw20(token), .. } => format!("cw20:{token}"),
            Change::SetPolicy { .. } | common_change!(Change) => String::new(),
        }
    }

    fn present(deps: Deps, change: &Change) -> Result<Change, ContractError> {
        Ok(match change {
            Change::SetAsset { asset, .. } => {
                let asset = check_asset(deps.api, asset)?;
                let allowed = state::is_asset_allowed(deps.storage, &asset);
                Change::SetAsset { asset: wire_asset(&asset), allowed }
            }
            Change::SetPolicy { .. } => {
                Change::SetPolicy { policy: state::load_config(deps.storage)?.policy }
            }
            common_change!(Change) => change.clone(),
        })
    }

    fn loosens(now: &Change, change: &Change) -> bool {
        match (now, change) {
            (Change::SetAsset { allowed: now, .. }, Change::SetAsset { allowed, .. }) => {
                *allowed && !now
            }
            (Change::SetPolicy { policy: now }, Change::SetPolicy { policy }) => {
                asks_less(now.as_ref(), policy.as_ref())
            }
            _ => true,
        }
    }

    fn apply(ctx: &mut Ctx, change: Change) -> Outcome {
        match change {
            common_change!(Change) => admin::apply::<Self>(ctx, change),
            Change::SetAsset { asset, allowed } => settings::put_asset(ctx, asset, allowed),
            Change::SetPolicy { policy } => settings::put_policy(ctx, policy),
        }
    }
}
