//! The token: what wallets show, and its place among the regions.

use cosmwasm_std::{Deps, StdError, Uint128};
use cw20::{
    DownloadLogoResponse, EmbeddedLogo, Logo, MarketingInfoResponse, MinterResponse,
    TokenInfoResponse,
};
use isthmus_api::stablecoin::ConfigResponse;
use isthmus_kit::owner;

use super::Answer;
use crate::state::{self, Region};

/// `token_info`.
pub fn token_info(deps: Deps) -> Answer<TokenInfoResponse> {
    let token = state::load_token(deps.storage)?;
    Ok(TokenInfoResponse {
        name: token.name,
        symbol: token.symbol,
        decimals: token.decimals,
        total_supply: state::load_issuance(deps.storage)?.supply.total.into(),
    })
}

/// `minter`: null says that nobody adds to the supply (A15).
pub fn minter(deps: Deps) -> Answer<Option<MinterResponse>> {
    let cap = state::load_issuance(deps.storage)?.supply.cap.map(Uint128::new);
    let minter = state::may_load_minter_address(deps.storage)?;
    Ok(minter.map(|minter| MinterResponse { minter: minter.into(), cap }))
}

/// `marketing_info`.
pub fn marketing_info(deps: Deps) -> Answer<MarketingInfoResponse> {
    Ok(state::may_load_marketing(deps.storage)?.unwrap_or_default())
}

/// `download_logo`.
pub fn download_logo(deps: Deps) -> Answer<DownloadLogoResponse> {
    let (mime_type, data) = match state::may_load_logo(deps.storage)? {
        Some(Logo::Embedded(EmbeddedLogo::Svg(data))) => ("image/svg+xml", data),
        Some(Logo::Embedded(EmbeddedLogo::Png(data))) => ("image/png", data),
        Some(Logo::Url(_)) | None => return Err(StdError::not_found("logo").into()),
    };
    Ok(DownloadLogoResponse { mime_type: mime_type.to_string(), data })
}

/// `config`.
pub fn config(deps: Deps) -> Answer<ConfigResponse> {
    let region = state::may_load_region(deps.storage)?;
    let part = |get: fn(&Region) -> &str| region.as_ref().map(|region| get(region).to_string());
    Ok(ConfigResponse {
        region: part(|region| region.region.as_str()),
        token: part(|region| region.token.as_str()),
        bridge: part(|region| region.bridge.as_str()),
        former_bridge: state::may_load_former_bridge(deps.storage)?.map(String::from),
        identity: region.as_ref().and_then(|region| region.identity.clone()).map(String::from),
        home: !state::load_issuance(deps.storage)?.supply.foreign,
        owner_delay_seconds: owner::delay_seconds(deps.storage)?,
        change_delay_seconds: isthmus_kit::changes::delay_seconds(deps.storage)?,
    })
}
