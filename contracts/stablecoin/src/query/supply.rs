//! The supply and who adds to it.

use cosmwasm_std::{Deps, Env, Uint128};
use isthmus_api::stablecoin::{MinterInfo, SupplyResponse};

use super::Answer;
use crate::state::{self, Minting};

/// `supply`.
pub fn supply(deps: Deps) -> Answer<SupplyResponse> {
    let supply = state::load_issuance(deps.storage)?.supply;
    Ok(SupplyResponse {
        total: supply.total.into(),
        abroad: supply.abroad.into(),
        cap: supply.cap.map(Uint128::new),
        headroom: supply.headroom().map(Uint128::new),
        holder_burn: !supply.burn_off,
        home: !supply.foreign,
    })
}

/// `minter_info`.
pub fn minter_info(deps: Deps, env: &Env) -> Answer<Option<MinterInfo>> {
    let now = env.block.time.seconds();
    let Minting { account, minter } = state::load_minting(deps.storage, deps.api, now)?;
    Ok(account.map(|account| MinterInfo {
        minter: account.address.into_string(),
        allowance: minter.allowance.map(Uint128::new),
        frozen: minter.frozen,
        rate_limit: minter.rate.map(|rate| rate.now(now).state()),
    }))
}
