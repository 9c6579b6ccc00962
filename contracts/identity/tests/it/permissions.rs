//! Every actor against every message of the permission table.

use isthmus_api::identity::*;
use isthmus_api::permission::{caller_text, table, AdminParty, Caller, Contract, Guarded};

use isthmus_testkit::chain::Refusal;
use isthmus_testkit::rows::{rows, ADMINISTRATION};

use crate::suite::Suite;

/// One message of each kind but the offer of a pass, aimed at records that exist: the issuer's DID, Ann's
/// pass.
const MESSAGES: &str = r#"
{"create_did": {"salt": "4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d", "keys": [], "services": []}}
{"update_did": {"did": "DID", "base_version": 1}}
{"deactivate_did": {"did": "DID"}}
{"link_account": {"did": "DID", "account": "west:ann"}}
{"accept_link": {"did": "DID"}}
{"unlink_account": {"did": "DID", "account": "west:ann"}}
{"create_jurisdiction": {"jurisdiction": "other", "anchor": "west:ann"}}
{"propose_anchor": {"jurisdiction": "west-fsa", "anchor": null}}
{"accept_anchor": {"jurisdiction": "west-fsa"}}
{"accredit": {"jurisdiction": "west-fsa", "issuer": "DID", "schema": "kyc", "max_level": 3, "valid_from": 1800000000, "valid_until": 1800001000}}
{"suspend_issuer": {"jurisdiction": "west-fsa", "issuer": "DID", "schema": "kyc"}}
{"resume_issuer": {"jurisdiction": "west-fsa", "issuer": "DID", "schema": "kyc"}}
{"revoke_issuer": {"jurisdiction": "west-fsa", "issuer": "DID", "schema": "kyc"}}
{"recognize": {"region": "east", "jurisdiction": "west-fsa", "schema": "kyc", "max_level": 2, "max_staleness_seconds": 100}}
{"unrecognize": {"region": "east", "jurisdiction": "west-fsa", "schema": "kyc"}}
{"create_status_list": {"issuer": "DID", "size": 131072}}
{"set_status": {"list": 1, "updates": [{"index": 3, "status": "suspended"}]}}
{"accept_pass": {"schema": "kyc", "origin": {"home": {"jurisdiction": "west-fsa", "issuer": "DID"}}, "digest": "hash:05"}}
{"drop_pass": {"schema": "kyc"}}
{"share_pass": {"schema": "kyc", "region": "east", "account": "west:ann"}}
{"refresh_share": {"subject": "west:ann", "schema": "kyc", "region": "east", "account": "west:ann"}}
{"receive_attestation": {"region": "east", "attestation": {"account": "west:ann", "subject": "east1x", "schema": "kyc", "jurisdiction": "west-fsa", "issuer": "DID", "digest": "hash:01", "level": 2, "country": "DE", "valid_from": 1800000000, "expires_at": 1800000009, "version": 1, "status": "valid", "as_of": 1800000000}}}
"#;

fn messages(suite: &mut Suite) -> Vec<ExecuteMsg> {
    let table = format!("{MESSAGES}{}", ADMINISTRATION.replace("SCOPE", "did"));
    let table = table.replace("DID", &suite.issuer_did);
    let rows = rows(&table, |name| suite.addr(name).to_string()).into_iter();
    let mut all: Vec<_> = rows.map(|(_, msg)| msg).collect();
    all.push(suite.issue_msg("ann", 1));
    all
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
            let msg = messages(&mut suite).remove(at);
            let kind = msg.kind();
            if matches!(kind, ExecuteKind::ApplyChange | ExecuteKind::CancelChange) {
                suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 1 });
                let change = Change::SetChangeDelay { seconds: 5 };
                suite.ok("owner", ExecuteMsg::ScheduleChange { change });
            }
            let caller = ExecuteMsg::permission(kind).caller;
            let may = allowed(caller).contains(&actor);
            let name: &'static str = kind.into();
            // Other codes are of who is allowed, and stopped by a rule: an unlinked account, nothing recognised.
            let shut_out = |refusal: Refusal| ["AC-002", "AC-005"].contains(&&*refusal.code());
            let refused = suite.west(actor, msg).is_err_and(shut_out);
            assert_eq!(refused, !may, "{actor} {name}: {}", caller_text(caller));
        }
    }
}
