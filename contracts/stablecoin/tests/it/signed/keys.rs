//! Keys and signatures: whose they are, and what form they have.

use super::*;

fn keys(suite: &Suite, account: &str) -> Vec<AccountKey> {
    let answer: KeysResponse = suite.query(QueryMsg::Keys { account: suite.addr(account) });
    answer.keys
}

#[test]
fn a_key_signs_only_for_its_own_account() {
    let (mut suite, signer, dora) = suite();
    let thief = Signer::new(8);
    let action = transfer(&suite, &dora, "stranger", 5);
    for kind in KINDS {
        let msg = signed(&suite, &thief, kind, &action, terms(0));
        assert_eq!(suite.fails("stranger", msg), "ST-076", "{kind:?}");
    }
    // The right key named, with a signature of another.
    let text = signing_text(&suite, &action, terms(0));
    let (right, wrong) = (signer.sign(Kind::Wallet, &text), thief.sign(Kind::Wallet, &text));
    let (Signature::Secp256k1 { public_key, .. }, Signature::Secp256k1 { signature, .. }) =
        (right, wrong)
    else {
        panic!("another kind of signature")
    };
    let forged = authorization(terms(0), Signature::Secp256k1 { public_key, signature });
    suite.refuses("stranger", message(action.clone(), forged), "ST-075");
    // A registered key of another account.
    for key in thief.keys() {
        suite.ok("stranger", ExecuteMsg::RegisterKey { key });
    }
    for kind in [Kind::Es256, Kind::Passkey, Kind::Ed25519] {
        let msg = signed(&suite, &thief, kind, &action, terms(0));
        assert_eq!(suite.fails("stranger", msg), "ST-076", "{kind:?}");
    }
    // The uncompressed form of the right key has another hash.
    let wallet = k256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let long = wallet.verifying_key().to_encoded_point(false).as_bytes().into();
    let Signature::Secp256k1 { signature, .. } = signer.sign(Kind::Wallet, &text) else {
        panic!("another kind of signature")
    };
    let long = authorization(terms(0), Signature::Secp256k1 { public_key: long, signature });
    suite.refuses("stranger", message(action, long), "ST-076");
}

#[test]
fn keys_are_registered_and_removed_by_their_account() {
    let (mut suite, signer, dora) = suite();
    assert_eq!(keys(&suite, &dora), signer.keys());
    let [phone, edwards] = signer.keys();
    suite.refuses(&dora, ExecuteMsg::RegisterKey { key: phone.clone() }, "ST-077");
    let remove = ExecuteMsg::RemoveKey { key: phone.clone() };
    let action = transfer(&suite, &dora, "bob", 5);
    let before = signed(&suite, &signer, Kind::Passkey, &action, terms(0));
    suite.ok(&dora, remove.clone());
    suite.refuses("stranger", before, "ST-076");
    suite.refuses(&dora, remove, "ST-078");
    assert_eq!(keys(&suite, &dora), std::slice::from_ref(&edwards));
    // The same bytes under another curve are another key.
    let public_key = signer.phone_key();
    assert_eq!(
        suite.fails(&dora, ExecuteMsg::RemoveKey { key: AccountKey::Ed25519 { public_key } }),
        "ST-078"
    );
    suite.ok(&dora, ExecuteMsg::RemoveKey { key: edwards });
    assert!(keys(&suite, &dora).is_empty());
}

#[test]
fn an_account_has_at_most_eight_keys_each_of_its_form() {
    let mut suite = Suite::new();
    for seed in 1..=8 {
        let public_key = Signer::new(seed).edwards_key();
        suite.ok("alice", ExecuteMsg::RegisterKey { key: AccountKey::Ed25519 { public_key } });
    }
    let [phone, _] = Signer::new(9).keys();
    suite.refuses("alice", ExecuteMsg::RegisterKey { key: phone }, "ST-079");
    let point = Signer::new(9).phone_key();
    let uncompressed = [&[4u8][..], &point[1..]].concat();
    for key in [
        AccountKey::Secp256r1 { public_key: uncompressed.into() },
        AccountKey::Secp256r1 { public_key: point[..32].into() },
        AccountKey::Secp256r1 { public_key: Default::default() },
        AccountKey::Ed25519 { public_key: point },
    ] {
        suite.refuses("bob", ExecuteMsg::RegisterKey { key }, "ST-008");
    }
}

