//! One key at a time: somebody has the key of one office and accounts without any, and sends whatever
//! comes to mind.
//!
//! - Until the delay is over no holder loses anything, though nobody answers.
//! - With the defenders' instant messages, from the moment at which a change is announced, none ever does.
//!
//! What each key can do is [`table`]'s page, `docs/stablecoin/keys.md`. 100,000 steps by default.

mod draw;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use isthmus_api::access::{PendingChangesResponse, RolesOfResponse};
use isthmus_api::permission::Guarded;
use isthmus_api::stablecoin::{Change, ExecuteMsg, FreezeMode, QueryMsg, Role, SudoMsg};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use strum::IntoEnumIterator;

use crate::suite::Suite;
use draw::{Draw, Templates};

/// The default of both delays.
const DELAY: u64 = 48 * 60 * 60;

/// Worlds for each key, and the messages sent in each: 100,000 together.
const WORLDS: u32 = 18;
const STEPS: usize = 200;

/// Who has something to lose.
const HOLDERS: [&str; 3] = ["alice", "bob", "escrow"];

/// An account of the thief's that has no office.
const THIEF: &str = "carol";

/// The keys: an account for each role, and the others that the token's records name. The bridge, the
/// identity registry and an escrow are contracts: they have no key that could be stolen.
const KEYS: [&str; 13] = [
    "owner",
    "master",
    "pauser",
    "compliance",
    "guardian",
    "seizer",
    "attestor",
    "rescuer",
    "operator",
    "feemanager",
    "minter",
    "controller",
    "marketer",
];

/// A token under the default delays.
fn guarded() -> Suite {
    let mut suite = Suite::with(|msg, addr| {
        // What somebody has in a deal.
        let (address, amount) = (addr("escrow"), 300u128.into());
        msg.initial_balances.push(cw20::Cw20Coin { address, amount });
        msg.change_delay_seconds = Some(DELAY);
        msg.owner_delay_seconds = Some(DELAY);
    })
    .unwrap();
    let (controller, minter) = (suite.addr("controller"), suite.addr("minter"));
    let (allowance, rate_limit) = (1000u128.into(), None);
    let minter_of = |minter| ExecuteMsg::ConfigureMinter { minter, allowance, rate_limit };
    suite.ok("master", minter_of(minter.clone()));
    suite.ok("master", ExecuteMsg::ConfigureController { controller, minter });
    suite.approve("alice", "bob", 100);
    suite
}

fn balances(suite: &Suite) -> BTreeMap<&'static str, u128> {
    HOLDERS.into_iter().map(|who| (who, suite.balance(who))).collect()
}

/// A world with one key stolen.
struct World {
    suite: Suite,
    templates: Templates,
    key: &'static str,
    /// What each holder had.
    had: BTreeMap<&'static str, u128>,
    began: u64,
    defended: bool,
}

impl World {
    fn new(key: &'static str, defended: bool) -> Self {
        let suite = guarded();
        let templates = Templates::of(&suite, key);
        let (had, began) = (balances(&suite), suite.now());
        Self { suite, templates, key, had, began, defended }
    }

    /// The thief's next message, or a wait; then the defenders' answer.
    fn step(&mut self, seed: u64, seen: &mut BTreeSet<String>) {
        let mut draw = Draw(seed);
        if draw.below(12) == 0 {
            self.wait(&mut draw);
        } else if let Some(msg) = self.templates.message(&mut draw) {
            let by = if draw.below(5) == 0 { THIEF } else { self.key };
            let kind: &str = msg.kind().into();
            if self.suite.send(by, msg).is_ok() {
                seen.insert(kind.to_string());
            }
        }
        if self.defended {
            self.defend();
        }
        let has = balances(&self.suite);
        let lost = HOLDERS.iter().find(|who| has[*who] < self.had[*who]);
        assert_eq!(lost, None, "{} with the key of {}: {has:?}", self.suite.now(), self.key);
    }

