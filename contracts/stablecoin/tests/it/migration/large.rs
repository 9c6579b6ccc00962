//! A token of fifty thousand accounts.

use super::*;

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
    contract::migrate(deps.as_mut(), env.clone(), msg.into()).unwrap();
    let (mut pages, mut largest) = (0, (0, 0, 0));
    while ask::<Option<MigrationStatus>>(&deps, &env, QueryMsg::MigrationStatus {}).is_some() {
        // The team goes away in the middle. Nothing ends by itself, and a stranger goes on.
        if pages == 200 {
            env.block.time = env.block.time.plus_days(365);
            let recipient = holder(1).to_string();
            let pay = ExecuteMsg::Transfer { recipient, amount: 1u128.into() };
            assert_eq!(send(&mut deps, &env, "holder 0", pay).unwrap_err(), "AC-006");
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
