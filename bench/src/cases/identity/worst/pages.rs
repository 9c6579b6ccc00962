//! Whole pages of the longest records.

use isthmus_api::identity::events::DidCreated;
use isthmus_api::identity::MAX_LIST_SIZE;
use serde_json::json;

use super::{accredit, anchor, jurisdiction, long, pass, schema, trust};
use crate::cases::stage::Stage;

pub fn rows(stage: &mut Stage) {
    let pauser =
        |verb: &str, number| json!({verb: {"role": "pauser", "account": long("pauser", number)}});
    for verb in ["grant_role", "revoke_role"] {
        stage.send("32 bytes", "owner", &pauser(verb, 0));
    }
    // Who offers thirty passes, and who is offered them.
    let (desk, guest) = ("registrar", long("guest", 1));
    let key = json!({"id": "wallet", "kind": "secp256k1", "public_key": "02".repeat(33),
        "purposes": ["authentication"]});
    let create =
        json!({"create_did": {"salt": "5a".repeat(15) + "01", "keys": [key], "services": []}});
    let created = stage.tell(desk, &create);
    let issuer = created.first::<DidCreated>().expect("a DID was created").did.to_string();
    for number in 1..=30 {
        // One more of thirty jurisdictions, recognitions, pausers, and accreditations of an issuer.
        let create = json!({"create_jurisdiction": {
            "jurisdiction": jurisdiction(number), "anchor": anchor()}});
        for msg in [create, trust::recognize(number), pauser("grant_role", number)] {
            stage.tell("owner", &msg);
        }
        stage.tell(&anchor(), &accredit(&stage.world, &issuer, number, 0));
        if number == 1 {
            // One accreditation is enough for a list.
            let list = json!({"create_status_list": {"issuer": issuer, "size": MAX_LIST_SIZE}});
            stage.tell(desk, &list);
        }
        let index = MAX_LIST_SIZE - u32::try_from(number).expect("a small number");
        let mut offer = pass::offer(&stage.world, &issuer, &schema(0), &guest, index);
        offer["issue_pass"]["jurisdiction"] = json!(jurisdiction(number));
        offer["issue_pass"]["list"] = json!(2);
        stage.tell(desk, &offer);
    }
    for query in [
        json!({"jurisdictions": {"start_after": null}}),
        json!({"recognitions": {"start_after": null}}),
        json!({"role_members": {"role": "pauser", "start_after": null}}),
        json!({"accreditations": {"jurisdiction": jurisdiction(0), "start_after": null}}),
        json!({"offers": {"account": guest, "schema": schema(0), "start_after": null}}),
    ] {
        stage.page("thirty of the longest", 30, query);
    }
}
