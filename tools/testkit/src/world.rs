//! Two regions with everything deployed, actors by name, verbs of the domain. After every verb all
//! invariants are checked. It is one file because it is one list: whoever writes a test looks here for
//! the verb first.

use cosmwasm_std::{to_json_binary, Binary, HexBinary, Uint128};
use isthmus_api::types::Asset;
use isthmus_api::{bridge, escrow, identity, issuance, stablecoin};
use isthmus_regions::embedded::{Delivery, Embedded, Packet};
use isthmus_regions::{deploy, supply, Code, Deployment, Pair, Plan, Receipt, Side, TxResult};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::Value;
use std::cell::Cell;

/// The token of the tests.
pub const TOKEN: &str = "west.iusd";
/// Who mints.
pub const MINTER: &str = "issuer";
/// Actors who hold money.
pub const HOLDERS: [&str; 4] = ["ana", "ben", "cho", "dee"];

/// Two regions and what was issued in them.
pub struct World {
    /// The engine.
    pub pair: Embedded,
    /// Addresses and channels.
    pub deployment: Deployment,
    issued: Cell<u128>,
    watched: Cell<bool>,
}

/// A transfer about to be sent.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Region it leaves.
    pub from: Side,
    /// Actor there.
    pub sender: String,
    /// Actor, or address, in the other region.
    pub receiver: String,
    /// Base units.
    pub amount: u128,
    /// Seconds; the bridge's default if absent.
    pub timeout_seconds: Option<u64>,
    /// A note.
    pub memo: Option<String>,
    /// 32 bytes.
    pub info: Option<HexBinary>,
    /// The sender's own reference.
    pub reference: Option<Binary>,
}

impl Transfer {
    /// A plain one, to an actor on the other side.
    pub fn new(from: Side, sender: &str, receiver: &str, amount: u128) -> Self {
        Self {
            from,
            sender: sender.to_string(),
            receiver: receiver.to_string(),
            amount,
            timeout_seconds: None,
            memo: None,
            info: None,
            reference: None,
        }
    }

    /// With this many seconds to arrive.
    pub fn within(mut self, seconds: u64) -> Self {
        self.timeout_seconds = Some(seconds);
        self
    }

