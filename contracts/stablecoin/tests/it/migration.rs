//! Taking over the state of cw20-base: E24, and a random state made by cw20-base itself.

use cosmwasm_std::testing::{message_info, mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{
    from_json, to_json_binary, to_json_vec, Addr, Binary, Empty, Env, OwnedDeps, Storage, Uint128,
    WasmMsg,
};
use cw20::{
    AllowanceResponse, BalanceResponse, Cw20Coin, Cw20ExecuteMsg, DownloadLogoResponse,
    EmbeddedLogo, Expiration, Logo, LogoInfo, MarketingInfoResponse, MinterResponse,
    TokenInfoResponse,
};
use cw20_base::state::{
    ALLOWANCES, ALLOWANCES_SPENDER, BALANCES, LOGO, MARKETING_INFO, TOKEN_INFO,
};
use cw_multi_test::{App, ContractWrapper, Executor};
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, AccountStatus, ComplianceMode, ExecuteMsg, FreezeMode, FromCw20, MigrateMsg,
    MigrationStatus, PauseScope, PauseStateResponse, QueryMsg, Regional, Role, RoleGrant,
    RolesOfResponse, SigningDomainResponse, SudoMsg, MAX_FIRST_PAGE, MAX_MIGRATION_PAGE,
};
use isthmus_api::types::Asset;
use isthmus_stablecoin::contract;
use proptest::prelude::*;
use strum::IntoEnumIterator;

use crate::differential::{dump, roll_back, steps, Message, Pair, Step, PEOPLE};
use crate::hot_path::Counting;
use crate::suite::{cause, replay, runs, Outcome, Suite};

/// Code of the stablecoin in the chain of these tests.
const OURS: u64 = 1;

/// A cw20-base: alice has 1000, bob 500, the escrow 70. Bob may spend 40 of alice's, and carol 7 and
/// 8; carol's part of bob's ends in ten blocks.
fn old() -> Suite {
    let mut app = App::default();
    let api = *app.api();
    let addr = |name: &str| api.addr_make(name);
    let ours = ContractWrapper::new(contract::execute, contract::instantiate, contract::query)
        .with_migrate(|deps, env, msg, _info| contract::migrate(deps, env, msg))
        .with_sudo(contract::sudo);
    assert_eq!(app.store_code(Box::new(ours)), OURS);
    let theirs = ContractWrapper::new(
        cw20_base::contract::execute,
        cw20_base::contract::instantiate,
        cw20_base::contract::query,
    );
    let code_id = app.store_code(Box::new(theirs));
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
    let create = WasmMsg::Instantiate {
        admin: Some(addr("owner").into()),
        code_id,
        msg: to_json_binary(&msg).unwrap(),
        funds: vec![],
        label: "iusd".into(),
    };
    let created = app.execute(addr("owner"), create.into()).unwrap();
    let token = created.events.iter().find(|event| event.ty == "instantiate").unwrap();
    let token = Addr::unchecked(&token.attributes[0].value);
    let ends = Expiration::AtHeight(app.block_info().height + 10);
    for (owner, spender, amount, expires) in [
        ("alice", "bob", 40u128, None),
        ("alice", "carol", 7, None),
        ("bob", "carol", 8, Some(ends)),
    ] {
        let (spender, amount) = (addr(spender).to_string(), amount.into());
        let grant = Cw20ExecuteMsg::IncreaseAllowance { spender, amount, expires };
        app.execute_contract(addr(owner), token.clone(), &grant, &[]).unwrap();
    }
    let receiver = addr("receiver");
    Suite::around(app, token, receiver, created)
}

