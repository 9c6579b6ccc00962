//! Creating the token: what cw20-base asks for, and everything of ours, which is optional.

use cosmwasm_std::{Addr, DepsMut, Event, MessageInfo, Response, Uint128};
use cw20::{Cw20Coin, MarketingInfoResponse};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, FromCw20, InstantiateMarketingInfo, InstantiateMsg, Regional, MAX_FIRST_ESCROWS,
};
use isthmus_api::types::{self, RegionId, TokenId};
use isthmus_kit::admin::{initialize, First};
use isthmus_kit::{changes, ensure_no_funds};

use crate::error::ContractError;
use crate::execute::{duties, marketing, name_of, Admin, Named};
use crate::model::marketing::{ensure_logo, ensure_token};
use crate::model::minter::Minter;
use crate::model::payments::sum;
use crate::model::supply::Supply;
use crate::state::{self, AccountId, Listed, Minting, Region, Token};
use crate::{NAME, VERSION};

/// Writes the whole first state. Calls and queries nobody: addresses may be predicted ones.
pub fn instantiate(
    mut deps: DepsMut,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    ensure_no_funds(&info)?;
    isthmus_kit::version::save(deps.storage, NAME, VERSION)?;
    ensure_token(&msg.name, &msg.symbol, msg.decimals)?;
    if let Some(given) = msg.marketing {
        set_marketing(&mut deps, given)?;
    }
    let (in_mint, minter) = msg.mint.map_or((None, None), |mint| (mint.cap, Some(mint.minter)));
    let cap = checked_cap(in_mint, msg.cap, msg.uncapped.unwrap_or_default())?;
    let token = Token { name: msg.name, symbol: msg.symbol, decimals: msg.decimals };
    let terms = FromCw20 {
        owner: msg.owner,
        owner_delay_seconds: msg.owner_delay_seconds,
        roles: msg.roles,
        regional: msg.regional,
        escrows: msg.escrows,
        holder_burn: msg.holder_burn,
        compliance_mode: msg.compliance_mode,
        change_delay_seconds: msg.change_delay_seconds,
        limit: None,
    };
    let by = info.sender.as_str();
    let issuer = Issuer { cap, minter };
    let events = create_token(&mut deps, token, issuer, &msg.initial_balances, terms, by)?;
    Ok(Response::new().add_events(events))
}

/// How much there may be, which is said once: whoever forgets it has not decided (A14).
fn checked_cap(
    in_mint: Option<Uint128>,
    cap: Option<Uint128>,
    uncapped: bool,
) -> Result<Option<Uint128>, ContractError> {
    match (in_mint, cap, uncapped) {
        (None, None, true) => Ok(None),
        (Some(cap), None, false) | (None, Some(cap), false) => Ok(Some(cap)),
        _ => Err(ContractError::CapUnsaid {}),
    }
}

/// Who mints, if anybody does, and how much there may be, if that is bounded.
pub struct Issuer {
    /// The minter that `minter {}` names.
    pub minter: Option<String>,
    /// The cap, in base units.
    pub cap: Option<Uint128>,
}

/// Writes what a token begins with, whether it is new or was one of cw20-base's; gives the events.
pub fn create_token(
    deps: &mut DepsMut,
    token: Token,
    Issuer { minter, cap }: Issuer,
    balances: &[Cw20Coin],
    terms: FromCw20,
    by: &str,
) -> Result<Vec<Event>, ContractError> {
    let administration = First {
        owner: terms.owner.clone(),
        owner_delay_seconds: terms.owner_delay_seconds,
        roles: terms.roles,
        change_delay_seconds: terms.change_delay_seconds,
    };
    let granted = initialize::<Admin>(deps, administration, by)?;

    let region = terms.regional.as_ref().map(|given| checked_region(deps, given)).transpose()?;
    let foreign = region.as_ref().is_some_and(|region| !region.is_home());
    if foreign && (minter.is_some() || cap.is_some() || !balances.is_empty()) {
        return Err(ContractError::NotHome {});
    }
    let holder_burn = !foreign && terms.holder_burn.unwrap_or(true);
    let supply = Supply {
        total: sum_of(balances)?,
        abroad: 0,
        cap: cap.map(|cap| cap.u128()),
        foreign,
        burn_off: !holder_burn,
    };
    if let Some(cap) = supply.cap.filter(|cap| supply.total > *cap) {
        return Err(ContractError::InitialSupply { supply: supply.total, cap });
    }
    // The supply comes first: the mode is written into its record too.
    state::initialize_supply(deps.storage, &supply);
    let mode = terms.compliance_mode.unwrap_or_default();
    state::save_mode(deps.storage, mode, 0)?;

    let mut entries = issue(deps, balances)?;
    let first_minter = minter.map(|minter| set_minter(deps, &minter)).transpose()?;
    entries.extend(granted);
    let bridge = region.as_ref().map(|region| region.bridge.clone());
    entries.extend(protect(deps, bridge.as_ref(), terms.escrows.unwrap_or_default(), by)?);
    state::save_token(deps.storage, &token)?;
    if let Some(region) = &region {
        state::save_region(deps.storage, region)?;
    }
    let created = events::Instantiate {
        name: token.name,
        symbol: token.symbol,
        decimals: token.decimals,
        region: region.as_ref().map(|region| region.region.clone()),
        token: region.map(|region| region.token),
        bridge: bridge.map(String::from),
        minter: first_minter.map(String::from),
        cap: supply.cap.map(Uint128::new),
        holder_burn,
        compliance_mode: name_of(mode),
        change_delay_seconds: changes::delay_seconds(deps.storage)?,
        owner: terms.owner,
    };
    entries.insert(0, created.to_event());
    Ok(entries)
}

