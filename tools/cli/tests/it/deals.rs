//! Whatever the check accepts is played to its end, and whatever it refuses is refused with fields of
//! the file: deals made at random, and mutated at random.
//!
//! `ISTHMUS_DEALS=100000 cargo test -p isthmus-cli --test it deals` makes more of them.

use crate::suite::workspace;
use isthmus_cli::args::Engine;
use isthmus_cli::demo;
use isthmus_cli::scenario::{self, decimal, Problem, FILE_NAME};
use isthmus_regions::embedded::Embedded;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use time::{Date, Duration};
use toml::{Table, Value};

/// How many deals are made unless ISTHMUS_DEALS says otherwise.
const DEALS: u64 = 10_000;

/// A source of numbers that is the same for the same seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let a = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let b = (a ^ (a >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        b ^ (b >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len() as u64) as usize]
    }
}

/// A deal in the making.
struct Maker {
    dice: Dice,
    decimals: u8,
    as_of: Date,
}

impl Maker {
    fn amount(&mut self, most: u128) -> (u128, Value) {
        let units = 1 + u128::from(self.dice.roll()) % most.max(1);
        (units, self.written(units))
    }

    fn written(&self, units: u128) -> Value {
        Value::String(decimal(units, self.decimals).replace(',', ""))
    }

    /// A day so many days after `as_of`.
    fn day(&self, days: i64) -> Value {
        Value::String(scenario::show_day(self.as_of.saturating_add(Duration::days(days))))
    }

    fn text(&mut self) -> Value {
        let odd =
            ["~", "Quote \" and \\", "'single'", "x", "INV 2026/114 (part 2)", "100 % [ST-001]"];
        Value::String(self.dice.pick(&odd).to_string())
    }

    fn party(&mut self, region: &str, level: Option<u64>, opening: Option<u128>) -> Value {
        let mut party = Table::new();
        party.insert("name".into(), "Gonçalves & Filhos".into());
        party.insert("region".into(), region.into());
        party.insert("country".into(), self.dice.pick(&["PT", "TZ", "XK"]).into());
        if let Some(level) = level {
            party.insert("pass_level".into(), Value::Integer(level as i64));
        }
        if let Some(opening) = opening {
            party.insert("opening_balance".into(), self.written(opening));
        }
        Value::Table(party)
    }

    fn pay(&mut self, from: &str, to: &str, most: u128) -> Table {
        let mut payment = Table::new();
        payment.insert("from".into(), from.into());
        payment.insert("to".into(), to.into());
        payment.insert("amount".into(), self.amount(most).1);
        payment
    }

    fn deal(&mut self) -> Table {
        let whole = 10_u128.pow(u32::from(self.decimals).min(15)) * 1_000;
        let opening = self.amount(whole * 1_000).0 + whole;
        let part = opening / 64;
        let (here, there) = if self.dice.chance(70) { ("west", "east") } else { ("east", "west") };
        let seller = self.dice.pick(&[here, there, there]);
        let mut parties = Table::new();
        for (key, region, level, opening) in [
            ("buyer", here, Some(2), Some(opening)),
            ("bank", here, Some(3), None),
            ("seller", seller, Some(2 + self.dice.below(3)), None),
            ("advisor", self.dice.pick(&[here, there]), Some(4), None),
            ("worker", there, None, Some(opening / 8)),
            ("shop", "west", None, Some(opening / 8)),
            ("suspect", "west", None, Some(opening / 8)),
            ("court", "west", None, None),
        ] {
            let party = self.party(region, level, opening);
            parties.insert(key.into(), party);
        }
        let mut deal = Table::new();
        deal.insert("title".into(), "Made at random".into());
        deal.insert("as_of".into(), self.day(0));
        deal.insert("parties".into(), Value::Table(parties));
        let mut token = Table::new();
        token.insert("decimals".into(), Value::Integer(self.decimals.into()));
        token.insert("allowance".into(), self.written(opening * 3));
        deal.insert("token".into(), Value::Table(token));
        let mut trials = Table::new();
        if self.dice.chance(50) {
            deal.insert("credit".into(), Value::Table(self.credit(part, here == seller)));
            if self.dice.chance(30) {
                let mut expired = Table::new();
                expired.insert("amount".into(), self.amount(part).1);
                expired.insert(
                    "expires_in_seconds".into(),
                    Value::Integer(20 + self.dice.below(101) as i64),
                );
                trials.insert("expired".into(), expired.into());
            }
            if self.dice.chance(30) {
                let mut silence = Table::new();
                silence.insert("amount".into(), self.amount(part).1);
                trials.insert("silence".into(), silence.into());
            }
        }
        let mut payments = Vec::new();
        for _ in 0..self.dice.below(4) {
            let from = self.dice.pick(&["buyer", "worker", "shop", "suspect"]);
            let to = self.dice.pick(&["seller", "court", "bank", "advisor"]);
            let mut payment = self.pay(from, to, part);
            payment.insert("purpose".into(), self.text());
            if self.dice.chance(50) {
                payment.insert("memo".into(), self.text());
            }
            payments.push(Value::Table(payment));
        }
        deal.insert("payments".into(), Value::Array(payments));
        if self.dice.chance(25) {
            deal.insert("supervision".into(), Value::Table(self.supervision(opening)));
        }
        if self.dice.chance(30) {
            let trial = self.pay("buyer", "worker", part);
            trials.insert("frozen".into(), trial.into());
        }
        if self.dice.chance(30) {
            let mut trial = self.pay("worker", "buyer", part);
            trial
                .insert("timeout_seconds".into(), Value::Integer(10 + self.dice.below(111) as i64));
            trials.insert("unrelayed".into(), trial.into());
        }
        let mut regions = Table::new();
        for name in ["west", "east"] {
            let mode = self.dice.pick(&["open", "open", "allowlist"]);
            let region: Table = [("mode".to_string(), Value::from(mode))].into_iter().collect();
            regions.insert(name.into(), region.into());
        }
        deal.insert("regions".into(), regions.into());
        if self.dice.chance(15) {
            let mut trial = Table::new();
            trial.insert("from".into(), "buyer".into());
            trial.insert("person".into(), "bank".into());
            trial.insert("amount".into(), self.amount(part).1);
            trials.insert("two_rules".into(), trial.into());
        }
        deal.insert("trials".into(), trials.into());
        deal
    }

