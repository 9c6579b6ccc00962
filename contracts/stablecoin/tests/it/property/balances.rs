//! Each step moves exactly what its message says.

use super::*;

impl World {
    /// I4, I5, I9, E7: whose balance and lock may change, and how.
    pub(super) fn check_balances(&self, step: &Step, before: &Accounts) {
        let payers = payers(step);
        for (n, (is, was)) in self.accounts.iter().zip(before).enumerate() {
            let who = PEOPLE[n];
            match step {
                Step::Recover(a, _) if *a == n => {
                    let empty = is.balance.is_zero() && is.locked.is_zero();
                    assert!(!was.escrow && empty, "E9: {who} in {step:?}");
                    continue;
                }
                Step::Recover(a, b) if *b == n => {
                    let old = &before[*a];
                    // Only what an earlier recovery restricted may be restricted.
                    let heir = old.freeze.as_ref().is_some_and(|why| why.recovered_to.is_some());
                    let free = was.freeze.is_none() && was.hold.is_none() && was.locked.is_zero();
                    assert!(free || heir, "{who} in {step:?}");
                    assert_eq!(is.balance, was.balance + old.balance);
                    assert_eq!(is.locked, was.locked + old.locked, "I5: {who} in {step:?}");
                    continue;
                }
                Step::Seize(a, ..) | Step::Wipe(a, _) if *a == n => {
                    // The lock falls by what was taken of it, and the restrictions stay (E7).
                    let taken = was.balance - is.balance;
                    let own = was.escrow && taken <= was.own && is.own == was.own - taken;
                    assert!(!was.escrow || own, "A1, E9: {who} in {step:?}");
                    let unlocked = was.balance.saturating_sub(was.locked);
                    let kept =
                        was.escrow || was.freeze.is_some() || was.status == AccountStatus::Blocked;
                    assert!(kept || taken <= was.locked, "A10: {who} in {step:?}");
                    let fell = if kept { taken.saturating_sub(unlocked) } else { taken };
                    assert_eq!(is.locked, was.locked - fell, "E7: {who} in {step:?}");
                    assert_eq!((&is.freeze, &is.hold), (&was.freeze, &was.hold));
                    continue;
                }
                _ => {}
            }
            let unlocking = matches!(step, Step::Unlock(..));
            let fell = is.balance < was.balance;
            assert!(is.own <= is.balance, "A1: {who} in {step:?}");
            if was.escrow && is.balance > was.balance {
                use Step as S;
                let told = matches!(step, S::Deposit(..) | S::Send(..) | S::SendFrom(..));
                let back = matches!(step, S::Refund(..));
                assert!(told || back, "A12: {who} in {step:?}");
            }
            assert!(!fell || payers.contains(&n), "I9: {who} paid in {step:?}");
            assert!(is.balance >= was.locked.min(was.balance), "I5: {who} in {step:?}");
            assert!(is.locked >= was.locked || unlocking, "E7: {who} in {step:?}");
            if was.freeze.is_some() || was.hold.is_some() {
                assert!(!fell, "I4: {who} paid in {step:?}");
            }
            let Some(freeze) = &was.freeze else { continue };
            if freeze.mode == FreezeMode::Full && !must_land(step, before) {
                assert_eq!(is.balance, was.balance, "I4: {who} received in {step:?}");
            }
        }
    }

    /// I8 and E14.
    pub(super) fn check_credit(&self, step: &Step, before: &Accounts, seen: &mut Seen) {
        let is = &self.accounts;
        let (from, to, amount) = match step {
            Step::Transfer(a, b, n) | Step::Memo(a, b, n) | Step::Signed(a, b, n, ..) => {
                (*a, *b, *n)
            }
            Step::Deposit(a, b, n) => (*a, *b, *n),
            Step::Pull(_, b, c, n) => (*b, *c, *n),
            Step::Send(a, n, kind, _) | Step::SendFrom(_, a, n, kind) => {
                let (_, told, msg, held) = self.suite.received().unwrap();
                assert_eq!(
                    (told.u128(), held),
                    (*n, {
                        let credited = if *a == RECEIVER { 0 } else { *n };
                        before[RECEIVER].balance + cosmwasm_std::Uint128::new(credited)
                    })
                );
                seen.insert(String::from_utf8(hook(*kind).to_vec()).unwrap());
                assert_ne!(hook(*kind), b"refuse", "a refusal passed: {msg}");
                return;
            }
            Step::Refund(RECEIVER, n, true) => {
                let (_, told, _, held) = self.suite.received().unwrap();
                assert_eq!((told.u128(), held), (*n, is[RECEIVER].balance), "I8: {step:?}");
                return;
            }
            _ => return,
        };
        if from != to {
            let credited = is[to].balance.u128() - before[to].balance.u128();
            assert_eq!(credited, amount, "E14: {step:?}");
            let paid = before[from].balance.u128() - is[from].balance.u128();
            assert!((amount..=amount + 3).contains(&paid), "E14: {step:?}");
            if let Step::Signed(_, _, n, nonce, _) = step {
                assert!(paid <= most(*n, *nonce), "A11: {step:?}");
            }
            if paid > amount {
                seen.insert("a fee".to_string());
            }
        } else {
            assert_eq!(is[to].balance, before[to].balance, "E4: {step:?}");
        }
    }
}

/// Whether it credits fully frozen accounts too.
pub(super) fn must_land(step: &Step, before: &Accounts) -> bool {
    match step {
        Step::Refund(..) => true,
        step => payers(step).iter().any(|payer| before[*payer].escrow),
    }
}
