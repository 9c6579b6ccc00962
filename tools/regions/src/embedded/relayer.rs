//! The relayer between the two embedded chains. Nothing moves unless it moves it: a packet that is
//! held is delayed, one that is never released is dropped, one delivered twice is a duplicate, and
//! the order is the caller's. Every verb is one transaction on one chain.

use super::chain::Failure;
use super::ibc::{self, ChannelEnd, ChannelState, ACKS, CHANNELS, COMMITMENTS, NEXT_CHANNEL};
use super::ibc::{destination_key, source_key, RECEIPTS};
use super::wrap::{Callback, ReceiveRefused};
use super::Embedded;
use crate::{Receipt, Side, TxError, TxResult};
use anyhow::{bail, Context, Result as AnyResult};
use cosmwasm_std::{
    Addr, Binary, IbcAcknowledgement, IbcChannelCloseMsg, IbcChannelConnectMsg, IbcChannelOpenMsg,
    IbcEndpoint, IbcPacket, IbcPacketAckMsg, IbcPacketReceiveMsg, IbcPacketTimeoutMsg, IbcTimeout,
    Timestamp,
};
use cw_multi_test::AppResponse;
use std::collections::BTreeSet;

/// A packet and the region that sent it.
#[derive(Clone, Debug, PartialEq)]
pub struct Packet {
    /// Who sent it.
    pub from: Side,
    /// What was sent.
    pub packet: IbcPacket,
}

/// What tells packets apart.
pub(super) type PacketId = (Side, String, u64);

impl Packet {
    pub(super) fn id(&self) -> PacketId {
        let source = &self.packet.src;
        (self.from, source.channel_id.clone(), self.packet.sequence)
    }
}

/// Where a packet that has not ended stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PacketState {
    /// May be delivered.
    Sent,
    /// Can no longer be delivered: its time is over, or the channel there is closed.
    Due,
    /// Received, with an acknowledgement to carry back.
    Received(Binary),
    /// Received; the contract will acknowledge later.
    Unacknowledged,
}

/// What came of a delivery.
#[derive(Clone, Debug, PartialEq)]
pub enum Delivery {
    /// The contract answered, or refused; either way these bytes go back.
    Acknowledged {
        /// The acknowledgement.
        ack: Binary,
        /// What happened on the receiving chain. Empty of contract events on an error.
        receipt: Receipt,
    },
    /// The contract took it and will acknowledge later.
    Unacknowledged,
    /// It had been received before; nothing happened.
    AlreadyReceived,
    /// The contract panicked: the transaction failed and there is no acknowledgement at all.
    Panicked(String),
}

/// In which order [`settle`](crate::Pair::settle) takes what is pending.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sequence {
    /// Oldest first.
    #[default]
    Oldest,
    /// Newest first.
    Newest,
    /// A fixed shuffle.
    Shuffled(u64),
}

#[derive(Default)]
pub(super) struct RelayerState {
    pub paused: bool,
    pub held: BTreeSet<PacketId>,
    pub sequence: Sequence,
    pub twice: bool,
    pub forged: u64,
}

/// The text wasmd puts into an acknowledgement when a submessage of the receiver failed.
pub const SUBMESSAGE_FAILED: &str =
    "ABCI error: wasm/5: error handling packet: see events for details";

fn error_ack(text: &str) -> AnyResult<Binary> {
    Ok(serde_json::to_vec(&serde_json::json!({ "error": text }))?.into())
}

fn end_of(chain: &super::chain::Chain, endpoint: &IbcEndpoint) -> AnyResult<ChannelEnd> {
    CHANNELS
        .load(chain.storage(), (&endpoint.port_id, &endpoint.channel_id))
        .with_context(|| format!("no channel {}", endpoint.channel_id))
}

impl Embedded {
    /// All packets that have not ended, west's first, oldest first.
    pub fn packets(&self) -> Vec<Packet> {
        Side::BOTH
            .into_iter()
            .flat_map(|from| {
                let sent = self
                    .at(from)
                    .look(|chain| ibc::commitments(chain.storage()).unwrap_or_default());
                sent.into_iter().map(move |packet| Packet { from, packet })
            })
            .collect()
    }

    /// The newest packet that a region sent and that has not ended.
    pub fn last_packet(&self, from: Side) -> Option<Packet> {
        let newest =
            self.at(from).look(|chain| ibc::newest(chain.storage()).expect("packets can be read"));
        newest.map(|packet| Packet { from, packet })
    }

