//! Compliance mode, status of accounts, and the list of receivers abroad.

use isthmus_api::stablecoin::{
    foreign_receiver_key, AccountStatus, CanTransferResponse, ComplianceMode, ComplianceResponse,
    ExecuteMsg, ForeignReceiverResponse, ForeignReceiversResponse, FreezeMode, QueryMsg,
};
use strum::IntoEnumIterator;

use crate::suite::Suite;

const EVERYBODY: [&str; 4] = ["alice", "bob", "carol", "receiver"];

fn suite() -> Suite {
    let mut suite = Suite::new();
    suite.approve("alice", "bob", 100);
    suite
}

/// Messages with the accounts that need to be admitted, and who sends it.
const PAYMENTS: &str = r#"
alice,carol alice {"transfer": {"recipient": "west:carol", "amount": "1"}}
alice alice {"transfer": {"recipient": "west:alice", "amount": "1"}}
alice,receiver alice {"send": {"contract": "west:receiver", "amount": "1", "msg": "eA=="}}
alice,carol,bob bob {"transfer_from": {"owner": "west:alice", "recipient": "west:carol", "amount": "1"}}
alice,receiver,bob bob {"send_from": {"owner": "west:alice", "contract": "west:receiver", "amount": "1", "msg": "eA=="}}
alice alice {"burn": {"amount": "1"}}
alice,bob bob {"burn_from": {"owner": "west:alice", "amount": "1"}}
alice,bob alice {"increase_allowance": {"spender": "west:bob", "amount": "1"}}
carol minter {"mint": {"recipient": "west:carol", "amount": "1"}}
"#;

fn payments(suite: &Suite) -> Vec<(&'static str, ExecuteMsg, Vec<&'static str>)> {
    let rows = suite.rows(PAYMENTS).into_iter();
    rows.map(|(words, msg)| (words[1], msg, words[0].split(',').collect())).collect()
}

/// With one account out of the list, exactly the messages in which it has a part are refused.
fn exactly_its_messages(mode: ComplianceMode, bad: AccountStatus, code: &str) {
    for out in EVERYBODY {
        let mut suite = suite();
        for who in EVERYBODY {
            suite.status(who, AccountStatus::Allowed);
        }
        suite.mode(mode);
        suite.status(out, bad);
        for (sender, msg, needs) in payments(&suite) {
            let text = format!("{out}: {msg:?}");
            match needs.contains(&out) {
                true => assert_eq!(suite.fails(sender, msg), code, "{text}"),
                false => {
                    suite.ok(sender, msg);
                }
            }
        }
        suite.status(out, AccountStatus::Allowed);
        for (sender, msg, _) in payments(&suite) {
            suite.ok(sender, msg);
        }
    }
}

#[test]
fn allowlist_admits_listed_payers_recipients_and_spenders_alone() {
    exactly_its_messages(ComplianceMode::Allowlist, AccountStatus::None, "ST-093");
    exactly_its_messages(ComplianceMode::Allowlist, AccountStatus::Blocked, "ST-094");
}

#[test]
fn blocklist_refuses_blocked_accounts_alone() {
    exactly_its_messages(ComplianceMode::Blocklist, AccountStatus::Blocked, "ST-094");
    let mut suite = suite();
    suite.mode(ComplianceMode::Blocklist);
    for (sender, msg, _) in payments(&suite) {
        suite.ok(sender, msg);
    }
}

#[test]
fn in_an_open_token_a_status_says_nothing() {
    let mut suite = suite();
    for who in EVERYBODY {
        suite.status(who, AccountStatus::Blocked);
    }
    for (sender, msg, _) in payments(&suite) {
        suite.ok(sender, msg);
    }
}

#[test]
fn e21_a_status_never_overrides_a_freeze() {
    for mode in ComplianceMode::iter() {
        let mut suite = suite();
        suite.mode(mode);
        for who in EVERYBODY {
            suite.status(who, AccountStatus::Allowed);
        }
        suite.freeze("alice", FreezeMode::Full);
        suite.status("alice", AccountStatus::Allowed);
        assert_eq!(suite.transfer("alice", "carol", 1).unwrap_err().code(), "ST-012");
        assert_eq!(suite.transfer("bob", "alice", 1).unwrap_err().code(), "ST-013");
        // And the freeze lifted leaves the status.
        suite.unfreeze("alice");
        suite.transfer("alice", "carol", 1).unwrap();
    }
}

