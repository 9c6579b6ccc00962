//! What stands before the first DID: instantiate, migrate, pauses, roles, the owner.

use cw_ownable::Action;
use isthmus_api::identity::{ExecuteMsg, InstantiateMsg, PauseScope, Role, RoleGrant};
use isthmus_regions::Code;
use isthmus_testkit::World;

use super::registry::WEST;
use crate::bench::Bench;
use crate::cases::puppet;
use crate::cases::stage::Stage;

pub fn rows(bench: &mut Bench) {
    puppet::migrate(bench, Code::Identity);
    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    instantiate(&mut stage);

    let account = stage.world.address(WEST, "ana");
    let role = Role::Pauser;
    stage.send("", "owner", &ExecuteMsg::GrantRole { role, account: account.clone() });
    stage.send("", "owner", &ExecuteMsg::RevokeRole { role, account: account.clone() });
    use PauseScope::{Did, Pass, Share, Trust};
    for (scopes, case) in [(vec![Share], "one scope"), (vec![Did, Trust, Pass, Share], "all")] {
        let pause = ExecuteMsg::Pause { scopes: scopes.clone(), duration_seconds: 3_600 };
        stage.send(case, "guardian", &pause);
        stage.send(case, "owner", &ExecuteMsg::Unpause { scopes });
    }
    let transfer = Action::TransferOwnership { new_owner: account, expiry: None };
    stage.send("proposed", "owner", &ExecuteMsg::UpdateOwnership(transfer));
    stage.send("accepted", "ana", &ExecuteMsg::UpdateOwnership(Action::AcceptOwnership));
    stage.send("renounced", "ana", &ExecuteMsg::UpdateOwnership(Action::RenounceOwnership));
}

/// The deployment of a region, once more.
fn instantiate(stage: &mut Stage) {
    let world = &stage.world;
    let grant = RoleGrant { role: Role::Pauser, account: world.address(WEST, "guardian") };
    let msg = InstantiateMsg {
        owner: Some(world.address(WEST, "owner")),
        owner_delay_seconds: 86_400,
        region: "west".into(),
        chain_reference: "west-1".into(),
        bridge: world.contract(WEST, Code::Bridge).into(),
        roles: Some(vec![grant]),
    };
    stage.instantiate("one role", &msg);
}
