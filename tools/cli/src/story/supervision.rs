//! What the issuer owes its supervisor: attested reserves that bound minting, holds, orders of a
//! court, redemption at par, and rules that are loosened only after a wait.

use super::stage::Stage;
use super::{CHANGE_DELAY_SECONDS, HOME};
use crate::report::ResultCode;
use crate::scenario::Supervision;
use anyhow::{ensure, Context, Result};
use cosmwasm_std::{to_json_binary, HexBinary, Uint128};
use isthmus_api::issuance::{
    self, events, Category, Holding, RedemptionPolicy, ReservePolicy, ReserveResponse, TokenHook,
};
use isthmus_api::stablecoin::{
    Change, ExecuteMsg, FreezeMode, PendingChangesResponse, QueryMsg, SupplyResponse,
};
use isthmus_regions::{Code, Parameter};

/// How long the hold lasts. In earnest it would be hours.
const HOLD_SECONDS: u64 = 20;
/// Oldest attestation that counts: 35 days, for a monthly report.
const MAX_AGE_SECONDS: u64 = 35 * 86_400;
const TOKEN: Code = Code::Stablecoin;
const OFFICE: Code = Code::Issuance;

/// Everything, if the scenario has it.
pub(super) fn tell(stage: &mut Stage<'_>) -> Result<()> {
    let Some(case) = &stage.case.supervision else {
        return Ok(());
    };
    stage.phase("reserves");
    attest(stage, case)?;
    mint_to_the_brake(stage, case)?;
    stage.phase("a suspect");
    hold(stage, case)?;
    seize(stage, case)?;
    stage.phase("redemption");
    redeem(stage, case)?;
    stage.phase("a looser rule waits");
    change(stage, case)
}

fn attest(stage: &mut Stage<'_>, case: &Supervision) -> Result<()> {
    let region = HOME.name();
    stage.begin(region, "attestor", format!("attests the reserves: {}", case.report.file));
    stage.amount(case.attested);
    // A balance with the central bank, all of it.
    let (category, institution, amount) = (Category::Cash, None, case.attested);
    let msg = issuance::ExecuteMsg::SubmitAttestation {
        amount,
        as_of: stage.pair_now(HOME)?,
        holdings: vec![Holding { category, institution, amount, days: 0 }],
        report_hash: case.report.hash.clone(),
        uri: case.report.uri(),
    };
    stage.send(HOME, "attestor", OFFICE, &msg)?;
    stage.end(ResultCode::Attested.with("report_hash", case.report.hash.clone()));
    stage.begin(region, "owner", "lets the reserves bound what is minted");
    let policy = ReservePolicy { max_age_seconds: MAX_AGE_SECONDS, margin_bps: case.margin_bps };
    let msg = issuance::ExecuteMsg::SetReservePolicy { policy: Some(policy) };
    stage.send(HOME, "owner", OFFICE, &msg)?;
    let room = headroom(stage)?;
    stage.end(ResultCode::Bounded.with("headroom", room));
    Ok(())
}

fn mint_to_the_brake(stage: &mut Stage<'_>, case: &Supervision) -> Result<()> {
    let room = headroom(stage)?;
    let customer = stage.party(&case.customer);
    let recipient = stage.home(customer)?;
    stage.begin(HOME.name(), "issuer", format!("mints to {} all that they allow", customer.key));
    stage.amount(room);
    let mint = |amount| {
        let recipient = recipient.clone();
        issuance::ExecuteMsg::Mint { recipient, amount, reference: None }
    };
    stage.send(HOME, "issuer", OFFICE, &mint(room))?;
    stage.owes_more(&customer.key, room);
    stage.issues(room);
    stage.check_balance(&customer.key)?;
    stage.end(stage.with_balance(ResultCode::Balance, customer)?);
    stage.begin(HOME.name(), "issuer", "mints one base unit more");
    let refused = stage.refused(HOME, "issuer", OFFICE, &mint(Uint128::one()), "IS-019")?;
    stage.end(refused);
    Ok(())
}

