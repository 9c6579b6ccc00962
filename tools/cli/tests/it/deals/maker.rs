//! A deal made at random. Most of what it says is good, and some of it is not.

use super::dice::Dice;
use isthmus_cli::scenario::{self, decimal};
use time::{Date, Duration};
use toml::{Table, Value};

/// A deal in the making.
pub struct Maker {
    pub dice: Dice,
    pub decimals: u8,
    pub as_of: Date,
}

impl Maker {
    pub fn amount(&mut self, most: u128) -> (u128, Value) {
        let units = 1 + u128::from(self.dice.roll()) % most.max(1);
        (units, self.written(units))
    }

    fn written(&self, units: u128) -> Value {
        written(units, self.decimals)
    }

    /// A day so many days after `as_of`.
    pub fn day(&self, days: i64) -> Value {
        Value::String(scenario::show_day(self.as_of.saturating_add(Duration::days(days))))
    }

    pub fn text(&mut self) -> Value {
        let odd =
            ["~", "Quote \" and \\", "'single'", "x", "INV 2026/114 (part 2)", "100 % [ST-001]"];
        Value::String(self.dice.pick(&odd).to_string())
    }

    /// The key of a party.
    fn anybody(&mut self) -> &'static str {
        self.dice
            .pick(&["buyer", "bank", "seller", "advisor", "worker", "shop", "suspect", "court"])
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

    pub fn deal(&mut self) -> Table {
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
            let (from, person) = (self.anybody(), self.anybody());
            trial.insert("from".into(), from.into());
            trial.insert("person".into(), person.into());
            trial.insert("amount".into(), self.amount(part).1);
            trials.insert("two_rules".into(), trial.into());
        }
        deal.insert("trials".into(), trials.into());
        deal
    }

    fn credit(&mut self, part: u128, together: bool) -> Table {
        let mut credit = Table::new();
        let in_coin = together && self.dice.chance(20);
        let (amount, decimals) = if in_coin {
            credit.insert("pays_in".into(), "coin".into());
            (10 + u128::from(self.dice.below(90_000_000)), scenario::COIN_DECIMALS)
        } else {
            (10 + self.amount(part * 8).0, self.decimals)
        };
        credit.insert("reference".into(), self.text());
        credit.insert("applicant".into(), "buyer".into());
        credit.insert("issuing_bank".into(), "bank".into());
        credit.insert("beneficiary".into(), "seller".into());
        credit.insert("amount".into(), written(amount, decimals));
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
        if self.dice.chance(30) {
            let parts = self.parts(amount).into_iter().map(|units| written(units, decimals));
            credit.insert("drawings".into(), Value::Array(parts.collect()));
        } else if self.dice.chance(50) {
            credit.insert("drawn".into(), written(amount - amount / 20, decimals));
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

    /// An amount in one to four parts.
    fn parts(&mut self, amount: u128) -> Vec<u128> {
        let mut left = amount;
        let mut parts = Vec::new();
        for _ in 0..self.dice.below(4) {
            let part = u128::from(self.dice.roll()) % left;
            if part > 0 {
                parts.push(part);
                left -= part;
            }
        }
        parts.push(left);
        parts
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
}

fn written(units: u128, decimals: u8) -> Value {
    Value::String(decimal(units, decimals).replace(',', ""))
}
