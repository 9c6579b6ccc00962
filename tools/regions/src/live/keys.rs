//! Keys of named accounts.

use crate::{TxError, TxResult};
use bip39::Mnemonic;
use cosmrs::crypto::secp256k1::SigningKey;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Derivation path of a Cosmos account.
pub const COSMOS_PATH: &str = "m/44'/118'/0'/0/0";

/// A key with its address on one chain.
#[derive(Clone)]
pub struct Account {
    /// Signs.
    pub key: Arc<SigningKey>,
    /// Bech32 address.
    pub address: String,
}

/// The account of a phrase.
pub fn from_mnemonic(phrase: &str, path: Option<&str>, prefix: &str) -> TxResult<Account> {
    let wrong = |error: String| TxError::engine(format!("key of an account: {error}"));
    let mnemonic = Mnemonic::parse_normalized(phrase).map_err(|e| wrong(e.to_string()))?;
    let path =
        path.unwrap_or(COSMOS_PATH).parse().map_err(|e| wrong(format!("derivation path: {e}")))?;
    let key = SigningKey::derive_from_path(mnemonic.to_seed(""), &path)
        .map_err(|e| wrong(e.to_string()))?;
    let address =
        key.public_key().account_id(prefix).map_err(|e| wrong(e.to_string()))?.to_string();
    Ok(Account { key: Arc::new(key), address })
}

/// The phrase of a named actor of the localnet: the same on every machine, so that anybody can
/// import it into a wallet and nobody may use it on a chain that matters.
///
/// ```
/// let phrase = isthmus_regions::live::test_phrase("importer");
/// assert_eq!(phrase.split(' ').count(), 24);
/// assert_eq!(phrase, isthmus_regions::live::test_phrase("importer"));
/// ```
pub fn test_phrase(name: &str) -> String {
    let entropy = Sha256::digest(format!("isthmus localnet account {name}"));
    // 32 bytes are a length BIP-39 knows.
    Mnemonic::from_entropy(&entropy).expect("32 bytes of entropy are valid").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_phrase_of_twelve_words_gives_its_known_address() {
        let phrase = "abandon abandon abandon abandon abandon abandon abandon abandon abandon \
                      abandon abandon about";
        let account = from_mnemonic(phrase, None, "cosmos").unwrap();
        assert_eq!(account.address, "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4");
    }

    #[test]
    fn two_names_are_two_accounts() {
        let of = |name: &str| from_mnemonic(&test_phrase(name), None, "west").unwrap().address;
        assert_ne!(of("importer"), of("exporter"));
        assert!(of("importer").starts_with("west1"));
    }
}