    /// Where a packet stands.
    pub fn state(&self, packet: &Packet) -> PacketState {
        let there = self.at(packet.from.other());
        there.look(|chain| {
            let storage = chain.storage();
            let key = destination_key(&packet.packet);
            if RECEIPTS.has(storage, key) {
                return match ACKS.may_load(storage, key) {
                    Ok(Some(ack)) => PacketState::Received(ack),
                    _ => PacketState::Unacknowledged,
                };
            }
            let open =
                end_of(chain, &packet.packet.dest).is_ok_and(|end| end.state == ChannelState::Open);
            if !open || ibc::is_due(&packet.packet.timeout, &chain.block_info()) {
                return PacketState::Due;
            }
            PacketState::Sent
        })
    }

    /// Delivers a packet. A second time nothing happens, as on a chain.
    pub fn deliver(&self, packet: &Packet) -> TxResult<Delivery> {
        let proven = self
            .at(packet.from)
            .look(|chain| COMMITMENTS.has(chain.storage(), source_key(&packet.packet)));
        let received = self.at(packet.from.other()).look(|chain| {
            let key = destination_key(&packet.packet);
            RECEIPTS.has(chain.storage(), key)
        });
        if !proven && !received {
            return Err(TxError::refused("no proof that the packet was sent"));
        }
        self.receive(packet)
    }

    fn receive(&self, packet: &Packet) -> TxResult<Delivery> {
        let there = self.at(packet.from.other());
        let relayer = self.relayer_address(packet.from.other())?;
        let packet = &packet.packet;
        let outcome = there.step(|chain| {
            let end = end_of(chain, &packet.dest)?;
            if end.state != ChannelState::Open {
                bail!("channel state is not OPEN (got {:?})", end.state);
            }
            if end.channel.counterparty_endpoint != packet.src {
                bail!("packet source does not match the counterparty of the channel");
            }
            if ibc::is_due(&packet.timeout, &chain.block_info()) {
                bail!("packet timeout elapsed");
            }
            let key = destination_key(packet);
            if RECEIPTS.has(chain.storage(), key) {
                return Ok(None);
            }
            RECEIPTS.save(chain.storage_mut(), key, &true)?;
            let contract = ibc::contract_of(&packet.dest.port_id)?;
            let msg = Callback::Receive(IbcPacketReceiveMsg::new(packet.clone(), relayer));
            let call = ibc::sudo(&contract, msg)?;
            // A refusal undoes what the contract did; the receipt and the error stay.
            let (ack, mut response) = match chain.sudo(call.into()) {
                Ok(mut response) => (response.data.take(), response),
                Err(error) => {
                    let text = match error.downcast_ref::<ReceiveRefused>() {
                        Some(refused) => refused.to_string(),
                        None => SUBMESSAGE_FAILED.to_string(),
                    };
                    (Some(error_ack(&text)?), AppResponse::default())
                }
            };
            if let Some(ack) = &ack {
                ACKS.save(chain.storage_mut(), key, ack)?;
            }
            let connection = &end.channel.connection_id;
            let event = ibc::packet_event("recv_packet", packet, connection);
            response.events.insert(0, event);
            Ok(Some((ack, response)))
        });
        match outcome {
            Ok(None) => Ok(Delivery::AlreadyReceived),
            Ok(Some((ack, response))) => {
                let receipt = there.relayed(response);
                Ok(match ack {
                    Some(ack) => Delivery::Acknowledged { ack, receipt },
                    None => Delivery::Unacknowledged,
                })
            }
            Err(Failure::Panicked(text)) => Ok(Delivery::Panicked(text)),
            Err(refused) => Err(refused.into()),
        }
    }

    /// Carries the acknowledgement back. Nothing happens if the packet has ended already.
    pub fn acknowledge(&self, packet: &Packet) -> TxResult<Option<Receipt>> {
        match self.state(packet) {
            PacketState::Received(ack) => self.acknowledge_with(packet, ack),
            _ => Err(TxError::refused("no acknowledgement was written")),
        }
    }

