//! What the reserves allow: an attested amount, and the policy by which it bounds minting.
//!
//! The bound is `(issued + amount) * (10000 + margin_bps) / 10000 <= attested`, rounded against the
//! minter. It is worked out the other way round, as the most that may be issued, which never
//! overflows.
//!
//! What was paid out for a redemption has left the bank, whatever the last attestation says: it is taken
//! off what counts, unless an attestation speaks of a later second than the payment.

use isthmus_api::issuance::{ReservePolicy, MAX_MARGIN_BPS};
use isthmus_api::types::{self, InputError};

use crate::ContractError;

/// Basis points of one.
const ONE: u128 = 10_000;

/// The newest attestation, and the policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reserve {
    /// How attestations bound minting; none: they do not.
    pub policy: Option<Policy>,
    /// What was attested last; none: nothing ever was, which is not the same as zero.
    pub attested: Option<Attested>,
}

/// How attestations bound minting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Oldest attestation that counts, in seconds; zero: only one of this very second.
    pub max_age: u64,
    /// How much more than the supply has to be attested.
    pub margin_bps: u16,
}

/// What of the newest attestation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attested {
    /// Base units, less what was paid out since.
    pub amount: u128,
    /// The second of which it speaks.
    pub as_of: u64,
}

impl Policy {
    /// A policy within its limits.
    pub fn check(given: ReservePolicy) -> Result<Self, InputError> {
        let ReservePolicy { max_age_seconds, margin_bps } = given;
        types::within("margin_bps", margin_bps, (0, MAX_MARGIN_BPS))?;
        Ok(Self { max_age: max_age_seconds, margin_bps })
    }

    /// The policy as messages and answers show it.
    pub fn show(self) -> ReservePolicy {
        ReservePolicy { max_age_seconds: self.max_age, margin_bps: self.margin_bps }
    }

    /// The most that may be issued against an amount: `amount * 10000 / (10000 + margin_bps)`,
    /// rounded down.
    pub fn most(&self, amount: u128) -> u128 {
        let whole = ONE.saturating_add(self.margin_bps.into());
        let part = |n: u128| n.saturating_mul(ONE).checked_div(whole).unwrap_or_default();
        let times = amount.checked_div(whole).unwrap_or_default();
        let rest = amount.checked_rem(whole).unwrap_or_default();
        times.saturating_mul(ONE).saturating_add(part(rest))
    }

    /// The last second at which an attestation counts.
    pub fn fresh_until(&self, as_of: u64) -> u64 {
        as_of.saturating_add(self.max_age)
    }
}

impl Reserve {
    /// What may still be minted; none if no policy bounds it. Without a fresh attestation: nothing.
    pub fn headroom(&self, issued: u128, now: u64) -> Option<u128> {
        let policy = self.policy?;
        let fresh = self.attested.filter(|attested| now <= policy.fresh_until(attested.as_of));
        let most = fresh.map(|attested| policy.most(attested.amount)).unwrap_or_default();
        Some(most.saturating_sub(issued))
    }

    /// Fails unless the reserves cover an amount on top of what is issued. Zero creates nothing and
    /// needs no room, only a fresh attestation.
    pub fn ensure_covers(&self, issued: u128, amount: u128, now: u64) -> Result<(), ContractError> {
        let Some(policy) = self.policy else { return Ok(()) };
        let Attested { as_of, .. } = self.attested.ok_or(ContractError::ReserveMissing {})?;
        let until = policy.fresh_until(as_of);
        if until < now {
            return Err(ContractError::ReserveStale { as_of, until });
        }
        match self.headroom(issued, now).filter(|headroom| *headroom < amount) {
            Some(headroom) => Err(ContractError::ReserveInsufficient { headroom, asked: amount }),
            None => Ok(()),
        }
    }

    /// Takes a newer attestation. It may not speak of the future, nor of a time before the last one:
    /// an old report would bring an amount back that was corrected since.
    pub fn attest(&self, attested: Attested, now: u64) -> Result<Self, ContractError> {
        let last = self.attested.map(|attested| attested.as_of).unwrap_or_default();
        types::within("as_of", attested.as_of, (last, now))?;
        Ok(Self { attested: Some(attested), ..*self })
    }

    /// An amount was paid out of the reserves. Also gives by how much what counts has fallen.
    pub fn pay_out(&self, amount: u128, paid_at: u64) -> PaidOut {
        let Some(attested) = self.attested.filter(|attested| attested.as_of <= paid_at) else {
            return PaidOut { reserve: *self, lowered: 0 };
        };
        let lowered = amount.min(attested.amount);
        let left = attested.amount.saturating_sub(lowered);
        let attested = Some(Attested { amount: left, ..attested });
        PaidOut { reserve: Self { attested, ..*self }, lowered }
    }
}

