//! What two accounts are after the second took the place of the first, whose key is lost.
//!
//! Nobody is freed by it: lock, freeze, hold and status go along. The old account is frozen in full,
//! so that who finds the key finds nothing to use it on.

use isthmus_api::stablecoin::{AccountStatus, FreezeMode};

use super::account::{Account, Freeze};
use crate::error::ContractError;

/// The marks of both accounts afterwards; the balances are not touched. `again` says that the old
/// account is frozen because it was recovered before: that freeze stays where it is.
pub fn recover(
    old: &Account,
    new: &Account,
    again: bool,
    now: u64,
) -> Result<(Account, Account), ContractError> {
    let refused = |why| ContractError::NotRecoverable { why };
    if old.escrow || new.escrow {
        return Err(refused("one of the accounts is an escrow"));
    }
    if new.restriction(now).is_some() || new.locked > 0 || new.status == AccountStatus::Blocked {
        return Err(refused("the new account is frozen, held, locked or blocked"));
    }
    let status = match old.status {
        AccountStatus::None => new.status,
        known => known,
    };
    let carried = old.freeze.filter(|_| old.frozen(now).is_some() && !again);
    let after = Account {
        freeze: carried,
        locked: old.locked,
        held_until: old.held(now),
        status,
        ..new.clone()
    };
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
            let Ok((lost, after)) = recover(&old, &new, false, NOW) else {
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

        #[test]
        fn a_restricted_account_takes_nobodys_place(old in account(), new in account()) {
            let free = new.restriction(NOW).is_none() && new.locked == 0 && !new.escrow;
            let free = free && new.status != AccountStatus::Blocked && !old.escrow;
            prop_assert_eq!(recover(&old, &new, false, NOW).is_ok(), free);
        }
    }

    #[test]
    fn the_freeze_of_a_recovered_account_stays_with_it() {
        let freeze = Some(Freeze { mode: FreezeMode::Full, until: None });
        let old = Account { balance: 5, freeze, ..Account::default() };
        let (lost, after) = recover(&old, &Account::default(), true, NOW).unwrap();
        assert_eq!((lost.freeze, after.freeze), (freeze, None));
    }
}
