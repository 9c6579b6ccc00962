use cosmwasm_std::Addr;
use isthmus_api::stablecoin::{EscrowsResponse, ExecuteMsg, FreezeMode, PauseScope, QueryMsg};

use crate::suite::Suite;

#[test]
fn an_escrow_pays_while_transfers_are_paused_and_the_holder_is_frozen() {
    let mut suite = Suite::new();
    suite.transfer("alice", "escrow", 300).unwrap();
    suite.freeze("carol", FreezeMode::Full);
    suite.pause(PauseScope::Transfer);
    suite.transfer("escrow", "carol", 100).unwrap();
    let carol = suite.account("carol");
    assert_eq!((carol.balance.u128(), carol.spendable.u128()), (100, 0));
    // Into the escrow only what its payer may pay: a pause that stops theft must not leave the
    // bridge open.
    assert_eq!(suite.transfer("alice", "escrow", 1).unwrap_err().code(), "AC-006");
}

#[test]
fn the_owner_registers_and_unregisters_escrows_but_never_the_bridge() {
    let mut suite = Suite::new();
    let register =
        |suite: &Suite, who: &str| ExecuteMsg::RegisterEscrow { account: suite.addr(who) };
    let drop = |suite: &Suite, who: &str| ExecuteMsg::UnregisterEscrow { account: suite.addr(who) };
    let msg = register(&suite, "receiver");
    suite.ok("owner", msg.clone());
    assert!(suite.account("receiver").escrow);
    suite.refuses("owner", msg, "ST-028");
    let listed: EscrowsResponse = suite.query(QueryMsg::Escrows { start_after: None, limit: None });
    let mut expected: Vec<Addr> =
        ["bridge", "escrow", "receiver"].map(|who| Addr::unchecked(suite.addr(who))).into();
    expected.sort();
    assert_eq!(listed.escrows, expected);

    let msg = drop(&suite, "receiver");
    suite.ok("owner", msg.clone());
    suite.refuses("owner", msg, "ST-027");
    suite.refuses("owner", drop(&suite, "bridge"), "ST-032");
    suite.freeze("carol", FreezeMode::Outgoing);
    suite.refuses("owner", register(&suite, "carol"), "ST-031");
}
