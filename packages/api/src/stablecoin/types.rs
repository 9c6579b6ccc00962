//! What messages and queries of the stablecoin are made of.

use cosmwasm_std::Uint128;
use isthmus_wire::wire;

use crate::access;
use crate::types::Limit;

/// What an account may be trusted with. To mint is no role: the one minter has a record of its own.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Pauses; cannot unpause.
    Pauser,
    /// Freezes and unfreezes accounts, locks amounts, says whose payments pass and what is known of
    /// accounts.
    Compliance,
    /// Holds accounts for a short time; cannot freeze.
    Guardian,
    /// Takes or destroys what an order names; cannot freeze.
    Seizer,
    /// Sends on what was sent to the contract itself by mistake.
    Rescuer,
    /// Sets the fee, within its ceiling.
    FeeManager,
}

/// A role given at instantiate.
pub type RoleGrant = access::RoleGrant<Role>;

/// An amount of an account.
#[wire]
pub struct AccountAmount {
    /// The account.
    pub account: String,
    /// Base units.
    pub amount: Uint128,
}

/// One payment of a batch.
#[wire]
pub struct Payment {
    /// Who receives.
    pub recipient: String,
    /// Base units; zero is accepted.
    pub amount: Uint128,
    /// The payer's reference, as in `transfer_with_memo`.
    #[serde(default)]
    pub memo: Option<String>,
}

/// How far an account is frozen.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum FreezeMode {
    /// Nothing leaves: no transfer, send or burn, neither by the account nor for it, no minting by
    /// it, no spending of allowances given to it. Money still arrives.
    Outgoing,
    /// Nothing leaves and nothing arrives, except refunds of the bridge and payments of an escrow,
    /// which land and stay locked.
    Full,
}

/// Whose payments pass. A freeze holds in every mode, and an escrow may pay and be paid in every mode.
#[wire]
#[derive(Copy, Default, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum ComplianceMode {
    /// Everybody's; the status of an account says nothing.
    #[default]
    Open,
    /// Not those of an account with status `blocked`, as payer, recipient or spender. A block is what
    /// a registry or a list says of many accounts; a freeze is an order about one, with a reason.
    Blocklist,
    /// Only those in which payer, recipient and spender have status `allowed`.
    Allowlist,
}

/// What is known of an account, pushed into its record so that a payment reads nothing more.
#[wire]
#[derive(Copy, Default, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum AccountStatus {
    /// Nothing.
    #[default]
    None,
    /// It passes in every mode.
    Allowed,
    /// It passes in mode `open` alone.
    Blocked,
}

/// A fee on top of each payment.
#[wire]
pub struct FeeConfig {
    /// Basis points of the amount, 1 to 20. The fee is rounded down.
    pub bps: u16,
    /// Most for one payment in base units, at most 50 whole tokens.
    pub max_fee: Uint128,
    /// Who gets it; no escrow.
    pub collector: String,
}

/// A contract that says which movements pass, by the messages of [`crate::policy`].
#[wire]
pub struct PolicyContract {
    /// Its address.
    pub address: String,
    /// Gas that one question may use, 100,000 to 350,000.
    pub gas_limit: u64,
}

/// Who mints, and what it may do at most.
#[wire]
pub struct MinterTerms {
    /// The account, such as the contract that issues.
    pub address: String,
    /// Base units it may still mint, or null: the cap alone bounds it. Zero means none.
    #[wire(required)]
    pub allowance: Option<Uint128>,
    /// A token bucket: no more than `capacity + refill_per_second * t` passes in any window of `t`
    /// seconds. Null: no limit. A capacity of zero: nothing.
    #[wire(required)]
    pub rate_limit: Option<Limit>,
}

/// A change of the token's rules. What loosens a rule has to be scheduled and waits for the delay;
/// what tightens it is done at once, by the message of the same name.
#[wire]
#[derive(strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Change {
    /// As `grant_role`, which always loosens.
    GrantRole {
        /// The role.
        role: Role,
        /// Who gets it.
        account: String,
    },
    /// As `set_change_delay`. A shorter one loosens.
    SetChangeDelay {
        /// The delay.
        seconds: u64,
    },
    /// As `set_owner_delay`. A shorter one loosens.
    SetOwnerDelay {
        /// The delay.
        seconds: u64,
    },
    /// As `update_ownership` with `renounce_ownership`, which always loosens.
    RenounceOwnership {},
    /// As `set_cap`. Raising or removing the cap loosens.
    SetCap {
        /// Base units, or null for no cap.
        #[wire(required)]
        cap: Option<Uint128>,
    },
    /// As `set_minter`. Another account, more allowance than is left, or a looser rate limit loosens.
    SetMinter {
        /// The minter, or null for none.
        #[wire(required)]
        minter: Option<MinterTerms>,
    },
    /// As `set_holder_burn`. Switching it on loosens.
    SetHolderBurn {
        /// Whether holders may burn.
        enabled: bool,
    },
    /// As `set_compliance_mode`. A less strict mode loosens: `open` is less than `blocklist`, that less
    /// than `allowlist`.
    SetComplianceMode {
        /// The mode.
        mode: ComplianceMode,
    },
    /// As `set_policy_contract`. To end it, or to name another contract, loosens.
    SetPolicyContract {
        /// The contract, or null for none.
        #[wire(required)]
        policy: Option<PolicyContract>,
    },
    /// As `register_escrow`, which always loosens: what the contract holds for others cannot be frozen or
    /// seized from then on.
    RegisterEscrow {
        /// The contract.
        account: String,
    },
    /// As `unregister_escrow`, which always loosens: what the contract holds for others can be frozen
    /// from then on.
    UnregisterEscrow {
        /// The contract.
        account: String,
    },
    /// As `set_bridge`, which always loosens: another contract creates and destroys.
    SetBridge {
        /// The contract.
        bridge: String,
    },
    /// As `set_identity`. Another contract loosens: it says who is who.
    SetIdentity {
        /// The contract, or null for none.
        #[wire(required)]
        identity: Option<String>,
    },
    /// As `set_fee`. A first fee, a higher rate or a higher most loosens.
    SetFee {
        /// The fee, or null for none.
        #[wire(required)]
        fee: Option<FeeConfig>,
    },
}

crate::common_changes!(Change, Role);

/// What can be given up for good. To freeze cannot: whoever issues money must be able to obey a court.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum Feature {
    /// To raise or remove the cap.
    RaiseCap,
    /// To switch holder burn on or off: it stays as it is.
    HolderBurnSwitch,
    /// To take a fee, once there is none.
    Fee,
    /// To ask a policy contract, once there is none.
    PolicyContract,
}

/// What can be paused, each by itself.
#[wire]
#[derive(Copy, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum PauseScope {
    /// `transfer`, `send`, `transfer_from`, `send_from`, the two with a memo, `batch_transfer` and the
    /// two with an authorization, from any account but an escrow, and `bridge_mint`. Refunds and
    /// payments out of an escrow still land.
    Transfer,
    /// `mint`.
    Mint,
    /// `burn` and `burn_from`.
    Burn,
    /// `increase_allowance`, `set_allowance` and `permit`. Lowering an allowance is always possible.
    Approve,
    /// `permit`, `transfer_with_authorization` and `receive_with_authorization`. Cancelling is always
    /// possible.
    Signed,
}
