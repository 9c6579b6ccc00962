//! A contract that does with a packet what the packet says, and writes down all that happens to it.

use cosmwasm_std::{
    to_json_binary, BankMsg, Binary, CosmosMsg, Deps, DepsMut, Env, Event, Ibc3ChannelOpenResponse,
    IbcBasicResponse, IbcChannelCloseMsg, IbcChannelConnectMsg, IbcChannelOpenMsg,
    IbcChannelOpenResponse, IbcMsg, IbcPacketAckMsg, IbcPacketReceiveMsg, IbcPacketTimeoutMsg,
    IbcQuery, IbcReceiveResponse, IbcTimeout, MessageInfo, PortIdResponse, QueryRequest, Reply,
    Response, StdError, StdResult, SubMsg, SubMsgResult, Timestamp, WasmMsg,
};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::Item;
use isthmus_regions::embedded::{port_of, Delivery, Embedded, EmbeddedCode, Packet};
use isthmus_regions::{Pair, Receipt, Region, Side, TxResult, View};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

const LOG: Item<Vec<String>> = Item::new("log");

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ExecuteMsg {
    Nothing {},
    Send { channel: String, data: String, timeout_at: u64 },
    SendAndFail { channel: String, timeout_at: u64 },
    SendAndForgive { channel: String, timeout_at: u64 },
    Close { channel: String },
    WriteAck { channel: String, sequence: u64 },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum QueryMsg {
    Log {},
    Port {},
    Channel { channel: String },
}

fn note(deps: &mut DepsMut, text: impl Into<String>) -> StdResult<()> {
    let mut log = LOG.may_load(deps.storage)?.unwrap_or_default();
    log.push(text.into());
    LOG.save(deps.storage, &log)
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
    Ok(Response::new())
}

fn packet(channel: String, data: &str, timeout_at: u64) -> CosmosMsg {
    IbcMsg::SendPacket {
        channel_id: channel,
        data: data.as_bytes().into(),
        timeout: IbcTimeout::with_timestamp(Timestamp::from_seconds(timeout_at)),
    }
    .into()
}

fn execute(mut deps: DepsMut, env: Env, _: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    match msg {
        ExecuteMsg::Nothing {} => Ok(Response::new()),
        ExecuteMsg::Send { channel, data, timeout_at } => {
            note(&mut deps, format!("send {data}"))?;
            let sent = SubMsg::reply_on_success(packet(channel, &data, timeout_at), 1)
                .with_payload(data.into_bytes());
            Ok(Response::new().add_submessage(sent))
        }
        ExecuteMsg::SendAndFail { channel, timeout_at } => {
            note(&mut deps, "send and fail")?;
            let fail = BankMsg::Send {
                to_address: env.contract.address.into_string(),
                amount: vec![cosmwasm_std::coin(1, "nothing")],
            };
            let sent = packet(channel, "lost", timeout_at);
            Ok(Response::new().add_message(sent).add_message(fail))
        }
        ExecuteMsg::SendAndForgive { channel, timeout_at } => {
            let fail = WasmMsg::Execute {
                contract_addr: env.contract.address.into_string(),
                msg: to_json_binary(&ExecuteMsg::SendAndFail { channel, timeout_at })?,
                funds: vec![],
            };
            Ok(Response::new().add_submessage(SubMsg::reply_on_error(fail, 2)))
        }
        ExecuteMsg::Close { channel } => {
            let close = IbcMsg::CloseChannel { channel_id: channel };
            Ok(Response::new().add_message(close))
        }
        ExecuteMsg::WriteAck { channel, sequence } => {
            let ack = IbcMsg::WriteAcknowledgement {
                channel_id: channel,
                packet_sequence: sequence,
                ack: cosmwasm_std::IbcAcknowledgement::new(b"late".to_vec()),
            };
            Ok(Response::new().add_message(ack))
        }
    }
}

fn query(deps: Deps, _: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Log {} => to_json_binary(&LOG.may_load(deps.storage)?.unwrap_or_default()),
        QueryMsg::Port {} => {
            let port: PortIdResponse = deps.querier.query(&IbcQuery::PortId {}.into())?;
            to_json_binary(&port.port_id)
        }
        QueryMsg::Channel { channel } => {
            let query = QueryRequest::Ibc(IbcQuery::Channel { channel_id: channel, port_id: None });
            let found: cosmwasm_std::ChannelResponse = deps.querier.query(&query)?;
            to_json_binary(&found.channel)
        }
    }
}