    fn credit(&mut self, part: u128, together: bool) -> Table {
        let mut credit = Table::new();
        let in_coin = together && self.dice.chance(20);
        let (amount, written) = if in_coin {
            credit.insert("pays_in".into(), "coin".into());
            let units = 10 + self.dice.below(90_000_000);
            let written = decimal(units.into(), scenario::COIN_DECIMALS).replace(',', "");
            (u128::from(units), Value::String(written))
        } else {
            let units = 10 + self.amount(part * 8).0;
            (units, self.written(units))
        };
        credit.insert("reference".into(), self.text());
        credit.insert("applicant".into(), "buyer".into());
        credit.insert("issuing_bank".into(), "bank".into());
        credit.insert("beneficiary".into(), "seller".into());
        credit.insert("amount".into(), written);
        if self.dice.chance(30) {
            credit.insert("advising_bank".into(), "advisor".into());
        }
        credit.insert("tolerance_percent".into(), Value::Integer(self.dice.below(11) as i64));
        let ago = self.dice.below(40) as i64;
        credit.insert("shipped_on".into(), self.day(-ago));
        let latest = 1 + self.dice.below(60) as i64;
        credit.insert("latest_shipment".into(), self.day(latest));
        let expiry = latest + self.dice.below(200) as i64;
        credit.insert("expiry".into(), self.day(expiry));
        let days = ago + 1 + self.dice.below(20) as i64;
        credit.insert("presentation_days".into(), Value::Integer(days));
        if !in_coin && self.dice.chance(30) {
            let first = 1 + u128::from(self.dice.roll()) % (amount - 1);
            let parts = [first, amount - first].map(|units| self.written(units));
            credit.insert("drawings".into(), Value::Array(parts.to_vec()));
        } else if !in_coin && self.dice.chance(50) {
            credit.insert("drawn".into(), self.written(amount - amount / 20));
        }
        let mut calendar = Table::new();
        let week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let free = self.dice.below(7) as usize;
        let weekend = week.iter().skip(7 - free).map(|day| Value::from(*day)).collect();
        calendar.insert("weekend".into(), Value::Array(weekend));
        let holidays = (0..self.dice.below(30)).map(|_| self.dice.below(60) as i64 + 2);
        let holidays: Vec<i64> = holidays.collect();
        let holidays = holidays.into_iter().map(|days| self.day(days)).collect();
        calendar.insert("holidays".into(), Value::Array(holidays));
        calendar.insert("utc_offset_hours".into(), Value::Integer(self.dice.below(27) as i64 - 12));
        credit.insert("calendar".into(), calendar.into());
        let papers = ["commercial-invoice.xml", "bill-of-lading.txt", "packing-list.csv"];
        let count = 1 + self.dice.below(3) as usize;
        let documents = papers.iter().take(count).enumerate().map(|(i, file)| {
            let kind = ("kind".to_string(), Value::String(format!("paper_{i}")));
            let file = ("file".to_string(), Value::from(*file));
            Value::Table([kind, file].into_iter().collect())
        });
        credit.insert("documents".into(), Value::Array(documents.collect()));
        if self.dice.chance(60) {
            let mut found = Table::new();
            found.insert("document".into(), "paper_0".into());
            found.insert("reason".into(), self.text());
            credit.insert("discrepancy".into(), found.into());
        }
        credit
    }

