//! Named actors, domain verbs, neighbours that do as they are told; the invariants are checked after every
//! successful call. One file, because it is one list: whoever writes a test looks here for the verb first.

use cosmwasm_std::{coins, from_json, to_json_binary, Addr, Binary, Coin, HexBinary, Uint128};
use cw20::{Cw20Coin, Cw20ExecuteMsg, Cw20ReceiveMsg};
use cw_multi_test::ContractWrapper;
use isthmus_api::access::RoleGrant;
use isthmus_api::bridge::{RouteResponse, TokenHook as BridgeHook};
use isthmus_api::escrow::*;
use isthmus_api::gate;
use isthmus_api::types::{Asset, Payout, RegionId};
use isthmus_testkit::chain::{scheduled, Chain};
use isthmus_testkit::scripted::{Reaction, Script, Scripted};
use isthmus_testkit::Code;
use serde::Serialize;
use serde_json::json;

pub use isthmus_testkit::chain::{address as actor, events, fails, Done, DAY};

/// Monday, 2 March 2026, noon (UTC).
pub const START: u64 = 1_772_452_800;
pub const COIN: &str = "uwest";
pub const RICH: u128 = 1_000_000_000;

pub struct Suite {
    chain: Chain,
    pub escrow: Addr,
    pub bridge: Addr,
    pub identity: Addr,
    /// cw20-base, for the stablecoin.
    pub token: Addr,
    /// The same, but it misbehaves on demand.
    pub hostile: Addr,
    /// Money given to the contract for nothing, by asset text.
    pub donated: Vec<(String, u128)>,
}

isthmus_testkit::stands_on_chain!(Suite);

/// Everybody.
pub const ACTORS: [&str; 10] = [
    "owner", "pauser", "keeper", "importer", "bank", "exporter", "adviser", "stranger", "identity",
    "else",
];

/// What a token does when it is asked to pay.
pub enum Mode {
    /// It pays.
    Honest,
    /// It refuses.
    Refuse,
    /// It keeps one unit of what is sent with a hook.
    Fee,
}

/// What the bridge was sent.
pub struct Sent {
    pub hook: Cw20ReceiveMsg,
    pub receiver: String,
    pub reference: Binary,
}

pub fn native() -> Asset {
    Asset::Native(COIN.into())
}

pub fn local(name: &str) -> Payout {
    Payout::Local { address: actor(name).into() }
}

pub fn east() -> Payout {
    Payout::Remote { region: "east".into(), receiver: "east1exporter".into() }
}

pub fn region(name: &str) -> RegionId {
    RegionId::new("region", name).unwrap()
}

pub fn document(kind: &str, seed: u8) -> Document {
    Document { kind: kind.into(), hash: HexBinary::from(vec![seed; 32]) }
}

/// Both required documents.
pub fn documents(seed: u8) -> Vec<Document> {
    vec![document("commercial_invoice", seed), document("bill_of_lading", seed.wrapping_add(100))]
}

pub fn presentation(amount: u128, documents: Vec<Document>) -> Presentation {
    Presentation { amount: amount.into(), shipped_at: START - 2 * DAY, documents }
}

pub fn pause(duration_seconds: u64) -> ExecuteMsg {
    ExecuteMsg::Pause { scopes: vec![PauseScope::NewDeals], duration_seconds }
}

/// A bridge that takes what comes and knows the east, or takes nothing.
fn bridge(shut: bool) -> Script {
    let route = |ok: bool| RouteResponse {
        ok,
        code: (!ok).then(|| "BR-017".to_string()),
        reason: (!ok).then(|| "route shut".to_string()),
    };
    let words = "route shut [BR-017]";
    let taking = if shut { Reaction::refuse(words) } else { Reaction::accept() };
    let script = Script::default().on("receive", taking);
    script.answer("route", route(false)).answer(json!({"route": {"region": "east"}}), route(!shut))
}

impl Suite {
    pub fn new() -> Self {
        Self::with_policy(None)
    }

