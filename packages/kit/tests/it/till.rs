//! A till: a contract with every message of administration and two rules of its own, and the suite that
//! drives it.
//!
//! `set_limit` is the owner's; `set_rate` is of one desk, and the keeper's. Keeper and auditor are never
//! one account, and the owner is neither.

use cosmwasm_std::testing::{mock_dependencies, mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{
    coins, Addr, Deps, Env, Event, MessageInfo, Order, OwnedDeps, Response, StdResult, Storage,
    Timestamp,
};
use cw_ownable::{Action, Ownership};
use cw_storage_plus::{Item, Map};
use isthmus_api::access::{self, PausesResponse, PendingChange, RolesOfResponse};
use isthmus_api::permission::{AdminParty, Caller, Guarded, NoParty, Permission};
use isthmus_kit::admin::{self, Administration, Duty, First};
use isthmus_kit::{authorize, pause, AccessError};
use isthmus_wire::wire;
use thiserror::Error;

#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    Pauser,
    Keeper,
    Auditor,
}

#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Scope {
    Pay,
    Refund,
}

#[wire]
#[derive(strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Change {
    GrantRole { role: Role, account: String },
    SetChangeDelay { seconds: u64 },
    RenounceOwnership {},
    SetLimit { limit: Option<u64>, note: String },
    SetRate { desk: String, rate: u64 },
}
isthmus_api::common_changes!(Change, Role);

pub type RoleGrant = access::RoleGrant<Role>;
pub type SudoMsg = access::SudoMsg<Role, Scope>;

#[wire]
#[derive(strum::EnumDiscriminants)]
#[strum_discriminants(name(Kind), derive(strum::EnumIter, strum::IntoStaticStr))]
pub enum Msg {
    UpdateOwnership(Action),
    GrantRole { role: Role, account: String },
    RevokeRole { role: Role, account: String },
    RenounceRole { role: Role },
    Pause { scopes: Vec<Scope>, seconds: u64 },
    Unpause { scopes: Vec<Scope> },
    ScheduleChange { change: Change },
    ApplyChange { id: u64 },
    CancelChange { id: u64 },
    SetChangeDelay { seconds: u64 },
    SetLimit { limit: Option<u64>, note: String },
    SetRate { desk: String, rate: u64 },
    Pay {},
}

impl Guarded for Msg {
    type Kind = Kind;
    type Role = Role;
    type Party = NoParty;

    fn kind(&self) -> Kind {
        self.into()
    }

    fn permission(kind: Kind) -> Permission<Role> {
        Permission::by(match kind {
            Kind::UpdateOwnership => Caller::OWNERSHIP,
            Kind::RenounceRole => Caller::Admin(AdminParty::RoleHolder),
            Kind::ScheduleChange => Caller::Admin(AdminParty::ChangeSender),
            Kind::CancelChange => Caller::OneOf(&[
                Caller::Owner,
                Caller::Role(Role::Pauser),
                Caller::Admin(AdminParty::Scheduler),
                Caller::Admin(AdminParty::AnyoneOnceOver),
            ]),
            Kind::ApplyChange | Kind::Pay => Caller::Anyone,
            Kind::Pause => Caller::Role(Role::Pauser),
            Kind::SetRate => Caller::Role(Role::Keeper),
            Kind::GrantRole
            | Kind::RevokeRole
            | Kind::Unpause
            | Kind::SetChangeDelay
            | Kind::SetLimit => Caller::Owner,
        })
    }
}

#[derive(Error, Debug, PartialEq)]
pub enum TillError {
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error("no desk {0} [TL-001]")]
    NoDesk(String),
}

const LIMIT: Item<(Option<u64>, String)> = Item::new("limit");
const RATES: Map<&str, u64> = Map::new("rates");

pub type Ctx<'a> = isthmus_kit::Ctx<'a, Vec<u8>>;
type Outcome = isthmus_kit::Outcome<TillError>;

pub struct Till;

impl Administration for Till {
    type Role = Role;
    type Scope = Scope;
    type Change = Change;
    type Gathered = Vec<u8>;
    type Error = TillError;

