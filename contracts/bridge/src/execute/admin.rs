//! What of administration is the bridge's own: its rules that loosen, and where its pauses stand. The
//! rest is [`isthmus_kit::admin`].

use cosmwasm_std::{Deps, StdResult, Storage};
use isthmus_api::bridge::{Change, PauseScope, Role};
use isthmus_api::common_change;
use isthmus_kit::admin::{self, Administration};
use isthmus_kit::pause::Pauses;
use isthmus_kit::Ctx;

use super::{peers, routes, tokens};
use crate::error::ContractError;
use crate::model::changes;
use crate::model::route::{ATTEST, RECEIVE, SEND};
use crate::{state, Outcome, NAME, VERSION};

/// The administration of a bridge.
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
            PauseScope::Send => SEND.bit,
            PauseScope::Receive => RECEIVE.bit,
            PauseScope::Attest => ATTEST.bit,
        }
    }

    fn load_pauses(storage: &dyn Storage) -> StdResult<Pauses> {
        Ok(state::load_peers(storage)?.pauses)
    }

    fn save_pauses(storage: &mut dyn Storage, pauses: Pauses, now: u64) -> StdResult<()> {
        let mut peers = state::load_peers(storage)?;
        peers.pauses = pauses.without_ended(now);
        state::save_peers(storage, &peers)
    }

    fn subject(change: &Change) -> String {
        changes::subject(change)
    }

    fn loosens(now: &Change, change: &Change) -> bool {
        changes::loosens(now, change)
    }

    fn present(deps: Deps, change: &Change) -> Result<Change, ContractError> {
        match change {
            Change::RegisterPeer { region, connection, remote_port, address_prefix } => {
                peers::check_new(deps, region, connection, remote_port, address_prefix)?;
                Ok(change.clone())
            }
            Change::AbandonPeer { region, reason } => {
                peers::check_abandoned(deps, region, reason)?;
                Ok(change.clone())
            }
            Change::RebindPeer { region, connection, remote_port } => {
                peers::check_rebound(deps, region, connection, remote_port)?;
                Ok(change.clone())
            }
            Change::SetPeerStatus { region, .. } => peers::present_status(deps, region),
            Change::RegisterToken { token, contract, gas_limit } => {
                tokens::present(deps, token, contract, *gas_limit)
            }
            Change::SetRoute { region, token, outbound, inbound, outstanding_cap } => {
                routes::present(deps, region, token, *outbound, *inbound, *outstanding_cap)
            }
            common_change!(Change) => Ok(change.clone()),
        }
    }

    fn apply(ctx: &mut Ctx, change: Change) -> Outcome {
        match change {
            Change::RegisterPeer { region, connection, remote_port, address_prefix } => {
                peers::register(ctx, region, connection, remote_port, address_prefix)
            }
            Change::AbandonPeer { region, reason } => peers::abandon(ctx, region, reason),
            Change::RebindPeer { region, connection, remote_port } => {
                peers::rebind(ctx, region, connection, remote_port)
            }
            Change::SetPeerStatus { region, status } => peers::set_status(ctx, region, status),
            Change::RegisterToken { token, contract, gas_limit } => {
                tokens::register(ctx, token, contract, gas_limit)
            }
            Change::SetRoute { region, token, outbound, inbound, outstanding_cap } => {
                routes::set_route(ctx, region, token, outbound, inbound, outstanding_cap)
            }
            common_change!(Change) => admin::apply::<Self>(ctx, change),
        }
    }
}