/// What cw20-base does not say of the token.
fn terms(addr: &dyn Fn(&str) -> String, limit: Option<u32>) -> FromCw20 {
    let grant = |role, who: &str| RoleGrant { role, account: addr(who) };
    FromCw20 {
        owner: Some(addr("owner")),
        owner_delay_seconds: Some(100),
        roles: Some(vec![
            grant(Role::MasterMinter, "master"),
            grant(Role::Pauser, "pauser"),
            grant(Role::Compliance, "compliance"),
            grant(Role::Guardian, "guardian"),
            grant(Role::Seizer, "seizer"),
            grant(Role::Rescuer, "rescuer"),
        ]),
        regional: Some(Regional {
            region: "west".into(),
            token: "west.iusd".into(),
            bridge: addr("bridge"),
            identity: Some(addr("identity")),
        }),
        escrows: Some(vec![addr("escrow")]),
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
    let admin = Addr::unchecked(suite.addr("owner"));
    let token = suite.token.clone();
    let outcome = suite.app.migrate_contract(admin, token, msg, OURS).map_err(cause);
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
    let records = suite.app.dump_wasm_raw(&suite.token);
    records.iter().filter(|(key, _)| of_cw20_base(key)).count()
}

#[test]
fn all_that_cw20_base_kept_is_carried_over() {
    let mut suite = old();
    let msg = begin(&suite, None);
    let told = migrate(&mut suite, &msg).unwrap();
    let event = told.events.iter().find_map(|event| events::Migrate::from_event(event).ok());
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
    assert!(told.events.iter().any(|event| events::Unpause::from_event(event).is_ok()));

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
    assert_eq!(roles.roles, [Role::Pauser]);
    assert!(suite.account("escrow").escrow && suite.account("bridge").escrow);

    // It is an ordinary token from here on.
    suite.transfer("alice", "carol", 10).unwrap();
    suite.mint("minter", "carol", 8430).unwrap();
    assert_eq!(suite.mint("minter", "carol", 1).unwrap_err().code(), "ST-021");
    let (owner, recipient) = (suite.addr("alice"), suite.addr("bob"));
    let spend = ExecuteMsg::TransferFrom { owner, recipient, amount: 40u128.into() };
    suite.ok("bob", spend);
    suite.freeze("alice", FreezeMode::Full);
}

#[test]
fn everything_is_paused_until_all_is_moved_and_nobody_resumes_it_before() {
    let mut suite = begun();
    let all: Vec<PauseScope> = PauseScope::iter().collect();
    let check = |suite: &mut Suite| {
        let paused: PauseStateResponse = suite.query(QueryMsg::PauseState {});
        assert_eq!(paused.paused.iter().map(|it| it.scope).collect::<Vec<_>>(), all);
        assert_eq!(suite.transfer("alice", "bob", 0).unwrap_err().code(), "ST-006");
        assert_eq!(suite.mint("minter", "bob", 1).unwrap_err().code(), "ST-006");
        assert_eq!(suite.fails("alice", ExecuteMsg::Burn { amount: 0u128.into() }), "ST-006");
        let unpause = || ExecuteMsg::Unpause { scopes: all.clone() };
        assert_eq!(suite.fails("owner", unpause()), "ST-133");
        assert_eq!(suite.fails("pauser", unpause()), "ST-002");
        let resume = SudoMsg::Unpause { scopes: vec![PauseScope::Transfer] };
        assert_eq!(suite.sudo(&resume).unwrap_err().code(), "ST-133");
        // Nor by a pause that is shorter.
        for scope in all.clone() {
            let shorter = ExecuteMsg::Pause { scopes: vec![scope], duration_seconds: 1 };
            assert_eq!(suite.fails("pauser", shorter), "ST-006");
        }
        let spender = suite.addr("carol");
        let approve =
            ExecuteMsg::IncreaseAllowance { spender, amount: 1u128.into(), expires: None };
        assert_eq!(suite.fails("alice", approve), "ST-006");
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
    let paused: PauseStateResponse = suite.query(QueryMsg::PauseState {});
    assert!(paused.paused.is_empty());
    assert_eq!(suite.fails("stranger", next(1)), "ST-134");
}

#[test]
fn the_first_page_may_go_with_the_migrate_message() {
    let mut suite = old();
    for limit in [0, MAX_FIRST_PAGE + 1] {
        let msg = begin(&suite, Some(limit));
        assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-008");
    }
    let msg = begin(&suite, Some(2));
    migrate(&mut suite, &msg).unwrap();
    assert_eq!(status(&suite).unwrap().accounts, 2);
    for limit in [0, MAX_MIGRATION_PAGE + 1, u32::MAX] {
        assert_eq!(suite.fails("stranger", next(limit)), "ST-008");
    }
    let mut suite = old();
    let msg = begin(&suite, Some(MAX_FIRST_PAGE));
    migrate(&mut suite, &msg).unwrap();
    assert_eq!(status(&suite), None);
    suite.transfer("alice", "bob", 1).unwrap();
}

#[test]
fn only_cw20_base_from_0_14_on_is_taken_over_and_only_once() {
    let mut suite = old();
    let refused = migrate(&mut suite, &MigrateMsg::default()).unwrap_err();
    assert_eq!(refused.code(), "ST-130");
    assert!(refused.to_string().contains("from_cw20 must say who owns the token"));
    let msg = begin(&suite, None);
    edit(&mut suite, |storage| {
        cw2::set_contract_version(storage, "crates.io:cw20-base", "0.13.4").unwrap();
    });
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-131");
    assert_eq!(migrate(&mut suite, &accept(1570)).unwrap_err().code(), "ST-130");
    edit(&mut suite, |storage| {
        cw2::set_contract_version(storage, "crates.io:cw1155-base", "2.0.0").unwrap();
    });
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-009");
    edit(&mut suite, |storage| {
        cw2::set_contract_version(storage, "crates.io:cw20-base", "0.14.0").unwrap();
    });
    migrate(&mut suite, &msg).unwrap();
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-132");
    // Newer code may come in the middle: the migration goes on with it.
    suite.ok("stranger", next(2));
    let before = status(&suite);
    migrate(&mut suite, &MigrateMsg::default()).unwrap();
    assert_eq!((status(&suite), epoch(&suite)), (before, 2));
    suite.ok("stranger", next(100));
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-132");
    assert_eq!(suite.balance("alice"), 1000);
}

#[test]
fn the_terms_obey_the_rules_of_a_new_token() {
    let mut suite = old();
    let mut refused = |change: &dyn Fn(&mut FromCw20, &Suite)| {
        let mut msg = begin(&suite, None);
        change(msg.from_cw20.as_mut().unwrap(), &suite);
        migrate(&mut suite, &msg).unwrap_err().code()
    };
    assert_eq!(refused(&|terms, _| terms.owner = Some("nobody".into())), "ST-008");
    let conflict = |terms: &mut FromCw20, suite: &Suite| terms.owner = Some(suite.addr("master"));
    assert_eq!(refused(&conflict), "ST-090");
    let abroad = |terms: &mut FromCw20, _: &Suite| {
        terms.regional.as_mut().unwrap().region = "east".into();
    };
    assert_eq!(refused(&abroad), "ST-024");
    // Without a minter too: what was issued here was issued at home.
    edit(&mut suite, |storage| {
        let info = TOKEN_INFO.load(storage).unwrap();
        let none = cw20_base::state::TokenInfo { mint: None, ..info };
        TOKEN_INFO.save(storage, &none).unwrap();
    });
    let mut msg = begin(&suite, None);
    abroad(msg.from_cw20.as_mut().unwrap(), &suite);
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-024");
}

#[test]
fn an_account_restricted_before_its_balance_is_moved_has_both() {
    let mut suite = begun();
    suite.freeze("alice", FreezeMode::Full);
    suite.hold("bob", 3600);
    suite.lock("alice", 300);
    suite.status("bob", AccountStatus::Blocked);
    assert_eq!((suite.balance("alice"), suite.balance("bob")), (0, 0));
    // An order takes what is there: nothing yet.
    assert_eq!(suite.seize("alice", "carol", 1).unwrap_err().code(), "ST-010");
    suite.ok("stranger", next(3));
    let alice = suite.account("alice");
    assert_eq!((alice.balance.u128(), alice.locked.u128()), (1000, 300));
    assert_eq!(alice.freeze.unwrap().mode, FreezeMode::Full);
    let bob = suite.account("bob");
    assert_eq!((bob.balance.u128(), bob.status), (500, AccountStatus::Blocked));
    assert!(bob.hold.is_some());
    // What an order does meanwhile is neither lost nor does it disturb the sum.
    suite.seize("alice", "carol", 400).unwrap();
    suite.wipe("alice").unwrap();
    suite.ok("stranger", next(100));
    assert_eq!(
        (status(&suite), suite.balance("carol"), suite.supply().total.u128()),
        (None, 400, 970)
    );
}

/// What an escrow pays is never stopped, so a deal can end meanwhile: once its own balance is there.
#[test]
fn an_escrow_pays_once_its_balance_is_moved_and_the_sum_still_holds() {
    let mut suite = begun();
    assert_eq!(suite.transfer("escrow", "bob", 5).unwrap_err().code(), "ST-010");
    while suite.balance("escrow") == 0 {
        suite.ok("stranger", next(1));
    }
    suite.transfer("escrow", "bob", 5).unwrap();
    suite.ok("stranger", next(100));
    assert_eq!((status(&suite), suite.supply().total.u128()), (None, 1570));
    assert_eq!((suite.balance("escrow"), suite.balance("bob")), (65, 505));
}

#[test]
fn a_grant_is_looked_at_by_the_mode_that_the_token_begins_with() {
    for mode in [ComplianceMode::Allowlist, ComplianceMode::Blocklist] {
        let mut suite = old();
        let terms = FromCw20 {
            compliance_mode: Some(mode),
            ..terms(&|who| suite.addr(who), Some(MAX_FIRST_PAGE))
        };
        migrate(&mut suite, &MigrateMsg { from_cw20: Some(terms), ..MigrateMsg::default() })
            .unwrap();
        let (unfit, code) = match mode {
            ComplianceMode::Allowlist => (AccountStatus::None, "ST-093"),
            _ => (AccountStatus::Blocked, "ST-094"),
        };
        for (who, status) in
            [("alice", AccountStatus::Allowed), ("dora", AccountStatus::Allowed), ("bob", unfit)]
        {
            if status != AccountStatus::None {
                suite.status(who, status);
            }
        }
        let (owner, recipient) = (suite.addr("alice"), suite.addr("dora"));
        let spend = ExecuteMsg::TransferFrom { owner, recipient, amount: 5u128.into() };
        assert_eq!(suite.fails("bob", spend), code);
        let spender = suite.addr("bob");
        let more = |spender| ExecuteMsg::IncreaseAllowance {
            spender,
            amount: 7u128.into(),
            expires: None,
        };
        assert_eq!(suite.fails("alice", more(spender)), code);
        let spender = suite.addr("carol");
        assert_eq!(suite.fails("bob", more(spender)), code);
    }
}

#[test]
fn e3_a_minter_in_another_spelling_goes_on_and_one_that_is_no_account_does_not() {
    for (spelling, minter) in [("loud", true), ("none", false)] {
        let mut suite = old();
        edit(&mut suite, |storage| {
            let mut info = TOKEN_INFO.load(storage).unwrap();
            let mint = info.mint.as_mut().unwrap();
            mint.minter = Addr::unchecked(match spelling {
                "loud" => mint.minter.as_str().to_uppercase(),
                _ => "treasury".to_string(),
            });
            TOKEN_INFO.save(storage, &info).unwrap();
        });
        let msg = begin(&suite, Some(MAX_FIRST_PAGE));
        let told = migrate(&mut suite, &msg).unwrap();
        let told = told.events.iter().find_map(|event| events::Instantiate::from_event(event).ok());
        let told = told.unwrap();
        let expected = minter.then(|| suite.addr("minter"));
        assert_eq!((told.minter, told.cap), (expected, Some(10_000u128.into())));
        assert_eq!(suite.mint("minter", "bob", 1).is_ok(), minter);
    }
}

/// The identity contract is played by the suite's receiver.
#[test]
fn what_is_moved_to_an_account_recovered_before_is_recovered_too() {
    let mut suite = old();
    let mut terms = terms(&|who| suite.addr(who), None);
    if let Some(regional) = &mut terms.regional {
        regional.identity = Some(suite.receiver.to_string());
    }
    migrate(&mut suite, &MigrateMsg { from_cw20: Some(terms), ..MigrateMsg::default() }).unwrap();
    for who in ["alice", "carol"] {
        suite.link(who, [1; 20]);
    }
    let (old, new) = (suite.addr("alice"), suite.addr("carol"));
    let recover = ExecuteMsg::RecoverAccount { old, new, case_hash: [7; 32].into() };
    suite.ok("compliance", recover.clone());
    suite.ok("stranger", next(100));
    assert_eq!((suite.balance("alice"), suite.balance("carol")), (1000, 0));
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-012");
    suite.ok("compliance", recover);
    assert_eq!((suite.balance("alice"), suite.balance("carol")), (0, 1000));
    suite.transfer("carol", "bob", 1000).unwrap();
}

#[test]
fn a_grant_is_lowered_or_ended_before_it_is_moved() {
    let mut suite = begun();
    let spender = suite.addr("bob");
    let lower = ExecuteMsg::DecreaseAllowance { spender, amount: 15u128.into(), expires: None };
    suite.ok("alice", lower);
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 25);
    let spenders = vec![suite.addr("carol"), suite.addr("escrow")];
    let told = suite.ok("alice", ExecuteMsg::RevokeAllowances { spenders });
    let ended: Vec<_> =
        told.events.iter().filter_map(|it| events::RevokeAllowance::from_event(it).ok()).collect();
    assert_eq!(ended.iter().map(|it| it.previous.u128()).collect::<Vec<_>>(), [7]);
    suite.ok("stranger", next(100));
    assert_eq!((status(&suite), leftovers(&suite)), (None, 0));
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 25);
    assert_eq!(suite.allowance("alice", "carol"), AllowanceResponse::default());
    assert_eq!(suite.allowance("bob", "carol").allowance.u128(), 8);
}

