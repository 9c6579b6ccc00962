//! Whole pages of the longest records.

use isthmus_api::identity::{ExecuteMsg, QueryMsg, Role, MAX_LIST_SIZE};
use isthmus_regions::{Code, Side};
use isthmus_testkit::World;

use super::{accredit, anchor, jurisdiction, long, schema, trust};
use crate::cases::identity::registry::{create_did, did, digest};
use crate::cases::stage::{send, Stage};

/// Who is offered thirty passes.
fn guest() -> String {
    long("guest", 1)
}

pub fn rows(stage: &mut Stage) {
    let case = "32 bytes";
    let (role, account) = (Role::Pauser, long("pauser", 0));
    stage.send(case, "owner", &ExecuteMsg::GrantRole { role, account: account.clone() });
    stage.send(case, "owner", &ExecuteMsg::RevokeRole { role, account });
    let desk = "registrar";
    let issuer = did(&stage.world, Side::West, desk, &create_did(1));
    for number in 1..=30 {
        thirty(&stage.world, &issuer, number);
        if number == 1 {
            // One accreditation is enough for a list.
            let list = ExecuteMsg::CreateStatusList { issuer: issuer.clone(), size: MAX_LIST_SIZE };
            send(&stage.world, Code::Identity, desk, &list);
        }
        let offer = offer(&stage.world, &issuer, number);
        send(&stage.world, Code::Identity, desk, &offer);
    }
    let case = "thirty of the longest";
    stage.page(case, 30, |limit| QueryMsg::Jurisdictions { start_after: None, limit });
    stage.page(case, 30, |limit| QueryMsg::Recognitions { start_after: None, limit });
    stage.page(case, 30, |limit| QueryMsg::RoleMembers { role, start_after: None, limit });
    stage.page(case, 30, |limit| QueryMsg::Accreditations {
        jurisdiction: jurisdiction(0),
        start_after: None,
        limit,
    });
    stage.page(case, 30, |limit| QueryMsg::Offers {
        account: guest(),
        schema: schema(0),
        start_after: None,
        limit,
    });
}

/// One more of thirty jurisdictions, recognitions, pausers, and accreditations of an issuer.
fn thirty(world: &World, issuer: &str, number: usize) {
    let owner = |msg: &ExecuteMsg| send(world, Code::Identity, "owner", msg);
    let (name, anchor) = (jurisdiction(number), anchor());
    owner(&ExecuteMsg::CreateJurisdiction { jurisdiction: name.clone(), anchor: anchor.clone() });
    owner(&trust::recognize(number));
    owner(&ExecuteMsg::GrantRole { role: Role::Pauser, account: long("pauser", number) });
    send(world, Code::Identity, &anchor, &accredit(world, issuer, name, schema(0)));
}

fn offer(world: &World, issuer: &str, number: usize) -> ExecuteMsg {
    ExecuteMsg::IssuePass {
        jurisdiction: jurisdiction(number),
        issuer: issuer.into(),
        schema: schema(0),
        account: guest(),
        digest: digest(1),
        level: 4,
        country: "PT".into(),
        valid_from: world.now(),
        expires_at: u64::MAX,
        list: 2,
        index: MAX_LIST_SIZE - u32::try_from(number).expect("a small number"),
    }
}
