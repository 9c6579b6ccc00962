//! What is stored, and under which key.

use isthmus_api::gate::{ACCREDITATION_TAG, CHUNK_TAG, PASS_TAG, RECOGNITION_TAG};
use isthmus_api::identity::link::ACCOUNT_DID;
use isthmus_kit::keys::Key;

use super::passes::OFFER_TAG;
use super::status::BOUND_TAG;

/// All records of this contract beside those of `isthmus_kit` and cw2. The table only grows.
pub const KEYS: &[Key] = &[
    Key::tag(PASS_TAG, "account, schema -> the pass accepted (gate)"),
    Key::tag(ACCREDITATION_TAG, "number -> how the accreditation stands (gate)"),
    Key::tag(RECOGNITION_TAG, "number -> whether and how the recognition holds (gate)"),
    Key::tag(CHUNK_TAG, "list, chunk -> 1024 statuses (gate)"),
    Key::tag(BOUND_TAG, "list, index -> present once the index was given to a pass"),
    Key::tag(OFFER_TAG, "account, schema, accreditation -> the pass offered"),
    Key::namespace("config", "region, chain reference, bridge"),
    Key::namespace("counters", "last numbers given"),
    Key::namespace("dids", "id -> record of the DID"),
    Key::namespace("did_accounts", "id, account -> whether the account accepted the link"),
    Key::namespace(ACCOUNT_DID, "account -> id, once both sides proved the link"),
    Key::namespace("jurisdictions", "name -> jurisdiction"),
    Key::namespace(
        "accredited",
        "jurisdiction, schema, issuer -> number of the last accreditation",
    ),
    Key::namespace("accreditation_terms", "number -> what the accreditation is for"),
    Key::namespace("issuer_accreditations", "issuer, number -> present unless revoked"),
    Key::namespace("jurisdiction_accreditations", "jurisdiction, number -> present"),
    Key::namespace("recognized", "region, jurisdiction, schema -> number of the recognition"),
    Key::namespace("recognition_terms", "number -> what the recognition is of"),
    Key::namespace("lists", "number -> status list"),
    Key::namespace("mirrors", "number -> what a region abroad attests"),
    Key::namespace("mirror_of", "account, schema, region, account there -> number of the mirror"),
    Key::namespace("shares", "account, schema, region, account there -> what was last told"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_kit::admin;
    use isthmus_kit::keys::{clashes, listing, namespaces};

    #[test]
    fn storage_keys_are_unique_and_listed() {
        assert_eq!(clashes(&[&[KEYS], admin::KEYS].concat()), [""; 0]);
        let used = [
            vec!["config".to_string(), "counters".to_string()],
            super::super::dids::namespaces(),
            super::super::trust::namespaces(),
            super::super::status::namespaces(),
            super::super::shares::namespaces(),
        ];
        assert_eq!(used.concat(), namespaces(&[KEYS]));
    }

    #[test]
    fn storage_keys_do_not_change_unseen() {
        insta::assert_snapshot!("keys", listing(&[KEYS]));
    }
}
