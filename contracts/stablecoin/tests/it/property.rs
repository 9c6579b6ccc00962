//! Random interleavings of all that moves money, with the suite's invariants (I1, I10, I14) after
//! every step, and here:
//!
//! - I2: `total + abroad` is what was minted less what was burnt, and a mint never passes the cap, nor
//!   what a fresh attestation covers while a reserve policy is set.
//! - I3: a minter never mints more than it was granted, nor faster than its rate limit.
//! - I4: nothing leaves a frozen or held account; a fully frozen one receives only from escrow or
//!   refund.
//! - I5: of a locked amount nothing is paid.
//! - I12: a hold, and a freeze with an end, is over at its end, without a transaction. Both go along when
//!   an account is recovered.
//! - Compliance: in a payment that passed the mode admits payer, recipient and spender, unless it is one
//!   that must land.
//! - I7: a signer's nonce counts once.
//! - E6, E16: nobody who is frozen or held spends an allowance, gives one or gets one, whatever a grant
//!   remembers of the last look at its parties.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{Binary, HexBinary};
use isthmus_api::bucket::Limit;
use isthmus_api::stablecoin::{
    AccountResponse, AccountStatus, ComplianceMode, ComplianceResponse, ExecuteMsg, FreezeMode,
    MinterInfo, PauseScope, QueryMsg, Redemption, RedemptionPolicy, RedemptionsResponse,
    ReservePolicy, SignedAction,
};
use proptest::prelude::*;

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::Suite;

const PEOPLE: [&str; 6] = ["alice", "bob", "carol", "receiver", "escrow", "bridge"];

#[derive(Clone, Debug)]
enum Step {
    Transfer(usize, usize, u128),
    Send(usize, u128, bool),
    Batch(usize, [(usize, u128); 3]),
    Signed(usize, usize, u128, u64),
    Approve(usize, usize, u128),
    Set(usize, usize, u128),
    Revoke(usize, usize),
    Pull(usize, usize, usize, u128),
    Burn(usize, u128),
    BurnFrom(usize, usize, u128),
    Mint(usize, u128),
    Freeze(usize, bool, Option<u64>),
    Hold(usize, u64),
    Release(usize),
    Lock(usize, u128),
    Unlock(usize, u128),
    Seize(usize, usize, u128),
    Wipe(usize),
    Recover(usize, usize),
    Grant(u128, Option<u128>),
    Attest(u128),
    Policy(bool),
    Redeem(usize, u128),
    Settle(usize),
    Reject(usize),
    Return(usize),
    Unfreeze(usize),
    Status(usize, u8),
    Mode(u8),
    Pause(u8),
    Unpause,
    BridgeBurn(u128),
    BridgeMint(usize, u128),
    Refund(usize, u128, bool),
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..PEOPLE.len();
    let amount = || prop_oneof![8 => 0u128..200, 1 => 0u128..2000];
    prop_oneof![
        6 => (who(), who(), amount()).prop_map(|(a, b, n)| Step::Transfer(a, b, n)),
        3 => (who(), amount(), any::<bool>()).prop_map(|(a, n, b)| Step::Send(a, n, b)),
        3 => (who(), prop::array::uniform3((who(), amount()))).prop_map(|(a, p)| Step::Batch(a, p)),
        3 => (who(), who(), amount(), 0u64..12)
            .prop_map(|(a, b, n, nonce)| Step::Signed(a, b, n, nonce)),
        3 => (who(), who(), amount()).prop_map(|(a, b, n)| Step::Approve(a, b, n)),
        2 => (who(), who(), amount()).prop_map(|(a, b, n)| Step::Set(a, b, n)),
        1 => (who(), who()).prop_map(|(a, b)| Step::Revoke(a, b)),
        4 => (who(), who(), who(), amount()).prop_map(|(a, b, c, n)| Step::Pull(a, b, c, n)),
        2 => (who(), amount()).prop_map(|(a, n)| Step::Burn(a, n)),
        2 => (who(), who(), amount()).prop_map(|(a, b, n)| Step::BurnFrom(a, b, n)),
        3 => (who(), amount()).prop_map(|(a, n)| Step::Mint(a, n)),
        3 => (who(), any::<bool>(), prop::option::of(1u64..9000))
            .prop_map(|(a, full, ends)| Step::Freeze(a, full, ends)),
        3 => (who(), 1u64..9000).prop_map(|(a, seconds)| Step::Hold(a, seconds)),
        1 => who().prop_map(Step::Release),
        2 => (who(), amount()).prop_map(|(a, n)| Step::Lock(a, n)),
        2 => (who(), amount()).prop_map(|(a, n)| Step::Unlock(a, n)),
        2 => (who(), who(), amount()).prop_map(|(a, b, n)| Step::Seize(a, b, n)),
        1 => who().prop_map(Step::Wipe),
        1 => (who(), who()).prop_map(|(a, b)| Step::Recover(a, b)),
        1 => (amount(), prop::option::of(amount())).prop_map(|(n, rate)| Step::Grant(n, rate)),
        1 => (1000u128..3500).prop_map(Step::Attest),
        1 => any::<bool>().prop_map(Step::Policy),
        4 => (who(), amount()).prop_map(|(a, n)| Step::Redeem(a, n)),
        2 => (0usize..4).prop_map(Step::Settle),
        1 => (0usize..4).prop_map(Step::Reject),
        2 => (0usize..4).prop_map(Step::Return),
        3 => who().prop_map(Step::Unfreeze),
        4 => (who(), prop_oneof![3 => Just(1u8), 1 => Just(0), 1 => Just(2)])
            .prop_map(|(a, s)| Step::Status(a, s)),
        1 => (0u8..4).prop_map(Step::Mode),
        1 => (1u8..64).prop_map(Step::Pause),
        1 => Just(Step::Unpause),
        2 => amount().prop_map(Step::BridgeBurn),
        2 => (who(), amount()).prop_map(|(a, n)| Step::BridgeMint(a, n)),
        2 => (who(), amount(), any::<bool>()).prop_map(|(a, n, m)| Step::Refund(a, n, m)),
        2 => prop_oneof![4 => 0u64..5000, 1 => Just(259_200u64)].prop_map(Step::Wait),
    ]
}

