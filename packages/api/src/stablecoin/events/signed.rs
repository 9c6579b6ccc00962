//! What a holder signed off the chain.

use cosmwasm_std::Uint128;

use crate::event;

event! {
    /// An allowance was set that its owner signed.
    Permit = "isthmus_stablecoin_permit" {
        /// Whose tokens; signed it.
        owner: String as Address,
        /// Who may spend.
        spender: String as Address,
        /// What it might spend before.
        previous: Uint128,
        /// What it may spend now.
        amount: Uint128,
        /// When that ends: `never`, `at_height:` with a height, or `at_time:` with nanoseconds.
        expires: String,
        /// The owner's nonce.
        nonce: u64,
        /// Who submitted it.
        by: String as Address,
    }
}

event! {
    /// A payment that its payer signed.
    TransferWithAuthorization = "isthmus_stablecoin_transfer_with_authorization" {
        /// Who paid; signed it.
        from: String as Address,
        /// Who received.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// The reference, if there is one.
        memo: Option<String>,
        /// The payer's nonce.
        nonce: u64,
        /// Who submitted it.
        by: String as Address,
    }
}

event! {
    /// A payment that its payer signed and its recipient submitted.
    ReceiveWithAuthorization = "isthmus_stablecoin_receive_with_authorization" {
        /// Who paid; signed it.
        from: String as Address,
        /// Who received.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// The reference, if there is one.
        memo: Option<String>,
        /// The payer's nonce.
        nonce: u64,
        /// Who submitted it.
        by: String as Address,
    }
}

event! {
    /// A nonce was used up by its owner.
    CancelAuthorization = "isthmus_stablecoin_cancel_authorization" {
        /// Whose.
        account: String as Address,
        /// The nonce.
        nonce: u64,
    }
}

event! {
    /// The lowest nonces of an account were used up by it.
    AdvanceNonce = "isthmus_stablecoin_advance_nonce" {
        /// Whose.
        account: String as Address,
        /// The lowest unused one before.
        previous: u64,
        /// The lowest unused one now.
        next: u64,
    }
}

event! {
    /// A key may sign for an account from now on.
    RegisterKey = "isthmus_stablecoin_register_key" {
        /// The account.
        account: String as Address,
        /// The curve: `secp256r1` or `ed25519`.
        kind: String as Code,
        /// The key, in hexadecimal.
        public_key: String as Hex,
    }
}

event! {
    /// A key may no longer sign for an account.
    RemoveKey = "isthmus_stablecoin_remove_key" {
        /// The account.
        account: String as Address,
        /// The curve: `secp256r1` or `ed25519`.
        kind: String as Code,
        /// The key, in hexadecimal.
        public_key: String as Hex,
    }
}
