//! The regions come up and link, and the issuer mints against an allowance.

use super::sending::Note;
use super::stage::{across, Stage};
use super::{CHANGE_DELAY_SECONDS, HOME, SCHEMA};
use crate::report::ResultCode;
use crate::scenario::Scenario;
use anyhow::Result;
use cosmwasm_std::Uint128;
use isthmus_api::stablecoin::{AccountStatus, ComplianceMode, MAX_STATUS_ENTRIES};
use isthmus_api::types::Limit;
use isthmus_api::{gate, issuance, stablecoin};
use isthmus_regions::{deploy, operators, Code, Plan, Side};

/// Oldest news of a pass from abroad that the escrow accepts: a week.
pub(super) const MAX_STATUS_AGE_SECONDS: u64 = 7 * 86_400;

/// What is deployed for a scenario: its token, its people, its rules.
fn plan(case: &Scenario) -> Result<Plan> {
    let policy = case.credit.as_ref().map(|credit| gate::Policy {
        schema: SCHEMA.to_string(),
        min_level: credit.min_pass_level,
        countries: None,
        max_status_age_seconds: MAX_STATUS_AGE_SECONDS,
    });
    let allowance = case.token.allowance;
    let raised = case.supervision.as_ref().map_or(Uint128::zero(), |told| told.raised_cap);
    Ok(Plan {
        token: case.token.id(),
        name: case.token.name.clone(),
        symbol: case.token.symbol.clone(),
        decimals: case.token.decimals,
        roles: operators(),
        change_delay_seconds: match case.supervision {
            Some(_) => CHANGE_DELAY_SECONDS,
            None => 0,
        },
        // Twice what the story comes to: the issuer that is supervised then lowers it to its own.
        cap: Some(allowance.max(raised).saturating_mul(Uint128::new(2))),
        policy: policy.map(serde_json::to_value).transpose()?,
        outstanding_cap: allowance,
        // Whatever crosses is at most the allowance.
        capacity: allowance.saturating_mul(Uint128::from(crossings(case))),
        refill_per_second: allowance / Uint128::new(3_600) + Uint128::one(),
        ..Plan::default()
    })
}

/// How often money crosses, at most.
fn crossings(case: &Scenario) -> u64 {
    let drawings = case.credit.as_ref().map_or(0, |credit| credit.drawings.len());
    let trials = 8;
    u64::try_from(case.parties.len() + case.payments.len() + drawings).unwrap_or(u64::MAX) + trials
}

/// Deploys everything.
pub(super) fn open(stage: &mut Stage<'_>) -> Result<()> {
    stage.phase("two regions");
    let what =
        "deploys identity, stablecoin, issuance, bridge and escrow in each and links the bridges";
    stage.begin("west, east", "owner", what);
    stage.deployment = deploy(stage.pair, &plan(stage.case)?)?;
    stage.settle()?;
    let (west, east) = stage.deployment.channels.clone();
    let linked = ResultCode::Linked.with("contracts", 10_u64);
    stage.end(linked.with("west", west).with("east", east));
    for side in Side::BOTH {
        if stage.case.mode(side) == ComplianceMode::Allowlist {
            allow(stage, side)?;
        }
    }
    Ok(())
}

/// A region in which only those pay and are paid who are on its list: its own people, and the issuer
/// in the token's home.
fn allow(stage: &mut Stage<'_>, side: Side) -> Result<()> {
    stage.begin(side.name(), "compliance", "admits to payments only who is on the list");
    let mode = ComplianceMode::Allowlist;
    let msg = stablecoin::ExecuteMsg::SetComplianceMode { mode };
    stage.send(side, "compliance", Code::Stablecoin, &msg)?;
    stage.end(ResultCode::Tightened);
    let own = stage.case.parties.values().filter(|party| party.side == side);
    let own = own.map(|party| party.key.as_str()).chain((side == HOME).then_some("issuer"));
    let accounts = own.map(|key| stage.address(side, key)).collect::<Result<Vec<_>>>()?;
    stage.begin(side.name(), "compliance", "puts the region's own people on it");
    admit(stage, side, &accounts)
}

/// Puts accounts on the list.
pub(super) fn admit(stage: &mut Stage<'_>, side: Side, accounts: &[String]) -> Result<()> {
    for batch in accounts.chunks(MAX_STATUS_ENTRIES) {
        let (accounts, status) = (batch.to_vec(), AccountStatus::Allowed);
        let msg = stablecoin::ExecuteMsg::SetAccountStatus { accounts, status };
        stage.send(side, "compliance", Code::Stablecoin, &msg)?;
    }
    stage.end(ResultCode::Listed.with("accounts", accounts.len()));
    Ok(())
}

/// The issuer gets an allowance and mints the opening balances.
pub(super) fn mint(stage: &mut Stage<'_>) -> Result<()> {
    stage.phase("issue");
    let allowance = stage.case.token.allowance;
    let minter = stage.address(HOME, "issuer")?;
    stage.begin(HOME.name(), "master-minter", "lets the issuer mint up to an allowance");
    stage.amount(allowance);
    // All of it at once, which the opening balances may take, and then as much an hour.
    let refill_per_second = allowance / Uint128::new(3_600) + Uint128::one();
    let rate_limit = Some(Limit { capacity: allowance, refill_per_second });
    let msg = issuance::ExecuteMsg::ConfigureMinter { minter, ceiling: allowance, rate_limit };
    stage.send(HOME, "master-minter", Code::Issuance, &msg)?;
    stage.end(ResultCode::Allowed);
    if stage.case.supervision.is_some() {
        stage.begin(HOME.name(), "owner", "makes every looser rule of issuance wait from now on");
        let msg = issuance::ExecuteMsg::SetChangeDelay { seconds: CHANGE_DELAY_SECONDS };
        stage.send(HOME, "owner", Code::Issuance, &msg)?;
        stage.end(ResultCode::Tightened);
    }
    for party in stage.case.parties.values() {
        let Some(amount) = party.opening else {
            continue;
        };
        let local = party.side == HOME;
        let region = if local { HOME.name().to_string() } else { across(HOME, party.side) };
        stage.begin(region, "issuer", format!("mints to {}", party.key));
        stage.amount(amount);
        let recipient = if local { stage.home(party)? } else { stage.address(HOME, "issuer")? };
        let msg = issuance::ExecuteMsg::Mint { recipient, amount, reference: None };
        stage.send(HOME, "issuer", Code::Issuance, &msg)?;
        if !local {
            let receiver = stage.home(party)?;
            stage.send_across("issuer", HOME, receiver, amount, Note::default())?;
            stage.settle()?;
        }
        stage.owes_more(&party.key, amount);
        stage.issues(amount);
        stage.check_balance(&party.key)?;
        let left = allowance_left(stage)?;
        stage.end(ResultCode::Minted.with("allowance_left", left));
    }
    Ok(())
}

fn allowance_left(stage: &Stage<'_>) -> Result<Uint128> {
    let minter = stage.address(HOME, "issuer")?;
    let query = issuance::QueryMsg::MinterInfo { minter };
    let info: Option<issuance::MinterResponse> = stage.ask(HOME, Code::Issuance, &query)?;
    Ok(info.map(|info| info.allowance).unwrap_or_default())
}
