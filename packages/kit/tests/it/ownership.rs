use cw_ownable::{Action, Expiration, OwnershipError};
use isthmus_api::access::events::UpdateOwnership;
use isthmus_api::event::TypedEvent;
use isthmus_kit::AccessError;

use crate::till::{Change, Msg, Role, Suite, DELAY, OWNER_DELAY};

fn propose(suite: &Suite, who: &str) -> Msg {
    Msg::UpdateOwnership(Action::TransferOwnership { new_owner: suite.addr(who), expiry: None })
}

const ACCEPT: Msg = Msg::UpdateOwnership(Action::AcceptOwnership);
const RENOUNCE: Msg = Msg::UpdateOwnership(Action::RenounceOwnership);

#[test]
fn an_owner_takes_over_in_two_steps_and_after_the_delay() {
    let mut suite = Suite::new();
    let wrong = propose(&suite, "stranger");
    let not_owner = AccessError::Ownership(OwnershipError::NotOwner);
    assert_eq!(suite.fails("ana", wrong.clone()), not_owner);
    suite.ok("owner", wrong);
    // A wrong proposal is replaced by the right one.
    let right = propose(&suite, "ana");
    suite.ok("owner", right);
    let not_pending = AccessError::Ownership(OwnershipError::NotPendingOwner);
    assert_eq!(suite.fails("stranger", ACCEPT), not_pending);
    suite.after(OWNER_DELAY - 1);
    let now = suite.now();
    assert_eq!(suite.fails("ana", ACCEPT), AccessError::OwnerDelay { at: now + 1, now });
    suite.after(1);
    let events = suite.ok("ana", ACCEPT);
    let told = UpdateOwnership::from_event(&events[0]).unwrap();
    let (owner, ana) = (suite.addr("owner"), suite.addr("ana"));
    let expected = UpdateOwnership {
        previous: Some(owner),
        owner: Some(ana.clone()),
        pending_owner: None,
        by: ana.clone(),
    };
    assert_eq!(told, expected);
    assert_eq!(suite.owner(), Some(ana));
    assert!(suite.roles_of("ana").owner && !suite.roles_of("owner").owner);
}

#[test]
fn a_proposal_that_expired_is_not_accepted() {
    let mut suite = Suite::new();
    let expiry = Some(Expiration::AtTime(suite.env.block.time.plus_seconds(OWNER_DELAY + 1)));
    let new_owner = suite.addr("ana");
    let action = Action::TransferOwnership { new_owner, expiry };
    suite.ok("owner", Msg::UpdateOwnership(action));
    suite.after(OWNER_DELAY + 1);
    let expired = AccessError::Ownership(OwnershipError::TransferExpired);
    assert_eq!(suite.fails("ana", ACCEPT), expired);
}

#[test]
fn who_has_a_role_that_the_owner_may_not_have_does_not_become_owner() {
    let mut suite = Suite::new();
    let msg = propose(&suite, "kim");
    suite.ok("owner", msg);
    suite.after(OWNER_DELAY);
    let conflict = AccessError::RoleConflict { held: "keeper", asked: "owner" };
    assert_eq!(suite.fails("kim", ACCEPT), conflict);
    suite.ok("kim", Msg::RenounceRole { role: Role::Keeper });
    suite.ok("kim", ACCEPT);
    assert_eq!(suite.owner(), Some(suite.addr("kim")));
}

#[test]
fn to_renounce_waits_and_drops_a_proposal() {
    let mut suite = Suite::new();
    let not_owner = AccessError::Ownership(OwnershipError::NotOwner);
    assert_eq!(suite.fails("stranger", RENOUNCE), not_owner);
    let waits = AccessError::ChangeMustWait { change: "renounce_ownership", seconds: DELAY };
    assert_eq!(suite.fails("owner", RENOUNCE), waits);
    let msg = propose(&suite, "ana");
    suite.ok("owner", msg);
    let events = suite.change("owner", Change::RenounceOwnership {});
    let told = UpdateOwnership::from_event(&events[1]).unwrap();
    let (previous, by) = (Some(suite.addr("owner")), suite.addr("anyone"));
    let expected = UpdateOwnership { previous, owner: None, pending_owner: None, by };
    assert_eq!(told, expected);
    assert_eq!(suite.owner(), None);
    let gone = AccessError::Ownership(OwnershipError::TransferNotFound);
    assert_eq!(suite.fails("ana", ACCEPT), gone);
}

#[test]
fn without_a_delay_the_owner_renounces_at_once() {
    let mut suite = Suite::with_delay(0);
    suite.ok("owner", RENOUNCE);
    assert_eq!(suite.owner(), None);
}

#[test]
fn a_new_owner_is_not_renounced_by_the_former_ones_plan() {
    let mut suite = Suite::new();
    let id = suite.schedule("owner", Change::RenounceOwnership {});
    let msg = propose(&suite, "ana");
    suite.ok("owner", msg);
    suite.after(DELAY);
    suite.ok("ana", ACCEPT);
    assert_eq!(suite.fails("owner", Msg::ApplyChange { id }), AccessError::NoChange { id });
    assert_eq!(suite.owner(), Some(suite.addr("ana")));
}
