//! Accounts in another spelling, addresses that are none, and sums that do not add up.

use super::*;

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
            "the supply of cw20-base was {told}, the balances add up to another: the migrate message ends \
             this with accept_sum {sum} [ST-135]"
        );
        assert_eq!(refused, expected);
        assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "AC-006");
        let unpause = ExecuteMsg::Unpause { scopes: vec![PauseScope::Transfer] };
        suite.refuses("owner", unpause, "ST-133");
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
