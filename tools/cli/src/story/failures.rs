//! What goes wrong, and that no money is lost by it.

use super::agreement::{self, Draft};
use super::credit;
use super::sending::Note;
use super::stage::{across, Stage};
use crate::report::ResultCode;
use crate::scenario::{Calendar, Credit, Expired, Frozen, Silence, Unrelayed};
use anyhow::{ensure, Result};
use isthmus_api::escrow::{ExecuteMsg, Outcome};
use isthmus_api::stablecoin::{self, FreezeMode};
use isthmus_regions::{supply, Code, Parameter};

/// All trials of the scenario. The silent bank is last: it takes days.
pub(super) fn tell(stage: &mut Stage<'_>) -> Result<()> {
    let trials = &stage.case.trials;
    if let Some(trial) = &trials.two_rules {
        stage.phase("two rules");
        super::two_rules::tell(stage, trial)?;
    }
    if let Some(trial) = &trials.frozen {
        stage.phase("a frozen account");
        frozen(stage, trial)?;
    }
    if let Some(trial) = &trials.unrelayed {
        stage.phase("a silent relayer");
        unrelayed(stage, trial)?;
    }
    let Some(credit) = &stage.case.credit else {
        return Ok(());
    };
    if let Some(trial) = &trials.expired {
        stage.phase("an expired deal");
        expired(stage, credit, trial)?;
    }
    if let Some(trial) = &trials.silence {
        stage.phase("a silent bank");
        silence(stage, credit, trial)?;
    }
    Ok(())
}

/// The receiver is frozen, so the other region refuses and the money comes back.
fn frozen(stage: &mut Stage<'_>, trial: &Frozen) -> Result<()> {
    let (from, to) = (stage.party(&trial.from), stage.party(&trial.to));
    let account = stage.home(to)?;
    stage.begin(to.side.name(), "compliance", format!("freezes {}", to.key));
    let msg = stablecoin::ExecuteMsg::Freeze {
        accounts: vec![account.clone()],
        mode: FreezeMode::Full,
        reason: Some("case 2026-014".to_string()),
        until: None,
        case_hash: None,
    };
    stage.send(to.side, "compliance", Code::Stablecoin, &msg)?;
    stage.end(ResultCode::Frozen);
    stage.begin(across(from.side, to.side), &from.key, format!("pays {}", to.key));
    stage.amount(trial.amount);
    let sent =
        stage.send_across(&from.key, from.side, account.clone(), trial.amount, Note::default())?;
    stage.settle()?;
    stage.check_balance(&from.key)?;
    stage.check_balance(&to.key)?;
    // Back before its time is over, so it was the other region that refused.
    let now = stage.pair_now(to.side)?;
    ensure!(now <= sent.timeout_at, "packet {} came back by a timeout", sent.id);
    let told = ResultCode::ReturnedByError.with("packet", sent.id);
    stage.end(stage.with_balance(told, from)?);
    stage.begin(to.side.name(), "compliance", format!("releases {}", to.key));
    let msg = stablecoin::ExecuteMsg::Unfreeze { accounts: vec![account] };
    stage.send(to.side, "compliance", Code::Stablecoin, &msg)?;
    stage.end(ResultCode::Released);
    Ok(())
}

/// Nobody relays until the packet's time is over, so it comes back.
fn unrelayed(stage: &mut Stage<'_>, trial: &Unrelayed) -> Result<()> {
    let (from, to) = (stage.party(&trial.from), stage.party(&trial.to));
    let region = across(from.side, to.side);
    stage.begin(region.clone(), &from.key, format!("pays {} while the relayer is down", to.key));
    stage.amount(trial.amount);
    stage.pair.pause_relayer()?;
    let note = Note { timeout_seconds: Some(trial.timeout_seconds), ..Note::default() };
    let receiver = stage.home(to)?;
    let sent = stage.send_across(&from.key, from.side, receiver, trial.amount, note);
    let flying = sent.and_then(|sent| {
        let supply = supply::read(stage.pair, &stage.deployment)?;
        ensure!(supply.holds(), "the supply equation does not hold in flight: {supply:?}");
        ensure!(
            supply.in_flight == trial.amount,
            "{} should be in flight, found {}",
            trial.amount,
            supply.in_flight
        );
        Ok(sent)
    });
    // The relayer must run again whatever happened.
    let waited = flying.and_then(|sent| {
        let timeout_at = Parameter::Instant(sent.timeout_at);
        stage.end(ResultCode::InFlight.with("packet", sent.id).with("timeout_at", timeout_at));
        stage.begin(region, "relayer", "comes back after the timeout");
        stage.amount(trial.amount);
        stage.pair.region(to.side).wait_until(sent.timeout_at + 1)?;
        Ok(sent)
    });
    stage.pair.resume_relayer()?;
    let sent = waited?;
    stage.settle()?;
    stage.check_balance(&from.key)?;
    stage.check_balance(&to.key)?;
    let told = ResultCode::ReturnedByTimeout.with("packet", sent.id);
    stage.end(stage.with_balance(told, from)?);
    Ok(())
}

