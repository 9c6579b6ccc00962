//! Two registries, `west` and `east`, with named actors and a stand-in for each bridge. After every
//! message the invariants run.

use std::collections::BTreeSet;

use anyhow::Result as Any;
use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Empty, Env, HexBinary, MessageInfo, Response,
    StdResult, Timestamp,
};
use cw_multi_test::{App, AppResponse, ContractWrapper, Executor};
use cw_storage_plus::Item;
use isthmus_api::bridge;
use isthmus_api::event::TypedEvent;
use isthmus_api::gate::{self, Policy, Reason, Verdict};
use isthmus_api::identity::*;
use isthmus_api::packet::{Attestation, AttestedStatus};
use isthmus_identity::ContractError;
use serde::de::DeserializeOwned;

pub const NOW: u64 = 1_800_000_000;
pub const DAY: u64 = 86_400;
pub const KYC: &str = "kyc";
pub const FSA: &str = "west-fsa";

const SENT: Item<Vec<(String, Attestation)>> = Item::new("sent");

fn bridge_execute(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: bridge::ExecuteMsg,
) -> StdResult<Response> {
    if let bridge::ExecuteMsg::Attest { region, attestation } = msg {
        let mut sent = SENT.may_load(deps.storage)?.unwrap_or_default();
        sent.push((region, attestation));
        SENT.save(deps.storage, &sent)?;
    }
    Ok(Response::new())
}

fn bridge_instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn bridge_query(deps: Deps, _env: Env, _msg: Empty) -> StdResult<Binary> {
    to_json_binary(&SENT.may_load(deps.storage)?.unwrap_or_default())
}

/// One region's registry and its bridge.
#[derive(Clone)]
pub struct Registry {
    pub identity: Addr,
    pub bridge: Addr,
}

pub struct Suite {
    pub app: App,
    pub west: Registry,
    pub east: Registry,
    pub issuer_did: String,
    next_index: u32,
}

pub fn policy() -> Policy {
    Policy { schema: KYC.into(), min_level: 2, countries: None, max_status_age_seconds: DAY }
}

pub fn pause(scopes: &[PauseScope], duration_seconds: u64) -> ExecuteMsg {
    ExecuteMsg::Pause { scopes: scopes.to_vec(), duration_seconds }
}

pub fn digest(seed: u8) -> HexBinary {
    HexBinary::from(vec![seed; 32])
}

impl Suite {
    /// Two bare registries.
    pub fn bare() -> Self {
        let mut app = App::default();
        app.update_block(|block| block.time = Timestamp::from_seconds(NOW));
        let code = app.store_code(Box::new(ContractWrapper::new(
            isthmus_identity::contract::execute,
            isthmus_identity::contract::instantiate,
            isthmus_identity::contract::query,
        )));
        let bridges = app.store_code(Box::new(ContractWrapper::new(
            bridge_execute,
            bridge_instantiate,
            bridge_query,
        )));
        let owner = app.api().addr_make("owner");
        let pauser = app.api().addr_make("pauser");
        let mut registry = |region: &str| {
            let bridge = app
                .instantiate_contract(bridges, owner.clone(), &Empty {}, &[], "bridge", None)
                .unwrap();
            let msg = InstantiateMsg {
                owner: Some(owner.to_string()),
                owner_delay_seconds: Some(100),
                region: region.into(),
                chain_reference: format!("{region}-1"),
                bridge: bridge.to_string(),
                roles: Some(vec![RoleGrant { role: Role::Pauser, account: pauser.to_string() }]),
                change_delay_seconds: None,
            };
            let admin = Some(owner.to_string());
            let identity = app
                .instantiate_contract(code, owner.clone(), &msg, &[], "identity", admin)
                .unwrap();
            Registry { identity, bridge }
        };
        let (west, east) = (registry("west"), registry("east"));
        Self { app, west, east, issuer_did: String::new(), next_index: 0 }
    }

    /// A jurisdiction in the west with an accredited issuer and a status list, recognised in the
    /// east.
    pub fn new() -> Self {
        let mut suite = Self::bare();
        suite.issuer_did = suite.create_did("issuer", 1);
        let anchor = suite.addr("anchor").to_string();
        suite.ok("owner", ExecuteMsg::CreateJurisdiction { jurisdiction: FSA.into(), anchor });
        suite.accredit(3, NOW - DAY, NOW + 365 * DAY).unwrap();
        suite.ok(
            "issuer",
            ExecuteMsg::CreateStatusList { issuer: suite.issuer_did.clone(), size: MIN_LIST_SIZE },
        );
        suite.recognize(2, DAY).unwrap();
        suite
    }

