//! Passes: the one place where the fields of an offer are checked, and what must hold for it to be
//! offered and accepted.

use cosmwasm_std::{Addr, Api, HexBinary};
use isthmus_api::gate::{Accreditation, Pass, Reason, Source, MAX_LEVEL, MIN_LEVEL};
use isthmus_api::packet::AttestedStatus;
use isthmus_api::types::{self, Country, InputError, JurisdictionId, SchemaId, HASH_BYTES};

use crate::error::ContractError;

/// An offer as it comes over the wire, without its issuer, which is checked by its DID.
pub struct WireOffer {
    /// The jurisdiction.
    pub jurisdiction: String,
    /// The schema.
    pub schema: String,
    /// Account that is to hold it.
    pub account: String,
    /// SHA-256 of the credential.
    pub digest: HexBinary,
    /// Level of assurance.
    pub level: u8,
    /// Country.
    pub country: String,
    /// First second of validity.
    pub valid_from: u64,
    /// First second no longer valid.
    pub expires_at: u64,
    /// Number of the status list.
    pub list: u32,
    /// Index in it.
    pub index: u32,
}

/// An offer, each field checked by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The jurisdiction.
    pub jurisdiction: JurisdictionId,
    /// The schema.
    pub schema: SchemaId,
    /// Account that is to hold it.
    pub account: Addr,
    /// SHA-256 of the credential.
    pub digest: [u8; HASH_BYTES],
    /// Level of assurance.
    pub level: u8,
    /// Country.
    pub country: Country,
    /// First second of validity.
    pub valid_from: u64,
    /// First second no longer valid.
    pub expires_at: u64,
    /// Number of the status list.
    pub list: u32,
    /// Index in it.
    pub index: u32,
}

impl Offer {
    /// Checks what came over the wire, apart from what records say: the accreditation
    /// ([`Offer::ensure_accredited`]) and the status list.
    pub fn checked(api: &dyn Api, wire: WireOffer) -> Result<Self, InputError> {
        Ok(Self {
            jurisdiction: JurisdictionId::new("jurisdiction", &wire.jurisdiction)?,
            schema: SchemaId::new("schema", &wire.schema)?,
            account: types::address(api, "account", &wire.account)?,
            digest: types::hash("digest", &wire.digest)?,
            country: Country::new("country", &wire.country)?,
            level: checked_level("level", wire.level)?,
            valid_from: wire.valid_from,
            expires_at: wire.expires_at,
            list: wire.list,
            index: wire.index,
        })
    }

    /// Fails unless the issuer's accreditation holds now, reaches the level and outlasts the pass.
    pub fn ensure_accredited(&self, by: &Accreditation, now: u64) -> Result<(), ContractError> {
        ensure_holds(by, now)?;
        if self.level > by.max_level {
            return Err(ContractError::LevelAbove { max: by.max_level, given: self.level });
        }
        ensure_window(self.valid_from, self.expires_at, now, by.valid_until)
    }

    /// The pass that it becomes when its account accepts it.
    pub fn pass(&self, accreditation: u32) -> Pass {
        Pass {
            closed: false,
            level: self.level,
            country: self.country.bytes(),
            valid_from: self.valid_from,
            expires_at: self.expires_at,
            source: Source::Home {
                accreditation,
                list: self.list,
                index: self.index,
                digest: self.digest,
            },
        }
    }
}

/// Fails unless the accreditation holds now.
pub fn ensure_holds(accreditation: &Accreditation, now: u64) -> Result<(), ContractError> {
    accreditation.check(now).map_err(|reason| ContractError::NotAccredited { reason })
}

/// A level of assurance, 1 to 4.
pub fn checked_level(field: &'static str, given: u8) -> Result<u8, InputError> {
    types::within(field, given, (MIN_LEVEL, MAX_LEVEL))
}

/// Fails unless the window is neither empty nor over, and ends by `limit`.
pub fn ensure_window(from: u64, until: u64, now: u64, limit: u64) -> Result<(), ContractError> {
    if from < until && now < until && until <= limit {
        return Ok(());
    }
    Err(ContractError::Window { now, limit, from, until })
}

/// Fails unless a status lets a pass be offered or accepted.
pub fn ensure_valid(status: Option<AttestedStatus>) -> Result<(), ContractError> {
    let reason = match status {
        Some(AttestedStatus::Valid) => return Ok(()),
        Some(AttestedStatus::Suspended) => Reason::Suspended,
        Some(AttestedStatus::Revoked) => Reason::Revoked,
        None => Reason::StatusUnknown,
    };
    Err(ContractError::PassNotValid { reason })
}

