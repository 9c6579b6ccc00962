//! When a policy contract that does not work is no longer asked.
//!
//! While it fails nothing passes, and a movement that fails leaves no trace to count. So anybody may have it
//! tried with a question that no working contract refuses, and what becomes of the trials is counted. After
//! [`POLICY_FAILURES`] in a row, of which none comes within [`POLICY_FAILURE_GAP_SECONDS`] of the one before,
//! it falls: at least a day after the first. One trial that passes ends the row, and so does a longer silence:
//! what went wrong once in a month is no failure of today.

use isthmus_api::stablecoin::{
    POLICY_FAILURES, POLICY_FAILURE_GAP_SECONDS, POLICY_FAILURE_LASTS_SECONDS,
};
use isthmus_wire::wire;

use crate::error::ContractError;

/// Trials that failed in a row. The default is none.
#[wire]
#[derive(Copy, Default, Eq)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// When the last was.
    pub last_at: u64,
}

impl Failures {
    /// With one more now. Fails when it comes too soon to count.
    pub fn fail(&self, now: u64) -> Result<Self, ContractError> {
        let since = now.saturating_sub(self.last_at);
        if self.count > 0 && since < POLICY_FAILURE_GAP_SECONDS {
            let from = self.last_at.saturating_add(POLICY_FAILURE_GAP_SECONDS);
            return Err(ContractError::PolicyFailed { from });
        }
        let before = if since > POLICY_FAILURE_LASTS_SECONDS { 0 } else { self.count };
        Ok(Self { count: before.saturating_add(1), last_at: now })
    }

    /// Whether they are enough.
    pub fn is_enough(&self) -> bool {
        self.count >= POLICY_FAILURES
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a17_a_policy_contract_falls_after_five_failures_in_a_row_and_a_day() {
        let (mut failures, start) = (Failures::default(), 1_000_000);
        for number in 0..u64::from(POLICY_FAILURES) {
            assert!(!failures.is_enough());
            let now = start + number * POLICY_FAILURE_GAP_SECONDS;
            if number > 0 {
                assert_eq!(failures.fail(now - 1), Err(ContractError::PolicyFailed { from: now }));
            }
            failures = failures.fail(now).unwrap();
        }
        assert!(failures.is_enough());
        assert_eq!(failures.last_at - start, 24 * 3600);
        let late = failures.last_at + POLICY_FAILURE_LASTS_SECONDS;
        assert_eq!(failures.fail(late).unwrap().count, POLICY_FAILURES + 1);
        assert_eq!(failures.fail(late + 1).unwrap().count, 1);
    }

    proptest! {
        /// Whenever trials fail, it never falls within a day of the first of them.
        #[test]
        fn a17_no_haste_makes_a_policy_contract_fall(waits in prop::collection::vec(1u64..30_000, 1..60)) {
            let (mut failures, start) = (Failures::default(), 1_000_000u64);
            let mut now = start;
            for wait in waits {
                failures = failures.fail(now).unwrap_or(failures);
                prop_assert!(!failures.is_enough() || now >= start + 24 * 3600);
                now += wait;
            }
        }
    }
}
