//! The state machine of a letter of credit.
//!
//! A deal is always read as of now: every action first carries out whatever has come due
//! ([`Deal::advance`]), which is also all that a crank does. So it makes no difference to anybody's
//! money whether and when somebody cranks (I16), and every state ends by itself (I6).
//!
//! | state | its time | what `advance` does after it |
//! |---|---|---|
//! | proposed | `consent_by` | lapses |
//! | agreed | `fund_by` | lapses |
//! | open | `expires_at` | run-off: what no drawing has reserved goes back |
//! | run-off | its drawings | closes with the last of them |
//! | drawing presented, incomplete | `expires_at` | ends |
//! | drawing presented | fifth banking day | is accepted and paid: preclusion (UCP 600 art. 16f) |
//! | drawing discrepant | expiry, or the fifth banking day after the notice if later | ends |
//!
//! An action changes the deal and returns the [`Step`]s that follow: what the contract then pays and
//! tells. This file is longer than most because the whole machine stands in it.

use std::collections::BTreeSet;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use cw20::Denom;
use isthmus_api::escrow::{
    DealStatus, Discrepancy, Disposition, Document, DrawingStatus, ExecuteKind, Finding, Outcome,
    Party, Presentation, Terms, EXAM_BANKING_DAYS, MAX_DOCUMENTS, MAX_DRAWINGS, MAX_PRESENTATIONS,
};
use isthmus_api::types::{self, Payout};

use super::calendar::Calendar;
use super::examine::{self, Facts};
use super::ledger::Ledger;
use crate::ContractError;

/// A deal: all of it but its terms and the contents of its drawings.
#[cw_serde]
pub struct Deal {
    /// Its number.
    pub id: u64,
    /// How far it has come.
    pub status: DealStatus,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The buyer.
    pub applicant: Addr,
    /// The issuing bank.
    pub issuer: Addr,
    /// The seller.
    pub beneficiary: Addr,
    /// The advising bank.
    pub advising: Option<Addr>,
    /// Who proposed it.
    pub proposer: Party,
    /// When.
    pub proposed_at: u64,
    /// Who has consented.
    pub consents: Vec<Party>,
    /// Which of issuer and beneficiary have cancelled since the last presentation.
    pub cancels: Vec<Party>,
    /// What is paid with.
    pub asset: Denom,
    /// The credit's amount.
    pub amount: Uint128,
    /// What is funded.
    pub cover: Uint128,
    /// Whether it may be drawn in parts.
    pub partial: bool,
    /// Who funded it.
    pub funder: Option<Party>,
    /// Where the beneficiary's money goes.
    pub payout: Payout,
    /// Where a refund goes that the applicant funded; its account if absent.
    pub applicant_payout: Option<Payout>,
    /// Where a refund goes that the issuer funded; its account if absent.
    pub issuer_payout: Option<Payout>,
    /// Last second for consent.
    pub consent_by: u64,
    /// Last second for the cover.
    pub fund_by: u64,
    /// Last second for a presentation, rolled.
    pub expires_at: u64,
    /// The money.
    pub ledger: Ledger,
    /// The drawings; number 1 first.
    pub drawings: Vec<Slot>,
}

/// What the deal itself knows of a drawing: enough to carry out whatever comes due.
#[cw_serde]
pub struct Slot {
    /// How far it has come.
    pub status: DrawingStatus,
    /// Whether the presentation is complete.
    pub complete: bool,
    /// What is reserved for it while alive; what it was paid; zero if refused.
    pub reserved: Uint128,
    /// Last second of its state, while alive.
    pub due_at: u64,
}

impl Slot {
    /// Whether it still needs its reservation.
    pub fn alive(&self) -> bool {
        match self.status {
            DrawingStatus::Presented | DrawingStatus::Discrepant | DrawingStatus::Accepted => true,
            DrawingStatus::Paid | DrawingStatus::Refused => false,
        }
    }
}

