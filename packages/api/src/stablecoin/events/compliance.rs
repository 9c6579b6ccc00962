//! What is known of accounts and done to them, and which contracts are protected or asked.

use cosmwasm_std::Uint128;

use crate::event;
use crate::types::RegionId;

event! {
    /// An account was frozen, or frozen in another way.
    Freeze = "isthmus_stablecoin_freeze" {
        /// The account.
        account: String as Address,
        /// How far it was frozen before, if it was.
        previous: Option<String> as Code,
        /// First second at which that would have been over, if it ended by itself.
        previous_until: Option<u64> as Seconds,
        /// How far it is now: `outgoing` or `full`.
        mode: String as Code,
        /// Why.
        reason: Option<String>,
        /// First second at which it is over, if it ends by itself.
        until: Option<u64> as Seconds,
        /// SHA-256 of the order or case file, in hex.
        case_hash: Option<String> as Hex,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A freeze was lifted.
    Unfreeze = "isthmus_stablecoin_unfreeze" {
        /// The account.
        account: String as Address,
        /// How far it was frozen.
        previous: String as Code,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// An account is held for a time.
    PlaceHold = "isthmus_stablecoin_place_hold" {
        /// The account.
        account: String as Address,
        /// First second at which the hold is over.
        until: u64 as Seconds,
        /// Why.
        reason: String,
        /// SHA-256 of the report or case file, in hex.
        case_hash: Option<String> as Hex,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A hold was ended before its time.
    ReleaseHold = "isthmus_stablecoin_release_hold" {
        /// The account.
        account: String as Address,
        /// When it would have ended (seconds).
        previous: u64 as Seconds,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// More of an account is locked.
    LockAmount = "isthmus_stablecoin_lock_amount" {
        /// The account.
        account: String as Address,
        /// What was locked before, in base units.
        previous: Uint128,
        /// What is locked now.
        locked: Uint128,
        /// Why.
        reason: Option<String>,
        /// SHA-256 of the order or case file, in hex.
        case_hash: Option<String> as Hex,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Less of an account is locked.
    UnlockAmount = "isthmus_stablecoin_unlock_amount" {
        /// The account.
        account: String as Address,
        /// What was locked before, in base units.
        previous: Uint128,
        /// What is locked now.
        locked: Uint128,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Tokens were taken from an account by order.
    Seize = "isthmus_stablecoin_seize" {
        /// Whose they were.
        from: String as Address,
        /// Who received them.
        to: String as Address,
        /// Base units.
        amount: Uint128,
        /// What of the payer was locked before.
        previous_locked: Uint128,
        /// What of it is locked now.
        locked: Uint128,
        /// Why.
        reason: Option<String>,
        /// SHA-256 of the order, in hex.
        case_hash: String as Hex,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Tokens of an account were destroyed by order.
    Wipe = "isthmus_stablecoin_wipe" {
        /// The account.
        account: String as Address,
        /// Base units.
        amount: Uint128,
        /// What of it was locked before.
        previous_locked: Uint128,
        /// What of it is locked now.
        locked: Uint128,
        /// Supply of this region afterwards.
        supply: Uint128,
        /// Why.
        reason: Option<String>,
        /// SHA-256 of the order, in hex.
        case_hash: String as Hex,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// All that an account had, and what restricted it, is with another account of the same person.
    RecoverAccount = "isthmus_stablecoin_recover_account" {
        /// The account whose key is lost; fully frozen from now on.
        old: String as Address,
        /// The account that took its place.
        new: String as Address,
        /// Base units that moved.
        amount: Uint128,
        /// What of the new account is locked now.
        locked: Uint128,
        /// How far the new account is frozen now, if it is.
        mode: Option<String> as Code,
        /// First second at which the hold of the new account is over, if it is held.
        held_until: Option<u64> as Seconds,
        /// Status of the new account now: `none`, `allowed` or `blocked`. That of the old one is `none`.
        status: String as Code,
        /// SHA-256 of the case file, in hex.
        case_hash: String as Hex,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Other payments pass from now on.
    SetComplianceMode = "isthmus_stablecoin_set_compliance_mode" {
        /// The mode before: `open`, `blocklist` or `allowlist`.
        previous: String as Code,
        /// The mode now.
        mode: String as Code,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// Something else is known of an account.
    SetAccountStatus = "isthmus_stablecoin_set_account_status" {
        /// The account.
        account: String as Address,
        /// Its status before: `none`, `allowed` or `blocked`.
        previous: String as Code,
        /// Its status now.
        status: String as Code,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A receiver in another region is blocked from now on, or no longer is.
    ScreenForeign = "isthmus_stablecoin_screen_foreign" {
        /// The region.
        region: RegionId,
        /// The receiver.
        receiver: String as Address,
        /// Whether it was blocked before.
        previous: bool,
        /// Whether it is now.
        blocked: bool,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A contract is protected as an escrow from now on.
    RegisterEscrow = "isthmus_stablecoin_register_escrow" {
        /// The contract.
        account: String as Address,
        /// What it held, which an order still reaches.
        own: Uint128,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// A contract is no longer protected as an escrow.
    UnregisterEscrow = "isthmus_stablecoin_unregister_escrow" {
        /// The contract.
        account: String as Address,
        /// Who did it.
        by: String as Address,
    }
}

event! {
    /// The policy contract was tried.
    ProbePolicy = "isthmus_stablecoin_probe_policy" {
        /// The contract.
        address: String as Address,
        /// Whether it let nothing pass, from the token to itself.
        works: bool,
        /// How often it failed in a row, now too.
        failures: u32,
        /// Whether it is no longer asked because of that.
        falls: bool,
    }
}

event! {
    /// Another contract is asked about movements from now on, or none.
    SetPolicyContract = "isthmus_stablecoin_set_policy_contract" {
        /// The contract before, if there was one.
        previous_address: Option<String> as Address,
        /// Gas of one question before.
        previous_gas_limit: Option<u64>,
        /// The contract now, if there is one.
        address: Option<String> as Address,
        /// Gas of one question now.
        gas_limit: Option<u64>,
        /// Who did it.
        by: String as Address,
    }
}
