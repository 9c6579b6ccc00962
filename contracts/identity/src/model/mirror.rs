//! What another region attests: taken field by field, and never back in time.

use cosmwasm_std::{Addr, Api, HexBinary};
use isthmus_api::gate::{Pass, Source};
use isthmus_api::packet::{Attestation, AttestedStatus};
use isthmus_api::types::{self, Country, Did, JurisdictionId, RegionId, SchemaId};
use isthmus_wire::wire;

use super::pass::checked_level;
use super::share::{checked_address_abroad, ShareId};
use super::trust::RecognitionTerms;
use crate::error::ContractError;

/// What a region says of a pass of its own, each field checked. Stored in the form of the packet.
#[wire]
pub struct CheckedAttestation {
    /// Account here that may accept it.
    pub account: Addr,
    /// Account in the other region that holds the pass.
    pub subject: String,
    /// Schema of the credential.
    pub schema: SchemaId,
    /// Jurisdiction there.
    pub jurisdiction: JurisdictionId,
    /// DID of the issuer.
    pub issuer: Did,
    /// SHA-256 of the credential, 32 bytes.
    pub digest: HexBinary,
    /// Level of assurance.
    pub level: u8,
    /// Country.
    pub country: Country,
    /// First second of validity.
    pub valid_from: u64,
    /// First second no longer valid.
    pub expires_at: u64,
    /// Rises with every change.
    pub version: u64,
    /// Status at `as_of`.
    pub status: AttestedStatus,
    /// When the other region looked, never later than it arrived here.
    pub as_of: u64,
}

impl CheckedAttestation {
    /// Checks every field of what came over the wire.
    pub fn checked(api: &dyn Api, wire: Attestation, now: u64) -> Result<Self, ContractError> {
        if wire.valid_from >= wire.expires_at {
            return Err(ContractError::Window {
                now,
                limit: u64::MAX,
                from: wire.valid_from,
                until: wire.expires_at,
            });
        }
        types::hash("digest", &wire.digest)?;
        Ok(Self {
            schema: SchemaId::new("schema", &wire.schema)?,
            jurisdiction: JurisdictionId::new("jurisdiction", &wire.jurisdiction)?,
            country: Country::new("country", &wire.country)?,
            level: checked_level("level", wire.level)?,
            version: types::within("version", wire.version, (1, u64::MAX))?,
            subject: checked_address_abroad("subject", &wire.subject)?,
            issuer: Did::new("issuer", &wire.issuer)?,
            account: types::address(api, "account", &wire.account)?,
            digest: wire.digest,
            valid_from: wire.valid_from,
            expires_at: wire.expires_at,
            status: wire.status,
            // A clock that runs ahead must not make old news look fresh for longer.
            as_of: wire.as_of.min(now),
        })
    }

    /// Between whom.
    pub fn share(&self, region: &RegionId) -> ShareId {
        ShareId {
            account: self.account.clone(),
            schema: self.schema.clone(),
            region: region.clone(),
            account_abroad: self.subject.clone(),
        }
    }

    /// The recognition that it needs.
    pub fn terms(&self, region: &RegionId) -> RecognitionTerms {
        RecognitionTerms {
            region: region.clone(),
            jurisdiction: self.jurisdiction.clone(),
            schema: self.schema.clone(),
        }
    }

    /// Whether it speaks of another credential than `other` does.
    fn is_of_another(&self, other: &Self) -> bool {
        self.jurisdiction != other.jurisdiction
            || self.issuer != other.issuer
            || self.digest != other.digest
    }

    /// That the credential is revoked, as of when `news` of another one was sent.
    fn revoked_by(&self, news: &Self) -> Self {
        Self {
            status: AttestedStatus::Revoked,
            version: news.version,
            as_of: news.as_of,
            ..self.clone()
        }
    }
}

impl From<CheckedAttestation> for Attestation {
    fn from(said: CheckedAttestation) -> Self {
        Self {
            account: said.account.into(),
            subject: said.subject,
            schema: said.schema.into(),
            jurisdiction: said.jurisdiction.into(),
            issuer: said.issuer.into(),
            digest: said.digest,
            level: said.level,
            country: said.country.into(),
            valid_from: said.valid_from,
            expires_at: said.expires_at,
            version: said.version,
            status: said.status,
            as_of: said.as_of,
        }
    }
}

/// The last word of another region about one share.
#[wire]
pub struct Mirror {
    /// The other region.
    pub region: RegionId,
    /// Number of the recognition under which it counts.
    pub recognition: u32,
    /// Its last word.
    pub attestation: CheckedAttestation,
}

impl Mirror {
    /// Whether the news takes the place of this: only a higher version does, so that packets may
    /// arrive in any order and twice. A revoked credential does not come back.
    pub fn is_replaced_by(&self, news: &CheckedAttestation) -> Result<bool, ContractError> {
        let last = &self.attestation;
        if news.version <= last.version {
            return Ok(false);
        }
        let was_revoked = last.status == AttestedStatus::Revoked;
        if was_revoked && last.digest == news.digest && news.status != AttestedStatus::Revoked {
            return Err(ContractError::RevocationFinal {
                what: format!("credential {}", news.digest.to_hex()),
            });
        }
        Ok(true)
    }

