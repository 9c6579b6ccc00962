//! Entry points: who may call, then one line per message.

use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response};
use isthmus_api::stablecoin::{Change, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SudoMsg};
use isthmus_kit::{admin, authorize, read};
use isthmus_wire::Strict;

use crate::error::ContractError;
use crate::execute::freeze::Order;
use crate::execute::{
    allowance, bridge, compliance, duties, features, freeze, hand_over, hold, lock, marketing,
    migration, minter, payments, policy, recover, rescue, seize, signed, sudo, supply, transfer,
    Admin, Ctx, Outcome,
};
use crate::query::{self, answer};
use crate::state;

/// Creates the token.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    Strict(msg): Strict<InstantiateMsg>,
) -> Result<Response, ContractError> {
    let msg = read(msg)?;
    crate::instantiate::instantiate(deps, info, msg)
}

/// Does what a message asks for, if its sender may.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    Strict(msg): Strict<ExecuteMsg>,
) -> Result<Response, ContractError> {
    let msg = read(msg)?;
    authorize(deps.storage, &info, &msg, |contract| {
        state::may_load_contract_address(deps.storage, contract)
    })?;
    let ctx = &mut Ctx::new(deps, env, info);
    let mut response = dispatch(ctx, msg)?;
    // Here, so that no handler can forget it (A8).
    response.attributes.append(&mut ctx.gathered.told);
    // Most messages move nothing that a policy contract is asked about, and end here.
    if ctx.gathered.asks.is_empty() {
        return Ok(response);
    }
    policy::ask(ctx, response)
}

