//! What a spender may use of an owner's tokens (CW20's allowance extension).

use cosmwasm_std::BlockInfo;
use cw20::Expiration;

use crate::error::ContractError;

/// A grant. The default is none: nothing, without expiry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allowance {
    /// Base units left.
    pub amount: u128,
    /// When it ends.
    pub expires: Expiration,
    /// How many restrictions of accounts the contract had counted when owner and spender were last
    /// found free of any.
    pub restrictions: u32,
}

impl Allowance {
    /// Whether it says nothing and so needs no record. A spent grant with an expiry is kept, so that
    /// a later increase does not lose the expiry.
    pub fn is_empty(&self) -> bool {
        self.amount == 0 && self.expires == Expiration::default()
    }

    /// Whether owner and spender are still free without a look at their accounts: nobody was
    /// restricted since they were found so. `now` is the contract's count; a full count says nothing.
    pub fn are_parties_free(&self, now: u32) -> bool {
        self.restrictions == now && now < u32::MAX
    }

    /// The grant after owner and spender were found free.
    pub fn mark_free(self, restrictions: u32) -> Self {
        Self { restrictions, ..self }
    }

    /// What may still be spent: an expired grant is worth nothing.
    pub fn usable(&self, now: &BlockInfo) -> u128 {
        if self.expires.is_expired(now) {
            return 0;
        }
        self.amount
    }

    /// Adds to it. An expired grant counts as none: its old amount does not come back to life (E1).
    pub fn increase(
        &self,
        amount: u128,
        expires: Option<Expiration>,
        now: &BlockInfo,
    ) -> Result<Self, ContractError> {
        let live = if self.expires.is_expired(now) { Self::default() } else { self.clone() };
        let sum = live
            .amount
            .checked_add(amount)
            .ok_or(ContractError::Overflow { left: live.amount, right: amount })?;
        let expires = checked_expiry(expires, now)?.unwrap_or(live.expires);
        Ok(Self { amount: sum, expires, ..live })
    }

    /// Takes from it. Nothing is left when it is expired, or when all of it or more is taken.
    pub fn decrease(
        &self,
        amount: u128,
        expires: Option<Expiration>,
        now: &BlockInfo,
    ) -> Result<Self, ContractError> {
        match self.usable(now).checked_sub(amount) {
            None | Some(0) => Ok(Self::default()),
            Some(rest) => {
                let expires = checked_expiry(expires, now)?.unwrap_or(self.expires);
                Ok(Self { amount: rest, expires, ..*self })
            }
        }
    }

    /// Replaces it, if it is what its owner believes: of two changes that cross each other in the
    /// mempool one fails, so that nobody spends the old grant and the new one. Zero ends it.
    pub fn replace(
        &self,
        expected: u128,
        amount: u128,
        expires: Option<Expiration>,
        now: &BlockInfo,
    ) -> Result<Self, ContractError> {
        let current = self.usable(now);
        if current != expected {
            return Err(ContractError::AllowanceChanged { current, expected });
        }
        self.set(amount, expires, now)
    }

    /// Replaces it, whatever it is.
    pub fn set(
        &self,
        amount: u128,
        expires: Option<Expiration>,
        now: &BlockInfo,
    ) -> Result<Self, ContractError> {
        let expires = checked_expiry(expires, now)?.unwrap_or_default();
        match amount {
            0 => Ok(Self::default()),
            amount => Ok(Self { amount, expires, ..*self }),
        }
    }

    /// Spends from it.
    pub fn spend(&self, amount: u128, now: &BlockInfo) -> Result<Self, ContractError> {
        if self.expires.is_expired(now) {
            return Err(ContractError::AllowanceExpired {});
        }
        self.less(amount)
    }

    /// Takes from one that is not over.
    pub fn less(&self, amount: u128) -> Result<Self, ContractError> {
        let rest = self
            .amount
            .checked_sub(amount)
            .ok_or(ContractError::AllowanceTooSmall { allowance: self.amount, needed: amount })?;
        Ok(Self { amount: rest, ..*self })
    }
}

