//! What must not change unseen: who may call, and where records stand.

use isthmus_api::issuance::*;
use isthmus_api::permission::{caller_text, table, Funds};
use isthmus_issuance::state::KEYS;
use isthmus_kit::admin;
use isthmus_kit::keys::{clashes, listing};

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
fn keys_are_unique_and_fixed() {
    let tables = [&[KEYS], admin::KEYS].concat();
    assert_eq!(clashes(&tables), [""; 0]);
    insta::assert_snapshot!(listing(&tables));
}
