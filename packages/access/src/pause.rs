//! Pause by scope, always with an end.
//!
//! One packed record holds a flag per scope (bit 0 to 6) and, for each flag in order, the second at
//! which the pause ends. Without any pause the record is absent, and the check that every transfer
//! makes reads one byte of key.

use cosmwasm_std::{StdResult, Storage};
use isthmus_api::packed::{Reader, Writer};

use crate::AccessError;

/// The one raw key of this module (architecture.md, D14).
pub const PAUSE_KEY: &[u8] = &[0x1f];
/// Longest pause: 72 hours. It can be renewed before it ends.
pub const MAX_PAUSE_SECONDS: u64 = 72 * 60 * 60;
/// Most scopes a contract may have.
const SCOPES: usize = 7;

/// A scope: its bit (0 to 6) and its name in errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Bit in the record.
    pub bit: u8,
    /// Name, as in the pause message.
    pub name: &'static str,
}

/// When each scope's pause ends, by bit; an ended pause counts as none.
type Ends = [Option<u64>; SCOPES];

/// Fails while the scope is paused.
pub fn check(storage: &dyn Storage, scope: Scope, now: u64) -> Result<(), AccessError> {
    match until(storage, scope, now)? {
        None => Ok(()),
        Some(until) => Err(AccessError::Paused { scope: scope.name, until }),
    }
}

/// The end of the scope's pause, if it is paused now.
pub fn until(storage: &dyn Storage, scope: Scope, now: u64) -> StdResult<Option<u64>> {
    let ends = load(storage)?;
    Ok(ends.get(usize::from(scope.bit)).copied().flatten().filter(|until| now < *until))
}

/// Pauses the scopes for `seconds` from now; returns the end. A pause that ends later is not cut
/// short: who may pause could resume by it. That is refused, and only [`unpause`] does it.
pub fn pause(
    storage: &mut dyn Storage,
    scopes: &[Scope],
    now: u64,
    seconds: u64,
) -> Result<u64, AccessError> {
    if seconds == 0 || seconds > MAX_PAUSE_SECONDS || scopes.is_empty() {
        return Err(AccessError::PauseLength { max: MAX_PAUSE_SECONDS, given: seconds });
    }
    let end = now.saturating_add(seconds);
    for scope in scopes {
        if let Some(until) = until(storage, *scope, now)?.filter(|until| end < *until) {
            return Err(AccessError::Paused { scope: scope.name, until });
        }
    }
    let mut ends = load(storage)?;
    set(&mut ends, scopes, Some(end));
    save(storage, &ends);
    Ok(end)
}

/// Ends the pause of the scopes.
pub fn unpause(storage: &mut dyn Storage, scopes: &[Scope]) -> StdResult<()> {
    let mut ends = load(storage)?;
    set(&mut ends, scopes, None);
    save(storage, &ends);
    Ok(())
}

fn set(ends: &mut Ends, scopes: &[Scope], value: Option<u64>) {
    for scope in scopes {
        if let Some(end) = ends.get_mut(usize::from(scope.bit)) {
            *end = value;
        }
    }
}

fn load(storage: &dyn Storage) -> StdResult<Ends> {
    let mut ends = [None; SCOPES];
    let Some(bytes) = storage.get(PAUSE_KEY) else {
        return Ok(ends);
    };
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    for (bit, end) in ends.iter_mut().enumerate() {
        if flags & (1u8 << bit) != 0 {
            *end = Some(reader.u64()?);
        }
    }
    reader.finish()?;
    Ok(ends)
}

fn save(storage: &mut dyn Storage, ends: &Ends) {
    let flags = ends.iter().enumerate().filter(|(_, end)| end.is_some());
    let flags = flags.fold(0u8, |flags, (bit, _)| flags | (1u8 << bit));
    if flags == 0 {
        storage.remove(PAUSE_KEY);
        return;
    }
    let record = ends.iter().flatten().fold(Writer::new(flags), |record, end| record.u64(*end));
    storage.set(PAUSE_KEY, &record.finish());
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    const PAY: Scope = Scope { bit: 0, name: "pay" };
    const MINT: Scope = Scope { bit: 6, name: "mint" };

    #[test]
    fn a_pause_covers_its_scope_and_ends_by_itself() {
        let mut storage = MockStorage::new();
        pause(&mut storage, &[MINT], 100, 50).unwrap();
        assert!(check(&storage, PAY, 120).is_ok());
        assert_eq!(
            check(&storage, MINT, 149).unwrap_err(),
            AccessError::Paused { scope: "mint", until: 150 }
        );
        assert!(check(&storage, MINT, 150).is_ok());
    }

    #[test]
    fn scopes_end_each_at_its_own_time_and_leave_nothing() {
        let mut storage = MockStorage::new();
        pause(&mut storage, &[PAY], 0, 10).unwrap();
        pause(&mut storage, &[MINT], 0, 20).unwrap();
        assert_eq!(until(&storage, PAY, 5).unwrap(), Some(10));
        assert_eq!(until(&storage, MINT, 5).unwrap(), Some(20));
        unpause(&mut storage, &[PAY, MINT]).unwrap();
        assert_eq!(storage.get(PAUSE_KEY), None);
    }

    #[test]
    fn a_pause_is_renewed_but_never_cut_short() {
        let mut storage = MockStorage::new();
        pause(&mut storage, &[MINT], 100, 50).unwrap();
        assert_eq!(
            pause(&mut storage, &[PAY, MINT], 100, 1).unwrap_err(),
            AccessError::Paused { scope: "mint", until: 150 }
        );
        assert_eq!(until(&storage, MINT, 101).unwrap(), Some(150));
        assert_eq!(until(&storage, PAY, 100).unwrap(), None);
        pause(&mut storage, &[MINT], 140, 50).unwrap();
        assert_eq!(until(&storage, MINT, 150).unwrap(), Some(190));
        // One that is over holds nobody back.
        pause(&mut storage, &[MINT], 190, 1).unwrap();
    }

    #[test]
    fn a_pause_is_neither_empty_nor_longer_than_72_hours() {
        let mut storage = MockStorage::new();
        assert!(pause(&mut storage, &[PAY], 0, 0).is_err());
        assert!(pause(&mut storage, &[PAY], 0, MAX_PAUSE_SECONDS + 1).is_err());
        assert!(pause(&mut storage, &[], 0, 10).is_err());
    }
}
