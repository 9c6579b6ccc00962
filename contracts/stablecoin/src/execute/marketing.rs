//! What wallets show: `update_marketing`, `upload_logo`.

use cw20::{Logo, LogoInfo, MarketingInfoResponse};
use isthmus_api::stablecoin::{Cw20Event, ExecuteKind};
use isthmus_api::types;
use isthmus_kit::owner;

use super::{cw20, refuse, Ctx, Outcome};
use crate::error::ContractError;
use crate::model::marketing::ensure_logo;
use crate::state;

/// `update_marketing`: null leaves a field, an empty text clears it.
pub fn update(
    ctx: &mut Ctx,
    project: Option<String>,
    description: Option<String>,
    marketing: Option<String>,
) -> Outcome {
    let mut info = load_for_edit(ctx)?;
    replace(&mut info.project, project);
    replace(&mut info.description, description);
    match marketing {
        None => {}
        // CW20 has no other way to say none.
        Some(empty) if empty.trim().is_empty() => info.marketing = None,
        Some(account) => {
            info.marketing = Some(types::address(ctx.deps.api, "marketing", &account)?)
        }
    }
    state::save_marketing(ctx.deps.storage, &info)?;
    Ok(cw20(Cw20Event::UpdateMarketing {}))
}

fn replace(field: &mut Option<String>, given: Option<String>) {
    if let Some(text) = given {
        *field = Some(text).filter(|text| !text.trim().is_empty());
    }
}

/// `upload_logo`.
pub fn upload_logo(ctx: &mut Ctx, logo: Logo) -> Outcome {
    let mut info = load_for_edit(ctx)?;
    ensure_logo(&logo)?;
    state::save_logo(ctx.deps.storage, &logo)?;
    info.logo = Some(show_logo(&logo));
    state::save_marketing(ctx.deps.storage, &info)?;
    Ok(cw20(Cw20Event::UploadLogo {}))
}

/// What `marketing_info {}` says of a logo.
pub fn show_logo(logo: &Logo) -> LogoInfo {
    match logo {
        Logo::Url(url) => LogoInfo::Url(url.clone()),
        Logo::Embedded(_) => LogoInfo::Embedded,
    }
}

/// The marketing account may, and the owner too: with cw20-base nobody can restore what was once
/// cleared (E27).
fn load_for_edit(ctx: &Ctx) -> Result<MarketingInfoResponse, ContractError> {
    let info = state::may_load_marketing(ctx.deps.storage)?.unwrap_or_default();
    let sender = &ctx.info.sender;
    if info.marketing.as_ref() == Some(sender) || owner::is_owner(ctx.deps.storage, sender)? {
        return Ok(info);
    }
    Err(refuse(ExecuteKind::UpdateMarketing))
}
