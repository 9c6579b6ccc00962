//! What a minter may still mint: an allowance that only falls unless it is raised up to the ceiling, and a
//! rate limit that refills.
//!
//! What waits the change delay is the power: the ceiling and the rate limit. To raise an allowance within
//! the ceiling is daily business and is done at once.

use isthmus_api::issuance::MinterTerms;
use isthmus_kit::bucket::{Exceeded, RateLimit};

use crate::ContractError;

/// A minter, or what is remembered of one that was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Minter {
    /// What it may still mint.
    pub allowance: u128,
    /// The most that the allowance may be raised to.
    pub ceiling: u128,
    /// How fast it may mint; none: as fast as it likes.
    pub rate: Option<RateLimit>,
    /// Whether it mints only for the accounts on its list.
    pub restricted: bool,
    /// Whether it was stopped.
    pub stopped: bool,
    /// Whether it was removed. What it had used is remembered, so that to remove a minter and to put it
    /// back gives it nothing.
    pub removed: bool,
}

impl From<Exceeded> for ContractError {
    fn from(Exceeded { available, asked, at }: Exceeded) -> Self {
        match at {
            Some(at) => Self::RateLimited { available, asked, at },
            None => Self::AboveRateLimit { available, asked },
        }
    }
}

impl Minter {
    /// What it may do at most.
    pub fn terms(&self) -> MinterTerms {
        let rate_limit = self.rate.map(|rate| rate.bucket.limit());
        MinterTerms { ceiling: self.ceiling.into(), rate_limit }
    }

    /// Uses up part of the allowance and of the rate limit.
    pub fn mint(&self, amount: u128, now: u64) -> Result<Self, ContractError> {
        if self.stopped {
            return Err(ContractError::MinterState { given: "stopped" });
        }
        let left = self.allowance;
        let allowance = left
            .checked_sub(amount)
            .ok_or(ContractError::MinterAllowance { left, asked: amount })?;
        let rate = self.rate.map(|rate| rate.take(amount, now)).transpose()?;
        Ok(Self { allowance, rate, ..*self })
    }

    /// A minter of these terms. Of one that there was, or that was removed, what it has used stays used:
    /// the same terms given twice let no more through.
    pub fn configure(before: Option<&Self>, terms: MinterTerms, now: u64) -> Self {
        let ceiling = terms.ceiling.u128();
        let known = before.copied().unwrap_or(Self { allowance: ceiling, ..Self::default() });
        let rate = terms.rate_limit.map(|limit| RateLimit::after(known.rate, limit, now));
        let allowance = known.allowance.min(ceiling);
        Self { allowance, ceiling, rate, removed: false, ..known }
    }

    /// Raises the allowance, up to the ceiling.
    pub fn increase(&self, amount: u128) -> Result<Self, ContractError> {
        let asked = self.allowance.saturating_add(amount);
        if asked > self.ceiling {
            return Err(ContractError::AboveCeiling { ceiling: self.ceiling, asked });
        }
        Ok(Self { allowance: asked, ..*self })
    }

