//! Which states are taken over, and on what terms.

use super::*;

#[test]
fn the_first_page_may_go_with_the_migrate_message() {
    let mut suite = old();
    for limit in [0, MAX_FIRST_PAGE + 1] {
        let msg = begin(&suite, Some(limit));
        assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-008");
    }
    let msg = begin(&suite, Some(2));
    migrate(&mut suite, &msg).unwrap();
    assert_eq!(status(&suite).unwrap().accounts, 2);
    for limit in [0, MAX_MIGRATION_PAGE + 1, u32::MAX] {
        suite.refuses("stranger", next(limit), "ST-008");
    }
    let mut suite = old();
    let msg = begin(&suite, Some(MAX_FIRST_PAGE));
    migrate(&mut suite, &msg).unwrap();
    assert_eq!(status(&suite), None);
    suite.transfer("alice", "bob", 1).unwrap();
}

#[test]
fn only_cw20_base_from_0_14_on_is_taken_over_and_only_once() {
    let mut suite = old();
    let refused = migrate(&mut suite, &MigrateMsg::default()).unwrap_err();
    assert_eq!(refused.code(), "ST-130");
    assert!(refused.to_string().contains("from_cw20 must say who owns the token"));
    let msg = begin(&suite, None);
    edit(&mut suite, |storage| {
        cw2::set_contract_version(storage, "crates.io:cw20-base", "0.13.4").unwrap();
    });
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-131");
    assert_eq!(migrate(&mut suite, &accept(1570)).unwrap_err().code(), "ST-130");
    edit(&mut suite, |storage| {
        cw2::set_contract_version(storage, "crates.io:cw1155-base", "2.0.0").unwrap();
    });
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "AC-009");
    edit(&mut suite, |storage| {
        cw2::set_contract_version(storage, "crates.io:cw20-base", "0.14.0").unwrap();
    });
    migrate(&mut suite, &msg).unwrap();
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-132");
    // Newer code may come in the middle: the migration goes on with it.
    suite.ok("stranger", next(2));
    let before = status(&suite);
    migrate(&mut suite, &MigrateMsg::default()).unwrap();
    assert_eq!((status(&suite), epoch(&suite)), (before, 2));
    suite.ok("stranger", next(100));
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-132");
    assert_eq!(suite.balance("alice"), 1000);
}

#[test]
fn the_terms_obey_the_rules_of_a_new_token() {
    let mut suite = old();
    let mut refused = |change: &dyn Fn(&mut FromCw20, &Suite)| {
        let mut msg = begin(&suite, None);
        change(msg.from_cw20.as_mut().unwrap(), &suite);
        migrate(&mut suite, &msg).unwrap_err().code()
    };
    assert_eq!(refused(&|terms, _| terms.owner = Some("nobody".into())), "AC-008");
    let conflict = |terms: &mut FromCw20, suite: &Suite| terms.owner = Some(suite.addr("seizer"));
    assert_eq!(refused(&conflict), "AC-010");
    let abroad = |terms: &mut FromCw20, _: &Suite| {
        terms.regional.as_mut().unwrap().region = "east".into();
    };
    assert_eq!(refused(&abroad), "ST-024");
    // Without a minter too: what was issued here was issued at home.
    edit(&mut suite, |storage| {
        let info = TOKEN_INFO.load(storage).unwrap();
        let none = cw20_base::state::TokenInfo { mint: None, ..info };
        TOKEN_INFO.save(storage, &none).unwrap();
    });
    let mut msg = begin(&suite, None);
    abroad(msg.from_cw20.as_mut().unwrap(), &suite);
    assert_eq!(migrate(&mut suite, &msg).unwrap_err().code(), "ST-024");
}

#[test]
fn e27_an_svg_logo_is_dropped() {
    let mut suite = old();
    edit(&mut suite, |storage| {
        let svg = Binary::from(b"<?xml version=\"1.0\"?><svg/>");
        LOGO.save(storage, &Logo::Embedded(EmbeddedLogo::Svg(svg))).unwrap();
        assert_eq!(MARKETING_INFO.load(storage).unwrap().logo, Some(LogoInfo::Embedded));
    });
    let msg = begin(&suite, Some(MAX_FIRST_PAGE));
    migrate(&mut suite, &msg).unwrap();
    let info: MarketingInfoResponse = suite.query(QueryMsg::MarketingInfo {});
    assert_eq!((info.logo, info.project.as_deref()), (None, Some("https://isthmus.example")));
    let logo = suite
        .app
        .wrap()
        .query_wasm_smart::<DownloadLogoResponse>(&suite.token, &QueryMsg::DownloadLogo {});
    assert!(logo.is_err());
    suite.ok("marketer", ExecuteMsg::UploadLogo(Logo::Url("https://isthmus.example".into())));
}

#[test]
fn the_message_of_earlier_releases_is_still_a_migrate_message() {
    let msg: MigrateMsg = from_json(b"{}").unwrap();
    assert_eq!(msg, MigrateMsg::default());
    let full: MigrateMsg = from_json(br#"{"from_cw20": {"owner": "x", "limit": 5}}"#).unwrap();
    assert_eq!(full.from_cw20.as_ref().unwrap().limit, Some(5));
    let again: MigrateMsg = from_json(to_json_vec(&full).unwrap()).unwrap();
    assert_eq!(again, full);
}

/// The layout before, when the token was its own office; `hand_over` of the repository's own tests goes on.
#[test]
fn a_token_that_was_its_own_office_is_asked_which_contract_is_it_now() {
    let mut suite = Suite::new();
    let nothing = migrate(&mut suite, &MigrateMsg::default());
    assert!(nothing.is_ok(), "{nothing:?}");
    let terms = suite.terms("receiver", None, None);
    let hand_over = MigrateMsg { hand_over: Some(terms), ..MigrateMsg::default() };
    assert_eq!(migrate(&mut suite, &hand_over).unwrap_err().code(), "ST-137");
    edit(&mut suite, |storage| storage.set(b"primary_minter", b"\"minter\""));
    assert_eq!(migrate(&mut suite, &MigrateMsg::default()).unwrap_err().code(), "ST-136");
}
