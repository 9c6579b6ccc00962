//! Who is paused, frozen, held or not admitted takes no part (I5, I11, I12).

use super::*;

impl World {
    /// I11.
    pub(super) fn check_pauses(&mut self, step: &Step, before: &Accounts, now: u64) {
        use PauseScope as P;
        let unless_escrow = |payer: usize| (!before[payer].escrow).then_some(P::Transfer);
        let scopes = match step {
            Step::Transfer(a, ..) | Step::Memo(a, ..) => vec![unless_escrow(*a)],
            Step::Send(a, ..) | Step::Deposit(a, ..) => vec![unless_escrow(*a)],
            Step::Stray(a, _) | Step::Batch(a, _) => vec![unless_escrow(*a)],
            Step::Pull(_, b, ..) | Step::SendFrom(_, b, ..) => vec![unless_escrow(*b)],
            Step::Signed(a, ..) => vec![unless_escrow(*a), Some(P::Signed)],
            Step::Permit(..) => vec![Some(P::Approve), Some(P::Signed)],
            Step::Approve(..) | Step::Set(..) => vec![Some(P::Approve)],
            Step::Rescue(..) | Step::BridgeMint(..) => vec![Some(P::Transfer)],
            Step::Burn(a, _) => vec![(!before[*a].escrow).then_some(P::Burn)],
            Step::BurnFrom(..) => vec![Some(P::Burn)],
            step if minted(step).is_some() => vec![Some(P::Mint)],
            _ => vec![],
        };
        for (scope, until) in &self.paused {
            assert!(now >= *until || !scopes.contains(&Some(*scope)), "I11: {step:?}");
        }
        match step {
            Step::Pause(bits) => {
                let scopes = paused_by(*bits);
                self.paused.retain(|(scope, _)| !scopes.contains(scope));
                self.paused.extend(scopes.into_iter().map(|scope| (scope, now + PAUSE)));
            }
            Step::Unpause => self.paused.clear(),
            _ => {}
        }
    }

    /// Who takes part is admitted by the mode, and not restricted if it grants or spends.
    pub(super) fn check_parties(&self, step: &Step, before: &Accounts, mode: ComplianceMode) {
        for party in parties(step, before) {
            let fits = admitted(mode, &before[party]);
            assert!(fits, "{} is not admitted in {step:?}", PEOPLE[party]);
        }
        let free: &[usize] = match step {
            Step::Approve(owner, spender, ..)
            | Step::Set(owner, spender, ..)
            | Step::Permit(owner, spender, ..) => &[*owner, *spender],
            Step::Pull(spender, ..) | Step::BurnFrom(spender, ..) | Step::SendFrom(spender, ..) => {
                &[*spender]
            }
            _ => &[],
        };
        for party in free {
            let restricted = before[*party].freeze.is_some() || before[*party].hold.is_some();
            assert!(!restricted, "E6, E16: {} in {step:?}", PEOPLE[*party]);
        }
    }

    /// When the freezes and holds end that the step made or lifted.
    pub(super) fn follow_restrictions(&mut self, step: &Step, now: u64) {
        let mut freeze = |accounts: &[usize], until: u64| {
            for a in accounts {
                self.ends[*a].0 = until;
                self.lost.remove(a);
            }
        };
        match step {
            Step::Freeze(a, _, ends) => freeze(&[*a], ends.map_or(u64::MAX, |ends| now + ends)),
            Step::FreezeTwo(a, b, _) => freeze(&[*a, *b], u64::MAX),
            Step::Unfreeze(a) => freeze(&[*a], 0),
            Step::UnfreezeTwo(a, b) => freeze(&[*a, *b], 0),
            Step::Hold(a, seconds) => self.ends[*a].1 = now + seconds,
            Step::Release(a) => self.ends[*a].1 = 0,
            Step::Recover(a, b) => {
                let (freeze, hold) = std::mem::replace(&mut self.ends[*a], (u64::MAX, 0));
                // A second time the freeze of who took its place stays, and the later hold counts.
                let own = self.ends[*b];
                let freeze = if self.lost.insert(*a) { freeze } else { own.0 };
                self.ends[*b] = (freeze, hold.max(own.1));
            }
            _ => {}
        }
    }

    /// I12, and what can be spent: I4, I5.
    pub(super) fn check_restrictions(&self, step: &Step) {
        let now = self.suite.now();
        for ((who, is), until) in PEOPLE.iter().zip(&self.accounts).zip(&self.ends) {
            let on = (is.freeze.is_some(), is.hold.is_some());
            assert_eq!(on, (now < until.0, now < until.1), "I12: {who} in {step:?}");
            let free = match on {
                (false, false) => is.balance.saturating_sub(is.locked),
                _ => 0u128.into(),
            };
            assert_eq!(is.spendable, free, "I4, I5: {who} in {step:?}");
        }
    }
}

/// What the table of `model::compliance` says.
pub(super) fn admitted(mode: ComplianceMode, account: &AccountResponse) -> bool {
    account.escrow
        || match mode {
            ComplianceMode::Open => true,
            ComplianceMode::Blocklist => account.status != AccountStatus::Blocked,
            ComplianceMode::Allowlist => account.status == AccountStatus::Allowed,
        }
}

/// Those whom the mode has to admit before the step may pass.
pub(super) fn parties(step: &Step, accounts: &Accounts) -> Vec<usize> {
    let unless_it_lands = |payer: usize, to: usize| (!accounts[payer].escrow).then_some(to);
    match step {
        Step::Batch(a, payments) => {
            let paid = payments.iter().filter_map(|(to, _)| unless_it_lands(*a, *to));
            [*a].into_iter().chain(paid).collect()
        }
        Step::Transfer(a, b, _)
        | Step::Memo(a, b, _)
        | Step::Deposit(a, b, _)
        | Step::Signed(a, b, ..) => [*a].into_iter().chain(unless_it_lands(*a, *b)).collect(),
        Step::Send(a, ..) => [*a].into_iter().chain(unless_it_lands(*a, RECEIVER)).collect(),
        Step::SendFrom(a, b, ..) => {
            [*a, *b].into_iter().chain(unless_it_lands(*b, RECEIVER)).collect()
        }
        Step::Pull(a, b, c, _) => [*a, *b].into_iter().chain(unless_it_lands(*b, *c)).collect(),
        Step::Approve(a, b, ..) | Step::Set(a, b, ..) | Step::Permit(a, b, ..) => vec![*a, *b],
        Step::BurnFrom(a, b, _) => vec![*a, *b],
        Step::Burn(a, _) | Step::BridgeMint(a, _) | Step::Stray(a, _) => vec![*a],
        step => minted(step).unwrap_or_default().into_iter().map(|(to, _)| to).collect(),
    }
}

/// Whose balance the step may lower by their own will.
pub(super) fn payers(step: &Step) -> Vec<usize> {
    match step {
        Step::Send(a, ..) => vec![*a, RECEIVER],
        // The receiver may hold a grant of the spender's.
        Step::SendFrom(a, b, ..) => vec![*a, *b, RECEIVER],
        Step::Transfer(a, ..)
        | Step::Memo(a, ..)
        | Step::Deposit(a, ..)
        | Step::Batch(a, _)
        | Step::Signed(a, ..)
        | Step::Burn(a, _)
        | Step::Stray(a, _) => vec![*a],
        Step::Pull(_, b, ..) | Step::BurnFrom(_, b, _) => vec![*b],
        Step::BridgeBurn(_) => vec![BRIDGE],
        _ => vec![],
    }
}
