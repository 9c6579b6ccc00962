//! Redemption: a holder hands tokens in, and either money is paid for them or they come back.

use isthmus_api::stablecoin::{RedemptionPolicy, MAX_REDEMPTION_SECONDS};
use isthmus_api::types::{within, InputError};

use crate::error::ContractError;

/// A policy within its limits: there always is a deadline, and no request is empty.
pub fn checked_policy(policy: RedemptionPolicy) -> Result<RedemptionPolicy, InputError> {
    within("deadline_seconds", policy.deadline_seconds, (1, MAX_REDEMPTION_SECONDS))?;
    within("min_amount", policy.min_amount.u128(), (1, u128::MAX))?;
    Ok(policy)
}

/// Takes a request; gives the first second at which anyone may return it.
pub fn accept(
    policy: Option<RedemptionPolicy>,
    amount: u128,
    now: u64,
) -> Result<u64, ContractError> {
    let policy = policy.ok_or(ContractError::RedemptionClosed {})?;
    let min = policy.min_amount.u128();
    if amount < min {
        return Err(ContractError::RedemptionTooSmall { min, given: amount });
    }
    Ok(now.saturating_add(policy.deadline_seconds))
}

/// Fails before the deadline is over: until then the operator may be paying.
pub fn ensure_due(due_at: u64, now: u64) -> Result<(), ContractError> {
    if now < due_at {
        return Err(ContractError::RedemptionNotDue { at: due_at });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(deadline_seconds: u64, min_amount: u128) -> RedemptionPolicy {
        RedemptionPolicy { deadline_seconds, min_amount: min_amount.into() }
    }

    #[test]
    fn a_policy_has_a_deadline_and_a_least_amount() {
        assert!(checked_policy(policy(1, 1)).is_ok());
        assert!(checked_policy(policy(MAX_REDEMPTION_SECONDS, u128::MAX)).is_ok());
        for bad in [policy(0, 1), policy(MAX_REDEMPTION_SECONDS + 1, 1), policy(1, 0)] {
            assert!(checked_policy(bad).is_err());
        }
    }

    #[test]
    fn e13_no_policy_takes_nothing_and_none_takes_less_than_its_least() {
        assert_eq!(accept(None, 5, 0).unwrap_err(), ContractError::RedemptionClosed {});
        assert_eq!(accept(Some(policy(10, 5)), 5, 7).unwrap(), 17);
        let small = ContractError::RedemptionTooSmall { min: 5, given: 4 };
        assert_eq!(accept(Some(policy(10, 5)), 4, 7).unwrap_err(), small);
        assert_eq!(accept(Some(policy(10, 5)), 5, u64::MAX).unwrap(), u64::MAX);
    }

    #[test]
    fn a_request_is_due_at_its_second() {
        assert_eq!(ensure_due(17, 16).unwrap_err(), ContractError::RedemptionNotDue { at: 17 });
        assert!(ensure_due(17, 17).is_ok());
    }
}
