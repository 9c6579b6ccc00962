//! Jurisdictions, their issuers, recognitions, status lists.

use isthmus_api::identity::{ExecuteMsg, MIN_LIST_SIZE};
use isthmus_api::packet::AttestedStatus::{Revoked, Suspended, Valid};
use isthmus_regions::Code;
use isthmus_testkit::World;

use super::registry::{accredit, found, recognize, set_status, DAY, JURISDICTION, SCHEMA, WEST};
use crate::bench::Bench;
use crate::cases::stage::Stage;

pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    let issuer = found(&stage.world, WEST);
    jurisdictions(&mut stage);
    issuers(&mut stage, &issuer);
    recognitions(&mut stage);
    status_lists(&mut stage, &issuer);
}

fn jurisdictions(stage: &mut Stage) {
    let name = || "west-fsa".to_string();
    let anchor = |who: &str| stage.world.address(WEST, who);
    let (first, next) = (anchor("supervisor"), anchor("successor"));
    let create = ExecuteMsg::CreateJurisdiction { jurisdiction: name(), anchor: first };
    stage.send("", "owner", &create);
    let propose = |anchor| ExecuteMsg::ProposeAnchor { jurisdiction: name(), anchor };
    stage.send("withdrawn", "supervisor", &propose(None));
    stage.send("by the anchor", "supervisor", &propose(Some(next.clone())));
    stage.send("by the owner", "owner", &propose(Some(next)));
    stage.send("", "successor", &ExecuteMsg::AcceptAnchor { jurisdiction: name() });
}

fn issuers(stage: &mut Stage, issuer: &str) {
    let first = accredit(&stage.world, issuer, "kyb");
    stage.send("for a further schema", "anchor", &first);
    stage.world.pair.pass(30 * DAY);
    let longer = accredit(&stage.world, issuer, "kyb");
    stage.send("prolonged", "anchor", &longer);
    let (jurisdiction, schema) = (JURISDICTION.to_string(), "kyb".to_string());
    let issuer = issuer.to_string();
    let suspend = ExecuteMsg::SuspendIssuer {
        jurisdiction: jurisdiction.clone(),
        issuer: issuer.clone(),
        schema: schema.clone(),
    };
    let resume = ExecuteMsg::ResumeIssuer {
        jurisdiction: jurisdiction.clone(),
        issuer: issuer.clone(),
        schema: schema.clone(),
    };
    stage.send("", "anchor", &suspend);
    stage.send("", "anchor", &resume);
    stage.send("", "anchor", &ExecuteMsg::RevokeIssuer { jurisdiction, issuer, schema });
}

fn recognitions(stage: &mut Stage) {
    stage.send("for the first time", "owner", &recognize());
    stage.send("changed", "owner", &recognize());
    let unrecognize = ExecuteMsg::Unrecognize {
        region: "east".into(),
        jurisdiction: JURISDICTION.into(),
        schema: SCHEMA.into(),
    };
    stage.send("", "owner", &unrecognize);
}

fn status_lists(stage: &mut Stage, issuer: &str) {
    let list = ExecuteMsg::CreateStatusList { issuer: issuer.into(), size: MIN_LIST_SIZE };
    stage.send("131,072 entries", "registrar", &list);
    let desk = "registrar";
    stage.send("one, the first of its 1,024", desk, &set_status(Suspended, [90_210]));
    stage.send("one, among others", desk, &set_status(Valid, [90_210]));
    stage.send("ten side by side", desk, &set_status(Revoked, 4_100..4_110));
    let scattered = (0..10).map(|number| 5_003 + 12_007 * number);
    stage.send("ten, scattered", desk, &set_status(Revoked, scattered));
}
