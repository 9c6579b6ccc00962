//! Pause by scope, always with an end.
//!
//! [`Pauses`] is a value that a contract can keep in a record of its own, beside what is read
//! together with it. A contract without such a record uses [`check`], [`until`], [`pause`] and
//! [`unpause`]: they keep the value under [`PAUSE_KEY`], and nothing while nothing is paused.

use cosmwasm_std::{StdResult, Storage};
use cw_storage_plus::Item;
pub use isthmus_api::access::MAX_PAUSE_SECONDS;
use isthmus_api::packed::{Reader, Writer, LAST_INSTANT};

use crate::keys::Key;
use crate::AccessError;

/// The one raw key of this module (architecture.md, D14).
pub const PAUSE_KEY: &[u8] = &[0x1f];
/// Storage keys of this module, for each contract's table of keys.
pub const KEYS: &[Key] = &[
    Key::tag(0x1f, "ends of the pauses by scope"),
    Key::namespace("chain_pause_until", "until when only the chain ends a pause"),
];
/// Most scopes a contract may have.
pub(crate) const SCOPES: usize = 7;

/// A scope: its bit (0 to 6) and its name in errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Bit in the record.
    pub bit: u8,
    /// Name, as in the pause message.
    pub name: &'static str,
}

/// When a pause of the scopes ends that begins now. Fails when it is too long, or about nothing.
fn end(scopes: &[Scope], now: u64, seconds: u64) -> Result<u64, AccessError> {
    if seconds == 0 || seconds > MAX_PAUSE_SECONDS || scopes.is_empty() {
        let (scopes, given) = (scopes.len(), seconds);
        return Err(AccessError::PauseLength { max: MAX_PAUSE_SECONDS, scopes, given });
    }
    Ok(now.saturating_add(seconds))
}

/// When each scope's pause ends, by bit; an ended pause counts as none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pauses([Option<u64>; SCOPES]);

impl Pauses {
    /// Fails while the scope is paused.
    pub fn check(&self, scope: Scope, now: u64) -> Result<(), AccessError> {
        match self.until(scope, now) {
            None => Ok(()),
            Some(until) => Err(AccessError::Paused { scope: scope.name, until }),
        }
    }

    /// The end of the scope's pause, if it is paused now.
    pub fn until(&self, scope: Scope, now: u64) -> Option<u64> {
        self.0.get(usize::from(scope.bit)).copied().flatten().filter(|until| now < *until)
    }

    /// Pauses the scopes for `seconds` from now; returns the end. A pause that ends later is not cut
    /// short: who may pause could resume by it. That is refused, and only [`Pauses::unpause`] does
    /// it.
    pub fn pause(&mut self, scopes: &[Scope], now: u64, seconds: u64) -> Result<u64, AccessError> {
        let end = end(scopes, now, seconds)?;
        for scope in scopes {
            if let Some(until) = self.until(*scope, now).filter(|until| end < *until) {
                return Err(AccessError::Paused { scope: scope.name, until });
            }
        }
        self.pause_at_least(scopes, now, seconds)
    }

    /// Pauses the scopes for at least `seconds` from now; returns that end. A pause that ends later stays
    /// as it is, and nobody's pause is in the way.
    #[inline(never)]
    pub fn pause_at_least(
        &mut self,
        scopes: &[Scope],
        now: u64,
        seconds: u64,
    ) -> Result<u64, AccessError> {
        let end = end(scopes, now, seconds)?;
        for scope in scopes {
            if let Some(until) = self.0.get_mut(usize::from(scope.bit)) {
                *until = (*until).max(Some(end));
            }
        }
        Ok(end)
    }

    /// Pauses the scopes without an end, which no message may ask for: only [`Pauses::unpause`] ends
    /// it.
    pub fn stop(&mut self, scopes: &[Scope]) {
        self.set(scopes, Some(LAST_INSTANT));
    }

    /// Whether a scope is paused without an end.
    pub fn stopped(&self) -> bool {
        self.0.contains(&Some(LAST_INSTANT))
    }

    /// Ends the pause of the scopes.
    pub fn unpause(&mut self, scopes: &[Scope]) {
        self.set(scopes, None);
    }

    fn set(&mut self, scopes: &[Scope], value: Option<u64>) {
        for scope in scopes {
            if let Some(end) = self.0.get_mut(usize::from(scope.bit)) {
                *end = value;
            }
        }
    }

    /// Forgets what is over, for a record that is written again anyway.
    pub fn without_ended(mut self, now: u64) -> Self {
        self.0.iter_mut().for_each(|end| *end = end.filter(|until| now < *until));
        self
    }

    /// Those whose flags are in the mask.
    pub fn within(&self, mask: u8) -> Self {
        let mut part = self.clone();
        for (bit, end) in part.0.iter_mut().enumerate() {
            if mask & flag(bit) == 0 {
                *end = None;
            }
        }
        part
    }

