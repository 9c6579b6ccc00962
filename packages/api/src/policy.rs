//! A contract that says which movements of a stablecoin pass: what the stablecoin asks of it.
//!
//! The stablecoin sends [`ExecuteMsg::CheckMovement`] when everything is moved and stored, and before
//! it calls any other contract. An error undoes the whole message. Whoever writes such a contract
//! answers both entry points by one rule, refuses the message from any sender but its stablecoin
//! if it keeps state, and lets nothing pass from the stablecoin to itself: by that anybody can have it
//! tried whether it works at all, and one that fails at it again and again is no longer asked.

use cosmwasm_std::Uint128;
use isthmus_wire::wire;

crate::limits! {
    /// Least gas that one question may use. Below, a chain that has not pinned the code cannot even load
    /// it.
    pub const MIN_POLICY_GAS: u64 = 100_000;
    /// Most gas that one question may use: with it a transfer from abroad still fits into the gas that the
    /// bridge gives a token by default.
    pub const MAX_POLICY_GAS: u64 = 350_000;
}

/// What is asked in a transaction.
#[wire]
pub enum ExecuteMsg {
    /// May this movement be? It is made already; an error undoes it, with everything else of the
    /// stablecoin's message. A transfer of nothing from the stablecoin to itself is no movement and always
    /// passes: who refuses that is out of order. No funds.
    CheckMovement(Movement),
}

/// What is asked beforehand.
#[wire]
#[derive(cosmwasm_schema::QueryResponses)]
pub enum QueryMsg {
    /// Would [`ExecuteMsg::CheckMovement`] pass now? The stablecoin asks it for `can_transfer`, and,
    /// with nothing moved from itself to itself, when the contract is set: any answer will do then.
    #[returns(CanMoveResponse)]
    CanMove(Movement),
}

/// What moves.
#[wire]
pub struct Movement {
    /// What kind of movement it is.
    pub kind: MovementKind,
    /// Who pays; null where tokens are created.
    pub from: Option<String>,
    /// Who receives; null where tokens leave all balances.
    pub to: Option<String>,
    /// Who spends an allowance of the payer; null in any other movement. Who submits a payment that
    /// the payer signed is no spender.
    pub spender: Option<String>,
    /// Base units, without a fee.
    pub amount: Uint128,
}

/// The kinds of movement that a policy contract is asked about.
#[wire]
#[derive(Copy, Eq)]
pub enum MovementKind {
    /// From one account to another.
    Transfer,
    /// A minter creates.
    Mint,
    /// A holder, or a spender, destroys.
    Burn,
    /// The bridge creates what arrived from another region.
    BridgeMint,
}

/// Whether a movement would pass.
#[wire]
pub struct CanMoveResponse {
    /// Whether it would.
    pub allowed: bool,
    /// Why not, in words.
    pub reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_has_this_form() {
        let movement = Movement {
            kind: MovementKind::Burn,
            from: Some("alice".to_string()),
            to: None,
            spender: None,
            amount: 5u128.into(),
        };
        let text = cosmwasm_std::to_json_string(&ExecuteMsg::CheckMovement(movement)).unwrap();
        assert_eq!(
            text,
            r#"{"check_movement":{"kind":"burn","from":"alice","to":null,"spender":null,"amount":"5"}}"#
        );
    }
}
