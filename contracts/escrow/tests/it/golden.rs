//! What must not change unseen: who may call, what is emitted, and where records stand.

use cosmwasm_std::Event;
use cw_multi_test::AppResponse;
use isthmus_api::escrow::*;
use isthmus_api::permission::{caller_text, table, Funds};
use isthmus_escrow::state::KEYS;
use isthmus_kit::admin;
use isthmus_kit::keys::{clashes, listing};

use crate::suite::*;

#[test]
fn the_permission_table() {
    let lines: Vec<String> = table::<ExecuteMsg>()
        .into_iter()
        .map(|(message, permission)| {
            let funds = if permission.funds == Funds::None { "" } else { ", funds checked" };
            format!("{message}: {}{funds}", caller_text(permission.caller))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_events_of_a_letter_of_credit() {
    let mut suite = Suite::new();
    let mut lines = Vec::new();
    let names = ACTORS.map(|name| (actor(name).to_string(), name));
    let mut note = |suite: &Suite, step: &str, response: AppResponse| {
        lines.push(format!("# {step}"));
        let own = |event: &&Event| event.ty.starts_with("wasm-isthmus_escrow");
        for event in response.events.iter().filter(own) {
            let attributes = event.attributes.iter().filter(|a| a.key != "_contract_address");
            let texts: Vec<String> = attributes.map(|a| format!("{}={}", a.key, a.value)).collect();
            let mut line = format!("{} {}", event.ty, texts.join(" "));
            for (address, name) in &names {
                line = line.replace(address, name);
            }
            lines.push(line.replace(suite.token.as_str(), "TOKEN"));
        }
    };
    let mut terms = suite.terms(suite.cw20());
    terms.payout = east();
    let proposed = suite.run("importer", &ExecuteMsg::Propose { terms }).unwrap();
    note(&suite, "propose", proposed);
    let done = suite.consent("bank", 1).unwrap();
    note(&suite, "consent", done);
    let done = suite.consent("exporter", 1).unwrap();
    note(&suite, "consent", done);
    let done = suite.fund("importer", 1).unwrap();
    note(&suite, "fund", done);
    let done = suite.present(1, presentation(100_000, documents(1)[..1].to_vec())).unwrap();
    note(&suite, "present", done);
    let done = suite.refuse(1, 1, Disposition::AwaitWaiver).unwrap();
    note(&suite, "refuse", done);
    let done = suite.waive(1, 1).unwrap();
    note(&suite, "waive", done);
    let done = suite.accept(1, 1).unwrap();
    note(&suite, "accept", done);
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn keys_are_unique_and_fixed() {
    let tables = [&[KEYS], admin::KEYS].concat();
    assert_eq!(clashes(&tables), [""; 0]);
    insta::assert_snapshot!(listing(&tables));
}
