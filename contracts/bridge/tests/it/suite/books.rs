//! The books that the suite keeps beside the contract's own: I1, I3 and I4 after each call.

use super::*;

impl Suite {
    pub(super) fn note(&mut self, events: &[Event]) {
        for e in events {
            if let Ok(e) = ev::Sent::from_event(e) {
                if e.token.as_str() == IUSD {
                    let again = self.book.insert(e.id, (e.amount.u128(), "in_flight"));
                    assert!(again.is_none(), "number {} used twice", e.id);
                }
            } else if let Ok(e) = ev::Acknowledged::from_event(e) {
                self.turn(e.token, e.id, "in_flight", "acked");
            } else if let Ok(e) = ev::Refunded::from_event(e) {
                let from = if e.cause == "dispute" { "disputed" } else { "in_flight" };
                self.turn(Some(e.token), e.id, from, "refunded");
            } else if let Ok(e) = ev::Claimable::from_event(e) {
                // A refund that is withheld is a claim at once.
                let kept = self.book.get(&e.id).map(|kept| kept.1);
                let from = kept.filter(|at| ["in_flight", "disputed"].contains(at));
                let from = from.unwrap_or("refunded");
                self.turn(Some(e.token), e.id, from, "claimable");
            } else if let Ok(e) = ev::Claimed::from_event(e) {
                self.turn(Some(e.token), e.id, "claimable", "refunded");
            } else if let Ok(e) = ev::Disputed::from_event(e) {
                // A claim that is contested was one already.
                let contested = self.book.get(&e.id).is_some_and(|kept| kept.1 == "claimable");
                let from = if contested { "claimable" } else { "in_flight" };
                self.turn(e.token, e.id, from, "disputed");
            } else if let Ok(e) = ev::Resolved::from_event(e) {
                if e.outcome == "delivered" {
                    self.turn(e.token, e.id, "disputed", "acked");
                }
            }
        }
    }

    /// I4: a packet turns from one state into the next, once.
    fn turn(&mut self, token: Option<TokenId>, id: u64, from: &str, to: &'static str) {
        if token.is_some_and(|token| token.as_str() == IUSD) {
            let entry = self.book.get_mut(&id).unwrap();
            assert_eq!(entry.1, from, "packet {id} becomes {to}");
            entry.1 = to;
        }
    }

    pub(super) fn check(&self) {
        if self.book.is_empty() {
            return;
        }
        let sum = |state: Option<&str>| -> u128 {
            let of = self.book.values().filter(|e| state.is_none_or(|s| s == e.1));
            of.map(|e| e.0).sum()
        };
        let ledger = self.ledger(IUSD);
        assert_eq!(ledger.sent.u128(), sum(None));
        assert_eq!(ledger.refunded.u128(), sum(Some("refunded")));
        assert_eq!(ledger.claimable.u128(), sum(Some("claimable")));
        assert_eq!(ledger.in_flight.u128(), sum(Some("in_flight")));
        let disputes: DisputesResponse =
            self.query(QueryMsg::Disputes { start_after: None, limit: Some(30) });
        let disputed: u128 = disputes.disputes.iter().map(|d| d.amount.u128()).sum();
        assert_eq!(disputed, sum(Some("disputed")));
        let back = ledger.refunded + ledger.claimable + ledger.received;
        assert_eq!(ledger.outstanding, ledger.sent.saturating_sub(back));
    }
}
