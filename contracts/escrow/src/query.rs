//! Answers.

use cosmwasm_std::{to_json_binary, Binary, Deps, Env, HexBinary, StdResult, Uint128};
use cw20::{BalanceResponse, Cw20QueryMsg, Denom};
use isthmus_api::escrow::{
    AssetsResponse, BankingDayResponse, CalendarResponse, ConfigResponse, Credit, CreditsResponse,
    DealResponse, DealTermsResponse, DealsResponse, DiscrepanciesResponse, DrawingResponse,
    DrawingsResponse, LedgerResponse, NextActionResponse, PauseScope, PauseState, PausesResponse,
    Presentation, QueryMsg, RoleMembersResponse, SimulateResponse, SolvencyResponse,
};
use isthmus_api::types::{self, page, Asset};
use isthmus_kit::{owner, pause, roles};

use crate::execute::drawing::{period_end, used_elsewhere};
use crate::execute::{admin, checked_asset, wire_asset};
use crate::model::actions;
use crate::model::calendar::{format_date, parse_date};
use crate::model::deal::{Deal, Drawing, Scene, Slot};
use crate::model::{examine, terms};
use crate::{state, ContractError};

type Answer<T> = Result<T, ContractError>;

/// One line for each question.
pub fn answer(deps: Deps, env: Env, msg: QueryMsg) -> Answer<Binary> {
    use QueryMsg as Q;
    Ok(match msg {
        Q::Config {} => to_json_binary(&config(deps)?),
        Q::Ownership {} => to_json_binary(&owner::ownership(deps.storage)?),
        Q::ContractInfo {} => to_json_binary(&cw2::get_contract_version(deps.storage)?),
        Q::RoleMembers { role, start_after, limit } => {
            let after = start_after.map(|after| deps.api.addr_validate(&after));
            let after = after.transpose()?;
            let accounts = roles::members(deps.storage, role, after.as_ref(), page(limit))?;
            to_json_binary(&RoleMembersResponse { accounts })
        }
        Q::Pauses {} => to_json_binary(&paused(deps, &env)?),
        Q::Assets { start_after, limit } => to_json_binary(&assets(deps, start_after, limit)?),
        Q::Deal { deal } => to_json_binary(&deal_response(state::deal(deps.storage, deal)?)),
        Q::Deals { start_after, limit } => {
            to_json_binary(&listed(state::deals(deps.storage, start_after, page(limit))?))
        }
        Q::DealsByParty { party, start_after, limit } => {
            let party = types::address(deps.api, "party", &party)?;
            let deals = state::deals_by_party(deps.storage, &party, start_after, page(limit))?;
            to_json_binary(&listed(deals))
        }
        Q::DealsByStatus { status, start_after, limit } => {
            let deals = state::deals_by_status(deps.storage, status, start_after, page(limit))?;
            to_json_binary(&listed(deals))
        }
        Q::DealTerms { deal } => to_json_binary(&deal_terms(deps, &env, deal)?),
        Q::Drawing { deal, drawing } => {
            let deal = state::deal(deps.storage, deal)?;
            to_json_binary(&drawing_response(deps, &deal, drawing)?)
        }
        Q::Drawings { deal, start_after, limit } => {
            to_json_binary(&drawings(deps, deal, start_after, limit)?)
        }
        Q::Discrepancies { deal, drawing, start_after, limit } => {
            let found = state::drawing(deps.storage, deal, drawing)?.discrepancies;
            let after = found.into_iter().filter(|d| Some(d.id) > start_after);
            let discrepancies = after.take(page(limit)).collect();
            to_json_binary(&DiscrepanciesResponse { discrepancies })
        }
        Q::Credits { owner, start_after, limit } => {
            to_json_binary(&credits(deps, &owner, start_after, limit)?)
        }
        Q::Ledger { deal } => to_json_binary(&ledger(&state::deal(deps.storage, deal)?)),
        Q::Solvency { asset } => to_json_binary(&solvency(deps, &env, &asset)?),
        Q::NextAction { deal } => to_json_binary(&next_action(deps, &env, deal)?),
        Q::Simulate { deal, presentation, at } => {
            let at = at.unwrap_or(env.block.time.seconds());
            to_json_binary(&simulate(deps, deal, presentation, at)?)
        }
        Q::Calendar { calendar, start_after, limit } => {
            to_json_binary(&calendar_response(deps, calendar, start_after, limit)?)
        }
        Q::IsBankingDay { calendar, at } => {
            let at = at.unwrap_or(env.block.time.seconds());
            to_json_binary(&banking_day(deps, calendar, at)?)
        }
    }?)
}

