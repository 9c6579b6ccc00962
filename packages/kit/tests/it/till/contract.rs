//! A till: a contract with every message of administration and two rules of its own.
//!
//! `set_limit` is the owner's; `set_rate` is of one desk, and the keeper's. Keeper and auditor are never
//! one account, and the owner is neither.

use cosmwasm_std::{Addr, Deps, Event, Response};
use cw_ownable::Action;
use cw_storage_plus::{Item, Map};
use isthmus_api::access;
use isthmus_api::common_change;
use isthmus_api::permission::{AdminParty, Caller, Guarded, NoParty, Permission};
use isthmus_kit::admin::{self, Administration, Duty};
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
    SetOwnerDelay { seconds: u64 },
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
    SetOwnerDelay { seconds: u64 },
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
            | Kind::SetOwnerDelay
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
    #[error("{0} is too high a rate [TL-002]")]
    TooHigh(u64),
    #[error("the account keeps another till [TL-003]")]
    KeepsElsewhere,
}

pub const LIMIT: Item<(Option<u64>, String)> = Item::new("limit");
pub const RATES: Map<&str, u64> = Map::new("rates");

/// Who keeps another till, which kit knows nothing of. No such account is an auditor here.
pub const ELSEWHERE: Map<&str, ()> = Map::new("elsewhere");

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

    fn ensure_may_have(ctx: &Ctx, role: Role, account: &Addr) -> Result<(), TillError> {
        if role == Role::Auditor && ELSEWHERE.has(ctx.deps.storage, account.as_str()) {
            return Err(TillError::KeepsElsewhere);
        }
        Ok(())
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

    /// A desk uses its rate up.
    fn still_holds(present: &Change, against: &Change) -> bool {
        match (present, against) {
            (Change::SetRate { rate: now, .. }, Change::SetRate { rate, .. }) => now <= rate,
            _ => Self::is_same_rule(present, against),
        }
    }

    fn apply(ctx: &mut Ctx, change: Change) -> Outcome {
        match change {
            common_change!(Change) => admin::apply::<Till>(ctx, change),
            Change::SetLimit { limit, note } => put_limit(ctx, limit, note),
            Change::SetRate { desk, rate } => put_rate(ctx, desk, rate),
        }
    }
}

fn put_limit(ctx: &mut Ctx, limit: Option<u64>, note: String) -> Outcome {
    LIMIT.save(ctx.deps.storage, &(limit, note)).map_err(AccessError::from)?;
    Ok(Response::new().add_event(Event::new("set_limit")))
}

/// Highest rate of a desk.
pub const MAX_RATE: u64 = 1_000;

fn put_rate(ctx: &mut Ctx, desk: String, rate: u64) -> Outcome {
    if rate > MAX_RATE {
        return Err(TillError::TooHigh(rate));
    }
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
        Msg::SetOwnerDelay { seconds } => admin::set_owner_delay::<Till>(ctx, seconds),
        Msg::SetLimit { limit, note } => {
            admin::change::<Till>(ctx, Change::SetLimit { limit, note })
        }
        Msg::SetRate { desk, rate } => admin::change::<Till>(ctx, Change::SetRate { desk, rate }),
        Msg::Pay {} => {
            let scope = pause::Scope { bit: 0, name: "pay" };
            pause::check(ctx.deps.storage, scope, ctx.now())?;
            Ok(Response::new())
        }
    }
}
