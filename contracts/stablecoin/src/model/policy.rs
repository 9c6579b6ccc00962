//! What a policy contract is asked about.
//!
//! Every movement by which somebody disposes of tokens or creates them: the same that the compliance
//! mode screens. What must land is not held up by it, nor is what an order takes: a policy that
//! refused those would strand money in a deal or in the bridge, or put itself above a court.

use isthmus_api::policy::MovementKind;

use super::movement::Kind;

/// What the policy contract is told that the movement is; none if it is not asked.
pub fn question(kind: Kind, lands: bool) -> Option<MovementKind> {
    match kind {
        _ if lands => None,
        Kind::Transfer => Some(MovementKind::Transfer),
        Kind::Mint => Some(MovementKind::Mint),
        Kind::Burn => Some(MovementKind::Burn),
        Kind::BridgeMint => Some(MovementKind::BridgeMint),
        Kind::RedemptionRequest => Some(MovementKind::RedemptionRequest),
        Kind::BridgeBurn | Kind::BridgeRefund | Kind::Seize | Kind::Wipe | Kind::Recover => None,
        Kind::RedemptionSettle | Kind::RedemptionReturn | Kind::CarryOver => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_movements_that_a_mode_screens_are_asked_about_unless_they_must_land() {
        use Kind as K;
        for kind in [
            K::Transfer,
            K::Mint,
            K::Burn,
            K::BridgeBurn,
            K::BridgeMint,
            K::BridgeRefund,
            K::Seize,
            K::Wipe,
            K::Recover,
            K::RedemptionRequest,
            K::RedemptionSettle,
            K::RedemptionReturn,
            K::CarryOver,
        ] {
            assert_eq!(question(kind, kind.lands(false)).is_some(), kind.screened(), "{kind:?}");
        }
        assert_eq!(question(K::Transfer, K::Transfer.lands(true)), None, "an escrow pays");
    }
}
