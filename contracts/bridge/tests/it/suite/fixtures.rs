//! What the east sends and what a test looks for: packets, messages, events and codes.

use super::*;

/// An address of the east.
pub fn east(name: &str) -> String {
    MockApi::default().with_prefix("east").addr_make(name).into_string()
}

pub fn remote_port() -> String {
    port("east", "bridge")
}

/// The port of a contract on the chain with a prefix.
pub fn port(prefix: &'static str, name: &str) -> String {
    format!("wasm.{}", MockApi::default().with_prefix(prefix).addr_make(name))
}

pub fn limit(capacity: u128, refill: u128) -> Option<Limit> {
    Some(Limit { capacity: capacity.into(), refill_per_second: refill.into() })
}

pub fn hook(receiver: &str) -> TokenHook {
    hook_with(receiver, None, None)
}

pub fn hook_with(
    receiver: &str,
    timeout_seconds: Option<u64>,
    reference: Option<&[u8]>,
) -> TokenHook {
    let (region, receiver) = ("east".to_string(), receiver.to_string());
    let (memo, info, reference) = (None, None, reference.map(Binary::from));
    TokenHook::Transfer { region, receiver, timeout_seconds, memo, info, reference }
}

/// The message that sets a route to the east.
pub fn set_route(
    token: &str,
    outbound: Option<Limit>,
    inbound: Option<Limit>,
    cap: Option<u128>,
) -> ExecuteMsg {
    let (region, token) = ("east".to_string(), token.to_string());
    let outstanding_cap = cap.map(Uint128::new);
    ExecuteMsg::SetRoute { region, token, outbound, inbound, outstanding_cap }
}

/// A transfer as the east would send it.
pub fn incoming(token: &str, amount: u128, receiver: &str) -> Envelope {
    Envelope {
        v: 1,
        from: "east".to_string(),
        to: "west".to_string(),
        id: 1,
        token: Some(token.to_string()),
        sender: Some(east("bob")),
        op: Op::Transfer(Transfer {
            amount: amount.to_string(),
            receiver: receiver.to_string(),
            memo: None,
            info: None,
        }),
    }
}

pub fn attestation(account: &str) -> Attestation {
    Attestation {
        account: account.to_string(),
        subject: "west1subject".to_string(),
        schema: "kyc".to_string(),
        jurisdiction: "west-fsa".to_string(),
        issuer: "did:isthmus:west-1:x:1".to_string(),
        digest: vec![7; 32].into(),
        level: 2,
        country: "DE".to_string(),
        valid_from: START,
        expires_at: START + 1_000,
        version: 3,
        status: AttestedStatus::Valid,
        as_of: START,
    }
}

pub fn success() -> Vec<u8> {
    br#"{"result":"AQ=="}"#.to_vec()
}

pub fn refusal() -> Vec<u8> {
    br#"{"error":"receiver is frozen [ST-012]"}"#.to_vec()
}

pub fn claim(id: u64) -> ExecuteMsg {
    ExecuteMsg::Claim { region: "east".to_string(), token: IUSD.to_string(), id }
}

pub fn resolve(id: u64, outcome: DisputeOutcome, reason: &str) -> ExecuteMsg {
    ExecuteMsg::ResolveDispute {
        region: "east".to_string(),
        token: Some(IUSD.to_string()),
        id,
        outcome,
        reason: reason.to_string(),
    }
}

/// A send by somebody who wants to know which of its payments came back.
pub fn send_with_reference(suite: &mut Suite, amount: u128) -> IbcPacket {
    let hook = hook_with(&east("bob"), None, Some(b"deal-7"));
    let response = suite.send_hook("iusd", amount, &hook).unwrap();
    suite.packet(&response)
}

pub fn peer(region: &str, connection: &str, port: &str, prefix: &str) -> ExecuteMsg {
    ExecuteMsg::RegisterPeer {
        region: region.to_string(),
        connection: connection.to_string(),
        remote_port: port.to_string(),
        address_prefix: prefix.to_string(),
    }
}

/// The code at the end of an error.
#[track_caller]
pub fn code(error: impl ToString) -> String {
    let text = error.to_string();
    code_of(&text).unwrap_or_else(|| panic!("no code: {text}"))
}

/// Contracts that have these raw keys and no others.
pub(super) fn tokens(listed: Vec<(String, Vec<u8>)>) -> MockQuerier {
    let mut querier = MockQuerier::default();
    querier.update_wasm(move |query| match query {
        WasmQuery::Raw { contract_addr, key } => {
            let found = listed.iter().any(|(of, k)| of == contract_addr && k == key.as_slice());
            let value = if found { Binary::from([0]) } else { Binary::default() };
            SystemResult::Ok(ContractResult::Ok(value))
        }
        other => panic!("not a raw query: {other:?}"),
    });
    querier
}

/// The packet among the messages: channel, data, timeout.
pub fn sent(messages: &[SubMsg]) -> (String, Binary, IbcTimeout) {
    messages
        .iter()
        .find_map(|m| match &m.msg {
            CosmosMsg::Ibc(IbcMsg::SendPacket { channel_id, data, timeout }) => {
                Some((channel_id.clone(), data.clone(), timeout.clone()))
            }
            _ => None,
        })
        .expect("a packet")
}

/// What is asked of a contract: its address and the message as JSON.
pub fn called(message: &SubMsg<Empty>) -> (String, serde_json::Value) {
    match &message.msg {
        CosmosMsg::Wasm(WasmMsg::Execute { contract_addr, msg, funds }) => {
            assert!(funds.is_empty());
            (contract_addr.clone(), from_json(msg).unwrap())
        }
        other => panic!("not a call: {other:?}"),
    }
}