/// Nobody presents, the credit expires, and a stranger cranks the refund.
fn expired(stage: &mut Stage<'_>, credit: &Credit, trial: &Expired) -> Result<()> {
    let side = stage.party(&credit.applicant).side;
    // Expiry rolls to the next banking day (UCP 600 art. 29a): this calendar knows no holidays.
    let always = Calendar {
        weekend: Vec::new(),
        holidays: Vec::new(),
        utc_offset_minutes: credit.calendar.utc_offset_minutes,
    };
    let calendar = agreement::calendar(stage, side, "Open every day", &always)?;
    let expires_at = stage.pair_now(side)? + trial.expires_in_seconds;
    let draft = Draft {
        amount: trial.amount,
        tolerance_bps: 0,
        partial: false,
        in_coin: false,
        latest_shipment_at: expires_at,
        expires_at,
        agree_by: expires_at,
        calendar,
        reference: "short credit".to_string(),
    };
    let deal = agreement::agree(stage, credit, side, draft)?;
    agreement::fund(stage, credit, deal)?;
    stage.begin(side.name(), "stranger", "cranks the deal after its expiry");
    stage.amount(trial.amount);
    stage.pair.region(side).wait_until(expires_at + 1)?;
    stage.send(side, "stranger", Code::Escrow, &ExecuteMsg::Crank { deal: deal.id })?;
    credit::closed(stage, deal, Outcome::Expired)?;
    stage.settle()?;
    stage.check_balance(&credit.applicant)?;
    let applicant = stage.party(&credit.applicant);
    stage.end(stage.with_balance(ResultCode::Refunded.with("deal", deal.id), applicant)?);
    Ok(())
}

/// The bank says nothing for five banking days and can no longer refuse (UCP 600 art. 16f).
fn silence(stage: &mut Stage<'_>, credit: &Credit, trial: &Silence) -> Result<()> {
    let side = stage.party(&credit.applicant).side;
    if stage.pair.is_live() {
        let what = "stays silent for five banking days";
        stage.begin(side.name(), &credit.issuing_bank, what);
        stage.amount(trial.amount);
        stage.skip("it takes days; the embedded engine shows it");
        return Ok(());
    }
    let reference = format!("{} silence", credit.reference.get(..40).unwrap_or(&credit.reference));
    let calendar = agreement::calendar(stage, side, "Bank that stays silent", &credit.calendar)?;
    let latest_shipment_at = stage.shift.end_of(credit.latest_shipment);
    let draft = Draft {
        amount: trial.amount,
        tolerance_bps: 0,
        partial: false,
        in_coin: false,
        latest_shipment_at,
        expires_at: stage.shift.end_of(credit.expiry),
        agree_by: latest_shipment_at,
        calendar,
        reference,
    };
    let deal = agreement::agree(stage, credit, side, draft)?;
    agreement::fund(stage, credit, deal)?;
    let papers = credit::resalted(stage, credit, "trials.silence".to_string());
    let due = credit::present(stage, credit, deal, trial.amount, &papers)?;
    let what = "cranks the deal: the bank was silent for five banking days";
    stage.begin(side.name(), "stranger", what);
    stage.amount(trial.amount);
    stage.pair.region(side).wait_until(due + 1)?;
    stage.send(side, "stranger", Code::Escrow, &ExecuteMsg::Crank { deal: deal.id })?;
    credit::closed(stage, deal, Outcome::Settled)?;
    stage.end(ResultCode::Precluded.with("deal", deal.id));
    credit::arrive(stage, credit, trial.amount, "is paid by preclusion")
}
