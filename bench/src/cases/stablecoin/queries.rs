//! What is asked.

use cosmwasm_std::Binary;
use isthmus_regions::{Code, Side};
use serde_json::json;

use super::messages::{configure_minter, freeze, increase, pause};
use super::{addresses, controlled, tell, OWNER, PAID, REASON};
use crate::bench::Bench;
use crate::cases::stage::Stage;

/// Longest page.
const PAGE: u32 = isthmus_api::types::MAX_PAGE;

pub fn rows(bench: &mut Bench) {
    let mut stage = controlled(bench);
    accounts(&mut stage);
    transfers(&mut stage);
    token(&mut stage);
    marketing(&mut stage);
    crowd(&mut stage);
}

fn accounts(stage: &mut Stage) {
    let [ana, cho, eve, new] = addresses(&stage.world, ["ana", "cho", "eve", "new"]);
    let bridge = stage.world.contract(Side::West, Code::Bridge).to_string();
    stage.look("of a holder", json!({"balance": {"address": ana}}));
    stage.look("of nobody", json!({"balance": {"address": new}}));
    stage.look("of a holder", json!({"account": {"address": ana}}));
    stage.look("of nobody", json!({"account": {"address": new}}));
    stage.look("frozen", json!({"account": {"address": eve}}));
    stage.look("an escrow", json!({"account": {"address": bridge}}));
    tell(&stage.world, "ana", increase(&cho, "900000000", None));
    stage.look("granted", json!({"allowance": {"owner": ana, "spender": cho}}));
    stage.look("none", json!({"allowance": {"owner": ana, "spender": new}}));
}

fn transfers(stage: &mut Stage) {
    let [ana, ben, cho, mallory] = addresses(&stage.world, ["ana", "ben", "cho", "mallory"]);
    let mut can = |case: &str, to: &str, amount: &str, spender: Option<&str>| {
        let transfer = json!({"from": ana, "to": to, "amount": amount, "spender": spender});
        stage.look(case, json!({"can_transfer": transfer}));
    };
    can("it can", &ben, PAID, None);
    can("by a spender", &ben, PAID, Some(&cho));
    can("too much", &ben, "900000000000", None);
    can("to a frozen account", &mallory, PAID, None);
}

fn token(stage: &mut Stage) {
    let [issuer, new] = addresses(&stage.world, ["issuer", "new"]);
    for name in ["token_info", "config", "ownership", "contract_info", "supply"] {
        stage.look("", json!({name: {}}));
    }
    stage.look("none", json!({"minter": {}}));
    stage.look("a minter", json!({"minter_info": {"minter": issuer}}));
    stage.look("none", json!({"minter_info": {"minter": new}}));
    stage.look("nothing paused", json!({"pauses": {}}));
    tell(&stage.world, "guardian", pause(60));
    stage.look("everything paused", json!({"pauses": {}}));
    stage.world.pair.pass(60);
}

fn marketing(stage: &mut Stage) {
    stage.look("none", json!({"marketing_info": {}}));
    let shown = json!({"update_marketing": {
        "project": "https://isthmus.example", "description": "A dollar for two regions."}});
    tell(&stage.world, OWNER, shown);
    let picture = Binary::from([b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 1_016]].concat());
    tell(&stage.world, OWNER, json!({"upload_logo": {"embedded": {"png": picture}}}));
    stage.look("with an embedded logo", json!({"marketing_info": {}}));
    stage.look("a PNG of 1 KiB", json!({"download_logo": {}}));
}

/// Thirty of everything that is paged.
fn crowd(stage: &mut Stage) {
    let world = &stage.world;
    let [ana, ben] = addresses(world, ["ana", "ben"]);
    for number in 0..PAGE {
        let [one, depot] =
            ["member", "depot"].map(|who| world.address(Side::West, &format!("{who} {number}")));
        world.mint(&one, 2_500_000);
        world.mint(&depot, 2_500_000);
        tell(world, "ana", increase(&one, "900000000", None));
        tell(world, &one, increase(&ben, "900000000", None));
        tell(world, "treasurer", configure_minter(&one, "2000000000000"));
        tell(world, OWNER, json!({"grant_role": {"role": "compliance", "account": one}}));
        tell(world, "officer", freeze(&one, "outgoing", REASON));
        tell(world, OWNER, json!({"register_escrow": {"account": depot}}));
    }
    stage.pages(|limit| json!({"all_accounts": {"limit": limit}}));
    stage.pages(|limit| json!({"all_balances": {"limit": limit}}));
    for (limit, case) in [(1, "1 record"), (10, "10 records"), (30, "30 records")] {
        stage.look(case, json!({"holder_count": {"limit": limit}}));
    }
    stage.pages(|limit| json!({"all_allowances": {"owner": ana, "limit": limit}}));
    stage.pages(|limit| json!({"all_spender_allowances": {"spender": ben, "limit": limit}}));
    stage.pages(|limit| json!({"minters": {"limit": limit}}));
    stage.pages(|limit| json!({"role_members": {"role": "compliance", "limit": limit}}));
    stage.pages(|limit| json!({"frozen_accounts": {"limit": limit}}));
    stage.pages(|limit| json!({"escrows": {"limit": limit}}));
}
