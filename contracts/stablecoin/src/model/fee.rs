//! The fee on top of a payment.

use isthmus_api::stablecoin::{MAX_FEE_BPS, MAX_FEE_UNITS};

use crate::error::ContractError;

const WHOLE: u128 = 10_000;

/// How much a fee is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Basis points of the amount.
    pub bps: u16,
    /// Most for one payment.
    pub max: u128,
}

impl Rate {
    /// A rate below the ceiling that is written here: no role can go above it.
    pub fn checked(bps: u16, max: u128, decimals: u8) -> Result<Self, ContractError> {
        let unit = 10u128.saturating_pow(u32::from(decimals));
        let max_fee = MAX_FEE_UNITS.saturating_mul(unit);
        if !(1..=MAX_FEE_BPS).contains(&bps) || max > max_fee {
            return Err(ContractError::FeeCeiling { max_bps: MAX_FEE_BPS, max_fee, bps, fee: max });
        }
        Ok(Self { bps, max })
    }

    /// The fee of a payment, rounded down. In two parts, so that no amount is too large for it.
    pub fn of(self, amount: u128) -> u128 {
        let bps = u128::from(self.bps);
        let part = |amount: u128| amount.saturating_mul(bps);
        let whole = part(amount / WHOLE);
        whole.saturating_add(part(amount % WHOLE) / WHOLE).min(self.max)
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fee_is_rounded_down_and_has_a_most() {
        let rate = Rate { bps: 20, max: 50 };
        let cases =
            [(0, 0), (499, 0), (500, 1), (999, 1), (1000, 2), (25_000, 50), (u128::MAX, 50)];
        for (amount, fee) in cases {
            assert_eq!(rate.of(amount), fee, "{amount}");
        }
    }

    #[test]
    fn the_ceiling_is_twenty_basis_points_and_fifty_tokens() {
        assert!(Rate::checked(20, 50_000_000, 6).is_ok());
        assert!(Rate::checked(21, 1, 6).is_err());
        assert!(Rate::checked(0, 1, 6).is_err());
        assert!(Rate::checked(1, 50_000_001, 6).is_err());
        assert!(Rate::checked(1, 50, 0).is_ok());
    }

    proptest! {
        #[test]
        fn a_fee_is_exact(amount in 0..u128::MAX / 20, bps in 1u16..=20) {
            let exact = amount * u128::from(bps) / 10_000;
            prop_assert_eq!(Rate { bps, max: u128::MAX }.of(amount), exact);
        }
    }
}
