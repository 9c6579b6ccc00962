//! Every actor against every message of the permission table, and every message with stray coins.

use cosmwasm_std::{coins, Uint128};
use cw20::Cw20ReceiveMsg;
use isthmus_api::escrow::*;
use isthmus_api::permission::{AdminParty, Caller, Guarded};
use strum::IntoEnumIterator;

use crate::suite::*;

/// A suite in a state where the message makes sense, and the message.
fn scene(kind: ExecuteKind) -> (Suite, ExecuteMsg) {
    use ExecuteKind as Kind;
    let mut suite = Suite::new();
    let mut terms = suite.terms(native());
    terms.advising = Some(actor("adviser").into());
    let (role, account) = (Role::Pauser, actor("else").to_string());
    let scopes = vec![PauseScope::NewDeals];
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
    let (drawing, asset, payout) = (1, native(), local("else"));
    let msg = match kind {
        Kind::Propose => ExecuteMsg::Propose { terms },
        Kind::Consent => ExecuteMsg::Consent { deal, terms_hash: suite.hash(deal) },
        Kind::Fund => ExecuteMsg::Fund { deal },
        Kind::Receive => ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: actor("importer").into(),
            amount: Uint128::new(105_000),
            msg: cosmwasm_std::to_json_binary(&TokenHook::Fund { deal }).unwrap(),
        }),
        Kind::Present => {
            ExecuteMsg::Present { deal, presentation: presentation(1_000, vec![]), complete: None }
        }
        Kind::Complete => ExecuteMsg::Complete { deal, drawing, documents: vec![] },
        Kind::Represent => ExecuteMsg::Represent {
            deal,
            drawing,
            documents: vec![],
            shipped_at: None,
            amount: None,
        },
        Kind::Accept => ExecuteMsg::Accept { deal, drawing },
        Kind::Refuse => ExecuteMsg::Refuse {
            deal,
            drawing,
            discrepancies: vec![],
            disposition: Disposition::Hold,
        },
        Kind::Waive => ExecuteMsg::Waive { deal, drawing, discrepancies: None },
        Kind::Cancel => ExecuteMsg::Cancel { deal },
        Kind::Crank => ExecuteMsg::Crank { deal },
        Kind::CrankMany => ExecuteMsg::CrankMany { deals: vec![deal] },
        Kind::Withdraw => ExecuteMsg::Withdraw { asset, to: payout },
        Kind::SetPayout => ExecuteMsg::SetPayout { deal, payout },
        Kind::CreateCalendar => ExecuteMsg::CreateCalendar {
            name: "Dubai".into(),
            utc_offset_minutes: 240,
            weekend: vec![],
            holidays: vec![],
        },
        Kind::AddHolidays => ExecuteMsg::AddHolidays { calendar: 1, holidays: vec![] },
        Kind::AllowAsset => ExecuteMsg::AllowAsset { asset },
        Kind::DisallowAsset => ExecuteMsg::DisallowAsset { asset },
        Kind::SetPolicy => ExecuteMsg::SetPolicy { policy: None },
        Kind::UpdateOwnership => {
            ExecuteMsg::UpdateOwnership(cw_ownable::Action::TransferOwnership {
                new_owner: account,
                expiry: None,
            })
        }
        Kind::GrantRole => ExecuteMsg::GrantRole { role, account },
        Kind::RevokeRole => ExecuteMsg::RevokeRole { role, account },
        Kind::RenounceRole => ExecuteMsg::RenounceRole { role },
        Kind::ScheduleChange => {
            ExecuteMsg::ScheduleChange { change: Change::SetAsset { asset, allowed: true } }
        }
        Kind::ApplyChange | Kind::CancelChange => {
            let id = suite.schedule("owner", Change::SetChangeDelay { seconds: 60 });
            match kind {
                Kind::ApplyChange => ExecuteMsg::ApplyChange { id },
                _ => ExecuteMsg::CancelChange { id },
            }
        }
        Kind::SetChangeDelay => ExecuteMsg::SetChangeDelay { seconds: 60 },
        Kind::Pause => ExecuteMsg::Pause { scopes, duration_seconds: 60 },
        Kind::Unpause => ExecuteMsg::Unpause { scopes },
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
fn shut_out(error: &str) -> bool {
    ["AC-002", "AC-005", "ES-014"].iter().any(|code| error.contains(code))
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
            let wrong_coins = kind == ExecuteKind::Fund && error.contains("ES-015");
            assert!(shut_out(&error) || wrong_coins, "{name} by {other}: {error}");
        }
        for who in allowed {
            let done = suite.run(who, &msg);
            let error = done.err().unwrap_or_default();
            assert!(!shut_out(&error), "{name} by {who}: {error}");
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
