//! What messages and queries of the registry are made of.

use isthmus_wire::wire;

use crate::access;
use crate::packet::AttestedStatus;

/// Roles the owner grants. Issuers, anchors, controllers and holders are named by the records.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// May stop what opens something, for at most 72 hours at a time, and withdraw changes that wait.
    /// Cannot resume what is stopped. Never the owner.
    Pauser,
}

/// A role given at instantiate.
pub type RoleGrant = access::RoleGrant<Role>;

/// What the chain's own governance may do, if the chain lets it.
pub type SudoMsg = access::SudoMsg<Role, PauseScope>;

/// A change that lets more count than before. With a change delay it is announced, waits, and is then
/// applied by anyone.
#[wire]
#[derive(strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Change {
    /// As `grant_role`, which always loosens.
    GrantRole {
        /// The role.
        role: Role,
        /// Who gets it.
        account: String,
    },
    /// As `set_change_delay`. A shorter one loosens.
    SetChangeDelay {
        /// The delay.
        seconds: u64,
    },
    /// As `set_owner_delay`. A shorter one loosens.
    SetOwnerDelay {
        /// The delay.
        seconds: u64,
    },
    /// As `update_ownership` with `renounce_ownership`, which always loosens.
    RenounceOwnership {},
    /// As `create_jurisdiction`, which always loosens: its anchor can have passes issued that count.
    CreateJurisdiction {
        /// Its name.
        jurisdiction: String,
        /// Account that accredits its issuers.
        anchor: String,
    },
    /// As `propose_anchor` by the owner. To name an account loosens.
    ProposeAnchor {
        /// The jurisdiction.
        jurisdiction: String,
        /// The account; null withdraws the proposal.
        #[wire(required)]
        anchor: Option<String>,
    },
    /// As `recognize`. What is not recognised now, a higher level or a longer age loosens. With level
    /// and age 0, as `unrecognize`.
    Recognize {
        /// The other region.
        region: String,
        /// Its jurisdiction.
        jurisdiction: String,
        /// The schema.
        schema: String,
        /// Highest level that counts here.
        max_level: u8,
        /// Oldest news that counts here.
        max_staleness_seconds: u64,
    },
}
crate::common_changes!(Change, Role);

/// A change that waits.
pub type PendingChange = access::PendingChange<Change>;
/// All changes that wait.
pub type PendingChangesResponse = access::PendingChangesResponse<Change>;

/// What a pause stops. Nothing that closes is ever stopped: deactivate, unlink, suspend, revoke,
/// drop, unrecognize, and bad news in either direction.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum PauseScope {
    /// `create_did`, `update_did`, `link_account`, `accept_link`.
    Did,
    /// `create_jurisdiction`, `propose_anchor`, `accept_anchor`, `accredit`, `resume_issuer`,
    /// `recognize`.
    Trust,
    /// `create_status_list`, `issue_pass`, `accept_pass`, and `set_status` to `valid`.
    Pass,
    /// `share_pass`, `refresh_share` of good news, and good news in `receive_attestation`.
    Share,
}

/// A change of one status.
#[wire]
#[derive(Copy, Eq)]
pub struct StatusUpdate {
    /// Index in the list.
    pub index: u32,
    /// The new status.
    pub status: AttestedStatus,
}

/// Who offers a pass.
#[wire]
pub enum PassOrigin {
    /// An issuer of this region.
    Home {
        /// The jurisdiction.
        jurisdiction: String,
        /// The issuer's DID.
        issuer: String,
    },
    /// The holder's own account in another region, by `share_pass`.
    Abroad {
        /// That region.
        region: String,
        /// The account there.
        subject: String,
    },
}

/// How an accreditation stands.
#[wire]
#[derive(Copy, Eq)]
pub enum Standing {
    /// Good within its window.
    Good,
    /// Not good for the time being.
    Suspended,
    /// Never good again.
    Revoked,
}
