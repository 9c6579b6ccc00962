//! A token in its home region (or abroad), actors by name, verbs, and invariants after every call:
//!
//! - I1, A16: the sum of balances is the supply.
//! - I10, A8: an indexer that knows CW20 and nothing else rebuilds every balance from the events.
//! - I14: no record is left that says nothing.

mod check;
mod policies;

use std::cell::RefCell;
use std::collections::BTreeMap;

use cosmwasm_std::{
    to_json_string, to_json_vec, Addr, BankMsg, Binary, Event, HexBinary, Record, Uint128,
};
use cw20::{Cw20Coin, Cw20ReceiveMsg};
use cw_multi_test::{AppResponse, Executor};
use isthmus_api::identity::link::{self, DidBytes};
use isthmus_api::stablecoin::{
    AccountAmount, AccountResponse, AccountStatus, ComplianceMode, ExecuteMsg, FreezeMode,
    InstantiateMsg, MinterTerms, PauseScope, Payment, QueryMsg, Regional, Role, RoleGrant,
    SupplyResponse,
};
use isthmus_api::types::Limit;
use isthmus_testkit::chain::{address, coins, Chain, Refusal};
use isthmus_testkit::scripted::{Reaction, Script};
use isthmus_testkit::Code;
use proptest::test_runner::Config as ProptestConfig;
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::json;

pub use check::replay;
pub use isthmus_testkit::chain::Done as Outcome;
pub use policies::{set, Asked, Rule};

/// Everybody who has a part in the tests.
pub const ACTORS: &[&str] = &[
    "owner",
    "pauser",
    "compliance",
    "guardian",
    "seizer",
    "rescuer",
    "feemanager",
    "minter",
    "marketer",
    "bridge",
    "identity",
    "escrow",
    "alice",
    "bob",
    "carol",
    "stranger",
];

/// When all begins.
pub const START: u64 = 1_571_797_419;
/// Accounts of one page; few, so that the pages of most worlds have a seam.
const PAGE: u32 = 5;

/// The token's records, and what the events say.
pub type Saved = (Vec<Record>, BTreeMap<String, u128>);

pub struct Suite {
    chain: Chain,
    pub token: Addr,
    /// A contract that receives; see [`receiver`].
    pub receiver: Addr,
    /// The actors' addresses, which cost a hash each to make.
    addresses: BTreeMap<&'static str, String>,
    /// What a plain indexer of CW20 has booked.
    pub replayed: BTreeMap<String, u128>,
    /// State and replay that were found in order.
    checked: RefCell<Option<Saved>>,
    pub created: AppResponse,
}

isthmus_testkit::stands_on_chain!(Suite);

/// A contract that keeps what it is told and its balance at that moment. `refuse` as `msg` makes it fail,
/// `bounce` makes it send the money straight back, in the middle of the call; `pull` makes it take as much
/// again by an allowance of the caller's, `again` send it to itself.
fn receiver() -> Script {
    let told = || Reaction::accept().ask("$caller", json!({"balance": {"address": "$self"}}));
    let with = |msg: &[u8]| json!({"receive": {"msg": Binary::from(msg)}});
    let amount = "$amount";
    let bounce = json!({"transfer": {"recipient": "$sender", "amount": amount}});
    let pull =
        json!({"transfer_from": {"owner": "$sender", "recipient": "$self", "amount": amount}});
    let again = json!({"send": {"contract": "$self", "amount": amount, "msg": ""}});
    Script::default()
        .on("receive", told())
        .on(with(b"refuse"), Reaction::refuse("refused"))
        .on(with(b"bounce"), told().send("$caller", bounce))
        .on(with(b"pull"), told().send("$caller", pull))
        .on(with(b"again"), told().send("$caller", again))
}

/// The message the suite begins with: alice has 1000, bob 500, the cap is 10000.
pub fn instantiate_msg(addr: &dyn Fn(&str) -> String) -> InstantiateMsg {
    let coin = |who: &str, amount: u128| Cw20Coin { address: addr(who), amount: amount.into() };
    let grant = |role, who: &str| RoleGrant { role, account: addr(who) };
    InstantiateMsg {
        name: "Isthmus Dollar".into(),
        symbol: "IUSD".into(),
        decimals: 6,
        initial_balances: vec![coin("alice", 1000), coin("bob", 500)],
        mint: None,
        cap: None,
        uncapped: Some(true),
        marketing: Some(isthmus_api::stablecoin::InstantiateMarketingInfo {
            project: Some("https://isthmus.example".into()),
            description: None,
            marketing: Some(addr("marketer")),
            logo: None,
        }),
        owner: Some(addr("owner")),
        owner_delay_seconds: Some(100),
        roles: Some(vec![
            grant(Role::Pauser, "pauser"),
            grant(Role::Compliance, "compliance"),
            grant(Role::Guardian, "guardian"),
            grant(Role::Seizer, "seizer"),
            grant(Role::Rescuer, "rescuer"),
            grant(Role::FeeManager, "feemanager"),
        ]),
        regional: Some(Regional {
            region: "west".into(),
            token: "west.iusd".into(),
            bridge: addr("bridge"),
            identity: Some(addr("identity")),
        }),
        escrows: Some(vec![addr("escrow")]),
        holder_burn: None,
        compliance_mode: None,
        change_delay_seconds: Some(0),
    }
}

