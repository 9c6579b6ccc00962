//! A5: who mints has no duty that excludes it, here and over both contracts. The office is played by a contract
//! that answers as it is told; with the real one it is a test of issuance.

use cw_ownable::Action;
use isthmus_api::access::RolesOfResponse;
use isthmus_api::event::TypedEvent;
use isthmus_api::issuance::MinterResponse;
use isthmus_api::stablecoin::events::SetMinter;
use isthmus_api::stablecoin::{Change, ExecuteMsg, QueryMsg, Role, RoleGrant, SudoMsg};
use isthmus_testkit::scripted::Script;
use serde_json::json;

use crate::suite::Suite;

/// The roles that no minter has.
const APART: [(Role, &str); 3] =
    [(Role::Compliance, "compliance"), (Role::Seizer, "seizer"), (Role::Rescuer, "rescuer")];

fn grant(suite: &Suite, role: Role, who: &str) -> ExecuteMsg {
    ExecuteMsg::GrantRole { role, account: suite.addr(who) }
}

fn propose(suite: &Suite, who: &str) -> ExecuteMsg {
    let new_owner = suite.addr(who);
    ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner, expiry: None })
}

const ACCEPT: ExecuteMsg = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);

/// What the office says: carol mints there, and bob has the role.
fn says(suite: &Suite, role: &str) -> Script {
    let info = MinterResponse {
        minter: suite.addr("carol"),
        allowance: 5u128.into(),
        ceiling: 5u128.into(),
        rate_limit: None,
        restricted: false,
        stopped: false,
    };
    let roles = |roles: &[&str]| RolesOfResponse {
        owner: false,
        roles: roles.iter().map(|role| (*role).to_string()).collect(),
    };
    Script::default()
        .answer("minter_info", None::<MinterResponse>)
        .answer(json!({"minter_info": {"minter": suite.addr("carol")}}), info)
        .answer("roles_of", roles(&[]))
        .answer(json!({"roles_of": {"account": suite.addr("bob")}}), roles(&[role]))
}

/// A token whose minter is a contract that answers so.
fn with_office(role: &str) -> Suite {
    let mut suite = Suite::new();
    let (office, script) = (suite.receiver.clone(), says(&suite, role));
    suite.tell(&office, script);
    suite.ok("owner", suite.minting("receiver", None, None));
    suite
}

#[test]
fn a5_who_has_a_duty_that_excludes_minting_does_not_become_the_minter() {
    let mut suite = Suite::new();
    for (who, duty) in [("owner", "owner")].into_iter().chain(APART.map(|(_, name)| (name, name))) {
        let msg = suite.minting(who, Some(1), None);
        let refused = suite.send("owner", msg).unwrap_err().to_string();
        assert_eq!(refused, format!("one account may not be both {duty} and minter [AC-010]"));
        let msg = ExecuteMsg::UpdateMinter { new_minter: Some(suite.addr(who)) };
        suite.refuses("minter", msg, "AC-010");
        let created = Suite::with(|msg, addr| {
            msg.mint = Some(cw20::MinterResponse { minter: addr(who), cap: None });
        });
        assert_eq!(created.map(|_| ()).unwrap_err().code(), "AC-010", "{who}");
    }
    for other in ["guardian", "pauser", "feemanager"] {
        suite.ok("owner", suite.minting(other, Some(1), None));
    }
    // Not when it waited, either.
    let change = Change::SetMinter { minter: Some(suite.terms("carol", Some(5), None)) };
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 100 });
    suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    let role = RoleGrant { role: Role::Seizer, account: suite.addr("carol") };
    let RoleGrant { role, account } = role;
    let change = Change::GrantRole { role, account };
    suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    suite.after_seconds(100);
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: 2 });
    suite.refuses("stranger", ExecuteMsg::ApplyChange { id: 1 }, "AC-010");
}

#[test]
fn a5_the_minter_gets_no_such_duty_and_is_no_owner() {
    let mut suite = Suite::new();
    for (role, name) in APART {
        let refused = suite.send("owner", grant(&suite, role, "minter")).unwrap_err().to_string();
        assert_eq!(refused, format!("one account may not be both minter and {name} [AC-010]"));
    }
    suite.ok("owner", grant(&suite, Role::Guardian, "minter"));
    suite.ok(
        "owner",
        ExecuteMsg::RevokeRole { role: Role::Guardian, account: suite.addr("minter") },
    );
    suite.refuses("owner", propose(&suite, "minter"), "AC-010");
    // Nor does one who becomes the minter after having been proposed.
    suite.ok("owner", propose(&suite, "carol"));
    suite.ok("owner", suite.minting("carol", None, None));
    suite.after_seconds(100);
    suite.refuses("carol", ACCEPT, "AC-010");
    suite.ok("owner", ExecuteMsg::SetMinter { minter: None });
    suite.ok("carol", ACCEPT);
}

