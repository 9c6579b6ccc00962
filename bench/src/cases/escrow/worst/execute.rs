//! The messages.

use cosmwasm_std::Binary;
use isthmus_api::access::MAX_PENDING_CHANGES;
use isthmus_api::bridge;
use isthmus_api::escrow::{
    Change, ExecuteMsg, PauseScope, QueryMsg, Role, MAX_CRANKS, MAX_DRAWINGS,
};
use isthmus_api::gate::Policy;
use isthmus_api::types::Asset;
use isthmus_regions::Code;
use serde_json::json;

use super::{
    calendar, drawn, far, holidays, opened, policy, present, refuse, sheets, silent, stage, terms,
};
use crate::bench::Bench;
use crate::cases::escrow::credit::{consent, fund, DAY, WEST};
use crate::cases::nested::nested;
use crate::cases::stage::{long, send, Stage};
use crate::figures::Entry;
use isthmus_testkit::scripted::ScriptedContract;

pub fn run(bench: &mut Bench) {
    setup(bench);
    agreement(bench);
    drawings(bench);
    ends(bench);
    hostile(bench);
}

fn setup(bench: &mut Bench) {
    let mut stage = stage(bench);
    stage.send("a hundred holidays over ten years", "keeper", &calendar());
    let add = ExecuteMsg::AddHolidays { calendar: 1, holidays: holidays("12") };
    stage.send("a hundred over ten years", "keeper", &add);
    let asset = Asset::Native("d".repeat(128));
    stage.send("128 characters", "owner", &ExecuteMsg::AllowAsset { asset: asset.clone() });
    stage.send("128 characters", "owner", &ExecuteMsg::DisallowAsset { asset });
    let policy = Some(policy());
    stage.send("fifty countries", "owner", &ExecuteMsg::SetPolicy { policy });
    let (role, account) = (Role::CalendarKeeper, long("keeper"));
    stage.send("32 bytes", "owner", &ExecuteMsg::GrantRole { role, account: account.clone() });
    stage.send("32 bytes", "owner", &ExecuteMsg::RevokeRole { role, account });
    let pause =
        ExecuteMsg::Pause { scopes: vec![PauseScope::NewDeals; 7], duration_seconds: 259_200 };
    stage.send("seven times the same scope", "guardian", &pause);
    changes(&mut stage);
}

/// As many changes as can wait, each with the longest policy against the longest.
fn changes(stage: &mut Stage) {
    let set = ExecuteMsg::SetChangeDelay { seconds: 60 };
    send(&stage.world, Code::Escrow, "owner", &set);
    let loose = Policy { min_level: 1, ..policy() };
    let schedule = ExecuteMsg::ScheduleChange { change: Change::SetPolicy { policy: Some(loose) } };
    for _ in 1..MAX_PENDING_CHANGES {
        send(&stage.world, Code::Escrow, "owner", &schedule);
    }
    stage.send("the sixteenth, fifty countries", "owner", &schedule);
    stage.look("sixteen of fifty countries", QueryMsg::PendingChanges {});
    stage.send("one of sixteen", "owner", &ExecuteMsg::CancelChange { id: 1 });
    stage.world.pair.pass(60);
    stage.send("one of fifteen, fifty countries", "stranger", &ExecuteMsg::ApplyChange { id: 2 });
}

fn agreement(bench: &mut Bench) {
    let mut stage = stage(bench);
    send(&stage.world, Code::Escrow, "keeper", &calendar());
    let terms = terms(&stage.world);
    let case = "twelve documents, paid abroad";
    stage.send(case, &long("applicant"), &ExecuteMsg::Propose { terms });
    let consent = consent(&stage.world, 1);
    for (who, case) in [("issuer", "first"), ("beneficiary", "second"), ("advising", "last")] {
        let case = format!("{case}, twelve documents, paid abroad");
        stage.send(&case, &long(who), &consent);
    }
    let case = "cover of twelve documents";
    stage.measure(Entry::Execute, "receive", case, |world| fund(world, 1));
    let set = |party| ExecuteMsg::SetPayout { deal: 1, payout: far(party) };
    stage.send("the buyer's, abroad", &long("applicant"), &set("applicant"));
    stage.send("the seller's, abroad", &long("beneficiary"), &set("beneficiary"));
}

