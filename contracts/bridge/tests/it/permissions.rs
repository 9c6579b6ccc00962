//! Every message by every actor, from the permission table.

use cosmwasm_std::testing::message_info;
use cosmwasm_std::{coins, Uint128};
use cw20::Cw20ReceiveMsg;
use isthmus_api::bridge::*;
use isthmus_api::permission::{caller_text, table, AdminParty, Caller, Contract, Guarded};
use isthmus_bridge::contract;
use isthmus_testkit::rows::{rows, ADMINISTRATION};
use strum::IntoEnumIterator;

use crate::suite::*;

/// One of each message, well formed, whatever it then meets; but what a token or the registry sends.
const MESSAGES: &str = r#"
{"claim": {"region": "east", "token": "west.iusd", "id": 1}}
{"register_peer": {"region": "north", "connection": "connection-9", "remote_port": "PORT", "address_prefix": "north"}}
{"set_peer_status": {"region": "east", "status": "open"}}
{"abandon_peer": {"region": "east", "reason": "its client has expired"}}
{"dispute_overdue": {"region": "east", "token": "west.iusd", "id": 1}}
{"rebind_peer": {"region": "east", "connection": "connection-9", "remote_port": "OTHER"}}
{"freeze_peer": {"region": "east"}}
{"contest_claim": {"region": "east", "token": "west.iusd", "id": 1}}
{"close_channel": {"region": "east"}}
{"register_token": {"token": "west.iusd", "contract": "west:iusd", "gas_limit": null}}
{"set_route": {"region": "east", "token": "west.iusd", "outbound": {"capacity": "1", "refill_per_second": "1"}, "inbound": null, "outstanding_cap": null}}
{"resolve_dispute": {"region": "east", "token": "west.iusd", "id": 1, "outcome": "refund", "reason": "x"}}
"#;

fn sample(suite: &Suite, kind: ExecuteKind) -> ExecuteMsg {
    match kind {
        ExecuteKind::Receive => ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: suite.addr("guard").into_string(),
            amount: Uint128::one(),
            msg: cosmwasm_std::to_json_binary(&hook(&east("bob"))).unwrap(),
        }),
        ExecuteKind::Attest => {
            let (region, attestation) = ("east".to_string(), attestation("west1x"));
            ExecuteMsg::Attest { region, attestation }
        }
        kind => {
            let table = format!("{MESSAGES}{}", ADMINISTRATION.replace("SCOPE", "send"));
            let table = table.replace("PORT", &port("north", "x"));
            let table = table.replace("OTHER", &port("east", "x"));
            let rows = rows(&table, |name| suite.addr(name).into_string()).into_iter();
            let mut messages = rows.map(|(_, msg): (_, ExecuteMsg)| msg);
            messages.find(|msg| msg.kind() == kind).unwrap_or_else(|| panic!("no {kind:?}"))
        }
    }
}

/// Whether the table lets this actor in.
fn admitted(kind: ExecuteKind, actor: &str) -> bool {
    admits(ExecuteMsg::permission(kind).caller, actor)
}

fn admits(caller: Caller<Role, Party>, actor: &str) -> bool {
    match caller {
        Caller::Anyone => true,
        Caller::Owner => actor == "owner",
        Caller::Role(Role::Pauser) => actor == "pauser",
        Caller::Contract(Contract::Identity) => actor == "identity",
        Caller::Contract(_) => false,
        Caller::Party(parties) => parties.contains(&Party::Token) && actor == "iusd",
        Caller::Admin(AdminParty::ChangeSender) => actor == "owner",
        Caller::Admin(AdminParty::RoleHolder) => actor == "pauser",
        // cw-ownable answers with its own error, and no change waits: nobody is turned away by the table.
        Caller::Admin(_) => true,
        Caller::OneOf(callers) => callers.iter().any(|caller| admits(*caller, actor)),
    }
}

#[test]
fn every_actor_meets_the_table_at_every_message() {
    let actors = ["owner", "pauser", "identity", "iusd", "escrow", "bridge", "alice", "stranger"];
    for kind in ExecuteKind::iter() {
        for actor in actors {
            let mut suite = Suite::new();
            let msg = sample(&suite, kind);
            let refused = match suite.exec(actor, msg) {
                Ok(_) => false,
                Err(error) => code(error) == "AC-002",
            };
            let name: &'static str = kind.into();
            assert_eq!(refused, !admitted(kind, actor), "{name} by {actor}");
        }
    }
}

#[test]
fn a_message_takes_no_coins() {
    for kind in ExecuteKind::iter() {
        let mut suite = Suite::new();
        let msg = sample(&suite, kind);
        let info = message_info(&suite.addr("owner"), &coins(1, "uwest"));
        let env = suite.env.clone();
        let error = contract::execute(suite.deps.as_mut(), env, info, msg.into()).unwrap_err();
        assert_eq!(code(error), "AC-003");
    }
}

#[test]
fn the_permission_table_does_not_change_unseen() {
    let lines: Vec<String> = table::<ExecuteMsg>()
        .into_iter()
        .map(|(name, permission)| {
            format!("{name}: {}, funds {:?}", caller_text(permission.caller), permission.funds)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    receive: a registered token's contract, funds None
    attest: the identity contract, funds None
    claim: anyone, funds None
    register_peer: the owner, funds None
    set_peer_status: the owner, funds None
    freeze_peer: role pauser, funds None
    abandon_peer: the owner, funds None
    dispute_overdue: anyone, funds None
    rebind_peer: the owner, funds None
    contest_claim: the owner or role pauser, funds None
    close_channel: the owner, funds None
    register_token: the owner, funds None
    set_route: the owner, funds None
    resolve_dispute: the owner, funds None
    pause: role pauser, funds None
    unpause: the owner, funds None
    schedule_change: who may send the change itself, funds None
    apply_change: anyone, funds None
    cancel_change: the owner, role pauser, who scheduled it or anyone once it cannot be applied, funds None
    set_change_delay: the owner, funds None
    set_owner_delay: the owner, funds None
    grant_role: the owner, funds None
    revoke_role: the owner, funds None
    renounce_role: a holder of the role, funds None
    update_ownership: the owner or the proposed owner, funds None
    ");
}
