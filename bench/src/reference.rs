//! Our contracts beside cw20-base and cw20-ics20, message by message, in the same situation: the same
//! accounts, amounts and lengths. Ours with every control on that it has: a minter's allowance and a
//! cap, other accounts frozen, held and locked, a blocklist, every scope paused but the one that a
//! message needs.

use std::cell::RefCell;
use std::collections::BTreeMap;

use anyhow::{bail, ensure, Context, Result};
use cosmwasm_std::to_json_binary;
use isthmus_regions::embedded::{Delivery, Embedded};
use isthmus_regions::{Code, Pair, Region, Side, View};
use isthmus_testkit::scripted::{self, Reaction, Script};
use isthmus_testkit::{Transfer, World};
use serde_json::{json, Value};

use crate::bench::{first, Bench};
use crate::engine::{Call, Machine};
use crate::figures::{Entry, Key, Row};
use crate::total;

const WEST: Side = Side::West;

/// Calls by what they do; equal names on both sides are compared.
type Calls = BTreeMap<&'static str, Call>;

/// What a token or a bridge of ours can pause, its guardian stops and its owner starts again.
const TOKEN_SCOPES: [&str; 4] = ["transfer", "mint", "burn", "approve"];
const BRIDGE_SCOPES: [&str; 3] = ["send", "receive", "attest"];

/// What was measured on both sides.
pub struct Sides {
    /// Ours.
    pub ours: Calls,
    /// The reference's.
    pub theirs: Calls,
    /// Bytes of keys and values that one more holder adds: ours, the reference's.
    pub holder_bytes: (u64, u64),
    /// What a mint through issuance costs in all contracts together, each brake on.
    pub braked: u64,
    /// Rows of the reference for the table.
    pub rows: Vec<Row>,
}

impl Sides {
    /// The contract part of one of our calls.
    pub fn ours(&self, what: &str) -> Result<u64> {
        part(&self.ours, what)
    }

    /// The contract part of the reference's.
    pub fn theirs(&self, what: &str) -> Result<u64> {
        part(&self.theirs, what)
    }
}

fn part(calls: &Calls, what: &str) -> Result<u64> {
    let cost = total::of(calls.get(what).with_context(|| format!("{what} was not measured"))?);
    Ok(cost.vm + cost.storage + cost.result)
}

/// Measures both sides. The machine has loaded our contracts and the reference's.
pub fn run(machine: &Machine) -> Result<Sides> {
    let (mut theirs, their_bytes) = reference_token(machine)?;
    let (mut ours, our_bytes) = our_token(machine)?;
    let holder_bytes = (our_bytes, their_bytes);
    let token_rows = rows("cw20-base", &theirs);
    let bridge = reference_bridge(machine)?;
    let bridge_rows = rows("cw20-ics20", &bridge);
    theirs.extend(bridge);
    ours.extend(our_bridge(machine)?);
    let braked = through_issuance(machine)?;
    let rows = [token_rows, bridge_rows].concat();
    Ok(Sides { ours, theirs, holder_bytes, braked, rows })
}

fn rows(contract: &str, calls: &Calls) -> Vec<Row> {
    let row = |(case, call): (&&str, &Call)| {
        let key = Key::new(contract, call.entry, &call.message, case);
        Row::new(key, total::of(call), total::enter(std::slice::from_ref(call)))
    };
    calls.iter().map(row).collect()
}

/// What a contract was seen to do.
struct Seen<'a> {
    machine: &'a Machine,
    file: &'static str,
    calls: RefCell<Calls>,
}

impl<'a> Seen<'a> {
    fn new(machine: &'a Machine, file: &'static str) -> Self {
        Self { machine, file, calls: RefCell::default() }
    }

    /// Keeps under a name the cost of the call of this message that `act` makes.
    fn keep<T>(
        &self,
        what: &'static str,
        entry: Entry,
        message: &str,
        act: impl FnOnce() -> Result<T>,
    ) -> Result<()> {
        let (done, mut calls) = first(self.machine, self.file, entry, message, act);
        done?;
        self.calls.borrow_mut().insert(what, calls.swap_remove(0));
        Ok(())
    }
}

/// A CW20 token on a chain of its own.
struct Token<'a> {
    seen: Seen<'a>,
    pair: &'a Embedded,
    address: String,
}

