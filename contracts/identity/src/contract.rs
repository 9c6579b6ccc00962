//! Entry points: may the sender do this, then one line per message.

use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response};
use isthmus_api::event::TypedEvent;
use isthmus_api::identity::events::Instantiated;
use isthmus_api::identity::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use isthmus_api::types::{self, RegionId};
use isthmus_kit::{authorize, owner, roles};

use crate::error::ContractError;
use crate::execute::{admin, did, link, pass, share, status, trust};
use crate::model::did::reference;
use crate::state::{self, Config, Offer};
use crate::{migrate as migration, query as queries};

/// Name in cw2.
pub const NAME: &str = "isthmus-identity";
/// Version in cw2.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Sets up the registry. Queries no other contract: they may not exist yet.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    cw2::set_contract_version(deps.storage, NAME, VERSION)?;
    let owner = msg.owner.as_deref();
    let owner = owner.map(|owner| types::address(deps.api, "owner", owner));
    let owner = owner.transpose()?.map(String::from);
    let delay = msg.owner_delay_seconds;
    owner::initialize(deps.storage, deps.api, owner.as_deref(), delay)?;
    let config = Config {
        region: RegionId::new("region", &msg.region)?.as_str().to_string(),
        chain_reference: reference(&msg.chain_reference)?,
        bridge: types::address(deps.api, "bridge", &msg.bridge)?,
    };
    state::save_config(deps.storage, &config)?;
    for grant in msg.roles.unwrap_or_default() {
        let account = types::address(deps.api, "roles", &grant.account)?;
        roles::grant(deps.storage, grant.role, &account)?;
    }
    let event = Instantiated {
        region: config.region,
        chain_reference: config.chain_reference,
        bridge: config.bridge.into(),
        owner,
    };
    Ok(Response::new().add_event(event.to_event()))
}

/// Carries out a message.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
#[rustfmt::skip]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    use ExecuteMsg as M;
    authorize(deps.storage, &info, &msg, |contract| state::contract_address(deps.storage, contract))?;
    let (env, info) = (&env, &info);
    match msg {
        M::CreateDid { salt, keys, services } => did::create(deps, env, info, salt, keys, services),
        M::UpdateDid { did, base_version, controllers, keys, services } =>
            did::update(deps, env, info, did, base_version, controllers, keys, services),
        M::DeactivateDid { did } => did::deactivate(deps, env, info, did),
        M::LinkAccount { did, account } => link::offer(deps, env, info, did, account),
        M::AcceptLink { did } => link::accept(deps, env, info, did),
        M::UnlinkAccount { did, account } => link::end(deps, env, info, did, account),
        M::CreateJurisdiction { jurisdiction, anchor } => trust::create_jurisdiction(deps, env, jurisdiction, anchor),
        M::ProposeAnchor { jurisdiction, anchor } => trust::propose_anchor(deps, env, info, jurisdiction, anchor),
        M::AcceptAnchor { jurisdiction } => trust::accept_anchor(deps, env, info, jurisdiction),
        M::Accredit { jurisdiction, issuer, schema, max_level, valid_from, valid_until } => {
            let window = (valid_from, valid_until);
            trust::accredit(deps, env, info, trust::Terms { jurisdiction, issuer, schema, max_level, window })
        }
        M::SuspendIssuer { jurisdiction, issuer, schema } =>
            trust::suspend_issuer(deps, env, info, trust::Issuer { jurisdiction, issuer, schema }),
        M::ResumeIssuer { jurisdiction, issuer, schema } =>
            trust::resume_issuer(deps, env, info, trust::Issuer { jurisdiction, issuer, schema }),
        M::RevokeIssuer { jurisdiction, issuer, schema } =>
            trust::revoke_issuer(deps, env, info, trust::Issuer { jurisdiction, issuer, schema }),
        M::Recognize { region, jurisdiction, schema, max_level, max_staleness_seconds } =>
            trust::recognize(deps, env, region, jurisdiction, schema, max_level, max_staleness_seconds),
        M::Unrecognize { region, jurisdiction, schema } => trust::unrecognize(deps, region, jurisdiction, schema),
        M::CreateStatusList { issuer, size } => status::create_list(deps, env, info, issuer, size),
        M::SetStatus { list, updates } => status::set(deps, env, info, list, updates),
        M::IssuePass {
            jurisdiction, issuer, schema, account, digest, level, country, valid_from, expires_at, list, index,
        } => {
            let offer = Offer { digest, level, country, valid_from, expires_at, list, index };
            pass::issue(deps, env, info, pass::Issue { jurisdiction, issuer, schema, account, offer })
        }
        M::AcceptPass { schema, origin, digest } => pass::accept(deps, env, info, schema, origin, digest),
        M::DropPass { schema } => pass::drop(deps, info, schema),
        M::SharePass { schema, region, account } => share::share(deps, env, info, schema, region, account),
        M::RefreshShare { subject, schema, region, account } =>
            share::refresh(deps, env, subject, schema, region, account),
        M::ReceiveAttestation { region, attestation } => share::receive(deps, env, region, attestation),
        M::Pause { scopes, duration_seconds } => admin::pause(deps, env, info, scopes, duration_seconds),
        M::Unpause { scopes } => admin::unpause(deps, info, scopes),
        M::GrantRole { role, account } => admin::grant_role(deps, info, role, account),
        M::RevokeRole { role, account } => admin::revoke_role(deps, info, role, account),
        M::UpdateOwnership(action) => admin::update_ownership(deps, env, info, action),
    }
}

/// Answers a question.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    queries::answer(deps, &env, msg)
}

/// Moves to this code.
#[cfg_attr(not(feature = "library"), cosmwasm_std::entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    migration::migrate(deps)
}
