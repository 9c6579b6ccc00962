//! Who may create tokens.

use cosmwasm_std::{Deps, Env};
use isthmus_api::issuance::{
    ControllerInfo, ControllersResponse, MintRecipientsResponse, MinterResponse, MintersResponse,
};
use isthmus_api::types::{address, page};

use super::{cursor, Answer};
use crate::model::minter::Minter;
use crate::{state, ContractError};

fn show(minter: String, record: &Minter, env: &Env) -> MinterResponse {
    MinterResponse {
        minter,
        allowance: record.allowance.into(),
        ceiling: record.ceiling.into(),
        rate_limit: record.rate.map(|rate| rate.now(env.block.time.seconds()).state()),
        restricted: record.restricted,
        stopped: record.stopped,
    }
}

/// `minter_info`.
pub fn minter_info(deps: Deps, env: &Env, minter: String) -> Answer<Option<MinterResponse>> {
    let account = address(deps.api, "minter", &minter)?;
    let record = state::may_load_minter(deps.storage, &account)?;
    Ok(record.map(|record| show(minter, &record, env)))
}

/// `minters`.
pub fn minters(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<MintersResponse> {
    let after = cursor(deps, start_after)?;
    let minters = state::list_minters(deps.storage, after.as_ref(), page(limit))?;
    let show = |(account, record): (_, Minter)| show(String::from(account), &record, env);
    Ok(MintersResponse { minters: minters.into_iter().map(show).collect() })
}

/// `controllers`.
pub fn controllers(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<ControllersResponse> {
    let after = cursor(deps, start_after)?;
    let controllers = state::list_controllers(deps.storage, after.as_ref(), page(limit))?
        .into_iter()
        .map(|(controller, minter)| ControllerInfo { controller, minter })
        .collect();
    Ok(ControllersResponse { controllers })
}

/// `mint_recipients`.
pub fn mint_recipients(deps: Deps, minter: String) -> Answer<MintRecipientsResponse> {
    let account = address(deps.api, "minter", &minter)?;
    let record = state::may_load_minter(deps.storage, &account)?;
    let record = record.ok_or(ContractError::NotMinter { minter })?;
    let list = || state::list_recipients(deps.storage, &account);
    Ok(MintRecipientsResponse { recipients: record.restricted.then(list).transpose()? })
}
