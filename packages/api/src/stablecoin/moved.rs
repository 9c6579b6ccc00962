//! What the events of a token say has moved: enough to rebuild every balance without asking the
//! contract (I10).

use cosmwasm_std::{Event, Uint128};

use super::events as e;
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

/// What an event of the token's contract moved, if it moved anything. Whether it is that contract's
/// own, its `_contract_address` says.
///
/// ```
/// use cosmwasm_std::{Event, Uint128};
/// use isthmus_api::stablecoin::{moved, Cw20Event};
/// let burnt = Cw20Event::Burn { from: "ann".into(), amount: Uint128::new(5) };
/// let event = Event::new("wasm").add_attributes(burnt.into_attributes());
/// let moved = moved(&event).unwrap();
/// assert_eq!((moved.from.as_deref(), moved.to), (Some("ann"), None));
/// ```
pub fn moved(event: &Event) -> Option<Moved> {
    if event.ty == "wasm" {
        return by_cw20(Cw20Event::from_event(event).ok()?);
    }
    let between = |from, to, amount| Moved { from: Some(from), to: Some(to), amount };
    let created = |to, amount| Moved { from: None, to: Some(to), amount };
    let destroyed = |from, amount| Moved { from: Some(from), to: None, amount };
    if let Ok(rescue) = e::Rescue::from_event(event) {
        let own = rescue.asset.strip_prefix("cw20:") == Some(rescue.from.as_str());
        return own.then(|| between(rescue.from, rescue.to, rescue.amount));
    }
    None.or_else(|| read(event, |it: e::Issue| created(it.account, it.amount)))
        .or_else(|| read(event, |it: e::BridgeMint| created(it.to, it.amount)))
        .or_else(|| read(event, |it: e::BridgeRefund| created(it.to, it.amount)))
        .or_else(|| read(event, |it: e::BridgeBurn| destroyed(it.from, it.amount)))
        .or_else(|| read(event, |it: e::WipeFrozen| destroyed(it.account, it.amount)))
        .or_else(|| read(event, |it: e::Seize| between(it.from, it.to, it.amount)))
        .or_else(|| read(event, |it: e::RecoverAccount| between(it.old, it.new, it.amount)))
        .or_else(|| read(event, |it: e::TransferWithMemo| between(it.from, it.to, it.amount)))
        .or_else(|| read(event, |it: e::SendWithMemo| between(it.from, it.to, it.amount)))
        .or_else(|| read(event, |it: e::Fee| between(it.from, it.to, it.amount)))
        .or_else(|| read(event, |it: e::Payment| between(it.from, it.to, it.amount)))
        .or_else(|| read(event, |it: e::MintWithReference| created(it.to, it.amount)))
        .or_else(|| read(event, |it: e::RequestRedemption| destroyed(it.holder, it.amount)))
        .or_else(|| read(event, |it: e::RejectRedemption| created(it.holder, it.amount)))
        .or_else(|| read(event, |it: e::CancelRedemption| created(it.holder, it.amount)))
        .or_else(|| {
            read(event, |it: e::TransferWithAuthorization| between(it.from, it.to, it.amount))
        })
        .or_else(|| {
            read(event, |it: e::ReceiveWithAuthorization| between(it.from, it.to, it.amount))
        })
}

fn read<E: TypedEvent>(event: &Event, moved: impl FnOnce(E) -> Moved) -> Option<Moved> {
    E::from_event(event).ok().map(moved)
}

fn by_cw20(event: Cw20Event) -> Option<Moved> {
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
