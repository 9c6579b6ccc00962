//! What the reserves allow: an attested amount, and the policy by which it bounds minting.
//!
//! The bound is `(issued + amount) * (10000 + margin_bps) / 10000 <= attested`, rounded against the
//! minter. It is worked out the other way round, as the most that may be issued, which never
//! overflows.
//!
//! What was paid out for a redemption has left the bank, whatever the last attestation says: it is taken
//! off what counts, unless an attestation speaks of a later second than the payment. An attestation of
//! yesterday that comes today is such a one only for what was paid until yesterday; so payments are
//! remembered until one speaks of a time after them.

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

/// What was paid out, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Base units.
    pub amount: u128,
    /// The second of it.
    pub at: u64,
}

/// How many payments are remembered one by one.
pub const MAX_PAYMENTS: usize = 32;

/// Remembers a payment, the oldest first. If there are too many, the two oldest become one at the second of
/// the later: less counts than might, never more.
pub fn remember(mut payments: Vec<Payment>, payment: Payment) -> Vec<Payment> {
    let place = payments.partition_point(|other| other.at <= payment.at);
    payments.insert(place, payment);
    if payments.len() > MAX_PAYMENTS {
        let oldest = payments.remove(0);
        if let Some(next) = payments.first_mut() {
            next.amount = next.amount.saturating_add(oldest.amount);
        }
    }
    payments
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

    /// What of the newest attestation counts; zero if there is none.
    pub fn counted(&self) -> u128 {
        self.attested.map(|attested| attested.amount).unwrap_or_default()
    }

    /// Whether the newest attestation speaks of a later second, so that it knows what was paid then.
    pub fn knows_of(&self, second: u64) -> bool {
        self.attested.is_some_and(|attested| second < attested.as_of)
    }

    /// Takes a newer attestation, less what was paid since the second of which it speaks. It may not speak
    /// of the future, nor of a time before the last one: an old report would bring an amount back that was
    /// corrected since.
    pub fn attest(
        &self,
        attested: Attested,
        now: u64,
        payments: &[Payment],
    ) -> Result<Attests, ContractError> {
        let last = self.attested.map(|attested| attested.as_of).unwrap_or_default();
        types::within("as_of", attested.as_of, (last, now))?;
        let since = payments.iter().filter(|payment| attested.as_of <= payment.at);
        let payments: Vec<Payment> = since.copied().collect();
        let paid = payments.iter().fold(0u128, |sum, payment| sum.saturating_add(payment.amount));
        let amount = attested.amount.saturating_sub(paid);
        let reserve = Self { attested: Some(Attested { amount, ..attested }), ..*self };
        Ok(Attests { reserve, payments })
    }

    /// An amount was paid out of the reserves. Also gives by how much what counts has fallen.
    pub fn pay_out(&self, payment: Payment) -> PaidOut {
        let Some(attested) = self.attested.filter(|_| !self.knows_of(payment.at)) else {
            return PaidOut { reserve: *self, lowered: 0 };
        };
        let lowered = payment.amount.min(attested.amount);
        let left = attested.amount.saturating_sub(lowered);
        let attested = Some(Attested { amount: left, ..attested });
        PaidOut { reserve: Self { attested, ..*self }, lowered }
    }
}