/// The contents of a drawing.
#[cw_serde]
pub struct Drawing {
    /// Who presented it last.
    pub presenter: Addr,
    /// How much is drawn.
    pub amount: Uint128,
    /// Date of shipment.
    pub shipped_at: u64,
    /// When it was last presented or completed.
    pub presented_at: u64,
    /// How often.
    pub presentations: u32,
    /// End of the examination, once complete.
    pub exam_due_at: Option<u64>,
    /// When the notice of refusal was given.
    pub refused_at: Option<u64>,
    /// Where the documents are, after a notice.
    pub disposition: Option<Disposition>,
    /// The documents.
    pub documents: Vec<Document>,
    /// The discrepancies.
    pub discrepancies: Vec<Discrepancy>,
}

impl Drawing {
    /// How many discrepancies are not waived.
    pub fn open(&self) -> usize {
        let open = self.discrepancies.iter();
        open.filter(|found| found.waived_at.is_none()).count()
    }

    /// Whether the documents went back to the presenter.
    pub fn returned(&self) -> bool {
        self.disposition == Some(Disposition::Return)
    }

    /// Puts documents in the place of those of their kind; new kinds come last.
    fn replace(&mut self, documents: Vec<Document>) -> Result<(), ContractError> {
        let replaced: BTreeSet<&str> = documents.iter().map(|d| d.kind.as_str()).collect();
        self.documents.retain(|document| !replaced.contains(document.kind.as_str()));
        self.documents.extend(documents);
        types::at_most("documents", &self.documents, MAX_DOCUMENTS)?;
        Ok(())
    }
}

/// The surroundings of a presentation.
pub struct Scene<'a> {
    /// The terms.
    pub terms: &'a Terms,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Hashes that other drawings of the deal use.
    pub used: &'a BTreeSet<Vec<u8>>,
    /// Who presents.
    pub presenter: &'a Addr,
    /// Now.
    pub now: u64,
}

/// What follows from an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A drawing was accepted, by the issuer or by its silence.
    Accepted {
        /// The drawing.
        drawing: u64,
        /// How much it is paid.
        amount: Uint128,
        /// By silence.
        precluded: bool,
    },
    /// A drawing ended without payment.
    Released {
        /// The drawing.
        drawing: u64,
        /// What is free again.
        amount: Uint128,
    },
    /// Money leaves the deal. Never zero.
    Pay {
        /// To whom.
        party: Party,
        /// For which drawing; none: a refund.
        drawing: Option<u64>,
        /// How much.
        amount: Uint128,
    },
    /// The deal expired.
    Expired,
    /// The deal is over.
    Closed,
}

/// The steps of an action, in order.
pub type Steps = Vec<Step>;
type Done = Result<Steps, ContractError>;

impl Deal {
    // Who is who.

    /// The account of a party.
    pub fn account(&self, party: Party) -> Option<&Addr> {
        match party {
            Party::Applicant => Some(&self.applicant),
            Party::Issuer => Some(&self.issuer),
            Party::Beneficiary => Some(&self.beneficiary),
            Party::Advising => self.advising.as_ref(),
        }
    }

    /// The parties whose consent it takes.
    pub fn parties(&self) -> impl Iterator<Item = (Party, &Addr)> {
        [Party::Applicant, Party::Issuer, Party::Beneficiary, Party::Advising]
            .into_iter()
            .filter_map(|party| self.account(party).map(|account| (party, account)))
    }

    /// The party that an account is, if the message is one of that party's.
    pub fn party(&self, account: &Addr, kind: ExecuteKind) -> Result<Party, ContractError> {
        let allowed: &[Party] = match kind {
            ExecuteKind::Accept | ExecuteKind::Refuse => &[Party::Issuer],
            ExecuteKind::Waive => &[Party::Applicant],
            ExecuteKind::Fund | ExecuteKind::Receive => &[Party::Applicant, Party::Issuer],
            ExecuteKind::Present | ExecuteKind::Complete | ExecuteKind::Represent => {
                &[Party::Beneficiary, Party::Advising]
            }
            ExecuteKind::SetPayout => &[Party::Applicant, Party::Issuer, Party::Beneficiary],
            _ => &[Party::Applicant, Party::Issuer, Party::Beneficiary, Party::Advising],
        };
        let mut parties = self.parties();
        parties
            .find(|(party, known)| *known == account && allowed.contains(party))
            .map(|(party, _)| party)
            .ok_or_else(|| ContractError::unauthorized(kind))
    }

