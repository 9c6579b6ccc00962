//! Compiled contracts on an embedded chain: `isthmus-regions` with wasm in cosmwasm-vm in place of
//! linked contracts. Chain, relayer, submessages, replies and rollback are the ones the tests use;
//! here every call is also measured.

pub mod host;
pub mod meter;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use anyhow::{anyhow, Context, Result};
use cosmwasm_std::{
    Addr, Attribute, Binary, Checksum, ContractResult, CosmosMsg, Deps, DepsMut, Empty, Env, Event,
    IbcBasicResponse, IbcMsg, IbcReceiveResponse, MessageInfo, MigrateInfo, Reply, Response,
    SubMsg, SubMsgResult,
};
use cosmwasm_vm::testing::MockApi;
use cosmwasm_vm::{
    call_execute_raw, call_ibc_channel_close_raw, call_ibc_channel_connect_raw,
    call_ibc_channel_open_raw, call_ibc_packet_ack_raw, call_ibc_packet_receive_raw,
    call_ibc_packet_timeout_raw, call_instantiate_raw, call_migrate_raw, call_query_raw,
    call_reply_raw, call_sudo_raw, capabilities_from_csv, Backend, Cache, CacheOptions, Instance,
    InstanceOptions, Size, VmResult,
};
use cw_multi_test::Contract;
use isthmus_regions::embedded::{EmbeddedCode, IbcEntries, Library};
use isthmus_regions::Code;
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::Value;

use host::{lend, ChainApi, HostQuerier, HostStorage, Ledger, Lent};
pub use meter::{Call, Known, Op, Record};

use crate::cost::EventSize;
use crate::figures::Entry;

/// What wasmd 0.61 offers.
const CAPABILITIES: &str = "iterator,staking,stargate,cosmwasm_1_1,cosmwasm_1_2,cosmwasm_1_3,\
    cosmwasm_1_4,cosmwasm_2_0,cosmwasm_2_1,cosmwasm_2_2,cosmwasm_3_0,ibc2";

/// Engine gas of a call; a chain's simulation stops well below a thousandth of this.
const GAS_LIMIT: u64 = 100_000_000_000_000;

/// Memory of one call, as wasmd gives it.
const MEMORY_MEBI: usize = 32;

/// Memory of the modules that are not pinned; all of ours are.
const CACHE_MEBI: usize = 64;

type Engine = Cache<ChainApi, HostStorage, HostQuerier>;
type Guest = Instance<ChainApi, HostStorage, HostQuerier>;
/// An entry point that takes the environment and one message.
type EnterFn = fn(&mut Guest, &[u8], &[u8]) -> VmResult<Vec<u8>>;

/// Wasm files as an engine has taken them, in a folder of its own. Each thread that runs them makes its
/// [`Machine`] from it, and compiles nothing.
pub struct Modules {
    dir: tempfile::TempDir,
    checksums: BTreeMap<String, engine_std::Checksum>,
}

impl Modules {
    /// Takes wasm files, each known by its name without the ending.
    pub fn store<P: AsRef<Path>>(files: impl IntoIterator<Item = P>) -> Result<Self> {
        let dir = tempfile::tempdir()?;
        let engine = engine(dir.path())?;
        let mut checksums = BTreeMap::new();
        for file in files {
            let file = file.as_ref();
            let wasm = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let checksum = engine
                .store_code(&wasm, true, true)
                .with_context(|| format!("a chain would not take {name}"))?;
            checksums.insert(name, checksum);
        }
        Ok(Self { dir, checksums })
    }
}

fn engine(dir: &Path) -> Result<Engine> {
    let options = CacheOptions::new(
        dir,
        capabilities_from_csv(CAPABILITIES),
        Size::mebi(CACHE_MEBI),
        Size::mebi(MEMORY_MEBI),
    );
    // SAFETY: the engine trusts what it finds in its folder; this one was new, and is our own.
    Ok(unsafe { Cache::new(options) }?)
}

/// Compiled contracts and the record of their calls. Clones share both.
#[derive(Clone)]
pub struct Machine {
    engine: Rc<Engine>,
    modules: Arc<Modules>,
    calls: Rc<RefCell<Vec<Call>>>,
}

impl Machine {
    /// Loads wasm files, each known by its name without the ending.
    pub fn load<P: AsRef<Path>>(files: impl IntoIterator<Item = P>) -> Result<Self> {
        Self::of(Arc::new(Modules::store(files)?))
    }