#[test]
fn e3_an_account_in_another_spelling_is_the_same_account() {
    let mut suite = old();
    let [alice, bob] = ["alice", "bob"].map(|who| Addr::unchecked(suite.addr(who)));
    let loud = |who: &Addr| Addr::unchecked(who.as_str().to_uppercase());
    edit(&mut suite, |storage| {
        BALANCES.save(storage, &loud(&alice), &30u128.into()).unwrap();
        let mut info = TOKEN_INFO.load(storage).unwrap();
        info.total_supply += Uint128::new(30);
        TOKEN_INFO.save(storage, &info).unwrap();
        // Nobody could ever use a grant to it: it does not come to life.
        let grant = AllowanceResponse { allowance: 9u128.into(), ..Default::default() };
        for (owner, spender) in [(&bob, &loud(&alice)), (&alice, &loud(&bob))] {
            ALLOWANCES.save(storage, (owner, spender), &grant).unwrap();
            ALLOWANCES_SPENDER.save(storage, (spender, owner), &grant).unwrap();
        }
    });
    let msg = begin(&suite, Some(1));
    migrate(&mut suite, &msg).unwrap();
    assert_eq!(suite.balance("alice"), 30);
    suite.ok("stranger", next(100));
    assert_eq!((status(&suite), leftovers(&suite)), (None, 0));
    assert_eq!(suite.balance("alice"), 1030);
    assert_eq!(suite.allowance("bob", "alice"), AllowanceResponse::default());
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 40);
}

