//! What is minted stays within every brake (I2, I3).

use super::*;

impl World {
    /// I2.
    pub(super) fn check_issue(&mut self, step: &Step, before: &Accounts) {
        let supply = self.suite.supply();
        match step {
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
                }
            }
        }
        let issued = supply.total.u128() + supply.abroad.u128();
        assert_eq!(issued, self.issued, "I2: {step:?}");
    }

    /// I3.
    pub(super) fn check_minter(&mut self, step: &Step, change: Option<&Change>) {
        let now = self.suite.now();
        match change {
            Some(Change::SetMinter { minter: None }) => self.granted = None,
            Some(Change::SetMinter { minter: Some(terms) }) => {
                self.granted = terms.allowance.map(|allowance| allowance.u128());
                let capacity = terms.rate_limit.map(|limit| limit.capacity.u128());
                match (self.limit.0, capacity) {
                    (Some(before), Some(capacity)) => self.limit.0 = Some(before.max(capacity)),
                    (_, capacity) => self.limit = (capacity, vec![]),
                }
            }
            _ => {}
        }
        for (_, n) in minted(step).unwrap_or_default() {
            self.granted = Some(self.granted.unwrap().checked_sub(n).expect("I3"));
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
        let minter: Option<MinterInfo> = self.suite.query(QueryMsg::MinterInfo {});
        let left = minter.map(|minter| minter.allowance.unwrap().u128());
        assert_eq!(left, self.granted, "I3: {step:?}");
    }
}

/// Who was to get what from the minter.
pub(super) fn minted(step: &Step) -> Option<Vec<(usize, u128)>> {
    match step {
        Step::Mint(a, n) => Some(vec![(*a, *n)]),
        _ => None,
    }
}