    /// Carries back whatever a dishonest chain says, proven by its own consensus.
    pub fn acknowledge_with(
        &self,
        packet: &Packet,
        ack: impl Into<Binary>,
    ) -> TxResult<Option<Receipt>> {
        let relayer = self.relayer_address(packet.from)?;
        let ack = IbcAcknowledgement::new(ack);
        let msg = IbcPacketAckMsg::new(ack, packet.packet.clone(), relayer);
        self.finish(packet, "acknowledge_packet", true, Callback::Ack(msg))
    }

    /// Proves to the sender that the packet was not received in time, or never can be.
    pub fn time_out(&self, packet: &Packet) -> TxResult<Option<Receipt>> {
        match self.state(packet) {
            PacketState::Due => self.time_out_anyway(packet),
            PacketState::Sent => Err(TxError::refused("packet timeout has not been reached")),
            _ => Err(TxError::refused("packet was received")),
        }
    }

    /// Times a packet out with a forged proof of absence.
    pub fn time_out_anyway(&self, packet: &Packet) -> TxResult<Option<Receipt>> {
        let relayer = self.relayer_address(packet.from)?;
        let msg = IbcPacketTimeoutMsg::new(packet.packet.clone(), relayer);
        self.finish(packet, "timeout_packet", false, Callback::Timeout(msg))
    }

    fn finish(
        &self,
        packet: &Packet,
        event: &str,
        needs_open: bool,
        callback: Callback,
    ) -> TxResult<Option<Receipt>> {
        let here = self.at(packet.from);
        let packet = &packet.packet;
        let response = here.step(|chain| {
            let key = source_key(packet);
            if !COMMITMENTS.has(chain.storage(), key) {
                return Ok(None);
            }
            let end = end_of(chain, &packet.src)?;
            if needs_open && end.state != ChannelState::Open {
                bail!("packets cannot be acknowledged on a channel that is not OPEN");
            }
            COMMITMENTS.remove(chain.storage_mut(), key);
            let contract = ibc::contract_of(&packet.src.port_id)?;
            let mut response = chain.sudo(ibc::sudo(&contract, callback)?.into())?;
            let connection = &end.channel.connection_id;
            response.events.insert(0, ibc::packet_event(event, packet, connection));
            Ok(Some(response))
        })?;
        Ok(response.map(|response| here.relayed(response)))
    }

    /// Delivers to a region a packet that its honest counterpart never sent, on an open channel: what
    /// a chain whose validators or bridge are malicious can do.
    pub fn forge(&self, to: Side, channel: &str, data: impl Into<Binary>) -> TxResult<Delivery> {
        let end = self.end(to, channel)?;
        let number = {
            let mut relayer = self.relayer.borrow_mut();
            relayer.forged += 1;
            relayer.forged
        };
        let timeout = Timestamp::from_seconds(self.clock.get() + 3_600);
        let packet = IbcPacket::new(
            data,
            end.channel.counterparty_endpoint,
            end.channel.endpoint,
            1_000_000 + number,
            IbcTimeout::with_timestamp(timeout),
        );
        let from = to.other();
        self.receive(&Packet { from, packet })
    }

    /// Holds a packet: [`settle`](crate::Pair::settle) passes it by until it is released. One that
    /// never is, is dropped, and times out.
    pub fn hold(&self, packet: &Packet) {
        self.relayer.borrow_mut().held.insert(packet.id());
    }

    /// Releases a held packet.
    pub fn release(&self, packet: &Packet) {
        self.relayer.borrow_mut().held.remove(&packet.id());
    }

    /// In which order to settle from now on.
    pub fn set_sequence(&self, sequence: Sequence) {
        self.relayer.borrow_mut().sequence = sequence;
    }

    /// Whether to send every message twice from now on.
    pub fn set_twice(&self, twice: bool) {
        self.relayer.borrow_mut().twice = twice;
    }

    /// A channel end.
    pub fn end(&self, side: Side, channel: &str) -> TxResult<ChannelEnd> {
        let ends = self.at(side).look(|chain| ibc::channels(chain.storage()).unwrap_or_default());
        ends.into_iter()
            .find(|end| end.channel.endpoint.channel_id == channel)
            .ok_or_else(|| TxError::engine(format!("no channel {channel} in the {}", side.name())))
    }

    /// Handshake, first step: proposes a channel. Returns its id.
    pub fn open_init(
        &self,
        side: Side,
        port: &str,
        counterparty_port: &str,
        connection: &str,
        version: &str,
    ) -> TxResult<String> {
        let counterparty = (counterparty_port.to_string(), String::new());
        self.open(side, port, counterparty, connection, version, None)
    }