#[test]
fn a_balance_under_no_address_of_this_chain_is_set_aside_and_sent_on() {
    let mut suite = old();
    let [alice, odd] = [suite.addr("alice").as_str(), "terra1<nobody>"].map(Addr::unchecked);
    edit(&mut suite, |storage| {
        BALANCES.save(storage, &odd, &25u128.into()).unwrap();
        let mut info = TOKEN_INFO.load(storage).unwrap();
        info.total_supply += Uint128::new(25);
        TOKEN_INFO.save(storage, &info).unwrap();
        let grant = AllowanceResponse { allowance: 9u128.into(), ..Default::default() };
        ALLOWANCES.save(storage, (&odd, &alice), &grant).unwrap();
        // An index entry without its grant goes as well.
        ALLOWANCES_SPENDER.save(storage, (&odd, &alice), &grant).unwrap();
    });
    let msg = begin(&suite, None);
    migrate(&mut suite, &msg).unwrap();
    let told = suite.ok("stranger", next(100));
    let aside = told.events.iter().find_map(|it| events::SetAside::from_event(it).ok()).unwrap();
    assert_eq!((aside.given.as_str(), aside.amount.u128()), ("terra1?nobody?", 25));
    assert_eq!((status(&suite), leftovers(&suite), suite.balance("token")), (None, 0, 25));
    let asset = Asset::Cw20(suite.addr("token"));
    let to = suite.addr("carol");
    suite.ok("rescuer", ExecuteMsg::Rescue { asset, to, amount: 25u128.into() });
    assert_eq!(suite.balance("carol"), 25);
}

