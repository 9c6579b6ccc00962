//! A packet that arrives. Any failure, here or in a submessage, becomes an error acknowledgement and
//! leaves no trace in state: the destination never keeps funds for a failure.
//!
//! The error is returned as `Err` and the acknowledgement made by the chain, so that its bytes are
//! those that every other implementation expects.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, DepsMut, Env, HexBinary, IbcPacket, IbcReceiveResponse, StdAck,
    SubMsg, WasmMsg,
};
use isthmus_api::bridge::events::{AttestationReceived, Received};
use isthmus_api::event::TypedEvent;
use isthmus_api::packet::{Attestation, Op, Transfer};
use isthmus_api::types::{address, ChannelId, RegionId};
use isthmus_api::{identity, stablecoin};

use crate::error::ContractError;
use crate::model::ack;
use crate::model::envelope::{self, Incoming};
use crate::model::route::{RouteId, ATTEST, RECEIVE};
use crate::state;

/// Where a packet comes from, by its channel.
struct Origin {
    peer: u8,
    region: RegionId,
    own: RegionId,
    channel: ChannelId,
    id: u64,
}

/// Takes a packet.
pub fn receive(
    deps: DepsMut,
    env: Env,
    packet: IbcPacket,
) -> Result<IbcReceiveResponse, ContractError> {
    let peers = state::load_peers(deps.storage)?;
    let channel = ChannelId::new("channel", &packet.dest.channel_id)?;
    let peer = peers.find_by_channel(channel.as_str())?;
    peer.ensure_not_frozen()?;
    let envelope = envelope::read(&packet.data, &peer.region, &peers.own)?;
    let scope = match &envelope.op {
        Op::Transfer(_) => RECEIVE,
        Op::Attest(_) => ATTEST,
    };
    peers.pauses.check(scope, env.block.time.seconds())?;
    let origin = Origin {
        peer: peer.number,
        region: peer.region.clone(),
        own: peers.own,
        channel,
        id: envelope.id,
    };
    match envelope.op {
        Op::Transfer(transfer) => {
            let (token, sender) = (envelope.token.as_deref(), envelope.sender.as_deref());
            let incoming = envelope::accept_transfer(token, sender, &transfer)?;
            receive_transfer(deps, env, origin, incoming, transfer)
        }
        Op::Attest(attestation) => receive_attestation(deps, origin, attestation),
    }
}

/// Money: counted first, then minted.
fn receive_transfer(
    deps: DepsMut,
    env: Env,
    origin: Origin,
    incoming: Incoming,
    transfer: Transfer,
) -> Result<IbcReceiveResponse, ContractError> {
    let token = state::may_load_token(deps.storage, deps.api, &incoming.token)?
        .ok_or_else(|| ContractError::UnknownToken { token: incoming.token.to_string() })?;
    let receiver = address(deps.api, "receiver", &transfer.receiver)?;
    if receiver == env.contract.address || receiver == token.contract {
        return Err(ContractError::BlockedReceiver { given: receiver.into_string() });
    }
    let route_id = RouteId { peer: origin.peer, token: Some(token.number) };
    let mut route = state::load_route(deps.storage, route_id)?;
    let is_home = *token.id.home() == origin.own;
    route.receive(incoming.amount.u128(), env.block.time.seconds(), is_home)?;
    state::save_route(deps.storage, route_id, &route);

    let order = stablecoin::ExecuteMsg::BridgeMint {
        recipient: receiver.to_string(),
        amount: incoming.amount,
    };
    let mint = call(&token.contract, to_json_binary(&order)?);
    let event = Received {
        region: origin.region,
        channel: origin.channel,
        id: origin.id,
        token: token.id,
        amount: incoming.amount,
        sender: incoming.sender,
        receiver: receiver.into_string(),
        memo: transfer.memo,
        info: transfer.info.as_ref().map(HexBinary::to_hex),
    };
    // Within the token's gas: a token that uses it up fails alone and the packet gets its answer,
    // where a transaction out of gas would leave it without one.
    Ok(success()
        .add_submessage(SubMsg::new(mint).with_gas_limit(token.gas_limit.into()))
        .add_event(event.to_event()))
}

/// Recognition: the identity contract judges it.
fn receive_attestation(
    deps: DepsMut,
    origin: Origin,
    attestation: Attestation,
) -> Result<IbcReceiveResponse, ContractError> {
    let identity = state::load_config(deps.storage)?.identity;
    let event = AttestationReceived {
        region: origin.region.clone(),
        channel: origin.channel,
        id: origin.id,
        account: attestation.account.clone(),
        schema: attestation.schema.clone(),
        version: attestation.version,
    };
    let order =
        identity::ExecuteMsg::ReceiveAttestation { region: origin.region.to_string(), attestation };
    Ok(success().add_message(call(&identity, to_json_binary(&order)?)).add_event(event.to_event()))
}

fn call(contract: &Addr, msg: Binary) -> WasmMsg {
    WasmMsg::Execute { contract_addr: contract.to_string(), msg, funds: Vec::new() }
}

fn success() -> IbcReceiveResponse {
    IbcReceiveResponse::new(StdAck::success(ack::SUCCESS))
}
