//! The start: nothing is queried, because the other contracts may not exist yet.

use isthmus_api::bridge::events::Instantiated;
use isthmus_api::bridge::InstantiateMsg;
use isthmus_api::types::{address, RegionId};
use isthmus_kit::{emit, owner, roles, Ctx};

use crate::error::ContractError;
use crate::model::peers::Peers;
use crate::state::{self, Config};
use crate::{Outcome, NAME, VERSION};

/// Stores the region, the identity contract, the owner and the first roles.
pub fn instantiate(ctx: &mut Ctx, msg: InstantiateMsg) -> Outcome {
    if !ctx.info.funds.is_empty() {
        let given = ctx.info.funds.iter().map(ToString::to_string).collect::<Vec<_>>();
        return Err(ContractError::FundsNotAccepted { given: given.join(",") });
    }
    let (storage, api) = (&mut *ctx.deps.storage, ctx.deps.api);
    let region = RegionId::new("region", &msg.region)?;
    let config = Config { identity: address(api, "identity", &msg.identity)? };
    if let Some(owner) = &msg.owner {
        address(api, "owner", owner)?;
    }
    cw2::set_contract_version(storage, NAME, VERSION)?;
    owner::initialize(storage, api, msg.owner.as_deref(), msg.owner_delay_seconds)?;
    for grant in msg.roles.unwrap_or_default() {
        let account = address(api, "account", &grant.account)?;
        roles::grant(storage, grant.role, &account)?;
    }
    state::save_peers(storage, &Peers::new(region.clone()))?;
    state::save_config(storage, &config)?;
    emit(Instantiated { region, identity: config.identity.into_string(), owner: msg.owner })
}