    pub fn with_policy(policy: Option<gate::Policy>) -> Self {
        let mut chain =
            Chain::new(START, &ACTORS, &[Coin::new(RICH, "uother"), Coin::new(RICH, COIN)]);
        let cw20 = || {
            use cw20_base::contract::{execute, instantiate, query};
            Box::new(ContractWrapper::new(execute, instantiate, query))
        };
        let rich = ACTORS.map(|name| Cw20Coin { address: actor(name).into(), amount: RICH.into() });
        let money = cw20_base::msg::InstantiateMsg {
            name: "Isthmus Dollar".into(),
            symbol: "IUSD".into(),
            decimals: 6,
            initial_balances: rich.to_vec(),
            mint: None,
            marketing: None,
        };
        let token = chain.neighbour(cw20(), &money, "token");
        let hostile = chain.neighbour(Box::new(Scripted::before(cw20())), &money, "hostile");
        let bridge = chain.scripted(&bridge(false), "bridge");
        let identity = chain.scripted(&Script::default(), "identity");
        let role = |role, name| RoleGrant { role, account: actor(name).into() };
        let assets = [token.to_string(), hostile.to_string()].map(Asset::Cw20).to_vec();
        let setup = InstantiateMsg {
            owner: Some(actor("owner").to_string()),
            owner_delay_seconds: Some(DAY),
            region: "west".into(),
            identity: identity.to_string(),
            stablecoin: token.to_string(),
            bridge: bridge.to_string(),
            policy,
            assets: [vec![native()], assets].concat(),
            roles: Some(vec![role(Role::Pauser, "pauser"), role(Role::CalendarKeeper, "keeper")]),
            change_delay_seconds: Some(0),
        };
        chain.place(Code::Escrow, &setup).unwrap();
        let escrow = chain.contract.clone();
        let mut suite = Self { chain, escrow, bridge, identity, token, hostile, donated: vec![] };
        let calendar = ExecuteMsg::CreateCalendar {
            name: "London".into(),
            utc_offset_minutes: 0,
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            holidays: vec!["2026-04-03".into(), "2026-04-06".into()],
        };
        suite.run("keeper", &calendar).unwrap();
        suite
    }

    /// With an open deal in native coins.
    pub fn opened() -> (Self, u64) {
        let mut suite = Self::new();
        let deal = suite.open(suite.terms(native()));
        (suite, deal)
    }

    /// With one for which what complies was presented.
    pub fn presented() -> (Self, u64) {
        let (mut suite, deal) = Self::opened();
        suite.present(deal, presentation(100_000, documents(1))).unwrap();
        (suite, deal)
    }

    // Calls.

    pub fn run(&mut self, name: &str, msg: &ExecuteMsg) -> Done {
        self.run_with(name, msg, &[])
    }

    pub fn run_with(&mut self, name: &str, msg: &ExecuteMsg, funds: &[Coin]) -> Done {
        self.call(&actor(name), &self.escrow.clone(), msg, funds)
    }

    /// Calls any contract; afterwards the escrow's invariants hold.
    pub fn call<M: Serialize>(
        &mut self,
        sender: &Addr,
        contract: &Addr,
        msg: &M,
        funds: &[Coin],
    ) -> Done {
        let done = self.chain.call(sender, contract, msg, funds);
        if done.is_ok() {
            self.check();
        }
        done
    }

    pub fn cw20(&self) -> Asset {
        Asset::Cw20(self.token.to_string())
    }

    pub fn hostile(&self) -> Asset {
        Asset::Cw20(self.hostile.to_string())
    }

    /// How the hostile token behaves from now on.
    pub fn mode(&mut self, mode: Mode) {
        let less = json!({"transfer": {"recipient": "$contract", "amount": "104999"}});
        let lie = json!({"receive": {"sender": "$caller", "amount": "$amount", "msg": "$msg"}});
        let [transfer, send] = match mode {
            Mode::Honest => [Reaction::pass(), Reaction::pass()],
            Mode::Refuse => [Reaction::refuse("frozen"), Reaction::refuse("frozen")],
            Mode::Fee => {
                [Reaction::pass(), Reaction::accept().send("$self", less).send("$contract", lie)]
            }
        };
        self.pays(transfer);
        let hostile = self.hostile.clone();
        self.tell(&hostile, Script::default().on("send", send));
    }

    /// What the hostile token does with every transfer from now on.
    pub fn pays(&mut self, transfer: Reaction) {
        let hostile = self.hostile.clone();
        self.tell(&hostile, Script::default().on("transfer", transfer));
    }

    /// Whether the bridge refuses what comes.
    pub fn shut(&mut self, shut: bool) {
        let neighbour = self.bridge.clone();
        self.tell(&neighbour, bridge(shut));
    }

    /// What the bridge was sent, in order.
    pub fn sent(&self) -> Vec<(Addr, Sent)> {
        let taken = self.taken(&self.bridge).into_iter();
        let sent = taken.map(|taken| {
            let hook: Cw20ReceiveMsg = serde_json::from_value(taken.body).unwrap();
            let BridgeHook::Transfer { receiver, reference, .. } = from_json(&hook.msg).unwrap();
            let reference = reference.unwrap_or_default();
            assert!(reference.len() <= isthmus_api::packet::MAX_REFERENCE_BYTES);
            (Addr::unchecked(taken.caller), Sent { hook, receiver, reference })
        });
        sent.collect()
    }

