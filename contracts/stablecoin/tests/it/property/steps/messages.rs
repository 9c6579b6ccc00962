//! The message of each step.

use super::*;

/// Each of the people has registered a key.
pub fn signer(who: usize) -> &'static Signer {
    static SIGNERS: LazyLock<Vec<Signer>> =
        LazyLock::new(|| (1..=PEOPLE.len()).map(|n| Signer::new(n as u8)).collect());
    &SIGNERS[who]
}

/// One of the changes that wait.
pub fn waiting(suite: &Suite, n: usize) -> Option<PendingChange> {
    let pending: PendingChangesResponse = suite.query(QueryMsg::PendingChanges {});
    pending.changes.get(n).cloned()
}

/// The rule as a message that acts at once and as one to be scheduled, and who sends them.
pub fn rule_message(suite: &Suite, rule: &Rule) -> (&'static str, ExecuteMsg, Change) {
    let addr = |n: usize| suite.addr(PEOPLE[n]);
    match rule.clone() {
        Rule::Cap(cap) => {
            let cap = Some(cap.into());
            ("owner", ExecuteMsg::SetCap { cap }, Change::SetCap { cap })
        }
        Rule::HolderBurn(enabled) => {
            ("owner", ExecuteMsg::SetHolderBurn { enabled }, Change::SetHolderBurn { enabled })
        }
        Rule::Minter(terms) => {
            let refill_per_second = REFILL.into();
            let limit = |rate: u128| Limit { capacity: rate.into(), refill_per_second };
            let minter = terms.map(|(n, rate)| suite.terms("minter", Some(n), rate.map(limit)));
            let msg = ExecuteMsg::SetMinter { minter: minter.clone() };
            ("owner", msg, Change::SetMinter { minter })
        }
        Rule::Mode(mode) => {
            use ComplianceMode as M;
            let mode = [M::Open, M::Blocklist, M::Allowlist, M::Open][usize::from(mode)];
            let msg = ExecuteMsg::SetComplianceMode { mode };
            ("compliance", msg, Change::SetComplianceMode { mode })
        }
        Rule::Fee(bps, collector) => {
            let config = |bps| FeeConfig { bps, max_fee: 3u128.into(), collector: addr(collector) };
            let fee = bps.map(config);
            ("feemanager", ExecuteMsg::SetFee { fee: fee.clone() }, Change::SetFee { fee })
        }
        Rule::NoEscrow(a) => {
            let msg = ExecuteMsg::UnregisterEscrow { account: addr(a) };
            ("owner", msg, Change::UnregisterEscrow { account: addr(a) })
        }
        Rule::Delay(seconds) => {
            ("owner", ExecuteMsg::SetChangeDelay { seconds }, Change::SetChangeDelay { seconds })
        }
    }
}

