//! Taking one's credit. An ordinary message: if it is refused, the credit stays and the owner sees why.

use isthmus_api::escrow::events::Withdrawn;
use isthmus_api::types::{Asset, Payout};
use isthmus_kit::{emit, Ctx};

use super::guard::check_destination;
use super::payment::send;
use crate::error::Outcome;
use crate::model::asset::{asset_text, check_asset};
use crate::state::{self, Payment};
use crate::ContractError;

/// Takes the sender's whole credit in an asset.
pub fn withdraw(ctx: &mut Ctx, asset: Asset, to: Payout) -> Outcome {
    let asset = check_asset(ctx.deps.api, &asset)?;
    let config = state::load_config(ctx.deps.storage)?;
    let to = check_destination(ctx, &config, &asset, &to)?;
    let owner = ctx.info.sender.clone();
    let amount = state::take_credit(ctx.deps.storage, &owner, &asset)?;
    let nothing = || ContractError::NothingToWithdraw { asset: asset_text(&asset) };
    if amount.is_zero() {
        return Err(nothing());
    }
    let payment = Payment { deal: None, owner, asset: asset.clone(), amount };
    let sending = send(ctx.deps.storage, &config.bridge, &payment, &to)?.ok_or_else(nothing)?;
    let response = emit::<ContractError>(Withdrawn {
        owner: payment.owner.into(),
        region: to.region(),
        receiver: to.receiver().to_string(),
        asset: asset_text(&asset),
        amount,
        payout: sending.payout,
    })?;
    Ok(response.add_message(sending.message))
}
