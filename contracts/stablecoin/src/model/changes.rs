//! Which changes of the token's own rules loosen one, and have to wait.

use isthmus_api::stablecoin::{Change, PolicyContract};

use super::compliance::strictness;

/// Whether the change loosens what is `now`, a change of the same kind that would alter nothing.
pub fn loosens(now: &Change, change: &Change) -> bool {
    match (now, change) {
        (Change::SetCap { cap: now }, Change::SetCap { cap }) => match (now, cap) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(now), Some(cap)) => cap > now,
        },
        (Change::SetHolderBurn { enabled: now }, Change::SetHolderBurn { enabled }) => {
            *enabled && !now
        }
        (Change::SetComplianceMode { mode: now }, Change::SetComplianceMode { mode }) => {
            strictness(*mode) < strictness(*now)
        }
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
    use isthmus_api::stablecoin::{ComplianceMode as M, FeeConfig, ReservePolicy};

    fn cap(cap: Option<u128>) -> Change {
        Change::SetCap { cap: cap.map(Into::into) }
    }

    #[test]
    fn loosening_is_more_room_and_fewer_rules() {
        let burn = |enabled| Change::SetHolderBurn { enabled };
        let mode = |mode| Change::SetComplianceMode { mode };
        let policy = |policy: Option<(u64, u16)>| Change::SetReservePolicy {
            policy: policy
                .map(|(max_age_seconds, margin_bps)| ReservePolicy { max_age_seconds, margin_bps }),
        };
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
            (policy(None), policy(Some((5, 5))), false),
            (policy(Some((5, 5))), policy(None), true),
            (policy(Some((5, 5))), policy(Some((6, 6))), true),
            (policy(Some((5, 5))), policy(Some((4, 4))), true),
            (policy(Some((5, 5))), policy(Some((4, 6))), false),
            (policy(Some((5, 5))), policy(Some((5, 5))), false),
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
