//! Who people are: each region's own issuer gives passes to its own people, each region recognises
//! the other, and a beneficiary abroad shares its pass with its account where the credit is.

use super::stage::{across, Stage};
use super::SCHEMA;
use crate::report::ResultCode;
use crate::scenario::Party;
use anyhow::{ensure, Context, Result};
use cosmwasm_std::HexBinary;
use isthmus_api::gate::{Policy, Verdict};
use isthmus_api::identity::{events, ExecuteMsg, PassOrigin, QueryMsg, MIN_LIST_SIZE};
use isthmus_regions::{Code, Side};
use sha2::{Digest, Sha256};

/// Jurisdiction in each region.
const JURISDICTION: &str = "trade-registry";
/// Validity of an accreditation.
const ACCREDITED_SECONDS: u64 = 3 * 365 * 86_400;
/// Validity of a pass.
const PASS_SECONDS: u64 = 365 * 86_400;

/// An accredited issuer of one region.
struct Issuer {
    did: String,
    list: u32,
    /// Place of its next pass in the list.
    next: u32,
}

/// All passes of the scenario.
pub(super) fn tell(stage: &mut Stage<'_>) -> Result<()> {
    let holders: Vec<&Party> =
        stage.case.parties.values().filter(|party| party.pass_level.is_some()).collect();
    if holders.is_empty() {
        return Ok(());
    }
    stage.phase("identity");
    for side in Side::BOTH {
        let here: Vec<&&Party> = holders.iter().filter(|party| party.side == side).collect();
        let Some(level) = here.iter().filter_map(|party| party.pass_level).max() else {
            continue;
        };
        let mut issuer = accredit(stage, side, level)?;
        for party in here {
            let digest = give_pass(stage, &mut issuer, party)?;
            stage.passes.insert(party.key.clone(), digest);
        }
    }
    let Some(credit) = &stage.case.credit else {
        return Ok(());
    };
    let side = stage.party(&credit.applicant).side;
    let seller_and_bank = [Some(&credit.beneficiary), credit.advising_bank.as_ref()];
    let parties = seller_and_bank.into_iter().flatten().map(|key| stage.party(key));
    let abroad: Vec<&Party> = parties.filter(|party| party.side != side).collect();
    if abroad.is_empty() {
        return Ok(());
    }
    for side in Side::BOTH {
        recognize(stage, side, credit.min_pass_level)?;
    }
    for party in abroad {
        share(stage, party, credit.min_pass_level)?;
    }
    Ok(())
}

/// A jurisdiction, its anchor, an issuer with a DID and a status list.
fn accredit(stage: &mut Stage<'_>, side: Side, max_level: u8) -> Result<Issuer> {
    let what = format!("accredits the registrar for {SCHEMA} up to level {max_level}");
    stage.begin(side.name(), "anchor", what);
    let msg = ExecuteMsg::CreateJurisdiction {
        jurisdiction: JURISDICTION.to_string(),
        anchor: stage.address(side, "anchor")?,
    };
    stage.send(side, "owner", Code::Identity, &msg)?;
    let msg = ExecuteMsg::CreateDid {
        salt: HexBinary::from(&stage.fresh_bytes::<16>()),
        keys: Vec::new(),
        services: Vec::new(),
    };
    let created: events::DidCreated = stage
        .send(side, "registrar", Code::Identity, &msg)?
        .first()
        .context("a DID was created and not told")?;
    let did = String::from(created.did);
    let now = stage.pair_now(side)?;
    let msg = ExecuteMsg::Accredit {
        jurisdiction: JURISDICTION.to_string(),
        issuer: did.clone(),
        schema: SCHEMA.to_string(),
        max_level,
        valid_from: now,
        valid_until: now + ACCREDITED_SECONDS,
    };
    stage.send(side, "anchor", Code::Identity, &msg)?;
    let msg = ExecuteMsg::CreateStatusList { issuer: did.clone(), size: MIN_LIST_SIZE };
    let list: events::StatusListCreated = stage
        .send(side, "registrar", Code::Identity, &msg)?
        .first()
        .context("a status list was created and not told")?;
    let told = ResultCode::Accredited.with("list", list.list);
    stage.end(told.with("short", short_did(&did)).with("issuer", did.as_str()));
    let next = u32::from_be_bytes(stage.fresh_bytes());
    Ok(Issuer { did, list: list.list, next })
}

