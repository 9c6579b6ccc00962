//! DID documents and their parts, on the wire as W3C names them.

use cosmwasm_std::HexBinary;
use isthmus_wire::wire;

/// A public key as its controller gives it.
#[wire]
pub struct Key {
    /// Fragment of its URL, without `#`: 1 to 32 of `a-z`, `A-Z`, `0-9`, `_` and `-`, unique in the
    /// document.
    pub id: String,
    /// Its kind.
    pub kind: KeyKind,
    /// Ed25519: 32 bytes; the others: 33 bytes, compressed (SEC 1).
    pub public_key: HexBinary,
    /// What it may be used for, at least one.
    pub purposes: Vec<Purpose>,
}

/// Kinds of keys.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum KeyKind {
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// secp256k1, as wallets of Cosmos chains use.
    Secp256k1,
    /// NIST P-256, as passkeys use.
    P256,
}

/// Verification relationships (DID Core 5.3).
#[wire]
#[derive(Copy, Eq)]
pub enum Purpose {
    /// Logging in.
    Authentication,
    /// Issuing credentials.
    AssertionMethod,
    /// Receiving encrypted messages.
    KeyAgreement,
    /// Using a capability.
    CapabilityInvocation,
    /// Passing a capability on.
    CapabilityDelegation,
}

/// A service endpoint (DID Core 5.4). It is public for ever: no personal data.
#[wire]
pub struct Service {
    /// Fragment of its URL, without `#`, unique in the document.
    pub id: String,
    /// Its type, such as `LinkedDomains`: 1 to 50 letters, digits, `.`, `_` and `-`.
    pub kind: String,
    /// An absolute URI of at most 200 characters.
    pub endpoint: String,
}

/// What resolving a DID gives (DID Resolution 4).
#[wire]
pub struct ResolutionResult {
    /// The document; absent when there is none.
    #[serde(rename = "didDocument")]
    pub did_document: Option<DidDocument>,
    /// About the resolution.
    #[serde(rename = "didResolutionMetadata")]
    pub did_resolution_metadata: ResolutionMetadata,
    /// About the document.
    #[serde(rename = "didDocumentMetadata")]
    pub did_document_metadata: DocumentMetadata,
}

/// About the resolution (DID Core 7.1.2).
#[wire]
pub struct ResolutionMetadata {
    /// `application/did+ld+json`, when there is a document.
    #[serde(rename = "contentType", skip_serializing_if = "Option::is_none", default)]
    pub content_type: Option<String>,
    /// `invalidDid` or `notFound`, when there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub error: Option<String>,
}

/// About the document (DID Core 7.1.3). Instants are `YYYY-MM-DDThh:mm:ssZ`.
#[wire]
#[derive(Default)]
pub struct DocumentMetadata {
    /// When it was created.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub created: Option<String>,
    /// When it was last changed, if ever.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub updated: Option<String>,
    /// True once it is deactivated.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deactivated: Option<bool>,
    /// Its version, a number; the `base_version` of the next update.
    #[serde(rename = "versionId", skip_serializing_if = "Option::is_none", default)]
    pub version_id: Option<String>,
}

/// A DID document (DID Core 5). A deactivated one holds its id alone.
#[wire]
pub struct DidDocument {
    /// JSON-LD contexts.
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    /// The DID.
    pub id: String,
    /// Accounts that may change it, as `did:pkh` (CAIP-10).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub controller: Vec<String>,
    /// Accounts that have accepted a link, as `did:pkh` (CAIP-10).
    #[serde(rename = "alsoKnownAs", skip_serializing_if = "Vec::is_empty", default)]
    pub also_known_as: Vec<String>,
    /// Keys.
    #[serde(rename = "verificationMethod", skip_serializing_if = "Vec::is_empty", default)]
    pub verification_method: Vec<VerificationMethod>,
    /// URLs of the keys for logging in.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub authentication: Vec<String>,
    /// URLs of the keys for issuing credentials.
    #[serde(rename = "assertionMethod", skip_serializing_if = "Vec::is_empty", default)]
    pub assertion_method: Vec<String>,
    /// URLs of the keys for encryption.
    #[serde(rename = "keyAgreement", skip_serializing_if = "Vec::is_empty", default)]
    pub key_agreement: Vec<String>,
    /// URLs of the keys for using capabilities.
    #[serde(rename = "capabilityInvocation", skip_serializing_if = "Vec::is_empty", default)]
    pub capability_invocation: Vec<String>,
    /// URLs of the keys for passing capabilities on.
    #[serde(rename = "capabilityDelegation", skip_serializing_if = "Vec::is_empty", default)]
    pub capability_delegation: Vec<String>,
    /// Services.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub service: Vec<ServiceEndpoint>,
}

/// A key in a document, in the Multikey form (Controlled Identifiers 2.2.2).
#[wire]
pub struct VerificationMethod {
    /// Its URL.
    pub id: String,
    /// `Multikey`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The DID.
    pub controller: String,
    /// `z` and the base58 of the multicodec prefix and the key.
    #[serde(rename = "publicKeyMultibase")]
    pub public_key_multibase: String,
}

/// A service in a document.
#[wire]
pub struct ServiceEndpoint {
    /// Its URL.
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Where it is.
    #[serde(rename = "serviceEndpoint")]
    pub service_endpoint: String,
}
