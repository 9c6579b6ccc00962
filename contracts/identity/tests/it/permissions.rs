//! Every actor against every message of the permission table.

use isthmus_api::identity::*;
use isthmus_api::packet::{Attestation, AttestedStatus};
use isthmus_api::permission::{caller_text, table, AdminParty, Caller, Contract, Guarded};
use isthmus_identity::ContractError as E;
use isthmus_kit::AccessError as A;

use crate::suite::{digest, Suite, FSA, KYC, NOW};

/// One message of each kind, aimed at records that exist: the issuer's DID, Ann's pass.
fn messages(suite: &mut Suite) -> Vec<ExecuteMsg> {
    let did = suite.issuer_did.clone();
    let ann = suite.addr("ann").to_string();
    let jurisdiction = String::from(FSA);
    let schema = String::from(KYC);
    let region = String::from("east");
    let issuer = did.clone();
    let issue = suite.issue_msg("ann", 1);
    vec![
        ExecuteMsg::CreateDid { salt: vec![77; 16].into(), keys: vec![], services: vec![] },
        ExecuteMsg::UpdateDid {
            did: did.clone(),
            base_version: 1,
            controllers: None,
            keys: None,
            services: None,
        },
        ExecuteMsg::DeactivateDid { did: did.clone() },
        ExecuteMsg::LinkAccount { did: did.clone(), account: ann.clone() },
        ExecuteMsg::AcceptLink { did: did.clone() },
        ExecuteMsg::UnlinkAccount { did, account: ann.clone() },
        ExecuteMsg::CreateJurisdiction { jurisdiction: "other".into(), anchor: ann.clone() },
        ExecuteMsg::ProposeAnchor { jurisdiction: jurisdiction.clone(), anchor: None },
        ExecuteMsg::AcceptAnchor { jurisdiction: jurisdiction.clone() },
        ExecuteMsg::Accredit {
            jurisdiction: jurisdiction.clone(),
            issuer: issuer.clone(),
            schema: schema.clone(),
            max_level: 3,
            valid_from: NOW,
            valid_until: NOW + 1_000,
        },
        ExecuteMsg::SuspendIssuer {
            jurisdiction: jurisdiction.clone(),
            issuer: issuer.clone(),
            schema: schema.clone(),
        },
        ExecuteMsg::ResumeIssuer {
            jurisdiction: jurisdiction.clone(),
            issuer: issuer.clone(),
            schema: schema.clone(),
        },
        ExecuteMsg::RevokeIssuer {
            jurisdiction: jurisdiction.clone(),
            issuer: issuer.clone(),
            schema: schema.clone(),
        },
        ExecuteMsg::Recognize {
            region: region.clone(),
            jurisdiction: jurisdiction.clone(),
            schema: schema.clone(),
            max_level: 2,
            max_staleness_seconds: 100,
        },
        ExecuteMsg::Unrecognize {
            region: region.clone(),
            jurisdiction: jurisdiction.clone(),
            schema: schema.clone(),
        },
        ExecuteMsg::CreateStatusList { issuer: issuer.clone(), size: MIN_LIST_SIZE },
        ExecuteMsg::SetStatus {
            list: 1,
            updates: vec![StatusUpdate { index: 3, status: AttestedStatus::Suspended }],
        },
        issue,
        ExecuteMsg::AcceptPass {
            schema: schema.clone(),
            origin: PassOrigin::Home { jurisdiction: jurisdiction.clone(), issuer: issuer.clone() },
            digest: digest(5),
        },
        ExecuteMsg::DropPass { schema: schema.clone() },
        ExecuteMsg::SharePass {
            schema: schema.clone(),
            region: region.clone(),
            account: ann.clone(),
        },
        ExecuteMsg::RefreshShare {
            subject: ann.clone(),
            schema: schema.clone(),
            region,
            account: ann.clone(),
        },
        ExecuteMsg::ReceiveAttestation {
            region: "east".into(),
            attestation: Attestation {
                account: ann.clone(),
                subject: "east1x".into(),
                schema,
                jurisdiction,
                issuer,
                digest: digest(1),
                level: 2,
                country: "DE".into(),
                valid_from: NOW,
                expires_at: NOW + 9,
                version: 1,
                status: AttestedStatus::Valid,
                as_of: NOW,
            },
        },
        ExecuteMsg::Pause { scopes: vec![PauseScope::Did], duration_seconds: 5 },
        ExecuteMsg::Unpause { scopes: vec![PauseScope::Did] },
        ExecuteMsg::GrantRole { role: Role::Pauser, account: ann.clone() },
        ExecuteMsg::RevokeRole { role: Role::Pauser, account: ann.clone() },
        ExecuteMsg::RenounceRole { role: Role::Pauser },
        ExecuteMsg::UpdateOwnership(cw_ownable::Action::TransferOwnership {
            new_owner: ann,
            expiry: None,
        }),
        ExecuteMsg::ScheduleChange { change: Change::SetChangeDelay { seconds: 5 } },
        ExecuteMsg::ApplyChange { id: 1 },
        ExecuteMsg::CancelChange { id: 1 },
        ExecuteMsg::SetChangeDelay { seconds: 5 },
    ]
}

