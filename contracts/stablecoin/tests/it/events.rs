//! The events of the main messages, in the order of their attributes.

use cosmwasm_std::HexBinary;
use cw_multi_test::AppResponse;
use isthmus_api::stablecoin::{moved, Cw20Event, ExecuteMsg, FreezeMode, SignedAction};

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::Rule;
use crate::suite::{Suite, ACTORS};

/// The token's own events, with names for addresses.
fn shown(suite: &Suite, title: &str, response: &AppResponse) -> String {
    let mut lines = vec![format!("# {title}")];
    for event in &response.events {
        if !event.ty.starts_with("wasm") {
            continue;
        }
        let attributes = event.attributes.iter().filter(|a| a.key != "_contract_address");
        let attributes = attributes.map(|a| format!("{}={}", a.key, a.value));
        lines.push(format!("{}: {}", event.ty, attributes.collect::<Vec<_>>().join(", ")));
    }
    let mut text = lines.join("\n");
    for actor in ACTORS.iter().chain(&["receiver", "token"]) {
        text = text.replace(&suite.addr(actor), actor);
    }
    text
}

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

/// Who sends what, in order. A change is applied after its delay.
const STORY: &str = r##"
alice {"transfer": {"recipient": "west:bob", "amount": "5"}}
alice {"send": {"contract": "west:receiver", "amount": "5", "msg": "eA=="}}
alice {"increase_allowance": {"spender": "west:bob", "amount": "50"}}
alice {"decrease_allowance": {"spender": "west:bob", "amount": "5"}}
bob {"transfer_from": {"owner": "west:alice", "recipient": "west:carol", "amount": "5"}}
bob {"send_from": {"owner": "west:alice", "contract": "west:receiver", "amount": "5", "msg": "eA=="}}
bob {"burn_from": {"owner": "west:alice", "amount": "5"}}
alice {"burn": {"amount": "5"}}
minter {"mint": {"recipient": "west:carol", "amount": "5"}}
minter {"mint": {"recipient": "west:bob", "amount": "5"}}
minter {"mint": {"recipient": "west:carol", "amount": "5"}}
marketer {"update_marketing": {}}
marketer {"upload_logo": {"url": "https://isthmus.example"}}
alice {"transfer_with_memo": {"recipient": "west:bob", "amount": "5", "memo": "INV 2026/114"}}
alice {"send_with_memo": {"contract": "west:receiver", "amount": "5", "msg": "eA==", "memo": "PO-7"}}
alice {"batch_transfer": {"payments": [{"recipient": "west:bob", "amount": "5"}, {"recipient": "west:carol", "amount": "1", "memo": "pay 2"}]}}
alice {"set_allowance": {"spender": "west:carol", "amount": "9", "expires": {"at_height": 99999999}, "expected_current": "0"}}
alice {"revoke_allowances": {"spenders": ["west:carol", "west:receiver", "west:bob"]}}
signed
minter {"update_minter": {"new_minter": "west:carol"}}
owner {"set_minter": {"minter": {"address": "west:minter", "allowance": "7", "rate_limit": null}}}
owner {"set_minter": {"minter": {"address": "west:minter", "allowance": null, "rate_limit": {"capacity": "5", "refill_per_second": "1"}}}}
owner {"set_minter": {"minter": null}}
owner {"set_cap": {"cap": null}}
owner {"set_holder_burn": {"enabled": false}}
compliance {"freeze": {"accounts": ["west:carol"], "mode": "outgoing"}}
compliance {"freeze": {"accounts": ["west:carol"], "mode": "full", "reason": "case 7", "until": 1600000000, "case_hash": "hash:07"}}
alice {"send": {"contract": "west:bridge", "amount": "20", "msg": ""}}
bridge {"bridge_burn": {"amount": "20"}}
bridge {"bridge_mint": {"recipient": "west:bob", "amount": "5"}}
bridge {"bridge_refund": {"recipient": "west:carol", "amount": "5"}}
bridge {"bridge_refund": {"recipient": "west:receiver", "amount": "5", "msg": "eA=="}}
compliance {"unfreeze": {"accounts": ["west:carol"]}}
compliance {"freeze": {"accounts": ["west:carol", "west:alice"], "mode": "full", "reason": "case 7"}}
compliance {"unfreeze": {"accounts": ["west:carol", "west:alice"]}}
guardian {"place_hold": {"accounts": ["west:carol", "west:bob"], "seconds": 60, "reason": "alert 12", "case_hash": "hash:07"}}
guardian {"release_hold": {"accounts": ["west:carol", "west:bob"]}}
compliance {"lock_amount": {"locks": [{"account": "west:carol", "amount": "40"}, {"account": "west:bob", "amount": "7"}], "reason": "case 7", "case_hash": "hash:07"}}
compliance {"unlock_amount": {"locks": [{"account": "west:carol", "amount": "40"}, {"account": "west:bob", "amount": "7"}]}}
compliance {"freeze": {"accounts": ["west:bob"], "mode": "full"}}
seizer {"seize": {"from": "west:bob", "to": "west:carol", "amount": "5", "reason": "case 7", "case_hash": "hash:08"}}
seizer {"wipe": {"account": "west:bob", "amount": null, "case_hash": "hash:09"}}
compliance {"set_compliance_mode": {"mode": "blocklist"}}
identity {"set_account_status": {"accounts": ["west:carol", "west:bob"], "status": "blocked"}}
compliance {"screen_foreign": {"region": "east", "receivers": ["east1abc", "east1def"], "blocked": true}}
compliance {"set_policy_contract": {"policy": {"address": "west:policy", "gas_limit": 200000}}}
stranger {"probe_policy": {}}
compliance {"set_policy_contract": {"policy": null}}
owner {"register_escrow": {"account": "west:receiver"}}
owner {"unregister_escrow": {"account": "west:receiver"}}
alice {"transfer": {"recipient": "west:token", "amount": "5"}}
rescuer {"rescue": {"asset": {"cw20": "west:token"}, "to": "west:alice", "amount": "5"}}
feemanager {"set_fee": {"fee": {"bps": 20, "max_fee": "9", "collector": "west:minter"}}}
alice {"transfer": {"recipient": "west:stranger", "amount": "500"}}
feemanager {"set_fee": {"fee": null}}
owner {"renounce_feature": {"feature": "raise_cap"}}
owner {"grant_role": {"role": "compliance", "account": "west:carol"}}
owner {"revoke_role": {"role": "compliance", "account": "west:carol"}}
owner {"grant_role": {"role": "compliance", "account": "west:carol"}}
carol {"renounce_role": {"role": "compliance"}}
pauser {"pause": {"scopes": ["mint", "burn"], "duration_seconds": 60}}
owner {"unpause": {"scopes": ["mint", "burn"]}}
owner {"update_ownership": {"transfer_ownership": {"new_owner": "west:carol"}}}
owner {"set_bridge": {"bridge": "west:receiver"}}
owner {"set_identity": {"identity": "west:receiver"}}
owner {"set_change_delay": {"seconds": 60}}
owner {"set_owner_delay": {"seconds": 200}}
owner {"schedule_change": {"change": {"set_cap": {"cap": "9"}}}}
owner {"schedule_change": {"change": {"set_holder_burn": {"enabled": true}}}}
pauser {"cancel_change": {"id": 2}}
owner {"schedule_change": {"change": {"renounce_ownership": {}}}}
alice {"apply_change": {"id": 1}}
alice {"apply_change": {"id": 3}}
compliance {"lock_amount": {"locks": [{"account": "west:alice", "amount": "6"}]}}
compliance {"freeze": {"accounts": ["west:alice"], "mode": "outgoing"}}
guardian {"place_hold": {"accounts": ["west:alice"], "seconds": 60, "reason": "alert 13"}}
compliance {"recover_account": {"old": "west:alice", "new": "west:stranger", "case_hash": "hash:0a"}}
"##;

