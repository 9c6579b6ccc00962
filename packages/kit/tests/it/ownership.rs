use cw_ownable::{Action, Expiration, OwnershipError};
use isthmus_api::access::events::{SetOwnerDelay, UpdateOwnership};
use isthmus_api::access::MAX_OWNER_DELAY_SECONDS;
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

#[test]
fn a_shorter_wait_of_a_new_owner_waits_itself_and_a_longer_one_does_not() {
    let mut suite = Suite::new();
    let shorter = |seconds| Msg::SetOwnerDelay { seconds };
    let need = AccessError::Unauthorized { need: "the owner".to_string() };
    assert_eq!(suite.fails("stranger", shorter(0)), need);
    let waits = AccessError::ChangeMustWait { change: "set_owner_delay", seconds: DELAY };
    assert_eq!(suite.fails("owner", shorter(OWNER_DELAY - 1)), waits);
    let events = suite.ok("owner", Msg::SetOwnerDelay { seconds: 2 * OWNER_DELAY });
    let by = suite.addr("owner");
    let told = SetOwnerDelay { previous: OWNER_DELAY, seconds: 2 * OWNER_DELAY, by };
    assert_eq!(SetOwnerDelay::from_event(&events[0]).unwrap(), told);
    // Who lengthened it undoes that at once; nothing shorter.
    assert_eq!(suite.fails("owner", shorter(OWNER_DELAY - 1)), waits);
    suite.ok("owner", shorter(OWNER_DELAY));
    let nothing = AccessError::ChangesNothing { change: "set_owner_delay" };
    let change = Change::SetOwnerDelay { seconds: OWNER_DELAY };
    assert_eq!(suite.fails("owner", Msg::ScheduleChange { change }), nothing);
    // Who is proposed waits for the delay as it is when it accepts.
    let msg = propose(&suite, "ana");
    suite.ok("owner", msg);
    suite.ok("owner", Msg::SetOwnerDelay { seconds: 2 * DELAY });
    suite.after(OWNER_DELAY);
    assert!(matches!(suite.fails("ana", ACCEPT), AccessError::OwnerDelay { .. }));
    suite.change("owner", Change::SetOwnerDelay { seconds: 0 });
    suite.ok("ana", ACCEPT);
    assert_eq!(suite.owner(), Some(suite.addr("ana")));
}

#[test]
fn a_new_owner_waits_at_most_thirty_days() {
    let mut suite = Suite::new();
    suite.ok("owner", Msg::SetOwnerDelay { seconds: MAX_OWNER_DELAY_SECONDS });
    let msg = Msg::SetOwnerDelay { seconds: MAX_OWNER_DELAY_SECONDS + 1 };
    let told = suite.fails("owner", msg).to_string();
    assert_eq!(told, "seconds must be from 0 to 2592000, got 2592001 [AC-008]");
}
