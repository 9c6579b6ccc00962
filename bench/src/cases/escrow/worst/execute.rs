//! The messages.

use cosmwasm_std::Binary;
use isthmus_api::access::MAX_PENDING_CHANGES;
use isthmus_api::escrow::{MAX_CRANKS, MAX_DRAWINGS};
use isthmus_regions::Code;
use isthmus_testkit::scripted::ScriptedContract;
use serde_json::json;

use super::{
    calendar, dated, drawn, far, holidays, opened, policy, present, refuse, set_payout, sheets,
    silent, stage, terms,
};
use crate::bench::Bench;
use crate::cases::escrow::credit::{consent, fund, DAY, WEST};
use crate::cases::nested::nested;
use crate::cases::stage::{long, send, Stage};
use crate::figures::Entry;

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
    let add = json!({"add_holidays": {"calendar": 1, "holidays": holidays("12")}});
    stage.send("a hundred over ten years", "keeper", &add);
    for verb in ["allow_asset", "disallow_asset"] {
        let asset = json!({"native": "d".repeat(128)});
        stage.send("128 characters", "owner", &json!({verb: {"asset": asset}}));
    }
    stage.send("fifty countries", "owner", &json!({"set_policy": {"policy": policy(4)}}));
    for verb in ["grant_role", "revoke_role"] {
        let of = json!({"role": "calendar_keeper", "account": long("keeper")});
        stage.send("32 bytes", "owner", &json!({ verb: of }));
    }
    let pause = json!({"pause": {"scopes": vec!["new_deals"; 7], "duration_seconds": 259_200}});
    stage.send("seven times the same scope", "guardian", &pause);
    changes(&mut stage);
}

/// As many changes as can wait, each with the longest policy against the longest.
fn changes(stage: &mut Stage) {
    stage.tell("owner", &json!({"set_change_delay": {"seconds": 60}}));
    let change = json!({"set_policy": {"policy": policy(1)}});
    let schedule = json!({"schedule_change": {"change": change}});
    for _ in 1..MAX_PENDING_CHANGES {
        stage.tell("owner", &schedule);
    }
    stage.send("the sixteenth, fifty countries", "owner", &schedule);
    stage.look("sixteen of fifty countries", json!({"pending_changes": {}}));
    stage.send("one of sixteen", "owner", &json!({"cancel_change": {"id": 1}}));
    stage.world.pair.pass(60);
    let apply = json!({"apply_change": {"id": 2}});
    stage.send("one of fifteen, fifty countries", "stranger", &apply);
}

fn agreement(bench: &mut Bench) {
    let mut stage = dated(bench);
    let propose = json!({"propose": {"terms": terms(&stage.world)}});
    stage.send("twelve documents, paid abroad", &long("applicant"), &propose);
    let consent = consent(&stage.world, 1);
    for (who, case) in [("issuer", "first"), ("beneficiary", "second"), ("advising", "last")] {
        let case = format!("{case}, twelve documents, paid abroad");
        stage.send(&case, &long(who), &consent);
    }
    let case = "cover of twelve documents";
    stage.measure(Entry::Execute, "receive", case, |world| fund(world, 1));
    for (case, party) in [("the buyer's", "applicant"), ("the seller's", "beneficiary")] {
        stage.send(&format!("{case}, abroad"), &long(party), &set_payout(1, party));
    }
}

fn drawings(bench: &mut Bench) {
    let mut stage = dated(bench);
    let (issuer, seller) = (long("issuer"), long("beneficiary"));

    let deal = drawn(&stage, MAX_DRAWINGS - 1, sheets);
    let mut begin = present(deal, Vec::new());
    begin["present"]["complete"] = json!(false);
    stage.tell(&seller, &begin);
    let complete = json!({"complete": {"deal": deal, "drawing": 12, "documents": sheets(12)}});
    stage.send("the twelfth drawing, twenty documents", &seller, &complete);

    let deal = drawn(&stage, MAX_DRAWINGS - 1, sheets);
    let last = present(deal, sheets(12));
    stage.send("the twelfth drawing, twenty documents", &seller, &last);
    let findings = "sixteen findings after 33 of the contract's own";
    stage.send(findings, &issuer, &refuse(deal, 12));
    let represent = json!({"represent": {
        "deal": deal, "drawing": 12, "documents": sheets(13), "shipped_at": null, "amount": null}});
    stage.send("twenty documents replaced", &seller, &represent);
    stage.tell(&issuer, &refuse(deal, 12));
    let numbers: Vec<_> = (1..=49).collect();
    let waive = json!({"waive": {"deal": deal, "drawing": 12, "discrepancies": numbers}});
    stage.send("49 discrepancies, by their numbers", &long("applicant"), &waive);
    let accept = json!({"accept": {"deal": deal, "drawing": 12}});
    stage.send("49 discrepancies waived, paid abroad", &issuer, &accept);
}

fn ends(bench: &mut Bench) {
    let mut stage = dated(bench);
    let cancel = json!({"cancel": {"deal": opened(&stage)}});
    stage.tell(&long("issuer"), &cancel);
    stage.send("cover paid back abroad", &long("beneficiary"), &cancel);
    let back = stage.world.pair.last_packet(WEST).expect("the cover is on its way");

    let deals: Vec<u64> = (0..=MAX_CRANKS).map(|_| silent(&stage)).collect();
    stage.world.pair.pass(60 * DAY);
    let case = "the cover comes back from abroad";
    stage.measure(Entry::Execute, "receive", case, |world| world.time_out(&back));
    let asset = stage.world.token(WEST);
    let withdraw = json!({"withdraw": {"asset": asset, "to": far("applicant")}});
    stage.send("abroad", &long("applicant"), &withdraw);

    let case = "twelve drawings and the rest paid abroad";
    stage.send(case, "stranger", &json!({"crank": {"deal": deals[0]}}));
    let case = "twenty deals, twelve drawings and the rest of each paid abroad";
    stage.send(case, "stranger", &json!({"crank_many": {"deals": deals[1..]}}));
}

/// Nobody is paid, and nobody can make it dear to say no.
fn hostile(bench: &mut Bench) {
    let mut stage = dated(bench);
    let cancel = json!({"cancel": {"deal": opened(&stage)}});
    stage.tell(&long("issuer"), &cancel);
    let pause = json!({"pause": {"scopes": ["send"], "duration_seconds": 259_200}});
    send(&stage.world, Code::Bridge, "guardian", &pause);
    stage.measure(Entry::Reply, "reply", "the bridge refuses", |world| {
        send(world, Code::Escrow, &long("beneficiary"), &cancel);
    });

    let hostile = ScriptedContract::new(&stage.world, "hostile");
    let escrow = stage.world.contract(WEST, Code::Escrow).to_string();
    let case = "10,000 arrays inside one another";
    stage.measure(Entry::Execute, "execute", case, |world| {
        hostile.execute(world, &escrow, nested("propose")).expect_err("no message");
    });
    let (sender, msg) = (long("applicant"), Binary::from(nested("fund")));
    let hook = json!({"receive": {"sender": sender, "amount": "1", "msg": msg}});
    stage.measure(Entry::Execute, "receive", case, |world| {
        hostile.execute(world, &escrow, hook.to_string().into()).expect_err("no hook");
    });
}