/// What a rate limit frees each second.
const REFILL: u128 = 1;
/// Oldest attestation that counts, and the margin.
const MAX_AGE: u64 = 3000;
const MARGIN: u16 = 500;

const SCOPES: [PauseScope; 6] = [
    PauseScope::Transfer,
    PauseScope::Mint,
    PauseScope::Burn,
    PauseScope::Approve,
    PauseScope::Redeem,
    PauseScope::Signed,
];

/// One of the oldest open redemptions.
fn open(suite: &Suite, n: usize) -> Option<Redemption> {
    let query = QueryMsg::Redemptions { holder: None, start_after: None, limit: None };
    suite.query::<RedemptionsResponse>(query).redemptions.get(n).cloned()
}

/// The message and its sender; nothing for a step that only waits.
fn message(suite: &Suite, step: &Step) -> Option<(&'static str, ExecuteMsg)> {
    let addr = |n: usize| suite.addr(PEOPLE[n]);
    Some(match step.clone() {
        Step::Transfer(a, b, n) => {
            (PEOPLE[a], ExecuteMsg::Transfer { recipient: addr(b), amount: n.into() })
        }
        Step::Send(a, n, bounce) => {
            let msg = Binary::from(if bounce { b"bounce".as_slice() } else { b"refuse" });
            (
                PEOPLE[a],
                ExecuteMsg::Send { contract: suite.addr("receiver"), amount: n.into(), msg },
            )
        }
        Step::Approve(a, b, n) => {
            let (spender, expires) = (addr(b), None);
            (PEOPLE[a], ExecuteMsg::IncreaseAllowance { spender, amount: n.into(), expires })
        }
        Step::Batch(a, payments) => {
            (PEOPLE[a], suite.batch(&payments.map(|(to, amount)| (PEOPLE[to], amount))))
        }
        Step::Signed(a, b, n, nonce) => {
            let (from, to, amount, memo) = (addr(a), addr(b), n.into(), None);
            let action = SignedAction::Transfer { from, to, amount, memo };
            ("stranger", signed(suite, &signer(a), Kind::Ed25519, &action, terms(nonce)))
        }
        Step::Set(a, b, n) => {
            let (spender, expires) = (addr(b), None);
            let expected_current = suite.allowance(PEOPLE[a], PEOPLE[b]).allowance;
            let amount = n.into();
            (PEOPLE[a], ExecuteMsg::SetAllowance { spender, amount, expires, expected_current })
        }
        Step::Revoke(a, b) => {
            (PEOPLE[a], ExecuteMsg::RevokeAllowances { spenders: vec![addr(b), addr(a)] })
        }
        Step::Pull(a, b, c, n) => {
            let (owner, recipient) = (addr(b), addr(c));
            (PEOPLE[a], ExecuteMsg::TransferFrom { owner, recipient, amount: n.into() })
        }
        Step::Burn(a, n) => (PEOPLE[a], ExecuteMsg::Burn { amount: n.into() }),
        Step::BurnFrom(a, b, n) => {
            (PEOPLE[a], ExecuteMsg::BurnFrom { owner: addr(b), amount: n.into() })
        }
        Step::Mint(a, n) => ("minter", ExecuteMsg::Mint { recipient: addr(a), amount: n.into() }),
        Step::Grant(n, rate) => {
            let minter = suite.addr("minter");
            let refill_per_second = REFILL.into();
            let rate_limit = rate.map(|rate| Limit { capacity: rate.into(), refill_per_second });
            let allowance = n.into();
            ("master", ExecuteMsg::ConfigureMinter { minter, allowance, rate_limit })
        }
        Step::Attest(n) => {
            let as_of = suite.app.block_info().time.seconds();
            let (report_hash, uri) = (vec![7; 32].into(), "report".to_string());
            let amount = n.into();
            ("attestor", ExecuteMsg::SubmitAttestation { amount, as_of, report_hash, uri })
        }
        Step::Redeem(a, n) => {
            let reference = vec![7].into();
            (PEOPLE[a], ExecuteMsg::RequestRedemption { amount: n.into(), reference })
        }
        Step::Settle(n) => {
            let (id, payment_reference) = (open(suite, n)?.id, vec![7].into());
            ("operator", ExecuteMsg::SettleRedemption { id, payment_reference })
        }
        Step::Reject(n) => {
            let (id, reason) = (open(suite, n)?.id, "closed".to_string());
            ("operator", ExecuteMsg::RejectRedemption { id, reason })
        }
        Step::Return(n) => ("stranger", ExecuteMsg::CancelRedemption { id: open(suite, n)?.id }),
        Step::Policy(set) => {
            let policy = ReservePolicy { max_age_seconds: MAX_AGE, margin_bps: MARGIN };
            ("owner", ExecuteMsg::SetReservePolicy { policy: set.then_some(policy) })
        }
        Step::Freeze(a, full, ends) => {
            let mode = if full { FreezeMode::Full } else { FreezeMode::Outgoing };
            let (until, reason, case_hash) = (ends.map(|ends| suite.now() + ends), None, None);
            let account = addr(a);
            ("compliance", ExecuteMsg::Freeze { account, mode, reason, until, case_hash })
        }
        Step::Hold(a, seconds) => {
            let (accounts, reason, case_hash) = (vec![addr(a)], "alert".to_string(), None);
            ("guardian", ExecuteMsg::PlaceHold { accounts, seconds, reason, case_hash })
        }
        Step::Lock(a, n) => {
            let (locks, reason, case_hash) = (suite.amounts(&[(PEOPLE[a], n)]), None, None);
            ("compliance", ExecuteMsg::LockAmount { locks, reason, case_hash })
        }
        Step::Unlock(a, n) => {
            ("compliance", ExecuteMsg::UnlockAmount { locks: suite.amounts(&[(PEOPLE[a], n)]) })
        }
        Step::Seize(a, b, n) => {
            let (from, to, case_hash) = (addr(a), addr(b), HexBinary::from([7; 32]));
            ("seizer", ExecuteMsg::Seize { from, to, amount: n.into(), case_hash })
        }
        Step::Recover(a, b) => {
            let (old, new, case_hash) = (addr(a), addr(b), HexBinary::from([7; 32]));
            ("compliance", ExecuteMsg::RecoverAccount { old, new, case_hash })
        }
        Step::Wipe(a) => {
            let (account, case_hash) = (addr(a), HexBinary::from([7; 32]));
            ("seizer", ExecuteMsg::WipeFrozen { account, case_hash })
        }
        Step::Release(a) => ("guardian", ExecuteMsg::ReleaseHold { accounts: vec![addr(a)] }),
        Step::Unfreeze(a) => ("compliance", ExecuteMsg::Unfreeze { account: addr(a) }),
        Step::Status(a, status) => {
            let status = [AccountStatus::None, AccountStatus::Allowed, AccountStatus::Blocked]
                [usize::from(status)];
            ("compliance", ExecuteMsg::SetAccountStatus { accounts: vec![addr(a)], status })
        }
        Step::Mode(mode) => {
            use ComplianceMode as M;
            let mode = [M::Open, M::Blocklist, M::Allowlist, M::Open][usize::from(mode)];
            ("compliance", ExecuteMsg::SetComplianceMode { mode })
        }
        Step::Pause(bits) => {
            let scopes = SCOPES.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0);
            let scopes = scopes.map(|(_, scope)| *scope).collect();
            ("pauser", ExecuteMsg::Pause { scopes, duration_seconds: 3000 })
        }
        Step::Unpause => ("owner", ExecuteMsg::Unpause { scopes: SCOPES.to_vec() }),
        Step::BridgeBurn(n) => ("bridge", ExecuteMsg::BridgeBurn { amount: n.into() }),
        Step::BridgeMint(a, n) => {
            ("bridge", ExecuteMsg::BridgeMint { recipient: addr(a), amount: n.into() })
        }
        Step::Refund(a, n, hook) => {
            let msg = (hook && PEOPLE[a] == "receiver").then(|| Binary::from(b"deal"));
            ("bridge", ExecuteMsg::BridgeRefund { recipient: addr(a), amount: n.into(), msg })
        }
        Step::Wait(_) => return None,
    })
}

