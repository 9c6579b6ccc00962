//! Which of the bridge's rules loosen, and so wait (D18). How a change waits, lapses and is withdrawn is
//! tested in `packages/kit/tests/it`.

use cosmwasm_std::Uint128;
use isthmus_api::access::events as ev;
use isthmus_api::bridge::*;

use crate::suite::*;

const DELAY: u64 = 1_000;

/// A bridge in use, with peer, tokens and routes, whose looser rules wait.
fn waiting() -> Suite {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    suite
}

fn route(outbound: Option<Limit>, inbound: Option<Limit>, cap: u128) -> (ExecuteMsg, Change) {
    let (region, token) = ("east".to_string(), IUSD.to_string());
    let outstanding_cap = Some(Uint128::new(cap));
    let msg = ExecuteMsg::SetRoute {
        region: region.clone(),
        token: token.clone(),
        outbound,
        inbound,
        outstanding_cap,
    };
    (msg, Change::SetRoute { region, token, outbound, inbound, outstanding_cap })
}

fn status(status: PeerStatus) -> (ExecuteMsg, Change) {
    let region = "east".to_string();
    let msg = ExecuteMsg::SetPeerStatus { region: region.clone(), status };
    (msg, Change::SetPeerStatus { region, status })
}

fn token(suite: &Suite, token: &str, contract: &str, gas: u64) -> (ExecuteMsg, Change) {
    let (token, contract) = (token.to_string(), suite.addr(contract).into_string());
    let gas_limit = Some(gas);
    let msg =
        ExecuteMsg::RegisterToken { token: token.clone(), contract: contract.clone(), gas_limit };
    (msg, Change::RegisterToken { token, contract, gas_limit })
}

fn north() -> (ExecuteMsg, Change) {
    let change = Change::RegisterPeer {
        region: "north".to_string(),
        connection: "connection-9".to_string(),
        remote_port: port("north", "x"),
        address_prefix: "north".to_string(),
    };
    (peer("north", "connection-9", &port("north", "x"), "north"), change)
}

/// At once it is refused; scheduled, it waits the delay, and then anyone applies it.
fn waits_and_is_applied(suite: &mut Suite, now: ExecuteMsg, change: Change) {
    let before = suite.dump();
    assert_eq!(suite.refused("owner", now), "AC-013", "{change:?}");
    assert_eq!(suite.dump(), before);
    assert_eq!(
        suite.refused("stranger", ExecuteMsg::ScheduleChange { change: change.clone() }),
        "AC-002"
    );
    let response = suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    let scheduled: ev::ScheduleChange = event(&response.events);
    suite.wait(DELAY - 1);
    suite.refuses("stranger", ExecuteMsg::ApplyChange { id: scheduled.id }, "AC-014");
    suite.wait(1);
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: scheduled.id });
}

#[test]
fn a_new_peer_waits() {
    let mut suite = waiting();
    let (now, change) = north();
    waits_and_is_applied(&mut suite, now, change);
    let peer: PeerResponse = suite.query(QueryMsg::Peer { region: "north".to_string() });
    assert_eq!(peer.connection, "connection-9");
}

#[test]
fn a_new_token_waits_and_so_does_more_gas() {
    let mut suite = waiting();
    for (name, contract, gas) in [("west.two", "two", 200_000), (IUSD, "iusd", 600_000)] {
        let (now, change) = token(&suite, name, contract, gas);
        waits_and_is_applied(&mut suite, now, change);
        let token: TokenResponse = suite.query(QueryMsg::Token { token: name.to_string() });
        assert_eq!(token.gas_limit, gas);
    }
    let (less, _) = token(&suite, IUSD, "iusd", 300_000);
    suite.ok("owner", less);
}

#[test]
fn opening_a_drained_peer_waits_and_draining_it_does_not() {
    let mut suite = waiting();
    let (drain, _) = status(PeerStatus::Draining);
    let (open, change) = status(PeerStatus::Open);
    suite.ok("owner", drain);
    suite.wait(DELAY);
    waits_and_is_applied(&mut suite, open, change);
    suite.send(1);
}

#[test]
fn what_ends_a_freeze_waits_and_the_freeze_does_not() {
    for looser in [PeerStatus::Draining, PeerStatus::Open] {
        let mut suite = waiting();
        suite.ok("pauser", ExecuteMsg::FreezePeer { region: "east".to_string() });
        let (msg, change) = status(looser);
        waits_and_is_applied(&mut suite, msg, change);
    }
    let mut suite = waiting();
    suite.ok("owner", status(PeerStatus::Frozen).0);
}

/// A thief who froze the peer himself, before or after, opens nothing; nor does what he planned.
#[test]
fn what_a_pauser_freezes_nobody_opens_at_once_whoever_froze_it_first() {
    let freeze = || ExecuteMsg::FreezePeer { region: "east".to_string() };
    let [frozen, open] = [PeerStatus::Frozen, PeerStatus::Open].map(|it| status(it).0);
    let mut suite = waiting();
    suite.ok("owner", frozen.clone());
    suite.ok("pauser", freeze());
    suite.refuses("owner", open.clone(), "AC-013");
    suite.ok("owner", frozen);
    suite.refuses("owner", open, "AC-013");

    let mut suite = waiting();
    suite.ok("owner", status(PeerStatus::Draining).0);
    suite.wait(DELAY);
    let change = status(PeerStatus::Open).1;
    suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    suite.ok("pauser", freeze());
    let plans: PendingChangesResponse = suite.query(QueryMsg::PendingChanges {});
    assert!(plans.changes.is_empty());
}

