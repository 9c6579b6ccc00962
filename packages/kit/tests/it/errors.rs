//! Every error is provoked, its code is its own, and its text says what was expected and what was given.

use cosmwasm_std::Storage;
use isthmus_api::access::{
    CHANGE_LASTS_SECONDS, MAX_CHANGE_DELAY_SECONDS, MAX_PENDING_CHANGES, MAX_PENDING_OF_ROLE,
    MAX_ROLE_MEMBERS,
};
use isthmus_kit::{admin, read, AccessError};
use isthmus_wire::from_message;

use crate::till::{limit_change, set_limit, Change, Msg, Role, Scope, SudoMsg, Suite, Till, DELAY};

/// A text and its code.
fn texts() -> Vec<String> {
    let mut provoked: Vec<AccessError> = Vec::new();
    let mut suite = Suite::new();
    let (ana, pat) = (suite.addr("ana"), suite.addr("pat"));
    let accept = Msg::UpdateOwnership(cw_ownable::Action::AcceptOwnership);
    let schedule = |change| Msg::ScheduleChange { change };
    let grant = |role, account: &str| Change::GrantRole { role, account: account.to_string() };

    provoked.push(read(from_message::<Msg>(br#"{"pai":{}}"#)).unwrap_err());
    provoked.push(suite.fails("ana", set_limit(5)));
    provoked.push(suite.fails_with_coins("owner", set_limit(5)));
    provoked.push(suite.fails("ana", accept.clone()));
    let action = cw_ownable::Action::TransferOwnership { new_owner: ana.clone(), expiry: None };
    suite.ok("owner", Msg::UpdateOwnership(action));
    provoked.push(suite.fails("ana", accept));
    suite.ok("pat", Msg::Pause { scopes: vec![Scope::Pay], seconds: 5 });
    provoked.push(suite.fails("ana", Msg::Pay {}));
    provoked.push(suite.fails("pat", Msg::Pause { scopes: vec![], seconds: 5 }));
    let account = "nobody".to_string();
    provoked.push(suite.fails("owner", Msg::RevokeRole { role: Role::Pauser, account }));
    provoked.push(suite.fails("owner", set_limit(500)));
    provoked.push(suite.fails("owner", schedule(grant(Role::Pauser, &pat))));
    provoked.push(suite.fails("owner", Msg::ApplyChange { id: 7 }));
    let given = MAX_CHANGE_DELAY_SECONDS + 1;
    provoked.push(suite.fails("owner", Msg::SetChangeDelay { seconds: given }));
    let id = suite.schedule("owner", grant(Role::Auditor, &ana));
    let owner = suite.addr("owner");
    provoked.push(suite.fails("owner", schedule(grant(Role::Keeper, &owner))));
    provoked.push(suite.fails("owner", Msg::ApplyChange { id }));
    let limit = suite.schedule("owner", limit_change(500));
    suite.ok("owner", set_limit(5));
    suite.after(DELAY);
    let given = suite.fails("owner", Msg::ApplyChange { id: limit });
    assert!(
        matches!(given, AccessError::NoChange { .. }),
        "dropped with the limit it was to change"
    );
    let gone = suite.schedule("kim", crate::till::rate_change("b", 9));
    suite.remove_desk("b");
    suite.after(DELAY);
    provoked.push(suite.fails("owner", Msg::ApplyChange { id: gone }));
    let rate = suite.schedule("kim", crate::till::rate_change("a", 9));
    suite.ok("kim", Msg::RenounceRole { role: Role::Keeper });
    suite.after(DELAY);
    provoked.push(suite.fails("owner", Msg::ApplyChange { id: rate }));
    suite.after(CHANGE_LASTS_SECONDS);
    provoked.push(suite.fails("owner", Msg::ApplyChange { id }));
    let ken = suite.addr("ken");
    suite.change("owner", grant(Role::Keeper, &ken));
    for rate in 0..MAX_PENDING_OF_ROLE as u64 {
        suite.schedule("ken", crate::till::rate_change("a", 10 + rate));
    }
    provoked.push(suite.fails("ken", schedule(crate::till::rate_change("a", 20))));
    for _ in MAX_PENDING_OF_ROLE..MAX_PENDING_CHANGES {
        suite.schedule("owner", limit_change(500));
    }
    provoked.push(suite.fails("owner", schedule(limit_change(5))));
    suite.sudo(SudoMsg::Pause { scopes: vec![Scope::Refund], duration_seconds: 5 }).unwrap();
    provoked.push(suite.fails("owner", Msg::Unpause { scopes: vec![Scope::Refund] }));
    provoked.push(suite.fails("owner", schedule(limit_change(500))));
    let mut crowd = Suite::with_delay(0);
    provoked.push(crowd.fails("owner", schedule(limit_change(500))));
    for number in 1..=MAX_ROLE_MEMBERS {
        let account = crowd.addr(&format!("member{number}"));
        let msg = Msg::GrantRole { role: Role::Pauser, account };
        if number < MAX_ROLE_MEMBERS {
            crowd.ok("owner", msg);
        } else {
            provoked.push(crowd.fails("owner", msg));
        }
    }
    cw2::set_contract_version(&mut suite.deps.storage, "drawer", "1.0.0").unwrap();
    provoked.push(admin::migrate::<Till>(&mut suite.deps.storage).unwrap_err());
    suite.deps.storage.set(b"ownership", b"no JSON");
    provoked.push(suite.fails("owner", set_limit(5)));
    provoked.iter().map(ToString::to_string).collect()
}

#[test]
fn every_error_is_provoked_and_ends_in_its_code() {
    let texts = texts();
    let code = |text: &str| text.rsplit_once('[').unwrap().1.trim_end_matches(']').to_string();
    let mut provoked: Vec<String> = texts.iter().map(|text| code(text)).collect();
    provoked.sort();
    let source = include_str!("../../src/error.rs");
    let declared: Vec<String> =
        source.split(" [AC-").skip(1).map(|rest| format!("AC-{}", &rest[..3])).collect();
    let mut ascending = declared.clone();
    ascending.sort();
    ascending.dedup();
    assert_eq!(declared, ascending, "codes ascend and none is used twice");
    assert_eq!(provoked, declared, "each is provoked once:\n{}", texts.join("\n"));
    // The text of the first is the standard library's.
    for text in texts.iter().filter(|text| !text.ends_with("[AC-001]")) {
        let forbidden = |c: char| !c.is_ascii() || matches!(c, '<' | '>' | '&');
        assert!(!text.contains(forbidden), "{text}");
    }
}
