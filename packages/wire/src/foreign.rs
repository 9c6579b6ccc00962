//! Types of other crates that go over the wire, or are stored, as they are. Each item says what the type
//! named looks like, and the compiler compares.

use cosmwasm_std::{Addr, Binary, Timestamp, Uint128};
use cw20::{AllowanceInfo, EmbeddedLogo, Expiration, LogoInfo, SpenderAllowanceInfo};

use crate::wire;

#[wire(remote = "cw2::ContractVersion")]
struct ContractVersion {
    contract: String,
    version: String,
}

#[wire(remote = "cw_ownable::Action")]
enum Action {
    TransferOwnership { new_owner: String, expiry: Option<Expiration> },
    AcceptOwnership,
    RenounceOwnership,
}

#[wire(remote = "cw_ownable::Ownership<Addr>")]
struct Ownership {
    owner: Option<Addr>,
    pending_owner: Option<Addr>,
    pending_expiry: Option<Expiration>,
}

#[wire(remote = "Expiration")]
enum CwExpiration {
    AtHeight(u64),
    AtTime(Timestamp),
    Never {},
}

#[wire(remote = "cw20::Cw20Coin")]
struct Cw20Coin {
    address: String,
    amount: Uint128,
}

#[wire(remote = "cw20::Cw20ReceiveMsg")]
struct Cw20ReceiveMsg {
    sender: String,
    amount: Uint128,
    msg: Binary,
}

#[wire(remote = "cw20::Denom")]
enum Denom {
    Native(String),
    Cw20(Addr),
}

#[wire(remote = "cw20::UncheckedDenom")]
enum UncheckedDenom {
    Native(String),
    Cw20(String),
}

#[wire(remote = "cw20::Logo")]
enum Logo {
    Url(String),
    Embedded(EmbeddedLogo),
}

#[wire(remote = "EmbeddedLogo")]
enum Embedded {
    Svg(Binary),
    Png(Binary),
}

#[wire(remote = "LogoInfo")]
enum Info {
    Url(String),
    Embedded,
}

#[wire(remote = "cw20::BalanceResponse")]
struct BalanceResponse {
    balance: Uint128,
}

#[wire(remote = "cw20::TokenInfoResponse")]
struct TokenInfoResponse {
    name: String,
    symbol: String,
    decimals: u8,
    total_supply: Uint128,
}

#[wire(remote = "cw20::MinterResponse")]
struct MinterResponse {
    minter: String,
    cap: Option<Uint128>,
}

#[wire(remote = "cw20::MarketingInfoResponse")]
struct MarketingInfoResponse {
    project: Option<String>,
    description: Option<String>,
    logo: Option<LogoInfo>,
    marketing: Option<Addr>,
}

#[wire(remote = "cw20::DownloadLogoResponse")]
struct DownloadLogoResponse {
    mime_type: String,
    data: Binary,
}

#[wire(remote = "cw20::AllowanceResponse")]
struct AllowanceResponse {
    allowance: Uint128,
    expires: Expiration,
}

#[wire(remote = "AllowanceInfo")]
struct Allowance {
    spender: String,
    allowance: Uint128,
    expires: Expiration,
}

#[wire(remote = "SpenderAllowanceInfo")]
struct SpenderAllowance {
    owner: String,
    allowance: Uint128,
    expires: Expiration,
}

#[wire(remote = "cw20::AllAllowancesResponse")]
struct AllAllowancesResponse {
    allowances: Vec<AllowanceInfo>,
}

#[wire(remote = "cw20::AllSpenderAllowancesResponse")]
struct AllSpenderAllowancesResponse {
    allowances: Vec<SpenderAllowanceInfo>,
}

#[wire(remote = "cw20::AllAccountsResponse")]
struct AllAccountsResponse {
    accounts: Vec<String>,
}
