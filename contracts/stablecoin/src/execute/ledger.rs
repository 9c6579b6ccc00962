//! The one place where a balance changes.
//!
//! A transfer reads the switches, the payer and the recipient, writes the two accounts, and does
//! nothing else. What changes the supply reads the supply's record, where its own pauses are. What
//! each kind of movement obeys is in [`crate::model::movement`].

use cosmwasm_std::Storage;
use isthmus_api::policy::MovementKind;
use isthmus_api::stablecoin::{ComplianceMode, PauseScope};

use crate::error::ContractError;
use crate::execute::admin::scope;
use crate::execute::policy::{Ask, Asks};
use crate::model::account::Account;
use crate::model::compliance::{admit, Party};
use crate::model::movement::Kind;
use crate::model::policy::question;
use crate::model::supply::Supply;
use crate::state::{self, AccountId, Issuance, Switches};

/// What is to move.
pub struct Movement<'a> {
    /// Which rules hold.
    pub kind: Kind,
    /// Who pays; nobody when tokens are created.
    pub from: Option<&'a AccountId>,
    /// Who receives; nobody when tokens are destroyed.
    pub to: Option<&'a AccountId>,
    /// Who spends an allowance of the payer, unless the grant shows that it is free.
    pub spender: Option<&'a AccountId>,
    /// Base units.
    pub amount: u128,
    /// The switches, if the caller has read them.
    pub switches: Option<&'a Switches>,
}

/// One account before and after.
struct Change<'a> {
    id: &'a AccountId,
    before: Account,
    after: Account,
}

/// A fee on top, for the account of its collector.
pub struct Charge {
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
    /// The fee, if the payer pays one.
    pub charge: Option<Charge>,
    /// What the policy contract has to be told that this is, if it is asked.
    pub asked: Option<MovementKind>,
}

impl Plan<'_> {
    /// The supply afterwards, when it changes.
    pub fn supply(&self) -> Supply {
        self.issuance.as_ref().map(|issuance| issuance.supply.clone()).unwrap_or_default()
    }

    /// What of the payer was locked before, and is afterwards.
    pub fn payer_locked(&self) -> (u128, u128) {
        let locked = |from: &Change| (from.before.locked, from.after.locked);
        self.from.as_ref().map(locked).unwrap_or_default()
    }

    /// Whether what arrived cannot be moved because the recipient is frozen or held.
    pub fn locked(&self, now: u64) -> bool {
        self.to.as_ref().is_some_and(|to| to.after.restriction(now).is_some())
    }
}

impl Movement<'_> {
    /// The movement as the policy contract is asked about it.
    pub fn ask(&self, kind: MovementKind) -> Ask {
        let (from, to, spender) = (self.from.cloned(), self.to.cloned(), self.spender.cloned());
        Ask { kind, from, to, spender, amount: self.amount }
    }
}

/// Moves the amount, or changes nothing and says why not. Notes what is to be asked.
pub fn move_tokens<'a>(
    storage: &mut dyn Storage,
    now: u64,
    movement: &Movement<'a>,
    asks: &mut Asks,
) -> Result<Plan<'a>, ContractError> {
    let plan = plan(storage, now, movement)?;
    asks.extend(plan.asked.map(|kind| movement.ask(kind)));
    for change in [&plan.from, &plan.to].into_iter().flatten() {
        state::save_account(storage, change.id, &change.before, &change.after);
    }
    if let Some(charge) = &plan.charge {
        state::save_account(storage, &charge.collector, &charge.before, &charge.after);
    }
    if let Some(issuance) = &plan.issuance {
        state::save_issuance(storage, issuance, now);
    }
    Ok(plan)
}

