//! All storage access. Minters and the reserve are packed records under one-byte tags, for every mint
//! reads them; the rest are records of cw-storage-plus. [`KEYS`] says what stands where.

mod calendar;
mod config;
mod handed_over;
mod minters;
mod money;
mod redemptions;
mod reserves;

use isthmus_kit::keys::Key;

pub use calendar::*;
pub use config::*;
pub use handed_over::*;
pub use minters::*;
pub use money::*;
pub use redemptions::*;
pub use reserves::*;

/// Every key of the contract, apart from those of the kit. They never change: records are found by
/// them for ever.
pub const KEYS: &[Key] = &[
    Key::tag(0x01, "calendar, chunk of 512 days -> holidays, a bit each"),
    Key::tag(0x02, "account -> what it may mint, or might before it was removed"),
    Key::tag(0x03, "reserve policy, and what of the newest attestation counts"),
    Key::namespace("config", "region, token"),
    Key::namespace("calendar", "name, offset, weekend"),
    Key::namespace("recipients", "minter, account on its list"),
    Key::namespace("controllers", "controller -> the minter it controls"),
    Key::namespace("controllers_of", "minter -> its controllers"),
    Key::namespace("attestations", "number -> one of the newest attestations"),
    Key::namespace("payments", "what was paid out, which the next attestation may not know"),
    Key::namespace("redemptions", "number -> an open redemption"),
    Key::namespace("redemptions_of", "holder, number of an open redemption"),
    Key::namespace("redemption_statistics", "how all redemptions ended"),
    Key::namespace("redemption_policy", "terms of redemption, while it is open"),
    Key::namespace("credits", "account -> money to withdraw"),
    Key::namespace("credit_total", "sum of the credits"),
    Key::namespace("taking_over", "a byte, while the token hands over"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_kit::keys::namespaces;

    #[test]
    fn the_table_names_what_is_stored() {
        let mut used = vec![
            config::CONFIG.as_slice().to_vec(),
            calendar::CALENDAR.as_slice().to_vec(),
            minters::RECIPIENTS.namespace_bytes().to_vec(),
            minters::CONTROLLERS.namespace_bytes().to_vec(),
            minters::CONTROLLERS_OF.namespace_bytes().to_vec(),
            reserves::ATTESTATIONS.namespace_bytes().to_vec(),
            reserves::PAYMENTS.as_slice().to_vec(),
            redemptions::REDEMPTIONS.namespace_bytes().to_vec(),
            redemptions::REDEMPTIONS_OF.namespace_bytes().to_vec(),
            redemptions::STATISTICS.as_slice().to_vec(),
            redemptions::POLICY.as_slice().to_vec(),
            money::CREDITS.namespace_bytes().to_vec(),
            money::CREDIT_TOTAL.as_slice().to_vec(),
            handed_over::TAKING_OVER.to_vec(),
        ];
        let mut named: Vec<_> =
            namespaces(&[KEYS]).into_iter().map(|name| name.as_bytes().to_vec()).collect();
        used.sort_unstable();
        named.sort_unstable();
        assert_eq!(used, named);
        let tags = [calendar::HOLIDAYS, minters::MINTERS, reserves::RESERVE];
        for tag in tags {
            assert!(KEYS.iter().any(|key| key.covers(&[tag])), "{tag}");
        }
    }
}
