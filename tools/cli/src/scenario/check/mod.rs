//! From the file as written to a scenario in which every value is good, or to all mistakes at once.
//!
//! | room | what it knows |
//! |---|---|
//! | [`setting`] | day, token, rules of the regions, parties |
//! | [`credit`] | the letter of credit: parties, amounts, dates, the bank's calendar |
//! | [`documents`] | files, salts, hashes |
//! | [`payments`] | payments, and the trials that are payments |
//! | [`supervision`] | what reserves, orders and caps allow |
//! | [`money`] | whether everybody has what he pays, in the order of the story |
//!
//! A room asks the contracts' own rules where there is one. A value that is wrong is reported once and
//! is `None` from then on, so that what depends on it is left out and all the rest is still checked.
#![deny(clippy::arithmetic_side_effects)]

mod credit;
mod documents;
mod money;
mod payments;
mod setting;
mod supervision;

use super::deal::Scenario;
use super::file::ScenarioFile;
use super::limit::{Text, TITLE};
use super::problem::{hint, within, Problems};
use super::shape::Shape;
use super::text::{base_units, day};
use super::FILE_NAME;
use cosmwasm_std::Uint128;
use isthmus_escrow::model::terms::check_amount;
use isthmus_regions::Side;
use money::Move;
use std::path::Path;
use time::Date;

/// Checks everything and reports every mistake, not only the first.
pub(super) fn check(
    dir: &Path,
    text: &str,
    file: &ScenarioFile,
    shape: Shape,
) -> Result<Scenario, Problems> {
    let mut check = Check { dir, file, shape, moves: Vec::new() };
    let scenario = check.scenario();
    match scenario.filter(|_| check.shape.problems.is_empty()) {
        Some(scenario) => Ok(scenario),
        None => Err(Problems::in_order(dir.join(FILE_NAME), text, check.shape.problems)),
    }
}

struct Check<'a> {
    dir: &'a Path,
    file: &'a ScenarioFile,
    shape: Shape,
    /// What is paid, in the order of the story.
    moves: Vec<Move>,
}

impl Check<'_> {
    fn scenario(&mut self) -> Option<Scenario> {
        let file = self.file;
        self.text("title", &file.title, &TITLE);
        let as_of = self.as_of();
        let token = self.token();
        let [west, east] = self.modes();
        let parties = self.parties();
        let credit = file.credit.as_ref().map(|given| self.credit(given, as_of));
        let payments: Vec<_> =
            file.payments.iter().enumerate().map(|(i, given)| self.payment(i, given)).collect();
        let supervision = file.supervision.as_ref().map(|given| self.supervision(given));
        let trials = self.trials();
        self.money();
        Some(Scenario {
            dir: self.dir.to_path_buf(),
            title: file.title.clone(),
            as_of: as_of?,
            token: token?,
            west: west?,
            east: east?,
            parties: parties?,
            credit: match credit {
                Some(credit) => Some(credit?),
                None => None,
            },
            payments: payments.into_iter().collect::<Option<_>>()?,
            supervision: match supervision {
                Some(supervision) => Some(supervision?),
                None => None,
            },
            trials: trials?,
        })
    }

    // What every room works with.

    /// Reports a mistake, unless the field is known to be wrong.
    fn bad(&mut self, field: &str, text: impl Into<String>) {
        let known = self.shape.problems.iter().any(|(earlier, _)| earlier == field);
        if !known && self.is_given(field) {
            self.shape.problems.push((field.to_string(), text.into()));
        }
    }

    fn require(&mut self, good: bool, field: &str, text: &str) {
        if !good {
            self.bad(field, text);
        }
    }

    /// Whether what stands in a field was written by somebody.
    fn is_given(&self, field: &str) -> bool {
        let starts = |part: &String| {
            field
                .strip_prefix(part.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        !self.shape.repaired.iter().any(starts)
    }

    /// The value of a field, or its mistake reported.
    fn told<T>(&mut self, field: &str, value: Result<T, String>) -> Option<T> {
        match value {
            Ok(value) => self.is_given(field).then_some(value),
            Err(text) => {
                self.bad(field, text);
                None
            }
        }
    }

    /// An amount of the token.
    fn amount(&mut self, field: &str, text: &str) -> Option<Uint128> {
        self.amount_of(field, text, self.file.token.decimals)
    }

    fn amount_of(&mut self, field: &str, text: &str, decimals: u8) -> Option<Uint128> {
        if !self.is_given("token.decimals") {
            return None;
        }
        let units = base_units(text, decimals).map(Uint128::new).and_then(|units| {
            check_amount(units).map_err(|_| {
                format!("\"{text}\" is too large; expected at most 10^30 base units")
            })?;
            Ok(units)
        });
        self.told(field, units)
    }

    fn day(&mut self, field: &str, text: &str) -> Option<Date> {
        self.told(field, day(text))
    }

    /// Reports what is wrong with a text.
    fn text(&mut self, field: &str, text: &str, limit: &Text) {
        if let Some(fault) = limit.fault(text) {
            self.bad(field, fault);
        }
    }

    /// Reports a key that is no party's.
    fn party_key(&mut self, field: &str, key: &str) {
        if !self.file.parties.contains_key(key) {
            let hint = hint(key, self.file.parties.keys().map(String::as_str));
            self.bad(field, format!("no party is called `{key}`; {hint}"));
        }
    }

    /// Reports a key that has another part already.
    fn distinct(&mut self, named: &[(&str, &str)]) {
        for (i, (field, key)) in named.iter().enumerate() {
            self.party_key(field, key);
            if named[..i].iter().any(|(_, other)| other == key) {
                self.bad(field, format!("`{key}` already has another part here"));
            }
        }
    }

    /// The home of a party, if it is known.
    fn side(&self, key: &str) -> Option<Side> {
        let field = of_party(key, "region");
        self.file
            .parties
            .get(key)
            .and_then(|party| Side::of(&party.region))
            .filter(|_| self.is_given(&field))
    }

    /// The level of a party's pass, none being zero, if it is known.
    fn level(&self, key: &str) -> Option<u8> {
        let field = of_party(key, "pass_level");
        let party = self.file.parties.get(key).filter(|_| self.is_given(&field))?;
        Some(party.pass_level.unwrap_or(0))
    }

    /// Reports a party whose pass does not reach a level.
    fn needs_pass(&mut self, key: &str, least: u8, why: &str) {
        if self.level(key).is_some_and(|level| level < least) {
            let text = format!("`{key}` needs a pass: expected at least {least} ({why})");
            self.bad(&of_party(key, "pass_level"), text);
        }
    }
}

/// A field of a party.
fn of_party(key: &str, name: &str) -> String {
    within(&within("parties", key), name)
}
