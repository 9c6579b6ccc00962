//! One message of each kind that passes in the world of [`ready`].

use isthmus_testkit::rows::ADMINISTRATION;

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

/// All samples but the signed ones. Whoever they are about is nobody of the actors, so that a restriction
/// of the sender is one of the sender alone; except in what the recipient has to submit itself.
const SAMPLES: &str = r##"
{"transfer": {"recipient": "west:payee", "amount": "1"}}
{"burn": {"amount": "1"}}
{"send": {"contract": "west:receiver", "amount": "1", "msg": ""}}
{"increase_allowance": {"spender": "west:receiver", "amount": "1"}}
{"decrease_allowance": {"spender": "west:receiver", "amount": "1"}}
{"transfer_from": {"owner": "west:payer", "recipient": "west:payee", "amount": "1"}}
{"send_from": {"owner": "west:payer", "contract": "west:receiver", "amount": "1", "msg": ""}}
{"burn_from": {"owner": "west:payer", "amount": "1"}}
{"mint": {"recipient": "west:payee", "amount": "1"}}
{"update_minter": {"new_minter": "west:payee"}}
{"update_marketing": {}}
{"upload_logo": {"url": "https://isthmus.example"}}
{"transfer_with_memo": {"recipient": "west:payee", "amount": "1", "memo": "x"}}
{"send_with_memo": {"contract": "west:receiver", "amount": "1", "msg": "", "memo": "x"}}
{"batch_transfer": {"payments": [{"recipient": "west:payee", "amount": "1"}]}}
{"set_allowance": {"spender": "west:receiver", "amount": "1", "expires": null, "expected_current": "5"}}
{"cancel_authorization": {"nonce": 0}}
{"advance_nonce": {"by": 1}}
{"register_key": {"key": {"ed25519": {"public_key": "hash:08"}}}}
{"remove_key": {"key": {"ed25519": {"public_key": "hash:07"}}}}
{"revoke_allowances": {"spenders": ["west:receiver"]}}
{"set_minter": {"minter": {"address": "west:payee", "allowance": null, "rate_limit": null}}}
{"set_cap": {"cap": null}}
{"set_holder_burn": {"enabled": true}}
{"freeze": {"accounts": ["west:payee"], "mode": "full"}}
{"unfreeze": {"accounts": ["west:frozen"]}}
{"place_hold": {"accounts": ["west:payee"], "seconds": 1, "reason": "alert"}}
{"release_hold": {"accounts": ["west:held"]}}
{"lock_amount": {"locks": [{"account": "west:payee", "amount": "1"}]}}
{"unlock_amount": {"locks": [{"account": "west:locked", "amount": "1"}]}}
{"seize": {"from": "west:frozen", "to": "west:payee", "amount": "1", "case_hash": "hash:07"}}
{"wipe": {"account": "west:frozen", "amount": "1", "case_hash": "hash:07"}}
{"recover_account": {"old": "west:lost", "new": "west:found", "case_hash": "hash:07"}}
{"set_compliance_mode": {"mode": "blocklist"}}
{"set_account_status": {"accounts": ["west:payee"], "status": "allowed"}}
{"screen_foreign": {"region": "east", "receivers": ["east1payee"], "blocked": true}}
{"set_policy_contract": {"policy": null}}
{"probe_policy": {}}
{"register_escrow": {"account": "west:receiver"}}
{"unregister_escrow": {"account": "west:escrow"}}
{"set_bridge": {"bridge": "west:receiver"}}
{"set_identity": {"identity": null}}
{"bridge_burn": {"amount": "1"}}
{"bridge_mint": {"recipient": "west:payee", "amount": "1"}}
{"bridge_refund": {"recipient": "west:payee", "amount": "1"}}
{"renounce_feature": {"feature": "raise_cap"}}
{"set_fee": {"fee": null}}
{"rescue": {"asset": {"cw20": "west:token"}, "to": "west:payee", "amount": "1"}}
{"continue_migration": {"limit": 1}}
"##;

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
    let samples = format!("{SAMPLES}{}", ADMINISTRATION.replace("SCOPE", "mint"));
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
