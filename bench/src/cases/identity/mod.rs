//! What the examples of the repository cannot say of the identity registry: news that arrive in another
//! order, and all of it as large as it may be.

pub(super) mod registry;
mod worst;

pub use worst::run as worst;

use isthmus_regions::{Code, Side};
use isthmus_testkit::World;

use self::registry::{found, recognize, share, WEST};
use super::stage::Stage;
use crate::bench::Bench;
use crate::figures::Entry;

const EAST: Side = Side::East;

/// The bridge brings older news after newer.
pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    let world = &stage.world;
    found(world, EAST).give(world, "ana", 41);
    world.must(WEST, "owner", Code::Identity, &recognize());
    let tell = || {
        world.pair.pass(120);
        world.must(EAST, "ana", Code::Identity, &share(world, EAST, "ben"));
        world.pair.last_packet(EAST).expect("the bridge was told")
    };
    let (older, newer) = (tell(), tell());
    world.deliver(&newer);
    let case = "older than what is known";
    stage.measure(Entry::Execute, "receive_attestation", case, |world| world.deliver(&older));
}
