//! Documents: files that stay with their owners. Only SHA-256(16-byte salt, file) goes on a chain; of
//! what is published anyway, SHA-256(file).

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
    /// What is hashed before the file; whoever is shown the file needs it to check the hash. None for
    /// what is published.
    pub salt: Option<HexBinary>,
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
        let salt: [u8; 16] = salt.unwrap_or_else(fresh_bytes);
        Self {
            hash: HexBinary::from(&document_hash(&salt, &content)),
            salt: Some(HexBinary::from(&salt)),
            ..Self::published(kind, file, content)
        }
    }

    /// Hashes the content of a file that is published, so that a salt would hide nothing.
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

    /// The same file under a fresh salt: a second commitment that nobody can link to the first.
    #[must_use]
    pub fn resalted(&self) -> Self {
        Self::new(&self.kind, &self.file, None, self.content.clone())
    }
}

/// SHA-256(salt, file). What is published has an empty salt.
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