    /// Lowers the allowance, to zero if the amount is above it: who takes it away must not be outrun by a
    /// mint.
    pub fn decrease(&self, amount: u128) -> Self {
        Self { allowance: self.allowance.saturating_sub(amount), ..*self }
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use isthmus_api::types::Limit;
    use proptest::prelude::*;

    fn limit(capacity: u128, refill: u128) -> Option<Limit> {
        Some(Limit { capacity: capacity.into(), refill_per_second: refill.into() })
    }

    fn minter(ceiling: u128, rate_limit: Option<Limit>) -> Minter {
        Minter::configure(None, MinterTerms { ceiling: ceiling.into(), rate_limit }, 0)
    }

    #[test]
    fn an_allowance_falls_and_is_raised_to_its_ceiling_and_no_further() {
        let minter = minter(5, None);
        assert_eq!(minter.mint(5, 0).unwrap().allowance, 0);
        let refused = ContractError::MinterAllowance { left: 5, asked: 6 };
        assert_eq!(minter.mint(6, 0).unwrap_err(), refused);
        let used = minter.mint(4, 0).unwrap();
        assert_eq!(used.increase(4).unwrap(), minter);
        let above = ContractError::AboveCeiling { ceiling: 5, asked: 6 };
        assert_eq!(used.increase(5).unwrap_err(), above);
        assert!(minter.increase(u128::MAX).is_err());
        assert_eq!(minter.decrease(9).allowance, 0);
    }

    #[test]
    fn a_stopped_minter_mints_nothing_not_even_zero() {
        let stopped = Minter { stopped: true, ..minter(5, None) };
        assert_eq!(
            stopped.mint(0, 0).unwrap_err(),
            ContractError::MinterState { given: "stopped" }
        );
    }

    #[test]
    fn a_rate_of_zero_lets_nothing_through_and_none_lets_all() {
        let none = minter(100, limit(0, 50));
        let refused = ContractError::AboveRateLimit { available: 0, asked: 1 };
        assert_eq!(none.mint(1, 1_000).unwrap_err(), refused);
        assert!(none.mint(0, 1_000).is_ok());
        assert!(minter(100, None).mint(100, 6).is_ok());
    }

    #[test]
    fn terms_given_twice_or_after_a_removal_let_no_more_through() {
        let terms = MinterTerms { ceiling: 100u128.into(), rate_limit: limit(10, 1) };
        let used = Minter::configure(None, terms, 0).mint(10, 0).unwrap();
        for before in [used, Minter { removed: true, ..used }] {
            let again = Minter::configure(Some(&before), terms, 3);
            assert_eq!(again.allowance, 90);
            assert!(!again.removed);
            assert!(again.mint(4, 3).is_err() && again.mint(3, 3).is_ok());
        }
        let stopped = Minter { stopped: true, removed: true, restricted: true, ..used };
        let again = Minter::configure(Some(&stopped), terms, 3);
        assert!(again.stopped && again.restricted, "removing sheds neither stop nor list");
    }

    #[test]
    fn a_lower_ceiling_cuts_the_allowance_and_a_higher_one_does_not_raise_it() {
        let terms = |ceiling: u128| MinterTerms { ceiling: ceiling.into(), rate_limit: None };
        let cut = Minter::configure(Some(&minter(9, None)), terms(4), 0);
        assert_eq!((cut.allowance, cut.ceiling), (4, 4));
        let wide = Minter::configure(Some(&cut), terms(9), 0);
        assert_eq!((wide.allowance, wide.ceiling), (4, 9));
    }

    proptest! {
        /// I3: in any window of `t` seconds a minter mints no more than capacity + refill * t, and in
        /// all no more than its first allowance and what it was raised by; a refusal names the first
        /// second at which it would pass.
        #[test]
        fn i3_no_window_lets_more_through_than_its_bound(
            capacity in 0u128..1_000, refill in 0u128..50, granted in 0u128..5_000,
            steps in prop::collection::vec((0u64..20, 0u128..400, 0u8..4), 1..40),
        ) {
            let terms = MinterTerms { ceiling: granted.into(), rate_limit: limit(capacity, refill) };
            let mut minter = Minter::configure(None, terms, 0);
            let (mut minted, mut raised, mut now) = (Vec::new(), 0, 0);
            for (wait, amount, also) in steps {
                now += wait;
                match minter.mint(amount, now) {
                    Ok(after) => {
                        minted.push((now, amount));
                        minter = after;
                    }
                    Err(ContractError::RateLimited { at, .. }) => {
                        prop_assert!(minter.mint(amount, at).is_ok());
                        prop_assert!(minter.mint(amount, at - 1).is_err());
                    }
                    Err(_) => {}
                }
                match also {
                    0 => minter = Minter::configure(Some(&minter), terms, now),
                    1 => {
                        let gone = Minter { removed: true, ..minter };
                        minter = Minter::configure(Some(&gone), terms, now);
                    }
                    2 => if let Ok(after) = minter.increase(amount) {
                        raised += amount;
                        minter = after;
                    },
                    _ => minter = minter.decrease(amount / 7),
                }
                prop_assert!(minter.allowance <= minter.ceiling);
            }
            let total = minted.iter().map(|(_, amount)| amount).sum::<u128>();
            prop_assert!(total <= granted + raised);
            for first in 0..minted.len() {
                let mut sum = 0;
                for (at, amount) in &minted[first..] {
                    sum += amount;
                    prop_assert!(sum <= capacity + refill * u128::from(at - minted[first].0));
                }
            }
        }
    }
}
