//! What messages and queries of the escrow are made of.

use isthmus_wire::wire;

/// The escrow's roles. None of them touches money, terms or a deal's parties.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// May pause new deals.
    Pauser,
    /// Keeps the banking calendars: creates them and adds holidays to come.
    CalendarKeeper,
}

/// A role given at instantiate.
#[wire]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// Who has it.
    pub account: String,
}

/// What can be paused.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum PauseScope {
    /// `propose`. Nothing else ever stops: a deal that exists runs to its end.
    NewDeals,
}
