//! The state machine read as a question: who may send what now, and until when.

use cosmwasm_std::Addr;
use isthmus_api::escrow::{DealStatus, DrawingStatus, NextAction, Party, MAX_DRAWINGS};

use super::deal::Deal;
use super::drawing::Drawing;

const PRESENTERS: [Party; 2] = [Party::Beneficiary, Party::Advising];

/// Everything that may be sent, for a deal to which `advance` was applied. `drawings` holds the
/// contents of the live ones.
pub fn list_actions(deal: &Deal, drawings: &[(u64, Drawing)]) -> Vec<NextAction> {
    let mut list = List { deal, actions: Vec::new() };
    match deal.status {
        DealStatus::Proposed => {
            let all: Vec<Party> = deal.parties().map(|(party, _)| party).collect();
            let missing: Vec<Party> =
                all.iter().copied().filter(|party| !deal.consents.contains(party)).collect();
            list.add("consent", &missing, None, Some(deal.consent_by));
            list.add("cancel", &all, None, Some(deal.consent_by));
        }
        DealStatus::Agreed => {
            list.add("fund", &[Party::Applicant, Party::Issuer], None, Some(deal.fund_by));
            list.add_cancel(deal.fund_by);
        }
        DealStatus::Open | DealStatus::RunOff => {
            let open = deal.status == DealStatus::Open;
            let idle = deal.first_alive().is_none();
            let room = deal.drawings.len() < MAX_DRAWINGS && !deal.free().is_zero();
            if open && room && (deal.partial || idle) {
                list.add("present", &PRESENTERS, None, Some(deal.expires_at));
            }
            if open && idle {
                list.add_cancel(deal.expires_at);
            }
            for (number, drawing) in drawings {
                list.add_drawing(*number, drawing);
            }
        }
        DealStatus::Closed => return list.actions,
    }
    list.add("set_payout", &[Party::Applicant, Party::Issuer, Party::Beneficiary], None, None);
    list.actions
}

struct List<'a> {
    deal: &'a Deal,
    actions: Vec<NextAction>,
}

impl List<'_> {
    fn add(&mut self, action: &str, by: &[Party], drawing: Option<u64>, until: Option<u64>) {
        let by: Vec<Addr> =
            by.iter().filter_map(|party| self.deal.account(*party).cloned()).collect();
        if !by.is_empty() {
            self.actions.push(NextAction { action: action.to_string(), by, drawing, until });
        }
    }

    fn add_cancel(&mut self, until: u64) {
        let missing: Vec<Party> = [Party::Issuer, Party::Beneficiary]
            .into_iter()
            .filter(|party| !self.deal.cancels.contains(party))
            .collect();
        self.add("cancel", &missing, None, Some(until));
    }

    fn add_drawing(&mut self, number: u64, drawing: &Drawing) {
        let Ok(slot) = self.deal.slot(number) else {
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
        if slot.status == DrawingStatus::Presented {
            self.add("refuse", &[Party::Issuer], id, due);
        }
        if !drawing.is_returned() {
            if drawing.open_discrepancies().is_empty() {
                self.add("accept", &[Party::Issuer], id, due);
            } else {
                self.add("waive", &[Party::Applicant], id, due);
            }
        }
        if self.deal.status == DealStatus::Open && slot.status == DrawingStatus::Discrepant {
            self.add("represent", &PRESENTERS, id, Some(self.deal.expires_at));
        }
    }
}
