//! A token and its office under the default delays, with holders who have something to lose, and a thief
//! with one key.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{coins, Addr};
use cw_multi_test::AppResponse;
use isthmus_api::access::events::{ApplyChange, ScheduleChange};
use isthmus_api::access::{RolesOfResponse, DEFAULT_DELAY_SECONDS};
use isthmus_api::stablecoin::AllBalancesResponse;
use isthmus_api::{issuance, stablecoin};
use isthmus_testkit::chain::{address, events, Chain, DAY};
use isthmus_testkit::scripted::{Reaction, Script};
use isthmus_testkit::Code;
use serde_json::{json, Value};
use strum::IntoEnumIterator;

use super::draw::{Draw, Words};
use super::messages::{change_of, messages, Message, Of};

/// Monday, 2 March 2026, noon (UTC).
const START: u64 = 1_772_452_800;
/// Both delays of both contracts.
pub const DELAY: u64 = DEFAULT_DELAY_SECONDS;

/// Who has something to lose: alice and bob pay each other; dora has handed some in for money; frank is
/// frozen by an order; the escrow holds for others; and the token's account has what was sent to it by
/// mistake.
pub const HOLDERS: [&str; 6] = ["alice", "bob", "dora", "frank", "escrow", "token"];
/// What of the minter's ceiling is left to mint.
pub const ALLOWANCE: u128 = 400_000;

/// The thief's other accounts.
const THIEVES: [&str; 2] = ["mallory", "mike"];

/// The keys: an account for each role and for the others that the records name. The bridge, the identity
/// registry, an escrow, and the office in the token, are contracts and have no key.
pub const KEYS: [(&str, Of, &str); 17] = [
    ("owner", Of::Token, "the owner"),
    ("pauser", Of::Token, "role pauser"),
    ("compliance", Of::Token, "role compliance"),
    ("guardian", Of::Token, "role guardian"),
    ("seizer", Of::Token, "role seizer"),
    ("rescuer", Of::Token, "role rescuer"),
    ("fee-manager", Of::Token, "role fee_manager"),
    ("marketer", Of::Token, "the marketing account"),
    ("office-owner", Of::Office, "the owner"),
    ("office-pauser", Of::Office, "role pauser"),
    ("office-guardian", Of::Office, "role guardian"),
    ("master-minter", Of::Office, "role master_minter"),
    ("attestor", Of::Office, "role attestor"),
    ("operator", Of::Office, "role redemption_operator"),
    ("keeper", Of::Office, "role calendar_keeper"),
    ("minter", Of::Office, "a minter"),
    ("controller", Of::Office, "a controller of the minter"),
];

/// Who answers, in this order.
const DEFENDERS: [(Of, [&str; 3]); 2] = [
    (Of::Token, ["guardian", "pauser", "owner"]),
    (Of::Office, ["office-guardian", "office-pauser", "office-owner"]),
];

/// How long the thief has, and who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Nobody, and nothing that was announced gets ready.
    BeforeTheDelay,
    /// What is announced is cancelled, for ever.
    Defended,
    /// Nobody, for ever.
    Unanswered,
}

