//! Deployment of the five contracts in both regions, the same on both engines.
//!
//! Order (architecture.md, "Addresses"): the five addresses of a region are predicted, then identity,
//! stablecoin, bridge, escrow and issuance are instantiated and query nothing; then the connection, then
//! `register_peer` on both sides, then the channel on that connection, then tokens and limits. Issuance is
//! the token's one minter and an escrow of it from the start. [`make_changes_wait`] ends it.

use crate::{Code, Pair, Region, Side, TxError, TxResult};
use cosmwasm_std::Uint128;
use isthmus_api::packet::CHANNEL_VERSION;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

/// What is deployed. [`Plan::default`] is the deployment of the demo and of the tests.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Actor that owns every contract, in each region.
    pub owner: String,
    /// Delay before a new owner may accept.
    pub owner_delay_seconds: u64,
    /// How long a change that loosens a rule has to wait: from the start in the token and the escrow, from
    /// [`make_changes_wait`] on in the contracts in which more is registered first.
    pub change_delay_seconds: u64,
    /// Most of the token that there may be, counted at home; no cap if absent.
    pub cap: Option<Uint128>,
    /// How old an attestation of the reserves may be that bounds minting, in seconds; none: none is asked for.
    pub attested_within_seconds: Option<u64>,
    /// Token across regions, `<home>.<symbol>`.
    pub token: String,
    /// The token's display name.
    pub name: String,
    /// The token's symbol, the same in both regions.
    pub symbol: String,
    /// The token's decimals.
    pub decimals: u8,
    /// Roles: contract, role, actor. Granted in both regions.
    pub roles: Vec<(Code, String, String)>,
    /// Who may be a party of a deal; anyone if absent.
    pub policy: Option<Value>,
    /// Most that may be abroad per peer at home.
    pub outstanding_cap: Uint128,
    /// Size of each rate limit bucket, per direction.
    pub capacity: Uint128,
    /// Refill of each bucket per second.
    pub refill_per_second: Uint128,
}

/// One actor for each role, named after it: who runs the contracts of the demo and of `deploy`.
pub fn operators() -> Vec<(Code, String, String)> {
    [
        (Code::Stablecoin, "compliance", "compliance"),
        (Code::Stablecoin, "guardian", "guardian"),
        (Code::Stablecoin, "seizer", "seizer"),
        (Code::Stablecoin, "pauser", "pauser"),
        (Code::Bridge, "pauser", "pauser"),
        (Code::Identity, "pauser", "pauser"),
        (Code::Escrow, "pauser", "pauser"),
        (Code::Escrow, "calendar_keeper", "calendar-keeper"),
        (Code::Issuance, "master_minter", "master-minter"),
        (Code::Issuance, "attestor", "attestor"),
        (Code::Issuance, "redemption_operator", "redemption-operator"),
        (Code::Issuance, "guardian", "guardian"),
        (Code::Issuance, "pauser", "pauser"),
        (Code::Issuance, "calendar_keeper", "calendar-keeper"),
    ]
    .map(|(code, role, actor)| (code, role.to_string(), actor.to_string()))
    .to_vec()
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            owner: "owner".to_string(),
            owner_delay_seconds: 0,
            change_delay_seconds: 0,
            cap: Some(Uint128::new(1_000_000_000_000_000)),
            attested_within_seconds: None,
            token: "west.iusd".to_string(),
            name: "Isthmus Dollar".to_string(),
            symbol: "IUSD".to_string(),
            decimals: 6,
            roles: Vec::new(),
            policy: None,
            outstanding_cap: Uint128::new(1_000_000_000_000_000),
            capacity: Uint128::new(100_000_000_000_000),
            refill_per_second: Uint128::new(1_000_000_000),
        }
    }
}

impl Plan {
    /// Whether the region is the token's home.
    fn is_home(&self, region: &dyn Region) -> bool {
        self.token.split('.').next() == Some(region.id())
    }
}

/// The contracts of one region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RegionAddresses {
    /// The identity registry.
    pub identity: String,
    /// The stablecoin.
    pub stablecoin: String,
    /// The bridge.
    pub bridge: String,
    /// The escrow.
    pub escrow: String,
    /// Issuance.
    pub issuance: String,
}

impl RegionAddresses {
    /// The address of one of them.
    pub fn of(&self, code: Code) -> &str {
        match code {
            Code::Identity => &self.identity,
            Code::Stablecoin => &self.stablecoin,
            Code::Bridge => &self.bridge,
            Code::Escrow => &self.escrow,
            Code::Issuance => &self.issuance,
        }
    }
}

