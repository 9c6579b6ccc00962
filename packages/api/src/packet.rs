//! What one bridge says to another: a JSON envelope with exactly one operation.
//!
//! Unknown fields are accepted, so that a newer bridge can talk to an older one within the same
//! major version `v`; values are checked strictly by the receiver.

use cosmwasm_std::HexBinary;
use isthmus_wire::wire;

/// Version of the channel, the same on both ends.
pub const CHANNEL_VERSION: &str = "isthmus-1";
/// Major version of the envelope.
pub const ENVELOPE_VERSION: u16 = 1;
crate::limits! {
    /// Most bytes of one packet's data.
    pub const MAX_PACKET_BYTES: usize = 8192;
    /// Most bytes of a transfer's memo.
    pub const MAX_MEMO_BYTES: usize = 256;
    /// Most bytes of a sender's own reference (kept at home, not sent).
    pub const MAX_REFERENCE_BYTES: usize = 64;
}

/// What every packet says of itself, whatever it carries: between whom, which one it is, and whose money.
/// **No later version changes it.** By it alone newer code ends a packet that older code has sent, though it
/// may no longer know what was to be done.
#[wire]
#[derive(Eq)]
pub struct Header {
    /// Major version of the operation, 1.
    pub v: u16,
    /// Region that sends.
    pub from: String,
    /// Region that receives.
    pub to: String,
    /// Number of the packet among those of its sender for this peer and token; messages without a
    /// token count by themselves.
    pub id: u64,
    /// Token, such as `west.iusd`, of a packet that carries money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Account that sent it, in the region `from`, of a packet that carries money. To it a refund goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
}

/// One packet: its [`Header`], and what is to be done.
#[wire]
#[derive(Eq)]
pub struct Envelope {
    /// Major version, 1.
    pub v: u16,
    /// Region that sends.
    pub from: String,
    /// Region that receives.
    pub to: String,
    /// Number of the packet among those of its sender for this peer and token; messages without a
    /// token count by themselves.
    pub id: u64,
    /// Token, such as `west.iusd`, of a packet that carries money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Account that sent it, in the region `from`, of a packet that carries money. To it a refund goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// What is to be done.
    pub op: Op,
}

/// The operations.
#[wire]
#[derive(Eq)]
pub enum Op {
    /// Money: burnt (or locked) where it comes from, minted (or released) where it goes.
    Transfer(Transfer),
    /// Recognition: what one region's registry says of a person's credential. Hashes only.
    Attest(Attestation),
}

/// Money on its way.
#[wire]
#[derive(Eq)]
pub struct Transfer {
    /// Base units of the header's token, canonical decimal.
    pub amount: String,
    /// Account that is to have it, in the region `to`.
    pub receiver: String,
    /// A note for the receiver, at most 256 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
    /// 32 bytes for the receiver's books, such as the hash of an invoice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub info: Option<HexBinary>,
}

/// What a region's identity registry says of one credential pass, for an account abroad.
#[wire]
#[derive(Eq)]
pub struct Attestation {
    /// Account in the receiving region that may accept it.
    pub account: String,
    /// Account in the sending region that holds the pass.
    pub subject: String,
    /// Schema of the credential, such as `kyc`.
    pub schema: String,
    /// Jurisdiction, in the sending region, under which it was issued.
    pub jurisdiction: String,
    /// DID of the issuer.
    pub issuer: String,
    /// SHA-256 of the credential.
    pub digest: HexBinary,
    /// Level of assurance, 1 to 4.
    pub level: u8,
    /// ISO 3166-1 alpha-2 country, upper case.
    pub country: String,
    /// First second of validity.
    pub valid_from: u64,
    /// First second no longer valid.
    pub expires_at: u64,
    /// Rises with every change; an older version never replaces a newer one.
    pub version: u64,
    /// Status at `as_of`.
    pub status: AttestedStatus,
    /// When the sending registry looked, by its own clock.
    pub as_of: u64,
}

/// Status of an attested pass.
#[wire]
#[derive(Copy, Eq)]
pub enum AttestedStatus {
    /// Good.
    Valid,
    /// Not good for the time being.
    Suspended,
    /// Never good again.
    Revoked,
}

/// What a bridge answers to a packet, in ICS-4's envelope: exactly one of the two.
#[wire]
pub enum Acknowledgement {
    /// It has arrived: base64 of the one byte 1, `AQ==`.
    Result(String),
    /// It was refused, and its sender is refunded. The text of the error, ending in its code.
    Error(String),
}
