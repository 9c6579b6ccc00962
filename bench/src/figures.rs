//! What `cargo gas` measures, in the form in which it is kept in `bench/gas.json`.
//!
//! Gas is that of the chain (one unit is 140,000 of the engine's). All figures are whole numbers,
//! so that equal runs give equal files. The file holds one measurement a line and a fixed order, so
//! that a change of one figure is a change of one line.

use std::path::Path;
use std::{fmt, fs};

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A function that the chain calls in a contract; the names are those of the wasm's exports.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs)]
pub enum Entry {
    Instantiate,
    Execute,
    Query,
    Migrate,
    Sudo,
    Reply,
    IbcChannelOpen,
    IbcChannelConnect,
    IbcChannelClose,
    IbcPacketReceive,
    IbcPacketAck,
    IbcPacketTimeout,
}

impl Entry {
    /// All of them, in the order of the table.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The name of the export.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Which call was measured. No two measurements of one table have the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Short name of the contract, such as `stablecoin` or `cw20-base`.
    pub contract: String,
    /// What the chain calls.
    pub entry: Entry,
    /// Name of the message as in `schema/`, or of the packet's operation; for entries that take
    /// neither, the entry's own name.
    pub message: String,
    /// What is particular about this call, in a few words; may be empty.
    pub case: String,
}

impl Key {
    /// Names a call.
    pub fn new(contract: &str, entry: Entry, message: &str, case: &str) -> Self {
        Self { contract: contract.into(), entry, message: message.into(), case: case.into() }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { contract, entry, message, case } = self;
        write!(f, "{contract} {entry}")?;
        if message != entry.name() {
            write!(f, " {message}")?;
        }
        if !case.is_empty() {
            write!(f, " ({case})")?;
        }
        Ok(())
    }
}

/// What one call of one contract costs, as counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Gas of the wasm and of the functions the chain offers it.
    pub vm: u64,
    /// Gas of reading, writing, deleting and iterating over the contract's own storage.
    pub storage: u64,
    /// Gas of the result, which is its length in bytes.
    pub result: u64,
    /// Gas of the events.
    pub events: u64,
    /// Gas of what it asks other contracts and the chain, every code that is asked being pinned.
    pub queries: u64,
    /// Keys read, those that iterators visit included.
    pub reads: u64,
    /// Keys written.
    pub writes: u64,
    /// Keys deleted.
    pub deletes: u64,
    /// Bytes of keys and values read, with the chain's 33-byte prefix.
    pub read_bytes: u64,
    /// Bytes of keys and values written, with the chain's 33-byte prefix.
    pub write_bytes: u64,
}

/// What the chain charges before a call: lookup and setup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enter {
    /// With the code pinned.
    pub pinned: u64,
    /// With no code pinned; the setup of every code that the call asks for the first time included.
    pub unpinned: u64,
}

/// One line of the table: a call, what it costs, and the sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which call.
    #[serde(flatten)]
    pub key: Key,
    /// What was counted.
    #[serde(flatten)]
    pub cost: Cost,
    /// VM, result and storage together: what the contract's author answers for.
    pub contract_part: u64,
    /// The whole message on a chain that has pinned the code.
    pub total_pinned: u64,
    /// The whole message on a chain that has not.
    pub total_unpinned: u64,
}

impl Row {
    /// A line with its sums.
    pub fn new(key: Key, cost: Cost, enter: Enter) -> Self {
        let contract_part = cost.vm + cost.storage + cost.result;
        let all = contract_part + cost.events + cost.queries;
        let (total_pinned, total_unpinned) = (all + enter.pinned, all + enter.unpinned);
        Self { key, cost, contract_part, total_pinned, total_unpinned }
    }

    /// The figures by name, those that a change of the code may raise.
    pub fn figures(&self) -> [(&'static str, u64); 13] {
        let cost = &self.cost;
        [
            ("contract part", self.contract_part),
            ("vm", cost.vm),
            ("storage", cost.storage),
            ("result", cost.result),
            ("events", cost.events),
            ("queries", cost.queries),
            ("reads", cost.reads),
            ("writes", cost.writes),
            ("deletes", cost.deletes),
            ("bytes read", cost.read_bytes),
            ("bytes written", cost.write_bytes),
            ("total, pinned", self.total_pinned),
            ("total, not pinned", self.total_unpinned),
        ]
    }
}

/// What a compared number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Gas of the chain.
    Gas,
    /// Bytes.
    Bytes,
    /// Thousandths of a ratio: 997 is 0.997.
    Permille,
}

