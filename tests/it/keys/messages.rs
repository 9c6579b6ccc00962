//! The messages of the token and of its office: whose each is, and which change of a rule it makes.

use cosmwasm_std::from_json;
use isthmus_api::permission::{caller_text, Caller, Guarded, PartyName, RoleName};
use isthmus_api::{issuance, stablecoin};
use isthmus_testkit::rows::{rows, ADMINISTRATION, ISSUANCE, STABLECOIN};
use serde::de::DeserializeOwned;
use serde_json::{json, Value};
use strum::IntoEnumIterator;

/// What loosens or tightens, and what is signed, badly, for a holder: of each rule what it may be beside
/// what the table of all messages says.
const MORE_OF_TOKEN: &str = r##"
{"send": {"contract": "west:office", "amount": "1", "msg": "eyJyZWRlZW0iOnsicmVmZXJlbmNlIjoiMDEifX0="}}
{"permit": {"owner": "west:alice", "spender": "west:mallory", "amount": "1", "expires": null, "authorization": {"nonce": 0, "not_after": 1, "signature": {"ed25519": {"public_key": "hash:07", "signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="}}}}}
{"transfer_with_authorization": {"from": "west:alice", "to": "west:mallory", "amount": "1", "most": "1", "memo": null, "authorization": {"nonce": 0, "not_after": 1, "signature": {"ed25519": {"public_key": "hash:07", "signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="}}}}}
{"receive_with_authorization": {"from": "west:alice", "to": "west:mallory", "amount": "1", "most": "1", "memo": null, "authorization": {"nonce": 0, "not_after": 1, "signature": {"ed25519": {"public_key": "hash:07", "signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="}}}}}
{"update_ownership": "accept_ownership"}
{"update_ownership": "renounce_ownership"}
{"set_minter": {"minter": null}}
{"set_minter": {"minter": {"address": "west:mallory", "allowance": "1", "rate_limit": null}}}
{"set_minter": {"minter": {"address": "west:mallory", "allowance": "2", "rate_limit": null}}}
{"set_cap": {"cap": "1"}}
{"set_holder_burn": {"enabled": false}}
{"set_compliance_mode": {"mode": "open"}}
{"set_policy_contract": {"policy": {"address": "west:receiver", "gas_limit": 100000}}}
{"set_bridge": {"bridge": "west:escrow"}}
{"set_identity": {"identity": "west:receiver"}}
{"set_fee": {"fee": {"bps": 5, "max_fee": "5000", "collector": "west:mallory"}}}
"##;

/// The same of the office.
const MORE_OF_OFFICE: &str = r#"
{"update_ownership": "accept_ownership"}
{"update_ownership": "renounce_ownership"}
{"configure_minter": {"minter": "west:mallory", "ceiling": "5000", "rate_limit": null}}
{"configure_minter": {"minter": "west:mallory", "ceiling": "6000", "rate_limit": {"capacity": "5", "refill_per_second": "1"}}}
{"set_mint_recipients": {"minter": "west:minter", "recipients": null}}
{"set_mint_recipients": {"minter": "west:minter", "recipients": ["west:mallory"]}}
{"submit_attestation": {"amount": "9", "as_of": 1, "holdings": [{"category": "other", "institution": "First Bank", "amount": "9", "days": 3}], "report_hash": "hash:07", "uri": "x"}}
{"set_reserve_policy": {"policy": {"max_age_seconds": 60, "margin_bps": 0}}}
{"set_redemption_policy": {"policy": {"term_days": 2, "payment_days": 2, "min_amount": "1"}}}
"#;

/// The two contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    Token,
    Office,
}

/// A message as it might be sent.
pub struct Message {
    pub of: Of,
    /// Its name.
    pub kind: String,
    /// The message.
    pub body: Value,
    /// Who may send it, in the words of the permission table; nobody in particular if anyone may.
    pub keys: Vec<String>,
}

/// Every message of one of the two, more than once where a rule may be this or that.
pub fn messages(of: Of, address: impl Fn(&str) -> String) -> Vec<Message> {
    match of {
        Of::Token => read::<stablecoin::ExecuteMsg>(of, &[STABLECOIN, MORE_OF_TOKEN], address),
        Of::Office => read::<issuance::ExecuteMsg>(of, &[ISSUANCE, MORE_OF_OFFICE], address),
    }
}

fn read<M: Guarded>(of: Of, tables: &[&str], address: impl Fn(&str) -> String) -> Vec<Message> {
    let text = format!("{}{}", tables.concat(), ADMINISTRATION.replace("SCOPE", "mint"));
    let callers = callers::<M>();
    let message = |(_, body): (Vec<&str>, Value)| {
        let kind = name(&body).to_string();
        let caller = callers.iter().find(|(found, _)| *found == kind);
        let keys = caller.unwrap_or_else(|| panic!("no message {kind}")).1.clone();
        Message { of, kind, body, keys }
    };
    let found: Vec<Message> = rows(&text, address).into_iter().map(message).collect();
    for (kind, _) in callers {
        assert!(found.iter().any(|message| message.kind == kind), "no {kind}");
    }
    found
}

/// All messages, each with the keys that it takes.
pub fn callers<M: Guarded>() -> Vec<(&'static str, Vec<String>)> {
    let line = |kind: M::Kind| (kind.into(), keys(M::permission(kind).caller));
    M::Kind::iter().map(line).collect()
}

fn keys<R: RoleName, P: PartyName>(caller: Caller<R, P>) -> Vec<String> {
    match caller {
        Caller::Anyone => Vec::new(),
        Caller::OneOf(callers) => callers.iter().flat_map(|caller| keys(*caller)).collect(),
        one => vec![caller_text(one)],
    }
}

/// The name of a message.
pub fn name(body: &Value) -> &str {
    body.as_object().unwrap().keys().next().unwrap()
}

/// The change of a rule that a message makes, if it makes one.
pub fn change_of(of: Of, body: &Value) -> Option<Value> {
    let kind = name(body);
    let fields = &body[kind];
    let minter = &fields["minter"];
    let change = match kind {
        "configure_minter" => {
            let terms = json!({"ceiling": fields["ceiling"], "rate_limit": fields["rate_limit"]});
            json!({"set_minter": {"minter": minter, "terms": terms}})
        }
        "remove_minter" => json!({"set_minter": {"minter": minter, "terms": null}}),
        "configure_controller" => json!({ "set_controller": fields }),
        "remove_controller" => {
            json!({"set_controller": {"controller": fields["controller"], "minter": null}})
        }
        "update_ownership" if *fields == "renounce_ownership" => json!({"renounce_ownership": {}}),
        _ => body.clone(),
    };
    let is_one = match of {
        Of::Token => can_read::<stablecoin::Change>(&change),
        Of::Office => can_read::<issuance::Change>(&change),
    };
    is_one.then_some(change)
}

fn can_read<T: DeserializeOwned>(value: &Value) -> bool {
    from_json::<T>(value.to_string()).is_ok()
}
