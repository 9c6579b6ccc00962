//! How the token comes to be, is taken over from cw20-base, moves to newer code, and what the chain's own
//! governance may do.
//!
//! Apart from `messages`, where one enum with its documentation fills the file.

use cosmwasm_std::Uint128;
use cw20::{Cw20Coin, Logo, MinterResponse};
use isthmus_wire::wire;

use super::{ComplianceMode, MinterTerms, PauseScope, Role, RoleGrant};

/// Creates the token. The first six fields are those of cw20-base; without the others the contract
/// is a plain CW20 token that nobody can freeze, pause or send across regions. How much there may be is said
/// in exactly one way: by the cap of `mint`, by `cap` or by `uncapped`.
#[wire]
pub struct InstantiateMsg {
    /// Name, 3 to 50 bytes.
    pub name: String,
    /// Ticker, 3 to 12 of `a-z`, `A-Z` and `-`.
    pub symbol: String,
    /// Decimal places, at most 18.
    pub decimals: u8,
    /// Balances at the start, each account once. Must be empty outside the token's home region.
    pub initial_balances: Vec<Cw20Coin>,
    /// The minter that `minter {}` names, and the cap on the supply, which alone bounds this minter until
    /// `set_minter` says more. It is neither the owner nor has it a role that excludes minting. Must be
    /// null outside the home region.
    pub mint: Option<MinterResponse>,
    /// Project, description, logo, and who may change them.
    pub marketing: Option<InstantiateMarketingInfo>,
    /// The cap on the supply, in base units, where `mint` names none.
    #[serde(default)]
    pub cap: Option<Uint128>,
    /// Whether the supply has no cap. Outside the home region it has none: there the bridge creates, and
    /// nobody else.
    #[serde(default)]
    pub uncapped: Option<bool>,
    /// The owner. Without it nobody ever is, and no role can be granted later.
    #[serde(default)]
    pub owner: Option<String>,
    /// Seconds between the proposal of an owner and its acceptance, at most 30 days. Default 172800
    /// (48 hours); 0 for none.
    #[serde(default)]
    pub owner_delay_seconds: Option<u64>,
    /// Roles granted at the start, at most 64. Duties that exclude each other may not meet in one
    /// account, as with `grant_role`.
    #[serde(default)]
    pub roles: Option<Vec<RoleGrant>>,
    /// The region, the token's name across regions, and the bridge. Without it: no bridge.
    #[serde(default)]
    pub regional: Option<Regional>,
    /// Contracts protected as escrows, at most 64. The bridge always is one.
    #[serde(default)]
    pub escrows: Option<Vec<String>>,
    /// Whether holders may burn. Default true; outside the home region always false.
    #[serde(default)]
    pub holder_burn: Option<bool>,
    /// Whose payments pass. Default `open`.
    #[serde(default)]
    pub compliance_mode: Option<ComplianceMode>,
    /// Seconds that a change which loosens something has to wait, at most 30 days. Default 172800 (48
    /// hours); 0 for none.
    #[serde(default)]
    pub change_delay_seconds: Option<u64>,
}

/// What wallets show of the token.
#[wire]
pub struct InstantiateMarketingInfo {
    /// URL of the project.
    pub project: Option<String>,
    /// A longer description.
    pub description: Option<String>,
    /// Account that may change all this.
    pub marketing: Option<String>,
    /// Logo: a URL, or a PNG of at most 5 KiB.
    pub logo: Option<Logo>,
}

/// The token among the regions.
#[wire]
pub struct Regional {
    /// The region of this chain, such as `west`.
    pub region: String,
    /// The token's name across regions, such as `west.iusd`. Its home is the part before the dot.
    pub token: String,
    /// The bridge of this region; its address may be predicted, it is not called here.
    pub bridge: String,
    /// The identity registry of this region, which may then set the status of accounts, and without
    /// which no account is recovered. Default none.
    #[serde(default)]
    pub identity: Option<String>,
}

