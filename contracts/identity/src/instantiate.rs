//! Setting up the registry of one region.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use isthmus_api::event::TypedEvent;
use isthmus_api::identity::events::Instantiated;
use isthmus_api::identity::InstantiateMsg;
use isthmus_api::types::{self, RegionId};
use isthmus_kit::admin::{self, First};

use crate::execute::{Admin, Outcome};
use crate::model::did::chain_reference;
use crate::state::{self, Config};

/// Writes the whole first state. Calls and queries nobody: addresses may be predicted ones.
pub fn instantiate(mut deps: DepsMut, info: &MessageInfo, msg: InstantiateMsg) -> Outcome {
    let first = First {
        owner: msg.owner.clone(),
        owner_delay_seconds: msg.owner_delay_seconds,
        roles: msg.roles,
        change_delay_seconds: msg.change_delay_seconds,
    };
    let granted = admin::instantiate::<Admin>(&mut deps, info, first)?;
    let config = Config {
        region: RegionId::new("region", &msg.region)?,
        chain_reference: chain_reference(&msg.chain_reference)?,
        bridge: types::address(deps.api, "bridge", &msg.bridge)?,
    };
    state::save_config(deps.storage, &config)?;
    let event = Instantiated {
        region: config.region,
        chain_reference: config.chain_reference,
        bridge: config.bridge.into(),
        owner: msg.owner,
    };
    Ok(Response::new().add_event(event.to_event()).add_events(granted))
}
