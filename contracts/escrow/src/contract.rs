//! Entry points: authorize, then one line for each message.

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response};
use isthmus_api::escrow::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

use crate::execute::{admin, calendar, deal, drawing, fund, money};
use crate::{state, ContractError};

type Done = Result<Response, ContractError>;

/// Sets the contract up.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(deps: DepsMut, env: Env, info: MessageInfo, msg: InstantiateMsg) -> Done {
    admin::instantiate(deps, env, info, msg)
}

/// Changes something.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Done {
    use ExecuteMsg as Msg;
    isthmus_kit::authorize(deps.storage, &info, &msg, |contract| {
        state::contract_address(deps.storage, contract)
    })?;
    match msg {
        Msg::Propose { terms } => deal::propose(deps, env, info, terms),
        Msg::Consent { deal, terms_hash } => deal::consent(deps, env, info, deal, terms_hash),
        Msg::Fund { deal } => fund::native(deps, env, info, deal),
        Msg::Receive(hook) => fund::receive(deps, env, info, hook),
        Msg::Present { deal, presentation, complete } => {
            drawing::present(deps, env, info, deal, presentation, complete)
        }
        Msg::Complete { deal, drawing, documents } => {
            drawing::complete(deps, env, info, (deal, drawing), documents)
        }
        Msg::Represent { deal, drawing, documents, shipped_at, amount } => {
            drawing::represent(deps, env, info, (deal, drawing), documents, (amount, shipped_at))
        }
        Msg::Accept { deal, drawing } => drawing::accept(deps, env, info, (deal, drawing)),
        Msg::Refuse { deal, drawing, discrepancies, disposition } => {
            drawing::refuse(deps, env, info, (deal, drawing), (discrepancies, disposition))
        }
        Msg::Waive { deal, drawing, discrepancies } => {
            drawing::waive(deps, env, info, (deal, drawing), discrepancies)
        }
        Msg::Cancel { deal } => deal::cancel(deps, env, info, deal),
        Msg::Crank { deal } => deal::crank(deps, env, info, vec![deal]),
        Msg::CrankMany { deals } => deal::crank(deps, env, info, deals),
        Msg::Withdraw { asset, to } => money::withdraw(deps, env, info, asset, to),
        Msg::SetPayout { deal, payout } => deal::set_payout(deps, env, info, deal, payout),
        Msg::CreateCalendar { name, utc_offset_minutes, weekend, holidays } => {
            calendar::create(deps, env, info, (name, utc_offset_minutes, weekend), holidays)
        }
        Msg::AddHolidays { calendar, holidays } => {
            calendar::add_holidays(deps, env, info, calendar, holidays)
        }
        Msg::AllowAsset { asset } => admin::set_asset(deps, asset, true),
        Msg::DisallowAsset { asset } => admin::set_asset(deps, asset, false),
        Msg::SetPolicy { policy } => admin::set_policy(deps, policy),
        Msg::UpdateOwnership(action) => admin::update_ownership(deps, env, info, action),
        Msg::GrantRole { role, account } => admin::grant_role(deps, info, role, &account),
        Msg::RevokeRole { role, account } => admin::revoke_role(deps, info, role, &account),
        Msg::Pause { scopes, duration_seconds } => {
            admin::pause(deps, env, info, &scopes, duration_seconds)
        }
        Msg::Unpause { scopes } => admin::unpause(deps, info, &scopes),
    }
}

/// Answers a question.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    crate::query::answer(deps, env, msg)
}

/// A payment was refused.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn reply(deps: DepsMut, _env: Env, msg: Reply) -> Done {
    Ok(crate::reply::payment_refused(deps, msg))
}

/// Takes over from older code.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Done {
    crate::migrate::migrate(deps)
}
