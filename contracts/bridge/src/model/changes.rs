//! Which changes of the bridge's rules loosen them, and so have to wait (D18): whatever lets more pass,
//! or lets somebody else speak for a region or a token. Whatever narrows is instant.

use isthmus_api::bridge::{Change, Limit, PeerStatus, DEFAULT_TOKEN_GAS};
use isthmus_api::common_change;

/// Whether a change of a rule of the bridge loosens what is `now`, a change of the same kind.
///
/// ```
/// use isthmus_api::bridge::{Change, PeerStatus};
/// use isthmus_bridge::model::changes::loosens;
/// let status = |status| Change::SetPeerStatus { region: "east".into(), status };
/// let (open, draining) = (status(PeerStatus::Open), status(PeerStatus::Draining));
/// assert!(loosens(&draining, &open));
/// assert!(!loosens(&open, &draining));
/// ```
pub fn loosens(now: &Change, change: &Change) -> bool {
    match (now, change) {
        (Change::SetPeerStatus { status: now, .. }, Change::SetPeerStatus { status, .. }) => {
            let served = |status: &PeerStatus| match status {
                PeerStatus::Open => 2,
                PeerStatus::Draining => 1,
                PeerStatus::Frozen | PeerStatus::Abandoned => 0,
            };
            served(status) > served(now)
        }
        (Change::RegisterToken { gas_limit: now, .. }, Change::RegisterToken { gas_limit, .. }) => {
            gas_limit.unwrap_or(DEFAULT_TOKEN_GAS) > now.unwrap_or(DEFAULT_TOKEN_GAS)
        }
        (
            Change::SetRoute {
                outbound: out_now, inbound: in_now, outstanding_cap: cap_now, ..
            },
            Change::SetRoute { outbound, inbound, outstanding_cap, .. },
        ) => {
            widens(*out_now, *outbound)
                || widens(*in_now, *inbound)
                || outstanding_cap.unwrap_or_default() > cap_now.unwrap_or_default()
        }
        _ => true,
    }
}

/// What a change is about, where there are several rules of a kind.
pub fn subject(change: &Change) -> String {
    match change {
        Change::RegisterPeer { region, .. }
        | Change::AbandonPeer { region, .. }
        | Change::RebindPeer { region, .. }
        | Change::SetPeerStatus { region, .. } => region.clone(),
        Change::RegisterToken { token, .. } => token.clone(),
        Change::SetRoute { region, token, .. } => [region, " ", token].concat(),
        common_change!(Change) => String::new(),
    }
}

/// A direction that was shut is opened, or more passes at once or in time.
fn widens(now: Option<Limit>, next: Option<Limit>) -> bool {
    match (now, next) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(now), Some(next)) => {
            next.capacity > now.capacity || next.refill_per_second > now.refill_per_second
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn limit(capacity: u128, refill: u128) -> Option<Limit> {
        Some(Limit { capacity: capacity.into(), refill_per_second: refill.into() })
    }

    fn route(outbound: Option<Limit>, inbound: Option<Limit>, cap: Option<u128>) -> Change {
        let (region, token) = ("east".to_string(), "west.iusd".to_string());
        let outstanding_cap = cap.map(Into::into);
        Change::SetRoute { region, token, outbound, inbound, outstanding_cap }
    }

    #[test]
    fn whatever_lets_more_pass_loosens_and_what_narrows_does_not() {
        let now = route(limit(10, 2), limit(10, 2), Some(50));
        for looser in [
            route(limit(11, 2), limit(10, 2), Some(50)),
            route(limit(9, 3), limit(10, 2), Some(50)),
            route(limit(10, 2), limit(11, 0), Some(50)),
            route(limit(10, 2), limit(1, 3), Some(50)),
            route(None, None, Some(51)),
        ] {
            assert!(loosens(&now, &looser), "{looser:?}");
        }
        for tighter in [
            now.clone(),
            route(limit(10, 2), limit(9, 2), Some(50)),
            route(limit(1, 0), limit(10, 2), Some(0)),
            route(None, None, None),
        ] {
            assert!(!loosens(&now, &tighter), "{tighter:?}");
        }
        let shut = route(None, None, None);
        assert!(loosens(&shut, &route(limit(1, 0), None, None)), "a direction is opened");
        assert!(loosens(&shut, &route(None, limit(1, 0), None)));
        assert!(!loosens(&shut, &route(None, None, Some(0))), "no cap is a cap of nothing");
    }

    #[test]
    fn a_token_that_may_use_more_gas_loosens() {
        let gas = |gas_limit| Change::RegisterToken {
            token: "west.iusd".to_string(),
            contract: "west1iusd".to_string(),
            gas_limit,
        };
        assert!(loosens(&gas(Some(DEFAULT_TOKEN_GAS)), &gas(Some(DEFAULT_TOKEN_GAS + 1))));
        assert!(loosens(&gas(Some(DEFAULT_TOKEN_GAS - 1)), &gas(None)));
        assert!(!loosens(&gas(Some(DEFAULT_TOKEN_GAS)), &gas(None)));
        assert!(!loosens(&gas(None), &gas(Some(100_000))));
    }

    #[test]
    fn a_new_peer_always_loosens() {
        let peer = Change::RegisterPeer {
            region: "east".to_string(),
            connection: "connection-0".to_string(),
            remote_port: "wasm.x".to_string(),
            address_prefix: "east".to_string(),
        };
        assert!(loosens(&peer, &peer));
    }

    proptest! {
        /// Of two rules that differ in what they let through, one of the two ways loosens.
        #[test]
        fn one_of_two_ways_between_different_limits_loosens(
            a in prop::option::of((1u128..9, 0u128..9)), b in prop::option::of((1u128..9, 0u128..9)),
        ) {
            let [one, other] = [a, b].map(|l| route(l.and_then(|(c, r)| limit(c, r)), None, None));
            prop_assert_eq!(a != b, loosens(&one, &other) || loosens(&other, &one));
        }
    }
}
