//! What follows from an action: what the contract then pays and says.

use cosmwasm_std::Uint128;
use isthmus_api::escrow::Party;

/// What follows from an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A drawing was accepted, by the issuer or by its silence.
    Accepted {
        /// The drawing.
        drawing: u64,
        /// How much it is paid.
        amount: Uint128,
        /// By silence.
        precluded: bool,
    },
    /// A drawing ended without payment.
    Released {
        /// The drawing.
        drawing: u64,
        /// What is free again.
        amount: Uint128,
    },
    /// Money leaves the deal. Never zero.
    Pay {
        /// To whom.
        party: Party,
        /// For which drawing; none: a refund.
        drawing: Option<u64>,
        /// How much.
        amount: Uint128,
    },
    /// The deal expired.
    Expired,
    /// The deal is over.
    Closed,
}

/// The steps of an action, in order.
pub type Steps = Vec<Step>;
