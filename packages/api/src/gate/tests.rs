use super::*;
use proptest::prelude::*;

const NOW: u64 = 1_000;

fn policy() -> Policy {
    Policy {
        schema: "kyc".into(),
        min_level: 2,
        countries: Some(vec!["DE".into(), "IN".into()]),
        max_status_age_seconds: 100,
    }
}

fn home() -> Pass {
    Pass {
        closed: false,
        level: 3,
        country: *b"DE",
        valid_from: 500,
        expires_at: 2_000,
        source: Source::Home { accreditation: 7, list: 1, index: 1_030, digest: [9; 32] },
    }
}

fn abroad() -> Pass {
    Pass {
        source: Source::Abroad {
            recognition: 4,
            mirror: 2,
            as_of: 950,
            status: AttestedStatus::Valid,
        },
        ..home()
    }
}

fn issuer() -> Accreditation {
    Accreditation { standing: Standing::Good, max_level: 3, valid_from: 100, valid_until: 1_500 }
}

fn recognition() -> Recognition {
    Recognition { active: true, max_level: 2, max_staleness_seconds: 80 }
}

fn at_home(pass: Pass, issuer: Accreditation, now: u64) -> Verdict {
    let records = Records { pass: Some(pass.write()), ground: Some(issuer.write()), chunk: None };
    evaluate(&policy(), &records, now)
}

fn from_abroad(pass: Pass, recognition: Recognition, now: u64) -> Verdict {
    let records =
        Records { pass: Some(pass.write()), ground: Some(recognition.write()), chunk: None };
    evaluate(&policy(), &records, now)
}

#[test]
fn a_good_pass_is_authorized_until_its_nearest_end() {
    assert_eq!(
        at_home(home(), issuer(), NOW),
        Verdict {
            authorized: true,
            reason: Reason::Ok,
            level: Some(3),
            status_age_seconds: Some(0),
            valid_until: Some(1_500),
            evaluated_at: NOW,
        }
    );
    // 950 + min(100, 80) is the last good second; the level is capped by the recognition.
    assert_eq!(
        from_abroad(abroad(), recognition(), NOW),
        Verdict {
            authorized: true,
            reason: Reason::Ok,
            level: Some(2),
            status_age_seconds: Some(50),
            valid_until: Some(1_031),
            evaluated_at: NOW,
        }
    );
}

#[test]
fn every_window_includes_its_first_second_and_excludes_its_last() {
    let long = Accreditation { valid_from: 0, valid_until: u64::MAX, ..issuer() };
    for (now, reason) in [
        (499, Reason::NotYetValid),
        (500, Reason::Ok),
        (1_999, Reason::Ok),
        (2_000, Reason::Expired),
        (2_001, Reason::Expired),
        (u64::MAX, Reason::Expired),
    ] {
        assert_eq!(at_home(home(), long.clone(), now).reason, reason, "{now}");
    }
    let open = Pass { valid_from: 0, expires_at: u64::MAX, ..home() };
    for (now, reason) in [
        (99, Reason::NotAccredited),
        (100, Reason::Ok),
        (1_499, Reason::Ok),
        (1_500, Reason::NotAccredited),
        (1_501, Reason::NotAccredited),
    ] {
        assert_eq!(at_home(open.clone(), issuer(), now).reason, reason, "{now}");
    }
    for (now, reason) in [
        (1_029, Reason::Ok),
        (1_030, Reason::Ok),
        (1_031, Reason::StatusStale),
        (1_032, Reason::StatusStale),
    ] {
        let verdict = from_abroad(abroad(), recognition(), now);
        assert_eq!(verdict.reason, reason, "{now}");
    }
}

