//! Documents: files that stay with their owners. Only SHA-256(16-byte salt, file) goes on a chain.

use cosmwasm_std::HexBinary;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// A file of the scenario with its salt and its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What it is, such as `commercial_invoice`.
    pub kind: String,
    /// The file in the scenario's folder.
    pub file: String,
    /// What is hashed before the file; whoever is shown the file needs it to check the hash.
    pub salt: HexBinary,
    /// SHA-256 of salt and file.
    pub hash: HexBinary,
    /// Size of the file.
    pub bytes: usize,
    #[serde(skip)]
    content: Vec<u8>,
}

impl Document {
    /// Hashes a file's content with the salt given, or with a fresh one.
    pub fn new(kind: &str, file: &str, salt: Option<[u8; 16]>, content: Vec<u8>) -> Self {
        let salt = salt.unwrap_or_else(fresh_bytes);
        Self {
            kind: kind.to_string(),
            file: file.to_string(),
            salt: HexBinary::from(&salt),
            hash: HexBinary::from(&document_hash(&salt, &content)),
            bytes: content.len(),
            content,
        }
    }

    /// The same file under a fresh salt: a second commitment that nobody can link to the first.
    #[must_use]
    pub fn resalted(&self) -> Self {
        Self::new(&self.kind, &self.file, None, self.content.clone())
    }
}

/// SHA-256(salt, file).
///
/// ```
/// let hash = isthmus_cli::scenario::document_hash(&[7; 16], b"invoice");
/// assert_ne!(hash, isthmus_cli::scenario::document_hash(&[8; 16], b"invoice"));
/// ```
pub fn document_hash(salt: &[u8; 16], content: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(content).finalize().into()
}

/// Bytes that nobody can foresee.
pub(crate) fn fresh_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
