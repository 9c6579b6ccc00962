//! Creating tokens: minters, their brakes and the cap.

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
    /// A minter created tokens for a deposit.
    MintWithReference = "isthmus_stablecoin_mint_with_reference" {
        /// Who received.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// The reference in hexadecimal.
        reference: String as Hex,
        /// The minter.
        by: String as Address,
    }
}

event! {
    /// A minter got an allowance, and a rate limit or none.
    ConfigureMinter = "isthmus_stablecoin_configure_minter" {
        /// The minter.
        minter: String as Address,
        /// What it might mint before; absent if it was none or had no allowance of its own.
        previous: Option<Uint128>,
        /// What it may mint now.
        allowance: Uint128,
        /// Capacity of its rate limit before; absent if it had none.
        previous_capacity: Option<Uint128>,
        /// What that limit freed each second.
        previous_refill_per_second: Option<Uint128>,
        /// Capacity of its rate limit now; absent if it has none.
        capacity: Option<Uint128>,
        /// What that limit frees each second.
        refill_per_second: Option<Uint128>,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A minter lost its right.
    RemoveMinter = "isthmus_stablecoin_remove_minter" {
        /// The minter.
        minter: String as Address,
        /// What it might still have minted; absent if it had no allowance of its own.
        previous: Option<Uint128>,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A minter's allowance was raised.
    IncreaseMinterAllowance = "isthmus_stablecoin_increase_minter_allowance" {
        /// The minter.
        minter: String as Address,
        /// What it might mint before.
        previous: Uint128,
        /// What it may mint now.
        allowance: Uint128,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A minter's allowance was lowered.
    DecreaseMinterAllowance = "isthmus_stablecoin_decrease_minter_allowance" {
        /// The minter.
        minter: String as Address,
        /// What it might mint before.
        previous: Uint128,
        /// What it may mint now.
        allowance: Uint128,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// An account controls a minter from now on.
    ConfigureController = "isthmus_stablecoin_configure_controller" {
        /// The controller.
        controller: String as Address,
        /// The minter it controlled before, if any.
        previous: Option<String> as Address,
        /// The minter it controls now.
        minter: String as Address,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// An account controls no minter any more.
    RemoveController = "isthmus_stablecoin_remove_controller" {
        /// The controller.
        controller: String as Address,
        /// The minter it controlled.
        minter: String as Address,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A minter mints only to the accounts on its list, which changed.
    SetMintRecipients = "isthmus_stablecoin_set_mint_recipients" {
        /// The minter.
        minter: String as Address,
        /// Accounts named as added, separated by commas.
        added: Option<String>,
        /// Accounts named as struck off, separated by commas.
        removed: Option<String>,
        /// Accounts on the list now.
        count: u64,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A minter mints to anyone from now on.
    ClearMintRecipients = "isthmus_stablecoin_clear_mint_recipients" {
        /// The minter.
        minter: String as Address,
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