impl Suite {
    /// At home, with a minter that may mint 1000 and a cap of 10000.
    pub fn new() -> Self {
        Self::at_home(|_, _| {})
    }

    /// The same, with the receiver in the part of the identity contract: [`Suite::link`].
    pub fn with_identity() -> Self {
        Self::at_home(|msg, addr| {
            msg.regional.as_mut().unwrap().identity = Some(addr("receiver"));
        })
    }

    fn at_home(edit: impl FnOnce(&mut InstantiateMsg, &dyn Fn(&str) -> String)) -> Self {
        let mut suite = Self::with(edit).unwrap();
        suite.ok("owner", ExecuteMsg::SetCap { cap: Some(10_000u128.into()) });
        suite.ok("owner", suite.minting("minter", Some(1000), None));
        suite
    }

    /// In a region that is not the token's home; nobody has anything.
    pub fn abroad() -> Self {
        Self::with(|msg, _| {
            msg.regional.as_mut().unwrap().region = "east".into();
            msg.initial_balances.clear();
        })
        .unwrap()
    }

    /// With another instantiate message.
    pub fn with(
        edit: impl FnOnce(&mut InstantiateMsg, &dyn Fn(&str) -> String),
    ) -> Result<Self, Refusal> {
        let mut chain = Chain::on(crate::library(), START, ACTORS, &coins(1000, "uwest"));
        let receiver = chain.scripted(&receiver(), "receiver");
        // What holds money for others is told of it, and so is a contract.
        let told = Script::default().on("receive", Reaction::accept());
        let [bridge, escrow] = ["bridge", "escrow"].map(|name| chain.scripted(&told, name));
        for contract in [&bridge, &escrow] {
            let (to_address, amount) = (contract.to_string(), coins(100, "uwest"));
            let funded =
                chain.app.execute(address("owner"), BankMsg::Send { to_address, amount }.into());
            funded.expect("a contract can be funded");
        }
        let addr = |name: &str| match name {
            "receiver" => receiver.to_string(),
            "bridge" => bridge.to_string(),
            "escrow" => escrow.to_string(),
            name => address(name).to_string(),
        };
        let mut msg = instantiate_msg(&addr);
        edit(&mut msg, &addr);
        let created = chain.place(Code::Stablecoin, &msg)?;
        let mut suite = Self::around(chain, receiver.clone(), created.clone());
        suite.addresses.extend([("bridge", bridge.to_string()), ("escrow", escrow.to_string())]);
        suite.replay(&created.events);
        suite.check();
        Ok(suite)
    }

    /// Around a token that is there.
    pub fn around(chain: Chain, receiver: Addr, created: AppResponse) -> Self {
        let mut addresses: BTreeMap<_, _> =
            ACTORS.iter().map(|name| (*name, address(name).to_string())).collect();
        let token = chain.contract.clone();
        addresses.extend([("receiver", receiver.to_string()), ("token", token.to_string())]);
        let (replayed, checked) = (BTreeMap::new(), RefCell::default());
        Self { chain, token, receiver, addresses, replayed, checked, created }
    }

    /// An actor's address; a name that is none stands for itself.
    pub fn addr(&self, name: &str) -> String {
        match name {
            known if self.addresses.contains_key(known) => self.addresses[known].clone(),
            address if address.starts_with("cosmwasm1") => address.to_string(),
            name => isthmus_testkit::chain::address(name).to_string(),
        }
    }

    /// Sends a message, then checks the invariants.
    pub fn send(&mut self, actor: &str, msg: ExecuteMsg) -> Outcome {
        self.send_with(actor, msg, 0)
    }

    pub fn send_with(&mut self, actor: &str, msg: ExecuteMsg, coin: u128) -> Outcome {
        let sender = Addr::unchecked(self.addr(actor));
        let outcome = self.chain.call(&sender, &self.token, &msg, &coins(coin, "uwest"));
        if let Ok(response) = &outcome {
            self.replay(&response.events.clone());
        }
        self.check();
        outcome
    }

