//! Random interleavings of all messages that move money or rule over it (`steps`), with hostile
//! receivers. After every step the suite's invariants (I1, I10, I14), and here:
//!
//! - I2: `total + abroad` is what was minted less what was burnt, and a mint never passes the cap.
//! - I3: the minter never mints more than it was granted, nor faster than its rate limit, which nobody
//!   sheds by taking its place away and giving it back.
//! - I4: nothing leaves a frozen or held account; a fully frozen one receives only from escrow or
//!   refund.
//! - I5: of a locked amount nothing is paid.
//! - I6: every allowance is what its owner's messages and signatures made it, less what was spent, and
//!   nothing once it has expired.
//! - I7: a signer's nonce counts once, and not after it was cancelled or passed over.
//! - I8, E14: the recipient gets the amount, whatever the fee, and a hook is told of what has arrived.
//! - I9: a balance falls by the message, signature or grant of its owner, and else by order; that of an
//!   escrow by order no further than it is its own (A1).
//! - A12: what an escrow gets comes with a call, or back.
//! - I11: what is paused does not happen, unless an escrow pays.
//! - I12: a hold, and a freeze with an end, is over at its end, without a transaction. Both go along when
//!   an account is recovered.
//! - I13: nobody has two of the duties that exclude each other.
//! - Compliance: in a payment that passed the mode admits payer, recipient and spender, unless it is one
//!   that must land.
//! - `can_transfer` says beforehand whether a plain payment passes, and else its very code.
//! - E6, E16: nobody who is frozen or held spends an allowance, gives one or gets one, whatever a grant
//!   remembers of the last look at its parties.
//!
//! 100,000 steps by default. A million: `PROPTEST_CASES=4000 cargo test -p isthmus-stablecoin i1_to_i14`.

mod balances;
mod grants;
mod issue;
mod restrictions;
pub mod steps;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use cw20::Expiration;
use isthmus_api::access::RolesOfResponse;
use isthmus_api::event::TypedEvent;
use isthmus_api::permission::Guarded;
use isthmus_api::stablecoin::{
    events, AccountResponse, AccountStatus, CanTransferResponse, Change, ComplianceMode,
    ComplianceResponse, ExecuteKind, ExecuteMsg, FeeConfig, FreezeMode, MinterInfo, PauseScope,
    QueryMsg, Role,
};
use proptest::test_runner::TestRunner;
use strum::IntoEnumIterator;

use crate::suite::Suite;
use issue::minted;
use restrictions::payers;
use steps::{
    expires, hook, message, most, paused_by, rule_message, signer, step, waiting, Lasts, Step,
    BRIDGE, NOT_SENT, PAUSE, PEOPLE, RECEIVER, REFILL,
};

/// Worlds, and the steps of each: 100,000 together.
const WORLDS: u32 = 400;
const STEPS: usize = 250;

/// Of these duties nobody has two.
const APART: [Role; 2] = [Role::Compliance, Role::Seizer];

/// Why a plain payment is refused here: pause, balance, freezes of payer, recipient and spender, no
/// grant, one that is over or too small, an escrow, hold, lock, not on the allow-list, blocked.
const FORETOLD: [&str; 13] = [
    "AC-006", "ST-010", "ST-012", "ST-013", "ST-014", "ST-016", "ST-017", "ST-018", "ST-043",
    "ST-050", "ST-055", "ST-093", "ST-094",
];

type Accounts = [AccountResponse; PEOPLE.len()];

/// What a spender may use, and until when. A grant that is used up keeps its end.
#[derive(Clone, Copy, Debug, Default)]
struct Grant {
    left: u128,
    expires: Expiration,
}

/// A token, and what the steps so far must have made of it.
struct World {
    suite: Suite,
    accounts: Accounts,
    /// What was minted less what was burnt, here and abroad.
    issued: u128,
    /// When the freeze and the hold of each ends.
    ends: [(u64, u64); PEOPLE.len()],
    /// Whose freeze is that of a lost key.
    lost: BTreeSet<usize>,
    /// What the minter may still mint; nothing if it is none.
    granted: Option<u128>,
    /// Since there has been a limit: the largest capacity, and every mint with its second.
    limit: (Option<u128>, Vec<(u64, u128)>),
    /// Owner and spender.
    allowances: BTreeMap<(usize, usize), Grant>,
    /// Used or cancelled, and below which all are passed over.
    nonces: BTreeSet<(usize, u64)>,
    /// When the pause of each scope is over.
    paused: Vec<(PauseScope, u64)>,
}

/// The last fee that each paid: of two in one message the second is that of the spender.
type Fees = BTreeMap<&'static str, u128>;

/// What has been seen to happen.
type Seen = BTreeSet<String>;

impl World {
    fn new() -> Self {
        let mut suite = Suite::with_identity();
        // The first three and an escrow are one person's.
        for who in ["alice", "bob", "carol", "escrow"] {
            suite.link(who, [1; 20]);
        }
        suite.ok("owner", ExecuteMsg::SetCap { cap: Some(2500u128.into()) });
        for (n, who) in PEOPLE.iter().enumerate() {
            let key = signer(n).edwards();
            suite.ok(who, ExecuteMsg::RegisterKey { key });
        }
        let fee = FeeConfig { bps: 20, max_fee: 3u128.into(), collector: suite.addr("carol") };
        suite.ok("feemanager", ExecuteMsg::SetFee { fee: Some(fee) });
        // A spender that is a contract is granted something by chance too rarely to be seen in each run.
        let (spender, amount) = (suite.addr(PEOPLE[RECEIVER]), 200u128);
        let grant = |spender| ExecuteMsg::IncreaseAllowance {
            spender,
            amount: amount.into(),
            expires: None,
        };
        suite.ok(PEOPLE[0], grant(spender));
        let granted = Grant { left: amount, expires: Expiration::default() };
        Self {
            accounts: accounts(&suite),
            suite,
            issued: 1500,
            ends: Default::default(),
            lost: BTreeSet::new(),
            granted: Some(1000),
            limit: (None, vec![]),
            allowances: BTreeMap::from([((0, RECEIVER), granted)]),
            nonces: BTreeSet::new(),
            paused: vec![],
        }
    }

