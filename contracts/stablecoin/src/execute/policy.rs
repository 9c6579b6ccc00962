//! The contract that is asked about movements: `set_policy_contract`, and the asking.
//!
//! The ledger notes what is to be asked. When a message has done everything, the questions go before
//! whatever else it sends, so that the contract finds the final state and no recipient is called for
//! a movement that is then refused. An error comes back to `reply`, which fails: nothing is left.
//!
//! Whether the contract refuses or is broken nobody can tell from that. `probe_policy` asks it what no
//! working contract refuses, so there a failure is one, and it is counted (A17).

use cosmwasm_std::{to_json_binary, Deps, Reply, Response, SubMsg, SubMsgResult, WasmMsg};
use isthmus_api::event::TypedEvent;
use isthmus_api::policy::{self, CanMoveResponse, MovementKind, MAX_POLICY_GAS, MIN_POLICY_GAS};
use isthmus_api::stablecoin::{events, Change, Feature, PolicyContract};
use isthmus_api::types::{printable, within};
use isthmus_kit::admin;

use super::{emit, features, is_contract, Admin, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::policy::Failures;
use crate::state::{self, AccountId};

/// Number of the replies about a movement: they come only if the contract failed.
const REPLY: u64 = 1;
/// Number of the replies about nothing.
const PROBE: u64 = 2;

/// Puts the questions before all that the message sends.
pub fn ask(ctx: &mut Ctx, mut response: Response) -> Outcome {
    let PolicyContract { address, gas_limit } = load_contract(ctx.deps.as_ref())?;
    let asks = std::mem::take(&mut ctx.gathered.asks);
    let mut messages = Vec::with_capacity(asks.len());
    for ask in asks {
        let question = policy::ExecuteMsg::CheckMovement(ask);
        let (contract_addr, msg) = (address.clone(), to_json_binary(&question)?);
        let call = WasmMsg::Execute { contract_addr, msg, funds: Vec::new() };
        messages.push(SubMsg::reply_on_error(call, REPLY).with_gas_limit(gas_limit));
    }
    messages.append(&mut response.messages);
    response.messages = messages;
    Ok(response)
}

/// Asks beforehand, for `can_transfer`.
pub fn ensure_may_move(deps: Deps, ask: policy::Movement) -> Result<(), ContractError> {
    let asked = policy::QueryMsg::CanMove(ask);
    let address = load_contract(deps)?.address;
    let answer: CanMoveResponse =
        deps.querier.query_wasm_smart(address, &asked).map_err(|cause| deny(&cause.to_string()))?;
    if !answer.allowed {
        return Err(deny(&answer.reason.unwrap_or_default()));
    }
    Ok(())
}

/// Handles the reply of the policy contract. Of a movement it comes only if the contract refused, failed, or
/// ran out of its gas.
pub fn reply(ctx: &mut Ctx, reply: Reply) -> Outcome {
    match (reply.id, reply.result) {
        (PROBE, result) => count(ctx, result.is_ok()),
        (_, SubMsgResult::Err(reason)) => Err(deny(&reason)),
        (_, SubMsgResult::Ok(_)) => Ok(Response::new()),
    }
}

/// `probe_policy`: asks about nothing, from itself to itself.
pub fn probe(ctx: &mut Ctx) -> Outcome {
    // A contract could call from as deep as a chain lets it, where any further call fails.
    if is_contract(ctx.deps.querier, &ctx.info.sender) {
        return Err(ContractError::ProbedByContract {});
    }
    let PolicyContract { address, gas_limit } =
        state::may_load_policy_contract(ctx.deps.storage, ctx.deps.api)?
            .ok_or(ContractError::NoPolicy {})?;
    let question = policy::ExecuteMsg::CheckMovement(nothing(ctx));
    let msg = to_json_binary(&question)?;
    let call = WasmMsg::Execute { contract_addr: address, msg, funds: Vec::new() };
    let probe = SubMsg::reply_always(call, PROBE).with_gas_limit(gas_limit);
    Ok(Response::new().add_submessage(probe))
}

/// Counts a trial. The last failure that it takes ends the policy, and whatever was planned about it.
fn count(ctx: &mut Ctx, works: bool) -> Outcome {
    let now = ctx.now();
    // It may have been ended in the middle of the question.
    let Some(policy) = state::may_load_policy_contract(ctx.deps.storage, ctx.deps.api)? else {
        return Ok(Response::new());
    };
    let failures = if works {
        Failures::default()
    } else {
        state::load_policy_failures(ctx.deps.storage)?.fail(now)?
    };
    state::save_policy_failures(ctx.deps.storage, &failures)?;
    let told = events::ProbePolicy {
        address: policy.address,
        works,
        failures: failures.count,
        falls: failures.is_enough(),
    };
    if !failures.is_enough() {
        return emit(told);
    }
    let change = Change::SetPolicyContract { policy: None };
    let dropped = admin::overtake::<Admin>(ctx, &change)?;
    let mut response = put(ctx, None)?;
    response.events.insert(0, told.to_event());
    Ok(response.add_events(dropped))
}

fn deny(reason: &str) -> ContractError {
    ContractError::PolicyDenied { reason: printable(reason) }
}

/// The contract that the switches say there is. Without it nothing moves.
fn load_contract(deps: Deps) -> Result<PolicyContract, ContractError> {
    state::may_load_policy_contract(deps.storage, deps.api)?
        .ok_or_else(|| deny("no contract is named"))
}

/// `set_policy_contract`, at once or after its delay. Moves nothing and asks about nothing, so a contract
/// that refuses everything can be removed.
pub fn put(ctx: &mut Ctx, policy: Option<PolicyContract>) -> Outcome {
    let now = ctx.now();
    let named = policy.as_ref().map(|policy| checked_contract(ctx, policy)).transpose()?;
    let previous = state::may_load_policy_contract(ctx.deps.storage, ctx.deps.api)?;
    let record = named.as_ref().zip(policy.as_ref().map(|policy| policy.gas_limit));
    state::save_policy_contract(ctx.deps.storage, record, now)?;
    // More gas for the same contract is no new beginning.
    let address_of = |policy: &Option<PolicyContract>| policy.clone().map(|it| it.address);
    if address_of(&previous) != address_of(&policy) {
        state::save_policy_failures(ctx.deps.storage, &Failures::default())?;
    }
    let parts = |policy: Option<PolicyContract>| match policy {
        None => (None, None),
        Some(policy) => (Some(policy.address), Some(policy.gas_limit)),
    };
    let (previous_address, previous_gas_limit) = parts(previous);
    let (address, gas_limit) = parts(policy);
    let by = ctx.by();
    emit(events::SetPolicyContract { previous_address, previous_gas_limit, address, gas_limit, by })
}

/// Nothing, from itself to itself.
fn nothing(ctx: &Ctx) -> policy::Movement {
    let own = Some(ctx.env.contract.address.to_string());
    policy::Movement {
        kind: MovementKind::Transfer,
        from: own.clone(),
        to: own,
        spender: None,
        amount: 0u128.into(),
    }
}

/// A contract that cannot be asked would stop every payment: it has to answer once.
fn checked_contract(ctx: &Ctx, policy: &PolicyContract) -> Result<AccountId, ContractError> {
    features::ensure_not_renounced(ctx.deps.storage, Feature::PolicyContract)?;
    within("gas_limit", policy.gas_limit, (MIN_POLICY_GAS, MAX_POLICY_GAS))?;
    let Named { id, address } = ctx.resolve("address", &policy.address)?;
    // Whatever it answers, it is one that answers.
    let asked = policy::QueryMsg::CanMove(nothing(ctx));
    let answer: Result<CanMoveResponse, _> = ctx.deps.querier.query_wasm_smart(address, &asked);
    match answer {
        Ok(_) => Ok(id),
        Err(cause) => Err(ContractError::NotPolicy { reason: printable(&cause.to_string()) }),
    }
}
