//! Payments: within a region, and between the regions in seconds.

use super::sending::Note;
use super::stage::{across, Stage};
use crate::report::ResultCode;
use anyhow::Result;
use isthmus_api::stablecoin;
use isthmus_regions::Code;

/// All payments of the scenario, in order.
pub(super) fn tell(stage: &mut Stage<'_>) -> Result<()> {
    if stage.case.payments.is_empty() {
        return Ok(());
    }
    stage.phase("payments");
    for payment in &stage.case.payments {
        let (from, to) = (stage.party(&payment.from), stage.party(&payment.to));
        let what = format!("pays {}: {}", to.key, payment.purpose);
        let local = from.side == to.side;
        let region = if local { from.side.name().to_string() } else { across(from.side, to.side) };
        stage.begin(region, &from.key, what);
        stage.amount(payment.amount);
        if local {
            let (recipient, amount) = (stage.home(to)?, payment.amount);
            let msg = match payment.memo.clone() {
                Some(memo) => stablecoin::ExecuteMsg::TransferWithMemo { recipient, amount, memo },
                None => stablecoin::ExecuteMsg::Transfer { recipient, amount },
            };
            stage.send(from.side, &from.key, Code::Stablecoin, &msg)?;
        } else {
            let note = Note {
                memo: payment.memo.clone(),
                info: payment.document.as_ref().map(|document| document.hash.clone()),
                timeout_seconds: None,
            };
            let receiver = stage.home(to)?;
            stage.send_across(&from.key, from.side, receiver, payment.amount, note)?;
            stage.settle()?;
        }
        stage.owes_less(&from.key, payment.amount)?;
        stage.owes_more(&to.key, payment.amount);
        stage.check_balance(&from.key)?;
        stage.check_balance(&to.key)?;
        stage.end(stage.with_balance(ResultCode::Balance, to)?);
    }
    Ok(())
}
