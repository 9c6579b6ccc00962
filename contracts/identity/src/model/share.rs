//! What this registry tells another region about a pass of its own.

use cosmwasm_std::{Addr, HexBinary};
use isthmus_api::gate::{Accreditation, Pass, Standing};
use isthmus_api::identity::MIN_REFRESH_SECONDS;
use isthmus_api::packet::{Attestation, AttestedStatus};
use isthmus_api::types::{self, InputError, RegionId, SchemaId, HASH_BYTES};

use super::did::Registry;
use super::trust::AccreditationTerms;
use crate::error::ContractError;

/// Between whom a pass is shared, in either direction: an account here, the schema, the other region
/// and the account there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareId {
    /// The account here.
    pub account: Addr,
    /// The schema.
    pub schema: SchemaId,
    /// The other region.
    pub region: RegionId,
    /// The account there.
    pub account_abroad: String,
}

/// A pass of this region and what it stands on.
#[derive(Clone, Debug)]
pub struct HomePass {
    /// The pass.
    pub pass: Pass,
    /// Its digest.
    pub digest: [u8; HASH_BYTES],
    /// The issuer's accreditation.
    pub accreditation: Accreditation,
    /// What that is for.
    pub terms: AccreditationTerms,
    /// The pass's status in its list, if it can be known.
    pub status: Option<AttestedStatus>,
}

/// The address of an account in another region. Only that region knows its addresses: a wrong one
/// comes back as an error acknowledgement.
pub fn checked_address_abroad(field: &'static str, given: &str) -> Result<String, InputError> {
    types::text(field, given, (1, 128), "a-z and 0-9", |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit()
    })
}

/// What can be said now, without version and time: of the pass, or, once it is gone or one from
/// abroad has taken its place, that the last one told is revoked. Nothing if nothing was ever told.
pub fn attestation_now(
    registry: &Registry,
    share: &ShareId,
    home: Option<&HomePass>,
    last: Option<&Attestation>,
    now: u64,
) -> Result<Option<Attestation>, InputError> {
    match home {
        Some(home) => attestation_of(registry, share, home, now).map(Some),
        None => Ok(last.map(revoked)),
    }
}

/// The other region reads neither the issuer's accreditation nor the status list, so both are folded
/// in: an issuer that is suspended or revoked makes the pass so, and a pass ends with its
/// accreditation. One that would begin only after that is suspended.
fn attestation_of(
    registry: &Registry,
    share: &ShareId,
    home: &HomePass,
    now: u64,
) -> Result<Attestation, InputError> {
    let (pass, issuer) = (&home.pass, &home.accreditation);
    let end = pass.expires_at.min(issuer.valid_until);
    let begins = end > pass.valid_from;
    let is_revoked = pass.closed
        || issuer.standing == Standing::Revoked
        || home.status == Some(AttestedStatus::Revoked);
    let is_valid =
        begins && issuer.check(now).is_ok() && home.status == Some(AttestedStatus::Valid);
    let status = if is_revoked {
        AttestedStatus::Revoked
    } else if is_valid {
        AttestedStatus::Valid
    } else {
        AttestedStatus::Suspended
    };
    Ok(Attestation {
        account: share.account_abroad.clone(),
        subject: share.account.to_string(),
        schema: share.schema.to_string(),
        jurisdiction: home.terms.jurisdiction.to_string(),
        issuer: registry.did(&home.terms.issuer)?.into(),
        digest: HexBinary::from(home.digest),
        level: pass.level.min(issuer.max_level),
        country: String::from_utf8_lossy(&pass.country).into_owned(),
        valid_from: pass.valid_from,
        expires_at: if begins { end } else { pass.expires_at },
        version: 0,
        status,
        as_of: 0,
    })
}

/// What can be said once the pass is gone or another has taken its place.
fn revoked(last: &Attestation) -> Attestation {
    Attestation { status: AttestedStatus::Revoked, ..last.clone() }
}

/// Whether `fresh` says what `last` said, the time of saying apart.
pub fn is_same(last: &Attestation, fresh: &Attestation) -> bool {
    let fresh = Attestation { version: last.version, as_of: last.as_of, ..fresh.clone() };
    *last == fresh
}

