//! The questions: whole pages of the longest records.

use isthmus_api::escrow::{
    DealStatus, ExecuteMsg, Presentation, QueryMsg, Role, Terms, MAX_DRAWINGS,
};
use isthmus_api::types::{Asset, Payout};
use isthmus_regions::Code;

use super::{calendar, drawn, policy, refuse, sheets, silent, stage, terms, MOST};
use crate::bench::Bench;
use crate::cases::escrow::credit::{credited, WEST};
use crate::cases::stage::{long, send, Stage};
use isthmus_testkit::scripted::ScriptedContract;

pub fn run(bench: &mut Bench) {
    let mut stage = stage(bench);
    send(&stage.world, Code::Escrow, "keeper", &calendar());
    drawings(&mut stage);
    deals(&mut stage);
    settings(&mut stage);
    credits(bench);
}

/// Twelve drawings of twenty documents and 49 discrepancies, all waived.
fn drawings(stage: &mut Stage) {
    let deal = drawn(&stage.world, MAX_DRAWINGS, sheets);
    for drawing in 1..=12 {
        send(&stage.world, Code::Escrow, &long("issuer"), &refuse(deal, drawing));
        let waive = ExecuteMsg::Waive { deal, drawing, discrepancies: None };
        send(&stage.world, Code::Escrow, &long("applicant"), &waive);
    }
    let case = "twenty documents, 49 discrepancies";
    stage.look(case, QueryMsg::Drawing { deal, drawing: 12 });
    stage.page("twelve of the longest", 12, |limit| QueryMsg::Drawings {
        deal,
        start_after: None,
        limit,
    });
    stage.page("thirty of 49", 30, |limit| QueryMsg::Discrepancies {
        deal,
        drawing: 12,
        start_after: None,
        limit,
    });
    stage.look("twelve drawings of the longest", QueryMsg::NextAction { deal });
    stage.look("twelve documents", QueryMsg::DealTerms { deal });
    let presentation =
        Presentation { amount: MOST.into(), shipped_at: u64::MAX, documents: sheets(99) };
    stage.look("twenty documents", QueryMsg::Simulate { deal, presentation, at: None });
}

fn deals(stage: &mut Stage) {
    for _ in 0..30 {
        silent(&stage.world);
    }
    let case = "thirty of twelve drawings each";
    stage.page(case, 30, |limit| QueryMsg::Deals { start_after: None, limit });
    let party = long("applicant");
    stage.page(case, 30, |limit| QueryMsg::DealsByParty { party, start_after: None, limit });
    let status = DealStatus::Open;
    stage.page(case, 30, |limit| QueryMsg::DealsByStatus { status, start_after: None, limit });
    stage.look("twelve drawings", QueryMsg::Deal { deal: 2 });
    stage.look("twelve drawings", QueryMsg::Ledger { deal: 2 });
}

fn settings(stage: &mut Stage) {
    let policy = Some(policy());
    send(&stage.world, Code::Escrow, "owner", &ExecuteMsg::SetPolicy { policy });
    stage.look("fifty countries", QueryMsg::Config {});
    for number in 0..30 {
        let account = long(&format!("keeper {number}"));
        let grant = ExecuteMsg::GrantRole { role: Role::CalendarKeeper, account };
        send(&stage.world, Code::Escrow, "owner", &grant);
        let asset = Asset::Native(format!("{number:0>128}"));
        send(&stage.world, Code::Escrow, "owner", &ExecuteMsg::AllowAsset { asset });
    }
    let case = "thirty of the longest";
    let role = Role::CalendarKeeper;
    stage.page(case, 30, |limit| QueryMsg::RoleMembers { role, start_after: None, limit });
    // Coins come after tokens.
    let start_after = Some(stage.world.token(WEST));
    stage.page(case, 30, |limit| QueryMsg::Assets { start_after, limit });
    stage.page("thirty of a hundred", 30, |limit| QueryMsg::Calendar {
        calendar: 1,
        start_after: None,
        limit,
    });
    let asset = Asset::Native("d".repeat(128));
    stage.look("128 characters", QueryMsg::Solvency { asset });
}

fn credits(bench: &mut Bench) {
    let mut stage = stage(bench);
    send(&stage.world, Code::Escrow, "keeper", &calendar());
    for number in 0..30 {
        let token = ScriptedContract::token(&stage.world, &format!("token {number}"), u128::MAX);
        let here = Payout::Local { address: long("beneficiary") };
        let terms = Terms { payout: here, ..terms(&stage.world) };
        credited(&stage.world, &token, terms);
    }
    let owner = long("beneficiary");
    stage.page("thirty of the longest", 30, |limit| QueryMsg::Credits {
        owner,
        start_after: None,
        limit,
    });
}
