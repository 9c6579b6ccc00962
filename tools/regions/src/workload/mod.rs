//! The messages people use most, sent so that the cost of each can be told from the cost of the
//! transaction around it.
//!
//! Each row is sent as a transaction of three equal messages and one of two. What the third one added
//! is the message's cost ([`Figure::message`]): it holds nothing of signature, fee and account, and
//! its code is in memory by then. Messages of a row differ only where they must (a deal, a pass, an
//! account can be used once), and never in length. What a row changes, the next one builds on.
//!
//! Packets are rows too: the relayer brings three in one transaction, then two.
//!
//! | module | rows |
//! |---|---|
//! | `stablecoin` | transfers, allowances, minting, burning, freezing, roles |
//! | `identity` | issuers, identifiers, lists, passes |
//! | `escrow` | a letter of credit from its calendar to its payment, and one that is cancelled |
//! | `bridge` | money and passes across, back, refused, and too late |

mod bridge;
mod escrow;
mod identity;
mod stablecoin;

use crate::{deploy, operators, Call, Code, Deployment, Pair, Plan, Receipt, Region, Side};
use crate::{TxError, TxResult};
use bech32::{Bech32, Hrp};
use cosmwasm_std::coins;
use isthmus_api::event::TypedEvent;
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

/// Messages that a row needs: three for one transaction, two for the other.
const UNITS: usize = 5;
/// Who holds the money.
const HOLDER: &str = "importer";
/// Who is paid.
const PAYEE: &str = "exporter";
/// Who examines documents.
const BANK: &str = "bank";
/// What the holder has at first. It keeps its thirteen digits, whatever the rows take.
const WEALTH: u64 = 9_000_000_000_000;
/// Seconds of a day.
const DAY: u64 = 86_400;

/// What a transaction cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Gas; absent where nobody counts it.
    pub gas: Option<u64>,
    /// Bytes of the transaction; zero where there is none.
    pub bytes: u64,
}

impl Cost {
    fn of(receipts: &[Receipt]) -> Self {
        Self {
            gas: receipts.iter().map(|receipt| receipt.gas_used).sum(),
            bytes: receipts.iter().filter_map(|receipt| receipt.tx_bytes).sum(),
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The contract people think of when they send it; `bank` for native coins.
    pub contract: String,
    /// The message, in words where its name does not say enough.
    pub message: String,
    /// Whether the relayer sent it.
    pub relayed: bool,
    /// A transaction of one message, for a few rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one: Option<Cost>,
    /// A transaction of two.
    pub two: Cost,
    /// A transaction of three.
    pub three: Cost,
}

impl Figure {
    /// The cost of one message: three less two, without the bytes it adds to the transaction, which
    /// cost `byte` each.
    pub fn message(&self, byte: u64) -> Option<u64> {
        let bytes = byte * self.three.bytes.checked_sub(self.two.bytes)?;
        self.three.gas?.checked_sub(self.two.gas?)?.checked_sub(bytes)
    }
}

/// Everything that was measured on real chains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// With codes that are loaded anew in each transaction.
    pub unpinned: Vec<Figure>,
    /// With codes that the chains keep in memory.
    pub pinned: Vec<Figure>,
}

/// The deployment of the rows: the default one, with everybody a row needs.
pub fn plan() -> Plan {
    Plan { roles: operators(), ..Plan::default() }
}

/// Deploys, and sends every row; `seen` is told of each.
pub fn run(pair: &dyn Pair, seen: impl FnMut(&Figure)) -> TxResult<Vec<Figure>> {
    let plan = plan();
    let deployment = deploy(pair, &plan)?;
    let mut stage =
        Stage { pair, deployment, owner: plan.owner, figures: Vec::new(), seen: Box::new(seen) };
    introduce(pair)?;
    stablecoin::rows(&mut stage)?;
    identity::rows(&mut stage)?;
    escrow::rows(&mut stage)?;
    bridge::rows(&mut stage)?;
    bank(&mut stage)?;
    Ok(stage.figures)
}

/// Everybody who sends a row sends something first: an account's first transaction also stores its
/// key.
fn introduce(pair: &dyn Pair) -> TxResult<()> {
    let west = [
        stablecoin::MINTER,
        stablecoin::SPENDER,
        identity::ANCHOR,
        identity::REGISTRAR,
        HOLDER,
        PAYEE,
        BANK,
        "calendar-keeper",
        "compliance",
        "master-minter",
    ];
    let west = west.map(|actor| (pair.west(), actor));
    let east = [PAYEE, "compliance"].map(|actor| (pair.east(), actor));
    for (region, actor) in west.into_iter().chain(east) {
        let own = Call::pay(region.account(actor)?, coins(1, region.fee_denom()));
        region.execute_all(actor, &[own])?;
    }
    Ok(())
}

/// The yardstick: native coins.
fn bank(stage: &mut Stage<'_>) -> TxResult<()> {
    let west = stage.west();
    let pay = Call::pay(west.account(PAYEE)?, coins(1_500_000, west.fee_denom()));
    let receipt = stage.west().execute_all(HOLDER, std::slice::from_ref(&pay))?;
    stage.row("bank", "send", Side::West, HOLDER, vec![pay; UNITS])?;
    stage.single(receipt);
    Ok(())
}

/// A deployment, and what was measured on it.
struct Stage<'a> {
    pair: &'a dyn Pair,
    deployment: Deployment,
    owner: String,
    figures: Vec<Figure>,
    seen: Box<dyn FnMut(&Figure) + 'a>,
}

