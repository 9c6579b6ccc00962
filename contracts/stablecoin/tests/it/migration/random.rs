//! Random states of cw20-base, and what random holders do meanwhile.

use super::*;

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
            let accounts = vec![who(pair, account).to_string()];
            let (reason, until, case_hash) = (None, None, None);
            let msg = ExecuteMsg::Freeze { accounts, mode, reason, until, case_hash };
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
            assert_eq!(alone(pair, &from, pay).unwrap_err(), "AC-006");
        }
        Between::Approve(from, to) => {
            let (from, spender) = (who(pair, from), who(pair, to).to_string());
            let grant =
                ExecuteMsg::IncreaseAllowance { spender, amount: 1u128.into(), expires: None };
            let refused = alone(pair, &from, grant).unwrap_err();
            assert!(["AC-006", "ST-019"].contains(&refused.as_str()), "{refused}");
        }
        Between::Resume(sudo) => {
            let scopes = PauseScope::iter().collect();
            let refused = match sudo {
                true => {
                    let (deps, env) = (pair.ours.as_mut(), pair.env.clone());
                    contract::sudo(deps, env, SudoMsg::Unpause { scopes }.into())
                        .unwrap_err()
                        .code()
                }
                false => alone(pair, &owner, ExecuteMsg::Unpause { scopes }).unwrap_err(),
            };
            assert_eq!(refused, "ST-133");
        }
        Between::Again => {
            let saved = dump(&pair.ours);
            let msg = MigrateMsg { from_cw20: Some(terms.clone()), ..MigrateMsg::default() };
            let (deps, env) = (pair.ours.as_mut(), pair.env.clone());
            assert_eq!(contract::migrate(deps, env, msg.into()).unwrap_err().code(), "ST-132");
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
            let accounts = vec![account.clone()];
            alone(pair, &office, ExecuteMsg::Unfreeze { accounts }).unwrap();
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
        let _ = contract::migrate(deps, env, msg.into()).unwrap();
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
