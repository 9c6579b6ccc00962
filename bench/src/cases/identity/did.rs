//! DIDs and their accounts.

use cosmwasm_std::HexBinary;
use isthmus_api::identity::ExecuteMsg;
use isthmus_regions::Code;
use isthmus_testkit::World;

use super::registry::{create_did, did, found, give, issuer_keys, issuer_services, WEST};
use crate::bench::Bench;
use crate::cases::stage::{send, Stage};

pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    let issuer = found(&stage.world, WEST);

    stage.send("a wallet's key", "ana", &create_did(1));
    let document = ExecuteMsg::CreateDid {
        salt: HexBinary::from([0x15; 16]),
        keys: issuer_keys(),
        services: issuer_services(),
    };
    stage.send("two keys, a service", "bank", &document);

    let did = did(&stage.world, WEST, "ben", &create_did(2));
    let update = |keys, services, version| ExecuteMsg::UpdateDid {
        did: did.clone(),
        base_version: version,
        controllers: None,
        keys,
        services,
    };
    stage.send("two keys", "ben", &update(Some(issuer_keys()), None, 1));
    stage.send("a service", "ben", &update(None, Some(issuer_services()), 2));
    let pair = ["ben", "cho"].map(|who| stage.world.address(WEST, who)).to_vec();
    let controllers = ExecuteMsg::UpdateDid {
        did: did.clone(),
        base_version: 3,
        controllers: Some(pair),
        keys: None,
        services: None,
    };
    stage.send("two controllers", "ben", &controllers);

    let account = stage.world.address(WEST, "dee");
    let link = ExecuteMsg::LinkAccount { did: did.clone(), account: account.clone() };
    let accept = ExecuteMsg::AcceptLink { did: did.clone() };
    let unlink = ExecuteMsg::UnlinkAccount { did: did.clone(), account };
    stage.send("the first", "ben", &link);
    stage.send("", "dee", &accept);
    stage.send("", "ben", &unlink);

    for number in 0..7 {
        let account = stage.world.address(WEST, &format!("wallet {number}"));
        let link = ExecuteMsg::LinkAccount { did: did.clone(), account };
        send(&stage.world, Code::Identity, "ben", &link);
    }
    stage.send("the eighth", "ben", &link);

    send(&stage.world, Code::Identity, "dee", &accept);
    give(&stage.world, WEST, &issuer, "dee", 41);
    let deactivate = |did: &str| ExecuteMsg::DeactivateDid { did: did.into() };
    stage.send("eight accounts named, one of them with a pass", "ben", &deactivate(&did));
    let bare = super::registry::did(&stage.world, WEST, "cho", &create_did(3));
    stage.send("no accounts", "cho", &deactivate(&bare));
    stage.send("an issuer", "registrar", &deactivate(&issuer));
}
