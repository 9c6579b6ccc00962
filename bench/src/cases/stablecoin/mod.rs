//! The messages of the stablecoin.
//!
//! Every control is on: the supply has a cap, the minter an allowance, other accounts are frozen in
//! both ways, held and locked, the compliance mode is a blocklist, the escrow is registered, and the
//! scopes of CW20's messages have been paused and are open again, with their ends still on record:
//! the longest record that lets everything pass. There is no fee and no reserve policy but where a
//! case says so.
//! Accounts have 20 bytes, contracts 32.

mod admin;
mod changes;
mod compliance;
mod crossing;
mod fee;
mod holder;
mod messages;
mod migration;
mod minters;
mod payments;
mod policy;
mod queries;
mod redemption;
mod rescue;
mod reserves;
mod signed;
mod worst;

pub use worst::worst;

use isthmus_regions::{Code, Side};
use isthmus_testkit::World;
use serde_json::{json, Value};

use super::older;
use super::stage::{self, Stage};
use crate::bench::Bench;

const TOKEN: Code = Code::Stablecoin;
const OWNER: &str = "owner";

/// What holders begin with, in base units: half a million dollars.
const WEALTH: u128 = 500_000_000_000;
/// A payment: two and a half dollars.
const PAID: &str = "2500000";
/// Why accounts are frozen.
const REASON: &str = "case 2026-117";

/// Every message, as people send it.
pub fn rows(bench: &mut Bench) {
    payments::rows(bench);
    minters::rows(bench);
    signed::rows(bench);
    holder::rows(bench);
    reserves::rows(bench);
    redemption::rows(bench);
    fee::rows(bench);
    rescue::rows(bench);
    changes::rows(bench);
    compliance::rows(bench);
    policy::rows(bench);
    admin::rows(bench);
    crossing::rows(bench);
    queries::rows(bench);
    older::migrate(bench, TOKEN);
    migration::rows(bench);
}

/// A deployment with all controls on. `ana` and `ben` hold money, `issuer` mints.
fn controlled(bench: &mut Bench) -> Stage<'_> {
    let stage = Stage::rows(bench, TOKEN, World::plan());
    let world = &stage.world;
    let [issuer, eve, mallory] = addresses(world, ["issuer", "eve", "mallory"]);
    tell(world, OWNER, json!({"set_cap": {"cap": "9000000000000000"}}));
    tell(world, "treasurer", messages::configure_minter(&issuer, "900000000000000"));
    tell(world, "officer", messages::freeze(&eve, "outgoing", REASON));
    tell(world, "officer", messages::freeze(&mallory, "full", REASON));
    tell(world, "officer", messages::mode("blocklist"));
    let [warden, thief, debtor] = addresses(world, ["warden", "thief", "debtor"]);
    tell(world, OWNER, json!({"grant_role": {"role": "guardian", "account": warden}}));
    tell(world, "warden", holder::hold(&[thief], REASON));
    tell(world, "officer", holder::lock("lock_amount", &[debtor], PAID));
    tell(world, "guardian", messages::pause(60));
    world.pair.pass(60);
    for holder in ["ana", "ben"] {
        world.mint(holder, WEALTH);
    }
    stage
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
