//! Two registries, `west` and `east`, with named actors and a stand-in for each bridge. After every
//! message the invariants run.

use std::collections::BTreeSet;

use cosmwasm_std::{Addr, HexBinary};
use cw_multi_test::AppResponse;
use isthmus_api::gate::{self, Policy, Reason, Verdict};
use isthmus_api::identity::*;
use isthmus_api::packet::{Attestation, AttestedStatus};
use isthmus_testkit::chain::{self, Chain};
use isthmus_testkit::scripted::{Reaction, Script};
use isthmus_testkit::Code;
use serde::de::DeserializeOwned;
use serde_json::from_value;

pub use isthmus_testkit::chain::{fails, scheduled, Done, DAY};

pub const NOW: u64 = 1_800_000_000;
pub const KYC: &str = "kyc";
pub const FSA: &str = "west-fsa";

/// One region's registry and its bridge.
#[derive(Clone)]
pub struct Registry {
    pub identity: Addr,
    pub bridge: Addr,
}

pub struct Suite {
    chain: Chain,
    pub west: Registry,
    pub east: Registry,
    pub issuer_did: String,
    next_index: u32,
}

isthmus_testkit::stands_on_chain!(Suite);

pub fn policy() -> Policy {
    Policy { schema: KYC.into(), min_level: 2, countries: None, max_status_age_seconds: DAY }
}

pub fn pause(scopes: &[PauseScope], duration_seconds: u64) -> ExecuteMsg {
    ExecuteMsg::Pause { scopes: scopes.to_vec(), duration_seconds }
}

/// The message that recognises what a jurisdiction of the west says.
pub fn recognition(jurisdiction: &str, max_level: u8, max_staleness_seconds: u64) -> ExecuteMsg {
    let (region, jurisdiction, schema) = ("west".into(), jurisdiction.into(), KYC.into());
    ExecuteMsg::Recognize { region, jurisdiction, schema, max_level, max_staleness_seconds }
}

pub fn digest(seed: u8) -> HexBinary {
    HexBinary::from(vec![seed; 32])
}

