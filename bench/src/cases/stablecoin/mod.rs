//! What the examples of the repository cannot say of the stablecoin: signatures of every kind of key,
//! and each message as large as it may be.

mod messages;
mod migration;
mod signed;
mod worst;

pub use signed::rows;

use isthmus_regions::{Code, Side};
use isthmus_testkit::World;
use serde_json::Value;

use super::stage;
use crate::bench::Bench;

const TOKEN: Code = Code::Stablecoin;
const OWNER: &str = "owner";

/// A payment: two and a half dollars.
const PAID: &str = "2500000";
/// Why accounts are frozen.
const REASON: &str = "case 2026-117";

/// Every message as large as it may be.
pub fn worst(bench: &mut Bench) {
    migration::worst(&mut worst::worst(bench));
}

/// Sends a message that is no row.
#[track_caller]
fn tell(world: &World, who: &str, msg: Value) {
    stage::send(world, TOKEN, who, &msg);
}

/// The addresses of actors in the west.
fn addresses<const N: usize>(world: &World, actors: [&str; N]) -> [String; N] {
    actors.map(|actor| world.address(Side::West, actor))
}
