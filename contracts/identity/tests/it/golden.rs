//! What must not change unseen: the permission table and the events.

use isthmus_api::identity::events::EVENTS;
use isthmus_api::identity::ExecuteMsg;
use isthmus_api::permission::{caller_text, table};

use crate::suite::Suite;

#[test]
fn the_permission_table_does_not_change_unseen() {
    let rows: Vec<String> = table::<ExecuteMsg>()
        .into_iter()
        .map(|(name, row)| format!("{name}: {}, funds {:?}", caller_text(row.caller), row.funds))
        .collect();
    insta::assert_snapshot!("permissions", rows.join("\n"));
}

#[test]
fn the_events_do_not_change_unseen() {
    let mut suite = Suite::with_shared_pass();
    let did = suite.issuer_did.clone();
    let response = suite.ok("issuer", isthmus_api::identity::ExecuteMsg::DeactivateDid { did });
    let emitted = response.events.iter().filter(|e| e.ty.starts_with("wasm-isthmus_identity"));
    assert_eq!(emitted.count(), 1);
    let rows: Vec<String> = EVENTS
        .iter()
        .map(|event| {
            let names: Vec<&str> = event.attributes.iter().map(|a| a.name).collect();
            format!("{}: {}", event.event, names.join(", "))
        })
        .collect();
    insta::assert_snapshot!("events", rows.join("\n"));
}
