//! Keys and layouts of the three records. They are part of the interface: a change is a new tag.
//!
//! All numbers are big-endian. Times are seconds.
//!
//! | record | key | value |
//! |---|---|---|
//! | pass | `01`, length of account, canonical account, schema | flags (bit 0 abroad, bit 1 closed), level, country (2), valid_from (8), expires_at (8), then at home: accreditation (4), list (4), index (4), digest (32); abroad: recognition (4), mirror (4), as_of (8), status (1) |
//! | accreditation | `02`, number (4) | standing (0 good, 1 suspended, 2 revoked), max_level, valid_from (8), valid_until (8) |
//! | recognition | `03`, number (4) | 1 active or 0, max_level, max_staleness_seconds (8) |
//! | status chunk | `04`, list (4), index / 1024 (4) | 256 bytes: 1024 statuses of two bits, lowest bits first, as in the IETF Token Status List (0 valid, 1 revoked, 2 suspended) |

use cosmwasm_std::{StdError, StdResult};

use super::{length, Reason};
use crate::packed::{key, Reader, Writer};
use crate::packet::AttestedStatus;

/// Tag of the pass of (account, schema).
pub const PASS_TAG: u8 = 0x01;
/// Tag of an issuer's accreditation, by its number.
pub const ACCREDITATION_TAG: u8 = 0x02;
/// Tag of the recognition of a jurisdiction abroad, by its number.
pub const RECOGNITION_TAG: u8 = 0x03;
/// Tag of a chunk of a status list.
pub const CHUNK_TAG: u8 = 0x04;
/// Bytes of a chunk.
pub const CHUNK_BYTES: usize = 256;
/// Statuses in a chunk.
pub const CHUNK_SLOTS: u32 = 1024;

const ABROAD: u8 = 1;
const CLOSED: u8 = 2;

/// Key of the pass that an account has accepted for a schema.
pub fn pass_key(account: &[u8], schema: &str) -> StdResult<Vec<u8>> {
    let mut key = pass_prefix(account)?;
    key.extend(schema.as_bytes());
    Ok(key)
}

/// What the keys of all passes of an account begin with; the schema follows.
pub fn pass_prefix(account: &[u8]) -> StdResult<Vec<u8>> {
    Ok(key(PASS_TAG, &[&[length(account)?], account]))
}

/// Key of an accreditation.
pub fn accreditation_key(number: u32) -> Vec<u8> {
    key(ACCREDITATION_TAG, &[&number.to_be_bytes()])
}

/// Key of a recognition.
pub fn recognition_key(number: u32) -> Vec<u8> {
    key(RECOGNITION_TAG, &[&number.to_be_bytes()])
}

/// Key of the chunk of a list that holds the status at an index.
pub fn chunk_key(list: u32, index: u32) -> Vec<u8> {
    let chunk = index.checked_div(CHUNK_SLOTS).unwrap_or_default();
    key(CHUNK_TAG, &[&list.to_be_bytes(), &chunk.to_be_bytes()])
}

/// A pass that its holder has accepted. One that waits for acceptance is not a record of the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// Given up by the holder, or closed with the holder's DID. Not good again; only a new acceptance
    /// by the account, of a new offer or of what a region abroad attests, puts another in its place.
    pub closed: bool,
    /// Level of assurance, 1 to 4.
    pub level: u8,
    /// ISO 3166-1 alpha-2.
    pub country: [u8; 2],
    /// First second of validity.
    pub valid_from: u64,
    /// First second no longer valid.
    pub expires_at: u64,
    /// What it stands on.
    pub source: Source,
}

/// Where a pass comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Issued in this region.
    Home {
        /// Number of the issuer's accreditation.
        accreditation: u32,
        /// Number of the status list.
        list: u32,
        /// Index in the list.
        index: u32,
        /// SHA-256 of the credential.
        digest: [u8; 32],
    },
    /// Attested by another region.
    Abroad {
        /// Number of the recognition.
        recognition: u32,
        /// Number of the stored attestation.
        mirror: u32,
        /// When the other region looked at the status.
        as_of: u64,
        /// The status then.
        status: AttestedStatus,
    },
}

impl Pass {
    /// Packs the record.
    pub fn write(&self) -> Vec<u8> {
        let abroad = match self.source {
            Source::Home { .. } => 0,
            Source::Abroad { .. } => ABROAD,
        };
        let closed = if self.closed { CLOSED } else { 0 };
        let head = Writer::new(abroad | closed)
            .u8(self.level)
            .fixed(&self.country)
            .u64(self.valid_from)
            .u64(self.expires_at);
        match &self.source {
            Source::Home { accreditation, list, index, digest } => {
                head.u32(*accreditation).u32(*list).u32(*index).fixed(digest).finish()
            }
            Source::Abroad { recognition, mirror, as_of, status } => {
                head.u32(*recognition).u32(*mirror).u64(*as_of).u8(code(*status)).finish()
            }
        }
    }