    /// The same, and Ann holds a pass in the west, of level 3, country DE, for 100 days.
    pub fn with_pass() -> Self {
        let mut suite = Self::new();
        suite.give_pass("ann", 7);
        suite
    }

    /// The same, and Bob in the east has accepted what Ann shared with him.
    pub fn with_shared_pass() -> Self {
        let mut suite = Self::with_pass();
        suite.share("ann", "bob").unwrap();
        suite.relay_last().unwrap();
        suite.accept_abroad("bob", "ann", 7).unwrap();
        suite
    }

    pub fn addr(&self, name: &str) -> Addr {
        match name {
            "bridge" => self.west.bridge.clone(),
            "bridge east" => self.east.bridge.clone(),
            _ => self.app.api().addr_make(name),
        }
    }

    pub fn now(&self) -> u64 {
        self.app.block_info().time.seconds()
    }

    pub fn at(&mut self, seconds: u64) {
        self.app.update_block(|block| block.time = Timestamp::from_seconds(seconds));
        self.invariants();
    }

    pub fn after(&mut self, seconds: u64) {
        self.at(self.now() + seconds);
    }

    /// Sends a message to a registry.
    pub fn send(&mut self, to: &Registry, who: &str, msg: ExecuteMsg) -> Any<AppResponse> {
        let sender = self.addr(who);
        let sent = self.app.execute_contract(sender, to.identity.clone(), &msg, &[]);
        self.invariants();
        sent
    }

    /// Sends a message to the registry of the west.
    pub fn west(&mut self, who: &str, msg: ExecuteMsg) -> Any<AppResponse> {
        let west = self.west.clone();
        self.send(&west, who, msg)
    }

    /// Sends a message to the registry of the east.
    pub fn east(&mut self, who: &str, msg: ExecuteMsg) -> Any<AppResponse> {
        let east = self.east.clone();
        self.send(&east, who, msg)
    }

    pub fn ok(&mut self, who: &str, msg: ExecuteMsg) -> AppResponse {
        self.west(who, msg).unwrap()
    }

    pub fn fails(&mut self, who: &str, msg: ExecuteMsg) -> ContractError {
        error(self.west(who, msg))
    }

