//! What the examples of the repository cannot say of the identity registry: news that arrive in another
//! order, and all of it as large as it may be.

pub(super) mod registry;
mod worst;

pub use worst::run as worst;

use isthmus_api::identity::ExecuteMsg;
use isthmus_regions::{Code, Side};
use isthmus_testkit::World;

use self::registry::{found, give, recognize, SCHEMA, WEST};
use super::stage::Stage;
use crate::bench::Bench;
use crate::figures::Entry;

const EAST: Side = Side::East;

/// The bridge brings older news after newer.
pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    let world = &stage.world;
    let issuer = found(world, EAST);
    give(world, EAST, &issuer, "ana", 41);
    world.must(WEST, "owner", Code::Identity, &recognize());
    let tell = || {
        world.pair.pass(120);
        let (schema, region) = (SCHEMA.to_string(), "west".to_string());
        let account = world.address(WEST, "ben");
        world.must(EAST, "ana", Code::Identity, &ExecuteMsg::SharePass { schema, region, account });
        world.pair.last_packet(EAST).expect("the bridge was told")
    };
    let (older, newer) = (tell(), tell());
    world.deliver(&newer);
    let case = "older than what is known";
    stage.measure(Entry::Execute, "receive_attestation", case, |world| world.deliver(&older));
}
