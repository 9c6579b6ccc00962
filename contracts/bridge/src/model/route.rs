//! Whether a transfer would pass. The query `route` and the transfer itself ask the same function,
//! so that what the one says the other does.

use cosmwasm_std::StdResult;
use isthmus_api::types::{within, ChannelId, RegionId, TokenId};
use isthmus_kit::pause::Scope;

use super::ledger::Route;
use super::peers::{Peer, Peers};
use super::receiver::ensure_remote;
use crate::error::ContractError;

/// Pause of money that leaves.
pub const SEND: Scope = Scope { bit: 0, name: "send" };
/// Pause of money that arrives or comes back.
pub const RECEIVE: Scope = Scope { bit: 1, name: "receive" };
/// Pause of recognition.
pub const ATTEST: Scope = Scope { bit: 2, name: "attest" };

/// The numbers of a peer and a token: what stands for both in keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteId {
    /// The peer's.
    pub peer: u8,
    /// The token's; none for packets without one.
    pub token: Option<u16>,
}

/// A peer that may be sent to.
#[derive(Debug, PartialEq, Eq)]
pub struct OpenPeer<'a> {
    /// The peer.
    pub peer: &'a Peer,
    /// Its open channel.
    pub channel: &'a ChannelId,
}

/// Finds the peer of a region. Fails while what is to be sent is paused, and when the peer is unknown, draining,
/// frozen or without an open channel.
pub fn open_route<'a>(
    peers: &'a Peers,
    region: &RegionId,
    scope: Scope,
    now: u64,
) -> Result<OpenPeer<'a>, ContractError> {
    peers.pauses.check(scope, now)?;
    let peer = peers.find(region)?;
    peer.ensure_open()?;
    match &peer.channel {
        Some(channel) => Ok(OpenPeer { peer, channel }),
        None => Err(ContractError::NoChannel { region: region.to_string() }),
    }
}

/// What is asked: may this token go to this receiver?
#[derive(Clone, Copy, Debug)]
pub struct Inquiry<'a> {
    /// Region it would go to.
    pub region: &'a RegionId,
    /// The token.
    pub token: &'a TokenId,
    /// Its number.
    pub token_number: u16,
    /// Account that would have it.
    pub receiver: &'a str,
    /// When.
    pub now: u64,
}

/// It may, so far as the limits let the amount through, which [`Quote::send`] tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Where it is counted.
    pub route_id: RouteId,
    /// The channel that would carry it.
    pub channel: ChannelId,
    /// What is counted there.
    pub route: Route,
    is_home: bool,
    now: u64,
}

/// Everything that is asked of a transfer but its amount and its sender's notes: sending is open, the
/// receiver is an address of that region and not blocked by the token, and a limit is set.
///
/// What has to be looked up is looked up here, so that a refusal costs no reads that come after it:
/// whether the token blocks the receiver, and the route.
pub fn quote(
    peers: &Peers,
    asked: Inquiry,
    is_blocked: impl FnOnce() -> StdResult<bool>,
    load_route: impl FnOnce(RouteId) -> StdResult<Route>,
) -> Result<Quote, ContractError> {
    let OpenPeer { peer, channel } = open_route(peers, asked.region, SEND, asked.now)?;
    ensure_remote(&peer.prefix, asked.receiver)?;
    if is_blocked()? {
        return Err(ContractError::ScreenedReceiver { given: asked.receiver.to_string() });
    }
    let route_id = RouteId { peer: peer.number, token: Some(asked.token_number) };
    let route = load_route(route_id)?;
    if route.open_outbound().is_none() {
        return Err(ContractError::RouteShut { direction: "outbound" });
    }
    let is_home = *asked.token.home() == peers.own;
    Ok(Quote { route_id, channel: channel.clone(), route, is_home, now: asked.now })
}