fn reply(mut deps: DepsMut, _: Env, msg: Reply) -> StdResult<Response> {
    match (msg.id, msg.result) {
        (1, SubMsgResult::Ok(done)) => {
            let answer = &done.msg_responses[0];
            let data = String::from_utf8(msg.payload.to_vec()).unwrap();
            let kind = answer.type_url.rsplit('.').next().unwrap();
            // Field 1 as a varint: the sequence.
            let sequence = answer.value[1];
            note(&mut deps, format!("{kind} {sequence} {data}"))?;
            Ok(Response::new())
        }
        (2, SubMsgResult::Err(text)) => {
            note(&mut deps, format!("forgave {text}"))?;
            Ok(Response::new())
        }
        (3, SubMsgResult::Ok(_)) => Ok(Response::new().set_data(b"from reply".to_vec())),
        (id, _) => Err(StdError::generic_err(format!("unknown reply {id}"))),
    }
}

fn open(mut deps: DepsMut, _: Env, msg: IbcChannelOpenMsg) -> StdResult<IbcChannelOpenResponse> {
    let channel = msg.channel();
    let step = match &msg {
        IbcChannelOpenMsg::OpenInit { .. } => "init",
        IbcChannelOpenMsg::OpenTry { .. } => "try",
    };
    if channel.version == "refused" {
        return Err(StdError::generic_err("version refused [PG-001]"));
    }
    note(
        &mut deps,
        format!(
            "open {step} {} {} {}",
            channel.endpoint.channel_id, channel.connection_id, channel.version
        ),
    )?;
    Ok(Some(Ibc3ChannelOpenResponse { version: channel.version.clone() }))
}

fn connect(mut deps: DepsMut, _: Env, msg: IbcChannelConnectMsg) -> StdResult<IbcBasicResponse> {
    let step = match &msg {
        IbcChannelConnectMsg::OpenAck { .. } => "ack",
        IbcChannelConnectMsg::OpenConfirm { .. } => "confirm",
    };
    let other = &msg.channel().counterparty_endpoint.channel_id;
    note(&mut deps, format!("connect {step} {other}"))?;
    Ok(IbcBasicResponse::new())
}

fn close(mut deps: DepsMut, _: Env, msg: IbcChannelCloseMsg) -> StdResult<IbcBasicResponse> {
    let step = match &msg {
        IbcChannelCloseMsg::CloseInit { .. } => "init",
        IbcChannelCloseMsg::CloseConfirm { .. } => "confirm",
    };
    note(&mut deps, format!("close {step}"))?;
    Ok(IbcBasicResponse::new())
}

fn receive(mut deps: DepsMut, env: Env, msg: IbcPacketReceiveMsg) -> StdResult<IbcReceiveResponse> {
    let data = String::from_utf8(msg.packet.data.to_vec()).unwrap();
    note(&mut deps, format!("received {data}"))?;
    let done = IbcReceiveResponse::new(b"done".to_vec())
        .add_event(Event::new("pinged").add_attribute("data", &data));
    match data.as_str() {
        "refuse" => Err(StdError::generic_err("no thanks [PG-002]")),
        "panic" => panic!("out of gas"),
        "async" => Ok(IbcReceiveResponse::without_ack()),
        "submessage fails" => Ok(done.add_message(BankMsg::Send {
            to_address: env.contract.address.into_string(),
            amount: vec![cosmwasm_std::coin(1, "nothing")],
        })),
        "reply" => Ok(done.add_submessage(SubMsg::reply_on_success(
            WasmMsg::Execute {
                contract_addr: env.contract.address.into_string(),
                msg: to_json_binary(&ExecuteMsg::Nothing {})?,
                funds: vec![],
            },
            3,
        ))),
        _ => Ok(done),
    }
}

