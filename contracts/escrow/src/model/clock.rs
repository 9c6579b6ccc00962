//! What comes due by itself, and what ends a deal.
//!
//! | state | its time | what [`Deal::advance`] does after it |
//! |---|---|---|
//! | proposed | `consent_by` | lapses |
//! | agreed | `fund_by` | lapses |
//! | open | `expires_at` | run-off: what no drawing has reserved goes back |
//! | run-off | its drawings | closes with the last of them |
//! | drawing presented, incomplete | `expires_at` | ends |
//! | drawing presented | fifth banking day | is accepted and paid: preclusion (UCP 600 art. 16f) |
//! | drawing discrepant | expiry, or the fifth banking day after the notice if later | ends |

use cosmwasm_std::StdError;
use isthmus_api::escrow::{DealStatus, DrawingStatus, Outcome, Party};

use super::deal::Deal;
use super::step::{Step, Steps};
use crate::ContractError;

impl Deal {
    /// The last second of the present state, unless somebody acts: `advance` has something to do one
    /// second later. None once closed.
    pub fn due_at(&self) -> Option<u64> {
        let alive = self.drawings.iter().filter(|slot| slot.is_alive());
        let first = alive.map(|slot| slot.due_at).min();
        match self.status {
            DealStatus::Proposed => Some(self.consent_by),
            DealStatus::Agreed => Some(self.fund_by),
            DealStatus::Open => Some(first.unwrap_or(u64::MAX).min(self.expires_at)),
            DealStatus::RunOff => first,
            DealStatus::Closed => None,
        }
    }

    /// The first second at which a crank has something to do.
    pub fn crank_at(&self) -> Option<u64> {
        self.due_at().map(|last| last.saturating_add(1))
    }

    /// Carries out whatever has come due.
    pub fn advance(&mut self, now: u64) -> Result<Steps, ContractError> {
        let mut steps = Steps::new();
        match self.status {
            DealStatus::Proposed if now > self.consent_by => {
                self.close(Outcome::Lapsed, &mut steps)
            }
            DealStatus::Agreed if now > self.fund_by => self.close(Outcome::Lapsed, &mut steps),
            DealStatus::Open | DealStatus::RunOff => {
                self.end_overdue_drawings(now, &mut steps)?;
                if self.status == DealStatus::Open && now > self.expires_at {
                    self.status = DealStatus::RunOff;
                    steps.push(Step::Expired);
                }
                self.settle(&mut steps)?;
            }
            DealStatus::Proposed | DealStatus::Agreed | DealStatus::Closed => {}
        }
        Ok(steps)
    }

    fn end_overdue_drawings(&mut self, now: u64, steps: &mut Steps) -> Result<(), ContractError> {
        let numbers = (1u64..).zip(self.drawings.clone());
        for (drawing, slot) in numbers.filter(|(_, slot)| slot.is_alive() && now > slot.due_at) {
            // The issuer was silent on a complete presentation: it can no longer refuse (art. 16f).
            if slot.complete && slot.status != DrawingStatus::Discrepant {
                self.pay(drawing, true, steps)?;
            } else {
                self.release(drawing, steps)?;
            }
        }
        Ok(())
    }

    /// Accepts a drawing and, this being a sight credit, pays it.
    pub(super) fn pay(
        &mut self,
        drawing: u64,
        precluded: bool,
        steps: &mut Steps,
    ) -> Result<(), ContractError> {
        let slot = self.slot_mut(drawing)?;
        slot.status = DrawingStatus::Paid;
        let amount = slot.reserved;
        self.ledger.release(amount).map_err(StdError::from)?;
        steps.push(Step::Accepted { drawing, amount, precluded });
        steps.push(Step::Pay { party: Party::Beneficiary, drawing: Some(drawing), amount });
        Ok(())
    }

    /// Ends a drawing without payment.
    pub(super) fn release(&mut self, drawing: u64, steps: &mut Steps) -> Result<(), ContractError> {
        let slot = self.slot_mut(drawing)?;
        slot.status = DrawingStatus::Refused;
        let amount = std::mem::take(&mut slot.reserved);
        steps.push(Step::Released { drawing, amount });
        Ok(())
    }

    /// Gives back what nobody can draw any more, and closes when nothing is left to happen.
    pub(super) fn settle(&mut self, steps: &mut Steps) -> Result<(), ContractError> {
        let idle = self.first_alive().is_none();
        let over = self.status == DealStatus::RunOff
            || (self.status == DealStatus::Open && idle && self.is_used_up());
        if over {
            self.refund_free(steps)?;
        }
        if over && idle {
            self.close(Outcome::Expired, steps);
        }
        Ok(())
    }

    /// Gives what is not reserved back to the funder.
    pub(super) fn refund_free(&mut self, steps: &mut Steps) -> Result<(), ContractError> {
        let amount = self.free();
        let Some(party) = self.funder.filter(|_| !amount.is_zero()) else {
            return Ok(());
        };
        self.ledger.refund(amount).map_err(StdError::from)?;
        steps.push(Step::Pay { party, drawing: None, amount });
        Ok(())
    }

    /// Closes; a deal that paid is settled, however it ended.
    pub(super) fn close(&mut self, outcome: Outcome, steps: &mut Steps) {
        let paid = !self.ledger.released.is_zero();
        self.status = DealStatus::Closed;
        self.outcome = Some(if paid { Outcome::Settled } else { outcome });
        steps.push(Step::Closed);
    }
}
