//! The contract that is asked about movements: `set_policy_contract`, and the asking.
//!
//! The ledger notes what is to be asked. When a message has done everything, the questions go before
//! whatever else it sends, so that the contract finds the final state and no recipient is called for
//! a movement that is then refused. An error comes back to `reply`, which fails: nothing is left.

use cosmwasm_std::{to_json_binary, Deps, Reply, Response, SubMsg, SubMsgResult, WasmMsg};
use isthmus_api::policy::{self, CanMoveResponse, MovementKind, MAX_POLICY_GAS, MIN_POLICY_GAS};
use isthmus_api::stablecoin::{events, Feature, PolicyContract};
use isthmus_api::types::{printable, within};

use super::{emit, features, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::state::{self, AccountId};

/// Number of the replies of a policy contract: all there are.
const REPLY: u64 = 1;

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

/// Handles the reply of the policy contract, which comes only if it refused, failed, or ran out of its
/// gas.
pub fn reply(reply: Reply) -> Outcome {
    match reply.result {
        SubMsgResult::Err(reason) => Err(deny(&reason)),
        SubMsgResult::Ok(_) => Ok(Response::new()),
    }
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
    let parts = |policy: Option<PolicyContract>| match policy {
        None => (None, None),
        Some(policy) => (Some(policy.address), Some(policy.gas_limit)),
    };
    let (previous_address, previous_gas_limit) = parts(previous);
    let (address, gas_limit) = parts(policy);
    let by = ctx.by();
    emit(events::SetPolicyContract { previous_address, previous_gas_limit, address, gas_limit, by })
}

/// A contract that cannot be asked would stop every payment: it has to answer once.
fn checked_contract(ctx: &Ctx, policy: &PolicyContract) -> Result<AccountId, ContractError> {
    features::ensure_not_renounced(ctx.deps.storage, Feature::PolicyContract)?;
    within("gas_limit", policy.gas_limit, (MIN_POLICY_GAS, MAX_POLICY_GAS))?;
    let Named { id, address } = ctx.resolve("address", policy.address.as_str())?;
    // Nothing, from itself to itself: whatever it answers, it is one that answers.
    let own = Some(ctx.env.contract.address.to_string());
    let nothing = policy::Movement {
        kind: MovementKind::Transfer,
        from: own.clone(),
        to: own,
        spender: None,
        amount: 0u128.into(),
    };
    let asked = policy::QueryMsg::CanMove(nothing);
    let answer: Result<CanMoveResponse, _> = ctx.deps.querier.query_wasm_smart(address, &asked);
    match answer {
        Ok(_) => Ok(id),
        Err(cause) => Err(ContractError::NotPolicy { reason: printable(&cause.to_string()) }),
    }
}
