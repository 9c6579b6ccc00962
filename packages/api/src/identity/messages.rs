//! What the registry does for whoever calls it, and what begins and moves it.

use cosmwasm_std::HexBinary;
use isthmus_wire::wire;

use super::{Change, Key, PassOrigin, PauseScope, Role, RoleGrant, Service, StatusUpdate};
use crate::packet::Attestation;

/// Sets up the registry of one region. Queries nothing: the bridge may not exist yet.
#[wire]
pub struct InstantiateMsg {
    /// First owner. None: nobody ever is.
    pub owner: Option<String>,
    /// Seconds between the proposal of a new owner and its acceptance, at most 30 days; 172800 (48
    /// hours) if absent, 0 for none.
    pub owner_delay_seconds: Option<u64>,
    /// This region, constant for life, such as `west`.
    pub region: String,
    /// CAIP-2 reference of the chain, such as `west-1`: it stands in every DID and stays when the
    /// chain's own id changes with an upgrade. 1 to 32 of `-`, `a-z`, `A-Z`, `0-9`.
    pub chain_reference: String,
    /// The bridge contract of this region.
    pub bridge: String,
    /// First roles, at most 64.
    pub roles: Option<Vec<RoleGrant>>,
    /// Seconds that a change which lets more count has to wait, at most 30 days; 172800 (48 hours) if
    /// absent, 0 for none.
    pub change_delay_seconds: Option<u64>,
}