    /// Of files that were taken already.
    pub fn of(modules: Arc<Modules>) -> Result<Self> {
        let engine = engine(modules.dir.path())?;
        for checksum in modules.checksums.values() {
            engine.pin(checksum)?;
        }
        Ok(Self { engine: Rc::new(engine), modules, calls: Rc::default() })
    }

    /// One of the files, as a contract of an embedded chain.
    pub fn contract(&self, name: &'static str) -> Result<EmbeddedCode> {
        self.contract_as(name, name)
    }

    /// The same with the name from which its addresses are made.
    fn contract_as(&self, name: &'static str, code: &'static str) -> Result<EmbeddedCode> {
        let checksum = *self
            .modules
            .checksums
            .get(name)
            .with_context(|| format!("{name}.wasm was not loaded"))?;
        let guest = Wasm { machine: self.clone(), name, checksum };
        let ibc = guest.clone();
        Ok(EmbeddedCode::new(code, Box::new(guest)).with_ibc_entries(ibc.entries()))
    }

    /// The entry points that one of the files exports. Fails on one that is not measured here.
    pub fn entries(&self, name: &str) -> Result<BTreeSet<Entry>> {
        let checksum = self
            .modules
            .checksums
            .get(name)
            .with_context(|| format!("{name}.wasm was not loaded"))?;
        let exported = self.engine.analyze(checksum)?.entrypoints;
        let known = |export: String| {
            let entry = Entry::ALL.iter().copied().find(|entry| entry.name() == export);
            entry.with_context(|| format!("{name} exports {export}, which is not measured"))
        };
        exported.iter().map(|export| known(export.to_string())).collect()
    }

    /// The calls since the last time, in the order in which they ended.
    pub fn take(&self) -> Vec<Call> {
        self.calls.take()
    }
}

/// Gas of a transaction, from its calls.
pub type TxGas = fn(&[Call]) -> u64;

/// The contracts of a region, compiled.
pub struct Compiled {
    machine: Machine,
    gas: TxGas,
    /// Calls recorded before the transaction began.
    before: Cell<usize>,
}

impl Compiled {
    /// Runs on a machine that has loaded all; `gas` says what a transaction costs.
    pub fn new(machine: Machine, gas: TxGas) -> Self {
        Self { machine, gas, before: Cell::new(0) }
    }
}

/// The name of a contract's wasm file.
pub fn file_of(code: Code) -> &'static str {
    match code {
        Code::Stablecoin => "isthmus_stablecoin",
        Code::Escrow => "isthmus_escrow",
        Code::Issuance => "isthmus_issuance",
        Code::Identity => "isthmus_identity",
        Code::Bridge => "isthmus_bridge",
    }
}

impl Library for Compiled {
    fn code(&self, code: Code) -> EmbeddedCode {
        // The names of the linked contracts, so that addresses are the same.
        let name = match code {
            Code::Stablecoin => "isthmus-stablecoin",
            Code::Escrow => "isthmus-escrow",
            Code::Issuance => "isthmus-issuance",
            Code::Identity => "isthmus-identity",
            Code::Bridge => "isthmus-bridge",
        };
        let found = self.machine.contract_as(file_of(code), name);
        found.unwrap_or_else(|error| panic!("{error:#}"))
    }

    fn begin(&self) {
        self.before.set(self.machine.calls.borrow().len());
    }

    fn gas_used(&self) -> Option<u64> {
        let calls = self.machine.calls.borrow();
        Some((self.gas)(calls.get(self.before.get()..).unwrap_or_default()))
    }
}

/// One compiled contract.
#[derive(Clone)]
struct Wasm {
    machine: Machine,
    name: &'static str,
    checksum: engine_std::Checksum,
}

/// What the contract answered, before anybody read it.
struct Raw {
    answer: VmResult<Vec<u8>>,
    gas: u64,
}

/// What a chain is told of a call.
#[derive(Default)]
struct Told<'a> {
    message: &'a [u8],
    from_contract: bool,
    events: Vec<EventSize>,
}

/// What an answer makes the chain do.
#[derive(Default)]
struct Effects {
    attributes: Vec<usize>,
    events: Vec<EventSize>,
    packets: Vec<usize>,
}

