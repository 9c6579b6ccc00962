//! What two accounts are after the second took the place of the first, whose key is lost.
//!
//! Nobody is freed by it: lock, freeze, hold and status go along. The old account is frozen in full,
//! so that who finds the key finds nothing to use it on. What lands there later follows what went
//! before: to the account that has its restrictions, or to any if that one has none.

use isthmus_api::stablecoin::{AccountStatus, FreezeMode};

use super::account::{Account, Freeze};
use crate::error::ContractError;

/// Whether the old account was recovered before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// It was not.
    Never,
    /// To an account that nothing restricts now.
    ToFree,
    /// To the new account, or to one that the new account took the place of.
    ToHeir,
}

/// Whether anything restricts the account, in any mode.
pub fn is_restricted(account: &Account, now: u64) -> bool {
    account.restriction(now).is_some()
        || account.locked > 0
        || account.status == AccountStatus::Blocked
}

/// The marks of both accounts afterwards; the balances are not touched. The freeze of an account that
/// was recovered before is of that recovery: it stays where it is.
pub fn recover(
    old: &Account,
    new: &Account,
    before: Before,
    now: u64,
) -> Result<(Account, Account), ContractError> {
    let refused = |why| ContractError::NotRecoverable { why };
    if old.escrow || new.escrow {
        return Err(refused("one of the accounts is an escrow"));
    }
    if before != Before::ToHeir && is_restricted(new, now) {
        return Err(refused("the new account is frozen, held, locked or blocked"));
    }
    let status = match (old.status, new.status) {
        (AccountStatus::Blocked, _) | (_, AccountStatus::Blocked) => AccountStatus::Blocked,
        (AccountStatus::None, known) | (known, _) => known,
    };
    let freeze = match before {
        Before::Never => old.freeze.filter(|_| old.frozen(now).is_some()),
        Before::ToFree => None,
        Before::ToHeir => new.freeze,
    };
    let locked = new.lock(old.locked)?.locked;
    let held_until = old.held(now).max(new.held(now));
    let after = Account { freeze, locked, held_until, status, ..new.clone() };
    let lost = Account {
        freeze: Some(Freeze { mode: FreezeMode::Full, until: None }),
        locked: 0,
        held_until: None,
        status: AccountStatus::None,
        ..old.clone()
    };
    Ok((lost, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: u64 = 1000;

    fn account() -> impl Strategy<Value = Account> {
        let mode = prop_oneof![Just(FreezeMode::Outgoing), Just(FreezeMode::Full)];
        let end = || prop::option::of(900..1100u64);
        let freeze = (mode, end()).prop_map(|(mode, until)| Freeze { mode, until });
        let status = prop_oneof![
            Just(AccountStatus::None),
            Just(AccountStatus::Allowed),
            Just(AccountStatus::Blocked)
        ];
        (0..50u128, prop::option::of(freeze), any::<bool>(), 0..50u128, end(), status).prop_map(
            |(balance, freeze, escrow, locked, held_until, status)| Account {
                balance,
                freeze,
                escrow,
                own: 0,
                status,
                locked,
                held_until,
            },
        )
    }

    proptest! {
        /// No recovery frees money: what the new account can spend later, the old one could have.
        #[test]
        fn a_recovery_frees_nothing(old in account(), new in account()) {
            let new = Account { freeze: None, held_until: None, locked: 0, ..new };
            let Ok((lost, after)) = recover(&old, &new, Before::Never, NOW) else {
                let blocked = new.status == AccountStatus::Blocked;
                prop_assert!(old.escrow || new.escrow || blocked);
                return Ok(());
            };
            prop_assert_eq!((lost.balance, after.balance), (old.balance, new.balance));
            prop_assert_eq!(lost.frozen(u64::MAX), Some(FreezeMode::Full));
            prop_assert_eq!((lost.locked, after.locked), (0, old.locked));
            prop_assert_eq!((lost.held_until, lost.status), (None, AccountStatus::None));
            for later in NOW..1200 {
                prop_assert_eq!(after.restriction(later), old.restriction(later));
            }
            prop_assert!(old.status != AccountStatus::Blocked || after.status == old.status);
        }

        /// Nor does a second one to who has the restrictions of the first.
        #[test]
        fn a_second_recovery_frees_nothing(old in account(), new in account()) {
            let recovered = Freeze { mode: FreezeMode::Full, until: None };
            let old = Account { freeze: Some(recovered), ..old };
            let Ok((lost, after)) = recover(&old, &new, Before::ToHeir, NOW) else {
                prop_assert!(old.escrow || new.escrow);
                return Ok(());
            };
            prop_assert_eq!(lost.freeze, Some(recovered));
            prop_assert_eq!((lost.locked, after.locked), (0, old.locked.saturating_add(new.locked)));
            for later in NOW..1200 {
                prop_assert_eq!(after.frozen(later), new.frozen(later));
                prop_assert_eq!(after.held(later), old.held(later).max(new.held(later)));
            }
            let blocked = |account: &Account| account.status == AccountStatus::Blocked;
            prop_assert_eq!(blocked(&after), blocked(&old) || blocked(&new));
        }

        #[test]
        fn a_restricted_account_takes_nobodys_place(old in account(), new in account()) {
            let free = new.restriction(NOW).is_none() && new.locked == 0 && !new.escrow;
            let free = free && new.status != AccountStatus::Blocked && !old.escrow;
            prop_assert_eq!(recover(&old, &new, Before::Never, NOW).is_ok(), free);
        }
    }

    #[test]
    fn the_freeze_of_a_recovered_account_stays_with_it() {
        let freeze = Some(Freeze { mode: FreezeMode::Full, until: None });
        let old = Account { balance: 5, freeze, ..Account::default() };
        let (lost, after) = recover(&old, &Account::default(), Before::ToFree, NOW).unwrap();
        assert_eq!((lost.freeze, after.freeze), (freeze, None));
    }
}
