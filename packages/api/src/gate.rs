//! "May this account do this?" The pure rule, and the three raw keys that it reads.
//!
//! A contract that must know who somebody is keeps a [`Policy`] of its own and calls [`ask`] with the
//! address of its region's identity contract. That is three raw reads and no contract call. The
//! identity contract's query `is_authorized` runs the same code ([`judge`]) over its own storage, so
//! the two answers never differ.
//!
//! | read | key | layout |
//! |---|---|---|
//! | the pass of (account, schema) | [`pass_key`] | [`Pass`] |
//! | what it stands on: an issuer's accreditation, or the recognition of a region abroad | [`accreditation_key`], [`recognition_key`] | [`Accreditation`], [`Recognition`] |
//! | the chunk of the status list (home passes only) | [`chunk_key`] | [`CHUNK_BYTES`] bytes, [`status_in`] |
//!
//! The answer is closed by default: a missing or unreadable record denies and says which. Only a
//! missing status chunk is good news, because a chunk is written when its first bit is set.
//!
//! ```
//! use isthmus_api::gate::{evaluate, Policy, Reason, Records};
//! let policy = Policy {
//!     schema: "kyc".into(), min_level: 2, countries: None, max_status_age_seconds: 86_400,
//! };
//! let verdict = evaluate(&policy, &Records::default(), 1_700_000_000);
//! assert!(!verdict.authorized);
//! assert_eq!(verdict.reason, Reason::NoPass);
//! ```

mod records;

pub use records::{
    accreditation_key, chunk_key, pass_key, pass_prefix, recognition_key, status_in, with_status,
    Accreditation, Pass, Recognition, Source, Standing, ACCREDITATION_TAG, CHUNK_BYTES,
    CHUNK_SLOTS, CHUNK_TAG, PASS_TAG, RECOGNITION_TAG,
};

use cosmwasm_std::{Addr, Api, QuerierWrapper, StdError, StdResult};
use isthmus_wire::wire;

use crate::packet::AttestedStatus;
use crate::types::{self, Country, InputError, SchemaId};

/// Lowest level of assurance.
pub const MIN_LEVEL: u8 = 1;
/// Highest level of assurance.
pub const MAX_LEVEL: u8 = 4;
/// Most countries one policy may name.
pub const MAX_COUNTRIES: usize = 50;

/// What a consumer asks of an account. It is the consumer's own configuration.
#[wire]
pub struct Policy {
    /// Schema of the credential, such as `kyc`.
    pub schema: String,
    /// Lowest level of assurance that is enough, 1 to 4.
    pub min_level: u8,
    /// ISO 3166-1 alpha-2 countries that are allowed, upper case, 1 to 50; null: all.
    #[wire(required)]
    pub countries: Option<Vec<String>>,
    /// Oldest status that is good enough, in seconds. A pass of this region is always 0 old; one
    /// from abroad is as old as the last news of it. 0 therefore means: passes of this region only.
    pub max_status_age_seconds: u64,
}

impl Policy {
    /// Checks the policy; a consumer calls this when it stores one.
    pub fn check(&self) -> Result<(), InputError> {
        SchemaId::new("policy.schema", &self.schema)?;
        types::within("policy.min_level", self.min_level, (MIN_LEVEL, MAX_LEVEL))?;
        let Some(countries) = &self.countries else {
            return Ok(());
        };
        types::within("policy.countries", count(countries), (1, 50))?;
        countries
            .iter()
            .try_for_each(|country| Country::new("policy.countries", country).map(|_| ()))
    }
}

fn count<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}

/// The answer.
#[wire]
pub struct Verdict {
    /// Whether the account meets the policy now.
    pub authorized: bool,
    /// Why, or why not: the first rule that decides.
    pub reason: Reason,
    /// Level of assurance that counts: the pass's, capped by its issuer's accreditation or by the
    /// recognition. Absent when that could not be read.
    pub level: Option<u8>,
    /// Age of what is known of the pass's status, in seconds: 0 at home, since `as_of` abroad.
    pub status_age_seconds: Option<u64>,
    /// First second at which this answer no longer holds by itself (a status can change sooner).
    /// Only when authorized.
    pub valid_until: Option<u64>,
    /// When it was given, in seconds.
    pub evaluated_at: u64,
}

/// Why. The order is the order in which the rules are applied.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::Display, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// Authorized.
    Ok,
    /// The policy itself is empty or malformed.
    PolicyInvalid,
    /// The account has accepted no pass of this schema.
    NoPass,
    /// A record is there but cannot be read.
    Unreadable,
    /// The holder gave the pass up, or deactivated the DID to which the account was linked.
    Deactivated,
    /// Before the pass's window.
    NotYetValid,
    /// After the pass's window.
    Expired,
    /// The issuer's accreditation is missing or outside its window.
    NotAccredited,
    /// The issuer is suspended.
    IssuerSuspended,
    /// The issuer's accreditation is revoked.
    IssuerRevoked,
    /// The jurisdiction abroad is not, or no longer, recognised.
    NotRecognized,
    /// The pass is revoked.
    Revoked,
    /// The pass is suspended.
    Suspended,
    /// The status cannot be known.
    StatusUnknown,
    /// The last news from abroad is older than the policy or the recognition allows.
    StatusStale,
    /// The level is too low.
    LevelLow,
    /// The country is not among the policy's.
    CountryDenied,
}