impl Wasm {
    /// Runs one entry point and records what it cost. `effects` reads them off the answer.
    fn run<T: DeserializeOwned>(
        &self,
        mut lent: Lent,
        env: &Env,
        entry: Entry,
        told: Told,
        enter: impl FnOnce(&mut Guest, &[u8]) -> VmResult<Vec<u8>> + Send,
        effects: impl FnOnce(&T) -> Effects,
    ) -> Result<T> {
        let prefix = prefix(&env.contract.address)?;
        let env_bytes = serde_json::to_vec(env)?;
        let ledger = Ledger::default();
        let engine: &Engine = &self.machine.engine;
        let checksum = self.checksum;
        let before = self.machine.calls.borrow().len();
        let raw = lend(&mut lent, &ledger, |storage, querier| -> VmResult<Raw> {
            let api = ChainApi(MockApi::default().with_prefix(prefix));
            let backend = Backend { api, storage, querier };
            let options = InstanceOptions { gas_limit: GAS_LIMIT };
            let mut guest = engine.get_instance(&checksum, backend, options)?;
            let answer = enter(&mut guest, &env_bytes);
            Ok(Raw { answer, gas: guest.create_gas_report().used_internally })
        });
        let raw = raw.map_err(|_| anyhow!("the engine panicked"))??;
        let result = raw.answer.as_ref().map_or(0, Vec::len);
        let answer: Result<T> = match &raw.answer {
            Ok(bytes) => match serde_json::from_slice::<ContractResult<T>>(bytes) {
                Ok(answer) => answer.into_result().map_err(|text| anyhow!(text)),
                Err(error) => Err(anyhow!("{} answered what is no result: {error}", self.name)),
            },
            Err(error) => Err(anyhow!("{} aborted: {error}", self.name)),
        };
        let Effects { attributes, events, packets } =
            answer.as_ref().map(effects).unwrap_or_default();
        let mut calls = self.machine.calls.borrow_mut();
        // What was called while this one waited were its queries.
        let asked = calls.split_off(before);
        calls.push(Call {
            code: self.name.to_string(),
            address: env.contract.address.to_string(),
            entry,
            message: variant(entry, told.message).unwrap_or_else(|| entry.name().to_string()),
            request: told.message.len(),
            vm: raw.gas,
            result,
            attributes,
            events,
            packets,
            ops: ledger.take(),
            told: told.events,
            from_contract: told.from_contract,
            asked,
            failed: answer.is_err(),
        });
        drop(calls);
        answer
    }

    fn ibc<M: Serialize + 'static, T: DeserializeOwned + 'static>(
        &self,
        entry: Entry,
        enter: EnterFn,
        effects: fn(&T) -> Effects,
    ) -> isthmus_regions::embedded::Entry<M, T> {
        let guest = self.clone();
        Box::new(move |deps, env, msg| {
            let bytes = serde_json::to_vec(&msg)?;
            let told = Told { message: &bytes, ..Told::default() };
            let enter = |instance: &mut Guest, env: &[u8]| enter(instance, env, &bytes);
            guest.run(Lent::Mut(deps), &env, entry, told, enter, effects)
        })
    }

    fn entries(&self) -> IbcEntries {
        IbcEntries {
            open: self
                .ibc(Entry::IbcChannelOpen, call_ibc_channel_open_raw, |_| Effects::default()),
            connect: self.ibc(Entry::IbcChannelConnect, call_ibc_channel_connect_raw, basic),
            close: self.ibc(Entry::IbcChannelClose, call_ibc_channel_close_raw, basic),
            receive: self.ibc(
                Entry::IbcPacketReceive,
                call_ibc_packet_receive_raw,
                |received: &IbcReceiveResponse| {
                    effects(&received.messages, &received.attributes, &received.events)
                },
            ),
            ack: self.ibc(Entry::IbcPacketAck, call_ibc_packet_ack_raw, basic),
            timeout: self.ibc(Entry::IbcPacketTimeout, call_ibc_packet_timeout_raw, basic),
        }
    }
}

fn basic(response: &IbcBasicResponse) -> Effects {
    effects(&response.messages, &response.attributes, &response.events)
}

fn full(response: &Response) -> Effects {
    effects(&response.messages, &response.attributes, &response.events)
}