    /// Reads the record; every byte must be as `write` makes it.
    pub fn read(bytes: &[u8]) -> StdResult<Self> {
        let mut reader = Reader::new(bytes);
        let flags = reader.u8()?;
        if flags & !(ABROAD | CLOSED) != 0 {
            return Err(malformed());
        }
        let level = reader.u8()?;
        let country = reader.fixed()?;
        let valid_from = reader.u64()?;
        let expires_at = reader.u64()?;
        let source = if flags & ABROAD == 0 {
            Source::Home {
                accreditation: reader.u32()?,
                list: reader.u32()?,
                index: reader.u32()?,
                digest: reader.fixed()?,
            }
        } else {
            Source::Abroad {
                recognition: reader.u32()?,
                mirror: reader.u32()?,
                as_of: reader.u64()?,
                status: status_of(reader.u8()?).ok_or_else(malformed)?,
            }
        };
        reader.finish()?;
        Ok(Self { closed: flags & CLOSED != 0, level, country, valid_from, expires_at, source })
    }
}

/// How an accreditation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Good.
    Good,
    /// Not good for the time being.
    Suspended,
    /// Never good again.
    Revoked,
}

/// An issuer's accreditation for one schema in one jurisdiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accreditation {
    /// How it stands.
    pub standing: Standing,
    /// Highest level the issuer may attest; a higher pass counts as this one.
    pub max_level: u8,
    /// First second at which it holds.
    pub valid_from: u64,
    /// First second at which it no longer holds.
    pub valid_until: u64,
}

impl Accreditation {
    /// Fails, with the gate's reason, unless it holds now.
    pub fn check(&self, now: u64) -> Result<(), Reason> {
        match self.standing {
            Standing::Suspended => Err(Reason::IssuerSuspended),
            Standing::Revoked => Err(Reason::IssuerRevoked),
            Standing::Good if now < self.valid_from || now >= self.valid_until => {
                Err(Reason::NotAccredited)
            }
            Standing::Good => Ok(()),
        }
    }

    /// Packs the record.
    pub fn write(&self) -> Vec<u8> {
        let standing = match self.standing {
            Standing::Good => 0,
            Standing::Suspended => 1,
            Standing::Revoked => 2,
        };
        Writer::new(standing).u8(self.max_level).u64(self.valid_from).u64(self.valid_until).finish()
    }

    /// Reads the record.
    pub fn read(bytes: &[u8]) -> StdResult<Self> {
        let mut reader = Reader::new(bytes);
        let standing = match reader.u8()? {
            0 => Standing::Good,
            1 => Standing::Suspended,
            2 => Standing::Revoked,
            _ => return Err(malformed()),
        };
        let record = Self {
            standing,
            max_level: reader.u8()?,
            valid_from: reader.u64()?,
            valid_until: reader.u64()?,
        };
        reader.finish()?;
        Ok(record)
    }
}

/// This region's recognition of one jurisdiction of another region, for one schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// Whether it holds.
    pub active: bool,
    /// Highest level that counts here.
    pub max_level: u8,
    /// Oldest news that counts here.
    pub max_staleness_seconds: u64,
}

impl Recognition {
    /// Packs the record.
    pub fn write(&self) -> Vec<u8> {
        Writer::new(u8::from(self.active))
            .u8(self.max_level)
            .u64(self.max_staleness_seconds)
            .finish()
    }

    /// Reads the record.
    pub fn read(bytes: &[u8]) -> StdResult<Self> {
        let mut reader = Reader::new(bytes);
        let active = match reader.u8()? {
            0 => false,
            1 => true,
            _ => return Err(malformed()),
        };
        let record = Self { active, max_level: reader.u8()?, max_staleness_seconds: reader.u64()? };
        reader.finish()?;
        Ok(record)
    }
}

/// The status at an index of a list, from the chunk that holds it. A missing chunk is all valid; a
/// chunk of the wrong length or a status without a meaning is unknown (`None`).
pub fn status_in(chunk: Option<&[u8]>, index: u32) -> Option<AttestedStatus> {
    let Some(chunk) = chunk else {
        return Some(AttestedStatus::Valid);
    };
    if chunk.len() != CHUNK_BYTES {
        return None;
    }
    let (byte, shift) = place(index);
    status_of((chunk.get(byte)? >> shift) & 0b11)
}

/// The chunk with another status at the index.
pub fn with_status(
    mut chunk: [u8; CHUNK_BYTES],
    index: u32,
    status: AttestedStatus,
) -> [u8; CHUNK_BYTES] {
    let (byte, shift) = place(index);
    if let Some(byte) = chunk.get_mut(byte) {
        *byte = (*byte & !(0b11 << shift)) | (code(status) << shift);
    }
    chunk
}

/// Byte within the chunk, and how far the two bits are from its low end.
fn place(index: u32) -> (usize, u32) {
    let slot = index & 0x3ff;
    let byte = usize::try_from(slot >> 2).unwrap_or_default();
    (byte, (slot & 0b11) << 1)
}

fn code(status: AttestedStatus) -> u8 {
    match status {
        AttestedStatus::Valid => 0,
        AttestedStatus::Revoked => 1,
        AttestedStatus::Suspended => 2,
    }
}

fn status_of(code: u8) -> Option<AttestedStatus> {
    match code {
        0 => Some(AttestedStatus::Valid),
        1 => Some(AttestedStatus::Revoked),
        2 => Some(AttestedStatus::Suspended),
        _ => None,
    }
}

fn malformed() -> StdError {
    StdError::parse_err("gate", "record is not as it was written")
}
