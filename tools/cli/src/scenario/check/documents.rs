//! Files of the folder, their salts and their hashes.

use super::Check;
use crate::scenario::document::{Document, SALT_BYTES};
use crate::scenario::file::DocumentSection;
use crate::scenario::limit::{FILE, KIND, SALT};
use crate::scenario::problem::hint;
use crate::scenario::FILE_NAME;
use cosmwasm_std::HexBinary;
use isthmus_api::escrow::MAX_REQUIRED_DOCUMENTS;
use std::path::{Component, Path};

/// Largest document.
const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

impl Check<'_> {
    /// The documents that the credit requires.
    pub(super) fn documents(&mut self, given: &[DocumentSection]) -> Option<Vec<Document>> {
        self.require(
            (1..=MAX_REQUIRED_DOCUMENTS).contains(&given.len()),
            "credit.documents",
            &format!("expected 1 to {MAX_REQUIRED_DOCUMENTS} documents"),
        );
        let mut documents: Vec<Option<Document>> = Vec::new();
        for (i, section) in given.iter().enumerate() {
            let at = |name: &str| format!("credit.documents[{i}].{name}");
            let kind = &section.kind;
            self.text(&at("kind"), kind, &KIND);
            if given[..i].iter().any(|earlier| earlier.kind == *kind) {
                let text = format!("`{kind}` is required twice; expected each kind once");
                self.bad(&at("kind"), text);
            }
            let salt = section.salt.as_deref();
            let document = self.document(&at("file"), &at("salt"), kind, &section.file, salt);
            let hash = document.as_ref().map(|document| &document.hash);
            let earlier = documents.iter().flatten().position(|other| Some(&other.hash) == hash);
            if earlier.is_some() {
                let text =
                    "the same file with the same salt stands above; a presentation may use a \
                            hash once: expected another salt or none";
                self.bad(&at("salt"), text);
            }
            documents.push(document);
        }
        documents.into_iter().collect()
    }

    /// A file whose salted hash goes on a chain.
    pub(super) fn document(
        &mut self,
        at_file: &str,
        at_salt: &str,
        kind: &str,
        file: &str,
        salt: Option<&str>,
    ) -> Option<Document> {
        let salt = match salt {
            None => Some(crate::scenario::fresh_bytes()),
            Some(text) => {
                let bytes = HexBinary::from_hex(text).ok();
                let bytes =
                    bytes.and_then(|bytes| <[u8; SALT_BYTES]>::try_from(bytes.as_slice()).ok());
                self.told(at_salt, bytes.ok_or_else(|| SALT.expected()))
            }
        };
        let content = self.content(at_file, file);
        Some(Document::salted(kind, file, salt?, content?))
    }

    /// A file that is published, so that its plain hash goes on a chain.
    pub(super) fn published(&mut self, at: &str, kind: &str, file: &str) -> Option<Document> {
        Some(Document::published(kind, file, self.content(at, file)?))
    }

    /// The content of a file of the folder.
    fn content(&mut self, field: &str, file: &str) -> Option<Vec<u8>> {
        let content = read(self.dir, file);
        self.told(field, content)
    }
}

fn read(dir: &Path, file: &str) -> Result<Vec<u8>, String> {
    let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if let Some(fault) = FILE.fault(file) {
        return Err(fault);
    }
    if !Path::new(file).components().all(inside) {
        return Err(format!(
            "\"{file}\" is not in the scenario's folder; expected a file beside {FILE_NAME}"
        ));
    }
    let path = dir.join(file);
    let shown = path.display();
    let meta = std::fs::symlink_metadata(&path).map_err(|_| {
        let hint = hint(file, beside(dir).iter().map(String::as_str));
        format!("there is no file {shown}; {hint}")
    })?;
    let real = path.canonicalize().map_err(|error| {
        let leads = if meta.is_symlink() { " is a link that leads nowhere" } else { "" };
        format!("{shown}{leads}: it cannot be read: {error}")
    })?;
    if !dir.canonicalize().is_ok_and(|dir| real.starts_with(dir)) {
        return Err(format!(
            "{shown} is a link to a file elsewhere; expected a file beside {FILE_NAME}"
        ));
    }
    if real.file_name().is_some_and(|name| name == FILE_NAME) {
        return Err(format!("{FILE_NAME} is the scenario itself; expected a document beside it"));
    }
    let meta = real.metadata().map_err(|error| format!("{shown} cannot be read: {error}"))?;
    match meta.len() {
        _ if !meta.is_file() => Err(format!("{shown} is not a file")),
        0 => Err(format!("{shown} is empty; expected a document")),
        bytes if bytes > MAX_FILE_BYTES => {
            Err(format!("{shown} is too large; expected at most 64 MiB"))
        }
        _ => std::fs::read(&real).map_err(|error| format!("{shown} cannot be read: {error}")),
    }
}

/// What else is in the folder.
fn beside(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name != FILE_NAME).collect()
}
