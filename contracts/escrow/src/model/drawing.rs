//! A drawing: what was presented, and what the deal itself remembers of it.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, Uint128};
use isthmus_api::escrow::{Discrepancy, Disposition, Document, DrawingStatus, MAX_DOCUMENTS};
use isthmus_api::types::{self, InputError};
use isthmus_wire::wire;

use crate::ContractError;

/// What the deal itself knows of a drawing: enough to carry out whatever comes due.
#[wire]
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
    pub fn is_alive(&self) -> bool {
        match self.status {
            DrawingStatus::Presented | DrawingStatus::Discrepant | DrawingStatus::Accepted => true,
            DrawingStatus::Paid | DrawingStatus::Refused => false,
        }
    }

    /// The first second at which a crank ends its state, while alive.
    pub fn crank_at(&self) -> Option<u64> {
        self.is_alive().then(|| self.due_at.saturating_add(1))
    }

    /// The error for a message that needs another state.
    pub(super) fn wrong_state(&self, expected: &'static str) -> ContractError {
        ContractError::WrongState { what: "drawing", expected, got: self.status.into() }
    }
}

/// The contents of a drawing.
#[wire]
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
    /// The numbers of the discrepancies that are not waived.
    pub fn open_discrepancies(&self) -> BTreeSet<u32> {
        let open = self.discrepancies.iter().filter(|found| found.waived_at.is_none());
        open.map(|found| found.id).collect()
    }

    /// Whether the documents went back to the presenter.
    pub fn is_returned(&self) -> bool {
        self.disposition == Some(Disposition::Return)
    }

    /// Adds documents to those that are there.
    pub(super) fn add_documents(&mut self, documents: Vec<Document>) -> Result<(), InputError> {
        self.documents.extend(documents);
        types::at_most("documents", &self.documents, MAX_DOCUMENTS)
    }

    /// Puts documents in the place of those of their kind; new kinds come last.
    pub(super) fn replace_documents(&mut self, documents: Vec<Document>) -> Result<(), InputError> {
        let replaced: BTreeSet<&str> = documents.iter().map(|d| d.kind.as_str()).collect();
        self.documents.retain(|document| !replaced.contains(document.kind.as_str()));
        self.add_documents(documents)
    }
}
