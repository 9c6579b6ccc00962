//! What messages and queries of the escrow are made of.

use cosmwasm_schema::cw_serde;

/// The escrow's roles. None of them touches money, terms or a deal's parties.
#[cw_serde]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// May pause new deals.
    Pauser,
    /// Keeps the banking calendars: creates them and adds holidays to come.
    CalendarKeeper,
}

/// A role given at instantiate.
#[cw_serde]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// Who has it.
    pub account: String,
}

/// What can be paused.
#[cw_serde]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum PauseScope {
    /// `propose`. Nothing else ever stops: a deal that exists runs to its end.
    NewDeals,
}
