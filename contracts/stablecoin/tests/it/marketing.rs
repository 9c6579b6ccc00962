use cosmwasm_std::Binary;
use cw20::{DownloadLogoResponse, EmbeddedLogo, Logo, LogoInfo, MarketingInfoResponse};
use isthmus_api::stablecoin::{ExecuteMsg, QueryMsg};

use crate::suite::Suite;

fn info(suite: &Suite) -> MarketingInfoResponse {
    suite.query(QueryMsg::MarketingInfo {})
}

fn update(project: Option<&str>, marketing: Option<&str>) -> ExecuteMsg {
    let text = |text: Option<&str>| text.map(str::to_string);
    let description = Some(String::new());
    ExecuteMsg::UpdateMarketing { project: text(project), description, marketing: text(marketing) }
}

fn svg(text: &str) -> ExecuteMsg {
    ExecuteMsg::UploadLogo(Logo::Embedded(EmbeddedLogo::Svg(Binary::from(text.as_bytes()))))
}

#[test]
fn e27_the_owner_can_restore_what_was_cleared() {
    let mut suite = Suite::new();
    suite.ok("marketer", update(Some(" "), Some("")));
    assert_eq!(info(&suite), MarketingInfoResponse::default());
    suite.refuses("marketer", update(Some("x"), None), "AC-002");
    let marketer = suite.addr("marketer");
    suite.ok("owner", update(Some("https://isthmus.example"), Some(&marketer)));
    suite.ok("marketer", update(None, None));
    assert_eq!(info(&suite).project.unwrap(), "https://isthmus.example");
    suite.refuses("marketer", update(None, Some("nobody")), "ST-008");
}

#[test]
fn a_logo_is_checked_and_can_be_downloaded() {
    let mut suite = Suite::new();
    suite.refuses("alice", svg("<?xml ?><svg/>"), "AC-002");
    suite.refuses("marketer", svg("<svg/>"), "ST-039");
    suite.refuses("marketer", svg("<?xml ?><svg onload=\"x\"/>"), "ST-041");
    let png = |data: Vec<u8>| {
        ExecuteMsg::UploadLogo(Logo::Embedded(EmbeddedLogo::Png(Binary::from(data))))
    };
    suite.refuses("marketer", png(vec![1; 20]), "ST-040");
    suite.refuses("marketer", png(vec![1; 5121]), "ST-038");
    suite.ok("marketer", svg("<?xml ?><svg/>"));
    assert_eq!(info(&suite).logo, Some(LogoInfo::Embedded));
    let logo: DownloadLogoResponse = suite.query(QueryMsg::DownloadLogo {});
    assert_eq!(logo.mime_type, "image/svg+xml");
    let url = "https://isthmus.example/logo.png".to_string();
    suite.ok("marketer", ExecuteMsg::UploadLogo(Logo::Url(url.clone())));
    assert_eq!(info(&suite).logo, Some(LogoInfo::Url(url)));
    ensure_none(&suite);
}

/// There is none to download: in cw20-base's words, without the name of a type.
fn ensure_none(suite: &Suite) {
    let none: Result<DownloadLogoResponse, _> =
        suite.app.wrap().query_wasm_smart(&suite.token, &QueryMsg::DownloadLogo {});
    let told = none.unwrap_err().to_string();
    assert!(told.ends_with("logo not found [ST-001]"), "{told}");
}

#[test]
fn a_token_without_a_logo_says_so() {
    ensure_none(&Suite::new());
}
