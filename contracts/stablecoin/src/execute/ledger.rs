//! The one place where a balance changes.
//!
//! A transfer reads the switches, the payer and the recipient, writes the two accounts, and does
//! nothing else. What changes the supply reads the supply's record, where its own pauses are. What
//! each kind of movement obeys is in [`crate::model::movement`].
//!
//! Above 300 lines, so that whoever wants to know how money moves reads this file and no other.

use std::borrow::Cow;

use cosmwasm_std::{Api, Attribute, Event, Storage};
use isthmus_api::event::TypedEvent;
use isthmus_api::policy::{self, MovementKind};
use isthmus_api::stablecoin::{events, ComplianceMode, Cw20Event, PauseScope};

use super::Named;
use crate::error::ContractError;
use crate::model::account::Account;
use crate::model::allowance::Allowance;
use crate::model::compliance::{ensure_admitted, Party};
use crate::model::movement::{Action, Debit, Kind};
use crate::model::supply::Supply;
use crate::state::{self, AccountId, FeeTerms, Issuance, Switches};

/// What is to move.
pub struct Movement<'a> {
    /// Which rules hold.
    pub kind: &'static Kind,
    /// Who pays; nobody when tokens are created.
    pub from: Option<&'a Named>,
    /// Who receives; nobody when tokens are destroyed.
    pub to: Option<&'a Named>,
    /// Who spends an allowance of the payer.
    pub by: Option<&'a Spender<'a>>,
    /// Base units.
    pub amount: u128,
}

/// Who spends an allowance, with what was read to let it.
pub struct Spender<'a> {
    /// The account.
    pub account: &'a Named,
    /// What it was granted, which is not over.
    pub grant: Allowance,
    /// Whether the grant shows that nothing restricts the account, so that nobody looks at it.
    pub known_free: bool,
    /// The switches.
    pub switches: Switches,
}

/// What a message gathers while it moves tokens, in the order in which it does.
#[derive(Default)]
pub struct Gathered {
    /// CW20's own attributes of every movement.
    pub told: Vec<Attribute>,
    /// What is to be asked of the policy contract.
    pub asks: Vec<policy::Movement>,
}

impl Movement<'_> {
    /// The movement as the policy contract is asked about it.
    pub fn ask(&self, kind: MovementKind) -> policy::Movement {
        let address = |account: &Named| account.address.to_string();
        policy::Movement {
            kind,
            from: self.from.map(address),
            to: self.to.map(address),
            spender: self.by.map(|by| address(by.account)),
            amount: self.amount.into(),
        }
    }

    /// The movement as CW20 tells it, so that who knows nothing else books every balance (A8).
    fn tell(&self) -> Option<Cw20Event> {
        let action = self.kind.action?;
        let address = |account: Option<&Named>| account.map(|it| it.address.to_string());
        let (from, to) = (address(self.from), address(self.to));
        let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
        let (by, amount) = (address(self.by.map(|by| by.account)), self.amount.into());
        Some(match (action, by) {
            (Action::Transfer, None) => Cw20Event::Transfer { from, to, amount },
            (Action::Transfer, Some(by)) => Cw20Event::TransferFrom { from, to, by, amount },
            (Action::Send, None) => Cw20Event::Send { from, to, amount },
            (Action::Send, Some(by)) => Cw20Event::SendFrom { from, to, by, amount },
            (Action::Burn, None) => Cw20Event::Burn { from, amount },
            (Action::Burn, Some(by)) => Cw20Event::BurnFrom { from, by, amount },
            (Action::Mint, _) => Cw20Event::Mint { to, amount },
        })
    }
}

/// An account that takes part.
pub struct Side<'a> {
    /// Which.
    pub id: &'a AccountId,
    /// As it is before.
    pub account: Account,
}

/// One account before and after.
struct Change<'a> {
    id: &'a AccountId,
    before: Account,
    after: Account,
}

/// A fee on top, for the account of its collector.
pub struct Fee {
    /// Who gets it.
    pub collector: AccountId,
    before: Account,
    after: Account,
    /// Base units.
    pub amount: u128,
}

