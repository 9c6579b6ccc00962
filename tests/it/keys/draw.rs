//! What comes to a thief's mind: a message with other parties, amounts, instants and roles.

use serde_json::{json, Value};

/// A source of choices (splitmix64).
pub struct Draw(pub u64);

impl Draw {
    /// A number below another, which is not zero.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    pub fn is_one_in(&mut self, bound: u64) -> bool {
        self.below(bound) == 0
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }
}

/// What may stand in a message.
pub struct Words {
    /// Accounts of the thief.
    pub thieves: Vec<String>,
    /// Everybody else.
    pub others: Vec<String>,
    pub roles: Vec<&'static str>,
    pub scopes: Vec<&'static str>,
}

impl Words {
    /// Puts others in the place of what stands in a message.
    pub fn alter(&self, msg: &mut Value, draw: &mut Draw, now: u64) {
        self.alter_field(msg, "", draw, now);
        if let Some(attested) = msg.get_mut("submit_attestation") {
            // Any other sum is refused.
            let holdings = attested["holdings"].as_array().unwrap().iter();
            let amount = |it: &Value| it["amount"].as_str().unwrap().parse::<u128>().unwrap();
            attested["amount"] = json!(holdings.map(amount).sum::<u128>().to_string());
        }
    }

    fn alter_field(&self, value: &mut Value, field: &str, draw: &mut Draw, now: u64) {
        match value {
            Value::String(text) if text.starts_with("cosmwasm1") => {
                let people = if draw.is_one_in(2) { &self.thieves } else { &self.others };
                *text = draw.of(people).clone();
            }
            // Longer ones are hashes.
            Value::String(text)
                if (1..30).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_digit())
                    && field != "payment_reference" =>
            {
                let most = *draw.of(&[2u64, 400, 60_000, 2_000_000]);
                *text = draw.below(most).to_string();
            }
            Value::String(text) if field == "role" => *text = draw.of(&self.roles).to_string(),
            Value::String(text) if field == "scopes" => *text = draw.of(&self.scopes).to_string(),
            Value::Number(number) if field == "as_of" => *number = (now - draw.below(2)).into(),
            Value::Number(number) => {
                *number = (*draw.of(&[0u64, 1, 2, 3, 60, 3600, 172_800])).into();
            }
            Value::Bool(truth) => *truth ^= draw.is_one_in(2),
            Value::Array(items) => {
                items.iter_mut().for_each(|item| self.alter_field(item, field, draw, now));
            }
            Value::Object(fields) => {
                fields.iter_mut().for_each(|(name, item)| self.alter_field(item, name, draw, now));
            }
            Value::String(_) | Value::Null => {}
        }
    }
}
