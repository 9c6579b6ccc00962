//! What every message of a party about its deal does around its own rule.

use cosmwasm_std::Event;
use isthmus_api::escrow::{ExecuteKind, Party};
use isthmus_api::event::TypedEvent;
use isthmus_kit::Ctx;

use super::payment::carry_out;
use crate::error::Outcome;
use crate::model::deal::Deal;
use crate::model::step::Steps;
use crate::{state, ContractError};

/// What came of an action.
pub struct Acted {
    steps: Steps,
    event: Option<Event>,
}

impl Acted {
    /// Steps that speak for themselves.
    pub fn new(steps: Steps) -> Self {
        Self { steps, event: None }
    }

    /// Steps, and after theirs an event of its own.
    pub fn with_event(steps: Steps, event: impl TypedEvent) -> Self {
        Self { steps, event: Some(event.to_event()) }
    }
}

/// Loads the deal, lets one of its parties act, saves it, carries out what follows and emits.
///
/// Fails when there is no such deal, the sender is none of the parties that may send the message, or
/// the action fails.
pub fn act(
    ctx: &mut Ctx,
    deal: u64,
    kind: ExecuteKind,
    action: impl FnOnce(&mut Ctx, &mut Deal, Party) -> Result<Acted, ContractError>,
) -> Outcome {
    let mut deal = state::load_deal(ctx.deps.storage, deal)?;
    let before = deal.status;
    let party = deal.ensure_party(&ctx.info.sender, kind)?;
    let acted = action(ctx, &mut deal, party)?;
    state::save_deal(ctx.deps.storage, &deal, before)?;
    let response = carry_out(ctx, &deal, acted.steps)?;
    Ok(response.add_events(acted.event))
}
