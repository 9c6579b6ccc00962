//! Money that leaves: payments that follow from a deal, and withdrawals of credits.
//!
//! A payment is taken from the books first and then sent as a submessage of its own with a gas limit.
//! If the token or the bridge refuses, the reply makes it a credit; nobody else is affected. A
//! withdrawal is an ordinary message: if it is refused, the credit stays and the owner sees why.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, Addr, BankMsg, Binary, Coin, CosmosMsg, DepsMut, Env, MessageInfo, Response,
    StdResult, Storage, SubMsg, Uint128, WasmMsg,
};
use cw20::{Cw20ExecuteMsg, Denom};
use isthmus_api::bridge;
use isthmus_api::escrow::events::{Accepted, Closed, Credited, Expired, Paid, Released, Withdrawn};
use isthmus_api::escrow::{DealStatus, Party};
use isthmus_api::event::TypedEvent;
use isthmus_api::types::{Asset, Payout};

use super::{checked_asset, checked_payout};
use crate::model::deal::{Deal, Step, Steps};
use crate::state::{self, asset_text, Config, RemotePayout};
use crate::ContractError;

/// Reply id of a payment.
pub const REPLY_PAYMENT: u64 = 1;
/// Gas that a payment within the region may use; a transfer needs about a quarter of it.
const LOCAL_GAS: u64 = 500_000;
/// Gas that a payment over the bridge may use: token, bridge, burn and packet.
const REMOTE_GAS: u64 = 1_500_000;
/// Gas that payments may use before a crank of many deals leaves the rest of them for another: two
/// payments within the region for each of twenty deals. A deal pays thirteen times at most, so that no
/// list of deals is too dear for a transaction.
pub const CRANK_GAS: u64 = 20_000_000;

/// What the reply must know to make a refused payment a credit.
#[cw_serde]
pub struct Refusable {
    /// The deal.
    pub deal: u64,
    /// Whose money it is.
    pub owner: Addr,
    /// What it is.
    pub asset: Denom,
    /// How much.
    pub amount: Uint128,
    /// Number of the payout, if it goes over the bridge.
    pub payout: Option<u64>,
}

/// What a payout carries over the bridge as its reference, and what a refund brings back.
#[cw_serde]
pub struct Reference {
    /// Number of the payout.
    pub payout: u64,
}

/// Saves the deal and carries out the steps.
pub fn carry_out(
    deps: DepsMut,
    deal: &Deal,
    before: DealStatus,
    steps: Steps,
    actor: &Addr,
) -> Result<Response, ContractError> {
    state::save_deal(deps.storage, deal, before)?;
    let config = state::config(deps.storage)?;
    let mut response = Response::new();
    for step in steps {
        response = match step {
            Step::Pay { party, drawing, amount } => {
                pay(deps.storage, &config, deal, (party, drawing, amount), response)?
            }
            Step::Accepted { drawing, amount, precluded } => response.add_event(
                Accepted { deal: deal.id, drawing, actor: actor.to_string(), amount, precluded }
                    .to_event(),
            ),
            Step::Released { drawing, amount } => {
                response.add_event(Released { deal: deal.id, drawing, amount }.to_event())
            }
            Step::Expired => response
                .add_event(Expired { deal: deal.id, status: name(DealStatus::RunOff) }.to_event()),
            Step::Closed => response.add_event(
                Closed {
                    deal: deal.id,
                    outcome: deal.outcome.map(name).unwrap_or_default(),
                    released: deal.ledger.released,
                    refunded: deal.ledger.refunded,
                }
                .to_event(),
            ),
        };
    }
    Ok(response)
}

/// The name of a status, outcome or party, as in events.
pub fn name(value: impl Into<&'static str>) -> String {
    value.into().to_string()
}

