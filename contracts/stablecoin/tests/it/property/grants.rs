//! What a spender may use, and which nonces are used (I6, I7).

use super::*;

impl World {
    /// What the step made of the grants.
    pub(super) fn follow_allowances(&mut self, step: &Step, fees: &Fees) {
        let block = self.suite.app.block_info();
        let given = |lasts: &Lasts| expires(&self.suite, *lasts);
        // An expired grant counts as none (E1).
        let live = |grant: Grant| match grant.expires.is_expired(&block) {
            true => Grant::default(),
            false => grant,
        };
        let mut spend = |owner: usize, spender: usize, n: u128| {
            let grant = self.allowances.get_mut(&(owner, spender)).expect("I6: spent, not granted");
            assert!(!grant.expires.is_expired(&block), "I6: spent after its end");
            // The most that leaves, with the fee (A11).
            let due = n + fees.get(PEOPLE[owner]).copied().unwrap_or_default();
            grant.left = grant.left.checked_sub(due).expect("I6: more was spent than granted");
        };
        match step {
            Step::Pull(a, b, _, n) | Step::BurnFrom(a, b, n) => spend(*b, *a, *n),
            Step::SendFrom(a, b, n, kind) => {
                spend(*b, *a, *n);
                if hook(*kind) == b"pull" {
                    spend(*a, RECEIVER, *n);
                }
            }
            Step::Send(a, n, kind, _) if hook(*kind) == b"pull" => spend(*a, RECEIVER, *n),
            Step::Approve(a, b, n, lasts) => {
                let grant = self.allowances.entry((*a, *b)).or_default();
                let before = live(*grant);
                let expires = given(lasts).unwrap_or(before.expires);
                *grant = Grant { left: before.left + n, expires };
            }
            Step::Lower(a, b, n, lasts) => {
                let grant = self.allowances.entry((*a, *b)).or_default();
                let before = live(*grant);
                *grant = match before.left.saturating_sub(*n) {
                    0 => Grant::default(),
                    left => Grant { left, expires: given(lasts).unwrap_or(before.expires) },
                };
            }
            Step::Set(a, b, n, lasts) | Step::Permit(a, b, n, _, lasts) => {
                let grant = match n {
                    0 => Grant::default(),
                    n => Grant { left: *n, expires: given(lasts).unwrap_or_default() },
                };
                self.allowances.insert((*a, *b), grant);
            }
            Step::Revoke(a, b) => {
                self.allowances.remove(&(*a, *b));
            }
            _ => {}
        }
        let says = |grant: &Grant| grant.left > 0 || grant.expires != Expiration::default();
        self.allowances.retain(|_, grant| says(grant));
    }

    /// I6.
    pub(super) fn check_grants(&self, step: &Step, seen: &mut Seen) {
        let block = self.suite.app.block_info();
        for (owner, who) in PEOPLE.iter().enumerate() {
            let (address, start_after, limit) = (self.suite.addr(who), None, Some(30));
            let query = QueryMsg::AllAllowances { owner: address, start_after, limit };
            let listed: cw20::AllAllowancesResponse = self.suite.query(query);
            let listed: BTreeMap<_, _> = listed
                .allowances
                .into_iter()
                .map(|grant| (grant.spender, (grant.allowance.u128(), grant.expires)))
                .collect();
            let granted = self.allowances.range((owner, 0)..(owner + 1, 0));
            let expected: BTreeMap<_, _> = granted
                .map(|((_, spender), grant)| {
                    let over = grant.expires.is_expired(&block);
                    if over && grant.left > 0 {
                        seen.insert("an end of a grant".to_string());
                    }
                    let usable = if over { 0 } else { grant.left };
                    (self.suite.addr(PEOPLE[*spender]), (usable, grant.expires))
                })
                .collect();
            assert_eq!(listed, expected, "I6: {step:?}");
        }
    }

    /// I7.
    pub(super) fn check_nonces(&mut self, step: &Step) {
        match step {
            Step::Signed(a, _, _, nonce, _)
            | Step::Permit(a, _, _, nonce, _)
            | Step::CancelNonce(a, nonce) => {
                assert!(self.nonces.insert((*a, *nonce)), "I7: {step:?}");
            }
            Step::Advance(a, by) => {
                let used = |nonce: &u64| self.nonces.contains(&(*a, *nonce));
                let next = (0u64..).find(|nonce| !used(nonce)).unwrap();
                self.nonces.extend((next..next + u64::from(*by)).map(|nonce| (*a, nonce)));
            }
            _ => {}
        }
    }
}