/// One line per message. A function of its own, because a compiler that puts the two into one makes
/// each line longer.
#[inline(never)]
fn dispatch(ctx: &mut Ctx, msg: ExecuteMsg) -> Outcome {
    use ExecuteMsg as M;
    match msg {
        M::Transfer { recipient, amount } => transfer::transfer(ctx, recipient, amount),
        M::Send { contract, amount, msg } => transfer::send(ctx, contract, amount, msg),
        M::TransferFrom { owner, recipient, amount } => {
            transfer::transfer_from(ctx, owner, recipient, amount)
        }
        M::SendFrom { owner, contract, amount, msg } => {
            transfer::send_from(ctx, owner, contract, amount, msg)
        }
        M::IncreaseAllowance { spender, amount, expires } => {
            allowance::increase(ctx, spender, amount, expires)
        }
        M::DecreaseAllowance { spender, amount, expires } => {
            allowance::decrease(ctx, spender, amount, expires)
        }
        M::Burn { amount } => supply::burn(ctx, amount),
        M::BurnFrom { owner, amount } => supply::burn_from(ctx, owner, amount),
        M::Mint { recipient, amount } => supply::mint(ctx, recipient, amount),
        M::UpdateMinter { new_minter } => minter::update(ctx, new_minter),
        M::TransferWithMemo { recipient, amount, memo } => {
            payments::transfer_with_memo(ctx, recipient, amount, memo)
        }
        M::SendWithMemo { contract, amount, msg, memo } => {
            payments::send_with_memo(ctx, contract, amount, msg, memo)
        }
        M::BatchTransfer { payments } => payments::batch_transfer(ctx, payments),
        M::SetAllowance { spender, amount, expires, expected_current } => {
            allowance::set(ctx, spender, amount, expires, expected_current)
        }
        M::RevokeAllowances { spenders } => allowance::revoke(ctx, spenders),
        M::Permit { owner, spender, amount, expires, authorization } => {
            signed::permit(ctx, owner, spender, amount, expires, authorization)
        }
        M::TransferWithAuthorization { from, to, amount, most, memo, authorization } => {
            signed::transfer(ctx, from, to, amount, most, memo, authorization)
        }
        M::ReceiveWithAuthorization { from, to, amount, most, memo, authorization } => {
            signed::receive(ctx, from, to, amount, most, memo, authorization)
        }
        M::CancelAuthorization { nonce } => signed::cancel(ctx, nonce),
        M::AdvanceNonce { by } => signed::advance(ctx, by),
        M::RegisterKey { key } => signed::register_key(ctx, key),
        M::RemoveKey { key } => signed::remove_key(ctx, key),
        M::SetMinter { minter } => admin::change::<Admin>(ctx, Change::SetMinter { minter }),
        M::SetCap { cap } => admin::change::<Admin>(ctx, Change::SetCap { cap }),
        M::SetHolderBurn { enabled } => {
            admin::change::<Admin>(ctx, Change::SetHolderBurn { enabled })
        }
        M::UpdateMarketing { project, description, marketing } => {
            marketing::update(ctx, project, description, marketing)
        }
        M::UploadLogo(logo) => marketing::upload_logo(ctx, logo),
        M::Freeze { accounts, mode, reason, until, case_hash } => {
            freeze::freeze(ctx, &accounts, Order { mode, reason, until, case_hash })
        }
        M::Unfreeze { accounts } => freeze::unfreeze(ctx, &accounts),
        M::PlaceHold { accounts, seconds, reason, case_hash } => {
            hold::place(ctx, &accounts, seconds, reason, case_hash)
        }
        M::ReleaseHold { accounts } => hold::release(ctx, &accounts),
        M::LockAmount { locks, reason, case_hash } => lock::lock(ctx, locks, reason, case_hash),
        M::UnlockAmount { locks } => lock::unlock(ctx, locks),
        M::Seize { from, to, amount, reason, case_hash } => {
            seize::seize(ctx, from, to, amount, reason, case_hash)
        }
        M::Wipe { account, amount, reason, case_hash } => {
            seize::wipe(ctx, account, amount, reason, case_hash)
        }
        M::RecoverAccount { old, new, case_hash } => recover::recover(ctx, old, new, case_hash),
        M::SetComplianceMode { mode } => {
            admin::change::<Admin>(ctx, Change::SetComplianceMode { mode })
        }
        M::SetAccountStatus { accounts, status } => compliance::set_status(ctx, accounts, status),
        M::ScreenForeign { region, receivers, blocked } => {
            compliance::screen_foreign(ctx, region, receivers, blocked)
        }
        M::SetPolicyContract { policy } => {
            admin::change::<Admin>(ctx, Change::SetPolicyContract { policy })
        }
        M::ProbePolicy {} => policy::probe(ctx),
        M::RegisterEscrow { account } => {
            admin::change::<Admin>(ctx, Change::RegisterEscrow { account })
        }
        M::UnregisterEscrow { account } => {
            admin::change::<Admin>(ctx, Change::UnregisterEscrow { account })
        }
        M::SetBridge { bridge } => admin::change::<Admin>(ctx, Change::SetBridge { bridge }),
        M::SetIdentity { identity } => {
            admin::change::<Admin>(ctx, Change::SetIdentity { identity })
        }
        M::BridgeBurn { amount } => bridge::burn(ctx, amount),
        M::BridgeMint { recipient, amount } => bridge::mint(ctx, recipient, amount),
        M::BridgeRefund { recipient, amount, msg } => bridge::refund(ctx, recipient, amount, msg),
        M::ScheduleChange { change } => admin::schedule_change::<Admin>(ctx, change),
        M::ApplyChange { id } => admin::apply_change::<Admin>(ctx, id),
        M::CancelChange { id } => admin::cancel_change::<Admin>(ctx, id),
        M::SetChangeDelay { seconds } => admin::set_change_delay::<Admin>(ctx, seconds),
        M::SetOwnerDelay { seconds } => admin::set_owner_delay::<Admin>(ctx, seconds),
        M::RenounceFeature { feature } => features::renounce_feature(ctx, feature),
        M::SetFee { fee } => admin::change::<Admin>(ctx, Change::SetFee { fee }),
        M::Rescue { asset, to, amount } => rescue::rescue(ctx, asset, to, amount),
        M::UpdateOwnership(action) => duties::update_ownership(ctx, action),
        M::GrantRole { role, account } => admin::grant_role::<Admin>(ctx, role, account),
        M::RevokeRole { role, account } => admin::revoke_role::<Admin>(ctx, role, account),
        M::RenounceRole { role } => admin::renounce_role::<Admin>(ctx, role),
        M::Pause { scopes, duration_seconds } => {
            admin::pause::<Admin>(ctx, scopes, duration_seconds)
        }
        M::Unpause { scopes } => admin::unpause::<Admin>(ctx, scopes),
        M::ContinueMigration { limit } => migration::continue_migration(ctx, limit),
        M::HandOver { limit } => hand_over::hand_over(ctx, limit),
    }
}

/// Handles the reply of the policy contract.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn reply(deps: DepsMut, env: Env, reply: Reply) -> Result<Response, ContractError> {
    let info = MessageInfo { sender: env.contract.address.clone(), funds: Vec::new() };
    policy::reply(&mut Ctx::new(deps, env, info), reply)
}

