//! One account: its balance and what the contract's controls say of it.
//!
//! A freeze and a hold may end by themselves, so every rule takes `now`, and all of them ask
//! [`Account::restriction`]: there is one notion of an account that may not act.

use isthmus_api::stablecoin::{AccountStatus, FreezeMode};

use crate::error::ContractError;

/// An account. The default is one that nobody ever credited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Base units.
    pub balance: u128,
    /// Its freeze, perhaps one that has ended.
    pub freeze: Option<Freeze>,
    /// Whether it is protected as an escrow.
    pub escrow: bool,
    /// What of an escrow's balance is its own, at most all of it: what it held when it became one and
    /// still has. The protection is for the rest, which it holds for others.
    pub own: u128,
    /// What is known of it.
    pub status: AccountStatus,
    /// What of its balance stays where it is, in base units; it may exceed the balance.
    pub locked: u128,
    /// First second at which its last hold is over; it may be past.
    pub held_until: Option<u64>,
}

/// A freeze.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freeze {
    /// How far.
    pub mode: FreezeMode,
    /// First second at which it is over, if it ends by itself.
    pub until: Option<u64>,
}

/// Why an account may not act now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restriction {
    /// It is frozen.
    Frozen(FreezeMode),
    /// It is held until then.
    Held(u64),
}

impl Restriction {
    /// The error for an account that would pay, burn or approve.
    pub fn of_payer(self) -> ContractError {
        match self {
            Self::Frozen(mode) => ContractError::SenderFrozen { mode: mode.into() },
            Self::Held(until) => ContractError::AccountHeld { party: "paying", until },
        }
    }

    /// The error for an account that would spend an allowance, or get one.
    pub fn of_spender(self) -> ContractError {
        match self {
            Self::Frozen(mode) => ContractError::SpenderFrozen { mode: mode.into() },
            Self::Held(until) => ContractError::AccountHeld { party: "spending", until },
        }
    }
}

impl Account {
    /// Whether it says nothing and so needs no record.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How far it is frozen now.
    pub fn frozen(&self, now: u64) -> Option<FreezeMode> {
        let freeze = self.freeze.filter(|freeze| freeze.until.is_none_or(|until| now < until));
        freeze.map(|freeze| freeze.mode)
    }

    /// When the hold ends that is on now.
    pub fn held(&self, now: u64) -> Option<u64> {
        self.held_until.filter(|until| now < *until)
    }

    /// Why it may not act now, if it may not.
    pub fn restriction(&self, now: u64) -> Option<Restriction> {
        let held = || self.held(now).map(Restriction::Held);
        self.frozen(now).map(Restriction::Frozen).or_else(held)
    }

    /// The account without a freeze or hold that is over: whoever writes the record anyway does not
    /// carry them on.
    fn current(&self, now: u64) -> Self {
        let mut current = self.clone();
        if current.frozen(now).is_none() {
            current.freeze = None;
        }
        current.held_until = current.held(now);
        current
    }

    /// What it can move by itself: nothing while it is frozen or held, else all but what is locked.
    pub fn spendable(&self, now: u64) -> u128 {
        match self.restriction(now) {
            None => self.balance.saturating_sub(self.locked),
            Some(_) => 0,
        }
    }

    /// Takes an amount out, as its holder or a spender wants. A frozen or held account pays nothing,
    /// not even zero; of a locked amount nothing is paid (I5).
    pub fn debit(&self, amount: u128, now: u64) -> Result<Self, ContractError> {
        self.ensure_may_pay(now)?;
        let balance = self
            .balance
            .checked_sub(amount)
            .ok_or(ContractError::InsufficientBalance { balance: self.balance, needed: amount })?;
        let (spendable, locked) = (self.spendable(now), self.locked);
        if amount > spendable {
            return Err(ContractError::InsufficientSpendable { spendable, locked, needed: amount });
        }
        Ok(Self { balance, own: self.own.min(balance), ..self.current(now) })
    }

    /// Whether an order may take all that it has: one office has frozen or blocked it, so another may.
    fn is_kept_back(&self, now: u64) -> bool {
        self.frozen(now).is_some() || self.status == AccountStatus::Blocked
    }

    /// What an order may take of it: all of an account that is kept back, of an escrow what is its own, of
    /// any other what is locked (A10). Fails if there is nothing of the kind, so that no one office takes anybody's money.
    pub fn seizable(&self, now: u64) -> Result<u128, ContractError> {
        if self.own > 0 {
            return Ok(self.own);
        }
        self.ensure_unprotected()?;
        let needed = self.balance;
        match (self.is_kept_back(now), self.locked) {
            (true, _) => Ok(self.balance),
            (false, 0) => Err(ContractError::NotSeizable { seizable: 0, needed }),
            (false, locked) => Ok(locked.min(self.balance)),
        }
    }