#[test]
fn a_signature_has_the_right_bytes_and_of_a_wallet_the_lower_s() {
    let (mut suite, signer, dora) = suite();
    let action = transfer(&suite, &dora, "bob", 5);
    let text = signing_text(&suite, &action, terms(0));
    for kind in KINDS {
        let right = signer.sign(kind, &text);
        let with = |bytes: Vec<u8>| {
            let mut other = right.clone();
            match &mut other {
                Signature::Secp256k1 { signature, .. }
                | Signature::Secp256r1 { signature, .. }
                | Signature::Webauthn { signature, .. }
                | Signature::Ed25519 { signature, .. } => *signature = bytes.into(),
            }
            other
        };
        let bytes = match &right {
            Signature::Secp256k1 { signature, .. }
            | Signature::Secp256r1 { signature, .. }
            | Signature::Webauthn { signature, .. }
            | Signature::Ed25519 { signature, .. } => signature.to_vec(),
        };
        let high = match kind {
            Kind::Wallet => {
                let low = k256::ecdsa::Signature::from_slice(&bytes).unwrap();
                let (r, s) = low.split_scalars();
                k256::ecdsa::Signature::from_scalars(r, -*s).unwrap().to_bytes().to_vec()
            }
            Kind::Es256 | Kind::Passkey => {
                let low = p256::ecdsa::Signature::from_slice(&bytes).unwrap();
                let (r, s) = low.split_scalars();
                p256::ecdsa::Signature::from_scalars(r, -*s).unwrap().to_bytes().to_vec()
            }
            Kind::Ed25519 => [&bytes[..32], &[0xff; 32]].concat(),
        };
        let zeros = |from: usize| {
            let mut zeroed = bytes.clone();
            zeroed[from..from + 32].fill(0);
            zeroed
        };
        let mut flipped = bytes.clone();
        flipped[5] ^= 1;
        let longer = [bytes.as_slice(), &[0]].concat();
        let high_passes = matches!(kind, Kind::Es256 | Kind::Passkey);
        for wrong in [
            if high_passes { vec![1; 64] } else { high },
            zeros(0),
            zeros(32),
            vec![0; 64],
            vec![0xff; 64],
            flipped,
            longer,
            bytes[..63].to_vec(),
            vec![],
        ] {
            let forged = message(action.clone(), authorization(terms(0), with(wrong)));
            assert_eq!(suite.fails("stranger", forged), "ST-075", "{kind:?}");
        }
    }
}

/// The other s of a signature.
fn turned(signature: &Binary) -> Binary {
    let low = p256::ecdsa::Signature::from_slice(signature).unwrap();
    let (r, s) = low.split_scalars();
    p256::ecdsa::Signature::from_scalars(r, -*s).unwrap().to_bytes().to_vec().into()
}

/// Half of all passkeys' signatures have the higher s. The nonce counts once, so the second signature that
/// anybody makes of one does nothing.
#[test]
fn a_passkey_may_sign_with_either_s_and_the_nonce_counts_once() {
    let (mut suite, signer, dora) = suite();
    let action = transfer(&suite, &dora, "bob", 5);
    for (nonce, kind) in (0..).zip([Kind::Passkey, Kind::Es256]) {
        let one = signer.sign(kind, &signing_text(&suite, &action, terms(nonce)));
        let mut other = one.clone();
        match &mut other {
            Signature::Webauthn { signature, .. } | Signature::Secp256r1 { signature, .. } => {
                *signature = turned(signature)
            }
            _ => panic!("another kind of signature"),
        }
        let [one, other] =
            [one, other].map(|it| message(action.clone(), authorization(terms(nonce), it)));
        // Which of the two is the higher one, chance says: both are taken, each once.
        let (first, second) = if nonce == 0 { (one, other) } else { (other, one) };
        suite.ok("stranger", first);
        suite.refuses("stranger", second, "ST-071");
    }
    assert_eq!(suite.balance("bob"), 510);
}

