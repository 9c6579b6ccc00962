//! Payments and allowances beyond CW20, fees, and what crosses to another region.

use cosmwasm_std::Uint128;

use crate::event;

event! {
    /// Tokens of the bridge were destroyed because they go abroad.
    BridgeBurn = "isthmus_stablecoin_bridge_burn" {
        /// The bridge.
        from: String as Address,
        /// Base units.
        amount: Uint128,
        /// Supply of this region afterwards.
        supply: Uint128,
        /// At home what is abroad afterwards, elsewhere zero.
        abroad: Uint128,
    }
}

event! {
    /// Tokens arrived from abroad.
    BridgeMint = "isthmus_stablecoin_bridge_mint" {
        /// Who received.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// Supply of this region afterwards.
        supply: Uint128,
        /// At home what is abroad afterwards, elsewhere zero.
        abroad: Uint128,
    }
}

event! {
    /// Tokens that never arrived abroad are back with their sender.
    BridgeRefund = "isthmus_stablecoin_bridge_refund" {
        /// Who has them back.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// Supply of this region afterwards.
        supply: Uint128,
        /// At home what is abroad afterwards, elsewhere zero.
        abroad: Uint128,
        /// Whether they cannot be moved because the account is frozen or held.
        locked: bool,
    }
}

event! {
    /// A payment with a reference.
    TransferWithMemo = "isthmus_stablecoin_transfer_with_memo" {
        /// Who paid.
        from: String as Address,
        /// Who received.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// The reference.
        memo: String,
    }
}

event! {
    /// A payment with a reference to a contract that was then called.
    SendWithMemo = "isthmus_stablecoin_send_with_memo" {
        /// Who paid.
        from: String as Address,
        /// The contract that received.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// The reference.
        memo: String,
    }
}

event! {
    /// A batch of payments was made. One `payment` follows for each of them, in their order.
    BatchTransfer = "isthmus_stablecoin_batch_transfer" {
        /// Who paid.
        from: String as Address,
        /// How many payments.
        payments: u64,
        /// Their sum in base units.
        amount: Uint128,
    }
}

event! {
    /// One payment of a batch.
    Payment = "isthmus_stablecoin_payment" {
        /// Who paid.
        from: String as Address,
        /// Who received.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// The reference, if there is one.
        memo: Option<String>,
    }
}

event! {
    /// An allowance was replaced.
    SetAllowance = "isthmus_stablecoin_set_allowance" {
        /// Whose tokens.
        owner: String as Address,
        /// Who may spend.
        spender: String as Address,
        /// What it might spend before.
        previous: Uint128,
        /// What it may spend now.
        amount: Uint128,
        /// When that ends: `never`, `at_height:` with a height, or `at_time:` with nanoseconds.
        expires: String,
    }
}

event! {
    /// A holder ended allowances. One `revoke_allowance` follows for each of them.
    RevokeAllowances = "isthmus_stablecoin_revoke_allowances" {
        /// Whose tokens.
        owner: String as Address,
        /// How many ended.
        revoked: u64,
    }
}

event! {
    /// One allowance of those a holder ended.
    RevokeAllowance = "isthmus_stablecoin_revoke_allowance" {
        /// Whose tokens.
        owner: String as Address,
        /// Who might spend.
        spender: String as Address,
        /// What it might still have spent.
        previous: Uint128,
    }
}

event! {
    /// The fee changed.
    SetFee = "isthmus_stablecoin_set_fee" {
        /// Basis points before, if there was a fee.
        previous_bps: Option<u16>,
        /// Most for one payment before.
        previous_max_fee: Option<Uint128>,
        /// Who got it before.
        previous_collector: Option<String> as Address,
        /// Basis points now, if there is a fee.
        bps: Option<u16>,
        /// Most for one payment now.
        max_fee: Option<Uint128>,
        /// Who gets it now.
        collector: Option<String> as Address,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A payer paid a fee on top of a payment.
    Fee = "isthmus_stablecoin_fee" {
        /// Who paid.
        from: String as Address,
        /// Who got it.
        to: String as Address,
        /// Base units.
        amount: Uint128,
    }
}
