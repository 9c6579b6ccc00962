//! The model against real chains: the same messages, sent on nodes by `isthmus measure` and on the
//! model here, compared row by row.
//!
//! A message's cost on a node is the gas of a transaction with three of it less that of one with two,
//! less ten for each byte added. Its code is in memory by then, pinned or not, so that is what the
//! model says too. What loading the codes costs shows in the transactions with two: not pinned less
//! pinned.

mod command;
pub mod model;

pub use command::{run, Args};

use anyhow::{ensure, Context, Result};
use isthmus_regions::workload::{self, Figure, Figures};
use isthmus_terminal::thousands;
use serde::{Deserialize, Serialize};

use crate::cost;
use crate::cost::bank::{self, Holder};
use crate::cost::transaction::{self, Fee, Transaction};
use crate::engine::Machine;
use model::model;

/// How far the model may be off, in hundredths of a per cent.
const TOLERANCE: i64 = 100;

/// One message, on the model and on the nodes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The contract, or `bank`.
    pub contract: String,
    /// The message.
    pub message: String,
    /// Its cost by the model.
    pub model: u64,
    /// On a node, its code not pinned.
    pub unpinned: u64,
    /// On a node, its code pinned.
    pub pinned: u64,
    /// What loading its codes costs once in a transaction, by the model.
    pub model_load: u64,
    /// The same on a node: what pinning saves.
    pub load: u64,
}

impl Row {
    /// How far the model is off in the worst of the three comparisons, in hundredths of a per cent.
    pub fn off(&self) -> i64 {
        let pairs =
            [(self.model, self.unpinned), (self.model, self.pinned), (self.model_load, self.load)];
        pairs
            .into_iter()
            .map(|(model, node)| off(model, node))
            .max_by_key(|off| off.abs())
            .unwrap_or(0)
    }

    /// Whether all three agree.
    pub fn agrees(&self) -> bool {
        self.off().abs() <= TOLERANCE
    }
}

/// How far the model is above the node, in hundredths of a per cent of the node, away from zero.
fn off(model: u64, node: u64) -> i64 {
    let (model, node) = (i128::from(model), i128::from(node));
    let difference = (model - node) * 10_000;
    if difference == 0 {
        return 0;
    }
    // A node that charges nothing where the model charges something is as far off as can be said.
    let share = if node == 0 {
        i128::from(i64::MAX) * difference.signum()
    } else {
        let up = (node.abs() - 1) * difference.signum();
        (difference + up) / node
    };
    i64::try_from(share).unwrap_or(i64::MAX)
}

/// Hundredths of a per cent for people: `-0.06 %`.
fn per_cent(hundredths: i64) -> String {
    let (size, sign) = (hundredths.unsigned_abs(), if hundredths < 0 { "-" } else { "" });
    format!("{sign}{}.{:02} %", size / 100, size % 100)
}

/// Everything that was compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The messages, in the order in which they were sent.
    pub rows: Vec<Row>,
    /// A whole transaction with one transfer of the stablecoin, its code pinned.
    pub transfer: Whole,
    /// A whole transaction with one native bank send.
    pub bank_send: Whole,
}

/// A whole transaction with one message, fee and signature included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// By the model.
    pub model: u64,
    /// On a node.
    pub node: u64,
}

impl Whole {
    /// The transaction of a figure that was also sent alone.
    fn of(model: &Figure, node: &Figure) -> Result<Self> {
        let name = || format!("{} {}: no single one was counted", node.contract, node.message);
        let one = node.one.with_context(name)?;
        let around = transaction::around(&Transaction {
            bytes: usize::try_from(one.bytes)?,
            signer: Holder {
                address: 20,
                account: bank::account(43, 20, 100),
                before: 12,
                after: 12,
            },
            fee: Some(Fee { denom: "uwest".len(), digits: 4 }),
        });
        let message = model.message(cost::TX_BYTE).with_context(name)?;
        Ok(Self { model: around + message, node: one.gas.with_context(name)? })
    }

    fn agrees(&self) -> bool {
        off(self.model, self.node).abs() <= TOLERANCE
    }
}

impl Comparison {
    /// Sends everything on the model and puts it beside the nodes' figures.
    pub fn new(machine: &Machine, node: &Figures) -> Result<Self> {
        let run = |pinned| {
            workload::run(&model(machine.clone(), pinned), |_| ())
                .with_context(|| format!("the model, codes pinned: {pinned}"))
        };
        Self::of(&Figures { unpinned: run(false)?, pinned: run(true)? }, node)
    }

