//! What a minter may still mint.

use crate::error::ContractError;

/// A minter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Minter {
    /// What it may still mint; none for the minter of CW20's own extension until it is given one,
    /// which the cap alone then bounds.
    pub allowance: Option<u128>,
    /// Whether its account is frozen, kept here too so that minting needs no second read (E19).
    pub frozen: bool,
}

impl Minter {
    /// Uses up part of the allowance.
    pub fn mint(&self, amount: u128) -> Result<Self, ContractError> {
        if self.frozen {
            return Err(ContractError::MinterFrozen {});
        }
        let Some(left) = self.allowance else {
            return Ok(self.clone());
        };
        let rest = left
            .checked_sub(amount)
            .ok_or(ContractError::MinterAllowance { left, asked: amount })?;
        Ok(Self { allowance: Some(rest), frozen: false })
    }

    /// Takes over what another minter had left. Nothing is created: the sum stays the same.
    pub fn take_over(&self, other: &Self) -> Result<Self, ContractError> {
        let allowance = match (self.allowance, other.allowance) {
            (Some(left), Some(right)) => {
                Some(left.checked_add(right).ok_or(ContractError::Overflow { left, right })?)
            }
            _ => None,
        };
        Ok(Self { allowance, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_only_falls_and_zero_means_zero() {
        let minter = Minter { allowance: Some(5), frozen: false };
        assert_eq!(minter.mint(5).unwrap().allowance, Some(0));
        assert!(minter.mint(6).is_err());
        assert!(Minter { allowance: Some(0), frozen: false }.mint(1).is_err());
        assert_eq!(Minter::default().mint(u128::MAX).unwrap(), Minter::default());
        assert!(Minter { allowance: None, frozen: true }.mint(0).is_err());
    }

    #[test]
    fn taking_over_adds_and_overflow_is_an_error() {
        let (a, b) = (Some(1), Some(u128::MAX));
        let minter = |allowance| Minter { allowance, frozen: false };
        assert_eq!(minter(a).take_over(&minter(a)).unwrap().allowance, Some(2));
        assert_eq!(minter(a).take_over(&minter(None)).unwrap().allowance, None);
        assert!(minter(a).take_over(&minter(b)).is_err());
    }
}
