//! What recorded calls cost on a chain: the prices of [`cost`](crate::cost) times what the engine saw.

use std::collections::BTreeSet;

use crate::cost::{self, ContractInfo, CONTRACT_PREFIX};
use crate::engine::{Call, Known, Op, Record};
use crate::figures::{Cost, Enter, Entry};

fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// What a call costs, part by part.
pub fn of(call: &Call) -> Cost {
    let mut sum = Cost {
        result: length(call.result),
        events: cost::events(&call.attributes, &call.events),
        ..Cost::default()
    };
    // The engine's gas and the result's bytes are rounded down together, and the bytes are whole.
    sum.vm = cost::vm(call.vm, 0);
    for op in &call.ops {
        match op {
            &Op::Read(Record { key, value }) => {
                sum.storage += cost::read(CONTRACT_PREFIX + key, value);
                sum.reads += 1;
                sum.read_bytes += length(CONTRACT_PREFIX + key + value);
            }
            &Op::Step(Some(Record { key, value })) => {
                sum.storage += cost::element(CONTRACT_PREFIX + key, value);
                sum.reads += 1;
                sum.read_bytes += length(CONTRACT_PREFIX + key + value);
            }
            Op::Step(None) => sum.storage += cost::ITERATE,
            &Op::Write(Record { key, value }) => {
                sum.storage += cost::write(CONTRACT_PREFIX + key, value);
                sum.writes += 1;
                sum.write_bytes += length(CONTRACT_PREFIX + key + value);
            }
            Op::Delete => {
                sum.storage += cost::DELETE;
                sum.deletes += 1;
            }
            &Op::Raw(Record { key, value }) => {
                sum.queries += cost::read(CONTRACT_PREFIX + key, value);
            }
            Op::ContractInfo(known) => {
                sum.queries += cost::contract_info(known.as_ref().map(stored))
            }
            Op::Smart | Op::Chain => {}
        }
    }
    sum.queries += call.asked.iter().map(|asked| alone(asked, true)).sum::<u64>();
    sum
}

/// A call with its lookup and setup, and those of its queries.
fn alone(call: &Call, discount: bool) -> u64 {
    let cost = of(call);
    let enter = match call.entry {
        Entry::Reply => lookup(call) + cost::reply(&call.told),
        _ => contract(call).enter(discount),
    };
    enter + cost.vm + cost.result + cost.storage + cost.events + cost.queries
}

/// What the chain has stored of a contract of the sample deployment: instantiated early, by an owner
/// who is also its admin, and labelled as `isthmus_regions::deploy` does.
fn contract(call: &Call) -> cost::Contract {
    let short = call.code.strip_prefix("isthmus_").unwrap_or(&call.code);
    let owner = "west1ownerownerownerownerownerownerownerown";
    sample(owner, owner, &format!("isthmus {short}"), &call.address, short == "bridge")
}

/// The same of one that the chain was asked about. Its label is not told: it is taken for one as long as
/// the stablecoin's and the issuer's office's.
fn stored(known: &Known) -> cost::Contract {
    sample(&known.creator, &known.admin, "isthmus contract", &known.address, known.ibc)
}

fn sample(creator: &str, admin: &str, label: &str, address: &str, ibc: bool) -> cost::Contract {
    let (code_id, height, tx_index) = (1, 1_000, 0);
    let prefix = "west";
    let info =
        ContractInfo { code_id, creator, admin, label, height, tx_index, address, prefix, ibc };
    cost::Contract::of(&info, creator)
}

fn lookup(call: &Call) -> u64 {
    contract(call).lookup()
}

/// Gas of the messages whose calls these are, in order, with their submessages, replies and queries.
/// What the transaction itself costs is not in it: signature, bytes, fee. `pinned`: whether the codes
/// are; if not, each pays for its setup once in a transaction.
pub fn messages(calls: &[Call], pinned: bool) -> u64 {
    let mut seen = BTreeSet::new();
    calls.iter().map(|call| message(call, pinned, &mut seen)).sum()
}

fn message<'a>(call: &'a Call, pinned: bool, seen: &mut BTreeSet<&'a str>) -> u64 {
    let around = match (call.entry, call.from_contract) {
        (Entry::Reply | Entry::Query, _) => 0,
        (_, false) => cost::MESSAGE,
        (_, true) => cost::SUBMESSAGE,
    };
    around + alone(call, true) + cold(call, pinned, seen)
}

/// What the setups cost beyond the discount, each code once.
fn cold<'a>(call: &'a Call, pinned: bool, seen: &mut BTreeSet<&'a str>) -> u64 {
    if pinned {
        return 0;
    }
    let first = call.entry != Entry::Reply && seen.insert(&call.code);
    let own = if first { cost::SETUP - cost::SETUP_DISCOUNT } else { 0 };
    own + call.asked.iter().map(|asked| cold(asked, pinned, seen)).sum::<u64>()
}

/// What the whole message of the first of these calls costs around the parts of the call itself: lookup
/// and setup, and the calls that followed from it, which are those of contracts and the replies right
/// after it. From a question nothing follows.
pub fn enter(calls: &[Call]) -> Enter {
    let Some((call, after)) = calls.split_first() else { return Enter { pinned: 0, unpinned: 0 } };
    let own = of(call);
    let parts = own.vm + own.storage + own.result + own.events + own.queries;
    let total = |pinned| {
        let mut seen = BTreeSet::new();
        let first = message(call, pinned, &mut seen);
        let rest = following(call, after);
        let rest: u64 = rest.map(|call| message(call, pinned, &mut seen)).sum();
        first + rest - parts
    };
    Enter { pinned: total(true), unpinned: total(false) }
}

/// The calls that followed from a call, of those made after it.
fn following<'a>(call: &Call, after: &'a [Call]) -> impl Iterator<Item = &'a Call> {
    let follows = if call.entry == Entry::Query { 0 } else { after.len() };
    let followed = |call: &&Call| call.from_contract || call.entry == Entry::Reply;
    after[..follows].iter().take_while(followed)
}

/// The contract parts of all that the message of the first of these calls has contracts do: its own, those
/// of the calls that followed from it, and those of the questions that any of them asked. What the chain
/// takes around each, lookup, setup and events, is not in it.
pub fn contracts(calls: &[Call]) -> u64 {
    let Some((call, after)) = calls.split_first() else { return 0 };
    parts(call) + following(call, after).map(parts).sum::<u64>()
}

fn parts(call: &Call) -> u64 {
    let cost = of(call);
    cost.vm + cost.storage + cost.result + call.asked.iter().map(parts).sum::<u64>()
}
