//! What is minted stays within every brake (I2, I3).

use super::*;

impl World {
    /// I2.
    pub(super) fn check_issue(
        &mut self,
        step: &Step,
        before: &Accounts,
        redemption: Option<&Redemption>,
        change: Option<&Change>,
    ) {
        let now = self.suite.now();
        let supply = self.suite.supply();
        match step {
            Step::Settle(_) => self.issued -= redemption.unwrap().amount.u128(),
            Step::Return(_) => assert!(redemption.unwrap().due_at <= now, "returned too early"),
            Step::Attest(n) => self.attested = Some((now, *n)),
            Step::Burn(_, n) | Step::BurnFrom(_, _, n) => self.issued -= n,
            Step::Wipe(a, n) => {
                let taken = (before[*a].balance - self.accounts[*a].balance).u128();
                assert_eq!(n.unwrap_or(taken), taken, "A10: {step:?}");
                self.issued -= taken;
            }
            step => {
                for (_, n) in minted(step).unwrap_or_default() {
                    self.issued += n;
                    let fits = supply.cap.is_none_or(|cap| self.issued <= cap.u128());
                    assert!(n == 0 || fits, "I2: above the cap");
                    if self.policy {
                        let (at, amount) = self.attested.unwrap();
                        assert!(now - at <= MAX_AGE, "I2: a stale attestation");
                        let needed = self.issued * (10_000 + u128::from(MARGIN));
                        assert!(n == 0 || needed <= amount * 10_000, "I2: above the reserves");
                    }
                }
            }
        }
        if let Some(Change::SetReservePolicy { policy }) = change {
            self.policy = policy.is_some();
        }
        let issued = supply.total.u128() + supply.abroad.u128();
        assert_eq!(issued, self.issued, "I2: {step:?}");
    }

    /// I3.
    pub(super) fn check_minter(&mut self, step: &Step) {
        let now = self.suite.now();
        match step {
            Step::Grant(n, capacity) => {
                self.granted = Some(*n);
                self.limit = (*capacity, vec![]);
            }
            Step::Raise(n, _) => self.granted = Some(self.granted.unwrap() + n),
            Step::Reduce(n, _) => self.granted = Some(self.granted.unwrap().saturating_sub(*n)),
            Step::Dismiss => {
                (self.granted, self.limit, self.listed) = (None, (None, vec![]), None);
            }
            Step::Recipients(a, b) => {
                let list = self.listed.get_or_insert_default();
                list.insert(*a);
                list.remove(b);
            }
            Step::AnyRecipient => self.listed = None,
            _ => {}
        }
        for (to, n) in minted(step).unwrap_or_default() {
            self.granted = Some(self.granted.unwrap().checked_sub(n).expect("I3"));
            assert!(self.listed.as_ref().is_none_or(|list| list.contains(&to)), "I3: {step:?}");
            self.limit.1.push((now, n));
        }
        if let (Some(capacity), Some(_)) = (self.limit.0, minted(step)) {
            let mut sum = 0;
            for (at, amount) in self.limit.1.iter().rev() {
                sum += amount;
                let bound = capacity + REFILL * u128::from(now - at);
                assert!(sum <= bound, "I3: faster than the limit");
            }
        }
        let query = QueryMsg::MinterInfo { minter: self.suite.addr("minter") };
        let minter: Option<MinterInfo> = self.suite.query(query);
        let left = minter.map(|minter| minter.allowance.unwrap().u128());
        assert_eq!(left, self.granted, "I3: {step:?}");
    }
}

/// Who was to get what from the minter.
pub(super) fn minted(step: &Step) -> Option<Vec<(usize, u128)>> {
    match step {
        Step::Mint(a, n) | Step::MintReference(a, n) => Some(vec![(*a, *n)]),
        _ => None,
    }
}
