//! What a holder signs off the chain, and how: see docs/stablecoin/signed.md.

use cosmwasm_std::{Binary, HexBinary, Uint128};
use cw20::Expiration;
use isthmus_wire::wire;

/// A signature over one act, which counts once and within a time.
#[wire]
pub struct Authorization {
    /// A number the signer has not used: from the lowest unused one, the next 128 may be used in any
    /// order (query `authorization_state`).
    pub nonce: u64,
    /// First second at which it counts; null for at once.
    #[serde(default)]
    pub not_before: Option<u64>,
    /// First second at which it no longer counts.
    pub not_after: u64,
    /// The signature over the text that the query `signing_text` gives.
    pub signature: Signature,
}

/// A signature and the key that made it. Signatures of the two curves secp256k1 and secp256r1 are the
/// 64 bytes of r and s. The query `signature_rules` tells what is asked of each kind.
#[wire]
pub enum Signature {
    /// The key of the account itself, over the ADR-036 document of the text: what wallets of Cosmos
    /// chains make of a message to sign (`signArbitrary`).
    Secp256k1 {
        /// 33 bytes in hexadecimal; the account's address is their hash.
        public_key: HexBinary,
        /// 64 bytes.
        signature: Binary,
    },
    /// A registered key, over the text (ES256).
    Secp256r1 {
        /// 33 bytes in hexadecimal.
        public_key: HexBinary,
        /// 64 bytes.
        signature: Binary,
    },
    /// A registered secp256r1 key that a WebAuthn authenticator holds (a passkey). The challenge is the
    /// SHA-256 of the text. The user has to be verified, by a PIN or by what he is.
    Webauthn {
        /// 33 bytes in hexadecimal.
        public_key: HexBinary,
        /// 64 bytes (authenticators give DER; clients convert it).
        signature: Binary,
        /// As the authenticator gave it.
        authenticator_data: Binary,
        /// As the browser gave it (WebAuthn 5.8.1): it begins with the type and the challenge.
        client_data_json: Binary,
    },
    /// A registered key, over the text (RFC 8032, without a hash before it).
    Ed25519 {
        /// 32 bytes in hexadecimal.
        public_key: HexBinary,
        /// 64 bytes.
        signature: Binary,
    },
}

/// A key that an account registers because its address does not derive from it.
#[wire]
pub enum AccountKey {
    /// A key of the curve P-256: passkeys, secure elements of phones, smart cards.
    Secp256r1 {
        /// 33 bytes in hexadecimal: the compressed point.
        public_key: HexBinary,
    },
    /// A key of the curve edwards25519.
    Ed25519 {
        /// 32 bytes in hexadecimal.
        public_key: HexBinary,
    },
}

/// An act that can be signed off the chain, with the fields of its message.
#[wire]
pub enum SignedAction {
    /// `permit`.
    Permit {
        /// Whose tokens; signs.
        owner: String,
        /// Who may spend.
        spender: String,
        /// Base units.
        amount: Uint128,
        /// When it ends.
        expires: Option<Expiration>,
    },
    /// `transfer_with_authorization`.
    Transfer {
        /// Whose tokens; signs.
        from: String,
        /// Who receives.
        to: String,
        /// Base units.
        amount: Uint128,
        /// The most that may leave, in base units: the amount, and a fee if there is one.
        most: Uint128,
        /// The payment reference.
        memo: Option<String>,
    },
    /// `receive_with_authorization`.
    Receive {
        /// Whose tokens; signs.
        from: String,
        /// Who receives, and alone may submit it.
        to: String,
        /// Base units.
        amount: Uint128,
        /// The most that may leave, in base units: the amount, and a fee if there is one.
        most: Uint128,
        /// The payment reference.
        memo: Option<String>,
    },
}

/// What every signed text ends with, so that it counts nowhere else.
#[wire]
pub struct SigningDomainResponse {
    /// The chain.
    pub chain_id: String,
    /// This contract.
    pub contract: String,
    /// Rises with every migration, which ends all signatures made before it.
    pub epoch: u64,
}

/// The kinds of signatures.
#[wire]
#[derive(Copy, Eq)]
pub enum SignatureKind {
    /// Of the account's own key, by a wallet.
    Secp256k1,
    /// Of a registered P-256 key (ES256).
    Secp256r1,
    /// Of a registered P-256 key in an authenticator: a passkey.
    Webauthn,
    /// Of a registered key of edwards25519.
    Ed25519,
}

/// What a key signs.
#[wire]
#[derive(Copy, Eq)]
pub enum SignedBytes {
    /// The text itself, in UTF-8.
    Text,
    /// The ADR-036 document of the text.
    Adr036,
    /// The authenticator data, and after it the SHA-256 of the client data.
    Webauthn,
}

/// What is asked of one kind of signature.
#[wire]
#[derive(Copy, Eq)]
pub struct SignatureRule {
    /// Which.
    pub kind: SignatureKind,
    /// What the key signs.
    pub signs: SignedBytes,
    /// Whether the SHA-256 of these bytes is signed, or they themselves.
    pub sha256: bool,
    /// Whether s has to be the lower of the two that fit; both pass where it need not.
    pub low_s: bool,
    /// Whether the account has to register the key (`register_key`).
    pub registered: bool,
    /// Bytes of the public key.
    pub public_key_bytes: u32,
    /// Bytes of the signature: r and s.
    pub signature_bytes: u32,
}

/// What is asked of the answer of a passkey.
#[wire]
pub struct WebauthnRules {
    /// With these bytes the client data begins.
    pub client_data_begins: String,
    /// These follow the challenge, which is the SHA-256 of the text in base64 for URLs without padding.
    pub client_data_continues: String,
    /// Fewest bytes of the authenticator data.
    pub authenticator_data_bytes: u32,
    /// Whether its flag UP has to be set: the user was there.
    pub user_present: bool,
    /// Whether its flag UV has to be set: the user was verified.
    pub user_verified: bool,
    /// Whether relying party and origin are compared: the registered key stands for both.
    pub relying_party: bool,
}

/// All that a client has to know before it signs.
#[wire]
pub struct SignatureRulesResponse {
    /// The first line of every text.
    pub header: String,
    /// What the last three lines of every text name.
    pub domain: SigningDomainResponse,
    /// What is asked of each kind.
    pub kinds: Vec<SignatureRule>,
    /// And of a passkey besides.
    pub webauthn: WebauthnRules,
}

/// A text to sign.
#[wire]
pub struct SigningTextResponse {
    /// What secp256r1 and ed25519 keys sign, and what a wallet shows.
    pub text: String,
    /// Its ADR-036 document, whose bytes a secp256k1 key signs.
    pub adr036: String,
    /// SHA-256 of the text: the challenge for a passkey.
    pub challenge: Binary,
}

/// Which nonces an account may still use.
#[wire]
pub struct AuthorizationStateResponse {
    /// The lowest unused one; all below it are used up.
    pub next: u64,
    /// Those above it that are used or cancelled.
    pub used: Vec<u64>,
    /// The highest that may be used now.
    pub last: u64,
}

/// Keys of an account, in the order in which they were registered.
#[wire]
pub struct KeysResponse {
    /// The keys, at most 8.
    pub keys: Vec<AccountKey>,
}
