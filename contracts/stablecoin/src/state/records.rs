//! The bytes of every record of the stablecoin that is stored as JSON. They never change: a record written by
//! older code is read by this.

use cosmwasm_std::{Addr, StdResult};
use isthmus_wire::rewrite;

use cw2::ContractVersion;
use cw20::{AllowanceResponse, Logo, MarketingInfoResponse};
use cw_ownable::Ownership;

use super::migration::Cw20Token;
use super::token::{Region, Token};
use crate::model::hold::Series;
use crate::model::policy::Failures;

#[test]
fn the_bytes_of_stored_records_are_fixed() {
    type Rewrite = fn(&str) -> StdResult<String>;
    let records: [(Rewrite, &str); 15] = [
        (
            rewrite::<Cw20Token>,
            r#"{"name":"West Dollar","symbol":"WUSD","decimals":6,"total_supply":"5","mint":null}"#,
        ),
        (
            rewrite::<Cw20Token>,
            r#"{"name":"West Dollar","symbol":"WUSD","decimals":6,"total_supply":"5","mint":{"minter":"west1ana","cap":"9"}}"#,
        ),
        (rewrite::<Series>, r#"{"used":5,"until":1600000000}"#),
        (rewrite::<Failures>, r#"{"count":5,"last_at":1600000000}"#),
        (rewrite::<Token>, r#"{"name":"West Dollar","symbol":"WUSD","decimals":6}"#),
        (
            rewrite::<Region>,
            r#"{"region":"west","token":"west.iusd","bridge":"west1bridge","identity":null}"#,
        ),
        (
            rewrite::<Region>,
            r#"{"region":"west","token":"west.iusd","bridge":"west1bridge","identity":"west1identity"}"#,
        ),
        (
            rewrite::<MarketingInfoResponse>,
            r#"{"project":null,"description":"x","logo":"embedded","marketing":"west1ana"}"#,
        ),
        (
            rewrite::<MarketingInfoResponse>,
            r#"{"project":"x","description":null,"logo":{"url":"x"},"marketing":null}"#,
        ),
        (rewrite::<Logo>, r#"{"embedded":{"png":"AA=="}}"#),
        (rewrite::<Logo>, r#"{"url":"x"}"#),
        (rewrite::<ContractVersion>, r#"{"contract":"isthmus-stablecoin","version":"0.1.0"}"#),
        (
            rewrite::<Ownership<Addr>>,
            r#"{"owner":"west1ana","pending_owner":null,"pending_expiry":null}"#,
        ),
        (
            rewrite::<Ownership<Addr>>,
            r#"{"owner":null,"pending_owner":"west1bo","pending_expiry":{"at_time":"5"}}"#,
        ),
        (rewrite::<AllowanceResponse>, r#"{"allowance":"5","expires":{"never":{}}}"#),
    ];
    for (rewrite, json) in records {
        assert_eq!(rewrite(json).unwrap(), json);
    }
}
