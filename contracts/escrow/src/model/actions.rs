//! The state machine read as a question: who may send what now, and until when.

use cosmwasm_std::Addr;
use isthmus_api::escrow::{DealStatus, DrawingStatus, NextAction, Party, MAX_DRAWINGS};

use super::deal::{Deal, Drawing};

/// Everything that may be sent, for a deal to which `advance` was applied. `drawings` holds the
/// contents of the live ones.
pub fn actions(deal: &Deal, drawings: &[(u64, Drawing)]) -> Vec<NextAction> {
    let mut list = List { deal, found: Vec::new() };
    match deal.status {
        DealStatus::Proposed => {
            let missing: Vec<Party> = deal
                .parties()
                .map(|(party, _)| party)
                .filter(|party| !deal.consents.contains(party))
                .collect();
            list.add("consent", &missing, None, Some(deal.consent_by));
            let all: Vec<Party> = deal.parties().map(|(party, _)| party).collect();
            list.add("cancel", &all, None, Some(deal.consent_by));
        }
        DealStatus::Agreed => {
            let funders = [Party::Applicant, Party::Issuer];
            list.add("fund", &funders, None, Some(deal.fund_by));
            list.cancel(deal.fund_by);
        }
        DealStatus::Open | DealStatus::RunOff => {
            let open = deal.status == DealStatus::Open;
            let idle = deal.first_alive().is_none();
            let room = deal.drawings.len() < MAX_DRAWINGS && !deal.free().is_zero();
            if open && room && (deal.partial || idle) {
                list.add("present", &PRESENTERS, None, Some(deal.expires_at));
            }
            if open && idle {
                list.cancel(deal.expires_at);
            }
            for (number, drawing) in drawings {
                list.drawing(*number, drawing);
            }
        }
        DealStatus::Closed => return list.found,
    }
    list.add("set_payout", &[Party::Applicant, Party::Issuer, Party::Beneficiary], None, None);
    list.found
}

const PRESENTERS: [Party; 2] = [Party::Beneficiary, Party::Advising];

struct List<'a> {
    deal: &'a Deal,
    found: Vec<NextAction>,
}

impl List<'_> {
    fn add(&mut self, action: &str, by: &[Party], drawing: Option<u64>, until: Option<u64>) {
        let by: Vec<Addr> =
            by.iter().filter_map(|party| self.deal.account(*party).cloned()).collect();
        if !by.is_empty() {
            self.found.push(NextAction { action: action.to_string(), by, drawing, until });
        }
    }

    fn cancel(&mut self, until: u64) {
        let missing: Vec<Party> = [Party::Issuer, Party::Beneficiary]
            .into_iter()
            .filter(|party| !self.deal.cancels.contains(party))
            .collect();
        self.add("cancel", &missing, None, Some(until));
    }

    fn drawing(&mut self, number: u64, drawing: &Drawing) {
        let slots = self.deal.numbered();
        let Some((_, slot)) = slots.into_iter().find(|(n, _)| *n == number) else {
            return;
        };
        let (id, due) = (Some(number), Some(slot.due_at));
        if !slot.complete {
            self.add("complete", &PRESENTERS, id, due);
            if drawing.presenter != self.deal.beneficiary {
                self.add("represent", &[Party::Beneficiary], id, due);
            }
            return;
        }
        let (status, due_at) = (slot.status, slot.due_at);
        if status == DrawingStatus::Presented {
            self.add("refuse", &[Party::Issuer], id, Some(due_at));
        }
        if !drawing.returned() && drawing.open() == 0 {
            self.add("accept", &[Party::Issuer], id, Some(due_at));
        }
        if !drawing.returned() && drawing.open() > 0 {
            self.add("waive", &[Party::Applicant], id, Some(due_at));
        }
        let open = self.deal.status == DealStatus::Open;
        if open && status == DrawingStatus::Discrepant {
            let until = Some(self.deal.expires_at);
            self.add("represent", &PRESENTERS, id, until);
        }
    }
}
