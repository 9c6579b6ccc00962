//! Taking over the state of cw20-base: E24, and a random state made by cw20-base itself.

mod large;
mod meanwhile;
mod random;
mod spelling;
mod terms;

use cosmwasm_std::testing::{message_info, mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{from_json, to_json_vec, Addr, Binary, Empty, Env, OwnedDeps, Storage, Uint128};
use cw20::{
    AllowanceResponse, BalanceResponse, Cw20Coin, Cw20ExecuteMsg, DownloadLogoResponse,
    EmbeddedLogo, Expiration, Logo, LogoInfo, MarketingInfoResponse, MinterResponse,
    TokenInfoResponse,
};
use cw20_base::state::{
    ALLOWANCES, ALLOWANCES_SPENDER, BALANCES, LOGO, MARKETING_INFO, TOKEN_INFO,
};
use cw_multi_test::{AppResponse, ContractWrapper};
use isthmus_api::access::events::{Migrate, Unpause};
use isthmus_api::access::{PausesResponse, RolesOfResponse};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, AccountStatus, ComplianceMode, ExecuteMsg, FreezeMode, FromCw20, MigrateMsg,
    MigrationStatus, PauseScope, QueryMsg, SigningDomainResponse, SudoMsg, MAX_FIRST_PAGE,
    MAX_MIGRATION_PAGE,
};
use isthmus_api::types::Asset;
use isthmus_stablecoin::contract;
use isthmus_testkit::chain::{address, Chain};
use isthmus_testkit::Code;
use proptest::prelude::*;
use strum::IntoEnumIterator;

use crate::differential::{dump, roll_back, steps, Message, Pair, Step, PEOPLE};
use crate::hot_path::Counting;
use crate::suite::{instantiate_msg, replay, runs, Outcome, Suite, START};

/// A cw20-base: alice has 1000, bob 500, the escrow 70. Bob may spend 40 of alice's, and carol 7 and
/// 8; carol's part of bob's ends in ten blocks.
fn old() -> Suite {
    let mut chain = Chain::on(crate::library(), START, &[], &[]);
    let addr = address;
    let coin =
        |who: &str, amount: u128| Cw20Coin { address: addr(who).into(), amount: amount.into() };
    let msg = cw20_base::msg::InstantiateMsg {
        name: "Isthmus Dollar".into(),
        symbol: "IUSD".into(),
        decimals: 6,
        initial_balances: vec![coin("alice", 1000), coin("bob", 500), coin("escrow", 70)],
        mint: Some(MinterResponse {
            minter: addr("minter").into(),
            cap: Some(Uint128::new(10_000)),
        }),
        marketing: Some(cw20_base::msg::InstantiateMarketingInfo {
            project: Some("https://isthmus.example".into()),
            description: None,
            marketing: Some(addr("marketer").into()),
            logo: Some(Logo::Embedded(EmbeddedLogo::Png(Binary::from(b"\x89PNG\r\n\x1a\n...")))),
        }),
    };
    use cw20_base::contract::{execute, instantiate, query};
    let theirs = Box::new(ContractWrapper::new(execute, instantiate, query));
    chain.contract = chain.neighbour(theirs, &msg, "iusd");
    let ends = Expiration::AtHeight(chain.app.block_info().height + 10);
    for (owner, spender, amount, expires) in [
        ("alice", "bob", 40u128, None),
        ("alice", "carol", 7, None),
        ("bob", "carol", 8, Some(ends)),
    ] {
        let (spender, amount) = (addr(spender).to_string(), amount.into());
        let grant = Cw20ExecuteMsg::IncreaseAllowance { spender, amount, expires };
        let token = chain.contract.clone();
        chain.call(&addr(owner), &token, &grant, &[]).unwrap();
    }
    Suite::around(chain, addr("receiver"), AppResponse::default())
}

