//! `mint`: four brakes at once. Allowance and rate limit, reserves, and what the token itself allows this
//! contract, its cap above all. Each refuses with an error of its own.

use cosmwasm_std::{HexBinary, Storage, Uint128};
use cw20::Cw20ExecuteMsg;
use isthmus_api::issuance::events::Minted;
use isthmus_api::issuance::ExecuteKind;
use isthmus_api::types;
use isthmus_kit::{emit, pause, Ctx};

use super::{token, MINT};
use crate::error::Outcome;
use crate::model::text::check_reference;
use crate::{state, ContractError};

/// Creates tokens. Whether the minter has come to have another duty is not asked here, for it would cost
/// each mint a call: it is asked where minters and roles are set, and by `dismiss_minter`, which anyone may
/// send (ADR 15).
pub fn mint(
    ctx: &mut Ctx,
    recipient: String,
    amount: Uint128,
    reference: Option<HexBinary>,
) -> Outcome {
    let (now, minter) = (ctx.now(), ctx.info.sender.clone());
    pause::check(ctx.deps.storage, MINT, now)?;
    let before = state::may_load_minter(ctx.deps.storage, &minter)?
        .ok_or_else(|| why_no_minter(ctx.deps.storage))?;
    let after = before.mint(amount.u128(), now)?;
    let to = types::address(ctx.deps.api, "recipient", &recipient)?;
    if before.restricted && !state::is_recipient(ctx.deps.storage, &minter, &to) {
        return Err(ContractError::RecipientNotPermitted { recipient });
    }
    let reference = reference.map(|given| check_reference("reference", &given)).transpose()?;
    let token = state::load_stablecoin(ctx.deps.storage)?;
    let reserve = state::load_reserve(ctx.deps.storage)?;
    if reserve.policy.is_some() {
        let issued = token::query_issued(&ctx.deps.querier, &token)?;
        reserve.ensure_covers(issued.u128(), amount.u128(), now)?;
    }
    state::save_minter(ctx.deps.storage, &minter, &after);
    let message = token::tell(&token, &Cw20ExecuteMsg::Mint { recipient, amount })?;
    let response = emit::<ContractError>(Minted {
        to: to.into(),
        amount,
        reference,
        allowance: after.allowance.into(),
        by: ctx.by(),
    })?;
    Ok(response.add_message(message))
}

/// Why the sender is no minter: it may be one that is still to be handed over.
fn why_no_minter(storage: &dyn Storage) -> ContractError {
    if state::is_taking_over(storage) {
        return ContractError::NotHandedOver {};
    }
    ContractError::unauthorized(ExecuteKind::Mint)
}
