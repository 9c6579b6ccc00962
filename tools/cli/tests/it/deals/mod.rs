//! Whatever the check accepts is played to its end, and whatever it refuses is refused with fields of
//! the file: deals made at random, and mutated at random.
//!
//! `ISTHMUS_DEALS=100000 cargo test -p isthmus-cli --test it deals` makes more of them.

mod change;
mod dice;
mod maker;

use crate::suite::workspace;
use change::{is_of, mend};
use dice::Dice;
use isthmus_cli::args::Engine;
use isthmus_cli::demo;
use isthmus_cli::scenario::{self, Problem, FILE_NAME};
use isthmus_regions::embedded::Embedded;
use maker::Maker;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use time::{Date, Duration};
use toml::Table;

/// How many deals are made unless ISTHMUS_DEALS says otherwise.
const DEALS: u64 = 10_000;

/// Plays a deal if the check accepts it. Returns what was wrong with it.
fn hold(dir: &Path, deal: &Table, seed: u64) -> Vec<Problem> {
    let text = toml::to_string(deal).expect("a table is TOML");
    std::fs::write(dir.join(FILE_NAME), &text).expect("the folder can be written");
    match scenario::load(dir) {
        Ok(scenario) => {
            let pair = Embedded::new(scenario.begins_at());
            let played = demo::play(&pair, Engine::Embedded, &scenario);
            let verdict = played.and_then(|(report, _)| demo::verdict(&report));
            if let Err(error) = verdict {
                panic!("deal {seed} was accepted and: {error}\n{text}");
            }
            Vec::new()
        }
        Err(problems) => {
            for problem in &problems.0 {
                let named = !problem.field.is_empty() && is_of(deal, &problem.field);
                assert!(named, "deal {seed}: no field of the file: {problem}\n{text}");
            }
            problems.0
        }
    }
}

fn one(dir: &Path, seed: u64) -> bool {
    let mut dice = Dice(seed);
    let decimals = [0, 2, 6, 6, 6, 18][dice.below(6) as usize];
    let first = Date::from_calendar_date(2000, time::Month::January, 1).expect("a day");
    let as_of = first + Duration::days(dice.below(73_000) as i64);
    let mut maker = Maker { dice, decimals, as_of };
    let mut deal = maker.deal();
    for _ in 0..maker.dice.below(4).saturating_sub(1) {
        maker.mutate(&mut deal);
    }
    let problems = hold(dir, &deal, seed);
    if problems.is_empty() {
        return true;
    }
    // As good as the answer says it may be.
    let mended = problems.iter().filter(|problem| mend(&mut deal, problem).is_some()).count();
    mended == problems.len() && hold(dir, &deal, seed).is_empty()
}

#[test]
fn what_the_check_accepts_is_played_and_what_it_refuses_is_a_field_of_the_file() {
    let deals =
        std::env::var("ISTHMUS_DEALS").map_or(DEALS, |text| text.parse().expect("a number"));
    let (next, played) = (AtomicU64::new(0), AtomicU64::new(0));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let dir = tempfile::TempDir::new().expect("a folder");
                for file in ["commercial-invoice.xml", "bill-of-lading.txt", "packing-list.csv"] {
                    std::fs::copy(workspace("cotton-lc").join(file), dir.path().join(file))
                        .expect("a document");
                }
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= deals {
                        return;
                    }
                    played.fetch_add(one(dir.path(), seed).into(), Ordering::Relaxed);
                }
            });
        }
    });
    let played = played.into_inner();
    println!("{deals} deals, {played} of them played to the end");
    assert!(played > deals / 3, "only {played} of {deals} deals were good");
}