fn ack(mut deps: DepsMut, _: Env, msg: IbcPacketAckMsg) -> StdResult<IbcBasicResponse> {
    let text = String::from_utf8(msg.acknowledgement.data.to_vec()).unwrap();
    note(&mut deps, format!("acknowledged {text}"))?;
    if msg.original_packet.data.as_slice() == b"refuse my ack" {
        return Err(StdError::generic_err("cannot take it [PG-003]"));
    }
    Ok(IbcBasicResponse::new())
}

fn timeout(mut deps: DepsMut, _: Env, msg: IbcPacketTimeoutMsg) -> StdResult<IbcBasicResponse> {
    let data = String::from_utf8(msg.packet.data.to_vec()).unwrap();
    note(&mut deps, format!("timed out {data}"))?;
    Ok(IbcBasicResponse::new())
}

pub fn code() -> EmbeddedCode {
    EmbeddedCode::new(
        "ping",
        Box::new(ContractWrapper::new(execute, instantiate, query).with_reply(reply)),
    )
    .with_ibc(open, connect, close, receive, ack, timeout)
}

/// Two regions, a ping in each, and a channel between them.
pub struct Pings {
    pub pair: Embedded,
    pub west: String,
    pub east: String,
    pub channels: (String, String),
}

impl Pings {
    /// Two pings without a channel.
    pub fn apart() -> Self {
        let pair = Embedded::default();
        let place = |side| {
            let region = pair.at(side);
            let id = region.store_code(code()).unwrap();
            let (address, _) =
                region.instantiate("alice", id, &json!({}), "ping", None, b"ping").unwrap();
            address
        };
        let (west, east) = (place(Side::West), place(Side::East));
        Self { pair, west, east, channels: Default::default() }
    }

    /// Two pings with a channel.
    pub fn linked() -> Self {
        let mut pings = Self::apart();
        let (west, east) = pings.ports();
        pings.channels = pings.pair.open_channel(&west, &east, "ping-1").unwrap();
        pings
    }

    pub fn ports(&self) -> (String, String) {
        let port = |address: &str| port_of(&cosmwasm_std::Addr::unchecked(address));
        (port(&self.west), port(&self.east))
    }

    pub fn at(&self, side: Side) -> &str {
        match side {
            Side::West => &self.west,
            Side::East => &self.east,
        }
    }

    pub fn channel(&self, side: Side) -> &str {
        match side {
            Side::West => &self.channels.0,
            Side::East => &self.channels.1,
        }
    }

    /// What happened to a ping since the handshake.
    pub fn log(&self, side: Side) -> Vec<String> {
        let log = self.query(side, &json!({ "log": {} }));
        let log: Vec<String> = serde_json::from_value(log).unwrap();
        log.into_iter()
            .filter(|entry| !entry.starts_with("open") && !entry.starts_with("connect"))
            .collect()
    }

    pub fn query(&self, side: Side, msg: &Value) -> Value {
        self.pair.at(side).query(self.at(side), msg).unwrap()
    }

    pub fn execute(&self, side: Side, msg: Value) -> TxResult<Receipt> {
        self.pair.at(side).execute("alice", self.at(side), &msg, &[])
    }

    /// Sends a packet that has an hour.
    pub fn send(&self, side: Side, data: &str) -> Packet {
        let timeout_at = self.pair.at(side).now().unwrap() + 3_600;
        self.execute(
            side,
            json!({ "send": {
                "channel": self.channel(side), "data": data, "timeout_at": timeout_at,
            }}),
        )
        .unwrap();
        self.pair.last_packet(side).unwrap()
    }

    /// Delivers a packet and returns the acknowledgement's text.
    pub fn ack_of(&self, packet: &Packet) -> String {
        match self.pair.deliver(packet).unwrap() {
            Delivery::Acknowledged { ack, .. } => String::from_utf8(ack.to_vec()).unwrap(),
            other => panic!("no acknowledgement but {other:?}"),
        }
    }
}

/// The bytes a region's ping keeps.
pub fn state(pings: &Pings, side: Side) -> Vec<cosmwasm_std::Record> {
    pings.pair.at(side).records(pings.at(side))
}
