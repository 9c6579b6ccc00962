//! What the events of movements say to who reads nothing else.

use cosmwasm_std::HexBinary;
use isthmus_api::stablecoin::{moved, Cw20Event, ExecuteMsg, FreezeMode};

use crate::suite::{Suite, ACTORS};

#[test]
fn e15_whatever_creates_or_destroys_tells_of_it() {
    let mut suite = Suite::new();
    let (amount, msg) = (7u128.into(), None);
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|who| suite.addr(who));
    let spender = bob.clone();
    suite.ok("alice", ExecuteMsg::IncreaseAllowance { spender, amount, expires: None });
    suite.deposit("alice", "bridge", 7).unwrap();
    suite.freeze("carol", FreezeMode::Outgoing);
    let steps = [
        ("minter", ExecuteMsg::Mint { recipient: alice.clone(), amount }, 7i128),
        ("minter", ExecuteMsg::Mint { recipient: bob.clone(), amount }, 7),
        ("minter", ExecuteMsg::Mint { recipient: carol.clone(), amount }, 7),
        ("bob", ExecuteMsg::Burn { amount }, -7),
        ("bob", ExecuteMsg::BurnFrom { owner: alice.clone(), amount }, -7),
        ("bridge", ExecuteMsg::BridgeBurn { amount }, -7),
        ("bridge", ExecuteMsg::BridgeMint { recipient: bob.clone(), amount: 3u128.into() }, 3),
        ("bridge", ExecuteMsg::BridgeRefund { recipient: alice, amount: 4u128.into(), msg }, 4),
        (
            "compliance",
            ExecuteMsg::Freeze {
                accounts: vec![carol.clone()],
                mode: FreezeMode::Full,
                reason: None,
                until: None,
                case_hash: None,
            },
            0,
        ),
        (
            "seizer",
            ExecuteMsg::Wipe {
                account: carol,
                amount: None,
                reason: None,
                case_hash: HexBinary::from([9; 32]),
            },
            -7,
        ),
    ];
    for (actor, msg, change) in steps {
        let before = i128::try_from(suite.supply().total.u128()).unwrap();
        let title = format!("{msg:?}");
        let response = suite.ok(actor, msg);
        let after = i128::try_from(suite.supply().total.u128()).unwrap();
        let told: i128 = response
            .events
            .iter()
            .flat_map(moved)
            .map(|moved| match (moved.from, moved.to) {
                (None, Some(_)) => i128::try_from(moved.amount.u128()).unwrap(),
                (Some(_), None) => -i128::try_from(moved.amount.u128()).unwrap(),
                _ => 0,
            })
            .sum();
        assert_eq!((after - before, told), (change, change), "{title}");
    }
}

/// What a plain indexer of CW20 reads of each message: an action, from whom, to whom, by whom, how much.
/// A list has one set for each entry, and so has a fee.
const TOLD: &str = r#"
transfer:alice:bob::5 alice {"transfer": {"recipient": "west:bob", "amount": "5"}}
transfer:alice:bob::5 alice {"transfer_with_memo": {"recipient": "west:bob", "amount": "5", "memo": "INV 7"}}
send:alice:receiver::5 alice {"send_with_memo": {"contract": "west:receiver", "amount": "5", "msg": "eA==", "memo": "INV 7"}}
transfer:alice:bob::5,transfer:alice:alice::1,transfer:alice:bob::2 alice {"batch_transfer": {"payments": [{"recipient": "west:bob", "amount": "5"}, {"recipient": "west:alice", "amount": "1"}, {"recipient": "west:bob", "amount": "2"}]}}
- alice {"increase_allowance": {"spender": "west:bob", "amount": "500"}}
transfer_from:alice:carol:bob:5 bob {"transfer_from": {"owner": "west:alice", "recipient": "west:carol", "amount": "5"}}
burn_from:alice::bob:1 bob {"burn_from": {"owner": "west:alice", "amount": "1"}}
mint::carol::5 minter {"mint": {"recipient": "west:carol", "amount": "5"}}
send:alice:bridge::9 alice {"send": {"contract": "west:bridge", "amount": "9", "msg": ""}}
burn:bridge:::9 bridge {"bridge_burn": {"amount": "9"}}
mint::bob::4 bridge {"bridge_mint": {"recipient": "west:bob", "amount": "4"}}
mint::alice::5 bridge {"bridge_refund": {"recipient": "west:alice", "amount": "5"}}
- compliance {"freeze": {"accounts": ["west:bob"], "mode": "full"}}
transfer:bob:carol::5 seizer {"seize": {"from": "west:bob", "to": "west:carol", "amount": "5", "case_hash": "hash:08"}}
burn:bob:::16 seizer {"wipe": {"account": "west:bob", "amount": "16", "case_hash": "hash:09"}}
burn:bob:::500 seizer {"wipe": {"account": "west:bob", "amount": null, "reason": "case 7", "case_hash": "hash:09"}}
transfer:alice:token::7 alice {"transfer": {"recipient": "west:token", "amount": "7"}}
transfer:token:carol::7 rescuer {"rescue": {"asset": {"cw20": "west:token"}, "to": "west:carol", "amount": "7"}}
- feemanager {"set_fee": {"fee": {"bps": 20, "max_fee": "2", "collector": "west:minter"}}}
transfer:alice:carol::500,transfer:alice:minter::1 alice {"transfer": {"recipient": "west:carol", "amount": "500"}}
transfer:carol:stranger::500,transfer:carol:minter::1,transfer:carol:alice::1 carol {"batch_transfer": {"payments": [{"recipient": "west:stranger", "amount": "500"}, {"recipient": "west:alice", "amount": "1"}]}}
transfer:alice:stranger::461 compliance {"recover_account": {"old": "west:alice", "new": "west:stranger", "case_hash": "hash:0a"}}
"#;

#[test]
fn a8_every_movement_is_told_as_cw20_tells_it_whatever_caused_it() {
    let mut suite = Suite::with_identity();
    ["alice", "stranger"].into_iter().for_each(|who| suite.link(who, [1; 20]));
    for (words, msg) in suite.rows(TOLD) {
        let [expected, sender] = words[..] else { panic!("{words:?}") };
        let response = suite.ok(sender, msg);
        let events = response.events.iter().filter(|event| event.ty == "wasm");
        let ours =
            events.filter(|event| event.attributes.iter().any(|a| a.value == suite.token.as_str()));
        let show = |set: &[cosmwasm_std::Attribute]| {
            let find = |key: &str| set.iter().find(|a| a.key == key).map_or("", |a| &a.value);
            let parts = ["action", "from", "to", "by", "amount"].map(find).join(":");
            let known = ACTORS.iter().chain(&["receiver", "token"]);
            known.fold(parts, |text, actor| text.replace(&suite.addr(actor), actor))
        };
        let told: Vec<String> = ours
            .flat_map(Cw20Event::sets)
            .filter(|set| set[0].value != "increase_allowance")
            .map(show)
            .collect();
        let expected = if expected == "-" { "" } else { expected };
        assert_eq!(told.join(","), expected, "{words:?}");
    }
}