    fn supervision(&mut self, opening: u128) -> Table {
        let mut it = Table::new();
        let margin = self.dice.below(21);
        let attested = opening * 2 + self.amount(opening / 2).0;
        it.insert("attested".into(), self.written(attested));
        it.insert("margin_percent".into(), Value::Integer(margin as i64));
        it.insert("report".into(), "packing-list.csv".into());
        it.insert("order".into(), "bill-of-lading.txt".into());
        for (role, key) in [("customer", "shop"), ("suspect", "suspect"), ("court", "court")] {
            it.insert(role.into(), key.into());
        }
        it.insert("redeemed".into(), self.amount(opening / 16).1);
        it.insert("seized".into(), self.amount(opening / 64).1);
        it.insert("cap".into(), self.written(attested));
        it.insert("raised_cap".into(), self.written(attested + 1));
        it
    }

    /// Changes one value, or takes one away, or gives one another name.
    fn mutate(&mut self, table: &mut Table) {
        let keys: Vec<String> = table.keys().cloned().collect();
        if keys.is_empty() {
            return;
        }
        let key = keys[self.dice.below(keys.len() as u64) as usize].clone();
        if self.dice.chance(5) {
            table.remove(&key);
            return;
        }
        if self.dice.chance(3) {
            let value = table.remove(&key).expect("a key of the table");
            table.insert(format!("{key}x"), value);
            return;
        }
        match table.get_mut(&key).expect("a key of the table") {
            Value::Table(inner) => self.mutate(inner),
            Value::Array(items) if items.is_empty() => (),
            Value::Array(items) => {
                let index = self.dice.below(items.len() as u64) as usize;
                match &mut items[index] {
                    Value::Table(inner) => self.mutate(inner),
                    other => *other = self.value(),
                }
            }
            other => *other = self.value(),
        }
    }

    fn value(&mut self) -> Value {
        let texts = [
            "",
            " ",
            "a",
            "buyer",
            "seller",
            "worker",
            "suspect",
            "west",
            "east",
            "allowlist",
            "coin",
            "<&>",
            "ünïcode",
            "two\nlines",
            "0",
            "0.5",
            "1",
            "7.25",
            "1000",
            "-1",
            "1e9",
            "1,000",
            "340282366920938463463374607431768211455",
            "1000000000000",
            "2026-02-30",
            "1969-01-01",
            "9999-12-31",
            "paper_0",
            "paper_1",
            "packing-list.csv",
            "deal.toml",
            "../x",
            "/etc/hostname",
        ];
        match self.dice.below(10) {
            0 => Value::Integer(self.dice.below(400) as i64 - 20),
            1 => Value::Boolean(true),
            2 => self.amount(u128::from(u64::MAX)).1,
            3 => {
                let days = self.dice.below(100) as i64 - 50;
                self.day(days)
            }
            4 => self.text(),
            _ => self.dice.pick(&texts).into(),
        }
    }
}

/// Sets a field to the figure that the problem names, so that it is as large or as small as may be.
fn mend(deal: &mut Table, problem: &Problem) -> Option<()> {
    let marks = ["and has ", "expected at least ", "expected at most "];
    let figure = marks.iter().find_map(|mark| problem.text.split(mark).nth(1))?;
    let digits = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let figure: String = figure.chars().take_while(|c| digits(*c)).filter(|c| *c != ',').collect();
    let mut at = deal;
    let (path, last) = problem.field.rsplit_once('.').unwrap_or(("", &problem.field));
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let (name, index) = step.split_once('[').unwrap_or((step, ""));
        at = match at.get_mut(name)? {
            Value::Table(inner) => inner,
            Value::Array(items) => {
                items.get_mut(index.trim_end_matches(']').parse::<usize>().ok()?)?.as_table_mut()?
            }
            _ => return None,
        };
    }
    let value = at.get_mut(last)?;
    value.is_str().then(|| *value = Value::String(figure.trim_end_matches('.').to_string()))
}

/// Whether a field is one that a deal has, or one that a table of it should have.
fn is_of(deal: &Table, field: &str) -> bool {
    let mut at = Value::Table(deal.clone());
    let steps: Vec<&str> = field.split(['.', '[']).collect();
    for (i, step) in steps.iter().enumerate() {
        let next = match (&at, step.strip_suffix(']')) {
            (Value::Array(items), Some(index)) => {
                index.parse::<usize>().ok().and_then(|index| items.get(index)).cloned()
            }
            (Value::Table(table), None) => table.get(*step).cloned(),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            // Left out: the last step, or a whole table whose fields have defaults.
            None => return at.is_table() && (i + 1 == steps.len() || i == 0),
        }
    }
    true
}

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
