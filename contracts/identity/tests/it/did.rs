use isthmus_api::gate::Reason;
use isthmus_api::identity::events::{DidCreated, DidDeactivated, DidUpdated};
use isthmus_api::identity::*;

use crate::suite::{event, fails, Suite, NOW};

fn key(id: &str) -> Key {
    Key {
        id: id.into(),
        kind: KeyKind::P256,
        public_key: [vec![2], vec![9; 32]].concat().into(),
        purposes: vec![Purpose::Authentication, Purpose::AssertionMethod],
    }
}

fn update(did: &str, base_version: u64) -> ExecuteMsg {
    update_to(did, base_version, None, None)
}

fn update_to(
    did: &str,
    base_version: u64,
    controllers: Option<Vec<String>>,
    keys: Option<Vec<Key>>,
) -> ExecuteMsg {
    ExecuteMsg::UpdateDid { did: did.into(), base_version, controllers, keys, services: None }
}

fn resolve(suite: &Suite, did: &str) -> ResolutionResult {
    suite.ask(QueryMsg::Resolve { did: did.into() })
}

#[test]
fn a_did_is_derived_from_its_creator_and_cannot_be_taken() {
    let mut suite = Suite::bare();
    let create =
        ExecuteMsg::CreateDid { salt: vec![1; 16].into(), keys: vec![key("k1")], services: vec![] };
    let ann: DidCreated = event(&suite.ok("ann", create.clone()));
    assert!(ann.did.as_str().starts_with("did:isthmus:west-1:"));
    let bob: DidCreated = event(&suite.ok("bob", create.clone()));
    assert_ne!(ann.did, bob.did);
    suite.refuses("ann", create, "did known as");
}

/// Bug row 24: what is written is read back.
#[test]
fn every_field_of_a_document_is_read_back() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    suite.after(5);
    let msg = ExecuteMsg::UpdateDid {
        did: did.clone(),
        base_version: 1,
        controllers: Some(vec![suite.addr("ann").to_string(), suite.addr("bob").to_string()]),
        keys: Some(vec![key("k1")]),
        services: Some(vec![Service {
            id: "web".into(),
            kind: "LinkedDomains".into(),
            endpoint: "https://example.com".into(),
        }]),
    };
    let updated: DidUpdated = event(&suite.ok("ann", msg));
    assert_eq!(updated.version, 2);

    let resolved = resolve(&suite, &did);
    let document = resolved.did_document.unwrap();
    assert_eq!(document.id, did);
    let pkh = |name: &str| format!("did:pkh:cosmos:west-1:{}", suite.addr(name));
    assert_eq!(document.controller, [pkh("ann"), pkh("bob")]);
    assert_eq!(document.authentication, [format!("{did}#k1")]);
    assert_eq!(document.assertion_method, [format!("{did}#k1")]);
    assert!(document.key_agreement.is_empty());
    let method = &document.verification_method[0];
    assert_eq!((method.kind.as_str(), &method.controller), ("Multikey", &did));
    assert!(method.public_key_multibase.starts_with("zDn"));
    assert_eq!(document.service[0].service_endpoint, "https://example.com");
    let metadata = resolved.did_document_metadata;
    assert_eq!(metadata.version_id.as_deref(), Some("2"));
    assert_eq!(metadata.created.as_deref(), Some("2027-01-15T08:00:00Z"));
    assert_eq!(metadata.updated.as_deref(), Some("2027-01-15T08:00:05Z"));
    assert_eq!(suite.now(), NOW + 5);
}

/// The properties that w3c/did-test-suite asks of a document's JSON.
#[test]
fn a_document_has_the_shape_of_did_core() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    let raw: serde_json::Value = suite.ask(QueryMsg::Resolve { did: did.clone() });
    let document = raw["didDocument"].as_object().unwrap();
    assert_eq!(document["@context"][0], "https://www.w3.org/ns/did/v1");
    assert_eq!(document["id"], did.as_str());
    for (name, value) in document {
        assert!(!value.is_null(), "{name} is null");
        assert_ne!(value, &serde_json::json!([]), "{name} is empty");
    }
    assert_eq!(raw["didResolutionMetadata"]["contentType"], "application/did+ld+json");
    assert!(raw["didDocumentMetadata"].get("deactivated").is_none());
    assert!(raw["didDocumentMetadata"].get("updated").is_none());
}

#[test]
fn what_cannot_be_resolved_is_said_in_the_metadata() {
    let suite = Suite::bare();
    let error = |did: &str| {
        let result = resolve(&suite, did);
        assert_eq!(result.did_document, None);
        result.did_resolution_metadata.error.unwrap()
    };
    let id = "a".repeat(32);
    let unknown = format!("did:isthmus:west-1:{}:{id}", suite.west.identity);
    assert_eq!(error(&unknown), "notFound");
    assert_eq!(error(&format!("did:isthmus:east-1:x:{id}")), "notFound");
    assert_eq!(error("did:web:example.com"), "invalidDid");
    assert_eq!(error(""), "invalidDid");
}

