//! The IBC module of one embedded chain: channels, sequences, commitments, receipts and
//! acknowledgements, kept in the chain's own storage so that they roll back with the transaction.

use super::wrap::{port_of, Callback, EngineSudo};
use anyhow::{bail, Result as AnyResult};
use cosmwasm_std::{
    to_json_binary, Addr, Api, Binary, BlockInfo, ChannelResponse, CustomMsg, CustomQuery, Empty,
    Event, HexBinary, IbcChannel, IbcChannelCloseMsg, IbcEndpoint, IbcMsg, IbcOrder, IbcPacket,
    IbcQuery, IbcTimeout, ListChannelsResponse, MsgResponse, Order, Querier, StdResult, Storage,
};
use cw_multi_test::{AppResponse, CosmosRouter, Ibc, Module, SudoMsg, WasmSudo};
use cw_storage_plus::{Item, Map};
use prost::Message;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Where a channel end stands (ICS-04).
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelState {
    /// Proposed here.
    Init,
    /// Proposed there, answered here.
    TryOpen,
    /// In use.
    Open,
    /// Never in use again.
    Closed,
}

/// One end of a channel.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct ChannelEnd {
    /// As the contract sees it.
    pub channel: IbcChannel,
    /// Where it stands.
    pub state: ChannelState,
}

type PacketKey<'a> = (&'a str, &'a str, u64);

pub(super) const NEXT_CHANNEL: Item<u64> = Item::new("ibc_next_channel");
pub(super) const CHANNELS: Map<(&str, &str), ChannelEnd> = Map::new("ibc_channels");
const NEXT_SEQUENCE: Map<(&str, &str), u64> = Map::new("ibc_next_sequence");
/// Packets sent and not yet acknowledged or timed out, by source.
pub(super) const COMMITMENTS: Map<PacketKey, IbcPacket> = Map::new("ibc_commitments");
/// Packets received, by destination.
pub(super) const RECEIPTS: Map<PacketKey, bool> = Map::new("ibc_receipts");
/// Acknowledgements written, by destination.
pub(super) const ACKS: Map<PacketKey, Binary> = Map::new("ibc_acks");

/// The contract that owns a port.
pub(super) fn contract_of(port: &str) -> AnyResult<Addr> {
    match port.strip_prefix("wasm.") {
        Some(address) => Ok(Addr::unchecked(address)),
        None => bail!("port {port} belongs to no contract"),
    }
}

/// All channel ends of a chain.
pub(super) fn channels(storage: &dyn Storage) -> StdResult<Vec<ChannelEnd>> {
    CHANNELS
        .range(storage, None, None, Order::Ascending)
        .map(|entry| entry.map(|(_, end)| end))
        .collect()
}

/// All packets that wait for their end, oldest first.
pub(super) fn commitments(storage: &dyn Storage) -> StdResult<Vec<IbcPacket>> {
    COMMITMENTS
        .range(storage, None, None, Order::Ascending)
        .map(|entry| entry.map(|(_, packet)| packet))
        .collect()
}

/// The newest packet that waits for its end, over all channels.
pub(super) fn newest(storage: &dyn Storage) -> StdResult<Option<IbcPacket>> {
    let mut newest: Option<IbcPacket> = None;
    for end in channels(storage)? {
        let IbcEndpoint { port_id, channel_id, .. } = &end.channel.endpoint;
        let sent = COMMITMENTS.prefix((port_id, channel_id));
        if let Some(last) = sent.range(storage, None, None, Order::Descending).next() {
            let (_, packet) = last?;
            if newest.as_ref().is_none_or(|newest| newest.sequence <= packet.sequence) {
                newest = Some(packet);
            }
        }
    }
    Ok(newest)
}

/// Key of a packet on the chain that sent it.
pub(super) fn source_key(packet: &IbcPacket) -> PacketKey<'_> {
    (&packet.src.port_id, &packet.src.channel_id, packet.sequence)
}

/// Key of a packet on the chain that receives it.
pub(super) fn destination_key(packet: &IbcPacket) -> PacketKey<'_> {
    (&packet.dest.port_id, &packet.dest.channel_id, packet.sequence)
}