    fn step(&mut self, step: &Step, seen: &mut Seen) {
        if let Step::Wait(seconds) = step {
            self.suite.after_seconds(*seconds);
            self.accounts = accounts(&self.suite);
            self.check_restrictions(step);
            return self.check_grants(step, seen);
        }
        let Some((sender, msg)) = message(&self.suite, step) else { return };
        let kind: &str = msg.kind().into();
        let before = self.accounts.clone();
        let at = self.suite.now();
        let change = match step {
            Step::Apply(n) => waiting(&self.suite, *n).map(|waiting| waiting.change),
            Step::Rule(rule, false) => Some(rule_message(&self.suite, rule).2),
            _ => None,
        };
        let mode = self.suite.query::<ComplianceResponse>(QueryMsg::Compliance {}).mode;
        let foretold = self.foretell(step);
        let burns = match step {
            Step::Burn(who, _) => !before[*who].escrow,
            step => matches!(step, Step::BurnFrom(..)),
        };
        let may_burn = !burns || self.suite.supply().holder_burn;
        let outcome = self.suite.send(sender, msg);
        if let Some(foretold) = foretold {
            let refused = outcome.as_ref().err().map(|cause| cause.code());
            assert_eq!(foretold.code, refused, "can_transfer before {step:?}");
            assert_eq!(foretold.ok, outcome.is_ok(), "can_transfer before {step:?}");
            seen.extend(refused);
        }
        if outcome.is_err() {
            // The state is as it was: the suite has compared it.
            return;
        }
        seen.insert(kind.to_string());
        self.accounts = accounts(&self.suite);
        assert!(may_burn, "burnt while holders may not");
        self.check_pauses(step, &before, at);
        self.check_issue(step, &before);
        self.check_minter(step, change.as_ref());
        let fees = outcome.map(|done| self.fees(&done.events)).unwrap_or_default();
        self.follow_allowances(step, &fees);
        self.check_grants(step, seen);
        self.check_nonces(step);
        self.check_parties(step, &before, mode);
        self.follow_restrictions(step, at);
        self.check_restrictions(step);
        self.check_balances(step, &before);
        self.check_credit(step, &before, seen);
        self.check_duties(step);
    }

    fn fees(&self, events: &[cosmwasm_std::Event]) -> Fees {
        let paid = events.iter().filter_map(|event| events::Fee::from_event(event).ok());
        let payer =
            |fee: &events::Fee| PEOPLE.into_iter().find(|who| self.suite.addr(who) == fee.from);
        paid.filter_map(|fee| Some((payer(&fee)?, fee.amount.u128()))).collect()
    }

    /// What `can_transfer` says of a plain payment beforehand.
    fn foretell(&self, step: &Step) -> Option<CanTransferResponse> {
        let addr = |n: usize| self.suite.addr(PEOPLE[n]);
        let (from, to, amount, spender) = match *step {
            Step::Transfer(a, b, n) => (addr(a), addr(b), n, None),
            Step::Stray(a, n) => (addr(a), self.suite.addr("token"), n, None),
            Step::Pull(a, b, c, n) => (addr(b), addr(c), n, Some(addr(a))),
            _ => return None,
        };
        let amount = amount.into();
        Some(self.suite.query(QueryMsg::CanTransfer { from, to, amount, spender }))
    }

    /// I13: a duty changes hands only in these steps.
    fn check_duties(&self, step: &Step) {
        let (Step::Role(_, a, _) | Step::RenounceRole(_, a)) = step else { return };
        let query = QueryMsg::RolesOf { account: self.suite.addr(PEOPLE[*a]) };
        let duties: RolesOfResponse = self.suite.query(query);
        let held = |role: &&Role| duties.roles.iter().any(|held| held == <&str>::from(**role));
        let apart = APART.iter().filter(held).count();
        assert!(apart + usize::from(duties.owner) <= 1, "I13: {step:?}: {duties:?}");
    }
}

fn accounts(suite: &Suite) -> Accounts {
    PEOPLE.map(|who| suite.account(who))
}

#[test]
fn i1_to_i14_hold_after_every_step() {
    let seen = RefCell::new(Seen::new());
    let config = crate::suite::runs(WORLDS);
    let all = config.cases >= WORLDS;
    let steps = proptest::collection::vec(step(), STEPS);
    let outcome = TestRunner::new(config).run(&steps, |steps| {
        let mut world = World::new();
        steps.iter().for_each(|step| world.step(step, &mut seen.borrow_mut()));
        Ok(())
    });
    if let Err(failed) = outcome {
        panic!("{failed}");
    }
    let mut seen = seen.into_inner();
    // World::new sends these.
    seen.insert("register_key".to_string());
    if all {
        let missing: Vec<&str> = ExecuteKind::iter()
            .map(<&str>::from)
            .chain(["bounce", "pull", "again", "a fee", "an end of a grant"])
            .chain(FORETOLD)
            .filter(|kind| !seen.contains(*kind) && NOT_SENT.iter().all(|(not, _)| not != kind))
            .collect();
        assert!(missing.is_empty(), "neither seen here nor in NOT_SENT: {missing:?}");
    }
    let sent: Vec<_> = NOT_SENT.iter().filter(|(kind, _)| seen.contains(*kind)).collect();
    assert!(sent.is_empty(), "in NOT_SENT, but sent: {sent:?}");
}