/// The reserves after a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidOut {
    /// What they are.
    pub reserve: Reserve,
    /// By how much what counts has fallen.
    pub lowered: u128,
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use cosmwasm_std::Uint256;
    use proptest::prelude::*;

    fn reserve(amount: u128, max_age: u64, margin_bps: u16) -> Reserve {
        Reserve {
            policy: Some(Policy { max_age, margin_bps }),
            attested: Some(Attested { amount, as_of: 1_000 }),
        }
    }

    #[test]
    fn the_margin_is_rounded_against_the_minter() {
        // 99 with one per cent is 99.99; 100 would need 101.
        let reserve = reserve(100, 10, 100);
        assert_eq!(reserve.headroom(0, 1_000), Some(99));
        assert!(reserve.ensure_covers(90, 9, 1_000).is_ok());
        assert_eq!(
            reserve.ensure_covers(90, 10, 1_000).unwrap_err(),
            ContractError::ReserveInsufficient { headroom: 9, asked: 10 }
        );
    }

    #[test]
    fn an_attestation_counts_up_to_its_last_second() {
        let reserve = reserve(100, 10, 0);
        assert!(reserve.ensure_covers(0, 100, 1_010).is_ok());
        let stale = ContractError::ReserveStale { as_of: 1_000, until: 1_010 };
        assert_eq!(reserve.ensure_covers(0, 0, 1_011).unwrap_err(), stale);
        assert_eq!(reserve.headroom(0, 1_011), Some(0));
    }

    #[test]
    fn e13_absent_is_not_zero() {
        let none = Reserve::default();
        assert!(none.ensure_covers(u128::MAX, u128::MAX, 5).is_ok());
        assert_eq!(none.headroom(7, 5), None);
        let policy = Some(Policy { max_age: 0, margin_bps: 0 });
        let missing = Reserve { policy, attested: None };
        assert_eq!(missing.ensure_covers(0, 0, 5).unwrap_err(), ContractError::ReserveMissing {});
        let zero = reserve(0, 0, 0);
        assert!(zero.ensure_covers(0, 0, 1_000).is_ok());
        assert!(zero.ensure_covers(0, 1, 1_000).is_err());
        assert!(matches!(zero.ensure_covers(0, 0, 1_001), Err(ContractError::ReserveStale { .. })));
    }

    #[test]
    fn an_attestation_speaks_of_no_earlier_time_and_not_of_the_future() {
        let reserve = reserve(5, 0, 0);
        let at = |as_of| reserve.attest(Attested { amount: 9, as_of }, 2_000);
        assert!(at(999).is_err() && at(2_001).is_err());
        assert_eq!(at(1_000).unwrap().attested.unwrap().amount, 9);
        assert!(at(2_000).is_ok());
    }

    #[test]
    fn a3_what_was_paid_out_counts_no_more_unless_a_later_attestation_says_so() {
        let reserve = reserve(1_500, 1_000, 0);
        assert_eq!(reserve.headroom(1_500, 1_100), Some(0));
        let paid = reserve.pay_out(500, 1_050);
        assert_eq!(paid.lowered, 500);
        assert_eq!(paid.reserve.headroom(1_000, 1_100), Some(0), "the same dollar backs nothing");
        // The attestation is of the second of the payment: it may have been counted before.
        assert_eq!(reserve.pay_out(500, 1_000).lowered, 500);
        assert_eq!(reserve.pay_out(500, 999), PaidOut { reserve, lowered: 0 });
        assert_eq!(reserve.pay_out(2_000, 1_050).lowered, 1_500);
        assert_eq!(Reserve::default().pay_out(5, 9).lowered, 0);
    }

    proptest! {
        /// I2: whatever is minted, redeemed and paid, no more is issued than is attested less what was paid
        /// out since.
        #[test]
        fn i2_no_order_of_mints_and_payments_brings_the_issue_above_what_backs_it(
            steps in prop::collection::vec((0u8..3, 1u128..500), 1..60),
        ) {
            let mut reserve = Reserve {
                policy: Some(Policy { max_age: 1_000_000, margin_bps: 0 }),
                attested: Some(Attested { amount: 1_000, as_of: 0 }),
            };
            // What is really in the bank, and when.
            let (mut bank, mut issued, mut now) = (1_000u128, 0u128, 0u64);
            for (step, amount) in steps {
                now += 1;
                match step {
                    0 => if reserve.ensure_covers(issued, amount, now).is_ok() {
                        issued += amount;
                    },
                    1 if amount <= issued => {
                        bank -= amount;
                        issued -= amount;
                        reserve = reserve.pay_out(amount, now).reserve;
                    }
                    1 => {}
                    _ => reserve = reserve.attest(Attested { amount: bank, as_of: now }, now).unwrap(),
                }
                prop_assert!(issued <= bank, "{issued} are backed by {bank}");
            }
        }

        /// I2: `most` is the largest issue that the attested amount covers with its margin.
        #[test]
        fn i2_most_is_exact_and_never_overflows(
            amount in prop_oneof![any::<u128>(), 0u128..100_000], margin in 0u16..=10_000,
        ) {
            let most = Policy { max_age: 0, margin_bps: margin }.most(amount);
            let covered = |issue: Uint256| {
                issue * Uint256::from(ONE + u128::from(margin)) <= Uint256::from(amount) * Uint256::from(ONE)
            };
            prop_assert!(covered(most.into()));
            prop_assert!(!covered(Uint256::from(most) + Uint256::one()));
        }
    }
}
