//! What messages and queries cost when there is more and more of everything. The chain's store does
//! not charge for depth, so storage gas changes only if a contract reads or writes more; and it must
//! not. Every probe sends the same lengths at every size.

mod crowds;

pub use crowds::{accept, calendar, issuer, terms};

use anyhow::{Context, Result};
use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{Api, CanonicalAddr};
use isthmus_regions::embedded::Embedded;
use isthmus_regions::{Call, Code, Pair, Plan, Side};
use isthmus_terminal::thousands;
use isthmus_testkit::World;
use serde_json::{json, Value};

use crate::bench::{name_of, row, Bench, CODES};
use crate::figures::{Entry, Growth, Point, Shape};

/// Sizes of the usual run, and those that `--deep` adds.
const SIZES: [u64; 4] = [10, 100, 1_000, 10_000];
const DEEP_SIZES: [u64; 2] = [100_000, 1_000_000];
/// Items of a page that are asked for, when there are at least as many.
const PAGES: [u64; 4] = [1, 10, 20, 30];
const ENOUGH: u64 = 100;
/// Messages of one transaction while a crowd grows.
const BATCH: usize = 100;

/// Measures every curve. `tell` hears what is being measured.
pub fn run(bench: &Bench, deep: bool, tell: &dyn Fn(&str)) -> Result<Vec<Growth>> {
    let mut sizes = SIZES.to_vec();
    if deep {
        sizes.extend(DEEP_SIZES);
    }
    let mut curves = Vec::new();
    for (of, crowd) in crowds::ALL {
        let tell = &|n| tell(&format!("{of}, {}", thousands(n)));
        let mut probes = Probes { bench, of, tell, curves: Vec::new(), n: 0, state: Vec::new() };
        crowd(&mut probes, &sizes)?;
        curves.extend(probes.curves);
    }
    Ok(curves)
}

/// One deployment on two engines. A crowd grows on the linked contracts, which are many times as fast;
/// what is measured is done by the compiled ones. That both leave the same bytes, [`crate::stories`] has
/// shown before.
pub struct Twins {
    /// Compiled, metered; has everything stored while nothing grows.
    pub world: World,
    linked: World,
}

impl Twins {
    fn new(bench: &Bench, plan: Plan) -> Self {
        Self::of(bench.world(plan.clone()), plan)
    }

    /// A compiled deployment by this plan, and its twin.
    pub fn of(world: World, plan: Plan) -> Self {
        let linked = World::on(Embedded::default(), plan);
        linked.unwatch();
        Self { world, linked }
    }

    /// Does on the linked contracts what is not measured.
    pub fn fast<T>(&self, action: impl FnOnce(&World) -> T) -> T {
        self.linked.pair.exchange(&self.world.pair);
        let done = action(&self.linked);
        self.linked.pair.exchange(&self.world.pair);
        done
    }
}

/// The curves of one crowd while it grows.
struct Probes<'a> {
    bench: &'a Bench,
    of: &'static str,
    /// Hears to which size the crowd grows.
    tell: &'a dyn Fn(u64),
    curves: Vec<Growth>,
    n: u64,
    state: Vec<(Code, u64)>,
}