    /// Sends a message that must pass.
    pub fn ok(&mut self, actor: &str, msg: ExecuteMsg) -> AppResponse {
        let text = to_json_string(&msg).unwrap();
        self.send(actor, msg).unwrap_or_else(|cause| panic!("{text}: {cause}"))
    }

    /// Sends a message that must fail; gives the code of the error.
    pub fn fails(&mut self, actor: &str, msg: ExecuteMsg) -> String {
        let text = to_json_string(&msg).unwrap();
        match self.send(actor, msg) {
            Ok(_) => panic!("{text} passed"),
            Err(cause) => cause.code(),
        }
    }

    /// Sends a message that must fail with this code.
    #[track_caller]
    pub fn refuses(&mut self, actor: &str, msg: ExecuteMsg, code: &str) {
        let text = to_json_string(&msg).unwrap();
        match self.send(actor, msg) {
            Ok(_) => panic!("{text} by {actor} passed"),
            Err(cause) => assert_eq!(cause.code(), code, "{text} by {actor}: {cause}"),
        }
    }

    /// What the chain's governance does.
    pub fn sudo(&mut self, msg: &impl Serialize) -> Outcome {
        let outcome = self.chain.sudo(msg);
        self.check();
        outcome
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        self.chain.ask(&msg)
    }

    /// All that a message can change here, except what other contracts keep; the clock is not in it.
    pub fn saved(&self) -> Saved {
        (self.records(), self.replayed.clone())
    }

    /// Undoes what happened since. What was saved had been checked.
    pub fn restore(&mut self, saved: &Saved) {
        let found = self.records();
        let mut storage = self.chain.app.contract_storage_mut(&self.token);
        found.iter().for_each(|(key, _)| storage.remove(key));
        saved.0.iter().for_each(|(key, value)| storage.set(key, value));
        drop(storage);
        self.replayed = saved.1.clone();
        self.checked.replace(Some(saved.clone()));
    }

