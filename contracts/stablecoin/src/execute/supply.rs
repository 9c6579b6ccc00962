//! Creating and destroying tokens: `mint`, `burn`, `burn_from`, `set_cap`, `set_holder_burn`.

use cosmwasm_std::{Response, Uint128};
use isthmus_api::stablecoin::{events, Change, ExecuteKind, Feature};

use super::ledger::{Movement, Spender};
use super::{allowance, emit, features, refuse, Ctx, CtxExt, Named, Outcome};
use crate::model::changes::loosens;
use crate::model::movement::Kind;
use crate::state;

/// `mint`, within the brakes of the minter.
pub fn mint(ctx: &mut Ctx, recipient: String, amount: Uint128) -> Outcome {
    let (minter, to) = (ctx.sender()?, ctx.resolve("recipient", recipient)?);
    let (amount, now) = (amount.u128(), ctx.now());
    let before = state::may_load_minter(ctx.deps.storage, &minter, now)?
        .ok_or_else(|| refuse(ExecuteKind::Mint))?;
    let after = before.mint(amount, now)?;
    if after != before {
        state::save_minter(ctx.deps.storage, &minter, &after);
    }
    let movement = Movement { kind: &Kind::MINT, from: None, to: Some(&to), by: None, amount };
    ctx.ledger().make(&movement)?;
    Ok(Response::new())
}

/// `burn`.
pub fn burn(ctx: &mut Ctx, amount: Uint128) -> Outcome {
    let from = ctx.payer()?;
    destroy(ctx, &from, None, amount)
}

/// `burn_from`.
pub fn burn_from(ctx: &mut Ctx, owner: String, amount: Uint128) -> Outcome {
    let (from, sender) = (ctx.resolve("owner", owner)?, ctx.payer()?);
    let (storage, block) = (&*ctx.deps.storage, &ctx.env.block);
    let spender = allowance::spender(storage, block, &from.id, &sender, amount)?;
    destroy(ctx, &from, Some(&spender), amount)
}

fn destroy(ctx: &mut Ctx, from: &Named, by: Option<&Spender>, amount: Uint128) -> Outcome {
    let amount = amount.u128();
    let movement = Movement { kind: &Kind::BURN, from: Some(from), to: None, by, amount };
    ctx.ledger().make(&movement)?;
    Ok(Response::new())
}

/// `set_cap`, at once or after its delay.
pub fn put_cap(ctx: &mut Ctx, cap: Option<Uint128>) -> Outcome {
    let mut issuance = state::load_issuance(ctx.deps.storage)?;
    issuance.supply.ensure_at_home()?;
    let previous = issuance.supply.cap.map(Uint128::new);
    if loosens(&Change::SetCap { cap: previous }, &Change::SetCap { cap }) {
        features::ensure_not_renounced(ctx.deps.storage, Feature::RaiseCap)?;
    }
    issuance.supply.cap = cap.map(|cap| cap.u128());
    let now = ctx.now();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetCap { previous, cap, by: ctx.by() })
}

/// `set_holder_burn`, at once or after its delay.
pub fn put_holder_burn(ctx: &mut Ctx, enabled: bool) -> Outcome {
    features::ensure_not_renounced(ctx.deps.storage, Feature::HolderBurnSwitch)?;
    let mut issuance = state::load_issuance(ctx.deps.storage)?;
    // Elsewhere the home region would still count what a holder burnt as abroad.
    if enabled {
        issuance.supply.ensure_at_home()?;
    }
    let previous = !issuance.supply.burn_off;
    issuance.supply.burn_off = !enabled;
    let now = ctx.now();
    state::save_issuance(ctx.deps.storage, &issuance, now);
    emit(events::SetHolderBurn { previous, enabled, by: ctx.by() })
}
