//! Whose payments pass: `set_compliance_mode`, `set_account_status`, `screen_foreign`.

use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, AccountStatus, ComplianceMode, MAX_FOREIGN_CHARS, MAX_STATUS_ENTRIES,
};
use isthmus_api::types::{self, RegionId};

use super::{emit, emit_all, name_of, Ctx, CtxExt, Outcome};
use crate::error::ContractError;
use crate::model::account::Account;
use crate::model::compliance::{restricts, strictness};
use crate::state;

/// `set_compliance_mode`, at once or after its delay.
pub fn put_mode(ctx: &mut Ctx, mode: ComplianceMode) -> Outcome {
    let now = ctx.now();
    let previous = state::load_switches(ctx.deps.storage)?.mode;
    state::save_mode(ctx.deps.storage, mode, now)?;
    if strictness(mode) > strictness(previous) {
        state::count_restriction(ctx.deps.storage)?;
    }
    emit(events::SetComplianceMode {
        previous: name_of(previous),
        mode: name_of(mode),
        by: ctx.by(),
    })
}

/// `set_account_status`: pushes the status into each account's own record.
pub fn set_status(ctx: &mut Ctx, accounts: Vec<String>, status: AccountStatus) -> Outcome {
    ensure_some("accounts", &accounts)?;
    let (mut emitted, mut restricted) = (Vec::new(), false);
    for account in accounts {
        let id = ctx.account("accounts", &account)?;
        let before = state::load_account(ctx.deps.storage, &id)?;
        // A registry may push all it knows again and again: only what changes costs and is told.
        if before.status == status {
            continue;
        }
        restricted |= restricts(before.status, status);
        let previous = name_of(before.status);
        let after = Account { status, ..before.clone() };
        state::save_account(ctx.deps.storage, &id, &before, &after);
        let (status, by) = (name_of(status), ctx.by());
        emitted.push(events::SetAccountStatus { account, previous, status, by }.to_event());
    }
    if restricted {
        state::count_restriction(ctx.deps.storage)?;
    }
    emit_all(emitted)
}

/// `screen_foreign`: a list for the bridge, which reads it before it sends; nothing here does.
pub fn screen_foreign(
    ctx: &mut Ctx,
    region: String,
    receivers: Vec<String>,
    blocked: bool,
) -> Outcome {
    let region = RegionId::new("region", &region)?;
    ensure_some("receivers", &receivers)?;
    let mut emitted = Vec::new();
    for receiver in receivers {
        // Any bech32 address in lower case. Another spelling of a blocked one cannot be sent to.
        let letter = |c: char| matches!(c, 'a'..='z' | '0'..='9');
        types::text("receivers", &receiver, (1, MAX_FOREIGN_CHARS), "a-z and 0-9", letter)?;
        let previous = state::is_foreign_blocked(ctx.deps.storage, &region, &receiver);
        state::save_foreign_blocked(ctx.deps.storage, &region, &receiver, blocked);
        let (region, by) = (region.clone(), ctx.by());
        let event = events::ScreenForeign { region, receiver, previous, blocked, by };
        emitted.push(event.to_event());
    }
    emit_all(emitted)
}

fn ensure_some(field: &'static str, given: &[String]) -> Result<(), ContractError> {
    types::at_most(field, given, MAX_STATUS_ENTRIES)?;
    if given.is_empty() {
        return Err(ContractError::Nobody { field });
    }
    Ok(())
}
