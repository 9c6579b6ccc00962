//! Every actor against every message of the permission table, and every message with stray coins.

use cosmwasm_std::coins;
use isthmus_api::issuance::*;
use isthmus_api::permission::{AdminParty, Caller, Guarded};
use isthmus_testkit::chain::Refusal;
use isthmus_testkit::rows::{rows, ADMINISTRATION, ISSUANCE};
use strum::IntoEnumIterator;

use crate::suite::*;

/// A suite in a state where the message makes sense, and the message.
fn scene(kind: ExecuteKind) -> (Suite, ExecuteMsg) {
    let mut suite = Suite::new();
    suite.redeem("ana", 40);
    if matches!(kind, ExecuteKind::ApplyChange | ExecuteKind::CancelChange) {
        // Nothing is announced while nothing waits.
        suite.run("owner", &ExecuteMsg::SetChangeDelay { seconds: 3600 }).unwrap();
        suite.schedule("owner", Change::SetChangeDelay { seconds: 60 });
    }
    let table = format!("{ISSUANCE}{}", ADMINISTRATION.replace("SCOPE", "mint"));
    let rows = rows(&table, |name| actor(name).into_string()).into_iter();
    let mut messages = rows.map(|(_, msg): (_, ExecuteMsg)| msg);
    let msg = messages.find(|msg| msg.kind() == kind).unwrap_or_else(|| panic!("no {kind:?}"));
    (suite, msg)
}

/// Which actors the table lets in.
fn allowed(kind: ExecuteKind) -> Vec<&'static str> {
    let actor_of = |party: &Party| match party {
        Party::Minter => "minter",
        Party::Controller => "controller",
    };
    let admitted = |caller: &Caller<Role, Party>| match caller {
        Caller::Anyone => ACTORS.to_vec(),
        Caller::Owner => vec!["owner"],
        Caller::Role(Role::MasterMinter) => vec!["master"],
        Caller::Role(Role::Attestor) => vec!["attestor"],
        Caller::Role(Role::RedemptionOperator) => vec!["operator"],
        Caller::Role(Role::Guardian) => vec!["guardian"],
        Caller::Role(Role::Pauser) | Caller::Admin(AdminParty::RoleHolder) => vec!["pauser"],
        Caller::Role(Role::CalendarKeeper) => vec!["keeper"],
        Caller::Admin(AdminParty::ChangeSender | AdminParty::Scheduler) => vec!["owner"],
        Caller::Admin(AdminParty::ProposedOwner | AdminParty::AnyoneOnceOver) => vec![],
        Caller::Party(parties) => parties.iter().map(actor_of).collect(),
        // The token alone, tested in `redemption`.
        Caller::Contract(_) => vec![],
        Caller::OneOf(_) => panic!("no test for one of one of"),
    };
    match ExecuteMsg::permission(kind).caller {
        Caller::OneOf(callers) => callers.iter().flat_map(admitted).collect(),
        caller => admitted(&caller),
    }
}

/// Refused because of who asks.
fn is_shut_out(error: &Refusal) -> bool {
    ["AC-002", "AC-005"].contains(&error.code().as_str())
}

#[test]
fn every_actor_against_every_message() {
    for kind in ExecuteKind::iter() {
        let name: &'static str = kind.into();
        let allowed = allowed(kind);
        let (mut suite, msg) = scene(kind);
        let (issuance, token) = (suite.issuance.clone(), suite.token.clone());
        let others = ACTORS.iter().filter(|name| !allowed.contains(name));
        let mut others: Vec<_> = others.map(|name| actor(name)).collect();
        if !matches!(ExecuteMsg::permission(kind).caller, Caller::Anyone) {
            others.push(issuance.clone());
            if !matches!(kind, ExecuteKind::Receive | ExecuteKind::TakeOver) {
                others.push(token);
            }
        }
        for other in others {
            let error = suite.call(&other, &issuance, &msg, &[]).unwrap_err();
            assert!(is_shut_out(&error), "{name} by {other}: {error}");
        }
        for who in allowed {
            let done = suite.call(&actor(who), &issuance, &msg, &[]);
            assert!(!done.is_err_and(|error| is_shut_out(&error)), "{name} by {who}");
        }
    }
}

#[test]
fn stray_coins_are_refused_everywhere() {
    for kind in ExecuteKind::iter() {
        let (mut suite, msg) = scene(kind);
        let who = allowed(kind).first().copied().unwrap_or("stranger");
        let issuance = suite.issuance.clone();
        fails(suite.call(&actor(who), &issuance, &msg, &coins(1, "uwest")), "AC-003");
    }
}