#[test]
fn escrows_are_admitted_and_what_must_land_lands() {
    let mut suite = suite();
    suite.status("alice", AccountStatus::Allowed);
    suite.mode(ComplianceMode::Allowlist);
    suite.deposit("alice", "escrow", 100).unwrap();
    suite.deposit("alice", "bridge", 100).unwrap();
    suite.ok("bridge", ExecuteMsg::BridgeBurn { amount: 60u128.into() });
    // Carol has no status: an escrow pays her, a refund reaches her, money from abroad does not.
    let (recipient, amount) = (suite.addr("carol"), 10u128.into());
    suite.ok("escrow", ExecuteMsg::Transfer { recipient: recipient.clone(), amount });
    let refund = ExecuteMsg::BridgeRefund { recipient: recipient.clone(), amount, msg: None };
    suite.ok("bridge", refund);
    let mint = ExecuteMsg::BridgeMint { recipient: recipient.clone(), amount };
    suite.refuses("bridge", mint.clone(), "ST-093");
    suite.refuses("carol", ExecuteMsg::Burn { amount }, "ST-093");
    suite.status("carol", AccountStatus::Allowed);
    suite.ok("bridge", mint);
    assert_eq!(suite.balance("carol"), 30);
    // An escrow that is none any more is like everybody else.
    suite.approve("alice", "escrow", 50);
    let account = suite.addr("escrow");
    suite.ok("owner", ExecuteMsg::UnregisterEscrow { account });
    let pull = ExecuteMsg::TransferFrom { owner: suite.addr("alice"), recipient, amount };
    suite.refuses("escrow", pull, "ST-093");
}

/// A grant remembers that its parties were free; a status or a mode that came after it is found.
#[test]
fn e6_a_grant_finds_every_restriction_that_came_after_it() {
    let pull = |suite: &Suite| ExecuteMsg::TransferFrom {
        owner: suite.addr("alice"),
        recipient: suite.addr("carol"),
        amount: 1u128.into(),
    };
    let mut suite = suite();
    for who in ["alice", "carol"] {
        suite.status(who, AccountStatus::Allowed);
    }
    let msg = pull(&suite);
    suite.ok("bob", msg.clone());
    suite.mode(ComplianceMode::Allowlist);
    suite.refuses("bob", msg.clone(), "ST-093");
    suite.status("bob", AccountStatus::Allowed);
    suite.ok("bob", msg.clone());
    suite.ok("bob", msg.clone());
    suite.status("bob", AccountStatus::None);
    suite.refuses("bob", msg.clone(), "ST-093");
    suite.mode(ComplianceMode::Open);
    suite.ok("bob", msg.clone());
    suite.mode(ComplianceMode::Blocklist);
    suite.ok("bob", msg.clone());
    suite.status("bob", AccountStatus::Blocked);
    suite.refuses("bob", msg, "ST-094");
}

#[test]
fn a_mode_that_is_no_stricter_makes_no_grant_look_again() {
    let mut suite = suite();
    suite.mode(ComplianceMode::Allowlist);
    let before = suite.records();
    suite.mode(ComplianceMode::Allowlist);
    assert_eq!(suite.records(), before);
}

#[test]
fn can_transfer_gives_the_codes_of_the_errors() {
    let mut suite = suite();
    let ask = |suite: &Suite, spender: Option<&str>| {
        let query = QueryMsg::CanTransfer {
            from: suite.addr("alice"),
            to: suite.addr("carol"),
            amount: 1u128.into(),
            spender: spender.map(|who| suite.addr(who)),
        };
        suite.query::<CanTransferResponse>(query)
    };
    suite.mode(ComplianceMode::Allowlist);
    for (who, party) in [("alice", "paying"), ("carol", "receiving")] {
        let told = ask(&suite, None);
        let refused = suite.transfer("alice", "carol", 1).unwrap_err();
        assert_eq!((told.code, told.reason), (Some(refused.code()), Some(refused.to_string())));
        assert_eq!(
            refused.to_string(),
            format!("the {party} account is not on the allow-list [ST-093]")
        );
        suite.status(who, AccountStatus::Allowed);
    }
    assert!(ask(&suite, None).ok);
    assert_eq!(ask(&suite, Some("bob")).code.unwrap(), "ST-093");
    suite.status("bob", AccountStatus::Blocked);
    assert_eq!(ask(&suite, Some("bob")).code.unwrap(), "ST-094");
}

