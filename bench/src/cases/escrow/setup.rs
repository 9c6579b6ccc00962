//! What stands before the first deal: instantiate, migrate, roles, assets, calendars.

use cw_ownable::Action;
use isthmus_api::escrow::{
    Change, ExecuteMsg, InstantiateMsg, PauseScope, Role, RoleGrant, SudoMsg,
};
use isthmus_api::gate::Policy;
use isthmus_api::types::Asset;
use isthmus_regions::{Code, Side};
use isthmus_testkit::World;

use super::credit::{calendar, WEST};
use crate::bench::Bench;
use crate::cases::older;
use crate::cases::stage::{send, Stage};
use crate::figures::Entry;

/// What the escrow asks of a party: a person known to level 2, as of last week.
pub fn policy() -> Policy {
    Policy {
        schema: "kyc".into(),
        min_level: 2,
        countries: None,
        max_status_age_seconds: 7 * super::credit::DAY,
    }
}

pub fn rows(bench: &mut Bench) {
    older::migrate(bench, Code::Escrow);
    let mut stage = Stage::rows(bench, Code::Escrow, World::plan());
    instantiate(&mut stage);

    stage.send("three holidays", "keeper", &calendar());
    let holidays = |days: &[&str]| ExecuteMsg::AddHolidays {
        calendar: 1,
        holidays: days.iter().map(ToString::to_string).collect(),
    };
    stage.send("one", "keeper", &holidays(&["2026-12-25"]));
    let more = ["2027-01-01", "2027-03-26", "2027-04-25", "2027-05-01", "2027-12-25"];
    stage.send("five", "keeper", &holidays(&more));

    let token = Asset::Cw20(stage.world.contract(WEST, Code::Bridge).into());
    stage.send("a token", "owner", &ExecuteMsg::AllowAsset { asset: token.clone() });
    stage.send("a token", "owner", &ExecuteMsg::DisallowAsset { asset: token });
    stage.send("set", "owner", &ExecuteMsg::SetPolicy { policy: Some(policy()) });
    stage.send("removed", "owner", &ExecuteMsg::SetPolicy { policy: None });

    let account = stage.world.address(WEST, "ana");
    let role = Role::CalendarKeeper;
    stage.send("", "owner", &ExecuteMsg::GrantRole { role, account: account.clone() });
    stage.send("", "owner", &ExecuteMsg::RevokeRole { role, account: account.clone() });
    let grant = ExecuteMsg::GrantRole { role, account: account.clone() };
    send(&stage.world, Code::Escrow, "owner", &grant);
    stage.send("", "ana", &ExecuteMsg::RenounceRole { role });
    let scopes = vec![PauseScope::NewDeals];
    let pause = ExecuteMsg::Pause { scopes: scopes.clone(), duration_seconds: 3_600 };
    stage.send("", "guardian", &pause);
    stage.send("", "owner", &ExecuteMsg::Unpause { scopes });

    let transfer = Action::TransferOwnership { new_owner: account, expiry: None };
    stage.send("proposed", "owner", &ExecuteMsg::UpdateOwnership(transfer));
    stage.send("accepted", "ana", &ExecuteMsg::UpdateOwnership(Action::AcceptOwnership));
    stage.send("renounced", "ana", &ExecuteMsg::UpdateOwnership(Action::RenounceOwnership));
    govern(&mut stage);
    changes(&mut stage);
}

/// What the chain may do; the owner is one again after it.
fn govern(stage: &mut Stage) {
    let owner = stage.world.address(WEST, "owner");
    let guardian = stage.world.address(WEST, "guardian");
    let mut sudo = |msg: SudoMsg| {
        let name: &'static str = (&msg).into();
        stage.measure(Entry::Sudo, name, "", |world| {
            let escrow = world.contract(WEST, Code::Escrow);
            let msg = serde_json::to_value(&msg).expect("a message is JSON");
            world.pair.at(Side::West).govern(escrow, &msg).expect("governance may");
        });
    };
    let scopes = vec![PauseScope::NewDeals];
    sudo(SudoMsg::Pause { scopes: scopes.clone(), duration_seconds: 3_600 });
    sudo(SudoMsg::Unpause { scopes });
    sudo(SudoMsg::SetOwner { owner });
    sudo(SudoMsg::RevokeRole { role: Role::Pauser, account: guardian });
}

/// Changes that loosen a rule.
fn changes(stage: &mut Stage) {
    stage.send("longer", "owner", &ExecuteMsg::SetChangeDelay { seconds: 3_600 });
    let asset = Asset::Native("factory/west/shell".into());
    let allow = Change::SetAsset { asset, allowed: true };
    stage.send("an asset", "owner", &ExecuteMsg::ScheduleChange { change: allow });
    let change = Change::SetPolicy { policy: None };
    stage.send("a second, no policy", "owner", &ExecuteMsg::ScheduleChange { change });
    stage.send("", "owner", &ExecuteMsg::CancelChange { id: 2 });
    stage.world.pair.pass(3_600);
    stage.send("an asset", "stranger", &ExecuteMsg::ApplyChange { id: 1 });
}

/// The deployment of a region, once more.
fn instantiate(stage: &mut Stage) {
    let world = &stage.world;
    let grant = |role, who: &str| RoleGrant { role, account: world.address(WEST, who) };
    let msg = InstantiateMsg {
        owner: Some(world.address(WEST, "owner")),
        owner_delay_seconds: Some(86_400),
        region: "west".into(),
        identity: world.contract(WEST, Code::Identity).into(),
        stablecoin: world.contract(WEST, Code::Stablecoin).into(),
        bridge: world.contract(WEST, Code::Bridge).into(),
        policy: Some(policy()),
        assets: vec![world.token(WEST), Asset::Native("uwest".into())],
        roles: Some(vec![grant(Role::Pauser, "guardian"), grant(Role::CalendarKeeper, "keeper")]),
        change_delay_seconds: None,
    };
    stage.instantiate("policy, two assets, two roles", &msg);
}
