//! Money that comes in: the cover, in coins or by the cw20 hook, and what the bridge brings back.

use cosmwasm_std::{from_json, Addr, Binary, Coin, StdError, StdResult, Uint128};
use cw20::{BalanceResponse, Cw20QueryMsg, Cw20ReceiveMsg, Denom};
use isthmus_api::escrow::events::{Funded, Returned};
use isthmus_api::escrow::{ExecuteKind, TokenHook};
use isthmus_api::types;
use isthmus_kit::{emit, read, Ctx};
use isthmus_wire::{from_message, Record};

use super::payment::Reference;
use crate::error::Outcome;
use crate::model::asset::asset_text;
use crate::model::deal::Deal;
use crate::model::text::name_of;
use crate::{state, ContractError};

/// The cover in coins.
pub fn fund(ctx: &mut Ctx, deal: u64) -> Outcome {
    let deal = state::load_deal(ctx.deps.storage, deal)?;
    let funds = ctx.info.funds.as_slice();
    let (Denom::Native(denom), [coin]) = (&deal.asset, funds) else {
        return Err(wrong_asset(&deal, coins_text(funds)));
    };
    if coin.denom != *denom {
        return Err(wrong_asset(&deal, coins_text(funds)));
    }
    let (sender, amount) = (ctx.info.sender.clone(), coin.amount);
    take_cover(ctx, deal, &sender, amount)
}

fn wrong_asset(deal: &Deal, got: String) -> ContractError {
    ContractError::WrongAsset { expected: asset_text(&deal.asset), got }
}

fn coins_text(coins: &[Coin]) -> String {
    if coins.is_empty() {
        return "no coins".to_string();
    }
    let texts: Vec<String> = coins.iter().take(5).map(ToString::to_string).collect();
    texts.join(",")
}

/// A token pays in. The `sender` that it states is believed only of a token that the parties chose.
pub fn receive(ctx: &mut Ctx, hook: Cw20ReceiveMsg) -> Outcome {
    let config = state::load_config(ctx.deps.storage)?;
    let token = Denom::Cw20(ctx.info.sender.clone());
    if hook.sender == config.bridge.as_str() {
        return take_back(ctx, &token, hook.amount, &hook.msg);
    }
    let TokenHook::Fund { deal } = read(from_message(&hook.msg))?;
    let deal = state::load_deal(ctx.deps.storage, deal)?;
    if deal.asset != token {
        let got = asset_text(&token);
        // A rogue contract that calls the hook ends here.
        if !state::is_asset_allowed(ctx.deps.storage, &token) {
            return Err(ContractError::AssetNotAllowed { asset: got });
        }
        return Err(wrong_asset(&deal, got));
    }
    let sender = types::address(ctx.deps.api, "sender", &hook.sender)?;
    take_cover(ctx, deal, &sender, hook.amount)
}

/// The cover came in from a party.
fn take_cover(ctx: &mut Ctx, mut deal: Deal, from: &Addr, amount: Uint128) -> Outcome {
    let before = deal.status;
    let party = deal.ensure_party(from, ExecuteKind::Fund)?;
    deal.fund(party, amount, ctx.now())?;
    state::save_deal(ctx.deps.storage, &deal, before)?;
    let owed = state::hold(ctx.deps.storage, &deal.asset, amount)?;
    if let Denom::Cw20(token) = &deal.asset {
        // A token that takes a fee, or lies, must not leave other deals uncovered.
        let owed = owed.held.checked_add(owed.credits).map_err(StdError::from)?;
        let balance = query_balance(ctx, token)?;
        if balance < owed {
            return Err(ContractError::Unbacked { owed, balance });
        }
    }
    emit(Funded {
        deal: deal.id,
        party: name_of(party),
        actor: from.to_string(),
        asset: asset_text(&deal.asset),
        amount,
        status: name_of(deal.status),
    })
}

fn query_balance(ctx: &Ctx, token: &Addr) -> StdResult<Uint128> {
    let question = Cw20QueryMsg::Balance { address: ctx.env.contract.address.to_string() };
    let Record(answer): Record<BalanceResponse> =
        ctx.deps.querier.query_wasm_smart(token, &question)?;
    Ok(answer.balance)
}

/// A payout abroad came back: it becomes a credit of its owner, once. Anything else is refused, and
/// the bridge keeps it as a claim.
fn take_back(ctx: &mut Ctx, token: &Denom, amount: Uint128, reference: &Binary) -> Outcome {
    let unknown = || ContractError::UnknownReference {};
    let Reference { payout: number } = from_json(reference).map_err(|_| unknown())?;
    let payment = state::may_load_payout(ctx.deps.storage, number)?.ok_or_else(unknown)?;
    if payment.asset != *token || payment.amount != amount {
        return Err(unknown());
    }
    state::remove_payout(ctx.deps.storage, number);
    state::credit(ctx.deps.storage, &payment.owner, token, amount)?;
    emit(Returned {
        payout: number,
        deal: payment.deal,
        owner: payment.owner.into(),
        asset: asset_text(token),
        amount,
    })
}