/// The message and its sender; nothing for a step that only waits.
pub fn message(suite: &Suite, step: &Step) -> Option<(&'static str, ExecuteMsg)> {
    let addr = |n: usize| suite.addr(PEOPLE[n]);
    let case_hash = || HexBinary::from([7; 32]);
    Some(match step.clone() {
        Step::Transfer(a, b, n) => {
            (PEOPLE[a], ExecuteMsg::Transfer { recipient: addr(b), amount: n.into() })
        }
        Step::Memo(a, b, n) => {
            let (recipient, memo) = (addr(b), "rent".to_string());
            (PEOPLE[a], ExecuteMsg::TransferWithMemo { recipient, amount: n.into(), memo })
        }
        Step::Deposit(a, b, n) => {
            let (contract, amount, msg) = (addr(b), n.into(), Binary::default());
            (PEOPLE[a], ExecuteMsg::Send { contract, amount, msg })
        }
        Step::Send(a, n, kind, memo) => {
            let (contract, msg, amount) = (addr(RECEIVER), Binary::from(hook(kind)), n.into());
            let msg = match memo {
                true => ExecuteMsg::SendWithMemo { contract, amount, msg, memo: "rent".into() },
                false => ExecuteMsg::Send { contract, amount, msg },
            };
            (PEOPLE[a], msg)
        }
        Step::SendFrom(a, b, n, kind) => {
            let (owner, contract, msg) = (addr(b), addr(RECEIVER), Binary::from(hook(kind)));
            (PEOPLE[a], ExecuteMsg::SendFrom { owner, contract, amount: n.into(), msg })
        }
        Step::Approve(a, b, n, lasts) => {
            let (spender, expires) = (addr(b), expires(suite, lasts));
            (PEOPLE[a], ExecuteMsg::IncreaseAllowance { spender, amount: n.into(), expires })
        }
        Step::Lower(a, b, n, lasts) => {
            let (spender, expires) = (addr(b), expires(suite, lasts));
            (PEOPLE[a], ExecuteMsg::DecreaseAllowance { spender, amount: n.into(), expires })
        }
        Step::Batch(a, payments) => {
            (PEOPLE[a], suite.batch(&payments.map(|(to, amount)| (PEOPLE[to], amount))))
        }
        Step::Signed(a, b, n, nonce, pull) => {
            let (from, to, amount, memo) = (addr(a), addr(b), n.into(), None);
            let most = most(n, nonce).into();
            let (by, action) = match pull {
                true => (PEOPLE[b], SignedAction::Receive { from, to, amount, most, memo }),
                false => ("stranger", SignedAction::Transfer { from, to, amount, most, memo }),
            };
            (by, signed(suite, signer(a), Kind::Ed25519, &action, terms(nonce)))
        }
        Step::Permit(a, b, n, nonce, lasts) => {
            let (owner, spender, amount) = (addr(a), addr(b), n.into());
            let expires = expires(suite, lasts);
            let action = SignedAction::Permit { owner, spender, amount, expires };
            ("stranger", signed(suite, signer(a), Kind::Ed25519, &action, terms(nonce)))
        }
        Step::CancelNonce(a, nonce) => (PEOPLE[a], ExecuteMsg::CancelAuthorization { nonce }),
        Step::Advance(a, by) => (PEOPLE[a], ExecuteMsg::AdvanceNonce { by }),
        Step::Set(a, b, n, lasts) => {
            let (spender, expires) = (addr(b), expires(suite, lasts));
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
        Step::Freeze(a, full, ends) => {
            let (until, reason, case_hash) = (ends.map(|ends| suite.now() + ends), None, None);
            let (accounts, mode) = (vec![addr(a)], mode(full));
            ("compliance", ExecuteMsg::Freeze { accounts, mode, reason, until, case_hash })
        }
        Step::FreezeTwo(a, b, full) => {
            let (accounts, mode) = (vec![addr(a), addr(b)], mode(full));
            let (reason, until, case_hash) = (None, None, None);
            ("compliance", ExecuteMsg::Freeze { accounts, mode, reason, until, case_hash })
        }
        Step::Unfreeze(a) => ("compliance", ExecuteMsg::Unfreeze { accounts: vec![addr(a)] }),
        Step::UnfreezeTwo(a, b) => {
            ("compliance", ExecuteMsg::Unfreeze { accounts: vec![addr(a), addr(b)] })
        }
        Step::Hold(a, seconds) => {
            let (accounts, reason, case_hash) = (vec![addr(a)], "alert".to_string(), None);
            ("guardian", ExecuteMsg::PlaceHold { accounts, seconds, reason, case_hash })
        }
        Step::Release(a) => ("guardian", ExecuteMsg::ReleaseHold { accounts: vec![addr(a)] }),
        Step::Lock(a, n) => {
            let (locks, reason, case_hash) = (suite.amounts(&[(PEOPLE[a], n)]), None, None);
            ("compliance", ExecuteMsg::LockAmount { locks, reason, case_hash })
        }
        Step::Unlock(a, n) => {
            ("compliance", ExecuteMsg::UnlockAmount { locks: suite.amounts(&[(PEOPLE[a], n)]) })
        }
        Step::Seize(a, b, n) => {
            let (from, to, case_hash) = (addr(a), addr(b), case_hash());
            let (amount, reason) = (Some(n.into()), None);
            ("seizer", ExecuteMsg::Seize { from, to, amount, reason, case_hash })
        }
        Step::Wipe(a, n) => {
            let (account, amount, reason) = (addr(a), n.map(Into::into), None);
            let case_hash = case_hash();
            ("seizer", ExecuteMsg::Wipe { account, amount, reason, case_hash })
        }
        Step::Recover(a, b) => {
            let (old, new, case_hash) = (addr(a), addr(b), case_hash());
            ("compliance", ExecuteMsg::RecoverAccount { old, new, case_hash })
        }
        Step::Status(a, status) => {
            let status = [AccountStatus::None, AccountStatus::Allowed, AccountStatus::Blocked]
                [usize::from(status)];
            ("compliance", ExecuteMsg::SetAccountStatus { accounts: vec![addr(a)], status })
        }
        Step::Rule(rule, later) => {
            let (by, msg, change) = rule_message(suite, &rule);
            (by, if later { ExecuteMsg::ScheduleChange { change } } else { msg })
        }
        Step::Apply(n) => ("stranger", ExecuteMsg::ApplyChange { id: waiting(suite, n)?.id }),
        Step::Withdraw(n) => ("owner", ExecuteMsg::CancelChange { id: waiting(suite, n)?.id }),
        Step::Escrow(a) => ("owner", ExecuteMsg::RegisterEscrow { account: addr(a) }),
        Step::Stray(a, n) => {
            (PEOPLE[a], ExecuteMsg::Transfer { recipient: suite.addr("token"), amount: n.into() })
        }
        Step::Rescue(a, n) => {
            let asset = Asset::Cw20(suite.addr("token"));
            ("rescuer", ExecuteMsg::Rescue { asset, to: addr(a), amount: n.into() })
        }
        Step::Role(role, a, grant) => {
            let (role, account) = (ROLES[role], addr(a));
            let msg = match grant {
                true => ExecuteMsg::GrantRole { role, account },
                false => ExecuteMsg::RevokeRole { role, account },
            };
            ("owner", msg)
        }
        Step::RenounceRole(role, a) => (PEOPLE[a], ExecuteMsg::RenounceRole { role: ROLES[role] }),
        Step::Pause(bits) => {
            let scopes = paused_by(bits);
            ("pauser", ExecuteMsg::Pause { scopes, duration_seconds: PAUSE })
        }
        Step::Unpause => ("owner", ExecuteMsg::Unpause { scopes: SCOPES.to_vec() }),
        Step::BridgeBurn(n) => ("bridge", ExecuteMsg::BridgeBurn { amount: n.into() }),
        Step::BridgeMint(a, n) => {
            ("bridge", ExecuteMsg::BridgeMint { recipient: addr(a), amount: n.into() })
        }
        Step::Refund(a, n, hook) => {
            let msg = (hook && a == RECEIVER).then(|| Binary::from(b"deal"));
            ("bridge", ExecuteMsg::BridgeRefund { recipient: addr(a), amount: n.into(), msg })
        }
        Step::Wait(_) => return None,
    })
}

fn mode(full: bool) -> FreezeMode {
    if full {
        FreezeMode::Full
    } else {
        FreezeMode::Outgoing
    }
}

/// The scopes of a pause.
pub fn paused_by(bits: u8) -> Vec<PauseScope> {
    let scopes = SCOPES.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0);
    scopes.map(|(_, scope)| *scope).collect()
}

/// The most that a payer signs for: now enough for any fee there may be, now not.
pub fn most(amount: u128, nonce: u64) -> u128 {
    amount + u128::from(nonce % 4)
}
