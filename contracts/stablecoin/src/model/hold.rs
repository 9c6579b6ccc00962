//! For how long a guardian may hold an account.
//!
//! A guardian acts alone and at once, so what it does must pass by itself. The holds that one guardian
//! places on one account are a series until 72 hours go by without one, and a series is 72 hours in all:
//! so it holds the account for at most 72 hours in any 144, in one piece or in many. Only the time counts
//! in which it was held: a hold released early leaves the rest. Each guardian has a series of its own: a
//! short hold by one that is stolen keeps no other from holding the account (A7). Whoever wants more needs
//! the compliance office, which freezes.

use isthmus_api::stablecoin::{HOLD_GAP_SECONDS, MAX_HOLD_SECONDS};
use isthmus_api::types::{self, InputError};
use isthmus_wire::wire;

/// The end of a hold that begins now.
pub fn end(now: u64, seconds: u64) -> Result<u64, InputError> {
    types::within("seconds", seconds, (1, MAX_HOLD_SECONDS))?;
    Ok(now.saturating_add(seconds))
}

/// The holds of one guardian on one account. The default is none yet.
#[wire]
#[derive(Copy, Default, Eq)]
pub struct Series {
    /// Seconds in which it was held, and will be.
    pub used: u64,
    /// First second at which the last hold is over.
    pub until: u64,
}

impl Series {
    /// First second at which all of the 72 hours are free again.
    pub fn renews_at(&self) -> u64 {
        self.until.saturating_add(HOLD_GAP_SECONDS)
    }

    /// The series that goes on now: none, once 72 hours went by.
    pub fn current(&self, now: u64) -> Self {
        if now < self.renews_at() {
            *self
        } else {
            Self::default()
        }
    }

    /// For how many seconds the guardian may hold the account now.
    pub fn left(&self, now: u64) -> u64 {
        MAX_HOLD_SECONDS.saturating_sub(self.current(now).used)
    }

    /// With a hold of so many seconds from now on, of those that are [left](Self::left).
    pub fn place(&self, seconds: u64, now: u64) -> Self {
        let used = self.current(now).used.saturating_add(seconds);
        Self { used, until: now.saturating_add(seconds) }
    }

    /// With its hold ended now, if it is on.
    pub fn release(&self, now: u64) -> Self {
        let unused = self.until.saturating_sub(now);
        Self { used: self.used.saturating_sub(unused), until: self.until.min(now) }
    }

    /// Both of them, of two accounts of which one takes the place of the other.
    pub fn join(&self, other: &Self, now: u64) -> Self {
        let (one, other) = (self.current(now), other.current(now));
        let used = one.used.saturating_add(other.used).min(MAX_HOLD_SECONDS);
        Self { used, until: one.until.max(other.until) }
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hold_lasts_from_one_second_to_72_hours() {
        assert!(end(1000, 0).is_err());
        assert_eq!(end(1000, 1).unwrap(), 1001);
        assert_eq!(end(1000, MAX_HOLD_SECONDS).unwrap(), 1000 + MAX_HOLD_SECONDS);
        assert!(end(1000, MAX_HOLD_SECONDS + 1).is_err());
    }

    #[test]
    fn a7_what_was_not_used_is_left_and_all_of_it_comes_back_after_72_hours() {
        let now = 1_000_000;
        let one = Series::default().place(100, now);
        assert_eq!(one.left(now + 100), MAX_HOLD_SECONDS - 100);
        let early = one.release(now + 40);
        assert_eq!((early.used, early.until), (40, now + 40));
        assert_eq!(early.release(now + 90), early, "what is over stays as it is");
        assert_eq!(early.left(early.renews_at() - 1), MAX_HOLD_SECONDS - 40);
        assert_eq!(early.left(early.renews_at()), MAX_HOLD_SECONDS);
        let joined = early.join(&Series::default().place(MAX_HOLD_SECONDS, now), now);
        assert_eq!((joined.left(now), joined.until), (0, now + MAX_HOLD_SECONDS));
        assert_eq!(early.join(&Series::default(), now), early);
    }

    proptest! {
        /// However often it holds and releases, one guardian holds an account for no more than 72 hours in
        /// any 144.
        #[test]
        fn a7_one_guardian_holds_an_account_for_at_most_72_hours_in_any_144(
            tries in prop::collection::vec(
                (0u64..150_000, 1..=MAX_HOLD_SECONDS, prop::option::of(0u64..150_000)), 1..80)
        ) {
            let (mut now, mut series) = (1_000_000u64, Series::default());
            let mut held: Vec<(u64, u64)> = Vec::new();
            for (wait, seconds, released_after) in tries {
                now = (now + wait).max(series.until);
                let left = series.left(now);
                if left == 0 {
                    continue;
                }
                series = series.place(seconds.min(left), now);
                let start = now;
                if let Some(after) = released_after {
                    now += after;
                    series = series.release(now);
                }
                held.push((start, series.until));
            }
            let window = MAX_HOLD_SECONDS + HOLD_GAP_SECONDS;
            let ends = held.iter().flat_map(|(from, until)| [*from, until.saturating_sub(window)]);
            for from in ends {
                let within = held.iter().map(|(start, end)| {
                    (*end).min(from + window).saturating_sub((*start).max(from))
                });
                prop_assert!(within.sum::<u64>() <= MAX_HOLD_SECONDS);
            }
        }
    }
}
