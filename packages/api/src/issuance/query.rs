//! What can be asked of issuance.

use cosmwasm_schema::QueryResponses;
use cosmwasm_std::Addr;
use isthmus_wire::wire;

use super::{
    AttestationsResponse, CalendarResponse, ConfigResponse, ControllersResponse, CreditResponse,
    MintRecipientsResponse, MinterResponse, MintersResponse, PendingChangesResponse, Redemption,
    RedemptionStatisticsResponse, RedemptionTermsResponse, RedemptionsResponse, ReserveResponse,
    Role, SolvencyResponse,
};
use crate::access::{PausesResponse, RoleMembersResponse, RolesOfResponse};

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
    /// One minter; null if the account is none.
    #[returns(Option<MinterResponse>)]
    MinterInfo {
        /// The account.
        minter: String,
    },
    /// All minters, ascending.
    #[returns(MintersResponse)]
    Minters {
        /// After this account.
        start_after: Option<String>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// All controllers with the minter of each, ascending.
    #[returns(ControllersResponse)]
    Controllers {
        /// After this account.
        start_after: Option<String>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// For whom a minter may mint, the whole list.
    #[returns(MintRecipientsResponse)]
    MintRecipients {
        /// The minter.
        minter: String,
    },
    /// What backs the tokens, whole: the newest attestation, its composition and tests, and what may still
    /// be minted.
    #[returns(ReserveResponse)]
    Reserve {},
    /// The newest attestations, ascending by number.
    #[returns(AttestationsResponse)]
    Attestations {
        /// After this number.
        start_after: Option<u64>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// The terms of redemption, and when one that came in now would be due.
    #[returns(RedemptionTermsResponse)]
    RedemptionTerms {},
    /// One redemption; null if it is not open.
    #[returns(Option<Redemption>)]
    Redemption {
        /// Its number.
        id: u64,
    },
    /// Open redemptions, of one holder if one is named, ascending by number.
    #[returns(RedemptionsResponse)]
    Redemptions {
        /// The holder.
        holder: Option<String>,
        /// After this number.
        start_after: Option<u64>,
        /// At most so many.
        limit: Option<u32>,
    },
    /// How all redemptions ended, late ones apart.
    #[returns(RedemptionStatisticsResponse)]
    RedemptionStatistics {},
    /// What an account may withdraw.
    #[returns(CreditResponse)]
    Credit {
        /// The account.
        account: String,
    },
    /// What the contract owes and what it has.
    #[returns(SolvencyResponse)]
    Solvency {},
    /// The calendar that terms are counted in.
    #[returns(CalendarResponse)]
    Calendar {
        /// Holidays after this date, `YYYY-MM-DD`.
        start_after: Option<String>,
        /// At most so many holidays.
        limit: Option<u32>,
    },
}
