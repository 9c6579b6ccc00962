//! Answers: load, and put into the shape of `isthmus_api::stablecoin`.

use cosmwasm_std::{Addr, Deps, Env, StdError, Uint128};
use cw20::{
    AllAccountsResponse, AllAllowancesResponse, AllSpenderAllowancesResponse, AllowanceInfo,
    AllowanceResponse, BalanceResponse, Cw20Coin, DownloadLogoResponse, EmbeddedLogo, Logo,
    MarketingInfoResponse, MinterResponse, SpenderAllowanceInfo, TokenInfoResponse,
};
use isthmus_api::stablecoin::{
    AccountResponse, AllBalancesResponse, AttestationsResponse, AuthorizationStateResponse,
    CanTransferResponse, ComplianceResponse, ConfigResponse, ControllerInfo, ControllersResponse,
    EscrowsResponse, FeaturesResponse, FeeConfig, ForeignReceiverResponse,
    ForeignReceiversResponse, FrozenAccount, FrozenAccountsResponse, HeldAccount,
    HeldAccountsResponse, HolderCountResponse, KeysResponse, MintRecipientsResponse, MinterInfo,
    MintersResponse, PauseScope, PauseStateResponse, PausedScope, PendingChangesResponse,
    QuoteTransferResponse, RedemptionsResponse, ReserveStatusResponse, Role, RoleMembersResponse,
    RolesOfResponse, SignedAction, SigningDomainResponse, SigningTextResponse, SupplyResponse,
    MAX_COUNTED,
};
use isthmus_api::types::{self, page};
use isthmus_kit::{owner, roles};
use sha2::{Digest, Sha256};
use strum::IntoEnumIterator;

use crate::error::ContractError;
use crate::execute::admin::scope;
use crate::execute::fee;
use crate::execute::ledger::{charge, plan, Movement};
use crate::execute::policy;
use crate::execute::reserves::shown;
use crate::execute::signed;
use crate::model::minter::Minter;
use crate::model::movement::Kind;
use crate::model::signed::{adr036, text, Terms};
use crate::state::{self, AccountId};

type Answer<T> = Result<T, ContractError>;

fn cursor(deps: Deps, given: Option<String>) -> Answer<Option<AccountId>> {
    let checked = |given: String| AccountId::checked(deps.api, "start_after", &given);
    Ok(given.map(checked).transpose()?)
}

fn address_cursor(deps: Deps, given: Option<String>) -> Answer<Option<Addr>> {
    let checked = |given: String| types::address(deps.api, "start_after", &given);
    Ok(given.map(checked).transpose()?)
}

pub fn balance(deps: Deps, address: &str) -> Answer<BalanceResponse> {
    let id = AccountId::checked(deps.api, "address", address)?;
    let balance = state::load_account(deps.storage, &id)?.balance.into();
    Ok(BalanceResponse { balance })
}

pub fn token_info(deps: Deps) -> Answer<TokenInfoResponse> {
    let token = state::token(deps.storage)?;
    Ok(TokenInfoResponse {
        name: token.name,
        symbol: token.symbol,
        decimals: token.decimals,
        total_supply: state::issuance(deps.storage)?.supply.total.into(),
    })
}

pub fn minter(deps: Deps) -> Answer<Option<MinterResponse>> {
    let cap = state::issuance(deps.storage)?.supply.cap.map(Uint128::new);
    let minter = state::primary_minter(deps.storage)?;
    Ok(minter.map(|minter| MinterResponse { minter: minter.into(), cap }))
}

pub fn allowance(deps: Deps, env: &Env, owner: &str, spender: &str) -> Answer<AllowanceResponse> {
    let owner = AccountId::checked(deps.api, "owner", owner)?;
    let spender = AccountId::checked(deps.api, "spender", spender)?;
    let grant = state::may_load_allowance(deps.storage, &owner, &spender)?.unwrap_or_default();
    let allowance = grant.usable(&env.block).into();
    Ok(AllowanceResponse { allowance, expires: grant.expires })
}

