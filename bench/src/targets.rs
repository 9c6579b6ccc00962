//! Ours beside the reference contracts and beside the targets we set ourselves. A row that is dearer
//! than the reference, or misses its target, says why.

use anyhow::Result;

use crate::cases::escrow::Gate;
use crate::figures::{Comparison, Unit};
use crate::reference::Sides;

/// A target by the name of the calls on both sides.
struct Target {
    what: &'static str,
    /// Contract part that ours should not exceed.
    gas: u64,
    /// Why ours is dearer than the reference, or misses the target.
    reason: Option<&'static str>,
}

const fn target(what: &'static str, gas: u64) -> Target {
    Target { what, gas, reason: None }
}

const TARGETS: [Target; 11] = [
    target("transfer, existing recipient", 11_700),
    target("send", 12_600),
    target("transfer_from", 18_000),
    target("increase_allowance, existing", 8_000),
    target("mint", 16_200),
    target("burn", 11_000),
    target("balance", 1_400),
    target("bridge send", 14_200),
    target("bridge receive", 12_500),
    target("bridge timeout", 11_200),
    Target {
        what: "bridge ack",
        gas: 3_500,
        reason: Some(
            "the reference keeps no record of packets in flight; ours ends one, so that the books \
             add up while packets travel and an acknowledgement can count only once",
        ),
    },
];

/// Bytes of state that one more holder may add.
const HOLDER_BYTES: u64 = 30;
/// Contract parts of a mint through issuance that all four brakes bound, in all contracts together.
const BRAKED_GAS: u64 = 30_000;

/// Gas that knowing one party may cost, by raw reads of the registry.
const GATE: u64 = 5_500;

/// Compares.
pub fn compare(sides: &Sides, gate: &Gate) -> Result<Vec<Comparison>> {
    let mut all = Vec::new();
    for Target { what, gas, reason } in TARGETS {
        let (ours, theirs) = (sides.ours(what)?, sides.theirs(what)?);
        all.push(Comparison::new(what, Unit::Gas, ours, Some(theirs), Some(gas), reason));
    }
    let reference = Some(sides.theirs("mint")?);
    let (what, gas) = ("mint through issuance, all four brakes", sides.braked);
    let reason =
        "the reference has one of the four, the cap; ours is a message of issuance, its question to \
         the token how much is issued, and the token's own mint, each with brakes of its own";
    all.push(Comparison::new(what, Unit::Gas, gas, reference, Some(BRAKED_GAS), Some(reason)));
    let permille = |of: fn(&Sides, &str) -> Result<u64>| -> Result<u64> {
        let new = of(sides, "transfer, first-time recipient")?;
        Ok(new * 1_000 / of(sides, "transfer, existing recipient")?)
    };
    all.push(Comparison::new(
        "transfer, first-time recipient against existing",
        Unit::Permille,
        permille(Sides::ours)?,
        Some(permille(Sides::theirs)?),
        Some(1_000),
        Some(
            "on both sides a first payment costs less than a further one by the reading of the \
             recipient's record, and ours is a few bytes long, so that there is less to save",
        ),
    ));
    let (ours, theirs) = sides.holder_bytes;
    all.push(Comparison::new(
        "state of one more holder",
        Unit::Bytes,
        ours,
        Some(theirs),
        Some(HOLDER_BYTES),
        None,
    ));
    let smart = Some(gate.smart_unpinned);
    let cases = [
        ("the gate, a pass of this region", gate.home),
        ("the gate, nobody near it revoked", gate.clear),
        ("the gate, a pass from abroad", gate.abroad),
    ];
    for (what, gas) in cases {
        all.push(Comparison::new(what, Unit::Gas, gas, smart, Some(GATE), None));
    }
    Ok(all)
}
