//! Jurisdictions, accreditations, recognitions.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Addr;
use isthmus_api::gate::{Accreditation, Standing, MAX_LEVEL, MIN_LEVEL};
use isthmus_api::types::{self, InputError};

use crate::error::ContractError;

/// A jurisdiction of this region.
#[cw_serde]
pub struct Jurisdiction {
    /// Account that accredits its issuers.
    pub anchor: Addr,
    /// Proposed as the next anchor.
    pub proposed: Option<Addr>,
}

/// What an accreditation is for; how it stands is the gate's record.
#[cw_serde]
pub struct AccreditationTerms {
    /// The jurisdiction.
    pub jurisdiction: String,
    /// Id of the issuer's DID.
    pub issuer: [u8; 20],
    /// The schema.
    pub schema: String,
}

/// What a recognition is of; whether it holds is the gate's record.
#[cw_serde]
pub struct RecognitionTerms {
    /// The other region.
    pub region: String,
    /// Its jurisdiction.
    pub jurisdiction: String,
    /// The schema.
    pub schema: String,
}

/// A level of assurance, 1 to 4.
pub fn level(field: &'static str, given: u8) -> Result<u8, InputError> {
    types::within(field, given, (MIN_LEVEL, MAX_LEVEL))
}

/// A window that is neither empty nor over, and ends by `limit`.
pub fn window(from: u64, until: u64, now: u64, limit: u64) -> Result<(), ContractError> {
    if from < until && now < until && until <= limit {
        return Ok(());
    }
    Err(ContractError::Window { now, limit, from, until })
}

/// New terms for an accreditation: level and window change, a suspension stays.
pub fn accredit(
    known: Option<&Accreditation>,
    max_level: u8,
    (valid_from, valid_until): (u64, u64),
    now: u64,
) -> Result<Accreditation, ContractError> {
    window(valid_from, valid_until, now, u64::MAX)?;
    Ok(Accreditation {
        standing: known.map_or(Standing::Good, |known| known.standing),
        max_level: level("max_level", max_level)?,
        valid_from,
        valid_until,
    })
}

/// Another standing. What is revoked stays revoked.
pub fn stand(
    mut accreditation: Accreditation,
    standing: Standing,
    number: u32,
) -> Result<Accreditation, ContractError> {
    if accreditation.standing == Standing::Revoked {
        return Err(ContractError::RevocationFinal { what: format!("accreditation {number}") });
    }
    accreditation.standing = standing;
    Ok(accreditation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_neither_empty_nor_over_nor_too_long() {
        assert_eq!(window(1, 2, 1, 2), Ok(()));
        for (from, until, now, limit) in [(2, 2, 1, 9), (3, 2, 1, 9), (1, 5, 5, 9), (1, 9, 5, 8)] {
            assert!(window(from, until, now, limit).is_err());
        }
        assert_eq!(window(0, u64::MAX, 5, u64::MAX), Ok(()));
    }

    #[test]
    fn new_terms_do_not_lift_a_suspension() {
        let good = accredit(None, 3, (0, 10), 5).unwrap();
        let suspended = stand(good, Standing::Suspended, 1).unwrap();
        let changed = accredit(Some(&suspended), 2, (0, 20), 5).unwrap();
        assert_eq!(changed.standing, Standing::Suspended);
        assert_eq!((changed.max_level, changed.valid_until), (2, 20));
    }

    #[test]
    fn a_revoked_accreditation_stays_revoked() {
        let revoked = stand(accredit(None, 3, (0, 10), 5).unwrap(), Standing::Revoked, 1).unwrap();
        for standing in [Standing::Good, Standing::Suspended, Standing::Revoked] {
            assert!(stand(revoked.clone(), standing, 1).is_err());
        }
    }
}
