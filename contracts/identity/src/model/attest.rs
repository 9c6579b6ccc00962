//! News between regions: what this registry tells of a pass, and what it takes from another.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::HexBinary;
use isthmus_api::gate::{self, Accreditation, Pass, Source, Standing};
use isthmus_api::identity::MIN_REFRESH_SECONDS;
use isthmus_api::packet::{Attestation, AttestedStatus};
use isthmus_api::types;

use super::trust;
use crate::error::ContractError;

/// Between whom: the same in every piece of news about one share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parties {
    /// Account here that holds the pass.
    pub subject: String,
    /// Account in the other region.
    pub account: String,
    /// The schema.
    pub schema: String,
}

/// A home pass and what it stands on.
#[derive(Clone, Debug)]
pub struct Home<'a> {
    /// The pass.
    pub pass: &'a Pass,
    /// Its digest.
    pub digest: [u8; 32],
    /// The issuer's accreditation.
    pub accreditation: &'a Accreditation,
    /// The issuer's DID.
    pub issuer: String,
    /// The jurisdiction.
    pub jurisdiction: String,
    /// Its status in the list, if it can be known.
    pub status: Option<AttestedStatus>,
}

/// What can be said of a home pass now, without version and time.
///
/// The other region reads neither the issuer's accreditation nor the status list, so both are folded
/// in: an issuer that is suspended or revoked makes the pass so, and a pass ends with its
/// accreditation. One that would begin only after that is suspended.
pub fn state_of(parties: Parties, home: &Home, now: u64) -> Attestation {
    let pass = home.pass;
    let issuer = home.accreditation;
    let revoked = pass.closed
        || issuer.standing == Standing::Revoked
        || home.status == Some(AttestedStatus::Revoked);
    let end = pass.expires_at.min(issuer.valid_until);
    let lasts = end > pass.valid_from;
    let good = lasts && issuer.check(now).is_ok() && home.status == Some(AttestedStatus::Valid);
    Attestation {
        account: parties.account,
        subject: parties.subject,
        schema: parties.schema,
        jurisdiction: home.jurisdiction.clone(),
        issuer: home.issuer.clone(),
        digest: HexBinary::from(home.digest),
        level: pass.level.min(issuer.max_level),
        country: String::from_utf8_lossy(&pass.country).into_owned(),
        valid_from: pass.valid_from,
        expires_at: match lasts {
            true => end,
            false => pass.expires_at,
        },
        version: 0,
        status: match (revoked, good) {
            (true, _) => AttestedStatus::Revoked,
            (false, false) => AttestedStatus::Suspended,
            (false, true) => AttestedStatus::Valid,
        },
        as_of: 0,
    }
}

/// What can be said once the pass is gone or another has taken its place: it is revoked.
pub fn withdrawn(last: &Attestation) -> Attestation {
    Attestation { status: AttestedStatus::Revoked, ..last.clone() }
}

/// Whether `fresh` says what `last` said, the time of saying apart.
pub fn same(last: &Attestation, fresh: &Attestation) -> bool {
    let fresh = Attestation { version: last.version, as_of: last.as_of, ..fresh.clone() };
    *last == fresh
}

/// The next piece of news: its version rises. News that only confirms the last has to wait, so that
/// nobody floods the channel for free.
pub fn next(
    last: Option<&Attestation>,
    fresh: Attestation,
    now: u64,
) -> Result<Attestation, ContractError> {
    let version = last.map_or(0, |last| last.version).saturating_add(1);
    if let Some(last) = last {
        let at = last.as_of.saturating_add(MIN_REFRESH_SECONDS);
        if same(last, &fresh) && now < at {
            return Err(ContractError::NothingNew { at });
        }
    }
    Ok(Attestation { version, as_of: now, ..fresh })
}

/// An attestation from another region, as it is kept.
#[cw_serde]
pub struct Mirror {
    /// The other region.
    pub region: String,
    /// Number of the recognition under which it counts.
    pub recognition: u32,
    /// Its last word.
    pub attestation: Attestation,
}

/// Checks every field of what came over the wire. `account` is checked where addresses are known.
pub fn check(mut news: Attestation, now: u64) -> Result<Attestation, ContractError> {
    gate::schema("schema", &news.schema)?;
    gate::schema("jurisdiction", &news.jurisdiction)?;
    gate::country("country", &news.country)?;
    trust::level("level", news.level)?;
    types::hash("digest", &news.digest)?;
    types::within("version", news.version, (1, u64::MAX))?;
    types::text("subject", &news.subject, (1, 128), "a-z and 0-9", |c| {
        c.is_ascii_lowercase() || c.is_ascii_digit()
    })?;
    let allowed = "the characters of a DID";
    types::text("issuer", &news.issuer, (7, 256), allowed, |c| {
        c.is_ascii_alphanumeric() || ":.-_%".contains(c)
    })?;
    if news.valid_from >= news.expires_at {
        return Err(ContractError::Window {
            now,
            limit: u64::MAX,
            from: news.valid_from,
            until: news.expires_at,
        });
    }
    // A clock that runs ahead must not make old news look fresh for longer.
    news.as_of = news.as_of.min(now);
    Ok(news)
}

