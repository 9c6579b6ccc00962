use cw_ownable::Action;
use isthmus_api::access::RoleMembersResponse;
use isthmus_api::stablecoin::{ExecuteMsg, QueryMsg, Role};

use crate::suite::Suite;

#[test]
fn e25_an_owner_takes_over_in_two_steps_and_after_the_delay() {
    let mut suite = Suite::new();
    let propose = |suite: &Suite, who: &str| {
        let new_owner = suite.addr(who);
        ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner, expiry: None })
    };
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    let msg = propose(&suite, "stranger");
    assert_eq!(suite.fails("alice", msg.clone()), "AC-005");
    suite.ok("owner", msg);
    // A wrong proposal is replaced by the right one.
    let msg = propose(&suite, "carol");
    suite.ok("owner", msg);
    assert_eq!(suite.fails("stranger", accept.clone()), "AC-005");
    assert_eq!(suite.fails("carol", accept.clone()), "AC-004");
    suite.after_seconds(100);
    suite.ok("carol", accept);
    assert_eq!(suite.fails("owner", ExecuteMsg::SetCap { cap: None }), "AC-002");
    suite.ok("carol", ExecuteMsg::SetCap { cap: None });
}

#[test]
fn a_role_is_held_only_while_granted() {
    let mut suite = Suite::new();
    let (role, account) = (Role::Pauser, suite.addr("carol"));
    suite.ok("owner", ExecuteMsg::GrantRole { role, account: account.clone() });
    let scopes = vec![isthmus_api::stablecoin::PauseScope::Mint];
    let pause = ExecuteMsg::Pause { scopes: scopes.clone(), duration_seconds: 5 };
    suite.ok("carol", pause.clone());
    assert_eq!(suite.fails("carol", ExecuteMsg::Unpause { scopes }), "AC-002");
    let query = QueryMsg::RoleMembers { role, start_after: None, limit: None };
    let page: RoleMembersResponse = suite.query(query);
    assert_eq!(page.members.len(), 2);
    suite.ok("owner", ExecuteMsg::RevokeRole { role, account });
    assert_eq!(suite.fails("carol", pause), "AC-002");
}