/// What cw20-base does not say of the token.
fn terms(addr: &dyn Fn(&str) -> String, limit: Option<u32>) -> FromCw20 {
    let ours = instantiate_msg(addr);
    FromCw20 {
        owner: ours.owner,
        owner_delay_seconds: ours.owner_delay_seconds,
        change_delay_seconds: ours.change_delay_seconds,
        roles: ours.roles,
        regional: ours.regional,
        escrows: ours.escrows,
        limit,
        ..FromCw20::default()
    }
}

fn begin(suite: &Suite, limit: Option<u32>) -> MigrateMsg {
    let from_cw20 = Some(terms(&|who| suite.addr(who), limit));
    MigrateMsg { from_cw20, ..MigrateMsg::default() }
}

fn accept(sum: u128) -> MigrateMsg {
    MigrateMsg { accept_sum: Some(sum.into()), ..MigrateMsg::default() }
}

/// Sends the chain's migrate message, then checks the invariants.
fn migrate(suite: &mut Suite, msg: &MigrateMsg) -> Outcome {
    let outcome = suite.migrate(Code::Stablecoin, msg);
    if let Ok(response) = &outcome {
        replay(&mut suite.replayed, &response.events, suite.token.as_str());
        suite.check();
    }
    outcome
}

/// A migration that has begun and moved nothing.
fn begun() -> Suite {
    let mut suite = old();
    let msg = begin(&suite, None);
    migrate(&mut suite, &msg).unwrap();
    suite
}

fn next(limit: u32) -> ExecuteMsg {
    ExecuteMsg::ContinueMigration { limit }
}

fn status(suite: &Suite) -> Option<MigrationStatus> {
    suite.query(QueryMsg::MigrationStatus {})
}

fn epoch(suite: &Suite) -> u64 {
    suite.query::<SigningDomainResponse>(QueryMsg::SigningDomain {}).epoch
}

/// Writes into the records of cw20-base, as older code on older chains did.
fn edit(suite: &mut Suite, change: impl FnOnce(&mut dyn Storage)) {
    let token = suite.token.clone();
    change(&mut *suite.app.contract_storage_mut(&token));
}

/// Whether a key is one of cw20-base's own.
fn of_cw20_base(key: &[u8]) -> bool {
    key == b"token_info"
        || key.starts_with(b"\x00\x07balance")
        || key.starts_with(b"\x00\x09allowance")
        || key.starts_with(b"\x00\x11allowance_spender")
}

fn leftovers(suite: &Suite) -> usize {
    let records = suite.records();
    records.iter().filter(|(key, _)| of_cw20_base(key)).count()
}

#[test]
fn all_that_cw20_base_kept_is_carried_over() {
    let mut suite = old();
    let msg = begin(&suite, None);
    let told = migrate(&mut suite, &msg).unwrap();
    let event = told.events.iter().find_map(|event| Migrate::from_event(event).ok());
    assert_eq!(event.unwrap().from_version, "2.0.0");
    let event = told.events.iter().find_map(|event| events::Instantiate::from_event(event).ok());
    let event = event.unwrap();
    assert_eq!((event.minter, event.cap), (Some(suite.addr("minter")), Some(10_000u128.into())));
    let told = suite.ok("stranger", next(MAX_MIGRATION_PAGE));
    let event = told.events.iter().find_map(|it| events::ContinueMigration::from_event(it).ok());
    let expected = events::ContinueMigration {
        accounts: 3,
        allowances: 3,
        moved: 1570u128.into(),
        supply: 1570u128.into(),
        done: true,
        by: suite.addr("stranger"),
    };
    assert_eq!(event, Some(expected));
    assert!(told.events.iter().any(|event| Unpause::from_event(event).is_ok()));

    assert_eq!((status(&suite), leftovers(&suite), epoch(&suite)), (None, 0, 1));
    assert_eq!(["alice", "bob", "escrow"].map(|who| suite.balance(who)), [1000, 500, 70]);
    let info: TokenInfoResponse = suite.query(QueryMsg::TokenInfo {});
    assert_eq!((info.name.as_str(), info.symbol.as_str()), ("Isthmus Dollar", "IUSD"));
    assert_eq!((info.decimals, info.total_supply.u128()), (6, 1570));
    let minter: Option<MinterResponse> = suite.query(QueryMsg::Minter {});
    assert_eq!(minter.unwrap().cap, Some(10_000u128.into()));
    let info: MarketingInfoResponse = suite.query(QueryMsg::MarketingInfo {});
    assert_eq!(info.project.as_deref(), Some("https://isthmus.example"));
    assert_eq!(info.marketing.unwrap().to_string(), suite.addr("marketer"));
    assert_eq!(info.logo, Some(LogoInfo::Embedded));
    let logo: DownloadLogoResponse = suite.query(QueryMsg::DownloadLogo {});
    assert_eq!(logo.mime_type, "image/png");
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 40);
    assert!(matches!(suite.allowance("bob", "carol").expires, Expiration::AtHeight(_)));
    let roles: RolesOfResponse = suite.query(QueryMsg::RolesOf { account: suite.addr("pauser") });
    assert_eq!(roles.roles, ["pauser"]);
    assert!(suite.account("escrow").escrow && suite.account("bridge").escrow);

    // It is an ordinary token from here on.
    suite.transfer("alice", "carol", 10).unwrap();
    suite.mint("minter", "carol", 8430).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-021");
    let (owner, recipient) = (suite.addr("alice"), suite.addr("bob"));
    suite.ok("bob", ExecuteMsg::TransferFrom { owner, recipient, amount: 40u128.into() });
    suite.freeze("alice", FreezeMode::Full);
}