/// Each of the people has registered a key.
fn signer(who: usize) -> Signer {
    Signer::new(u8::try_from(who).unwrap() + 1)
}

fn left(suite: &Suite) -> u128 {
    let query = QueryMsg::MinterInfo { minter: suite.addr("minter") };
    let minter: Option<MinterInfo> = suite.query(query);
    minter.unwrap().allowance.unwrap().u128()
}

/// What the table of `model::compliance` says.
fn admitted(mode: ComplianceMode, account: &AccountResponse) -> bool {
    account.escrow
        || match mode {
            ComplianceMode::Open => true,
            ComplianceMode::Blocklist => account.status != AccountStatus::Blocked,
            ComplianceMode::Allowlist => account.status == AccountStatus::Allowed,
        }
}

/// Those whom the mode has to admit before the step may pass.
fn parties(step: &Step, accounts: &[AccountResponse]) -> Vec<usize> {
    let receiver = PEOPLE.iter().position(|who| *who == "receiver").unwrap_or_default();
    let unless_it_lands = |payer: usize, to: usize| (!accounts[payer].escrow).then_some(to);
    match step {
        Step::Batch(a, payments) => {
            let paid = payments.iter().filter_map(|(to, _)| unless_it_lands(*a, *to));
            [*a].into_iter().chain(paid).collect()
        }
        Step::Transfer(a, b, _) | Step::Signed(a, b, ..) => {
            [*a].into_iter().chain(unless_it_lands(*a, *b)).collect()
        }
        Step::Send(a, ..) => [*a].into_iter().chain(unless_it_lands(*a, receiver)).collect(),
        Step::Pull(a, b, c, _) => [*a, *b].into_iter().chain(unless_it_lands(*b, *c)).collect(),
        Step::Approve(a, b, _) | Step::Set(a, b, _) | Step::BurnFrom(a, b, _) => vec![*a, *b],
        Step::Burn(a, _) | Step::Mint(a, _) | Step::BridgeMint(a, _) => vec![*a],
        _ => vec![],
    }
}

