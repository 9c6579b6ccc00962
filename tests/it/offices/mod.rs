//! One administration, in all four contracts through their messages: each test is of every contract. What a
//! role may do, what loosens and what a pause stops is a contract's own, and tested there; how the rules are
//! made is tested in `packages/kit`.

mod changes;
mod duties;

use cosmwasm_std::{coins, Addr};
use isthmus_api::access::events::{
    ApplyChange, CancelChange, GrantRole, Migrate, Pause, RevokeRole, SetOwnerDelay,
    UpdateOwnership,
};
use isthmus_api::access::{
    PausedScope, PausesResponse, RoleMembersResponse, RolesOfResponse, CHANGE_LASTS_SECONDS,
    DEFAULT_DELAY_SECONDS, MAX_CHANGE_DELAY_SECONDS, MAX_OWNER_DELAY_SECONDS, MAX_PAUSE_SECONDS,
    MAX_PENDING_CHANGES, MAX_ROLE_MEMBERS,
};
use isthmus_api::event::TypedEvent;
use isthmus_api::{bridge, escrow, identity, stablecoin};
use isthmus_testkit::chain::{address, event, events, scheduled, Chain, Done};
use isthmus_testkit::Code;
use serde_json::{json, Value};
use strum::IntoEnumIterator;

/// When all begins.
const START: u64 = 1_700_000_000;
/// Seconds that a new owner waits.
const OWNER_DELAY: u64 = 100;
/// Seconds that a change waits, where changes wait.
const DELAY: u64 = 3_600;
const CODES: [Code; 4] = [Code::Stablecoin, Code::Bridge, Code::Escrow, Code::Identity];

/// A contract of which `owner` is the owner and `pauser` the pauser.
struct Office {
    chain: Chain,
    code: Code,
    /// One thing that can be paused.
    scope: &'static str,
}

isthmus_testkit::stands_on_chain!(Office);

/// The message that a contract begins with.
fn first(code: Code, change_delay_seconds: u64) -> Value {
    let own = match code {
        Code::Stablecoin => json!({
            "name": "Isthmus Dollar", "symbol": "IUSD", "decimals": 6, "initial_balances": [],
            "uncapped": true,
        }),
        Code::Bridge => json!({ "region": "west", "identity": address("identity") }),
        Code::Escrow => json!({
            "region": "west", "identity": address("identity"), "bridge": address("bridge"),
            "stablecoin": address("stablecoin"), "assets": [],
        }),
        Code::Identity => json!({
            "region": "west", "chain_reference": "west-1", "bridge": address("bridge"),
        }),
    };
    let mut msg = json!({
        "owner": address("owner"), "owner_delay_seconds": OWNER_DELAY,
        "roles": [{ "role": "pauser", "account": address("pauser") }],
        "change_delay_seconds": change_delay_seconds,
    });
    for (field, value) in own.as_object().unwrap() {
        msg[field] = value.clone();
    }
    msg
}

fn scope(code: Code) -> &'static str {
    match code {
        Code::Stablecoin => stablecoin::PauseScope::Mint.into(),
        Code::Bridge => bridge::PauseScope::Send.into(),
        Code::Escrow => escrow::PauseScope::NewDeals.into(),
        Code::Identity => identity::PauseScope::Trust.into(),
    }
}

fn roles(code: Code) -> Vec<&'static str> {
    match code {
        Code::Stablecoin => stablecoin::Role::iter().map(Into::into).collect(),
        Code::Bridge => bridge::Role::iter().map(Into::into).collect(),
        Code::Escrow => escrow::Role::iter().map(Into::into).collect(),
        Code::Identity => identity::Role::iter().map(Into::into).collect(),
    }
}

/// Whether an account with a role may be the owner too.
fn may_own(code: Code) -> bool {
    matches!(code, Code::Bridge | Code::Escrow)
}

/// One for each role that a contract has.
fn by_role() -> impl Iterator<Item = (Office, &'static str)> {
    let office = |code| offices(0).find(|office| office.code == code).unwrap();
    CODES
        .into_iter()
        .flat_map(move |code| roles(code).into_iter().map(move |role| (office(code), role)))
}

/// Every contract, in which changes wait so long.
fn offices(change_delay_seconds: u64) -> impl Iterator<Item = Office> {
    CODES.into_iter().map(move |code| {
        let mut chain = Chain::new(START, &["owner"], &coins(9, "uwest"));
        chain.place(code, &first(code, change_delay_seconds)).unwrap();
        Office { chain, code, scope: scope(code) }
    })
}

impl Office {
    fn send(&mut self, actor: &str, msg: &Value) -> Done {
        let contract = self.contract.clone();
        self.chain.call(&address(actor), &contract, msg, &[])
    }

    /// A message that must pass; its events of one type.
    #[track_caller]
    fn ok<E: TypedEvent>(&mut self, actor: &str, msg: Value) -> Vec<E> {
        let code = self.code;
        match self.send(actor, &msg) {
            Ok(done) => events(&done.events),
            Err(refusal) => panic!("{code:?}: {msg} by {actor}: {refusal}"),
        }
    }

    /// A message that must fail with a code.
    #[track_caller]
    fn fails(&mut self, actor: &str, msg: Value, expected: &str) {
        let refusal = self.send(actor, &msg).expect_err("should have failed");
        assert_eq!(refusal.code(), expected, "{:?}: {msg} by {actor}: {refusal}", self.code);
    }

