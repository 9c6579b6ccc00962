//! The chain's own governance.

use isthmus_api::access::RolesOfResponse;
use isthmus_api::stablecoin::{
    Change, ComplianceMode, ComplianceResponse, ExecuteMsg, FreezeMode, PauseScope,
    PendingChangesResponse, PolicyContract, QueryMsg, Role, SudoMsg,
};

use crate::suite::{Rule, Suite};

#[test]
fn the_chain_takes_a_role_away() {
    let mut suite = Suite::new();
    let (role, account) = (Role::Seizer, suite.addr("seizer"));
    let revoke = SudoMsg::RevokeRole { role, account };
    suite.freeze("alice", FreezeMode::Full);
    suite.sudo(&revoke).unwrap();
    assert_eq!(suite.seize("alice", "bob", 1).unwrap_err().code(), "AC-002");
    suite.sudo(&revoke).unwrap();
}

/// A2: nobody vetoes the chain by giving the account it names a role that an owner may not have.
#[test]
fn a2_a_role_given_to_the_named_account_does_not_stop_the_chain() {
    let mut suite = Suite::new();
    let carol = suite.addr("carol");
    for role in [Role::Rescuer, Role::Seizer] {
        suite.ok("owner", ExecuteMsg::GrantRole { role, account: carol.clone() });
    }
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 172_800 });
    suite.sudo(&SudoMsg::SetOwner { owner: carol.clone() }).unwrap();
    let now: RolesOfResponse = suite.query(QueryMsg::RolesOf { account: carol });
    assert_eq!((now.owner, now.roles), (true, Vec::<String>::new()));
    suite.refuses("owner", ExecuteMsg::SetChangeDelay { seconds: 172_801 }, "AC-002");
    suite.ok("carol", ExecuteMsg::SetChangeDelay { seconds: 172_801 });
}

/// The list is short on purpose: a new entry has to be weighed.
#[test]
fn no_sudo_message_moves_money() {
    let all = [
        SudoMsg::Pause { scopes: vec![], duration_seconds: 0 },
        SudoMsg::Unpause { scopes: vec![] },
        SudoMsg::SetOwner { owner: String::new() },
        SudoMsg::RevokeRole { role: Role::Pauser, account: String::new() },
        SudoMsg::UnregisterEscrow { account: String::new() },
        SudoMsg::RemovePolicy {},
        SudoMsg::SetComplianceMode { mode: ComplianceMode::Open },
    ];
    let names = all.map(|msg| match msg {
        SudoMsg::Pause { .. } => "pause",
        SudoMsg::Unpause { .. } => "unpause",
        SudoMsg::SetOwner { .. } => "set_owner",
        SudoMsg::RevokeRole { .. } => "revoke_role",
        SudoMsg::UnregisterEscrow { .. } => "unregister_escrow",
        SudoMsg::RemovePolicy {} => "remove_policy",
        SudoMsg::SetComplianceMode { .. } => "set_compliance_mode",
    });
    let expected = ["pause", "unpause", "set_owner", "revoke_role", "unregister_escrow"];
    assert_eq!(names[..5], expected);
    assert_eq!(names[5..], ["remove_policy", "set_compliance_mode"]);
    let mut suite = Suite::new();
    let before = suite.balances();
    for scope in [PauseScope::Transfer, PauseScope::Burn] {
        suite.sudo(&SudoMsg::Pause { scopes: vec![scope], duration_seconds: 5 }).unwrap();
    }
    let owner = suite.addr("carol");
    suite.sudo(&SudoMsg::SetOwner { owner }).unwrap();
    let account = suite.addr("seizer");
    suite.sudo(&SudoMsg::RevokeRole { role: Role::Seizer, account }).unwrap();
    let account = suite.addr("escrow");
    suite.sudo(&SudoMsg::UnregisterEscrow { account }).unwrap();
    suite.sudo(&SudoMsg::RemovePolicy {}).unwrap();
    suite.sudo(&SudoMsg::SetComplianceMode { mode: ComplianceMode::Allowlist }).unwrap();
    assert_eq!(suite.balances(), before);
}

fn waiting(suite: &Suite) -> usize {
    suite.query::<PendingChangesResponse>(QueryMsg::PendingChanges {}).changes.len()
}

/// A2. Under the longest delay, with the owner and the compliance office against it.
#[test]
fn a2_the_chain_ends_an_escrow_a_policy_and_a_mode_at_once_and_nobody_is_in_the_way() {
    let mut suite = Suite::new();
    suite.under(&Rule::Refuse("never".to_string()));
    suite.mode(ComplianceMode::Allowlist);
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 30 * 86_400 });
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-093");
    let other = suite.policy(&Rule::Refuse("never".to_string()));
    let named = PolicyContract { address: other.to_string(), gas_limit: 200_000 };
    let (receiver, escrow) = (suite.addr("receiver"), suite.addr("escrow"));
    for (by, change) in [
        ("compliance", Change::SetPolicyContract { policy: Some(named) }),
        ("owner", Change::RegisterEscrow { account: receiver.clone() }),
        ("owner", Change::UnregisterEscrow { account: escrow.clone() }),
        ("compliance", Change::SetComplianceMode { mode: ComplianceMode::Open }),
    ] {
        suite.ok(by, ExecuteMsg::ScheduleChange { change });
    }
    let all = [
        SudoMsg::RemovePolicy {},
        SudoMsg::SetComplianceMode { mode: ComplianceMode::Blocklist },
        SudoMsg::UnregisterEscrow { account: escrow },
        SudoMsg::UnregisterEscrow { account: receiver },
    ];
    for (done, msg) in all.iter().enumerate() {
        suite.sudo(msg).unwrap();
        assert_eq!(waiting(&suite), 3 - done, "{msg:?}: what waited for the same rule goes");
        // What is so already is no error.
        suite.sudo(msg).unwrap();
    }
    let told: ComplianceResponse = suite.query(QueryMsg::Compliance {});
    assert_eq!((told.mode, told.policy), (ComplianceMode::Blocklist, None));
    suite.transfer("alice", "bob", 1).unwrap();
    // The bridge too, once it is no longer what it was.
    let account = suite.addr("bridge");
    suite.sudo(&SudoMsg::UnregisterEscrow { account }).unwrap();
    for escrow in ["escrow", "bridge"] {
        assert!(!suite.account(escrow).escrow);
        suite.freeze(escrow, FreezeMode::Full);
    }
    // What the chain did is not the office's to undo at once.
    let back = ExecuteMsg::SetComplianceMode { mode: ComplianceMode::Open };
    suite.refuses("compliance", back, "AC-013");
}
