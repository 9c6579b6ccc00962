//! DIDs and their accounts.

use cosmwasm_std::HexBinary;
use isthmus_api::identity::events::DidCreated;
use isthmus_api::identity::{
    ExecuteMsg, Key, KeyKind, Purpose, QueryMsg, Service, MAX_ACCOUNTS, MAX_CONTROLLERS, MAX_KEYS,
    MAX_SERVICES,
};
use isthmus_regions::Code;

use super::{desk, holder, name};
use crate::cases::identity::registry::key;
use crate::cases::stage::{send, Stage};

fn keys() -> Vec<Key> {
    use Purpose::{
        AssertionMethod, Authentication, CapabilityDelegation, CapabilityInvocation, KeyAgreement,
    };
    let all = vec![
        Authentication,
        AssertionMethod,
        KeyAgreement,
        CapabilityInvocation,
        CapabilityDelegation,
    ];
    (0..MAX_KEYS).map(|number| key(&name("key", number), KeyKind::Secp256k1, all.clone())).collect()
}

fn services() -> Vec<Service> {
    let service = |number| Service {
        id: name("service", number),
        kind: "K".repeat(50),
        endpoint: format!("https:{}", "'".repeat(194)),
    };
    (0..MAX_SERVICES).map(service).collect()
}

/// Returns the DID of the issuer: five controllers, twenty keys, ten services, eight accounts.
pub fn rows(stage: &mut Stage) -> String {
    let create = ExecuteMsg::CreateDid {
        salt: HexBinary::from([1; 64]),
        keys: keys(),
        services: services(),
    };
    let created = stage.send("twenty keys, ten services", &desk(0), &create);
    let did = created.first::<DidCreated>().expect("a DID was created").did.to_string();
    let update = ExecuteMsg::UpdateDid {
        did: did.clone(),
        base_version: 1,
        controllers: Some((0..MAX_CONTROLLERS).map(desk).collect()),
        keys: Some(keys()),
        services: Some(services()),
    };
    stage.send("five controllers, twenty keys, ten services", &desk(0), &update);

    let link = |number| ExecuteMsg::LinkAccount { did: did.clone(), account: holder(number) };
    let accept = ExecuteMsg::AcceptLink { did: did.clone() };
    for number in 1..MAX_ACCOUNTS {
        send(&stage.world, Code::Identity, &desk(4), &link(number));
        send(&stage.world, Code::Identity, &holder(number), &accept);
    }
    let case = "the eighth of a full document";
    stage.send(case, &desk(4), &link(0));
    stage.send(case, &holder(0), &accept);
    let unlink = ExecuteMsg::UnlinkAccount { did: did.clone(), account: holder(0) };
    stage.send(case, &desk(4), &unlink);
    send(&stage.world, Code::Identity, &desk(4), &link(0));
    send(&stage.world, Code::Identity, &holder(0), &accept);
    stage.look("a full document", QueryMsg::Resolve { did: did.clone() });
    stage.look("32 bytes", QueryMsg::Account { address: holder(0) });
    did
}
