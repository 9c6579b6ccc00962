//! What can be asked of the registry.

use cosmwasm_schema::QueryResponses;
use cosmwasm_std::Addr;
use isthmus_wire::wire;

use super::{
    AccountResponse, AccreditationResponse, AccreditationsResponse, AttestationResponse,
    ConfigResponse, JurisdictionResponse, JurisdictionsResponse, OffersResponse, PassResponse,
    PassesResponse, PendingChangesResponse, RecognitionResponse, RecognitionsResponse,
    ResolutionResult, Role, ShareResponse, StatusChunkResponse, StatusListResponse, StatusResponse,
};
use crate::access::{PausesResponse, RoleMembersResponse, RolesOfResponse};
use crate::gate::{Policy, Verdict};

/// Queries. Lists go up, 10 entries unless asked for, 30 at most; `start_after` is exclusive.
#[wire]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// May this account do this? The same rule that other contracts apply by raw reads.
    #[returns(Verdict)]
    IsAuthorized {
        /// The account.
        subject: String,
        /// What is asked of it.
        policy: Policy,
    },
    /// Resolves a DID to its document (DID Resolution). What cannot be resolved is said in the
    /// metadata, not by an error: `notFound`, `invalidDid`.
    #[returns(ResolutionResult)]
    Resolve {
        /// The DID.
        did: String,
    },
    /// The DID to which an account is linked, if any.
    #[returns(AccountResponse)]
    Account {
        /// The account.
        address: String,
    },
    /// A jurisdiction of this region.
    #[returns(JurisdictionResponse)]
    Jurisdiction {
        /// Its name.
        jurisdiction: String,
    },
    /// Jurisdictions of this region.
    #[returns(JurisdictionsResponse)]
    Jurisdictions {
        /// Last name of the page before.
        start_after: Option<String>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// An issuer's accreditation (the last one, if earlier ones were revoked).
    #[returns(AccreditationResponse)]
    Accreditation {
        /// The jurisdiction.
        jurisdiction: String,
        /// The issuer's DID.
        issuer: String,
        /// The schema.
        schema: String,
    },
    /// Accreditations of a jurisdiction, revoked ones included, by number.
    #[returns(AccreditationsResponse)]
    Accreditations {
        /// The jurisdiction.
        jurisdiction: String,
        /// Last number of the page before.
        start_after: Option<u32>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// A recognition.
    #[returns(RecognitionResponse)]
    Recognition {
        /// The other region.
        region: String,
        /// Its jurisdiction.
        jurisdiction: String,
        /// The schema.
        schema: String,
    },
    /// Recognitions, ended ones included, by number.
    #[returns(RecognitionsResponse)]
    Recognitions {
        /// Last number of the page before.
        start_after: Option<u32>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// A status list.
    #[returns(StatusListResponse)]
    StatusList {
        /// Its number.
        list: u32,
    },
    /// One status.
    #[returns(StatusResponse)]
    Status {
        /// Number of the list.
        list: u32,
        /// Index in it.
        index: u32,
    },
    /// 256 bytes of a list: 1024 statuses of two bits (IETF Token Status List).
    #[returns(StatusChunkResponse)]
    StatusChunk {
        /// Number of the list.
        list: u32,
        /// Number of the chunk: index / 1024.
        chunk: u32,
    },
    /// The pass that an account has accepted for a schema.
    #[returns(PassResponse)]
    Pass {
        /// The account.
        account: String,
        /// The schema.
        schema: String,
    },
    /// All passes of an account, at most 16.
    #[returns(PassesResponse)]
    Passes {
        /// The account.
        account: String,
    },
    /// Passes offered to an account by issuers here and not yet accepted, by issuing number.
    #[returns(OffersResponse)]
    Offers {
        /// The account.
        account: String,
        /// The schema.
        schema: String,
        /// Last accreditation number of the page before.
        start_after: Option<u32>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// What another region has attested to an account, accepted or not.
    #[returns(AttestationResponse)]
    Attestation {
        /// The account here.
        account: String,
        /// The schema.
        schema: String,
        /// The other region.
        region: String,
        /// The account there.
        subject: String,
    },
    /// What was last told to another region.
    #[returns(ShareResponse)]
    Share {
        /// Account here that holds the pass.
        subject: String,
        /// The schema.
        schema: String,
        /// The other region.
        region: String,
        /// The account there.
        account: String,
    },
    /// Region, chain reference, bridge and delays.
    #[returns(ConfigResponse)]
    Config {},
    /// Owner and proposed owner (cw-ownable's form).
    #[returns(cw_ownable::Ownership<Addr>)]
    Ownership {},
    /// Name and version of the code (cw2).
    #[returns(cw2::ContractVersion)]
    ContractInfo {},
    /// Accounts with a role.
    #[returns(RoleMembersResponse)]
    RoleMembers {
        /// The role.
        role: Role,
        /// Last account of the page before.
        start_after: Option<String>,
        /// Most entries.
        limit: Option<u32>,
    },
    /// Whether an account is the owner, and its roles.
    #[returns(RolesOfResponse)]
    RolesOf {
        /// The account.
        account: String,
    },
    /// What is paused, and until when.
    #[returns(PausesResponse)]
    Pauses {},
    /// Changes that wait.
    #[returns(PendingChangesResponse)]
    PendingChanges {},
}