    /// These and those of another record, which has other scopes.
    pub fn and(mut self, other: &Self) -> Self {
        for (end, other) in self.0.iter_mut().zip(other.0) {
            *end = end.or(other);
        }
        self
    }

    /// A flag for each scope that has an end: bit 0 to 6 of a record's flags byte.
    pub fn flags(&self) -> u8 {
        let paused = self.0.iter().enumerate().filter(|(_, end)| end.is_some());
        paused.fold(0u8, |flags, (bit, _)| flags | flag(bit))
    }

    /// Writes the ends, in the order of the flags.
    pub fn write(&self, record: Writer) -> Writer {
        self.0.iter().flatten().fold(record, |record, end| record.instant(*end))
    }

    /// Reads the ends of the scopes whose flags are set.
    pub fn read(flags: u8, reader: &mut Reader) -> StdResult<Self> {
        let mut pauses = Self::default();
        for (bit, end) in pauses.0.iter_mut().enumerate() {
            if flags & flag(bit) != 0 {
                *end = Some(reader.instant()?);
            }
        }
        Ok(pauses)
    }
}

/// Fails while the scope is paused.
pub fn check(storage: &dyn Storage, scope: Scope, now: u64) -> Result<(), AccessError> {
    load(storage)?.check(scope, now)
}

/// The end of the scope's pause, if it is paused now.
pub fn until(storage: &dyn Storage, scope: Scope, now: u64) -> StdResult<Option<u64>> {
    Ok(load(storage)?.until(scope, now))
}

/// Pauses the scopes for `seconds` from now, as [`Pauses::pause`] does; returns the end.
pub fn pause(
    storage: &mut dyn Storage,
    scopes: &[Scope],
    now: u64,
    seconds: u64,
) -> Result<u64, AccessError> {
    let mut pauses = load(storage)?;
    let end = pauses.pause(scopes, now, seconds)?;
    save(storage, &pauses);
    Ok(end)
}

/// Ends the pause of the scopes.
pub fn unpause(storage: &mut dyn Storage, scopes: &[Scope]) -> StdResult<()> {
    let mut pauses = load(storage)?;
    pauses.unpause(scopes);
    save(storage, &pauses);
    Ok(())
}

fn flag(bit: usize) -> u8 {
    1u8 << bit
}

/// All pauses, as they are stored under [`PAUSE_KEY`].
pub fn load(storage: &dyn Storage) -> StdResult<Pauses> {
    let Some(bytes) = storage.get(PAUSE_KEY) else {
        return Ok(Pauses::default());
    };
    let mut reader = Reader::new(&bytes);
    let flags = reader.u8()?;
    let pauses = Pauses::read(flags, &mut reader)?;
    reader.finish()?;
    Ok(pauses)
}

/// Stores all pauses under [`PAUSE_KEY`].
pub fn save(storage: &mut dyn Storage, pauses: &Pauses) {
    match pauses.flags() {
        0 => storage.remove(PAUSE_KEY),
        flags => storage.set(PAUSE_KEY, &pauses.write(Writer::new(flags)).finish()),
    }
}

/// Until when the chain paused something, and alone ends pauses. Read only to end one.
pub(crate) const CHAIN_PAUSE: Item<u64> = Item::new("chain_pause_until");

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
        assert_eq!(storage.get(PAUSE_KEY).unwrap(), [0b0100_0001, 0, 0, 0, 0, 10, 0, 0, 0, 0, 20]);
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

    #[test]
    fn a_stop_has_no_end_and_no_pause_shortens_it() {
        let mut pauses = Pauses::default();
        assert!(!pauses.stopped());
        pauses.stop(&[PAY]);
        let record = pauses.write(Writer::new(pauses.flags())).finish();
        let mut reader = Reader::new(&record);
        let flags = reader.u8().unwrap();
        let mut read = Pauses::read(flags, &mut reader).unwrap();
        assert!(read.stopped() && read == pauses);
        let now = 1 << 39;
        assert!(read.check(PAY, now).is_err() && read.check(MINT, now).is_ok());
        assert!(read.pause(&[PAY], now, MAX_PAUSE_SECONDS).is_err());
        read.unpause(&[PAY]);
        assert!(!read.stopped());
    }

    #[test]
    fn two_records_share_the_scopes_of_a_contract() {
        let mut all = Pauses::default();
        all.pause(&[PAY], 0, 10).unwrap();
        all.pause(&[MINT], 0, 20).unwrap();
        let (one, other) = (all.within(0b0000_0001), all.within(0b1111_1110));
        assert_eq!((one.until(PAY, 0), one.until(MINT, 0)), (Some(10), None));
        assert_eq!((other.until(PAY, 0), other.until(MINT, 0)), (None, Some(20)));
        assert_eq!(one.and(&other), all);
        assert_eq!(all.without_ended(10).flags(), 0b0100_0000);
    }
}
