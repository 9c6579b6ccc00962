//! Whether everybody has what he pays when he pays it, in the order of the story.

use super::{of_party, Check};
use crate::scenario::text::{base_units, decimal};
use cosmwasm_std::Uint128;
use std::collections::BTreeMap;

/// Money that changes hands: who needs how much, and how much of it is gone then.
pub(super) struct Move {
    field: String,
    /// None if it is minted.
    from: Option<String>,
    /// None if it is burnt or comes back.
    to: Option<String>,
    needed: Option<Uint128>,
    moved: Option<Uint128>,
}

impl Move {
    /// From one party to another.
    pub(super) fn new(
        field: &str,
        (from, to): (&String, &String),
        needed: Option<Uint128>,
        moved: Option<Uint128>,
    ) -> Self {
        let (from, to) = (Some(from.clone()), Some(to.clone()));
        Self { field: field.to_string(), from, to, needed, moved }
    }

    /// Comes back to who paid it.
    pub(super) fn back(field: &str, from: &str, amount: Option<Uint128>) -> Self {
        let (from, moved) = (Some(from.to_string()), Some(Uint128::zero()));
        Self { field: field.to_string(), from, to: None, needed: amount, moved }
    }

    /// Comes into being.
    pub(super) fn minted(field: &str, to: &str, amount: Option<Uint128>) -> Self {
        let to = Some(to.to_string());
        Self { field: field.to_string(), from: None, to, needed: amount, moved: amount }
    }

    /// Ends.
    pub(super) fn burnt(field: &str, from: &str, amount: Option<Uint128>) -> Self {
        let from = Some(from.to_string());
        Self { field: field.to_string(), from, to: None, needed: amount, moved: amount }
    }
}

impl Check<'_> {
    /// A party's opening balance, if it is known.
    fn opening(&self, key: &str) -> Option<Uint128> {
        let party = &self.file.parties[key];
        let known = self.is_given(&of_party(key, "opening_balance"));
        match &party.opening_balance {
            None => Some(Uint128::zero()).filter(|_| known),
            Some(text) => self.units(text).filter(|_| known),
        }
    }

    /// The sum of the opening balances, if all of them are known.
    pub(super) fn opened(&self) -> Option<u128> {
        let mut each = self.file.parties.keys().map(|key| self.opening(key));
        each.try_fold(0_u128, |sum, amount| Some(sum.saturating_add(amount?.u128())))
    }

    /// The allowance, if it is known.
    pub(super) fn allowance(&self) -> Option<Uint128> {
        self.units(&self.file.token.allowance).filter(|_| self.is_given("token.allowance"))
    }

    fn units(&self, text: &str) -> Option<Uint128> {
        let decimals =
            Some(self.file.token.decimals).filter(|_| self.is_given("token.decimals"))?;
        base_units(text, decimals).ok().map(Uint128::new)
    }

    /// Whoever has too little is taken to get what is missing, so that the next shortage is another
    /// one. A purse of which something is unknown is `None`, and says nothing.
    pub(super) fn money(&mut self) {
        let decimals = self.file.token.decimals;
        let show = |amount: Uint128| decimal(amount.u128(), decimals);
        if let Some((opened, allowance)) = self.opened().zip(self.allowance()) {
            if opened > allowance.u128() {
                let opened = show(opened.into());
                let text =
                    format!("the opening balances sum up to {opened}; expected at least that much");
                self.bad("token.allowance", text);
            }
        }
        let keys = self.file.parties.keys();
        let mut purses: BTreeMap<String, Option<Uint128>> =
            keys.map(|key| (key.clone(), self.opening(key))).collect();
        for Move { field, from, to, needed, moved } in std::mem::take(&mut self.moves) {
            if let Some(purse) = from.as_ref().and_then(|from| purses.get_mut(from)) {
                let from = from.unwrap_or_default();
                if let Some((has, needed)) = purse.zip(needed).filter(|(has, needed)| has < needed)
                {
                    let opening = of_party(&from, "opening_balance");
                    let text = format!(
                        "`{from}` needs {} here and has {}; expected less, or a higher {opening}",
                        show(needed),
                        show(has)
                    );
                    self.bad(&field, text);
                }
                let had = purse.zip(needed).map(|(has, needed)| has.max(needed));
                *purse = had.zip(moved).map(|(had, moved)| had.saturating_sub(moved));
            }
            match to.map(|to| purses.get_mut(&to)) {
                Some(Some(purse)) => {
                    *purse = purse.zip(moved).map(|(has, moved)| has.saturating_add(moved));
                }
                // It went to somebody whose name is misspelt: that may be anybody.
                Some(None) => purses.values_mut().for_each(|purse| *purse = None),
                None => (),
            }
        }
    }
}
