//! Setting up the registry of one region.

use cosmwasm_std::{DepsMut, MessageInfo};
use isthmus_api::identity::events::Instantiated;
use isthmus_api::identity::InstantiateMsg;
use isthmus_api::types::{self, RegionId};
use isthmus_kit::{emit, owner, roles, AccessError};

use crate::execute::Outcome;
use crate::model::did::chain_reference;
use crate::state::{self, Config};
use crate::{NAME, VERSION};

/// Writes the whole first state. Calls and queries nobody: addresses may be predicted ones.
pub fn instantiate(deps: DepsMut, info: &MessageInfo, msg: InstantiateMsg) -> Outcome {
    if !info.funds.is_empty() {
        let given = info.funds.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        return Err(AccessError::FundsNotAccepted { given }.into());
    }
    cw2::set_contract_version(deps.storage, NAME, VERSION)?;
    if let Some(owner) = &msg.owner {
        types::address(deps.api, "owner", owner)?;
    }
    owner::initialize(deps.storage, deps.api, msg.owner.as_deref(), msg.owner_delay_seconds)?;
    let config = Config {
        region: RegionId::new("region", &msg.region)?,
        chain_reference: chain_reference(&msg.chain_reference)?,
        bridge: types::address(deps.api, "bridge", &msg.bridge)?,
    };
    state::save_config(deps.storage, &config)?;
    for grant in msg.roles.unwrap_or_default() {
        let account = types::address(deps.api, "roles", &grant.account)?;
        roles::grant(deps.storage, grant.role, &account)?;
    }
    emit(Instantiated {
        region: config.region,
        chain_reference: config.chain_reference,
        bridge: config.bridge.into(),
        owner: msg.owner,
    })
}
