//! What a thief thinks of: every message there is, with other parties, amounts, instants and roles.

use isthmus_api::stablecoin::{ExecuteMsg, PauseScope, Role};
use serde_json::{json, Value};
use strum::IntoEnumIterator;

use super::table::changes;
use super::{Suite, HOLDERS, THIEF};
use crate::matrix::samples;

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

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }
}

/// One message of each kind, and who may stand in it.
pub struct Templates {
    messages: Vec<Value>,
    changes: Vec<String>,
    people: Vec<String>,
}

impl Templates {
    pub fn of(suite: &Suite, key: &str) -> Self {
        let json = |msg| serde_json::to_value(msg).unwrap();
        let mut messages: Vec<Value> =
            samples(suite).into_iter().map(|(_, msg)| json(msg)).collect();
        messages.extend(
            ["accept_ownership", "renounce_ownership"]
                .map(|action| json!({ "update_ownership": action })),
        );
        let people = HOLDERS
            .into_iter()
            .chain([THIEF, THIEF, "receiver", key, "owner", "guardian", "minter"]);
        let people = people.map(|who| suite.addr(who)).collect();
        Self { messages, changes: changes(), people }
    }

    /// The next message, unless what came to mind is none.
    pub fn message(&self, draw: &mut Draw) -> Option<ExecuteMsg> {
        let mut msg = draw.of(&self.messages).clone();
        self.alter(&mut msg, "", draw);
        let name = msg.as_object()?.keys().next()?;
        if self.changes.contains(name) && draw.below(2) == 0 {
            msg = json!({"schedule_change": {"change": msg}});
        }
        cosmwasm_std::from_json(msg.to_string()).ok()
    }

    fn alter(&self, value: &mut Value, field: &str, draw: &mut Draw) {
        match value {
            Value::String(text) if text.starts_with("cosmwasm1") => {
                *text = draw.of(&self.people).clone();
            }
            // Longer ones are hashes.
            Value::String(text)
                if (1..30).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) =>
            {
                let most = *draw.of(&[2u64, 50, 400, 5000]);
                *text = draw.below(most).to_string();
            }
            Value::String(text) if field == "role" => {
                let roles: Vec<&str> = Role::iter().map(Into::into).collect();
                *text = draw.of(&roles).to_string();
            }
            Value::String(text) if field == "scopes" => {
                let scopes: Vec<&str> = PauseScope::iter().map(Into::into).collect();
                *text = draw.of(&scopes).to_string();
            }
            Value::Number(number) => {
                *number = (*draw.of(&[0u64, 1, 2, 3, 60, 3600, 172_800])).into();
            }
            Value::Bool(truth) => *truth ^= draw.below(2) == 0,
            Value::Array(items) => items.iter_mut().for_each(|item| self.alter(item, field, draw)),
            Value::Object(fields) => {
                fields.iter_mut().for_each(|(name, item)| self.alter(item, name, draw));
            }
            Value::String(_) | Value::Null => {}
        }
    }
}