    /// Handshake, second step: answers a proposal, whose channel and version it names.
    pub fn open_try(
        &self,
        side: Side,
        port: &str,
        counterparty: (&str, &str),
        connection: &str,
        version: &str,
    ) -> TxResult<String> {
        let counterparty = (counterparty.0.to_string(), counterparty.1.to_string());
        let proposed = Some(version.to_string());
        self.open(side, port, counterparty, connection, version, proposed)
    }

    fn open(
        &self,
        side: Side,
        port: &str,
        counterparty: (String, String),
        connection: &str,
        version: &str,
        proposed: Option<String>,
    ) -> TxResult<String> {
        let opened = self.at(side).step(|chain| {
            let number = NEXT_CHANNEL.may_load(chain.storage())?.unwrap_or_default();
            NEXT_CHANNEL.save(chain.storage_mut(), &(number + 1))?;
            let id = format!("channel-{number}");
            let state = match proposed {
                None => ChannelState::Init,
                Some(_) => ChannelState::TryOpen,
            };
            let endpoint = (port.to_string(), id.clone());
            let mut end = ibc::new_end(endpoint, counterparty, version, connection, state);
            let msg = match proposed {
                None => IbcChannelOpenMsg::new_init(end.channel.clone()),
                Some(theirs) => IbcChannelOpenMsg::new_try(end.channel.clone(), theirs),
            };
            let contract = ibc::contract_of(port)?;
            let response = chain.sudo(ibc::sudo(&contract, Callback::Open(msg))?.into())?;
            if let Some(answer) = response.data {
                end.channel.version = String::from_utf8(answer.to_vec())?;
            }
            CHANNELS.save(chain.storage_mut(), (port, &id), &end)?;
            Ok(id)
        })?;
        Ok(opened)
    }

    /// Handshake, third step (`their_version` given) or fourth (not given): the end becomes open.
    pub fn open_connect(
        &self,
        side: Side,
        channel: &str,
        their_channel: &str,
        their_version: Option<&str>,
    ) -> TxResult<Receipt> {
        let mut end = self.end(side, channel)?;
        let before = match their_version {
            Some(_) => ChannelState::Init,
            None => ChannelState::TryOpen,
        };
        let region = self.at(side);
        let response = region.step(|chain| {
            if end.state != before {
                bail!("channel state should be {before:?} (got {:?})", end.state);
            }
            end.state = ChannelState::Open;
            end.channel.counterparty_endpoint.channel_id = their_channel.to_string();
            if let Some(version) = their_version {
                end.channel.version = version.to_string();
            }
            let port = end.channel.endpoint.port_id.clone();
            CHANNELS.save(chain.storage_mut(), (&port, channel), &end)?;
            let msg = match their_version {
                Some(version) => IbcChannelConnectMsg::new_ack(end.channel, version),
                None => IbcChannelConnectMsg::new_confirm(end.channel),
            };
            let contract = ibc::contract_of(&port)?;
            chain.sudo(ibc::sudo(&contract, Callback::Connect(msg))?.into())
        })?;
        Ok(region.receipt(response))
    }

    /// Asks a region to close its end of a channel (`ChanCloseInit`, which anybody may send); its
    /// contract may refuse.
    pub fn close(&self, side: Side, channel: &str) -> TxResult<Receipt> {
        self.close_end(side, channel, |end| IbcChannelCloseMsg::new_init(end.channel.clone()))
    }

    /// Tells a region that the other end is closed (`ChanCloseConfirm`).
    pub fn confirm_close(&self, side: Side, channel: &str) -> TxResult<Receipt> {
        let end = self.end(side, channel)?;
        let theirs = self.end(side.other(), &end.channel.counterparty_endpoint.channel_id)?;
        if theirs.state != ChannelState::Closed {
            return Err(TxError::refused("the other end is not closed"));
        }
        self.close_end(side, channel, |end| IbcChannelCloseMsg::new_confirm(end.channel.clone()))
    }

    /// Closes an end without asking its contract: what a counterpart chain may do to the other.
    pub fn close_by_force(&self, side: Side, channel: &str) -> TxResult<()> {
        let mut end = self.end(side, channel)?;
        end.state = ChannelState::Closed;
        let port = end.channel.endpoint.port_id.clone();
        self.at(side)
            .step(|chain| Ok(CHANNELS.save(chain.storage_mut(), (&port, channel), &end)?))?;
        Ok(())
    }

