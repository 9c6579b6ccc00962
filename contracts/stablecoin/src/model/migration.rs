//! Which states are taken over, and when that is done.

use isthmus_api::stablecoin::MigrationStatus;

use crate::error::ContractError;

/// The name of cw20-base in cw2's `contract_info`.
pub const CW20_BASE: &str = "crates.io:cw20-base";
/// The first cw20-base, as major and minor version, whose records are those of all later ones.
const OLDEST: (u64, u64) = (0, 14);

/// Fails for a cw20-base that kept other records.
pub fn ensure_version(version: &str) -> Result<(), ContractError> {
    let mut numbers = version.split('.').map(|number| number.parse::<u64>().ok());
    let mut next = || numbers.next().flatten();
    match (next(), next()) {
        (Some(major), Some(minor)) if (major, minor) >= OLDEST => Ok(()),
        _ => Err(ContractError::Cw20TooOld { found: version.to_string() }),
    }
}

/// Whether it has ended: all is moved, and the balances add up to the supply that cw20-base told.
pub fn is_done(migration: &MigrationStatus) -> bool {
    migration.complete && migration.moved == migration.supply
}

/// Fails when there is nothing left to move, so that the sum will never be another one.
pub fn ensure_unfinished(migration: &MigrationStatus) -> Result<(), ContractError> {
    if migration.complete {
        return Err(mismatch(migration));
    }
    Ok(())
}

/// Fails unless all is moved and this is the sum.
pub fn ensure_accepted(migration: &MigrationStatus, sum: u128) -> Result<(), ContractError> {
    if !migration.complete {
        return Err(ContractError::MigrationUnderWay {});
    }
    if migration.moved.u128() != sum {
        return Err(mismatch(migration));
    }
    Ok(())
}

fn mismatch(migration: &MigrationStatus) -> ContractError {
    let (sum, supply) = (migration.moved.u128(), migration.supply.u128());
    ContractError::SumMismatch { sum, supply }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cw20_base_is_taken_over_from_0_14_on() {
        for good in ["0.14.0", "0.16.0", "1.0.0", "1.1.2", "2.0.0", "10.0.0-rc1"] {
            assert_eq!(ensure_version(good), Ok(()), "{good}");
        }
        for bad in ["0.13.4", "0.1.0", "0", "", "x.14", "0.x.14", "-1.0"] {
            let found = bad.to_string();
            assert_eq!(ensure_version(bad), Err(ContractError::Cw20TooOld { found }));
        }
    }

    #[test]
    fn it_ends_with_all_moved_and_the_right_sum_or_an_accepted_one() {
        let status = |moved: u128, complete| MigrationStatus {
            supply: 5u128.into(),
            moved: moved.into(),
            complete,
            ..MigrationStatus::default()
        };
        assert!(is_done(&status(5, true)));
        assert!(
            !is_done(&status(5, false)) && !is_done(&status(4, true)) && !is_done(&status(6, true))
        );
        let mismatch = ContractError::SumMismatch { sum: 4, supply: 5 };
        assert_eq!(ensure_unfinished(&status(4, false)), Ok(()));
        assert_eq!(ensure_unfinished(&status(4, true)), Err(mismatch));
        let under_way = ContractError::MigrationUnderWay {};
        assert_eq!(ensure_accepted(&status(4, false), 4), Err(under_way));
        let mismatch = ContractError::SumMismatch { sum: 4, supply: 5 };
        assert_eq!(ensure_accepted(&status(4, true), 5), Err(mismatch));
        assert_eq!(ensure_accepted(&status(4, true), 4), Ok(()));
    }
}
