//! Whether a signature holds: the curves, over the chain's own verifiers. Those are all that is used of
//! `Api`: what they answer depends on their arguments alone.

use cosmwasm_std::Api;
use isthmus_api::stablecoin::{Signature, SignatureKind, SignatureRule, SignedBytes};
use ripemd::Ripemd160;
use sha2::{Digest, Sha256};

use super::signed::adr036;
use super::webauthn;
use crate::error::ContractError;

/// The curves, each with the one hash it is used with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// ECDSA over SHA-256.
    Secp256k1,
    /// ECDSA over SHA-256 (ES256).
    Secp256r1,
    /// EdDSA over the message itself.
    Ed25519,
}

/// Half the order of secp256k1, rounded down.
const HALF_SECP256K1: [u8; 32] = [
    0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];
/// What is asked of each kind of signature, for the query `signature_rules`; the tests hold [`ensure_holds`]
/// to it. A wallet's s has to be the lower one: the chain itself takes no other of a wallet, nor does any
/// verifier of ADR-036. Of P-256 every verifier takes both, and secure elements and passkeys make the
/// higher one half of the time.
pub const RULES: [SignatureRule; 4] = [
    rule(SignatureKind::Secp256k1, SignedBytes::Adr036),
    rule(SignatureKind::Secp256r1, SignedBytes::Text),
    rule(SignatureKind::Webauthn, SignedBytes::Webauthn),
    rule(SignatureKind::Ed25519, SignedBytes::Text),
];

const fn rule(kind: SignatureKind, signs: SignedBytes) -> SignatureRule {
    let ed25519 = matches!(kind, SignatureKind::Ed25519);
    let wallet = matches!(kind, SignatureKind::Secp256k1);
    SignatureRule {
        kind,
        signs,
        sha256: !ed25519,
        low_s: wallet,
        registered: !wallet,
        public_key_bytes: if ed25519 { 32 } else { 33 },
        signature_bytes: SIGNATURE_BYTES,
    }
}

const SIGNATURE_BYTES: u32 = 64;

/// Fails unless the signature over the text is one of its key, in its own form.
pub fn ensure_signed(
    api: &dyn Api,
    signer: &str,
    text: &str,
    signature: &Signature,
) -> Result<(), ContractError> {
    match signature {
        Signature::Secp256k1 { public_key, signature } => {
            let document = adr036(signer, text);
            ensure_holds(api, Curve::Secp256k1, document.as_bytes(), signature, public_key)
        }
        Signature::Secp256r1 { public_key, signature } => {
            ensure_holds(api, Curve::Secp256r1, text.as_bytes(), signature, public_key)
        }
        Signature::Webauthn { public_key, signature, authenticator_data, client_data_json } => {
            let signed = webauthn::signed_bytes(text, authenticator_data, client_data_json)?;
            ensure_holds(api, Curve::Secp256r1, &signed, signature, public_key)
        }
        Signature::Ed25519 { public_key, signature } => {
            ensure_holds(api, Curve::Ed25519, text.as_bytes(), signature, public_key)
        }
    }
}

/// Fails unless the signature over the message is one of the key.
///
/// The chain's EdDSA verifier takes encodings of points that RFC 8032 refuses (it follows ZIP 215);
/// they do not pass here, so that every verifier agrees.
/// The chain's ECDSA verifiers accept both values of s that fit a signature. A second signature made of
/// one does nothing: the nonce counts once. So both pass, but for a wallet's ([`RULES`]).
pub fn ensure_holds(
    api: &dyn Api,
    curve: Curve,
    message: &[u8],
    signature: &[u8],
    key: &[u8],
) -> Result<(), ContractError> {
    let bad = |reason| Err(ContractError::BadSignature { reason });
    if u32::try_from(signature.len()) != Ok(SIGNATURE_BYTES) {
        return bad("it must have 64 bytes");
    }
    let s = signature.get(32..).unwrap_or_default();
    if curve == Curve::Secp256k1 && s > HALF_SECP256K1.as_slice() {
        return bad("its s must be the lower one");
    }
    let point = signature.get(..32).unwrap_or_default();
    if curve == Curve::Ed25519 && !(is_canonical(point) && is_canonical(key)) {
        return bad("signature or key is malformed");
    }
    let hash = || Sha256::digest(message);
    let verified = match curve {
        Curve::Secp256k1 => api.secp256k1_verify(&hash(), signature, key),
        Curve::Secp256r1 => api.secp256r1_verify(&hash(), signature, key),
        Curve::Ed25519 => api.ed25519_verify(message, signature, key),
    };
    match verified {
        Ok(true) => Ok(()),
        Ok(false) => bad("it is not one of this key over this text"),
        Err(_) => bad("signature or key is malformed"),
    }
}