/// Answers a question.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn query(deps: Deps, env: Env, Strict(msg): Strict<QueryMsg>) -> Result<Binary, ContractError> {
    use QueryMsg as Q;
    let msg = read(msg)?;
    match msg {
        Q::Balance { address } => answer(query::accounts::balance(deps, &address)),
        Q::TokenInfo {} => answer(query::token::token_info(deps)),
        Q::Minter {} => answer(query::token::minter(deps)),
        Q::Allowance { owner, spender } => {
            answer(query::allowances::allowance(deps, &env, &owner, &spender))
        }
        Q::AllAllowances { owner, start_after, limit } => {
            answer(query::allowances::all_allowances(deps, &env, &owner, start_after, limit))
        }
        Q::AllSpenderAllowances { spender, start_after, limit } => answer(
            query::allowances::all_spender_allowances(deps, &env, &spender, start_after, limit),
        ),
        Q::AllAccounts { start_after, limit } => {
            answer(query::accounts::all_accounts(deps, start_after, limit))
        }
        Q::AllBalances { start_after, limit } => {
            answer(query::accounts::all_balances(deps, start_after, limit))
        }
        Q::MarketingInfo {} => answer(query::token::marketing_info(deps)),
        Q::DownloadLogo {} => answer(query::token::download_logo(deps)),
        Q::Config {} => answer(query::token::config(deps)),
        Q::Ownership {} => answer(query::admin::ownership(deps)),
        Q::ContractInfo {} => answer(query::admin::contract_info(deps)),
        Q::Supply {} => answer(query::supply::supply(deps)),
        Q::Account { address } => answer(query::accounts::account(deps, &env, &address)),
        Q::CanTransfer { from, to, amount, spender } => {
            answer(query::payments::can_transfer(deps, &env, &from, &to, amount, spender))
        }
        Q::MinterInfo {} => answer(query::supply::minter_info(deps, &env)),
        Q::RoleMembers { role, start_after, limit } => {
            answer(query::admin::role_members(deps, role, start_after, limit))
        }
        Q::RolesOf { account } => answer(query::admin::roles_of(deps, &account)),
        Q::FrozenAccounts { start_after, limit } => {
            answer(query::compliance::frozen_accounts(deps, &env, start_after, limit))
        }
        Q::HeldAccounts { start_after, limit } => {
            answer(query::compliance::held_accounts(deps, &env, start_after, limit))
        }
        Q::Compliance {} => answer(query::compliance::compliance(deps)),
        Q::ForeignReceiver { region, receiver } => {
            answer(query::compliance::foreign_receiver(deps, &region, &receiver))
        }
        Q::ForeignReceivers { region, start_after, limit } => {
            answer(query::compliance::foreign_receivers(deps, &region, start_after, limit))
        }
        Q::Escrows { start_after, limit } => {
            answer(query::compliance::escrows(deps, start_after, limit))
        }
        Q::SigningDomain {} => answer(query::signed::signing_domain(deps, &env)),
        Q::SignatureRules {} => answer(query::signed::signature_rules(deps, &env)),
        Q::SigningText { action, nonce, not_before, not_after } => {
            answer(query::signed::signing_text(deps, &env, &action, nonce, not_before, not_after))
        }
        Q::AuthorizationState { account } => {
            answer(query::signed::authorization_state(deps, &account))
        }
        Q::Keys { account } => answer(query::signed::keys(deps, &account)),
        Q::Fee {} => answer(query::payments::fee(deps)),
        Q::QuoteTransfer { from, to, amount } => {
            answer(query::payments::quote_transfer(deps, &env, &from, &to, amount))
        }
        Q::PendingChanges {} => answer(query::admin::pending_changes(deps)),
        Q::Features {} => answer(query::admin::features(deps)),
        Q::Pauses {} => answer(query::admin::pauses(deps, &env)),
        Q::MigrationStatus {} => answer(query::admin::migration_status(deps)),
        Q::HandOver {} => answer(query::admin::hand_over(deps)),
    }
}

/// Moves the contract to this code.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn migrate(
    deps: DepsMut,
    env: Env,
    Strict(msg): Strict<MigrateMsg>,
) -> Result<Response, ContractError> {
    let msg = read(msg)?;
    crate::migrate::migrate(deps, env, msg)
}

/// Does what the chain's governance decided.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn sudo(
    deps: DepsMut,
    env: Env,
    Strict(msg): Strict<SudoMsg>,
) -> Result<Response, ContractError> {
    let msg = read(msg)?;
    sudo::sudo(deps, env, msg)
}