#[test]
fn statuses_come_from_compliance_or_the_registry_and_in_batches() {
    let mut suite = suite();
    let set = |suite: &Suite, count: usize, status| {
        let accounts = (0..count).map(|n| suite.addr(&format!("holder {n}"))).collect();
        ExecuteMsg::SetAccountStatus { accounts, status }
    };
    for count in [0, 51] {
        let msg = set(&suite, count, AccountStatus::Allowed);
        suite.refuses("compliance", msg, if count == 0 { "ST-092" } else { "ST-008" });
    }
    let msg = set(&suite, 50, AccountStatus::Allowed);
    suite.refuses("owner", msg.clone(), "AC-002");
    let events = |response: &cw_multi_test::AppResponse| {
        let ours = "wasm-isthmus_stablecoin_set_account_status";
        response.events.iter().filter(|event| event.ty == ours).count()
    };
    let response = suite.ok("identity", msg.clone());
    assert_eq!(events(&response), 50);
    assert_eq!(suite.account("holder 49").status, AccountStatus::Allowed);
    let response = suite.ok("compliance", msg);
    assert_eq!(events(&response), 0, "nothing changed");
    // A status that says nothing leaves no record (I14, which the suite checks).
    let msg = set(&suite, 50, AccountStatus::None);
    suite.ok("compliance", msg);
    let abroad = Suite::with(|msg, _| msg.regional.as_mut().unwrap().identity = None);
    let msg = set(&suite, 1, AccountStatus::Allowed);
    assert_eq!(abroad.unwrap().fails("identity", msg), "AC-002");
}

#[test]
fn a_token_may_begin_with_an_allowlist() {
    let mut suite =
        Suite::with(|msg, _| msg.compliance_mode = Some(ComplianceMode::Allowlist)).unwrap();
    let told: ComplianceResponse = suite.query(QueryMsg::Compliance {});
    assert_eq!(told.mode, ComplianceMode::Allowlist);
    assert_eq!(suite.transfer("alice", "bob", 1).unwrap_err().code(), "ST-093");
}

#[test]
fn receivers_abroad_are_listed_for_the_bridge_to_read() {
    let mut suite = suite();
    let screen = |region: &str, receivers: &[&str], blocked| ExecuteMsg::ScreenForeign {
        region: region.into(),
        receivers: receivers.iter().map(ToString::to_string).collect(),
        blocked,
    };
    let long = "e".repeat(129);
    for bad in [screen("East", &["east1a"], true), screen("east", &["EAST1A"], true)] {
        suite.refuses("compliance", bad, "ST-008");
    }
    suite.refuses("compliance", screen("east", &[&long], true), "ST-008");
    suite.refuses("compliance", screen("east", &["e"; 51], true), "ST-008");
    suite.refuses("compliance", screen("east", &[], true), "ST-092");
    suite.ok("compliance", screen("east", &["east1a", "east1b", "east1c"], true));
    suite.ok("compliance", screen("easter", &["east1d"], true));
    let ask = |suite: &Suite, receiver: &str| {
        let (region, receiver) = ("east".to_string(), receiver.to_string());
        suite.query::<ForeignReceiverResponse>(QueryMsg::ForeignReceiver { region, receiver })
    };
    assert!(ask(&suite, "east1a").blocked && !ask(&suite, "east1d").blocked);
    suite.ok("compliance", screen("east", &["east1c"], false));
    let query = QueryMsg::ForeignReceivers {
        region: "east".into(),
        start_after: Some("east1a".into()),
        limit: None,
    };
    let page: ForeignReceiversResponse = suite.query(query);
    assert_eq!(page.receivers, ["east1b"]);
    // The raw key that the bridge reads.
    let token = suite.token.clone();
    let storage = suite.app.contract_storage(&token);
    let east = isthmus_api::types::RegionId::new("region", "east").unwrap();
    assert!(storage.get(&foreign_receiver_key(&east, "east1b")).is_some());
    assert!(storage.get(&foreign_receiver_key(&east, "east1c")).is_none());
}
