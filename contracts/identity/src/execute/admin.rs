//! What is this contract's own in the administration that all contracts share.

use cosmwasm_std::Deps;
use isthmus_api::common_change;
use isthmus_api::identity::{Change, PauseScope, Role};
use isthmus_kit::admin::{self, Administration, Duty};

use super::{jurisdiction, recognition, Admin, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::{changes, trust};
use crate::{state, NAME, VERSION};

impl Administration for Admin {
    type Role = Role;
    type Scope = PauseScope;
    type Change = Change;
    type Gathered = ();
    type Error = ContractError;

    const NAME: &'static str = NAME;
    const VERSION: &'static str = VERSION;
    /// What a stolen owner key schedules is stopped by another key.
    const EXCLUSIVE: &'static [&'static [Duty<Role>]] = &[&[Duty::Owner, Duty::Role(Role::Pauser)]];
    const CANCELLERS: &'static [Role] = &[Role::Pauser];

    fn bit(scope: PauseScope) -> u8 {
        state::scope(scope).bit
    }

    fn subject(change: &Change) -> String {
        changes::subject(change)
    }

    fn present(deps: Deps, change: &Change) -> Result<Change, ContractError> {
        let mut present = change.clone();
        match &mut present {
            Change::CreateJurisdiction { jurisdiction, anchor } => {
                jurisdiction::checked_new(deps, jurisdiction, anchor)?;
            }
            Change::ProposeAnchor { jurisdiction, anchor } => {
                *anchor = jurisdiction::proposed_anchor(deps, jurisdiction, anchor.as_deref())?;
            }
            Change::Recognize {
                region,
                jurisdiction,
                schema,
                max_level,
                max_staleness_seconds,
            } => {
                trust::limits(*max_level, *max_staleness_seconds)?;
                let now = recognition::present(deps, region, jurisdiction, schema)?;
                *max_level = now.as_ref().map_or(0, |now| now.max_level);
                *max_staleness_seconds = now.map_or(0, |now| now.max_staleness_seconds);
            }
            common_change!(Change) => {}
        }
        Ok(present)
    }

    fn loosens(now: &Change, change: &Change) -> bool {
        changes::loosens(now, change)
    }

    fn apply(ctx: &mut Ctx, change: Change) -> Outcome {
        match change {
            common_change!(Change) => admin::apply::<Self>(ctx, change),
            Change::CreateJurisdiction { jurisdiction, anchor } => {
                jurisdiction::put_jurisdiction(ctx, &jurisdiction, &anchor)
            }
            Change::ProposeAnchor { jurisdiction, anchor } => {
                jurisdiction::put_proposal(ctx, &jurisdiction, anchor)
            }
            Change::Recognize {
                region,
                jurisdiction,
                schema,
                max_level,
                max_staleness_seconds,
            } => match trust::limits(max_level, max_staleness_seconds)? {
                None => recognition::end_recognition(ctx, &region, &jurisdiction, &schema),
                Some(record) => {
                    recognition::put_recognition(ctx, &region, &jurisdiction, &schema, record)
                }
            },
        }
    }
}