/// The reserves after an attestation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attests {
    /// What they are.
    pub reserve: Reserve,
    /// The payments that the next attestation may not know of either.
    pub payments: Vec<Payment>,
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
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
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

    fn payment(amount: u128, at: u64) -> Payment {
        Payment { amount, at }
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
        let at = |as_of| reserve.attest(Attested { amount: 9, as_of }, 2_000, &[]);
        assert!(at(999).is_err() && at(2_001).is_err());
        assert_eq!(at(1_000).unwrap().reserve.counted(), 9);
        assert!(at(2_000).is_ok());
    }

    #[test]
    fn a3_what_was_paid_out_counts_no_more_unless_a_later_attestation_says_so() {
        let reserve = reserve(1_500, 1_000, 0);
        assert_eq!(reserve.headroom(1_500, 1_100), Some(0));
        let paid = reserve.pay_out(payment(500, 1_050));
        assert_eq!(paid.lowered, 500);
        assert_eq!(paid.reserve.headroom(1_000, 1_100), Some(0), "the same dollar backs nothing");
        // The attestation is of the second of the payment: it may have been counted before.
        assert_eq!(reserve.pay_out(payment(500, 1_000)).lowered, 500);
        assert_eq!(reserve.pay_out(payment(500, 999)), PaidOut { reserve, lowered: 0 });
        assert_eq!(reserve.pay_out(payment(2_000, 1_050)).lowered, 1_500);
        assert_eq!(Reserve::default().pay_out(payment(5, 9)).lowered, 0);
    }

    /// Yesterday's report that comes today does not know what was paid this morning.
    #[test]
    fn a3_an_attestation_of_before_a_payment_counts_without_it() {
        let reserve = reserve(1_500, 1_000, 0);
        let payments = remember(remember(Vec::new(), payment(500, 1_200)), payment(70, 1_100));
        let counts = |as_of| {
            let after =
                reserve.attest(Attested { amount: 1_500, as_of }, 2_000, &payments).unwrap();
            (after.reserve.counted(), after.payments.len())
        };
        let all = [(1_099, (930, 2)), (1_100, (930, 2)), (1_101, (1_000, 1)), (1_201, (1_500, 0))];
        for (as_of, counted) in all {
            assert_eq!(counts(as_of), counted, "as of {as_of}");
        }
    }

    #[test]
    fn the_two_oldest_of_too_many_payments_are_one_and_none_is_forgotten() {
        let payments = (0..40).map(|second| payment(1, second)).fold(Vec::new(), remember);
        assert_eq!(payments.len(), MAX_PAYMENTS);
        assert_eq!(payments[0], payment(9, 8));
        assert_eq!(payments.iter().map(|payment| payment.amount).sum::<u128>(), 40);
    }

    proptest! {
        /// I2: whatever is minted, redeemed, paid and attested of whatever second, no more is issued than
        /// is in the bank.
        #[test]
        fn i2_no_order_of_mints_and_payments_brings_the_issue_above_what_backs_it(
            steps in prop::collection::vec((0u8..3, 1u128..500, 0usize..40), 1..120),
        ) {
            let mut reserve = Reserve {
                policy: Some(Policy { max_age: 1_000_000, margin_bps: 0 }),
                attested: Some(Attested { amount: 1_000, as_of: 0 }),
            };
            let mut payments = Vec::new();
            // What was in the bank at the end of each second, and what is issued.
            let (mut bank, mut issued) = (vec![1_000u128], 0u128);
            for (step, amount, back) in steps {
                let (now, there) = (bank.len(), bank[bank.len() - 1]);
                let second = u64::try_from(now).unwrap();
                bank.push(there);
                match step {
                    0 => if reserve.ensure_covers(issued, amount, second).is_ok() {
                        issued += amount;
                    },
                    1 if amount <= issued => {
                        bank[now] -= amount;
                        issued -= amount;
                        let paid = payment(amount, second);
                        if !reserve.knows_of(paid.at) {
                            payments = remember(payments, paid);
                        }
                        reserve = reserve.pay_out(paid).reserve;
                    }
                    1 => {}
                    _ => {
                        let of = now.saturating_sub(back);
                        let as_of = u64::try_from(of).unwrap();
                        let told = Attested { amount: bank[of], as_of };
                        if let Ok(after) = reserve.attest(told, second, &payments) {
                            (reserve, payments) = (after.reserve, after.payments);
                        }
                    }
                }
                prop_assert!(issued <= bank[now], "{issued} are backed by {}", bank[now]);
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