/// The registrar offers a pass and the party accepts it; returns the credential's digest.
fn give_pass(stage: &mut Stage<'_>, issuer: &mut Issuer, party: &Party) -> Result<HexBinary> {
    let side = party.side;
    let level = party.pass_level.unwrap_or_default();
    let what = format!("issues a pass to {}, which accepts it", party.key);
    stage.begin(side.name(), "registrar", what);
    let digest = credential(party, stage.fresh_bytes());
    issuer.next = issuer.next.wrapping_add(1);
    let now = stage.pair_now(side)?;
    let msg = ExecuteMsg::IssuePass {
        jurisdiction: JURISDICTION.to_string(),
        issuer: issuer.did.clone(),
        schema: SCHEMA.to_string(),
        account: stage.home(party)?,
        digest: digest.clone(),
        level,
        country: party.country.clone(),
        valid_from: now,
        expires_at: now + PASS_SECONDS,
        list: issuer.list,
        index: issuer.next % MIN_LIST_SIZE,
    };
    stage.send(side, "registrar", Code::Identity, &msg)?;
    let msg = ExecuteMsg::AcceptPass {
        schema: SCHEMA.to_string(),
        origin: PassOrigin::Home {
            jurisdiction: JURISDICTION.to_string(),
            issuer: issuer.did.clone(),
        },
        digest: digest.clone(),
    };
    stage.send(side, &party.key, Code::Identity, &msg)?;
    let told = ResultCode::Passed.with("level", u64::from(level));
    stage.end(told.with("country", party.country.as_str()));
    Ok(digest)
}

/// SHA-256 of a salted credential. The credential itself never leaves this function.
fn credential(party: &Party, salt: [u8; 16]) -> HexBinary {
    let credential = format!("{}|{}|{:?}", party.name, party.country, party.pass_level);
    let hash: [u8; 32] =
        Sha256::new().chain_update(salt).chain_update(credential).finalize().into();
    HexBinary::from(&hash)
}

/// A region recognises what the other one's issuers say.
pub(super) fn recognize(stage: &mut Stage<'_>, side: Side, max_level: u8) -> Result<()> {
    let other = side.other().name();
    stage.begin(side.name(), "owner", format!("recognises passes of the {other}"));
    let msg = ExecuteMsg::Recognize {
        region: other.to_string(),
        jurisdiction: JURISDICTION.to_string(),
        schema: SCHEMA.to_string(),
        max_level,
        max_staleness_seconds: super::setup::MAX_STATUS_AGE_SECONDS,
    };
    stage.send(side, "owner", Code::Identity, &msg)?;
    stage.end(ResultCode::Recognised.with("level", u64::from(max_level)));
    Ok(())
}

/// A holder shares its pass with its own account in the other region, which accepts it; then the
/// registry there answers for it.
pub(super) fn share(stage: &mut Stage<'_>, party: &Party, min_level: u8) -> Result<()> {
    let there = party.side.other();
    let account = stage.address(there, &party.key)?;
    let digest = stage.passes.get(&party.key).cloned().context("a party without a pass")?;
    let what = format!("shares its pass with its account in the {}", there.name());
    stage.begin(across(party.side, there), &party.key, what);
    let msg = ExecuteMsg::SharePass {
        schema: SCHEMA.to_string(),
        region: there.name().to_string(),
        account: account.clone(),
    };
    stage.send(party.side, &party.key, Code::Identity, &msg)?;
    stage.settle()?;
    stage.end(ResultCode::Shared);
    stage.begin(there.name(), &party.key, "accepts the pass from home");
    let msg = ExecuteMsg::AcceptPass {
        schema: SCHEMA.to_string(),
        origin: PassOrigin::Abroad {
            region: party.side.name().to_string(),
            subject: stage.home(party)?,
        },
        digest,
    };
    stage.send(there, &party.key, Code::Identity, &msg)?;
    let query = QueryMsg::IsAuthorized {
        subject: account,
        policy: Policy {
            schema: SCHEMA.to_string(),
            min_level,
            countries: None,
            max_status_age_seconds: super::setup::MAX_STATUS_AGE_SECONDS,
        },
    };
    let verdict: Verdict = stage.ask(there, Code::Identity, &query)?;
    ensure!(
        verdict.authorized,
        "the pass of {} does not count in the {}: {}",
        party.key,
        there.name(),
        verdict.reason
    );
    let level = verdict.level.unwrap_or_default();
    let age_seconds = verdict.status_age_seconds.unwrap_or_default();
    let told = ResultCode::Authorised.with("level", u64::from(level));
    stage.end(told.with("age_seconds", age_seconds));
    Ok(())
}

/// `did:isthmus:west-1:…:` and the last digits.
fn short_did(did: &str) -> String {
    let id = did.rsplit(':').next().unwrap_or(did);
    format!("did:isthmus:…:{}", id.get(..8).unwrap_or(id))
}
