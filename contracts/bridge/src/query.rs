//! Questions and answers.

use cosmwasm_std::{to_json_binary, Binary, Deps, Env, StdError, StdResult, Uint128};
use isthmus_api::bridge::*;
use isthmus_api::packet::{CHANNEL_VERSION, MAX_PACKET_BYTES};
use isthmus_api::types::{address, page, printable, Asset};
use isthmus_kit::{owner, roles};

use crate::error::ContractError;
use crate::execute::send;
use crate::state::{self, PeerLink, Refund, RouteId, Token};

/// One line per question.
pub fn answer(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Config {} => to_json_binary(&config(deps, &env)?),
        QueryMsg::Ownership {} => to_json_binary(&owner::ownership(deps.storage)?),
        QueryMsg::ContractInfo {} => to_json_binary(&cw2::get_contract_version(deps.storage)?),
        QueryMsg::RoleMembers { role, start_after, limit } => {
            to_json_binary(&role_members(deps, role, start_after, limit)?)
        }
        QueryMsg::Port {} => to_json_binary(&port(&env)),
        QueryMsg::Peer { region } => to_json_binary(&peer(deps, region)?),
        QueryMsg::Peers { start_after, limit } => to_json_binary(&peers(deps, start_after, limit)?),
        QueryMsg::Token { token } => to_json_binary(&token_response(load_token(deps, &token)?)),
        QueryMsg::Tokens { start_after, limit } => {
            to_json_binary(&tokens(deps, start_after, limit)?)
        }
        QueryMsg::Route { region, asset, receiver, amount } => {
            to_json_binary(&route(deps, &env, region, asset, receiver, amount))
        }
        QueryMsg::Ledger { region, token } => to_json_binary(&ledger(deps, region, token)?),
        QueryMsg::Limits { region, token } => to_json_binary(&limits(deps, &env, region, token)?),
        QueryMsg::Packet { region, token, id } => {
            to_json_binary(&packet(deps, region, token.unwrap_or_default(), id)?)
        }
        QueryMsg::InFlight { region, token, start_after, limit } => {
            to_json_binary(&in_flight(deps, region, token.unwrap_or_default(), start_after, limit)?)
        }
        QueryMsg::Claims { owner, start_after, limit } => {
            to_json_binary(&claims(deps, owner, start_after, limit)?)
        }
        QueryMsg::Disputes { start_after, limit } => {
            to_json_binary(&disputes(deps, start_after, limit)?)
        }
    }
}

fn config(deps: Deps, env: &Env) -> StdResult<ConfigResponse> {
    let now = env.block.time.seconds();
    let (config, hub) = (state::config(deps.storage)?, state::hub(deps.storage)?);
    Ok(ConfigResponse {
        region: hub.own,
        identity: config.identity.into_string(),
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        min_timeout_seconds: MIN_TIMEOUT_SECONDS,
        default_timeout_seconds: DEFAULT_TIMEOUT_SECONDS,
        max_timeout_seconds: MAX_TIMEOUT_SECONDS,
        max_packet_bytes: u64::try_from(MAX_PACKET_BYTES).unwrap_or(u64::MAX),
        send_paused_until: hub.pauses.until(state::SEND, now),
        receive_paused_until: hub.pauses.until(state::RECEIVE, now),
    })
}

