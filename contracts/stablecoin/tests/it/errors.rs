//! Errors that tell more than their own text.

use cosmwasm_std::testing::{mock_dependencies, mock_env};
use isthmus_api::stablecoin::{FreezeMode, QueryMsg};
use isthmus_stablecoin::contract;

use crate::suite::Suite;

/// Lists with an entry that is refused: whose, with which code, who sends it.
const LISTS: &str = r#"
escrow ST-026 compliance {"freeze": {"accounts": ["west:alice", "west:escrow"], "mode": "full"}}
alice ST-029 compliance {"unfreeze": {"accounts": ["west:carol", "west:alice"]}}
escrow ST-026 guardian {"place_hold": {"accounts": ["west:alice", "west:escrow"], "seconds": 5, "reason": "alert"}}
alice ST-056 compliance {"unlock_amount": {"locks": [{"account": "west:bob", "amount": "5"}, {"account": "west:alice", "amount": "1"}]}}
alice ST-008 compliance {"unlock_amount": {"locks": [{"account": "west:alice", "amount": "0"}, {"account": "west:bob", "amount": "5"}]}}
carol ST-013 alice {"batch_transfer": {"payments": [{"recipient": "west:bob", "amount": "1"}, {"recipient": "west:carol", "amount": "1"}]}}
bob ST-008 alice {"batch_transfer": {"payments": [{"recipient": "west:alice", "amount": "1"}, {"recipient": "west:bob", "amount": "1", "memo": ""}]}}
"#;

/// Of what a list names somebody is refused: who is said, with the code of the cause.
#[test]
fn the_refused_entry_of_a_list_is_named() {
    let mut suite = Suite::new();
    suite.freeze("carol", FreezeMode::Full);
    suite.lock("bob", 5);
    for (words, msg) in suite.rows(LISTS) {
        let [account, code, by] = words[..] else { panic!("{words:?}") };
        let told = suite.send(by, msg).unwrap_err();
        let entry = format!("entry {} is refused: ", suite.addr(account));
        assert!(told.to_string().starts_with(&entry), "{told}");
        assert_eq!(told.code(), code, "{told}");
    }
}

#[test]
fn state_that_is_not_there_is_an_error() {
    let deps = mock_dependencies();
    let refused =
        contract::query(deps.as_ref(), mock_env(), QueryMsg::Supply {}.into()).unwrap_err();
    assert_eq!(refused.code(), "ST-001");
}
