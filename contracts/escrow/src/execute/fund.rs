//! Money that comes in: the cover, in coins or by the cw20 hook, and what the bridge brings back.

use cosmwasm_std::{
    coins, from_json, Binary, Coin, DepsMut, Env, MessageInfo, Response, StdResult, Uint128,
};
use cw20::{BalanceResponse, Cw20QueryMsg, Cw20ReceiveMsg, Denom};
use isthmus_api::escrow::events::{Funded, Returned};
use isthmus_api::escrow::{ExecuteKind, TokenHook};
use isthmus_api::event::TypedEvent;
use isthmus_api::types;

use super::money::{name, Reference};
use crate::model::deal::Deal;
use crate::state::{self, asset_text};
use crate::ContractError;

type Done = Result<Response, ContractError>;

/// The cover in coins.
pub fn native(deps: DepsMut, env: Env, info: MessageInfo, id: u64) -> Done {
    let deal = state::deal(deps.storage, id)?;
    let wrong = |got: String| ContractError::WrongAsset { expected: asset_text(&deal.asset), got };
    let Denom::Native(denom) = &deal.asset else {
        return Err(wrong(coins_text(&info.funds)));
    };
    let [coin] = info.funds.as_slice() else {
        return Err(wrong(coins_text(&info.funds)));
    };
    if coin.denom != *denom {
        return Err(wrong(coins_text(&coins(coin.amount.u128(), &coin.denom))));
    }
    let amount = coin.amount;
    fund(deps, &env, deal, info, amount)
}

fn coins_text(coins: &[Coin]) -> String {
    let texts: Vec<String> = coins.iter().take(5).map(ToString::to_string).collect();
    if texts.is_empty() {
        return "no coins".to_string();
    }
    texts.join(",")
}

/// A token pays in. The `sender` that it states is believed only of a token that the parties chose.
pub fn receive(deps: DepsMut, env: Env, info: MessageInfo, hook: Cw20ReceiveMsg) -> Done {
    let config = state::config(deps.storage)?;
    let token = Denom::Cw20(info.sender);
    if hook.sender == config.bridge.as_str() {
        return returned(deps, token, hook.amount, &hook.msg);
    }
    let TokenHook::Fund { deal } = from_json(&hook.msg)?;
    let deal = state::deal(deps.storage, deal)?;
    if deal.asset != token {
        let got = asset_text(&token);
        // A rogue contract that calls the hook ends here.
        if !state::is_allowed(deps.storage, &token) {
            return Err(ContractError::AssetNotAllowed { asset: got });
        }
        return Err(ContractError::WrongAsset { expected: asset_text(&deal.asset), got });
    }
    let sender = types::address(deps.api, "sender", &hook.sender)?;
    let funder = MessageInfo { sender, funds: vec![] };
    fund(deps, &env, deal, funder, hook.amount)
}

fn fund(deps: DepsMut, env: &Env, mut deal: Deal, info: MessageInfo, amount: Uint128) -> Done {
    let before = deal.status;
    let party = deal.party(&info.sender, ExecuteKind::Fund)?;
    deal.fund(party, amount, env.block.time.seconds())?;
    state::save_deal(deps.storage, &deal, before)?;
    let owed = state::hold(deps.storage, &deal.asset, amount)?;
    if let Denom::Cw20(token) = &deal.asset {
        // A token that takes a fee, or lies, must not leave other deals uncovered.
        let owed = owed.held.checked_add(owed.credits);
        let owed = owed.map_err(cosmwasm_std::StdError::from)?;
        let balance = token_balance(&deps, env, token.as_str())?;
        if balance < owed {
            return Err(ContractError::Unbacked { owed, balance });
        }
    }
    let event = Funded {
        deal: deal.id,
        party: name(party),
        actor: info.sender.into(),
        asset: asset_text(&deal.asset),
        amount,
        status: name(deal.status),
    };
    Ok(Response::new().add_event(event.to_event()))
}

fn token_balance(deps: &DepsMut, env: &Env, token: &str) -> StdResult<Uint128> {
    let question = Cw20QueryMsg::Balance { address: env.contract.address.to_string() };
    let answer: BalanceResponse = deps.querier.query_wasm_smart(token, &question)?;
    Ok(answer.balance)
}

/// A payout abroad came back: it becomes a credit of its owner, once. Anything else is refused, and
/// the bridge keeps it as a claim.
fn returned(deps: DepsMut, token: Denom, amount: Uint128, reference: &Binary) -> Done {
    let unknown = || ContractError::UnknownReference {};
    let Reference { payout: number } = from_json(reference).map_err(|_| unknown())?;
    let payout = state::payout(deps.storage, number)?.ok_or_else(unknown)?;
    if payout.asset != token || payout.amount != amount {
        return Err(unknown());
    }
    state::remove_payout(deps.storage, number);
    state::credit(deps.storage, &payout.owner, &payout.asset, amount)?;
    let event = Returned {
        payout: number,
        deal: payout.deal,
        owner: payout.owner.into(),
        asset: asset_text(&token),
        amount,
    };
    Ok(Response::new().add_event(event.to_event()))
}
