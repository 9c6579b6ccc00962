//! Which changes loosen a rule, and have to wait.

use std::collections::BTreeSet;

use isthmus_api::issuance::{Change, MinterTerms, RedemptionPolicy};
use isthmus_api::types::Limit;

use super::redemption::complete;

/// Whether the change loosens what is `now`, a change of the same kind that would alter nothing.
pub fn loosens(now: &Change, change: &Change) -> bool {
    match (now, change) {
        (Change::SetMinter { terms: now, .. }, Change::SetMinter { terms, .. }) => {
            match (now, terms) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(now), Some(terms)) => allows_more(now, terms),
            }
        }
        (Change::SetController { minter: now, .. }, Change::SetController { minter, .. }) => {
            minter.is_some() && minter != now
        }
        (
            Change::SetMintRecipients { recipients: now, .. },
            Change::SetMintRecipients { recipients, .. },
        ) => match (now, recipients) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(now), Some(recipients)) => {
                recipients.iter().any(|recipient| !now.contains(recipient))
            }
        },
        (Change::SetReservePolicy { policy: now }, Change::SetReservePolicy { policy }) => {
            match (now, policy) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(now), Some(policy)) => {
                    policy.max_age_seconds > now.max_age_seconds
                        || policy.margin_bps < now.margin_bps
                }
            }
        }
        (Change::SetRedemptionPolicy { policy: now }, Change::SetRedemptionPolicy { policy }) => {
            match (now, policy) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(now), Some(policy)) => owes_less(complete(*now), complete(*policy)),
            }
        }
        // A minter that may mint again; and two kinds that do not belong together.
        _ => true,
    }
}

/// Whether two changes of one kind say the same.
pub fn is_same_rule(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (
            Change::SetMintRecipients { recipients: Some(one), minter },
            Change::SetMintRecipients { recipients: Some(other), minter: same },
        ) => minter == same && set(one) == set(other),
        (
            Change::SetRedemptionPolicy { policy: one },
            Change::SetRedemptionPolicy { policy: other },
        ) => one.map(complete) == other.map(complete),
        (one, other) => one == other,
    }
}

fn set(list: &[String]) -> BTreeSet<&String> {
    list.iter().collect()
}

/// Whether a minter may do more.
pub fn allows_more(now: &MinterTerms, terms: &MinterTerms) -> bool {
    let faster = match (now.rate_limit, terms.rate_limit) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(now), Some(limit)) => is_looser(now, limit),
    };
    terms.ceiling > now.ceiling || faster
}

fn is_looser(now: Limit, limit: Limit) -> bool {
    limit.capacity > now.capacity || limit.refill_per_second > now.refill_per_second
}

