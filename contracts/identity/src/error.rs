//! What can go wrong. The code at the end of each text is stable; clients go by it.

use std::fmt::Display;

use cosmwasm_std::StdError;
use isthmus_api::gate::Reason;
use isthmus_api::identity::{ExecuteKind, ExecuteMsg};
use isthmus_api::permission::Guarded;
use isthmus_api::types::{printable, Did, InputError, JurisdictionId, RegionId, SchemaId};
use isthmus_kit::{unauthorized, AccessError};
use thiserror::Error;

/// Why a message failed. What all contracts refuse alike is [`AccessError`], with codes `AC-…`.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// What all contracts do alike refuses.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// Not a DID of this method.
    #[error("expected did:isthmus:chain:contract:id, got {given} [ID-010]")]
    InvalidDid {
        /// What was given.
        given: String,
    },
    /// There is no such record.
    #[error("there is no {what} known as {id} [ID-011]")]
    NotFound {
        /// Kind of record.
        what: &'static str,
        /// Its name or number.
        id: String,
    },
    /// The record exists.
    #[error("{what} known as {id} exists [ID-012]")]
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
    #[error("key {id} is refused: {problem} [ID-016]")]
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
    #[error("jurisdiction {jurisdiction} of {region} is not recognised for {schema} [ID-025]")]
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

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        AccessError::from(error).into()
    }
}

impl From<InputError> for ContractError {
    fn from(error: InputError) -> Self {
        AccessError::from(error).into()
    }
}
