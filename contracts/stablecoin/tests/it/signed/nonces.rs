//! Each authorization counts once.

use super::*;

#[test]
fn i7_an_authorization_counts_once() {
    let (mut suite, signer, dora) = suite();
    for (nonce, (by, action)) in (0..).zip(acts(&suite, &dora)) {
        let msg = signed(&suite, &signer, Kind::Wallet, &action, terms(nonce));
        suite.ok(by, msg.clone());
        suite.refuses(by, msg, "ST-071");
        // Nor does another act, or another key, with the same nonce.
        for (by, action) in acts(&suite, &dora) {
            assert_eq!(
                suite.fails(by, signed(&suite, &signer, Kind::Es256, &action, terms(nonce))),
                "ST-071"
            );
        }
    }
}

#[test]
fn nonces_are_used_in_any_order_and_one_that_fails_stays_unused() {
    let (mut suite, signer, dora) = suite();
    let pay = |suite: &Suite, nonce, amount| {
        let action = transfer(suite, &dora, "bob", amount);
        signed(suite, &signer, Kind::Ed25519, &action, terms(nonce))
    };
    suite.refuses("stranger", pay(&suite, 0, 5000), "ST-010");
    for nonce in [3, 127, 1] {
        suite.ok("stranger", pay(&suite, nonce, 1));
    }
    assert_eq!(state(&suite, &dora), (0, vec![1, 3, 127], 127));
    suite.refuses("stranger", pay(&suite, 128, 1), "ST-072");
    suite.ok("stranger", pay(&suite, 0, 1));
    assert_eq!(state(&suite, &dora), (2, vec![3, 127], 129));
}

#[test]
fn e17_cancelling_and_advancing_end_authorizations_and_never_an_account() {
    let (mut suite, signer, dora) = suite();
    let pay = |suite: &Suite, nonce| {
        let action = transfer(suite, &dora, "bob", 1);
        signed(suite, &signer, Kind::Wallet, &action, terms(nonce))
    };
    let (first, second, later) = (pay(&suite, 0), pay(&suite, 1), pay(&suite, 140));
    suite.ok(&dora, ExecuteMsg::CancelAuthorization { nonce: 1 });
    suite.refuses("stranger", second, "ST-071");
    for (nonce, code) in [(1, "ST-071"), (128, "ST-072"), (u64::MAX, "ST-072")] {
        suite.refuses(&dora, ExecuteMsg::CancelAuthorization { nonce }, code);
    }
    // Another's nonces are not touched.
    suite.ok("bob", ExecuteMsg::CancelAuthorization { nonce: 0 });
    suite.ok("stranger", first.clone());
    for by in [0, 129, u32::MAX] {
        suite.refuses(&dora, ExecuteMsg::AdvanceNonce { by }, "ST-008");
    }
    suite.ok(&dora, ExecuteMsg::AdvanceNonce { by: 128 });
    assert_eq!(state(&suite, &dora), (130, vec![], 257));
    suite.refuses("stranger", first, "ST-071");
    suite.ok("stranger", later);
    // Whatever is paused or frozen.
    suite.freeze(&dora, FreezeMode::Full);
    suite.pause(PauseScope::Signed);
    suite.ok(&dora, ExecuteMsg::CancelAuthorization { nonce: 130 });
    suite.ok(&dora, ExecuteMsg::AdvanceNonce { by: 1 });
    let [phone, _] = signer.keys();
    suite.ok(&dora, ExecuteMsg::RemoveKey { key: phone });
}