#[test]
fn e3_balances_that_do_not_add_up_keep_it_paused_until_the_chain_accepts_their_sum() {
    for (told, sum) in [(1600u128, 1570u128), (1500, 1570)] {
        let mut suite = old();
        edit(&mut suite, |storage| {
            let info = TOKEN_INFO.load(storage).unwrap();
            let info = cw20_base::state::TokenInfo { total_supply: told.into(), ..info };
            TOKEN_INFO.save(storage, &info).unwrap();
        });
        assert_eq!(migrate(&mut suite, &accept(sum)).unwrap_err().code(), "ST-130");
        let msg = begin(&suite, Some(2));
        migrate(&mut suite, &msg).unwrap();
        assert_eq!(migrate(&mut suite, &accept(sum)).unwrap_err().code(), "ST-133");
        suite.ok("stranger", next(100));
        let found = status(&suite).unwrap();
        assert_eq!((found.complete, found.moved.u128(), found.supply.u128()), (true, sum, told));
        let refused = suite.send("stranger", next(100)).unwrap_err().to_string();
        let expected = format!(
            "the balances add up to {sum}, the supply of cw20-base was {told}: the migrate message ends \
             this with accept_sum {sum} [ST-135]"
        );
        assert_eq!(refused, expected);
        assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-006");
        let unpause = ExecuteMsg::Unpause { scopes: vec![PauseScope::Transfer] };
        assert_eq!(suite.fails("owner", unpause), "ST-133");
        for wrong in [told, sum - 1, 0] {
            assert_eq!(migrate(&mut suite, &accept(wrong)).unwrap_err().code(), "ST-135");
        }
        let told = migrate(&mut suite, &accept(sum)).unwrap();
        let event =
            told.events.iter().find_map(|it| events::ContinueMigration::from_event(it).ok());
        assert!(event.unwrap().done);
        assert_eq!((status(&suite), suite.supply().total.u128()), (None, sum));
        suite.transfer("alice", "bob", 1).unwrap();
        assert_eq!(migrate(&mut suite, &accept(sum)).unwrap_err().code(), "ST-134");
    }
}

#[test]
fn e27_a_logo_with_a_script_is_dropped() {
    let mut suite = old();
    edit(&mut suite, |storage| {
        let script = Binary::from(b"<?xml version=\"1.0\"?><svg><script>x</script></svg>");
        LOGO.save(storage, &Logo::Embedded(EmbeddedLogo::Svg(script))).unwrap();
        assert_eq!(MARKETING_INFO.load(storage).unwrap().logo, Some(LogoInfo::Embedded));
    });
    let msg = begin(&suite, Some(MAX_FIRST_PAGE));
    migrate(&mut suite, &msg).unwrap();
    let info: MarketingInfoResponse = suite.query(QueryMsg::MarketingInfo {});
    assert_eq!((info.logo, info.project.as_deref()), (None, Some("https://isthmus.example")));
    let logo = suite
        .app
        .wrap()
        .query_wasm_smart::<DownloadLogoResponse>(&suite.token, &QueryMsg::DownloadLogo {});
    assert!(logo.is_err());
    suite.ok("marketer", ExecuteMsg::UploadLogo(Logo::Url("https://isthmus.example".into())));
}

type Large = OwnedDeps<Counting, MockApi, MockQuerier, Empty>;

