//! The vectors of Project Wycheproof, through the function that every signed message uses, and each
//! key and signature of them through a message. A vector's own message bytes can never be what a
//! message signs: those begin with the line that says so, or are an ADR-036 document. So through a
//! message every vector has to fail, whatever it is worth by itself.

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{Binary, HexBinary};
use isthmus_api::stablecoin::{AccountKey, ExecuteMsg, Signature, SignedAction};
use isthmus_stablecoin::model::signature::{ensure_holds, Curve};
use isthmus_stablecoin::model::signed::HEADER;
use serde::Deserialize;

use crate::signer::{authorization, message, terms};
use crate::suite::Suite;

#[derive(Deserialize)]
struct Vector {
    id: u32,
    comment: String,
    key: HexBinary,
    msg: HexBinary,
    sig: HexBinary,
    valid: bool,
}

fn vectors(curve: Curve) -> Vec<Vector> {
    let json = match curve {
        Curve::Secp256k1 => include_str!("../data/wycheproof_secp256k1.json"),
        Curve::Secp256r1 => include_str!("../data/wycheproof_secp256r1.json"),
        Curve::Ed25519 => include_str!("../data/wycheproof_ed25519.json"),
    };
    serde_json::from_str(json).unwrap()
}

/// Whether s is the lower of the two that fit, where it has to be: of a wallet.
fn low(curve: Curve, sig: &[u8]) -> bool {
    match curve {
        Curve::Secp256k1 => {
            k256::ecdsa::Signature::from_slice(sig).is_ok_and(|sig| sig.normalize_s().is_none())
        }
        Curve::Secp256r1 | Curve::Ed25519 => true,
    }
}

fn compressed(key: &[u8]) -> Binary {
    let parity = 2 + key.last().unwrap() % 2;
    [&[parity], &key[1..33]].concat().into()
}

/// (vectors, that are valid, that pass)
fn run(curve: Curve) -> (usize, usize, usize) {
    let (api, vectors) = (MockApi::default(), vectors(curve));
    let mut passed = 0;
    for vector in &vectors {
        let expected = vector.valid && low(curve, &vector.sig);
        let keys = match curve {
            Curve::Ed25519 => vec![Binary::from(vector.key.as_slice())],
            _ => vec![Binary::from(vector.key.as_slice()), compressed(&vector.key)],
        };
        for key in keys {
            let held = ensure_holds(&api, curve, &vector.msg, &vector.sig, &key).is_ok();
            assert_eq!(held, expected, "{curve:?} {}: {}", vector.id, vector.comment);
        }
        passed += usize::from(expected);
    }
    let valid = vectors.iter().filter(|vector| vector.valid).count();
    (vectors.len(), valid, passed)
}

#[test]
fn secp256k1_holds_exactly_for_the_valid_vectors_with_the_lower_s() {
    let (all, valid, passed) = run(Curve::Secp256k1);
    assert_eq!(all, 252);
    assert!(passed > 50 && passed < valid, "{passed} of {valid}");
}

#[test]
fn secp256r1_holds_exactly_for_the_valid_vectors_whichever_s_they_have() {
    let (all, valid, passed) = run(Curve::Secp256r1);
    assert_eq!((all, valid), (262, passed));
}

#[test]
fn ed25519_holds_exactly_for_the_valid_vectors() {
    let (all, valid, passed) = run(Curve::Ed25519);
    assert_eq!((all, valid), (151, passed));
}

#[test]
fn no_vector_is_an_authorization() {
    let mut suite = Suite::new();
    let action = SignedAction::Transfer {
        from: suite.addr("alice"),
        to: suite.addr("stranger"),
        amount: 1u128.into(),
        most: 1u128.into(),
        memo: None,
    };
    for curve in [Curve::Secp256r1, Curve::Ed25519, Curve::Secp256k1] {
        for vector in vectors(curve) {
            assert!(!vector.msg.starts_with(HEADER.as_bytes()));
            let signature = Binary::from(vector.sig.as_slice());
            let (signature, code) = match curve {
                Curve::Secp256k1 => {
                    let public_key = compressed(&vector.key);
                    (Signature::Secp256k1 { public_key: public_key.into(), signature }, "ST-076")
                }
                Curve::Secp256r1 => {
                    let public_key = compressed(&vector.key);
                    (Signature::Secp256r1 { public_key: public_key.into(), signature }, "ST-075")
                }
                Curve::Ed25519 => {
                    let public_key = Binary::from(vector.key.as_slice());
                    (Signature::Ed25519 { public_key: public_key.into(), signature }, "ST-075")
                }
            };
            let key = match &signature {
                Signature::Secp256r1 { public_key, .. } => {
                    Some(AccountKey::Secp256r1 { public_key: public_key.clone() })
                }
                Signature::Ed25519 { public_key, .. } => {
                    Some(AccountKey::Ed25519 { public_key: public_key.clone() })
                }
                _ => None,
            };
            if let Some(key) = &key {
                suite.ok("alice", ExecuteMsg::RegisterKey { key: key.clone() });
            }
            let msg = message(action.clone(), authorization(terms(0), signature));
            assert_eq!(suite.fails("stranger", msg), code, "{curve:?} {}", vector.id);
            if let Some(key) = key {
                suite.ok("alice", ExecuteMsg::RemoveKey { key });
            }
        }
    }
}
