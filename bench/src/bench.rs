//! A world of compiled contracts in which calls become rows of the table.

use std::path::Path;
use std::rc::Rc;

use anyhow::Result;
use isthmus_regions::embedded::{Embedded, GENESIS_SECONDS};
use isthmus_regions::{Code, Plan};
use isthmus_testkit::examples::actors;
use isthmus_testkit::examples::run::Runner;
use isthmus_testkit::World;

use crate::engine::{file_of, Call, Compiled, Machine};
use crate::figures::{Entry, Key, Row, Worst};
use crate::total;

/// The contracts of a region, in the order of the table.
pub const CODES: [Code; 5] =
    [Code::Stablecoin, Code::Escrow, Code::Identity, Code::Bridge, Code::Issuance];

/// Short name of a contract in the table.
pub fn name_of(code: Code) -> &'static str {
    code.into()
}

/// Loads the contracts from a folder of artifacts.
pub fn machine(artifacts: &Path) -> Result<Machine> {
    Machine::load(CODES.map(|code| artifacts.join(file_of(code)).with_extension("wasm")))
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
        Embedded::with_library(GENESIS_SECONDS, Rc::new(self.compiled()))
    }

    fn compiled(&self) -> Compiled {
        Compiled::new(self.machine.clone(), |calls| total::messages(calls, true))
    }

    /// A fresh deployment in which the examples of the repository are carried out.
    pub fn runner(&self) -> Runner {
        Runner::on(Rc::new(self.compiled()), |world| self.fill(world, actors::plan()))
    }

    /// A fresh deployment of the tests' plan, or of another. Its verbs do not look at the
    /// invariants; [`World::audit`] does when asked.
    pub fn world(&self, plan: Plan) -> World {
        let world = World::on(self.pair(), plan.clone());
        world.unwatch();
        self.fill(world, plan)
    }

    /// Whether others are in every deployment.
    pub fn is_filled(&self) -> bool {
        self.fill.is_some()
    }

    fn fill(&self, world: World, plan: Plan) -> World {
        match self.fill {
            Some(fill) => fill(world, plan).expect("a deployment can be filled"),
            None => world,
        }
    }

    /// The calls since the last time, in the order in which they ended.
    pub fn take(&self) -> Vec<Call> {
        self.machine.take()
    }

    /// Makes a row of the first of these calls; the others are those that came after it.
    pub fn keep(&mut self, contract: &str, case: &str, calls: &[Call]) {
        self.rows.push(row(contract, case, calls));
    }

    /// Keeps what a whole message costs while no code is pinned, if it is as large as it may be: the
    /// first of these calls and what came after it. A refusal counts too: whoever sends nonsense must
    /// not be able to make it dear.
    pub fn keep_worst(&mut self, contract: &str, case: &str, calls: &[Call]) {
        let Row { key, total_unpinned, .. } = row(contract, case, calls);
        let bound = if key.entry.name().starts_with("ibc_") { MOST_IBC } else { MOST };
        self.worst.push(Worst { key, gas: total_unpinned, bound });
    }

    /// Runs `action` and returns the first call it makes of this message of this contract, and the
    /// calls after it. Panics if there is no such call.
    #[track_caller]
    pub fn calls<T>(
        &self,
        code: Code,
        entry: Entry,
        message: &str,
        action: impl FnOnce() -> T,
    ) -> (T, Vec<Call>) {
        first(&self.machine, file_of(code), entry, message, action)
    }

    /// The rows, those of one message together, and the worst cases; otherwise in the order in which they
    /// were measured.
    pub fn finish(mut self) -> (Vec<Row>, Vec<Worst>) {
        let codes = CODES.map(name_of);
        self.rows.sort_by_cached_key(|Row { key, .. }| {
            let contract = codes.iter().position(|code| *code == key.contract);
            (contract, key.entry, key.message.clone())
        });
        (self.rows, self.worst)
    }
}

/// The row of the first of these calls; the others are those that came after it.
pub fn row(contract: &str, case: &str, calls: &[Call]) -> Row {
    let key = Key::new(contract, calls[0].entry, &calls[0].message, case);
    Row::new(key, total::of(&calls[0]), total::enter(calls))
}

/// The first call of a message of a contract, named by its file, that `action` makes, and the calls
/// after it. Panics if there is none.
#[track_caller]
pub fn first<T>(
    machine: &Machine,
    file: &str,
    entry: Entry,
    message: &str,
    action: impl FnOnce() -> T,
) -> (T, Vec<Call>) {
    machine.take();
    let done = action();
    let mut calls = machine.take();
    let found = calls
        .iter()
        .position(|call| (&*call.code, call.entry, &*call.message) == (file, entry, message));
    let at = found.unwrap_or_else(|| panic!("{file} {entry} {message} was not called"));
    (done, calls.split_off(at))
}
