//! A world of compiled contracts in which calls become rows of the table.

use std::path::Path;
use std::rc::Rc;

use anyhow::Result;
use isthmus_regions::embedded::{Embedded, GENESIS_SECONDS};
use isthmus_regions::{Code, Plan};
use isthmus_testkit::World;

use crate::engine::{file_of, Call, Compiled, Machine};
use crate::figures::{Entry, Key, Row, Worst};
use crate::total;

/// Short name of a contract in the table.
pub fn name_of(code: Code) -> &'static str {
    match code {
        Code::Stablecoin => "stablecoin",
        Code::Escrow => "escrow",
        Code::Identity => "identity",
        Code::Bridge => "bridge",
    }
}

/// Loads the four contracts from a folder of artifacts.
pub fn machine(artifacts: &Path) -> Result<Machine> {
    let codes = [Code::Stablecoin, Code::Escrow, Code::Identity, Code::Bridge];
    Machine::load(codes.map(|code| artifacts.join(file_of(code)).with_extension("wasm")))
}

/// The rows measured so far, and where they are measured.
pub struct Bench {
    machine: Machine,
    rows: Vec<Row>,
    worst: Vec<Worst>,
    fill: Option<Fill>,
}

/// What the largest legal message may cost: a smart query's limit on wasmd.
pub const MOST: u64 = 3_000_000;

/// What a callback of the channel may cost at most: a quarter of what a relayer spends on a
/// transaction.
pub const MOST_IBC: u64 = 1_000_000;

/// Puts others into a fresh deployment by this plan.
pub type Fill = fn(World, Plan) -> anyhow::Result<World>;

impl Bench {
    /// Nothing measured yet.
    pub fn new(machine: Machine) -> Self {
        Self { machine, rows: Vec::new(), worst: Vec::new(), fill: None }
    }

    /// The same in deployments that are filled first.
    pub fn filled(machine: Machine, fill: Fill) -> Self {
        Self { fill: Some(fill), ..Self::new(machine) }
    }

    /// A fresh pair of regions on the compiled contracts. Time begins at the same second each time.
    pub fn pair(&self) -> Embedded {
        let gas = |calls: &[Call]| total::messages(calls, true);
        Embedded::with_library(GENESIS_SECONDS, Rc::new(Compiled::new(self.machine.clone(), gas)))
    }

    /// A fresh deployment of the tests' plan, or of another. Its verbs do not look at the
    /// invariants; [`World::audit`] does when asked.
    pub fn world(&self, plan: Plan) -> World {
        let world = World::on(self.pair(), plan.clone());
        world.unwatch();
        match self.fill {
            Some(fill) => fill(world, plan).expect("a deployment can be filled"),
            None => world,
        }
    }

    /// Runs `action` and makes a row of the first call it makes of this message of this contract.
    /// The calls after it, up to the next query from outside, are what followed from it. Panics if
    /// there is no such call, or if the contract refused it: a refusal is no figure.
    #[track_caller]
    pub fn row<T>(
        &mut self,
        code: Code,
        entry: Entry,
        message: &str,
        case: &str,
        action: impl FnOnce() -> T,
    ) -> T {
        let (done, call, following) = self.measure(code, entry, message, action);
        assert!(!call.failed, "{} {message} ({case}) was refused", name_of(code));
        self.keep(code, case, &call, &following);
        done
    }

    /// Makes a row of a call whose only answer is an error: what it costs to say no.
    #[track_caller]
    pub fn refusal(
        &mut self,
        code: Code,
        entry: Entry,
        message: &str,
        case: &str,
        action: impl FnOnce(),
    ) {
        let ((), call, following) = self.measure(code, entry, message, action);
        assert!(call.failed, "{} {message} ({case}) passed", name_of(code));
        self.keep(code, case, &call, &following);
    }

    fn keep(&mut self, code: Code, case: &str, call: &Call, following: &[Call]) {
        let key = Key::new(name_of(code), call.entry, &call.message, case);
        self.rows.push(Row::new(key, total::of(call), total::enter(call, following)));
    }

    /// Runs `action`, in which this message is as large as it may be, and keeps what the whole message
    /// costs while no code is pinned. A refusal counts too: whoever sends nonsense must not be able
    /// to make it dear.
    #[track_caller]
    pub fn worst<T>(
        &mut self,
        code: Code,
        entry: Entry,
        message: &str,
        case: &str,
        action: impl FnOnce() -> T,
    ) -> T {
        let (done, call, following) = self.measure(code, entry, message, action);
        let key = Key::new(name_of(code), entry, message, case);
        let row = Row::new(key, total::of(&call), total::enter(&call, &following));
        let bound = if entry.name().starts_with("ibc_") { MOST_IBC } else { MOST };
        self.worst.push(Worst { key: row.key, gas: row.total_unpinned, bound });
        done
    }

    /// The same without keeping a row: the call and what followed from it.
    #[track_caller]
    pub fn measure<T>(
        &self,
        code: Code,
        entry: Entry,
        message: &str,
        action: impl FnOnce() -> T,
    ) -> (T, Call, Vec<Call>) {
        first(&self.machine, file_of(code), entry, message, action)
    }

    /// The rows and the worst cases, in the order in which they were measured.
    pub fn finish(self) -> (Vec<Row>, Vec<Worst>) {
        (self.rows, self.worst)
    }
}

/// The first call of a message of a contract, named by its file, that `action` makes, and the calls
/// that followed from it: those up to the next query from outside. Panics if there is none.
#[track_caller]
pub fn first<T>(
    machine: &Machine,
    file: &str,
    entry: Entry,
    message: &str,
    action: impl FnOnce() -> T,
) -> (T, Call, Vec<Call>) {
    machine.take();
    let done = action();
    let mut calls = machine.take().into_iter();
    let found =
        calls.find(|call| call.code == file && call.entry == entry && call.message == message);
    let call = found.unwrap_or_else(|| panic!("{file} {entry} {message} was not called"));
    let following = match call.entry {
        // A query is asked alone.
        Entry::Query => Vec::new(),
        _ => calls.take_while(|call| call.entry != Entry::Query).collect(),
    };
    (done, call, following)
}
