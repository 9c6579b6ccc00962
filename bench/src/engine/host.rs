//! What a contract finds outside itself. The engine wants storage and querier for itself and for
//! ever, the chain lends them for one call: so the contract runs on a thread of its own, and every
//! touch of the outside is a message to the thread that holds the chain.

use std::collections::VecDeque;
use std::sync::mpsc::{channel, Sender};
use std::sync::{Arc, Mutex, MutexGuard};

use cosmwasm_std::{
    from_json, Addr, ContractInfoResponse, Deps, DepsMut, QuerierWrapper, QueryRequest, Record,
    WasmQuery,
};
use cosmwasm_vm::testing::MockApi;
use cosmwasm_vm::{BackendApi, BackendError, BackendResult, GasInfo, Querier, Storage};
use engine_std::{Binary, ContractResult, Order, SystemResult};

use super::meter::{self, Known, Op};
use crate::cost::{CANONICALIZE, HUMANIZE};

/// Records fetched at once for an iterator. It bounds what an early end fetched in vain.
const BATCH: usize = 32;

/// Addresses as a chain reads them, at wasmd's prices.
#[derive(Clone)]
pub struct ChainApi(pub MockApi);

fn priced<T>((result, _): BackendResult<T>, gas: u64) -> BackendResult<T> {
    (result, GasInfo::with_cost(gas))
}

impl BackendApi for ChainApi {
    fn addr_validate(&self, input: &str) -> BackendResult<()> {
        let answer = self.0.addr_validate(input);
        let readable = self.0.addr_canonicalize(input).0.is_ok();
        priced(answer, CANONICALIZE + if readable { HUMANIZE } else { 0 })
    }

    fn addr_canonicalize(&self, human: &str) -> BackendResult<Vec<u8>> {
        priced(self.0.addr_canonicalize(human), CANONICALIZE)
    }

    fn addr_humanize(&self, canonical: &[u8]) -> BackendResult<String> {
        priced(self.0.addr_humanize(canonical), HUMANIZE)
    }
}

type Bytes = Vec<u8>;

/// What the contract's thread has the chain's do.
type Job = Box<dyn FnOnce(&mut Lent) + Send>;

/// The operations of one call, written by storage and querier in the order in which they happen.
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<Vec<Op>>>);

impl Ledger {
    fn note(&self, op: Op) {
        self.lock().push(op);
    }

    /// Everything noted.
    pub fn take(&self) -> Vec<Op> {
        std::mem::take(&mut self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Op>> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The contract's end of the line.
#[derive(Clone)]
struct Caller(Sender<Job>);

impl Caller {
    /// Has the chain's thread do this, and waits for what comes of it.
    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Lent) -> T + Send + 'static,
    ) -> Result<T, BackendError> {
        let hung_up = || BackendError::unknown("the chain hung up");
        let (answer, answers) = channel();
        // A thread that no longer listens has failed, and `join` says so.
        let job = Box::new(move |lent: &mut Lent| drop(answer.send(work(lent))));
        self.0.send(job).map_err(|_| hung_up())?;
        answers.recv().map_err(|_| hung_up())
    }
}

struct Cursor {
    ahead: VecDeque<Record>,
    start: Option<Bytes>,
    end: Option<Bytes>,
    descending: bool,
    more: bool,
}

/// A contract's storage.
pub struct HostStorage {
    caller: Caller,
    ledger: Ledger,
    cursors: Vec<Cursor>,
}

impl HostStorage {
    fn fill(&self, cursor: &mut Cursor) -> Result<(), BackendError> {
        if !cursor.ahead.is_empty() || !cursor.more {
            return Ok(());
        }
        let (start, end) = (cursor.start.clone(), cursor.end.clone());
        let order = if cursor.descending {
            cosmwasm_std::Order::Descending
        } else {
            cosmwasm_std::Order::Ascending
        };
        let records: Vec<Record> = self.caller.ask(move |lent| {
            lent.storage().range(start.as_deref(), end.as_deref(), order).take(BATCH).collect()
        })?;
        cursor.more = records.len() == BATCH;
        if let Some((last, _)) = records.last() {
            match cursor.descending {
                true => cursor.end = Some(last.clone()),
                // The next key after it.
                false => cursor.start = Some([last.as_slice(), &[0]].concat()),
            }
        }
        cursor.ahead = records.into();
        Ok(())
    }

    fn begin(
        &mut self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Result<u32, BackendError> {
        let mut cursor = Cursor {
            ahead: VecDeque::new(),
            start: start.map(<[u8]>::to_vec),
            end: end.map(<[u8]>::to_vec),
            descending: order == Order::Descending,
            more: true,
        };
        self.fill(&mut cursor)?;
        self.ledger.note(Op::Step(cursor.ahead.front().map(lengths)));
        self.cursors.push(cursor);
        u32::try_from(self.cursors.len()).map_err(|_| BackendError::bad_argument())
    }

    fn advance(&mut self, id: u32) -> Result<Option<Record>, BackendError> {
        let place = usize::try_from(id).ok().and_then(|id| id.checked_sub(1));
        let place = place.filter(|place| *place < self.cursors.len());
        let Some(place) = place else {
            return Err(BackendError::iterator_does_not_exist(id));
        };
        let mut cursor = self.cursors.remove(place);
        let filled = self.fill(&mut cursor);
        let record = cursor.ahead.pop_front();
        self.cursors.insert(place, cursor);
        filled?;
        if let Some(record) = &record {
            self.ledger.note(Op::Step(Some(lengths(record))));
        }
        Ok(record)
    }
}

fn lengths((key, value): &Record) -> meter::Record {
    length(key, value.len())
}

fn length(key: &[u8], value: usize) -> meter::Record {
    meter::Record { key: key.len(), value }
}

fn free<T>(result: Result<T, BackendError>) -> BackendResult<T> {
    (result, GasInfo::free())
}

impl Storage for HostStorage {
    fn get(&self, key: &[u8]) -> BackendResult<Option<Vec<u8>>> {
        let own = key.to_vec();
        let value = self.caller.ask(move |lent| lent.storage().get(&own));
        if let Ok(value) = &value {
            let value = value.as_ref().map_or(0, Vec::len);
            self.ledger.note(Op::Read(length(key, value)));
        }
        free(value)
    }

