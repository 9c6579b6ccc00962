//! Public keys: their form, and their Multikey text.

use isthmus_api::identity::{Key, KeyKind, Purpose};
use isthmus_api::types::{self, InputError};

use crate::error::ContractError;

/// The y coordinates, little-endian and without the sign bit, of the Ed25519 points of small order,
/// the two non-canonical spellings included. A signature by such a "key" verifies for any message
/// under ZIP-215, the rule of the chain's verifier.
const SMALL_ORDER: [[u8; 32]; 7] = [
    [0; 32],
    with_ends(1, 0, 0),
    with_ends(0xec, 0xff, 0x7f),
    with_ends(0xed, 0xff, 0x7f),
    with_ends(0xee, 0xff, 0x7f),
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
        0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
    ],
];

#[allow(clippy::indexing_slicing)] // evaluated at compile time
const fn with_ends(first: u8, middle: u8, last: u8) -> [u8; 32] {
    let mut bytes = [middle; 32];
    bytes[0] = first;
    bytes[31] = last;
    bytes
}

/// Checks a fragment of a DID URL, without `#`: what names a key or a service in its document.
pub fn ensure_fragment(field: &'static str, given: &str) -> Result<(), InputError> {
    types::text(field, given, (1, 32), "a-z, A-Z, 0-9, _ and -", |c| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
    })
    .map(|_| ())
}

/// Checks a key. Whether the point is on the curve is left to the verifier that will use it; what
/// is refused here is what it would wrongly accept.
pub fn ensure_key(key: &Key) -> Result<(), ContractError> {
    ensure_fragment("key.id", &key.id)?;
    if key.purposes.is_empty() || key.purposes.len() > 5 {
        return Err(InputError::Range {
            field: "key.purposes",
            min: 1,
            max: 5,
            given: u128::try_from(key.purposes.len()).unwrap_or(u128::MAX),
        }
        .into());
    }
    let wrong = |problem| Err(ContractError::Key { id: key.id.clone(), problem });
    let bytes = key.public_key.as_slice();
    match key.kind {
        KeyKind::Ed25519 if bytes.len() != 32 => wrong("Ed25519 keys have 32 bytes"),
        KeyKind::Ed25519 if is_small_order(bytes) => wrong("a point of small order is no key"),
        KeyKind::Ed25519 if key.purposes.contains(&Purpose::KeyAgreement) => {
            wrong("Ed25519 keys sign; they do not agree on keys")
        }
        KeyKind::Ed25519 => Ok(()),
        KeyKind::Secp256k1 | KeyKind::P256 => match (bytes.len(), bytes.first()) {
            (33, Some(2 | 3)) => Ok(()),
            _ => wrong("compressed keys have 33 bytes and begin with 02 or 03"),
        },
    }
}

fn is_small_order(bytes: &[u8]) -> bool {
    SMALL_ORDER.iter().any(|point| {
        bytes.iter().zip(point).enumerate().all(|(at, (byte, of))| {
            let mask = if at == 31 { 0x7f } else { 0xff };
            byte & mask == *of
        })
    })
}

/// The key as `publicKeyMultibase`: `z` (base58btc) of the multicodec prefix and the bytes.
pub fn multibase(key: &Key) -> String {
    let prefix: [u8; 2] = match key.kind {
        KeyKind::Ed25519 => [0xed, 0x01],
        KeyKind::Secp256k1 => [0xe7, 0x01],
        KeyKind::P256 => [0x80, 0x24],
    };
    let bytes = [prefix.as_slice(), key.public_key.as_slice()].concat();
    format!("z{}", bs58::encode(bytes).into_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::HexBinary;

    fn key(kind: KeyKind, hex: &str) -> Key {
        Key {
            id: "k".into(),
            kind,
            public_key: HexBinary::from_hex(hex).unwrap(),
            purposes: vec![Purpose::Authentication],
        }
    }

    /// Bug row 23: a small-order key would sign everything.
    #[test]
    fn points_of_small_order_are_refused_with_either_sign() {
        for point in SMALL_ORDER {
            for sign in [0, 0x80] {
                let mut bytes = point;
                bytes[31] |= sign;
                let key = key(KeyKind::Ed25519, &HexBinary::from(bytes).to_hex());
                assert!(matches!(ensure_key(&key), Err(ContractError::Key { .. })));
            }
        }
    }

    #[test]
    fn a_key_has_the_length_and_prefix_of_its_kind() {
        let good = "02".to_string() + &"11".repeat(32);
        assert_eq!(ensure_key(&key(KeyKind::Secp256k1, &good)), Ok(()));
        assert_eq!(ensure_key(&key(KeyKind::P256, &good)), Ok(()));
        assert_eq!(ensure_key(&key(KeyKind::Ed25519, &"11".repeat(32))), Ok(()));
        let uncompressed = "04".to_string() + &"11".repeat(64);
        let odd = "05".to_string() + &"11".repeat(32);
        for bad in ["", "02", &odd, &uncompressed, &"11".repeat(32)] {
            assert!(ensure_key(&key(KeyKind::Secp256k1, bad)).is_err(), "{bad}");
        }
        assert!(ensure_key(&key(KeyKind::Ed25519, &good)).is_err());
    }

    #[test]
    fn a_key_has_a_purpose_that_suits_it() {
        let mut idle = key(KeyKind::Ed25519, &"11".repeat(32));
        idle.purposes.clear();
        assert!(ensure_key(&idle).is_err());
        idle.purposes.push(Purpose::KeyAgreement);
        assert!(ensure_key(&idle).is_err());
    }

    /// Examples of the did:key specification.
    #[test]
    fn multikeys_are_those_of_did_key() {
        let ed = "2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6";
        assert_eq!(
            multibase(&key(KeyKind::Ed25519, ed)),
            "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
        );
        let k1 = "03874c15c7fda20e539c6e5ba573c139884c351188799f5458b4b41f7924f235cd";
        assert!(multibase(&key(KeyKind::Secp256k1, k1)).starts_with("zQ3s"));
        assert!(multibase(&key(KeyKind::P256, k1)).starts_with("zDn"));
    }
}
