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
/// 64 bytes of r and s, with the lower of the two possible s.
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
        /// When it ends; null for never.
        #[wire(required)]
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
