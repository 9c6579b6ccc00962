use isthmus_api::gate::Reason;
use isthmus_api::identity::events::StatusSet;
use isthmus_api::identity::*;
use isthmus_api::packet::AttestedStatus::{self, Revoked, Suspended, Valid};

use crate::suite::{event, fails, Suite, FSA, KYC, NOW};

fn set(updates: &[(u32, AttestedStatus)]) -> ExecuteMsg {
    let updates = updates.iter();
    ExecuteMsg::SetStatus {
        list: 1,
        updates: updates
            .map(|(index, status)| StatusUpdate { index: *index, status: *status })
            .collect(),
    }
}

#[test]
fn a_suspension_is_lifted_and_a_revocation_is_not() {
    let mut suite = Suite::new();
    let index = suite.give_pass("ann", 7);
    suite.set_status(index, Suspended).unwrap();
    assert_eq!(suite.reason("ann"), Reason::Suspended);
    suite.set_status(index, Valid).unwrap();
    assert_eq!(suite.reason("ann"), Reason::Ok);
    suite.set_status(index, Revoked).unwrap();
    assert_eq!(suite.reason("ann"), Reason::Revoked);
    for status in [Valid, Suspended] {
        fails(suite.set_status(index, status), "ID-022");
    }
    suite.set_status(index, Revoked).unwrap();
}

#[test]
fn one_holders_status_is_not_anothers() {
    let mut suite = Suite::new();
    let ann = suite.give_pass("ann", 1);
    let bob = suite.give_pass("bob", 2);
    for (index, first, second) in
        [(ann, Reason::Suspended, Reason::Ok), (bob, Reason::Suspended, Reason::Suspended)]
    {
        suite.set_status(index, Suspended).unwrap();
        assert_eq!((suite.reason("ann"), suite.reason("bob")), (first, second));
    }
}

/// Bug row 21, I9: the event of a status change names neither holder nor index.
#[test]
fn a_status_event_tells_counts_only() {
    let mut suite = Suite::with_pass();
    let response =
        suite.ok("issuer", set(&[(1, Revoked), (2_000, Revoked), (3, Suspended), (4, Valid)]));
    assert_eq!(
        event::<StatusSet>(&response),
        StatusSet { list: 1, epoch: 1, valid: 1, suspended: 1, revoked: 2 }
    );
    let text = format!("{:?}", response.events);
    assert!(!text.contains(suite.addr("ann").as_str()) && !text.contains("2000"));
}

#[test]
fn indices_stay_inside_the_list() {
    let mut suite = Suite::new();
    suite.ok("issuer", set(&[(0, Suspended), (MIN_LIST_SIZE - 1, Suspended)]));
    suite.refuses("issuer", set(&[(MIN_LIST_SIZE, Suspended)]), "AC-008");
    suite.refuses("issuer", set(&[]), "AC-008");
    suite.refuses("issuer", ExecuteMsg::SetStatus { list: 2, updates: vec![] }, "ID-011");
    let last: StatusResponse = suite.ask(QueryMsg::Status { list: 1, index: MIN_LIST_SIZE - 1 });
    assert_eq!(last.status, Some(Suspended));
    let list: StatusListResponse = suite.ask(QueryMsg::StatusList { list: 1 });
    assert_eq!((list.epoch, list.size), (1, MIN_LIST_SIZE));
    assert_eq!((list.updated_at, list.issuer), (NOW, suite.issuer_did.clone()));
}

#[test]
fn a_chunk_that_was_never_written_is_all_valid() {
    let suite = Suite::new();
    let chunk: StatusChunkResponse = suite.ask(QueryMsg::StatusChunk { list: 1, chunk: 5 });
    assert_eq!(chunk.bytes.as_slice(), [0; 256]);
}

/// Bug row 15: revocation follows the DID, not the key or account that issued.
#[test]
fn statuses_are_set_by_whoever_controls_the_issuer_now() {
    let mut suite = Suite::new();
    let index = suite.give_pass("ann", 7);
    let hand_over = ExecuteMsg::UpdateDid {
        did: suite.issuer_did.clone(),
        base_version: 1,
        controllers: Some(vec![suite.addr("carol").to_string()]),
        keys: None,
        services: None,
    };
    suite.ok("issuer", hand_over);
    suite.refuses("issuer", set(&[(index, Revoked)]), "AC-002");
    suite.ok("carol", set(&[(index, Revoked)]));
    assert_eq!(suite.reason("ann"), Reason::Revoked);
}

#[test]
fn a_list_has_room_to_hide_in() {
    let mut suite = Suite::new();
    for size in [0, MIN_LIST_SIZE - 1, MAX_LIST_SIZE + 1] {
        let msg = ExecuteMsg::CreateStatusList { issuer: suite.issuer_did.clone(), size };
        suite.refuses("issuer", msg, "AC-008");
    }
}

/// An issuer that is suspended answers for what it has issued.
#[test]
fn a_suspended_issuer_can_still_revoke() {
    let mut suite = Suite::new();
    let index = suite.give_pass("ann", 7);
    let suspend = ExecuteMsg::SuspendIssuer {
        jurisdiction: FSA.into(),
        issuer: suite.issuer_did.clone(),
        schema: KYC.into(),
    };
    suite.ok("anchor", suspend);
    suite.set_status(index, Revoked).unwrap();
    let resume = ExecuteMsg::ResumeIssuer {
        jurisdiction: FSA.into(),
        issuer: suite.issuer_did.clone(),
        schema: KYC.into(),
    };
    suite.ok("anchor", resume);
    assert_eq!(suite.reason("ann"), Reason::Revoked);
}
