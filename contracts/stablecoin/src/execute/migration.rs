//! Taking over the state of cw20-base, page by page: `continue_migration`, and what the migrate
//! message does of it.
//!
//! The supply grows with each page, so that at every step the balances add up to it. All scopes are
//! paused without an end; what is never paused finds an account or a grant either moved or not there.

use cosmwasm_std::{Api, DepsMut, Env, Event, Storage, Uint128};
use isthmus_api::access::events::{Pause, Unpause};
use isthmus_api::access::BY_CHAIN;
use isthmus_api::event::TypedEvent;
use isthmus_api::packed::LAST_INSTANT;
use isthmus_api::stablecoin::{
    events, ComplianceMode, FromCw20, MigrationStatus, PauseScope, MAX_FIRST_PAGE,
    MAX_MIGRATION_PAGE,
};
use isthmus_api::types::{self, printable};
use isthmus_kit::overlay::Overlay;
use isthmus_kit::pause::Scope;
use strum::IntoEnumIterator;

use super::ledger::{Gathered, Ledger, Movement};
use super::{emit_all, Ctx, Named, Outcome};
use crate::error::ContractError;
use crate::instantiate::{create_token, Issuer};
use crate::model::marketing::ensure_logo;
use crate::model::migration::{ensure_accepted, ensure_unfinished, is_done};
use crate::model::movement::Kind;
use crate::model::payments::sum;
use crate::state::{self, AccountId, Cw20Balance, Cw20Grant, Token};

type Events = Result<Vec<Event>, ContractError>;

/// `continue_migration`.
pub fn continue_migration(ctx: &mut Ctx, limit: u32) -> Outcome {
    let migration = load_under_way(ctx.deps.storage)?;
    ensure_unfinished(&migration)?;
    let by = ctx.by();
    emit_all(move_page(ctx.deps.storage, ctx.deps.api, &ctx.env, migration, limit, by)?)
}

/// Begins: writes what a token begins with, pauses everything, and moves the first page if it is asked
/// for. A logo that this contract would refuse is dropped.
pub fn begin(mut deps: DepsMut, env: &Env, terms: FromCw20) -> Events {
    let limit =
        terms.limit.map(|limit| types::within("limit", limit, (1, MAX_FIRST_PAGE))).transpose()?;
    let old = state::take_cw20_token(deps.storage)?;
    let token = Token { name: old.name, symbol: old.symbol, decimals: old.decimals };
    let cap = old.mint.as_ref().and_then(|mint| mint.cap);
    // In another spelling it is the same account (E3); one that is none mints nothing.
    let minter = old
        .mint
        .map(|mint| mint.minter.to_ascii_lowercase())
        .filter(|minter| AccountId::checked(deps.api, "minter", minter).is_ok());
    let strict = terms.compliance_mode.is_some_and(|mode| mode != ComplianceMode::Open);
    let issuer = Issuer { minter, cap };
    let mut events = create_token(&mut deps, token, issuer, &[], terms, BY_CHAIN)?;
    let storage = deps.storage;
    if strict {
        // Nobody looked at the parties of the grants that are carried over.
        state::count_restriction(storage)?;
    }
    state::load_issuance(storage)?.supply.ensure_at_home()?;
    let logo = state::may_load_logo(storage).ok().flatten();
    if logo.is_some_and(|logo| ensure_logo(&logo).is_err()) {
        state::remove_logo(storage);
        let info = state::may_load_marketing(storage)?.unwrap_or_default();
        state::save_marketing(storage, &cw20::MarketingInfoResponse { logo: None, ..info })?;
    }
    events.push(pause_all(storage, env.block.time.seconds())?);
    let migration = MigrationStatus { supply: old.total_supply, ..MigrationStatus::default() };
    match limit {
        None => state::save_migration(storage, &migration),
        Some(limit) => {
            let by = BY_CHAIN.to_string();
            events.extend(move_page(storage, deps.api, env, migration, limit, by)?);
        }
    }
    Ok(events)
}

/// Ends a migration whose balances add up to another sum than the supply told: the sum is what there
/// is, and it is the supply already.
pub fn accept_sum(storage: &mut dyn Storage, env: &Env, sum: Uint128) -> Events {
    let migration = load_under_way(storage)?;
    ensure_accepted(&migration, sum.u128())?;
    end(storage, env, &migration, Page::default(), BY_CHAIN.to_string())
}

/// Pauses every scope without an end.
fn pause_all(storage: &mut dyn Storage, now: u64) -> Result<Event, ContractError> {
    let scopes: Vec<Scope> = PauseScope::iter().map(state::scope).collect();
    let mut pauses = state::load_pauses(storage)?;
    pauses.stop(&scopes);
    state::save_pauses(storage, &pauses, now)?;
    Ok(Pause { scopes: names(&scopes), until: LAST_INSTANT, by: BY_CHAIN.to_string() }.to_event())
}

