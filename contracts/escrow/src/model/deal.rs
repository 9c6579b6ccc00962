//! A letter of credit as it is stored: who is who, its money, its drawings.

use cosmwasm_std::{Addr, Uint128};
use cw20::Denom;
use isthmus_api::escrow::{
    DealStatus, DrawingStatus, ExecuteKind, ExecuteMsg, Named, Outcome, Party,
};
use isthmus_api::permission::Guarded;
use isthmus_wire::wire;

use super::destination::Destination;
use super::drawing::Slot;
use super::ledger::Ledger;
use crate::ContractError;

/// A deal: all of it but its terms and the contents of its drawings.
#[wire]
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
    pub payout: Destination,
    /// Where a refund goes that the applicant funded; its account if absent.
    pub applicant_payout: Option<Destination>,
    /// Where a refund goes that the issuer funded; its account if absent.
    pub issuer_payout: Option<Destination>,
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
    pub fn ensure_party(&self, account: &Addr, kind: ExecuteKind) -> Result<Party, ContractError> {
        let caller = ExecuteMsg::permission(kind).caller;
        self.parties()
            .find(|(party, known)| *known == account && caller.admits(Named::Of(*party)))
            .map(|(party, _)| party)
            .ok_or_else(|| ContractError::unauthorized(kind))
    }

    /// Where a party's money goes; none for a party that the deal does not have.
    pub fn destination(&self, party: Party) -> Option<Destination> {
        let chosen = match party {
            Party::Beneficiary => Some(&self.payout),
            Party::Applicant => self.applicant_payout.as_ref(),
            Party::Issuer => self.issuer_payout.as_ref(),
            Party::Advising => None,
        };
        let own = self.account(party);
        chosen.cloned().or_else(|| own.map(|own| Destination::Local { address: own.clone() }))
    }

    // The money.

    /// What live drawings have reserved.
    pub fn reserved(&self) -> Uint128 {
        let alive = self.drawings.iter().filter(|slot| slot.is_alive());
        alive.fold(Uint128::zero(), |sum, slot| sum.saturating_add(slot.reserved))
    }

    /// What is held and not reserved.
    pub fn free(&self) -> Uint128 {
        self.ledger.held().saturating_sub(self.reserved())
    }

    /// Whether the credit is used up: paid in full, or paid once where it must be drawn at once.
    pub fn is_used_up(&self) -> bool {
        let released = self.ledger.released;
        !released.is_zero() && (!self.partial || released >= self.amount || self.free().is_zero())
    }

    // The drawings.

    /// The drawings with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (u64, &Slot)> {
        (1u64..).zip(&self.drawings)
    }

    /// A drawing by its number.
    pub fn slot(&self, drawing: u64) -> Result<&Slot, ContractError> {
        index_of(drawing)
            .and_then(|index| self.drawings.get(index))
            .ok_or(ContractError::NotFound { what: "drawing", id: drawing })
    }

    /// A drawing by its number, to change it.
    pub(super) fn slot_mut(&mut self, drawing: u64) -> Result<&mut Slot, ContractError> {
        index_of(drawing)
            .and_then(|index| self.drawings.get_mut(index))
            .ok_or(ContractError::NotFound { what: "drawing", id: drawing })
    }

    /// The first live drawing.
    pub fn first_alive(&self) -> Option<u64> {
        self.numbered().find(|(_, slot)| slot.is_alive()).map(|(drawing, _)| drawing)
    }

    /// Whether a drawing stands by its documents: they cannot be used for another. One that was
    /// refused no longer does.
    pub fn keeps_documents(&self, drawing: u64) -> bool {
        self.slot(drawing).is_ok_and(|slot| slot.status != DrawingStatus::Refused)
    }

    // Guards.

    /// Refuses one account for two parties.
    pub fn ensure_parties_distinct(&self) -> Result<(), ContractError> {
        let mut seen: Vec<&Addr> = Vec::new();
        for (_, account) in self.parties() {
            if seen.contains(&account) {
                return Err(ContractError::SameParty { account: account.to_string() });
            }
            seen.push(account);
        }
        Ok(())
    }

    /// Refuses a deal in another state.
    pub(super) fn ensure_status(
        &self,
        allowed: &[DealStatus],
        expected: &'static str,
    ) -> Result<(), ContractError> {
        if allowed.contains(&self.status) {
            return Ok(());
        }
        Err(ContractError::WrongState { what: "deal", expected, got: self.status.into() })
    }
}

/// Where a drawing lies in the list: they are numbered from 1.
fn index_of(drawing: u64) -> Option<usize> {
    usize::try_from(drawing.checked_sub(1)?).ok()
}

/// Refuses what comes too late. Deadlines are inclusive.
pub(super) fn ensure_in_time(what: &'static str, due: u64, now: u64) -> Result<(), ContractError> {
    if now > due {
        return Err(ContractError::TooLate { what, due });
    }
    Ok(())
}
