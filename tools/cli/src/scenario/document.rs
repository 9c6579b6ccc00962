//! Documents: files that stay with their owners. Only SHA-256(16-byte salt, file) goes on a chain, or
//! SHA-256(file) of one that is published anyway.

use cosmwasm_std::HexBinary;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Bytes of a salt.
pub const SALT_BYTES: usize = 16;

/// A file of the scenario with its salt and its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What it is, such as `commercial_invoice`.
    pub kind: String,
    /// The file in the scenario's folder.
    pub file: String,
    /// What is hashed before the file; whoever is shown the file needs it to check the hash. None of a
    /// file that is published.
    pub salt: Option<HexBinary>,
    /// SHA-256 of salt and file.
    pub hash: HexBinary,
    /// Size of the file.
    pub bytes: usize,
    #[serde(skip)]
    content: Vec<u8>,
}

impl Document {
    /// A file that stays here, hashed behind its salt.
    pub fn salted(kind: &str, file: &str, salt: [u8; SALT_BYTES], content: Vec<u8>) -> Self {
        Self {
            salt: Some(HexBinary::from(&salt)),
            hash: HexBinary::from(&document_hash(&salt, &content)),
            ..Self::published(kind, file, content)
        }
    }

    /// A file that anybody may read.
    pub fn published(kind: &str, file: &str, content: Vec<u8>) -> Self {
        Self {
            kind: kind.to_string(),
            file: file.to_string(),
            salt: None,
            hash: HexBinary::from(&document_hash(&[], &content)),
            bytes: content.len(),
            content,
        }
    }

    /// The same file under another salt: a second commitment that nobody can link to the first.
    #[must_use]
    pub fn resalted(&self, salt: [u8; SALT_BYTES]) -> Self {
        Self::salted(&self.kind, &self.file, salt, self.content.clone())
    }

    /// Where a published file is to be found, with what is no letter, digit, dot or dash escaped.
    pub fn uri(&self) -> String {
        let mut uri = "https://issuer.example/".to_string();
        for byte in self.file.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'/' => {
                    uri.push(char::from(byte));
                }
                other => {
                    let _ = write!(uri, "%{other:02X}");
                }
            }
        }
        uri
    }
}

/// SHA-256 of a salt, which may be empty, and a file.
///
/// ```
/// let hash = isthmus_cli::scenario::document_hash(&[7; 16], b"invoice");
/// assert_ne!(hash, isthmus_cli::scenario::document_hash(&[8; 16], b"invoice"));
/// ```
pub fn document_hash(salt: &[u8], content: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(content).finalize().into()
}

/// Bytes that nobody can foresee.
pub(crate) fn fresh_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
