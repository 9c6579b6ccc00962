//! Named actors, domain verbs, and the token as it is, in front of which a script may stand. The invariants
//! are checked after every successful call.

use cosmwasm_std::{to_json_binary, Addr, Binary, Event, HexBinary, Uint128};
use cw20::Cw20ExecuteMsg;
use isthmus_api::access::RoleGrant;
use isthmus_api::issuance::*;
use isthmus_api::stablecoin::AllBalancesResponse;
use isthmus_api::types::{Limit, Weekday};
use isthmus_testkit::chain::{coins, scheduled, Chain};
use isthmus_testkit::exported::check_events;
use isthmus_testkit::scripted::{Reaction, Script, Scripted};
use isthmus_testkit::Code;
use serde::Serialize;
use serde_json::{json, Value};

pub use isthmus_testkit::chain::{address as actor, event, fails, Done, DAY};

/// Monday, 2 March 2026, noon (UTC).
pub const START: u64 = 1_772_452_800;
/// Seconds from noon to the last second of the day.
pub const EVENING: u64 = 43_199;
/// What ana and ben have at the start.
pub const RICH: u128 = 1_000_000;
/// What issuance may mint by the token's own record.
pub const TOKEN_ALLOWANCE: u128 = 5_000_000;
/// The token's cap.
pub const CAP: u128 = 6_000_000;

/// Everybody.
pub const ACTORS: [&str; 16] = [
    "owner",
    "master",
    "attestor",
    "operator",
    "guardian",
    "pauser",
    "keeper",
    "minter",
    "controller",
    "ana",
    "ben",
    "compliance",
    "seizer",
    "rescuer",
    "stranger",
    "else",
];

pub struct Suite {
    chain: Chain,
    pub token: Addr,
    pub issuance: Addr,
    /// Tokens given to the contract for nothing.
    pub donated: u128,
}

isthmus_testkit::stands_on_chain!(Suite);

pub fn limit(capacity: u128, refill: u128) -> Option<Limit> {
    Some(Limit { capacity: capacity.into(), refill_per_second: refill.into() })
}

pub fn terms(term_days: u8, payment_days: u8, min_amount: u128) -> RedemptionPolicy {
    RedemptionPolicy {
        term_days: Some(term_days),
        payment_days: Some(payment_days),
        min_amount: min_amount.into(),
    }
}

pub fn deposit(amount: u128) -> Vec<Holding> {
    vec![Holding {
        category: Category::DemandDeposit,
        institution: Some("First Bank".into()),
        amount: amount.into(),
        days: 0,
    }]
}

pub fn reference() -> HexBinary {
    HexBinary::from([0x9c, 0x02])
}

fn token_setup() -> Value {
    let role = |role: &str, name: &str| json!({ "role": role, "account": actor(name) });
    let rich = |name: &str| json!({ "address": actor(name), "amount": RICH.to_string() });
    json!({
        "name": "Isthmus Dollar", "symbol": "IUSD", "decimals": 6,
        "initial_balances": [rich("ana"), rich("ben")],
        "owner": actor("token-owner"), "owner_delay_seconds": 0, "change_delay_seconds": 0,
        "uncapped": true,
        "roles": [
            role("compliance", "compliance"), role("seizer", "seizer"), role("rescuer", "rescuer"),
        ],
    })
}

/// How issuance begins, so many seconds before what loosens a rule.
pub fn setup(token: &Addr, change_delay_seconds: u64) -> InstantiateMsg {
    let role = |role, name| RoleGrant { role, account: actor(name).into() };
    InstantiateMsg {
        owner: Some(actor("owner").into()),
        owner_delay_seconds: Some(0),
        roles: Some(vec![
            role(Role::MasterMinter, "master"),
            role(Role::Attestor, "attestor"),
            role(Role::RedemptionOperator, "operator"),
            role(Role::Guardian, "guardian"),
            role(Role::Pauser, "pauser"),
            role(Role::CalendarKeeper, "keeper"),
        ]),
        change_delay_seconds: Some(change_delay_seconds),
        region: "west".into(),
        stablecoin: token.to_string(),
        calendar: Calendar {
            name: "New York".into(),
            utc_offset_minutes: 0,
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            holidays: vec!["2026-03-09".into()],
        },
        reserve_policy: None,
        redemption_policy: Some(terms(2, 2, 10)),
    }
}

impl Suite {
    /// Nothing waits; `minter` may mint a million, `controller` controls it.
    pub fn new() -> Self {
        let mut suite = Self::bare(0);
        suite.configure("minter", 1_000_000, None).unwrap();
        let msg = ExecuteMsg::ConfigureController {
            controller: actor("controller").into(),
            minter: actor("minter").into(),
        };
        suite.run("master", &msg).unwrap();
        suite
    }

