//! Creating and destroying tokens: the minter, its brakes, the cap, and whether holders may burn.

use cosmwasm_std::Uint128;

use crate::event;

event! {
    /// A balance that the token begins with: given at instantiate, or carried over from cw20-base.
    Issue = "isthmus_stablecoin_issue" {
        /// Who has it.
        account: String as Address,
        /// Base units.
        amount: Uint128,
    }
}

event! {
    /// Another account mints, the minter may mint another amount or at another rate, or nobody mints.
    SetMinter = "isthmus_stablecoin_set_minter" {
        /// Who minted before, if anybody did.
        previous: Option<String> as Address,
        /// What it might still mint; absent if the cap alone bounded it.
        previous_allowance: Option<Uint128>,
        /// Capacity of its rate limit; absent if it had none.
        previous_capacity: Option<Uint128>,
        /// What that limit freed each second.
        previous_refill_per_second: Option<Uint128>,
        /// Who mints now, if anybody does.
        minter: Option<String> as Address,
        /// What it may mint; absent if the cap alone bounds it.
        allowance: Option<Uint128>,
        /// Capacity of its rate limit; absent if it has none.
        capacity: Option<Uint128>,
        /// What that limit frees each second.
        refill_per_second: Option<Uint128>,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// The cap changed.
    SetCap = "isthmus_stablecoin_set_cap" {
        /// The cap before, if there was one.
        previous: Option<Uint128>,
        /// The cap now, if there is one.
        cap: Option<Uint128>,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Holders may burn from now on, or may not.
    SetHolderBurn = "isthmus_stablecoin_set_holder_burn" {
        /// Whether they might before.
        previous: bool,
        /// Whether they may.
        enabled: bool,
        /// Who did it.
        by: String as Address,
    }
}
