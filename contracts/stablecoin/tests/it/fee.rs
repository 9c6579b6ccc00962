//! The fee on top of payments.

use isthmus_api::stablecoin::{
    AccountStatus, CanTransferResponse, ComplianceMode, ExecuteMsg, Feature, FeeConfig, FreezeMode,
    QueryMsg, QuoteTransferResponse,
};

use crate::suite::Suite;

fn fee(suite: &Suite, bps: u16, max_fee: u128, collector: &str) -> ExecuteMsg {
    let collector = suite.addr(collector);
    ExecuteMsg::SetFee { fee: Some(FeeConfig { bps, max_fee: max_fee.into(), collector }) }
}

/// A fee of 20 basis points, at most `max`, for carol; alice has a hundred thousand more.
fn suite(max: u128) -> Suite {
    let mut suite =
        Suite::with(|msg, _| msg.initial_balances[0].amount = 101_000u128.into()).unwrap();
    suite.ok("feemanager", fee(&suite, 20, max, "carol"));
    suite
}

fn quote(suite: &Suite, from: &str, to: &str, amount: u128) -> (u128, u128, u128) {
    let (from, to, amount) = (suite.addr(from), suite.addr(to), amount.into());
    let told: QuoteTransferResponse = suite.query(QueryMsg::QuoteTransfer { from, to, amount });
    (told.amount.u128(), told.fee.u128(), told.total.u128())
}

/// Each way to pay 1234.
const EACH: &str = r#"
alice {"transfer": {"recipient": "west:receiver", "amount": "1234"}}
alice {"send": {"contract": "west:receiver", "amount": "1234", "msg": "eA=="}}
bob {"transfer_from": {"owner": "west:alice", "recipient": "west:receiver", "amount": "1234"}}
bob {"send_from": {"owner": "west:alice", "contract": "west:receiver", "amount": "1234", "msg": "eA=="}}
alice {"batch_transfer": {"payments": [{"recipient": "west:receiver", "amount": "1234"}]}}
"#;

#[test]
fn e14_the_recipient_gets_the_amount_and_the_payer_pays_the_fee_on_top() {
    for (max, amount, due) in [(50, 1000, 2), (50, 499, 0), (50, 99_000, 50), (0, 1000, 0)] {
        let suite = suite(max);
        let before = suite.balance("alice");
        let each = EACH.replace("1234", &amount.to_string());
        assert_eq!(quote(&suite, "alice", "receiver", amount), (amount, due, amount + due));
        for (words, msg) in suite.rows(&each) {
            let (sender, text) = (words[0], format!("{msg:?}"));
            let mut suite = self::suite(max);
            suite.approve("alice", "bob", 500_000);
            suite.ok(sender, msg);
            assert_eq!(suite.balance("receiver"), amount, "{text}");
            assert_eq!(suite.balance("alice"), before - amount - due, "{text}");
            assert_eq!(suite.balance("carol"), due, "{text}");
            if let Some((_, told, _, held)) = suite.received() {
                assert_eq!((told.u128(), held.u128()), (amount, amount), "{text}");
            }
            if sender == "bob" {
                let left = suite.allowance("alice", "bob").allowance.u128();
                assert_eq!(left, 500_000 - amount - due, "A11: the fee is part of it");
            }
        }
    }
}

/// A11, of what an owner allows a spender.
#[test]
fn a11_an_allowance_is_the_most_that_leaves_its_owner_fee_included() {
    let mut suite = suite(50);
    suite.approve("alice", "bob", 1001);
    let pull = |suite: &Suite, amount: u128| ExecuteMsg::TransferFrom {
        owner: suite.addr("alice"),
        recipient: suite.addr("receiver"),
        amount: amount.into(),
    };
    let (from, to) = (suite.addr("alice"), suite.addr("receiver"));
    let (amount, spender) = (1000u128.into(), Some(suite.addr("bob")));
    let asked = QueryMsg::CanTransfer { from, to, amount, spender };
    assert_eq!(suite.query::<CanTransferResponse>(asked.clone()).code.unwrap(), "ST-018");
    // 1000 and a fee of 2.
    let refused = suite.send("bob", pull(&suite, 1000)).unwrap_err().to_string();
    assert!(refused.contains("allowance 1001, needed 1002"), "{refused}");
    let before = suite.balance("alice");
    suite.ok("bob", pull(&suite, 999));
    assert_eq!(before - suite.balance("alice"), 1000);
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 1);
    // What is left pays nothing that has a fee; without one it pays.
    suite.ok("feemanager", ExecuteMsg::SetFee { fee: None });
    suite.ok("bob", pull(&suite, 1));
    assert_eq!(suite.allowance("alice", "bob").allowance.u128(), 0);
}

