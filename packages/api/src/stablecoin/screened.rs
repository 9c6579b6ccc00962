//! Which receivers abroad are blocked: the raw key that the bridge reads.
//!
//! Part of the interface, as the keys of the gate are.

use crate::types::RegionId;

/// Raw key under which the stablecoin has a byte for each receiver abroad that is blocked, for the
/// bridge, which reads it before it sends: 0x0d, length of the region's name,
/// the name, the receiver.
pub fn foreign_receiver_key(region: &RegionId, receiver: &str) -> Vec<u8> {
    let region = region.as_str();
    let length = u8::try_from(region.len()).unwrap_or(u8::MAX);
    crate::packed::key(0x0d, &[&[length], region.as_bytes(), receiver.as_bytes()])
}
