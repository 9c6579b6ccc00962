//! Random messages to issuance and to the token, which refuses payments at will. The invariants are checked
//! after every step (in the suite); at the end time alone gives everything back.

use isthmus_api::issuance::*;
use isthmus_testkit::scripted::Reaction;
use proptest::prelude::*;

use crate::suite::*;

#[derive(Clone, Debug)]
enum Move {
    Wait(u64),
    Mint(u128),
    Redeem(bool, u128),
    Mark(u64),
    Settle(u64),
    Reject(u64),
    GiveBack(u64),
    Withdraw(bool),
    Attest(u128),
    Raise(u128),
    Freeze(bool),
    Token(bool),
}

fn step() -> impl Strategy<Value = Move> {
    let id = || 1u64..12;
    prop_oneof![
        4 => (0u64..3 * DAY).prop_map(Move::Wait),
        3 => (1u128..400_000).prop_map(Move::Mint),
        6 => (any::<bool>(), 5u128..300_000).prop_map(|(who, amount)| Move::Redeem(who, amount)),
        3 => id().prop_map(Move::Mark),
        3 => id().prop_map(Move::Settle),
        2 => id().prop_map(Move::Reject),
        3 => id().prop_map(Move::GiveBack),
        2 => any::<bool>().prop_map(Move::Withdraw),
        2 => (0u128..500_000).prop_map(Move::Attest),
        1 => (1u128..300_000).prop_map(Move::Raise),
        1 => any::<bool>().prop_map(Move::Freeze),
        2 => any::<bool>().prop_map(Move::Token),
    ]
}

fn name(who: bool) -> &'static str {
    if who {
        "ana"
    } else {
        "ben"
    }
}

/// What is in the bank, as the outside world knows it.
struct Bank(u128);

fn attempt(suite: &mut Suite, bank: &mut Bank, step: &Move) {
    let paid = |suite: &Suite, id: u64| {
        suite.ask::<Option<Redemption>>(&QueryMsg::Redemption { id }).map(|open| open.amount.u128())
    };
    let _ = match *step {
        Move::Wait(seconds) => return suite.after(seconds),
        Move::Mint(amount) => suite.mint("minter", "else", amount),
        Move::Redeem(who, amount) => suite.try_redeem(name(who), amount),
        Move::Mark(id) => suite.mark(id),
        Move::Settle(id) => {
            let amount = paid(suite, id);
            let done = suite.settle(id);
            if done.is_ok() {
                bank.0 -= amount.unwrap();
            }
            done
        }
        Move::Reject(id) => suite.reject(id),
        Move::GiveBack(id) => suite.give_back(id),
        Move::Withdraw(who) => suite.withdraw(name(who)),
        Move::Attest(more) => {
            // Nobody attests while money of a marked redemption may be on its way either side: the report
            // counts it as gone.
            let on_its_way: u128 = suite
                .redemptions()
                .iter()
                .filter(|open| open.paying.is_some())
                .map(|open| open.amount.u128())
                .sum();
            bank.0 += more;
            suite.after(1);
            suite.attest(bank.0 - on_its_way)
        }
        Move::Raise(amount) => {
            let minter = actor("minter").into();
            let msg = ExecuteMsg::IncreaseMinterAllowance { minter, amount: amount.into() };
            suite.run("controller", &msg)
        }
        Move::Freeze(who) => return suite.freeze(name(who)),
        Move::Token(refuse) => {
            let reaction = if refuse { Reaction::refuse("no payments") } else { Reaction::pass() };
            return suite.script("transfer", reaction);
        }
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    /// I1, I2, I3 after every step; never more issued than is in the bank; and time alone gives all back.
    #[test]
    fn what_is_owed_is_there_what_is_issued_is_backed_and_time_gives_all_back(
        steps in prop::collection::vec(step(), 20..70),
    ) {
        let mut bank = Bank(2 * RICH + 500_000);
        let mut suite = Suite::backed(bank.0);
        for step in &steps {
            attempt(&mut suite, &mut bank, step);
            prop_assert!(suite.supply() <= bank.0, "{} issued, {} in the bank", suite.supply(), bank.0);
        }
        suite.script("transfer", Reaction::pass());
        suite.after_days(60);
        for open in suite.redemptions() {
            suite.give_back(open.id).unwrap();
        }
        for name in ["ana", "ben"] {
            let credit = suite.credit(name);
            prop_assert_eq!(suite.withdraw(name).is_ok(), credit > 0);
        }
        prop_assert_eq!(suite.balance(&suite.issuance), 0);
        let held: u128 = ["ana", "ben", "else"].iter().map(|name| suite.has(name)).sum();
        prop_assert_eq!(held, suite.supply());
    }
}
