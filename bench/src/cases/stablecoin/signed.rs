//! What holders sign off the chain and others submit.

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{Api, Binary, CanonicalAddr, HexBinary};
use isthmus_api::stablecoin::{AccountKey, Signature, SigningTextResponse};
use isthmus_regions::Side;
use isthmus_stablecoin::model::signature::derive_account;
use isthmus_testkit::World;
use k256::ecdsa::signature::Signer as _;
use serde_json::{json, Map, Value};
use sha2::{Digest, Sha256};

use super::{addresses, tell, TOKEN};
use crate::bench::Bench;
use crate::cases::stage::Stage;

/// Until when everything signed here counts.
const LATE: u64 = 4_000_000_000;

/// The kinds of keys.
#[derive(Clone, Copy)]
enum Kind {
    Wallet,
    Passkey,
    Es256,
    Ed25519,
}

/// A holder with a key of each kind.
pub struct Signer {
    wallet: k256::ecdsa::SigningKey,
    phone: p256::ecdsa::SigningKey,
    edwards: ed25519_zebra::SigningKey,
}

impl Signer {
    /// The same keys for the same seed.
    pub fn new(seed: u8) -> Self {
        let scalar = [seed; 32];
        Self {
            wallet: k256::ecdsa::SigningKey::from_slice(&scalar).expect("a small scalar"),
            phone: p256::ecdsa::SigningKey::from_slice(&scalar).expect("a small scalar"),
            edwards: scalar.into(),
        }
    }

    fn wallet_key(&self) -> HexBinary {
        self.wallet.verifying_key().to_encoded_point(true).as_bytes().into()
    }

    fn phone_key(&self) -> HexBinary {
        self.phone.verifying_key().to_encoded_point(true).as_bytes().into()
    }

    fn edwards_key(&self) -> HexBinary {
        let public = ed25519_zebra::VerificationKey::from(&self.edwards);
        <[u8; 32]>::from(public).into()
    }

    /// The account of the wallet's key, in the west.
    pub fn address(&self) -> String {
        let id = CanonicalAddr::from(derive_account(&self.wallet_key()));
        let api = MockApi::default().with_prefix(Side::West.name());
        api.addr_humanize(&id).expect("20 bytes are an address").into_string()
    }

    /// Those that have to be registered.
    pub fn keys(&self) -> [AccountKey; 2] {
        [
            AccountKey::Secp256r1 { public_key: self.phone_key() },
            AccountKey::Ed25519 { public_key: self.edwards_key() },
        ]
    }

    fn by_phone(&self, bytes: &[u8]) -> Binary {
        let signature: p256::ecdsa::Signature = self.phone.sign(bytes);
        signature.normalize_s().unwrap_or(signature).to_vec().into()
    }

    fn sign(&self, kind: Kind, asked: &SigningTextResponse) -> Signature {
        match kind {
            Kind::Wallet => {
                let signature: k256::ecdsa::Signature = self.wallet.sign(asked.adr036.as_bytes());
                let signature = signature.to_vec().into();
                Signature::Secp256k1 { public_key: self.wallet_key(), signature }
            }
            Kind::Es256 => Signature::Secp256r1 {
                public_key: self.phone_key(),
                signature: self.by_phone(asked.text.as_bytes()),
            },
            Kind::Passkey => {
                let challenge = asked.challenge.to_base64();
                let challenge = challenge.trim_end_matches('=').replace('+', "-").replace('/', "_");
                let client = format!(
                    "{{\"type\":\"webauthn.get\",\"challenge\":\"{challenge}\",\
                     \"origin\":\"https://pay.isthmus.example\",\"crossOrigin\":false}}"
                );
                // Hash of the relying party; user present and verified; counter.
                let device = [&[7; 32][..], &[5], &[0, 0, 0, 1]].concat();
                let signed = [&device, &Sha256::digest(&client)[..]].concat();
                Signature::Webauthn {
                    public_key: self.phone_key(),
                    signature: self.by_phone(&signed),
                    authenticator_data: device.into(),
                    client_data_json: client.into_bytes().into(),
                }
            }
            Kind::Ed25519 => Signature::Ed25519 {
                public_key: self.edwards_key(),
                signature: <[u8; 64]>::from(self.edwards.sign(asked.text.as_bytes())).into(),
            },
        }
    }
}

/// Payments and permits that were signed with each kind of key.
pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, TOKEN, World::plan());
    let (signer, stranger) = (Signer::new(7), "stranger");
    let dora = signer.address();
    stage.world.mint(&dora, 1_000_000_000);
    for key in signer.keys() {
        tell(&stage.world, &dora, json!({"register_key": {"key": key}}));
    }
    let [ben] = addresses(&stage.world, ["ben"]);
    let (amount, most) = (super::PAID, super::PAID);
    let payment = json!({"from": dora, "to": ben, "amount": amount, "most": most, "memo": null});
    let grant = json!({"owner": dora, "spender": ben, "amount": super::PAID, "expires": null});
    let kinds = [
        (Kind::Wallet, "signed by a wallet"),
        (Kind::Passkey, "signed by a passkey"),
        (Kind::Es256, "signed by a P-256 key"),
        (Kind::Ed25519, "signed by an Ed25519 key"),
    ];
    let mut nonce = 0;
    for (kind, case) in kinds {
        for (who, action, message, fields) in [
            (stranger, "transfer", "transfer_with_authorization", &payment),
            ("ben", "receive", "receive_with_authorization", &payment),
            (stranger, "permit", "permit", &grant),
        ] {
            let signed = sign(&mut stage, &signer, kind, (action, message, fields), nonce);
            stage.send(case, who, &signed);
            nonce += 1;
        }
    }
}

fn text(action: &str, fields: &Value, nonce: u64) -> Value {
    let action = json!({ action: fields });
    json!({"signing_text": {"action": action, "nonce": nonce, "not_after": LATE}})
}

/// The message of an act with its fields, signed.
fn sign(
    stage: &mut Stage,
    signer: &Signer,
    kind: Kind,
    (action, message, fields): (&str, &str, &Value),
    nonce: u64,
) -> Value {
    let asked = stage.world.ask(Side::West, TOKEN, &text(action, fields, nonce));
    let authorization = json!({
        "nonce": nonce, "not_after": LATE, "signature": signer.sign(kind, &asked)});
    let mut fields: Map<_, _> = fields.as_object().cloned().unwrap_or_default();
    fields.insert("authorization".into(), authorization);
    json!({ message: fields })
}

/// A payment that a passkey signed.
pub fn pay_by_passkey(stage: &mut Stage, signer: &Signer, fields: &Value, nonce: u64) -> Value {
    let act = ("transfer", "transfer_with_authorization", fields);
    sign(stage, signer, Kind::Passkey, act, nonce)
}
