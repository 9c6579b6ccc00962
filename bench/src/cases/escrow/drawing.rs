//! A drawing from its presentation to its payment: present, complete, represent, accept, refuse,
//! waive.

use isthmus_api::escrow::{ExecuteMsg, Presentation, Terms};
use isthmus_regions::Code;
use isthmus_testkit::World;

use super::credit::{
    documents, open, prepare, present, presented, refuse, refused, terms, terms_abroad,
    terms_in_coins, AMOUNT, DAY,
};
use crate::bench::Bench;
use crate::cases::stage::{send, Stage};

pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Escrow, World::plan());
    prepare(&stage.world);
    presentation(&mut stage);
    examination(&mut stage);
    payment(&mut stage);
}

fn presentation(stage: &mut Stage) {
    let deal = open(&stage.world, terms(&stage.world));
    let all = present(&stage.world, deal, documents(1));
    stage.send("five documents", "exporter", &all);

    let missing = documents(1).drain(..4).collect();
    let deal = open(&stage.world, terms(&stage.world));
    let missing = present(&stage.world, deal, missing);
    stage.send("four documents, one missing", "exporter", &missing);

    let in_parts = Terms { partial_drawings: None, ..terms(&stage.world) };
    let deal = open(&stage.world, in_parts);
    let part = |number| ExecuteMsg::Present {
        deal,
        presentation: Presentation {
            amount: (AMOUNT / 2).into(),
            shipped_at: stage.world.now() - DAY,
            documents: documents(number),
        },
        complete: None,
    };
    let (first, second) = (part(1), part(2));
    stage.send("five documents, half the amount", "exporter", &first);
    stage.send("five documents, the other half", "exporter", &second);

    let deal = open(&stage.world, terms(&stage.world));
    let (begun, rest) = (documents(1).drain(..3).collect(), documents(1).drain(3..).collect());
    let begin = match present(&stage.world, deal, begun) {
        ExecuteMsg::Present { deal, presentation, .. } => {
            ExecuteMsg::Present { deal, presentation, complete: Some(false) }
        }
        other => other,
    };
    stage.send("three documents, two to follow", "exporter", &begin);
    let complete = ExecuteMsg::Complete { deal, drawing: 1, documents: rest };
    stage.send("two documents", "exporter", &complete);
}

fn examination(stage: &mut Stage) {
    let deal = presented(&stage.world, terms(&stage.world));
    stage.send("one discrepancy", "bank", &refuse(deal));
    let corrected = documents(2).drain(4..).collect();
    let represent = ExecuteMsg::Represent {
        deal,
        drawing: 1,
        documents: corrected,
        shipped_at: None,
        amount: None,
    };
    stage.send("one document replaced", "exporter", &represent);
    send(&stage.world, Code::Escrow, "bank", &refuse(deal));
    let waive = ExecuteMsg::Waive { deal, drawing: 1, discrepancies: None };
    stage.send("one discrepancy", "importer", &waive);
    let case = "after a waiver, paid here, unused cover paid back";
    stage.send(case, "bank", &ExecuteMsg::Accept { deal, drawing: 1 });

    let deal = refused(&stage.world, terms(&stage.world));
    let waive = ExecuteMsg::Waive { deal, drawing: 1, discrepancies: Some(vec![1]) };
    stage.send("one discrepancy, by its number", "importer", &waive);
}

fn payment(stage: &mut Stage) {
    // Without a tolerance the whole cover is paid out and nothing goes back.
    let exact = |terms| Terms { tolerance_bps: 0, ..terms };
    let kinds = [terms, terms_abroad, terms_in_coins].map(|terms| exact(terms(&stage.world)));
    for (terms, case) in kinds.into_iter().zip(["paid here", "paid abroad", "paid in coins"]) {
        let deal = presented(&stage.world, terms);
        stage.send(case, "bank", &ExecuteMsg::Accept { deal, drawing: 1 });
    }
    let deal = presented(&stage.world, terms_abroad(&stage.world));
    let case = "paid abroad, unused cover paid back";
    stage.send(case, "bank", &ExecuteMsg::Accept { deal, drawing: 1 });
}