impl Quote {
    /// Counts the amount: the number of the packet. Fails when the amount is zero or above the
    /// limit or, at home, above the cap.
    pub fn send(&mut self, amount: u128) -> Result<u64, ContractError> {
        within("amount", amount, (1, u128::MAX))?;
        self.route.send(amount, self.now, self.is_home)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::bucket::Bucket;
    use isthmus_api::bridge::PeerStatus;
    use isthmus_kit::AccessError;

    const BOB: &str = "east1qqqsyqcyq5rqwl4yp0l";

    fn region(name: &str) -> RegionId {
        RegionId::new("region", name).unwrap()
    }

    fn joined() -> Peers {
        let mut peers = Peers::new(region("west"));
        peers.add(region("east"), "east".to_string()).unwrap();
        let channel = ChannelId::new("channel", "channel-0").unwrap();
        peers.find_mut(&region("east")).unwrap().channel = Some(channel);
        peers
    }

    fn open() -> Route {
        let outbound = Some(Bucket { capacity: 100, refill: 0, used: 0 });
        Route { outbound, outstanding_cap: Some(60), ..Route::default() }
    }

    fn ask(
        peers: &Peers,
        token: &str,
        is_blocked: bool,
        route: Route,
    ) -> Result<Quote, ContractError> {
        let (region, token) = (region("east"), TokenId::new("token", token).unwrap());
        let asked =
            Inquiry { region: &region, token: &token, token_number: 1, receiver: BOB, now: 5 };
        quote(peers, asked, || Ok(is_blocked), |_| Ok(route))
    }

    #[test]
    fn a_quote_says_where_and_counts_the_amount() {
        let mut quote = ask(&joined(), "west.iusd", false, open()).unwrap();
        assert_eq!(quote.route_id, RouteId { peer: 0, token: Some(1) });
        assert_eq!(quote.channel.as_str(), "channel-0");
        assert!(quote.clone().send(0).is_err());
        assert!(quote.clone().send(61).is_err(), "the cap at home");
        assert_eq!(quote.send(60), Ok(1));
        assert_eq!(quote.route.sent, 60);
        let mut away = ask(&joined(), "east.eusd", false, open()).unwrap();
        assert_eq!(away.send(100), Ok(1), "no cap away from home");
    }

    #[test]
    fn each_thing_that_stands_in_the_way_has_its_own_refusal() {
        use ContractError as E;
        let refused = |peers: &Peers| ask(peers, "west.iusd", false, open()).unwrap_err();
        let mut paused = joined();
        paused.pauses.pause(&[SEND], 5, 10).unwrap();
        assert!(matches!(refused(&paused), E::Access(AccessError::Paused { scope: "send", .. })));
        let mut receiving = joined();
        receiving.pauses.pause(&[RECEIVE], 5, 10).unwrap();
        assert!(ask(&receiving, "west.iusd", false, open()).is_ok());
        assert!(matches!(refused(&Peers::new(region("west"))), E::UnknownPeer { .. }));
        let mut draining = joined();
        draining.find_mut(&region("east")).unwrap().status = PeerStatus::Draining;
        assert!(matches!(refused(&draining), E::PeerDraining { .. }));
        let mut closed = joined();
        closed.find_mut(&region("east")).unwrap().channel = None;
        assert!(matches!(refused(&closed), E::NoChannel { .. }));
        let mut elsewhere = joined();
        elsewhere.find_mut(&region("east")).unwrap().prefix = "osmo".to_string();
        assert!(matches!(refused(&elsewhere), E::RemoteReceiver { .. }));
        let blocked = ask(&joined(), "west.iusd", true, open()).unwrap_err();
        assert!(matches!(blocked, E::ScreenedReceiver { .. }));
        let shut = ask(&joined(), "west.iusd", false, Route::default()).unwrap_err();
        assert!(matches!(shut, E::RouteShut { direction: "outbound" }));
    }

    /// What comes later is not looked up when something before it refuses.
    #[test]
    fn a_refusal_costs_no_reads_that_come_after_it() {
        let (region, token) = (region("east"), TokenId::new("token", "west.iusd").unwrap());
        let asked = Inquiry {
            region: &region,
            token: &token,
            token_number: 1,
            receiver: "west1qqqsyqcyq5rqwzqf",
            now: 5,
        };
        let refused = quote(&joined(), asked, || panic!("asked"), |_| panic!("loaded"));
        assert!(matches!(refused, Err(ContractError::RemoteReceiver { .. })));
        let asked = Inquiry { receiver: BOB, ..asked };
        let refused = quote(&joined(), asked, || Ok(true), |_| panic!("loaded"));
        assert!(matches!(refused, Err(ContractError::ScreenedReceiver { .. })));
    }
}
