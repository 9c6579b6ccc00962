//! What a minter may still mint: an allowance that only falls, and a rate limit that refills.

use isthmus_api::types::Limit;
use isthmus_kit::bucket::{Exceeded, RateLimit};

use crate::error::ContractError;

/// The minter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Minter {
    /// What it may still mint; none: the cap alone bounds it.
    pub allowance: Option<u128>,
    /// How fast it may mint; none: as fast as it likes.
    pub rate: Option<RateLimit>,
    /// Whether its account is frozen or held, kept here too so that minting needs no second read
    /// (E19). Storage keeps a mark, and looks at the account of a minter that is marked.
    pub frozen: bool,
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
    /// Uses up part of the allowance and of the rate limit.
    pub fn mint(&self, amount: u128, now: u64) -> Result<Self, ContractError> {
        if self.frozen {
            return Err(ContractError::MinterFrozen {});
        }
        let spend = |left: u128| {
            left.checked_sub(amount).ok_or(ContractError::MinterAllowance { left, asked: amount })
        };
        let allowance = self.allowance.map(spend).transpose()?;
        let rate = self.rate.map(|rate| rate.take(amount, now)).transpose()?;
        Ok(Self { allowance, rate, ..self.clone() })
    }

    /// Its rate limit.
    pub fn limit(&self) -> Option<Limit> {
        self.rate.map(|rate| rate.bucket.limit())
    }

    /// The minter, or the one after it, under another allowance and rate limit. What is used of a limit stays
    /// used: the same limit given twice does not let twice as much through, nor does another minter.
    pub fn configure(&self, allowance: Option<u128>, limit: Option<Limit>, now: u64) -> Self {
        let rate = limit.map(|limit| RateLimit::after(self.rate, limit, now));
        Self { allowance, rate, frozen: self.frozen }
    }

    /// What is remembered when nobody mints any more.
    pub fn remembered(&self) -> Self {
        Self { rate: self.rate, ..Self::default() }
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with(allowance: Option<u128>) -> Minter {
        Minter { allowance, ..Minter::default() }
    }

    fn limit(capacity: u128, refill: u128) -> Option<Limit> {
        Some(Limit { capacity: capacity.into(), refill_per_second: refill.into() })
    }

    #[test]
    fn an_allowance_only_falls_and_zero_means_zero() {
        let minter = with(Some(5));
        assert_eq!(minter.mint(5, 0).unwrap().allowance, Some(0));
        assert!(minter.mint(6, 0).is_err());
        assert!(with(Some(0)).mint(1, 0).is_err());
        assert_eq!(Minter::default().mint(u128::MAX, 0).unwrap(), Minter::default());
        assert!(Minter { frozen: true, ..Minter::default() }.mint(0, 0).is_err());
    }

    #[test]
    fn e13_a_rate_of_zero_lets_nothing_through_and_none_lets_all() {
        let minter = Minter::default().configure(Some(100), limit(0, 50), 0);
        assert_eq!(
            minter.mint(1, 1_000).unwrap_err(),
            ContractError::AboveRateLimit { available: 0, asked: 1 }
        );
        assert!(minter.mint(0, 1_000).is_ok());
        // A refill of zero frees nothing, however long one waits.
        let once = Minter::default().configure(Some(100), limit(10, 0), 0).mint(10, 5).unwrap();
        let never = ContractError::AboveRateLimit { available: 0, asked: 1 };
        assert_eq!(once.mint(1, u64::MAX).unwrap_err(), never);
        assert!(once.configure(Some(100), None, 6).mint(100, 6).is_ok());
    }

    #[test]
    fn the_same_limit_given_twice_lets_no_more_through() {
        let once = Minter::default().configure(Some(100), limit(10, 1), 0).mint(10, 0).unwrap();
        let again = once.configure(Some(100), limit(10, 1), 3);
        assert!(again.mint(4, 3).is_err() && again.mint(3, 3).is_ok());
    }

    #[test]
    fn what_is_used_stays_used_whoever_mints_next() {
        let used = Minter::default().configure(Some(100), limit(10, 1), 0).mint(10, 0).unwrap();
        let nobody = used.remembered();
        assert_eq!((nobody.allowance, nobody.rate), (None, used.rate));
        for next in [nobody.configure(None, limit(10, 1), 3), used.configure(None, limit(10, 1), 3)]
        {
            assert!(next.mint(4, 3).is_err() && next.mint(3, 3).is_ok());
        }
        // A limit that was narrowed and set back is as it was.
        let narrow = used.configure(Some(90), limit(2, 0), 0);
        assert_eq!(narrow.configure(Some(90), limit(10, 1), 0), used);
    }

    proptest! {
        /// I3: in any window of `t` seconds a minter mints no more than capacity + refill * t, and in
        /// all no more than it was granted; a refusal names the first second at which it would pass.
        #[test]
        fn i3_no_window_lets_more_through_than_its_bound(
            capacity in 0u128..1_000, refill in 0u128..50, granted in 0u128..5_000,
            steps in prop::collection::vec((0u64..20, 0u128..400, any::<bool>()), 1..40),
        ) {
            let mut minter = Minter::default().configure(Some(granted), limit(capacity, refill), 0);
            let (mut minted, mut now) = (Vec::new(), 0);
            for (wait, amount, again) in steps {
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
                if again {
                    let left = minter.allowance.unwrap();
                    minter = minter.configure(Some(left), limit(capacity, refill), now);
                }
            }
            prop_assert!(minted.iter().map(|(_, amount)| amount).sum::<u128>() <= granted);
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
