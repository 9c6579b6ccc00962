//! One message of each kind that passes in the world of [`ready`].

use isthmus_testkit::rows::{ADMINISTRATION, STABLECOIN};

use super::*;

pub(super) fn key(byte: u8) -> AccountKey {
    AccountKey::Ed25519 { public_key: [byte; 32].into() }
}

/// Who signed the signed samples.
pub(super) fn payer() -> Signer {
    Signer::new(7)
}

fn act(suite: &Suite, action: SignedAction) -> ExecuteMsg {
    signed(suite, &payer(), Kind::Ed25519, &action, terms(0))
}

/// One of each kind.
pub(super) fn samples(suite: &Suite) -> Vec<(ExecuteKind, ExecuteMsg)> {
    let [payer, payee, carol] = ["payer", "payee", "carol"].map(|who| suite.addr(who));
    let (amount, memo, expires) = (1u128.into(), None, None);
    let (owner, from) = (payer.clone(), payer.clone());
    let pay = SignedAction::Transfer { from, to: payee.clone(), amount, most: amount, memo: None };
    let signed = [
        SignedAction::Permit { owner, spender: payee, amount, expires },
        pay,
        SignedAction::Receive { from: payer, to: carol, amount, most: amount, memo },
    ];
    let samples = format!("{STABLECOIN}{}", ADMINISTRATION.replace("SCOPE", "mint"));
    let rows = suite.rows(&samples);
    let plain = rows.into_iter().map(|(_, msg)| msg);
    let all: Vec<_> = plain.chain(signed.map(|action| act(suite, action))).collect();
    assert_eq!(all.len(), ExecuteKind::iter().count());
    let of = |kind| {
        let found = all.iter().find(|msg| ExecuteKind::from(*msg) == kind);
        (kind, found.unwrap_or_else(|| panic!("no sample of {kind:?}")).clone())
    };
    ExecuteKind::iter().map(of).collect()
}
