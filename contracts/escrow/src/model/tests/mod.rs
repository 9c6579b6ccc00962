//! The state machine, driven by verbs, without storage or messages.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::as_conversions)]

mod agreement;
mod clock;
mod discrepancies;
mod examination;
mod policy;
mod presentation;
mod random;

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, HexBinary, Uint128};
use cw20::Denom;
use isthmus_api::escrow::Weekday::{Saturday, Sunday};
use isthmus_api::escrow::{DealStatus, Disposition, Document, Finding, Party, Presentation, Terms};
use isthmus_calendar::holidays::Holidays;
use isthmus_calendar::{Calendar, Rules};

use super::deal::Deal;
use super::destination::Destination;
use super::discrepancies::ExaminationContext;
use super::drawing::Drawing;
use super::examination::Notice;
use super::ledger::Ledger;
use super::presentation::Correction;
use super::step::{Step, Steps};
use super::terms::{self, tests::example};
use crate::ContractError;

type Done = Result<Steps, ContractError>;

const DAY: u64 = 86_400;
/// A Monday at noon.
const START: u64 = 1_772_452_800;

/// A deal with everything around it, driven by verbs.
#[derive(Clone)]
struct Fixture {
    deal: Deal,
    terms: Terms,
    calendar: Calendar,
    drawings: Vec<Drawing>,
    notices: Vec<u32>,
    now: u64,
}

impl Fixture {
    fn new(partial: bool, tolerance_bps: u16) -> Self {
        let mut terms = example();
        terms.partial_drawings = Some(partial);
        terms.tolerance_bps = tolerance_bps;
        terms.consent_by = START + 2 * DAY;
        terms.fund_by = START + 4 * DAY;
        terms.latest_shipment_at = START + 20 * DAY;
        terms.expires_at = START + 40 * DAY;
        let terms = terms::normalize(terms, START).unwrap();
        let deal = Deal {
            id: 1,
            status: DealStatus::Proposed,
            outcome: None,
            applicant: Addr::unchecked("importer"),
            issuer: Addr::unchecked("bank"),
            beneficiary: Addr::unchecked("exporter"),
            advising: None,
            proposer: Party::Applicant,
            proposed_at: START,
            consents: vec![],
            cancels: vec![],
            asset: Denom::Native("uwest".into()),
            amount: terms.amount,
            cover: terms::cover(terms.amount, tolerance_bps),
            partial,
            funder: None,
            payout: Destination::Local { address: Addr::unchecked("exporter") },
            applicant_payout: None,
            issuer_payout: None,
            consent_by: terms.consent_by,
            fund_by: terms.fund_by,
            expires_at: terms.expires_at,
            ledger: Ledger::default(),
            drawings: vec![],
        };
        let calendar = Calendar {
            rules: Rules::new("test", 0, &[Saturday, Sunday]).unwrap(),
            holidays: Holidays::default(),
        };
        Self { deal, terms, calendar, drawings: vec![], notices: vec![], now: START }
    }

    fn open(partial: bool, tolerance_bps: u16) -> Self {
        let mut fixture = Self::new(partial, tolerance_bps);
        for party in [Party::Applicant, Party::Issuer, Party::Beneficiary] {
            fixture.deal.consent(party, START).unwrap();
        }
        let cover = fixture.deal.cover;
        fixture.deal.fund(Party::Applicant, cover, START).unwrap();
        fixture
    }

    fn documents(&self, count: usize) -> Vec<Document> {
        let kinds = ["commercial_invoice", "bill_of_lading"];
        let documents = kinds.iter().take(count).enumerate();
        documents
            .map(|(i, kind)| Document {
                kind: kind.to_string(),
                hash: HexBinary::from(vec![i as u8 + 1; 32]),
            })
            .collect()
    }

    fn present(&mut self, amount: u128, documents: usize, complete: bool) -> Done {
        let presentation = Presentation {
            amount: amount.into(),
            shipped_at: START,
            documents: self.documents(documents),
        };
        let context = self.context();
        let presented = self.deal.present(presentation, complete, &context)?;
        self.drawings.push(presented.drawing);
        self.notices.push(0);
        Ok(presented.steps)
    }

    fn context(&self) -> ExaminationContext {
        ExaminationContext {
            terms: self.terms.clone(),
            calendar: self.calendar.clone(),
            used: BTreeSet::new(),
            presenter: Addr::unchecked("exporter"),
            now: self.now,
        }
    }

    /// Completes (no amount) or presents again.
    fn again(&mut self, number: u64, amount: Option<u128>) -> Done {
        let (documents, context) = (self.documents(2), self.context());
        let Some(drawing) = self.drawings.get_mut(number as usize - 1) else {
            return Err(ContractError::NothingLeft {});
        };
        let Some(amount) = amount else {
            return self.deal.complete(number, drawing, vec![], &context);
        };
        let correction =
            Correction { documents, shipped_at: None, amount: Some(Uint128::new(amount)) };
        self.deal.represent(number, drawing, correction, &context)
    }

    fn accept(&mut self, number: u64) -> Done {
        let Some(drawing) = self.drawings.get(number as usize - 1) else {
            return Err(ContractError::NothingLeft {});
        };
        self.deal.accept(number, drawing, self.now)
    }

    fn refuse(&mut self, number: u64, disposition: Disposition) -> Done {
        let Some(drawing) = self.drawings.get_mut(number as usize - 1) else {
            return Err(ContractError::NothingLeft {});
        };
        let finding = Finding { document: None, text: "weights differ".into() };
        let notice = Notice { findings: vec![finding], disposition };
        let done = self.deal.refuse(number, drawing, notice, &self.calendar, self.now)?;
        self.notices[number as usize - 1] += 1;
        Ok(done)
    }

    fn waive(&mut self, number: u64) -> Done {
        let Some(drawing) = self.drawings.get_mut(number as usize - 1) else {
            return Err(ContractError::NothingLeft {});
        };
        self.deal.waive(number, drawing, None, self.now).map(|waived| waived.steps)
    }

    fn day(&mut self, day: u64) {
        self.now = START + day * DAY;
    }

    fn money(&self) -> (u128, u128, u128) {
        let ledger = &self.deal.ledger;
        (ledger.released.u128(), ledger.refunded.u128(), ledger.held().u128())
    }
}

fn paid(steps: &[Step]) -> (u128, u128) {
    steps.iter().fold((0, 0), |(to, back), step| match step {
        Step::Pay { drawing: Some(_), amount, .. } => (to + amount.u128(), back),
        Step::Pay { drawing: None, amount, .. } => (to, back + amount.u128()),
        _ => (to, back),
    })
}