#[test]
fn each_cause_has_its_reason() {
    let standing = |standing| Accreditation { standing, ..issuer() };
    let with = |change: fn(&mut Pass)| {
        let mut pass = home();
        change(&mut pass);
        at_home(pass, issuer(), NOW).reason
    };
    assert_eq!(with(|p| p.closed = true), Reason::Deactivated);
    assert_eq!(with(|p| p.level = 1), Reason::LevelLow);
    assert_eq!(with(|p| p.country = *b"FR"), Reason::CountryDenied);
    let suspended = at_home(home(), standing(Standing::Suspended), NOW);
    assert_eq!(suspended.reason, Reason::IssuerSuspended);
    let revoked = at_home(home(), standing(Standing::Revoked), NOW);
    assert_eq!(revoked.reason, Reason::IssuerRevoked);
    let capped = Accreditation { max_level: 1, ..issuer() };
    assert_eq!(at_home(home(), capped, NOW).reason, Reason::LevelLow);
    let off = Recognition { active: false, ..recognition() };
    let unrecognized = from_abroad(abroad(), off, NOW);
    assert_eq!(unrecognized.reason, Reason::NotRecognized);
    for (status, reason) in
        [(AttestedStatus::Revoked, Reason::Revoked), (AttestedStatus::Suspended, Reason::Suspended)]
    {
        let mut pass = abroad();
        pass.source = Source::Abroad { recognition: 4, mirror: 2, as_of: 950, status };
        assert_eq!(from_abroad(pass, recognition(), NOW).reason, reason);
        let chunk = with_status([0; CHUNK_BYTES], 1_030, status).to_vec();
        let records = Records {
            pass: Some(home().write()),
            ground: Some(issuer().write()),
            chunk: Some(chunk),
        };
        assert_eq!(evaluate(&policy(), &records, NOW).reason, reason);
    }
}

#[test]
fn what_is_missing_or_unreadable_denies() {
    let full = Records { pass: Some(home().write()), ground: Some(issuer().write()), chunk: None };
    let reason = |records: Records| evaluate(&policy(), &records, NOW).reason;
    assert_eq!(reason(full.clone()), Reason::Ok);
    assert_eq!(reason(Records::default()), Reason::NoPass);
    let junk = Records { pass: Some(vec![0xff]), ..full.clone() };
    assert_eq!(reason(junk), Reason::Unreadable);
    let bare = Records { ground: None, ..full.clone() };
    assert_eq!(reason(bare), Reason::NotAccredited);
    let bare = Records { pass: Some(abroad().write()), ..Records::default() };
    assert_eq!(reason(bare), Reason::NotRecognized);
    let crossed = Records { ground: Some(recognition().write()), ..full.clone() };
    assert_eq!(reason(crossed), Reason::Unreadable);
    for chunk in [vec![0; 255], vec![0; 257], vec![], vec![0xff; 256]] {
        let records = Records { chunk: Some(chunk), ..full.clone() };
        assert_eq!(reason(records), Reason::StatusUnknown);
    }
}

#[test]
fn an_empty_policy_authorizes_nobody() {
    let records =
        Records { pass: Some(home().write()), ground: Some(issuer().write()), chunk: None };
    for broken in [
        Policy { schema: String::new(), ..policy() },
        Policy { min_level: 0, ..policy() },
        Policy { min_level: 5, ..policy() },
        Policy { countries: Some(vec![]), ..policy() },
        Policy { countries: Some(vec!["de".into()]), ..policy() },
    ] {
        let verdict = evaluate(&broken, &records, NOW);
        assert_eq!(verdict.reason, Reason::PolicyInvalid, "{broken:?}");
    }
}

#[test]
fn a_policy_without_age_accepts_only_passes_of_the_region() {
    let strict = Policy { max_status_age_seconds: 0, ..policy() };
    let records =
        Records { pass: Some(home().write()), ground: Some(issuer().write()), chunk: None };
    assert!(evaluate(&strict, &records, NOW).authorized);
    let records =
        Records { pass: Some(abroad().write()), ground: Some(recognition().write()), chunk: None };
    let verdict = evaluate(&strict, &records, 950);
    assert_eq!(verdict.reason, Reason::StatusStale);
}

