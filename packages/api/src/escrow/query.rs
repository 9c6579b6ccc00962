//! What can be asked of the escrow.

use cosmwasm_schema::QueryResponses;
use cosmwasm_std::Addr;
use isthmus_wire::wire;

use super::{
    AssetsResponse, BankingDayResponse, CalendarResponse, ConfigResponse, CreditsResponse,
    DealResponse, DealStatus, DealTermsResponse, DealsResponse, DiscrepanciesResponse,
    DrawingResponse, DrawingsResponse, LedgerResponse, NextActionResponse, PendingChangesResponse,
    Presentation, Role, SimulateResponse, SolvencyResponse,
};
use crate::access::{PausesResponse, RoleMembersResponse, RolesOfResponse};
use crate::types::Asset;

/// Questions. Lists take `start_after` (exclusive) and `limit` (10 if absent, at most 30).
#[wire]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// How the contract is set up.
    #[returns(ConfigResponse)]
    Config {},
    /// The owner, the proposed owner and the proposal's expiry.
    #[returns(cw_ownable::Ownership<Addr>)]
    Ownership {},
    /// Name and version of the contract.
    #[returns(cw2::ContractVersion)]
    ContractInfo {},
    /// Holders of a role, ascending.
    #[returns(RoleMembersResponse)]
    RoleMembers {
        /// The role.
        role: Role,
        /// After this account.
        start_after: Option<String>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// Whether an account is the owner, and its roles.
    #[returns(RolesOfResponse)]
    RolesOf {
        /// The account.
        account: String,
    },
    /// Pauses in force.
    #[returns(PausesResponse)]
    Pauses {},
    /// Changes that wait, those that have lapsed among them.
    #[returns(PendingChangesResponse)]
    PendingChanges {},
    /// Allowed assets, ascending by their text.
    #[returns(AssetsResponse)]
    Assets {
        /// After this asset.
        start_after: Option<Asset>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// One deal.
    #[returns(DealResponse)]
    Deal {
        /// The deal.
        deal: u64,
    },
    /// All deals, ascending.
    #[returns(DealsResponse)]
    Deals {
        /// After this deal.
        start_after: Option<u64>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// Deals that name an account as a party, ascending.
    #[returns(DealsResponse)]
    DealsByParty {
        /// The account.
        party: String,
        /// After this deal.
        start_after: Option<u64>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// Deals of a status, ascending.
    #[returns(DealsResponse)]
    DealsByStatus {
        /// The status.
        status: DealStatus,
        /// After this deal.
        start_after: Option<u64>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// The terms as stored, and the hash to consent to.
    #[returns(DealTermsResponse)]
    DealTerms {
        /// The deal.
        deal: u64,
    },
    /// One drawing with its documents and discrepancies.
    #[returns(DrawingResponse)]
    Drawing {
        /// The deal.
        deal: u64,
        /// The drawing, from 1.
        drawing: u64,
    },
    /// The drawings of a deal, ascending.
    #[returns(DrawingsResponse)]
    Drawings {
        /// The deal.
        deal: u64,
        /// After this drawing.
        start_after: Option<u64>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// The discrepancies of a drawing's present presentation, ascending.
    #[returns(DiscrepanciesResponse)]
    Discrepancies {
        /// The deal.
        deal: u64,
        /// The drawing.
        drawing: u64,
        /// After this number.
        start_after: Option<u32>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// Credits of an account, by asset.
    #[returns(CreditsResponse)]
    Credits {
        /// The account.
        owner: String,
        /// After this asset.
        start_after: Option<Asset>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// A deal's money: `funded = released + refunded + held`, always.
    #[returns(LedgerResponse)]
    Ledger {
        /// The deal.
        deal: u64,
    },
    /// What the contract owes in an asset and what it has: `balance >= held + credits`, always.
    #[returns(SolvencyResponse)]
    Solvency {
        /// The asset.
        asset: Asset,
    },
    /// What may happen to a deal now, by whom and until when.
    #[returns(NextActionResponse)]
    NextAction {
        /// The deal.
        deal: u64,
    },
    /// What the contract would find if this were presented.
    #[returns(SimulateResponse)]
    Simulate {
        /// The deal.
        deal: u64,
        /// What would be presented.
        presentation: Presentation,
        /// When; now if absent.
        at: Option<u64>,
    },
    /// A banking calendar.
    #[returns(CalendarResponse)]
    Calendar {
        /// The calendar.
        calendar: u64,
        /// Holidays after this date, `YYYY-MM-DD`.
        start_after: Option<String>,
        /// At most so many holidays.
        limit: Option<u32>,
    },
    /// Whether the local day of an instant is a banking day, and which is the next one.
    #[returns(BankingDayResponse)]
    IsBankingDay {
        /// The calendar.
        calendar: u64,
        /// The instant; now if absent.
        at: Option<u64>,
    },
}