    /// A table of messages.
    pub fn rows<'a>(&self, text: &'a str) -> Vec<(Vec<&'a str>, ExecuteMsg)> {
        isthmus_testkit::rows::rows(text, |name| self.addr(name))
    }

    // --- verbs --------------------------------------------------------------------------------

    pub fn after_seconds(&mut self, seconds: u64) {
        self.app.update_block(|block| {
            block.time = block.time.plus_seconds(seconds);
            block.height += seconds.div_ceil(5);
        });
    }

    pub fn transfer(&mut self, from: &str, to: &str, amount: u128) -> Outcome {
        let recipient = self.addr(to);
        self.send(from, ExecuteMsg::Transfer { recipient, amount: amount.into() })
    }

    /// Into a contract that holds money for others.
    pub fn deposit(&mut self, from: &str, to: &str, amount: u128) -> Outcome {
        let (contract, msg) = (self.addr(to), Binary::default());
        self.send(from, ExecuteMsg::Send { contract, amount: amount.into(), msg })
    }

    /// Says who mints, how much and how fast.
    pub fn minting(&self, who: &str, allowance: Option<u128>, limit: Option<Limit>) -> ExecuteMsg {
        ExecuteMsg::SetMinter { minter: Some(self.terms(who, allowance, limit)) }
    }

    pub fn terms(&self, who: &str, allowance: Option<u128>, limit: Option<Limit>) -> MinterTerms {
        let allowance = allowance.map(Uint128::new);
        MinterTerms { address: self.addr(who), allowance, rate_limit: limit }
    }

    pub fn mint(&mut self, by: &str, to: &str, amount: u128) -> Outcome {
        let recipient = self.addr(to);
        self.send(by, ExecuteMsg::Mint { recipient, amount: amount.into() })
    }

    pub fn approve(&mut self, owner: &str, spender: &str, amount: u128) {
        let spender = self.addr(spender);
        let amount = amount.into();
        self.ok(owner, ExecuteMsg::IncreaseAllowance { spender, amount, expires: None });
    }

    /// A message that makes several payments: (recipient, amount).
    pub fn batch(&self, payments: &[(&str, u128)]) -> ExecuteMsg {
        let payment = |(to, amount): &(&str, u128)| Payment {
            recipient: self.addr(to),
            amount: (*amount).into(),
            memo: None,
        };
        ExecuteMsg::BatchTransfer { payments: payments.iter().map(payment).collect() }
    }

    pub fn freeze(&mut self, who: &str, mode: FreezeMode) {
        self.freeze_until(who, mode, None);
    }

    pub fn freeze_until(&mut self, who: &str, mode: FreezeMode, until: Option<u64>) {
        let (accounts, reason, case_hash) = (vec![self.addr(who)], None, None);
        self.ok("compliance", ExecuteMsg::Freeze { accounts, mode, reason, until, case_hash });
    }

    pub fn hold(&mut self, who: &str, seconds: u64) {
        let accounts = vec![self.addr(who)];
        let (reason, case_hash) = ("alert 12".to_string(), None);
        self.ok("guardian", ExecuteMsg::PlaceHold { accounts, seconds, reason, case_hash });
    }

    pub fn release(&mut self, who: &str) {
        let accounts = vec![self.addr(who)];
        self.ok("guardian", ExecuteMsg::ReleaseHold { accounts });
    }

    pub fn lock(&mut self, who: &str, amount: u128) {
        let (locks, reason, case_hash) = (self.amounts(&[(who, amount)]), None, None);
        self.ok("compliance", ExecuteMsg::LockAmount { locks, reason, case_hash });
    }

    pub fn amounts(&self, given: &[(&str, u128)]) -> Vec<AccountAmount> {
        let entry = |(who, amount): &(&str, u128)| AccountAmount {
            account: self.addr(who),
            amount: (*amount).into(),
        };
        given.iter().map(entry).collect()
    }

    pub fn seize(&mut self, from: &str, to: &str, amount: u128) -> Outcome {
        let (from, to, case_hash) = (self.addr(from), self.addr(to), HexBinary::from([7; 32]));
        let (amount, reason) = (Some(amount.into()), None);
        self.send("seizer", ExecuteMsg::Seize { from, to, amount, reason, case_hash })
    }

    pub fn wipe(&mut self, who: &str) -> Outcome {
        self.wipe_of(who, None)
    }

    pub fn wipe_of(&mut self, who: &str, amount: Option<u128>) -> Outcome {
        let (account, case_hash) = (self.addr(who), HexBinary::from([7; 32]));
        let (amount, reason) = (amount.map(Uint128::new), None);
        self.send("seizer", ExecuteMsg::Wipe { account, amount, reason, case_hash })
    }

    /// Links an account to a DID, where the registry keeps it; that it keeps it there is a test of the
    /// registry.
    pub fn link(&mut self, who: &str, did: DidBytes) {
        self.link_at("receiver", who, did);
    }

    /// The same, with another in the part of the identity contract.
    pub fn link_at(&mut self, identity: &str, who: &str, did: DidBytes) {
        let key = link::account_did_key(&self.addr(who)).unwrap();
        let identity = Addr::unchecked(self.addr(identity));
        self.app.contract_storage_mut(&identity).set(&key, &to_json_vec(&did).unwrap());
    }

    pub fn unfreeze(&mut self, who: &str) {
        let accounts = vec![self.addr(who)];
        self.ok("compliance", ExecuteMsg::Unfreeze { accounts });
    }

    pub fn mode(&mut self, mode: ComplianceMode) {
        self.ok("compliance", ExecuteMsg::SetComplianceMode { mode });
    }

    pub fn status(&mut self, who: &str, status: AccountStatus) {
        let accounts = vec![self.addr(who)];
        self.ok("compliance", ExecuteMsg::SetAccountStatus { accounts, status });
    }

    pub fn pause(&mut self, scope: PauseScope) {
        self.ok("pauser", ExecuteMsg::Pause { scopes: vec![scope], duration_seconds: 3600 });
    }

    pub fn balance(&self, who: &str) -> u128 {
        self.account(who).balance.u128()
    }

    pub fn account(&self, who: &str) -> AccountResponse {
        self.query(QueryMsg::Account { address: self.addr(who) })
    }

    pub fn supply(&self) -> SupplyResponse {
        self.query(QueryMsg::Supply {})
    }

    pub fn allowance(&self, owner: &str, spender: &str) -> cw20::AllowanceResponse {
        let (owner, spender) = (self.addr(owner), self.addr(spender));
        self.query(QueryMsg::Allowance { owner, spender })
    }

    /// What the receiver was told last, and its balance then.
    pub fn received(&self) -> Option<(String, Uint128, Binary, Uint128)> {
        let mut taken = self.taken(&self.receiver).pop()?;
        let told: Cw20ReceiveMsg = serde_json::from_value(taken.body).unwrap();
        let held: cw20::BalanceResponse = serde_json::from_value(taken.answers.remove(0)).unwrap();
        Some((told.sender, told.amount, told.msg, held.balance))
    }
}

/// How often a property runs; `PROPTEST_CASES` asks for more.
pub fn runs(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = asked.unwrap_or(usual);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