    /// Takes an amount out by order. Of an account that is kept back what is not locked goes first; the
    /// lock falls by what is taken of it, and by no more (E7). Of an escrow only what is its own is taken.
    pub fn take(&self, amount: u128, now: u64) -> Result<Self, ContractError> {
        if amount > self.own || self.own == 0 {
            self.ensure_unprotected()?;
        }
        let balance = self
            .balance
            .checked_sub(amount)
            .ok_or(ContractError::InsufficientBalance { balance: self.balance, needed: amount })?;
        let unlocked = match self.is_kept_back(now) || self.escrow {
            true => self.balance.saturating_sub(self.locked),
            false if amount > self.locked => {
                let seizable = self.locked.min(self.balance);
                return Err(ContractError::NotSeizable { seizable, needed: amount });
            }
            false => 0,
        };
        let locked = self.locked.saturating_sub(amount.saturating_sub(unlocked));
        let own = self.own.saturating_sub(amount);
        Ok(Self { balance, locked, own, ..self.clone() })
    }

    /// Puts an amount in. A fully frozen account receives only what must land (`lands`): a refund of
    /// the bridge or a payment of an escrow, which then stays there with the rest.
    pub fn credit(&self, amount: u128, lands: bool, now: u64) -> Result<Self, ContractError> {
        match self.frozen(now) {
            Some(mode @ FreezeMode::Full) if !lands => {
                return Err(ContractError::RecipientFrozen { mode: mode.into() })
            }
            _ => {}
        }
        let balance = self
            .balance
            .checked_add(amount)
            .ok_or(ContractError::Overflow { left: self.balance, right: amount })?;
        Ok(Self { balance, ..self.current(now) })
    }

    /// Fails if the account, as one that pays or approves, is restricted.
    pub fn ensure_may_pay(&self, now: u64) -> Result<(), ContractError> {
        self.restriction(now).map_or(Ok(()), |restriction| Err(restriction.of_payer()))
    }

    /// Fails if the account, as the spender of an allowance, is restricted.
    pub fn ensure_may_spend(&self, now: u64) -> Result<(), ContractError> {
        self.restriction(now).map_or(Ok(()), |restriction| Err(restriction.of_spender()))
    }

    /// Fails for an escrow. It holds other people's money and is never restricted: that would break
    /// the bridge or a deal for them all (E9).
    pub fn ensure_unprotected(&self) -> Result<(), ContractError> {
        if self.escrow {
            return Err(ContractError::ProtectedEscrow {});
        }
        Ok(())
    }

    /// Freezes it, or changes how far and for how long it is frozen.
    pub fn freeze(&self, freeze: Freeze, now: u64) -> Result<Self, ContractError> {
        self.ensure_unprotected()?;
        Ok(Self { freeze: Some(freeze), ..self.current(now) })
    }

    /// Lifts its freeze; gives the mode it had.
    pub fn unfreeze(&self, now: u64) -> Result<(Self, FreezeMode), ContractError> {
        let mode = self.frozen(now).ok_or(ContractError::NotFrozen {})?;
        Ok((Self { freeze: None, ..self.current(now) }, mode))
    }

    /// Holds it until then.
    pub fn hold(&self, until: u64, now: u64) -> Result<Self, ContractError> {
        self.ensure_unprotected()?;
        Ok(Self { held_until: Some(until), ..self.current(now) })
    }

    /// Ends its hold; gives the end it had. Nothing if it is not held.
    pub fn release(&self, now: u64) -> Option<(Self, u64)> {
        let until = self.held(now)?;
        Some((Self { held_until: None, ..self.current(now) }, until))
    }

    /// Locks that much more. The lock may exceed the balance and then holds for what arrives.
    pub fn lock(&self, amount: u128) -> Result<Self, ContractError> {
        self.ensure_unprotected()?;
        let locked = self
            .locked
            .checked_add(amount)
            .ok_or(ContractError::Overflow { left: self.locked, right: amount })?;
        Ok(Self { locked, ..self.clone() })
    }

    /// Unlocks that much.
    pub fn unlock(&self, amount: u128) -> Result<Self, ContractError> {
        let locked = self
            .locked
            .checked_sub(amount)
            .ok_or(ContractError::NotLocked { locked: self.locked, asked: amount })?;
        Ok(Self { locked, ..self.clone() })
    }