/// What alice signs, or does about it. Signatures name the contract; the golden text shows none.
fn signed_acts(suite: &Suite) -> Vec<(&'static str, ExecuteMsg)> {
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|who| suite.addr(who));
    let signer = Signer::new(7);
    let [_, key] = signer.keys();
    let act =
        |action: SignedAction, nonce| signed(suite, &signer, Kind::Ed25519, &action, terms(nonce));
    let (owner, amount, one) = (alice.clone(), 5u128.into(), 1u128.into());
    let permit = SignedAction::Permit { owner, spender: carol, amount, expires: None };
    let (from, to, memo) = (alice.clone(), bob.clone(), Some("INV 7".to_string()));
    let pay = SignedAction::Transfer { from, to, amount: one, most: one, memo };
    let take = SignedAction::Receive { from: alice, to: bob, amount: one, most: one, memo: None };
    vec![
        ("alice", ExecuteMsg::RegisterKey { key: key.clone() }),
        ("stranger", act(permit, 0)),
        ("stranger", act(pay, 2)),
        ("bob", act(take, 3)),
        ("alice", ExecuteMsg::CancelAuthorization { nonce: 1 }),
        ("alice", ExecuteMsg::AdvanceNonce { by: 7 }),
        ("alice", ExecuteMsg::RemoveKey { key }),
    ]
}

#[test]
fn e26_the_events_of_the_main_messages_are_golden() {
    let mut suite = Suite::new();
    ["alice", "stranger"].into_iter().for_each(|who| suite.link(who, [1; 20]));
    let policy = suite.policy(&Rule::Allow).into_string();
    let story = STORY.replace("west:policy", &policy);
    let (before, after) = story.split_once("signed\n").unwrap();
    let mut steps = suite.rows(before);
    let acts = signed_acts(&suite);
    steps.extend(acts.into_iter().map(|(actor, msg)| (vec![actor], msg)));
    steps.extend(suite.rows(after));
    let mut text = vec![shown(&suite, "instantiate", &suite.created.clone())];
    for (words, msg) in steps {
        let kind: &'static str = isthmus_api::stablecoin::ExecuteKind::from(&msg).into();
        if kind == "apply_change" {
            suite.after_seconds(60);
        }
        let response = suite.ok(words[0], msg);
        text.push(shown(&suite, kind, &response));
    }
    insta::assert_snapshot!(text.join("\n"));
}