proptest! {
    #![proptest_config(crate::suite::runs(20))]
    #[test]
    fn i1_to_i4_hold_after_every_step(steps in prop::collection::vec(step(), 100)) {
        let mut suite = Suite::with_identity();
        // The first three and an escrow are one person's.
        for who in ["alice", "bob", "carol", "escrow"] {
            suite.link(who, [1; 20]);
        }
        suite.ok("owner", ExecuteMsg::SetCap { cap: Some(2500u128.into()) });
        for (n, who) in PEOPLE.iter().enumerate() {
            let [_, key] = signer(n).keys();
            suite.ok(who, ExecuteMsg::RegisterKey { key });
        }
        let mut nonces = BTreeSet::new();
        let policy = RedemptionPolicy { deadline_seconds: 2000, min_amount: 1u128.into() };
        suite.ok("owner", ExecuteMsg::SetRedemptionPolicy { policy: Some(policy) });
        let mut issued = 1500u128;
        // When the freeze and the hold of each ends.
        let mut ends: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        // Whose freeze is that of a lost key.
        let mut lost = BTreeSet::new();
        // Since the limit was last changed: its capacity, and every mint with its second.
        let mut limit: (Option<u128>, Vec<(u64, u128)>) = (None, vec![]);
        let (mut attested, mut policy) = (None, false);
        for step in &steps {
            if let Step::Wait(seconds) = step {
                suite.after_seconds(*seconds);
            }
            let Some((sender, msg)) = message(&suite, step) else { continue };
            let before: Vec<_> = PEOPLE.iter().map(|who| suite.account(who)).collect();
            let time = suite.now();
            let may_mint = left(&suite);
            let picked = match step {
                Step::Settle(n) | Step::Reject(n) | Step::Return(n) => open(&suite, *n),
                _ => None,
            };
            let mode = suite.query::<ComplianceResponse>(QueryMsg::Compliance {}).mode;
            let passed = suite.send(sender, msg).is_ok();
            let supply = suite.supply();
            let now = supply.total.u128() + supply.abroad.u128();
            let seconds = suite.app.block_info().time.seconds();
            match step {
                Step::Mint(_, n) if passed => {
                    issued += n;
                    prop_assert!(issued <= 2500, "I2: above the cap");
                    prop_assert_eq!(left(&suite), may_mint - n, "I3");
                    limit.1.push((seconds, *n));
                    if let Some(capacity) = limit.0 {
                        let mut sum = 0;
                        for (at, amount) in limit.1.iter().rev() {
                            sum += amount;
                            let bound = capacity + REFILL * u128::from(seconds - at);
                            prop_assert!(sum <= bound, "I3: faster than the limit");
                        }
                    }
                    if policy {
                        let (at, amount) = attested.unwrap();
                        prop_assert!(seconds - at <= MAX_AGE, "I2: a stale attestation");
                        let needed = issued * (10_000 + u128::from(MARGIN));
                        prop_assert!(*n == 0 || needed <= amount * 10_000, "I2: above the reserves");
                    }
                }
                Step::Grant(_, capacity) if passed => limit = (*capacity, vec![]),
                Step::Settle(_) if passed => issued -= picked.as_ref().unwrap().amount.u128(),
                Step::Return(_) if passed => {
                    prop_assert!(picked.as_ref().unwrap().due_at <= seconds, "returned too early");
                }
                Step::Attest(n) if passed => attested = Some((seconds, *n)),
                Step::Policy(set) if passed => policy = *set,
                Step::Burn(_, n) | Step::BurnFrom(_, _, n) if passed => issued -= n,
                Step::Wipe(a) if passed => issued -= before[*a].balance.u128(),
                Step::Signed(a, _, _, nonce) if passed => {
                    prop_assert!(nonces.insert((*a, *nonce)), "I7: {step:?}");
                }
                _ => {}
            }
            prop_assert_eq!(now, issued, "I2: {:?}", step);
            for party in parties(step, &before) {
                let fits = !passed || admitted(mode, &before[party]);
                prop_assert!(fits, "{} is not admitted in {step:?}", PEOPLE[party]);
            }
            let parties: &[usize] = match step {
                Step::Approve(owner, spender, _) | Step::Set(owner, spender, _) => {
                    &[*owner, *spender]
                }
                Step::Pull(spender, ..) | Step::BurnFrom(spender, ..) => &[*spender],
                _ => &[],
            };
            for party in parties {
                let restricted = before[*party].freeze.is_some() || before[*party].hold.is_some();
                prop_assert!(!(restricted && passed), "E6, E16: {} in {step:?}", PEOPLE[*party]);
            }
            match step {
                Step::Recover(a, b) if passed => {
                    let (old, new) = (PEOPLE[*a], PEOPLE[*b]);
                    let (freeze, hold) = ends.insert(old, (u64::MAX, 0)).unwrap_or_default();
                    let freeze = if lost.insert(*a) { freeze } else { 0 };
                    ends.insert(new, (freeze, hold));
                }
                Step::Freeze(a, ..) | Step::Unfreeze(a) if passed => {
                    lost.remove(a);
                }
                _ => {}
            }
            for (n, (who, was)) in PEOPLE.iter().zip(&before).enumerate() {
                let is = suite.account(who);
                let until = ends.entry(who).or_default();
                match step {
                    Step::Freeze(a, _, end) if passed && PEOPLE[*a] == *who => {
                        until.0 = end.map_or(u64::MAX, |end| time + end);
                    }
                    Step::Unfreeze(a) if passed && PEOPLE[*a] == *who => until.0 = 0,
                    Step::Hold(a, seconds) if passed && PEOPLE[*a] == *who => {
                        until.1 = time + seconds;
                    }
                    Step::Release(a) if passed && PEOPLE[*a] == *who => until.1 = 0,
                    _ => {}
                }
                let on = (is.freeze.is_some(), is.hold.is_some());
                prop_assert_eq!(on, (time < until.0, time < until.1), "I12: {} in {:?}", who, step);
                prop_assert!(!(on.0 || on.1) || is.spendable.is_zero(), "I4: {who} in {step:?}");
                if !(on.0 || on.1) {
                    let free = is.balance.saturating_sub(is.locked);
                    prop_assert_eq!(is.spendable, free, "I5: {} in {:?}", who, step);
                }
                let by_order = match step {
                    Step::Seize(a, ..) | Step::Wipe(a) => passed && PEOPLE[*a] == *who,
                    _ => false,
                };
                match step {
                    Step::Recover(a, _) if passed && *a == n => {
                        let empty = is.balance.is_zero() && is.locked.is_zero();
                        prop_assert!(!was.escrow && empty, "E9: {who} in {step:?}");
                        continue;
                    }
                    Step::Recover(a, b) if passed && *b == n => {
                        let old = &before[*a];
                        prop_assert!(was.freeze.is_none() && was.hold.is_none());
                        prop_assert_eq!(is.balance, was.balance + old.balance);
                        prop_assert_eq!((is.locked, &is.hold), (old.locked, &old.hold));
                        continue;
                    }
                    _ => {}
                }
                let unlocking = matches!(step, Step::Unlock(..));
                if by_order {
                    prop_assert!(!was.escrow, "E9: {who} in {step:?}");
                    // The lock falls by what was taken of it, and the restrictions stay (E7).
                    let taken = was.balance - is.balance;
                    let unlocked = was.balance.saturating_sub(was.locked);
                    let fell = taken.saturating_sub(unlocked);
                    prop_assert_eq!(is.locked, was.locked - fell, "E7: {} in {:?}", who, step);
                    prop_assert_eq!((&is.freeze, &is.hold), (&was.freeze, &was.hold));
                    continue;
                }
                let kept = was.locked.min(was.balance);
                prop_assert!(is.balance >= kept, "I5: {who} in {step:?}");
                prop_assert!(is.locked >= was.locked || unlocking, "E7: {who} in {step:?}");
                if was.freeze.is_some() || was.hold.is_some() {
                    if let (Step::Settle(_), Some(paid)) = (step, &picked) {
                        let its = passed && paid.holder.as_str() == suite.addr(who);
                        prop_assert!(!its, "a redemption of {who} was paid");
                    }
                    prop_assert!(is.balance >= was.balance, "I4: {who} paid in {step:?}");
                }
                let Some(freeze) = &was.freeze else { continue };
                let must_land = matches!(step, Step::Refund(..) | Step::Reject(_) | Step::Return(_))
                    || matches!(step, Step::Transfer(payer, ..) if before[*payer].escrow)
                    || matches!(step, Step::Pull(_, payer, ..) if before[*payer].escrow)
                    || matches!(step, Step::Signed(payer, ..) if before[*payer].escrow)
                    || matches!(step, Step::Batch(payer, ..) if before[*payer].escrow)
                    || matches!(step, Step::Send(payer, ..) if before[*payer].escrow);
                if freeze.mode == FreezeMode::Full && !must_land {
                    prop_assert_eq!(is.balance, was.balance, "I4: {} received in {:?}", who, step);
                }
            }
        }
    }
}