/// Whether a packet can no longer be received on a chain whose newest block is this one.
pub(super) fn is_due(timeout: &IbcTimeout, block: &BlockInfo) -> bool {
    timeout.timestamp().is_some_and(|at| block.time >= at)
        || timeout.block().is_some_and(|at| !at.is_zero() && block.height >= at.height)
}

/// What `SendPacket` answers (`/cosmwasm.wasm.v1.MsgIBCSendResponse`).
#[derive(Clone, PartialEq, Message)]
struct MsgIbcSendResponse {
    #[prost(uint64, tag = "1")]
    sequence: u64,
}

/// The module.
pub struct IbcModule;

impl Ibc for IbcModule {}

impl IbcModule {
    fn open_end(storage: &dyn Storage, port: &str, channel: &str) -> AnyResult<ChannelEnd> {
        match CHANNELS.may_load(storage, (port, channel))? {
            Some(end) if end.state == ChannelState::Open => Ok(end),
            Some(end) => bail!("channel {channel} is not OPEN (got {:?})", end.state),
            None => bail!("port {port}, channel {channel}: channel not found"),
        }
    }

    fn send(
        storage: &mut dyn Storage,
        block: &BlockInfo,
        port: &str,
        channel_id: &str,
        data: Binary,
        timeout: IbcTimeout,
    ) -> AnyResult<AppResponse> {
        let end = Self::open_end(storage, port, channel_id)?;
        if data.is_empty() {
            bail!("packet data bytes cannot be empty");
        }
        if timeout.timestamp().is_none() && timeout.block().is_none() {
            bail!("packet timeout height and packet timeout timestamp cannot both be 0");
        }
        if is_due(&timeout, block) {
            bail!("packet timeout elapsed");
        }
        let next = NEXT_SEQUENCE.may_load(storage, (port, channel_id))?;
        let sequence = next.unwrap_or(1);
        NEXT_SEQUENCE.save(storage, (port, channel_id), &(sequence + 1))?;
        let packet = IbcPacket::new(
            data,
            end.channel.endpoint,
            end.channel.counterparty_endpoint,
            sequence,
            timeout,
        );
        COMMITMENTS.save(storage, source_key(&packet), &packet)?;
        let value = Binary::from(MsgIbcSendResponse { sequence }.encode_to_vec());
        Ok(AppResponse {
            events: vec![packet_event("send_packet", &packet, &end.channel.connection_id)],
            data: Some(value.clone()),
            msg_responses: vec![MsgResponse {
                type_url: "/cosmwasm.wasm.v1.MsgIBCSendResponse".to_string(),
                value,
            }],
        })
    }
}

/// ibc-go's event of a packet.
pub(super) fn packet_event(ty: &str, packet: &IbcPacket, connection: &str) -> Event {
    let timestamp = packet.timeout.timestamp().map_or(0, |at| at.nanos());
    let (revision, height) = packet.timeout.block().map_or((0, 0), |at| (at.revision, at.height));
    Event::new(ty)
        .add_attribute("packet_data_hex", HexBinary::from(packet.data.clone()).to_hex())
        .add_attribute("packet_timeout_height", format!("{revision}-{height}"))
        .add_attribute("packet_timeout_timestamp", timestamp.to_string())
        .add_attribute("packet_sequence", packet.sequence.to_string())
        .add_attribute("packet_src_port", &packet.src.port_id)
        .add_attribute("packet_src_channel", &packet.src.channel_id)
        .add_attribute("packet_dst_port", &packet.dest.port_id)
        .add_attribute("packet_dst_channel", &packet.dest.channel_id)
        .add_attribute("packet_channel_ordering", "ORDER_UNORDERED")
        .add_attribute("connection_id", connection)
}

/// The `sudo` message that makes a callback.
pub(super) fn sudo(contract: &Addr, callback: Callback) -> StdResult<WasmSudo> {
    WasmSudo::new(contract, &EngineSudo::IsthmusEngineIbc(Box::new(callback)))
}

