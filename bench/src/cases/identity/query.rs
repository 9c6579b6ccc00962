//! Every question, pages of 1, 10 and 30.

use isthmus_api::gate::Policy;
use isthmus_api::identity::{ExecuteMsg, PassesResponse, QueryMsg, Role, MIN_LIST_SIZE};
use isthmus_regions::{Code, Side};
use isthmus_testkit::World;

use super::registry::{
    accept, accept_abroad, accredit, create_did, did, found, give, issue, recognize, recognize_at,
    share, DAY, JURISDICTION, SCHEMA, WEST,
};
use crate::bench::Bench;
use crate::cases::stage::{send, Stage};

const EAST: Side = Side::East;

pub fn rows(bench: &mut Bench) {
    let mut stage = Stage::rows(bench, Code::Identity, World::plan());
    let issuer = found(&stage.world, WEST);
    give(&stage.world, WEST, &issuer, "ana", 41);
    settings(&mut stage);
    dids(&mut stage, &issuer);
    trust(&mut stage, &issuer);
    verdicts(&mut stage);
    abroad(&mut stage);
    passes(&mut stage, &issuer);
    pages(&mut stage);
}

fn settings(stage: &mut Stage) {
    stage.look("", QueryMsg::Config {});
    stage.look("", QueryMsg::Ownership {});
    stage.look("", QueryMsg::ContractInfo {});
    stage.look("nothing", QueryMsg::Pauses {});
    let account = stage.world.address(WEST, "owner");
    stage.look("the owner", QueryMsg::RolesOf { account });
}

fn dids(stage: &mut Stage, issuer: &str) {
    stage.look("an issuer: two keys, a service", QueryMsg::Resolve { did: issuer.into() });
    let person = did(&stage.world, WEST, "ana", &create_did(1));
    for who in ["ana", "ben"] {
        let account = stage.world.address(WEST, who);
        let link = ExecuteMsg::LinkAccount { did: person.clone(), account };
        send(&stage.world, Code::Identity, "ana", &link);
        let accept = ExecuteMsg::AcceptLink { did: person.clone() };
        send(&stage.world, Code::Identity, who, &accept);
    }
    stage.look("a person: a key, two accounts", QueryMsg::Resolve { did: person.clone() });
    stage.look("not found", QueryMsg::Resolve { did: person.replace("west-1", "east-1") });
    for (who, case) in [("ana", "linked"), ("cho", "not linked")] {
        let address = stage.world.address(WEST, who);
        stage.look(case, QueryMsg::Account { address });
    }
}

fn trust(stage: &mut Stage, issuer: &str) {
    send(&stage.world, Code::Identity, "owner", &recognize());
    let (jurisdiction, schema) = (JURISDICTION.to_string(), SCHEMA.to_string());
    stage.look("", QueryMsg::Jurisdiction { jurisdiction: jurisdiction.clone() });
    let accreditation = QueryMsg::Accreditation {
        jurisdiction: jurisdiction.clone(),
        issuer: issuer.into(),
        schema: schema.clone(),
    };
    stage.look("", accreditation);
    let region = "east".to_string();
    stage.look("", QueryMsg::Recognition { region, jurisdiction, schema });
    stage.look("", QueryMsg::StatusList { list: 1 });
    stage.look("among others that are not valid", QueryMsg::Status { list: 1, index: 41 });
    stage.look("among valid ones alone", QueryMsg::Status { list: 1, index: 90_210 });
    stage.look("", QueryMsg::StatusChunk { list: 1, chunk: 0 });
}

/// "May this account do this?"
fn verdict(stage: &mut Stage, case: &str, who: &str, countries: Option<Vec<String>>) {
    let subject = stage.world.address(WEST, who);
    let max_status_age_seconds = 7 * DAY;
    let policy = Policy { schema: SCHEMA.into(), min_level: 2, countries, max_status_age_seconds };
    stage.look(case, QueryMsg::IsAuthorized { subject, policy });
}

fn verdicts(stage: &mut Stage) {
    verdict(stage, "a pass of this region", "ana", None);
    let twenty = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IT", "LT", "LU", "LV", "PT",
    ];
    let twenty = twenty.map(String::from).to_vec();
    verdict(stage, "a pass of this region, twenty countries", "ana", Some(twenty));
    verdict(stage, "no pass", "cho", None);
}

