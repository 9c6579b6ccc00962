//! Whose payments pass.

use serde_json::{json, Value};

use super::messages::{mode, status, transfer};
use super::{addresses, controlled, tell, PAID};
use crate::bench::Bench;
use crate::cases::stage::Stage;

const OFFICER: &str = "officer";
/// Longest page.
const PAGE: u32 = isthmus_api::types::MAX_PAGE;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    modes(&mut stage);
    screening(&mut stage);
}

fn modes(stage: &mut Stage) {
    let [ana, ben, eve] = addresses(&stage.world, ["ana", "ben", "eve"]);
    stage.send("two accounts", OFFICER, &status(&[&ana, &ben], "allowed"));
    stage.send("one, already allowed", OFFICER, &status(&[&ana], "allowed"));
    stage.send("one, frozen", OFFICER, &status(&[&eve], "blocked"));
    stage.send("", OFFICER, &mode("allowlist"));
    stage.send("existing recipient, both on the list", "ana", &transfer(&ben, PAID));
    stage.look("a list of the allowed", json!({"compliance": {}}));
    tell(&stage.world, OFFICER, mode("open"));
}

fn screening(stage: &mut Stage) {
    let receiver = |number: u32| format!("east1qypqxpq9qcrsszg2pvxq6rs0zqg3yyc5{number:04}");
    let screen = |numbers: std::ops::Range<u32>, blocked: bool| -> Value {
        let receivers: Vec<_> = numbers.map(receiver).collect();
        json!({"screen_foreign": {"region": "east", "receivers": receivers, "blocked": blocked}})
    };
    stage.send("one", OFFICER, &screen(0..1, true));
    stage.send("one, released", OFFICER, &screen(0..1, false));
    tell(&stage.world, OFFICER, screen(0..PAGE, true));
    let ask =
        |number| json!({"foreign_receiver": {"region": "east", "receiver": receiver(number)}});
    stage.look("blocked", ask(0));
    stage.look("not blocked", ask(PAGE));
    stage.pages(|limit| json!({"foreign_receivers": {"region": "east", "limit": limit}}));
}