fn hold(stage: &mut Stage<'_>, case: &Supervision) -> Result<()> {
    let (suspect, court) = (stage.party(&case.suspect), stage.party(&case.court));
    let account = stage.home(suspect)?;
    let what = format!("holds {} for {HOLD_SECONDS} seconds", suspect.key);
    stage.begin(HOME.name(), "guardian", what);
    let msg = ExecuteMsg::PlaceHold {
        accounts: vec![account],
        seconds: HOLD_SECONDS,
        reason: "unusual pattern, report 88".to_string(),
        case_hash: None,
    };
    let held = stage.send(HOME, "guardian", TOKEN, &msg)?;
    stage.end(ResultCode::Held.with("until", Parameter::Instant(held.time + HOLD_SECONDS)));
    let pay = ExecuteMsg::Transfer { recipient: stage.home(court)?, amount: Uint128::one() };
    stage.begin(HOME.name(), &suspect.key, "moves its money while it is held");
    let refused = stage.refused(HOME, &suspect.key, TOKEN, &pay, "ST-050")?;
    stage.end(refused);
    stage.begin(HOME.name(), &suspect.key, "pays one base unit after the hold");
    stage.pair.region(HOME).wait_until(held.time + HOLD_SECONDS)?;
    stage.send(HOME, &suspect.key, TOKEN, &pay)?;
    stage.owes_less(&suspect.key, Uint128::one())?;
    stage.owes_more(&court.key, Uint128::one());
    stage.check_balance(&suspect.key)?;
    stage.end(ResultCode::HoldOver);
    Ok(())
}

fn seize(stage: &mut Stage<'_>, case: &Supervision) -> Result<()> {
    let (suspect, court) = (stage.party(&case.suspect), stage.party(&case.court));
    let (from, to) = (stage.home(suspect)?, stage.home(court)?);
    let case_hash = case.order.hash.clone();
    let what = format!("freezes {} in full: {}", suspect.key, case.order.file);
    stage.begin(HOME.name(), "compliance", what);
    let msg = ExecuteMsg::Freeze {
        accounts: vec![from.clone()],
        mode: FreezeMode::Full,
        reason: Some("order of a court".to_string()),
        until: None,
        case_hash: Some(case_hash.clone()),
    };
    stage.send(HOME, "compliance", TOKEN, &msg)?;
    stage.end(ResultCode::Ordered.with("case_hash", case_hash.clone()));
    stage.begin(HOME.name(), "compliance", "tries to seize without the role");
    stage.amount(case.seized);
    let (amount, reason) = (Some(case.seized), None);
    let msg = ExecuteMsg::Seize { from, to, amount, reason, case_hash };
    let refused = stage.refused(HOME, "compliance", TOKEN, &msg, "AC-002")?;
    stage.end(refused);
    stage.begin(HOME.name(), "seizer", format!("takes what the order names for {}", court.key));
    stage.amount(case.seized);
    stage.send(HOME, "seizer", TOKEN, &msg)?;
    stage.owes_less(&suspect.key, case.seized)?;
    stage.owes_more(&court.key, case.seized);
    stage.check_balance(&suspect.key)?;
    stage.check_balance(&court.key)?;
    stage.end(stage.with_balance(ResultCode::Balance, court)?);
    Ok(())
}

