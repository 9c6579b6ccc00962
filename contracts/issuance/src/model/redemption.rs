//! Redemption: a holder hands tokens in, and either money is paid for them or they come back.
//!
//! A term is counted in business days after the day of the request. Whoever pays marks the redemption
//! first, within its term: from then on nobody calls the tokens back until a payment has had its time, so
//! that money and tokens do not pass each other on the way. Every redemption ends by itself: after its
//! last second anyone gives the tokens back.

use isthmus_api::issuance::{
    Paying, Redemption, RedemptionPolicy, DEFAULT_TERM_DAYS, MAX_TERM_DAYS,
};
use isthmus_api::types::{within, InputError};
use isthmus_calendar::Calendar;

use crate::ContractError;

/// A policy within its limits, with what is left out filled in: there always is a term, and no request is
/// empty.
pub fn check_policy(given: RedemptionPolicy) -> Result<RedemptionPolicy, InputError> {
    let policy = complete(given);
    let days = |days: Option<u8>| days.unwrap_or_default();
    within("term_days", days(policy.term_days), (1, MAX_TERM_DAYS))?;
    within("payment_days", days(policy.payment_days), (1, MAX_TERM_DAYS))?;
    within("min_amount", policy.min_amount.u128(), (1, u128::MAX))?;
    Ok(policy)
}

/// The policy with what is left out filled in.
pub fn complete(given: RedemptionPolicy) -> RedemptionPolicy {
    RedemptionPolicy {
        term_days: given.term_days.or(Some(DEFAULT_TERM_DAYS)),
        payment_days: given.payment_days.or(Some(DEFAULT_TERM_DAYS)),
        min_amount: given.min_amount,
    }
}

/// The last second of the term of a redemption that comes in now.
pub fn due_at(policy: RedemptionPolicy, calendar: &Calendar, now: u64) -> u64 {
    calendar.banking_days_after(now, policy.term_days.unwrap_or(DEFAULT_TERM_DAYS))
}

/// Takes a request; gives the last second of its term.
pub fn accept(
    policy: Option<RedemptionPolicy>,
    calendar: &Calendar,
    amount: u128,
    now: u64,
) -> Result<u64, ContractError> {
    let policy = policy.ok_or(ContractError::RedemptionClosed {})?;
    let min = policy.min_amount.u128();
    if amount < min {
        return Err(ContractError::RedemptionTooSmall { min, given: amount });
    }
    Ok(due_at(policy, calendar, now))
}

/// Marks a redemption as being paid, once and within its term: after it the tokens may go back at any
/// moment, and a mark would take that from the holder.
pub fn mark(
    redemption: &Redemption,
    payment_days: u8,
    calendar: &Calendar,
    now: u64,
) -> Result<Paying, ContractError> {
    if let Some(Paying { until, .. }) = redemption.paying {
        return Err(ContractError::AlreadyPaying { until });
    }
    if now > redemption.due_at {
        return Err(ContractError::RedemptionOverdue { due: redemption.due_at });
    }
    let until = calendar.banking_days_after(now, payment_days).max(redemption.due_at);
    Ok(Paying { since: now, until })
}

/// When the money left: when the mark was set, or now.
pub fn paid_at(redemption: &Redemption, now: u64) -> u64 {
    redemption.paying.map_or(now, |paying| paying.since)
}

/// Whether the term is over.
pub fn is_late(redemption: &Redemption, now: u64) -> bool {
    now > redemption.due_at
}

/// Why the tokens of a redemption go back though nobody rejects it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Its time is over.
    Late,
    /// Its holder is frozen or held, and nothing is being paid: where an order looks for the tokens is the
    /// holder's account.
    Restricted,
}

impl Cause {
    /// Its name in events.
    pub fn name(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Restricted => "restricted",
        }
    }
}

/// Why the tokens may go back now; fails if they may not. Whether the holder is frozen or held is asked
/// only where it matters.
pub fn cause_to_return(
    redemption: &Redemption,
    now: u64,
    is_restricted: impl FnOnce() -> Result<bool, ContractError>,
) -> Result<Cause, ContractError> {
    let last = redemption.paying.map_or(redemption.due_at, |paying| paying.until);
    if now > last {
        return Ok(Cause::Late);
    }
    if redemption.paying.is_none() && is_restricted()? {
        return Ok(Cause::Restricted);
    }
    Err(ContractError::RedemptionNotDue { at: last.saturating_add(1) })
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]
mod tests {
    use super::*;
    use cosmwasm_std::{Addr, HexBinary};
    use isthmus_api::types::Weekday::{Saturday, Sunday};
    use isthmus_calendar::date::parse_date;
    use isthmus_calendar::holidays::Holidays;
    use isthmus_calendar::Rules;
    use proptest::prelude::*;

    fn policy(term_days: Option<u8>, min_amount: u128) -> RedemptionPolicy {
        RedemptionPolicy { term_days, payment_days: None, min_amount: min_amount.into() }
    }

