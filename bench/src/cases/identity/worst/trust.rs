//! Jurisdictions, their issuers, recognitions, status lists.

use isthmus_api::identity::{
    ExecuteMsg, MAX_ACCREDITATIONS, MAX_LIST_SIZE, MAX_STALENESS_SECONDS, MAX_STATUS_UPDATES,
};
use isthmus_api::packet::AttestedStatus::{Suspended, Valid};
use isthmus_regions::Code;

use super::{accredit, anchor, desk, jurisdiction, schema};
use crate::cases::identity::registry::set_status;
use crate::cases::stage::{send, Stage};

const CASE: &str = "longest names";

pub fn rows(stage: &mut Stage, issuer: &str) {
    jurisdictions(stage);
    issuers(stage, issuer);
    status_lists(stage, issuer);
    stage.send(CASE, "owner", &recognize(0));
    let (region, jurisdiction, schema) = ("east".into(), jurisdiction(0), schema(0));
    stage.send(CASE, "owner", &ExecuteMsg::Unrecognize { region, jurisdiction, schema });
}

fn jurisdictions(stage: &mut Stage) {
    let name = || jurisdiction(0);
    let create = ExecuteMsg::CreateJurisdiction { jurisdiction: name(), anchor: anchor() };
    stage.send(CASE, "owner", &create);
    let propose = ExecuteMsg::ProposeAnchor { jurisdiction: name(), anchor: Some(anchor()) };
    stage.send(CASE, "owner", &propose);
    stage.send(CASE, &anchor(), &ExecuteMsg::AcceptAnchor { jurisdiction: name() });
}

/// Thirty schemas in one jurisdiction.
fn issuers(stage: &mut Stage, issuer: &str) {
    for number in 1..MAX_ACCREDITATIONS {
        let accredit = accredit(&stage.world, issuer, jurisdiction(0), schema(number));
        send(&stage.world, Code::Identity, &anchor(), &accredit);
    }
    let last = accredit(&stage.world, issuer, jurisdiction(0), schema(0));
    stage.send("the thirtieth, longest names", &anchor(), &last);
    let (jurisdiction, schema) = (jurisdiction(0), schema(0));
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
    stage.send(CASE, &anchor(), &suspend);
    stage.send(CASE, &anchor(), &resume);
    stage.send(CASE, &anchor(), &ExecuteMsg::RevokeIssuer { jurisdiction, issuer, schema });
    send(&stage.world, Code::Identity, &anchor(), &last);
}

fn status_lists(stage: &mut Stage, issuer: &str) {
    let list = ExecuteMsg::CreateStatusList { issuer: issuer.into(), size: MAX_LIST_SIZE };
    stage.send("thirty accreditations", &desk(4), &list);
    let many = u32::try_from(MAX_STATUS_UPDATES).expect("a hundred");
    let strewn = || (0..many).map(|number| 500 + 1_024 * number);
    let case = "a hundred, each the first of its 1,024";
    stage.send(case, &desk(4), &set_status(Suspended, strewn()));
    let case = "a hundred, each among others";
    stage.send(case, &desk(4), &set_status(Valid, strewn()));
}

/// What the west says of the east's passes.
pub fn recognize(number: usize) -> ExecuteMsg {
    ExecuteMsg::Recognize {
        region: "east".into(),
        jurisdiction: jurisdiction(0),
        schema: schema(number),
        max_level: 4,
        max_staleness_seconds: MAX_STALENESS_SECONDS,
    }
}
