//! Events of all that is not one of the twelve CW20 messages (those are [`super::Cw20Event`]).

use cosmwasm_std::Uint128;

use crate::event;
use crate::event::{schema_of, EventSchema};

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
        region: Option<String>,
        /// The token's name across regions.
        token: Option<String>,
        /// The bridge.
        bridge: Option<String>,
        /// The minter of CW20's own extension.
        minter: Option<String>,
        /// The cap.
        cap: Option<Uint128>,
        /// Whether holders may burn.
        holder_burn: bool,
        /// Whose payments pass: `open`, `blocklist` or `allowlist`.
        compliance_mode: String,
        /// Seconds that a change which loosens something has to wait.
        change_delay_seconds: u64,
        /// The owner.
        owner: Option<String>,
    }
}
event! {
    /// A balance given at instantiate, by one mint of a batch, or carried over from cw20-base.
    Issue = "isthmus_stablecoin_issue" {
        /// Who has it.
        account: String,
        /// Base units.
        amount: Uint128,
    }
}
event! {
    /// A minter created tokens for several accounts. One `issue` follows for each.
    MintBatch = "isthmus_stablecoin_mint_batch" {
        /// How many mints.
        mints: u64,
        /// Their sum in base units.
        amount: Uint128,
        /// The minter.
        by: String,
    }
}
event! {
    /// A minter created tokens for a deposit.
    MintWithReference = "isthmus_stablecoin_mint_with_reference" {
        /// Who received.
        to: String,
        /// Base units.
        amount: Uint128,
        /// The reference in hexadecimal.
        reference: String,
        /// The minter.
        by: String,
    }
}
event! {
    /// A minter got an allowance, and a rate limit or none.
    ConfigureMinter = "isthmus_stablecoin_configure_minter" {
        /// The minter.
        minter: String,
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
        by: String,
    }
}
event! {
    /// A minter lost its right.
    RemoveMinter = "isthmus_stablecoin_remove_minter" {
        /// The minter.
        minter: String,
        /// What it might still have minted; absent if it had no allowance of its own.
        previous: Option<Uint128>,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A minter's allowance was raised.
    IncreaseMinterAllowance = "isthmus_stablecoin_increase_minter_allowance" {
        /// The minter.
        minter: String,
        /// What it might mint before.
        previous: Uint128,
        /// What it may mint now.
        allowance: Uint128,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A minter's allowance was lowered.
    DecreaseMinterAllowance = "isthmus_stablecoin_decrease_minter_allowance" {
        /// The minter.
        minter: String,
        /// What it might mint before.
        previous: Uint128,
        /// What it may mint now.
        allowance: Uint128,
        /// Who did it.
        by: String,
    }
}
event! {
    /// An account controls a minter from now on.
    ConfigureController = "isthmus_stablecoin_configure_controller" {
        /// The controller.
        controller: String,
        /// The minter it controlled before, if any.
        previous: Option<String>,
        /// The minter it controls now.
        minter: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// An account controls no minter any more.
    RemoveController = "isthmus_stablecoin_remove_controller" {
        /// The controller.
        controller: String,
        /// The minter it controlled.
        minter: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A minter mints only to the accounts on its list, which changed.
    SetMintRecipients = "isthmus_stablecoin_set_mint_recipients" {
        /// The minter.
        minter: String,
        /// Accounts named as added, separated by commas.
        added: Option<String>,
        /// Accounts named as struck off, separated by commas.
        removed: Option<String>,
        /// Accounts on the list now.
        count: u64,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A minter mints to anyone from now on.
    ClearMintRecipients = "isthmus_stablecoin_clear_mint_recipients" {
        /// The minter.
        minter: String,
        /// Who did it.
        by: String,
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
        by: String,
    }
}
event! {
    /// The reserves were attested.
    SubmitAttestation = "isthmus_stablecoin_submit_attestation" {
        /// Its number, counted from 1.
        id: u64,
        /// What was attested before; absent if nothing was.
        previous: Option<Uint128>,
        /// What is attested now, in base units.
        amount: Uint128,
        /// The second of which the report speaks.
        as_of: u64,
        /// SHA-256 of the report.
        report_hash: String,
        /// Where the report is.
        uri: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// Attestations bound minting from now on, in another way, or no longer.
    SetReservePolicy = "isthmus_stablecoin_set_reserve_policy" {
        /// Oldest attestation that counted before; absent if there was no policy.
        previous_max_age_seconds: Option<u64>,
        /// The margin before, in basis points.
        previous_margin_bps: Option<u16>,
        /// Oldest attestation that counts now; absent if there is no policy.
        max_age_seconds: Option<u64>,
        /// The margin now, in basis points.
        margin_bps: Option<u16>,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A holder handed tokens in; they left its balance.
    RequestRedemption = "isthmus_stablecoin_request_redemption" {
        /// Its number, counted from 1.
        id: u64,
        /// The holder.
        holder: String,
        /// Base units.
        amount: Uint128,
        /// The holder's reference in hexadecimal.
        reference: String,
        /// First second at which anyone may return the tokens.
        due_at: u64,
    }
}
event! {
    /// A redemption was paid and its tokens burnt.
    SettleRedemption = "isthmus_stablecoin_settle_redemption" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String,
        /// Base units.
        amount: Uint128,
        /// What identifies the payment, in hexadecimal.
        payment_reference: String,
        /// Supply of this region afterwards.
        supply: Uint128,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A redemption was rejected; its tokens are back with the holder.
    RejectRedemption = "isthmus_stablecoin_reject_redemption" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String,
        /// Base units.
        amount: Uint128,
        /// Why.
        reason: String,
        /// Whether they cannot be moved because the account is frozen or held.
        locked: bool,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A redemption passed its deadline; its tokens are back with the holder.
    CancelRedemption = "isthmus_stablecoin_cancel_redemption" {
        /// Its number.
        id: u64,
        /// The holder.
        holder: String,
        /// Base units.
        amount: Uint128,
        /// Whether they cannot be moved because the account is frozen or held.
        locked: bool,
        /// Who did it.
        by: String,
    }
}
event! {
    /// Redemption was opened, its terms changed, or closed.
    SetRedemptionPolicy = "isthmus_stablecoin_set_redemption_policy" {
        /// The deadline before; absent if redemption was closed.
        previous_deadline_seconds: Option<u64>,
        /// The least amount before.
        previous_min_amount: Option<Uint128>,
        /// The deadline now; absent if redemption is closed.
        deadline_seconds: Option<u64>,
        /// The least amount now.
        min_amount: Option<Uint128>,
        /// Who did it.
        by: String,
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
        by: String,
    }
}
event! {
    /// An account was frozen, or frozen in another way.
    Freeze = "isthmus_stablecoin_freeze" {
        /// The account.
        account: String,
        /// How far it was frozen before, if it was.
        previous: Option<String>,
        /// First second at which that would have been over, if it ended by itself.
        previous_until: Option<u64>,
        /// How far it is now: `outgoing` or `full`.
        mode: String,
        /// Why.
        reason: Option<String>,
        /// First second at which it is over, if it ends by itself.
        until: Option<u64>,
        /// SHA-256 of the order or case file, in hex.
        case_hash: Option<String>,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A freeze was lifted.
    Unfreeze = "isthmus_stablecoin_unfreeze" {
        /// The account.
        account: String,
        /// How far it was frozen.
        previous: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// An account is held for a time.
    PlaceHold = "isthmus_stablecoin_place_hold" {
        /// The account.
        account: String,
        /// First second at which the hold is over.
        until: u64,
        /// Why.
        reason: String,
        /// SHA-256 of the report or case file, in hex.
        case_hash: Option<String>,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A hold was ended before its time.
    ReleaseHold = "isthmus_stablecoin_release_hold" {
        /// The account.
        account: String,
        /// When it would have ended (seconds).
        previous: u64,
        /// Who did it.
        by: String,
    }
}
event! {
    /// More of an account is locked.
    LockAmount = "isthmus_stablecoin_lock_amount" {
        /// The account.
        account: String,
        /// What was locked before, in base units.
        previous: Uint128,
        /// What is locked now.
        locked: Uint128,
        /// Why.
        reason: Option<String>,
        /// SHA-256 of the order or case file, in hex.
        case_hash: Option<String>,
        /// Who did it.
        by: String,
    }
}
event! {
    /// Less of an account is locked.
    UnlockAmount = "isthmus_stablecoin_unlock_amount" {
        /// The account.
        account: String,
        /// What was locked before, in base units.
        previous: Uint128,
        /// What is locked now.
        locked: Uint128,
        /// Who did it.
        by: String,
    }
}
event! {
    /// Tokens were taken from an account by order.
    Seize = "isthmus_stablecoin_seize" {
        /// Whose they were.
        from: String,
        /// Who received them.
        to: String,
        /// Base units.
        amount: Uint128,
        /// What of the payer was locked before.
        previous_locked: Uint128,
        /// What of it is locked now.
        locked: Uint128,
        /// SHA-256 of the order, in hex.
        case_hash: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// All that a fully frozen account had was destroyed by order.
    WipeFrozen = "isthmus_stablecoin_wipe_frozen" {
        /// The account.
        account: String,
        /// What it had, in base units.
        amount: Uint128,
        /// Supply of this region afterwards.
        supply: Uint128,
        /// SHA-256 of the order, in hex.
        case_hash: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// All that an account had, and what restricted it, is with another account of the same person.
    RecoverAccount = "isthmus_stablecoin_recover_account" {
        /// The account whose key is lost; fully frozen from now on.
        old: String,
        /// The account that took its place.
        new: String,
        /// Base units that moved.
        amount: Uint128,
        /// What of the new account is locked now.
        locked: Uint128,
        /// How far the new account is frozen now, if it is.
        mode: Option<String>,
        /// First second at which the hold of the new account is over, if it is held.
        held_until: Option<u64>,
        /// Status of the new account now: `none`, `allowed` or `blocked`. That of the old one is `none`.
        status: String,
        /// SHA-256 of the case file, in hex.
        case_hash: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// Other payments pass from now on.
    SetComplianceMode = "isthmus_stablecoin_set_compliance_mode" {
        /// The mode before: `open`, `blocklist` or `allowlist`.
        previous: String,
        /// The mode now.
        mode: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// Something else is known of an account.
    SetAccountStatus = "isthmus_stablecoin_set_account_status" {
        /// The account.
        account: String,
        /// Its status before: `none`, `allowed` or `blocked`.
        previous: String,
        /// Its status now.
        status: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A receiver in another region is blocked from now on, or no longer is.
    ScreenForeign = "isthmus_stablecoin_screen_foreign" {
        /// The region.
        region: String,
        /// The receiver.
        receiver: String,
        /// Whether it was blocked before.
        previous: bool,
        /// Whether it is now.
        blocked: bool,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A contract is protected as an escrow from now on.
    RegisterEscrow = "isthmus_stablecoin_register_escrow" {
        /// The contract.
        account: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A contract is no longer protected as an escrow.
    UnregisterEscrow = "isthmus_stablecoin_unregister_escrow" {
        /// The contract.
        account: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// Tokens of the bridge were destroyed because they go abroad.
    BridgeBurn = "isthmus_stablecoin_bridge_burn" {
        /// The bridge.
        from: String,
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
        to: String,
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
        to: String,
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
        from: String,
        /// Who received.
        to: String,
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
        from: String,
        /// The contract that received.
        to: String,
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
        from: String,
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
        from: String,
        /// Who received.
        to: String,
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
        owner: String,
        /// Who may spend.
        spender: String,
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
        owner: String,
        /// How many ended.
        revoked: u64,
    }
}
event! {
    /// One allowance of those a holder ended.
    RevokeAllowance = "isthmus_stablecoin_revoke_allowance" {
        /// Whose tokens.
        owner: String,
        /// Who might spend.
        spender: String,
        /// What it might still have spent.
        previous: Uint128,
    }
}
event! {
    /// A change waits.
    ScheduleChange = "isthmus_stablecoin_schedule_change" {
        /// Its number.
        id: u64,
        /// The change, as JSON.
        change: String,
        /// What it changes as it is now, as JSON.
        against: String,
        /// First second at which it can be applied.
        ready_at: u64,
        /// First second at which it no longer can.
        lapses_at: u64,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A change that waited was made; the event of the change follows.
    ApplyChange = "isthmus_stablecoin_apply_change" {
        /// Its number.
        id: u64,
        /// Who scheduled it.
        scheduled_by: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A change no longer waits and will not be made.
    CancelChange = "isthmus_stablecoin_cancel_change" {
        /// Its number.
        id: u64,
        /// Who scheduled it.
        scheduled_by: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// Changes that loosen something wait for another time from now on.
    SetChangeDelay = "isthmus_stablecoin_set_change_delay" {
        /// Seconds before.
        previous: u64,
        /// Seconds now.
        seconds: u64,
        /// Who did it.
        by: String,
    }
}
event! {
    /// Another contract is asked about movements from now on, or none.
    SetPolicyContract = "isthmus_stablecoin_set_policy_contract" {
        /// The contract before, if there was one.
        previous_address: Option<String>,
        /// Gas of one question before.
        previous_gas_limit: Option<u64>,
        /// The contract now, if there is one.
        address: Option<String>,
        /// Gas of one question now.
        gas_limit: Option<u64>,
        /// Who did it.
        by: String,
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
        previous_collector: Option<String>,
        /// Basis points now, if there is a fee.
        bps: Option<u16>,
        /// Most for one payment now.
        max_fee: Option<Uint128>,
        /// Who gets it now.
        collector: Option<String>,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A payer paid a fee on top of a payment.
    Fee = "isthmus_stablecoin_fee" {
        /// Who paid.
        from: String,
        /// Who got it.
        to: String,
        /// Base units.
        amount: Uint128,
    }
}
event! {
    /// What was sent to the contract by mistake was sent on.
    Rescue = "isthmus_stablecoin_rescue" {
        /// `native:` and the denom, or `cw20:` and the contract; own tokens are those of this contract.
        asset: String,
        /// This contract.
        from: String,
        /// Who got it.
        to: String,
        /// In units of the asset.
        amount: Uint128,
        /// Who did it.
        by: String,
    }
}
event! {
    /// A power was given up for good.
    RenounceFeature = "isthmus_stablecoin_renounce_feature" {
        /// The power.
        feature: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// An allowance was set that its owner signed.
    Permit = "isthmus_stablecoin_permit" {
        /// Whose tokens; signed it.
        owner: String,
        /// Who may spend.
        spender: String,
        /// What it might spend before.
        previous: Uint128,
        /// What it may spend now.
        amount: Uint128,
        /// When that ends: `never`, `at_height:` with a height, or `at_time:` with nanoseconds.
        expires: String,
        /// The owner's nonce.
        nonce: u64,
        /// Who submitted it.
        by: String,
    }
}
event! {
    /// A payment that its payer signed.
    TransferWithAuthorization = "isthmus_stablecoin_transfer_with_authorization" {
        /// Who paid; signed it.
        from: String,
        /// Who received.
        to: String,
        /// Base units.
        amount: Uint128,
        /// The reference, if there is one.
        memo: Option<String>,
        /// The payer's nonce.
        nonce: u64,
        /// Who submitted it.
        by: String,
    }
}
event! {
    /// A payment that its payer signed and its recipient submitted.
    ReceiveWithAuthorization = "isthmus_stablecoin_receive_with_authorization" {
        /// Who paid; signed it.
        from: String,
        /// Who received.
        to: String,
        /// Base units.
        amount: Uint128,
        /// The reference, if there is one.
        memo: Option<String>,
        /// The payer's nonce.
        nonce: u64,
        /// Who submitted it.
        by: String,
    }
}
event! {
    /// A nonce was used up by its owner.
    CancelAuthorization = "isthmus_stablecoin_cancel_authorization" {
        /// Whose.
        account: String,
        /// The nonce.
        nonce: u64,
    }
}
event! {
    /// The lowest nonces of an account were used up by it.
    AdvanceNonce = "isthmus_stablecoin_advance_nonce" {
        /// Whose.
        account: String,
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
        account: String,
        /// The curve: `secp256r1` or `ed25519`.
        kind: String,
        /// The key, in base64.
        public_key: String,
    }
}
event! {
    /// A key may no longer sign for an account.
    RemoveKey = "isthmus_stablecoin_remove_key" {
        /// The account.
        account: String,
        /// The curve: `secp256r1` or `ed25519`.
        kind: String,
        /// The key, in base64.
        public_key: String,
    }
}
event! {
    /// Ownership was proposed, accepted or renounced.
    UpdateOwnership = "isthmus_stablecoin_update_ownership" {
        /// The owner before, if there was one.
        previous: Option<String>,
        /// The owner now, if there is one.
        owner: Option<String>,
        /// Who may accept, if anybody.
        pending_owner: Option<String>,
        /// Who did it.
        by: String,
    }
}
event! {
    /// An account got a role.
    GrantRole = "isthmus_stablecoin_grant_role" {
        /// The role.
        role: String,
        /// Who got it.
        account: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// An account lost a role.
    RevokeRole = "isthmus_stablecoin_revoke_role" {
        /// The role.
        role: String,
        /// Who lost it.
        account: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// An account gave up a role.
    RenounceRole = "isthmus_stablecoin_renounce_role" {
        /// The role.
        role: String,
        /// Who gave it up.
        by: String,
    }
}
event! {
    /// Scopes were paused.
    Pause = "isthmus_stablecoin_pause" {
        /// What, separated by commas.
        scopes: String,
        /// First second at which the pause is over.
        until: u64,
        /// Who did it.
        by: String,
    }
}
event! {
    /// The pause of scopes was ended.
    Unpause = "isthmus_stablecoin_unpause" {
        /// What, separated by commas.
        scopes: String,
        /// Who did it.
        by: String,
    }
}
event! {
    /// The contract runs new code.
    Migrate = "isthmus_stablecoin_migrate" {
        /// Version before.
        from_version: String,
        /// Version now.
        to_version: String,
    }
}
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
        by: String,
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

/// All typed events of the stablecoin.
pub const EVENTS: &[EventSchema] = &[
    schema_of::<Instantiate>(),
    schema_of::<Issue>(),
    schema_of::<MintBatch>(),
    schema_of::<MintWithReference>(),
    schema_of::<ConfigureMinter>(),
    schema_of::<RemoveMinter>(),
    schema_of::<IncreaseMinterAllowance>(),
    schema_of::<DecreaseMinterAllowance>(),
    schema_of::<ConfigureController>(),
    schema_of::<RemoveController>(),
    schema_of::<SetMintRecipients>(),
    schema_of::<ClearMintRecipients>(),
    schema_of::<SetCap>(),
    schema_of::<SubmitAttestation>(),
    schema_of::<SetReservePolicy>(),
    schema_of::<RequestRedemption>(),
    schema_of::<SettleRedemption>(),
    schema_of::<RejectRedemption>(),
    schema_of::<CancelRedemption>(),
    schema_of::<SetRedemptionPolicy>(),
    schema_of::<SetHolderBurn>(),
    schema_of::<Freeze>(),
    schema_of::<Unfreeze>(),
    schema_of::<PlaceHold>(),
    schema_of::<ReleaseHold>(),
    schema_of::<LockAmount>(),
    schema_of::<UnlockAmount>(),
    schema_of::<Seize>(),
    schema_of::<WipeFrozen>(),
    schema_of::<RecoverAccount>(),
    schema_of::<SetComplianceMode>(),
    schema_of::<SetAccountStatus>(),
    schema_of::<ScreenForeign>(),
    schema_of::<RegisterEscrow>(),
    schema_of::<UnregisterEscrow>(),
    schema_of::<BridgeBurn>(),
    schema_of::<BridgeMint>(),
    schema_of::<BridgeRefund>(),
    schema_of::<TransferWithMemo>(),
    schema_of::<SendWithMemo>(),
    schema_of::<BatchTransfer>(),
    schema_of::<Payment>(),
    schema_of::<SetAllowance>(),
    schema_of::<RevokeAllowances>(),
    schema_of::<RevokeAllowance>(),
    schema_of::<Permit>(),
    schema_of::<TransferWithAuthorization>(),
    schema_of::<ReceiveWithAuthorization>(),
    schema_of::<CancelAuthorization>(),
    schema_of::<AdvanceNonce>(),
    schema_of::<RegisterKey>(),
    schema_of::<RemoveKey>(),
    schema_of::<ScheduleChange>(),
    schema_of::<ApplyChange>(),
    schema_of::<CancelChange>(),
    schema_of::<SetChangeDelay>(),
    schema_of::<SetPolicyContract>(),
    schema_of::<SetFee>(),
    schema_of::<Fee>(),
    schema_of::<Rescue>(),
    schema_of::<RenounceFeature>(),
    schema_of::<UpdateOwnership>(),
    schema_of::<GrantRole>(),
    schema_of::<RevokeRole>(),
    schema_of::<RenounceRole>(),
    schema_of::<Pause>(),
    schema_of::<Unpause>(),
    schema_of::<Migrate>(),
    schema_of::<ContinueMigration>(),
    schema_of::<SetAside>(),
];