/// One of our figures beside that of the reference contract, or beside a target, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// What is compared, such as `transfer, existing recipient`.
    pub what: String,
    /// What the numbers count.
    pub unit: Unit,
    /// Ours.
    pub ours: u64,
    /// That of the reference contract, where it has such a thing.
    pub reference: Option<u64>,
    /// What ours should not exceed.
    pub target: Option<u64>,
    /// Whether it does not; absent without a target.
    pub met: Option<bool>,
    /// Why ours is dearer than the reference or misses the target; required in both cases.
    pub reason: Option<String>,
}

impl Comparison {
    /// Compares.
    pub fn new(
        what: &str,
        unit: Unit,
        ours: u64,
        reference: Option<u64>,
        target: Option<u64>,
        reason: Option<&str>,
    ) -> Self {
        Self {
            what: what.into(),
            unit,
            ours,
            reference,
            target,
            met: target.map(|target| ours <= target),
            reason: reason.map(Into::into),
        }
    }

    /// Whether ours is dearer than the reference.
    pub fn dearer(&self) -> bool {
        self.reference.is_some_and(|reference| self.ours > reference)
    }
}

/// How a cost may depend on how much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Not at all: the storage gas is the same at every size.
    Constant,
    /// It is linear in the number of items on the page that is asked for, which is the size here.
    PerItem,
}

/// The cost of one call at several sizes of the state, everything else being equal, lengths included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Growth {
    /// Which call.
    #[serde(flatten)]
    pub key: Key,
    /// What there is more and more of: `holders`, `deals`, `items on the page`.
    pub of: String,
    /// What the curve should look like.
    pub shape: Shape,
    /// The curve, sizes rising.
    pub points: Vec<Point>,
}

/// One point of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// How many there were.
    pub n: u64,
    /// Storage gas of the call.
    pub storage: u64,
    /// Its contract part.
    pub gas: u64,
    /// Bytes of keys and values in the contract's whole state, without the chain's prefix, where
    /// the size is that of the state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_bytes: Option<u64>,
}

impl Growth {
    /// Storage gas for each further one, over the whole curve.
    pub fn slope(&self) -> f64 {
        self.rate(|point| Some(point.storage)).unwrap_or(0.0)
    }

    /// Bytes of state for each further one, over the whole curve.
    pub fn bytes_per_entry(&self) -> Option<f64> {
        self.rate(|point| point.state_bytes)
    }

    fn rate(&self, figure: impl Fn(&Point) -> Option<u64>) -> Option<f64> {
        let (first, last) = (self.points.first()?, self.points.last()?);
        let rise = figure(last)? as f64 - figure(first)? as f64;
        (last.n > first.n).then(|| rise / (last.n - first.n) as f64)
    }
}

/// A call with the most that may legally be in it, and what it may cost at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worst {
    /// Which call; the case says what is at its limit.
    #[serde(flatten)]
    pub key: Key,
    /// The whole message, code not pinned.
    pub gas: u64,
    /// What it must stay below.
    pub bound: u64,
}

/// The recursion of wasmd's own test contract: what its test asserts and what we count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfCheck {
    /// Gas of 50 rounds minus none by wasmd's constants.
    pub wasmd: u64,
    /// The same here.
    pub here: u64,
}

/// What the engine measures. Everything is in the order of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// Whether we count as the chain does.
    pub self_check: SelfCheck,
    /// Every message of our contracts.
    pub rows: Vec<Row>,
    /// Messages of the reference contracts.
    pub reference: Vec<Row>,
    /// Ours beside the reference and beside the targets.
    pub comparisons: Vec<Comparison>,
    /// What happens when there is more.
    pub growth: Vec<Growth>,
    /// What happens when everything is as large as it may be.
    pub worst: Vec<Worst>,
}

