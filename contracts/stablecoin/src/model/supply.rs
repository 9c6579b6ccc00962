//! The supply: what is here, what is abroad, and what bounds both.
//!
//! Money sent abroad is burnt here and minted there. The home region keeps the sum of what is away
//! as `abroad`, and cap and headroom act on `total + abroad`: sending money out makes no room to
//! mint more, which would be a hole in the reserves.

use crate::error::ContractError;

/// The supply of one region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supply {
    /// Sum of all balances here.
    pub total: u128,
    /// At home what went abroad and has not come back; elsewhere zero.
    pub abroad: u128,
    /// Most that `total + abroad` may be after a mint.
    pub cap: Option<u128>,
    /// Whether this region is not the token's home.
    pub foreign: bool,
    /// Whether holders may not burn.
    pub burn_off: bool,
}

impl Supply {
    /// What a minter may still create under the cap; none without a cap.
    pub fn headroom(&self) -> Option<u128> {
        self.cap.map(|cap| cap.saturating_sub(self.issued()))
    }

    /// All there is, here and abroad.
    pub fn issued(&self) -> u128 {
        self.total.saturating_add(self.abroad)
    }

    /// Fails outside the home region.
    pub fn ensure_at_home(&self) -> Result<(), ContractError> {
        if self.foreign {
            return Err(ContractError::NotHome {});
        }
        Ok(())
    }

    /// A minter creates tokens.
    pub fn mint(&self, amount: u128) -> Result<Self, ContractError> {
        self.ensure_at_home()?;
        if let Some(headroom) = self.headroom().filter(|headroom| *headroom < amount) {
            return Err(ContractError::CapExceeded { headroom, asked: amount });
        }
        // `abroad` must be able to come home, so it is part of the sum that has to fit.
        let issued = add(self.total, self.abroad)?;
        add(issued, amount)?;
        Ok(Self { total: add(self.total, amount)?, ..self.clone() })
    }

    /// A holder destroys tokens.
    pub fn burn(&self, amount: u128) -> Result<Self, ContractError> {
        if self.burn_off {
            return Err(ContractError::BurnDisabled {});
        }
        Ok(Self { total: sub(self.total, amount)?, ..self.clone() })
    }

    /// An order destroys tokens. At home only: elsewhere the home region would still count them as
    /// abroad.
    pub fn wipe(&self, amount: u128) -> Result<Self, ContractError> {
        self.ensure_at_home()?;
        Ok(Self { total: sub(self.total, amount)?, ..self.clone() })
    }

    /// The issuer destroys what was handed in for money, whether holders may burn or not.
    pub fn redeem(&self, amount: u128) -> Result<Self, ContractError> {
        Ok(Self { total: sub(self.total, amount)?, ..self.clone() })
    }

    /// Tokens go abroad.
    pub fn leave(&self, amount: u128) -> Result<Self, ContractError> {
        let total = sub(self.total, amount)?;
        let abroad = if self.foreign { self.abroad } else { add(self.abroad, amount)? };
        Ok(Self { total, abroad, ..self.clone() })
    }

    /// Tokens that cw20-base issued, under its cap or not.
    pub fn carry_over(&self, amount: u128) -> Result<Self, ContractError> {
        Ok(Self { total: add(self.total, amount)?, ..self.clone() })
    }

    /// Tokens arrive from abroad, or never got there.
    pub fn arrive(&self, amount: u128) -> Result<Self, ContractError> {
        let abroad = if self.foreign {
            self.abroad
        } else {
            self.abroad
                .checked_sub(amount)
                .ok_or(ContractError::AbroadTooSmall { abroad: self.abroad, asked: amount })?
        };
        Ok(Self { total: add(self.total, amount)?, abroad, ..self.clone() })
    }
}

fn add(left: u128, right: u128) -> Result<u128, ContractError> {
    left.checked_add(right).ok_or(ContractError::Overflow { left, right })
}

fn sub(balance: u128, needed: u128) -> Result<u128, ContractError> {
    balance.checked_sub(needed).ok_or(ContractError::InsufficientBalance { balance, needed })
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn money_abroad_frees_no_room_under_the_cap() {
        let supply = Supply { total: 60, cap: Some(100), ..Supply::default() };
        assert_eq!(supply.headroom(), Some(40));
        let away = supply.leave(50).unwrap();
        assert_eq!((away.total, away.abroad, away.headroom()), (10, 50, Some(40)));
        assert!(away.mint(41).is_err());
        assert_eq!(away.mint(40).unwrap().arrive(50).unwrap().total, 100);
    }

    #[test]
    fn no_more_comes_home_than_went_away() {
        let home = Supply { total: 10, abroad: 5, ..Supply::default() };
        assert!(home.arrive(6).is_err());
        let foreign = Supply { foreign: true, ..Supply::default() };
        let arrived = foreign.arrive(6).unwrap();
        assert_eq!((arrived.total, arrived.abroad), (6, 0));
        assert!(foreign.mint(1).is_err());
    }

    #[test]
    fn e29_the_largest_supply_is_an_error_not_a_panic() {
        let full = Supply { total: u128::MAX - 1, abroad: 1, ..Supply::default() };
        assert!(matches!(full.mint(1), Err(ContractError::Overflow { .. })));
        assert!(full.mint(0).is_ok());
    }

    proptest! {
        /// I2: whatever happens at home, `total + abroad` is what was minted less what was burnt, and
        /// a mint never brings it above the cap.
        #[test]
        fn issued_is_minted_less_burnt(steps in prop::collection::vec((0u8..4, 0u128..100), 0..60)) {
            let mut supply = Supply { cap: Some(300), ..Supply::default() };
            let mut issued = 0u128;
            for (kind, amount) in steps {
                let next = match kind {
                    0 => supply.mint(amount),
                    1 => supply.burn(amount),
                    2 => supply.leave(amount),
                    _ => supply.arrive(amount),
                };
                if let Ok(next) = next {
                    match kind { 0 => issued += amount, 1 => issued -= amount, _ => {} }
                    supply = next;
                }
                prop_assert_eq!(supply.total + supply.abroad, issued);
                prop_assert!(issued <= 300);
            }
        }
    }
}