/// Bug row 7: nobody but a controller changes a DID.
#[test]
fn only_controllers_change_a_did_and_a_removed_one_no_longer() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    suite.refuses("bob", update(&did, 1), "AC-002");
    suite.ok("ann", update_to(&did, 1, Some(vec![suite.addr("bob").into()]), None));
    suite.refuses("ann", update(&did, 2), "AC-002");
    suite.ok("bob", update(&did, 2));
}

/// Bug rows 2 and 3: neither a repeated nor a held-back update is applied.
#[test]
fn an_update_is_applied_to_the_version_it_was_made_for() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    suite.ok("ann", update(&did, 1));
    suite.refuses("ann", update(&did, 1), "at version 2, the change was made to 1 [ID-014]");
    suite.refuses("ann", update(&did, 9), "ID-014");
}

#[test]
fn a_document_keeps_its_rules_on_update() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    let with = |controllers, keys| update_to(&did, 1, controllers, keys);
    suite.refuses("ann", with(Some(vec![]), None), "AC-008");
    suite.refuses("ann", with(Some(vec!["nobody".into()]), None), "AC-008");
    suite.refuses("ann", with(None, Some(vec![key("k"), key("k")])), "ID-015");
    let mut weak = key("k");
    weak.public_key = vec![0; 33].into();
    suite.refuses("ann", with(None, Some(vec![weak])), "ID-016");
    suite.refuses("ann", with(None, Some(vec![key("k"); 21])), "AC-008");
}

/// Bug rows 5 and 6: deactivation is final, and nothing of the DID works any more.
#[test]
fn a_deactivated_did_stays_dead() {
    let mut suite = Suite::bare();
    let did = suite.create_did("ann", 1);
    let gone: DidDeactivated =
        event(&suite.ok("ann", ExecuteMsg::DeactivateDid { did: did.clone() }));
    assert_eq!(gone.version, 2);

    let resolved = resolve(&suite, &did);
    assert_eq!(resolved.did_document_metadata.deactivated, Some(true));
    let document = resolved.did_document.unwrap();
    assert!(document.controller.is_empty() && document.verification_method.is_empty());

    let again = ExecuteMsg::CreateDid { salt: vec![1; 16].into(), keys: vec![], services: vec![] };
    suite.refuses("ann", again, "ID-012");
    let account = suite.addr("bob").to_string();
    for msg in [
        update(&did, 2),
        ExecuteMsg::DeactivateDid { did: did.clone() },
        ExecuteMsg::LinkAccount { did: did.clone(), account },
        ExecuteMsg::AcceptLink { did: did.clone() },
        ExecuteMsg::CreateStatusList { issuer: did.clone(), size: MIN_LIST_SIZE },
    ] {
        suite.refuses("ann", msg, "ID-013");
    }
}

/// I2: a deactivated DID owns nothing: its accounts' passes and its accreditations are closed.
#[test]
fn deactivation_closes_passes_and_accreditations() {
    let mut suite = Suite::with_pass();
    let did = suite.create_did("ann", 2);
    let account = suite.addr("ann").to_string();
    suite.ok("ann", ExecuteMsg::LinkAccount { did: did.clone(), account: account.clone() });
    suite.ok("ann", ExecuteMsg::AcceptLink { did: did.clone() });
    assert_eq!(suite.reason("ann"), Reason::Ok);
    let gone: DidDeactivated = event(&suite.ok("ann", ExecuteMsg::DeactivateDid { did }));
    assert_eq!((gone.accounts, gone.passes, gone.accreditations), (1, 1, 0));
    assert_eq!(suite.reason("ann"), Reason::Deactivated);
    let linked: AccountResponse = suite.ask(QueryMsg::Account { address: account });
    assert_eq!(linked.did, None);

    suite.give_pass("bob", 8);
    let did = suite.issuer_did.clone();
    let gone: DidDeactivated = event(&suite.ok("issuer", ExecuteMsg::DeactivateDid { did }));
    assert_eq!((gone.passes, gone.accreditations), (0, 1));
    assert_eq!(suite.reason("bob"), Reason::IssuerRevoked);
    fails(suite.accredit(3, NOW, NOW + 10_000), "ID-013");
}

#[test]
fn a_text_that_is_no_did_is_refused() {
    let mut suite = Suite::bare();
    suite.refuses("ann", update("did:web:x", 1), "ID-010");
    let id = "a".repeat(32);
    let unknown = format!("did:isthmus:west-1:{}:{id}", suite.west.identity);
    suite.refuses("ann", update(&unknown, 1), "there is no did known as");
}
