//! The bytes of every record of the bridge that is stored as JSON. They never change: a record written by
//! older code is read by this.

use cosmwasm_std::StdResult;
use isthmus_wire::rewrite;

use super::{claims, Config, PeerLink};
use crate::model::packet::Refund;

#[test]
fn the_bytes_of_stored_records_are_fixed() {
    type Rewrite = fn(&str) -> StdResult<String>;
    let records: [(Rewrite, &str); 7] = [
        (
            rewrite::<Refund>,
            r#"{"region":"east","token":"west.iusd","id":1,"owner":"west1ana","amount":"5","reference":null}"#,
        ),
        (rewrite::<claims::Owed>, r#"{"owner":"west1ana","amount":"5","reference":"AA=="}"#),
        (rewrite::<claims::DisputeRecord>, r#"{"refund":null,"cause":"x","disputed_at":1}"#),
        (
            rewrite::<claims::DisputeRecord>,
            r#"{"refund":{"owner":"west1ana","amount":"5","reference":"AA=="},"cause":"x","disputed_at":1}"#,
        ),
        (rewrite::<Config>, r#"{"identity":"west1identity"}"#),
        (
            rewrite::<PeerLink>,
            r#"{"connection":"connection-0","remote_port":"wasm.east1bridge","remote_channel":null}"#,
        ),
        (
            rewrite::<PeerLink>,
            r#"{"connection":"connection-0","remote_port":"wasm.east1bridge","remote_channel":"channel-7"}"#,
        ),
    ];
    for (rewrite, json) in records {
        assert_eq!(rewrite(json).unwrap(), json);
    }
}
