//! The start: nothing is queried, because the other contracts may not exist yet.

use cosmwasm_std::{DepsMut, MessageInfo, Response};
use isthmus_api::bridge::events::Instantiated;
use isthmus_api::bridge::InstantiateMsg;
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{address, RegionId};
use isthmus_kit::{owner, roles};

use crate::contract::{CONTRACT_NAME, CONTRACT_VERSION};
use crate::error::ContractError;
use crate::state::{self, Config};

/// Stores the region, the identity contract, the owner and the first roles.
pub fn instantiate(
    deps: DepsMut,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    if !info.funds.is_empty() {
        let given = info.funds.iter().map(ToString::to_string).collect::<Vec<_>>();
        return Err(ContractError::FundsNotAccepted { given: given.join(",") });
    }
    let region = RegionId::new("region", &msg.region)?.as_str().to_string();
    let config = Config { identity: address(deps.api, "identity", &msg.identity)? };
    if let Some(owner) = &msg.owner {
        address(deps.api, "owner", owner)?;
    }
    cw2::set_contract_version(deps.storage, CONTRACT_NAME, CONTRACT_VERSION)?;
    owner::initialize(deps.storage, deps.api, msg.owner.as_deref(), msg.owner_delay_seconds)?;
    for grant in msg.roles.unwrap_or_default() {
        let account = address(deps.api, "account", &grant.account)?;
        roles::grant(deps.storage, grant.role, &account)?;
    }
    state::initialize(deps.storage, &region, &config)?;
    let event = Instantiated { region, identity: config.identity.to_string(), owner: msg.owner };
    Ok(Response::new().add_event(event.to_event()))
}