/// Works out what the movement would do, or why it cannot be.
pub fn plan<'a>(
    storage: &dyn Storage,
    now: u64,
    movement: &Movement<'a>,
) -> Result<Plan<'a>, ContractError> {
    let Movement { kind, from, to, spender, amount, switches } = *movement;
    let issuance = match kind.changes_supply() {
        true => Some(state::issuance(storage)?),
        false => None,
    };
    let found;
    let switches = match (switches, kind.scope(), &issuance) {
        (Some(switches), _, _) => Some(switches),
        (None, None, _) => None,
        (None, Some(PauseScope::Mint | PauseScope::Burn), Some(_)) => None,
        (None, Some(_), _) => {
            found = state::switches(storage)?;
            Some(&found)
        }
    };
    let mode = match (kind.screened(), &issuance) {
        (false, _) => ComplianceMode::Open,
        (true, Some(issuance)) => issuance.mode,
        (true, None) => switches.map(|switches| switches.mode).unwrap_or_default(),
    };
    let open = match (kind.scope(), &issuance, switches) {
        (None, _, _) => Ok(()),
        (Some(name @ (PauseScope::Mint | PauseScope::Burn)), Some(issuance), _) => {
            issuance.pauses.check(scope(name), now)
        }
        (Some(name), _, Some(switches)) => switches.pauses.check(scope(name), now),
        (Some(_), _, None) => Ok(()),
    };
    let load = |id: &AccountId| state::load_account(storage, id);
    let payer = from.map(load).transpose()?;
    let lands = kind.lands(payer.as_ref().is_some_and(|payer| payer.escrow));
    if !lands {
        open?;
    }

    // Minting and burning need not read the switches: the supply says it too.
    let policy = switches.is_some_and(|switches| switches.policy)
        || issuance.as_ref().is_some_and(|issuance| issuance.policy);
    let asked = question(kind, lands).filter(|_| policy);

    // A transfer to oneself checks everything and changes nothing: with two copies of one record the
    // second save would double the money (E4).
    let to_self = from.is_some() && from == to;
    let recipient = to.filter(|_| !to_self).map(load).transpose()?;
    match spender {
        None => {}
        spender if spender == from => {}
        spender if spender == to => recipient.iter().try_for_each(|it| may_spend(it, mode, now))?,
        Some(spender) => may_spend(&load(spender)?, mode, now)?,
    }

    let charge = match (kind, from, &payer, to, &recipient) {
        (Kind::Transfer, Some(from), Some(payer), Some(to), Some(recipient)) => {
            charge(storage, now, switches, ((from, payer), (to, recipient)), amount)?
        }
        _ => None,
    };
    let fee = charge.as_ref().map(|charge| charge.amount).unwrap_or_default();
    let due =
        amount.checked_add(fee).ok_or(ContractError::Overflow { left: amount, right: fee })?;
    let from = change(from, payer, |payer| {
        let paid = match kind.forced() {
            true => payer.take(due)?,
            false => payer.debit(due, now)?,
        };
        admit(mode, payer, Party::Payer)?;
        Ok(if to_self { payer.clone() } else { paid })
    })?;
    let to = change(to, recipient, |recipient| {
        let credited = recipient.credit(amount, lands, now)?;
        if !lands {
            admit(mode, recipient, Party::Recipient)?;
        }
        Ok(credited)
    })?;
    let issuance = match issuance {
        Some(before) => {
            let supply = kind.supply(&before.supply, amount)?;
            if kind == Kind::Mint && before.supply.backed {
                state::reserve(storage)?.cover(before.supply.issued(), amount, now)?;
            }
            Some(Issuance { supply, ..before })
        }
        None => None,
    };
    Ok(Plan { from, to, issuance, charge, asked })
}

/// The fee of a payment. Nobody pays one to oneself, to or as the collector, or to or as an escrow,
/// which holds other people's money; and a collector that cannot receive stops no payment.
pub fn charge(
    storage: &dyn Storage,
    now: u64,
    switches: Option<&Switches>,
    ((from, payer), (to, recipient)): ((&AccountId, &Account), (&AccountId, &Account)),
    amount: u128,
) -> Result<Option<Charge>, ContractError> {
    let Some(Switches { fee: Some(fee), mode, .. }) = switches else { return Ok(None) };
    let due = fee.rate.of(amount);
    let parties = [from, to].contains(&&fee.collector);
    if due == 0 || from == to || parties || payer.escrow || recipient.escrow {
        return Ok(None);
    }
    let before = state::load_account(storage, &fee.collector)?;
    let admitted = admit(*mode, &before, Party::Recipient).is_ok();
    if before.escrow || before.restriction(now).is_some() || !admitted {
        return Ok(None);
    }
    Ok(before.credit(due, false, now).ok().map(|after| {
        let collector = fee.collector.clone();
        Charge { collector, before, after, amount: due }
    }))
}

/// Fails if the account may not spend an allowance.
pub fn may_spend(account: &Account, mode: ComplianceMode, now: u64) -> Result<(), ContractError> {
    account.may_spend(now)?;
    admit(mode, account, Party::Spender)
}

fn change<'a>(
    id: Option<&'a AccountId>,
    before: Option<Account>,
    rule: impl FnOnce(&Account) -> Result<Account, ContractError>,
) -> Result<Option<Change<'a>>, ContractError> {
    match (id, before) {
        (Some(id), Some(before)) => {
            let after = rule(&before)?;
            Ok(Some(Change { id, before, after }))
        }
        _ => Ok(None),
    }
}
