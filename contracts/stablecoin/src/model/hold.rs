//! When an account may be held, and for how long.
//!
//! A guardian acts alone and at once, so what it does must pass by itself: a hold lasts 72 hours at
//! most, cannot be renewed, and the account is then free of holds for 72 hours. Whoever wants more
//! needs the compliance office, which freezes.

use isthmus_api::stablecoin::{HOLD_GAP_SECONDS, MAX_HOLD_SECONDS};
use isthmus_api::types::{self, InputError};

/// The end of a hold that begins now.
pub fn end(now: u64, seconds: u64) -> Result<u64, InputError> {
    types::within("seconds", seconds, (1, MAX_HOLD_SECONDS))?;
    Ok(now.saturating_add(seconds))
}

/// The first second at which an account may be held again.
pub fn next_hold_from(last_end: u64) -> u64 {
    last_end.saturating_add(HOLD_GAP_SECONDS)
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

    proptest! {
        /// However often guardians try, no account is held for more than 72 hours in a row, and never
        /// for more than half of a long time.
        #[test]
        fn holds_never_add_up_to_a_freeze(
            tries in prop::collection::vec((1u64..200_000, 1..=MAX_HOLD_SECONDS), 1..80)
        ) {
            let (mut now, mut last, mut held) = (1_000_000u64, None, 0u64);
            let start = now;
            for (wait, seconds) in tries {
                now += wait;
                if last.is_some_and(|last| now < next_hold_from(last)) {
                    continue;
                }
                let until = end(now, seconds).unwrap();
                prop_assert!(last.is_none_or(|last| now - last >= HOLD_GAP_SECONDS));
                held += seconds;
                last = Some(until);
            }
            let all = last.unwrap_or(now).max(now) - start;
            prop_assert!(held <= all / 2 + MAX_HOLD_SECONDS);
        }
    }
}