#[test]
fn a5_who_mints_in_the_office_gets_no_such_duty_here_and_is_no_owner() {
    let mut suite = with_office("pauser");
    for (role, name) in APART {
        let refused = suite.send("owner", grant(&suite, role, "carol")).unwrap_err().to_string();
        assert_eq!(refused, format!("one account may not be both minter and {name} [AC-010]"));
        suite.ok("owner", grant(&suite, role, "stranger"));
        let account = suite.addr("stranger");
        suite.ok("owner", ExecuteMsg::RevokeRole { role, account });
    }
    suite.ok("owner", grant(&suite, Role::Guardian, "carol"));
    let account = suite.addr("carol");
    suite.ok("owner", ExecuteMsg::RevokeRole { role: Role::Guardian, account });
    suite.refuses("owner", propose(&suite, "carol"), "AC-010");
    // Who comes to mint there after having been proposed does not accept.
    suite.ok("owner", ExecuteMsg::SetMinter { minter: None });
    suite.ok("owner", propose(&suite, "carol"));
    suite.ok("owner", suite.minting("receiver", None, None));
    suite.after_seconds(100);
    suite.refuses("carol", ACCEPT, "AC-010");
}

#[test]
fn a5_a_change_that_waits_asks_the_office_when_it_is_scheduled_and_when_it_is_made() {
    let mut suite = with_office("pauser");
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 100 });
    let change = |suite: &Suite, who: &str| {
        let account = suite.addr(who);
        ExecuteMsg::ScheduleChange { change: Change::GrantRole { role: Role::Compliance, account } }
    };
    suite.refuses("owner", change(&suite, "carol"), "AC-010");
    suite.ok("owner", change(&suite, "bob"));
    suite.after_seconds(100);
    let (office, script) = (suite.receiver.clone(), says(&suite, "attestor"));
    suite.tell(&office, script);
    suite.refuses("stranger", ExecuteMsg::ApplyChange { id: 1 }, "AC-010");
}

#[test]
fn a5_who_names_minters_or_attests_in_the_office_is_not_owner_and_neither_freezes_nor_takes_here() {
    for there in ["master_minter", "attestor"] {
        let mut suite = with_office(there);
        for (role, name) in APART {
            let msg = grant(&suite, role, "bob");
            if role == Role::Rescuer {
                suite.ok("owner", msg);
                continue;
            }
            let refused = suite.send("owner", msg).unwrap_err().to_string();
            assert_eq!(refused, format!("one account may not be both {there} and {name} [AC-010]"));
        }
        suite.refuses("owner", propose(&suite, "bob"), "AC-010");
    }
}

/// One that is broken, or is no office: nobody knows who mints there. The owner takes its place away, which
/// asks nobody, and the chain is not in need of it.
#[test]
fn a5_an_office_that_does_not_answer_is_no_way_past_and_blocks_neither_owner_nor_chain() {
    let mut suite = Suite::new();
    suite.ok("owner", suite.minting("receiver", None, None));
    for (role, _) in APART {
        suite.refuses("owner", grant(&suite, role, "carol"), "ST-048");
    }
    suite.refuses("owner", propose(&suite, "carol"), "ST-048");
    // What excludes no minting does not need it.
    suite.ok("owner", grant(&suite, Role::Guardian, "carol"));
    suite.ok("owner", grant(&suite, Role::Pauser, "bob"));
    let revoke = SudoMsg::RevokeRole { role: Role::Seizer, account: suite.addr("seizer") };
    suite.sudo(&revoke).unwrap();
    suite.sudo(&SudoMsg::SetOwner { owner: suite.addr("alice") }).unwrap();
    suite.ok("alice", ExecuteMsg::SetMinter { minter: None });
    suite.ok("alice", grant(&suite, Role::Compliance, "stranger"));
}

#[test]
fn a5_an_owner_that_the_chain_sets_mints_no_more() {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 100 });
    let change = Change::SetMinter { minter: Some(suite.terms("minter", Some(5000), None)) };
    suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    let done = suite.sudo(&SudoMsg::SetOwner { owner: suite.addr("minter") }).unwrap();
    let told = done.events.iter().find_map(|event| SetMinter::from_event(event).ok()).unwrap();
    assert_eq!((told.previous, told.minter), (Some(suite.addr("minter")), None));
    assert_eq!(told.by, "chain");
    assert_eq!(suite.mint("minter", "bob", 1).unwrap_err().code(), "AC-002");
    assert_eq!(suite.query::<Option<cw20::MinterResponse>>(QueryMsg::Minter {}), None);
    suite.after_seconds(100);
    suite.refuses("stranger", ExecuteMsg::ApplyChange { id: 1 }, "AC-018");
    // Anybody else leaves the minter alone.
    let mut suite = Suite::new();
    suite.sudo(&SudoMsg::SetOwner { owner: suite.addr("carol") }).unwrap();
    suite.mint("minter", "bob", 1).unwrap();
}
