//! Jurisdictions, accreditations, recognitions.

use cosmwasm_std::Addr;
use isthmus_api::gate::{Accreditation, Reason, Recognition, Standing};
use isthmus_api::identity::MAX_STALENESS_SECONDS;
use isthmus_api::types::{self, InputError, JurisdictionId, RegionId, SchemaId};
use isthmus_wire::wire;

use super::did::DidId;
use super::pass::{checked_level, ensure_window};
use crate::error::ContractError;

/// A jurisdiction of this region.
#[wire]
pub struct Jurisdiction {
    /// Account that accredits its issuers.
    pub anchor: Addr,
    /// Proposed as the next anchor.
    pub proposed: Option<Addr>,
}

/// What an accreditation is for; how it stands is the gate's record.
#[wire]
pub struct AccreditationTerms {
    /// The jurisdiction.
    pub jurisdiction: JurisdictionId,
    /// Id of the issuer's DID.
    pub issuer: DidId,
    /// The schema.
    pub schema: SchemaId,
}

/// What a recognition is of; whether it holds is the gate's record.
#[wire]
pub struct RecognitionTerms {
    /// The other region.
    pub region: RegionId,
    /// Its jurisdiction.
    pub jurisdiction: JurisdictionId,
    /// The schema.
    pub schema: SchemaId,
}

impl RecognitionTerms {
    /// That there is no such recognition in force.
    pub fn not_recognized(self) -> ContractError {
        let Self { region, jurisdiction, schema } = self;
        ContractError::NotRecognized { region, jurisdiction, schema }
    }
}

/// New terms for an accreditation: level and window change, a suspension stays.
pub fn accredit(
    known: Option<&Accreditation>,
    max_level: u8,
    valid_from: u64,
    valid_until: u64,
    now: u64,
) -> Result<Accreditation, ContractError> {
    ensure_window(valid_from, valid_until, now, u64::MAX)?;
    Ok(Accreditation {
        standing: known.map_or(Standing::Good, |known| known.standing),
        max_level: checked_level("max_level", max_level)?,
        valid_from,
        valid_until,
    })
}

/// Another standing. What is revoked stays revoked.
pub fn set_standing(
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

/// A recognition that holds, up to a level and an age of news.
pub fn recognize(max_level: u8, max_staleness_seconds: u64) -> Result<Recognition, InputError> {
    let range = (1, MAX_STALENESS_SECONDS);
    Ok(Recognition {
        active: true,
        max_level: checked_level("max_level", max_level)?,
        max_staleness_seconds: types::within(
            "max_staleness_seconds",
            max_staleness_seconds,
            range,
        )?,
    })
}

/// What a change to these limits makes of a recognition: none if both are 0, which ends it.
pub fn limits(
    max_level: u8,
    max_staleness_seconds: u64,
) -> Result<Option<Recognition>, InputError> {
    if max_level == 0 && max_staleness_seconds == 0 {
        return Ok(None);
    }
    recognize(max_level, max_staleness_seconds).map(Some)
}

/// The recognition, no longer in force; its terms stay to be seen.
pub fn end_recognition(recognition: Recognition) -> Recognition {
    Recognition { active: false, ..recognition }
}

/// Of those that an issuer holds: whether one of them holds now, else why none does.
pub fn ensure_any_holds(accreditations: &[Accreditation], now: u64) -> Result<(), ContractError> {
    let mut reason = Reason::NotAccredited;
    for accreditation in accreditations {
        match accreditation.check(now) {
            Ok(()) => return Ok(()),
            Err(why) => reason = why,
        }
    }
    Err(ContractError::NotAccredited { reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_terms_do_not_lift_a_suspension() {
        let good = accredit(None, 3, 0, 10, 5).unwrap();
        let suspended = set_standing(good, Standing::Suspended, 1).unwrap();
        let changed = accredit(Some(&suspended), 2, 0, 20, 5).unwrap();
        assert_eq!(changed.standing, Standing::Suspended);
        assert_eq!((changed.max_level, changed.valid_until), (2, 20));
    }

    #[test]
    fn a_revoked_accreditation_stays_revoked() {
        let good = accredit(None, 3, 0, 10, 5).unwrap();
        let revoked = set_standing(good, Standing::Revoked, 1).unwrap();
        for standing in [Standing::Good, Standing::Suspended, Standing::Revoked] {
            assert!(set_standing(revoked.clone(), standing, 1).is_err());
        }
    }

    #[test]
    fn a_recognition_of_level_and_age_zero_is_none() {
        assert_eq!(limits(0, 0), Ok(None));
        let most = limits(4, MAX_STALENESS_SECONDS).unwrap().unwrap();
        assert_eq!((most.active, most.max_level), (true, 4));
        for (level, age) in [(0, 1), (1, 0), (5, 1), (1, MAX_STALENESS_SECONDS + 1)] {
            assert!(limits(level, age).is_err(), "{level} {age}");
        }
        assert!(recognize(0, 0).is_err());
    }

    #[test]
    fn one_accreditation_that_holds_is_enough() {
        let good = accredit(None, 3, 0, 10, 5).unwrap();
        let suspended = set_standing(good.clone(), Standing::Suspended, 1).unwrap();
        assert_eq!(ensure_any_holds(&[suspended.clone(), good.clone()], 5), Ok(()));
        assert_eq!(ensure_any_holds(&[good, suspended.clone()], 5), Ok(()));
        let reason = Reason::IssuerSuspended;
        let refused = Err(ContractError::NotAccredited { reason });
        assert_eq!(ensure_any_holds(&[suspended], 5), refused);
        let reason = Reason::NotAccredited;
        assert_eq!(ensure_any_holds(&[], 5), Err(ContractError::NotAccredited { reason }));
    }
}
