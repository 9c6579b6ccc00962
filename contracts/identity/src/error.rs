//! What can go wrong. The code at the end of each text is stable; clients go by it.

use std::fmt::Display;

use cosmwasm_std::StdError;
use isthmus_api::gate::Reason;
use isthmus_api::identity::{ExecuteKind, ExecuteMsg};
use isthmus_api::permission::Guarded;
use isthmus_api::types::{printable, Did, InputError, JurisdictionId, RegionId, SchemaId};
use isthmus_kit::{unauthorized, AccessError};
use thiserror::Error;

/// Why a message failed.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Administration refuses.
    #[error(transparent)]
    Access(AccessError),
    /// The standard library refuses: storage, JSON, arithmetic.
    #[error("{0} [ID-001]")]
    Std(#[from] StdError),
    /// The sender may not send this message.
    #[error("Unauthorized: needs {need} [ID-002]")]
    Unauthorized {
        /// Who may.
        need: String,
    },
    /// Coins were attached to a message that takes none.
    #[error("this message takes no funds, got {given} [ID-003]")]
    FundsNotAccepted {
        /// The coins.
        given: String,
    },
    /// The new owner accepts too early.
    #[error("ownership can be accepted from {at} on (seconds) [ID-004]")]
    OwnerDelay {
        /// First second at which it can.
        at: u64,
    },
    /// cw-ownable refuses.
    #[error("{0} [ID-005]")]
    Ownership(cw_ownable::OwnershipError),
    /// What the message opens is paused.
    #[error("{scope} is paused until {until} (seconds) [ID-006]")]
    Paused {
        /// What is paused.
        scope: &'static str,
        /// First second at which it no longer is.
        until: u64,
    },
    /// A pause that is too long or empty.
    #[error("a pause must last from 1 to {max} seconds, got {given} [ID-007]")]
    PauseLength {
        /// Longest pause.
        max: u64,
        /// Asked for.
        given: u64,
    },
    /// A field of the message breaks its rule.
    #[error("{0} [ID-008]")]
    Input(#[from] InputError),
    /// The stored contract is another one, or newer than this code.
    #[error("cannot migrate from {name} {version} to this code [ID-009]")]
    Migration {
        /// Stored name.
        name: String,
        /// Stored version.
        version: String,
    },
    /// Not a DID of this method.
    #[error("expected did:isthmus:chain:contract:id, got {given} [ID-010]")]
    InvalidDid {
        /// What was given.
        given: String,
    },
    /// There is no such record.
    #[error("there is no {what} {id} [ID-011]")]
    NotFound {
        /// Kind of record.
        what: &'static str,
        /// Its name or number.
        id: String,
    },
    /// The record exists.
    #[error("{what} {id} exists [ID-012]")]
    AlreadyExists {
        /// Kind of record.
        what: &'static str,
        /// Its name.
        id: String,
    },
    /// The DID is deactivated, for ever.
    #[error("{did} is deactivated [ID-013]")]
    Deactivated {
        /// The DID.
        did: Did,
    },
    /// The DID changed in between.
    #[error("the document is at version {current}, the change was made to {base} [ID-014]")]
    StaleVersion {
        /// Version now.
        current: u64,
        /// Version on which the change was based.
        base: u64,
    },
    /// Two keys, services or controllers with the same name.
    #[error("{id} stands in the document twice [ID-015]")]
    Duplicate {
        /// The fragment or account.
        id: String,
    },
    /// Not a public key of its kind, or one that anybody could sign for.
    #[error("key {id}: {problem} [ID-016]")]
    Key {
        /// The fragment.
        id: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The account belongs to a DID.
    #[error("{account} is linked to a DID [ID-017]")]
    AlreadyLinked {
        /// The account.
        account: String,
    },
    /// A window that is empty, over or too long.
    #[error("a window must end after it begins, after {now} and not after {limit}, got {from} to {until} [ID-018]")]
    Window {
        /// The present.
        now: u64,
        /// Latest end.
        limit: u64,
        /// Beginning given.
        from: u64,
        /// End given.
        until: u64,
    },
    /// The issuer has no accreditation that holds.
    #[error("the issuer is not accredited for this now: {reason} [ID-019]")]
    NotAccredited {
        /// Why not.
        reason: Reason,
    },
    /// A level above the issuer's.
    #[error("the issuer may attest up to level {max}, got {given} [ID-020]")]
    LevelAbove {
        /// Highest level.
        max: u8,
        /// Level given.
        given: u8,
    },
    /// An index that was given to another pass.
    #[error("index {index} of list {list} is or was used by a pass [ID-021]")]
    IndexTaken {
        /// Number of the list.
        list: u32,
        /// The index.
        index: u32,
    },
    /// A revocation is final.
    #[error("revocation is final: {what} [ID-022]")]
    RevocationFinal {
        /// What is revoked.
        what: String,
    },
    /// The offer is of another credential.
    #[error("the offer is of a credential with digest {offered} [ID-023]")]
    DigestMismatch {
        /// Digest of the offer.
        offered: String,
    },
    /// The pass is suspended or revoked.
    #[error("the pass cannot be used: {reason} [ID-024]")]
    PassNotValid {
        /// Why.
        reason: Reason,
    },
    /// The jurisdiction abroad is not recognised.
    #[error("{region} {jurisdiction} is not recognised for {schema} [ID-025]")]
    NotRecognized {
        /// The region.
        region: RegionId,
        /// Its jurisdiction.
        jurisdiction: JurisdictionId,
        /// The schema.
        schema: SchemaId,
    },
    /// The same news again, too soon.
    #[error(
        "nothing has changed; the same news can be sent again from {at} on (seconds) [ID-026]"
    )]
    NothingNew {
        /// First second at which it can.
        at: u64,
    },
    /// Only passes issued in this region are shared.
    #[error("the pass comes from another region; share it from there [ID-027]")]
    PassFromAbroad,
    /// The other region is this one.
    #[error("{region} is this region [ID-028]")]
    SameRegion {
        /// This region.
        region: RegionId,
    },
}

impl ContractError {
    /// There is no such record.
    pub(crate) fn not_found(what: &'static str, id: impl Display) -> Self {
        Self::NotFound { what, id: printable(&id.to_string()) }
    }

    /// "Unauthorized", with what the permission table says of the message.
    pub(crate) fn unauthorized(kind: ExecuteKind) -> Self {
        unauthorized(ExecuteMsg::permission(kind).caller).into()
    }
}

impl From<AccessError> for ContractError {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::Unauthorized { need } => Self::Unauthorized { need },
            AccessError::FundsNotAccepted { given } => Self::FundsNotAccepted { given },
            AccessError::OwnerDelay { at, .. } => Self::OwnerDelay { at },
            AccessError::Ownership(error) => Self::Ownership(error),
            AccessError::Paused { scope, until } => Self::Paused { scope, until },
            AccessError::PauseLength { max, given, .. } => Self::PauseLength { max, given },
            AccessError::Std(error) => Self::Std(error),
            other => Self::Access(other),
        }
    }
}
