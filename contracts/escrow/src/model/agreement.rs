//! What the parties do to the deal as a whole: consent, cover, cancel, say where money goes.

use cosmwasm_std::{StdError, Uint128};
use isthmus_api::escrow::{DealStatus, ExecuteKind, Outcome, Party};

use super::deal::{ensure_in_time, Deal};
use super::destination::Destination;
use super::step::Steps;
use crate::ContractError;

impl Deal {
    /// A party consents. The last one makes the deal agreed (UCP 600 art. 10c: silence is not
    /// consent).
    pub fn consent(&mut self, party: Party, now: u64) -> Result<(), ContractError> {
        self.ensure_status(&[DealStatus::Proposed], "proposed")?;
        ensure_in_time("consent", self.consent_by, now)?;
        if self.consents.contains(&party) {
            return Err(ContractError::AlreadyConsented { party: party.into() });
        }
        self.consents.push(party);
        if self.parties().count() == self.consents.len() {
            self.status = DealStatus::Agreed;
        }
        Ok(())
    }

    /// The cover comes in: exactly what the terms oblige to, at once.
    pub fn fund(&mut self, party: Party, amount: Uint128, now: u64) -> Result<(), ContractError> {
        self.ensure_status(&[DealStatus::Agreed], "agreed")?;
        ensure_in_time("fund", self.fund_by, now)?;
        if amount != self.cover {
            return Err(ContractError::AmountMismatch { expected: self.cover, got: amount });
        }
        self.ledger.fund(amount).map_err(StdError::from)?;
        self.funder = Some(party);
        self.status = DealStatus::Open;
        Ok(())
    }

    /// A party cancels. A proposal ends by one party's word; afterwards the credit is irrevocable
    /// without issuer and beneficiary (UCP 600 art. 10a).
    pub fn cancel(&mut self, party: Party, now: u64) -> Result<Steps, ContractError> {
        let mut steps = self.advance(now)?;
        self.ensure_status(
            &[DealStatus::Proposed, DealStatus::Agreed, DealStatus::Open],
            "proposed, agreed or open",
        )?;
        if self.status == DealStatus::Proposed {
            self.close(Outcome::Cancelled, &mut steps);
            return Ok(steps);
        }
        if !matches!(party, Party::Issuer | Party::Beneficiary) {
            return Err(ContractError::unauthorized(ExecuteKind::Cancel));
        }
        if let Some(drawing) = self.first_alive() {
            return Err(ContractError::DrawingAlive { drawing });
        }
        if self.cancels.contains(&party) {
            return Err(ContractError::AlreadyCancelled { party: party.into() });
        }
        self.cancels.push(party);
        if self.cancels.len() == 2 {
            self.refund_free(&mut steps)?;
            self.close(Outcome::Cancelled, &mut steps);
        }
        Ok(steps)
    }

    /// A party says where its money goes.
    pub fn set_payout(
        &mut self,
        party: Party,
        to: Destination,
        now: u64,
    ) -> Result<Steps, ContractError> {
        let steps = self.advance(now)?;
        self.ensure_status(
            &[DealStatus::Proposed, DealStatus::Agreed, DealStatus::Open, DealStatus::RunOff],
            "not closed",
        )?;
        match party {
            Party::Applicant => self.applicant_payout = Some(to),
            Party::Issuer => self.issuer_payout = Some(to),
            Party::Beneficiary | Party::Advising => self.payout = to,
        }
        Ok(steps)
    }
}