impl Module for IbcModule {
    type ExecT = IbcMsg;
    type QueryT = IbcQuery;
    type SudoT = Empty;

    fn execute<ExecC, QueryC>(
        &self,
        api: &dyn Api,
        storage: &mut dyn Storage,
        router: &dyn CosmosRouter<ExecC = ExecC, QueryC = QueryC>,
        block: &BlockInfo,
        sender: Addr,
        msg: IbcMsg,
    ) -> AnyResult<AppResponse>
    where
        ExecC: CustomMsg + DeserializeOwned + 'static,
        QueryC: CustomQuery + DeserializeOwned + 'static,
    {
        let port = port_of(&sender);
        match msg {
            IbcMsg::SendPacket { channel_id, data, timeout } => {
                Self::send(storage, block, &port, &channel_id, data, timeout)
            }
            IbcMsg::CloseChannel { channel_id } => {
                let mut end = Self::open_end(storage, &port, &channel_id)?;
                end.state = ChannelState::Closed;
                CHANNELS.save(storage, (&port, &channel_id), &end)?;
                let close = IbcChannelCloseMsg::new_init(end.channel);
                let call = sudo(&sender, Callback::Close(close))?;
                router.sudo(api, storage, block, SudoMsg::Wasm(call))
            }
            IbcMsg::WriteAcknowledgement { channel_id, packet_sequence, ack } => {
                let key = (port.as_str(), channel_id.as_str(), packet_sequence);
                if !RECEIPTS.has(storage, key) {
                    bail!("packet {packet_sequence} on {channel_id} was not received");
                }
                if ACKS.has(storage, key) {
                    bail!("acknowledgement for packet already exists");
                }
                ACKS.save(storage, key, &ack.data)?;
                Ok(AppResponse::default())
            }
            other => bail!("this engine does not support {other:?}"),
        }
    }

    #[allow(deprecated)] // A contract may still ask for the list.
    fn query(
        &self,
        _api: &dyn Api,
        storage: &dyn Storage,
        _querier: &dyn Querier,
        _block: &BlockInfo,
        request: IbcQuery,
    ) -> AnyResult<Binary> {
        let answer = match request {
            IbcQuery::Channel { channel_id, port_id: Some(port) } => {
                let end = CHANNELS.may_load(storage, (&port, &channel_id))?;
                let open = end.filter(|end| end.state == ChannelState::Open);
                to_json_binary(&ChannelResponse::new(open.map(|end| end.channel)))?
            }
            IbcQuery::ListChannels { port_id: Some(port) } => {
                let open = channels(storage)?
                    .into_iter()
                    .filter(|end| {
                        end.state == ChannelState::Open && end.channel.endpoint.port_id == port
                    })
                    .map(|end| end.channel)
                    .collect();
                to_json_binary(&ListChannelsResponse::new(open))?
            }
            other => bail!("this engine does not answer {other:?}"),
        };
        Ok(answer)
    }

    fn sudo<ExecC, QueryC>(
        &self,
        _api: &dyn Api,
        _storage: &mut dyn Storage,
        _router: &dyn CosmosRouter<ExecC = ExecC, QueryC = QueryC>,
        _block: &BlockInfo,
        _msg: Empty,
    ) -> AnyResult<AppResponse>
    where
        ExecC: CustomMsg + DeserializeOwned + 'static,
        QueryC: CustomQuery + DeserializeOwned + 'static,
    {
        bail!("the relayer works on the chain's storage, not through this")
    }
}

/// A channel end as it is first stored.
pub(super) fn new_end(
    endpoint: (String, String),
    counterparty: (String, String),
    version: &str,
    connection: &str,
    state: ChannelState,
) -> ChannelEnd {
    let end = |(port_id, channel_id)| cosmwasm_std::IbcEndpoint { port_id, channel_id };
    ChannelEnd {
        channel: IbcChannel::new(
            end(endpoint),
            end(counterparty),
            IbcOrder::Unordered,
            version,
            connection,
        ),
        state,
    }
}