    /// Where a party's money goes.
    pub fn payout_of(&self, party: Party) -> Payout {
        let chosen = match party {
            Party::Beneficiary => Some(self.payout.clone()),
            Party::Applicant => self.applicant_payout.clone(),
            Party::Issuer => self.issuer_payout.clone(),
            Party::Advising => None,
        };
        chosen.unwrap_or_else(|| Payout::Local {
            address: self.account(party).map(Addr::to_string).unwrap_or_default(),
        })
    }

    // The money.

    /// What live drawings have reserved.
    pub fn reserved(&self) -> Uint128 {
        let alive = self.drawings.iter().filter(|slot| slot.alive());
        alive.fold(Uint128::zero(), |sum, slot| sum.saturating_add(slot.reserved))
    }

    /// What is held and not reserved.
    pub fn free(&self) -> Uint128 {
        self.ledger.held().saturating_sub(self.reserved())
    }

    /// Whether the credit is used up: paid in full, or paid once where it must be drawn at once.
    fn used_up(&self) -> bool {
        let released = self.ledger.released;
        !released.is_zero() && (!self.partial || released >= self.amount || self.free().is_zero())
    }

    // Time.

    /// The first live drawing.
    pub fn first_alive(&self) -> Option<u64> {
        self.numbered().find(|(_, slot)| slot.alive()).map(|(drawing, _)| drawing)
    }

