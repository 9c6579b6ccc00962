//! What bounds minters: rate limits, controllers, lists of recipients.

use serde_json::{json, Value};

use super::messages::{configure_minter, limited_minter, mint};
use super::{addresses, controlled, tell, PAID};
use crate::bench::Bench;
use crate::cases::stage::Stage;

/// Who is trusted with minters.
const MASTER: &str = "treasurer";

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    configured(&mut stage);
    controlled_by_another(&mut stage);
    recipients(&mut stage);
    removed(&mut stage);
}

fn configured(stage: &mut Stage) {
    let [bank] = addresses(&stage.world, ["bank"]);
    let configure = configure_minter(&bank, "20000000000000");
    stage.send("new", MASTER, &configure);
    stage.send("another allowance", MASTER, &configure);
    stage.send("a rate limit", MASTER, &limited_minter(&bank, "20000000000000"));
    stage.send("with a rate limit", "bank", &mint(&bank, PAID));
    let reference = json!({"mint_with_reference": {
        "recipient": bank, "amount": PAID, "reference": "7714"}});
    stage.send("with a rate limit", "bank", &reference);
    let workers: Vec<_> = (0..10)
        .map(|number| addresses(&stage.world, [&*format!("payee {number}")])[0].clone())
        .collect();
    let orders = |to: &String| json!({"recipient": to, "amount": PAID});
    let batch = json!({"mint_batch": {"mints": workers.iter().map(orders).collect::<Vec<_>>()}});
    stage.send("ten first-time recipients", "bank", &batch);
    stage.send("ten existing recipients", "bank", &batch);
    stage.look("with a rate limit", json!({"minter_info": {"minter": bank}}));
}

fn controlled_by_another(stage: &mut Stage) {
    let [bank, clerk] = addresses(&stage.world, ["bank", "clerk"]);
    let control = json!({"configure_controller": {"controller": clerk, "minter": bank}});
    stage.send("", MASTER, &control);
    let change = |verb: &str| json!({verb: {"minter": bank, "amount": PAID}});
    for verb in ["increase_minter_allowance", "decrease_minter_allowance"] {
        stage.send("by its controller", "clerk", &change(verb));
        stage.send("by the master minter", MASTER, &change(verb));
    }
    stage.look("one", json!({"controllers": {}}));
    stage.send("", MASTER, &json!({"remove_controller": {"controller": clerk}}));
}

fn recipients(stage: &mut Stage) {
    let [bank, treasury, branch] = addresses(&stage.world, ["bank", "treasury", "branch"]);
    let list = |add: &[&str], remove: &[&str]| -> Value {
        json!({"set_mint_recipients": {"minter": bank, "add": add, "remove": remove}})
    };
    stage.send("the first two", MASTER, &list(&[&treasury, &branch], &[]));
    stage.send("one struck off", MASTER, &list(&[], &[&branch]));
    tell(&stage.world, "bank", mint(&treasury, PAID));
    stage.send("with a rate limit and a list of recipients", "bank", &mint(&treasury, PAID));
    stage.look("one", json!({"mint_recipients": {"minter": bank}}));
    stage.send("", MASTER, &json!({"clear_mint_recipients": {"minter": bank}}));
}

fn removed(stage: &mut Stage) {
    let [bank] = addresses(&stage.world, ["bank"]);
    stage.send("", MASTER, &json!({"remove_minter": {"minter": bank}}));
}