/// What a movement does to the state, worked out before anything is written.
pub struct Plan<'a> {
    from: Option<Change<'a>>,
    to: Option<Change<'a>>,
    issuance: Option<Issuance>,
    fee: Option<Fee>,
    /// What is left of the allowance, if one is spent.
    grant: Option<Allowance>,
    /// What leaves the payer: the amount, and the fee.
    pub due: u128,
    /// The event of the fee that was paid, if one was.
    pub fee_event: Option<Event>,
    /// What the policy contract has to be told that this is, if it is asked.
    pub asked: Option<MovementKind>,
}

impl Plan<'_> {
    /// The supply afterwards, when it changes.
    pub fn supply(&self) -> Supply {
        self.issuance.as_ref().map(|issuance| issuance.supply.clone()).unwrap_or_default()
    }

    /// What of the payer was locked before.
    pub fn locked_before(&self) -> u128 {
        self.from.as_ref().map(|from| from.before.locked).unwrap_or_default()
    }

    /// What of the payer is locked afterwards.
    pub fn locked_after(&self) -> u128 {
        self.from.as_ref().map(|from| from.after.locked).unwrap_or_default()
    }

    /// Whether what arrived cannot be moved because the recipient is frozen or held.
    pub fn is_stuck(&self, now: u64) -> bool {
        self.to.as_ref().is_some_and(|to| to.after.restriction(now).is_some())
    }
}

/// What movements are made with.
pub struct Ledger<'a> {
    /// Where the accounts are, or an overlay over it.
    pub storage: &'a mut dyn Storage,
    /// Addresses.
    pub api: &'a dyn Api,
    /// Seconds of the block.
    pub now: u64,
    /// What the message has to tell and to ask.
    pub gathered: &'a mut Gathered,
}

impl Ledger<'_> {
    /// Moves the amount, or changes nothing and says why not. Notes what is to be told and asked.
    pub fn make<'m>(&mut self, movement: &Movement<'m>) -> Result<Plan<'m>, ContractError> {
        let mut plan = plan(self.storage, self.now, movement)?;
        self.gathered.asks.extend(plan.asked.map(|kind| movement.ask(kind)));
        self.gathered.told.extend(movement.tell().into_iter().flat_map(Cw20Event::into_attributes));
        if let (Some(by), Some(from), Some(left)) = (movement.by, movement.from, &plan.grant) {
            let (spender, before) = (&by.account.id, Some(&by.grant));
            state::save_allowance(self.storage, &from.id, spender, before, left)?;
        }
        for change in [&plan.from, &plan.to].into_iter().flatten() {
            state::save_account(self.storage, change.id, &change.before, &change.after);
        }
        // The collector is neither payer nor recipient (`fee_for`): no account is written twice.
        if let Some(fee) = &plan.fee {
            state::save_account(self.storage, &fee.collector, &fee.before, &fee.after);
            plan.fee_event = Some(self.tell_fee(movement, fee)?);
        }
        if let Some(issuance) = &plan.issuance {
            state::save_issuance(self.storage, issuance, self.now);
        }
        Ok(plan)
    }

    /// A fee is a transfer of its own for who reads CW20's attributes; gives its typed event.
    fn tell_fee(&mut self, movement: &Movement, fee: &Fee) -> Result<Event, ContractError> {
        let from = movement.from.map(|from| from.address.to_string()).unwrap_or_default();
        let to = fee.collector.address(self.api)?.into_string();
        let amount = fee.amount.into();
        let paid = Cw20Event::Transfer { from: from.clone(), to: to.clone(), amount };
        self.gathered.told.extend(paid.into_attributes());
        Ok(events::Fee { from, to, amount }.to_event())
    }
}

/// What holds for all accounts: of the two global records those that the movement needs. What both
/// say they say alike, and a record has pauses of its own scopes alone.
struct Globals<'a> {
    switches: Option<Cow<'a, Switches>>,
    issuance: Option<Issuance>,
}

impl<'a> Globals<'a> {
    /// The supply if it changes; the switches, unless somebody has read them or the supply keeps the
    /// pauses of the movement.
    fn load(storage: &dyn Storage, movement: &Movement<'a>) -> Result<Self, ContractError> {
        let Movement { kind, by, .. } = *movement;
        let issuance = kind.supply.map(|_| state::load_issuance(storage)).transpose()?;
        let switches = match (by, kind.scope) {
            (Some(by), _) => Some(Cow::Borrowed(&by.switches)),
            (None, None | Some(PauseScope::Mint | PauseScope::Burn)) => None,
            (None, Some(_)) => Some(Cow::Owned(state::load_switches(storage)?)),
        };
        Ok(Self { switches, issuance })
    }

