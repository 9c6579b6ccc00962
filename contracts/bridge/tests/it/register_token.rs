//! `register_token`.

use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use isthmus_wire::from_message;

use crate::suite::*;

fn token(token: &str, contract: &str, gas_limit: Option<u64>) -> ExecuteMsg {
    ExecuteMsg::RegisterToken {
        token: token.to_string(),
        contract: contract.to_string(),
        gas_limit,
    }
}

#[test]
fn a_token_keeps_its_contract_for_life() {
    let mut suite = Suite::registered();
    let (iusd, other) = (suite.addr("iusd").into_string(), suite.addr("other").into_string());
    suite.refuses("owner", token(IUSD, &other, None), "BR-022");
    suite.refuses("owner", token("west.two", &iusd, None), "BR-022");
    for bad in [
        token("iusd", &other, None),
        token("west.two", "nobody", None),
        token("west.two", &other, Some(99_999)),
        token("west.two", &other, Some(5_000_001)),
    ] {
        suite.refuses("owner", bad, "BR-008");
    }
    let response = suite.ok("owner", token(IUSD, &iusd, Some(750_000)));
    let registered: ev::TokenRegistered = event(&response.events);
    assert_eq!(registered.gas_limit, 750_000);
    suite.connect(&suite.channel(CHANNEL)).unwrap();
    let packet = suite.send(5);
    assert_eq!(suite.timeout(&packet).messages[0].gas_limit, Some(750_000));
}

/// The usual gas may be more than the token has: whoever means it says so.
#[test]
fn the_usual_gas_is_asked_for_with_null_and_never_by_leaving_it_out() {
    let register = r#"{"register_token":{"token":"west.iusd","contract":"x"}}"#;
    let change = format!(r#"{{"schedule_change":{{"change":{register}}}}}"#);
    for (json, at) in
        [(register, "register_token"), (change.as_str(), "schedule_change.change.register_token")]
    {
        let told = from_message::<ExecuteMsg>(json.as_bytes()).unwrap_err();
        assert_eq!(told, format!("missing field `gas_limit` in `{at}`"));
        let null = json.replacen(r#""x""#, r#""x","gas_limit":null"#, 1);
        assert!(from_message::<ExecuteMsg>(null.as_bytes()).is_ok(), "{null}");
    }
}
