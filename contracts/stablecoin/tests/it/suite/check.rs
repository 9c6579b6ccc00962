//! The invariants that run after every call.

use super::*;
use cw20::TokenInfoResponse;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::events::Issue;

impl Suite {
    pub(super) fn replay(&mut self, events: &[Event]) {
        replay(&mut self.replayed, events, self.token.as_str());
    }

    /// I1, I10 and I14: all three are about the state and the replay alone, so where neither has changed
    /// since the last check, as after a refusal, there is nothing to find.
    pub fn check(&self) {
        let state = self.saved();
        if self.checked.borrow().as_ref() == Some(&state) {
            return;
        }
        let balances = self.balances();
        let sum = balances.values().sum::<u128>();
        let (supply, token) =
            (self.supply(), self.query::<TokenInfoResponse>(QueryMsg::TokenInfo {}));
        assert_eq!(sum, supply.total.u128(), "I1: balances against supply");
        assert_eq!(sum, token.total_supply.u128(), "A16: balances against CW20's supply");
        let replayed = self.replayed.iter().filter(|(_, amount)| **amount > 0);
        let replayed = replayed.map(|(who, amount)| (who.clone(), *amount));
        assert_eq!(
            replayed.collect::<BTreeMap<_, _>>(),
            balances,
            "I10, A8: what a plain indexer has booked"
        );
        for (key, value) in &state.0 {
            assert!(key[0] != 0x01 || *value != [0], "I14: an empty account record");
            let granted = key[0] == 0x02 || key[0] == 0x12;
            // Expiry in two bits, then the bytes of the count of restrictions, then the amount.
            let says = value[0] & 3 != 0 || value.len() > 1 + usize::from(value[0] >> 2);
            assert!(!granted || says, "I14: an empty allowance record");
        }
        self.checked.replace(Some(state));
    }

    /// All balances, page by page.
    pub fn balances(&self) -> BTreeMap<String, u128> {
        let mut found = BTreeMap::new();
        let mut start_after = None;
        loop {
            let query = QueryMsg::AllAccounts { start_after, limit: Some(PAGE) };
            let page: cw20::AllAccountsResponse = self.query(query);
            for account in &page.accounts {
                let query = QueryMsg::Balance { address: account.clone() };
                let balance: cw20::BalanceResponse = self.query(query);
                found.insert(account.clone(), balance.balance.u128());
            }
            start_after = page.accounts.last().cloned();
            if page.accounts.len() < PAGE as usize {
                return found;
            }
        }
    }
}

/// Books the events of one token as a plain indexer of CW20 does, which knows nothing of this token: of
/// each `wasm` event it walks the attributes, an `action` begins a set, and a set moves, creates or
/// destroys. It begins with the balances that the token began with, which it is told or asks for.
pub fn replay(balances: &mut BTreeMap<String, u128>, events: &[Event], token: &str) {
    for event in events {
        let is = |key, value| event.attributes.iter().any(|a| a.key == key && a.value == value);
        if !is("_contract_address", token) {
            continue;
        }
        if event.ty == "wasm" {
            let mut set = BTreeMap::new();
            for attribute in &event.attributes {
                if attribute.key == "action" {
                    book(balances, &set);
                    set.clear();
                }
                set.insert(attribute.key.as_str(), attribute.value.as_str());
            }
            book(balances, &set);
        } else if let Ok(begun) = Issue::from_event(event) {
            *balances.entry(begun.account).or_default() += begun.amount.u128();
        }
    }
}

fn book(balances: &mut BTreeMap<String, u128>, set: &BTreeMap<&str, &str>) {
    let action = set.get("action").copied().unwrap_or_default();
    let debits = ["transfer", "send", "transfer_from", "send_from", "burn", "burn_from"];
    let credits = ["transfer", "send", "transfer_from", "send_from", "mint"];
    let amount = || set["amount"].parse::<u128>().unwrap();
    if debits.contains(&action) {
        let balance = balances.entry(set["from"].to_string()).or_default();
        *balance = balance.checked_sub(amount()).expect("booked below zero");
    }
    if credits.contains(&action) {
        *balances.entry(set["to"].to_string()).or_default() += amount();
    }
}