fn config(deps: Deps) -> Answer<ConfigResponse> {
    let config = state::config(deps.storage)?;
    Ok(ConfigResponse {
        region: config.region,
        identity: config.identity,
        stablecoin: config.stablecoin,
        bridge: config.bridge,
        policy: config.policy,
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        deals: state::deal_count(deps.storage)?,
        calendars: state::calendar_count(deps.storage)?,
    })
}

fn paused(deps: Deps, env: &Env) -> Answer<PausesResponse> {
    let until = pause::until(deps.storage, admin::NEW_DEALS, env.block.time.seconds())?;
    let scope = PauseScope::NewDeals;
    let pauses = until.map(|until| PauseState { scope, until });
    Ok(PausesResponse { pauses: pauses.into_iter().collect() })
}

fn assets(deps: Deps, after: Option<Asset>, limit: Option<u32>) -> Answer<AssetsResponse> {
    let after = after.map(|asset| checked_asset(deps.api, &asset));
    let assets = state::assets(deps.storage, after.transpose()?.as_ref(), page(limit))?;
    Ok(AssetsResponse { assets: assets.iter().map(wire_asset).collect() })
}

fn listed(deals: Vec<Deal>) -> DealsResponse {
    DealsResponse { deals: deals.into_iter().map(deal_response).collect() }
}

fn deal_response(deal: Deal) -> DealResponse {
    DealResponse {
        due_at: due(deal.due_at()),
        deal: deal.id,
        status: deal.status,
        outcome: deal.outcome,
        proposer: deal.proposer,
        proposed_at: deal.proposed_at,
        applicant: deal.applicant,
        issuer: deal.issuer,
        beneficiary: deal.beneficiary,
        advising: deal.advising,
        consents: deal.consents,
        cancels: deal.cancels,
        asset: wire_asset(&deal.asset),
        amount: deal.amount,
        cover: deal.cover,
        funder: deal.funder,
        payout: deal.payout,
        consent_by: deal.consent_by,
        fund_by: deal.fund_by,
        expires_at: deal.expires_at,
        drawings: u64::try_from(deal.drawings.len()).unwrap_or(u64::MAX),
    }
}

/// The first second at which a crank acts: one after the last second of the state.
fn due(last: Option<u64>) -> Option<u64> {
    last.map(|last| last.saturating_add(1))
}

fn deal_terms(deps: Deps, env: &Env, id: u64) -> Answer<DealTermsResponse> {
    state::deal(deps.storage, id)?;
    let bytes = state::terms_bytes(deps.storage, id)?;
    let hash = terms::hash(&env.block.chain_id, &env.contract.address, id, &bytes);
    Ok(DealTermsResponse {
        deal: id,
        terms: state::terms(deps.storage, id)?,
        bytes: bytes.into(),
        hash: HexBinary::from(&hash),
    })
}

fn drawing_response(deps: Deps, deal: &Deal, number: u64) -> Answer<DrawingResponse> {
    let drawing = state::drawing(deps.storage, deal.id, number)?;
    let slot = deal.numbered().find(|(n, _)| *n == number);
    let slot = slot
        .map(|(_, slot)| slot)
        .ok_or(ContractError::NotFound { what: "drawing", id: number })?;
    Ok(whole(deal.id, number, slot, drawing))
}

fn whole(deal: u64, number: u64, slot: &Slot, drawing: Drawing) -> DrawingResponse {
    DrawingResponse {
        deal,
        drawing: number,
        status: slot.status,
        presenter: drawing.presenter,
        amount: drawing.amount,
        reserved: slot.reserved,
        shipped_at: drawing.shipped_at,
        presented_at: drawing.presented_at,
        complete: slot.complete,
        presentations: drawing.presentations,
        exam_due_at: drawing.exam_due_at,
        due_at: due(slot.alive().then_some(slot.due_at)),
        refused_at: drawing.refused_at,
        disposition: drawing.disposition,
        documents: drawing.documents,
        discrepancies: drawing.discrepancies,
    }
}

fn drawings(
    deps: Deps,
    id: u64,
    after: Option<u64>,
    limit: Option<u32>,
) -> Answer<DrawingsResponse> {
    let deal = state::deal(deps.storage, id)?;
    let numbers = deal.numbered().map(|(number, _)| number);
    let numbers = numbers.filter(|number| Some(*number) > after);
    let drawings = numbers
        .take(page(limit))
        .map(|number| drawing_response(deps, &deal, number))
        .collect::<Answer<Vec<_>>>()?;
    Ok(DrawingsResponse { drawings })
}

fn credits(
    deps: Deps,
    owner: &str,
    after: Option<Asset>,
    limit: Option<u32>,
) -> Answer<CreditsResponse> {
    let owner = types::address(deps.api, "owner", owner)?;
    let after = after.map(|asset| checked_asset(deps.api, &asset));
    let credits = state::credits(deps.storage, &owner, after.transpose()?.as_ref(), page(limit))?;
    let credits = credits
        .into_iter()
        .map(|credit| Credit { asset: wire_asset(&credit.asset), amount: credit.amount });
    Ok(CreditsResponse { credits: credits.collect() })
}

