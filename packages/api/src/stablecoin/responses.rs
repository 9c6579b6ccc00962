//! What the stablecoin answers.

use cosmwasm_std::{Addr, HexBinary, Uint128};
use isthmus_wire::wire;

use super::{AccountStatus, Change, ComplianceMode, Feature, FreezeMode, PolicyContract};
use crate::access;
use crate::types::LimitState;

/// What was fixed at instantiate.
#[wire]
pub struct ConfigResponse {
    /// The region of this chain, if the token knows regions.
    pub region: Option<String>,
    /// The token's name across regions.
    pub token: Option<String>,
    /// The bridge.
    pub bridge: Option<String>,
    /// The bridge before, which may still refund.
    pub former_bridge: Option<String>,
    /// The identity registry.
    pub identity: Option<String>,
    /// Whether this is the token's home, where it is issued.
    pub home: bool,
    /// Seconds between the proposal of an owner and its acceptance.
    pub owner_delay_seconds: u64,
    /// Seconds that a change which loosens something has to wait.
    pub change_delay_seconds: u64,
}

/// The supply.
#[wire]
pub struct SupplyResponse {
    /// Sum of all balances in this region.
    pub total: Uint128,
    /// At home: what went abroad and has not come back. Elsewhere zero.
    pub abroad: Uint128,
    /// Most that `total + abroad` may be after a mint.
    pub cap: Option<Uint128>,
    /// What may still be minted under the cap; null without a cap.
    pub headroom: Option<Uint128>,
    /// Whether holders may burn.
    pub holder_burn: bool,
    /// Whether this is the token's home.
    pub home: bool,
}

/// One account.
#[wire]
pub struct AccountResponse {
    /// All it has.
    pub balance: Uint128,
    /// What it can move: nothing while it is frozen or held, else all that is not locked.
    pub spendable: Uint128,
    /// What a lock keeps back; it may exceed the balance.
    pub locked: Uint128,
    /// The freeze that is on now.
    pub freeze: Option<FreezeInfo>,
    /// The hold that is on now.
    pub hold: Option<HoldInfo>,
    /// Whether it is protected as an escrow.
    pub escrow: bool,
    /// What of an escrow's balance is its own, and not protected: what it held when it became one and still
    /// has. Zero for any other account.
    pub own: Uint128,
    /// What is known of it.
    pub status: AccountStatus,
}

/// Whose payments pass.
#[wire]
pub struct ComplianceResponse {
    /// The mode.
    pub mode: ComplianceMode,
    /// The contract that is asked about movements, if there is one.
    pub policy: Option<PolicyContract>,
    /// How many trials of it failed in a row.
    pub policy_failures: u32,
}

/// A receiver in another region.
#[wire]
pub struct ForeignReceiverResponse {
    /// Whether it is blocked.
    pub blocked: bool,
}

/// A page of blocked receivers in another region.
#[wire]
pub struct ForeignReceiversResponse {
    /// The receivers.
    pub receivers: Vec<String>,
}

/// Why and since when an account is frozen.
#[wire]
pub struct FreezeInfo {
    /// How far.
    pub mode: FreezeMode,
    /// Why.
    pub reason: Option<String>,
    /// Since when (seconds).
    pub since: u64,
    /// Who did it.
    pub by: Addr,
    /// First second at which it is over, if it ends by itself.
    #[serde(default)]
    pub until: Option<u64>,
    /// SHA-256 of the order or case file.
    #[serde(default)]
    pub case_hash: Option<HexBinary>,
    /// The account that took its place, if it is frozen because its key was lost.
    #[serde(default)]
    pub recovered_to: Option<Addr>,
}

/// Why, since when and until when an account is held.
#[wire]
pub struct HoldInfo {
    /// Since when (seconds).
    pub since: u64,
    /// First second at which it is over.
    pub until: u64,
    /// Why.
    pub reason: String,
    /// SHA-256 of the report or case file.
    pub case_hash: Option<HexBinary>,
    /// Who did it.
    pub by: Addr,
}

/// The answer to `can_transfer`.
#[wire]
pub struct CanTransferResponse {
    /// Whether it would pass.
    pub ok: bool,
    /// Code of the error, such as `ST-012`.
    pub code: Option<String>,
    /// Text of the error.
    pub reason: Option<String>,
}

/// The minter.
#[wire]
pub struct MinterInfo {
    /// The account.
    pub minter: String,
    /// What it may still mint; null: the cap alone bounds it.
    pub allowance: Option<Uint128>,
    /// Whether its account is frozen or held, and so cannot mint.
    pub frozen: bool,
    /// Its rate limit, and what of it is free now; null without one. In any window of `t` seconds it
    /// lets no more than `capacity + refill_per_second * t` through.
    pub rate_limit: Option<LimitState>,
}

/// A page of accounts with their balances.
#[wire]
pub struct AllBalancesResponse {
    /// The accounts.
    pub balances: Vec<cw20::Cw20Coin>,
}

/// One frozen account.
#[wire]
pub struct FrozenAccount {
    /// The account.
    pub account: Addr,
    /// Its freeze.
    pub freeze: FreezeInfo,
}

/// A page of frozen accounts.
#[wire]
pub struct FrozenAccountsResponse {
    /// The accounts.
    pub accounts: Vec<FrozenAccount>,
}

/// One held account.
#[wire]
pub struct HeldAccount {
    /// The account.
    pub account: Addr,
    /// Its hold.
    pub hold: HoldInfo,
}

/// A page of held accounts.
#[wire]
pub struct HeldAccountsResponse {
    /// The accounts.
    pub accounts: Vec<HeldAccount>,
}

/// A page of escrows.
#[wire]
pub struct EscrowsResponse {
    /// The contracts.
    pub escrows: Vec<Addr>,
}

/// What a payment costs its payer.
#[wire]
pub struct QuoteTransferResponse {
    /// What the recipient gets.
    pub amount: Uint128,
    /// What the collector gets.
    pub fee: Uint128,
    /// Their sum.
    pub total: Uint128,
}

/// A change that waits.
pub type PendingChange = access::PendingChange<Change>;

/// All changes that wait.
pub type PendingChangesResponse = access::PendingChangesResponse<Change>;

/// What was given up for good.
#[wire]
pub struct FeaturesResponse {
    /// The powers.
    pub renounced: Vec<Feature>,
}

/// A token that was its own office hands over.
#[wire]
pub struct HandOverStatus {
    /// The contract that is its office now.
    pub office: Addr,
}

/// Where a migration from cw20-base stands.
#[wire]
#[derive(Default)]
pub struct MigrationStatus {
    /// The supply that cw20-base told.
    pub supply: Uint128,
    /// Sum of the balances moved so far.
    pub moved: Uint128,
    /// How many balances of cw20-base were moved, empty ones among them.
    pub accounts: u64,
    /// How many of its allowances were, those among them that were worth nothing and are dropped.
    pub allowances: u64,
    /// Whether all is moved. If so, the sum is not the supply, and `accept_sum` of the migrate message
    /// ends the migration.
    pub complete: bool,
}
