//! What holds for all accounts, and the pauses of both global records.

use cosmwasm_std::{CanonicalAddr, StdError, StdResult, Storage};
use isthmus_api::packed::{Reader, Writer};
use isthmus_api::stablecoin::{ComplianceMode, PauseScope};
use isthmus_kit::pause::{Pauses, Scope};

use super::{load_issuance, read_count, save_issuance, supply::MINT_AND_BURN, AccountId, SWITCHES};
use crate::model::fee::Rate as FeeRate;

/// Flags of the scopes whose pauses lie here: all the others.
pub(super) const OTHER_SCOPES: u8 = 0b0010_1001;
/// The flag of a pause that older code had, of redemptions: read, so that what follows it is found, and dropped.
pub(super) const RETIRED_SCOPE: u8 = 0b0001_0000;
pub(super) const MODE: u8 = 0b0000_0010;
const BLOCKLIST: u8 = 1;
const ALLOWLIST: u8 = 2;

pub(super) const FEE: u8 = 0b0000_0100;
/// A policy contract is set, so whoever pays has to read which.
pub(super) const WITH_POLICY: u8 = 0b0100_0000;

/// The bit of a scope in the flags of the record that keeps its pause, and its name. Bits never change.
pub fn scope(scope: PauseScope) -> Scope {
    let bit = match scope {
        PauseScope::Transfer => 0,
        PauseScope::Mint => 1,
        PauseScope::Burn => 2,
        PauseScope::Approve => 3,
        PauseScope::Signed => 5,
    };
    Scope { bit, name: scope.into() }
}

/// The fee on top of payments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeTerms {
    /// How much.
    pub rate: FeeRate,
    /// Who gets it.
    pub collector: AccountId,
}

/// What holds for all accounts and every payment has to know. Absent while nothing is paused and
/// nobody was ever restricted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    /// Pauses of payments and approvals.
    pub pauses: Pauses,
    /// Whose payments pass.
    pub mode: ComplianceMode,
    /// The fee, if there is one.
    pub fee: Option<FeeTerms>,
    /// Whether a policy contract is asked.
    pub policy: bool,
    /// How often an account that was free was restricted. It never falls. A grant that remembers this
    /// count knows that its parties, found free then, are free still.
    pub restrictions: u32,
}

/// The switches.
pub fn load_switches(storage: &dyn Storage) -> StdResult<Switches> {
    let Some(bytes) = storage.get(&[SWITCHES]) else {
        return Ok(Switches::default());
    };
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let read = Pauses::read(flags & (OTHER_SCOPES | RETIRED_SCOPE), &mut reader)?;
    let pauses = read.within(OTHER_SCOPES);
    let mode = match flags & MODE {
        0 => ComplianceMode::Open,
        _ => match reader.u8()? {
            BLOCKLIST => ComplianceMode::Blocklist,
            ALLOWLIST => ComplianceMode::Allowlist,
            _ => return Err(StdError::parse_err("switches", "unknown compliance mode")),
        },
    };
    let fee = match flags & FEE {
        0 => None,
        _ => {
            let rate = FeeRate { bps: u16::from(reader.u8()?), max: reader.number()? };
            let collector = AccountId(CanonicalAddr::from(reader.short()?));
            Some(FeeTerms { rate, collector })
        }
    };
    let policy = flags & WITH_POLICY != 0;
    Ok(Switches { pauses, mode, fee, policy, restrictions: read_count(reader)? })
}

pub(super) fn save_switches(storage: &mut dyn Storage, switches: &Switches) -> StdResult<()> {
    if *switches == Switches::default() {
        storage.remove(&[SWITCHES]);
        return Ok(());
    }
    let mode = match switches.mode {
        ComplianceMode::Open => None,
        ComplianceMode::Blocklist => Some(BLOCKLIST),
        ComplianceMode::Allowlist => Some(ALLOWLIST),
    };
    let fee = switches.fee.as_ref();
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = switches.pauses.flags()
        | flag(mode.is_some(), MODE)
        | flag(fee.is_some(), FEE)
        | flag(switches.policy, WITH_POLICY);
    let mut record = switches.pauses.write(Writer::new(flags));
    if let Some(mode) = mode {
        record = record.u8(mode);
    }
    if let Some(FeeTerms { rate, collector }) = fee {
        // At most 20, so a byte holds it.
        let bps = u8::try_from(rate.bps).unwrap_or(u8::MAX);
        record = record.u8(bps).number(rate.max).short(collector.bytes())?;
    }
    storage.set(&[SWITCHES], &record.amount(switches.restrictions.into()));
    Ok(())
}

/// Sets the fee, or ends it.
pub fn save_fee(storage: &mut dyn Storage, fee: Option<FeeTerms>) -> StdResult<()> {
    let before = load_switches(storage)?;
    save_switches(storage, &Switches { fee, ..before })
}

/// Sets whose payments pass, in both records.
pub fn save_mode(storage: &mut dyn Storage, mode: ComplianceMode, now: u64) -> StdResult<()> {
    let (before, mut issuance) = (load_switches(storage)?, load_issuance(storage)?);
    if before.mode != mode {
        save_switches(storage, &Switches { mode, ..before })?;
    }
    if issuance.mode != mode {
        issuance.mode = mode;
        save_issuance(storage, &issuance, now);
    }
    Ok(())
}

/// Counts that an account which was free no longer is. At its end the count stays, and no grant
/// trusts it any more.
pub fn count_restriction(storage: &mut dyn Storage) -> StdResult<()> {
    let mut switches = load_switches(storage)?;
    switches.restrictions = switches.restrictions.saturating_add(1);
    save_switches(storage, &switches)
}

/// All pauses, from both records.
pub fn load_pauses(storage: &dyn Storage) -> StdResult<Pauses> {
    Ok(load_switches(storage)?.pauses.and(&load_issuance(storage)?.pauses))
}

/// Writes the record or the records that change.
pub fn save_pauses(storage: &mut dyn Storage, pauses: &Pauses, now: u64) -> StdResult<()> {
    let (before, mut issuance) = (load_switches(storage)?, load_issuance(storage)?);
    let others = pauses.within(OTHER_SCOPES).without_ended(now);
    if others != before.pauses {
        save_switches(storage, &Switches { pauses: others, ..before })?;
    }
    let of_supply = pauses.within(MINT_AND_BURN);
    if of_supply != issuance.pauses {
        issuance.pauses = of_supply;
        save_issuance(storage, &issuance, now);
    }
    Ok(())
}