impl Token<'_> {
    fn address_of(&self, name: &str) -> Result<String> {
        Ok(self.pair.at(WEST).account(name)?)
    }

    fn send(&self, sender: &str, msg: &Value) -> Result<()> {
        self.pair.at(WEST).execute(sender, &self.address, msg, &[])?;
        Ok(())
    }

    /// Pauses everything but this scope, where there is a pause.
    fn open_only(&self, scope: &str) -> Result<()> {
        match self.seen.file {
            "isthmus_stablecoin" => {
                open_only((self.pair, WEST), &self.address, &TOKEN_SCOPES, &[scope])
            }
            _ => Ok(()),
        }
    }

    /// Sends a message and keeps its cost under a name.
    fn keep(&self, what: &'static str, sender: &str, msg: &Value) -> Result<()> {
        let variant = msg.as_object().and_then(|fields| fields.keys().next().cloned());
        let variant = variant.context("a message has one variant")?;
        self.seen.keep(what, Entry::Execute, &variant, || self.send(sender, msg))
    }

    /// Bytes of everything it has stored.
    fn state_bytes(&self) -> Result<u64> {
        let records = self.pair.at(WEST).records(&self.address);
        let bytes: usize = records.iter().map(|(key, value)| key.len() + value.len()).sum();
        Ok(u64::try_from(bytes)?)
    }

    /// The life of a token, the same for both, and the bytes that one more holder adds.
    fn live(self) -> Result<(Calls, u64)> {
        let sink = sink(self.pair)?;
        let [ana, ben, new] = ["ana", "ben", "new"].map(|name| self.address_of(name));
        let (ana, ben, new) = (ana?, ben?, new?);
        let mint = |to: &str| json!({"mint": {"recipient": to, "amount": "500000000000"}});
        self.send("issuer", &mint(&ana))?;
        self.send("issuer", &mint(&ben))?;
        self.open_only("mint")?;
        self.keep("mint", "issuer", &mint(&ana))?;
        self.open_only("transfer")?;
        let pay = |to: &str| json!({"transfer": {"recipient": to, "amount": "2500000"}});
        self.keep("transfer, existing recipient", "ana", &pay(&ben))?;
        let before = self.state_bytes()?;
        self.keep("transfer, first-time recipient", "ana", &pay(&new))?;
        let holder = self.state_bytes()? - before;
        let hook = to_json_binary(&json!({"deposit": {"reference": "invoice 2026-0117"}}))?;
        let send = json!({"send": {"contract": sink, "amount": "2500000", "msg": hook}});
        self.send("ana", &send)?;
        self.keep("send", "ana", &send)?;
        let allow =
            json!({"increase_allowance": {"spender": ben, "amount": "900000000", "expires": null}});
        self.open_only("approve")?;
        self.keep("increase_allowance, new", "ana", &allow)?;
        self.keep("increase_allowance, existing", "ana", &allow)?;
        self.open_only("transfer")?;
        let spend = json!({"transfer_from": {"owner": ana, "recipient": new, "amount": "2500000"}});
        self.keep("transfer_from", "ben", &spend)?;
        self.open_only("burn")?;
        self.keep("burn", "ana", &json!({"burn": {"amount": "2500000"}}))?;
        let balance = json!({"balance": {"address": ana}});
        let ask = || Ok(self.pair.at(WEST).query(&self.address, &balance)?);
        self.seen.keep("balance", Entry::Query, "balance", ask)?;
        Ok((self.seen.calls.into_inner(), holder))
    }
}

/// Pauses every scope of a contract of ours but one.
fn open_only(
    (pair, side): (&Embedded, Side),
    contract: &str,
    scopes: &[&str],
    open: &[&str],
) -> Result<()> {
    let region = pair.at(side);
    region.execute("owner", contract, &json!({"unpause": {"scopes": scopes}}), &[])?;
    let others: Vec<_> = scopes.iter().filter(|scope| !open.contains(scope)).collect();
    let pause = json!({"pause": {"scopes": others, "duration_seconds": 259_200}});
    region.execute("guardian", contract, &pause, &[])?;
    Ok(())
}

/// A contract that takes every token it is sent.
fn sink(pair: &Embedded) -> Result<String> {
    let script = Script::default().on("receive", Reaction::accept());
    let region = pair.at(WEST);
    let code = region.store_code(scripted::code())?;
    Ok(region.instantiate("owner", code, &json!(script), "sink", None, b"sink")?.0)
}

fn reference_token(machine: &Machine) -> Result<(Calls, u64)> {
    let pair = Embedded::default();
    let address = cw20_base(machine, &pair)?;
    Token { seen: Seen::new(machine, "cw20_base"), pair: &pair, address }.live()
}

/// A cw20-base in the west, minted by `issuer`.
pub fn cw20_base(machine: &Machine, pair: &Embedded) -> Result<String> {
    let region = pair.at(WEST);
    let code = region.store_code(machine.contract("cw20_base")?)?;
    let msg = json!({
        "name": "Isthmus Dollar", "symbol": "IUSD", "decimals": 6, "initial_balances": [],
        "mint": {"minter": region.account("issuer")?, "cap": null}, "marketing": null,
    });
    Ok(region.instantiate("owner", code, &msg, "token", None, b"token")?.0)
}

