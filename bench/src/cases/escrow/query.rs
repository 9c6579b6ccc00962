//! Every question, pages of 1, 10 and 30.

use cosmwasm_std::HexBinary;
use isthmus_api::escrow::{
    DealStatus, Disposition, Document, ExecuteMsg, Finding, PauseScope, Presentation, QueryMsg,
    Role, Terms, MAX_FINDINGS,
};
use isthmus_api::types::Asset;
use isthmus_regions::Code;
use isthmus_testkit::World;

use super::credit::{
    credited, documents, open, prepare, present, presented, refuse, terms, AMOUNT, DAY, WEST,
};
use crate::bench::Bench;
use crate::cases::stage::{send, Stage};
use isthmus_testkit::scripted::ScriptedContract;

pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Escrow, World::plan());
    prepare(&stage.world);
    settings(&mut stage);
    calendars(&mut stage);
    deals(&mut stage);
    drawings(&mut stage);
    discrepancies(&mut stage);
    money(&mut stage);
}

fn settings(stage: &mut Stage) {
    stage.look("", QueryMsg::Config {});
    stage.look("", QueryMsg::Ownership {});
    stage.look("", QueryMsg::ContractInfo {});
    stage.look("none", QueryMsg::PendingChanges {});
    let account = stage.world.address(WEST, "keeper");
    stage.look("one", QueryMsg::RolesOf { account });
    stage.look("none", QueryMsg::Pauses {});
    let pause = ExecuteMsg::Pause { scopes: vec![PauseScope::NewDeals], duration_seconds: 3_600 };
    send(&stage.world, Code::Escrow, "guardian", &pause);
    stage.look("one", QueryMsg::Pauses {});
    let unpause = ExecuteMsg::Unpause { scopes: vec![PauseScope::NewDeals] };
    send(&stage.world, Code::Escrow, "owner", &unpause);

    for number in 0..30 {
        let account = stage.world.address(WEST, &format!("keeper {number}"));
        let grant = ExecuteMsg::GrantRole { role: Role::CalendarKeeper, account };
        send(&stage.world, Code::Escrow, "owner", &grant);
        let asset = Asset::Native(format!("factory/west/{number:02}"));
        send(&stage.world, Code::Escrow, "owner", &ExecuteMsg::AllowAsset { asset });
    }
    let role = Role::CalendarKeeper;
    stage.pages(|limit| QueryMsg::RoleMembers { role, start_after: None, limit });
    stage.pages(|limit| QueryMsg::Assets { start_after: None, limit });
}

fn calendars(stage: &mut Stage) {
    let holidays = (1..=27).map(|day| format!("2026-12-{day:02}")).collect();
    let add = ExecuteMsg::AddHolidays { calendar: 1, holidays };
    send(&stage.world, Code::Escrow, "keeper", &add);
    stage.pages(|limit| QueryMsg::Calendar { calendar: 1, start_after: None, limit });
    stage.look("", QueryMsg::IsBankingDay { calendar: 1, at: None });
}

fn deals(stage: &mut Stage) {
    for _ in 0..30 {
        open(&stage.world, terms(&stage.world));
    }
    stage.look("", QueryMsg::Deal { deal: 1 });
    stage.look("five documents", QueryMsg::DealTerms { deal: 1 });
    stage.look("", QueryMsg::Ledger { deal: 1 });
    stage.look("open", QueryMsg::NextAction { deal: 1 });
    stage.pages(|limit| QueryMsg::Deals { start_after: None, limit });
    let party = stage.world.address(WEST, "importer");
    let by = |limit| QueryMsg::DealsByParty { party: party.clone(), start_after: None, limit };
    stage.pages(by);
    let status = DealStatus::Open;
    stage.pages(|limit| QueryMsg::DealsByStatus { status, start_after: None, limit });
    let presentation = Presentation {
        amount: AMOUNT.into(),
        shipped_at: stage.world.now() - DAY,
        documents: documents(1),
    };
    stage.look("five documents", QueryMsg::Simulate { deal: 1, presentation, at: None });
}

fn drawings(stage: &mut Stage) {
    let deal = presented(&stage.world, terms(&stage.world));
    stage.look("one drawing presented", QueryMsg::NextAction { deal });
    stage.look("five documents", QueryMsg::Drawing { deal, drawing: 1 });
    send(&stage.world, Code::Escrow, "bank", &refuse(deal));
    stage.look("five documents, one discrepancy", QueryMsg::Drawing { deal, drawing: 1 });

    let in_parts = Terms { partial_drawings: Some(true), ..terms(&stage.world) };
    let deal = open(&stage.world, in_parts);
    for number in 1..=12 {
        let presentation = Presentation {
            amount: (AMOUNT / 12).into(),
            shipped_at: stage.world.now() - DAY,
            documents: documents(number),
        };
        let present = ExecuteMsg::Present { deal, presentation, complete: None };
        send(&stage.world, Code::Escrow, "exporter", &present);
    }
    for (case, items) in [("1 item", 1), ("10 items", 10), ("12 items", 12)] {
        stage.page(case, items, |limit| QueryMsg::Drawings { deal, start_after: None, limit });
    }
}

/// Ten copies of one sheet are five documents too few and nine copies too many; the bank finds as much
/// as one notice holds.
fn discrepancies(stage: &mut Stage) {
    let deal = open(&stage.world, terms(&stage.world));
    let sheet = Document { kind: "cover_letter".into(), hash: HexBinary::from([7; 32]) };
    let present = present(&stage.world, deal, vec![sheet; 10]);
    send(&stage.world, Code::Escrow, "exporter", &present);
    let finding = Finding { document: None, text: "Not one of the documents required".into() };
    let refuse = ExecuteMsg::Refuse {
        deal,
        drawing: 1,
        discrepancies: vec![finding; MAX_FINDINGS],
        disposition: Disposition::Hold,
    };
    send(&stage.world, Code::Escrow, "bank", &refuse);
    stage.pages(|limit| QueryMsg::Discrepancies { deal, drawing: 1, start_after: None, limit });
}

fn money(stage: &mut Stage) {
    let asset = stage.world.token(WEST);
    stage.look("a token", QueryMsg::Solvency { asset });
    stage.look("a coin", QueryMsg::Solvency { asset: Asset::Native("uwest".into()) });
    for number in 0..30 {
        let token = ScriptedContract::token(&stage.world, &format!("token {number:02}"), u128::MAX);
        credited(&stage.world, &token, terms(&stage.world));
    }
    let owner = stage.world.address(WEST, "exporter");
    stage.pages(|limit| QueryMsg::Credits { owner: owner.clone(), start_after: None, limit });
}
