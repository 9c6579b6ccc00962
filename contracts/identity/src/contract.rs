//! Entry points: who may call, then one line per message.

use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo};
use isthmus_api::identity::{Change, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SudoMsg};
use isthmus_kit::{admin, authorize, read};
use isthmus_wire::Strict;

use crate::error::ContractError;
use crate::execute::{
    attestation, did, issuer, jurisdiction, link, pass, recognition, share, status, Admin, Ctx,
    Outcome,
};
use crate::model::pass::WireOffer;
use crate::query::{self, json};
use crate::state;

/// Sets up the registry.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    Strict(msg): Strict<InstantiateMsg>,
) -> Outcome {
    let msg = read(msg)?;
    crate::instantiate::instantiate(deps, &info, msg)
}

/// Does what a message asks for, if its sender may.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    Strict(msg): Strict<ExecuteMsg>,
) -> Outcome {
    use ExecuteMsg as M;
    let msg = read(msg)?;
    authorize(deps.storage, &info, &msg, |contract| {
        state::contract_address(deps.storage, contract)
    })?;
    let ctx = &mut Ctx::new(deps, env, info);
    match msg {
        M::CreateDid { salt, keys, services } => did::create(ctx, salt, keys, services),
        M::UpdateDid { did, base_version, controllers, keys, services } => {
            did::update(ctx, did, base_version, controllers, keys, services)
        }
        M::DeactivateDid { did } => did::deactivate(ctx, did),
        M::LinkAccount { did, account } => link::link(ctx, did, account),
        M::AcceptLink { did } => link::accept(ctx, did),
        M::UnlinkAccount { did, account } => link::unlink(ctx, did, account),
        M::CreateJurisdiction { jurisdiction, anchor } => {
            admin::change::<Admin>(ctx, Change::CreateJurisdiction { jurisdiction, anchor })
        }
        M::ProposeAnchor { jurisdiction, anchor } => {
            jurisdiction::propose_anchor(ctx, jurisdiction, anchor)
        }
        M::AcceptAnchor { jurisdiction } => jurisdiction::accept_anchor(ctx, jurisdiction),
        M::Accredit { jurisdiction, issuer, schema, max_level, valid_from, valid_until } => {
            issuer::accredit(ctx, jurisdiction, issuer, schema, max_level, valid_from, valid_until)
        }
        M::SuspendIssuer { jurisdiction, issuer, schema } => {
            issuer::suspend(ctx, jurisdiction, issuer, schema)
        }
        M::ResumeIssuer { jurisdiction, issuer, schema } => {
            issuer::resume(ctx, jurisdiction, issuer, schema)
        }
        M::RevokeIssuer { jurisdiction, issuer, schema } => {
            issuer::revoke(ctx, jurisdiction, issuer, schema)
        }
        M::Recognize { region, jurisdiction, schema, max_level, max_staleness_seconds } => {
            recognition::recognize(
                ctx,
                region,
                jurisdiction,
                schema,
                max_level,
                max_staleness_seconds,
            )
        }
        M::Unrecognize { region, jurisdiction, schema } => {
            recognition::unrecognize(ctx, region, jurisdiction, schema)
        }
        M::CreateStatusList { issuer, size } => status::create_list(ctx, issuer, size),
        M::SetStatus { list, updates } => status::set(ctx, list, updates),
        M::IssuePass {
            jurisdiction,
            issuer,
            schema,
            account,
            digest,
            level,
            country,
            valid_from,
            expires_at,
            list,
            index,
        } => pass::issue(
            ctx,
            issuer,
            WireOffer {
                jurisdiction,
                schema,
                account,
                digest,
                level,
                country,
                valid_from,
                expires_at,
                list,
                index,
            },
        ),
        M::AcceptPass { schema, origin, digest } => pass::accept(ctx, schema, origin, digest),
        M::DropPass { schema } => pass::give_up(ctx, schema),
        M::SharePass { schema, region, account } => share::share(ctx, schema, region, account),
        M::RefreshShare { subject, schema, region, account } => {
            share::refresh(ctx, subject, schema, region, account)
        }
        M::ReceiveAttestation { region, attestation } => {
            attestation::receive(ctx, region, attestation)
        }
        M::Pause { scopes, duration_seconds } => {
            admin::pause::<Admin>(ctx, scopes, duration_seconds)
        }
        M::Unpause { scopes } => admin::unpause::<Admin>(ctx, scopes),
        M::GrantRole { role, account } => admin::grant_role::<Admin>(ctx, role, account),
        M::RevokeRole { role, account } => admin::revoke_role::<Admin>(ctx, role, account),
        M::RenounceRole { role } => admin::renounce_role::<Admin>(ctx, role),
        M::UpdateOwnership(action) => admin::update_ownership::<Admin>(ctx, action),
        M::ScheduleChange { change } => admin::schedule_change::<Admin>(ctx, change),
        M::ApplyChange { id } => admin::apply_change::<Admin>(ctx, id),
        M::CancelChange { id } => admin::cancel_change::<Admin>(ctx, id),
        M::SetChangeDelay { seconds } => admin::set_change_delay::<Admin>(ctx, seconds),
        M::SetOwnerDelay { seconds } => admin::set_owner_delay::<Admin>(ctx, seconds),
    }
}

