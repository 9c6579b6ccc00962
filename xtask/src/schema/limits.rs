//! `limits.json`: how much, how many and how long.

use isthmus_api::limits::Limit;
use isthmus_api::{access, bridge, escrow, identity, issuance, packet, policy, stablecoin, types};
use serde::Serialize;

use super::Versioned;

#[derive(Serialize)]
pub struct Limits {
    /// What holds in every contract: pages, hashes.
    common: Vec<Line>,
    /// Administration.
    access: Vec<Line>,
    packet: Vec<Line>,
    policy: Vec<Line>,
    stablecoin: Vec<Line>,
    issuance: Vec<Line>,
    escrow: Vec<Line>,
    identity: Vec<Line>,
    bridge: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: String,
    value: u64,
    unit: &'static str,
    meaning: &'static str,
}

pub fn all() -> Versioned<Limits> {
    Versioned::new(Limits {
        common: lines(types::LIMITS),
        access: lines(access::LIMITS),
        packet: lines(packet::LIMITS),
        policy: lines(policy::LIMITS),
        stablecoin: lines(stablecoin::LIMITS),
        issuance: lines(issuance::LIMITS),
        escrow: lines(escrow::LIMITS),
        identity: lines(identity::LIMITS),
        bridge: lines(bridge::LIMITS),
    })
}

fn lines(limits: &[Limit]) -> Vec<Line> {
    let line = |limit: &Limit| Line {
        name: limit.name.to_lowercase(),
        value: limit.value,
        unit: limit.unit(),
        meaning: limit.doc.trim(),
    };
    limits.iter().map(line).collect()
}