fn ledger(deal: &Deal) -> LedgerResponse {
    LedgerResponse {
        asset: wire_asset(&deal.asset),
        cover: deal.cover,
        funded: deal.ledger.funded,
        released: deal.ledger.released,
        refunded: deal.ledger.refunded,
        held: deal.ledger.held(),
        reserved: deal.reserved(),
        free: deal.free(),
    }
}

fn solvency(deps: Deps, env: &Env, asset: &Asset) -> Answer<SolvencyResponse> {
    let asset = checked_asset(deps.api, asset)?;
    let owed = state::owed(deps.storage, &asset)?;
    let balance = balance(deps, env, &asset)?;
    Ok(SolvencyResponse {
        held: owed.held,
        credits: owed.credits,
        balance,
        solvent: balance >= owed.held.saturating_add(owed.credits),
    })
}

fn balance(deps: Deps, env: &Env, asset: &Denom) -> StdResult<Uint128> {
    let contract = env.contract.address.as_str();
    match asset {
        Denom::Native(denom) => Ok(deps.querier.query_balance(contract, denom)?.amount),
        Denom::Cw20(token) => {
            let question = Cw20QueryMsg::Balance { address: contract.to_string() };
            let answer: BalanceResponse = deps.querier.query_wasm_smart(token, &question)?;
            Ok(answer.balance)
        }
    }
}

fn next_action(deps: Deps, env: &Env, id: u64) -> Answer<NextActionResponse> {
    let mut deal = state::deal(deps.storage, id)?;
    let crank_due = !deal.advance(env.block.time.seconds())?.is_empty();
    let alive = deal.numbered().filter(|(_, slot)| slot.alive());
    let drawings = alive
        .map(|(number, _)| Ok((number, state::drawing(deps.storage, id, number)?)))
        .collect::<Answer<Vec<_>>>()?;
    Ok(NextActionResponse {
        status: deal.status,
        crank_due,
        due_at: due(deal.due_at()),
        actions: actions::actions(&deal, &drawings),
    })
}

fn simulate(deps: Deps, id: u64, presentation: Presentation, at: u64) -> Answer<SimulateResponse> {
    let mut deal = state::deal(deps.storage, id)?;
    let presentation = terms::presentation(presentation)?;
    let terms = state::terms(deps.storage, id)?;
    let instants = [at, period_end(&terms, presentation.shipped_at)];
    let calendar = state::calendar(deps.storage, terms.calendar, &instants)?;
    let used = used_elsewhere(deps.storage, &deal, 0, &presentation.documents)?;
    let shipped_at = presentation.shipped_at;
    let scene = Scene {
        terms: &terms,
        calendar: &calendar,
        used: &used,
        presenter: &deal.beneficiary.clone(),
        now: at,
    };
    let mut response = SimulateResponse {
        presentable: true,
        reason: None,
        discrepancies: vec![],
        reserved: Uint128::zero(),
        last_presentation_at: examine::last_presentation_at(&terms, &calendar, shipped_at),
        exam_due_at: calendar.exam_due(at),
    };
    match deal.present(presentation, true, &scene) {
        Ok((number, drawing, _)) => {
            response.discrepancies = drawing.discrepancies;
            let slot = deal.numbered().find(|(n, _)| *n == number);
            response.reserved = slot.map(|(_, slot)| slot.reserved).unwrap_or_default();
        }
        Err(error) => {
            response.presentable = false;
            response.reason = Some(error.to_string());
        }
    }
    Ok(response)
}

fn calendar_response(
    deps: Deps,
    id: u64,
    after: Option<String>,
    limit: Option<u32>,
) -> Answer<CalendarResponse> {
    let rules = state::calendar_rules(deps.storage, id)?;
    let after = after.map(|date| parse_date(&date)).transpose()?;
    let from = after.map_or(0, |day| day.saturating_add(1));
    let holidays = state::holidays(deps.storage, id, from, page(limit))?;
    Ok(CalendarResponse {
        calendar: id,
        weekend: rules.weekend_days(),
        name: rules.name,
        utc_offset_minutes: rules.utc_offset_minutes,
        holidays: holidays.into_iter().map(format_date).collect(),
    })
}

fn banking_day(deps: Deps, id: u64, at: u64) -> Answer<BankingDayResponse> {
    let calendar = state::calendar(deps.storage, id, &[at])?;
    let day = calendar.rules.day_of(at);
    Ok(BankingDayResponse {
        date: format_date(day),
        banking_day: calendar.is_banking_day(day),
        next_banking_day: format_date(calendar.next_banking_day(day)),
        exam_due_at: calendar.exam_due(at),
    })
}