#[test]
fn escrows_the_collector_and_oneself_pay_nothing() {
    let mut suite = suite(50);
    for to in ["escrow", "bridge"] {
        assert_eq!(quote(&suite, "alice", to, 5000).1, 0, "{to}");
        suite.deposit("alice", to, 5000).unwrap();
    }
    let paid = [("alice", "alice"), ("escrow", "alice"), ("alice", "carol"), ("carol", "bob")];
    for (from, to) in paid {
        assert_eq!(quote(&suite, from, to, 5000).1, 0, "{from} {to}");
        suite.transfer(from, to, 5000).unwrap();
    }
    assert_eq!(suite.balance("carol"), 0);
    suite.transfer("alice", "bob", 5000).unwrap();
    assert_eq!(suite.balance("carol"), 10);
    // E4: the collector pays itself, and nothing comes of it.
    suite.transfer("carol", "carol", 10).unwrap();
    assert_eq!(suite.balance("carol"), 10);
}

#[test]
fn a_payer_who_has_the_amount_but_not_the_fee_cannot_pay() {
    let mut suite = suite(50);
    suite.transfer("alice", "bob", 500).unwrap();
    // Bob has 1000 now, and would have to pay 1002.
    let query = QueryMsg::CanTransfer {
        from: suite.addr("bob"),
        to: suite.addr("receiver"),
        amount: 1000u128.into(),
        spender: None,
    };
    assert_eq!(suite.query::<CanTransferResponse>(query).code.unwrap(), "ST-010");
    assert_eq!(suite.transfer("bob", "receiver", 1000).unwrap_err().code(), "ST-010");
    suite.transfer("bob", "receiver", 998).unwrap();
}

#[test]
fn a_collector_that_cannot_receive_stops_no_payment() {
    for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
        let mut suite = suite(50);
        suite.freeze("carol", mode);
        suite.transfer("alice", "bob", 5000).unwrap();
        assert_eq!((suite.balance("carol"), suite.balance("bob")), (0, 5500));
        suite.unfreeze("carol");
        suite.transfer("alice", "bob", 5000).unwrap();
        assert_eq!(suite.balance("carol"), 10);
    }
    let mut suite = suite(50);
    for who in ["alice", "bob"] {
        suite.status(who, AccountStatus::Allowed);
    }
    suite.mode(ComplianceMode::Allowlist);
    suite.transfer("alice", "bob", 5000).unwrap();
    assert_eq!(suite.balance("carol"), 0, "not on the allow-list");
    suite.status("carol", AccountStatus::Allowed);
    suite.transfer("alice", "bob", 5000).unwrap();
    assert_eq!(suite.balance("carol"), 10);
    let mut suite = self::suite(50);
    let fee = fee(&suite, 20, 50, "receiver");
    suite.ok("feemanager", fee);
    let account = suite.addr("receiver");
    suite.ok("owner", ExecuteMsg::RegisterEscrow { account });
    suite.transfer("alice", "bob", 5000).unwrap();
    assert_eq!(suite.balance("receiver"), 0);
}

#[test]
fn no_role_goes_above_the_ceiling() {
    let mut suite = Suite::new();
    for (bps, max) in [(21, 5), (0, 5), (u16::MAX, 5), (20, 50_000_001)] {
        let msg = fee(&suite, bps, max, "carol");
        assert_eq!(suite.fails("feemanager", msg), "ST-104", "{bps} {max}");
    }
    for collector in ["escrow", "bridge"] {
        suite.refuses("feemanager", fee(&suite, 1, 5, collector), "ST-105");
    }
    let msg = fee(&suite, 20, 50_000_000, "carol");
    suite.refuses("owner", msg.clone(), "AC-002");
    suite.ok("feemanager", msg);
    assert_eq!(suite.query::<Option<FeeConfig>>(QueryMsg::Fee {}).unwrap().bps, 20);
}

#[test]
fn fees_are_ended_and_given_up() {
    let mut suite = suite(50);
    let give_up = ExecuteMsg::RenounceFeature { feature: Feature::Fee };
    suite.refuses("owner", give_up.clone(), "ST-106");
    suite.ok("feemanager", ExecuteMsg::SetFee { fee: None });
    assert_eq!(suite.query::<Option<FeeConfig>>(QueryMsg::Fee {}), None);
    suite.transfer("alice", "bob", 5000).unwrap();
    assert_eq!(suite.balance("carol"), 0);
    suite.ok("owner", give_up);
    suite.refuses("feemanager", fee(&suite, 1, 1, "carol"), "ST-102");
    suite.ok("feemanager", ExecuteMsg::SetFee { fee: None });
}
