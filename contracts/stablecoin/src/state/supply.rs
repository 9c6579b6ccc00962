//! The supply and what stops minting and burning: one record.

use cosmwasm_std::{StdError, StdResult, Storage};
use isthmus_api::packed::{Reader, Writer};
use isthmus_api::stablecoin::ComplianceMode;
use isthmus_kit::pause::Pauses;

use super::{accounts::MORE, SUPPLY};
use crate::model::supply::Supply;

pub(super) const CAPPED: u8 = 0b0000_0001;
/// Flags of the scopes whose pauses lie here, as [`super::scope`] numbers them.
pub(super) const MINT_AND_BURN: u8 = 0b0000_0110;
pub(super) const ABROAD: u8 = 0b0000_1000;
pub(super) const FOREIGN: u8 = 0b0001_0000;
pub(super) const BURN_OFF: u8 = 0b0010_0000;
/// The compliance mode is a blocklist, or with [`LISTED`] an allowlist. The switches say it too; here
/// it saves who mints or burns that read.
pub(super) const SCREENED: u8 = 0b0100_0000;
/// In the second byte: only accounts on the list of the allowed are admitted. (Its first bit older code wrote
/// while there was a reserve policy.)
const LISTED: u8 = 0b0010;
/// In the second byte: a policy contract is asked, so whoever mints or burns has to read which.
const ASKED: u8 = 0b0100;

/// The supply, and the pauses of what changes it: one record, because whoever mints or burns reads
/// both and writes the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issuance {
    /// The supply.
    pub supply: Supply,
    /// Pauses of minting and burning.
    pub pauses: Pauses,
    /// Whose payments pass, as in the switches.
    pub mode: ComplianceMode,
    /// Whether a policy contract is asked, as in the switches.
    pub policy: bool,
}

/// The supply and its pauses.
pub fn load_issuance(storage: &dyn Storage) -> StdResult<Issuance> {
    let bytes = storage.get(&[SUPPLY]).ok_or_else(|| StdError::not_found("supply"))?;
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let more = match flags & MORE {
        0 => 0,
        _ => reader.u8()?,
    };
    let cap = match flags & CAPPED {
        0 => None,
        _ => Some(reader.number()?),
    };
    let pauses = Pauses::read(flags & MINT_AND_BURN, &mut reader)?;
    let abroad = match flags & ABROAD {
        0 => 0,
        _ => reader.number()?,
    };
    let supply = Supply {
        total: reader.amount()?,
        abroad,
        cap,
        foreign: flags & FOREIGN != 0,
        burn_off: flags & BURN_OFF != 0,
    };
    let mode = match (flags & SCREENED, more & LISTED) {
        (0, _) => ComplianceMode::Open,
        (_, 0) => ComplianceMode::Blocklist,
        _ => ComplianceMode::Allowlist,
    };
    Ok(Issuance { supply, pauses, mode, policy: more & ASKED != 0 })
}

/// Writes both, without the pauses that are over.
pub fn save_issuance(storage: &mut dyn Storage, issuance: &Issuance, now: u64) {
    let Issuance { supply, pauses, mode, policy } = issuance;
    let pauses = pauses.within(MINT_AND_BURN).without_ended(now);
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(supply.cap.is_some(), CAPPED)
        | pauses.flags()
        | flag(supply.abroad > 0, ABROAD)
        | flag(supply.foreign, FOREIGN)
        | flag(supply.burn_off, BURN_OFF)
        | flag(*mode != ComplianceMode::Open, SCREENED);
    let more = flag(*mode == ComplianceMode::Allowlist, LISTED) | flag(*policy, ASKED);
    let mut record = Writer::new(flags | flag(more != 0, MORE));
    if more != 0 {
        record = record.u8(more);
    }
    if let Some(cap) = supply.cap {
        record = record.number(cap);
    }
    record = pauses.write(record);
    if supply.abroad > 0 {
        record = record.number(supply.abroad);
    }
    storage.set(&[SUPPLY], &record.amount(supply.total));
}

/// Writes the first supply.
pub fn initialize_supply(storage: &mut dyn Storage, supply: &Supply) {
    let issuance = Issuance { supply: supply.clone(), ..Issuance::default() };
    save_issuance(storage, &issuance, 0);
}
