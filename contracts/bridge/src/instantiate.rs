//! The start: nothing is queried, because the other contracts may not exist yet.

use cosmwasm_std::Response;
use isthmus_api::bridge::events::Instantiated;
use isthmus_api::bridge::InstantiateMsg;
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{address, RegionId};
use isthmus_kit::admin::{self, First};
use isthmus_kit::Ctx;

use crate::execute::admin::Admin;
use crate::model::peers::Peers;
use crate::state::{self, Config};
use crate::Outcome;

/// Stores the region, the identity contract, the owner and the first roles.
pub fn instantiate(ctx: &mut Ctx, msg: InstantiateMsg) -> Outcome {
    let first = First {
        owner: msg.owner.clone(),
        owner_delay_seconds: msg.owner_delay_seconds,
        roles: msg.roles,
        change_delay_seconds: msg.change_delay_seconds,
    };
    let granted = admin::instantiate::<Admin>(&mut ctx.deps, &ctx.info, first)?;
    let region = RegionId::new("region", &msg.region)?;
    let config = Config { identity: address(ctx.deps.api, "identity", &msg.identity)? };
    state::save_peers(ctx.deps.storage, &Peers::new(region.clone()))?;
    state::save_config(ctx.deps.storage, &config)?;
    let identity = config.identity.into_string();
    let event = Instantiated { region, identity, owner: msg.owner };
    Ok(Response::new().add_event(event.to_event()).add_events(granted))
}