fn our_token(machine: &Machine) -> Result<(Calls, u64)> {
    let world = controlled(machine);
    // As the reference has it: an account mints, and no contract.
    let issuer = world.address(WEST, "issuer");
    let minter = json!({"address": issuer, "allowance": "900000000000000", "rate_limit": null});
    let named = json!({"set_minter": {"minter": minter}});
    world.must(WEST, "owner", Code::Stablecoin, &named);
    let address = world.contract(WEST, Code::Stablecoin).to_string();
    Token { seen: Seen::new(machine, "isthmus_stablecoin"), pair: &world.pair, address }.live()
}

/// What a mint through issuance costs: allowance and rate limit of the minter there, the attested reserves,
/// and allowance, rate limit and cap of the token.
fn through_issuance(machine: &Machine) -> Result<u64> {
    let world = controlled(machine);
    let [issuer, ana, office] = [
        world.address(WEST, "issuer"),
        world.address(WEST, "ana"),
        world.contract(WEST, Code::Issuance).to_string(),
    ];
    let limit = json!({"capacity": "2000000000000", "refill_per_second": "100000000"});
    let auditor = json!({"role": "attestor", "account": world.address(WEST, "auditor")});
    let holding = json!({
        "category": "cash", "institution": null, "amount": "5000000000000000", "days": 0});
    let attested = json!({
        "amount": "5000000000000000", "as_of": world.now() - 60, "holdings": [holding],
        "report_hash": "5a".repeat(32), "uri": "https://reports.isthmus.example/2026-11.pdf"});
    let policy = json!({"max_age_seconds": 2_678_400, "margin_bps": 100});
    let terms = json!({
        "minter": issuer, "ceiling": "900000000000000", "rate_limit": limit});
    let minter = json!({
        "address": office, "allowance": "900000000000000", "rate_limit": limit});
    let mint = json!({"mint": {"recipient": ana, "amount": "500000000000"}});
    for (actor, code, msg) in [
        ("owner", Code::Stablecoin, json!({"set_minter": {"minter": minter}})),
        ("treasurer", Code::Issuance, json!({"configure_minter": terms})),
        ("owner", Code::Issuance, json!({"grant_role": auditor})),
        ("auditor", Code::Issuance, json!({"submit_attestation": attested})),
        ("owner", Code::Issuance, json!({"set_reserve_policy": {"policy": policy}})),
        ("issuer", Code::Issuance, mint.clone()),
    ] {
        world.must(WEST, actor, code, &msg);
    }
    let token = world.contract(WEST, Code::Stablecoin);
    open_only((&world.pair, WEST), token, &TOKEN_SCOPES, &["mint"])?;
    let act = || world.must(WEST, "issuer", Code::Issuance, &mint);
    let (_, calls) = first(machine, "isthmus_issuance", Entry::Execute, "mint", act);
    Ok(total::contracts(&calls))
}

/// A deployment of ours with every control on.
fn controlled(machine: &Machine) -> World {
    let world = Bench::new(machine.clone()).world(World::plan());
    let other = |name: &str| world.address(WEST, name);
    let held = json!({
        "accounts": [other("thief")], "seconds": 259_200, "reason": "alert 3", "case_hash": null});
    let locks = json!([{"account": other("debtor"), "amount": "5000000"}]);
    let locked = json!({"locks": locks, "reason": null, "case_hash": null});
    let frozen = json!({"accounts": [other("suspect")], "mode": "full", "reason": "case 7"});
    for (actor, msg) in [
        ("owner", json!({"set_cap": {"cap": "9000000000000000"}})),
        ("officer", json!({"freeze": frozen})),
        ("officer", json!({"set_compliance_mode": {"mode": "blocklist"}})),
        ("owner", json!({"grant_role": {"role": "guardian", "account": other("warden")}})),
        ("warden", json!({"place_hold": held})),
        ("officer", json!({"lock_amount": locked})),
    ] {
        world.must(WEST, actor, Code::Stablecoin, &msg);
    }
    world
}