/// Answers a question.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn query(deps: Deps, env: Env, Strict(msg): Strict<QueryMsg>) -> Result<Binary, ContractError> {
    use QueryMsg as Q;
    let msg = read(msg)?;
    let env = &env;
    match msg {
        Q::IsAuthorized { subject, policy } => {
            json(query::pass::is_authorized(deps, env, &subject, &policy))
        }
        Q::Resolve { did } => json(query::did::resolve(deps, env, &did)),
        Q::Account { address } => json(query::did::account(deps, env, &address)),
        Q::Jurisdiction { jurisdiction } => json(query::trust::jurisdiction(deps, &jurisdiction)),
        Q::Jurisdictions { start_after, limit } => {
            json(query::trust::jurisdictions(deps, start_after, limit))
        }
        Q::Accreditation { jurisdiction, issuer, schema } => {
            json(query::trust::accreditation(deps, env, &jurisdiction, &issuer, &schema))
        }
        Q::Accreditations { jurisdiction, start_after, limit } => {
            json(query::trust::accreditations(deps, env, &jurisdiction, start_after, limit))
        }
        Q::Recognition { region, jurisdiction, schema } => {
            json(query::trust::recognition(deps, &region, &jurisdiction, &schema))
        }
        Q::Recognitions { start_after, limit } => {
            json(query::trust::recognitions(deps, start_after, limit))
        }
        Q::StatusList { list } => json(query::status::list(deps, env, list)),
        Q::Status { list, index } => json(query::status::status(deps, list, index)),
        Q::StatusChunk { list, chunk } => json(query::status::chunk(deps, list, chunk)),
        Q::Pass { account, schema } => json(query::pass::pass(deps, env, &account, &schema)),
        Q::Passes { account } => json(query::pass::passes(deps, env, &account)),
        Q::Offers { account, schema, start_after, limit } => {
            json(query::pass::offers(deps, env, &account, &schema, start_after, limit))
        }
        Q::Attestation { account, schema, region, subject } => {
            json(query::share::attestation(deps, &account, &schema, &region, &subject))
        }
        Q::Share { subject, schema, region, account } => {
            json(query::share::share(deps, env, &subject, &schema, &region, &account))
        }
        Q::Config {} => json(query::config::config(deps)),
        Q::Ownership {} => json(admin::query::ownership(deps)),
        Q::ContractInfo {} => json(admin::query::contract_info(deps)),
        Q::RoleMembers { role, start_after, limit } => {
            json(admin::query::role_members::<Admin>(deps, role, start_after, limit))
        }
        Q::RolesOf { account } => json(admin::query::roles_of::<Admin>(deps, &account)),
        Q::Pauses {} => json(admin::query::pauses::<Admin>(deps, env)),
        Q::PendingChanges {} => json(admin::query::pending_changes::<Admin>(deps)),
    }
}

/// Moves to this code.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, Strict(msg): Strict<MigrateMsg>) -> Outcome {
    let MigrateMsg {} = read(msg)?;
    crate::migrate::migrate(deps)
}

/// Does what the chain's own governance says.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn sudo(deps: DepsMut, env: Env, Strict(msg): Strict<SudoMsg>) -> Outcome {
    let msg = read(msg)?;
    admin::sudo::<Admin>(deps, &env, msg)
}