fn send(deps: &mut Large, env: &Env, who: &str, msg: ExecuteMsg) -> Result<(), String> {
    let info = message_info(&deps.api.addr_make(who), &[]);
    let outcome = contract::execute(deps.as_mut(), env.clone(), info, msg.into());
    outcome.map(|_| ()).map_err(|refused| refused.code())
}

fn ask<T: serde::de::DeserializeOwned>(deps: &Large, env: &Env, msg: QueryMsg) -> T {
    from_json(contract::query(deps.as_ref(), env.clone(), msg.into()).unwrap()).unwrap()
}

/// The reads of a page are those of its accounts and of four global records, its writes two for each
/// grant or one for each balance, its deletes at most two each: however many accounts there are.
#[test]
fn e24_fifty_thousand_accounts_are_moved_in_pages_that_anyone_resumes() {
    const ACCOUNTS: u32 = 50_000;
    let api = MockApi::default();
    let mut storage = Counting::default();
    storage.preparing = true;
    let custom_query_type = std::marker::PhantomData;
    let mut deps: Large =
        OwnedDeps { storage, api, querier: MockQuerier::default(), custom_query_type };
    let mut env = mock_env();
    let holder = |n: u32| api.addr_make(&format!("holder {n}"));
    let amount = |n: u32| u128::from(n) * 7 + 1;
    let initial_balances: Vec<_> = (0..ACCOUNTS)
        .map(|n| Cw20Coin { address: holder(n).into(), amount: amount(n).into() })
        .collect();
    let supply: u128 = (0..ACCOUNTS).map(amount).sum();
    let msg = cw20_base::msg::InstantiateMsg {
        name: "Isthmus Dollar".into(),
        symbol: "IUSD".into(),
        decimals: 6,
        initial_balances,
        mint: None,
        marketing: None,
    };
    let info = message_info(&holder(0), &[]);
    cw20_base::contract::instantiate(deps.as_mut(), env.clone(), info, msg).unwrap();
    for n in 0..1_000 {
        let (spender, amount) = (holder(n + 1).to_string(), amount(n).into());
        let grant = Cw20ExecuteMsg::IncreaseAllowance { spender, amount, expires: None };
        let info = message_info(&holder(n), &[]);
        cw20_base::contract::execute(deps.as_mut(), env.clone(), info, grant).unwrap();
    }

    let from_cw20 = Some(terms(&|who| api.addr_make(who).to_string(), None));
    let msg = MigrateMsg { from_cw20, ..MigrateMsg::default() };
    contract::migrate(deps.as_mut(), env.clone(), msg).unwrap();
    let (mut pages, mut largest) = (0, (0, 0, 0));
    while ask::<Option<MigrationStatus>>(&deps, &env, QueryMsg::MigrationStatus {}).is_some() {
        // The team goes away in the middle. Nothing ends by itself, and a stranger goes on.
        if pages == 200 {
            env.block.time = env.block.time.plus_days(365);
            let recipient = holder(1).to_string();
            let pay = ExecuteMsg::Transfer { recipient, amount: 1u128.into() };
            assert_eq!(send(&mut deps, &env, "holder 0", pay).unwrap_err(), "ST-006");
            let scopes = vec![PauseScope::Transfer];
            let unpause = ExecuteMsg::Unpause { scopes };
            assert_eq!(send(&mut deps, &env, "owner", unpause).unwrap_err(), "ST-133");
        }
        let who = if pages < 200 { "owner" } else { "stranger" };
        deps.storage.taken();
        send(&mut deps, &env, who, next(MAX_MIGRATION_PAGE)).unwrap();
        let (reads, writes, deletes) = deps.storage.taken();
        largest = (reads.max(largest.0), writes.max(largest.1), deletes.max(largest.2));
        pages += 1;
    }
    assert_eq!(pages, 511, "500 of balances, 10 of grants, and one that finds no more");
    assert_eq!(largest, (102, 201, 200));

    let mut sum = 0;
    for n in 0..ACCOUNTS {
        let told: BalanceResponse =
            ask(&deps, &env, QueryMsg::Balance { address: holder(n).into() });
        assert_eq!(told.balance.u128(), amount(n), "holder {n}");
        sum += told.balance.u128();
    }
    let info: TokenInfoResponse = ask(&deps, &env, QueryMsg::TokenInfo {});
    assert_eq!((sum, info.total_supply.u128()), (supply, supply));
    for n in 0..1_000 {
        let (owner, spender) = (holder(n).to_string(), holder(n + 1).to_string());
        let told: AllowanceResponse = ask(&deps, &env, QueryMsg::Allowance { owner, spender });
        assert_eq!(told.allowance.u128(), amount(n));
    }
    let inner: &MockStorage = &deps.storage.inner;
    let all = inner.range(None, None, cosmwasm_std::Order::Ascending);
    assert_eq!(all.filter(|(key, _)| of_cw20_base(key)).count(), 0);

    // And a transfer pays nothing for it.
    deps.storage.preparing = false;
    deps.storage.taken();
    let pay = ExecuteMsg::Transfer { recipient: holder(1).into(), amount: 1u128.into() };
    send(&mut deps, &env, "holder 9", pay).unwrap();
    assert_eq!(deps.storage.taken(), (3, 2, 0));
}