fn checked_region(deps: &DepsMut, given: &Regional) -> Result<Region, ContractError> {
    let region = RegionId::new("region", &given.region)?;
    let token = TokenId::new("token", &given.token)?;
    let bridge = types::address(deps.api, "bridge", &given.bridge)?;
    let identity = given
        .identity
        .as_ref()
        .map(|identity| types::address(deps.api, "identity", identity))
        .transpose()?;
    Ok(Region { region, token, bridge, identity })
}

fn sum_of(balances: &[Cw20Coin]) -> Result<u128, ContractError> {
    balances.iter().try_fold(0u128, |total, coin| sum(total, coin.amount.u128()))
}

/// Initial balances. Duplicates are found by account, not by spelling (E3).
fn issue(deps: &mut DepsMut, balances: &[Cw20Coin]) -> Result<Vec<Event>, ContractError> {
    let mut seen = Listed::default();
    let mut issued = Vec::new();
    for coin in balances {
        let id = AccountId::checked(deps.api, "initial_balances", &coin.address)?;
        let before = state::load_account(deps.storage, &id)?;
        let after = before.credit(coin.amount.u128(), false, 0)?;
        state::save_account(deps.storage, &id, &before, &after);
        if !seen.insert(&id) {
            return Err(ContractError::DuplicateBalance {});
        }
        let (account, amount) = (coin.address.clone(), coin.amount);
        issued.push(events::Issue { account, amount }.to_event());
    }
    Ok(issued)
}

/// The first minter, whom the cap alone bounds.
fn set_minter(deps: &mut DepsMut, minter: &str) -> Result<Addr, ContractError> {
    let named = Named::of(deps.api, types::address(deps.api, "minter", minter)?)?;
    duties::ensure_may_mint(deps.storage, &named.address)?;
    let address = named.address.clone();
    let first = Minting { account: Some(named), minter: Minter::default() };
    state::save_minting(deps.storage, &Minting::nobody(), &first)?;
    Ok(address)
}

fn set_marketing(deps: &mut DepsMut, given: InstantiateMarketingInfo) -> Result<(), ContractError> {
    if let Some(logo) = &given.logo {
        ensure_logo(logo)?;
        state::save_logo(deps.storage, logo)?;
    }
    let marketing = given
        .marketing
        .map(|account| types::address(deps.api, "marketing", &account))
        .transpose()?;
    let info = MarketingInfoResponse {
        project: given.project,
        description: given.description,
        marketing,
        logo: given.logo.as_ref().map(marketing::show_logo),
    };
    Ok(state::save_marketing(deps.storage, &info)?)
}

/// The bridge and the escrows; naming one twice changes nothing.
fn protect(
    deps: &mut DepsMut,
    bridge: Option<&Addr>,
    escrows: Vec<String>,
    by: &str,
) -> Result<Vec<Event>, ContractError> {
    types::at_most("escrows", &escrows, MAX_FIRST_ESCROWS)?;
    let mut protected = Vec::new();
    for account in bridge.map(ToString::to_string).into_iter().chain(escrows) {
        let address = types::address(deps.api, "escrows", &account)?;
        let id = AccountId::of(deps.api, &address)?;
        let before = state::load_account(deps.storage, &id)?;
        if before.escrow {
            continue;
        }
        let after = before.register(0)?;
        state::save_account(deps.storage, &id, &before, &after);
        state::save_escrow(deps.storage, &address)?;
        let (own, by) = (after.own.into(), by.to_string());
        protected.push(events::RegisterEscrow { account, own, by }.to_event());
    }
    Ok(protected)
}
