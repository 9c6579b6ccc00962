//! Who may create tokens.

use cosmwasm_std::{Deps, Env, Uint128};
use isthmus_api::stablecoin::{
    ControllerInfo, ControllersResponse, MintRecipientsResponse, MinterInfo, MintersResponse,
};
use isthmus_api::types::page;

use super::{checked_address_cursor, checked_cursor, Answer};
use crate::model::minter::Minter;
use crate::state::{self, AccountId};

fn show_minter(minter: String, record: &Minter, env: &Env) -> MinterInfo {
    MinterInfo {
        minter,
        allowance: record.allowance.map(Uint128::new),
        frozen: record.frozen,
        rate_limit: record.rate.map(|rate| rate.now(env.block.time.seconds()).state()),
        restricted: record.restricted,
    }
}

/// `minter_info`.
pub fn minter_info(deps: Deps, env: &Env, minter: String) -> Answer<Option<MinterInfo>> {
    let id = AccountId::checked(deps.api, "minter", &minter)?;
    let record = state::may_load_minter(deps.storage, &id, env.block.time.seconds())?;
    Ok(record.map(|record| show_minter(minter, &record, env)))
}

/// `minters`.
pub fn minters(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<MintersResponse> {
    let (start, now) = (checked_cursor(deps, start_after)?, env.block.time.seconds());
    let minters = state::list_minters(deps.storage, start.as_ref(), page(limit), now)?
        .into_iter()
        .map(|(id, record)| Ok(show_minter(id.address(deps.api)?.into(), &record, env)))
        .collect::<Answer<_>>()?;
    Ok(MintersResponse { minters })
}

/// `controllers`.
pub fn controllers(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<ControllersResponse> {
    let start = checked_address_cursor(deps, start_after)?;
    let controllers = state::list_controllers(deps.storage, start.as_ref(), page(limit))?
        .into_iter()
        .map(|(controller, minter)| ControllerInfo { controller, minter })
        .collect();
    Ok(ControllersResponse { controllers })
}

/// `mint_recipients`.
pub fn mint_recipients(
    deps: Deps,
    minter: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<MintRecipientsResponse> {
    let minter = AccountId::checked(deps.api, "minter", minter)?;
    let start = checked_cursor(deps, start_after)?;
    let recipients = state::list_recipients(deps.storage, &minter, start.as_ref(), page(limit))?
        .iter()
        .map(|id| Ok(id.address(deps.api)?))
        .collect::<Answer<_>>()?;
    Ok(MintRecipientsResponse { recipients })
}