    /// The bridge gives the transfer with this number back, or another amount of it.
    pub fn give_back(&mut self, number: usize, amount: Option<u128>) -> Done {
        let (token, sent) = self.sent().remove(number - 1);
        let msg = Cw20ExecuteMsg::Send {
            contract: sent.hook.sender,
            amount: amount.map_or(sent.hook.amount, Uint128::new),
            msg: sent.reference,
        };
        let bridge = self.bridge.clone();
        self.call(&bridge, &token, &msg, &[])
    }

    /// Lets changes that loosen something wait from now on.
    pub fn delay(&mut self, seconds: u64) {
        self.run("owner", &ExecuteMsg::SetChangeDelay { seconds }).unwrap();
    }

    /// Schedules a change and says its number.
    pub fn schedule(&mut self, name: &str, change: Change) -> u64 {
        scheduled(&self.run(name, &ExecuteMsg::ScheduleChange { change }).unwrap())
    }

    // Verbs.

    pub fn terms(&self, asset: Asset) -> Terms {
        Terms {
            applicant: actor("importer").into(),
            issuer: actor("bank").into(),
            beneficiary: actor("exporter").into(),
            payout: local("exporter"),
            advising: None,
            asset,
            amount: Uint128::new(100_000),
            tolerance_bps: 500,
            partial_drawings: None,
            documents: ["commercial_invoice", "bill_of_lading"]
                .map(|kind| RequiredDocument { kind: kind.into(), details: None })
                .to_vec(),
            latest_shipment_at: START + 10 * DAY,
            // A Saturday: it rolls to the end of Monday.
            expires_at: START + 40 * DAY,
            presentation_period_days: None,
            calendar: 1,
            consent_by: START + 2 * DAY,
            fund_by: START + 4 * DAY,
            reference: Some("LC-2026-001".into()),
            text_hash: None,
        }
    }

    pub fn propose(&mut self, terms: Terms) -> u64 {
        self.run("importer", &ExecuteMsg::Propose { terms }).unwrap();
        self.ask::<ConfigResponse>(&QueryMsg::Config {}).deals
    }

    pub fn hash(&self, deal: u64) -> HexBinary {
        self.ask::<DealTermsResponse>(&QueryMsg::DealTerms { deal }).hash
    }

    pub fn consent(&mut self, name: &str, deal: u64) -> Done {
        let terms_hash = self.hash(deal);
        self.run(name, &ExecuteMsg::Consent { deal, terms_hash })
    }

    pub fn agreed(&mut self, terms: Terms) -> u64 {
        let advised = terms.advising.is_some();
        let deal = self.propose(terms);
        self.consent("bank", deal).unwrap();
        self.consent("exporter", deal).unwrap();
        if advised {
            self.consent("adviser", deal).unwrap();
        }
        deal
    }

    pub fn fund(&mut self, name: &str, deal: u64) -> Done {
        let response = self.deal(deal);
        let amount = response.cover;
        match response.asset {
            Asset::Native(denom) => {
                let funds = coins(amount.u128(), denom);
                self.run_with(name, &ExecuteMsg::Fund { deal }, &funds)
            }
            Asset::Cw20(token) => self.send(name, &token, amount, &TokenHook::Fund { deal }),
        }
    }

    /// A cw20 `send` to the escrow.
    pub fn send(&mut self, name: &str, token: &str, amount: Uint128, hook: &TokenHook) -> Done {
        let msg = Cw20ExecuteMsg::Send {
            contract: self.escrow.to_string(),
            amount,
            msg: to_json_binary(hook).unwrap(),
        };
        self.call(&actor(name), &Addr::unchecked(token), &msg, &[])
    }

    pub fn open(&mut self, terms: Terms) -> u64 {
        let deal = self.agreed(terms);
        self.fund("importer", deal).unwrap();
        deal
    }

    pub fn present(&mut self, deal: u64, presentation: Presentation) -> Done {
        let msg = ExecuteMsg::Present { deal, presentation, complete: None };
        self.run("exporter", &msg)
    }

    pub fn accept(&mut self, deal: u64, drawing: u64) -> Done {
        self.run("bank", &ExecuteMsg::Accept { deal, drawing })
    }

    pub fn refuse(&mut self, deal: u64, drawing: u64, to: Disposition) -> Done {
        let finding = Finding { document: Some("bill_of_lading".into()), text: "not clean".into() };
        let msg =
            ExecuteMsg::Refuse { deal, drawing, discrepancies: vec![finding], disposition: to };
        self.run("bank", &msg)
    }

    pub fn waive(&mut self, deal: u64, drawing: u64) -> Done {
        let msg = ExecuteMsg::Waive { deal, drawing, discrepancies: None };
        self.run("importer", &msg)
    }

