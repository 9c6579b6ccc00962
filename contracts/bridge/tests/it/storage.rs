//! What is stored, and where.

use isthmus_api::bridge::{ExecuteMsg, PauseScope};
use isthmus_bridge::KEYS;
use isthmus_kit::admin;
use isthmus_kit::keys::find;

use crate::suite::*;

/// A bridge in use: everything it ever stores is in one table, and every line of its own is used.
#[test]
fn every_stored_key_is_in_the_table_and_every_line_of_it_is_used() {
    let mut suite = Suite::new();
    let lost = suite.send(1);
    let response = suite.timeout(&lost);
    suite.refund_fails(&response);
    let unclear = suite.send(2);
    suite.ack(&unclear, b"?".to_vec());
    suite.send(3);
    suite
        .ok("pauser", ExecuteMsg::Pause { scopes: vec![PauseScope::Receive], duration_seconds: 9 });

    let tables = [&[KEYS], admin::KEYS].concat();
    let stored = suite.dump();
    for (key, _) in &stored {
        assert!(find(&tables, key).is_some(), "{}", String::from_utf8_lossy(key));
    }
    for line in KEYS {
        assert!(stored.iter().any(|(key, _)| line.covers(key)), "{line} is not used");
    }
}