/// The three records as they lie in storage; `None` where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// At [`pass_key`].
    pub pass: Option<Vec<u8>>,
    /// At [`accreditation_key`] or [`recognition_key`], as the pass says.
    pub ground: Option<Vec<u8>>,
    /// At [`chunk_key`], for a pass of this region.
    pub chunk: Option<Vec<u8>>,
}

/// The rule. Pure: policy, records and the time in, verdict out.
pub fn evaluate(policy: &Policy, records: &Records, now: u64) -> Verdict {
    let mut verdict = Verdict {
        authorized: false,
        reason: Reason::Ok,
        level: None,
        status_age_seconds: None,
        valid_until: None,
        evaluated_at: now,
    };
    match decide(policy, records, now, &mut verdict) {
        Ok(valid_until) => {
            verdict.authorized = true;
            verdict.valid_until = Some(valid_until);
        }
        Err(reason) => verdict.reason = reason,
    }
    verdict
}

/// Applies the rules in order. Fills in level and age as soon as they are known; returns the end of
/// the authorization or the reason for which there is none.
fn decide(
    policy: &Policy,
    records: &Records,
    now: u64,
    verdict: &mut Verdict,
) -> Result<u64, Reason> {
    policy.check().map_err(|_| Reason::PolicyInvalid)?;
    let pass = records.pass.as_deref().ok_or(Reason::NoPass)?;
    let pass = Pass::read(pass).map_err(|_| Reason::Unreadable)?;
    if pass.closed {
        return Err(Reason::Deactivated);
    }
    if now < pass.valid_from {
        return Err(Reason::NotYetValid);
    }
    if now >= pass.expires_at {
        return Err(Reason::Expired);
    }

    let ground = records.ground.as_deref();
    let (cap, until, max_age, age, status) = match pass.source {
        Source::Home { index, .. } => {
            let issuer = Accreditation::read(ground.ok_or(Reason::NotAccredited)?)
                .map_err(|_| Reason::Unreadable)?;
            issuer.check(now)?;
            let status = status_in(records.chunk.as_deref(), index);
            (issuer.max_level, issuer.valid_until, u64::MAX, 0, status)
        }
        Source::Abroad { as_of, status, .. } => {
            let recognition = Recognition::read(ground.ok_or(Reason::NotRecognized)?)
                .map_err(|_| Reason::Unreadable)?;
            if !recognition.active {
                return Err(Reason::NotRecognized);
            }
            let max_age = recognition.max_staleness_seconds.min(policy.max_status_age_seconds);
            let age = now.saturating_sub(as_of);
            let until = as_of.saturating_add(max_age).saturating_add(1);
            (recognition.max_level, until, max_age, age, Some(status))
        }
    };

    let level = pass.level.min(cap);
    verdict.level = Some(level);
    match status.ok_or(Reason::StatusUnknown)? {
        AttestedStatus::Revoked => return Err(Reason::Revoked),
        AttestedStatus::Suspended => return Err(Reason::Suspended),
        AttestedStatus::Valid => verdict.status_age_seconds = Some(age),
    }
    // A pass from abroad is news, never knowledge: with no age allowed it does not count, not even
    // in the second in which the news arrived.
    let abroad = matches!(pass.source, Source::Abroad { .. });
    if age > max_age || (abroad && max_age == 0) {
        return Err(Reason::StatusStale);
    }
    if level < policy.min_level {
        return Err(Reason::LevelLow);
    }
    let allowed = policy
        .countries
        .as_ref()
        .is_none_or(|countries| countries.iter().any(|country| country.as_bytes() == pass.country));
    if !allowed {
        return Err(Reason::CountryDenied);
    }
    Ok(pass.expires_at.min(until))
}

/// Fetches the records with `read`, at most three reads, and evaluates them. `account` is canonical.
pub fn judge(
    policy: &Policy,
    account: &[u8],
    now: u64,
    read: impl Fn(Vec<u8>) -> StdResult<Option<Vec<u8>>>,
) -> StdResult<Verdict> {
    let mut records = Records::default();
    if policy.check().is_ok() {
        records.pass = read(pass_key(account, &policy.schema)?)?;
    }
    // An unreadable pass names no further records; `evaluate` denies it.
    let source = records.pass.as_deref().map(Pass::read);
    if let Some(Ok(pass)) = source {
        match pass.source {
            Source::Home { accreditation, list, index, .. } => {
                records.ground = read(accreditation_key(accreditation))?;
                records.chunk = read(chunk_key(list, index))?;
            }
            Source::Abroad { recognition, .. } => {
                records.ground = read(recognition_key(recognition))?;
            }
        }
    }
    Ok(evaluate(policy, &records, now))
}

/// Asks the identity contract by raw reads: what a consumer calls.
///
/// Fails, and with it the consumer's transaction, when there is no contract at `identity`.
pub fn ask(
    querier: &QuerierWrapper,
    api: &dyn Api,
    identity: &Addr,
    policy: &Policy,
    account: &Addr,
    now: u64,
) -> StdResult<Verdict> {
    let account = api.addr_canonicalize(account.as_str())?;
    judge(policy, &account, now, |key| querier.query_wasm_raw(identity.as_str(), key))
}

/// The key of a record with a length byte before a part of variable length.
fn length(part: &[u8]) -> StdResult<u8> {
    u8::try_from(part.len()).map_err(|_| StdError::generic_err("a key part above 255 bytes"))
}

#[cfg(test)]
mod tests;