    /// With a reference.
    pub fn with_reference(mut self, reference: &[u8]) -> Self {
        self.reference = Some(reference.into());
        self
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// Everything deployed and linked; nothing issued. Roles: `issuer` mints, `officer` freezes, `guardian` pauses, `keeper` keeps calendars.
    pub fn new() -> Self {
        Self::with_plan(Self::plan())
    }

    /// The plan of [`new`](Self::new), to be changed.
    pub fn plan() -> Plan {
        let roles = [
            (Code::Issuance, "master_minter", "treasurer"),
            (Code::Stablecoin, "compliance", "officer"),
            (Code::Stablecoin, "pauser", "guardian"),
            (Code::Bridge, "pauser", "guardian"),
            (Code::Escrow, "pauser", "guardian"),
            (Code::Escrow, "calendar_keeper", "keeper"),
            (Code::Identity, "pauser", "guardian"),
        ];
        Plan {
            roles: roles
                .map(|(code, role, actor)| (code, role.to_string(), actor.to_string()))
                .to_vec(),
            // Tests come to where numbers end.
            cap: None,
            ..Plan::default()
        }
    }

    /// Deployed by another plan.
    pub fn with_plan(plan: Plan) -> Self {
        Self::on(Embedded::default(), plan)
    }

    /// Deployed by another plan on a pair of one's own. If nothing waits and somebody may say so, issuance
    /// lets [`MINTER`] mint without a limit of its own.
    pub fn on(pair: Embedded, plan: Plan) -> Self {
        let deployment = deploy(&pair, &plan).expect("the plan can be deployed");
        let world = Self { pair, deployment, issued: Cell::new(0), watched: Cell::new(true) };
        if plan.change_delay_seconds == 0 {
            let minter = world.address(Side::West, MINTER);
            let ceiling = Uint128::MAX;
            let msg = issuance::ExecuteMsg::ConfigureMinter { minter, ceiling, rate_limit: None };
            let names_minters = |(code, role, _): &&(Code, String, String)| {
                *code == Code::Issuance && role == "master_minter"
            };
            if let Some((_, _, actor)) = plan.roles.iter().find(names_minters) {
                world.must(Side::West, actor, Code::Issuance, &msg);
            }
        }
        world
    }

    /// A world in which each holder has `amount` in the west.
    pub fn funded(amount: u128) -> Self {
        let world = Self::new();
        for holder in HOLDERS {
            world.mint(holder, amount);
        }
        world
    }

    /// An actor's address.
    pub fn address(&self, side: Side, actor: &str) -> String {
        self.pair.region(side).account(actor).expect("an account")
    }

    /// A contract's address.
    pub fn contract(&self, side: Side, code: Code) -> &str {
        self.deployment.at(side).of(code)
    }

    /// The stablecoin as an asset of a region.
    pub fn token(&self, side: Side) -> Asset {
        Asset::Cw20(self.contract(side, Code::Stablecoin).to_string())
    }

    /// Sends a message and checks all invariants, whether it passes or not.
    pub fn send_msg<M: Serialize>(
        &self,
        side: Side,
        actor: &str,
        code: Code,
        msg: &M,
    ) -> TxResult<Receipt> {
        let msg = serde_json::to_value(msg)?;
        let contract = self.contract(side, code);
        let sent = self.pair.region(side).execute(actor, contract, &msg, &[]);
        self.check();
        sent
    }

    /// Sends a message that must pass.
    #[track_caller]
    pub fn must<M: Serialize>(&self, side: Side, actor: &str, code: Code, msg: &M) -> Receipt {
        self.send_msg(side, actor, code, msg)
            .unwrap_or_else(|error| panic!("{actor} in the {}: {error}", side.name()))
    }

    /// Asks a contract.
    #[track_caller]
    pub fn ask<Q: Serialize, A: DeserializeOwned>(&self, side: Side, code: Code, query: &Q) -> A {
        let contract = self.contract(side, code);
        supply::ask(&self.pair, side, contract, query)
            .unwrap_or_else(|error| panic!("query in the {}: {error}", side.name()))
    }

    /// Issues money in the west through issuance, to an actor or an address.
    pub fn mint(&self, actor: &str, amount: u128) {
        let recipient = match actor.contains('1') {
            true => actor.to_string(),
            false => self.address(Side::West, actor),
        };
        self.issued.set(self.issued.get() + amount);
        let amount = amount.into();
        let msg = issuance::ExecuteMsg::Mint { recipient, amount, reference: None };
        self.must(Side::West, MINTER, Code::Issuance, &msg);
    }

    /// An actor's balance.
    pub fn balance(&self, side: Side, actor: &str) -> u128 {
        self.balance_of(side, &self.address(side, actor))
    }

    /// An address's balance.
    pub fn balance_of(&self, side: Side, address: &str) -> u128 {
        let query = stablecoin::QueryMsg::Balance { address: address.to_string() };
        let answer: cw20::BalanceResponse = self.ask(side, Code::Stablecoin, &query);
        answer.balance.u128()
    }

    /// Sends money to the other region.
    pub fn transfer(&self, transfer: &Transfer) -> TxResult<Receipt> {
        let sent = self.transfer_unchecked(transfer);
        self.check();
        sent
    }

    /// The same without a look at the invariants: where a region lies, they need not hold for it.
    pub fn transfer_unchecked(&self, transfer: &Transfer) -> TxResult<Receipt> {
        let to = transfer.from.other();
        let receiver = match transfer.receiver.contains('1') {
            true => transfer.receiver.clone(),
            false => self.address(to, &transfer.receiver),
        };
        let hook = bridge::TokenHook::Transfer {
            region: to.name().to_string(),
            receiver,
            timeout_seconds: transfer.timeout_seconds,
            memo: transfer.memo.clone(),
            info: transfer.info.clone(),
            reference: transfer.reference.clone(),
        };
        let msg = stablecoin::ExecuteMsg::Send {
            contract: self.contract(transfer.from, Code::Bridge).to_string(),
            amount: transfer.amount.into(),
            msg: to_json_binary(&hook).expect("a hook is JSON"),
        };
        let contract = self.contract(transfer.from, Code::Stablecoin);
        let msg = serde_json::to_value(&msg)?;
        self.pair.region(transfer.from).execute(&transfer.sender, contract, &msg, &[])
    }

    /// Sends money that must leave, and returns its packet.
    #[track_caller]
    pub fn dispatch(&self, transfer: &Transfer) -> Packet {
        self.transfer(transfer).unwrap_or_else(|error| panic!("{transfer:?}: {error}"));
        self.pair.last_packet(transfer.from).expect("a packet was sent")
    }

    /// Delivers a packet and returns the text of its acknowledgement.
    #[track_caller]
    pub fn deliver(&self, packet: &Packet) -> String {
        let delivery = self.pair.deliver(packet);
        self.check();
        match delivery.expect("a delivery") {
            Delivery::Acknowledged { ack, .. } => {
                String::from_utf8(ack.to_vec()).expect("an acknowledgement is text")
            }
            other => panic!("no acknowledgement but {other:?}"),
        }
    }

    /// Carries an acknowledgement back.
    #[track_caller]
    pub fn acknowledge(&self, packet: &Packet) -> Receipt {
        let done = self.pair.acknowledge(packet);
        self.check();
        done.expect("it is taken").expect("the packet was alive")
    }

    /// Times a packet out.
    #[track_caller]
    pub fn time_out(&self, packet: &Packet) -> Receipt {
        let done = self.pair.time_out(packet);
        self.check();
        done.expect("it is taken").expect("the packet was alive")
    }

    /// Relays all there is.
    #[track_caller]
    pub fn settle(&self) {
        self.pair.settle().expect("nothing is refused");
        self.check();
    }

    /// Delivers a packet that the counterpart's bridge never sent.
    #[track_caller]
    pub fn forge(&self, to: Side, data: impl Into<Binary>) -> String {
        let delivery = self.pair.forge(to, self.deployment.channel(to), data);
        match delivery.expect("a delivery") {
            Delivery::Acknowledged { ack, .. } => {
                String::from_utf8(ack.to_vec()).expect("an acknowledgement is text")
            }
            other => panic!("no acknowledgement but {other:?}"),
        }
    }

    /// Freezes an account, by the officer.
    pub fn freeze(&self, side: Side, account: &str, mode: stablecoin::FreezeMode) {
        let msg = stablecoin::ExecuteMsg::Freeze {
            accounts: vec![self.address(side, account)],
            mode,
            reason: Some("case 7".to_string()),
            until: None,
            case_hash: None,
        };
        self.must(side, "officer", Code::Stablecoin, &msg);
    }

    /// Lifts a freeze.
    pub fn unfreeze(&self, side: Side, account: &str) {
        let accounts = vec![self.address(side, account)];
        let msg = stablecoin::ExecuteMsg::Unfreeze { accounts };
        self.must(side, "officer", Code::Stablecoin, &msg);
    }

    /// Whether an account is frozen in any way.
    pub fn is_frozen(&self, side: Side, account: &str) -> bool {
        let query = stablecoin::QueryMsg::Account { address: self.address(side, account) };
        let answer: stablecoin::AccountResponse = self.ask(side, Code::Stablecoin, &query);
        answer.freeze.is_some()
    }

    /// A bridge's ledger of the token.
    pub fn ledger(&self, side: Side) -> bridge::LedgerResponse {
        let query = bridge::QueryMsg::Ledger {
            region: side.other().name().to_string(),
            token: TOKEN.to_string(),
        };
        self.ask(side, Code::Bridge, &query)
    }

    /// Retries a refund that could not land.
    pub fn claim(&self, side: Side, id: u64) -> TxResult<Receipt> {
        let msg = bridge::ExecuteMsg::Claim {
            region: side.other().name().to_string(),
            token: TOKEN.to_string(),
            id,
        };
        self.send_msg(side, "stranger", Code::Bridge, &msg)
    }

    /// What an account may withdraw from the escrow, in the stablecoin.
    pub fn credit(&self, side: Side, actor: &str) -> u128 {
        let query = escrow::QueryMsg::Credits {
            owner: self.address(side, actor),
            start_after: None,
            limit: None,
        };
        let answer: escrow::CreditsResponse = self.ask(side, Code::Escrow, &query);
        let token = self.token(side);
        let credits = answer.credits.into_iter();
        credits.filter(|credit| credit.asset == token).map(|credit| credit.amount.u128()).sum()
    }

    /// Whether an account meets a policy.
    pub fn verdict(
        &self,
        side: Side,
        actor: &str,
        policy: &isthmus_api::gate::Policy,
    ) -> isthmus_api::gate::Verdict {
        let query = identity::QueryMsg::IsAuthorized {
            subject: self.address(side, actor),
            policy: policy.clone(),
        };
        self.ask(side, Code::Identity, &query)
    }

    /// From now on the verbs leave it to the caller to [`audit`](Self::audit).
    pub fn unwatch(&self) {
        self.watched.set(false);
    }

    /// Checks every invariant between contracts and regions, if the world is watched.
    #[track_caller]
    pub fn check(&self) {
        if self.watched.get() {
            self.audit();
        }
    }

    /// Checks every invariant between contracts and regions, and returns the supply equation.
    #[track_caller]
    pub fn audit(&self) -> supply::Supply {
        let books = supply::audit(&self.pair, &self.deployment);
        let (supply, found) = books.expect("the books are read");
        for invariant in &found {
            assert!(
                invariant.holds,
                "{}: {}",
                invariant.name,
                invariant.figures.text(ToString::to_string)
            );
        }
        assert!(supply.holds(), "{supply:?}");
        assert_eq!(supply.issued.u128(), self.issued.get(), "issued");
        for side in Side::BOTH {
            let held = self.balance_of(side, self.contract(side, Code::Bridge));
            assert_eq!(held, 0, "I6: the bridge of the {} holds money", side.name());
        }
        supply
    }

    /// The supply equation's parts.
    pub fn supply(&self) -> supply::Supply {
        supply::read(&self.pair, &self.deployment).expect("the supply is read")
    }

    /// The bytes that all contracts of a region keep.
    pub fn state(&self, side: Side) -> Vec<Vec<cosmwasm_std::Record>> {
        let codes = [Code::Identity, Code::Stablecoin, Code::Bridge, Code::Escrow, Code::Issuance];
        codes.map(|code| self.pair.at(side).records(self.contract(side, code))).to_vec()
    }

    /// Time of the newest block.
    pub fn now(&self) -> u64 {
        self.pair.west().now().expect("the clock is there")
    }
}

/// The stable code in an acknowledgement or an error, such as `BR-014`.
pub fn code_of(text: &str) -> Option<String> {
    isthmus_regions::TxError::refused(text).code().map(str::to_string)
}

/// Whether an acknowledgement reports success (ICS-20's envelope).
pub fn is_success(ack: &str) -> bool {
    let parsed: Value = serde_json::from_str(ack).unwrap_or_default();
    parsed.get("result").is_some()
}
