//! What a payment would do.

use cosmwasm_std::{Deps, Env, Uint128};
use isthmus_api::stablecoin::{CanTransferResponse, FeeConfig, QuoteTransferResponse};

use super::Answer;
use crate::error::ContractError;
use crate::execute::ledger::{fee_for, load_side, plan, Movement};
use crate::execute::{allowance, fee as fees, policy, Named};
use crate::model::movement::Kind;
use crate::model::payments::sum;
use crate::state::{self, AccountId};

/// `can_transfer`.
pub fn can_transfer(
    deps: Deps,
    env: &Env,
    from: &str,
    to: &str,
    amount: Uint128,
    spender: Option<String>,
) -> Answer<CanTransferResponse> {
    Ok(match attempt(deps, env, from, to, amount, spender) {
        Ok(()) => CanTransferResponse { ok: true, code: None, reason: None },
        Err(refused) => CanTransferResponse {
            ok: false,
            code: Some(refused.code()),
            reason: Some(refused.to_string()),
        },
    })
}

/// Runs the very rules of a transfer, asks the policy contract, and writes nothing.
fn attempt(
    deps: Deps,
    env: &Env,
    from: &str,
    to: &str,
    amount: Uint128,
    spender: Option<String>,
) -> Result<(), ContractError> {
    let payer = Named::checked(deps.api, "from", from)?;
    let recipient = Named::checked(deps.api, "to", to)?;
    let named = spender.map(|spender| Named::checked(deps.api, "spender", spender)).transpose()?;
    // As the message does: the allowance first, then the movement.
    let spender = |named| allowance::spender(deps.storage, &env.block, &payer.id, named, amount);
    let by = named.as_ref().map(spender).transpose()?;
    let movement = Movement {
        kind: &Kind::TRANSFER,
        from: Some(&payer),
        to: Some(&recipient),
        by: by.as_ref(),
        amount: amount.u128(),
    };
    match plan(deps.storage, env.block.time.seconds(), &movement)?.asked {
        None => Ok(()),
        Some(kind) => policy::ensure_may_move(deps, movement.ask(kind)),
    }
}

/// `fee`: none while payments are free.
pub fn fee(deps: Deps) -> Answer<Option<FeeConfig>> {
    let terms = state::load_switches(deps.storage)?.fee;
    terms.map(|terms| fees::show_terms(deps.api, &terms)).transpose()
}

/// `quote_transfer`: whether the payment would pass is not looked at.
pub fn quote_transfer(
    deps: Deps,
    env: &Env,
    from: &str,
    to: &str,
    amount: Uint128,
) -> Answer<QuoteTransferResponse> {
    let (storage, now) = (deps.storage, env.block.time.seconds());
    let from = AccountId::checked(deps.api, "from", from)?;
    let to = AccountId::checked(deps.api, "to", to)?;
    let switches = state::load_switches(storage)?;
    let (payer, recipient) = (load_side(storage, &from)?, load_side(storage, &to)?);
    let due = match &switches.fee {
        None => None,
        Some(terms) => {
            fee_for(storage, now, terms, switches.mode, &payer, &recipient, amount.u128())?
        }
    };
    let fee = due.map(|fee| fee.amount).unwrap_or_default();
    let total = sum(amount.u128(), fee)?;
    Ok(QuoteTransferResponse { amount, fee: fee.into(), total: total.into() })
}
