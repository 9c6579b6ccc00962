//! Taking over the state of cw20-base, page by page: `continue_migration`, and what the migrate
//! message does of it.
//!
//! The supply grows with each page, so that at every step the balances add up to it. All scopes are
//! paused without an end; what is never paused finds an account or a grant either moved or not there.

use cosmwasm_std::{Api, DepsMut, Env, Event, Storage, Uint128};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, ComplianceMode, FromCw20, MigrationStatus, BY_CHAIN, MAX_FIRST_PAGE, MAX_MIGRATION_PAGE,
};
use isthmus_api::types::{self, printable};

use super::admin::stop;
use super::ledger::{move_tokens, Movement};
use super::policy::Asks;
use super::{emit_all, Ctx, Outcome};
use crate::cache::Cache;
use crate::error::ContractError;
use crate::instantiate::found;
use crate::model::marketing::check_logo;
use crate::model::migration::{check_accepted, check_sum, done};
use crate::model::movement::Kind;
use crate::state::{self, AccountId, Token};

type Told = Result<Vec<Event>, ContractError>;

/// `continue_migration`.
pub fn proceed(ctx: &mut Ctx, limit: u32) -> Outcome {
    let migration = under_way(ctx.deps.storage)?;
    check_sum(&migration)?;
    let by = ctx.by();
    emit_all(page(ctx.deps.storage, ctx.deps.api, &ctx.env, migration, limit, by)?)
}

/// Begins: writes what a token begins with, pauses everything, and moves the first page if it is asked
/// for. A logo that this contract would refuse is dropped.
pub fn begin(mut deps: DepsMut, env: &Env, terms: FromCw20) -> Told {
    let limit = terms.limit.map(|limit| types::within("limit", limit, (1, MAX_FIRST_PAGE)));
    let (old, limit) = (state::take_cw20_token(deps.storage)?, limit.transpose()?);
    let token = Token { name: old.name, symbol: old.symbol, decimals: old.decimals };
    let (minter, cap) = old.mint.map(|mint| (mint.minter, mint.cap)).unzip();
    // In another spelling it is the same account (E3); one that is none mints nothing.
    let minter = minter.map(|minter| minter.to_ascii_lowercase());
    let minter = minter.filter(|minter| AccountId::checked(deps.api, "minter", minter).is_ok());
    let strict = terms.compliance_mode.is_some_and(|mode| mode != ComplianceMode::Open);
    let mut told = found(&mut deps, token, (minter, cap.flatten()), &[], terms, BY_CHAIN)?;
    let storage = deps.storage;
    if strict {
        // Nobody looked at the parties of the grants that are carried over.
        state::count_restriction(storage)?;
    }
    state::issuance(storage)?.supply.at_home()?;
    if state::logo(storage).is_ok_and(|logo| check_logo(&logo).is_err()) {
        state::remove_logo(storage);
        let info = state::may_load_marketing(storage)?.unwrap_or_default();
        state::save_marketing(storage, &cw20::MarketingInfoResponse { logo: None, ..info })?;
    }
    told.push(stop(storage, env.block.time.seconds(), true)?);
    let migration = MigrationStatus { supply: old.total_supply, ..MigrationStatus::default() };
    match limit {
        None => state::save_migration(storage, &migration),
        Some(limit) => {
            told.extend(page(storage, deps.api, env, migration, limit, BY_CHAIN.to_string())?)
        }
    }
    Ok(told)
}

/// Ends a migration whose balances add up to another sum than the supply told: the sum is what there
/// is, and it is the supply already.
pub fn accept(storage: &mut dyn Storage, env: &Env, sum: Uint128) -> Told {
    let migration = under_way(storage)?;
    check_accepted(&migration, sum.u128())?;
    end(storage, env, &migration, (0, 0), BY_CHAIN.to_string())
}

fn under_way(storage: &dyn Storage) -> Result<MigrationStatus, ContractError> {
    state::may_load_migration(storage)?.ok_or(ContractError::NoMigration {})
}

/// Moves up to `limit` records.
fn page(
    storage: &mut dyn Storage,
    api: &dyn Api,
    env: &Env,
    before: MigrationStatus,
    limit: u32,
    by: String,
) -> Told {
    let limit = types::within("limit", limit, (1, MAX_MIGRATION_PAGE))?;
    let room = usize::try_from(limit).unwrap_or_default();
    let balances = state::take_cw20_balances(storage, room)?;
    let room = room.saturating_sub(balances.len());
    let grants = state::take_cw20_allowances(storage, room)?;
    let room = room.saturating_sub(grants.len());
    let room = room.saturating_sub(state::take_cw20_orphans(storage, room));
    let counted = (count(&balances), count(&grants));

    let (mut moved, mut told) = (before.moved.u128(), Vec::new());
    let mut cache = Cache::new(storage);
    for (given, amount) in balances.into_iter().filter(|(_, amount)| !amount.is_zero()) {
        let (left, right) = (moved, amount.u128());
        moved = left.checked_add(right).ok_or(ContractError::Overflow { left, right })?;
        // An account under another spelling is the same account (E3).
        let mut account = given.to_ascii_lowercase();
        let to = match AccountId::checked(api, "account", &account) {
            Ok(id) => id,
            Err(_) => {
                told.push(events::SetAside { given: printable(&given), amount }.to_event());
                account = env.contract.address.to_string();
                AccountId::of(api, &env.contract.address)?
            }
        };
        let movement = Movement {
            kind: Kind::CarryOver,
            from: None,
            to: Some(&to),
            spender: None,
            amount: right,
            switches: None,
        };
        move_tokens(&mut cache, env.block.time.seconds(), &movement, &mut Asks::new())?;
        told.push(events::Issue { account, amount }.to_event());
    }
    cache.flush().apply(storage);
    // What nobody could spend is dropped: an expired grant, and one by or to another spelling.
    for (owner, spender, grant) in grants {
        let account = |given| AccountId::checked(api, "account", given).ok();
        let parties = account(&owner).zip(account(&spender));
        if let Some((owner, spender)) = parties.filter(|_| !grant.expires.is_expired(&env.block)) {
            state::save_allowance(storage, &owner, &spender, None, &grant)?;
        }
    }
    let after = MigrationStatus {
        moved: moved.into(),
        accounts: before.accounts.saturating_add(counted.0),
        allowances: before.allowances.saturating_add(counted.1),
        complete: room > 0,
        ..before
    };
    let mut first = match done(&after) {
        true => end(storage, env, &after, counted, by)?,
        false => {
            state::save_migration(storage, &after);
            vec![event(&after, counted, false, by)]
        }
    };
    first.extend(told);
    Ok(first)
}

fn end(
    storage: &mut dyn Storage,
    env: &Env,
    migration: &MigrationStatus,
    counted: (u64, u64),
    by: String,
) -> Told {
    state::remove_migration(storage);
    let resumed = stop(storage, env.block.time.seconds(), false)?;
    Ok(vec![event(migration, counted, true, by), resumed])
}

fn event(
    migration: &MigrationStatus,
    (accounts, allowances): (u64, u64),
    done: bool,
    by: String,
) -> Event {
    let MigrationStatus { moved, supply, .. } = *migration;
    events::ContinueMigration { accounts, allowances, moved, supply, done, by }.to_event()
}

fn count<T>(entries: &[T]) -> u64 {
    u64::try_from(entries.len()).unwrap_or_default()
}