fn role_members(
    deps: Deps,
    role: Role,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<RoleMembersResponse> {
    let after = start_after
        .map(|account| address(deps.api, "start_after", &account))
        .transpose()
        .map_err(refused)?;
    let members = roles::members(deps.storage, role, after.as_ref(), page(limit))?;
    Ok(RoleMembersResponse { accounts: members.into_iter().map(String::from).collect() })
}

/// wasmd binds this port to every contract that has IBC entry points.
fn port(env: &Env) -> PortResponse {
    PortResponse {
        port: format!("wasm.{}", env.contract.address),
        version: CHANNEL_VERSION.to_string(),
        order: "unordered".to_string(),
    }
}

fn peer(deps: Deps, region: String) -> StdResult<PeerResponse> {
    let hub = state::hub(deps.storage)?;
    let peer = hub.peer(&region).map_err(refused)?;
    Ok(peer_response(peer, state::peer_link(deps.storage, &region)?))
}

fn peers(deps: Deps, start_after: Option<String>, limit: Option<u32>) -> StdResult<PeersResponse> {
    let links = state::peer_links(deps.storage, start_after.as_deref(), page(limit))?;
    let hub = state::hub(deps.storage)?;
    let peers = links
        .into_iter()
        .map(|(region, link)| Ok(peer_response(hub.peer(&region).map_err(refused)?, link)));
    Ok(PeersResponse { peers: peers.collect::<StdResult<_>>()? })
}

fn peer_response(peer: &state::Peer, link: PeerLink) -> PeerResponse {
    PeerResponse {
        region: peer.region.clone(),
        connection: link.connection,
        remote_port: link.remote_port,
        address_prefix: peer.prefix.clone(),
        status: match peer.draining {
            true => PeerStatus::Draining,
            false => PeerStatus::Open,
        },
        channel: peer
            .channel
            .clone()
            .zip(link.remote_channel)
            .map(|(channel, remote_channel)| Channel { channel, remote_channel }),
    }
}

fn load_token(deps: Deps, name: &str) -> StdResult<Token> {
    state::token(deps.storage, deps.api, name)?
        .ok_or_else(|| refused(ContractError::UnknownToken { token: printable(name) }))
}

fn tokens(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<TokensResponse> {
    let tokens = state::tokens(deps.storage, deps.api, start_after.as_deref(), page(limit))?;
    Ok(TokensResponse { tokens: tokens.into_iter().map(token_response).collect() })
}

fn token_response(token: Token) -> TokenResponse {
    TokenResponse {
        home: token.home().to_string(),
        token: token.name,
        contract: token.contract.into_string(),
        gas_limit: token.gas_limit.into(),
    }
}

/// Never fails: an unknown region or a malformed receiver is an answer too.
fn route(
    deps: Deps,
    env: &Env,
    region: String,
    asset: Asset,
    receiver: String,
    amount: Option<Uint128>,
) -> RouteResponse {
    let passes = match asset {
        Asset::Cw20(contract) => send::would_pass(deps, env, &region, &contract, &receiver, amount),
        Asset::Native(denom) => Err(ContractError::UnknownToken { token: printable(&denom) }),
    };
    match passes {
        Ok(()) => RouteResponse { ok: true, code: None, reason: None },
        Err(error) => {
            let text = error.to_string();
            let (reason, code) = text.rsplit_once(" [").unwrap_or((&text, ""));
            RouteResponse {
                ok: false,
                code: Some(code.trim_end_matches(']').to_string()),
                reason: Some(reason.to_string()),
            }
        }
    }
}

fn ledger(deps: Deps, region: String, token: String) -> StdResult<LedgerResponse> {
    let hub = state::hub(deps.storage)?;
    let peer = hub.peer(&region).map_err(refused)?.number;
    let token = load_token(deps, &token)?;
    let route = state::route(deps.storage, RouteId { peer, token: token.number })?;
    let (in_flight_count, in_flight) = state::in_flight_sum(deps.storage, &region, &token.name)?;
    let outstanding = match token.home() == hub.own {
        true => route.outstanding(),
        false => 0,
    };
    Ok(LedgerResponse {
        sent: route.sent.into(),
        refunded: route.refunded.into(),
        received: route.received.into(),
        outstanding: outstanding.into(),
        outstanding_cap: route.outstanding_cap.map(Uint128::new),
        in_flight: in_flight.into(),
        claimable: route.claimable.into(),
        sent_count: route.sent_count,
        refunded_count: route.refunded_count,
        received_count: route.received_count,
        in_flight_count,
        claimable_count: route.claimable_count,
    })
}

fn limits(deps: Deps, env: &Env, region: String, token: String) -> StdResult<LimitsResponse> {
    let peer = state::hub(deps.storage)?.peer(&region).map_err(refused)?.number;
    let token = load_token(deps, &token)?;
    let mut route = state::route(deps.storage, RouteId { peer, token: token.number })?;
    route.settle(env.block.time.seconds());
    let headroom = |cap: u128| Uint128::new(cap.saturating_sub(route.outstanding()));
    Ok(LimitsResponse {
        outbound: route.outbound.map(|bucket| bucket.state()),
        inbound: route.inbound.map(|bucket| bucket.state()),
        outstanding_cap: route.outstanding_cap.map(Uint128::new),
        outstanding_headroom: route.outstanding_cap.map(headroom),
    })
}

fn packet(deps: Deps, region: String, token: String, id: u64) -> StdResult<PacketResponse> {
    state::hub(deps.storage)?.peer(&region).map_err(refused)?;
    let of = |status, refund: Refund| PacketResponse {
        status,
        amount: Some(refund.amount),
        owner: Some(refund.owner),
        reference: refund.reference,
    };
    if let Some(packet) = state::in_flight(deps.storage, &region, &token, id)? {
        return Ok(PacketResponse {
            status: PacketStatus::InFlight,
            amount: Some(packet.amount.into()),
            owner: None,
            reference: packet.reference,
        });
    }
    if let Some(claim) = state::claim(deps.storage, &region, &token, id)? {
        return Ok(of(PacketStatus::Claimable, claim));
    }
    if let Some(dispute) = state::dispute(deps.storage, &region, &token, id)? {
        return Ok(of(PacketStatus::Disputed, dispute.refund));
    }
    let sent = match state::route_id(deps.storage, deps.api, &region, &token)? {
        Some(id) => state::route(deps.storage, id)?.sent_count,
        None => 0,
    };
    Ok(PacketResponse {
        status: match (1..=sent).contains(&id) {
            true => PacketStatus::Settled,
            false => PacketStatus::NotSent,
        },
        amount: None,
        owner: None,
        reference: None,
    })
}

fn in_flight(
    deps: Deps,
    region: String,
    token: String,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> StdResult<InFlightResponse> {
    let page = state::in_flight_page(deps.storage, &region, &token, start_after, page(limit))?;
    let packets = page.into_iter().map(|(id, packet)| InFlightPacket {
        id,
        amount: packet.amount.into(),
        reference: packet.reference,
    });
    Ok(InFlightResponse { packets: packets.collect() })
}

fn claims(
    deps: Deps,
    owner: Option<String>,
    start_after: Option<PacketKey>,
    limit: Option<u32>,
) -> StdResult<ClaimsResponse> {
    let after = start_after.as_ref().map(cursor);
    let claims = match owner {
        None => state::claims(deps.storage, after, page(limit))?,
        Some(owner) => {
            let owner = address(deps.api, "owner", &owner).map_err(refused)?;
            state::claims_of(deps.storage, &owner, after, page(limit))?
        }
    };
    let claims = claims.into_iter().map(|claim| ClaimResponse {
        packet: key_of(&claim),
        owner: claim.owner,
        amount: claim.amount,
        reference: claim.reference,
    });
    Ok(ClaimsResponse { claims: claims.collect() })
}

fn disputes(
    deps: Deps,
    start_after: Option<PacketKey>,
    limit: Option<u32>,
) -> StdResult<DisputesResponse> {
    let after = start_after.as_ref().map(cursor);
    let disputes = state::disputes(deps.storage, after, page(limit))?;
    let disputes = disputes.into_iter().map(|dispute| DisputeResponse {
        packet: key_of(&dispute.refund),
        owner: dispute.refund.owner,
        amount: dispute.refund.amount,
        reference: dispute.refund.reference,
        cause: dispute.cause,
        disputed_at: dispute.disputed_at,
    });
    Ok(DisputesResponse { disputes: disputes.collect() })
}

fn cursor(key: &PacketKey) -> (&str, &str, u64) {
    (&key.region, &key.token, key.id)
}

fn key_of(refund: &Refund) -> PacketKey {
    PacketKey { region: refund.region.clone(), token: refund.token.clone(), id: refund.id }
}

/// A refused question carries the text and code of the error.
fn refused(error: impl Into<ContractError>) -> StdError {
    StdError::generic_err(error.into().to_string())
}