#[test]
fn news_from_the_future_is_not_younger_than_now() {
    let verdict = from_abroad(abroad(), recognition(), 900);
    assert_eq!(verdict.status_age_seconds, Some(0));
}

#[test]
fn keys_and_layouts_are_fixed() {
    assert_eq!(pass_key(&[0xaa, 0xbb], "kyc").unwrap(), b"\x01\x02\xaa\xbbkyc");
    assert_eq!(accreditation_key(7), [2, 0, 0, 0, 7]);
    assert_eq!(recognition_key(7), [3, 0, 0, 0, 7]);
    assert_eq!(chunk_key(1, 1_023), [4, 0, 0, 0, 1, 0, 0, 0, 0]);
    assert_eq!(chunk_key(1, 1_024), [4, 0, 0, 0, 1, 0, 0, 0, 1]);
    assert_eq!(home().write().len(), 64);
    assert_eq!(abroad().write().len(), 37);
    assert_eq!(issuer().write().len(), 18);
    assert_eq!(recognition().write().len(), 10);
    assert!(pass_key(&[0; 256], "kyc").is_err());
}

/// The 2-bit example of draft-ietf-oauth-status-list, whose value 3 has no meaning here.
#[test]
fn statuses_lie_as_in_the_token_status_list() {
    let mut chunk = [0u8; CHUNK_BYTES];
    chunk[..3].copy_from_slice(&[0xc9, 0x44, 0xf9]);
    let codes = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3];
    for (index, code) in (0u32..).zip(codes) {
        let expected = match code {
            0 => Some(AttestedStatus::Valid),
            1 => Some(AttestedStatus::Revoked),
            2 => Some(AttestedStatus::Suspended),
            _ => None,
        };
        assert_eq!(status_in(Some(&chunk), index), expected, "{index}");
        assert_eq!(status_in(Some(&chunk), index + 2_048), expected, "{index}");
    }
}

fn any_status() -> impl Strategy<Value = AttestedStatus> {
    prop_oneof![
        Just(AttestedStatus::Valid),
        Just(AttestedStatus::Suspended),
        Just(AttestedStatus::Revoked),
    ]
}

proptest! {
    #[test]
    fn setting_one_status_leaves_the_others(
        sets in prop::collection::vec((0u32..1_024, any_status()), 0..40), probe in 0u32..1_024,
    ) {
        let mut chunk = [0u8; CHUNK_BYTES];
        let mut expected = AttestedStatus::Valid;
        for (index, status) in sets {
            chunk = with_status(chunk, index, status);
            if index == probe {
                expected = status;
            }
        }
        prop_assert_eq!(status_in(Some(&chunk), probe), Some(expected));
    }

    #[test]
    fn a_pass_reads_back(
        closed: bool, level: u8, country: [u8; 2], valid_from: u64, expires_at: u64,
        numbers: (u32, u32, u32), digest: [u8; 32], as_of: u64, status in any_status(), abroad: bool,
    ) {
        let source = if abroad {
            Source::Abroad { recognition: numbers.0, mirror: numbers.1, as_of, status }
        } else {
            Source::Home { accreditation: numbers.0, list: numbers.1, index: numbers.2, digest }
        };
        let pass = Pass { closed, level, country, valid_from, expires_at, source };
        prop_assert_eq!(Pass::read(&pass.write()).unwrap(), pass);
    }

    /// I5 and I12: bytes that nobody wrote never authorize by accident of a panic or a default.
    #[test]
    fn junk_never_panics(
        pass in prop::option::of(prop::collection::vec(any::<u8>(), 0..80)),
        ground in prop::option::of(prop::collection::vec(any::<u8>(), 0..30)),
        chunk in prop::option::of(prop::collection::vec(any::<u8>(), 0..300)),
        now: u64,
    ) {
        let known = ground.is_some() && pass.is_some();
        let verdict = evaluate(&policy(), &Records { pass, ground, chunk }, now);
        prop_assert!(known || !verdict.authorized);
    }
}