    fn mode(&self) -> ComplianceMode {
        let of_supply = self.issuance.as_ref().map(|issuance| issuance.mode);
        of_supply.or(self.switches.as_ref().map(|switches| switches.mode)).unwrap_or_default()
    }

    /// Fails while the scope is paused.
    fn ensure_open(&self, scope: Option<PauseScope>, now: u64) -> Result<(), ContractError> {
        let Some(scope) = scope.map(state::scope) else { return Ok(()) };
        if let Some(issuance) = &self.issuance {
            issuance.pauses.check(scope, now)?;
        }
        if let Some(switches) = &self.switches {
            switches.pauses.check(scope, now)?;
        }
        Ok(())
    }

    /// Whether a policy contract is asked.
    fn policy(&self) -> bool {
        self.switches.as_ref().is_some_and(|switches| switches.policy)
            || self.issuance.as_ref().is_some_and(|issuance| issuance.policy)
    }

    fn fee(&self) -> Option<&FeeTerms> {
        self.switches.as_ref().and_then(|switches| switches.fee.as_ref())
    }

    /// The supply after the amount, if it changes.
    fn issue(self, kind: &Kind, amount: u128) -> Result<Option<Issuance>, ContractError> {
        let Some((before, rule)) = self.issuance.zip(kind.supply) else { return Ok(None) };
        let supply = rule(&before.supply, amount)?;
        Ok(Some(Issuance { supply, ..before }))
    }
}

/// Works out what the movement would do, or why it cannot be.
pub fn plan<'a>(
    storage: &dyn Storage,
    now: u64,
    movement: &Movement<'a>,
) -> Result<Plan<'a>, ContractError> {
    let Movement { kind, from, to, amount, .. } = *movement;
    debug_assert_eq!((from.is_some(), to.is_some()), (kind.debit.is_some(), kind.credit));
    let globals = Globals::load(storage, movement)?;
    let load = |account: &'a Named| load_side(storage, &account.id);
    let payer = from.map(load).transpose()?;
    // Of its own will alone: what another burns by its allowance is a burn.
    let kind = match (&payer, kind.by_escrow) {
        (Some(payer), Some(other)) if movement.by.is_none() && payer.account.escrow => other,
        _ => kind,
    };
    let lands = kind.must_land(payer.as_ref().is_some_and(|payer| payer.account.escrow));
    if !lands {
        globals.ensure_open(kind.scope, now)?;
    }
    let asked = kind.asked.filter(|_| !lands && globals.policy());
    let mode = if kind.screened { globals.mode() } else { ComplianceMode::Open };

    // A transfer to oneself checks everything and changes nothing: with two copies of one record the
    // second save would double the money (E4).
    let to_self = from.is_some() && from.map(|from| &from.id) == to.map(|to| &to.id);
    let recipient = to.filter(|_| !to_self).map(load).transpose()?;
    // Who sends another's tokens is who would be paid, so that it is a payment to him.
    let redeems = kind.redeems && movement.by.is_none();
    let asked = match (asked, &recipient) {
        (Some(_), Some(recipient)) if redeems && is_issuer(storage, recipient, now)? => None,
        (asked, _) => asked,
    };
    ensure_spender(storage, now, movement, mode, recipient.as_ref())?;

    let fee = match (globals.fee().filter(|_| kind.fee), &payer, &recipient) {
        (Some(terms), Some(payer), Some(recipient)) => {
            fee_for(storage, now, terms, mode, payer, recipient, amount)?
        }
        _ => None,
    };
    let right = fee.as_ref().map(|fee| fee.amount).unwrap_or_default();
    let due = amount.checked_add(right).ok_or(ContractError::Overflow { left: amount, right })?;
    // An allowance is the most that leaves its owner, so the fee is part of it (A11). The owner is looked
    // at below and fails if it is restricted, so the grant is written as found free.
    let left = |by: &Spender| -> Result<_, ContractError> {
        Ok(by.grant.less(due)?.mark_free(by.switches.restrictions))
    };
    let grant = movement.by.map(left).transpose()?;
    // Restrictions before the mode: no status lifts a freeze, and the payer learns of the freeze (E21).
    let from = change(payer, |payer| {
        let paid = match kind.debit {
            Some(Debit::Forced) => payer.take(due, now)?,
            Some(Debit::Spendable) | None => payer.debit(due, now)?,
        };
        ensure_admitted(mode, payer, Party::Payer)?;
        Ok(if to_self { payer.clone() } else { paid })
    })?;
    let to = change(recipient, |recipient| {
        let credited = recipient.credit(amount, lands, now)?;
        if recipient.escrow && !kind.into_escrow {
            return Err(ContractError::UntoldEscrow {});
        }
        if !lands {
            ensure_admitted(mode, recipient, Party::Recipient)?;
        }
        Ok(credited)
    })?;
    let issuance = globals.issue(kind, amount)?;
    Ok(Plan { from, to, issuance, fee, grant, due, fee_event: None, asked })
}

