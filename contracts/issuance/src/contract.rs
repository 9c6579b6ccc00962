//! Entry points: who may, then one line for each message.

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Reply};
use isthmus_api::issuance::{Change, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SudoMsg};
use isthmus_kit::{admin, read, Ctx};
use isthmus_wire::{binary, Strict};

use crate::error::Outcome;
use crate::execute::{
    calendar, chain, duties, mint, minters, payment, redemption, reserves, take_over, Admin,
};
use crate::query;
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
        M::Mint { recipient, amount, reference } => mint::mint(ctx, recipient, amount, reference),
        M::Receive(hook) => redemption::receive(ctx, hook),
        M::TakeOver(page) => take_over::take_over(ctx, page),
        M::MarkPaying { id } => redemption::mark_paying(ctx, id),
        M::SettleRedemption { id, payment_reference } => {
            redemption::settle(ctx, id, payment_reference)
        }
        M::RejectRedemption { id, reason } => redemption::reject(ctx, id, reason),
        M::ReturnRedemption { id } => redemption::give_back(ctx, id),
        M::Withdraw { account } => payment::withdraw(ctx, account),
        M::ConfigureMinter { minter, ceiling, rate_limit } => {
            minters::configure(ctx, minter, ceiling, rate_limit)
        }
        M::RemoveMinter { minter } => {
            admin::change::<Admin>(ctx, Change::SetMinter { minter, terms: None })
        }
        M::DismissMinter { minter } => minters::dismiss(ctx, minter),
        M::StopMinter { minter, reason } => minters::stop(ctx, minter, reason),
        M::ResumeMinter { minter } => admin::change::<Admin>(ctx, Change::ResumeMinter { minter }),
        M::IncreaseMinterAllowance { minter, amount } => {
            minters::increase_allowance(ctx, minter, amount)
        }
        M::DecreaseMinterAllowance { minter, amount } => {
            minters::decrease_allowance(ctx, minter, amount)
        }
        M::ConfigureController { controller, minter } => {
            admin::change::<Admin>(ctx, Change::SetController { controller, minter: Some(minter) })
        }
        M::RemoveController { controller } => {
            admin::change::<Admin>(ctx, Change::SetController { controller, minter: None })
        }
        M::SetMintRecipients { minter, recipients } => {
            admin::change::<Admin>(ctx, Change::SetMintRecipients { minter, recipients })
        }
        M::SubmitAttestation { amount, as_of, holdings, report_hash, uri } => {
            reserves::attest(ctx, amount, as_of, holdings, report_hash, uri)
        }
        M::SetReservePolicy { policy } => {
            admin::change::<Admin>(ctx, Change::SetReservePolicy { policy })
        }
        M::SetRedemptionPolicy { policy } => {
            admin::change::<Admin>(ctx, Change::SetRedemptionPolicy { policy })
        }
        M::AddHolidays { holidays } => calendar::add_holidays(ctx, holidays),
        M::UpdateOwnership(action) => duties::update_ownership(ctx, action),
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
    use query::{calendar, minters, money, redemptions, reserves, setup};
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
        Q::MinterInfo { minter } => binary(&minters::minter_info(deps, &env, minter)?),
        Q::Minters { start_after, limit } => {
            binary(&minters::minters(deps, &env, start_after, limit)?)
        }
        Q::Controllers { start_after, limit } => {
            binary(&minters::controllers(deps, start_after, limit)?)
        }
        Q::MintRecipients { minter } => binary(&minters::mint_recipients(deps, minter)?),
        Q::Reserve {} => binary(&reserves::reserve(deps, &env)?),
        Q::Attestations { start_after, limit } => {
            binary(&reserves::attestations(deps, start_after, limit)?)
        }
        Q::RedemptionTerms {} => binary(&redemptions::terms(deps, &env)?),
        Q::Redemption { id } => binary(&redemptions::redemption(deps, id)?),
        Q::Redemptions { holder, start_after, limit } => {
            binary(&redemptions::redemptions(deps, holder, start_after, limit)?)
        }
        Q::RedemptionStatistics {} => binary(&redemptions::statistics(deps)?),
        Q::Credit { account } => binary(&money::credit(deps, &account)?),
        Q::Solvency {} => binary(&money::solvency(deps, &env)?),
        Q::Calendar { start_after, limit } => {
            binary(&calendar::calendar(deps, start_after, limit)?)
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
    chain::sudo(deps, &env, msg)
}
