//! What may happen next, and what a presentation would meet.

use cosmwasm_std::{Deps, Env, Uint128};
use isthmus_api::escrow::{NextActionResponse, Presentation, SimulateResponse};

use crate::model::actions::list_actions;
use crate::model::discrepancies::last_presentation_at;
use crate::model::examination::exam_due;
use crate::model::terms::check_presentation;
use crate::{state, ContractError};

/// What may happen to a deal now, by whom and until when.
pub fn next_action(deps: Deps, env: &Env, deal: u64) -> Result<NextActionResponse, ContractError> {
    let mut deal = state::load_deal(deps.storage, deal)?;
    let crank_due = !deal.advance(env.block.time.seconds())?.is_empty();
    let alive = deal.numbered().filter(|(_, slot)| slot.is_alive());
    let drawings = alive
        .map(|(number, _)| Ok((number, state::load_drawing(deps.storage, deal.id, number)?)))
        .collect::<Result<Vec<_>, ContractError>>()?;
    Ok(NextActionResponse {
        status: deal.status,
        crank_due,
        due_at: deal.crank_at(),
        actions: list_actions(&deal, &drawings),
    })
}

/// What the contract would find if the beneficiary presented this.
pub fn simulate(
    deps: Deps,
    env: &Env,
    deal: u64,
    presentation: Presentation,
    at: Option<u64>,
) -> Result<SimulateResponse, ContractError> {
    let mut deal = state::load_deal(deps.storage, deal)?;
    check_presentation(&presentation)?;
    let shipped_at = presentation.shipped_at;
    let context = state::load_examination_context(
        deps.storage,
        &deal,
        None,
        shipped_at,
        &presentation.documents,
        deal.beneficiary.clone(),
        at.unwrap_or(env.block.time.seconds()),
    )?;
    let mut response = SimulateResponse {
        presentable: true,
        reason: None,
        discrepancies: vec![],
        reserved: Uint128::zero(),
        last_presentation_at: last_presentation_at(&context.terms, &context.calendar, shipped_at),
        exam_due_at: exam_due(&context.calendar, context.now),
    };
    match deal.present(presentation, true, &context) {
        Ok(presented) => {
            response.discrepancies = presented.drawing.discrepancies;
            response.reserved = deal.slot(presented.number)?.reserved;
        }
        Err(error) => {
            response.presentable = false;
            response.reason = Some(error.to_string());
        }
    }
    Ok(response)
}