/// Moves the contract to this code. `{}` for the state of this contract itself. Fails for another
/// contract's state and for newer state. Emits `isthmus_access_migrate`.
#[wire]
#[derive(Default)]
pub struct MigrateMsg {
    /// For the state of cw20-base 0.14 or newer, and for no other: begins to take it over. Emits
    /// `isthmus_stablecoin_instantiate` and what belongs to it, and `isthmus_access_pause`:
    /// everything stays paused until `continue_migration` has moved all.
    #[serde(default)]
    pub from_cw20: Option<FromCw20>,
    /// For a token of the layout before this one that was its own office and kept minters, reserves or
    /// redemptions, and for no other: the contract that is its office from now on, and the last brakes on it.
    /// It becomes the minter and a registered escrow, gets what is being redeemed, and the first 50 records;
    /// `hand_over` sends the others. Emits `isthmus_stablecoin_register_escrow`, unless it is one,
    /// `isthmus_stablecoin_set_minter` and `isthmus_stablecoin_hand_over`.
    #[serde(default)]
    pub hand_over: Option<MinterTerms>,
    /// Ends a migration from cw20-base all of whose balances are moved and do not add up to the supply
    /// that cw20-base told. Must be their sum, in base units, which is the supply from then on. Emits
    /// `isthmus_stablecoin_continue_migration` and `isthmus_access_unpause`.
    #[serde(default)]
    pub accept_sum: Option<Uint128>,
}

/// What the token needs and the state of cw20-base does not say, with the defaults of
/// [`InstantiateMsg`]. Name, ticker, decimals, minter, cap, marketing info and logo are carried over.
#[wire]
#[derive(Default)]
pub struct FromCw20 {
    /// The owner. Without it nobody ever is, and no role can be granted later.
    #[serde(default)]
    pub owner: Option<String>,
    /// Seconds between the proposal of an owner and its acceptance. Default 172800 (48 hours).
    #[serde(default)]
    pub owner_delay_seconds: Option<u64>,
    /// Roles, at most 64.
    #[serde(default)]
    pub roles: Option<Vec<RoleGrant>>,
    /// The region, which must be the token's home, its name across regions, and the bridge.
    #[serde(default)]
    pub regional: Option<Regional>,
    /// Contracts protected as escrows, at most 64.
    #[serde(default)]
    pub escrows: Option<Vec<String>>,
    /// Whether holders may burn.
    #[serde(default)]
    pub holder_burn: Option<bool>,
    /// Whose payments pass, once they do.
    #[serde(default)]
    pub compliance_mode: Option<ComplianceMode>,
    /// Seconds that a change which loosens something has to wait. Default 172800 (48 hours).
    #[serde(default)]
    pub change_delay_seconds: Option<u64>,
    /// Records to move at once, 1 to 30. Absent: none yet.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// What the chain's own governance may do, if the chain lets it. Nothing here moves money, and nobody
/// can block it. Events say `by=chain`.
#[wire]
#[derive(strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SudoMsg {
    /// Pauses scopes for a time; until its end nobody else can end any pause. Fails as the execute message
    /// does. Emits `isthmus_access_pause`.
    Pause {
        /// What.
        scopes: Vec<PauseScope>,
        /// For how long, at most 72 hours; it may be renewed.
        duration_seconds: u64,
    },
    /// Ends the pause of scopes, whoever paused them. Fails while a migration is under way. Emits
    /// `isthmus_access_unpause`.
    Unpause {
        /// What.
        scopes: Vec<PauseScope>,
    },
    /// Sets the owner at once, as when the key is lost or stolen; a proposal of another is dropped,
    /// and so is every role of the account that the owner may not have, and its place if it is the minter. What the former owner
    /// scheduled can no longer be applied. Fails when `owner` is no address. Emits
    /// `isthmus_access_update_ownership`, `isthmus_access_revoke_role` for each role, and
    /// `isthmus_stablecoin_set_minter` if it was the minter.
    SetOwner {
        /// The owner.
        owner: String,
    },
    /// Takes a role away. Does nothing if the account has not got it. Fails when `account` is no
    /// address. Emits `isthmus_access_revoke_role`, if it had.
    RevokeRole {
        /// The role.
        role: Role,
        /// Who loses it.
        account: String,
    },
    /// Ends the protection of an escrow, the bridge too, and drops what waits to begin or end it. Does
    /// nothing else if the account is none. Fails when `account` is no address. Emits
    /// `isthmus_stablecoin_unregister_escrow`, if it was one.
    UnregisterEscrow {
        /// The contract.
        account: String,
    },
    /// Ends that a policy contract is asked, and drops what waits to name another. Does nothing else
    /// without one. Emits `isthmus_stablecoin_set_policy_contract`, if there was one.
    RemovePolicy {},
    /// Sets whose payments pass, less strict too, and drops what waits to change it. Emits
    /// `isthmus_stablecoin_set_compliance_mode`, if it was another.
    SetComplianceMode {
        /// The mode.
        mode: ComplianceMode,
    },
}