pub struct World {
    chain: Chain,
    token: Addr,
    office: Addr,
    /// What each name stands for: to make an address costs a hash.
    addresses: BTreeMap<String, Addr>,
    messages: Vec<Message>,
    words: [Words; 2],
    key: &'static str,
    course: Course,
    /// Places in `messages` of what each of the thief's accounts has an office for.
    own: BTreeMap<&'static str, Vec<usize>>,
    /// What was announced: where, its number, and when it is ready.
    announced: Vec<(Of, u64, u64)>,
    /// What each holder should have.
    should: BTreeMap<&'static str, u128>,
    first_supply: u128,
    /// What the thief did with success, by whom and what; newest last.
    pub done: Vec<(&'static str, Of, Value)>,
    /// Who has lost something.
    pub lost: BTreeSet<&'static str>,
    /// The most by which the supply was above that of the beginning.
    pub minted: u128,
}

impl World {
    pub fn new(key: &'static str, course: Course) -> Self {
        let mut chain = Chain::new(START, &[], &coins(0, "uwest"));
        let told = Script::default().on("receive", Reaction::accept());
        let mut addresses: BTreeMap<String, Addr> = ["escrow", "bridge", "identity", "receiver"]
            .into_iter()
            .map(|name| (name.to_string(), chain.scripted(&told, name)))
            .collect();
        let people = HOLDERS.iter().chain(&THIEVES).chain(KEYS.iter().map(|(name, ..)| name));
        for name in people.copied().chain(["heir"]) {
            addresses.entry(name.to_string()).or_insert_with(|| address(name));
        }
        chain.place(Code::Stablecoin, &token_setup(&addresses)).unwrap();
        let token = chain.contract.clone();
        addresses.insert("token".to_string(), token.clone());
        chain.place(Code::Issuance, &office_setup(&addresses)).unwrap();
        let office = chain.contract.clone();
        addresses.insert("office".to_string(), office.clone());

        let of = |of| {
            messages(of, |name| {
                addresses.get(name).cloned().unwrap_or_else(|| address(name)).into()
            })
        };
        let mut messages: Vec<Message> = [Of::Token, Of::Office].into_iter().flat_map(of).collect();
        if course == Course::Unanswered {
            // Whoever has all the time there is does not give his key away.
            messages.retain(|it| it.kind != "update_ownership" && it.kind != "renounce_role");
        }
        let words = [
            words(&addresses, key, stablecoin::Role::iter(), stablecoin::PauseScope::iter()),
            words(&addresses, key, issuance::Role::iter(), issuance::PauseScope::iter()),
        ];
        let mut world = Self {
            chain,
            token,
            office,
            addresses,
            messages,
            words,
            key,
            course,
            own: BTreeMap::new(),
            announced: Vec::new(),
            should: BTreeMap::new(),
            first_supply: 0,
            done: Vec::new(),
            lost: BTreeSet::new(),
            minted: 0,
        };
        world.furnish();
        let (_, of, duty) = KEYS.into_iter().find(|(name, ..)| *name == key).unwrap();
        world.own.insert(key, world.messages_of(&[(of, duty.to_string())]));
        let balances = world.balances();
        world.first_supply = balances.values().sum();
        for who in HOLDERS {
            world.should.insert(who, world.worth(who, &balances));
        }
        world
    }

