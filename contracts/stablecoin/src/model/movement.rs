//! What every change of a balance is: one of twelve kinds of movement, with what each obeys.
//!
//! | kind | pause scope | debit | credit | supply |
//! |---|---|---|---|---|
//! | transfer | transfer, unless an escrow pays | what is spendable | not to a fully frozen account, unless an escrow pays | - |
//! | mint | mint | - | not to a fully frozen account | up, under the cap and what the reserves cover |
//! | burn | burn | what is spendable | - | down, if holders may burn |
//! | bridge burn | never | what is spendable | - | down, `abroad` up |
//! | bridge mint | transfer | - | not to a fully frozen account | up, `abroad` down |
//! | bridge refund | never | - | always | up, `abroad` down |
//! | seize | never | from any account but an escrow | not to a fully frozen account | - |
//! | wipe | never | from any account but an escrow | - | down, at home |
//! | recover | never | from any account but an escrow | always | - |
//! | redemption request | redeem | what is spendable | - | - |
//! | redemption settle | redeem | - | - | down |
//! | redemption return | never | - | always | - |
//! | carry over | never | - | always | up |
//!
//! Which of them a policy contract is asked about is in [`super::policy`].

use isthmus_api::stablecoin::PauseScope;

use super::supply::Supply;
use crate::error::ContractError;

/// The kinds of movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// From one account to another.
    Transfer,
    /// A minter creates.
    Mint,
    /// A holder destroys.
    Burn,
    /// The bridge destroys what goes abroad.
    BridgeBurn,
    /// The bridge creates what arrived.
    BridgeMint,
    /// The bridge creates again what never arrived.
    BridgeRefund,
    /// An order takes.
    Seize,
    /// An order destroys.
    Wipe,
    /// What an account had goes to the one that takes its place.
    Recover,
    /// A holder hands tokens in: they are in no balance from then on.
    RedemptionRequest,
    /// What was handed in is destroyed.
    RedemptionSettle,
    /// What was handed in comes back.
    RedemptionReturn,
    /// A balance that cw20-base kept.
    CarryOver,
}

impl Kind {
    /// What has to be open for it. A payment out of an escrow is not held up: see [`Kind::lands`].
    pub fn scope(self) -> Option<PauseScope> {
        match self {
            Self::Transfer | Self::BridgeMint => Some(PauseScope::Transfer),
            Self::Mint => Some(PauseScope::Mint),
            Self::Burn => Some(PauseScope::Burn),
            Self::RedemptionRequest | Self::RedemptionSettle => Some(PauseScope::Redeem),
            Self::BridgeBurn | Self::BridgeRefund => None,
            Self::Seize | Self::Wipe | Self::Recover => None,
            Self::RedemptionReturn | Self::CarryOver => None,
        }
    }

    /// Whether it must land, whatever is paused or frozen: a refund that cannot land would strand
    /// money in a bridge or a deal (E8).
    pub fn lands(self, escrow_pays: bool) -> bool {
        match self {
            Self::Transfer => escrow_pays,
            Self::BridgeRefund | Self::RedemptionReturn | Self::Recover => true,
            Self::CarryOver => true,
            Self::Mint | Self::Burn | Self::BridgeBurn | Self::BridgeMint => false,
            Self::Seize | Self::Wipe => false,
            Self::RedemptionRequest | Self::RedemptionSettle => false,
        }
    }

    /// Whether the payer is not asked: restrictions and locks of its account do not stop it.
    pub fn forced(self) -> bool {
        matches!(self, Self::Seize | Self::Wipe | Self::Recover)
    }

    /// Whether payer, recipient and spender must be admitted by the compliance mode. What the bridge
    /// burns is its own, what it refunds must land, and an order names its parties itself.
    pub fn screened(self) -> bool {
        match self {
            Self::Transfer | Self::Mint | Self::Burn | Self::BridgeMint => true,
            Self::RedemptionRequest => true,
            Self::BridgeBurn | Self::BridgeRefund => false,
            Self::RedemptionSettle | Self::RedemptionReturn => false,
            Self::Seize | Self::Wipe | Self::Recover | Self::CarryOver => false,
        }
    }

    /// Whether it changes the supply.
    pub fn changes_supply(self) -> bool {
        match self {
            Self::Transfer | Self::Seize | Self::Recover => false,
            Self::RedemptionRequest | Self::RedemptionReturn => false,
            Self::Mint | Self::Burn | Self::Wipe | Self::RedemptionSettle => true,
            Self::BridgeBurn | Self::BridgeMint | Self::BridgeRefund => true,
            Self::CarryOver => true,
        }
    }

    /// The supply afterwards.
    pub fn supply(self, before: &Supply, amount: u128) -> Result<Supply, ContractError> {
        match self {
            Self::Transfer | Self::Seize | Self::Recover => Ok(before.clone()),
            Self::RedemptionRequest | Self::RedemptionReturn => Ok(before.clone()),
            Self::RedemptionSettle => before.redeem(amount),
            Self::Mint => before.mint(amount),
            Self::Burn => before.burn(amount),
            Self::Wipe => before.wipe(amount),
            Self::BridgeBurn => before.leave(amount),
            Self::BridgeMint | Self::BridgeRefund => before.arrive(amount),
            Self::CarryOver => before.carry_over(amount),
        }
    }
}
