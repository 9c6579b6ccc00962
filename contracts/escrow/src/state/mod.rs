//! All storage access. Records are cw-storage-plus JSON, apart from the holidays of a calendar, which
//! are chunks of bits under a one-byte tag. [`KEYS`] says what stands where.

mod calendars;
mod config;
mod counter;
mod deals;
mod drawings;
mod money;
mod payouts;
#[cfg(test)]
mod records;

use isthmus_kit::keys::Key;

pub use calendars::*;
pub use config::*;
pub use deals::*;
pub use drawings::*;
pub use money::*;
pub use payouts::*;

/// Every key of the contract, apart from those of the kit. They never change: records are found by
/// them for ever.
pub const KEYS: &[Key] = &[
    Key::tag(0x01, "calendar, chunk of 512 days -> holidays, a bit each"),
    Key::namespace("config", "region, the three other contracts, policy"),
    Key::namespace("assets", "asset -> allowed for new deals"),
    Key::namespace("deal_count", "number of the newest deal"),
    Key::namespace("deals", "deal -> all of it but terms and contents of drawings"),
    Key::namespace("terms", "deal -> terms, the bytes that are hashed"),
    Key::namespace("deals_by_party", "account, deal"),
    Key::namespace("deals_by_status", "status, deal"),
    Key::namespace("drawings", "deal, drawing -> contents"),
    Key::namespace("documents", "deal, document hash -> the drawing that uses it"),
    Key::namespace("calendar_count", "number of the newest calendar"),
    Key::namespace("calendars", "calendar -> name, offset, weekend"),
    Key::namespace("owed", "asset -> held for deals, credits"),
    Key::namespace("credits", "account, asset -> money to withdraw"),
    Key::namespace("payout_count", "number of the newest payout over the bridge"),
    Key::namespace("payouts", "payout -> money over the bridge that may come back"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_kit::keys::namespaces;

    #[test]
    fn the_table_names_what_is_stored() {
        let mut used = vec![
            config::CONFIG.as_slice().to_vec(),
            config::ASSETS.namespace_bytes().to_vec(),
            deals::DEAL_COUNT.as_slice().to_vec(),
            deals::DEALS.namespace_bytes().to_vec(),
            deals::TERMS.namespace_bytes().to_vec(),
            deals::DEALS_BY_PARTY.namespace_bytes().to_vec(),
            deals::DEALS_BY_STATUS.namespace_bytes().to_vec(),
            drawings::DRAWINGS.namespace_bytes().to_vec(),
            drawings::DOCUMENTS.namespace_bytes().to_vec(),
            calendars::CALENDAR_COUNT.as_slice().to_vec(),
            calendars::CALENDARS.namespace_bytes().to_vec(),
            money::OWED.namespace_bytes().to_vec(),
            money::CREDITS.namespace_bytes().to_vec(),
            payouts::PAYOUT_COUNT.as_slice().to_vec(),
            payouts::PAYOUTS.namespace_bytes().to_vec(),
        ];
        let mut named: Vec<_> =
            namespaces(&[KEYS]).into_iter().map(|name| name.as_bytes().to_vec()).collect();
        used.sort_unstable();
        named.sort_unstable();
        assert_eq!(used, named);
        assert!(KEYS.contains(&Key::tag(
            calendars::HOLIDAYS,
            "calendar, chunk of 512 days -> holidays, a bit each"
        )));
    }
}
