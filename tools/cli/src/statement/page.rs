//! The statement for people: tables as the demo's.

use super::books::RegionBooks;
use super::orders::{Act, ActKind};
use super::redemptions::{Outcome, Redemption, RedemptionSummary};
use super::reserves::AttestedReserve;
use super::rules::Statement;
use crate::report::{paragraph, Column, Table, Tone};
use crate::scenario::{decimal, show_instant};
use anyhow::Result;
use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::issuance::Tally;
use isthmus_terminal::{counted, visible};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What people call the line of an amount, and the amount in a region.
type Line = (&'static str, fn(&RegionBooks) -> Uint128);

/// The narrowest terminal for which redemptions are a table.
const REDEMPTIONS_TABLE: usize = 80;
/// The narrowest terminal for which acts are a table: an address is never broken.
const ACTS_TABLE: usize = 120;

/// The lines between the supply before and after.
const LINES: [Line; 9] = [
    ("supply at the beginning", |it| it.opening),
    ("+ minted", |it| it.minted),
    ("+ arrived from the other region", |it| it.arrived),
    ("+ refunded, as it did not arrive there", |it| it.refunded),
    ("- redeemed", |it| it.redeemed),
    ("- burnt by those who had it", |it| it.burnt),
    ("- wiped by order", |it| it.wiped),
    ("- sent to the other region", |it| it.sent),
    ("supply at the end", |it| it.closing),
];

impl Statement {
    /// The page for a terminal that is so wide, with colours. Its last line is the hash of the JSON, by
    /// which two people see whether they have the same statement.
    pub fn page(&self, width: usize) -> Result<String> {
        let hash = HexBinary::from(Sha256::digest(self.json()?).to_vec());
        let mut out = self.head(width);
        out += &self.supply(width);
        out += &self.reserves(width);
        out += &self.redemptions(width);
        out += &self.orders(width);
        let _ = write!(out, "\nSHA-256 of this statement as JSON (--json)\n{hash}\n");
        Ok(out)
    }

    fn show(&self, amount: Uint128) -> String {
        decimal(amount.u128(), self.decimals)
    }

    fn head(&self, width: usize) -> String {
        let title = format!("Statement of {}: {}", self.month, self.token);
        let span = format!(
            "from {} until before {} UTC, amounts in {}",
            show_instant(self.begins_at),
            show_instant(self.ends_at),
            self.symbol
        );
        let until = show_instant(self.as_of);
        let state = match self.complete {
            true => format!("the month is over: as of {until}"),
            false => format!("THE MONTH IS NOT OVER: as of the last transaction, {until}"),
        };
        [title, span, state].map(|text| paragraph(width, &visible(&text))).concat()
    }

    fn supply(&self, width: usize) -> String {
        let mut columns = vec![Column::Words];
        columns.extend(self.regions.iter().map(|_| Column::Number));
        let names = self.regions.iter().map(|it| it.region.as_str());
        let head: Vec<&str> = std::iter::once("").chain(names).collect();
        let mut table = Table::new(width, &columns).head(&head);
        for (name, amount) in LINES {
            let amounts = self.regions.iter().map(|it| self.show(amount(it)));
            table.row(Tone::Plain, std::iter::once(name.to_string()).chain(amounts).collect());
        }
        let supply = &self.supply;
        let parts = [supply.west, supply.east, supply.in_flight, supply.claimable];
        let shown = parts.map(|amount| self.show(amount)).join(" + ");
        let verdict = if supply.holds() { "holds" } else { "DOES NOT HOLD" };
        let figures = format!("{} = {shown}   {verdict}", self.show(supply.issued));
        let equation = "issued = supply west + supply east + in flight + claimable";
        let mut out = section(width, "supply") + &table.text();
        let _ = write!(out, "\n{}{}", paragraph(width, equation), paragraph(width, &figures));
        out
    }

    fn reserves(&self, width: usize) -> String {
        let mut out = section(width, "reserves");
        for it in &self.attestations {
            out += &self.attestation(width, it);
        }
        if self.attestations.is_empty() {
            out += "nothing was attested in this month\n";
        }
        if let Some(reserve) = &self.reserve {
            let text = format!(
                "At the end attestation {} counts with {} of {}, as of {}; {} is issued.",
                reserve.attestation,
                self.show(reserve.counted),
                self.show(reserve.attested),
                show_instant(reserve.as_of),
                self.show(self.supply.issued),
            );
            out += &paragraph(width, &text);
        }
        out
    }

    fn attestation(&self, width: usize, it: &AttestedReserve) -> String {
        let title = format!(
            "attestation {} in the {}, {}: {} as of {}",
            it.id,
            it.region,
            show_instant(it.at),
            self.show(it.amount),
            show_instant(it.as_of)
        );
        let mut out = paragraph(width, &title);
        let mut table = Table::new(width, &[Column::Name, Column::Number, Column::Number]);
        for share in &it.composition {
            let class: &'static str = share.class.into();
            let (amount, part) = (self.show(share.amount), percent(share.share_bps));
            table.row(Tone::Plain, vec![format!("  {}", words(class)), amount, part]);
        }
        out += &table.text();
        let tests = &it.tests;
        let figures = format!(
            "money within a day {}, within a week {}; most with one institution {}; weighted maturity {}",
            percent(tests.daily_liquidity_bps),
            percent(tests.weekly_liquidity_bps),
            percent(tests.concentration_bps),
            many(tests.weighted_maturity_days.into(), "day", "days"),
        );
        out += &paragraph(width, &figures);
        let _ = write!(out, "{}\n{}\n", visible(&it.uri), it.report_hash);
        out
    }

    fn redemptions(&self, width: usize) -> String {
        let columns = [Column::Name, Column::Words, Column::Number, Column::Words];
        let head = ["", "requested, due", "amount", "outcome"];
        let is_narrow = width < REDEMPTIONS_TABLE;
        let mut table = match is_narrow {
            true => list(width),
            false => Table::new(width, &columns).head(&head),
        };
        for it in &self.redemptions {
            let tone = if it.late { Tone::Refused } else { Tone::Plain };
            let (name, amount) = (format!("{} {}", it.region, it.id), self.show(it.amount));
            let (requested, due) = (show_instant(it.requested_at), show_instant(it.due_at));
            let outcome = outcome(it);
            let row = match is_narrow {
                true => {
                    item(format!("{name}: {amount}, requested {requested}, due {due}, {outcome}"))
                }
                false => vec![name, format!("{requested}, {due}"), amount, outcome],
            };
            table.row(tone, row);
        }
        let mut out = section(width, "redemptions, in business days after that of the request");
        if !self.redemptions.is_empty() {
            let _ = writeln!(out, "{}", table.text());
        }
        out += &paragraph(width, &self.sums(&self.redemption_summary));
        out
    }

    fn sums(&self, sums: &RedemptionSummary) -> String {
        let tally = |name: &str, tally: Tally| {
            format!("{} {name} ({})", tally.count, self.show(tally.amount))
        };
        let mut parts = vec![
            tally("requested", sums.requested),
            tally("paid within the term", sums.settled),
            tally("paid late", sums.settled_late),
        ];
        for (name, part) in [
            ("rejected", sums.rejected),
            ("returned", sums.returned),
            ("open", sums.open),
            ("open and late", sums.open_late),
        ] {
            parts.extend((part.count > 0).then(|| tally(name, part)));
        }
        if let Some(days) = sums.most_business_days {
            let days = many(days.into(), "day", "days");
            parts.push(format!("at most {days} until payment"));
        }
        parts.join(", ")
    }

    /// The acts under each order, in the order in which it was first seen; then those without one.
    fn orders(&self, width: usize) -> String {
        let mut out = section(width, "freezes, seizures and other acts on accounts");
        let mut hashes: Vec<Option<&HexBinary>> = Vec::new();
        for act in &self.acts {
            if !hashes.contains(&act.order_hash.as_ref()) {
                hashes.push(act.order_hash.as_ref());
            }
        }
        hashes.sort_by_key(|hash| hash.is_none());
        for hash in &hashes {
            let _ = match hash {
                Some(hash) => writeln!(out, "order\n{hash}"),
                None => writeln!(out, "without the hash of an order"),
            };
            let columns = [Column::Name, Column::Name, Column::Words, Column::Number, Column::Name];
            let is_narrow = width < ACTS_TABLE;
            let mut table = if is_narrow { list(width) } else { Table::new(width, &columns) };
            for act in self.acts.iter().filter(|act| act.order_hash.as_ref() == *hash) {
                let since = act.seconds_from_order.map(|seconds| format!("after {seconds} s"));
                let amount = act.amount.map(|amount| self.show(amount));
                let (at, region, deed) = (show_instant(act.at), act.region.clone(), deed(act));
                let row = match is_narrow {
                    true => {
                        let place = format!("{at} {region}");
                        let parts = [Some(place), since, amount, Some(deed)];
                        item(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
                    }
                    false => {
                        vec![
                            at,
                            region,
                            deed,
                            amount.unwrap_or_default(),
                            since.unwrap_or_default(),
                        ]
                    }
                };
                table.row(Tone::Plain, row);
            }
            out += &table.text();
        }
        let sums = &self.order_summary;
        let text = match self.acts.len() {
            0 => "nothing was done to an account".to_string(),
            _ => {
                let counts = [
                    many(sums.orders, "order", "orders"),
                    many(sums.freezes, "freeze", "freezes"),
                    many(sums.holds, "hold", "holds"),
                    many(sums.seizures, "seizure", "seizures"),
                ];
                format!("{} ({})", counts.join(", "), self.show(sums.seized))
            }
        };
        out += &paragraph(width, &text);
        if let Some(seconds) = sums.most_seconds_from_order {
            let text = format!(
                "Time is counted from the first block, in either region, with the order's hash: at most {seconds} s."
            );
            out += &paragraph(width, &text);
        }
        out
    }
}

/// What stands in place of a table where there is no room for one.
fn list(width: usize) -> Table {
    Table::new(width, &[Column::Name, Column::Words])
}

/// A row of a list.
fn item(text: String) -> Vec<String> {
    vec!["-".to_string(), text]
}

/// The heading of a part.
fn section(width: usize, name: &str) -> String {
    let mut table = Table::new(width, &[Column::Words]);
    table.heading(name);
    table.text()
}

/// How a redemption stands.
fn outcome(it: &Redemption) -> String {
    let days = many(it.business_days.into(), "day", "days");
    let late = if it.late { ", LATE" } else { "" };
    let at = it.ended_at.map(show_instant).unwrap_or_default();
    let reason = it.reason.as_deref().unwrap_or_default();
    match it.outcome {
        Outcome::Open => format!("open after {days}{late}"),
        Outcome::Settled => format!("paid {at}, {days}{late}"),
        Outcome::Rejected => format!("rejected {at}, {days}{late}: {reason}"),
        Outcome::Returned => format!("returned {at}, {days}{late}: {reason}"),
    }
}

/// What was done, to whom, and why.
fn deed(act: &Act) -> String {
    let verb = match act.kind {
        ActKind::Hold => "held",
        ActKind::ReleaseHold => "hold of",
        ActKind::Freeze => "frozen",
        ActKind::Unfreeze => "unfrozen",
        ActKind::Lock => "locked of",
        ActKind::Unlock => "still locked of",
        ActKind::Seize => "seized from",
        ActKind::Wipe => "wiped from",
        ActKind::Recover => "recovered from",
    };
    let mut text = format!("{verb} {}", act.account);
    let mut more = |part: String| text.push_str(&part);
    if act.kind == ActKind::ReleaseHold {
        more(" ended".to_string());
    }
    if let Some(to) = &act.to {
        more(format!(" for {to}"));
    }
    if let Some(mode) = &act.mode {
        more(format!(" ({mode})"));
    }
    if let Some(until) = act.until {
        more(format!(" until {}", show_instant(until)));
    }
    if let Some(reason) = &act.reason {
        more(format!(": {reason}"));
    }
    text
}

/// A number of things.
fn many(count: u64, one: &str, many: &str) -> String {
    counted(usize::try_from(count).unwrap_or(usize::MAX), one, many)
}

/// Basis points as people write them.
fn percent(bps: u16) -> String {
    format!("{} %", decimal(bps.into(), 2))
}

/// A name of the wire in words.
fn words(name: &str) -> String {
    name.replace('_', " ")
}