/// Whether the news takes the place of what is known: only a higher version does, so that packets
/// may arrive in any order and twice. A revoked credential does not come back.
pub fn replaces(known: Option<&Mirror>, news: &Attestation) -> Result<bool, ContractError> {
    let Some(Mirror { attestation, .. }) = known else {
        return Ok(true);
    };
    if news.version <= attestation.version {
        return Ok(false);
    }
    let revoked = attestation.status == AttestedStatus::Revoked;
    if revoked && attestation.digest == news.digest && news.status != AttestedStatus::Revoked {
        return Err(ContractError::RevocationFinal {
            what: format!("credential {}", news.digest.to_hex()),
        });
    }
    Ok(true)
}

/// What news says that cannot be taken itself: an account vouches for one credential at a time, so
/// news of another is the end of the one known here. Nothing if it is the same or ended before.
pub fn superseded(known: &Mirror, news: &Attestation) -> Option<Attestation> {
    let last = &known.attestation;
    let credential =
        |said: &Attestation| (said.jurisdiction.clone(), said.issuer.clone(), said.digest.clone());
    if last.status == AttestedStatus::Revoked || credential(last) == credential(news) {
        return None;
    }
    Some(Attestation { version: news.version, as_of: news.as_of, ..withdrawn(last) })
}

/// The gate's record of an attestation.
pub fn pass_of(number: u32, mirror: &Mirror, closed: bool) -> Result<Pass, ContractError> {
    let said = &mirror.attestation;
    Ok(Pass {
        closed,
        level: said.level,
        country: gate::country("country", &said.country)?,
        valid_from: said.valid_from,
        expires_at: said.expires_at,
        source: Source::Abroad {
            recognition: mirror.recognition,
            mirror: number,
            as_of: said.as_of,
            status: said.status,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
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

    fn told(pass: Pass, issuer: Accreditation, status: Option<AttestedStatus>) -> Attestation {
        let home = Home {
            pass: &pass,
            digest: [1; 32],
            accreditation: &issuer,
            issuer: "did:isthmus:west-1:west1id:x".into(),
            jurisdiction: "west-fsa".into(),
            status,
        };
        let parties = Parties {
            subject: "west1ann".into(),
            account: "east1bob".into(),
            schema: "kyc".into(),
        };
        state_of(parties, &home, NOW)
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
        let waits = next(Some(&last), said(0, Valid), 959);
        assert_eq!(waits, Err(ContractError::NothingNew { at: 960 }));
        let again = next(Some(&last), said(0, Valid), 960).unwrap();
        assert_eq!((again.version, again.as_of), (4, 960));
        let bad = next(Some(&last), said(0, Revoked), 901).unwrap();
        assert_eq!((bad.version, bad.status), (4, Revoked));
        assert_eq!(next(None, said(0, Valid), 5).unwrap().version, 1);
    }

    #[test]
    fn what_comes_over_the_wire_is_checked() {
        assert!(check(said(1, Valid), NOW).is_ok());
        let broken: [fn(&mut Attestation); 10] = [
            |a| a.schema = "KYC".into(),
            |a| a.jurisdiction = "".into(),
            |a| a.country = "de".into(),
            |a| a.level = 0,
            |a| a.level = 5,
            |a| a.digest = vec![1; 31].into(),
            |a| a.version = 0,
            |a| a.subject = "Ann Smith".into(),
            |a| a.issuer = "<issuer>".into(),
            |a| a.expires_at = a.valid_from,
        ];
        for (at, change) in broken.into_iter().enumerate() {
            let mut news = said(1, Valid);
            change(&mut news);
            assert!(check(news, NOW).is_err(), "{at}");
        }
    }

    #[test]
    fn news_from_the_future_counts_as_from_now() {
        let ahead = Attestation { as_of: NOW + 1_000_000, ..said(1, Valid) };
        assert_eq!(check(ahead, NOW).unwrap().as_of, NOW);
    }

    proptest! {
        /// Bug row 19: whatever the order and however often packets come, what is known is the
        /// highest version that was taken, and a revoked credential does not come back.
        #[test]
        fn news_never_goes_back(
            packets in prop::collection::vec(
                (1u64..30, prop::sample::select(vec![Valid, Suspended, Revoked]), 0u8..3), 1..60,
            ),
        ) {
            let mut known: Option<Mirror> = None;
            for (version, status, credential) in packets {
                let mut news = said(version, status);
                news.digest = vec![credential; 32].into();
                let before = known.as_ref().map(|m| m.attestation.clone());
                if let Ok(true) = replaces(known.as_ref(), &news) {
                    if let Some(before) = before {
                        prop_assert!(news.version > before.version);
                        prop_assert!(
                            before.digest != news.digest
                                || before.status != Revoked
                                || news.status == Revoked
                        );
                    }
                    known = Some(Mirror { region: "west".into(), recognition: 1, attestation: news });
                }
            }
        }
    }
}
