//! The events of the main messages, in the order of their attributes.

use cw_multi_test::AppResponse;
use isthmus_api::stablecoin::{ExecuteMsg, SignedAction};

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::{Rule, Suite, ACTORS};

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