/// Fails if the spender may not spend. Its account is read once: not if the grant shows that it is free,
/// nor as the payer, whom the debit looks at.
fn ensure_spender(
    storage: &dyn Storage,
    now: u64,
    movement: &Movement,
    mode: ComplianceMode,
    recipient: Option<&Side>,
) -> Result<(), ContractError> {
    let Some(Spender { account: Named { id, .. }, known_free: false, .. }) = movement.by else {
        return Ok(());
    };
    if movement.from.is_some_and(|from| from.id == *id) {
        return Ok(());
    }
    match recipient.filter(|recipient| recipient.id == id) {
        Some(recipient) => ensure_may_spend(&recipient.account, mode, now),
        None => ensure_may_spend(&state::load_account(storage, id)?, mode, now),
    }
}

/// Whether the account takes tokens in for money: the minter, if it is an escrow. Its owner has waited for
/// that, so nobody else's payment is one that is not asked about.
fn is_issuer(storage: &dyn Storage, side: &Side, now: u64) -> Result<bool, ContractError> {
    Ok(side.account.escrow && state::may_load_minter(storage, side.id, now)?.is_some())
}

/// The account as it is stored.
pub fn load_side<'a>(storage: &dyn Storage, id: &'a AccountId) -> Result<Side<'a>, ContractError> {
    Ok(Side { id, account: state::load_account(storage, id)? })
}

/// The fee of a payment. Nobody pays one to oneself, to or as the collector, or to or as an escrow,
/// which holds other people's money; and a collector that cannot receive stops no payment.
pub fn fee_for(
    storage: &dyn Storage,
    now: u64,
    terms: &FeeTerms,
    mode: ComplianceMode,
    payer: &Side,
    recipient: &Side,
    amount: u128,
) -> Result<Option<Fee>, ContractError> {
    let due = terms.rate.of(amount);
    let to_self = payer.id == recipient.id;
    let collector_takes_part = [payer.id, recipient.id].contains(&&terms.collector);
    let escrow_takes_part = payer.account.escrow || recipient.account.escrow;
    if due == 0 || to_self || collector_takes_part || escrow_takes_part {
        return Ok(None);
    }
    let before = state::load_account(storage, &terms.collector)?;
    let admitted = ensure_admitted(mode, &before, Party::Recipient).is_ok();
    if before.escrow || before.restriction(now).is_some() || !admitted {
        return Ok(None);
    }
    Ok(before.credit(due, false, now).ok().map(|after| {
        let collector = terms.collector.clone();
        Fee { collector, before, after, amount: due }
    }))
}

/// Fails if the account may not spend an allowance.
pub fn ensure_may_spend(
    account: &Account,
    mode: ComplianceMode,
    now: u64,
) -> Result<(), ContractError> {
    account.ensure_may_spend(now)?;
    ensure_admitted(mode, account, Party::Spender)
}

fn change<'a>(
    side: Option<Side<'a>>,
    rule: impl FnOnce(&Account) -> Result<Account, ContractError>,
) -> Result<Option<Change<'a>>, ContractError> {
    let Some(Side { id, account: before }) = side else { return Ok(None) };
    let after = rule(&before)?;
    Ok(Some(Change { id, before, after }))
}
