//! Small changes: one that may break a deal, and one that mends it as the answer says.

use super::maker::Maker;
use isthmus_cli::scenario::Problem;
use toml::{Table, Value};

impl Maker {
    /// Changes one value, or takes one away, or gives one another name.
    pub fn mutate(&mut self, table: &mut Table) {
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
            "Ave\u{202e} Valley",
            "no\u{200b}width",
            "\u{1b}[2Jcleared",
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
pub fn mend(deal: &mut Table, problem: &Problem) -> Option<()> {
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
pub fn is_of(deal: &Table, field: &str) -> bool {
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