/// One optimised wasm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wasm {
    /// Name of the package.
    pub contract: String,
    /// As the compiler left it.
    pub raw_bytes: u64,
    /// As it is stored.
    pub optimised_bytes: u64,
    /// As it is sent.
    pub gzip_bytes: u64,
    /// SHA-256 of what is stored.
    pub sha256: String,
    /// Whether `cargo wasm --reproducible` built exactly these bytes twice, in different folders.
    #[serde(default)]
    pub reproducible: bool,
}

/// What the builder of a folder of wasm says of it: `wasm.json` beside the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Compiler and optimiser with their versions. Equal text means comparable figures.
    pub compiler: String,
    /// The files.
    pub contracts: Vec<Wasm>,
}

impl Manifest {
    /// Reads `wasm.json` in a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        read(&folder.join("wasm.json")).context("`cargo gas` writes it")
    }
}

/// `bench/gas.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Compiler and optimiser of every wasm, reference included.
    pub compiler: String,
    /// Our contracts, then the reference.
    pub wasm: Vec<Wasm>,
    /// What was measured with them.
    #[serde(flatten)]
    pub measured: Measured,
}

impl Figures {
    /// Reads the committed figures.
    pub fn read(path: &Path) -> Result<Self> {
        read(path)
    }

    /// The text of the file: one measurement a line.
    pub fn to_text(&self) -> Result<String> {
        let measured = &self.measured;
        let parts = [
            ("compiler", serde_json::to_string(&self.compiler)?),
            ("wasm", lines(&self.wasm)?),
            ("self_check", serde_json::to_string(&measured.self_check)?),
            ("rows", lines(&measured.rows)?),
            ("reference", lines(&measured.reference)?),
            ("comparisons", lines(&measured.comparisons)?),
            ("growth", lines(&measured.growth)?),
            ("worst", lines(&measured.worst)?),
        ];
        let parts: Vec<String> =
            parts.into_iter().map(|(name, text)| format!("  \"{name}\": {text}")).collect();
        Ok(format!("{{\n{}\n}}\n", parts.join(",\n")))
    }
}

/// Reads a file of JSON.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let file = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {file}"))?;
    serde_json::from_str(&text).with_context(|| format!("{file} is not as expected"))
}