/// Messages.
#[wire]
#[derive(strum::EnumDiscriminants)]
#[strum_discriminants(
    name(ExecuteKind),
    derive(strum::EnumIter, strum::IntoStaticStr),
    strum(serialize_all = "snake_case"),
    doc = "The messages without their fields: the rows of the permission table."
)]
pub enum ExecuteMsg {
    /// Creates a DID whose id is derived from the sender and the salt, so that nobody can take
    /// another's. The sender is its first controller.
    ///
    /// By: anyone. Funds: none. Fails when the sender used the salt before, even if that DID is
    /// deactivated, or when keys or services break a rule. Emits `isthmus_identity_create_did`.
    CreateDid {
        /// 16 to 64 random bytes.
        salt: HexBinary,
        /// Public keys, at most 20.
        keys: Vec<Key>,
        /// Service endpoints, at most 10.
        services: Vec<Service>,
    },
    /// Replaces the given parts of a DID's document; absent parts stay.
    ///
    /// By: a controller of the DID. Funds: none. Fails when it is deactivated, `base_version` is
    /// not its version, no controller would be left, or a part breaks a rule. Emits
    /// `isthmus_identity_update_did`.
    UpdateDid {
        /// The DID.
        did: String,
        /// Version on which the change was based, so that none is lost.
        base_version: u64,
        /// Accounts that control it, 1 to 5.
        controllers: Option<Vec<String>>,
        /// Public keys, at most 20.
        keys: Option<Vec<Key>>,
        /// Service endpoints, at most 10.
        services: Option<Vec<Service>>,
    },
    /// Deactivates a DID for ever (DID Core 8.2). Its accounts are unlinked and their passes
    /// closed, and its accreditations revoked.
    ///
    /// By: a controller of the DID. Funds: none. Fails when it is deactivated. Emits
    /// `isthmus_identity_deactivate_did`.
    DeactivateDid {
        /// The DID.
        did: String,
    },
    /// Names an account as belonging to a DID: the DID's half of the proof.
    ///
    /// By: a controller of the DID. Funds: none. Fails when it is deactivated or has 8 accounts, or
    /// when the account is linked. Emits `isthmus_identity_link_account`.
    LinkAccount {
        /// The DID.
        did: String,
        /// The account.
        account: String,
    },
    /// Accepts the link: the account's half of the proof.
    ///
    /// By: the account named by the DID. Funds: none. Fails when it was not named or is linked.
    /// Emits `isthmus_identity_accept_link`.
    AcceptLink {
        /// The DID.
        did: String,
    },
    /// Ends a link, or withdraws one that was not accepted. Passes stay with the account.
    ///
    /// By: a controller of the DID or the account. Funds: none. Fails when there is none. Emits
    /// `isthmus_identity_unlink_account`.
    UnlinkAccount {
        /// The DID.
        did: String,
        /// The account.
        account: String,
    },
    /// Creates a jurisdiction of this region.
    ///
    /// By: the owner. Funds: none. Fails when it exists. Emits
    /// `isthmus_identity_create_jurisdiction`.
    CreateJurisdiction {
        /// Its name: 2 to 32 of `a-z`, `0-9`, `_` and `-`, beginning with a letter.
        jurisdiction: String,
        /// Account that accredits its issuers.
        anchor: String,
    },
    /// Proposes another anchor. The owner does so when the key of the anchor is lost.
    ///
    /// By: the owner or the jurisdiction's anchor. Funds: none. Fails when the jurisdiction is
    /// unknown. Emits `isthmus_identity_propose_anchor`.
    ProposeAnchor {
        /// The jurisdiction.
        jurisdiction: String,
        /// The account, or null to withdraw the proposal.
        #[wire(required)]
        anchor: Option<String>,
    },
    /// Becomes the anchor.
    ///
    /// By: the proposed anchor. Funds: none. Fails when the jurisdiction is unknown. Emits
    /// `isthmus_identity_accept_anchor`.
    AcceptAnchor {
        /// The jurisdiction.
        jurisdiction: String,
    },
    /// Accredits an issuer for a schema, or changes the level and window of an accreditation that
    /// is not revoked. A suspension stays.
    ///
    /// By: the jurisdiction's anchor. Funds: none. Fails when the issuer's DID is not active or
    /// holds 30 accreditations, or when level or window break their rule. Emits
    /// `isthmus_identity_accredit`.
    Accredit {
        /// The jurisdiction.
        jurisdiction: String,
        /// The issuer's DID.
        issuer: String,
        /// The schema: 2 to 32 of `a-z`, `0-9`, `_` and `-`, beginning with a letter.
        schema: String,
        /// Highest level it may attest, 1 to 4.
        max_level: u8,
        /// First second at which it may.
        valid_from: u64,
        /// First second at which it no longer may.
        valid_until: u64,
    },
    /// Suspends an issuer for a schema; its passes stop counting at once.
    ///
    /// By: the jurisdiction's anchor. Funds: none. Fails when the accreditation is missing or
    /// revoked. Emits `isthmus_identity_suspend_issuer`.
    SuspendIssuer {
        /// The jurisdiction.
        jurisdiction: String,
        /// The issuer's DID.
        issuer: String,
        /// The schema.
        schema: String,
    },
    /// Ends a suspension.
    ///
    /// By: the jurisdiction's anchor. Funds: none. Fails when the accreditation is missing or
    /// revoked. Emits `isthmus_identity_resume_issuer`.
    ResumeIssuer {
        /// The jurisdiction.
        jurisdiction: String,
        /// The issuer's DID.
        issuer: String,
        /// The schema.
        schema: String,
    },
    /// Revokes an accreditation for ever; the passes under it never count again. A new
    /// accreditation may follow, for new passes.
    ///
    /// By: the jurisdiction's anchor. Funds: none. Fails when it is missing or revoked. Emits
    /// `isthmus_identity_revoke_issuer`.
    RevokeIssuer {
        /// The jurisdiction.
        jurisdiction: String,
        /// The issuer's DID.
        issuer: String,
        /// The schema.
        schema: String,
    },
    /// Recognises what a jurisdiction abroad says under a schema, up to a level and an age, or
    /// changes these.
    ///
    /// By: the owner. Funds: none. Fails when the region is this one, or level or age break their
    /// rule. Emits `isthmus_identity_recognize`.
    Recognize {
        /// The other region.
        region: String,
        /// Its jurisdiction.
        jurisdiction: String,
        /// The schema.
        schema: String,
        /// Highest level that counts here, 1 to 4.
        max_level: u8,
        /// Oldest news that counts here, 1 second to 30 days.
        max_staleness_seconds: u64,
    },
    /// Ends a recognition; passes under it stop counting at once.
    ///
    /// By: the owner. Funds: none. Fails when it is not recognised. Emits
    /// `isthmus_identity_unrecognize`.
    Unrecognize {
        /// The other region.
        region: String,
        /// Its jurisdiction.
        jurisdiction: String,
        /// The schema.
        schema: String,
    },
    /// Creates a status list. It costs nothing until a status is set.
    ///
    /// By: a controller of the issuer's DID. Funds: none. Fails when the DID has no accreditation
    /// that holds, or the size breaks its rule. Emits `isthmus_identity_create_status_list`.
    CreateStatusList {
        /// The issuer's DID.
        issuer: String,
        /// Entries, 131072 to 1048576.
        size: u32,
    },
    /// Sets statuses. `suspended` can go back to `valid`; `revoked` is final.
    ///
    /// By: a controller of the issuer's DID. Funds: none. Fails when the list is unknown, an index
    /// is outside it, a revoked entry would change, or there are none or more than 100. Emits
    /// `isthmus_identity_set_status`, which names no holder and no index.
    SetStatus {
        /// Number of the list.
        list: u32,
        /// Changes, 1 to 100; the last one of an index wins.
        updates: Vec<StatusUpdate>,
    },
    /// Offers a pass to an account. It counts for nothing until the account accepts it. An offer of
    /// the same issuer for the same schema is replaced.
    ///
    /// By: a controller of the issuer's DID. Funds: none. Fails when the issuer is not accredited
    /// now for this schema and level; the list is not the issuer's; the index was ever bound or is
    /// not `valid`; the window is empty, over, or longer than the accreditation's. Emits
    /// `isthmus_identity_issue_pass`.
    IssuePass {
        /// The jurisdiction.
        jurisdiction: String,
        /// The issuer's DID.
        issuer: String,
        /// The schema.
        schema: String,
        /// Account that is to hold it.
        account: String,
        /// SHA-256 of the salted credential. The credential itself stays off the chain.
        digest: HexBinary,
        /// Level of assurance, 1 to 4, at most the issuer's.
        level: u8,
        /// ISO 3166-1 alpha-2 country, upper case.
        country: String,
        /// First second of validity.
        valid_from: u64,
        /// First second no longer valid.
        expires_at: u64,
        /// Number of the status list.
        list: u32,
        /// Index in it; choose at random, an index is never used twice.
        index: u32,
    },
    /// Accepts a pass: one offered here, or one attested by another region. It takes the place of
    /// the account's pass for the schema.
    ///
    /// By: the account to which the pass is offered. Funds: none. Fails when there is no such
    /// offer, or the account holds 16 passes. Emits `isthmus_identity_accept_pass`.
    AcceptPass {
        /// The schema.
        schema: String,
        /// Who offers it.
        origin: PassOrigin,
        /// The digest of the credential, so that the holder accepts what it has seen.
        digest: HexBinary,
    },
    /// Gives a pass up. What is shared of it becomes `revoked` with the next refresh.
    ///
    /// By: the account that holds the pass. Funds: none. Fails when there is none. Emits
    /// `isthmus_identity_drop_pass`.
    DropPass {
        /// The schema.
        schema: String,
    },
    /// Tells another region about the sender's pass, for an account there, through the bridge. A
    /// later share has a higher version.
    ///
    /// By: the account that holds the pass. Funds: none. Fails when there is none, when it is one
    /// from abroad, or when nothing has changed for less than 60 seconds. Emits
    /// `isthmus_identity_share_pass`.
    SharePass {
        /// The schema.
        schema: String,
        /// Region that is to know.
        region: String,
        /// The account there that may accept it.
        account: String,
    },
    /// Tells it again, so that a change of status reaches the other region. The news is the
    /// registry's own, whoever sends this.
    ///
    /// By: anyone. Funds: none. Fails when the holder never shared it with that account, or when
    /// nothing has changed for less than 60 seconds. Emits `isthmus_identity_share_pass`.
    RefreshShare {
        /// Account here that holds the pass.
        subject: String,
        /// The schema.
        schema: String,
        /// Region that is to know.
        region: String,
        /// The account there.
        account: String,
    },
    /// Takes news from another region. An older version than the one known changes nothing. If it
    /// fails, the packet gets an error acknowledgement.
    ///
    /// By: the bridge contract. Funds: none. Fails when the jurisdiction is not recognised, a field
    /// breaks its rule, or a revoked credential would come back. Emits
    /// `isthmus_identity_receive_attestation`.
    ReceiveAttestation {
        /// Region that sends.
        region: String,
        /// What it says.
        attestation: Attestation,
    },
    /// Stops what opens something, from now on, and ends by itself.
    ///
    /// By: role pauser. Funds: none. Fails when no scope is named, the time is zero or above 72
    /// hours, or a scope is paused for longer already. Emits `isthmus_access_pause`.
    Pause {
        /// What to stop.
        scopes: Vec<PauseScope>,
        /// For how long; it may be renewed.
        duration_seconds: u64,
    },
    /// Ends a pause before its time.
    ///
    /// By: the owner. Funds: none. Fails when more than 7 scopes are named, and while a pause by the
    /// chain lasts, which alone ends pauses then. Emits `isthmus_access_unpause`.
    Unpause {
        /// What to resume.
        scopes: Vec<PauseScope>,
    },
    /// Gives a role.
    ///
    /// By: the owner. Funds: none. Fails when it has to wait, when the account is the owner, or
    /// when the role has 100 members. Emits `isthmus_access_grant_role`, if the account had it not.
    GrantRole {
        /// The role.
        role: Role,
        /// Who gets it.
        account: String,
    },
    /// Takes a role away, at once. Does nothing if the account has not got it.
    ///
    /// By: the owner. Funds: none. Fails when `account` is no address of this chain. Emits
    /// `isthmus_access_revoke_role`, if it had.
    RevokeRole {
        /// The role.
        role: Role,
        /// Who loses it.
        account: String,
    },
    /// Gives up a role of the sender, at once.
    ///
    /// By: a holder of the role. Funds: none. Fails when the sender has it not. Emits
    /// `isthmus_access_renounce_role`.
    RenounceRole {
        /// The role.
        role: Role,
    },
    /// Proposes a new owner, accepts or renounces (cw-ownable's form). The proposed owner accepts.
    ///
    /// By: the owner or the proposed owner. Funds: none. Fails before the delay of the owner is
    /// over, when to renounce has to wait, and when who accepts is a pauser. Emits
    /// `isthmus_access_update_ownership`.
    UpdateOwnership(cw_ownable::Action),
    /// Announces a change, which anyone may apply after the delay.
    ///
    /// By: who may send the change itself. Funds: none. Fails while there is no change delay; when
    /// 16 others wait, or 4 of the same role; when there is nothing to change; and as the change
    /// itself would now. Emits `isthmus_access_schedule_change`.
    ScheduleChange {
        /// The change.
        change: Change,
    },
    /// Makes a change that has waited.
    ///
    /// By: anyone. Funds: none. Fails before it is ready, 7 days after that, when what it was to
    /// change is no longer as it was then, when who scheduled it is no longer the owner, and when
    /// the change itself fails. Emits `isthmus_access_apply_change` and the event of the change.
    ApplyChange {
        /// Its number.
        id: u64,
    },
    /// Withdraws a change. Anyone may once it has lapsed or can no longer apply.
    ///
    /// By: the owner, role pauser, who scheduled it or anyone once it cannot be applied. Funds:
    /// none. Fails when no such change waits. Emits `isthmus_access_cancel_change`.
    CancelChange {
        /// Its number.
        id: u64,
    },
    /// Sets the delay of changes that let more count.
    ///
    /// By: the owner. Funds: none. Fails above 30 days, and when a shorter one has to wait itself.
    /// Emits `isthmus_access_set_change_delay`.
    SetChangeDelay {
        /// The delay, from now on; what waits already keeps its own. With 0 nothing waits: what waited
        /// is dropped.
        seconds: u64,
    },
    /// Sets the delay between the proposal of an owner and its acceptance.
    ///
    /// By: the owner. Funds: none. Fails above 30 days, and when a shorter one has to wait. Emits
    /// `isthmus_access_set_owner_delay`.
    SetOwnerDelay {
        /// The delay, from now on; who is proposed already waits for it too.
        seconds: u64,
    },
}

/// Moves to this code. DIDs, versions and statuses are never touched.
#[wire]
pub struct MigrateMsg {}
