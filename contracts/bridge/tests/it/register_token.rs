//! `register_token`.

use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;

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
