//! How the token began, its rules, its owner and its roles.

use cosmwasm_std::Uint128;

use crate::event;
use crate::types::{RegionId, TokenId};

event! {
    /// The token was created, or begins to be taken over from cw20-base. One `issue`, `grant_role` or
    /// `register_escrow` follows for each balance, role and escrow it was created with.
    Instantiate = "isthmus_stablecoin_instantiate" {
        /// Name.
        name: String,
        /// Ticker.
        symbol: String,
        /// Decimal places.
        decimals: u8,
        /// Region, if the token knows regions.
        region: Option<RegionId>,
        /// The token's name across regions.
        token: Option<TokenId>,
        /// The bridge.
        bridge: Option<String> as Address,
        /// The minter, if there is one.
        minter: Option<String> as Address,
        /// The cap.
        cap: Option<Uint128>,
        /// Whether holders may burn.
        holder_burn: bool,
        /// Whose payments pass: `open`, `blocklist` or `allowlist`.
        compliance_mode: String as Code,
        /// Seconds that a change which loosens something has to wait.
        change_delay_seconds: u64 as Seconds,
        /// The owner.
        owner: Option<String> as Address,
    }
}

event! {
    /// What was sent to the contract by mistake was sent on.
    Rescue = "isthmus_stablecoin_rescue" {
        /// `native:` and the denom, or `cw20:` and the contract; own tokens are those of this contract.
        asset: String,
        /// This contract.
        from: String as Address,
        /// Who got it.
        to: String as Address,
        /// In units of the asset.
        amount: Uint128,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Another contract is the bridge. The one before may still refund until it is unregistered.
    SetBridge = "isthmus_stablecoin_set_bridge" {
        /// The bridge before.
        previous: String as Address,
        /// The bridge now.
        bridge: String as Address,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Another contract is the identity registry, or none.
    SetIdentity = "isthmus_stablecoin_set_identity" {
        /// The registry before, if there was one.
        previous: Option<String> as Address,
        /// The registry now, if there is one.
        identity: Option<String> as Address,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A power was given up for good.
    RenounceFeature = "isthmus_stablecoin_renounce_feature" {
        /// The power.
        feature: String as Code,
        /// Who did it.
        by: String as Address,
    }
}