    /// The drawings with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (u64, &Slot)> {
        (1u64..).zip(&self.drawings)
    }

    /// The last second of the present state, unless somebody acts: `advance` has something to do one
    /// second later. None once closed.
    pub fn due_at(&self) -> Option<u64> {
        let drawings = self.drawings.iter().filter(|slot| slot.alive());
        let first = drawings.map(|slot| slot.due_at).min();
        match self.status {
            DealStatus::Proposed => Some(self.consent_by),
            DealStatus::Agreed => Some(self.fund_by),
            DealStatus::Open => Some(first.unwrap_or(u64::MAX).min(self.expires_at)),
            DealStatus::RunOff => first,
            DealStatus::Closed => None,
        }
    }

    /// Carries out whatever has come due.
    pub fn advance(&mut self, now: u64) -> Done {
        let mut steps = Steps::new();
        match self.status {
            DealStatus::Proposed if now > self.consent_by => {
                self.close(Outcome::Lapsed, &mut steps)
            }
            DealStatus::Agreed if now > self.fund_by => self.close(Outcome::Lapsed, &mut steps),
            DealStatus::Open | DealStatus::RunOff => {
                let overdue = self.numbered().filter(|(_, slot)| slot.alive() && now > slot.due_at);
                let overdue: Vec<(u64, bool)> = overdue
                    .map(|(drawing, slot)| {
                        let silent = slot.status != DrawingStatus::Discrepant && slot.complete;
                        (drawing, silent)
                    })
                    .collect();
                for (drawing, silent) in overdue {
                    if silent {
                        self.pay(drawing, true, &mut steps)?;
                    } else {
                        self.release(drawing, &mut steps)?;
                    }
                }
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

    // Agreement.

    /// A party consents.
    pub fn consent(&mut self, party: Party, now: u64) -> Result<(), ContractError> {
        self.expect(&[DealStatus::Proposed], "proposed")?;
        in_time("consent", self.consent_by, now)?;
        if self.consents.contains(&party) {
            return Err(ContractError::AlreadyConsented { party: party.into() });
        }
        self.consents.push(party);
        if self.parties().count() == self.consents.len() {
            self.status = DealStatus::Agreed;
        }
        Ok(())
    }

    /// The cover comes in.
    pub fn fund(&mut self, party: Party, amount: Uint128, now: u64) -> Result<(), ContractError> {
        self.expect(&[DealStatus::Agreed], "agreed")?;
        in_time("fund", self.fund_by, now)?;
        if amount != self.cover {
            return Err(ContractError::AmountMismatch { expected: self.cover, got: amount });
        }
        self.ledger.fund(amount).map_err(cosmwasm_std::StdError::from)?;
        self.funder = Some(party);
        self.status = DealStatus::Open;
        Ok(())
    }

    /// A party cancels.
    pub fn cancel(&mut self, party: Party, now: u64) -> Done {
        let mut steps = self.advance(now)?;
        self.expect(
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

    // Presentation.

    /// Documents are presented; returns the drawing's number and contents.
    pub fn present(
        &mut self,
        presentation: Presentation,
        complete: bool,
        scene: &Scene,
    ) -> Result<(u64, Drawing, Steps), ContractError> {
        let steps = self.presentable(scene.now)?;
        let available = self.free();
        if available.is_zero() {
            return Err(ContractError::NothingLeft {});
        }
        if self.drawings.len() >= MAX_DRAWINGS {
            return Err(ContractError::TooMany {
                what: "drawings",
                max: u64::try_from(MAX_DRAWINGS).unwrap_or(u64::MAX),
            });
        }
        if let (false, Some(drawing)) = (self.partial, self.first_alive()) {
            return Err(ContractError::DrawingAlive { drawing });
        }
        let mut drawing = Drawing {
            presenter: scene.presenter.clone(),
            amount: presentation.amount,
            shipped_at: presentation.shipped_at,
            presented_at: scene.now,
            presentations: 1,
            exam_due_at: None,
            refused_at: None,
            disposition: None,
            documents: presentation.documents,
            discrepancies: Vec::new(),
        };
        let mut slot = Slot {
            status: DrawingStatus::Presented,
            complete,
            reserved: drawing.amount.min(available),
            due_at: self.expires_at,
        };
        if complete {
            begin_examination(&mut slot, &mut drawing, available, scene);
        }
        self.cancels.clear();
        self.drawings.push(slot);
        let number = u64::try_from(self.drawings.len()).unwrap_or(u64::MAX);
        Ok((number, drawing, steps))
    }

    /// The last documents of an incomplete presentation.
    pub fn complete(
        &mut self,
        number: u64,
        drawing: &mut Drawing,
        documents: Vec<Document>,
        scene: &Scene,
    ) -> Done {
        let steps = self.presentable(scene.now)?;
        let free = self.free();
        let slot = self.slot_mut(number)?;
        if slot.complete || slot.status != DrawingStatus::Presented {
            return Err(wrong_drawing("an incomplete presentation", slot));
        }
        let available = free.saturating_add(slot.reserved);
        drawing.presenter = scene.presenter.clone();
        drawing.documents.extend(documents);
        types::at_most("documents", &drawing.documents, MAX_DOCUMENTS)?;
        slot.reserved = drawing.amount.min(available);
        begin_examination(slot, drawing, available, scene);
        Ok(steps)
    }

    /// A refused drawing is presented again, or the beneficiary takes over one that the advising bank
    /// began.
    pub fn represent(
        &mut self,
        number: u64,
        drawing: &mut Drawing,
        documents: Vec<Document>,
        (amount, shipped_at): (Option<Uint128>, Option<u64>),
        scene: &Scene,
    ) -> Done {
        let steps = self.presentable(scene.now)?;
        let free = self.free();
        // An advising bank presents for the beneficiary and must not be able to bar its way: the
        // beneficiary need not go on with what is incomplete, nor with papers nobody asked for.
        let took_over =
            *scene.presenter == self.beneficiary && drawing.presenter != self.beneficiary;
        let slot = self.slot_mut(number)?;
        let begun = slot.status == DrawingStatus::Presented && !slot.complete;
        if slot.status != DrawingStatus::Discrepant && !(begun && took_over) {
            return Err(wrong_drawing("discrepant", slot));
        }
        if drawing.presentations >= MAX_PRESENTATIONS {
            return Err(ContractError::TooMany {
                what: "presentations of a drawing",
                max: u64::from(MAX_PRESENTATIONS),
            });
        }
        let available = free.saturating_add(slot.reserved);
        if took_over {
            let required = |kind: &str| scene.terms.documents.iter().any(|r| r.kind == kind);
            drawing.documents.retain(|document| required(&document.kind));
        }
        drawing.replace(documents)?;
        drawing.presenter = scene.presenter.clone();
        drawing.amount = amount.unwrap_or(drawing.amount);
        drawing.shipped_at = shipped_at.unwrap_or(drawing.shipped_at);
        drawing.presentations = drawing.presentations.saturating_add(1);
        drawing.refused_at = None;
        drawing.disposition = None;
        slot.status = DrawingStatus::Presented;
        slot.reserved = drawing.amount.min(available);
        begin_examination(slot, drawing, available, scene);
        self.cancels.clear();
        Ok(steps)
    }

    // Examination.

    /// The issuer accepts; at sight the drawing is paid at once.
    pub fn accept(&mut self, number: u64, drawing: &Drawing, now: u64) -> Done {
        let mut steps = self.examinable(number, "accept", now)?;
        if drawing.returned() {
            return Err(ContractError::DocumentsReturned {});
        }
        let open = drawing.open();
        if open > 0 {
            return Err(ContractError::DiscrepancyOpen { open });
        }
        self.pay(number, false, &mut steps)?;
        self.settle(&mut steps)?;
        Ok(steps)
    }

    /// The issuer gives its notice of refusal.
    pub fn refuse(
        &mut self,
        number: u64,
        drawing: &mut Drawing,
        (findings, disposition): (Vec<Finding>, Disposition),
        calendar: &Calendar,
        now: u64,
    ) -> Done {
        let mut steps = self.examinable(number, "refuse", now)?;
        let (expires_at, slot) = (self.expires_at, self.slot_mut(number)?);
        if slot.status != DrawingStatus::Presented {
            return Err(wrong_drawing("presented", slot));
        }
        if drawing.open() == 0 && findings.is_empty() {
            return Err(ContractError::EmptyNotice {});
        }
        examine::state(&mut drawing.discrepancies, findings);
        drawing.refused_at = Some(now);
        drawing.disposition = Some(disposition);
        slot.status = DrawingStatus::Discrepant;
        slot.due_at = if disposition == Disposition::Return {
            expires_at
        } else {
            // Time for a waiver, though the credit may have expired meanwhile.
            expires_at.max(calendar.banking_days_after(now, EXAM_BANKING_DAYS))
        };
        if now > slot.due_at {
            // Returned after expiry: nothing can happen to it any more.
            self.release(number, &mut steps)?;
            self.settle(&mut steps)?;
        }
        Ok(steps)
    }

    /// The applicant waives; returns the numbers waived.
    pub fn waive(
        &mut self,
        number: u64,
        drawing: &mut Drawing,
        ids: Option<Vec<u32>>,
        now: u64,
    ) -> Result<(Vec<u32>, Steps), ContractError> {
        let steps = self.examinable(number, "waive", now)?;
        if drawing.returned() {
            return Err(ContractError::DocumentsReturned {});
        }
        let open: BTreeSet<u32> = drawing
            .discrepancies
            .iter()
            .filter(|found| found.waived_at.is_none())
            .map(|found| found.id)
            .collect();
        let chosen: BTreeSet<u32> = match &ids {
            Some(ids) => ids.iter().copied().collect(),
            None => open.clone(),
        };
        let unknown = chosen.difference(&open).next().copied();
        if let Some(id) = unknown.or(chosen.is_empty().then_some(0)) {
            return Err(ContractError::NoDiscrepancy { id });
        }
        for found in &mut drawing.discrepancies {
            if chosen.contains(&found.id) {
                found.waived_at = Some(now);
            }
        }
        Ok((chosen.into_iter().collect(), steps))
    }

    /// A party says where its money goes.
    pub fn set_payout(&mut self, party: Party, payout: Payout, now: u64) -> Done {
        let steps = self.advance(now)?;
        if self.status == DealStatus::Closed {
            return Err(self.wrong("not closed"));
        }
        match party {
            Party::Applicant => self.applicant_payout = Some(payout),
            Party::Issuer => self.issuer_payout = Some(payout),
            Party::Beneficiary | Party::Advising => self.payout = payout,
        }
        Ok(steps)
    }

    // What the actions share.

    /// Checks that documents may be presented now.
    fn presentable(&mut self, now: u64) -> Done {
        if matches!(self.status, DealStatus::Open | DealStatus::RunOff) {
            in_time("present documents", self.expires_at, now)?;
        }
        let steps = self.advance(now)?;
        self.expect(&[DealStatus::Open], "open")?;
        Ok(steps)
    }

    /// Checks that a drawing is before the issuer and its time is not over.
    fn examinable(&mut self, number: u64, what: &'static str, now: u64) -> Done {
        let slot = self.slot_mut(number)?;
        if !slot.alive() || !slot.complete {
            return Err(wrong_drawing("completely presented or discrepant", slot));
        }
        in_time(what, slot.due_at, now)?;
        self.advance(now)
    }

    fn expect(&self, allowed: &[DealStatus], expected: &'static str) -> Result<(), ContractError> {
        if allowed.contains(&self.status) {
            return Ok(());
        }
        Err(self.wrong(expected))
    }

    fn wrong(&self, expected: &'static str) -> ContractError {
        ContractError::WrongState { what: "deal", expected, got: self.status.into() }
    }

    fn slot_mut(&mut self, drawing: u64) -> Result<&mut Slot, ContractError> {
        let index = drawing.checked_sub(1).and_then(|i| usize::try_from(i).ok());
        index
            .and_then(|index| self.drawings.get_mut(index))
            .ok_or(ContractError::NotFound { what: "drawing", id: drawing })
    }

    /// Accepts a drawing and, this being a sight credit, pays it.
    fn pay(
        &mut self,
        number: u64,
        precluded: bool,
        steps: &mut Steps,
    ) -> Result<(), ContractError> {
        let slot = self.slot_mut(number)?;
        slot.status = DrawingStatus::Paid;
        let amount = slot.reserved;
        self.ledger.release(amount).map_err(cosmwasm_std::StdError::from)?;
        steps.push(Step::Accepted { drawing: number, amount, precluded });
        steps.push(Step::Pay { party: Party::Beneficiary, drawing: Some(number), amount });
        Ok(())
    }

    /// Ends a drawing without payment.
    fn release(&mut self, number: u64, steps: &mut Steps) -> Result<(), ContractError> {
        let slot = self.slot_mut(number)?;
        slot.status = DrawingStatus::Refused;
        let amount = std::mem::take(&mut slot.reserved);
        steps.push(Step::Released { drawing: number, amount });
        Ok(())
    }

    /// Gives back what nobody can draw any more, and closes when nothing is left to happen.
    fn settle(&mut self, steps: &mut Steps) -> Result<(), ContractError> {
        let idle = self.first_alive().is_none();
        let over = self.status == DealStatus::RunOff
            || (self.status == DealStatus::Open && idle && self.used_up());
        if over {
            self.refund_free(steps)?;
        }
        if over && idle {
            self.close(Outcome::Expired, steps);
        }
        Ok(())
    }

    fn refund_free(&mut self, steps: &mut Steps) -> Result<(), ContractError> {
        let amount = self.free();
        let Some(party) = self.funder.filter(|_| !amount.is_zero()) else {
            return Ok(());
        };
        self.ledger.refund(amount).map_err(cosmwasm_std::StdError::from)?;
        steps.push(Step::Pay { party, drawing: None, amount });
        Ok(())
    }

    /// Closes; a deal that paid is settled, however it ended.
    fn close(&mut self, outcome: Outcome, steps: &mut Steps) {
        let paid = !self.ledger.released.is_zero();
        self.status = DealStatus::Closed;
        self.outcome = Some(if paid { Outcome::Settled } else { outcome });
        steps.push(Step::Closed);
    }
}

/// Looks at the documents and starts the clock (UCP 600 art. 14b).
fn begin_examination(slot: &mut Slot, drawing: &mut Drawing, available: Uint128, scene: &Scene) {
    drawing.presented_at = scene.now;
    drawing.discrepancies = examine::examine(&Facts {
        terms: scene.terms,
        calendar: scene.calendar,
        presented_at: scene.now,
        amount: drawing.amount,
        shipped_at: drawing.shipped_at,
        documents: &drawing.documents,
        available,
        used: scene.used,
    });
    let due_at = scene.calendar.exam_due(scene.now);
    drawing.exam_due_at = Some(due_at);
    slot.complete = true;
    slot.due_at = due_at;
}

/// Deadlines are inclusive.
fn in_time(what: &'static str, due: u64, now: u64) -> Result<(), ContractError> {
    if now > due {
        return Err(ContractError::TooLate { what, due });
    }
    Ok(())
}

fn wrong_drawing(expected: &'static str, slot: &Slot) -> ContractError {
    ContractError::WrongState { what: "drawing", expected, got: slot.status.into() }
}

#[cfg(test)]
mod tests;
