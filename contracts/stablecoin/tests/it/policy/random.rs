//! Random steps: what is asked about is what moves.

use super::*;

// --- after any steps --------------------------------------------------------------------------

/// Balances of everybody who has one.
type Balances = BTreeMap<String, i128>;

fn balances(suite: &Suite) -> Balances {
    let found = suite.balances().into_iter();
    found.map(|(who, amount)| (who, i128::try_from(amount).unwrap())).collect()
}

proptest! {
    #![proptest_config(crate::suite::runs(10))]
    /// The questions of a message are its movements: together they are all that it did to balances,
    /// but for what must land and what an order takes, of which there is no question. There is no fee
    /// here, which would be no question either.
    #[test]
    fn what_is_asked_about_is_what_moves(steps in prop::collection::vec(step(), 100)) {
        let mut suite = Suite::with_identity();
        for who in ["alice", "bob", "carol", "escrow"] {
            suite.link(who, [1; 20]);
        }
        for (n, who) in PEOPLE.iter().enumerate() {
            let key = signer(n).edwards();
            suite.ok(who, ExecuteMsg::RegisterKey { key });
        }
        let contract = suite.under(&Rule::Allow);
        for step in &steps {
            if let Step::Wait(seconds) = step {
                suite.after_seconds(*seconds);
            }
            if matches!(step, Step::Rule(OfToken::Fee(..), _)) {
                continue;
            }
            let Some((sender, msg)) = message(&suite, step) else { continue };
            let escrow = PEOPLE.map(|who| suite.account(who).escrow);
            let before = balances(&suite);
            let passed = suite.send(sender, msg).is_ok();
            let (after, asked) = (balances(&suite), suite.asked(&contract));
            let mut told = before.clone();
            for (movement, ..) in &asked {
                let amount = i128::try_from(movement.amount.u128()).unwrap();
                let Movement { kind, from, to, .. } = movement.clone();
                let payer = PEOPLE.iter().position(|who| from == Some(suite.addr(who)));
                let lands = kind == K::Transfer && payer.is_some_and(|payer| escrow[payer]);
                prop_assert!(!lands, "{step:?}: {movement:?}");
                from.into_iter().for_each(|who| *told.entry(who).or_default() -= amount);
                to.into_iter().for_each(|who| *told.entry(who).or_default() += amount);
            }
            told.retain(|_, amount| *amount != 0);
            let payers = match step {
                Step::Transfer(a, ..) | Step::Memo(a, ..) | Step::Stray(a, _) => vec![*a],
                Step::Deposit(a, ..) | Step::Burn(a, _) => vec![*a],
                Step::Batch(a, _) | Step::Signed(a, ..) | Step::Pull(_, a, ..) => vec![*a],
                Step::Send(a, ..) | Step::SendFrom(_, a, ..) => vec![*a, RECEIVER],
                _ => vec![],
            };
            let lands = matches!(step, Step::Refund(..))
                || matches!(step, Step::BridgeBurn(_) | Step::Seize(..))
                || matches!(step, Step::Wipe(..) | Step::Recover(..));
            if lands || !passed {
                prop_assert!(asked.is_empty(), "{step:?}: {asked:?}");
            } else if payers.iter().all(|payer| !escrow[*payer]) {
                prop_assert_eq!(told, after, "{:?}", step);
            }
        }
    }
}