    /// What loosens waits so long; nobody mints yet.
    pub fn bare(change_delay_seconds: u64) -> Self {
        let mut chain = Chain::on(crate::library(), START, &ACTORS, &coins(9, "uwest"));
        let code = Box::new(chain.code(Code::Stablecoin));
        let token = chain.neighbour(Box::new(Scripted::before(code)), &token_setup(), "token");
        chain.place(Code::Issuance, &setup(&token, change_delay_seconds)).unwrap();
        let issuance = chain.contract.clone();
        let mut suite = Self { chain, token, issuance, donated: 0 };
        suite
            .token("token-owner", &json!({"register_escrow": {"account": suite.issuance}}))
            .unwrap();
        suite.let_office_mint(TOKEN_ALLOWANCE);
        let cap = CAP.to_string();
        suite.token("token-owner", &json!({"set_cap": {"cap": cap}})).unwrap();
        suite
    }

    /// The token makes issuance its minter.
    pub fn let_office_mint(&mut self, allowance: u128) {
        let (address, allowance) = (self.issuance.to_string(), allowance.to_string());
        let minter = json!({"address": address, "allowance": allowance, "rate_limit": null});
        self.token("token-owner", &json!({"set_minter": {"minter": minter}})).unwrap();
    }

    /// Gives a duty in the token to whoever it is: while issuance is not its minter, nobody is asked.
    pub fn give_duty_in_token(&mut self, role: &str, name: &str) {
        self.token("token-owner", &json!({"set_minter": {"minter": null}})).unwrap();
        let grant = json!({"grant_role": {"role": role, "account": actor(name)}});
        self.token("token-owner", &grant).unwrap();
        self.let_office_mint(TOKEN_ALLOWANCE);
    }

    /// With the reserves as a bound, and so much attested now.
    pub fn backed(amount: u128) -> Self {
        let mut suite = Self::new();
        let policy = Some(ReservePolicy { max_age_seconds: 10 * DAY, margin_bps: 0 });
        suite.run("owner", &ExecuteMsg::SetReservePolicy { policy }).unwrap();
        suite.attest(amount).unwrap();
        suite
    }

    // Calls.

    pub fn run(&mut self, name: &str, msg: &ExecuteMsg) -> Done {
        let issuance = self.issuance.clone();
        let done = self.call(&actor(name), &issuance, msg, &[]);
        self.checked(done)
    }

    /// A message to the token.
    pub fn token(&mut self, name: &str, msg: &impl Serialize) -> Done {
        let token = self.token.clone();
        let done = self.call(&actor(name), &token, msg, &[]);
        self.checked(done)
    }

    fn checked(&self, done: Done) -> Done {
        if let Ok(response) = &done {
            let own = |event: &&Event| event.ty.contains("isthmus_issuance");
            check_events(&response.events.iter().filter(own).cloned().collect::<Vec<_>>());
            self.check();
        }
        done
    }

    /// What the token does with a message from now on.
    pub fn script(&mut self, msg: &str, reaction: Reaction) {
        let token = self.token.clone();
        self.tell(&token, Script::default().on(msg, reaction));
    }

    /// Schedules a change and says its number.
    pub fn schedule(&mut self, name: &str, change: Change) -> u64 {
        scheduled(&self.run(name, &ExecuteMsg::ScheduleChange { change }).unwrap())
    }

    pub fn apply(&mut self, id: u64) -> Done {
        self.run("stranger", &ExecuteMsg::ApplyChange { id })
    }

    // Verbs.

    pub fn configure(&mut self, name: &str, ceiling: u128, rate_limit: Option<Limit>) -> Done {
        let (minter, ceiling) = (actor(name).into(), ceiling.into());
        self.run("master", &ExecuteMsg::ConfigureMinter { minter, ceiling, rate_limit })
    }

    pub fn mint(&mut self, minter: &str, to: &str, amount: u128) -> Done {
        let recipient = actor(to).into();
        let msg = ExecuteMsg::Mint { recipient, amount: amount.into(), reference: None };
        self.run(minter, &msg)
    }

    pub fn attest_of(&mut self, amount: u128, as_of: u64, holdings: Vec<Holding>) -> Done {
        let msg = ExecuteMsg::SubmitAttestation {
            amount: amount.into(),
            as_of,
            holdings,
            report_hash: HexBinary::from([7; 32]),
            uri: "https://issuer.example/2026-03".into(),
        };
        self.run("attestor", &msg)
    }

    /// So much is attested now, all of it in one bank.
    pub fn attest(&mut self, amount: u128) -> Done {
        let now = self.now();
        self.attest_of(amount, now, deposit(amount))
    }

    /// A CW20 `send` to issuance.
    pub fn send(&mut self, name: &str, amount: u128, msg: Binary) -> Done {
        let contract = self.issuance.to_string();
        self.token(name, &Cw20ExecuteMsg::Send { contract, amount: amount.into(), msg })
    }

    pub fn try_redeem(&mut self, name: &str, amount: u128) -> Done {
        let hook = TokenHook::Redeem { reference: reference() };
        self.send(name, amount, to_json_binary(&hook).unwrap())
    }

    /// Hands tokens in and says the number.
    #[track_caller]
    pub fn redeem(&mut self, name: &str, amount: u128) -> u64 {
        let done = self.try_redeem(name, amount).unwrap();
        event::<isthmus_api::issuance::events::RedemptionRequested>(&done.events).id
    }