    pub fn represent(&mut self, deal: u64, drawing: u64, documents: Vec<Document>) -> Done {
        let msg =
            ExecuteMsg::Represent { deal, drawing, documents, shipped_at: None, amount: None };
        self.run("exporter", &msg)
    }

    pub fn crank(&mut self, deal: u64) -> Done {
        self.run("stranger", &ExecuteMsg::Crank { deal })
    }

    pub fn withdraw(&mut self, name: &str, asset: Asset, to: Payout) -> Done {
        self.run(name, &ExecuteMsg::Withdraw { asset, to })
    }

    // Facts.

    pub fn deal(&self, deal: u64) -> DealResponse {
        self.ask(&QueryMsg::Deal { deal })
    }

    pub fn status(&self, deal: u64) -> (DealStatus, Option<Outcome>) {
        let deal = self.deal(deal);
        (deal.status, deal.outcome)
    }

    pub fn drawing(&self, deal: u64, drawing: u64) -> DrawingResponse {
        self.ask(&QueryMsg::Drawing { deal, drawing })
    }

    /// Codes of a drawing's open discrepancies.
    pub fn codes(&self, deal: u64, drawing: u64) -> Vec<DiscrepancyCode> {
        let found = self.drawing(deal, drawing).discrepancies;
        found.into_iter().map(|found| found.code).collect()
    }

    pub fn ledger(&self, deal: u64) -> LedgerResponse {
        self.ask(&QueryMsg::Ledger { deal })
    }

    pub fn balance(&self, account: &Addr, asset: &Asset) -> u128 {
        match asset {
            Asset::Native(denom) => {
                let balance = self.app.wrap().query_balance(account, denom);
                balance.unwrap().amount.u128()
            }
            Asset::Cw20(token) => {
                let question = cw20::Cw20QueryMsg::Balance { address: account.to_string() };
                let answer: cw20::BalanceResponse =
                    self.app.wrap().query_wasm_smart(token, &question).unwrap();
                answer.balance.u128()
            }
        }
    }

    /// What an actor has gained or lost since the start.
    pub fn gain(&self, name: &str, asset: &Asset) -> i128 {
        self.balance(&actor(name), asset) as i128 - RICH as i128
    }

    pub fn credit(&self, name: &str, asset: &Asset) -> u128 {
        let answer: CreditsResponse = self.ask(&QueryMsg::Credits {
            owner: actor(name).into(),
            start_after: None,
            limit: None,
        });
        let mut found = answer.credits.iter();
        found.find(|credit| credit.asset == *asset).map_or(0, |credit| credit.amount.u128())
    }

    // Invariants.

    pub fn check(&self) {
        let mut held: Vec<(Asset, u128)> = Vec::new();
        let mut after = None;
        loop {
            let page: DealsResponse =
                self.ask(&QueryMsg::Deals { start_after: after, limit: Some(30) });
            let Some(last) = page.deals.last() else { break };
            after = Some(last.deal);
            for deal in page.deals {
                self.check_deal(&deal);
                held.push((deal.asset.clone(), self.ledger(deal.deal).held.u128()));
            }
        }
        for asset in [native(), self.cw20(), self.hostile()] {
            let solvency: SolvencyResponse = self.ask(&QueryMsg::Solvency { asset: asset.clone() });
            let of_deals: u128 = held.iter().filter(|h| h.0 == asset).map(|h| h.1).sum();
            let parties = ["importer", "bank", "exporter", "adviser", "else"];
            let credits: u128 = parties.iter().map(|name| self.credit(name, &asset)).sum();
            assert_eq!(solvency.held.u128(), of_deals, "I2: held of {asset:?}");
            assert_eq!(solvency.credits.u128(), credits, "I2: credits of {asset:?}");
            let text = format!("{asset:?}");
            let given = self.donated.iter().filter(|given| given.0 == text);
            let given: u128 = given.map(|given| given.1).sum();
            let balance = solvency.balance.u128();
            assert_eq!(balance, of_deals + credits + given, "I2: balance of {asset:?}");
            assert!(solvency.solvent);
        }
    }

    fn check_deal(&self, deal: &DealResponse) {
        let ledger = self.ledger(deal.deal);
        let out = ledger.released + ledger.refunded + ledger.held;
        assert_eq!(ledger.funded, out, "I1: deal {}", deal.deal);
        assert!(ledger.reserved <= ledger.held, "I3: deal {}", deal.deal);
        assert!(ledger.released <= ledger.cover, "I4: deal {}", deal.deal);
        if deal.status == DealStatus::Closed {
            assert!(ledger.held.is_zero(), "I5: deal {}", deal.deal);
        }
        let over = deal.status == DealStatus::Closed;
        assert_eq!(deal.due_at.is_none(), over, "I6: deal {}", deal.deal);
    }
}
