//! A token bucket: how much may pass in a stretch of time. The pure rule behind the limits of the
//! bridge and of the stablecoin's minters (ADR 6).
//!
//! It keeps what is used, not what is left, so that an idle bucket costs one byte of state. Passing
//! uses it up, each second frees `refill`, and a refund frees what its own sending used and time has
//! not freed yet; none of them brings it above `capacity`.

use cosmwasm_std::StdResult;
use isthmus_api::packed::{Reader, Writer};
use isthmus_api::types::{Limit, LimitState};

/// A limit and what of it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Most at once.
    pub capacity: u128,
    /// Freed each second.
    pub refill: u128,
    /// Used when last settled: above `capacity` only after a larger limit, which no use forgets.
    pub used: u128,
}

impl Bucket {
    /// An unused bucket.
    pub fn new(limit: Limit) -> Self {
        Self { capacity: limit.capacity.u128(), refill: limit.refill_per_second.u128(), used: 0 }
    }

    /// All of the same use under another limit: if it is more than fits, nothing passes until the rest is
    /// freed. So a limit that is narrowed and then set back is as it was.
    pub fn keep_use(self, limit: Limit) -> Self {
        Self { used: self.used, ..Self::new(limit) }
    }

    /// The same use under another limit, cut to what fits.
    pub fn resize(self, limit: Limit) -> Self {
        let resized = Self::new(limit);
        Self { used: self.used.min(resized.capacity), ..resized }
    }

    /// Lets `seconds` pass.
    pub fn settle(&mut self, seconds: u64) {
        let freed = self.refill.saturating_mul(u128::from(seconds));
        self.give_back(freed);
    }

    /// What may pass now.
    pub fn available(&self) -> u128 {
        self.capacity.saturating_sub(self.used)
    }

    /// Lets an amount pass, or says how much could.
    ///
    /// ```
    /// use isthmus_kit::bucket::Bucket;
    /// let mut bucket = Bucket { capacity: 100, refill: 1, used: 0 };
    /// assert_eq!(bucket.take(70), Ok(()));
    /// assert_eq!(bucket.take(70), Err(30));
    /// bucket.settle(40);
    /// assert_eq!(bucket.take(70), Ok(()));
    /// ```
    pub fn take(&mut self, amount: u128) -> Result<(), u128> {
        let available = self.available();
        if amount > available {
            return Err(available);
        }
        self.used = self.used.saturating_add(amount);
        Ok(())
    }

    /// Frees what was used in vain.
    pub fn give_back(&mut self, amount: u128) {
        self.used = self.used.saturating_sub(amount);
    }

    /// Frees what was used in vain `seconds` ago, less what the refill has freed since: freed twice, it
    /// would let more through in a stretch of time than the limit allows.
    pub fn give_back_after(&mut self, seconds: u64, amount: u128) {
        let freed = self.refill.saturating_mul(u128::from(seconds));
        self.give_back(amount.saturating_sub(freed));
    }

    /// Seconds until an amount may pass; none if it never may.
    ///
    /// ```
    /// use isthmus_kit::bucket::Bucket;
    /// let bucket = Bucket { capacity: 100, refill: 3, used: 70 };
    /// assert_eq!(bucket.wait(30), Some(0));
    /// assert_eq!(bucket.wait(31), Some(1));
    /// assert_eq!(bucket.wait(100), Some(24));
    /// assert_eq!(bucket.wait(101), None);
    /// ```
    pub fn wait(&self, amount: u128) -> Option<u64> {
        if amount > self.capacity {
            return None;
        }
        // A limit that was lowered below what is used has that to win back too.
        let missing = match self.capacity.checked_sub(self.used) {
            Some(available) => amount.saturating_sub(available),
            None => self.used.saturating_sub(self.capacity).saturating_add(amount),
        };
        match missing {
            0 => Some(0),
            missing => {
                let whole = missing.checked_div(self.refill)?;
                let seconds = match missing.checked_rem(self.refill)? {
                    0 => whole,
                    _ => whole.saturating_add(1),
                };
                Some(u64::try_from(seconds).unwrap_or(u64::MAX))
            }
        }
    }

    /// The limit itself.
    pub fn limit(&self) -> Limit {
        Limit { capacity: self.capacity.into(), refill_per_second: self.refill.into() }
    }

    /// Reads one that [`Bucket::write`] wrote.
    pub fn read(reader: &mut Reader) -> StdResult<Self> {
        Ok(Self { capacity: reader.number()?, refill: reader.number()?, used: reader.number()? })
    }

    /// Adds it to a record.
    pub fn write(&self, record: Writer) -> Writer {
        record.number(self.capacity).number(self.refill).number(self.used)
    }

    /// For a query.
    pub fn state(&self) -> LimitState {
        LimitState {
            capacity: self.capacity.into(),
            refill_per_second: self.refill.into(),
            available: self.available().into(),
            full_in_seconds: self.wait(self.capacity),
        }
    }
}