    pub fn mark(&mut self, id: u64) -> Done {
        self.run("operator", &ExecuteMsg::MarkPaying { id })
    }

    pub fn settle(&mut self, id: u64) -> Done {
        let payment_reference = HexBinary::from([0x77]);
        self.run("operator", &ExecuteMsg::SettleRedemption { id, payment_reference })
    }

    pub fn reject(&mut self, id: u64) -> Done {
        self.run("operator", &ExecuteMsg::RejectRedemption { id, reason: "account closed".into() })
    }

    pub fn give_back(&mut self, id: u64) -> Done {
        self.run("stranger", &ExecuteMsg::ReturnRedemption { id })
    }

    pub fn withdraw(&mut self, name: &str) -> Done {
        self.run("stranger", &ExecuteMsg::Withdraw { account: actor(name).into() })
    }

    pub fn freeze(&mut self, name: &str) {
        let msg = json!({"freeze": {
            "accounts": [actor(name)], "mode": "full", "reason": "case 7", "until": null,
            "case_hash": null,
        }});
        self.token("compliance", &msg).unwrap();
    }

    // Facts.

    pub fn balance(&self, account: &Addr) -> u128 {
        let question = cw20::Cw20QueryMsg::Balance { address: account.to_string() };
        let answer: cw20::BalanceResponse =
            self.app.wrap().query_wasm_smart(&self.token, &question).unwrap();
        answer.balance.u128()
    }

    pub fn has(&self, name: &str) -> u128 {
        self.balance(&actor(name))
    }

    /// What the token says is issued.
    pub fn supply(&self) -> u128 {
        let question = cw20::Cw20QueryMsg::TokenInfo {};
        let answer: cw20::TokenInfoResponse =
            self.app.wrap().query_wasm_smart(&self.token, &question).unwrap();
        answer.total_supply.u128()
    }

    pub fn minter(&self, name: &str) -> Option<MinterResponse> {
        self.ask(&QueryMsg::MinterInfo { minter: actor(name).into() })
    }

    #[track_caller]
    pub fn allowance(&self, name: &str) -> u128 {
        self.minter(name).expect("a minter").allowance.u128()
    }

    pub fn reserve(&self) -> ReserveResponse {
        self.ask(&QueryMsg::Reserve {})
    }

    pub fn headroom(&self) -> u128 {
        self.reserve().headroom.expect("a policy").u128()
    }

    #[track_caller]
    pub fn redemption(&self, id: u64) -> Redemption {
        let open: Option<Redemption> = self.ask(&QueryMsg::Redemption { id });
        open.expect("it is open")
    }

    pub fn statistics(&self) -> RedemptionStatisticsResponse {
        self.ask(&QueryMsg::RedemptionStatistics {})
    }

    pub fn credit(&self, name: &str) -> u128 {
        let answer: CreditResponse = self.ask(&QueryMsg::Credit { account: actor(name).into() });
        answer.amount.u128()
    }

    /// All open redemptions, page by page.
    pub fn redemptions(&self) -> Vec<Redemption> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let msg = QueryMsg::Redemptions { holder: None, start_after: after, limit: Some(30) };
            let page: RedemptionsResponse = self.ask(&msg);
            let Some(last) = page.redemptions.last() else { return all };
            after = Some(last.id);
            all.extend(page.redemptions);
        }
    }

    // Invariants.

    /// I1: what it has is what it owes. I2: the tallies add up. I3: no allowance above its ceiling.
    pub fn check(&self) {
        let solvency: SolvencyResponse = self.ask(&QueryMsg::Solvency {});
        let open = self.redemptions();
        let sum: Uint128 = open.iter().map(|redemption| redemption.amount).sum();
        assert_eq!(solvency.redemptions, sum, "I1: redemptions");
        let credits: u128 = ACTORS.iter().map(|name| self.credit(name)).sum();
        assert_eq!(solvency.credits.u128(), credits, "I1: credits");
        let owed = sum.u128() + credits + self.donated;
        assert_eq!(solvency.balance.u128(), owed, "I1: balance");
        assert!(solvency.solvent);
        let question = json!({"all_balances": {"limit": 30}});
        let holders: AllBalancesResponse =
            self.app.wrap().query_wasm_smart(&self.token, &question).unwrap();
        let held: u128 = holders.balances.iter().map(|holder| holder.amount.u128()).sum();
        assert_eq!(held, self.supply(), "A16: balances against the supply");
        let all = self.statistics();
        let ends = [
            all.open,
            all.settled,
            all.settled_late,
            all.rejected,
            all.returned_late,
            all.returned_restricted,
        ];
        assert_eq!(all.open, Tally { count: open.len() as u64, amount: sum }, "I2: open");
        assert_eq!(all.requested.count, ends.iter().map(|end| end.count).sum::<u64>(), "I2");
        assert_eq!(all.requested.amount, ends.iter().map(|end| end.amount).sum::<Uint128>(), "I2");
        let msg = QueryMsg::Minters { start_after: None, limit: Some(30) };
        for minter in self.ask::<MintersResponse>(&msg).minters {
            assert!(minter.allowance <= minter.ceiling, "I3: {}", minter.minter);
        }
    }
}
