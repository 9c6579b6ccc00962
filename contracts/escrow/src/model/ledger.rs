//! A deal's money. What is held is never stored and never read from a balance: it is what came in
//! less what went out, so that `funded = released + refunded + held` cannot fail to hold (I1).

use cosmwasm_std::{OverflowError, Uint128};
use isthmus_wire::wire;

/// What came in and what went out. A credit counts as gone out: it is owed by the contract, no longer
/// by the deal.
///
/// ```
/// use isthmus_escrow::model::ledger::Ledger;
/// let mut ledger = Ledger::default();
/// ledger.fund(100u128.into()).unwrap();
/// ledger.release(60u128.into()).unwrap();
/// assert_eq!(ledger.held().u128(), 40);
/// assert!(ledger.refund(41u128.into()).is_err());
/// ```
#[wire]
#[derive(Default)]
pub struct Ledger {
    /// From the funder.
    pub funded: Uint128,
    /// To the beneficiary.
    pub released: Uint128,
    /// Back to the funder.
    pub refunded: Uint128,
}

impl Ledger {
    /// What is here.
    pub fn held(&self) -> Uint128 {
        self.funded.saturating_sub(self.released).saturating_sub(self.refunded)
    }

    /// Money comes in.
    pub fn fund(&mut self, amount: Uint128) -> Result<(), OverflowError> {
        self.funded = self.funded.checked_add(amount)?;
        Ok(())
    }

    /// Money goes to the beneficiary.
    pub fn release(&mut self, amount: Uint128) -> Result<(), OverflowError> {
        self.held().checked_sub(amount)?;
        self.released = self.released.checked_add(amount)?;
        Ok(())
    }

    /// Money goes back.
    pub fn refund(&mut self, amount: Uint128) -> Result<(), OverflowError> {
        self.held().checked_sub(amount)?;
        self.refunded = self.refunded.checked_add(amount)?;
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::as_conversions)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn i1_funded_is_released_refunded_and_held(
            moves in prop::collection::vec((0u8..3, any::<u128>()), 0..40),
        ) {
            let mut ledger = Ledger::default();
            for (kind, amount) in moves {
                let before = ledger.clone();
                let amount = Uint128::new(amount);
                let done = match kind {
                    0 => ledger.fund(amount),
                    1 => ledger.release(amount),
                    _ => ledger.refund(amount),
                };
                if done.is_err() {
                    prop_assert_eq!(&ledger, &before);
                }
                prop_assert_eq!(
                    ledger.released.u128() + ledger.refunded.u128() + ledger.held().u128(),
                    ledger.funded.u128()
                );
            }
        }
    }
}