    /// Protects it as an escrow. What it has is its own, and an order reaches that as before: nobody
    /// shelters money by turning the account that holds it into an escrow (A1).
    pub fn register(&self, now: u64) -> Result<Self, ContractError> {
        if self.escrow {
            return Err(ContractError::AlreadyEscrow {});
        }
        if self.restriction(now).is_some() || self.locked > 0 {
            return Err(ContractError::FrozenEscrow {});
        }
        Ok(Self { escrow: true, own: self.balance, ..self.current(now) })
    }

    /// Ends that protection.
    pub fn unregister(&self) -> Result<Self, ContractError> {
        if !self.escrow {
            return Err(ContractError::NotEscrow {});
        }
        Ok(Self { escrow: false, own: 0, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1000;

    fn with(mode: Option<FreezeMode>) -> Account {
        let freeze = mode.map(|mode| Freeze { mode, until: None });
        Account { balance: 5, freeze, ..Account::default() }
    }

    #[test]
    fn a_frozen_account_pays_nothing() {
        for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
            assert!(with(Some(mode)).debit(0, NOW).is_err());
            assert!(with(Some(mode)).ensure_may_spend(NOW).is_err());
            assert_eq!(with(Some(mode)).spendable(NOW), 0);
        }
        assert_eq!(with(None).debit(5, NOW).unwrap().balance, 0);
        assert!(with(None).debit(6, NOW).is_err());
    }

    #[test]
    fn a_fully_frozen_account_receives_only_what_must_land() {
        assert!(with(Some(FreezeMode::Full)).credit(1, false, NOW).is_err());
        assert_eq!(with(Some(FreezeMode::Full)).credit(1, true, NOW).unwrap().balance, 6);
        assert_eq!(with(Some(FreezeMode::Outgoing)).credit(1, false, NOW).unwrap().balance, 6);
        assert!(with(None).credit(u128::MAX, true, NOW).is_err());
    }

    #[test]
    fn i12_a_hold_and_a_freeze_with_an_end_are_over_at_that_second() {
        let held = with(None).hold(NOW, NOW - 1).unwrap();
        let ends = Freeze { mode: FreezeMode::Full, until: Some(NOW) };
        let frozen = with(None).freeze(ends, NOW - 1).unwrap();
        for account in [held, frozen] {
            assert!(account.debit(0, NOW - 1).is_err());
            assert!(account.ensure_may_spend(NOW - 1).is_err());
            assert_eq!((account.spendable(NOW - 1), account.spendable(NOW)), (0, 5));
            // What is over is not carried on.
            assert_eq!(account.debit(0, NOW).unwrap(), with(None));
            assert_eq!(account.credit(0, false, NOW).unwrap(), with(None));
        }
    }

    #[test]
    fn i5_what_is_locked_is_not_paid() {
        let locked = with(None).lock(3).unwrap();
        assert_eq!(locked.spendable(NOW), 2);
        assert_eq!(locked.debit(2, NOW).unwrap().balance, 3);
        let refused = locked.debit(3, NOW);
        let told = ContractError::InsufficientSpendable { spendable: 2, locked: 3, needed: 3 };
        assert_eq!(refused, Err(told));
        assert!(matches!(locked.debit(6, NOW), Err(ContractError::InsufficientBalance { .. })));
        let more = locked.lock(100).unwrap();
        assert_eq!(more.spendable(NOW), 0);
        assert!(more.debit(0, NOW).is_ok() && more.debit(1, NOW).is_err());
        assert_eq!(more.credit(100, false, NOW).unwrap().spendable(NOW), 2);
        assert!(more.lock(u128::MAX).is_err());
        assert!(more.unlock(104).is_err());
        assert_eq!(more.unlock(103).unwrap(), with(None));
    }

    #[test]
    fn e7_an_order_takes_the_unlocked_part_first() {
        // Balance, lock, taken; balance and lock afterwards.
        for (balance, locked, amount, left) in [
            (10, 0, 4, (6, 0)),
            (10, 6, 4, (6, 6)),
            (10, 6, 5, (5, 5)),
            (10, 6, 10, (0, 0)),
            (10, 10, 3, (7, 7)),
            (10, 15, 3, (7, 12)),
            (10, 15, 10, (0, 5)),
            (10, u128::MAX, 10, (0, u128::MAX - 10)),
            (0, 5, 0, (0, 5)),
        ] {
            let before = Account { balance, locked, ..with(Some(FreezeMode::Full)) };
            let after = before.take(amount, NOW).unwrap();
            assert_eq!((after.balance, after.locked), left, "{balance} {locked} {amount}");
            assert_eq!(after.freeze, before.freeze);
            assert!(before.take(balance + 1, NOW).is_err());
        }
        let empty = Account::default().register(NOW).unwrap();
        assert!(empty.credit(5, false, NOW).unwrap().take(1, NOW).is_err());
    }

    #[test]
    fn a1_an_order_reaches_what_an_escrow_had_when_it_became_one_and_nothing_else() {
        let escrow = with(None).register(NOW).unwrap().credit(7, false, NOW).unwrap();
        assert_eq!((escrow.balance, escrow.own), (12, 5));
        assert_eq!(escrow.seizable(NOW).unwrap(), 5);
        assert!(Account::default().register(NOW).unwrap().seizable(NOW).is_err());
        let taken = escrow.take(4, NOW).unwrap();
        assert_eq!((taken.balance, taken.own), (8, 1));
        assert_eq!(taken.take(2, NOW), Err(ContractError::ProtectedEscrow {}));
        assert_eq!(
            taken.take(1, NOW).unwrap().take(0, NOW),
            Err(ContractError::ProtectedEscrow {})
        );
        // What it pays is not its own while it holds enough of others.
        assert_eq!(escrow.debit(7, NOW).unwrap().own, 5);
        assert_eq!(escrow.debit(9, NOW).unwrap().own, 3);
        assert_eq!(escrow.debit(9, NOW).unwrap().credit(9, false, NOW).unwrap().own, 3);
        assert_eq!(escrow.unregister().unwrap().own, 0);
    }

    #[test]
    fn a10_an_order_takes_what_is_frozen_blocked_or_locked_and_nothing_else() {
        let blocked = Account { status: AccountStatus::Blocked, ..with(None) };
        for kept in [
            with(Some(FreezeMode::Outgoing)),
            with(Some(FreezeMode::Full)),
            blocked.lock(9).unwrap(),
        ] {
            assert_eq!(kept.seizable(NOW).unwrap(), 5);
            assert_eq!(kept.take(5, NOW).unwrap().balance, 0);
        }
        for free in [with(None), with(None).hold(NOW + 1, NOW).unwrap()] {
            assert!(free.seizable(NOW).is_err() && free.take(1, NOW).is_err());
            let locked = free.lock(3).unwrap();
            assert_eq!(locked.seizable(NOW).unwrap(), 3);
            let refused = ContractError::NotSeizable { seizable: 3, needed: 4 };
            assert_eq!(locked.take(4, NOW), Err(refused));
            // What is not locked stays the holder's.
            let after = locked.take(2, NOW).unwrap();
            assert_eq!((after.balance, after.locked, after.balance - after.locked), (3, 1, 2));
        }
        let more = with(None).lock(100).unwrap();
        assert_eq!(more.seizable(NOW).unwrap(), 5);
        assert_eq!(more.take(5, NOW).unwrap().locked, 95);
        let over = Freeze { mode: FreezeMode::Full, until: Some(NOW) };
        assert!(Account { freeze: Some(over), ..with(None) }.seizable(NOW).is_err());
    }

    #[test]
    fn money_reaches_a_held_account() {
        let held = with(None).hold(NOW + 1, NOW).unwrap();
        let credited = held.credit(1, false, NOW).unwrap();
        assert_eq!((credited.balance, credited.held(NOW)), (6, Some(NOW + 1)));
        assert_eq!(credited.release(NOW).unwrap().1, NOW + 1);
        assert_eq!(credited.release(NOW + 1), None);
    }

    #[test]
    fn an_escrow_is_never_restricted_and_a_restricted_account_never_an_escrow() {
        let escrow = with(None).register(NOW).unwrap();
        let freeze = Freeze { mode: FreezeMode::Full, until: None };
        assert!(escrow.freeze(freeze, NOW).is_err());
        assert!(escrow.hold(NOW + 1, NOW).is_err());
        assert!(escrow.lock(1).is_err());
        assert!(escrow.register(NOW).is_err());
        assert!(with(Some(FreezeMode::Outgoing)).register(NOW).is_err());
        assert!(with(None).lock(1).unwrap().register(NOW).is_err());
        assert!(with(None).hold(NOW + 1, NOW).unwrap().register(NOW).is_err());
        assert!(with(None).hold(NOW + 1, NOW).unwrap().register(NOW + 1).is_ok());
        assert_eq!(escrow.unregister().unwrap(), with(None));
        assert!(with(None).unregister().is_err());
        assert!(with(None).unfreeze(NOW).is_err());
    }
}
