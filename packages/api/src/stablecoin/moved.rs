//! What the events of a token say has moved: enough to rebuild every balance without asking the
//! contract (I10).

use cosmwasm_std::{Event, Uint128};

use super::events::Issue;
use super::Cw20Event;
use crate::event::TypedEvent;

/// One movement of tokens between balances. What is asked back leaves its holder's balance at once and
/// is burnt, or comes back, later: such tokens are in the supply and in nobody's balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Whose balance fell; nobody's when tokens were created.
    pub from: Option<String>,
    /// Whose balance rose; nobody's when tokens were destroyed.
    pub to: Option<String>,
    /// Base units.
    pub amount: Uint128,
}

/// What an event of the token's contract moved, in the order in which it did. Whether it is that
/// contract's own, its `_contract_address` says.
///
/// CW20's attributes tell every movement. What a token begins with they do not tell, as those of
/// cw20-base do not: that is in its instantiate message, and here in typed events.
///
/// ```
/// use cosmwasm_std::{Event, Uint128};
/// use isthmus_api::stablecoin::{moved, Cw20Event};
/// let burnt = Cw20Event::Burn { from: "ann".into(), amount: Uint128::new(5) };
/// let event = Event::new("wasm").add_attributes(burnt.into_attributes());
/// let moved = moved(&event);
/// assert_eq!((moved[0].from.as_deref(), &moved[0].to), (Some("ann"), &None));
/// ```
pub fn moved(event: &Event) -> Vec<Moved> {
    if event.ty == "wasm" {
        let read = |set| booked(Cw20Event::from_set(set).ok()?);
        return Cw20Event::sets(event).filter_map(read).collect();
    }
    let begun = Issue::from_event(event).ok();
    begun
        .map(|begun| Moved { from: None, to: Some(begun.account), amount: begun.amount })
        .into_iter()
        .collect()
}

fn booked(event: Cw20Event) -> Option<Moved> {
    let (from, to, amount) = match event {
        Cw20Event::Transfer { from, to, amount }
        | Cw20Event::Send { from, to, amount }
        | Cw20Event::TransferFrom { from, to, amount, .. }
        | Cw20Event::SendFrom { from, to, amount, .. } => (Some(from), Some(to), amount),
        Cw20Event::Burn { from, amount } | Cw20Event::BurnFrom { from, amount, .. } => {
            (Some(from), None, amount)
        }
        Cw20Event::Mint { to, amount } => (None, Some(to), amount),
        Cw20Event::IncreaseAllowance { .. }
        | Cw20Event::DecreaseAllowance { .. }
        | Cw20Event::UpdateMinter { .. }
        | Cw20Event::UpdateMarketing {}
        | Cw20Event::UploadLogo {} => return None,
    };
    Some(Moved { from, to, amount })
}