fn effects(messages: &[SubMsg], attributes: &[Attribute], events: &[Event]) -> Effects {
    let packets = messages.iter().filter_map(|message| match &message.msg {
        CosmosMsg::Ibc(IbcMsg::SendPacket { data, .. }) => Some(data.len()),
        _ => None,
    });
    Effects {
        attributes: pairs(attributes),
        events: events.iter().map(size).collect(),
        packets: packets.collect(),
    }
}

fn pairs(attributes: &[Attribute]) -> Vec<usize> {
    attributes.iter().map(|attribute| attribute.key.len() + attribute.value.len()).collect()
}

fn size(event: &Event) -> EventSize {
    EventSize { ty: event.ty.len(), attributes: pairs(&event.attributes) }
}

/// Characters of the longest address of an account; a contract's has twelve bytes more.
const ACCOUNT_LENGTH: usize = 50;

/// The variant of a message: the one field of its object.
fn variant(entry: Entry, message: &[u8]) -> Option<String> {
    if !matches!(entry, Entry::Execute | Entry::Query | Entry::Sudo) {
        return None;
    }
    match serde_json::from_slice(message) {
        Ok(Value::Object(fields)) if fields.len() == 1 => {
            fields.into_iter().map(|(name, _)| name).next()
        }
        _ => None,
    }
}

/// Prefixes of the addresses that are used here: the regions', that of wasmd's own tests, and that of a
/// contract's own suite.
const PREFIXES: [&str; 4] = ["west", "east", "cosmos", "cosmwasm"];

/// The engine wants a prefix that lives for ever.
fn prefix(address: &Addr) -> Result<&'static str> {
    let found = PREFIXES.into_iter().find(|prefix| {
        address.as_str().strip_prefix(prefix).is_some_and(|rest| rest.starts_with('1'))
    });
    found.with_context(|| format!("the prefix of {address} is not one of {PREFIXES:?}"))
}

impl Contract<Empty> for Wasm {
    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> Result<Response> {
        let info = serde_json::to_vec(&info)?;
        let enter = |guest: &mut Guest, env: &[u8]| call_instantiate_raw(guest, env, &info, &msg);
        self.run(Lent::Mut(deps), &env, Entry::Instantiate, Told::default(), enter, full)
    }

    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> Result<Response> {
        let from_contract = info.sender.as_str().len() > ACCOUNT_LENGTH;
        let told = Told { message: &msg, from_contract, events: Vec::new() };
        let info = serde_json::to_vec(&info)?;
        let enter = |guest: &mut Guest, env: &[u8]| call_execute_raw(guest, env, &info, &msg);
        self.run(Lent::Mut(deps), &env, Entry::Execute, told, enter, full)
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> Result<Binary> {
        let told = Told { message: &msg, ..Told::default() };
        let enter = |guest: &mut Guest, env: &[u8]| call_query_raw(guest, env, &msg);
        self.run(Lent::Ref(deps), &env, Entry::Query, told, enter, |_| Effects::default())
    }

    fn reply(&self, deps: DepsMut, env: Env, reply: Reply) -> Result<Response> {
        let events = match &reply.result {
            SubMsgResult::Err(_) => Vec::new(),
            SubMsgResult::Ok(answer) => answer.events.iter().map(size).collect(),
        };
        let told = Told { events, ..Told::default() };
        let reply = serde_json::to_vec(&reply)?;
        let enter = |guest: &mut Guest, env: &[u8]| call_reply_raw(guest, env, &reply);
        self.run(Lent::Mut(deps), &env, Entry::Reply, told, enter, full)
    }

    fn sudo(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> Result<Response> {
        let told = Told { message: &msg, ..Told::default() };
        let enter = |guest: &mut Guest, env: &[u8]| call_sudo_raw(guest, env, &msg);
        self.run(Lent::Mut(deps), &env, Entry::Sudo, told, enter, full)
    }

    fn migrate(
        &self,
        deps: DepsMut,
        env: Env,
        msg: Vec<u8>,
        _info: MigrateInfo,
    ) -> Result<Response> {
        let enter = |guest: &mut Guest, env: &[u8]| call_migrate_raw(guest, env, &msg);
        self.run(Lent::Mut(deps), &env, Entry::Migrate, Told::default(), enter, full)
    }

    fn checksum(&self) -> Option<Checksum> {
        None // The wrapper around this has one, from the name.
    }
}
