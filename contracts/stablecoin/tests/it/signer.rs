//! Somebody who signs off the chain, with a key of each kind.

use cosmwasm_std::{Api, Binary, CanonicalAddr, HexBinary};
use ed25519_zebra::{SigningKey as EdKey, VerificationKey as EdPublic};
use isthmus_api::stablecoin::{
    AccountKey, Authorization, ExecuteMsg, QueryMsg, Signature, SignedAction, SigningTextResponse,
};
use isthmus_stablecoin::model::signature::derive_account;
use k256::ecdsa::signature::Signer as _;
use sha2::{Digest, Sha256};

use crate::suite::Suite;

/// The kinds of signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Wallet,
    Es256,
    Passkey,
    Ed25519,
}

pub const KINDS: [Kind; 4] = [Kind::Wallet, Kind::Es256, Kind::Passkey, Kind::Ed25519];

pub struct Signer {
    wallet: k256::ecdsa::SigningKey,
    phone: p256::ecdsa::SigningKey,
    edwards: EdKey,
}

impl Signer {
    pub fn new(seed: u8) -> Self {
        Self {
            wallet: k256::ecdsa::SigningKey::from_slice(&[seed; 32]).unwrap(),
            phone: p256::ecdsa::SigningKey::from_slice(&[seed; 32]).unwrap(),
            edwards: EdKey::from([seed; 32]),
        }
    }

    pub fn wallet_key(&self) -> HexBinary {
        self.wallet.verifying_key().to_encoded_point(true).as_bytes().into()
    }

    pub fn phone_key(&self) -> HexBinary {
        self.phone.verifying_key().to_encoded_point(true).as_bytes().into()
    }

    pub fn edwards_key(&self) -> HexBinary {
        <[u8; 32]>::from(EdPublic::from(&self.edwards)).into()
    }

    /// The two keys that have to be registered.
    pub fn keys(&self) -> [AccountKey; 2] {
        [AccountKey::Secp256r1 { public_key: self.phone_key() }, self.edwards()]
    }

    /// The second of them.
    pub fn edwards(&self) -> AccountKey {
        AccountKey::Ed25519 { public_key: self.edwards_key() }
    }

    /// The account of the wallet's key.
    pub fn address(&self, api: &dyn Api) -> String {
        let id = CanonicalAddr::from(derive_account(&self.wallet_key()));
        api.addr_humanize(&id).unwrap().to_string()
    }

    /// Signs what the query `signing_text` gave.
    pub fn sign(&self, kind: Kind, text: &SigningTextResponse) -> Signature {
        match kind {
            Kind::Wallet => {
                let signature: k256::ecdsa::Signature = self.wallet.sign(text.adr036.as_bytes());
                Signature::Secp256k1 {
                    public_key: self.wallet_key(),
                    signature: signature.to_vec().into(),
                }
            }
            Kind::Es256 => {
                let (public_key, signature) =
                    (self.phone_key(), self.with_phone(text.text.as_bytes()));
                Signature::Secp256r1 { public_key, signature }
            }
            Kind::Passkey => {
                let challenge = text.challenge.to_base64();
                let challenge = challenge.trim_end_matches('=').replace('+', "-").replace('/', "_");
                let client = format!(
                    r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"https://pay.example"}}"#
                );
                // Hash of the relying party, user present and verified, counter.
                let authenticator = [&[7u8; 32][..], &[0x05], &[0, 0, 0, 1]].concat();
                let hash = Sha256::digest(client.as_bytes());
                let signed = [authenticator.as_slice(), &hash[..]].concat();
                Signature::Webauthn {
                    public_key: self.phone_key(),
                    signature: self.with_phone(&signed),
                    authenticator_data: authenticator.into(),
                    client_data_json: client.into_bytes().into(),
                }
            }
            Kind::Ed25519 => Signature::Ed25519 {
                public_key: self.edwards_key(),
                signature: <[u8; 64]>::from(self.edwards.sign(text.text.as_bytes())).into(),
            },
        }
    }

    fn with_phone(&self, bytes: &[u8]) -> Binary {
        let signature: p256::ecdsa::Signature = self.phone.sign(bytes);
        let low = signature.normalize_s().unwrap_or(signature);
        low.to_vec().into()
    }
}

/// What is signed beside the act.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub nonce: u64,
    pub not_before: Option<u64>,
    pub not_after: u64,
}

/// Valid now and for a long time.
pub fn terms(nonce: u64) -> Terms {
    Terms { nonce, not_before: None, not_after: 4_000_000_000 }
}

pub fn signing_text(suite: &Suite, action: &SignedAction, terms: Terms) -> SigningTextResponse {
    let Terms { nonce, not_before, not_after } = terms;
    suite.query(QueryMsg::SigningText { action: action.clone(), nonce, not_before, not_after })
}

pub fn authorization(terms: Terms, signature: Signature) -> Authorization {
    let Terms { nonce, not_before, not_after } = terms;
    Authorization { nonce, not_before, not_after, signature }
}

/// The message of a signed act.
pub fn message(action: SignedAction, authorization: Authorization) -> ExecuteMsg {
    match action {
        SignedAction::Permit { owner, spender, amount, expires } => {
            ExecuteMsg::Permit { owner, spender, amount, expires, authorization }
        }
        SignedAction::Transfer { from, to, amount, most, memo } => {
            ExecuteMsg::TransferWithAuthorization { from, to, amount, most, memo, authorization }
        }
        SignedAction::Receive { from, to, amount, most, memo } => {
            ExecuteMsg::ReceiveWithAuthorization { from, to, amount, most, memo, authorization }
        }
    }
}

/// Signs an act and gives its message.
pub fn signed(
    suite: &Suite,
    signer: &Signer,
    kind: Kind,
    action: &SignedAction,
    terms: Terms,
) -> ExecuteMsg {
    let text = signing_text(suite, action, terms);
    message(action.clone(), authorization(terms, signer.sign(kind, &text)))
}
