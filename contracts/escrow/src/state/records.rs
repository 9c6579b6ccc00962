//! The bytes of every record of the escrow that is stored as JSON. They never change: a record written by
//! older code is read by this.

use cosmwasm_std::StdResult;
use isthmus_calendar::Rules;
use isthmus_wire::rewrite;

use super::{Config, Credit, Owed, Payment};
use crate::execute::payment::{Reference, RefusablePayment};
use crate::model::deal::Deal;
use crate::model::drawing::Drawing;

#[test]
fn the_bytes_of_stored_records_are_fixed() {
    type Rewrite = fn(&str) -> StdResult<String>;
    let records: [(Rewrite, &str); 11] = [
        (
            rewrite::<Deal>,
            r#"{"id":1,"status":"run_off","outcome":null,"applicant":"west1ana","issuer":"west1bank","beneficiary":"west1bo","advising":null,"proposer":"applicant","proposed_at":1,"consents":["applicant","issuer"],"cancels":[],"asset":{"native":"uwest"},"amount":"5","cover":"6","partial":false,"funder":null,"payout":{"local":{"address":"west1ana"}},"applicant_payout":null,"issuer_payout":null,"consent_by":2,"fund_by":3,"expires_at":4,"ledger":{"funded":"5","released":"0","refunded":"0"},"drawings":[{"status":"presented","complete":true,"reserved":"5","due_at":9}]}"#,
        ),
        (
            rewrite::<Deal>,
            r#"{"id":1,"status":"run_off","outcome":"settled","applicant":"west1ana","issuer":"west1bank","beneficiary":"west1bo","advising":"west1cy","proposer":"applicant","proposed_at":1,"consents":["applicant","issuer"],"cancels":[],"asset":{"cw20":"west1token"},"amount":"5","cover":"6","partial":false,"funder":"issuer","payout":{"remote":{"region":"east","receiver":"east1bo"}},"applicant_payout":{"local":{"address":"west1ana"}},"issuer_payout":null,"consent_by":2,"fund_by":3,"expires_at":4,"ledger":{"funded":"5","released":"0","refunded":"0"},"drawings":[{"status":"presented","complete":true,"reserved":"5","due_at":9}]}"#,
        ),
        (
            rewrite::<Drawing>,
            r#"{"presenter":"west1ana","amount":"5","shipped_at":1,"presented_at":2,"presentations":3,"exam_due_at":null,"refused_at":4,"disposition":"await_waiver","documents":[{"kind":"invoice","hash":"00ff"}],"discrepancies":[{"id":1,"code":"late_shipment","document":null,"text":"x","waived_at":null}]}"#,
        ),
        (rewrite::<Rules>, r#"{"name":"west","utc_offset_minutes":-90,"weekend":96}"#),
        (
            rewrite::<Config>,
            r#"{"region":"west","identity":"west1identity","stablecoin":"west1token","bridge":"west1bridge","policy":null}"#,
        ),
        (
            rewrite::<Config>,
            r#"{"region":"west","identity":"west1identity","stablecoin":"west1token","bridge":"west1bridge","policy":{"schema":"kyc","min_level":2,"countries":["DE"],"max_status_age_seconds":60}}"#,
        ),
        (rewrite::<Owed>, r#"{"held":"5","credits":"6"}"#),
        (rewrite::<Credit>, r#"{"asset":{"cw20":"west1token"},"amount":"5"}"#),
        (
            rewrite::<Payment>,
            r#"{"deal":null,"owner":"west1ana","asset":{"native":"uwest"},"amount":"5"}"#,
        ),
        (
            rewrite::<RefusablePayment>,
            r#"{"deal":1,"owner":"west1ana","asset":{"native":"uwest"},"amount":"5","payout":2}"#,
        ),
        (rewrite::<Reference>, r#"{"payout":1}"#),
    ];
    for (rewrite, json) in records {
        assert_eq!(rewrite(json).unwrap(), json);
    }
}
