//! What messages and queries of the registry are made of.

use isthmus_wire::wire;

use crate::packet::AttestedStatus;

/// Roles the owner grants. Issuers, anchors, controllers and holders are named by the records.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// May stop what opens something, for at most 72 hours at a time. Cannot resume it.
    Pauser,
}

/// A role given at instantiate.
#[wire]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// Who has it.
    pub account: String,
}

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

/// A pause in force.
#[wire]
pub struct PausedScope {
    /// What is stopped.
    pub scope: PauseScope,
    /// First second at which it no longer is.
    pub until: u64,
}