fn drawings(bench: &mut Bench) {
    let mut stage = stage(bench);
    send(&stage.world, Code::Escrow, "keeper", &calendar());
    let (issuer, seller) = (long("issuer"), long("beneficiary"));

    let deal = drawn(&stage.world, MAX_DRAWINGS - 1, sheets);
    let begin = match present(deal, Vec::new()) {
        ExecuteMsg::Present { deal, presentation, .. } => {
            ExecuteMsg::Present { deal, presentation, complete: Some(false) }
        }
        other => other,
    };
    send(&stage.world, Code::Escrow, &seller, &begin);
    let complete = ExecuteMsg::Complete { deal, drawing: 12, documents: sheets(12) };
    stage.send("the twelfth drawing, twenty documents", &seller, &complete);

    let deal = drawn(&stage.world, MAX_DRAWINGS - 1, sheets);
    let last = present(deal, sheets(12));
    stage.send("the twelfth drawing, twenty documents", &seller, &last);
    let findings = "sixteen findings after 33 of the contract's own";
    stage.send(findings, &issuer, &refuse(deal, 12));
    let represent = ExecuteMsg::Represent {
        deal,
        drawing: 12,
        documents: sheets(13),
        shipped_at: None,
        amount: None,
    };
    stage.send("twenty documents replaced", &seller, &represent);
    send(&stage.world, Code::Escrow, &issuer, &refuse(deal, 12));
    let waive = ExecuteMsg::Waive { deal, drawing: 12, discrepancies: Some((1..=49).collect()) };
    stage.send("49 discrepancies, by their numbers", &long("applicant"), &waive);
    let accept = ExecuteMsg::Accept { deal, drawing: 12 };
    stage.send("49 discrepancies waived, paid abroad", &issuer, &accept);
}

fn ends(bench: &mut Bench) {
    let mut stage = stage(bench);
    send(&stage.world, Code::Escrow, "keeper", &calendar());
    let deal = opened(&stage.world);
    send(&stage.world, Code::Escrow, &long("issuer"), &ExecuteMsg::Cancel { deal });
    let case = "cover paid back abroad";
    stage.send(case, &long("beneficiary"), &ExecuteMsg::Cancel { deal });
    let back = stage.world.pair.last_packet(WEST).expect("the cover is on its way");

    let deals: Vec<u64> = (0..=MAX_CRANKS).map(|_| silent(&stage.world)).collect();
    stage.world.pair.pass(60 * DAY);
    let case = "the cover comes back from abroad";
    stage.measure(Entry::Execute, "receive", case, |world| world.time_out(&back));
    let asset = stage.world.token(WEST);
    let withdraw = ExecuteMsg::Withdraw { asset, to: far("applicant") };
    stage.send("abroad", &long("applicant"), &withdraw);

    let (one, twenty) = (deals[0], deals[1..].to_vec());
    let case = "twelve drawings and the rest paid abroad";
    stage.send(case, "stranger", &ExecuteMsg::Crank { deal: one });
    let case = "twenty deals, twelve drawings and the rest of each paid abroad";
    stage.send(case, "stranger", &ExecuteMsg::CrankMany { deals: twenty });
}

/// Nobody is paid, and nobody can make it dear to say no.
fn hostile(bench: &mut Bench) {
    let mut stage = stage(bench);
    send(&stage.world, Code::Escrow, "keeper", &calendar());
    let deal = opened(&stage.world);
    send(&stage.world, Code::Escrow, &long("issuer"), &ExecuteMsg::Cancel { deal });
    let scopes = vec![bridge::PauseScope::Send];
    let pause = bridge::ExecuteMsg::Pause { scopes, duration_seconds: 259_200 };
    send(&stage.world, Code::Bridge, "guardian", &pause);
    stage.measure(Entry::Reply, "reply", "the bridge refuses", |world| {
        send(world, Code::Escrow, &long("beneficiary"), &ExecuteMsg::Cancel { deal });
    });

    let hostile = ScriptedContract::new(&stage.world, "hostile");
    let escrow = stage.world.contract(WEST, Code::Escrow).to_string();
    let case = "10,000 arrays inside one another";
    stage.measure(Entry::Execute, "execute", case, |world| {
        hostile.execute(world, &escrow, nested("propose")).expect_err("no message");
    });
    let (sender, msg) = (long("applicant"), Binary::from(nested("fund")));
    let hook = json!({ "receive": { "sender": sender, "amount": "1", "msg": msg } });
    stage.measure(Entry::Execute, "receive", case, |world| {
        hostile.execute(world, &escrow, hook.to_string().into()).expect_err("no hook");
    });
}