fn redeem(stage: &mut Stage<'_>, case: &Supervision) -> Result<()> {
    let (customer, region) = (stage.party(&case.customer), HOME.name());
    stage.begin(region, "owner", "opens redemption at par, to be paid within two business days");
    let (term_days, min_amount) = (None, Uint128::one());
    let policy = Some(RedemptionPolicy { term_days, payment_days: None, min_amount });
    stage.send(HOME, "owner", OFFICE, &issuance::ExecuteMsg::SetRedemptionPolicy { policy })?;
    stage.end(ResultCode::RedemptionOpen);
    let before = supply(stage)?;
    stage.begin(region, &customer.key, "asks for its money");
    stage.amount(case.redeemed);
    let reference = HexBinary::from(&stage.fresh_bytes::<16>());
    let msg = ExecuteMsg::Send {
        contract: stage.deployment.at(HOME).of(OFFICE).to_string(),
        amount: case.redeemed,
        msg: to_json_binary(&TokenHook::Redeem { reference })?,
    };
    let asked = stage.send(HOME, &customer.key, TOKEN, &msg)?;
    let asked: events::RedemptionRequested = asked.first().context("a request was told of")?;
    stage.owes_less(&customer.key, case.redeemed)?;
    stage.check_balance(&customer.key)?;
    let told = ResultCode::RedemptionAsked.with("redemption", asked.id);
    stage.end(told.with("due_at", Parameter::Instant(asked.due_at)));
    stage.begin(region, "redemption-operator", "pays it out and burns the tokens");
    stage.amount(case.redeemed);
    let msg = issuance::ExecuteMsg::SettleRedemption {
        id: asked.id,
        payment_reference: HexBinary::from(&stage.fresh_bytes::<16>()),
    };
    stage.send(HOME, "redemption-operator", OFFICE, &msg)?;
    stage.withdraws(case.redeemed)?;
    let after = supply(stage)?;
    ensure!(
        after.total + case.redeemed == before.total,
        "the supply is {} after {} of {} was redeemed",
        after.total,
        case.redeemed,
        before.total
    );
    stage.end(ResultCode::Redeemed.with("supply", after.total));
    Ok(())
}

fn change(stage: &mut Stage<'_>, case: &Supervision) -> Result<()> {
    let region = HOME.name();
    stage.begin(region, "owner", "sets a cap on the supply");
    stage.amount(case.cap);
    stage.send(HOME, "owner", TOKEN, &ExecuteMsg::SetCap { cap: Some(case.cap) })?;
    stage.end(ResultCode::Tightened);
    let raise = Some(case.raised_cap);
    stage.begin(region, "owner", "raises the cap");
    stage.amount(case.raised_cap);
    let msg = ExecuteMsg::SetCap { cap: raise };
    let refused = stage.refused(HOME, "owner", TOKEN, &msg, "AC-013")?;
    stage.end(refused);
    stage.begin(region, "owner", "announces the higher cap");
    stage.amount(case.raised_cap);
    let msg = ExecuteMsg::ScheduleChange { change: Change::SetCap { cap: raise } };
    stage.send(HOME, "owner", TOKEN, &msg)?;
    let waiting: PendingChangesResponse = stage.ask(HOME, TOKEN, &QueryMsg::PendingChanges {})?;
    let pending = waiting.changes.last().cloned();
    let pending = pending.ok_or_else(|| anyhow::anyhow!("no change waits"))?;
    let told = ResultCode::Scheduled.with("change", pending.id);
    stage.end(told.with("seconds", CHANGE_DELAY_SECONDS));
    let apply = ExecuteMsg::ApplyChange { id: pending.id };
    stage.begin(region, "stranger", "applies it after the wait");
    stage.pair.region(HOME).wait_until(pending.ready_at)?;
    stage.send(HOME, "stranger", TOKEN, &apply)?;
    let cap = supply(stage)?.cap;
    ensure!(cap == raise, "the cap is {cap:?} and should be {raise:?}");
    stage.end(ResultCode::Applied.with("cap", case.raised_cap));
    Ok(())
}

/// What the reserves still let be minted.
fn headroom(stage: &Stage<'_>) -> Result<Uint128> {
    let query = issuance::QueryMsg::Reserve {};
    let reserve: ReserveResponse = stage.ask(HOME, OFFICE, &query)?;
    Ok(reserve.headroom.unwrap_or_default())
}

fn supply(stage: &Stage<'_>) -> Result<SupplyResponse> {
    stage.ask(HOME, TOKEN, &QueryMsg::Supply {})
}