/// A bucket that is settled when it is looked at, and when that was last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// The bucket.
    pub bucket: Bucket,
    /// Seconds of the block in which it was settled.
    pub at: u64,
}

/// A rate limit does not let an amount through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exceeded {
    /// What would pass now.
    pub available: u128,
    /// What should.
    pub asked: u128,
    /// From when on it passes, in seconds; none if it never does.
    pub at: Option<u64>,
}

impl RateLimit {
    /// The limit that takes the place of another, if there was one, whose use stays: the same limit given
    /// twice does not let twice as much through.
    pub fn after(before: Option<Self>, limit: Limit, now: u64) -> Self {
        let bucket = match before {
            None => Bucket::new(limit),
            Some(before) => before.now(now).keep_use(limit),
        };
        Self { bucket, at: now }
    }

    /// The bucket as it is now.
    pub fn now(&self, now: u64) -> Bucket {
        let mut bucket = self.bucket;
        bucket.settle(now.saturating_sub(self.at));
        bucket
    }

    /// Lets an amount through, or says from when on it could pass.
    pub fn take(&self, amount: u128, now: u64) -> Result<Self, Exceeded> {
        let mut bucket = self.now(now);
        bucket.take(amount).map_err(|available| {
            let at = bucket.wait(amount).map(|seconds| now.saturating_add(seconds));
            Exceeded { available, asked: amount, at }
        })?;
        Ok(Self { bucket, at: now })
    }

    /// Reads one that [`RateLimit::write`] wrote.
    pub fn read(reader: &mut Reader) -> StdResult<Self> {
        Ok(Self { bucket: Bucket::read(reader)?, at: reader.instant()? })
    }

    /// Adds it to a record.
    pub fn write(&self, record: Writer) -> Writer {
        self.bucket.write(record).instant(self.at)
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::as_conversions, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bucket(capacity: u128, refill: u128, used: u128) -> Bucket {
        Bucket { capacity, refill, used }
    }

    #[test]
    fn it_says_when_it_is_full_again() {
        assert_eq!(bucket(9, 3, 0).state().full_in_seconds, Some(0));
        assert_eq!(bucket(9, 3, 6).state().full_in_seconds, Some(2));
        assert_eq!(bucket(9, 3, 7).state().full_in_seconds, Some(3));
        assert_eq!(bucket(9, 0, 7).state().full_in_seconds, None);
        assert_eq!(bucket(u128::MAX, 1, u128::MAX).state().full_in_seconds, Some(u64::MAX));
    }

    #[test]
    fn a_smaller_limit_keeps_the_use() {
        let small = Limit { capacity: 5u128.into(), refill_per_second: 1u128.into() };
        assert_eq!(bucket(100, 2, 70).resize(small), bucket(5, 1, 5));
    }

    #[test]
    fn a_limit_that_was_narrowed_and_set_back_is_as_it_was() {
        let limit =
            |capacity: u128| Limit { capacity: capacity.into(), refill_per_second: 2u128.into() };
        let mut narrowed = bucket(100, 2, 70).keep_use(limit(5));
        assert_eq!((narrowed.available(), narrowed.wait(5)), (0, Some(35)));
        assert_eq!(narrowed.keep_use(limit(100)), bucket(100, 2, 70));
        narrowed.settle(35);
        assert_eq!(narrowed.take(5), Ok(()));
    }

    proptest! {
        /// I8: whatever happens, no more is free than the capacity.
        #[test]
        fn i8_it_never_holds_more_than_its_capacity(
            capacity in 1u128.., refill: u128, steps in prop::collection::vec((0u8..3, any::<u128>()), 1..60),
        ) {
            let mut b = bucket(capacity, refill, 0);
            for (what, n) in steps {
                match what {
                    0 => { let _ = b.take(n); }
                    1 => b.give_back(n),
                    _ => b.settle(n as u64),
                }
                prop_assert!(b.used <= capacity && b.available() <= capacity);
            }
        }

        /// No window of `t` seconds lets more than capacity + refill * t through.
        #[test]
        fn no_window_lets_more_through_than_its_bound(
            capacity in 1u128..1_000, refill in 0u128..50,
            steps in prop::collection::vec((0u64..20, 0u128..400), 1..40),
        ) {
            let mut b = bucket(capacity, refill, 0);
            let mut passed = Vec::new();
            let mut now = 0;
            for (wait, amount) in steps {
                now += wait;
                b.settle(wait);
                if b.take(amount).is_ok() {
                    passed.push((now, amount));
                }
            }
            prop_assert!(b.wait(1).is_none_or(|seconds| {
                let mut later = b;
                later.settle(seconds);
                later.take(1).is_ok()
            }), "it says when");
            for first in 0..passed.len() {
                let mut sum = 0;
                for (at, amount) in &passed[first..] {
                    sum += amount;
                    let window = u128::from(at - passed[first].0);
                    prop_assert!(sum <= capacity + refill * window);
                }
            }
        }
    }
}
