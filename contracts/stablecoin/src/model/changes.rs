//! Which changes of the token's own rules loosen one, and have to wait.

use isthmus_api::stablecoin::{Change, MinterTerms, PolicyContract};

use super::compliance::strictness;

/// Whether the change loosens what is `now`, a change of the same kind that would alter nothing.
pub fn loosens(now: &Change, change: &Change) -> bool {
    match (now, change) {
        (Change::SetCap { cap: now }, Change::SetCap { cap }) => match (now, cap) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(now), Some(cap)) => cap > now,
        },
        (Change::SetMinter { minter: now }, Change::SetMinter { minter }) => match (now, minter) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(now), Some(minter)) => mints_more(now, minter),
        },
        (Change::SetHolderBurn { enabled: now }, Change::SetHolderBurn { enabled }) => {
            *enabled && !now
        }
        (Change::SetComplianceMode { mode: now }, Change::SetComplianceMode { mode }) => {
            strictness(*mode) < strictness(*now)
        }
        (Change::SetPolicyContract { policy: now }, Change::SetPolicyContract { .. }) => {
            now.is_some()
                && !is_same_rule(&Change::SetPolicyContract { policy: now.clone() }, change)
        }
        (Change::SetFee { fee: now }, Change::SetFee { fee }) => match (now, fee) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(now), Some(fee)) => fee.bps > now.bps || fee.max_fee > now.max_fee,
        },
        (Change::SetBridge { bridge: now }, Change::SetBridge { bridge }) => bridge != now,
        (Change::SetIdentity { identity: now }, Change::SetIdentity { identity }) => {
            identity.is_some() && identity != now
        }
        // An escrow that is none yet, or none any more; and two kinds that do not belong together.
        _ => true,
    }
}

/// Whether another account mints, or the same one more or faster.
pub fn mints_more(now: &MinterTerms, then: &MinterTerms) -> bool {
    let more = match (now.allowance, then.allowance) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(now), Some(then)) => then > now,
    };
    let faster = match (now.rate_limit, then.rate_limit) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(now), Some(then)) => {
            then.capacity > now.capacity || then.refill_per_second > now.refill_per_second
        }
    };
    then.address != now.address || more || faster
}

/// Whether a change that was scheduled `against` a rule can still be made. The minter may have minted since, or a
/// busy one could never be given more; who lowers what it may mint ends what waits anyway.
pub fn still_holds(present: &Change, against: &Change) -> bool {
    match (present, against) {
        (
            Change::SetMinter { minter: Some(present) },
            Change::SetMinter { minter: Some(against) },
        ) => {
            let allowance = match (present.allowance, against.allowance) {
                (Some(left), Some(had)) => left <= had,
                (left, had) => left == had,
            };
            allowance
                && present.address == against.address
                && present.rate_limit == against.rate_limit
        }
        _ => is_same_rule(present, against),
    }
}