    pub fn ask<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        self.ask_at(&self.west, msg)
    }

    pub fn ask_at<T: DeserializeOwned>(&self, at: &Registry, msg: QueryMsg) -> T {
        let querier = self.app.wrap();
        querier.query_wasm_smart(&at.identity, &msg).unwrap()
    }

    pub fn create_did(&mut self, who: &str, salt: u8) -> String {
        let response = self.ok(
            who,
            ExecuteMsg::CreateDid { salt: vec![salt; 16].into(), keys: vec![], services: vec![] },
        );
        event::<events::DidCreated>(&response).did.into()
    }

    pub fn accredit(&mut self, level: u8, from: u64, until: u64) -> Any<AppResponse> {
        let msg = ExecuteMsg::Accredit {
            jurisdiction: FSA.into(),
            issuer: self.issuer_did.clone(),
            schema: KYC.into(),
            max_level: level,
            valid_from: from,
            valid_until: until,
        };
        self.west("anchor", msg)
    }

    pub fn recognize(&mut self, level: u8, staleness: u64) -> Any<AppResponse> {
        let msg = ExecuteMsg::Recognize {
            region: "west".into(),
            jurisdiction: FSA.into(),
            schema: KYC.into(),
            max_level: level,
            max_staleness_seconds: staleness,
        };
        self.east("owner", msg)
    }

    pub fn unrecognize(&mut self) -> Any<AppResponse> {
        let msg = ExecuteMsg::Unrecognize {
            region: "west".into(),
            jurisdiction: FSA.into(),
            schema: KYC.into(),
        };
        self.east("owner", msg)
    }

    /// The message that offers a pass, with a fresh index.
    pub fn issue_msg(&mut self, account: &str, seed: u8) -> ExecuteMsg {
        self.next_index += 1;
        ExecuteMsg::IssuePass {
            jurisdiction: FSA.into(),
            issuer: self.issuer_did.clone(),
            schema: KYC.into(),
            account: self.addr(account).to_string(),
            digest: digest(seed),
            level: 3,
            country: "DE".into(),
            valid_from: NOW,
            expires_at: NOW + 100 * DAY,
            list: 1,
            index: self.next_index * 700,
        }
    }

    pub fn accept_msg(&self, seed: u8) -> ExecuteMsg {
        ExecuteMsg::AcceptPass {
            schema: KYC.into(),
            origin: PassOrigin::Home { jurisdiction: FSA.into(), issuer: self.issuer_did.clone() },
            digest: digest(seed),
        }
    }

    /// Offers and accepts a pass; returns its index.
    pub fn give_pass(&mut self, account: &str, seed: u8) -> u32 {
        let issue = self.issue_msg(account, seed);
        self.ok("issuer", issue);
        self.ok(account, self.accept_msg(seed));
        self.next_index * 700
    }

    pub fn set_status(&mut self, index: u32, status: AttestedStatus) -> Any<AppResponse> {
        let updates = vec![StatusUpdate { index, status }];
        self.west("issuer", ExecuteMsg::SetStatus { list: 1, updates })
    }

    pub fn share(&mut self, who: &str, abroad: &str) -> Any<AppResponse> {
        let msg = ExecuteMsg::SharePass {
            schema: KYC.into(),
            region: "east".into(),
            account: self.addr(abroad).to_string(),
        };
        self.west(who, msg)
    }

    pub fn refresh(&mut self, who: &str, subject: &str, abroad: &str) -> Any<AppResponse> {
        let msg = ExecuteMsg::RefreshShare {
            subject: self.addr(subject).to_string(),
            schema: KYC.into(),
            region: "east".into(),
            account: self.addr(abroad).to_string(),
        };
        self.west(who, msg)
    }

    /// What the western bridge was told, in order.
    pub fn sent(&self) -> Vec<(String, Attestation)> {
        let querier = self.app.wrap();
        querier.query_wasm_smart(&self.west.bridge, &Empty {}).unwrap()
    }

    pub fn relay(&mut self, attestation: Attestation) -> Any<AppResponse> {
        let msg = ExecuteMsg::ReceiveAttestation { region: "west".into(), attestation };
        self.east("bridge east", msg)
    }

    pub fn relay_last(&mut self) -> Any<AppResponse> {
        let (_, attestation) = self.sent().pop().unwrap();
        self.relay(attestation)
    }

    pub fn accept_abroad(&mut self, who: &str, subject: &str, seed: u8) -> Any<AppResponse> {
        let msg = ExecuteMsg::AcceptPass {
            schema: KYC.into(),
            origin: PassOrigin::Abroad {
                region: "west".into(),
                subject: self.addr(subject).to_string(),
            },
            digest: digest(seed),
        };
        self.east(who, msg)
    }

    /// The registry's own answer.
    pub fn verdict_at(&self, at: &Registry, who: &str, policy: &Policy) -> Verdict {
        let subject = self.addr(who).to_string();
        let policy = policy.clone();
        self.ask_at(at, QueryMsg::IsAuthorized { subject, policy })
    }

    pub fn reason(&self, who: &str) -> Reason {
        self.verdict_at(&self.west, who, &policy()).reason
    }

    pub fn reason_east(&self, who: &str) -> Reason {
        self.verdict_at(&self.east, who, &policy()).reason
    }

    /// What must hold after every message.
    fn invariants(&self) {
        let mut bound = BTreeSet::new();
        for registry in [&self.west, &self.east] {
            for who in ["ann", "bob", "carol"] {
                let verdict = self.verdict_at(registry, who, &policy());
                // The raw reads of a consumer and the query of the contract agree.
                let raw = gate::ask(
                    &self.app.wrap(),
                    self.app.api(),
                    &registry.identity,
                    &policy(),
                    &self.addr(who),
                    self.now(),
                );
                assert_eq!(raw.unwrap(), verdict, "gate::ask and is_authorized differ");
                assert_eq!(verdict.authorized, verdict.reason == Reason::Ok);
                let account = self.addr(who).to_string();
                let passes: PassesResponse = self.ask_at(registry, QueryMsg::Passes { account });
                for pass in passes.passes {
                    // I5: whoever is authorized holds a pass that is open, in its window and valid.
                    if verdict.authorized && pass.schema == KYC {
                        assert!(!pass.closed && pass.status == Some(AttestedStatus::Valid));
                        assert!(pass.valid_from <= self.now() && self.now() < pass.expires_at);
                        let until = verdict.valid_until.unwrap();
                        assert!(self.now() < until && until <= pass.expires_at);
                    }
                    // I7: an index belongs to one pass at most.
                    if let Some(entry) = pass.status_entry {
                        let free = bound.insert((&registry.identity, entry.list, entry.index));
                        assert!(free, "an index is bound twice");
                    }
                }
            }
        }
    }
}

/// The contract's error behind a failed message.
pub fn error(result: Any<AppResponse>) -> ContractError {
    result.unwrap_err().downcast().unwrap()
}

/// The one event of a type in a response.
pub fn event<E: TypedEvent>(response: &AppResponse) -> E {
    let mut found = response.events.iter().filter_map(|e| E::from_event(e).ok());
    let event = found.next().expect("event is missing");
    assert!(found.next().is_none(), "event is there twice");
    event
}