/// Both regions, deployed and linked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deployment {
    /// Token across regions.
    pub token: String,
    /// Contracts in the west.
    pub west: RegionAddresses,
    /// Contracts in the east.
    pub east: RegionAddresses,
    /// The connection's ids (west, east).
    pub connections: (String, String),
    /// The channel's ids (west, east).
    pub channels: (String, String),
}

impl Deployment {
    /// The contracts of one region.
    pub fn at(&self, side: Side) -> &RegionAddresses {
        match side {
            Side::West => &self.west,
            Side::East => &self.east,
        }
    }

    /// The channel's id in one region.
    pub fn channel(&self, side: Side) -> &str {
        match side {
            Side::West => &self.channels.0,
            Side::East => &self.channels.1,
        }
    }
}

/// Order in which contracts are instantiated; also the salt of each address.
pub(crate) const ORDER: [(Code, &str); 5] = [
    (Code::Identity, "identity"),
    (Code::Stablecoin, "stablecoin"),
    (Code::Bridge, "bridge"),
    (Code::Escrow, "escrow"),
    (Code::Issuance, "issuance"),
];

/// Deploys and links everything.
pub fn deploy(pair: &dyn Pair, plan: &Plan) -> TxResult<Deployment> {
    let west = contracts(pair.west(), plan)?;
    let east = contracts(pair.east(), plan)?;
    brake(pair.west(), plan, &west)?;
    brake(pair.east(), plan, &east)?;
    let connections = pair.connect()?;
    register_peer(pair.west(), plan, &west, &connections.0, pair.east(), &east)?;
    register_peer(pair.east(), plan, &east, &connections.1, pair.west(), &west)?;
    let channels = pair.open_channel(&port(&west.bridge), &port(&east.bridge), CHANNEL_VERSION)?;
    open_route(pair.west(), plan, &west, pair.east())?;
    open_route(pair.east(), plan, &east, pair.west())?;
    Ok(Deployment { token: plan.token.clone(), west, east, connections, channels })
}

/// The contracts in which more is registered once they stand.
const REGISTERED_LATER: [Code; 3] = [Code::Identity, Code::Bridge, Code::Issuance];

/// Ends a deployment: from here on what loosens a rule waits in the other contracts too.
pub fn make_changes_wait(pair: &dyn Pair, plan: &Plan, deployment: &Deployment) -> TxResult<()> {
    let seconds = plan.change_delay_seconds;
    if seconds == 0 {
        return Ok(());
    }
    let msg = json!({ "set_change_delay": { "seconds": seconds } });
    for side in Side::BOTH {
        for code in REGISTERED_LATER {
            pair.region(side).execute(&plan.owner, deployment.at(side).of(code), &msg, &[])?;
        }
    }
    Ok(())
}

/// The port of a bridge.
fn port(bridge: &str) -> String {
    format!("wasm.{bridge}")
}

/// Stores and instantiates the five contracts of one region.
pub fn contracts(region: &dyn Region, plan: &Plan) -> TxResult<RegionAddresses> {
    let owner = region.account(&plan.owner)?;
    let mut ids = Vec::new();
    let mut predicted = Vec::new();
    for (code, salt) in ORDER {
        let id = region.store(code)?;
        ids.push(id);
        predicted.push(region.predict(id, &owner, salt.as_bytes())?);
    }
    let [identity, stablecoin, bridge, escrow, issuance] = predicted.as_slice() else {
        return Err(TxError::engine("five addresses were expected"));
    };
    let addresses = RegionAddresses {
        identity: identity.clone(),
        stablecoin: stablecoin.clone(),
        bridge: bridge.clone(),
        escrow: escrow.clone(),
        issuance: issuance.clone(),
    };
    for ((code, salt), id) in ORDER.into_iter().zip(ids) {
        let msg = instantiate_msg(region, plan, &owner, &addresses, code)?;
        let label = format!("isthmus {salt}");
        let (address, _) =
            region.instantiate(&plan.owner, id, &msg, &label, Some(&owner), salt.as_bytes())?;
        if address != addresses.of(code) {
            return Err(TxError::engine(format!(
                "{salt} was predicted at {} and is at {address}",
                addresses.of(code)
            )));
        }
    }
    Ok(addresses)
}

