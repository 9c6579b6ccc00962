//! The suite that drives the [`contract`] made for these tests.

mod contract;

use cosmwasm_std::testing::{mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{
    coins, Addr, Env, Event, MessageInfo, Order, OwnedDeps, StdResult, Storage, Timestamp,
};
use cw_ownable::Ownership;
use isthmus_api::access::{PausesResponse, PendingChange, RolesOfResponse};
use isthmus_kit::admin::{self, First};
use isthmus_kit::AccessError;

pub use contract::*;

/// Seconds that changes wait in [`Suite::new`].
pub const DELAY: u64 = 1_000;
/// Seconds that a proposed owner waits in [`Suite::new`].
pub const OWNER_DELAY: u64 = 100;

pub struct Suite {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
}

impl Suite {
    /// A till with an owner, the pauser `pat`, the keeper `kim`, a limit of 100, a rate of 5 at the desk
    /// `a` and at the desk `b`, and a delay.
    pub fn new() -> Self {
        Self::with_delay(DELAY)
    }

    pub fn with_delay(change_delay: u64) -> Self {
        let mut suite = Self::empty();
        let roles = vec![suite.grant(Role::Pauser, "pat"), suite.grant(Role::Keeper, "kim")];
        suite
            .instantiate(First {
                owner: Some(suite.addr("owner")),
                owner_delay_seconds: Some(OWNER_DELAY),
                roles: Some(roles),
                change_delay_seconds: Some(change_delay),
            })
            .unwrap();
        suite
    }

    /// Before instantiate.
    pub fn empty() -> Self {
        let mut suite = Self { deps: mock_dependencies(), env: mock_env() };
        suite.env.block.time = Timestamp::from_seconds(10_000);
        suite
    }

    pub fn instantiate(&mut self, first: First<Role>) -> Result<Vec<Event>, TillError> {
        let info = self.info("creator");
        let storage = &mut self.deps.storage;
        LIMIT.save(storage, &(Some(100), "first".to_string())).unwrap();
        RATES.save(storage, "a", &5).unwrap();
        RATES.save(storage, "b", &5).unwrap();
        Ok(admin::instantiate::<Till>(&mut self.deps.as_mut(), &info, first)?)
    }

    pub fn addr(&self, name: &str) -> String {
        self.address(name).into_string()
    }

    pub fn address(&self, name: &str) -> Addr {
        self.deps.api.addr_make(name)
    }

    pub fn info(&self, who: &str) -> MessageInfo {
        MessageInfo { sender: self.address(who), funds: vec![] }
    }

    pub fn grant(&self, role: Role, who: &str) -> RoleGrant {
        RoleGrant { role, account: self.addr(who) }
    }

    pub fn now(&self) -> u64 {
        self.env.block.time.seconds()
    }

    pub fn after(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
    }

    /// Sends a message; one that fails leaves storage as it was, as on a chain.
    pub fn send(&mut self, info: MessageInfo, msg: Msg) -> Result<Vec<Event>, TillError> {
        let before = self.stored();
        let env = self.env.clone();
        let mut ctx = Ctx::new(self.deps.as_mut(), env, info);
        let outcome = execute(&mut ctx, msg);
        if outcome.is_err() {
            self.restore(before);
        }
        outcome.map(|response| response.events)
    }

    pub fn ok(&mut self, who: &str, msg: Msg) -> Vec<Event> {
        let info = self.info(who);
        self.send(info, msg).unwrap()
    }

    /// Why the message fails.
    pub fn fails(&mut self, who: &str, msg: Msg) -> AccessError {
        let info = self.info(who);
        match self.send(info, msg).unwrap_err() {
            TillError::Access(error) => error,
            other => panic!("{other}"),
        }
    }

    pub fn fails_with_coins(&mut self, who: &str, msg: Msg) -> AccessError {
        let info = MessageInfo { funds: coins(5, "uwest"), ..self.info(who) };
        match self.send(info, msg).unwrap_err() {
            TillError::Access(error) => error,
            other => panic!("{other}"),
        }
    }

    pub fn sudo(&mut self, msg: SudoMsg) -> Result<Vec<Event>, TillError> {
        let env = self.env.clone();
        admin::sudo::<Till>(self.deps.as_mut(), &env, msg).map(|response| response.events)
    }

    /// Schedules a change and says its number.
    pub fn schedule(&mut self, who: &str, change: Change) -> u64 {
        self.ok(who, Msg::ScheduleChange { change });
        self.pending().last().unwrap().id
    }

    /// Schedules a change, waits, and applies it.
    pub fn change(&mut self, who: &str, change: Change) -> Vec<Event> {
        let id = self.schedule(who, change);
        self.after(DELAY);
        self.ok("anyone", Msg::ApplyChange { id })
    }

    pub fn pending(&self) -> Vec<PendingChange<Change>> {
        admin::query::pending_changes::<Till>(self.deps.as_ref()).unwrap().changes
    }

    pub fn ownership(&self) -> Ownership<Addr> {
        admin::query::ownership(self.deps.as_ref()).unwrap()
    }

    pub fn owner(&self) -> Option<String> {
        self.ownership().owner.map(String::from)
    }

    pub fn roles_of(&self, who: &str) -> RolesOfResponse {
        admin::query::roles_of::<Till>(self.deps.as_ref(), &self.addr(who)).unwrap()
    }

    pub fn members(&self, role: Role, after: Option<String>, limit: Option<u32>) -> Vec<Addr> {
        let page = admin::query::role_members::<Till>(self.deps.as_ref(), role, after, limit);
        page.unwrap().members
    }

    pub fn pauses(&self) -> StdResult<PausesResponse> {
        admin::query::pauses::<Till>(self.deps.as_ref(), &self.env)
    }

    pub fn limit(&self) -> Option<u64> {
        LIMIT.load(&self.deps.storage).unwrap().0
    }

    pub fn rate(&self, desk: &str) -> u64 {
        RATES.load(&self.deps.storage, desk).unwrap()
    }

    /// The desk has used that much of its rate up.
    pub fn use_up(&mut self, desk: &str, amount: u64) {
        let left = self.rate(desk) - amount;
        RATES.save(&mut self.deps.storage, desk, &left).unwrap();
    }

    /// The account keeps another till, or no longer.
    pub fn keeps_elsewhere(&mut self, who: &str, keeps: bool) {
        let account = self.addr(who);
        match keeps {
            true => ELSEWHERE.save(&mut self.deps.storage, &account, &()).unwrap(),
            false => ELSEWHERE.remove(&mut self.deps.storage, &account),
        }
    }

    /// The contract's own reason why the message fails.
    pub fn fails_itself(&mut self, who: &str, msg: Msg) -> TillError {
        let info = self.info(who);
        self.send(info, msg).unwrap_err()
    }

    pub fn remove_desk(&mut self, desk: &str) {
        RATES.remove(&mut self.deps.storage, desk);
    }

    pub fn stored(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.deps.storage.range(None, None, Order::Ascending).collect()
    }

    fn restore(&mut self, stored: Vec<(Vec<u8>, Vec<u8>)>) {
        self.deps.storage = MockStorage::new();
        stored.iter().for_each(|(key, value)| self.deps.storage.set(key, value));
    }
}

pub fn set_limit(limit: impl Into<Option<u64>>) -> Msg {
    Msg::SetLimit { limit: limit.into(), note: "first".to_string() }
}

pub fn limit_change(limit: impl Into<Option<u64>>) -> Change {
    Change::SetLimit { limit: limit.into(), note: "first".to_string() }
}

pub fn set_rate(desk: &str, rate: u64) -> Msg {
    Msg::SetRate { desk: desk.to_string(), rate }
}

pub fn rate_change(desk: &str, rate: u64) -> Change {
    Change::SetRate { desk: desk.to_string(), rate }
}