    fn scan(
        &mut self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> BackendResult<u32> {
        free(self.begin(start, end, order))
    }

    fn next(&mut self, iterator_id: u32) -> BackendResult<Option<engine_std::Record>> {
        free(self.advance(iterator_id))
    }

    fn set(&mut self, key: &[u8], value: &[u8]) -> BackendResult<()> {
        self.ledger.note(Op::Write(length(key, value.len())));
        let (key, value) = (key.to_vec(), value.to_vec());
        free(self.caller.ask(move |lent| lent.write(|storage| storage.set(&key, &value))))
    }

    fn remove(&mut self, key: &[u8]) -> BackendResult<()> {
        self.ledger.note(Op::Delete);
        let key = key.to_vec();
        free(self.caller.ask(move |lent| lent.write(|storage| storage.remove(&key))))
    }
}

/// What a contract asks others.
pub struct HostQuerier {
    caller: Caller,
    ledger: Ledger,
}

impl Querier for HostQuerier {
    fn query_raw(
        &self,
        request: &[u8],
        _gas_limit: u64,
    ) -> BackendResult<SystemResult<ContractResult<Binary>>> {
        let own = request.to_vec();
        let answer = self.caller.ask(move |lent| {
            let answer = (*lent.querier()).raw_query(&own);
            serde_json::to_vec(&answer).and_then(|answer| serde_json::from_slice(&answer))
        });
        let answer: Result<SystemResult<ContractResult<Binary>>, _> = answer
            .and_then(|answer| answer.map_err(|error| BackendError::unknown(error.to_string())));
        let value = match &answer {
            Ok(SystemResult::Ok(ContractResult::Ok(bytes))) => bytes.len(),
            _ => 0,
        };
        self.ledger.note(match from_json::<QueryRequest>(request) {
            Ok(QueryRequest::Wasm(WasmQuery::Raw { key, .. })) => Op::Raw(length(&key, value)),
            Ok(QueryRequest::Wasm(WasmQuery::Smart { .. })) => Op::Smart,
            Ok(QueryRequest::Wasm(WasmQuery::ContractInfo { contract_addr })) => {
                Op::ContractInfo(known(contract_addr, &answer))
            }
            _ => Op::Chain,
        });
        free(answer)
    }
}

/// What an answer tells of the contract at an address.
fn known(
    address: String,
    answer: &Result<SystemResult<ContractResult<Binary>>, BackendError>,
) -> Option<Known> {
    let Ok(SystemResult::Ok(ContractResult::Ok(bytes))) = answer else { return None };
    let told: ContractInfoResponse = from_json(bytes.as_slice()).ok()?;
    Some(Known {
        address,
        creator: told.creator.into_string(),
        admin: told.admin.map(Addr::into_string).unwrap_or_default(),
        ibc: told.ibc_port.is_some(),
    })
}

/// What the chain lends for one call.
pub enum Lent<'a> {
    /// To a call that may write.
    Mut(DepsMut<'a>),
    /// To a query.
    Ref(Deps<'a>),
}

impl Lent<'_> {
    fn querier(&self) -> QuerierWrapper<'_> {
        match self {
            Self::Mut(deps) => deps.querier,
            Self::Ref(deps) => deps.querier,
        }
    }

    fn storage(&self) -> &dyn cosmwasm_std::Storage {
        match self {
            Self::Mut(deps) => deps.storage,
            Self::Ref(deps) => deps.storage,
        }
    }

    /// The engine lets no query write.
    fn write(&mut self, act: impl FnOnce(&mut dyn cosmwasm_std::Storage)) {
        if let Self::Mut(deps) = self {
            act(deps.storage);
        }
    }
}

/// Runs `work` on a thread of its own, with a storage and a querier that reach what is lent, and
/// returns what it returns.
pub fn lend<T: Send>(
    lent: &mut Lent,
    ledger: &Ledger,
    work: impl FnOnce(HostStorage, HostQuerier) -> T + Send,
) -> std::thread::Result<T> {
    let (line, calls) = channel::<Job>();
    std::thread::scope(|scope| {
        let ledger = ledger.clone();
        let thread = scope.spawn(move || {
            let caller = Caller(line);
            let querier = HostQuerier { caller: caller.clone(), ledger: ledger.clone() };
            work(HostStorage { caller, ledger, cursors: Vec::new() }, querier)
        });
        // Ends when the contract's thread has dropped both ends.
        calls.into_iter().for_each(|job| job(lent));
        thread.join()
    })
}