    /// Puts two sets of figures side by side.
    pub fn of(model: &Figures, node: &Figures) -> Result<Self> {
        let lists = [&model.unpinned, &model.pinned, &node.unpinned, &node.pinned];
        let name = |figure: &Figure| format!("{} {}", figure.contract, figure.message);
        let names = lists.map(|list| list.iter().map(name).collect::<Vec<_>>());
        ensure!(
            names.iter().all(|other| *other == names[0]),
            "the nodes were sent other messages than the model: measure again"
        );
        let mut rows = Vec::new();
        for (index, figure) in model.pinned.iter().enumerate() {
            let [model_cold, model_warm, cold, warm] = lists.map(|list| &list[index]);
            rows.push(row(figure, [model_cold, model_warm], [cold, warm])?);
        }
        let single = |contract: &str, message: &str| {
            let at = model
                .pinned
                .iter()
                .zip(&node.pinned)
                .find(|(figure, _)| figure.contract == contract && figure.message == message);
            let (model, node) = at.with_context(|| format!("no {contract} {message} was sent"))?;
            Whole::of(model, node)
        };
        let (transfer, bank_send) = (single("stablecoin", "transfer")?, single("bank", "send")?);
        Ok(Self { rows, transfer, bank_send })
    }

    /// Whether every row agrees.
    pub fn agrees(&self) -> bool {
        self.rows.iter().all(Row::agrees) && self.transfer.agrees() && self.bank_send.agrees()
    }

    /// The rows that do not.
    pub fn disagreeing(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| !row.agrees()).collect()
    }

    /// The same for machines, one row a line.
    pub fn to_json(&self) -> Result<String> {
        let rows = self.rows.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
        Ok(format!(
            "{{\n  \"rows\": [\n    {}\n  ],\n  \"transfer\": {},\n  \"bank_send\": {}\n}}\n",
            rows.join(",\n    "),
            serde_json::to_string(&self.transfer)?,
            serde_json::to_string(&self.bank_send)?,
        ))
    }

    /// The table, for people.
    pub fn to_markdown(&self) -> String {
        let mut text = String::from(HEAD);
        for row in &self.rows {
            let numbers = [row.model, row.unpinned, row.pinned].map(thousands).join(" | ");
            let load = [row.model_load, row.load].map(thousands).join(" | ");
            let (off, Row { contract, message, .. }) = (per_cent(off(row.model, row.pinned)), row);
            text += &format!("| {contract} | {message} | {numbers} | {off} | {load} |\n");
        }
        let Self { transfer, bank_send, .. } = self;
        let ratio = (transfer.node * 1_000).div_ceil(bank_send.node.max(1));
        text += &format!(
            "\nA whole transaction with one transfer, code pinned, costs {} gas on a node ({} by the \
             model); with one native bank send {} ({}). Ratio {}.{:03}.\n",
            thousands(transfer.node),
            thousands(transfer.model),
            thousands(bank_send.node),
            thousands(bank_send.model),
            ratio / 1_000,
            ratio % 1_000
        );
        text
    }
}

/// What stands above the table.
const HEAD: &str = "\
# The model against real chains

Generated by `cargo e2e --write`: two wasmd 0.61.14 chains and Hermes on one side, the compiled contracts in
cosmwasm-vm with the prices of `src/cost/` on the other. Each message is sent three times in one
transaction and twice in another; three less two, less ten gas for each byte added, is its cost. Packets
are brought by the relayer in batches of three and of two, and include what ibc-go itself costs. *Loading*
is what a transaction pays once for the codes that it uses while they are not pinned: 58,000 gas each.

| contract | message | model | node, not pinned | node, pinned | off (pinned) | loading, model | loading, node |
|---|---|---:|---:|---:|---:|---:|---:|
";