#[test]
fn to_abandon_a_peer_and_to_bind_it_anew_wait() {
    let mut suite = waiting();
    let (region, reason) = ("east".to_string(), "its client expired".to_string());
    let msg = ExecuteMsg::AbandonPeer { region: region.clone(), reason: reason.clone() };
    let change = Change::AbandonPeer { region: region.clone(), reason };
    waits_and_is_applied(&mut suite, msg, change);
    let (connection, remote_port) = ("connection-7".to_string(), port("east", "another"));
    let change = Change::RebindPeer {
        region: region.clone(),
        connection: connection.clone(),
        remote_port: remote_port.clone(),
    };
    let msg = ExecuteMsg::RebindPeer { region, connection, remote_port };
    waits_and_is_applied(&mut suite, msg, change);
}

#[test]
fn a_wider_route_waits_and_a_narrower_one_does_not() {
    let now = || limit(1_000, 1);
    for (outbound, inbound, cap) in [
        (limit(1_001, 1), now(), 1_000),
        (limit(1_000, 2), now(), 1_000),
        (now(), limit(1_001, 1), 1_000),
        (now(), limit(1_000, 2), 1_000),
        (now(), now(), 1_001),
    ] {
        let mut suite = waiting();
        let (msg, change) = route(outbound, inbound, cap);
        waits_and_is_applied(&mut suite, msg, change);
        let limits = suite.limits(IUSD);
        assert_eq!(limits.outstanding_cap, Some(Uint128::new(cap)));
    }
    for (outbound, inbound, cap) in
        [(limit(999, 1), now(), 1_000), (now(), limit(1_000, 0), 1_000), (None, None, 0)]
    {
        let mut suite = waiting();
        suite.ok("owner", route(outbound, inbound, cap).0);
    }
    let mut shut = waiting();
    shut.ok("owner", route(None, now(), 1_000).0);
    shut.wait(DELAY);
    let (msg, change) = route(now(), now(), 1_000);
    waits_and_is_applied(&mut shut, msg, change);
}

#[test]
fn what_was_narrowed_by_mistake_is_set_back_at_once() {
    let mut suite = waiting();
    suite.ok("owner", status(PeerStatus::Draining).0);
    suite.ok("owner", status(PeerStatus::Open).0);
    suite.ok("owner", route(limit(1, 0), None, 5).0);
    let (almost, _) = route(limit(1_000, 1), limit(1_000, 1), 999);
    assert_eq!(suite.refused("owner", almost), "AC-013", "exactly what was, or nothing");
    suite.ok("owner", route(limit(1_000, 1), limit(1_000, 1), 1_000).0);
}

/// Otherwise whoever has the owner's key could empty a limit as often as he likes.
#[test]
fn setting_a_narrowed_route_back_frees_nothing_of_its_limits() {
    let mut suite = waiting();
    suite.send(1_000);
    for narrow in [route(None, None, 1_000).0, route(limit(1, 0), limit(1, 0), 1_000).0] {
        suite.ok("owner", narrow);
        suite.ok("owner", route(limit(1_000, 1), limit(1_000, 1), 1_000).0);
        let limits = suite.limits(IUSD);
        assert_eq!(limits.outbound.unwrap().available.u128(), 0);
    }
}

#[test]
fn what_cannot_be_done_is_not_scheduled() {
    let mut suite = waiting();
    let taken = suite.register_peer("north");
    let ExecuteMsg::RegisterPeer { region, connection, remote_port, address_prefix } = taken else {
        panic!()
    };
    let taken = Change::RegisterPeer { region, connection, remote_port, address_prefix };
    let (_, elsewhere) = token(&suite, IUSD, "other", 200_000);
    let (_, little_gas) = token(&suite, "west.two", "two", 1);
    let (_, empty) = route(limit(0, 0), None, 1);
    let nobody = Change::SetPeerStatus { region: "south".to_string(), status: PeerStatus::Open };
    for (change, expected) in [
        (taken, "BR-012"),
        (elsewhere, "BR-022"),
        (little_gas, "BR-008"),
        (empty, "BR-008"),
        (nobody, "BR-010"),
    ] {
        suite.refuses("owner", ExecuteMsg::ScheduleChange { change }, expected);
    }
}

/// A change is made for a rule as it stands: one that is changed, even back to what it was, drops it.
#[test]
fn a_change_of_a_route_that_was_narrowed_since_is_dropped() {
    let mut suite = waiting();
    let change = route(limit(2_000, 1), limit(1_000, 1), 1_000).1;
    suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    suite.ok("owner", route(limit(10, 1), limit(1_000, 1), 1_000).0);
    suite.ok("owner", route(limit(1_000, 1), limit(1_000, 1), 1_000).0);
    suite.wait(DELAY);
    suite.refuses("stranger", ExecuteMsg::ApplyChange { id: 1 }, "AC-018");
    let pending: PendingChangesResponse = suite.query(QueryMsg::PendingChanges {});
    assert!(pending.changes.is_empty());
}
