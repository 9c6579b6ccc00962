//! Status lists, their chunks, and which indices were given to a pass.

use cosmwasm_std::{StdError, StdResult, Storage};
use cw_storage_plus::Map;
use isthmus_api::gate::{chunk_key, status_in, CHUNK_BYTES, CHUNK_SLOTS};
use isthmus_api::packed::key;
use isthmus_api::packet::AttestedStatus;

use crate::model::status::StatusList;

/// Tag of an index that was given to a pass.
pub(super) const BOUND_TAG: u8 = 0x05;

/// number -> list.
const LISTS: Map<u32, StatusList> = Map::new("lists");

#[cfg(test)]
pub(super) fn namespaces() -> Vec<String> {
    vec![String::from_utf8_lossy(LISTS.namespace_bytes()).into_owned()]
}

/// A status list.
pub fn load_list(storage: &dyn Storage, number: u32) -> StdResult<Option<StatusList>> {
    LISTS.may_load(storage, number)
}

/// Stores a status list.
pub fn save_list(storage: &mut dyn Storage, number: u32, list: &StatusList) -> StdResult<()> {
    LISTS.save(storage, number, list)
}

/// A chunk; zeros where nothing was ever set.
pub fn load_chunk(storage: &dyn Storage, list: u32, chunk: u32) -> StdResult<[u8; CHUNK_BYTES]> {
    match storage.get(&chunk_key(list, chunk.saturating_mul(CHUNK_SLOTS))) {
        None => Ok([0; CHUNK_BYTES]),
        Some(bytes) => bytes.try_into().map_err(|_| StdError::parse_err("chunk", "not 256 bytes")),
    }
}

/// Stores a chunk.
pub fn save_chunk(storage: &mut dyn Storage, list: u32, chunk: u32, bytes: &[u8; CHUNK_BYTES]) {
    storage.set(&chunk_key(list, chunk.saturating_mul(CHUNK_SLOTS)), bytes);
}

/// The status at an index, if it has a meaning.
pub fn load_status(storage: &dyn Storage, list: u32, index: u32) -> Option<AttestedStatus> {
    status_in(storage.get(&chunk_key(list, index)).as_deref(), index)
}

fn bound_key(list: u32, index: u32) -> Vec<u8> {
    key(BOUND_TAG, &[&list.to_be_bytes(), &index.to_be_bytes()])
}

/// Whether the index was ever given to a pass.
pub fn is_bound(storage: &dyn Storage, list: u32, index: u32) -> bool {
    storage.get(&bound_key(list, index)).is_some()
}

/// Gives the index to a pass, for ever.
pub fn bind_index(storage: &mut dyn Storage, list: u32, index: u32) {
    storage.set(&bound_key(list, index), &[1]);
}