    fn calendar() -> Calendar {
        let rules = Rules::new("London", 0, &[Saturday, Sunday]).unwrap();
        Calendar { rules, holidays: Holidays::default() }
    }

    fn end(date: &str) -> u64 {
        calendar().rules.end_of(parse_date(date).unwrap())
    }

    fn redemption(now: u64) -> Redemption {
        Redemption {
            id: 1,
            holder: Addr::unchecked("ana"),
            amount: 5u128.into(),
            reference: HexBinary::default(),
            requested_at: now,
            due_at: accept(Some(policy(None, 1)), &calendar(), 5, now).unwrap(),
            paying: None,
        }
    }

    fn never() -> Result<bool, ContractError> {
        panic!("nobody is asked")
    }

    #[test]
    fn a_policy_has_terms_and_a_least_amount() {
        let full = check_policy(policy(None, 1)).unwrap();
        assert_eq!((full.term_days, full.payment_days), (Some(2), Some(2)));
        assert!(check_policy(policy(Some(20), u128::MAX)).is_ok());
        for bad in [policy(Some(0), 1), policy(Some(21), 1), policy(None, 0)] {
            assert!(check_policy(bad).is_err());
        }
        let long = RedemptionPolicy { payment_days: Some(21), ..policy(None, 1) };
        assert!(check_policy(long).is_err());
    }

    #[test]
    fn a_term_is_of_business_days() {
        // A Friday: Monday and Tuesday are the two days.
        let friday = end("2026-03-06") - 3_600;
        assert_eq!(redemption(friday).due_at, end("2026-03-10"));
        assert_eq!(
            accept(None, &calendar(), 5, friday).unwrap_err(),
            ContractError::RedemptionClosed {}
        );
        let small = ContractError::RedemptionTooSmall { min: 5, given: 4 };
        let policy = Some(policy(None, 5));
        assert_eq!(accept(policy, &calendar(), 4, friday).unwrap_err(), small);
    }

    #[test]
    fn a13_what_is_being_paid_is_not_called_back_until_a_payment_has_had_its_time() {
        let mut open = redemption(end("2026-03-06"));
        let due = open.due_at;
        let early = ContractError::RedemptionNotDue { at: due + 1 };
        assert_eq!(cause_to_return(&open, due, || Ok(false)).unwrap_err(), early);
        assert_eq!(cause_to_return(&open, due + 1, never), Ok(Cause::Late));
        // Sent in the last minute of the term, on a Tuesday.
        let paying = mark(&open, 2, &calendar(), due - 59).unwrap();
        assert_eq!(paying, Paying { since: due - 59, until: end("2026-03-12") });
        open.paying = Some(paying);
        let later = ContractError::RedemptionNotDue { at: paying.until + 1 };
        assert_eq!(cause_to_return(&open, due + 1, never).unwrap_err(), later);
        assert_eq!(cause_to_return(&open, paying.until + 1, never), Ok(Cause::Late));
        assert!(is_late(&open, due + 1) && !is_late(&open, due));
        assert_eq!((paid_at(&open, due + 9), paid_at(&redemption(0), 7)), (due - 59, 7));
    }

    #[test]
    fn a_redemption_is_marked_once_and_within_its_term() {
        let mut open = redemption(end("2026-03-06"));
        let late = ContractError::RedemptionOverdue { due: open.due_at };
        assert_eq!(mark(&open, 2, &calendar(), open.due_at + 1).unwrap_err(), late);
        open.paying = Some(mark(&open, 1, &calendar(), open.requested_at).unwrap());
        let until = open.due_at;
        assert_eq!(open.paying.unwrap().until, until, "never before the end of the term");
        let twice = ContractError::AlreadyPaying { until };
        assert_eq!(mark(&open, 2, &calendar(), open.requested_at).unwrap_err(), twice);
    }

    #[test]
    fn a23_the_tokens_of_a_frozen_holder_go_back_at_once_unless_money_is_on_its_way() {
        let mut open = redemption(0);
        assert_eq!(cause_to_return(&open, 1, || Ok(true)), Ok(Cause::Restricted));
        open.paying = Some(mark(&open, 2, &calendar(), 0).unwrap());
        assert!(cause_to_return(&open, 1, never).is_err());
    }

    proptest! {
        /// I6: every redemption ends by itself, within a bounded time.
        #[test]
        fn i6_every_redemption_can_be_given_back_in_the_end(
            at in 0u64..4_000_000_000, marked in prop::option::of(0u64..200_000), days in 1u8..=20,
        ) {
            let mut open = redemption(at);
            if let Some(after) = marked {
                if let Ok(paying) = mark(&open, days, &calendar(), at + after) {
                    prop_assert!(paying.until >= open.due_at);
                    open.paying = Some(paying);
                }
            }
            let last = open.paying.map_or(open.due_at, |paying| paying.until);
            prop_assert!(last <= at + 200_000 + 86_400 * 40, "a bounded time");
            prop_assert!(cause_to_return(&open, last, || Ok(false)).is_err());
            prop_assert_eq!(cause_to_return(&open, last + 1, never), Ok(Cause::Late));
        }
    }
}
