//! Moving to newer code.

use cosmwasm_std::{DepsMut, Env, Response};
use isthmus_api::access::events::Migrate;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::MigrateMsg;
use isthmus_kit::{admin, version};

use crate::error::ContractError;
use crate::execute::migration::{accept_sum, begin};
use crate::execute::sudo::as_chain;
use crate::execute::{hand_over, Admin};
use crate::model::migration::{ensure_version, CW20_BASE};
use crate::{state, NAME, VERSION};

/// Takes over its own older state as it is, begins to hand over what a token kept that was its own office, and
/// begins to take over the state of cw20-base. Refuses the
/// state of any other contract and of newer code. Ends all signatures made before: what was signed was
/// signed for the rules of the old code (E17).
pub fn migrate(mut deps: DepsMut, env: Env, msg: MigrateMsg) -> Result<Response, ContractError> {
    let stored = version::load(deps.storage)?;
    let found = format!("{} {}", stored.contract, stored.version);
    let mut emitted = Vec::new();
    if stored.contract == CW20_BASE {
        let Some(terms) = msg.from_cw20 else { return Err(ContractError::NoCw20Terms { found }) };
        ensure_version(&stored.version)?;
        version::save(deps.storage, NAME, VERSION)?;
        let to_version = VERSION.to_string();
        emitted.push(Migrate { from_version: stored.version, to_version }.to_event());
        emitted.extend(begin(deps.branch(), &env, terms)?);
    } else {
        emitted.push(admin::migrate::<Admin>(deps.storage)?);
        emitted.extend(admin::drop_unreadable::<Admin>(deps.storage)?);
        if msg.from_cw20.is_some() {
            return Err(ContractError::NotCw20 { found });
        }
    }
    if let Some(sum) = msg.accept_sum {
        emitted.extend(accept_sum(deps.storage, &env, sum)?);
    }
    state::raise_domain_epoch(deps.storage)?;
    let is_under_way = state::may_load_hand_over(deps.storage)?.is_some();
    let mut response = match (msg.hand_over, state::has_retired(deps.storage) && !is_under_way) {
        (None, false) => Response::new(),
        (Some(terms), true) => {
            let ctx = &mut as_chain(deps, env);
            let mut response = hand_over::begin(ctx, terms)?;
            response.attributes.append(&mut ctx.gathered.told);
            response
        }
        (None, true) => return Err(ContractError::NoOffice {}),
        (Some(_), false) => return Err(ContractError::NoHandOver {}),
    };
    emitted.append(&mut response.events);
    response.events = emitted;
    Ok(response)
}