/// The instantiate message of one contract. What is to be registered with bridge, registry and issuance is
/// registered next, so that they begin without a delay.
fn instantiate_msg(
    region: &dyn Region,
    plan: &Plan,
    owner: &str,
    at: &RegionAddresses,
    code: Code,
) -> TxResult<Value> {
    let mut roles = Vec::new();
    for (_, role, actor) in plan.roles.iter().filter(|(of, _, _)| *of == code) {
        roles.push(json!({ "role": role, "account": region.account(actor)? }));
    }
    let delay = plan.owner_delay_seconds;
    // Elsewhere the bridge alone creates.
    let home = plan.is_home(region);
    let cap = plan.cap.filter(|_| home);
    Ok(match code {
        Code::Identity => json!({
            "owner": owner,
            "owner_delay_seconds": delay,
            "region": region.id(),
            "chain_reference": region.chain_id(),
            "bridge": at.bridge,
            "roles": roles,
            "change_delay_seconds": 0,
        }),
        Code::Stablecoin => json!({
            "name": plan.name,
            "symbol": plan.symbol,
            "decimals": plan.decimals,
            "initial_balances": [],
            "mint": home.then(|| json!({ "minter": at.issuance, "cap": null })),
            "marketing": null,
            "cap": cap,
            "uncapped": cap.is_none(),
            "owner": owner,
            "owner_delay_seconds": delay,
            "change_delay_seconds": plan.change_delay_seconds,
            "roles": roles,
            "regional": {
                "region": region.id(), "token": plan.token, "bridge": at.bridge,
                "identity": at.identity,
            },
            "escrows": [at.escrow, at.issuance],
        }),
        Code::Bridge => json!({
            "owner": owner,
            "owner_delay_seconds": delay,
            "region": region.id(),
            "identity": at.identity,
            "roles": roles,
            "change_delay_seconds": 0,
        }),
        Code::Escrow => json!({
            "owner": owner,
            "owner_delay_seconds": delay,
            "change_delay_seconds": plan.change_delay_seconds,
            "region": region.id(),
            "identity": at.identity,
            "stablecoin": at.stablecoin,
            "bridge": at.bridge,
            "policy": plan.policy,
            "assets": [{ "cw20": at.stablecoin }, { "native": region.fee_denom() }],
            "roles": roles,
        }),
        Code::Issuance => json!({
            "owner": owner,
            "owner_delay_seconds": delay,
            "change_delay_seconds": 0,
            "region": region.id(),
            "stablecoin": at.stablecoin,
            "calendar": {
                "name": format!("{} business days", region.id()), "utc_offset_minutes": 0,
                "weekend": ["saturday", "sunday"], "holidays": [],
            },
            "roles": roles,
        }),
    })
}

fn register_peer(
    here: &dyn Region,
    plan: &Plan,
    at: &RegionAddresses,
    connection: &str,
    there: &dyn Region,
    theirs: &RegionAddresses,
) -> TxResult<()> {
    let msg = json!({ "register_peer": {
        "region": there.id(),
        "connection": connection,
        "remote_port": port(&theirs.bridge),
        "address_prefix": there.prefix(),
    }});
    here.execute(&plan.owner, &at.bridge, &msg, &[])?;
    Ok(())
}

/// Bounds how fast the token lets issuance mint, where there is a cap: all of it at once, and then as much
/// a day; and by what reserves, if the plan says so. It tightens, and so is done at once.
fn brake(region: &dyn Region, plan: &Plan, at: &RegionAddresses) -> TxResult<()> {
    if let Some(max_age) = plan.attested_within_seconds.filter(|_| plan.is_home(region)) {
        let policy = json!({ "max_age_seconds": max_age, "margin_bps": 0 });
        let msg = json!({ "set_reserve_policy": { "policy": policy } });
        region.execute(&plan.owner, &at.issuance, &msg, &[])?;
    }
    let Some(cap) = plan.cap.filter(|_| plan.is_home(region)) else { return Ok(()) };
    let refill = cap / Uint128::new(86_400);
    let minter = json!({
        "address": at.issuance, "allowance": null,
        "rate_limit": { "capacity": cap, "refill_per_second": refill },
    });
    let msg = json!({ "set_minter": { "minter": minter } });
    region.execute(&plan.owner, &at.stablecoin, &msg, &[])?;
    Ok(())
}

/// Registers the token and opens its route, with limits in both directions.
fn open_route(
    here: &dyn Region,
    plan: &Plan,
    at: &RegionAddresses,
    there: &dyn Region,
) -> TxResult<()> {
    let token = json!({ "register_token": {
        "token": plan.token,
        "contract": at.stablecoin,
        "gas_limit": null,
    }});
    here.execute(&plan.owner, &at.bridge, &token, &[])?;
    let limit = json!({
        "capacity": plan.capacity,
        "refill_per_second": plan.refill_per_second,
    });
    let home = plan.is_home(here);
    let route = json!({ "set_route": {
        "region": there.id(),
        "token": plan.token,
        "outbound": limit,
        "inbound": limit,
        "outstanding_cap": home.then_some(plan.outstanding_cap),
    }});
    here.execute(&plan.owner, &at.bridge, &route, &[])?;
    Ok(())
}
