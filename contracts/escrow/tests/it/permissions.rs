//! Every actor against every message of the permission table, and every message with stray coins.

use cosmwasm_std::{coins, Uint128};
use cw20::Cw20ReceiveMsg;
use isthmus_api::escrow::*;
use isthmus_api::permission::{AdminParty, Caller, Guarded};
use isthmus_testkit::chain::Refusal;
use isthmus_testkit::rows::{rows, ADMINISTRATION};
use strum::IntoEnumIterator;

use crate::suite::*;

/// One of each message but those that need more than a deal's number.
const MESSAGES: &str = r#"
{"fund": {"deal": DEAL}}
{"present": {"deal": DEAL, "presentation": {"amount": "1000", "shipped_at": 1772280000, "documents": []}}}
{"complete": {"deal": DEAL, "drawing": 1, "documents": []}}
{"represent": {"deal": DEAL, "drawing": 1, "documents": []}}
{"accept": {"deal": DEAL, "drawing": 1}}
{"refuse": {"deal": DEAL, "drawing": 1, "discrepancies": [], "disposition": "hold"}}
{"waive": {"deal": DEAL, "drawing": 1, "discrepancies": null}}
{"cancel": {"deal": DEAL}}
{"crank": {"deal": DEAL}}
{"crank_many": {"deals": [DEAL]}}
{"withdraw": {"asset": {"native": "uwest"}, "to": {"local": {"address": "west:else"}}}}
{"set_payout": {"deal": DEAL, "payout": {"local": {"address": "west:else"}}}}
{"create_calendar": {"name": "Dubai", "utc_offset_minutes": 240, "weekend": [], "holidays": []}}
{"add_holidays": {"calendar": 1, "holidays": []}}
{"allow_asset": {"asset": {"native": "uwest"}}}
{"disallow_asset": {"asset": {"native": "uwest"}}}
{"set_policy": {"policy": null}}
"#;

/// A suite in a state where the message makes sense, and the message.
fn scene(kind: ExecuteKind) -> (Suite, ExecuteMsg) {
    use ExecuteKind as Kind;
    let mut suite = Suite::new();
    let terms = Terms { advising: Some(actor("adviser").into()), ..suite.terms(native()) };
    let presented = matches!(
        kind,
        Kind::Accept | Kind::Refuse | Kind::Waive | Kind::Represent | Kind::Complete
    );
    let deal = match kind {
        Kind::Consent | Kind::Cancel => suite.propose(terms.clone()),
        Kind::Fund | Kind::Receive => suite.agreed(terms.clone()),
        Kind::Propose => 0,
        _ => suite.open(terms.clone()),
    };
    if presented {
        let msg = ExecuteMsg::Present {
            deal,
            presentation: presentation(1_000, vec![]),
            complete: Some(kind != Kind::Complete),
        };
        suite.run("exporter", &msg).unwrap();
    }
    if kind == Kind::Represent {
        suite.refuse(deal, 1, Disposition::Hold).unwrap();
    }
    if matches!(kind, Kind::ApplyChange | Kind::CancelChange) {
        suite.delay(1);
        suite.schedule("owner", Change::SetChangeDelay { seconds: 60 });
    }
    let msg = match kind {
        Kind::Propose => ExecuteMsg::Propose { terms },
        Kind::Consent => ExecuteMsg::Consent { deal, terms_hash: suite.hash(deal) },
        Kind::Receive => ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: actor("importer").into(),
            amount: Uint128::new(105_000),
            msg: cosmwasm_std::to_json_binary(&TokenHook::Fund { deal }).unwrap(),
        }),
        kind => {
            let table = format!("{MESSAGES}{}", ADMINISTRATION.replace("SCOPE", "new_deals"));
            let table = table.replace("DEAL", &deal.to_string());
            let rows = rows(&table, |name| actor(name).into_string()).into_iter();
            let mut messages = rows.map(|(_, msg): (_, ExecuteMsg)| msg);
            messages.find(|msg| msg.kind() == kind).unwrap_or_else(|| panic!("no {kind:?}"))
        }
    };
    (suite, msg)
}

/// Which actors the table lets in.
fn allowed(kind: ExecuteKind) -> Vec<&'static str> {
    let actor_of = |named: &Named| match named {
        Named::Of(Party::Applicant) => Some("importer"),
        Named::Of(Party::Issuer) => Some("bank"),
        Named::Of(Party::Beneficiary) => Some("exporter"),
        Named::Of(Party::Advising) => Some("adviser"),
        // Tokens only, tested in `fund` and `payout`: no account may.
        Named::Token => None,
    };
    let admitted = |caller: &Caller<Role, Named>| match caller {
        Caller::Anyone => ACTORS.to_vec(),
        Caller::Owner => vec!["owner"],
        Caller::Role(Role::Pauser) | Caller::Admin(AdminParty::RoleHolder) => vec!["pauser"],
        Caller::Role(Role::CalendarKeeper) => vec!["keeper"],
        Caller::Admin(AdminParty::ChangeSender | AdminParty::Scheduler) => vec!["owner"],
        Caller::Admin(AdminParty::ProposedOwner | AdminParty::AnyoneOnceOver) => vec![],
        Caller::Party(parties) => parties.iter().filter_map(actor_of).collect(),
        other => panic!("no test for {other:?}"),
    };
    match ExecuteMsg::permission(kind).caller {
        Caller::OneOf(callers) => callers.iter().flat_map(admitted).collect(),
        caller => admitted(&caller),
    }
}

/// Refused because of who asks: by access, by cw-ownable, or as a token nobody allowed.
fn is_shut_out(error: &Refusal) -> bool {
    ["AC-002", "AC-005", "ES-014"].contains(&error.code().as_str())
}

#[test]
fn every_actor_against_every_message() {
    for kind in ExecuteKind::iter() {
        let name: &'static str = kind.into();
        let allowed = allowed(kind);
        let (mut suite, msg) = scene(kind);
        let contracts = [suite.bridge.clone(), suite.identity.clone(), suite.escrow.clone()];
        let others = ACTORS.iter().filter(|name| !allowed.contains(name));
        let mut others: Vec<_> = others.map(|name| actor(name)).collect();
        if !matches!(ExecuteMsg::permission(kind).caller, Caller::Anyone) {
            others.extend(contracts);
        }
        let escrow = suite.escrow.clone();
        for other in others {
            let error = suite.call(&other, &escrow, &msg, &[]).unwrap_err();
            // Without coins `fund` first asks for them; with coins it says who may.
            let wrong_coins = kind == ExecuteKind::Fund && error.code() == "ES-015";
            assert!(is_shut_out(&error) || wrong_coins, "{name} by {other}: {error}");
        }
        for who in allowed {
            let done = suite.run(who, &msg);
            assert!(!done.is_err_and(|error| is_shut_out(&error)), "{name} by {who}");
        }
    }
}

#[test]
fn stray_coins_are_refused_everywhere() {
    // Research, section 4 row 17.
    for kind in ExecuteKind::iter().filter(|kind| *kind != ExecuteKind::Fund) {
        let (mut suite, msg) = scene(kind);
        let who = allowed(kind).first().copied().unwrap_or("stranger");
        fails(suite.run_with(who, &msg, &coins(1, COIN)), "AC-003");
    }
}