/// An expiry that is past, or is this very block or second, is refused (E2).
fn checked_expiry(
    expires: Option<Expiration>,
    now: &BlockInfo,
) -> Result<Option<Expiration>, ContractError> {
    match expires {
        Some(expires) if expires.is_expired(now) => Err(ContractError::InvalidExpiration {}),
        other => Ok(other),
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::mock_env;
    use proptest::prelude::*;

    fn at(height: u64) -> BlockInfo {
        BlockInfo { height, ..mock_env().block }
    }

    proptest! {
        /// I6: what can be spent never exceeds what was granted since the last expiry.
        #[test]
        fn an_expired_grant_never_comes_back(
            grants in prop::collection::vec((0u128..1000, 1u64..20, 0u64..10), 1..20)
        ) {
            let (mut height, mut live, mut until) = (100u64, 0u128, u64::MAX);
            let mut allowance = Allowance::default();
            for (amount, lasts, pass) in grants {
                height += pass;
                if height >= until { live = 0; }
                until = height + lasts;
                live += amount;
                let expires = Some(Expiration::AtHeight(until));
                allowance = allowance.increase(amount, expires, &at(height)).unwrap();
                prop_assert_eq!(allowance.usable(&at(height)), live);
                prop_assert_eq!(allowance.usable(&at(until)), 0);
                prop_assert!(allowance.spend(0, &at(until)).is_err());
            }
        }
    }

    #[test]
    fn e2_an_expiry_must_lie_ahead() {
        let now = at(100);
        let none = Allowance::default();
        assert!(none.increase(1, Some(Expiration::AtHeight(100)), &now).is_err());
        assert!(none.increase(1, Some(Expiration::AtTime(now.time)), &now).is_err());
        assert!(none.increase(1, Some(Expiration::AtHeight(101)), &now).is_ok());
        let some = none.increase(5, None, &now).unwrap();
        assert!(some.decrease(1, Some(Expiration::AtHeight(100)), &now).is_err());
        assert!(some.decrease(1, Some(Expiration::AtTime(now.time.plus_seconds(1))), &now).is_ok());
    }

    #[test]
    fn what_was_found_free_is_looked_at_again_after_a_restriction() {
        let grant = Allowance::default().mark_free(7);
        assert!(grant.are_parties_free(7));
        assert!(!grant.are_parties_free(8));
        assert!(!Allowance::default().are_parties_free(1));
        assert!(!grant.mark_free(u32::MAX).are_parties_free(u32::MAX));
    }

    #[test]
    fn a_grant_is_replaced_only_from_what_is_believed_and_zero_ends_it() {
        let now = at(1);
        let expires = Some(Expiration::AtHeight(9));
        let some = Allowance { amount: 5, ..Allowance::default() };
        for expected in [0, 4, 6] {
            let refused = some.replace(expected, 7, None, &now).unwrap_err();
            assert_eq!(refused, ContractError::AllowanceChanged { current: 5, expected });
        }
        assert_eq!(some.replace(5, 7, expires, &now).unwrap().expires, Expiration::AtHeight(9));
        assert!(some.replace(5, 0, expires, &now).unwrap().is_empty());
        assert!(some.set(0, expires, &now).unwrap().is_empty());
        assert!(some.set(0, expires, &at(9)).is_err());
    }

    #[test]
    fn lowering_to_nothing_ends_the_grant() {
        let now = at(1);
        let some = Allowance { amount: 5, expires: Expiration::AtHeight(9), restrictions: 0 };
        assert!(some.decrease(5, None, &now).unwrap().is_empty());
        assert!(some.decrease(6, None, &now).unwrap().is_empty());
        assert_eq!(some.decrease(4, None, &now).unwrap().amount, 1);
        assert!(some.decrease(1, Some(Expiration::AtHeight(99)), &at(9)).unwrap().is_empty());
        assert!(!some.spend(5, &now).unwrap().is_empty());
    }
}
