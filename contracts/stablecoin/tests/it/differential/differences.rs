//! Each difference from cw20-base, on both sides.

use super::*;

#[test]
fn d1_an_expired_grant_does_not_come_back() {
    let mut pair = Pair::new();
    pair.pass(0, &Message::Increase(1, 100, Some(2)));
    pair.env.block.height += 2;
    // Even: a height.
    pair.pass(0, &Message::Increase(1, 5, Some(4)));
    assert_eq!(pair.allowance(0, 1), (5, 105));
    pair.env.block.height += 4;
    assert_eq!(pair.allowance(0, 1), (0, 105));
    pair.pass(0, &Message::Decrease(1, 1, Some(4)));
    assert_eq!(pair.allowance(0, 1), (0, 104));
}

#[test]
fn d2_a_spent_grant_without_expiry_is_gone() {
    let mut pair = Pair::new();
    pair.pass(0, &Message::Increase(1, 5, None));
    pair.pass(1, &Message::TransferFrom(0, 2, 5));
    let (ours, theirs) = pair.both(1, &Message::TransferFrom(0, 2, 0));
    assert_eq!(ours.unwrap_err(), "No allowance for this account [ST-016]");
    assert!(theirs.is_ok());
}

#[test]
fn d3_lowering_a_grant_that_is_not_there_says_so() {
    let (ours, theirs) = Pair::new().both(0, &Message::Decrease(1, 5, None));
    assert_eq!(ours.unwrap_err(), "No allowance for this account [ST-016]");
    assert!(theirs.unwrap_err().contains("cw20::query::AllowanceResponse"));
}

#[test]
fn d4_a_supply_above_the_largest_number_is_an_error() {
    let mut pair = Pair::with_cap(None);
    let mint = Message::Mint(1, u128::MAX);
    let both = std::panic::AssertUnwindSafe(|| pair.both(0, &mint));
    assert!(std::panic::catch_unwind(both).is_err(), "the reference panics");
    let (env, info) = (pair.env.clone(), message_info(&pair.people[0], &[]));
    let msg = ExecuteMsg::Mint { recipient: pair.who(1), amount: u128::MAX.into() };
    let ours = isthmus_stablecoin::contract::execute(pair.ours.as_mut(), env, info, msg.into());
    assert_eq!(ours.unwrap_err().code(), "ST-011");
}

#[test]
fn d5_an_account_without_a_balance_is_not_listed() {
    let mut pair = Pair::new();
    pair.pass(0, &Message::Transfer(1, 300));
    let query = cw20_base::msg::QueryMsg::AllAccounts { start_after: None, limit: None };
    let (ours, theirs): (AllAccountsResponse, AllAccountsResponse) = pair.ask(query);
    assert_eq!((ours.accounts.len(), theirs.accounts.len()), (2, 3));
    assert!(!ours.accounts.contains(&pair.who(0)) && theirs.accounts.contains(&pair.who(0)));
}

#[test]
fn d7_an_svg_logo_may_hold_no_script() {
    let mut pair = Pair::new();
    let info = message_info(&pair.people[1], &[]);
    let logo = Binary::from(b"<?xml ?><svg><script/></svg>");
    let msg = Cw20ExecuteMsg::UploadLogo(Logo::Embedded(EmbeddedLogo::Svg(logo)));
    let same: ExecuteMsg = from_json(to_json_vec(&msg).unwrap()).unwrap();
    let (env, ours) = (pair.env.clone(), pair.ours.as_mut());
    let ours = isthmus_stablecoin::contract::execute(ours, env.clone(), info.clone(), same.into());
    assert_eq!(ours.unwrap_err().code(), "ST-041");
    assert!(cw20_base::contract::execute(pair.theirs.as_mut(), env, info, msg).is_ok());
}

#[test]
fn d8_a_bad_address_names_its_field() {
    let (ours, theirs) = Pair::new().both(0, &Message::Transfer(PEOPLE, 1));
    let told = "recipient must be a lower-case bech32 address of this chain, got nobody [ST-008]";
    assert_eq!(ours.unwrap_err(), told);
    assert!(!theirs.unwrap_err().contains("recipient"));
}

#[test]
fn d9_the_sender_is_checked_before_the_logo() {
    let (ours, theirs) = Pair::new().both(2, &Message::Logo(5));
    assert!(ours.unwrap_err().starts_with("Unauthorized"));
    assert_eq!(theirs.unwrap_err(), "Invalid png header");
}

#[test]
fn d10_a_raw_read_of_the_old_map_finds_nothing() {
    let pair = Pair::new();
    let balances =
        |deps: &Deps| cw20_base::state::BALANCES.may_load(&deps.storage, &pair.people[0]);
    assert_eq!(balances(&pair.ours).unwrap(), None);
    assert_eq!(balances(&pair.theirs).unwrap(), Some(300u128.into()));
}

/// The same JSON to both sides; ours says why it cannot be read.
fn refused_here(json: &str) -> String {
    let mut pair = Pair::new();
    let (env, info) = (pair.env.clone(), message_info(&pair.people[0], &[]));
    let json = json.replace("BOB", pair.people[1].as_str());
    let theirs: Cw20ExecuteMsg = from_json(&json).unwrap();
    let passed =
        cw20_base::contract::execute(pair.theirs.as_mut(), env.clone(), info.clone(), theirs);
    assert!(passed.is_ok(), "{json}: {passed:?}");
    let ours = from_json(&json).unwrap();
    let refused = isthmus_stablecoin::contract::execute(pair.ours.as_mut(), env, info, ours);
    refused.unwrap_err().to_string()
}

#[test]
fn d11_a_field_that_nobody_knows_is_refused() {
    let told = refused_here(r#"{"transfer":{"recipient":"BOB","amount":"100","memo":"x"}}"#);
    let why = "unknown field `memo` in `transfer`, expected `recipient` or `amount`";
    assert_eq!(told, format!("this message cannot be read: {why} [AC-021]"));
}

#[test]
fn d12_an_amount_has_neither_a_sign_nor_zeros_before_it() {
    for amount in ["0100", "+100", "00"] {
        let json = format!(r#"{{"transfer":{{"recipient":"BOB","amount":"{amount}"}}}}"#);
        let why = format!("invalid number `{amount}` in `transfer.amount`, expected digits");
        let told = refused_here(&json);
        assert!(told.starts_with(&format!("this message cannot be read: {why}")), "{told}");
    }
}

#[test]
fn d13_base64_has_its_padding() {
    for msg in ["aGk", "aG9vaw"] {
        let json = format!(r#"{{"send":{{"contract":"BOB","amount":"1","msg":"{msg}"}}}}"#);
        let why = format!("invalid base64 `{msg}` in `send.msg`, expected base64 with padding");
        assert_eq!(refused_here(&json), format!("this message cannot be read: {why} [AC-021]"));
    }
}