    /// What news says that cannot be taken itself: an account vouches for one credential at a time,
    /// so news of another is the end of the one known here. Nothing if it is the same one or ended
    /// before.
    pub fn ended_by(&self, news: &CheckedAttestation) -> Option<Self> {
        let last = &self.attestation;
        if last.status == AttestedStatus::Revoked || !last.is_of_another(news) {
            return None;
        }
        Some(Self { attestation: last.revoked_by(news), ..self.clone() })
    }

    /// The gate's record of it.
    pub fn pass(&self, number: u32, closed: bool) -> Pass {
        let said = &self.attestation;
        Pass {
            closed,
            level: said.level,
            country: said.country.bytes(),
            valid_from: said.valid_from,
            expires_at: said.expires_at,
            source: Source::Abroad {
                recognition: self.recognition,
                mirror: number,
                as_of: said.as_of,
                status: said.status,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockApi;
    use cosmwasm_std::{from_json, to_json_vec};
    use proptest::prelude::*;
    use AttestedStatus::{Revoked, Suspended, Valid};

    const NOW: u64 = 1_000;

    fn wire(version: u64, status: AttestedStatus) -> Attestation {
        Attestation {
            account: MockApi::default().addr_make("bob").into(),
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

    fn check(wire: Attestation) -> Result<CheckedAttestation, ContractError> {
        CheckedAttestation::checked(&MockApi::default(), wire, NOW)
    }

    #[test]
    fn what_comes_over_the_wire_is_checked() {
        assert!(check(wire(1, Valid)).is_ok());
        let broken: [fn(&mut Attestation); 13] = [
            |a| a.schema = "KYC".into(),
            |a| a.jurisdiction = "".into(),
            |a| a.country = "de".into(),
            |a| a.level = 0,
            |a| a.level = 5,
            |a| a.digest = vec![1; 31].into(),
            |a| a.version = 0,
            |a| a.subject = "Ann Smith".into(),
            |a| a.issuer = "<issuer>".into(),
            |a| a.issuer = "bank.example".into(),
            |a| a.account = "nobody".into(),
            |a| a.expires_at = a.valid_from,
            |a| a.subject = "a".repeat(129),
        ];
        for (at, change) in broken.into_iter().enumerate() {
            let mut news = wire(1, Valid);
            change(&mut news);
            assert!(check(news).is_err(), "{at}");
        }
    }

    #[test]
    fn what_is_stored_has_the_form_of_the_packet() {
        let said = check(wire(1, Valid)).unwrap();
        let stored = to_json_vec(&said).unwrap();
        assert_eq!(stored, to_json_vec(&wire(1, Valid)).unwrap());
        assert_eq!(from_json::<CheckedAttestation>(&stored).unwrap(), said);
        assert_eq!(Attestation::from(said), wire(1, Valid));
    }

    #[test]
    fn news_from_the_future_counts_as_from_now() {
        let ahead = Attestation { as_of: NOW + 1_000_000, ..wire(1, Valid) };
        assert_eq!(check(ahead).unwrap().as_of, NOW);
    }

    fn mirror(attestation: CheckedAttestation) -> Mirror {
        let region = RegionId::new("region", "west").unwrap();
        Mirror { region, recognition: 1, attestation }
    }

    #[test]
    fn news_of_another_credential_ends_the_one_known() {
        let known = mirror(check(wire(3, Valid)).unwrap());
        let same = check(wire(4, Suspended)).unwrap();
        assert_eq!(known.ended_by(&same), None);
        let other = Attestation { digest: vec![2; 32].into(), as_of: 950, ..wire(4, Valid) };
        let ended = known.ended_by(&check(other.clone()).unwrap()).unwrap().attestation;
        assert_eq!((ended.status, ended.version, ended.as_of), (Revoked, 4, 950));
        assert_eq!(ended.digest, known.attestation.digest);
        let over = mirror(check(wire(3, Revoked)).unwrap());
        assert_eq!(over.ended_by(&check(other).unwrap()), None);
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
                let news = Attestation { digest: vec![credential; 32].into(), ..wire(version, status) };
                let news = check(news).unwrap();
                let is_taken = match &known {
                    None => true,
                    Some(known) => known.is_replaced_by(&news).unwrap_or(false),
                };
                if !is_taken {
                    continue;
                }
                if let Some(Mirror { attestation: before, .. }) = known {
                    prop_assert!(news.version > before.version);
                    prop_assert!(
                        before.digest != news.digest
                            || before.status != Revoked
                            || news.status == Revoked
                    );
                }
                known = Some(mirror(news));
            }
        }
    }
}