const ACTORS: [&str; 7] = ["owner", "pauser", "anchor", "issuer", "ann", "bridge", "stranger"];

/// Who of the actors may.
fn allowed(caller: Caller<Role, Party>) -> Vec<&'static str> {
    match caller {
        Caller::Anyone => ACTORS.to_vec(),
        Caller::Owner => vec!["owner"],
        Caller::Role(Role::Pauser) | Caller::Admin(AdminParty::RoleHolder) => vec!["pauser"],
        Caller::Contract(Contract::Bridge) => vec!["bridge"],
        Caller::Contract(other) => panic!("{other:?} has no part here"),
        Caller::Admin(AdminParty::ChangeSender | AdminParty::Scheduler) => vec!["owner"],
        Caller::Admin(AdminParty::ProposedOwner | AdminParty::AnyoneOnceOver) => vec![],
        Caller::OneOf(callers) => callers.iter().flat_map(|caller| allowed(*caller)).collect(),
        Caller::Party(parties) => parties.iter().filter_map(party_actor).collect(),
    }
}

/// Who of the actors the party is. Nobody was named by a DID, and no anchor proposed.
fn party_actor(party: &Party) -> Option<&'static str> {
    match party {
        Party::Controller | Party::IssuerController => Some("issuer"),
        Party::LinkedAccount | Party::Offeree | Party::Holder => Some("ann"),
        Party::Anchor => Some("anchor"),
        Party::NamedAccount | Party::ProposedAnchor => None,
    }
}

#[test]
fn every_actor_may_send_exactly_what_the_table_says() {
    let count = messages(&mut Suite::with_pass()).len();
    assert_eq!(count, table::<ExecuteMsg>().len());
    for at in 0..count {
        for actor in ACTORS {
            let mut suite = Suite::with_pass();
            // An offer to Ann waits.
            let offer = suite.issue_msg("ann", 5);
            suite.ok("issuer", offer);
            // A change waits.
            let change = Change::SetChangeDelay { seconds: 5 };
            suite.ok("owner", ExecuteMsg::ScheduleChange { change });
            let msg = messages(&mut suite).remove(at);
            let kind = msg.kind();
            let caller = ExecuteMsg::permission(kind).caller;
            let may = allowed(caller).contains(&actor);
            let name: &'static str = kind.into();
            let refused = match suite.west(actor, msg) {
                Ok(_) => false,
                Err(error) => match error.downcast::<E>().unwrap() {
                    E::Access(A::Unauthorized { .. }) | E::Access(A::Ownership(_)) => true,
                    // Allowed, and stopped by a rule: an unlinked account, nothing recognised.
                    _ => false,
                },
            };
            assert_eq!(refused, !may, "{actor} {name}: {}", caller_text(caller));
        }
    }
}
