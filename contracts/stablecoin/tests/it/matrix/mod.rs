//! Every actor against every message of the permission table, under every pause and every restriction of
//! the sender.

mod restricted;
mod samples;

use std::collections::BTreeSet;

use cw20::MinterResponse;
use isthmus_api::permission::{caller_text, table, AdminParty, Caller, Contract, Guarded};
use isthmus_api::stablecoin::{
    AccountKey, Change, ExecuteKind, ExecuteMsg, FreezeMode, Party, PauseScope, Role, SignedAction,
    MAX_HOLD_SECONDS,
};
use strum::{EnumIter, IntoEnumIterator};

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::{Saved, Suite, ACTORS};
use samples::{key, payer, samples};

/// The accounts of which the rules of a payment say another thing: nobody restricts them, and what they
/// pay lands whatever is paused.
const ESCROWS: [&str; 2] = ["bridge", "escrow"];

/// The messages whose samples nobody can send with success in this world, with their answer, and why.
const CANNOT_PASS: &[(ExecuteKind, &str, &str)] = &[
    (
        ExecuteKind::ContinueMigration,
        "ST-134",
        "the token was never one of cw20-base's; `migration` sends it",
    ),
    (ExecuteKind::HandOver, "ST-137", "it never was its own office; `hand_over` sends it"),
    (ExecuteKind::ProbePolicy, "ST-142", "no policy contract is asked; `policy` sends it"),
];

/// A token in which every sample passes if its sender may send it: each party exists, each actor has
/// money, a key and grants to change and to spend, there is somebody frozen, held, locked and lost,
/// something is abroad, and the rescuer has what to rescue. For the messages about
/// them a change has waited; for the others nothing waits, so that what loosens a rule passes at once.
fn ready(changes: bool) -> Suite {
    let mut suite = Suite::with(|msg, addr| {
        msg.mint = Some(MinterResponse { minter: addr("minter"), cap: None });
    })
    .unwrap();
    suite.ok("owner", suite.minting("minter", Some(1000), None));
    if changes {
        suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 1 });
        let change = Change::SetHolderBurn { enabled: false };
        suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    }

    for other in ["payer", "frozen", "held", "locked", "lost", "token"] {
        suite.transfer("alice", other, 20).unwrap();
    }
    let sign = |public_key| AccountKey::Ed25519 { public_key };
    suite.ok("payer", ExecuteMsg::RegisterKey { key: sign(payer().edwards_key()) });
    for actor in ACTORS {
        match *actor {
            "alice" => {}
            escrow if ESCROWS.contains(&escrow) => {
                suite.deposit("alice", escrow, 20).unwrap();
            }
            other => {
                suite.transfer("alice", other, 20).unwrap();
            }
        }
        suite.ok(actor, ExecuteMsg::RegisterKey { key: key(7) });
        suite.approve(actor, "receiver", 5);
        suite.approve("payer", actor, 5);
    }
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 5u128.into() });

    suite.freeze("frozen", FreezeMode::Full);
    suite.hold("held", MAX_HOLD_SECONDS);
    suite.lock("locked", 5);
    suite.after_seconds(2);

    ["lost", "found"].into_iter().for_each(|who| suite.link_at("identity", who, [1; 20]));
    suite
}

/// Whether the message is one about changes that wait.
fn is_about_changes(kind: ExecuteKind) -> bool {
    use ExecuteKind as K;
    matches!(kind, K::ScheduleChange | K::ApplyChange | K::CancelChange)
}

/// Which of the actors the party is.
fn party_actor(party: Party) -> &'static str {
    match party {
        Party::Minter => "minter",
        Party::MarketingAccount => "marketer",
        Party::Recipient => "carol",
        // There is none here; `bridge` has one.
        Party::FormerBridge => "bridge",
    }
}

/// Which of the actors may send it.
fn allowed(caller: Caller<Role, Party>) -> Vec<&'static str> {
    match caller {
        Caller::Anyone => ACTORS.to_vec(),
        Caller::Owner => vec!["owner"],
        Caller::Role(Role::Pauser) => vec!["pauser"],
        Caller::Role(Role::Compliance) => vec!["compliance"],
        Caller::Role(Role::Rescuer) => vec!["rescuer"],
        Caller::Role(Role::FeeManager) => vec!["feemanager"],
        Caller::Role(Role::Guardian) => vec!["guardian"],
        Caller::Role(Role::Seizer) => vec!["seizer"],
        Caller::Contract(Contract::Bridge) => vec!["bridge"],
        Caller::Contract(Contract::Identity) => vec!["identity"],
        Caller::Contract(other) => panic!("{other:?} has no part here"),
        Caller::Admin(AdminParty::ProposedOwner | AdminParty::AnyoneOnceOver) => vec![],
        Caller::Admin(AdminParty::Scheduler | AdminParty::ChangeSender) => vec!["owner"],
        Caller::Admin(AdminParty::RoleHolder) => vec!["pauser"],
        Caller::Party(parties) => parties.iter().map(|party| party_actor(*party)).collect(),
        Caller::OneOf(callers) => callers.iter().flat_map(|caller| allowed(*caller)).collect(),
    }
}

#[test]
fn every_actor_may_send_what_the_table_says_and_nothing_else() {
    for changes in [false, true] {
        let mut suite = ready(changes);
        let (saved, samples) = (suite.saved(), samples(&suite));
        for (kind, msg) in samples.iter().filter(|(kind, _)| is_about_changes(*kind) == changes) {
            let may = allowed(ExecuteMsg::permission(*kind).caller);
            for actor in ACTORS {
                let answer = answer(&mut suite, &saved, actor, msg);
                let refused = matches!(answer.as_str(), "AC-002" | "AC-005");
                assert_eq!(!refused, may.contains(actor), "{kind:?} by {actor}");
            }
        }
    }
}

#[test]
fn no_message_takes_coins_from_anyone() {
    let mut suite = ready(false);
    for (kind, msg) in samples(&suite) {
        for actor in allowed(ExecuteMsg::permission(kind).caller) {
            let refused = suite.send_with(actor, msg.clone(), 1).unwrap_err();
            assert_eq!(refused.code(), "AC-003", "{kind:?} by {actor}");
        }
    }
}

#[test]
fn the_permission_table_is_golden() {
    let lines: Vec<String> = table::<ExecuteMsg>()
        .into_iter()
        .map(|(name, permission)| {
            format!("{name}: {}, funds {:?}", caller_text(permission.caller), permission.funds)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

const PASSES: &str = "passes";

/// The code of the refusal, or that it passes; then everything is as it was saved.
fn answer(suite: &mut Suite, saved: &Saved, actor: &str, msg: &ExecuteMsg) -> String {
    match suite.send(actor, msg.clone()) {
        Err(cause) => cause.code(),
        Ok(_) => {
            suite.restore(saved);
            PASSES.to_string()
        }
    }
}