/// A JSON array with each item on a line of its own.
fn lines<T: Serialize>(items: &[T]) -> Result<String> {
    if items.is_empty() {
        return Ok("[]".into());
    }
    let items = items.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
    Ok(format!("[\n    {}\n  ]", items.join(",\n    ")))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A row of which only the name matters.
    pub(crate) fn row(contract: &str, entry: Entry, message: &str) -> Row {
        let enter = Enter { pinned: 5_940, unpinned: 63_940 };
        Row::new(Key::new(contract, entry, message, ""), Cost::default(), enter)
    }

    /// A small complete set of figures, for the tests of everything that reads them.
    pub(crate) fn sample() -> Figures {
        let transfer = Key::new("stablecoin", Entry::Execute, "transfer", "existing recipient");
        let balance = Key::new("stablecoin", Entry::Query, "balance", "");
        let close = Key::new("bridge", Entry::IbcChannelClose, "ibc_channel_close", "init");
        let cost = Cost {
            vm: 134,
            storage: 11_042,
            result: 270,
            events: 61,
            reads: 3,
            writes: 2,
            read_bytes: 155,
            write_bytes: 119,
            ..Cost::default()
        };
        let point = |n, state_bytes| Point { n, storage: 11_042, gas: 11_446, state_bytes };
        let page =
            |n: u64| Point { n, storage: 100 + 40 * n, gas: 300 + 50 * n, state_bytes: None };
        let wasm = |contract: &str| Wasm {
            contract: contract.into(),
            raw_bytes: 500_000,
            optimised_bytes: 450_000,
            gzip_bytes: 150_000,
            sha256: "ab".repeat(32),
            reproducible: true,
        };
        let query = Cost { queries: 1_300, writes: 0, ..cost };
        let enter = Enter { pinned: 5_940, unpinned: 63_940 };
        let asks = Enter { unpinned: 121_940, ..enter };
        let new = Comparison::new;
        Figures {
            compiler: "rustc 1.0.0, wasm-opt 1".into(),
            wasm: vec![wasm("isthmus-stablecoin"), wasm("cw20-base")],
            measured: Measured {
                self_check: SelfCheck { wasmd: 247, here: 247 },
                rows: vec![
                    Row::new(transfer.clone(), cost, enter),
                    Row::new(balance, query, asks),
                    Row::new(close, cost, enter),
                ],
                reference: vec![Row::new(
                    Key::new("cw20-base", Entry::Execute, "transfer", "existing recipient"),
                    Cost { storage: 12_435, ..cost },
                    enter,
                )],
                comparisons: vec![
                    new("transfer", Unit::Gas, 11_446, Some(12_839), Some(11_700), None),
                    new("first-time", Unit::Permille, 997, None, Some(1_000), None),
                    new("ack", Unit::Gas, 3_000, Some(649), None, Some("one record more")),
                ],
                growth: vec![
                    Growth {
                        key: transfer.clone(),
                        of: "holders".into(),
                        shape: Shape::Constant,
                        points: vec![point(10, Some(230)), point(100, Some(2_300))],
                    },
                    Growth {
                        key: Key::new("stablecoin", Entry::Query, "all_accounts", ""),
                        of: "items on the page".into(),
                        shape: Shape::PerItem,
                        points: vec![page(1), page(10), page(30)],
                    },
                ],
                worst: vec![Worst { key: transfer, gas: 90_000, bound: 3_000_000 }],
            },
        }
    }

    #[test]
    fn the_sums_of_a_row_follow_the_chain() {
        let figures = sample();
        let [transfer, balance, _] = &figures.measured.rows[..] else { panic!("three rows") };
        assert_eq!(transfer.contract_part, 11_446);
        assert_eq!(transfer.total_pinned, 11_446 + 61 + 2_000 + 3_940);
        assert_eq!(transfer.total_unpinned, transfer.total_pinned + 58_000);
        assert_eq!(balance.contract_part, 11_446);
        assert_eq!(balance.total_pinned, transfer.total_pinned + 1_300);
        assert_eq!(balance.total_unpinned, balance.total_pinned + 2 * 58_000);
    }

    #[test]
    fn the_file_holds_one_measurement_a_line_and_reads_back_as_it_was_written() {
        let figures = sample();
        let text = figures.to_text().unwrap();
        assert_eq!(serde_json::from_str::<Figures>(&text).unwrap(), figures);
        let line = text.lines().find(|line| line.contains("\"balance\"")).unwrap();
        let line = line.trim().trim_end_matches(',');
        assert_eq!(serde_json::from_str::<Row>(line).unwrap(), figures.measured.rows[1]);
    }

    #[test]
    fn a_key_reads_as_a_sentence_would_name_it() {
        let keys: Vec<String> =
            sample().measured.rows.iter().map(|row| row.key.to_string()).collect();
        assert_eq!(
            keys,
            [
                "stablecoin execute transfer (existing recipient)",
                "stablecoin query balance",
                "bridge ibc_channel_close (init)",
            ]
        );
    }

    #[test]
    fn names_of_entries_are_those_of_the_file() {
        for entry in Entry::ALL {
            assert_eq!(serde_json::to_value(entry).unwrap(), entry.name());
        }
    }

    #[test]
    fn slopes_are_per_entry_over_the_whole_curve() {
        let figures = sample();
        let [holders, page] = &figures.measured.growth[..] else { panic!("two curves") };
        assert_eq!((holders.slope(), holders.bytes_per_entry()), (0.0, Some(23.0)));
        assert_eq!((page.slope(), page.bytes_per_entry()), (40.0, None));
    }

    #[test]
    fn a_target_is_met_up_to_its_last_unit() {
        let at = |ours| Comparison::new("x", Unit::Gas, ours, Some(100), Some(90), None);
        assert_eq!((at(90).met, at(91).met), (Some(true), Some(false)));
        assert_eq!((at(100).dearer(), at(101).dearer()), (false, true));
    }
}