    #[track_caller]
    fn schedule(&mut self, actor: &str, change: Value) -> u64 {
        scheduled(&self.send(actor, &json!({ "schedule_change": { "change": change } })).unwrap())
    }

    fn pause(&self, seconds: u64) -> Value {
        json!({ "pause": { "scopes": [self.scope], "duration_seconds": seconds } })
    }

    fn unpause(&self) -> Value {
        json!({ "unpause": { "scopes": [self.scope] } })
    }

    fn pauses(&self) -> Vec<PausedScope> {
        self.ask::<PausesResponse>(&json!({ "pauses": {} })).pauses
    }

    fn members(&self) -> Vec<Addr> {
        let query = json!({ "role_members": { "role": "pauser", "limit": 30 } });
        self.ask::<RoleMembersResponse>(&query).members
    }

    fn roles_of(&self, actor: &str) -> RolesOfResponse {
        self.ask(&json!({ "roles_of": { "account": address(actor) } }))
    }

    fn owner(&self) -> (Option<Addr>, Option<Addr>) {
        let told: cw_ownable::Ownership<Addr> = self.ask(&json!({ "ownership": {} }));
        (told.owner, told.pending_owner)
    }

    fn waiting(&self) -> Vec<u64> {
        let told: Value = self.ask(&json!({ "pending_changes": {} }));
        let all = told["changes"].as_array().unwrap().iter();
        all.map(|change| change["id"].as_u64().unwrap()).collect()
    }
}

fn grant(role: &str, actor: &str) -> Value {
    json!({ "grant_role": { "role": role, "account": address(actor) } })
}

fn revoke(role: &str, actor: &str) -> Value {
    json!({ "revoke_role": { "role": role, "account": address(actor) } })
}

fn renounce(role: &str) -> Value {
    json!({ "renounce_role": { "role": role } })
}

fn propose(actor: &str) -> Value {
    json!({ "update_ownership": { "transfer_ownership": { "new_owner": address(actor) } } })
}

fn accept() -> Value {
    json!({ "update_ownership": "accept_ownership" })
}

fn delay(seconds: u64) -> Value {
    json!({ "set_change_delay": { "seconds": seconds } })
}

fn apply(id: u64) -> Value {
    json!({ "apply_change": { "id": id } })
}

fn cancel(id: u64) -> Value {
    json!({ "cancel_change": { "id": id } })
}

#[test]
fn no_message_of_administration_takes_coins_and_none_comes_in_at_the_beginning() {
    for mut office in offices(0) {
        let contract = office.contract.clone();
        let paid = coins(1, "uwest");
        for msg in [grant("pauser", "guard"), propose("heir"), delay(5), office.unpause()] {
            let refused = office.chain.call(&address("owner"), &contract, &msg, &paid).unwrap_err();
            assert_eq!(refused.code(), "AC-003", "{msg}");
        }
        let (code, msg) = (office.code, first(office.code, 0));
        assert_eq!(office.place_with(code, &msg, &paid).unwrap_err().code(), "AC-003");
    }
}

#[test]
fn owner_and_roles_of_the_beginning_are_told_and_are_addresses() {
    for code in CODES {
        let mut chain = Chain::new(START, &[], &[]);
        let begun = chain.place(code, &first(code, 0)).unwrap();
        let told: GrantRole = event(&begun.events);
        assert_eq!((told.role.as_str(), told.account), ("pauser", address("pauser").to_string()));
        for path in ["/owner", "/roles/0/account"] {
            for wrong in ["nobody".to_string(), address("heir").as_str().to_uppercase()] {
                let mut msg = first(code, 0);
                *msg.pointer_mut(path).unwrap() = json!(wrong);
                assert_eq!(chain.place(code, &msg).unwrap_err().code(), "AC-008", "{path}");
            }
        }
    }
}

#[test]
fn a_migration_takes_older_state_of_this_very_contract_and_says_so() {
    for mut office in offices(0) {
        let (code, contract) = (office.code, office.contract.clone());
        let told: cw2::ContractVersion = office.ask(&json!({ "contract_info": {} }));
        let (name, version) = (format!("isthmus-{}", <&str>::from(code)), told.version);
        assert_eq!((told.contract, version.as_str()), (name.clone(), env!("CARGO_PKG_VERSION")));
        let mut from = |name: &str, version: &str| {
            let mut storage = office.app.contract_storage_mut(&contract);
            cw2::set_contract_version(&mut *storage, name, version).unwrap();
            drop(storage);
            office.migrate(code, &json!({}))
        };
        for (name, version) in [("cw20-ics20", "0.0.1"), (&name, "x"), ("isthmus-till", "0.0.1")] {
            assert_eq!(from(name, version).unwrap_err().code(), "AC-009", "{name} {version}");
        }
        let refused = from(&name, "99.0.0").unwrap_err().to_string();
        assert_eq!(refused, format!("cannot migrate {name} 99.0.0 to {name} {version} [AC-009]"));
        from(&name, &version).unwrap();
        let told: Migrate = event(&from(&name, "0.0.1").unwrap().events);
        assert_eq!((told.from_version.as_str(), told.to_version), ("0.0.1", version.clone()));
        let now: cw2::ContractVersion = office.ask(&json!({ "contract_info": {} }));
        assert_eq!(now.version, version);
    }
}