pub fn all_allowances(
    deps: Deps,
    env: &Env,
    owner: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<AllAllowancesResponse> {
    let owner = AccountId::checked(deps.api, "owner", owner)?;
    let start = cursor(deps, start_after)?;
    let allowances = state::granted_by(deps.storage, &owner, start.as_ref(), page(limit))?
        .into_iter()
        .map(|(spender, grant)| {
            Ok(AllowanceInfo {
                spender: spender.address(deps.api)?.into(),
                allowance: grant.usable(&env.block).into(),
                expires: grant.expires,
            })
        })
        .collect::<Answer<_>>()?;
    Ok(AllAllowancesResponse { allowances })
}

pub fn all_spender_allowances(
    deps: Deps,
    env: &Env,
    spender: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<AllSpenderAllowancesResponse> {
    let spender = AccountId::checked(deps.api, "spender", spender)?;
    let start = cursor(deps, start_after)?;
    let allowances = state::granted_to(deps.storage, &spender, start.as_ref(), page(limit))?
        .into_iter()
        .map(|(owner, grant)| {
            Ok(SpenderAllowanceInfo {
                owner: owner.address(deps.api)?.into(),
                allowance: grant.usable(&env.block).into(),
                expires: grant.expires,
            })
        })
        .collect::<Answer<_>>()?;
    Ok(AllSpenderAllowancesResponse { allowances })
}

pub fn all_accounts(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<AllAccountsResponse> {
    let start = cursor(deps, start_after)?;
    let accounts = state::holders(deps.storage, start.as_ref(), page(limit))?
        .iter()
        .map(|(id, _)| Ok(id.address(deps.api)?.into()))
        .collect::<Answer<_>>()?;
    Ok(AllAccountsResponse { accounts })
}

pub fn all_balances(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<AllBalancesResponse> {
    let start = cursor(deps, start_after)?;
    let balances = state::holders(deps.storage, start.as_ref(), page(limit))?
        .iter()
        .map(|(id, balance)| {
            let (address, amount) = (id.address(deps.api)?.into(), (*balance).into());
            Ok(Cw20Coin { address, amount })
        })
        .collect::<Answer<_>>()?;
    Ok(AllBalancesResponse { balances })
}

pub fn holder_count(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<HolderCountResponse> {
    let start = cursor(deps, start_after)?;
    let limit = limit.unwrap_or(MAX_COUNTED).clamp(1, MAX_COUNTED);
    let (count, last) = state::count_holders(deps.storage, start.as_ref(), limit)?;
    let next = last.map(|id| id.address(deps.api)).transpose()?.map(Into::into);
    Ok(HolderCountResponse { count, next })
}

pub fn marketing_info(deps: Deps) -> Answer<MarketingInfoResponse> {
    Ok(state::may_load_marketing(deps.storage)?.unwrap_or_default())
}

pub fn download_logo(deps: Deps) -> Answer<DownloadLogoResponse> {
    let (mime_type, data) = match state::logo(deps.storage)? {
        Logo::Embedded(EmbeddedLogo::Svg(data)) => ("image/svg+xml", data),
        Logo::Embedded(EmbeddedLogo::Png(data)) => ("image/png", data),
        Logo::Url(_) => return Err(StdError::not_found("logo").into()),
    };
    Ok(DownloadLogoResponse { mime_type: mime_type.to_string(), data })
}

pub fn config(deps: Deps) -> Answer<ConfigResponse> {
    let region = state::region(deps.storage)?;
    let part = |get: fn(&state::Region) -> &str| region.as_ref().map(|r| get(r).to_string());
    Ok(ConfigResponse {
        region: part(|region| &region.region),
        token: part(|region| &region.token),
        bridge: part(|region| region.bridge.as_str()),
        home: !state::issuance(deps.storage)?.supply.foreign,
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        change_delay_seconds: state::change_delay(deps.storage)?,
    })
}

pub fn supply(deps: Deps, env: &Env) -> Answer<SupplyResponse> {
    let supply = state::issuance(deps.storage)?.supply;
    let reserve = state::reserve(deps.storage)?;
    let reserve_headroom = reserve.headroom(supply.issued(), env.block.time.seconds());
    Ok(SupplyResponse {
        total: supply.total.into(),
        redeeming: state::redeeming(deps.storage)?,
        abroad: supply.abroad.into(),
        cap: supply.cap.map(Uint128::new),
        headroom: supply.headroom().map(Uint128::new),
        reserve_headroom: reserve_headroom.map(Uint128::new),
        holder_burn: !supply.burn_off,
        home: !supply.foreign,
    })
}

pub fn redemptions(
    deps: Deps,
    holder: Option<String>,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Answer<RedemptionsResponse> {
    let limit = page(limit);
    let redemptions = match holder {
        None => state::redemptions(deps.storage, start_after, limit)?,
        Some(holder) => {
            let holder = types::address(deps.api, "holder", &holder)?;
            let ids = state::redemptions_of(deps.storage, &holder, start_after, limit)?;
            let found = ids.into_iter().map(|id| state::may_load_redemption(deps.storage, id));
            found.filter_map(Result::transpose).collect::<Result<_, _>>()?
        }
    };
    Ok(RedemptionsResponse { redemptions })
}

pub fn reserve_status(deps: Deps, env: &Env) -> Answer<ReserveStatusResponse> {
    let issued = state::issuance(deps.storage)?.supply.issued();
    let reserve = state::reserve(deps.storage)?;
    let policy = reserve.policy.map(shown);
    let both = reserve.policy.zip(reserve.attested);
    Ok(ReserveStatusResponse {
        policy,
        attestation: state::newest_attestation(deps.storage)?,
        fresh_until: both.map(|(policy, attested)| policy.fresh_until(attested.as_of)),
        issued: issued.into(),
        headroom: reserve.headroom(issued, env.block.time.seconds()).map(Uint128::new),
    })
}

pub fn attestations(
    deps: Deps,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Answer<AttestationsResponse> {
    let attestations = state::attestations(deps.storage, start_after, page(limit))?;
    Ok(AttestationsResponse { attestations })
}

pub fn account(deps: Deps, env: &Env, address: &str) -> Answer<AccountResponse> {
    let now = env.block.time.seconds();
    let id = AccountId::checked(deps.api, "address", address)?;
    let account = state::load_account(deps.storage, &id)?;
    let address = types::address(deps.api, "address", address)?;
    // The account's own record says whether they are on; these say why.
    let freeze = match account.frozen(now) {
        None => None,
        Some(_) => state::may_load_freeze(deps.storage, &address)?,
    };
    let hold = match account.held(now) {
        None => None,
        Some(_) => state::may_load_hold(deps.storage, &address)?,
    };
    Ok(AccountResponse {
        balance: account.balance.into(),
        spendable: account.spendable(now).into(),
        locked: account.locked.into(),
        freeze,
        hold,
        escrow: account.escrow,
        status: account.status,
    })
}

/// Runs the very rules of a transfer, asks the policy contract, and writes nothing.
pub fn can_transfer(
    deps: Deps,
    env: &Env,
    from: &str,
    to: &str,
    amount: Uint128,
    spender: Option<String>,
) -> Answer<CanTransferResponse> {
    let attempt = || {
        let from = AccountId::checked(deps.api, "from", from)?;
        let to = AccountId::checked(deps.api, "to", to)?;
        let spender =
            spender.map(|spender| AccountId::checked(deps.api, "spender", &spender)).transpose()?;
        if let Some(spender) = &spender {
            state::may_load_allowance(deps.storage, &from, spender)?
                .ok_or(ContractError::NoAllowance {})?
                .spend(amount.u128(), &env.block)?;
        }
        let movement = Movement {
            kind: Kind::Transfer,
            from: Some(&from),
            to: Some(&to),
            spender: spender.as_ref(),
            amount: amount.u128(),
            switches: None,
        };
        match plan(deps.storage, env.block.time.seconds(), &movement)?.asked {
            None => Ok(()),
            Some(kind) => policy::may_move(deps, &movement.ask(kind)),
        }
    };
    Ok(match attempt() {
        Ok(()) => CanTransferResponse { ok: true, code: None, reason: None },
        Err(refused) => CanTransferResponse {
            ok: false,
            code: Some(refused.code()),
            reason: Some(refused.to_string()),
        },
    })
}

fn info(minter: String, record: &Minter, env: &Env) -> MinterInfo {
    MinterInfo {
        minter,
        allowance: record.allowance.map(Uint128::new),
        frozen: record.frozen,
        rate_limit: record.rate.map(|rate| rate.now(env.block.time.seconds()).state()),
        restricted: record.restricted,
    }
}

pub fn minter_info(deps: Deps, env: &Env, minter: String) -> Answer<Option<MinterInfo>> {
    let id = AccountId::checked(deps.api, "minter", &minter)?;
    let record = state::may_load_minter(deps.storage, &id, env.block.time.seconds())?;
    Ok(record.map(|record| info(minter, &record, env)))
}

pub fn minters(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<MintersResponse> {
    let (start, now) = (cursor(deps, start_after)?, env.block.time.seconds());
    let minters = state::minters(deps.storage, start.as_ref(), page(limit), now)?
        .into_iter()
        .map(|(id, record)| Ok(info(id.address(deps.api)?.into(), &record, env)))
        .collect::<Answer<_>>()?;
    Ok(MintersResponse { minters })
}

pub fn controllers(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<ControllersResponse> {
    let start = address_cursor(deps, start_after)?;
    let controllers = state::controllers(deps.storage, start.as_ref(), page(limit))?
        .into_iter()
        .map(|(controller, minter)| ControllerInfo { controller, minter })
        .collect();
    Ok(ControllersResponse { controllers })
}

pub fn mint_recipients(
    deps: Deps,
    minter: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<MintRecipientsResponse> {
    let minter = AccountId::checked(deps.api, "minter", minter)?;
    let start = cursor(deps, start_after)?;
    let recipients = state::recipients(deps.storage, &minter, start.as_ref(), page(limit))?
        .iter()
        .map(|id| Ok(id.address(deps.api)?))
        .collect::<Answer<_>>()?;
    Ok(MintRecipientsResponse { recipients })
}

pub fn role_members(
    deps: Deps,
    role: Role,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<RoleMembersResponse> {
    let start = address_cursor(deps, start_after)?;
    let members = roles::members(deps.storage, role, start.as_ref(), page(limit))?;
    Ok(RoleMembersResponse { members })
}

pub fn roles_of(deps: Deps, account: &str) -> Answer<RolesOfResponse> {
    let account = types::address(deps.api, "account", account)?;
    let roles = Role::iter().filter(|role| roles::has(deps.storage, *role, &account)).collect();
    Ok(RolesOfResponse { owner: owner::is_owner(deps.storage, &account)?, roles })
}

pub fn frozen_accounts(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<FrozenAccountsResponse> {
    let (start, now) = (address_cursor(deps, start_after)?, env.block.time.seconds());
    let accounts = state::freezes(deps.storage, start.as_ref(), page(limit), now)?
        .into_iter()
        .map(|(account, freeze)| FrozenAccount { account, freeze })
        .collect();
    Ok(FrozenAccountsResponse { accounts })
}

pub fn held_accounts(
    deps: Deps,
    env: &Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<HeldAccountsResponse> {
    let (start, now) = (address_cursor(deps, start_after)?, env.block.time.seconds());
    let accounts = state::holds(deps.storage, start.as_ref(), page(limit), now)?
        .into_iter()
        .map(|(account, hold)| HeldAccount { account, hold })
        .collect();
    Ok(HeldAccountsResponse { accounts })
}

pub fn compliance(deps: Deps) -> Answer<ComplianceResponse> {
    let mode = state::switches(deps.storage)?.mode;
    Ok(ComplianceResponse { mode, policy: state::policy_contract(deps.storage, deps.api)? })
}

pub fn foreign_receiver(deps: Deps, region: &str, receiver: &str) -> ForeignReceiverResponse {
    ForeignReceiverResponse { blocked: state::is_foreign_blocked(deps.storage, region, receiver) }
}

pub fn foreign_receivers(
    deps: Deps,
    region: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<ForeignReceiversResponse> {
    let start = start_after.as_deref();
    let receivers = state::foreign_blocked(deps.storage, region, start, page(limit))?;
    Ok(ForeignReceiversResponse { receivers })
}

pub fn escrows(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Answer<EscrowsResponse> {
    let start = address_cursor(deps, start_after)?;
    let escrows = state::escrows(deps.storage, start.as_ref(), page(limit))?;
    Ok(EscrowsResponse { escrows })
}

pub fn fee(deps: Deps) -> Answer<Option<FeeConfig>> {
    state::switches(deps.storage)?.fee.map(|fee| fee::shown(deps.api, &fee)).transpose()
}

pub fn quote_transfer(
    deps: Deps,
    env: &Env,
    from: &str,
    to: &str,
    amount: Uint128,
) -> Answer<QuoteTransferResponse> {
    let from = AccountId::checked(deps.api, "from", from)?;
    let to = AccountId::checked(deps.api, "to", to)?;
    let switches = state::switches(deps.storage)?;
    let (payer, recipient) =
        (state::load_account(deps.storage, &from)?, state::load_account(deps.storage, &to)?);
    let parties = ((&from, &payer), (&to, &recipient));
    let now = env.block.time.seconds();
    let charge = charge(deps.storage, now, Some(&switches), parties, amount.u128())?;
    let fee = charge.map(|charge| charge.amount).unwrap_or_default();
    let left = amount.u128();
    let total = left.checked_add(fee).ok_or(ContractError::Overflow { left, right: fee })?;
    Ok(QuoteTransferResponse { amount, fee: fee.into(), total: total.into() })
}

pub fn pending_changes(deps: Deps) -> Answer<PendingChangesResponse> {
    let changes = state::pending_changes(deps.storage)?;
    Ok(PendingChangesResponse { changes })
}

pub fn features(deps: Deps) -> Answer<FeaturesResponse> {
    Ok(FeaturesResponse { renounced: state::renounced(deps.storage)? })
}

pub fn pause_state(deps: Deps, env: &Env) -> Answer<PauseStateResponse> {
    let now = env.block.time.seconds();
    let pauses = state::pauses(deps.storage)?;
    let paused = PauseScope::iter().filter_map(|name| {
        pauses.until(scope(name), now).map(|until| PausedScope { scope: name, until })
    });
    Ok(PauseStateResponse { paused: paused.collect() })
}

pub fn signing_domain(deps: Deps, env: &Env) -> Answer<SigningDomainResponse> {
    let domain = signed::domain(deps.storage, env)?;
    let (chain_id, contract) = (domain.chain_id, domain.contract);
    Ok(SigningDomainResponse { chain_id, contract, epoch: domain.epoch })
}

/// Checks the fields as the message would, so that nobody signs a text that no message takes.
pub fn signing_text(
    deps: Deps,
    env: &Env,
    action: &SignedAction,
    terms: &Terms,
) -> Answer<SigningTextResponse> {
    signed::parties(deps.api, action)?;
    let text = text(&signed::domain(deps.storage, env)?, action, terms);
    let adr036 = adr036(signed::name(action), &text);
    let challenge = Sha256::digest(text.as_bytes()).to_vec().into();
    Ok(SigningTextResponse { text, adr036, challenge })
}

pub fn authorization_state(deps: Deps, account: &str) -> Answer<AuthorizationStateResponse> {
    let id = AccountId::checked(deps.api, "account", account)?;
    let nonces = state::nonces(deps.storage, &id)?;
    let (used, last) = (nonces.used(), nonces.last());
    Ok(AuthorizationStateResponse { next: nonces.next, used, last })
}

pub fn keys(deps: Deps, account: &str) -> Answer<KeysResponse> {
    let id = AccountId::checked(deps.api, "account", account)?;
    Ok(KeysResponse { keys: state::keys(deps.storage, &id)? })
}
