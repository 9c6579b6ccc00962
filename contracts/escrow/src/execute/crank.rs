//! Carrying out what has come due, by anyone.

use cosmwasm_std::Response;
use isthmus_api::escrow::MAX_CRANKS;
use isthmus_api::types;
use isthmus_kit::Ctx;

use super::payment::carry_out;
use crate::error::Outcome;
use crate::state;

/// Gas that payments may use before a crank of many deals leaves the rest of them for another: two
/// payments within the region for each of twenty deals. A deal pays thirteen times at most, so that no
/// list of deals is too dear for a transaction.
const CRANK_GAS: u64 = 20_000_000;

/// Carries out what has come due for a deal; nothing if nothing has.
pub fn crank(ctx: &mut Ctx, deal: u64) -> Outcome {
    let mut deal = state::load_deal(ctx.deps.storage, deal)?;
    let before = deal.status;
    let steps = deal.advance(ctx.now())?;
    if steps.is_empty() {
        return Ok(Response::new());
    }
    state::save_deal(ctx.deps.storage, &deal, before)?;
    carry_out(ctx, &deal, steps)
}

/// Carries out what has come due for several. Deals that are left over are no loss: they are as due as
/// before.
pub fn crank_many(ctx: &mut Ctx, deals: Vec<u64>) -> Outcome {
    types::at_most("deals", &deals, MAX_CRANKS)?;
    let mut response = Response::new();
    let mut promised = 0u64;
    for deal in deals {
        if promised >= CRANK_GAS {
            break;
        }
        let cranked = crank(ctx, deal)?;
        let gas = cranked.messages.iter().filter_map(|payment| payment.gas_limit);
        promised = gas.fold(promised, u64::saturating_add);
        response = response.add_submessages(cranked.messages).add_events(cranked.events);
    }
    Ok(response)
}