/// Pays out of a deal: books first, then the submessage.
fn pay(
    storage: &mut dyn Storage,
    config: &Config,
    deal: &Deal,
    (party, drawing, amount): (Party, Option<u64>, Uint128),
    response: Response,
) -> Result<Response, ContractError> {
    state::unhold(storage, &deal.asset, amount)?;
    let Some(owner) = deal.account(party).cloned() else {
        return Ok(response);
    };
    let to = deal.payout_of(party);
    let (region, receiver) = place(&to);
    let Some(sending) = send(storage, config, Some(deal.id), &owner, &deal.asset, amount, &to)?
    else {
        // Coins cannot go over the bridge. A payout is checked when it is set, so this is never
        // seen; if it were, the money would still be the owner's.
        state::credit(storage, &owner, &deal.asset, amount)?;
        let event = Credited {
            deal: deal.id,
            owner: owner.into(),
            asset: asset_text(&deal.asset),
            amount,
            reason: "no route".to_string(),
        };
        return Ok(response.add_event(event.to_event()));
    };
    let refusable = Refusable {
        deal: deal.id,
        owner: owner.clone(),
        asset: deal.asset.clone(),
        amount,
        payout: sending.payout,
    };
    let gas = if sending.payout.is_some() { REMOTE_GAS } else { LOCAL_GAS };
    let message = SubMsg::reply_on_error(sending.message, REPLY_PAYMENT)
        .with_gas_limit(gas)
        .with_payload(to_json_binary(&refusable)?);
    let event = Paid {
        deal: deal.id,
        drawing,
        kind: if drawing.is_some() { "drawing" } else { "refund" }.to_string(),
        owner: owner.into(),
        region,
        receiver,
        asset: asset_text(&deal.asset),
        amount,
        payout: sending.payout,
    };
    Ok(response.add_submessage(message).add_event(event.to_event()))
}

/// Takes the sender's whole credit in an asset.
pub fn withdraw(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    asset: Asset,
    to: Payout,
) -> Result<Response, ContractError> {
    let asset = checked_asset(deps.api, &asset)?;
    let config = state::config(deps.storage)?;
    checked_payout(deps.as_ref(), &env, &config, &asset, &to)?;
    let amount = state::take_credit(deps.storage, &info.sender, &asset)?;
    let nothing = || ContractError::NothingToWithdraw { asset: asset_text(&asset) };
    if amount.is_zero() {
        return Err(nothing());
    }
    let (region, receiver) = place(&to);
    let sending = send(deps.storage, &config, None, &info.sender, &asset, amount, &to)?
        .ok_or_else(nothing)?;
    let event = Withdrawn {
        owner: info.sender.into(),
        region,
        receiver,
        asset: asset_text(&asset),
        amount,
        payout: sending.payout,
    };
    Ok(Response::new().add_message(sending.message).add_event(event.to_event()))
}

/// A message that moves money, and the number under which it may come back.
struct Sending {
    message: CosmosMsg,
    payout: Option<u64>,
}

/// Region and account of a payout, for events.
pub fn place(to: &Payout) -> (Option<String>, String) {
    match to {
        Payout::Local { address } => (None, address.clone()),
        Payout::Remote { region, receiver } => (Some(region.clone()), receiver.clone()),
    }
}

/// The message that sends money, if the asset can go there at all.
fn send(
    storage: &mut dyn Storage,
    config: &Config,
    deal: Option<u64>,
    owner: &Addr,
    asset: &Denom,
    amount: Uint128,
    to: &Payout,
) -> StdResult<Option<Sending>> {
    Ok(match (asset, to) {
        (Denom::Native(denom), Payout::Local { address }) => Some(Sending {
            message: BankMsg::Send {
                to_address: address.clone(),
                amount: vec![Coin::new(amount, denom)],
            }
            .into(),
            payout: None,
        }),
        (Denom::Cw20(token), Payout::Local { address }) => Some(Sending {
            message: token_message(
                token,
                &Cw20ExecuteMsg::Transfer { recipient: address.clone(), amount },
            )?,
            payout: None,
        }),
        (Denom::Cw20(token), Payout::Remote { region, receiver }) => {
            let payout = RemotePayout { deal, owner: owner.clone(), asset: asset.clone(), amount };
            let number = state::save_payout(storage, &payout)?;
            let hook = bridge::TokenHook::Transfer {
                region: region.clone(),
                receiver: receiver.clone(),
                timeout_seconds: None,
                memo: deal.map(|deal| format!("isthmus escrow deal {deal}")),
                info: None,
                reference: Some(reference(number)?),
            };
            Some(Sending {
                message: token_message(
                    token,
                    &Cw20ExecuteMsg::Send {
                        contract: config.bridge.to_string(),
                        amount,
                        msg: to_json_binary(&hook)?,
                    },
                )?,
                payout: Some(number),
            })
        }
        (Denom::Native(_), Payout::Remote { .. }) => None,
    })
}

/// `{"payout":7}`: at most 33 bytes, of the 64 that the bridge keeps.
fn reference(payout: u64) -> StdResult<Binary> {
    to_json_binary(&Reference { payout })
}

fn token_message(token: &Addr, message: &Cw20ExecuteMsg) -> StdResult<CosmosMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: token.to_string(),
        msg: to_json_binary(message)?,
        funds: vec![],
    }
    .into())
}