/// Fails unless the holder accepts what it has seen, not what the offer has become since.
pub fn ensure_seen(offered: &[u8], seen: &HexBinary) -> Result<(), ContractError> {
    if offered == seen.as_slice() {
        return Ok(());
    }
    Err(ContractError::DigestMismatch { offered: HexBinary::from(offered).to_hex() })
}

/// Fails once the pass is over. One that begins later may be accepted now.
pub fn ensure_not_over(pass: &Pass, now: u64) -> Result<(), ContractError> {
    if now < pass.expires_at {
        return Ok(());
    }
    Err(ContractError::PassNotValid { reason: Reason::Expired })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockApi;
    use isthmus_api::gate::Standing;

    fn wire() -> WireOffer {
        WireOffer {
            jurisdiction: "west-fsa".into(),
            schema: "kyc".into(),
            account: MockApi::default().addr_make("ann").into(),
            digest: vec![1; 32].into(),
            level: 2,
            country: "DE".into(),
            valid_from: 10,
            expires_at: 20,
            list: 1,
            index: 5,
        }
    }

    fn checked(change: fn(&mut WireOffer)) -> Result<Offer, InputError> {
        let mut offer = wire();
        change(&mut offer);
        Offer::checked(&MockApi::default(), offer)
    }

    #[test]
    fn each_field_of_an_offer_is_checked() {
        assert!(checked(|_| {}).is_ok());
        for (field, broken) in [
            ("jurisdiction", checked(|offer| offer.jurisdiction = "".into())),
            ("schema", checked(|offer| offer.schema = "KYC".into())),
            ("account", checked(|offer| offer.account = "nobody".into())),
            ("digest", checked(|offer| offer.digest = vec![1; 31].into())),
            ("level", checked(|offer| offer.level = 0)),
            ("level", checked(|offer| offer.level = 5)),
            ("country", checked(|offer| offer.country = "de".into())),
        ] {
            let refused = broken.unwrap_err().to_string();
            assert!(refused.starts_with(field), "{refused}");
        }
    }

    #[test]
    fn an_offer_stays_within_its_accreditation() {
        let by = Accreditation {
            standing: Standing::Good,
            max_level: 2,
            valid_from: 0,
            valid_until: 20,
        };
        let offer = checked(|_| {}).unwrap();
        assert_eq!(offer.ensure_accredited(&by, 5), Ok(()));
        let high = checked(|offer| offer.level = 3).unwrap();
        let above = ContractError::LevelAbove { max: 2, given: 3 };
        assert_eq!(high.ensure_accredited(&by, 5), Err(above));
        let long = checked(|offer| offer.expires_at = 21).unwrap();
        let window = ContractError::Window { now: 5, limit: 20, from: 10, until: 21 };
        assert_eq!(long.ensure_accredited(&by, 5), Err(window));
        let suspended = Accreditation { standing: Standing::Suspended, ..by };
        let reason = Reason::IssuerSuspended;
        assert_eq!(
            offer.ensure_accredited(&suspended, 5),
            Err(ContractError::NotAccredited { reason })
        );
    }

    #[test]
    fn a_pass_is_its_offer_under_an_accreditation() {
        let pass = checked(|_| {}).unwrap().pass(7);
        let source = Source::Home { accreditation: 7, list: 1, index: 5, digest: [1; 32] };
        let expected = Pass {
            closed: false,
            level: 2,
            country: *b"DE",
            valid_from: 10,
            expires_at: 20,
            source,
        };
        assert_eq!(pass, expected);
    }

    #[test]
    fn a_window_is_neither_empty_nor_over_nor_too_long() {
        assert_eq!(ensure_window(1, 2, 1, 2), Ok(()));
        for (from, until, now, limit) in [(2, 2, 1, 9), (3, 2, 1, 9), (1, 5, 5, 9), (1, 9, 5, 8)] {
            assert!(ensure_window(from, until, now, limit).is_err());
        }
        assert_eq!(ensure_window(0, u64::MAX, 5, u64::MAX), Ok(()));
    }

    #[test]
    fn only_a_valid_status_lets_a_pass_begin() {
        assert_eq!(ensure_valid(Some(AttestedStatus::Valid)), Ok(()));
        for (status, reason) in [
            (Some(AttestedStatus::Suspended), Reason::Suspended),
            (Some(AttestedStatus::Revoked), Reason::Revoked),
            (None, Reason::StatusUnknown),
        ] {
            assert_eq!(ensure_valid(status), Err(ContractError::PassNotValid { reason }));
        }
    }

    #[test]
    fn a_digest_of_another_credential_or_length_is_refused() {
        assert_eq!(ensure_seen(&[1; 32], &vec![1; 32].into()), Ok(()));
        for other in [vec![2; 32], vec![1; 31], vec![]] {
            assert!(ensure_seen(&[1; 32], &other.into()).is_err());
        }
    }
}
