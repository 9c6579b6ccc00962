//! Accounts and what they hold.

use cosmwasm_std::{Deps, Env};
use cw20::{AllAccountsResponse, BalanceResponse, Cw20Coin};
use isthmus_api::stablecoin::{AccountResponse, AllBalancesResponse};
use isthmus_api::types::{self, page};

use super::{checked_cursor, Answer};
use crate::state::{self, AccountId};

/// `balance`.
pub fn balance(deps: Deps, address: &str) -> Answer<BalanceResponse> {
    let id = AccountId::checked(deps.api, "address", address)?;
    let balance = state::load_account(deps.storage, &id)?.balance.into();
    Ok(BalanceResponse { balance })
}

/// `all_accounts`.
pub fn all_accounts(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<AllAccountsResponse> {
    let start = checked_cursor(deps, start_after)?;
    let accounts = state::list_holders(deps.storage, start.as_ref(), page(limit))?
        .iter()
        .map(|(id, _)| Ok(id.address(deps.api)?.into()))
        .collect::<Answer<_>>()?;
    Ok(AllAccountsResponse { accounts })
}

/// `all_balances`.
pub fn all_balances(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<AllBalancesResponse> {
    let start = checked_cursor(deps, start_after)?;
    let balances = state::list_holders(deps.storage, start.as_ref(), page(limit))?
        .iter()
        .map(|(id, balance)| {
            let (address, amount) = (id.address(deps.api)?.into(), (*balance).into());
            Ok(Cw20Coin { address, amount })
        })
        .collect::<Answer<_>>()?;
    Ok(AllBalancesResponse { balances })
}

/// `account`.
pub fn account(deps: Deps, env: &Env, address: &str) -> Answer<AccountResponse> {
    let now = env.block.time.seconds();
    let id = AccountId::checked(deps.api, "address", address)?;
    let account = state::load_account(deps.storage, &id)?;
    let address = types::address(deps.api, "address", address)?;
    // The account's own record says whether they are on; these say why.
    let freeze = match account.frozen(now) {
        None => None,
        Some(_) => state::may_load_freeze(deps.storage, &address)?,
    };
    let hold = match account.held(now) {
        None => None,
        Some(_) => state::may_load_hold(deps.storage, &address)?,
    };
    Ok(AccountResponse {
        balance: account.balance.into(),
        spendable: account.spendable(now).into(),
        locked: account.locked.into(),
        freeze,
        hold,
        escrow: account.escrow,
        own: account.own.into(),
        status: account.status,
    })
}
