//! Of which contract and version a state is: cw2's record, at its place and in its form, read by our own
//! reader.

use cosmwasm_std::{StdResult, Storage};
use cw2::ContractVersion;
use cw_storage_plus::Item;
use isthmus_wire::Record;

const CONTRACT: Item<Record<ContractVersion>> = Item::new("contract_info");

/// Name and version.
pub fn load(storage: &dyn Storage) -> StdResult<ContractVersion> {
    Ok(CONTRACT.load(storage)?.0)
}

/// Sets them.
pub fn save(storage: &mut dyn Storage, name: &str, version: &str) -> StdResult<()> {
    let (contract, version) = (name.to_string(), version.to_string());
    CONTRACT.save(storage, &Record(ContractVersion { contract, version }))
}

/// Whether a state of the one version may be taken over by code of the other: the same or an older one.
/// No version that is not three numbers, or three numbers and a name after a hyphen, is either.
///
/// ```
/// use isthmus_kit::version::is_same_or_older;
/// assert!(is_same_or_older("0.9.12", "0.10.0"));
/// assert!(is_same_or_older("1.0.0-rc.1", "1.0.0"));
/// assert!(!is_same_or_older("1.0.1", "1.0.0"));
/// assert!(!is_same_or_older("1.0", "1.0.0"));
/// ```
pub fn is_same_or_older(stored: &str, code: &str) -> bool {
    match (parse(stored), parse(code)) {
        (Some(stored), Some(code)) => stored <= code,
        _ => false,
    }
}

/// Three numbers, whether it is a release, and what else a version before the release is called.
fn parse(version: &str) -> Option<([u64; 3], bool, &str)> {
    let (numbers, before_release) = match version.split_once('-') {
        Some((numbers, name)) => (numbers, Some(name)),
        None => (version, None),
    };
    let mut numbers = numbers.split('.').map(|number| number.parse().ok());
    let mut next = || numbers.next().flatten();
    let three = [next()?, next()?, next()?];
    let ends = numbers.next().is_none();
    ends.then_some((three, before_release.is_none(), before_release.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    #[test]
    fn the_record_is_that_of_cw2() {
        let (mut ours, mut theirs) = (MockStorage::new(), MockStorage::new());
        save(&mut ours, "isthmus-x", "1.2.3").unwrap();
        cw2::set_contract_version(&mut theirs, "isthmus-x", "1.2.3").unwrap();
        assert_eq!(ours.get(b"contract_info"), theirs.get(b"contract_info"));
        assert_eq!(load(&theirs), cw2::get_contract_version(&ours));
    }

    #[test]
    fn versions_are_ordered_as_in_cw2() {
        let versions = [
            "0.0.1",
            "0.1.0",
            "0.9.9",
            "0.10.0",
            "1.0.0-alpha",
            "1.0.0-rc",
            "1.0.0",
            "1.0.1",
            "2.0.0",
        ];
        let others = ["", "1", "1.0", "1.0.0.0", "1.0.x", "a.b.c", "-1.0.0"];
        for stored in versions.iter().chain(&others) {
            for code in versions {
                let mut storage = MockStorage::new();
                save(&mut storage, "x", stored).unwrap();
                let expected = cw2::ensure_from_older_version(&mut storage, "x", code).is_ok();
                assert_eq!(is_same_or_older(stored, code), expected, "{stored} {code}");
            }
        }
    }
}