fn row(figure: &Figure, model: [&Figure; 2], node: [&Figure; 2]) -> Result<Row> {
    let name = || format!("{} {}", figure.contract, figure.message);
    let message = |figure: &Figure| {
        figure.message(cost::TX_BYTE).with_context(|| format!("{}: no gas was counted", name()))
    };
    let two = |figure: &Figure| {
        let gas = figure.two.gas.with_context(|| format!("{}: no gas was counted", name()))?;
        Ok::<_, anyhow::Error>(gas.saturating_sub(cost::TX_BYTE * figure.two.bytes))
    };
    let load =
        |[cold, warm]: [&Figure; 2]| Ok::<_, anyhow::Error>(two(cold)?.saturating_sub(two(warm)?));
    // The model's relayer brings each packet by itself, a real one both in one transaction.
    let batches = if figure.relayed { 2 } else { 1 };
    Ok(Row {
        contract: figure.contract.clone(),
        message: figure.message.clone(),
        model: message(model[1])?,
        unpinned: message(node[0])?,
        pinned: message(node[1])?,
        model_load: load(model)? / batches,
        load: load(node)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_regions::workload::Cost;

    fn figure(contract: &str, message: &str, two: u64, each: u64) -> Figure {
        let cost = |gas, bytes| Cost { gas: Some(gas), bytes };
        Figure {
            contract: contract.into(),
            message: message.into(),
            relayed: message == "receive",
            // As long as its transaction would be, with 47,210 gas around the message.
            one: Some(cost(47_210 + 3_000 + each, 300)),
            two: cost(two, 400),
            three: cost(two + each + 1_000, 500),
        }
    }

    fn figures(load: u64, each: u64) -> Figures {
        let rows = |load| {
            vec![
                figure("stablecoin", "transfer", 90_000 + load, each),
                figure("bank", "send", 80_000, 20_000),
            ]
        };
        Figures { unpinned: rows(load), pinned: rows(0) }
    }

    #[test]
    fn rows_agree_up_to_one_per_cent() {
        let node = figures(58_000, 20_000);
        let with = |load, each| Comparison::of(&figures(load, each), &node).unwrap();
        assert!(with(58_000, 20_000).agrees());
        assert!(with(58_000, 20_200).agrees());
        assert!(with(58_000, 19_800).agrees());
        assert!(!with(58_000, 20_201).agrees());
        assert!(!with(58_000, 19_799).agrees());
        assert!(!with(116_000, 20_000).agrees());
        assert_eq!(with(58_000, 20_201).disagreeing()[0].message, "transfer");
        assert_eq!(with(58_000, 20_201).disagreeing()[0].off(), 101);
    }

    #[test]
    fn what_costs_nothing_on_a_node_may_cost_nothing_on_the_model() {
        assert_eq!(off(0, 0), 0);
        assert_eq!(off(1, 0), i64::MAX);
        assert_eq!((off(101, 100), off(99, 100)), (100, -100));
        // Away from zero: a hundredth of a per cent more than agreed is not rounded into it.
        assert_eq!((off(1_010_001, 1_000_000), off(989_999, 1_000_000)), (101, -101));
    }

    #[test]
    fn a_packet_of_the_model_is_a_transaction_by_itself() {
        let list = |load: u64| vec![figure("bridge", "receive", 90_000 + load, 20_000)];
        let bank = figure("bank", "send", 80_000, 20_000);
        let transfer = figure("stablecoin", "transfer", 80_000, 20_000);
        let of = |load| {
            let both = |load| [list(load), vec![bank.clone(), transfer.clone()]].concat();
            Figures { unpinned: both(load), pinned: both(0) }
        };
        let compared = Comparison::of(&of(232_000), &of(116_000)).unwrap();
        assert_eq!((compared.rows[0].model_load, compared.rows[0].load), (116_000, 116_000));
        assert!(compared.agrees());
    }

    #[test]
    fn other_messages_are_not_compared() {
        let mut other = figures(58_000, 20_000);
        other.pinned[0].message = "send".into();
        assert!(Comparison::of(&other, &figures(58_000, 20_000)).is_err());
    }

    #[test]
    fn the_file_reads_back_as_it_was_written() {
        let figures = figures(58_000, 20_000);
        let compared = Comparison::of(&figures, &figures).unwrap();
        let text = compared.to_json().unwrap();
        assert_eq!(serde_json::from_str::<Comparison>(&text).unwrap(), compared);
        assert_eq!(text.lines().count(), 8);
    }

    #[test]
    fn the_table_has_a_line_for_each_row_and_the_ratio() {
        let figures = figures(58_000, 20_000);
        let text = Comparison::of(&figures, &figures).unwrap().to_markdown();
        assert!(text.contains("| stablecoin | transfer | 20,000 | 20,000 | 20,000 | 0.00 % |"));
        assert!(text.contains("pinned, costs 70,210 gas on a node (70,210 by the model)"));
        assert!(text.ends_with("with one native bank send 70,210 (70,210). Ratio 1.000.\n"));
    }
}