impl Probes<'_> {
    /// The crowd has this size now; what follows is measured at it.
    fn at(&mut self, world: &World, n: u64) {
        self.n = n;
        self.state = CODES.map(|code| (code, state_bytes(world, code))).to_vec();
    }

    /// A message of an actor to this contract, whose storage gas must not depend on the size.
    fn send(
        &mut self,
        world: &World,
        actor: &str,
        code: Code,
        case: &str,
        msg: &Value,
    ) -> Result<()> {
        self.message(code, &variant(msg)?, case, || send(world, actor, code, msg.clone()))
    }

    /// What a message does in a contract, whose storage gas must not depend on the size.
    fn message(
        &mut self,
        code: Code,
        message: &str,
        case: &str,
        act: impl FnOnce() -> Result<()>,
    ) -> Result<()> {
        self.probe(code, Entry::Execute, message, case, Shape::Constant, self.n, act)
    }

    /// An entry point that the relayer calls.
    fn callback(&mut self, entry: Entry, act: impl FnOnce() -> Result<()>) -> Result<()> {
        self.probe(Code::Bridge, entry, entry.name(), "", Shape::Constant, self.n, act)
    }

    /// A query whose storage gas must not depend on the size.
    fn query(&mut self, world: &World, code: Code, case: &str, msg: Value) -> Result<()> {
        let name = variant(&msg)?;
        self.probe(code, Entry::Query, &name, case, Shape::Constant, self.n, || {
            ask(world, code, &msg)
        })
    }

    /// A query for a page: ten items at each size, and at one size pages of each length.
    fn page(&mut self, world: &World, code: Code, query: &Value) -> Result<()> {
        if self.n < ENOUGH {
            return Ok(());
        }
        let name = variant(query)?;
        let of = |items: u64| {
            let mut query = query.clone();
            query[&name]["limit"] = json!(items);
            query
        };
        self.query(world, code, "page of 10", of(10))?;
        if self.n == ENOUGH {
            for items in PAGES {
                self.sum(world, code, "by page", items, of(items))?;
            }
        }
        Ok(())
    }

    /// A query whose storage gas may grow by as much for each of the items it looks at.
    fn sum(&mut self, world: &World, code: Code, case: &str, items: u64, msg: Value) -> Result<()> {
        let act = || ask(world, code, &msg);
        self.probe(code, Entry::Query, &variant(&msg)?, case, Shape::PerItem, items, act)
    }

    #[allow(clippy::too_many_arguments)] // A point has as many coordinates.
    fn probe(
        &mut self,
        code: Code,
        entry: Entry,
        message: &str,
        case: &str,
        shape: Shape,
        n: u64,
        act: impl FnOnce() -> Result<()>,
    ) -> Result<()> {
        let (done, calls) = self.bench.calls(code, entry, message, act);
        let row = row(name_of(code), case, &calls);
        done.with_context(|| format!("{message} at {n} {}", self.of))?;
        let state = self.state.iter().find(|(of, _)| *of == code).map(|(_, bytes)| *bytes);
        let point = Point {
            n,
            storage: row.cost.storage,
            gas: row.contract_part,
            state_bytes: state.filter(|_| shape == Shape::Constant),
        };
        let key = row.key;
        let of = match shape {
            Shape::Constant => self.of,
            Shape::PerItem => "items it looks at",
        };
        match self.curves.iter_mut().find(|curve| curve.key == key && curve.of == of) {
            Some(curve) => curve.points.push(point),
            None => {
                self.curves.push(Growth { key, of: of.to_string(), shape, points: vec![point] })
            }
        }
        Ok(())
    }
}

fn variant(msg: &Value) -> Result<String> {
    let name = msg.as_object().and_then(|fields| fields.keys().next().cloned());
    name.context("a message has one variant")
}

fn ask(world: &World, code: Code, msg: &Value) -> Result<()> {
    world.pair.west().query(world.contract(Side::West, code), msg)?;
    Ok(())
}

/// Bytes of keys and values in a contract's whole state.
fn state_bytes(world: &World, code: Code) -> u64 {
    let records = world.pair.at(Side::West).records(world.contract(Side::West, code));
    let bytes: usize = records.iter().map(|(key, value)| key.len() + value.len()).sum();
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// The address of the n-th stranger, who never needs a coin of his own.
pub fn stranger(n: u64) -> Result<String> {
    let mut bytes = [7; 20];
    bytes[..8].copy_from_slice(&n.to_be_bytes());
    let api = MockApi::default().with_prefix("west");
    Ok(api.addr_humanize(&CanonicalAddr::from(bytes))?.into_string())
}

/// Sends as an actor.
fn send(world: &World, actor: &str, code: Code, msg: Value) -> Result<()> {
    world.pair.west().execute(actor, world.contract(Side::West, code), &msg, &[])?;
    Ok(())
}

/// Sends many messages, several in one transaction.
pub fn send_all(
    world: &World,
    actor: &str,
    code: Code,
    msgs: impl Iterator<Item = Result<Value>>,
) -> Result<()> {
    let contract = world.contract(Side::West, code);
    let mut calls = msgs.map(|msg| Ok(Call::execute(contract, msg?))).peekable();
    while calls.peek().is_some() {
        let batch: Vec<_> = calls.by_ref().take(BATCH).collect::<Result<_>>()?;
        world.pair.west().execute_all(actor, &batch)?;
    }
    Ok(())
}

/// The hook of a token message, as the token carries it.
pub fn hook(msg: &Value) -> Result<Value> {
    Ok(json!(cosmwasm_std::to_json_binary(msg)?))
}
