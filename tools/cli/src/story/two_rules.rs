//! One person, two regions, two rules: it is paid at home, refused abroad, where only those pay and are
//! paid who are on the list, and admitted there once its pass from home counts.

use super::sending::Note;
use super::stage::{across, Stage};
use super::{passes, setup};
use crate::report::ResultCode;
use crate::scenario::{Party, TwoRules};
use anyhow::{ensure, Result};
use cosmwasm_std::Uint128;
use isthmus_api::stablecoin::{CanTransferResponse, ExecuteMsg, QueryMsg};
use isthmus_regions::{Code, Side};

/// The person is paid at home, abroad in vain, and abroad.
pub(super) fn tell(stage: &mut Stage<'_>, trial: &TwoRules) -> Result<()> {
    let (from, person) = (stage.party(&trial.from), stage.party(&trial.person));
    let (home, there) = (person.side, person.side.other());
    let account = stage.address(there, &person.key)?;
    let here = home.name();

    stage.begin(here, &from.key, format!("pays {} in the {here}", person.key));
    stage.amount(trial.amount);
    let recipient = stage.home(person)?;
    let msg = ExecuteMsg::Transfer { recipient, amount: trial.amount };
    stage.send(home, &from.key, Code::Stablecoin, &msg)?;
    paid(stage, trial, person)?;

    pay_abroad(stage, trial, there, &account)?;
    let asked = QueryMsg::CanTransfer {
        from: account.clone(),
        to: account.clone(),
        amount: Uint128::zero(),
        spender: None,
    };
    let answer: CanTransferResponse = stage.ask(there, Code::Stablecoin, &asked)?;
    stage.check_balance(&from.key)?;
    let has = stage.balance(there, &person.key)?;
    ensure!(!answer.ok && has.is_zero(), "the {} pays {} as it is", there.name(), person.key);
    let told = ResultCode::RefusedAbroad.with("region", there.name());
    let told = told.with("error", answer.code.unwrap_or_default());
    stage.end(stage.with_balance(told, from)?);

    let level = person.pass_level.unwrap_or_default();
    // A recognition replaces the one before it, on which passes of the credit may rest.
    let needed = stage.case.credit.as_ref().map_or(level, |credit| credit.min_pass_level);
    passes::recognize(stage, there, level.max(needed))?;
    passes::share(stage, person, level)?;
    let what = format!("puts {} on the list: its pass counts", person.key);
    stage.begin(there.name(), "compliance", what);
    setup::admit(stage, there, std::slice::from_ref(&account))?;

    pay_abroad(stage, trial, there, &account)?;
    let has = stage.balance(there, &person.key)?;
    ensure!(has == trial.amount, "{} has {has} in the {}", person.key, there.name());
    stage.end(ResultCode::Balance.with("party", person.key.as_str()).with("balance", has));

    stage.begin(across(there, home), &person.key, "brings it home");
    stage.amount(trial.amount);
    let receiver = stage.home(person)?;
    stage.send_across(&person.key, there, receiver, trial.amount, Note::default())?;
    stage.settle()?;
    paid(stage, trial, person)
}

/// The payer's money goes to the person's account abroad.
fn pay_abroad(stage: &mut Stage<'_>, trial: &TwoRules, there: Side, account: &str) -> Result<()> {
    let what = format!("pays {} in the {}", trial.person, there.name());
    stage.begin(across(there.other(), there), &trial.from, what);
    stage.amount(trial.amount);
    let receiver = account.to_string();
    stage.send_across(&trial.from, there.other(), receiver, trial.amount, Note::default())?;
    stage.settle()
}

/// The money is with the person at home.
fn paid(stage: &mut Stage<'_>, trial: &TwoRules, person: &Party) -> Result<()> {
    stage.owes_less(&trial.from, trial.amount)?;
    stage.owes_more(&person.key, trial.amount);
    stage.check_balance(&trial.from)?;
    stage.check_balance(&person.key)?;
    stage.end(stage.with_balance(ResultCode::Balance, person)?);
    Ok(())
}
