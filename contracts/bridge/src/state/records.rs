//! The bytes of every record of the bridge that is stored as JSON. They never change: a record written by
//! older code is read by this.

use cosmwasm_std::{from_json, to_json_string};
use isthmus_wire::{Record, Wire};

use super::{claims, Config, PeerLink};
use crate::model::packet::Refund;

/// What this code stores for a record that it has read.
fn rewrite<T: Wire>(json: &str) -> String {
    let record: Record<T> = from_json(json).unwrap();
    to_json_string(&record).unwrap()
}

#[test]
fn the_bytes_of_stored_records_are_fixed() {
    type Rewrite = fn(&str) -> String;
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
        assert_eq!(rewrite(json), json);
    }
}
