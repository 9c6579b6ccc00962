//! Puts values in place of what stands for them in an example.
//!
//! | in the text | stands for |
//! |---|---|
//! | `west:ana`, `east:bridge` | that actor's or contract's address; also within a longer text |
//! | `base64:hook` | the hook before it, in base64 |
//! | `{"base64": {...}}` | that JSON, in base64 |
//! | `$did`, `$ana.did` | the newest value of that name in an answer or event; in what ana has sent |
//! | `$deal-7.terms_hash` | in an event with that number |
//! | `number:$id` | the same as a number |
//! | `key:ana` | ana's ed25519 public key, in hexadecimal |
//! | `sign:ana` | ana's signature with it over the newest `text` of an answer, in base64 |

use std::collections::BTreeMap;

use cosmwasm_std::{Binary, Event, HexBinary};
use ed25519_zebra::{SigningKey, VerificationKey};
use isthmus_regions::Side;
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

use super::actors::is_actor;
use super::parse::code;
use crate::exported::check_events;
use crate::World;

/// Contracts that examples have made: region and name, and where each is.
pub type Made = BTreeMap<(Side, String), String>;

/// What earlier examples have left for later ones.
#[derive(Debug, Default)]
pub struct Memory {
    /// Contracts that examples have made.
    pub made: Made,
    hook: Option<Vec<u8>>,
    values: BTreeMap<String, String>,
}

impl Memory {
    /// The hook that the next message may carry.
    pub fn keep_hook(&mut self, hook: &Value) {
        self.hook = Some(hook.to_string().into_bytes());
    }

    /// Every text and number of an answer, by the name of its field.
    pub fn keep_answer(&mut self, answer: &Value) {
        match answer {
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value {
                        Value::String(text) => self.keep(name, text),
                        Value::Number(number) => self.keep(name, &number.to_string()),
                        _ => self.keep_answer(value),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.keep_answer(item)),
            _ => {}
        }
    }

    /// Every attribute of events, also under the name of who caused them.
    pub fn keep_events(&mut self, actor: &str, events: &[Event]) {
        check_events(events);
        for event in events {
            let is_number = |text: &str| text.parse::<u64>().is_ok();
            let numbers = event.attributes.iter().filter(|each| is_number(&each.value));
            let mut names = vec![actor.to_string()];
            names.extend(numbers.map(|each| format!("{}-{}", each.key, each.value)));
            for attribute in &event.attributes {
                self.keep(&attribute.key, &attribute.value);
                for name in &names {
                    self.keep(&format!("{name}.{}", attribute.key), &attribute.value);
                }
            }
        }
    }

    fn keep(&mut self, name: &str, value: &str) {
        self.values.insert(name.to_string(), value.to_string());
    }

    fn value(&self, name: &str) -> Result<&str, String> {
        let found = self.values.get(name).map(String::as_str);
        found.ok_or_else(|| format!("no answer or event before this has a {name}"))
    }

    /// The example's JSON with every value in its place.
    pub fn resolve(&self, world: &World, json: &Value) -> Result<Value, String> {
        Ok(match json {
            Value::Object(fields) if fields.len() == 1 && fields.contains_key("base64") => {
                let inner = self.resolve(world, &fields["base64"])?.to_string();
                Value::String(Binary::from(inner.into_bytes()).to_base64())
            }
            Value::Object(fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), self.resolve(world, value)?)));
                Value::Object(fields.collect::<Result<_, String>>()?)
            }
            Value::Array(items) => {
                let items = items.iter().map(|item| self.resolve(world, item));
                Value::Array(items.collect::<Result<_, _>>()?)
            }
            Value::String(text) => match text.strip_prefix("number:") {
                Some(text) => {
                    let number = self.text(world, text)?;
                    json!(number.parse::<u64>().map_err(|_| format!("not a number: {number}"))?)
                }
                None => Value::String(self.text(world, text)?),
            },
            other => other.clone(),
        })
    }

    fn text(&self, world: &World, text: &str) -> Result<String, String> {
        if text == "base64:hook" {
            let hook = self.hook.as_ref().ok_or("no hook before it")?;
            return Ok(Binary::new(hook.clone()).to_base64());
        }
        if let Some(actor) = text.strip_prefix("key:") {
            let public = VerificationKey::from(&signing_key(actor)?);
            return Ok(HexBinary::from(<[u8; 32]>::from(public)).to_hex());
        }
        if let Some(actor) = text.strip_prefix("sign:") {
            let signature = signing_key(actor)?.sign(self.value("text")?.as_bytes());
            return Ok(Binary::from(<[u8; 64]>::from(signature)).to_base64());
        }
        let text = addresses(world, &self.made, text)?;
        self.values_in(&text)
    }

    /// Replaces `$name` wherever it stands.
    fn values_in(&self, text: &str) -> Result<String, String> {
        let mut pieces = text.split('$');
        let mut done = pieces.next().unwrap_or_default().to_string();
        for piece in pieces {
            let is_part = |c: char| c.is_ascii_lowercase() || matches!(c, '_' | '.' | '-');
            let is_name = piece.starts_with(is_part);
            let is_end = |c: char| !is_name || !(is_part(c) || c.is_ascii_digit());
            let end = piece.find(is_end).unwrap_or(piece.len());
            let (name, rest) = piece.split_at(end);
            done.push_str(if name.is_empty() { "$" } else { self.value(name)? });
            done.push_str(rest);
        }
        Ok(done)
    }
}

