//! DIDs and their accounts.

use isthmus_api::identity::events::DidCreated;
use isthmus_api::identity::{MAX_ACCOUNTS, MAX_CONTROLLERS, MAX_KEYS, MAX_SERVICES};
use serde_json::{json, Value};

use super::{desk, holder, name};
use crate::cases::stage::Stage;

fn keys() -> Vec<Value> {
    let key = |number| {
        // A compressed point begins with 2 or 3.
        json!({"id": name("key", number), "kind": "secp256k1", "public_key": "02".repeat(33),
            "purposes": ["authentication", "assertion_method", "key_agreement",
                "capability_invocation", "capability_delegation"]})
    };
    (0..MAX_KEYS).map(key).collect()
}

fn services() -> Vec<Value> {
    let service = |number| {
        let (id, endpoint) = (name("service", number), format!("https:{}", "'".repeat(194)));
        json!({"id": id, "kind": "K".repeat(50), "endpoint": endpoint})
    };
    (0..MAX_SERVICES).map(service).collect()
}

/// Returns the DID of the issuer: five controllers, twenty keys, ten services, eight accounts.
pub fn rows(stage: &mut Stage) -> String {
    let (keys, services) = (keys(), services());
    let create = json!({"create_did": {
        "salt": "01".repeat(64), "keys": keys, "services": services}});
    let created = stage.send("twenty keys, ten services", &desk(0), &create);
    let did = created.first::<DidCreated>().expect("a DID was created").did.to_string();
    let controllers: Vec<_> = (0..MAX_CONTROLLERS).map(desk).collect();
    let update = json!({"update_did": {
        "did": did, "base_version": 1, "controllers": controllers, "keys": keys,
        "services": services}});
    stage.send("five controllers, twenty keys, ten services", &desk(0), &update);

    let link = |number| json!({"link_account": {"did": did, "account": holder(number)}});
    let accept = json!({"accept_link": {"did": did}});
    for number in 1..MAX_ACCOUNTS {
        stage.tell(&desk(4), &link(number));
        stage.tell(&holder(number), &accept);
    }
    let case = "the eighth of a full document";
    stage.send(case, &desk(4), &link(0));
    stage.send(case, &holder(0), &accept);
    let unlink = json!({"unlink_account": {"did": did, "account": holder(0)}});
    stage.send(case, &desk(4), &unlink);
    stage.tell(&desk(4), &link(0));
    stage.tell(&holder(0), &accept);
    stage.look("a full document", json!({"resolve": {"did": did}}));
    stage.look("32 bytes", json!({"account": {"address": holder(0)}}));
    did
}