/// Ends that.
fn resume_all(storage: &mut dyn Storage, now: u64) -> Result<Event, ContractError> {
    let scopes: Vec<Scope> = PauseScope::iter().map(state::scope).collect();
    let mut pauses = state::load_pauses(storage)?;
    pauses.unpause(&scopes);
    state::save_pauses(storage, &pauses, now)?;
    Ok(Unpause { scopes: names(&scopes), by: BY_CHAIN.to_string() }.to_event())
}

fn names(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.name).collect::<Vec<_>>().join(",")
}

fn load_under_way(storage: &dyn Storage) -> Result<MigrationStatus, ContractError> {
    state::may_load_migration(storage)?.ok_or(ContractError::NoMigration {})
}

/// Moves up to `limit` records: balances, then grants, then what only an index has.
fn move_page(
    storage: &mut dyn Storage,
    api: &dyn Api,
    env: &Env,
    before: MigrationStatus,
    limit: u32,
    by: String,
) -> Events {
    let limit = types::within("limit", limit, (1, MAX_MIGRATION_PAGE))?;
    let room = usize::try_from(limit).unwrap_or_default();
    let balances = state::take_cw20_balances(storage, room)?;
    let room_for_grants = room.saturating_sub(balances.len());
    let grants = state::take_cw20_allowances(storage, room_for_grants)?;
    let room_for_orphans = room_for_grants.saturating_sub(grants.len());
    let orphans = state::take_cw20_orphans(storage, room_for_orphans);
    let page = Page { accounts: count(&balances), allowances: count(&grants) };

    let mut moved = before.moved.u128();
    let mut issued = Vec::new();
    let mut overlay = Overlay::new(storage);
    // To tell and to ask there is nothing: whoever has a balance had it.
    let mut gathered = Gathered::default();
    let now = env.block.time.seconds();
    let mut ledger = Ledger { storage: &mut overlay, api, now, gathered: &mut gathered };
    for balance in balances.into_iter().filter(|balance| !balance.amount.is_zero()) {
        moved = sum(moved, balance.amount.u128())?;
        carry_over(&mut ledger, env, balance, &mut issued)?;
    }
    overlay.changes().apply(storage);
    grants.iter().try_for_each(|grant| carry_over_grant(storage, api, env, grant))?;
    let after = MigrationStatus {
        moved: moved.into(),
        accounts: before.accounts.saturating_add(page.accounts),
        allowances: before.allowances.saturating_add(page.allowances),
        complete: room_for_orphans > orphans,
        ..before
    };
    let mut events = if is_done(&after) {
        end(storage, env, &after, page, by)?
    } else {
        state::save_migration(storage, &after);
        vec![event(&after, page, false, by)]
    };
    events.extend(issued);
    Ok(events)
}

/// A balance of an address that is none goes to the contract's own account, for `rescue`.
fn carry_over(
    ledger: &mut Ledger,
    env: &Env,
    balance: Cw20Balance,
    issued: &mut Vec<Event>,
) -> Result<(), ContractError> {
    let Cw20Balance { address: given, amount } = balance;
    // An account under another spelling is the same account (E3).
    let to = match Named::checked(ledger.api, "account", given.to_ascii_lowercase()) {
        Ok(named) => named,
        Err(_) => {
            issued.push(events::SetAside { given: printable(&given), amount }.to_event());
            Named::of(ledger.api, env.contract.address.clone())?
        }
    };
    let (kind, amount_moved) = (&Kind::CARRY_OVER, amount.u128());
    let movement = Movement { kind, from: None, to: Some(&to), by: None, amount: amount_moved };
    ledger.make(&movement)?;
    issued.push(events::Issue { account: to.address.into_string(), amount }.to_event());
    Ok(())
}

/// What nobody could spend is dropped: an expired grant, and one by or to another spelling.
fn carry_over_grant(
    storage: &mut dyn Storage,
    api: &dyn Api,
    env: &Env,
    grant: &Cw20Grant,
) -> Result<(), ContractError> {
    let Cw20Grant { owner, spender, allowance } = grant;
    if allowance.expires.is_expired(&env.block) {
        return Ok(());
    }
    let account = |given| AccountId::checked(api, "account", given).ok();
    let Some((owner, spender)) = account(owner).zip(account(spender)) else { return Ok(()) };
    Ok(state::save_allowance(storage, &owner, &spender, None, allowance)?)
}

/// How many records one page had.
#[derive(Clone, Copy, Default)]
struct Page {
    accounts: u64,
    allowances: u64,
}

fn end(
    storage: &mut dyn Storage,
    env: &Env,
    migration: &MigrationStatus,
    page: Page,
    by: String,
) -> Events {
    state::remove_migration(storage);
    let resumed = resume_all(storage, env.block.time.seconds())?;
    Ok(vec![event(migration, page, true, by), resumed])
}

fn event(migration: &MigrationStatus, page: Page, done: bool, by: String) -> Event {
    let Page { accounts, allowances } = page;
    let MigrationStatus { moved, supply, .. } = *migration;
    events::ContinueMigration { accounts, allowances, moved, supply, done, by }.to_event()
}

fn count<T>(entries: &[T]) -> u64 {
    u64::try_from(entries.len()).unwrap_or_default()
}
