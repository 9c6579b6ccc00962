//! What was sent here by mistake, and what the chain's governance may do.

use isthmus_regions::{Call, Region, Side, View};
use serde_json::{json, Value};

use super::messages::transfer;
use super::{addresses, controlled, tell, OWNER, PAID, TOKEN};
use crate::bench::Bench;
use crate::cases::stage::Stage;
use crate::figures::Entry;
use isthmus_testkit::scripted::ScriptedContract;

const RESCUER: &str = "lifeguard";

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    rescue(&mut stage);
    govern(&mut stage);
}

fn rescue(stage: &mut Stage) {
    let [rescuer, ana] = addresses(&stage.world, [RESCUER, "ana"]);
    let grant = json!({"grant_role": {"role": "rescuer", "account": rescuer}});
    tell(&stage.world, OWNER, grant);
    let token = stage.world.contract(Side::West, TOKEN).to_string();
    let other = ScriptedContract::new(&stage.world, "other token").address;
    tell(&stage.world, "ana", transfer(&token, PAID));
    let west = stage.world.pair.at(Side::West);
    let coins = vec![cosmwasm_std::coin(70, west.fee_denom())];
    west.execute_all("ana", &[Call::pay(&token, coins)]).expect("a bank takes it there");
    let assets = [
        (json!({"native": west.fee_denom()}), "70", "native coins"),
        (json!({"cw20": other}), PAID, "tokens of another contract"),
        (json!({"cw20": token}), PAID, "own tokens"),
    ];
    for (asset, amount, case) in assets {
        let msg = json!({"rescue": {"asset": asset, "to": ana, "amount": amount}});
        stage.send(case, RESCUER, &msg);
    }
}

fn govern(stage: &mut Stage) {
    let [owner, rescuer] = addresses(&stage.world, ["successor", RESCUER]);
    let mut sudo = |message: &str, msg: Value| {
        stage.measure(Entry::Sudo, message, "", |world| {
            let token = world.contract(Side::West, TOKEN);
            world.pair.at(Side::West).govern(token, &msg).expect("governance may");
        });
    };
    let scopes = ["transfer", "mint"];
    sudo("pause", json!({"pause": {"scopes": scopes, "duration_seconds": 3_600}}));
    sudo("unpause", json!({"unpause": {"scopes": scopes}}));
    sudo("set_owner", json!({"set_owner": {"owner": owner}}));
    sudo("revoke_role", json!({"revoke_role": {"role": "rescuer", "account": rescuer}}));
}
