use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use isthmus_api::stablecoin::{
    AllBalancesResponse, CanTransferResponse, ConfigResponse, FreezeMode, MinterInfo, PauseScope,
    QueryMsg,
};

use crate::suite::Suite;

fn can(
    suite: &Suite,
    from: &str,
    to: &str,
    amount: u128,
    spender: Option<&str>,
) -> CanTransferResponse {
    suite.query(QueryMsg::CanTransfer {
        from: suite.addr(from),
        to: suite.addr(to),
        amount: amount.into(),
        spender: spender.map(|spender| suite.addr(spender)),
    })
}

#[test]
fn can_transfer_gives_the_code_of_the_error_the_transfer_would_give() {
    let mut suite = Suite::new();
    let yes = CanTransferResponse { ok: true, code: None, reason: None };
    assert_eq!(can(&suite, "alice", "bob", 1000, None), yes);
    let check = |suite: &mut Suite| {
        let told = can(suite, "alice", "bob", 10, None);
        let refused = suite.transfer("alice", "bob", 10).unwrap_err();
        assert_eq!((told.code, told.reason), (Some(refused.code()), Some(refused.to_string())));
    };
    suite.freeze("bob", FreezeMode::Full);
    check(&mut suite);
    suite.freeze("alice", FreezeMode::Outgoing);
    check(&mut suite);
    suite.pause(PauseScope::Transfer);
    check(&mut suite);
    suite.unfreeze("alice");
    assert_eq!(can(&suite, "alice", "bob", 1, Some("carol")).code.unwrap(), "ST-016");
    // It answers, whatever it is asked.
    let query = QueryMsg::CanTransfer {
        from: "x".into(),
        to: "y".into(),
        amount: 1u128.into(),
        spender: None,
    };
    assert_eq!(suite.query::<CanTransferResponse>(query).code.unwrap(), "ST-008");
}

#[test]
fn c6_a_page_has_ten_items_and_at_most_thirty() {
    let mut suite = Suite::new();
    for number in 0..31 {
        suite.transfer("alice", &format!("holder {number}"), 1).unwrap();
    }
    let page = |limit| {
        let query = QueryMsg::AllAccounts { start_after: None, limit };
        suite.query::<cw20::AllAccountsResponse>(query).accounts.len()
    };
    assert_eq!([None, Some(7), Some(31), Some(u32::MAX)].map(page), [10, 7, 30, 30]);
    let (mut told, mut start_after) = (BTreeMap::new(), None);
    loop {
        let query = QueryMsg::AllBalances { start_after, limit: None };
        let page = suite.query::<AllBalancesResponse>(query).balances;
        assert!(page.len() <= 10);
        start_after = page.last().map(|last| last.address.clone());
        told.extend(page.into_iter().map(|each| (each.address, each.amount.u128())));
        if start_after.is_none() {
            break;
        }
    }
    assert_eq!(told, suite.balances());
}

#[test]
fn config_ownership_contract_info_and_the_minter_are_told() {
    let suite = Suite::new();
    let config: ConfigResponse = suite.query(QueryMsg::Config {});
    assert_eq!(config.token.unwrap(), "west.iusd");
    assert_eq!((config.home, config.owner_delay_seconds), (true, 100));
    let ownership: cw_ownable::Ownership<Addr> = suite.query(QueryMsg::Ownership {});
    assert_eq!(ownership.owner.unwrap().to_string(), suite.addr("owner"));
    let info: cw2::ContractVersion = suite.query(QueryMsg::ContractInfo {});
    assert_eq!(info.contract, "isthmus-stablecoin");
    let minter: Option<MinterInfo> = suite.query(QueryMsg::MinterInfo {});
    assert_eq!(minter.unwrap().minter, suite.addr("minter"));
    let info: cw20::TokenInfoResponse = suite.query(QueryMsg::TokenInfo {});
    assert_eq!((info.decimals, info.total_supply.u128()), (6, 1500));
}
