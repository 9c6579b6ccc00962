//! Entry points: who may, then one line for each message.

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Reply};
use isthmus_api::escrow::{Change, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SudoMsg};
use isthmus_kit::{admin, read, Ctx};
use isthmus_wire::{binary, Strict};

use crate::error::Outcome;
use crate::execute::admin::Admin;
use crate::execute::{calendar, crank, deal, examination, fund, presentation, withdraw};
use crate::query::{calendars, deals, drawings, forecast, money, setup};
use crate::{state, ContractError};

/// Sets the contract up.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    Strict(msg): Strict<InstantiateMsg>,
) -> Outcome {
    let msg = read(msg)?;
    crate::instantiate::instantiate(&mut Ctx::new(deps, env, info), msg)
}

/// Changes something.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    Strict(msg): Strict<ExecuteMsg>,
) -> Outcome {
    use ExecuteMsg as M;
    let msg = read(msg)?;
    isthmus_kit::authorize(deps.storage, &info, &msg, |contract| {
        state::load_contract(deps.storage, contract)
    })?;
    let ctx = &mut Ctx::new(deps, env, info);
    match msg {
        M::Propose { terms } => deal::propose(ctx, terms),
        M::Consent { deal, terms_hash } => deal::consent(ctx, deal, terms_hash),
        M::Fund { deal } => fund::fund(ctx, deal),
        M::Receive(hook) => fund::receive(ctx, hook),
        M::Present { deal, presentation, complete } => {
            presentation::present(ctx, deal, presentation, complete)
        }
        M::Complete { deal, drawing, documents } => {
            presentation::complete(ctx, deal, drawing, documents)
        }
        M::Represent { deal, drawing, documents, shipped_at, amount } => {
            presentation::represent(ctx, deal, drawing, documents, shipped_at, amount)
        }
        M::Accept { deal, drawing } => examination::accept(ctx, deal, drawing),
        M::Refuse { deal, drawing, discrepancies, disposition } => {
            examination::refuse(ctx, deal, drawing, discrepancies, disposition)
        }
        M::Waive { deal, drawing, discrepancies } => {
            examination::waive(ctx, deal, drawing, discrepancies)
        }
        M::Cancel { deal } => deal::cancel(ctx, deal),
        M::Crank { deal } => crank::crank(ctx, deal),
        M::CrankMany { deals } => crank::crank_many(ctx, deals),
        M::Withdraw { asset, to } => withdraw::withdraw(ctx, asset, to),
        M::SetPayout { deal, payout } => deal::set_payout(ctx, deal, payout),
        M::CreateCalendar { name, utc_offset_minutes, weekend, holidays } => {
            calendar::create(ctx, name, utc_offset_minutes, weekend, holidays)
        }
        M::AddHolidays { calendar, holidays } => calendar::add_holidays(ctx, calendar, holidays),
        M::AllowAsset { asset } => {
            admin::change::<Admin>(ctx, Change::SetAsset { asset, allowed: true })
        }
        M::DisallowAsset { asset } => {
            admin::change::<Admin>(ctx, Change::SetAsset { asset, allowed: false })
        }
        M::SetPolicy { policy } => admin::change::<Admin>(ctx, Change::SetPolicy { policy }),
        M::UpdateOwnership(action) => admin::update_ownership::<Admin>(ctx, action),
        M::GrantRole { role, account } => admin::grant_role::<Admin>(ctx, role, account),
        M::RevokeRole { role, account } => admin::revoke_role::<Admin>(ctx, role, account),
        M::RenounceRole { role } => admin::renounce_role::<Admin>(ctx, role),
        M::Pause { scopes, duration_seconds } => {
            admin::pause::<Admin>(ctx, scopes, duration_seconds)
        }
        M::Unpause { scopes } => admin::unpause::<Admin>(ctx, scopes),
        M::ScheduleChange { change } => admin::schedule_change::<Admin>(ctx, change),
        M::ApplyChange { id } => admin::apply_change::<Admin>(ctx, id),
        M::CancelChange { id } => admin::cancel_change::<Admin>(ctx, id),
        M::SetChangeDelay { seconds } => admin::set_change_delay::<Admin>(ctx, seconds),
        M::SetOwnerDelay { seconds } => admin::set_owner_delay::<Admin>(ctx, seconds),
    }
}

/// Answers a question.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, Strict(msg): Strict<QueryMsg>) -> Result<Binary, ContractError> {
    use QueryMsg as Q;
    let msg = read(msg)?;
    Ok(match msg {
        Q::Config {} => binary(&setup::config(deps)?),
        Q::Ownership {} => binary(&admin::query::ownership(deps)?),
        Q::ContractInfo {} => binary(&admin::query::contract_info(deps)?),
        Q::RoleMembers { role, start_after, limit } => {
            binary(&admin::query::role_members::<Admin>(deps, role, start_after, limit)?)
        }
        Q::RolesOf { account } => binary(&admin::query::roles_of::<Admin>(deps, &account)?),
        Q::Pauses {} => binary(&admin::query::pauses::<Admin>(deps, &env)?),
        Q::PendingChanges {} => binary(&admin::query::pending_changes::<Admin>(deps)?),
        Q::Assets { start_after, limit } => binary(&setup::assets(deps, start_after, limit)?),
        Q::Deal { deal } => binary(&deals::deal(deps, deal)?),
        Q::Deals { start_after, limit } => binary(&deals::deals(deps, start_after, limit)?),
        Q::DealsByParty { party, start_after, limit } => {
            binary(&deals::deals_by_party(deps, &party, start_after, limit)?)
        }
        Q::DealsByStatus { status, start_after, limit } => {
            binary(&deals::deals_by_status(deps, status, start_after, limit)?)
        }
        Q::DealTerms { deal } => binary(&deals::deal_terms(deps, &env, deal)?),
        Q::Drawing { deal, drawing } => binary(&drawings::drawing(deps, deal, drawing)?),
        Q::Drawings { deal, start_after, limit } => {
            binary(&drawings::drawings(deps, deal, start_after, limit)?)
        }
        Q::Discrepancies { deal, drawing, start_after, limit } => {
            binary(&drawings::discrepancies(deps, deal, drawing, start_after, limit)?)
        }
        Q::Credits { owner, start_after, limit } => {
            binary(&money::credits(deps, &owner, start_after, limit)?)
        }
        Q::Ledger { deal } => binary(&money::ledger(deps, deal)?),
        Q::Solvency { asset } => binary(&money::solvency(deps, &env, &asset)?),
        Q::NextAction { deal } => binary(&forecast::next_action(deps, &env, deal)?),
        Q::Simulate { deal, presentation, at } => {
            binary(&forecast::simulate(deps, &env, deal, presentation, at)?)
        }
        Q::Calendar { calendar, start_after, limit } => {
            binary(&calendars::calendar(deps, calendar, start_after, limit)?)
        }
        Q::IsBankingDay { calendar, at } => {
            binary(&calendars::is_banking_day(deps, &env, calendar, at)?)
        }
    }?)
}

/// A payment was refused.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn reply(deps: DepsMut, _env: Env, msg: Reply) -> Outcome {
    Ok(crate::reply::credit_refused_payment(deps, msg))
}

/// Takes over from older code.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, Strict(msg): Strict<MigrateMsg>) -> Outcome {
    let MigrateMsg {} = read(msg)?;
    crate::migrate::migrate(deps)
}

/// Does what the chain's governance decided.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn sudo(deps: DepsMut, env: Env, Strict(msg): Strict<SudoMsg>) -> Outcome {
    let msg = read(msg)?;
    admin::sudo::<Admin>(deps, &env, msg)
}