/// The next version of what is told. One that only confirms the last has to wait, so that nobody
/// floods the channel for free.
pub fn next_version(
    last: Option<&Attestation>,
    fresh: Attestation,
    now: u64,
) -> Result<Attestation, ContractError> {
    let version = last.map_or(0, |last| last.version).saturating_add(1);
    if let Some(last) = last {
        let at = last.as_of.saturating_add(MIN_REFRESH_SECONDS);
        if is_same(last, &fresh) && now < at {
            return Err(ContractError::NothingNew { at });
        }
    }
    Ok(Attestation { version, as_of: now, ..fresh })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::did::DidId;
    use isthmus_api::gate::Source;
    use isthmus_api::types::JurisdictionId;
    use AttestedStatus::{Revoked, Suspended, Valid};

    const NOW: u64 = 1_000;

    fn said(version: u64, status: AttestedStatus) -> Attestation {
        Attestation {
            account: "east1bob".into(),
            subject: "west1ann".into(),
            schema: "kyc".into(),
            jurisdiction: "west-fsa".into(),
            issuer: "did:isthmus:west-1:west1id:x".into(),
            digest: vec![1; 32].into(),
            level: 2,
            country: "DE".into(),
            valid_from: 500,
            expires_at: 2_000,
            version,
            status,
            as_of: 900,
        }
    }

    fn told(
        pass: Pass,
        accreditation: Accreditation,
        status: Option<AttestedStatus>,
    ) -> Attestation {
        let terms = AccreditationTerms {
            jurisdiction: JurisdictionId::new("jurisdiction", "west-fsa").unwrap(),
            issuer: DidId([7; 20]),
            schema: SchemaId::new("schema", "kyc").unwrap(),
        };
        let share = ShareId {
            account: Addr::unchecked("west1ann"),
            schema: terms.schema.clone(),
            region: RegionId::new("region", "east").unwrap(),
            account_abroad: "east1bob".into(),
        };
        let registry =
            Registry { reference: "west-1".into(), contract: Addr::unchecked("west1id") };
        let home = HomePass { pass, digest: [1; 32], accreditation, terms, status };
        attestation_now(&registry, &share, Some(&home), None, NOW).unwrap().unwrap()
    }

    fn pass() -> Pass {
        Pass {
            closed: false,
            level: 3,
            country: *b"DE",
            valid_from: 500,
            expires_at: 2_000,
            source: Source::Home { accreditation: 1, list: 1, index: 1, digest: [1; 32] },
        }
    }

    fn issuer(standing: Standing) -> Accreditation {
        Accreditation { standing, max_level: 2, valid_from: 100, valid_until: 1_500 }
    }

    #[test]
    fn news_folds_issuer_and_list_into_one_status() {
        let closed = Pass { closed: true, ..pass() };
        let over = Accreditation { valid_until: NOW, ..issuer(Standing::Good) };
        for (pass, issuer, listed, status) in [
            (pass(), issuer(Standing::Good), Some(Valid), Valid),
            (pass(), issuer(Standing::Good), Some(Suspended), Suspended),
            (pass(), issuer(Standing::Good), Some(Revoked), Revoked),
            (pass(), issuer(Standing::Good), None, Suspended),
            (pass(), issuer(Standing::Suspended), Some(Valid), Suspended),
            (pass(), issuer(Standing::Revoked), Some(Valid), Revoked),
            (pass(), issuer(Standing::Suspended), Some(Revoked), Revoked),
            (pass(), over, Some(Valid), Suspended),
            (closed, issuer(Standing::Good), Some(Valid), Revoked),
        ] {
            let news = told(pass, issuer, listed);
            assert_eq!(news.status, status);
            assert_eq!(news.level, 2);
        }
        let news = told(pass(), issuer(Standing::Good), Some(Valid));
        assert_eq!(news.expires_at, 1_500);
    }

    /// The gate here would say `not_accredited` in every second of the window; so must the news.
    #[test]
    fn a_pass_that_begins_after_its_issuers_end_is_never_told_as_good() {
        for valid_from in [1_499, 1_500, 1_600] {
            let later = Pass { valid_from, ..pass() };
            let news = told(later, issuer(Standing::Good), Some(Valid));
            let status = if valid_from < 1_500 { Valid } else { Suspended };
            assert_eq!(news.status, status, "{valid_from}");
            assert!(news.valid_from < news.expires_at);
        }
    }

    #[test]
    fn the_same_news_waits_and_other_news_does_not() {
        let last = said(3, Valid);
        let waits = next_version(Some(&last), said(0, Valid), 959);
        assert_eq!(waits, Err(ContractError::NothingNew { at: 960 }));
        let again = next_version(Some(&last), said(0, Valid), 960).unwrap();
        assert_eq!((again.version, again.as_of), (4, 960));
        let bad = next_version(Some(&last), said(0, Revoked), 901).unwrap();
        assert_eq!((bad.version, bad.status), (4, Revoked));
        assert_eq!(next_version(None, said(0, Valid), 5).unwrap().version, 1);
    }

    #[test]
    fn a_pass_that_is_gone_is_told_as_revoked_and_never_told_as_nothing() {
        let registry =
            Registry { reference: "west-1".into(), contract: Addr::unchecked("west1id") };
        let share = ShareId {
            account: Addr::unchecked("west1ann"),
            schema: SchemaId::new("schema", "kyc").unwrap(),
            region: RegionId::new("region", "east").unwrap(),
            account_abroad: "east1bob".into(),
        };
        let last = said(3, Valid);
        let gone = attestation_now(&registry, &share, None, Some(&last), NOW).unwrap();
        assert_eq!(gone, Some(Attestation { status: Revoked, ..last }));
        assert_eq!(attestation_now(&registry, &share, None, None, NOW), Ok(None));
    }
}