impl Suite {
    /// Two bare registries.
    pub fn bare() -> Self {
        let mut chain = Chain::new(NOW, &["ann"], &chain::coins(5, "uwest"));
        let mut registry = |region: &str| {
            let bridge =
                chain.scripted(&Script::default().on("attest", Reaction::accept()), "bridge");
            let account = chain::address("pauser").to_string();
            let msg = InstantiateMsg {
                owner: Some(chain::address("owner").to_string()),
                owner_delay_seconds: Some(100),
                region: region.into(),
                chain_reference: format!("{region}-1"),
                bridge: bridge.to_string(),
                roles: Some(vec![RoleGrant { role: Role::Pauser, account }]),
                change_delay_seconds: Some(0),
            };
            chain.place(Code::Identity, &msg).unwrap();
            Registry { identity: chain.contract.clone(), bridge }
        };
        let (west, east) = (registry("west"), registry("east"));
        chain.contract = west.identity.clone();
        Self { chain, west, east, issuer_did: String::new(), next_index: 0 }
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
            _ => chain::address(name),
        }
    }

    pub fn at(&mut self, seconds: u64) {
        self.chain.at(seconds);
        self.invariants();
    }

    pub fn after(&mut self, seconds: u64) {
        self.at(self.now() + seconds);
    }

    /// Sends a message to a registry.
    pub fn send(&mut self, to: &Registry, who: &str, msg: ExecuteMsg) -> Done {
        let sender = self.addr(who);
        let sent = self.chain.call(&sender, &to.identity, &msg, &[]);
        self.invariants();
        sent
    }

    /// Sends a message to the registry of the west.
    pub fn west(&mut self, who: &str, msg: ExecuteMsg) -> Done {
        let west = self.west.clone();
        self.send(&west, who, msg)
    }

    /// Sends a message to the registry of the east.
    pub fn east(&mut self, who: &str, msg: ExecuteMsg) -> Done {
        let east = self.east.clone();
        self.send(&east, who, msg)
    }

    pub fn ok(&mut self, who: &str, msg: ExecuteMsg) -> AppResponse {
        self.west(who, msg).unwrap()
    }

    /// The registry of the west refuses a message, with a code or in words.
    #[track_caller]
    pub fn refuses(&mut self, who: &str, msg: ExecuteMsg, words: &str) {
        fails(self.west(who, msg), words);
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

    pub fn accredit(&mut self, level: u8, from: u64, until: u64) -> Done {
        let msg = self.accreditation(FSA, KYC, level, [from, until]);
        self.west("anchor", msg)
    }

    /// The message that accredits the issuer.
    pub fn accreditation(
        &self,
        jurisdiction: &str,
        schema: &str,
        max_level: u8,
        [valid_from, valid_until]: [u64; 2],
    ) -> ExecuteMsg {
        let (jurisdiction, issuer) = (jurisdiction.into(), self.issuer_did.clone());
        let schema = schema.into();
        ExecuteMsg::Accredit { jurisdiction, issuer, schema, max_level, valid_from, valid_until }
    }

    pub fn recognize(&mut self, level: u8, staleness: u64) -> Done {
        self.east("owner", recognition(FSA, level, staleness))
    }

    pub fn unrecognize(&mut self) -> Done {
        let (region, jurisdiction, schema) = ("west".into(), FSA.into(), KYC.into());
        self.east("owner", ExecuteMsg::Unrecognize { region, jurisdiction, schema })
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

    pub fn set_status(&mut self, index: u32, status: AttestedStatus) -> Done {
        let updates = vec![StatusUpdate { index, status }];
        self.west("issuer", ExecuteMsg::SetStatus { list: 1, updates })
    }

    pub fn share(&mut self, who: &str, abroad: &str) -> Done {
        self.west(who, self.share_msg("east", abroad))
    }

    /// The message that shares a pass.
    pub fn share_msg(&self, region: &str, abroad: &str) -> ExecuteMsg {
        let (schema, region, account) = (KYC.into(), region.into(), self.addr(abroad).into());
        ExecuteMsg::SharePass { schema, region, account }
    }

    pub fn refresh(&mut self, who: &str, subject: &str, abroad: &str) -> Done {
        let (subject, account) = (self.addr(subject).into(), self.addr(abroad).into());
        let (schema, region) = (KYC.into(), "east".into());
        self.west(who, ExecuteMsg::RefreshShare { subject, schema, region, account })
    }

    /// What the western bridge was told, in order.
    pub fn sent(&self) -> Vec<(String, Attestation)> {
        let taken = self.taken(&self.west.bridge).into_iter();
        let sent = taken.map(|mut taken| {
            let attestation = from_value(taken.body["attestation"].take()).unwrap();
            (from_value(taken.body["region"].take()).unwrap(), attestation)
        });
        sent.collect()
    }

    pub fn relay(&mut self, attestation: Attestation) -> Done {
        let msg = ExecuteMsg::ReceiveAttestation { region: "west".into(), attestation };
        self.east("bridge east", msg)
    }

    pub fn relay_last(&mut self) -> Done {
        let (_, attestation) = self.sent().pop().unwrap();
        self.relay(attestation)
    }

    pub fn accept_abroad(&mut self, who: &str, subject: &str, seed: u8) -> Done {
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

    /// Tells the east how Ann's pass is now, and says how Bob stands there.
    pub fn reason_told_east(&mut self) -> Reason {
        self.refresh("stranger", "ann", "bob").unwrap();
        self.relay_last().unwrap();
        self.reason_east("bob")
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

/// The one event of a type in a response.
pub fn event<E: isthmus_api::event::TypedEvent>(response: &AppResponse) -> E {
    chain::event(&response.events)
}
