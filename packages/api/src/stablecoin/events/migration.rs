//! Moving to newer code, or here from cw20-base, and to an office of its own.

use cosmwasm_std::Uint128;

use crate::event;

event! {
    /// A page of cw20-base's records was moved. One `issue` follows for each balance in it.
    ContinueMigration = "isthmus_stablecoin_continue_migration" {
        /// Balances in this page, empty ones among them.
        accounts: u64,
        /// Allowances in this page, those among them that were worth nothing and are dropped.
        allowances: u64,
        /// Sum of the balances moved so far.
        moved: Uint128,
        /// The supply that cw20-base told.
        supply: Uint128,
        /// Whether the migration has ended.
        done: bool,
        /// Who did it; `chain` in a migrate message.
        by: String as Address,
    }
}

event! {
    /// A balance of cw20-base under a text that is no address of this chain went to the contract's own
    /// account, from where role `rescuer` sends it on. An `issue` to that account tells of it too.
    SetAside = "isthmus_stablecoin_set_aside" {
        /// The text, made printable.
        given: String,
        /// Base units.
        amount: Uint128,
    }
}

event! {
    /// A token that was its own office sent a page of its records to the contract that is its office now.
    HandOver = "isthmus_stablecoin_hand_over" {
        /// That contract.
        office: String as Address,
        /// Records in this page.
        records: u64,
        /// Whether nothing is left.
        done: bool,
        /// Who did it; `chain` in a migrate message.
        by: String as Address,
    }
}
