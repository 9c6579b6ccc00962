//! The messages whose cost is measured, on contracts that are not metered.

use isthmus_regions::embedded::Embedded;
use isthmus_regions::workload::{self, Cost, Figure};
use std::collections::BTreeMap;

#[test]
fn every_row_is_accepted_and_each_contract_has_at_least_ten() {
    let pair = Embedded::default();
    let mut seen = 0;
    let figures = workload::run(&pair, |_| seen += 1).unwrap();
    assert_eq!(seen, figures.len());
    let mut rows = BTreeMap::<&str, usize>::new();
    for figure in &figures {
        *rows.entry(&figure.contract).or_default() += 1;
        assert_eq!(figure.three, Cost::default(), "nobody counts");
        assert_eq!(figure.message(10), None);
    }
    for contract in ["stablecoin", "escrow", "identity", "bridge"] {
        assert!(rows[contract] >= 10, "{contract} has {} rows", rows[contract]);
    }
    let name = |figure: &Figure| format!("{} {}", figure.contract, figure.message);
    let mut names: Vec<String> = figures.iter().map(name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), figures.len(), "two rows have one name");
    let relayed = figures.iter().filter(|figure| figure.relayed).count();
    assert_eq!(relayed, 9);
}

#[test]
fn a_message_costs_what_the_third_added_without_its_bytes() {
    let cost = |gas, bytes| Cost { gas: Some(gas), bytes };
    let mut figure = Figure {
        contract: "bank".to_string(),
        message: "send".to_string(),
        relayed: false,
        one: None,
        two: cost(70_000, 400),
        three: cost(91_000, 500),
    };
    assert_eq!(figure.message(10), Some(20_000));
    assert_eq!(figure.message(0), Some(21_000));
    figure.two = cost(95_000, 400);
    assert_eq!(figure.message(10), None);
}
