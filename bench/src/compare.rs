//! `cargo gas --check`: the measured figures against the committed ones, and against what must hold
//! of any figures.

use std::collections::{BTreeMap, BTreeSet};

use isthmus_terminal::thousands;

use crate::figures::{Figures, Growth, Measured, Point, Shape, Unit};

/// What a comparison found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What may never be, whatever was measured before.
    pub problems: Vec<String>,
    /// What became dearer.
    pub dearer: Vec<String>,
    /// What the committed file does not have, has too much or says otherwise.
    pub stale: Vec<String>,
    /// What became cheaper.
    pub cheaper: Vec<String>,
    /// What is to be known.
    pub notes: Vec<String>,
}

impl Verdict {
    /// What makes a check fail.
    pub fn failures(&self) -> Vec<String> {
        [&self.problems[..], &self.dearer, &self.stale].concat()
    }

    /// Compares one measurement with what it was.
    fn judge(&mut self, name: &str, old: &Item, new: &Item, same: bool) {
        let (mut risen, mut fallen, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        let mut rest: BTreeMap<&str, (u64, u64)> =
            old.figures.iter().map(|(figure, value, size)| (&**figure, (*value, *size))).collect();
        for (figure, value, _) in &new.figures {
            match rest.remove(&**figure) {
                Some((old, size)) if *value > old + if same { 0 } else { size / 100 } => {
                    risen.push(change(figure, old, *value));
                }
                Some((old, _)) if *value < old => fallen.push(change(figure, old, *value)),
                Some(_) => {}
                None => unknown.push(&**figure),
            }
        }
        unknown.extend(rest.into_keys());
        if !risen.is_empty() {
            self.dearer.push(format!("{name}: {}", risen.join(", ")));
        } else if !fallen.is_empty() {
            self.cheaper.push(format!("{name}: {}", fallen.join(", ")));
        }
        if !unknown.is_empty() {
            let unknown = unknown.join(", ");
            self.stale.push(format!("{name}: only here or only in bench/gas.json: {unknown}"));
        }
        if old.fixed.0 != new.fixed.0 {
            self.stale.push(format!("{name}: {}", new.fixed.1));
        }
    }
}

/// Compares what was measured with the committed figures. Only what became cheaper and the notes let a
/// check pass.
///
/// With the compiler of the committed figures any rise is a failure. With another one the figures
/// that depend on it may rise by a hundredth of what the call costs, and those of the reference
/// contracts are not compared; what a contract reads, writes and emits depends on no compiler.
pub fn compare(committed: &Figures, measured: &Figures) -> Verdict {
    let same = committed.compiler == measured.compiler;
    let mut verdict = Verdict { problems: problems(&measured.measured), ..Verdict::default() };
    if !same {
        verdict.notes.push(format!(
            "built with {}, the committed figures with {}: 1 % is allowed",
            measured.compiler, committed.compiler
        ));
    }
    for (old, new) in committed.wasm.iter().zip(&measured.wasm) {
        if same && old.contract == new.contract && old.sha256 != new.sha256 {
            verdict.notes.push(format!("{}: not the wasm of bench/gas.json", new.contract));
        }
    }
    let mut rest = items(committed, same);
    for (name, new) in items(measured, same) {
        match rest.remove(&name) {
            Some(old) => verdict.judge(&name, &old, &new, same),
            None => verdict.stale.push(format!("{name}: not in bench/gas.json")),
        }
    }
    let gone = |name| format!("{name}: in bench/gas.json, and no longer measured");
    verdict.stale.extend(rest.into_keys().map(gone));
    verdict
}

/// One measurement as it is compared.
#[derive(Default)]
struct Item {
    /// Its figures in order; and the size of which another compiler may add a hundredth to it.
    figures: Vec<(String, u64, u64)>,
    /// What may not change at all, and what is said if it does.
    fixed: (String, &'static str),
}

/// All measurements by their names. What of them is fixed depends on whether the compiler is the same.
fn items(figures: &Figures, same: bool) -> BTreeMap<String, Item> {
    let Measured { rows, reference, comparisons, growth, worst, .. } = &figures.measured;
    let mut items = BTreeMap::new();
    for wasm in &figures.wasm {
        let sizes = [
            ("bytes stored", wasm.optimised_bytes),
            ("bytes sent", wasm.gzip_bytes),
            ("bytes compiled", wasm.raw_bytes),
        ];
        let figures = sizes.map(|(figure, bytes)| (figure.to_string(), bytes, bytes)).into();
        items.insert(wasm.contract.clone(), Item { figures, ..Item::default() });
    }
    for row in rows {
        let compiled = ["contract part", "vm", "total, pinned", "total, not pinned"];
        let figure = |(figure, value): (&'static str, u64)| {
            let size = if compiled.contains(&figure) { row.contract_part } else { 0 };
            (figure.to_string(), value, size)
        };
        let figures = row.figures().map(figure).into();
        items.insert(row.key.to_string(), Item { figures, ..Item::default() });
    }
    for row in reference {
        // It is what it is: with one compiler its figures do not move at all.
        let fixed = if same { format!("{row:?}") } else { String::new() };
        let item = Item { fixed: (fixed, "the reference has changed"), ..Item::default() };
        items.insert(row.key.to_string(), item);
    }
    for each in comparisons {
        let size = if each.unit == Unit::Bytes { 0 } else { each.ours };
        let reference = each.reference.filter(|_| same);
        let fixed = format!("{:?}", (each.unit, each.target, &each.reason, reference));
        let told = "bench/gas.json names another reference, target or reason";
        let figures = vec![("ours".to_string(), each.ours, size)];
        items.insert(each.what.clone(), Item { figures, fixed: (fixed, told) });
    }
    for growth in growth {
        let mut item = Item::default();
        for Point { n, storage, gas, state_bytes } in &growth.points {
            let at = thousands(*n);
            item.figures.extend([
                (format!("storage at {at}"), *storage, 0),
                (format!("gas at {at}"), *gas, *gas),
                (format!("bytes at {at}"), state_bytes.unwrap_or_default(), 0),
            ]);
        }
        items.insert(name(growth), item);
    }
    for worst in worst {
        let figures = vec![("gas".to_string(), worst.gas, worst.gas)];
        items.insert(format!("worst case {}", worst.key), Item { figures, ..Item::default() });
    }
    items
}

/// What is wrong with figures whatever was measured before.
pub fn problems(measured: &Measured) -> Vec<String> {
    let mut found = Vec::new();
    let check = measured.self_check;
    if check.here != check.wasmd {
        found.push(format!("self-check: {} gas here, {} in wasmd", check.here, check.wasmd));
    }
    let rows = measured.rows.iter().chain(&measured.reference).map(|row| row.key.to_string());
    found.extend(twice(rows));
    found.extend(twice(measured.worst.iter().map(|worst| format!("worst case {}", worst.key))));
    found.extend(twice(measured.growth.iter().map(name)));
    found.extend(twice(measured.comparisons.iter().map(|comparison| comparison.what.clone())));
    for comparison in measured.comparisons.iter().filter(|each| each.reason.is_none()) {
        if comparison.dearer() {
            found.push(format!("{}: dearer than the reference, no reason given", comparison.what));
        } else if comparison.met == Some(false) {
            found.push(format!("{}: misses its target, no reason given", comparison.what));
        }
    }
    found.extend(measured.growth.iter().filter_map(misshapen));
    for worst in measured.worst.iter().filter(|worst| worst.gas >= worst.bound) {
        let (gas, bound) = (thousands(worst.gas), thousands(worst.bound));
        found.push(format!("worst case {}: {gas} gas, not below {bound}", worst.key));
    }
    found
}

fn twice(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let again: Vec<String> = names.filter(|name| !seen.insert(name.clone())).collect();
    again.into_iter().map(|name| format!("{name}: measured twice under the same name")).collect()
}

/// What a curve is called in a message.
fn name(growth: &Growth) -> String {
    format!("{} by {}", growth.key, growth.of)
}

/// Says so if a curve does not have its shape.
fn misshapen(growth: &Growth) -> Option<String> {
    let (first, last) = (growth.points.first()?, growth.points.last()?);
    if growth.points.windows(2).any(|pair| pair[0].n >= pair[1].n) {
        return Some(format!("{}: the sizes do not rise", name(growth)));
    }
    let off = |point: &&Point| match growth.shape {
        Shape::Constant => point.storage != first.storage,
        Shape::PerItem => {
            let straight = first.storage as f64 + growth.slope() * (point.n - first.n) as f64;
            (point.storage as f64 - straight).abs() > point.storage as f64 / 100.0
        }
    };
    let point = growth.points.iter().find(off)?;
    let shape = match growth.shape {
        Shape::Constant => "does not stay the same",
        Shape::PerItem => "is not linear",
    };
    Some(format!(
        "{}: storage gas {shape}: {} at {}, {} at {}, {} at {}",
        name(growth),
        thousands(first.storage),
        thousands(first.n),
        thousands(point.storage),
        thousands(point.n),
        thousands(last.storage),
        thousands(last.n),
    ))
}

/// `vm 134 -> 150 (+16, +11.94 %)`.
fn change(figure: &str, old: u64, new: u64) -> String {
    let sign = if new > old { '+' } else { '-' };
    let by = new.abs_diff(old);
    let mut text =
        format!("{figure} {} -> {} ({sign}{}", thousands(old), thousands(new), thousands(by));
    if old > 0 {
        text += &format!(", {sign}{:.2} %", by as f64 * 100.0 / old as f64);
    }
    text + ")"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::tests::sample;
    use crate::figures::{Comparison, Cost, Enter, Row};

    /// The verdict on the sample after a change of what is measured.
    fn after(change: impl FnOnce(&mut Figures)) -> Verdict {
        let mut measured = sample();
        change(&mut measured);
        compare(&sample(), &measured)
    }

    fn with_cost(row: &mut Row, change: impl FnOnce(&mut Cost)) {
        let rest = row.cost.events + row.cost.queries + row.contract_part;
        let enter = Enter { pinned: row.total_pinned - rest, unpinned: row.total_unpinned - rest };
        let mut cost = row.cost;
        change(&mut cost);
        *row = Row::new(row.key.clone(), cost, enter);
    }

    #[test]
    fn equal_figures_pass_without_a_word() {
        assert_eq!(after(|_| ()), Verdict::default());
    }

    #[test]
    fn a_rise_by_one_fails_and_names_message_figure_and_amount() {
        let verdict = after(|figures| {
            with_cost(&mut figures.measured.rows[0], |cost| cost.vm += 1);
        });
        assert_eq!(
            verdict.failures(),
            ["stablecoin execute transfer (existing recipient): contract part 11,446 -> 11,447 \
              (+1, +0.01 %), vm 134 -> 135 (+1, +0.75 %), total, pinned 17,447 -> 17,448 (+1, +0.01 %), \
              total, not pinned 75,447 -> 75,448 (+1, +0.00 %)"]
        );
        assert_eq!((&verdict.problems, &verdict.stale), (&vec![], &vec![]));
    }

    #[test]
    fn a_rise_of_one_figure_is_not_made_good_by_a_fall_of_another() {
        let verdict = after(|figures| {
            with_cost(&mut figures.measured.rows[0], |cost| {
                cost.reads += 1;
                cost.storage -= 500;
            });
        });
        assert_eq!(
            verdict.failures(),
            ["stablecoin execute transfer (existing recipient): reads 3 -> 4 (+1, +33.33 %)"]
        );
    }

    #[test]
    fn a_fall_passes_and_is_told() {
        let verdict = after(|figures| {
            with_cost(&mut figures.measured.rows[1], |cost| cost.vm -= 34);
        });
        assert_eq!(verdict.failures(), Vec::<String>::new());
        assert_eq!(verdict.cheaper.len(), 1);
        assert!(
            verdict.cheaper[0].starts_with("stablecoin query balance: contract part 11,446"),
            "{:?}",
            verdict.cheaper
        );
    }

    #[test]
    fn another_compiler_may_add_a_hundredth_of_the_call_to_what_it_makes() {
        let with = |change: fn(&mut Cost)| {
            after(|figures| {
                figures.compiler = "rustc 2.0.0, wasm-opt 1".into();
                with_cost(&mut figures.measured.rows[0], change);
            })
        };
        assert_eq!(with(|cost| cost.vm += 114).failures(), Vec::<String>::new());
        assert_eq!(with(|cost| cost.vm += 115).failures().len(), 1);
        // Not what no compiler can change.
        assert_eq!(with(|cost| cost.write_bytes += 1).failures().len(), 1);
        assert_eq!(with(|cost| cost.storage += 1).failures().len(), 1);
        assert!(with(|_| ()).notes[0].contains("rustc 2.0.0"));
    }

    #[test]
    fn what_is_in_one_place_only_fails() {
        let gone = after(|figures| drop(figures.measured.rows.pop()));
        assert!(gone.failures()[0].contains("bridge ibc_channel_close (init)"));
        assert!(gone.failures()[0].contains("no longer measured"));
        let added = after(|figures| {
            let mut row = figures.measured.rows[0].clone();
            row.key.case = "another".into();
            figures.measured.rows.push(row);
        });
        assert!(added.failures()[0].contains("(another): not in bench/gas.json"));
    }

    #[test]
    fn one_name_for_two_measurements_fails() {
        let verdict = after(|figures| {
            let row = figures.measured.rows[0].clone();
            figures.measured.rows.push(row);
        });
        assert!(verdict.failures()[0].contains("measured twice"));
    }

    #[test]
    fn a_self_check_that_is_off_fails() {
        let verdict = after(|figures| figures.measured.self_check.here = 248);
        assert_eq!(verdict.failures(), ["self-check: 248 gas here, 247 in wasmd"]);
    }

    #[test]
    fn larger_wasm_fails_and_smaller_is_told() {
        let larger = after(|figures| figures.wasm[0].optimised_bytes += 1);
        assert!(
            larger.failures()[0].starts_with("isthmus-stablecoin: bytes stored 450,000 -> 450,001")
        );
        let smaller = after(|figures| figures.wasm[0].gzip_bytes -= 1);
        assert!(smaller.failures().is_empty() && smaller.cheaper.len() == 1);
        let other = after(|figures| {
            figures.compiler = "another".into();
            figures.wasm[0].optimised_bytes += 4_500;
        });
        assert_eq!(other.failures(), Vec::<String>::new());
    }

    #[test]
    fn another_wasm_of_the_same_compiler_is_told() {
        let verdict = after(|figures| figures.wasm[0].sha256 = "cd".repeat(32));
        assert_eq!(verdict.failures(), Vec::<String>::new());
        assert_eq!(verdict.notes, ["isthmus-stablecoin: not the wasm of bench/gas.json"]);
    }

    #[test]
    fn the_reference_must_not_move_with_the_same_compiler() {
        let moved = |compiler: Option<&str>| {
            after(|figures| {
                figures.compiler = compiler.map_or(figures.compiler.clone(), Into::into);
                with_cost(&mut figures.measured.reference[0], |cost| cost.vm -= 1);
            })
        };
        assert!(moved(None).failures()[0].contains("the reference has changed"));
        assert_eq!(moved(Some("another")).failures(), Vec::<String>::new());
    }

    #[test]
    fn dearer_than_the_reference_or_the_target_needs_a_reason() {
        let with = |reference, target, reason: Option<&str>| {
            let mut measured = sample().measured;
            measured.comparisons =
                vec![Comparison::new("x", Unit::Gas, 100, reference, target, reason)];
            problems(&measured)
        };
        assert_eq!(with(Some(99), None, None), ["x: dearer than the reference, no reason given"]);
        assert_eq!(with(None, Some(99), None), ["x: misses its target, no reason given"]);
        assert_eq!(with(Some(99), Some(99), Some("because")), Vec::<String>::new());
        assert_eq!(with(Some(100), Some(100), None), Vec::<String>::new());
    }

    #[test]
    fn a_reason_that_changed_must_be_committed() {
        let verdict =
            after(|figures| figures.measured.comparisons[2].reason = Some("other".into()));
        assert!(verdict.failures()[0].starts_with("ack: bench/gas.json names another"));
    }

    #[test]
    fn a_curve_that_is_to_be_flat_must_be_exactly_flat() {
        let verdict = after(|figures| figures.measured.growth[0].points[1].storage -= 1);
        assert_eq!(verdict.failures().len(), 1);
        assert!(verdict.failures()[0].contains("by holders: storage gas does not stay the same"));
    }

    #[test]
    fn a_page_must_be_linear_in_its_size() {
        let mut figures = sample();
        assert_eq!(problems(&figures.measured), Vec::<String>::new());
        figures.measured.growth[1].points[1].storage += 50;
        assert!(problems(&figures.measured)[0].contains("storage gas is not linear"));
    }

    #[test]
    fn a_point_that_only_one_side_has_is_out_of_date() {
        let more = |figures: &mut Figures| {
            let last = *figures.measured.growth[0].points.last().unwrap();
            figures.measured.growth[0].points.push(Point { n: 1_000, ..last });
        };
        assert_eq!(after(more).failures().len(), 1);
        let mut committed = sample();
        more(&mut committed);
        assert_eq!(compare(&committed, &sample()).failures().len(), 1);
    }

    #[test]
    fn more_state_per_entry_fails() {
        let verdict =
            after(|figures| figures.measured.growth[0].points[1].state_bytes = Some(2_301));
        assert!(verdict.failures()[0].contains("bytes at 100 2,300 -> 2,301"));
    }

    #[test]
    fn a_worst_case_must_stay_below_its_bound() {
        let verdict = after(|figures| figures.measured.worst[0].gas = 3_000_000);
        assert!(verdict.failures()[0].contains("3,000,000 gas, not below 3,000,000"));
    }
}
