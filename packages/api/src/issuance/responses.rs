//! What issuance answers.

use cosmwasm_std::{Addr, Uint128};
use isthmus_wire::wire;

use super::{Attestation, ClassShare, Redemption, RedemptionPolicy, ReservePolicy, ReserveTests};
use crate::types::{LimitState, Weekday};

/// How the contract is set up.
#[wire]
pub struct ConfigResponse {
    /// Name of the region.
    pub region: String,
    /// The token.
    pub stablecoin: Addr,
    /// Seconds between the proposal of an owner and its acceptance.
    pub owner_delay_seconds: u64,
    /// Seconds that a change which loosens something has to wait.
    pub change_delay_seconds: u64,
}

/// A minter.
#[wire]
pub struct MinterResponse {
    /// The account.
    pub minter: String,
    /// What it may still mint.
    pub allowance: Uint128,
    /// The most that its allowance may be raised to.
    pub ceiling: Uint128,
    /// Its rate limit, if it has one.
    pub rate_limit: Option<LimitState>,
    /// Whether it mints only for the accounts on its list.
    pub restricted: bool,
    /// Whether it was stopped.
    pub stopped: bool,
}

/// A page of minters.
#[wire]
pub struct MintersResponse {
    /// The minters.
    pub minters: Vec<MinterResponse>,
}

/// An account that controls a minter.
#[wire]
pub struct ControllerInfo {
    /// The account.
    pub controller: Addr,
    /// The minter.
    pub minter: Addr,
}

/// A page of controllers.
#[wire]
pub struct ControllersResponse {
    /// The controllers.
    pub controllers: Vec<ControllerInfo>,
}

/// For whom a minter may mint.
#[wire]
pub struct MintRecipientsResponse {
    /// The accounts, ascending; null if it may mint for anyone.
    pub recipients: Option<Vec<Addr>>,
}

/// What backs the tokens.
#[wire]
pub struct ReserveResponse {
    /// How attestations bound minting, if they do.
    pub policy: Option<ReservePolicy>,
    /// The newest attestation, if there is one.
    pub attestation: Option<Attestation>,
    /// Its composition by class, those with nothing left out.
    pub composition: Vec<ClassShare>,
    /// What the rules ask of it, computed.
    pub tests: Option<ReserveTests>,
    /// What of it still counts: less what was paid out for redemptions since.
    pub counted: Option<Uint128>,
    /// Last second at which it counts, if there is a policy.
    pub fresh_until: Option<u64>,
    /// What is issued, as the token says: its `total + abroad`.
    pub issued: Uint128,
    /// What may still be minted under the policy; null without one.
    pub headroom: Option<Uint128>,
}

/// A page of attestations.
#[wire]
pub struct AttestationsResponse {
    /// The attestations.
    pub attestations: Vec<Attestation>,
}

/// The terms of redemption.
#[wire]
pub struct RedemptionTermsResponse {
    /// The policy; null while redemption is closed.
    pub policy: Option<RedemptionPolicy>,
    /// Last second of the term of a redemption that would come in now; null while it is closed.
    pub due_at: Option<u64>,
}

/// A page of open redemptions.
#[wire]
pub struct RedemptionsResponse {
    /// The redemptions.
    pub redemptions: Vec<Redemption>,
}

/// How many redemptions ended in one way, and their sum.
#[wire]
#[derive(Copy, Default, Eq)]
pub struct Tally {
    /// How many.
    pub count: u64,
    /// Base units.
    pub amount: Uint128,
}

/// All redemptions there ever were. `requested` is the sum of all others, in number those that ended before the
/// token handed over among them.
#[wire]
#[derive(Copy, Default, Eq)]
pub struct RedemptionStatisticsResponse {
    /// All.
    pub requested: Tally,
    /// Open ones.
    pub open: Tally,
    /// Settled within their term.
    pub settled: Tally,
    /// Settled after it, those whose payment was under way before among them.
    pub settled_late: Tally,
    /// Rejected.
    pub rejected: Tally,
    /// Given back because the time was over.
    pub returned_late: Tally,
    /// Given back because their holder was frozen or held.
    pub returned_restricted: Tally,
    /// How many ended in the token, before it handed over; how is in its events.
    #[serde(default)]
    pub ended_before: u64,
}

/// What an account may withdraw.
#[wire]
pub struct CreditResponse {
    /// Base units.
    pub amount: Uint128,
}

/// What the contract owes and what it has: `balance >= redemptions + credits`, always.
#[wire]
pub struct SolvencyResponse {
    /// Sum of the open redemptions.
    pub redemptions: Uint128,
    /// Sum of the credits.
    pub credits: Uint128,
    /// Its balance of the token.
    pub balance: Uint128,
    /// Whether it has what it owes.
    pub solvent: bool,
}

/// The calendar with its holidays.
#[wire]
pub struct CalendarResponse {
    /// Its name.
    pub name: String,
    /// Minutes added to UTC.
    pub utc_offset_minutes: i32,
    /// Days of the week without business.
    pub weekend: Vec<Weekday>,
    /// A page of holidays, ascending.
    pub holidays: Vec<String>,
}