    const NAME: &'static str = "till";
    const VERSION: &'static str = "1.2.0";
    const EXCLUSIVE: &'static [&'static [Duty<Role>]] =
        &[&[Duty::Owner, Duty::Role(Role::Keeper), Duty::Role(Role::Auditor)]];
    const CANCELLERS: &'static [Role] = &[Role::Pauser];

    fn bit(scope: Scope) -> u8 {
        match scope {
            Scope::Pay => 0,
            Scope::Refund => 3,
        }
    }

    fn scheduler(change: &Change) -> Caller<Role> {
        match change {
            Change::SetRate { .. } => Caller::Role(Role::Keeper),
            _ => Caller::Owner,
        }
    }

    fn subject(change: &Change) -> String {
        match change {
            Change::SetRate { desk, .. } => desk.clone(),
            _ => String::new(),
        }
    }

    fn present(deps: Deps, change: &Change) -> Result<Change, TillError> {
        Ok(match change {
            Change::SetRate { desk, .. } => {
                let rate = RATES.may_load(deps.storage, desk).map_err(AccessError::from)?;
                let rate = rate.ok_or_else(|| TillError::NoDesk(desk.clone()))?;
                Change::SetRate { desk: desk.clone(), rate }
            }
            _ => {
                let (limit, note) = LIMIT.load(deps.storage).map_err(AccessError::from)?;
                Change::SetLimit { limit, note }
            }
        })
    }

    /// No limit is the loosest; a higher rate loosens; the note says nothing of either.
    fn loosens(now: &Change, change: &Change) -> bool {
        match (now, change) {
            (Change::SetLimit { limit: now, .. }, Change::SetLimit { limit, .. }) => {
                now.is_some_and(|now| limit.is_none_or(|limit| limit > now))
            }
            (Change::SetRate { rate: now, .. }, Change::SetRate { rate, .. }) => rate > now,
            _ => true,
        }
    }

    fn is_same_rule(one: &Change, other: &Change) -> bool {
        match (one, other) {
            (Change::SetLimit { limit: one, .. }, Change::SetLimit { limit: other, .. }) => {
                one == other
            }
            _ => one == other,
        }
    }

    fn apply(ctx: &mut Ctx, change: Change) -> Outcome {
        match change {
            Change::GrantRole { role, account } => admin::put_role::<Till>(ctx, role, account),
            Change::SetChangeDelay { seconds } => admin::put_change_delay::<Till>(ctx, seconds),
            Change::RenounceOwnership {} => admin::put_renunciation::<Till>(ctx),
            Change::SetLimit { limit, note } => put_limit(ctx, limit, note),
            Change::SetRate { desk, rate } => put_rate(ctx, desk, rate),
        }
    }
}

fn put_limit(ctx: &mut Ctx, limit: Option<u64>, note: String) -> Outcome {
    LIMIT.save(ctx.deps.storage, &(limit, note)).map_err(AccessError::from)?;
    Ok(Response::new().add_event(Event::new("set_limit")))
}

fn put_rate(ctx: &mut Ctx, desk: String, rate: u64) -> Outcome {
    RATES.save(ctx.deps.storage, &desk, &rate).map_err(AccessError::from)?;
    Ok(Response::new().add_event(Event::new("set_rate")))
}

pub fn execute(ctx: &mut Ctx, msg: Msg) -> Outcome {
    authorize(ctx.deps.storage, &ctx.info, &msg, |_| Ok(None))?;
    match msg {
        Msg::UpdateOwnership(action) => admin::update_ownership::<Till>(ctx, action),
        Msg::GrantRole { role, account } => admin::grant_role::<Till>(ctx, role, account),
        Msg::RevokeRole { role, account } => admin::revoke_role::<Till>(ctx, role, account),
        Msg::RenounceRole { role } => admin::renounce_role::<Till>(ctx, role),
        Msg::Pause { scopes, seconds } => admin::pause::<Till>(ctx, scopes, seconds),
        Msg::Unpause { scopes } => admin::unpause::<Till>(ctx, scopes),
        Msg::ScheduleChange { change } => admin::schedule_change::<Till>(ctx, change),
        Msg::ApplyChange { id } => admin::apply_change::<Till>(ctx, id),
        Msg::CancelChange { id } => admin::cancel_change::<Till>(ctx, id),
        Msg::SetChangeDelay { seconds } => admin::set_change_delay::<Till>(ctx, seconds),
        Msg::SetLimit { limit, note } => {
            let change = Change::SetLimit { limit, note: note.clone() };
            admin::ensure_may_apply_now::<Till>(ctx, &change)?;
            put_limit(ctx, limit, note)
        }
        Msg::SetRate { desk, rate } => {
            let change = Change::SetRate { desk: desk.clone(), rate };
            admin::ensure_may_apply_now::<Till>(ctx, &change)?;
            put_rate(ctx, desk, rate)
        }
        Msg::Pay {} => {
            let scope = pause::Scope { bit: 0, name: "pay" };
            pause::check(ctx.deps.storage, scope, ctx.now())?;
            Ok(Response::new())
        }
    }
}

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