fn reference_bridge(machine: &Machine) -> Result<Calls> {
    let pair = Embedded::default();
    let token = cw20_base(machine, &pair)?;
    let mut bridges = Vec::new();
    for side in Side::BOTH {
        let region = pair.at(side);
        let code = region.store_code(machine.contract("cw20_ics20")?)?;
        let allowed = match side {
            Side::West => json!([{"contract": token, "gas_limit": null}]),
            Side::East => json!([]),
        };
        let msg = json!({
            "default_timeout": 3_600, "gov_contract": region.account("owner")?,
            "allowlist": allowed, "default_gas_limit": null,
        });
        bridges.push(region.instantiate("owner", code, &msg, "bridge", None, b"bridge")?.0);
    }
    let [west, east] = bridges.as_slice() else { bail!("two bridges were expected") };
    let (port_west, port_east) = (format!("wasm.{west}"), format!("wasm.{east}"));
    let (channel, remote) = pair.open_channel(&port_west, &port_east, "ics20-1")?;

    let ana = pair.at(WEST).account("ana")?;
    let mint = json!({"mint": {"recipient": ana, "amount": "500000000000"}});
    pair.at(WEST).execute("issuer", &token, &mint, &[])?;
    let hook = |timeout: u64| -> Result<Value> {
        let hook = json!({
            "channel": channel, "remote_address": pair.at(Side::East).account("ben")?,
            "timeout": timeout, "memo": null,
        });
        let msg = to_json_binary(&hook)?;
        Ok(json!({"send": {"contract": west, "amount": "2500000", "msg": msg}}))
    };
    let send = |timeout: u64| -> Result<()> {
        pair.at(WEST).execute("ana", &token, &hook(timeout)?, &[])?;
        Ok(())
    };
    let packet = || pair.last_packet(WEST).context("a packet was sent");
    let seen = Seen::new(machine, "cw20_ics20");
    send(600)?;
    seen.keep("bridge send", Entry::Execute, "receive", || send(600))?;
    let sent = packet()?;
    let taken = json!({"result": "AQ=="}).to_string();
    let ack = || Ok(pair.acknowledge_with(&sent, taken.as_bytes())?);
    seen.keep("bridge ack", Entry::IbcPacketAck, "ibc_packet_ack", ack)?;
    // It knows no vouchers, so its counterpart can send back only what a forged packet says.
    let data = json!({
        "amount": "2500000", "denom": format!("{port_east}/{remote}/cw20:{token}"),
        "receiver": ana, "sender": pair.at(Side::East).account("ben")?,
    });
    let receive = || match pair.forge(WEST, &channel, data.to_string().as_bytes())? {
        Delivery::Acknowledged { ack, .. } if ack.starts_with(b"{\"result\"") => Ok(()),
        other => bail!("{other:?}"),
    };
    seen.keep("bridge receive", Entry::IbcPacketReceive, "ibc_packet_receive", receive)?;
    send(60)?;
    let sent = packet()?;
    pair.pass(120);
    let time_out = || Ok(pair.time_out(&sent)?);
    seen.keep("bridge timeout", Entry::IbcPacketTimeout, "ibc_packet_timeout", time_out)?;
    Ok(seen.calls.into_inner())
}

fn our_bridge(machine: &Machine) -> Result<Calls> {
    let world = controlled(machine);
    world.mint("ana", 500_000_000_000);
    let transfer = |seconds| Transfer::new(WEST, "ana", "ben", 2_500_000).within(seconds);
    let sent = world.dispatch(&transfer(600));
    world.deliver(&sent);
    world.acknowledge(&sent);
    // A refund is paid where money is received too.
    let open: [(Side, &[&str]); 2] = [(WEST, &["send", "receive"]), (Side::East, &["receive"])];
    for (side, scopes) in open {
        let bridge = world.contract(side, Code::Bridge);
        open_only((&world.pair, side), bridge, &BRIDGE_SCOPES, scopes)?;
    }
    let seen = Seen::new(machine, "isthmus_bridge");
    let send = || Ok(world.dispatch(&transfer(600)));
    seen.keep("bridge send", Entry::Execute, "receive", send)?;
    let sent = world.pair.last_packet(WEST).context("a packet was sent")?;
    let receive = || {
        ensure!(isthmus_testkit::is_success(&world.deliver(&sent)), "an error was acknowledged");
        Ok(())
    };
    seen.keep("bridge receive", Entry::IbcPacketReceive, "ibc_packet_receive", receive)?;
    let ack = || Ok(world.acknowledge(&sent));
    seen.keep("bridge ack", Entry::IbcPacketAck, "ibc_packet_ack", ack)?;
    let late = world.dispatch(&transfer(isthmus_api::bridge::MIN_TIMEOUT_SECONDS));
    world.pair.pass(2 * isthmus_api::bridge::MIN_TIMEOUT_SECONDS);
    let time_out = || Ok(world.time_out(&late));
    seen.keep("bridge timeout", Entry::IbcPacketTimeout, "ibc_packet_timeout", time_out)?;
    Ok(seen.calls.into_inner())
}