/// Whether the issuer owes its holders less.
fn owes_less(now: RedemptionPolicy, policy: RedemptionPolicy) -> bool {
    policy.term_days > now.term_days
        || policy.payment_days > now.payment_days
        || policy.min_amount > now.min_amount
}

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_api::issuance::ReservePolicy;

    fn minter(terms: Option<(u128, Option<(u128, u128)>)>) -> Change {
        let limit = |(capacity, refill): (u128, u128)| Limit {
            capacity: capacity.into(),
            refill_per_second: refill.into(),
        };
        let terms = terms.map(|(ceiling, rate)| MinterTerms {
            ceiling: ceiling.into(),
            rate_limit: rate.map(limit),
        });
        Change::SetMinter { minter: "m".into(), terms }
    }

    fn controls(minter: Option<&str>) -> Change {
        Change::SetController { controller: "c".into(), minter: minter.map(String::from) }
    }

    fn list(recipients: Option<&[&str]>) -> Change {
        let owned = |list: &[&str]| list.iter().map(|name| (*name).to_string()).collect();
        Change::SetMintRecipients { minter: "m".into(), recipients: recipients.map(owned) }
    }

    fn reserve(policy: Option<(u64, u16)>) -> Change {
        Change::SetReservePolicy {
            policy: policy
                .map(|(max_age_seconds, margin_bps)| ReservePolicy { max_age_seconds, margin_bps }),
        }
    }

    fn redemption(policy: Option<(Option<u8>, Option<u8>, u128)>) -> Change {
        Change::SetRedemptionPolicy {
            policy: policy.map(|(term_days, payment_days, min)| RedemptionPolicy {
                term_days,
                payment_days,
                min_amount: min.into(),
            }),
        }
    }

    #[test]
    fn loosening_is_more_power_for_the_issuer_and_less_for_holders() {
        let resume = || Change::ResumeMinter { minter: "m".into() };
        let terms = |term, payment, min| redemption(Some((Some(term), Some(payment), min)));
        let cases = [
            (minter(None), minter(Some((0, Some((0, 0))))), true),
            (minter(Some((5, None))), minter(None), false),
            (minter(Some((5, None))), minter(Some((5, None))), false),
            (minter(Some((5, None))), minter(Some((6, None))), true),
            (minter(Some((5, None))), minter(Some((4, None))), false),
            (minter(Some((5, None))), minter(Some((5, Some((9, 9))))), false),
            (minter(Some((5, Some((9, 9))))), minter(Some((4, None))), true),
            (minter(Some((5, Some((9, 9))))), minter(Some((5, Some((10, 1))))), true),
            (minter(Some((5, Some((9, 9))))), minter(Some((5, Some((1, 10))))), true),
            (minter(Some((5, Some((9, 9))))), minter(Some((5, Some((8, 8))))), false),
            (resume(), resume(), true),
            (controls(None), controls(Some("m")), true),
            (controls(Some("m")), controls(Some("n")), true),
            (controls(Some("m")), controls(Some("m")), false),
            (controls(Some("m")), controls(None), false),
            (controls(None), controls(None), false),
            (list(None), list(Some(&["a"])), false),
            (list(Some(&[])), list(None), true),
            (list(Some(&["a"])), list(Some(&["b"])), true),
            (list(Some(&["a", "b"])), list(Some(&["b"])), false),
            (list(Some(&["a", "b"])), list(Some(&["b", "a"])), false),
            (reserve(None), reserve(Some((5, 5))), false),
            (reserve(Some((5, 5))), reserve(None), true),
            (reserve(Some((5, 5))), reserve(Some((6, 6))), true),
            (reserve(Some((5, 5))), reserve(Some((4, 4))), true),
            (reserve(Some((5, 5))), reserve(Some((4, 6))), false),
            (redemption(None), terms(20, 20, 9), false),
            (terms(2, 2, 9), redemption(None), true),
            (terms(2, 2, 9), terms(3, 1, 9), true),
            (terms(2, 2, 9), terms(1, 3, 9), true),
            (terms(2, 2, 9), terms(2, 2, 10), true),
            (terms(2, 2, 9), terms(1, 1, 8), false),
            (terms(2, 2, 9), redemption(Some((None, None, 9))), false),
            (terms(1, 2, 9), redemption(Some((None, None, 9))), true),
            (reserve(None), redemption(None), true),
        ];
        for (now, change, expected) in cases {
            assert_eq!(loosens(&now, &change), expected, "{now:?} {change:?}");
        }
    }

    #[test]
    fn a_list_in_another_order_and_terms_left_out_are_the_same_rule() {
        assert!(is_same_rule(&list(Some(&["a", "b"])), &list(Some(&["b", "a"]))));
        assert!(!is_same_rule(&list(Some(&["a"])), &list(Some(&["b"]))));
        assert!(!is_same_rule(&list(None), &list(Some(&[]))));
        let left_out = redemption(Some((None, None, 9)));
        assert!(is_same_rule(&left_out, &redemption(Some((Some(2), Some(2), 9)))));
        assert!(!is_same_rule(&left_out, &redemption(None)));
    }
}
