//! Where money goes: payouts, payments that are refused, credits, and what comes back.

use isthmus_api::escrow::{ExecuteMsg, Terms};
use isthmus_api::stablecoin::{self, FreezeMode};
use isthmus_api::{bridge, types::Payout};
use isthmus_regions::{Code, Side};
use isthmus_testkit::World;

use super::credit::{abroad, here, open, prepare, presented, terms, terms_abroad, WEST};
use crate::bench::Bench;
use crate::cases::stage::{send, Stage};
use crate::figures::Entry;

pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Escrow, World::plan());
    prepare(&stage.world);
    payouts(&mut stage);
    refused_abroad(&mut stage);
    refused_here(&mut stage);
    returned(&mut stage);
}

fn payouts(stage: &mut Stage) {
    let deal = open(&stage.world, terms(&stage.world));
    let to = |payout| ExecuteMsg::SetPayout { deal, payout };
    let (local, remote) = (here(&stage.world, "agent"), abroad(&stage.world, "agent"));
    stage.send("the seller's, here", "exporter", &to(local));
    stage.send("the seller's, abroad", "exporter", &to(remote));
    stage.send("the buyer's, here", "importer", &to(here(&stage.world, "importer")));
}

fn withdraw(world: &World, to: Payout) -> ExecuteMsg {
    ExecuteMsg::Withdraw { asset: world.token(WEST), to }
}

fn refused_abroad(stage: &mut Stage) {
    let scopes = vec![bridge::PauseScope::Send];
    let pause = bridge::ExecuteMsg::Pause { scopes: scopes.clone(), duration_seconds: 3_600 };
    let deal = ready(&stage.world, terms_abroad(&stage.world));
    send(&stage.world, Code::Bridge, "guardian", &pause);
    let case = "the bridge refuses, the seller is credited";
    stage.measure(Entry::Reply, "reply", case, |world| accept(world, deal));
    let unpause = bridge::ExecuteMsg::Unpause { scopes };
    send(&stage.world, Code::Bridge, "owner", &unpause);
    let msg = withdraw(&stage.world, abroad(&stage.world, "agent"));
    stage.send("abroad", "exporter", &msg);
}

/// What an escrow pays always lands, so the stablecoin must first forget that this is one.
fn refused_here(stage: &mut Stage) {
    let account = stage.world.contract(WEST, Code::Escrow).to_string();
    let forget = stablecoin::ExecuteMsg::UnregisterEscrow { account };
    send(&stage.world, Code::Stablecoin, "owner", &forget);
    let deal = ready(&stage.world, terms(&stage.world));
    stage.world.freeze(WEST, "exporter", FreezeMode::Full);
    let case = "the token refuses, the seller is credited";
    stage.measure(Entry::Reply, "reply", case, |world| accept(world, deal));
    stage.world.unfreeze(WEST, "exporter");
    let msg = withdraw(&stage.world, here(&stage.world, "agent"));
    stage.send("here", "exporter", &msg);
}

fn returned(stage: &mut Stage) {
    let world = &stage.world;
    world.freeze(Side::East, "exporter", FreezeMode::Full);
    accept(world, ready(world, terms_abroad(world)));
    let packet = world.pair.last_packet(WEST).expect("the seller is paid abroad");
    world.deliver(&packet);
    let case = "a payout comes back from abroad";
    stage.measure(Entry::Execute, "receive", case, |world| world.acknowledge(&packet));
}

/// A deal whose whole cover is asked for.
fn ready(world: &World, terms: Terms) -> u64 {
    presented(world, Terms { tolerance_bps: 0, ..terms })
}

/// The bank pays it.
fn accept(world: &World, deal: u64) {
    send(world, Code::Escrow, "bank", &ExecuteMsg::Accept { deal, drawing: 1 });
}