fn abroad(stage: &mut Stage) {
    let world = &stage.world;
    // To the east: what is told of ana's pass. From the east: what is told of dee's.
    send(world, Code::Identity, "ana", &share(world, WEST, "ana"));
    let issuer = found(world, EAST);
    give(world, EAST, &issuer, "dee", 41);
    world.must(EAST, "dee", Code::Identity, &share(world, EAST, "dee"));
    world.settle();
    send(world, Code::Identity, "dee", &accept_abroad(world, EAST, "dee"));

    verdict(stage, "a pass from abroad", "dee", None);
    let here = |who: &str| stage.world.address(WEST, who);
    let there = |who: &str| stage.world.address(EAST, who);
    let (schema, region) = (SCHEMA.to_string(), "east".to_string());
    let told = QueryMsg::Share {
        subject: here("ana"),
        schema: schema.clone(),
        region: region.clone(),
        account: there("ana"),
    };
    let heard = QueryMsg::Attestation {
        account: here("dee"),
        schema: schema.clone(),
        region,
        subject: there("dee"),
    };
    let pass = QueryMsg::Pass { account: here("dee"), schema };
    stage.look("", told);
    stage.look("", heard);
    stage.look("from abroad", pass);
}

fn passes(stage: &mut Stage, issuer: &str) {
    let account = stage.world.address(WEST, "ana");
    let pass = QueryMsg::Pass { account: account.clone(), schema: SCHEMA.into() };
    stage.look("of this region", pass);
    for (held, case) in [(1, "one"), (10, "ten"), (16, "sixteen")] {
        let passes = QueryMsg::Passes { account: account.clone() };
        let before = stage.world.ask::<_, PassesResponse>(WEST, Code::Identity, &passes);
        for number in before.passes.len()..held {
            let (world, schema) = (&stage.world, format!("licence-{number:02}"));
            send(world, Code::Identity, "anchor", &accredit(world, issuer, &schema));
            let index = 100 + u32::try_from(number).expect("sixteen at most");
            let offer = issue(world, issuer, &schema, &account, (1, index));
            send(world, Code::Identity, "registrar", &offer);
            send(world, Code::Identity, "ana", &accept(issuer, &schema));
        }
        stage.look(case, passes);
    }
}

/// Thirty of everything: jurisdictions here and abroad, pausers, and issuers who each offer the same
/// account a pass.
fn pages(stage: &mut Stage) {
    let account = stage.world.address(WEST, "cho");
    for number in 0..30u8 {
        let world = &stage.world;
        let must = |actor: &str, msg: &ExecuteMsg| send(world, Code::Identity, actor, msg);
        let jurisdiction = format!("registry-{number:02}");
        let anchor = world.address(WEST, "anchor");
        must("owner", &ExecuteMsg::CreateJurisdiction { jurisdiction, anchor });
        must("owner", &recognize_at(&format!("registry-{number:02}")));
        let grant = world.address(WEST, &format!("guardian {number:02}"));
        must("owner", &ExecuteMsg::GrantRole { role: Role::Pauser, account: grant });

        let desk = format!("desk {number:02}");
        let issuer = did(world, WEST, &desk, &create_did(number));
        must("anchor", &accredit(world, &issuer, SCHEMA));
        must(&desk, &ExecuteMsg::CreateStatusList { issuer: issuer.clone(), size: MIN_LIST_SIZE });
        let list = u32::from(number) + 2;
        must(&desk, &issue(world, &issuer, SCHEMA, &account, (list, 41)));
    }
    stage.pages(|limit| QueryMsg::Jurisdictions { start_after: None, limit });
    stage.pages(|limit| {
        let jurisdiction = JURISDICTION.to_string();
        QueryMsg::Accreditations { jurisdiction, start_after: None, limit }
    });
    stage.pages(|limit| QueryMsg::Recognitions { start_after: None, limit });
    stage.pages(|limit| QueryMsg::RoleMembers { role: Role::Pauser, start_after: None, limit });
    stage.pages(|limit| {
        let (account, schema) = (account.clone(), SCHEMA.to_string());
        QueryMsg::Offers { account, schema, start_after: None, limit }
    });
}