    /// The office gets its place, and everybody what he has; then the delays begin.
    fn furnish(&mut self) {
        let [token, office] = [&self.token, &self.office].map(ToString::to_string);
        let [minter, controller] =
            ["minter", "controller"].map(|name| self.addresses[name].clone());
        let terms = json!({"address": office, "allowance": "3000000", "rate_limit": null});
        let redeem = "eyJyZWRlZW0iOnsicmVmZXJlbmNlIjoiMDEifX0=";
        let delay = json!({"set_change_delay": {"seconds": DELAY}});
        use Of::{Office, Token};
        let hand_in = json!({"send": {"contract": office, "amount": "30000", "msg": redeem}});
        for (by, of, msg) in [
            ("owner", Token, json!({"set_minter": {"minter": terms}})),
            ("owner", Token, json!({"register_escrow": {"account": office}})),
            ("dora", Token, hand_in.clone()),
            ("dora", Token, hand_in.clone()),
            ("dora", Token, hand_in),
            (
                "alice",
                Token,
                json!({"send": {
                    "contract": self.addresses["escrow"], "amount": "300000", "msg": "",
                }}),
            ),
            ("alice", Token, json!({"transfer": {"recipient": token, "amount": "20000"}})),
            (
                "alice",
                Token,
                json!({"increase_allowance": {
                    "spender": self.addresses["bob"], "amount": "100000",
                }}),
            ),
            (
                "compliance",
                Token,
                json!({"freeze": {
                    "accounts": [self.addresses["frank"]], "mode": "full",
                }}),
            ),
            (
                "master-minter",
                Office,
                json!({"configure_minter": {
                    "minter": minter, "ceiling": "1000000", "rate_limit": null,
                }}),
            ),
            (
                "master-minter",
                Office,
                json!({"decrease_minter_allowance": {
                    "minter": minter, "amount": (1_000_000 - ALLOWANCE).to_string(),
                }}),
            ),
            (
                "master-minter",
                Office,
                json!({"configure_controller": {
                    "controller": controller, "minter": minter,
                }}),
            ),
            (
                "attestor",
                Office,
                json!({"submit_attestation": {
                    "amount": "8000000", "as_of": START, "holdings": [{
                        "category": "other", "institution": "First Bank", "amount": "8000000", "days": 3,
                    }],
                    "report_hash": "07".repeat(32), "uri": "x",
                }}),
            ),
            (
                "office-owner",
                Office,
                json!({"set_reserve_policy": {"policy": {
                    "max_age_seconds": 400 * DAY, "margin_bps": 0,
                }}}),
            ),
            ("owner", Token, delay.clone()),
            ("office-owner", Office, delay),
        ] {
            self.call(by, of, &msg).unwrap_or_else(|error| panic!("{msg} by {by}: {error}"));
        }
    }

    fn call(&mut self, by: &str, of: Of, msg: &Value) -> Result<AppResponse, String> {
        let (sender, contract) = (self.addresses[by].clone(), self.contract(of).clone());
        self.chain.call(&sender, &contract, msg, &[]).map_err(|error| error.to_string())
    }

    fn contract(&self, of: Of) -> &Addr {
        match of {
            Of::Token => &self.token,
            Of::Office => &self.office,
        }
    }

    fn ask<T: serde::de::DeserializeOwned>(&self, of: Of, query: Value) -> T {
        self.chain.app.wrap().query_wasm_smart(self.contract(of), &query).unwrap()
    }

    /// The thief's next message, or a wait; then the defenders' answer.
    pub fn step(&mut self, draw: &mut Draw) {
        let now = self.chain.now();
        let ready = self.announced.iter().position(|(_, _, at)| *at <= now);
        match (draw.below(12), ready) {
            (0, _) => self.wait(draw),
            (1, Some(ready)) => {
                let (of, id, _) = self.announced.remove(ready);
                self.attempt(THIEVES[0], of, json!({"apply_change": {"id": id}}));
            }
            _ => self.attack(draw),
        }
    }

    /// Something that the sender has an office for as often as anything else.
    fn attack(&mut self, draw: &mut Draw) {
        let by = *draw.of(&[self.key, self.key, self.key, THIEVES[0], THIEVES[1]]);
        let own = self.own.get(by).filter(|own| !own.is_empty() && draw.is_one_in(2));
        let message = match own {
            Some(own) => &self.messages[*draw.of(own)],
            None => draw.of(&self.messages),
        };
        let (of, mut msg) = (message.of, message.body.clone());
        self.words[of as usize].alter(&mut msg, draw, self.chain.now());
        if draw.is_one_in(2) {
            if let Some(change) = change_of(of, &msg) {
                msg = json!({"schedule_change": {"change": change}});
            }
        }
        self.attempt(by, of, msg);
    }

    fn attempt(&mut self, by: &'static str, of: Of, msg: Value) {
        let Ok(done) = self.call(by, of, &msg) else { return };
        self.done.push((by, of, msg));
        for scheduled in events::<ScheduleChange>(&done.events) {
            match self.course {
                Course::Defended => self.cancel(of, scheduled.id),
                Course::BeforeTheDelay | Course::Unanswered => {
                    self.announced.push((of, scheduled.id, scheduled.ready_at));
                }
            }
        }
        if !events::<ApplyChange>(&done.events).is_empty() {
            self.learn();
        }
        self.look();
    }

