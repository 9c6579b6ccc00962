//! The entry points of an IBC application (ICS-26).
//!
//! | entry point | may fail? | what a failure means |
//! |---|---|---|
//! | open, connect | yes | the handshake step is refused |
//! | close | yes | the channel stays open: this side is in use, or its packets have no outcome yet |
//! | receive | yes | state is rolled back, the sender gets an error acknowledgement and is refunded |
//! | ack, timeout | never, by their type | – (a failure would be relayed again for ever) |

mod ack;
mod handshake;
mod receive;

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{
    DepsMut, Env, IbcBasicResponse, IbcChannelCloseMsg, IbcChannelConnectMsg, IbcChannelOpenMsg,
    IbcChannelOpenResponse, IbcPacketAckMsg, IbcPacketReceiveMsg, IbcPacketTimeoutMsg,
    IbcReceiveResponse, Never,
};

use crate::error::ContractError;

/// OpenInit and OpenTry.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_channel_open(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelOpenMsg,
) -> Result<IbcChannelOpenResponse, ContractError> {
    handshake::open(deps, msg)
}

/// OpenAck and OpenConfirm.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_channel_connect(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelConnectMsg,
) -> Result<IbcBasicResponse, ContractError> {
    handshake::connect(deps, msg)
}

/// CloseInit and CloseConfirm.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_channel_close(
    deps: DepsMut,
    _env: Env,
    msg: IbcChannelCloseMsg,
) -> Result<IbcBasicResponse, ContractError> {
    handshake::close(deps, msg)
}

/// A packet arrives.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_packet_receive(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketReceiveMsg,
) -> Result<IbcReceiveResponse, ContractError> {
    receive::receive(deps, env, msg.packet)
}

/// The other side answers.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_packet_ack(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketAckMsg,
) -> Result<IbcBasicResponse, Never> {
    Ok(ack::acknowledge(deps, env, msg))
}

/// Nobody delivered the packet in time, or its channel closed first.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn ibc_packet_timeout(
    deps: DepsMut,
    env: Env,
    msg: IbcPacketTimeoutMsg,
) -> Result<IbcBasicResponse, Never> {
    Ok(ack::time_out(deps, env, msg))
}
