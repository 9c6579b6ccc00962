//! A token that was its own office hands over what it kept as such to the contract that is its office now:
//! `hand_over`, and what the migrate message does of it (ADR 15).
//!
//! Records are sent as they are stored, and each is gone from here in the message that sends it. So what is
//! there is what is left: nothing says where to go on, and a page that fails is as if it had not been tried.

use cosmwasm_std::{to_json_binary, Addr, WasmMsg};
use isthmus_api::issuance::HandedOver;
use isthmus_api::stablecoin::{events, MinterTerms, MAX_HAND_OVER_PAGE};
use isthmus_api::types;
use isthmus_wire::wire;

use super::ledger::Movement;
use super::{emit, escrow, minter, Ctx, CtxExt, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::state;

/// What the office is told. Of its own messages this one alone, which keeps the others out of this code.
#[wire]
enum Told {
    TakeOver(HandedOver),
}

/// `hand_over`.
pub fn hand_over(ctx: &mut Ctx, limit: u32) -> Outcome {
    let office =
        state::may_load_hand_over(ctx.deps.storage)?.ok_or(ContractError::NoHandOver {})?;
    let limit = types::within("limit", limit, (1, MAX_HAND_OVER_PAGE))?;
    send_page(ctx, office, limit)
}

/// The contract becomes the minter and an escrow, and what is being redeemed its balance: from here on the
/// balances add up to the supply (A16). With it goes the first page, which an office refuses that is none of
/// this token, and then nothing has happened.
pub fn begin(ctx: &mut Ctx, terms: MinterTerms) -> Outcome {
    let office = ctx.resolve("address", terms.address.as_str())?;
    let mut events = Vec::new();
    if !state::load_account(ctx.deps.storage, &office.id)?.escrow {
        events.extend(escrow::put_escrow(ctx, terms.address.clone())?.events);
    }
    let amount = state::load_redeeming(ctx.deps.storage)?;
    if amount > 0 {
        let kind = &Kind::HAND_OVER;
        let movement = Movement { kind, from: None, to: Some(&office), by: None, amount };
        ctx.ledger().make(&movement)?;
    }
    events.extend(minter::put(ctx, Some(terms))?.events);
    let page = send_page(ctx, office.address, MAX_HAND_OVER_PAGE)?;
    Ok(page.add_events(events))
}

fn send_page(ctx: &mut Ctx, office: Addr, limit: u32) -> Outcome {
    let limit = usize::try_from(limit).unwrap_or_default();
    let records = state::take_retired(ctx.deps.storage, limit);
    let count = u64::try_from(records.len()).unwrap_or_default();
    let done = records.len() < limit;
    state::save_hand_over(ctx.deps.storage, Some(&office).filter(|_| !done));
    let msg = to_json_binary(&Told::TakeOver(HandedOver { records, done }))?;
    let contract_addr = office.to_string();
    let page =
        events::HandOver { office: office.into_string(), records: count, done, by: ctx.by() };
    let response = emit::<ContractError>(page)?;
    Ok(response.add_message(WasmMsg::Execute { contract_addr, msg, funds: Vec::new() }))
}
