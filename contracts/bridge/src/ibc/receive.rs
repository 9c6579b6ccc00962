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
use isthmus_api::types::address;
use isthmus_api::{identity, stablecoin};

use crate::error::ContractError;
use crate::model::{ack, envelope};
use crate::state::{self, RouteId};

/// Where a packet comes from, by its channel.
struct Origin {
    peer: u8,
    region: String,
    own: String,
    channel: String,
    id: u64,
}

/// Takes a packet.
pub fn receive(
    deps: DepsMut,
    env: Env,
    packet: IbcPacket,
) -> Result<IbcReceiveResponse, ContractError> {
    let hub = state::hub(deps.storage)?;
    hub.pauses.check(state::RECEIVE, env.block.time.seconds())?;
    let channel = packet.dest.channel_id;
    let peer = hub.peer_of_channel(&channel)?;
    let envelope = envelope::read(&packet.data, &peer.region, &hub.own)?;
    let (peer, region) = (peer.number, peer.region.clone());
    let origin = Origin { peer, region, own: hub.own, channel, id: envelope.id };
    match envelope.op {
        Op::Transfer(transfer) => mint(deps, env, origin, transfer),
        Op::Attest(attestation) => recognise(deps, origin, attestation),
    }
}

/// Money: counted first, then minted.
fn mint(
    deps: DepsMut,
    env: Env,
    origin: Origin,
    transfer: Transfer,
) -> Result<IbcReceiveResponse, ContractError> {
    let incoming = envelope::check_transfer(&transfer)?;
    let name = incoming.token.as_str();
    let token = state::token(deps.storage, deps.api, name)?;
    let token = token.ok_or_else(|| ContractError::UnknownToken { token: name.to_string() })?;
    let receiver = address(deps.api, "receiver", &transfer.receiver)?;
    if receiver == env.contract.address || receiver == token.contract {
        return Err(ContractError::BlockedReceiver { given: receiver.into_string() });
    }
    let route_id = RouteId { peer: origin.peer, token: token.number };
    let mut route = state::route(deps.storage, route_id)?;
    let home = token.home() == origin.own;
    route.receive(incoming.amount.u128(), env.block.time.seconds(), home)?;
    state::save_route(deps.storage, route_id, &route);

    let call = stablecoin::ExecuteMsg::BridgeMint {
        recipient: receiver.to_string(),
        amount: incoming.amount,
    };
    let mint = execute(&token.contract, to_json_binary(&call)?);
    let event = Received {
        region: origin.region,
        channel: origin.channel,
        id: origin.id,
        token: token.name,
        amount: incoming.amount,
        sender: transfer.sender,
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
fn recognise(
    deps: DepsMut,
    origin: Origin,
    attestation: Attestation,
) -> Result<IbcReceiveResponse, ContractError> {
    let identity = state::config(deps.storage)?.identity;
    let event = AttestationReceived {
        region: origin.region.clone(),
        channel: origin.channel,
        id: origin.id,
        account: attestation.account.clone(),
        schema: attestation.schema.clone(),
        version: attestation.version,
    };
    let call = identity::ExecuteMsg::ReceiveAttestation { region: origin.region, attestation };
    Ok(success()
        .add_message(execute(&identity, to_json_binary(&call)?))
        .add_event(event.to_event()))
}

fn execute(contract: &Addr, msg: Binary) -> WasmMsg {
    WasmMsg::Execute { contract_addr: contract.to_string(), msg, funds: Vec::new() }
}

fn success() -> IbcReceiveResponse {
    IbcReceiveResponse::new(StdAck::success(ack::SUCCESS))
}