/// Whether two changes of one kind say the same. More gas or less for the policy contract changes no
/// rule: without its word nothing passes.
pub fn is_same_rule(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (
            Change::SetPolicyContract { policy: one },
            Change::SetPolicyContract { policy: other },
        ) => {
            let address = |policy: &Option<PolicyContract>| policy.clone().map(|it| it.address);
            address(one) == address(other)
        }
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_api::stablecoin::{ComplianceMode as M, FeeConfig};
    use isthmus_api::types::Limit;

    fn cap(cap: Option<u128>) -> Change {
        Change::SetCap { cap: cap.map(Into::into) }
    }

    /// Who, how much, and the capacity and refill of the limit.
    type Told = Option<(&'static str, Option<u128>, Option<(u128, u128)>)>;

    fn minter(told: Told) -> Change {
        let minter = told.map(|(address, allowance, limit)| MinterTerms {
            address: address.to_string(),
            allowance: allowance.map(Into::into),
            rate_limit: limit.map(|(capacity, refill)| Limit {
                capacity: capacity.into(),
                refill_per_second: refill.into(),
            }),
        });
        Change::SetMinter { minter }
    }

    #[test]
    fn another_minter_and_one_that_mints_more_or_faster_loosen() {
        let now = ("a", Some(5), Some((5, 5)));
        let cases = [
            (None, None, false),
            (None, Some(("a", Some(0), Some((0, 0)))), true),
            (Some(now), None, false),
            (Some(now), Some(now), false),
            (Some(now), Some(("b", Some(5), Some((5, 5)))), true),
            (Some(now), Some(("a", Some(6), Some((5, 5)))), true),
            (Some(now), Some(("a", None, Some((5, 5)))), true),
            (Some(now), Some(("a", Some(4), Some((4, 4)))), false),
            (Some(now), Some(("a", Some(4), Some((6, 4)))), true),
            (Some(now), Some(("a", Some(4), Some((4, 6)))), true),
            (Some(now), Some(("a", Some(4), None)), true),
            (Some(("a", None, None)), Some(("a", None, None)), false),
            (Some(("a", None, None)), Some(now), false),
        ];
        for (now, change, expected) in cases {
            let (now, change) = (minter(now), minter(change));
            assert_eq!(loosens(&now, &change), expected, "{now:?} {change:?}");
        }
    }

    #[test]
    fn what_the_minter_has_minted_ends_no_plan_and_anything_else_does() {
        let against = minter(Some(("a", Some(5), Some((5, 5)))));
        for (present, expected) in [
            (("a", Some(5), Some((5, 5))), true),
            (("a", Some(0), Some((5, 5))), true),
            (("a", Some(6), Some((5, 5))), false),
            (("a", None, Some((5, 5))), false),
            (("a", Some(5), Some((4, 5))), false),
            (("a", Some(5), None), false),
            (("b", Some(5), Some((5, 5))), false),
        ] {
            assert_eq!(still_holds(&minter(Some(present)), &against), expected, "{present:?}");
        }
        assert!(!still_holds(&minter(None), &against) && !still_holds(&against, &minter(None)));
        assert!(still_holds(&minter(None), &minter(None)));
        assert!(
            still_holds(&cap(Some(5)), &cap(Some(5))) && !still_holds(&cap(Some(4)), &cap(Some(5)))
        );
    }

    #[test]
    fn loosening_is_more_room_and_fewer_rules() {
        let burn = |enabled| Change::SetHolderBurn { enabled };
        let mode = |mode| Change::SetComplianceMode { mode };
        let fee = |fee: Option<(u16, u128)>| Change::SetFee {
            fee: fee.map(|(bps, max_fee)| FeeConfig {
                bps,
                max_fee: max_fee.into(),
                collector: "x".into(),
            }),
        };
        let asked = |asked: Option<(&str, u64)>| Change::SetPolicyContract {
            policy: asked.map(|(address, gas_limit)| PolicyContract {
                address: address.to_string(),
                gas_limit,
            }),
        };
        let bridge = |bridge: &str| Change::SetBridge { bridge: bridge.into() };
        let registry = |identity: Option<&str>| Change::SetIdentity {
            identity: identity.map(ToString::to_string),
        };
        let shelter = || Change::RegisterEscrow { account: "x".into() };
        let escrow = || Change::UnregisterEscrow { account: "x".into() };
        let cases = [
            (cap(Some(5)), cap(Some(6)), true),
            (cap(Some(5)), cap(None), true),
            (cap(Some(5)), cap(Some(5)), false),
            (cap(Some(5)), cap(Some(4)), false),
            (cap(None), cap(Some(u128::MAX)), false),
            (cap(None), cap(None), false),
            (burn(false), burn(true), true),
            (burn(true), burn(true), false),
            (burn(true), burn(false), false),
            (mode(M::Allowlist), mode(M::Blocklist), true),
            (mode(M::Blocklist), mode(M::Open), true),
            (mode(M::Open), mode(M::Allowlist), false),
            (fee(None), fee(None), false),
            (fee(None), fee(Some((1, 1))), true),
            (fee(Some((5, 5))), fee(None), false),
            (fee(Some((5, 5))), fee(Some((5, 5))), false),
            (fee(Some((5, 5))), fee(Some((4, 4))), false),
            (fee(Some((5, 5))), fee(Some((6, 4))), true),
            (fee(Some((5, 5))), fee(Some((4, 6))), true),
            (asked(None), asked(Some(("a", 5))), false),
            (asked(None), asked(None), false),
            (asked(Some(("a", 5))), asked(None), true),
            (asked(Some(("a", 5))), asked(Some(("b", 5))), true),
            (asked(Some(("a", 5))), asked(Some(("a", 4))), false),
            (asked(Some(("a", 5))), asked(Some(("a", 6))), false),
            (shelter(), shelter(), true),
            (bridge("a"), bridge("b"), true),
            (bridge("a"), bridge("a"), false),
            (registry(None), registry(Some("a")), true),
            (registry(Some("a")), registry(Some("b")), true),
            (registry(Some("a")), registry(Some("a")), false),
            (registry(Some("a")), registry(None), false),
            (escrow(), escrow(), true),
            (cap(None), burn(false), true),
        ];
        for (now, change, expected) in cases {
            assert_eq!(loosens(&now, &change), expected, "{now:?} {change:?}");
        }
    }
}