/// What happens between two pages.
#[derive(Clone, Debug)]
enum Between {
    Lower(usize, usize, u128),
    Freeze(usize, bool),
    Lock(usize, u128),
    Status(usize),
    Pay(usize, usize),
    Approve(usize, usize),
    Resume(bool),
    Again,
    Wrong(u32),
    Blocks(u64),
}

fn between() -> impl Strategy<Value = Between> {
    let who = || 0..PEOPLE;
    prop_oneof![
        4 => (who(), who(), 0u128..120).prop_map(|(a, b, n)| Between::Lower(a, b, n)),
        2 => (who(), any::<bool>()).prop_map(|(a, full)| Between::Freeze(a, full)),
        1 => (who(), 1u128..90).prop_map(|(a, n)| Between::Lock(a, n)),
        1 => who().prop_map(Between::Status),
        2 => (who(), who()).prop_map(|(a, b)| Between::Pay(a, b)),
        1 => (who(), who()).prop_map(|(a, b)| Between::Approve(a, b)),
        1 => any::<bool>().prop_map(Between::Resume),
        1 => Just(Between::Again),
        1 => prop_oneof![Just(0u32), 101u32..200].prop_map(Between::Wrong),
        2 => (1u64..9).prop_map(Between::Blocks),
    ]
}

/// Sends a message to ours alone; gives the code of its refusal.
fn alone(pair: &mut Pair, sender: &Addr, msg: ExecuteMsg) -> Result<(), String> {
    let saved = dump(&pair.ours);
    let (env, info) = (pair.env.clone(), message_info(sender, &[]));
    let outcome = contract::execute(pair.ours.as_mut(), env, info, msg.into());
    roll_back(&mut pair.ours, saved, outcome.is_err());
    outcome.map(|_| ()).map_err(|refused| refused.code())
}

fn expired(pair: &Pair, owner: &Addr, spender: &Addr) -> bool {
    let grant = ALLOWANCES.may_load(&pair.theirs.storage, (owner, spender)).unwrap();
    grant.is_some_and(|grant| grant.expires.is_expired(&pair.env.block))
}

fn meanwhile(pair: &mut Pair, done: &Between, terms: &FromCw20) {
    let [owner, office] = ["owner", "compliance"].map(|who| pair.ours.api.addr_make(who));
    let who = |pair: &Pair, n: usize| pair.people[n].clone();
    match done.clone() {
        Between::Lower(by, to, amount) => {
            if !expired(pair, &who(pair, by), &who(pair, to)) {
                let msg = Message::Decrease(to, amount, None);
                pair.answer(&Step { sender: by, blocks: 0, msg });
            }
        }
        Between::Freeze(account, full) => {
            let mode = if full { FreezeMode::Full } else { FreezeMode::Outgoing };
            let account = who(pair, account).to_string();
            let (reason, until, case_hash) = (None, None, None);
            let msg = ExecuteMsg::Freeze { account, mode, reason, until, case_hash };
            alone(pair, &office, msg).unwrap();
        }
        Between::Lock(account, amount) => {
            let account = who(pair, account).to_string();
            let amount = isthmus_api::stablecoin::AccountAmount { account, amount: amount.into() };
            let (locks, reason, case_hash) = (vec![amount], None, None);
            alone(pair, &office, ExecuteMsg::LockAmount { locks, reason, case_hash }).unwrap();
        }
        Between::Status(account) => {
            let accounts = vec![who(pair, account).to_string()];
            let status = AccountStatus::Blocked;
            alone(pair, &office, ExecuteMsg::SetAccountStatus { accounts, status }).unwrap();
        }
        Between::Pay(from, to) => {
            let (from, recipient) = (who(pair, from), who(pair, to).to_string());
            let pay = ExecuteMsg::Transfer { recipient, amount: 0u128.into() };
            assert_eq!(alone(pair, &from, pay).unwrap_err(), "ST-006");
        }
        Between::Approve(from, to) => {
            let (from, spender) = (who(pair, from), who(pair, to).to_string());
            let grant =
                ExecuteMsg::IncreaseAllowance { spender, amount: 1u128.into(), expires: None };
            let refused = alone(pair, &from, grant).unwrap_err();
            assert!(["ST-006", "ST-019"].contains(&refused.as_str()), "{refused}");
        }
        Between::Resume(sudo) => {
            let scopes = PauseScope::iter().collect();
            let refused = match sudo {
                true => {
                    let (deps, env) = (pair.ours.as_mut(), pair.env.clone());
                    contract::sudo(deps, env, SudoMsg::Unpause { scopes }).unwrap_err().code()
                }
                false => alone(pair, &owner, ExecuteMsg::Unpause { scopes }).unwrap_err(),
            };
            assert_eq!(refused, "ST-133");
        }
        Between::Again => {
            let saved = dump(&pair.ours);
            let msg = MigrateMsg { from_cw20: Some(terms.clone()), ..MigrateMsg::default() };
            let (deps, env) = (pair.ours.as_mut(), pair.env.clone());
            assert_eq!(contract::migrate(deps, env, msg).unwrap_err().code(), "ST-132");
            roll_back(&mut pair.ours, saved, true);
        }
        Between::Wrong(limit) => {
            assert_eq!(alone(pair, &owner, next(limit)).unwrap_err(), "ST-008");
        }
        Between::Blocks(blocks) => {
            pair.env.block.height += blocks;
            pair.env.block.time = pair.env.block.time.plus_seconds(blocks * 5);
        }
    }
}

