//! One account: its balance and what the contract's controls say of it.

use isthmus_api::stablecoin::{AccountStatus, FreezeMode};

use crate::error::ContractError;

/// An account. The default is one that nobody ever credited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Base units.
    pub balance: u128,
    /// How far it is frozen, if it is.
    pub freeze: Option<FreezeMode>,
    /// Whether it is protected as an escrow.
    pub escrow: bool,
    /// What is known of it.
    pub status: AccountStatus,
}

impl Account {
    /// Whether it says nothing and so needs no record.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What it can move by itself: nothing while it is frozen.
    pub fn spendable(&self) -> u128 {
        match self.freeze {
            None => self.balance,
            Some(_) => 0,
        }
    }

    /// Takes an amount out. A frozen account pays nothing, not even zero.
    pub fn debit(&self, amount: u128) -> Result<Self, ContractError> {
        if let Some(mode) = self.freeze {
            return Err(ContractError::SenderFrozen { mode: mode.into() });
        }
        let balance = self
            .balance
            .checked_sub(amount)
            .ok_or(ContractError::InsufficientBalance { balance: self.balance, needed: amount })?;
        Ok(Self { balance, ..self.clone() })
    }

    /// Puts an amount in. A fully frozen account receives only what must land (`lands`): a refund of
    /// the bridge or a payment of an escrow, which then stays locked with the rest.
    pub fn credit(&self, amount: u128, lands: bool) -> Result<Self, ContractError> {
        match self.freeze {
            Some(mode @ FreezeMode::Full) if !lands => {
                return Err(ContractError::RecipientFrozen { mode: mode.into() })
            }
            _ => {}
        }
        let balance = self
            .balance
            .checked_add(amount)
            .ok_or(ContractError::Overflow { left: self.balance, right: amount })?;
        Ok(Self { balance, ..self.clone() })
    }

    /// Fails if the account, as the spender of an allowance, is frozen.
    pub fn may_spend(&self) -> Result<(), ContractError> {
        match self.freeze {
            None => Ok(()),
            Some(mode) => Err(ContractError::SpenderFrozen { mode: mode.into() }),
        }
    }

    /// Freezes it, or changes how far it is frozen. An escrow holds other people's money and is never
    /// frozen: that would break the bridge or a deal for them all.
    pub fn frozen(&self, mode: FreezeMode) -> Result<Self, ContractError> {
        if self.escrow {
            return Err(ContractError::ProtectedEscrow {});
        }
        Ok(Self { freeze: Some(mode), ..self.clone() })
    }

    /// Lifts its freeze; gives the mode it had.
    pub fn unfrozen(&self) -> Result<(Self, FreezeMode), ContractError> {
        let mode = self.freeze.ok_or(ContractError::NotFrozen {})?;
        Ok((Self { freeze: None, ..self.clone() }, mode))
    }

    /// Protects it as an escrow.
    pub fn registered(&self) -> Result<Self, ContractError> {
        match (self.escrow, self.freeze) {
            (true, _) => Err(ContractError::AlreadyEscrow {}),
            (_, Some(_)) => Err(ContractError::FrozenEscrow {}),
            _ => Ok(Self { escrow: true, ..self.clone() }),
        }
    }

    /// Ends that protection.
    pub fn unregistered(&self) -> Result<Self, ContractError> {
        if !self.escrow {
            return Err(ContractError::NotEscrow {});
        }
        Ok(Self { escrow: false, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(freeze: Option<FreezeMode>) -> Account {
        Account { balance: 5, freeze, ..Account::default() }
    }

    #[test]
    fn a_frozen_account_pays_nothing() {
        for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
            assert!(with(Some(mode)).debit(0).is_err());
            assert!(with(Some(mode)).may_spend().is_err());
            assert_eq!(with(Some(mode)).spendable(), 0);
        }
        assert_eq!(with(None).debit(5).unwrap().balance, 0);
        assert!(with(None).debit(6).is_err());
    }

    #[test]
    fn a_fully_frozen_account_receives_only_what_must_land() {
        assert!(with(Some(FreezeMode::Full)).credit(1, false).is_err());
        assert_eq!(with(Some(FreezeMode::Full)).credit(1, true).unwrap().balance, 6);
        assert_eq!(with(Some(FreezeMode::Outgoing)).credit(1, false).unwrap().balance, 6);
        assert!(with(None).credit(u128::MAX, true).is_err());
    }

    #[test]
    fn an_escrow_is_never_frozen_and_a_frozen_account_never_an_escrow() {
        let escrow = with(None).registered().unwrap();
        assert!(escrow.frozen(FreezeMode::Full).is_err());
        assert!(escrow.registered().is_err());
        assert!(with(Some(FreezeMode::Outgoing)).registered().is_err());
        assert_eq!(escrow.unregistered().unwrap(), with(None));
        assert!(with(None).unregistered().is_err());
        assert!(with(None).unfrozen().is_err());
    }
}