impl<'a> Stage<'a> {
    fn region(&self, side: Side) -> &'a dyn Region {
        self.pair.region(side)
    }

    fn west(&self) -> &'a dyn Region {
        self.region(Side::West)
    }

    /// A contract's address.
    fn at(&self, side: Side, code: Code) -> &str {
        self.deployment.at(side).of(code)
    }

    /// A message to a contract of the west.
    fn call(&self, code: Code, msg: Value) -> Call {
        Call::execute(self.at(Side::West, code), msg)
    }

    /// Sends what a row needs beforehand: one transaction in the west.
    fn prepare(&self, actor: &str, calls: &[Call]) -> TxResult<Receipt> {
        self.west().execute_all(actor, calls)
    }

    /// Measures a message to a contract of the west that may be repeated as it is.
    fn same(&mut self, code: Code, message: &str, actor: &str, msg: Value) -> TxResult<()> {
        self.each(code, message, actor, |_| msg.clone()).map(|_| ())
    }

    /// Measures a message to a contract of the west that differs each time. Returns the receipts of
    /// the two transactions.
    fn each(
        &mut self,
        code: Code,
        message: &str,
        actor: &str,
        msg: impl Fn(usize) -> Value,
    ) -> TxResult<[Receipt; 2]> {
        let calls = (0..UNITS).map(|unit| self.call(code, msg(unit))).collect();
        self.row(code.into(), message, Side::West, actor, calls)
    }

    /// Measures five equal messages, as three and as two. Returns the receipts of the two
    /// transactions.
    fn row(
        &mut self,
        contract: &str,
        message: &str,
        side: Side,
        actor: &str,
        calls: Vec<Call>,
    ) -> TxResult<[Receipt; 2]> {
        let failed = |error: TxError| context(contract, message, error);
        let (three, two) = halves(&calls).map_err(failed)?;
        let region = self.region(side);
        let three = region.execute_all(actor, three).map_err(failed)?;
        let two = region.execute_all(actor, two).map_err(failed)?;
        let costs = [&two, &three].map(|receipt| Cost::of(std::slice::from_ref(receipt)));
        self.figure(contract, message, false, costs);
        Ok([three, two])
    }

    fn figure(&mut self, contract: &str, message: &str, relayed: bool, costs: [Cost; 2]) {
        let [two, three] = costs;
        let figure = Figure {
            contract: contract.to_string(),
            message: message.to_string(),
            relayed,
            one: None,
            two,
            three,
        };
        (self.seen)(&figure);
        self.figures.push(figure);
    }

    /// Adds a transaction of one message to the newest row.
    fn single(&mut self, receipt: Receipt) {
        if let Some(figure) = self.figures.last_mut() {
            figure.one = Some(Cost::of(&[receipt]));
        }
    }
}

fn context(contract: &str, message: &str, error: TxError) -> TxError {
    let say = |text: &str| format!("{contract} {message}: {text}");
    match &error {
        TxError::Refused { text } => TxError::refused(say(text)),
        TxError::Engine { text } => TxError::engine(say(text)),
    }
}

/// The messages of the two transactions; all must be equally long.
fn halves(calls: &[Call]) -> TxResult<(&[Call], &[Call])> {
    let lengths: Vec<usize> = calls.iter().map(length).collect();
    if calls.len() != UNITS || lengths.iter().any(|length| Some(length) != lengths.first()) {
        return Err(TxError::engine(format!("messages of different lengths: {lengths:?}")));
    }
    calls.split_at_checked(3).ok_or_else(|| TxError::engine("a row needs five messages"))
}

fn length(call: &Call) -> usize {
    match call {
        Call::Execute { msg, .. } => msg.to_string().len(),
        Call::Pay { to, .. } => to.len(),
    }
}

/// An address that nobody has the key of, by its name. It has the length of a person's.
fn somebody(region: &dyn Region, name: &str) -> TxResult<String> {
    let digest = Sha256::digest(format!("somebody {name}"));
    let wrong = |error: String| TxError::engine(format!("an address of {name}: {error}"));
    let prefix = Hrp::parse(region.prefix()).map_err(|error| wrong(error.to_string()))?;
    let bytes = digest.get(..20).ok_or_else(|| wrong("too short".to_string()))?;
    bech32::encode::<Bech32>(prefix, bytes).map_err(|error| wrong(error.to_string()))
}

/// One such address for each message of a row.
fn crowd(region: &dyn Region, name: &str) -> TxResult<Vec<String>> {
    (0..UNITS).map(|unit| somebody(region, &format!("{name} {unit}"))).collect()
}

/// 32 bytes in hexadecimal, from a name.
fn hash(name: &str) -> String {
    cosmwasm_std::HexBinary::from(Sha256::digest(name).to_vec()).to_hex()
}

/// A CW20 `send` of the west's stablecoin.
fn send(contract: &str, amount: u64, hook: &Value) -> Value {
    let msg = cosmwasm_std::Binary::from(hook.to_string().into_bytes());
    json!({ "send": { "contract": contract, "amount": amount.to_string(), "msg": msg } })
}

/// All events of one type, in the order of the messages that emitted them.
fn told<E: TypedEvent>(receipts: &[Receipt]) -> Vec<E> {
    receipts.iter().flat_map(Receipt::all).collect()
}

/// The one event of that type.
fn told_once<E: TypedEvent>(receipt: &Receipt) -> TxResult<E> {
    receipt.first().ok_or_else(|| TxError::engine(format!("no event {} was emitted", E::TYPE)))
}