/// Whether a point of edwards25519 is encoded as RFC 8032 section 5.1.3 wants it: y below 2^255 - 19,
/// and no sign where x is zero, which is where y is 1 or -1.
fn is_canonical(point: &[u8]) -> bool {
    let [first, middle @ .., last] = point else { return false };
    let (sign, top) = (last & 0x80 != 0, last & 0x7f);
    let all = |value: u8| middle.iter().all(|byte| *byte == value);
    let ends_in_ones = top == 0x7f && all(0xff);
    let one = *first == 1 && top == 0 && all(0);
    let minus_one = *first == 0xec && ends_in_ones;
    let too_large = *first > 0xec && ends_in_ones;
    !(too_large || sign && (one || minus_one))
}

/// The bytes of the account that a secp256k1 key has on chains of the Cosmos SDK.
pub fn derive_account(key: &[u8]) -> [u8; 20] {
    Ripemd160::digest(Sha256::digest(key)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_has_one_encoding() {
        let with =
            |first: u8, middle: u8, last: u8| [&[first][..], &[middle; 30], &[last]].concat();
        for good in [with(1, 0, 0), with(0, 0, 0), with(0xec, 0xff, 0x7f), with(0xed, 0xff, 0x7e)] {
            assert!(is_canonical(&good), "{good:?}");
        }
        for bad in [
            with(1, 0, 0x80),
            with(0xec, 0xff, 0xff),
            with(0xed, 0xff, 0x7f),
            with(0xff, 0xff, 0xff),
            vec![],
            vec![1],
        ] {
            assert!(!is_canonical(&bad), "{bad:?}");
        }
    }

    /// With the neutral point for a key, this signature fits every message; one spelling of that key
    /// is the chain's verifier's alone.
    #[test]
    fn a_key_has_one_encoding_too() {
        let api = cosmwasm_std::testing::MockApi::default();
        let point = |last: u8| [&[1][..], &[0; 30], &[last]].concat();
        let signature = [point(0).as_slice(), &[0; 32]].concat();
        assert!(ensure_holds(&api, Curve::Ed25519, b"any", &signature, &point(0)).is_ok());
        assert!(api.ed25519_verify(b"any", &signature, &point(0x80)).unwrap());
        assert!(ensure_holds(&api, Curve::Ed25519, b"any", &signature, &point(0x80)).is_err());
    }

    #[test]
    fn a_signature_has_64_bytes() {
        let api = cosmwasm_std::testing::MockApi::default();
        for length in [0, 63, 65, 1000] {
            let held = ensure_holds(&api, Curve::Ed25519, b"", &vec![1; length], &[2; 32]);
            let reason = "it must have 64 bytes";
            assert_eq!(held, Err(ContractError::BadSignature { reason }));
        }
    }

    #[test]
    fn half_an_order_is_the_highest_s_of_a_wallet_and_of_no_other() {
        let high = |half: [u8; 32]| [[1; 32], half].concat();
        let api = cosmwasm_std::testing::MockApi::default();
        let s_refused = ContractError::BadSignature { reason: "its s must be the lower one" };
        let mut above = HALF_SECP256K1;
        if let Some(last) = above.last_mut() {
            *last |= 0x0f;
        }
        for rule in RULES {
            let curve = match rule.kind {
                SignatureKind::Secp256k1 => Curve::Secp256k1,
                SignatureKind::Secp256r1 | SignatureKind::Webauthn => Curve::Secp256r1,
                SignatureKind::Ed25519 => Curve::Ed25519,
            };
            let key = vec![2; usize::try_from(rule.public_key_bytes).unwrap()];
            let of = |half| ensure_holds(&api, curve, b"", &high(half), &key).unwrap_err();
            assert_ne!(of(HALF_SECP256K1), s_refused);
            assert_eq!(of(above) == s_refused, rule.low_s, "{rule:?}");
        }
    }
}