    /// Undefended, nothing that was announced gets ready.
    fn wait(&mut self, draw: &mut Draw) {
        let over = self.began + DELAY - 1;
        let most = if self.defended { 10 * 24 * 3600 } else { over - self.suite.now() };
        let seconds = draw.below(most.min(5 * 3600) + 1) * draw.below(3);
        self.suite.after_seconds(seconds.min(most));
    }

    /// Whoever may cancels what was announced; if the thief took the guardian's role away, the chain names
    /// another owner.
    fn defend(&mut self) {
        let pending: PendingChangesResponse<Change> = self.suite.query(QueryMsg::PendingChanges {});
        for change in pending.changes {
            let cancel = ExecuteMsg::CancelChange { id: change.id };
            let by = ["guardian", "pauser", "owner"].into_iter().find(|by| {
                let account = self.suite.addr(by);
                let of: RolesOfResponse = self.suite.query(QueryMsg::RolesOf { account });
                *by != self.key && (of.owner || of.roles.iter().any(|role| role == by))
            });
            match by {
                Some(by) => {
                    self.suite.ok(by, cancel);
                }
                None => {
                    let owner = self.suite.addr("stranger");
                    self.suite.sudo(&SudoMsg::SetOwner { owner }).unwrap();
                    return;
                }
            }
        }
    }
}

fn attack(defended: bool) {
    for key in KEYS {
        let seen = std::cell::RefCell::new(BTreeSet::new());
        let steps = proptest::collection::vec(any::<u64>(), STEPS);
        let outcome = TestRunner::new(crate::suite::runs(WORLDS)).run(&steps, |steps| {
            let mut world = World::new(key, defended);
            steps.iter().for_each(|step| world.step(*step, &mut seen.borrow_mut()));
            Ok(())
        });
        if let Err(failed) = outcome {
            panic!("{key}: {failed}");
        }
        let seen = seen.into_inner();
        assert!(seen.iter().any(|kind| table::is_of(key, kind)), "{key} did nothing: {seen:?}");
    }
}

#[test]
fn one_stolen_key_takes_nothing_before_the_delay_is_over() {
    attack(false);
}

#[test]
fn one_stolen_key_takes_nothing_once_the_defenders_answer() {
    attack(true);
}

/// So the two above do not pass because the thief is clumsy.
#[test]
fn a_stolen_owner_key_that_nobody_answers_takes_money_after_the_delay() {
    let mut suite = guarded();
    let thief = [(Role::Compliance, "stranger"), (Role::Seizer, THIEF)];
    for (role, account) in thief {
        let change = Change::GrantRole { role, account: suite.addr(account) };
        suite.ok("owner", ExecuteMsg::ScheduleChange { change });
    }
    for id in [1, 2] {
        suite.refuses("owner", ExecuteMsg::ApplyChange { id }, "AC-014");
    }
    suite.after_seconds(DELAY);
    for id in [1, 2] {
        suite.ok(THIEF, ExecuteMsg::ApplyChange { id });
    }
    let had = suite.balance("alice");
    let (accounts, mode) = (vec![suite.addr("alice")], FreezeMode::Full);
    let (reason, until, case_hash) = (None, None, None);
    suite.ok("stranger", ExecuteMsg::FreezeAccounts { accounts, mode, reason, until, case_hash });
    let (from, to, case_hash) = (suite.addr("alice"), suite.addr(THIEF), vec![7; 32].into());
    suite.ok(THIEF, ExecuteMsg::Seize { from, to, amount: had.into(), case_hash });
    assert_eq!(suite.balance("alice"), 0);
}

/// Every role has its key here.
#[test]
fn no_role_is_left_out() {
    let suite = guarded();
    for role in Role::iter() {
        let query = QueryMsg::RoleMembers { role, start_after: None, limit: None };
        let members: isthmus_api::access::RoleMembersResponse = suite.query(query);
        let known =
            |member: &&&str| members.members.iter().any(|it| it.as_str() == suite.addr(member));
        assert_eq!(KEYS.iter().filter(known).count(), members.members.len(), "{role:?}");
    }
}
