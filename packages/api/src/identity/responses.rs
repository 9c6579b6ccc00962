//! What the registry answers.

use cosmwasm_std::{Binary, HexBinary};
use isthmus_wire::wire;

use super::{PassOrigin, Standing};
use crate::packet::{Attestation, AttestedStatus};

/// Answer to `account`.
#[wire]
pub struct AccountResponse {
    /// The account.
    pub address: String,
    /// The DID to which it is linked, both sides having proved it.
    pub did: Option<String>,
}

/// A jurisdiction.
#[wire]
pub struct JurisdictionResponse {
    /// Its name.
    pub jurisdiction: String,
    /// Account that accredits its issuers.
    pub anchor: String,
    /// Account proposed as the next anchor.
    pub proposed_anchor: Option<String>,
}

/// A page of jurisdictions.
#[wire]
pub struct JurisdictionsResponse {
    /// By name.
    pub jurisdictions: Vec<JurisdictionResponse>,
}

/// An accreditation.
#[wire]
pub struct AccreditationResponse {
    /// Its number, as in the raw key of the gate.
    pub number: u32,
    /// The jurisdiction.
    pub jurisdiction: String,
    /// The issuer's DID.
    pub issuer: String,
    /// The schema.
    pub schema: String,
    /// Highest level.
    pub max_level: u8,
    /// First second at which it holds.
    pub valid_from: u64,
    /// First second at which it no longer holds.
    pub valid_until: u64,
    /// How it stands.
    pub standing: Standing,
}

/// A page of accreditations.
#[wire]
pub struct AccreditationsResponse {
    /// By number.
    pub accreditations: Vec<AccreditationResponse>,
}

/// A recognition.
#[wire]
pub struct RecognitionResponse {
    /// Its number, as in the raw key of the gate.
    pub number: u32,
    /// The other region.
    pub region: String,
    /// Its jurisdiction.
    pub jurisdiction: String,
    /// The schema.
    pub schema: String,
    /// Whether it holds.
    pub active: bool,
    /// Highest level that counts here.
    pub max_level: u8,
    /// Oldest news that counts here.
    pub max_staleness_seconds: u64,
}

/// A page of recognitions.
#[wire]
pub struct RecognitionsResponse {
    /// By number.
    pub recognitions: Vec<RecognitionResponse>,
}

/// A status list.
#[wire]
pub struct StatusListResponse {
    /// Its number.
    pub list: u32,
    /// DID of its issuer.
    pub issuer: String,
    /// Entries.
    pub size: u32,
    /// Rises by one with every change.
    pub epoch: u64,
    /// When it last changed.
    pub updated_at: u64,
}

/// One status.
#[wire]
pub struct StatusResponse {
    /// The status; absent when the entry has no meaning.
    pub status: Option<AttestedStatus>,
}

/// A chunk of a list.
#[wire]
pub struct StatusChunkResponse {
    /// 256 bytes.
    pub bytes: Binary,
    /// The list's epoch.
    pub epoch: u64,
}

/// A pass that was accepted.
#[wire]
pub struct PassResponse {
    /// The schema.
    pub schema: String,
    /// Who offered it.
    pub origin: PassOrigin,
    /// DID of the issuer, here or abroad.
    pub issuer: String,
    /// The jurisdiction, here or abroad.
    pub jurisdiction: String,
    /// SHA-256 of the credential.
    pub digest: HexBinary,
    /// Level of assurance.
    pub level: u8,
    /// Country.
    pub country: String,
    /// First second of validity.
    pub valid_from: u64,
    /// First second no longer valid.
    pub expires_at: u64,
    /// Given up by the holder, or closed with the holder's DID.
    pub closed: bool,
    /// Status list and index, for a pass of this region.
    pub status_entry: Option<StatusEntry>,
    /// Status as known here; absent when it cannot be known.
    pub status: Option<AttestedStatus>,
    /// When that was: now at home, when the other region looked for one from abroad.
    pub as_of: u64,
}

/// Where a status is.
#[wire]
#[derive(Copy, Eq)]
pub struct StatusEntry {
    /// Number of the list.
    pub list: u32,
    /// Index in it.
    pub index: u32,
}

/// The passes of an account.
#[wire]
pub struct PassesResponse {
    /// By schema.
    pub passes: Vec<PassResponse>,
}

/// A pass that waits for acceptance.
#[wire]
pub struct OfferResponse {
    /// Number of the accreditation.
    pub accreditation: u32,
    /// The jurisdiction.
    pub jurisdiction: String,
    /// DID of the issuer.
    pub issuer: String,
    /// SHA-256 of the credential.
    pub digest: HexBinary,
    /// Level of assurance.
    pub level: u8,
    /// Country.
    pub country: String,
    /// First second of validity.
    pub valid_from: u64,
    /// First second no longer valid.
    pub expires_at: u64,
    /// Status list and index.
    pub status_entry: StatusEntry,
}

/// A page of offers.
#[wire]
pub struct OffersResponse {
    /// By number of the accreditation.
    pub offers: Vec<OfferResponse>,
}

/// What another region has attested.
#[wire]
pub struct AttestationResponse {
    /// The last word; absent when there is none.
    pub attestation: Option<Attestation>,
    /// Whether it is the pass that the account has accepted.
    pub accepted: bool,
}

/// What was told to another region.
#[wire]
pub struct ShareResponse {
    /// Version of the last news; 0 when there is none.
    pub version: u64,
    /// Status that was told.
    pub status: Option<AttestedStatus>,
    /// When.
    pub as_of: Option<u64>,
    /// Whether a refresh would tell something new.
    pub outdated: bool,
}

/// Answer to `config`.
#[wire]
pub struct ConfigResponse {
    /// This region.
    pub region: String,
    /// CAIP-2 reference of the chain, as in every DID.
    pub chain_reference: String,
    /// The bridge contract.
    pub bridge: String,
    /// Seconds between the proposal of a new owner and its acceptance.
    pub owner_delay_seconds: u64,
    /// Seconds that a change which lets more count has to wait; 0: none waits.
    pub change_delay_seconds: u64,
}
