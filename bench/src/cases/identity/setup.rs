//! What stands before the first DID: instantiate, migrate, pauses, roles, the owner, changes that
//! wait, and what the chain may do.

use cw_ownable::Action;
use isthmus_api::identity::{
    Change, ExecuteMsg, InstantiateMsg, PauseScope, QueryMsg, Role, RoleGrant, SudoMsg,
};
use isthmus_regions::Code;
use isthmus_testkit::World;

use super::registry::{DAY, SCHEMA, WEST};
use crate::bench::Bench;
use crate::cases::older;
use crate::cases::stage::Stage;
use crate::figures::Entry;

pub fn rows(bench: &mut Bench) {
    older::migrate(bench, Code::Identity);
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
    stage.send("", "guardian", &ExecuteMsg::RenounceRole { role });

    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    changes(&mut stage);
    govern(&mut stage);
}

fn changes(stage: &mut Stage) {
    stage.send("longer", "owner", &ExecuteMsg::SetChangeDelay { seconds: 3_600 });
    let anchor = stage.world.address(WEST, "supervisor");
    let create = Change::CreateJurisdiction { jurisdiction: "west-fsa".into(), anchor };
    stage.send("a jurisdiction", "owner", &ExecuteMsg::ScheduleChange { change: create });
    let recognize = Change::Recognize {
        region: "east".into(),
        jurisdiction: "east-fsa".into(),
        schema: SCHEMA.into(),
        max_level: 2,
        max_staleness_seconds: 7 * DAY,
    };
    stage.send("a recognition", "owner", &ExecuteMsg::ScheduleChange { change: recognize });
    stage.look("two", QueryMsg::PendingChanges {});
    stage.send("", "guardian", &ExecuteMsg::CancelChange { id: 2 });
    stage.world.pair.pass(3_600);
    stage.send("a jurisdiction", "stranger", &ExecuteMsg::ApplyChange { id: 1 });
}

fn govern(stage: &mut Stage) {
    let scopes = || vec![PauseScope::Pass, PauseScope::Share];
    let account = |who: &str| stage.world.address(WEST, who);
    let (guardian, successor) = (account("guardian"), account("successor"));
    let mut sudo = |msg: SudoMsg| {
        let name: &'static str = (&msg).into();
        let msg = serde_json::to_value(msg).expect("a message is JSON");
        stage.measure(Entry::Sudo, name, "", |world| {
            let registry = world.contract(WEST, Code::Identity);
            world.pair.at(WEST).govern(registry, &msg).expect("governance may");
        });
    };
    sudo(SudoMsg::Pause { scopes: scopes(), duration_seconds: 3_600 });
    sudo(SudoMsg::Unpause { scopes: scopes() });
    sudo(SudoMsg::RevokeRole { role: Role::Pauser, account: guardian });
    sudo(SudoMsg::SetOwner { owner: successor });
}

/// The deployment of a region, once more.
fn instantiate(stage: &mut Stage) {
    let world = &stage.world;
    let grant = RoleGrant { role: Role::Pauser, account: world.address(WEST, "guardian") };
    let msg = InstantiateMsg {
        owner: Some(world.address(WEST, "owner")),
        owner_delay_seconds: Some(86_400),
        region: "west".into(),
        chain_reference: "west-1".into(),
        bridge: world.contract(WEST, Code::Bridge).into(),
        roles: Some(vec![grant]),
        change_delay_seconds: None,
    };
    stage.instantiate("one role", &msg);
}