    /// Whoever may cancels what was announced; if the thief took everybody's role away, the chain names
    /// another owner.
    fn cancel(&mut self, of: Of, id: u64) {
        let (_, defenders) = DEFENDERS.into_iter().find(|(defended, _)| *defended == of).unwrap();
        let cancel = json!({"cancel_change": {"id": id}});
        let key = self.key;
        for by in defenders.into_iter().filter(|by| *by != key) {
            if self.call(by, of, &cancel).is_ok() {
                return;
            }
        }
        let owner = json!({"set_owner": {"owner": self.addresses["heir"]}});
        let contract = self.contract(of).clone();
        self.chain.app.wasm_sudo(contract, &owner).unwrap();
    }

    /// What the thief's other accounts have an office for now.
    fn learn(&mut self) {
        for thief in THIEVES {
            let account = self.addresses[thief].clone();
            let mut duties = Vec::new();
            for of in [Of::Token, Of::Office] {
                let is: RolesOfResponse = self.ask(of, json!({"roles_of": {"account": account}}));
                duties.extend(is.owner.then(|| (of, "the owner".to_string())));
                duties.extend(is.roles.into_iter().map(|role| (of, format!("role {role}"))));
            }
            let minter: Value = self.ask(Of::Token, json!({"minter": {}}));
            if minter["minter"] == account.as_str() {
                duties.push((Of::Token, "the minter".to_string()));
            }
            let minter: Value = self.ask(Of::Office, json!({"minter_info": {"minter": account}}));
            if !minter.is_null() {
                duties.push((Of::Office, "a minter".to_string()));
            }
            let own = self.messages_of(&duties);
            self.own.insert(thief, own);
        }
    }

    fn messages_of(&self, duties: &[(Of, String)]) -> Vec<usize> {
        let is_of = |message: &Message| {
            duties.iter().any(|(of, duty)| *of == message.of && message.keys.contains(duty))
        };
        (0..self.messages.len()).filter(|place| is_of(&self.messages[*place])).collect()
    }

    /// A while in which people go on paying.
    fn wait(&mut self, draw: &mut Draw) {
        let over = START + DELAY - 1;
        let (usual, most) = match self.course {
            Course::BeforeTheDelay => (5 * 3600, over - self.chain.now()),
            Course::Defended | Course::Unanswered => (DAY, 5 * DAY),
        };
        self.chain.after((draw.below(usual + 1) * draw.below(3)).min(most));
        let (from, to) = if draw.is_one_in(2) { ("alice", "bob") } else { ("bob", "alice") };
        let amount = 10_000;
        let recipient = &self.addresses[to];
        let pay = json!({"transfer": {"recipient": recipient, "amount": amount.to_string()}});
        if self.call(from, Of::Token, &pay).is_ok() {
            *self.should.get_mut(from).unwrap() -= amount;
            *self.should.get_mut(to).unwrap() += amount;
            self.look();
        }
    }

    /// Notes who has less than he should, and how much there is.
    fn look(&mut self) {
        let balances = self.balances();
        let lost = HOLDERS.iter().filter(|who| self.worth(who, &balances) < self.should[*who]);
        self.lost.extend(lost.copied().collect::<Vec<_>>());
        let supply: u128 = balances.values().sum();
        self.minted = self.minted.max(supply.saturating_sub(self.first_supply));
    }

    fn balances(&self) -> BTreeMap<String, u128> {
        let query = json!({"all_balances": {"limit": 30}});
        let all: AllBalancesResponse = self.ask(Of::Token, query);
        assert!(all.balances.len() < 30, "more than a page");
        all.balances.into_iter().map(|it| (it.address, it.amount.u128())).collect()
    }