    fn close_end(
        &self,
        side: Side,
        channel: &str,
        msg: impl FnOnce(&ChannelEnd) -> IbcChannelCloseMsg,
    ) -> TxResult<Receipt> {
        let mut end = self.end(side, channel)?;
        let region = self.at(side);
        let response = region.step(|chain| {
            if end.state == ChannelState::Closed {
                bail!("channel is already CLOSED");
            }
            end.state = ChannelState::Closed;
            let port = end.channel.endpoint.port_id.clone();
            CHANNELS.save(chain.storage_mut(), (&port, channel), &end)?;
            let contract = ibc::contract_of(&port)?;
            chain.sudo(ibc::sudo(&contract, Callback::Close(msg(&end)))?.into())
        })?;
        Ok(region.receipt(response))
    }

    /// Relays until nothing more can be done.
    pub(super) fn settle_all(&self) -> TxResult<()> {
        let mut failed = BTreeSet::new();
        loop {
            let mut moved = false;
            for packet in self.queue() {
                moved |= self.relay(&packet, &mut failed)?;
            }
            moved |= self.confirm_closes()?;
            if !moved {
                return Ok(());
            }
        }
    }

    fn queue(&self) -> Vec<Packet> {
        let mut packets = self.packets();
        match self.relayer.borrow().sequence {
            Sequence::Oldest => {}
            Sequence::Newest => packets.reverse(),
            Sequence::Shuffled(seed) => packets.sort_by_key(|packet| {
                let side = u64::from(packet.from == Side::East);
                // A fixed mixing of the packet's number; the order only has to differ.
                let mixed = (packet.packet.sequence * 2 + side) ^ seed;
                mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
            }),
        }
        packets
    }

    /// One packet, one step further. Says whether anything happened.
    fn relay(&self, packet: &Packet, failed: &mut BTreeSet<PacketId>) -> TxResult<bool> {
        let twice = self.relayer.borrow().twice;
        match self.state(packet) {
            PacketState::Sent => {
                let held = self.relayer.borrow().held.contains(&packet.id());
                if held || failed.contains(&packet.id()) {
                    return Ok(false);
                }
                if let Some(Delivery::Panicked(_)) = self.deliver_in_time(packet)? {
                    failed.insert(packet.id());
                }
                if twice {
                    self.deliver_in_time(packet)?;
                }
                Ok(true)
            }
            PacketState::Due => {
                self.time_out(packet)?;
                if twice {
                    self.time_out_anyway(packet)?;
                }
                Ok(true)
            }
            PacketState::Received(ack) => {
                let source = self.end(packet.from, &packet.packet.src.channel_id)?;
                if source.state != ChannelState::Open {
                    return Ok(false);
                }
                self.acknowledge_with(packet, ack.clone())?;
                if twice {
                    self.acknowledge_with(packet, ack)?;
                }
                Ok(true)
            }
            PacketState::Unacknowledged => Ok(false),
        }
    }

    /// Delivers, unless the packet's time is over in the very block that the message lands in: that is
    /// later than the block the relayer looked at. The chain then refuses it, and the next look finds
    /// it due.
    fn deliver_in_time(&self, packet: &Packet) -> TxResult<Option<Delivery>> {
        let there = self.at(packet.from.other());
        match self.deliver(packet) {
            Ok(delivery) => Ok(Some(delivery)),
            Err(_) if there.look(|c| ibc::is_due(&packet.packet.timeout, &c.block_info())) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn confirm_closes(&self) -> TxResult<bool> {
        let mut moved = false;
        for side in Side::BOTH {
            let ends =
                self.at(side).look(|chain| ibc::channels(chain.storage()).unwrap_or_default());
            for end in ends {
                let theirs = &end.channel.counterparty_endpoint.channel_id;
                let closed = self
                    .end(side.other(), theirs)
                    .is_ok_and(|other| other.state == ChannelState::Closed);
                if end.state == ChannelState::Open && closed {
                    // A contract may refuse while its packets have no outcome.
                    moved |= self.confirm_close(side, &end.channel.endpoint.channel_id).is_ok();
                }
            }
        }
        Ok(moved)
    }

    fn relayer_address(&self, side: Side) -> TxResult<Addr> {
        use crate::View;
        self.at(side).account("relayer").map(Addr::unchecked)
    }
}