#[test]
fn everything_is_paused_until_all_is_moved_and_nobody_resumes_it_before() {
    let mut suite = begun();
    let all: Vec<PauseScope> = PauseScope::iter().collect();
    let check = |suite: &mut Suite| {
        let paused: PausesResponse = suite.query(QueryMsg::Pauses {});
        let paused: Vec<_> = paused.pauses.into_iter().map(|paused| paused.scope).collect();
        assert_eq!(paused, all.iter().map(|scope| <&str>::from(*scope)).collect::<Vec<_>>());
        assert_eq!(suite.transfer("alice", "bob", 0).unwrap_err().code(), "AC-006");
        assert_eq!(suite.mint("minter", "bob", 1).unwrap_err().code(), "AC-006");
        suite.refuses("alice", ExecuteMsg::Burn { amount: 0u128.into() }, "AC-006");
        let unpause = || ExecuteMsg::Unpause { scopes: all.clone() };
        suite.refuses("owner", unpause(), "ST-133");
        suite.refuses("pauser", unpause(), "AC-002");
        let resume = SudoMsg::Unpause { scopes: vec![PauseScope::Transfer] };
        assert_eq!(suite.sudo(&resume).unwrap_err().code(), "ST-133");
        // Nor by a pause that is shorter.
        for scope in all.clone() {
            let shorter = ExecuteMsg::Pause { scopes: vec![scope], duration_seconds: 1 };
            suite.refuses("pauser", shorter, "AC-006");
        }
        let spender = suite.addr("carol");
        let approve =
            ExecuteMsg::IncreaseAllowance { spender, amount: 1u128.into(), expires: None };
        suite.refuses("alice", approve, "AC-006");
    };
    check(&mut suite);
    for moved in 1..=6 {
        suite.ok("stranger", next(1));
        let told = status(&suite).unwrap();
        assert_eq!((told.accounts + told.allowances, told.complete), (moved, false));
        suite.after_seconds(400 * 24 * 3600);
        check(&mut suite);
    }
    // Time went by: the grant with an end is not carried over.
    suite.ok("stranger", next(1));
    assert_eq!((status(&suite), leftovers(&suite)), (None, 0));
    suite.transfer("alice", "bob", 1).unwrap();
    assert_eq!(suite.allowance("bob", "carol"), AllowanceResponse::default());
    let paused: PausesResponse = suite.query(QueryMsg::Pauses {});
    assert!(paused.pauses.is_empty());
    suite.refuses("stranger", next(1), "ST-134");
}