    /// What somebody has, and has handed in for money.
    fn worth(&self, who: &str, balances: &BTreeMap<String, u128>) -> u128 {
        let account = &self.addresses[who];
        let balance = balances.get(account.as_str()).copied().unwrap_or_default();
        if self.should.get(who).is_some_and(|should| balance >= *should) {
            return balance;
        }
        let query = json!({"redemptions": {"holder": account, "limit": 30}});
        let open: issuance::RedemptionsResponse = self.ask(Of::Office, query);
        let credit: issuance::CreditResponse =
            self.ask(Of::Office, json!({"credit": {"account": account}}));
        let handed_in: u128 = open.redemptions.iter().map(|it| it.amount.u128()).sum();
        balance + handed_in + credit.amount.u128()
    }

    /// Whether the key has done something that its office is for.
    pub fn acted(&self) -> bool {
        let own = |(by, of, msg): &(&str, Of, Value)| {
            let kind = super::messages::name(msg);
            let is_it = |place: &usize| {
                let message = &self.messages[*place];
                message.of == *of && message.kind == kind
            };
            *by == self.key && self.own[self.key].iter().any(is_it)
        };
        self.done.iter().any(own)
    }

    /// What was done, for whoever has to find out why.
    pub fn tale(&self) -> String {
        let line = |(by, of, msg): &(&str, Of, Value)| format!("{by} to {of:?}: {msg}\n");
        self.done.iter().map(line).collect()
    }
}

fn words<R: Into<&'static str>, S: Into<&'static str>>(
    addresses: &BTreeMap<String, Addr>,
    key: &str,
    roles: impl Iterator<Item = R>,
    scopes: impl Iterator<Item = S>,
) -> Words {
    let all = |names: &[&str]| names.iter().map(|name| addresses[*name].to_string()).collect();
    let others = ["owner", "guardian", "minter", "bridge", "office", "receiver", key];
    Words {
        thieves: all(&THIEVES),
        others: all(&[HOLDERS.as_slice(), &others].concat()),
        roles: roles.map(Into::into).collect(),
        scopes: scopes.map(Into::into).collect(),
    }
}

/// The roles that are keys here.
fn roles(addresses: &BTreeMap<String, Addr>, of: Of) -> Vec<Value> {
    let keys = KEYS.iter().filter(|(_, found, _)| *found == of);
    let role = |(name, _, duty): &(&str, Of, &str)| {
        let role = duty.strip_prefix("role ")?;
        Some(json!({"role": role, "account": addresses[*name]}))
    };
    keys.filter_map(role).collect()
}

fn token_setup(addresses: &BTreeMap<String, Addr>) -> Value {
    let has = |name: &str, amount: u128| json!({"address": addresses[name], "amount": amount.to_string()});
    json!({
        "name": "Isthmus Dollar", "symbol": "IUSD", "decimals": 6,
        "initial_balances": [
            has("alice", 1_300_000), has("bob", 500_000), has("dora", 300_000),
            has("frank", 200_000), has("mallory", 50_000),
        ],
        "cap": "7000000",
        "marketing": {"marketing": addresses["marketer"]},
        "owner": addresses["owner"],
        "roles": roles(addresses, Of::Token),
        "regional": {
            "region": "west", "token": "west.iusd",
            "bridge": addresses["bridge"], "identity": addresses["identity"],
        },
        "escrows": [addresses["escrow"]],
        "change_delay_seconds": 0,
    })
}

fn office_setup(addresses: &BTreeMap<String, Addr>) -> Value {
    json!({
        "owner": addresses["office-owner"],
        "roles": roles(addresses, Of::Office),
        "change_delay_seconds": 0,
        "region": "west",
        "stablecoin": addresses["token"],
        "calendar": {
            "name": "New York", "utc_offset_minutes": 0, "weekend": ["saturday", "sunday"],
            "holidays": [],
        },
        "redemption_policy": {"min_amount": "10"},
    })
}