/// Ends what restricts the people, so that they behave as in cw20-base again, and forgets on both
/// sides what has expired: a page drops it, or it expired after its page.
fn settle(pair: &mut Pair) {
    let office = pair.ours.api.addr_make("compliance");
    for account in pair.people.clone() {
        let account = account.to_string();
        let query = QueryMsg::Account { address: account.clone() };
        let told = contract::query(pair.ours.as_ref(), pair.env.clone(), query.into()).unwrap();
        let told: isthmus_api::stablecoin::AccountResponse = from_json(told).unwrap();
        if !told.locked.is_zero() {
            let (amount, account) = (told.locked, account.clone());
            let locks = vec![isthmus_api::stablecoin::AccountAmount { account, amount }];
            alone(pair, &office, ExecuteMsg::UnlockAmount { locks }).unwrap();
        }
        if told.freeze.is_some() {
            let account = account.clone();
            alone(pair, &office, ExecuteMsg::Unfreeze { account }).unwrap();
        }
        let (accounts, status) = (vec![account], AccountStatus::None);
        alone(pair, &office, ExecuteMsg::SetAccountStatus { accounts, status }).unwrap();
    }
    for (owner, spender) in pair.pairs() {
        if expired(pair, &owner, &spender) {
            pair.strike(&owner, &spender);
            let spenders = vec![spender.to_string()];
            alone(pair, &owner, ExecuteMsg::RevokeAllowances { spenders }).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(runs(20))]
    /// A state that cw20-base itself made by random messages, moved in pages of random size with
    /// random messages between, answers every query as before and goes on as cw20-base would.
    #[test]
    fn e24_a_random_cw20_base_answers_as_before_and_goes_on(
        before in steps(120),
        first in prop::option::of(1u32..6),
        pages in prop::collection::vec((1u32..5, prop::collection::vec(between(), 0..4)), 60),
        after in steps(40),
    ) {
        let mut pair = Pair::new();
        for step in &before {
            pair.step(step);
        }
        // The code changes under cw20-base's own records.
        let records = dump(&pair.theirs);
        roll_back(&mut pair.ours, records, true);
        let api = pair.ours.api;
        let mut terms = terms(&|who| api.addr_make(who).to_string(), first);
        terms.compliance_mode = None;
        let msg = MigrateMsg { from_cw20: Some(terms.clone()), ..MigrateMsg::default() };
        let (deps, env) = (pair.ours.as_mut(), pair.env.clone());
        let _ = contract::migrate(deps, env, msg).unwrap();
        let stranger = api.addr_make("stranger");
        for (limit, doings) in &pages {
            let query = QueryMsg::MigrationStatus {};
            let told = contract::query(pair.ours.as_ref(), pair.env.clone(), query.into()).unwrap();
            if from_json::<Option<MigrationStatus>>(told).unwrap().is_none() {
                break;
            }
            doings.iter().for_each(|doing| meanwhile(&mut pair, doing, &terms));
            alone(&mut pair, &stranger, next(*limit)).unwrap();
        }
        assert_eq!(alone(&mut pair, &stranger, next(1)).unwrap_err(), "ST-134");
        assert!(dump(&pair.ours).iter().all(|(key, _)| !of_cw20_base(key)));
        settle(&mut pair);
        pair.compare_state();
        for step in &after {
            pair.step(step);
        }
    }
}

#[test]
fn the_message_of_earlier_releases_is_still_a_migrate_message() {
    let msg: MigrateMsg = from_json(b"{}").unwrap();
    assert_eq!(msg, MigrateMsg::default());
    let full: MigrateMsg = from_json(br#"{"from_cw20": {"owner": "x", "limit": 5}}"#).unwrap();
    assert_eq!(full.from_cw20.as_ref().unwrap().limit, Some(5));
    let again: MigrateMsg = from_json(to_json_vec(&full).unwrap()).unwrap();
    assert_eq!(again, full);
}
