//! Whose payments pass.
//!
//! | status | open | blocklist | allowlist |
//! |---|---|---|---|
//! | none | passes | passes | - |
//! | allowed | passes | passes | passes |
//! | blocked | passes | - | - |
//!
//! An escrow always passes: it holds other people's money. A freeze is another matter and is asked
//! first: no status lifts it (E21).

use isthmus_api::stablecoin::{AccountStatus, ComplianceMode};

use super::account::Account;
use crate::error::ContractError;

/// Who an account is in a payment, as errors name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// It pays.
    Payer,
    /// It receives.
    Recipient,
    /// It spends an allowance.
    Spender,
}

impl Party {
    fn name(self) -> &'static str {
        match self {
            Self::Payer => "paying",
            Self::Recipient => "receiving",
            Self::Spender => "spending",
        }
    }
}

/// Fails if the mode does not admit the account.
pub fn ensure_admitted(
    mode: ComplianceMode,
    account: &Account,
    party: Party,
) -> Result<(), ContractError> {
    let party = party.name();
    match (mode, account.status) {
        _ if account.escrow => Ok(()),
        (ComplianceMode::Open, _) | (_, AccountStatus::Allowed) => Ok(()),
        (_, AccountStatus::Blocked) => Err(ContractError::Blocked { party }),
        (ComplianceMode::Blocklist, AccountStatus::None) => Ok(()),
        (ComplianceMode::Allowlist, AccountStatus::None) => {
            Err(ContractError::NotAllowed { party })
        }
    }
}

/// Whether the second status admits an account in fewer modes than the first. Then grants have to
/// look at their parties again.
pub fn restricts(before: AccountStatus, after: AccountStatus) -> bool {
    let freedom = |status| match status {
        AccountStatus::Blocked => 0u8,
        AccountStatus::None => 1,
        AccountStatus::Allowed => 2,
    };
    freedom(after) < freedom(before)
}

/// How strict a mode is.
pub fn strictness(mode: ComplianceMode) -> u8 {
    match mode {
        ComplianceMode::Open => 0,
        ComplianceMode::Blocklist => 1,
        ComplianceMode::Allowlist => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    fn passes(mode: ComplianceMode, status: AccountStatus, escrow: bool) -> bool {
        let account = Account { status, escrow, ..Account::default() };
        ensure_admitted(mode, &account, Party::Payer).is_ok()
    }

    #[test]
    fn the_table_holds() {
        let rows: Vec<[bool; 3]> = AccountStatus::iter()
            .map(|status| {
                use ComplianceMode as M;
                [M::Open, M::Blocklist, M::Allowlist].map(|mode| passes(mode, status, false))
            })
            .collect();
        assert_eq!(rows, [[true, true, false], [true, true, true], [true, false, false]]);
    }

    #[test]
    fn an_escrow_always_passes() {
        for (mode, status) in ComplianceMode::iter().zip(AccountStatus::iter()) {
            assert!(passes(mode, status, true));
        }
    }

    #[test]
    fn a_stricter_mode_and_a_lesser_status_admit_no_more() {
        for (one, other) in
            AccountStatus::iter().flat_map(|s| AccountStatus::iter().map(move |o| (s, o)))
        {
            let all = ComplianceMode::iter();
            let more =
                all.clone().any(|mode| passes(mode, other, false) && !passes(mode, one, false));
            assert!(!(restricts(one, other) && more), "{one:?} {other:?}");
            let fewer =
                all.clone().any(|mode| !passes(mode, other, false) && passes(mode, one, false));
            assert_eq!(restricts(one, other), fewer, "{one:?} {other:?}");
        }
        let mut modes: Vec<_> = ComplianceMode::iter().collect();
        modes.sort_by_key(|mode| strictness(*mode));
        for pair in modes.windows(2) {
            let [looser, stricter] = pair else { continue };
            for status in AccountStatus::iter() {
                let more = passes(*stricter, status, false) && !passes(*looser, status, false);
                assert!(!more);
            }
        }
    }
}
