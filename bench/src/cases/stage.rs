//! Where a contract's messages are measured: a deployment of the west, and verbs that measure what
//! they send.

use cosmwasm_std::testing::MockApi;
use isthmus_regions::{Code, Pair, Plan, Receipt, Side, TxResult};
use isthmus_testkit::World;
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::{json, Value};

use crate::bench::{self, Bench};
use crate::figures::Entry;

const WEST: Side = Side::West;

/// An address of the west as long as a contract's, for the worst case.
pub fn long(name: &str) -> String {
    long_in(WEST, name)
}

/// The same of a region.
pub fn long_in(side: Side, name: &str) -> String {
    MockApi::default().with_prefix(side.name()).addr_make(name).into_string()
}

/// A contract of the west, measured.
pub struct Stage<'a> {
    bench: &'a mut Bench,
    code: Code,
    largest: bool,
    /// Where it is deployed.
    pub world: World,
}

impl<'a> Stage<'a> {
    /// What is sent here becomes rows.
    pub fn rows(bench: &'a mut Bench, code: Code, plan: Plan) -> Self {
        let world = bench.world(plan);
        Self { bench, code, largest: false, world }
    }

    /// What is sent here is as large as it may be.
    pub fn worst(bench: &'a mut Bench, code: Code, plan: Plan) -> Self {
        let world = bench.world(plan);
        Self { bench, code, largest: true, world }
    }

    /// Measures the call of this message that `action` makes. Panics if it is to be a row and the
    /// contract refused it: a refusal is no figure.
    #[track_caller]
    pub fn measure<T>(
        &mut self,
        entry: Entry,
        message: &str,
        case: &str,
        action: impl FnOnce(&World) -> T,
    ) -> T {
        let contract = bench::name_of(self.code);
        let (done, calls) = self.bench.calls(self.code, entry, message, || action(&self.world));
        if self.largest {
            self.bench.keep_worst(contract, case, &calls);
        } else {
            assert!(!calls[0].failed, "{contract} {message} ({case}) was refused");
            self.bench.keep(contract, case, &calls);
        }
        done
    }

    /// Measures the instantiation of a second one.
    #[track_caller]
    pub fn instantiate<M: Serialize>(&mut self, case: &str, msg: &M) {
        let west = self.world.pair.west();
        let code_id = west.store(self.code).expect("a code can be stored");
        let owner = self.world.address(WEST, "owner");
        let msg = serde_json::to_value(msg).expect("a message is JSON");
        let label = format!("isthmus {}", bench::name_of(self.code));
        self.measure(Entry::Instantiate, Entry::Instantiate.name(), case, |world| {
            let west = world.pair.west();
            let placed = west.instantiate("owner", code_id, &msg, &label, Some(&owner), b"second");
            placed.unwrap_or_else(|error| panic!("it does not start: {error}"));
        });
    }

    /// Measures a message that `who`, an actor or an address, sends.
    #[track_caller]
    pub fn send<M: Serialize>(&mut self, case: &str, who: &str, msg: &M) -> Receipt {
        let code = self.code;
        let action = |world: &World| send(world, code, who, msg);
        self.measure(Entry::Execute, &name_of(msg), case, action)
    }

    /// Measures a question.
    #[track_caller]
    pub fn ask<Q: Serialize, A: DeserializeOwned>(&mut self, case: &str, query: &Q) -> A {
        let code = self.code;
        let action = |world: &World| world.ask(WEST, code, query);
        self.measure(Entry::Query, &name_of(query), case, action)
    }

    /// Measures a question whose answer says nothing new.
    #[track_caller]
    pub fn look<Q: Serialize>(&mut self, case: &str, query: Q) {
        let _: Value = self.ask(case, &query);
    }

    /// Measures a page of so many items, all of which are there.
    #[track_caller]
    pub fn page<Q: Serialize>(&mut self, case: &str, items: u32, query: Q) {
        let (name, mut query) = (name_of(&query), json!(query));
        query[&name]["limit"] = json!(items);
        let answer: Value = self.ask(case, &query);
        assert!(holds(&answer, items), "{name}: not a page of {items} items");
    }

    /// Sends a message that must pass, without measuring it.
    #[track_caller]
    pub fn tell<M: Serialize>(&self, who: &str, msg: &M) -> Receipt {
        send(&self.world, self.code, who, msg)
    }
}

/// Whether one of the answer's lists has so many items.
fn holds(answer: &Value, items: u32) -> bool {
    let mut fields = answer.as_object().into_iter().flat_map(|fields| fields.values());
    fields.any(|field| field.as_array().is_some_and(|list| list.len() == items as usize))
}

/// An actor's address; an address is its own.
pub fn address(world: &World, who: &str) -> String {
    if who.starts_with("west1") {
        return who.to_string();
    }
    world.address(WEST, who)
}

/// Sends a message that must pass, without measuring it.
#[track_caller]
pub fn send<M: Serialize>(world: &World, code: Code, who: &str, msg: &M) -> Receipt {
    try_send(world, code, who, msg).unwrap_or_else(|error| panic!("{who}: {error}"))
}

/// Sends a message that may be refused, without measuring it.
pub fn try_send<M: Serialize>(world: &World, code: Code, who: &str, msg: &M) -> TxResult<Receipt> {
    let (who, msg) = (address(world, who), serde_json::to_value(msg)?);
    world.pair.at(WEST).execute_as(&who, world.contract(WEST, code), &msg, &[])
}

/// The variant of a message or a question.
fn name_of<M: Serialize>(msg: &M) -> String {
    let fields = serde_json::to_value(msg).ok();
    let fields = fields.as_ref().and_then(Value::as_object);
    let name = fields.and_then(|fields| fields.keys().next());
    name.expect("a message has one variant").clone()
}