/// Replaces `west:name` and `east:name` wherever they begin a word.
fn addresses(world: &World, made: &Made, text: &str) -> Result<String, String> {
    let mut done = String::new();
    let mut rest = text;
    while let Some((before, side, after)) = next_address(rest) {
        let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let end = after.find(|c| !is_part(c)).unwrap_or(after.len());
        let (name, remainder) = after.split_at(end);
        done.push_str(before);
        if let Some(address) = made.get(&(side, name.to_string())) {
            done.push_str(address);
        } else if let Some(code) = code(name) {
            done.push_str(world.contract(side, code));
        } else if is_actor(name) {
            done.push_str(&world.address(side, name));
        } else {
            return Err(format!("docs/examples.md knows nobody called \"{name}\""));
        }
        rest = remainder;
    }
    done.push_str(rest);
    Ok(done)
}

/// The text before the next `west:` or `east:` that begins a word, the region, and what follows.
fn next_address(text: &str) -> Option<(&str, Side, &str)> {
    let found = Side::BOTH.into_iter().filter_map(|side| {
        let mark = format!("{}:", side.name());
        let begins_word = |at: &usize| !text[..*at].ends_with(|c: char| c.is_ascii_alphanumeric());
        let at = text.match_indices(&mark).map(|(at, _)| at).find(begins_word)?;
        Some((at, at + mark.len(), side))
    });
    let (at, end, side) = found.min_by_key(|(at, _, _)| *at)?;
    Some((&text[..at], side, &text[end..]))
}

/// An actor's ed25519 key, made from the name.
fn signing_key(actor: &str) -> Result<SigningKey, String> {
    if !is_actor(actor) {
        return Err(format!("docs/examples.md knows nobody called \"{actor}\""));
    }
    let seed: [u8; 32] = Sha256::digest(format!("key of {actor}").as_bytes()).into();
    Ok(SigningKey::from(seed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_regions::Code;

    #[test]
    fn whatever_stands_for_a_value_is_replaced_wherever_it_stands() {
        let world = World::new();
        let mut memory = Memory::default();
        memory.keep_hook(&json!({"fund": {"deal": 1}}));
        memory.keep_answer(&json!({"list": [{"did": "did:x:1", "deal": 7}]}));
        let event = Event::new("wasm").add_attribute("did", "did:x:2");
        memory.keep_events("ben", &[event]);
        let resolve = |json| memory.resolve(&world, &json);
        let bridge = world.contract(Side::East, Code::Bridge);
        let ana = world.address(Side::West, "ana");
        for (text, value) in [
            ("west:ana", ana.clone()),
            ("wasm.east:bridge", format!("wasm.{bridge}")),
            ("west:ana, east:bridge!", format!("{ana}, {bridge}!")),
            ("northwest:ana", "northwest:ana".to_string()),
            ("base64:hook", Binary::from(br#"{"fund":{"deal":1}}"#).to_base64()),
            ("$ben.did#key-1", "did:x:2#key-1".to_string()),
            ("deal $deal for 5$", "deal 7 for 5$".to_string()),
        ] {
            assert_eq!(resolve(json!([text])), Ok(json!([value])), "{text}");
        }
        assert_eq!(resolve(json!({"a": 1, "b": null})), Ok(json!({"a": 1, "b": null})));
        for text in ["west:nobody", "$nothing", "key:nobody", "sign:ana"] {
            assert!(resolve(json!(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn a_signature_is_over_the_text_that_was_answered() {
        let world = World::new();
        let mut memory = Memory::default();
        memory.keep_answer(&json!({"text": "pay ben"}));
        let resolved = |text: &str| {
            let value = memory.resolve(&world, &json!(text)).unwrap();
            value.as_str().unwrap().to_string()
        };
        let public = HexBinary::from_hex(&resolved("key:ana")).unwrap();
        let public = public.to_array::<32>().unwrap();
        let signature = Binary::from_base64(&resolved("sign:ana")).unwrap();
        let signature = signature.to_array::<64>().unwrap();
        let key = VerificationKey::try_from(public).unwrap();
        assert!(key.verify(&signature.into(), b"pay ben").is_ok());
        assert!(key.verify(&signature.into(), b"pay cho").is_err());
    }
}
