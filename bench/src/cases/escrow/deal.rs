//! A deal from its proposal to its end: propose, consent, fund, cancel, crank.

use cosmwasm_std::coins;
use isthmus_api::escrow::{ExecuteMsg, Terms};
use isthmus_regions::{Code, View};
use isthmus_testkit::World;

use super::credit::{
    agree, agreed, consent, deal, documents, fund, open, prepare, present, presented, propose,
    refused, terms, terms_abroad, terms_in_coins, DAY, WEST,
};
use crate::bench::Bench;
use crate::cases::stage::{send, Stage};
use crate::figures::Entry;

pub fn rows(bench: &mut Bench) {
    agreement(bench);
    cancel(bench);
    crank(bench);
    crank_many(bench);
}

fn stage(bench: &mut Bench) -> Stage<'_> {
    let stage = Stage::rows(bench, Code::Escrow, World::plan());
    prepare(&stage.world);
    stage
}

fn agreement(bench: &mut Bench) {
    let mut stage = stage(bench);
    // The first deal leaves the indices by party and status behind it.
    propose(&stage.world, terms(&stage.world));

    let short = Terms {
        documents: terms(&stage.world).documents.drain(..1).collect(),
        reference: None,
        ..terms(&stage.world)
    };
    stage.send("one document", "importer", &ExecuteMsg::Propose { terms: short });
    let real = ExecuteMsg::Propose { terms: terms(&stage.world) };
    stage.send("five documents, paid here", "importer", &real);
    let abroad = ExecuteMsg::Propose { terms: terms_abroad(&stage.world) };
    stage.send("five documents, paid abroad", "importer", &abroad);
    let coins_deal = propose(&stage.world, terms_in_coins(&stage.world));

    for (number, first, last) in
        [(3, "first", "last"), (4, "first, paid abroad", "last, paid abroad")]
    {
        let consent = consent(&stage.world, number);
        stage.send(first, "bank", &consent);
        stage.send(last, "exporter", &consent);
    }
    stage.measure(Entry::Execute, "receive", "cover", |world| fund(world, 3));

    agree(&stage.world, coins_deal);
    let cover = coins(deal(&stage.world, coins_deal).cover.u128(), denom(&stage.world));
    stage.pay("in coins", "importer", &ExecuteMsg::Fund { deal: coins_deal }, &cover);
}

fn denom(world: &World) -> String {
    world.pair.at(WEST).fee_denom().to_string()
}

fn cancel(bench: &mut Bench) {
    let mut stage = stage(bench);
    let proposed = propose(&stage.world, terms(&stage.world));
    stage.send("a proposal", "exporter", &ExecuteMsg::Cancel { deal: proposed });
    let open = open(&stage.world, terms(&stage.world));
    stage.send("first of two", "bank", &ExecuteMsg::Cancel { deal: open });
    let both = "second of two, cover paid back";
    stage.send(both, "exporter", &ExecuteMsg::Cancel { deal: open });
}

/// What comes due: how a deal gets there, how long nobody does anything, what the crank does.
type Due = (fn(&World) -> u64, u64, &'static str);

const DUE: [Due; 8] = [
    (|world| open(world, terms(world)), 0, "nothing due"),
    (|world| propose(world, terms(world)), 3, "lapses without consent"),
    (|world| agreed(world, terms(world)), 5, "lapses without cover"),
    (|world| presented(world, terms(world)), 9, "bank silent, paid here"),
    (|world| presented(world, terms_abroad(world)), 9, "bank silent, paid abroad"),
    (|world| presented(world, terms_in_coins(world)), 9, "bank silent, paid in coins"),
    (|world| open(world, terms(world)), 60, "expires, cover paid back"),
    (|world| refused(world, terms(world)), 60, "refused drawing ends, cover paid back"),
];

fn crank(bench: &mut Bench) {
    for (until, days, case) in DUE {
        let mut stage = stage(bench);
        let deal = until(&stage.world);
        stage.world.pair.pass(days * DAY);
        stage.send(case, "stranger", &ExecuteMsg::Crank { deal });
    }
}

fn crank_many(bench: &mut Bench) {
    for count in [1, 10, 20] {
        let mut stage = stage(bench);
        let deals: Vec<u64> = (0..count).map(|_| open(&stage.world, terms(&stage.world))).collect();
        for deal in &deals {
            let present = present(&stage.world, *deal, documents(1));
            send(&stage.world, Code::Escrow, "exporter", &present);
        }
        let crank = ExecuteMsg::CrankMany { deals };
        stage.send(&format!("{count}, nothing due"), "stranger", &crank);
        stage.world.pair.pass(9 * DAY);
        stage.send(&format!("{count}, each paid here"), "stranger", &crank);
    }
}