#[test]
fn what_a_verifier_asks_for_is_told_before_anybody_signs() {
    let (suite, _, _) = suite();
    let told: SignatureRulesResponse = suite.query(QueryMsg::SignatureRules {});
    let kinds: Vec<_> =
        told.kinds.iter().map(|rule| (rule.kind, rule.low_s, rule.registered)).collect();
    use SignatureKind as K;
    assert_eq!(
        kinds,
        [
            (K::Secp256k1, true, false),
            (K::Secp256r1, false, true),
            (K::Webauthn, false, true),
            (K::Ed25519, false, true)
        ]
    );
    let passkey = told.webauthn;
    assert!(passkey.user_present && passkey.user_verified && !passkey.relying_party);
    // A client that puts it together by what it was told has what passes.
    let action = transfer(&suite, "alice", "bob", 5);
    let asked = signing_text(&suite, &action, terms(0));
    let domain = told.domain;
    let end = format!(
        "\nchain: {}\ncontract: {}\nepoch: {}",
        domain.chain_id, domain.contract, domain.epoch
    );
    assert!(asked.text.starts_with(&format!("{}\n", told.header)) && asked.text.ends_with(&end));
    let Signature::Webauthn { client_data_json, authenticator_data, .. } =
        Signer::new(7).sign(Kind::Passkey, &asked)
    else {
        panic!("another kind of signature")
    };
    let challenge = asked.challenge.to_base64().replace('+', "-").replace('/', "_");
    let begins = [
        passkey.client_data_begins.as_str(),
        challenge.trim_end_matches('='),
        &passkey.client_data_continues,
    ];
    assert!(client_data_json.starts_with(begins.concat().as_bytes()));
    assert!(authenticator_data.len() >= passkey.authenticator_data_bytes as usize);
}

#[test]
fn a_passkey_answers_this_text_with_a_verified_user() {
    let (mut suite, signer, dora) = suite();
    let action = transfer(&suite, &dora, "bob", 5);
    let (mine, other) =
        (signing_text(&suite, &action, terms(0)), signing_text(&suite, &action, terms(1)));
    let answer = signer.sign(Kind::Passkey, &other);
    let forged = message(action.clone(), authorization(terms(0), answer));
    let refused = suite.send("stranger", forged).unwrap_err().to_string();
    assert_eq!(refused, "bad signature: the client data does not answer this text [ST-075]");
    let Signature::Webauthn { public_key, signature, authenticator_data, client_data_json } =
        signer.sign(Kind::Passkey, &mine)
    else {
        panic!("another kind of signature")
    };
    let mut unverified = authenticator_data.to_vec();
    unverified[32] = 1;
    for (authenticator_data, client_data_json) in [
        (unverified.into(), client_data_json.clone()),
        (authenticator_data[..36].into(), client_data_json.clone()),
        (authenticator_data.clone(), [client_data_json.as_slice(), b" "].concat().into()),
    ] {
        let (public_key, signature) = (public_key.clone(), signature.clone());
        let forged =
            Signature::Webauthn { public_key, signature, authenticator_data, client_data_json };
        let forged = message(action.clone(), authorization(terms(0), forged));
        suite.refuses("stranger", forged, "ST-075");
    }
    // What a passkey signed is no ES256 signature over the text.
    let forged = Signature::Secp256r1 { public_key, signature };
    suite.refuses("stranger", message(action, authorization(terms(0), forged)), "ST-075");
}
