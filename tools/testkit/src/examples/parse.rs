//! A Markdown file's examples. An example is a fenced block of JSON whose info string says what it is:
//!
//! ```text
//! json execute ana@west.stablecoin after 3 days paying 500uwest refused ST-012
//! json query @west.bridge
//! json answer
//! json hook
//! json sent bridge@west.stablecoin
//! json sudo @west.stablecoin
//! json instantiate owner@west.stablecoin as gold-coin
//! json migrate owner@west.gold-coin to stablecoin
//! ```

use std::fmt;

use cosmwasm_std::Coin;
use isthmus_regions::{Code, Side};
use serde_json::Value;

/// One example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Line of its fence, counted from 1.
    pub line: usize,
    /// What it is.
    pub kind: Kind,
    /// The JSON as it stands in the text.
    pub json: Value,
}

/// What an example is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// An actor sends a message.
    Execute(Execute),
    /// Somebody asks a contract.
    Query(Place),
    /// What the query before it answers. Fields that are left out are not compared.
    Answer,
    /// What the next example carries as `base64:hook`.
    Hook,
    /// What a contract has sent another during the last message. Fields that are left out are not
    /// compared.
    Sent {
        /// Name of the contract that sent it.
        from: String,
        /// The contract that it was sent to.
        to: Place,
    },
    /// The chain's own governance tells a contract.
    Sudo(Place),
    /// A contract is made: `place.contract` names its code.
    Instantiate {
        /// Who makes it, and is its admin.
        actor: String,
        /// Where, and of which code.
        place: Place,
        /// Its name from then on.
        name: String,
    },
    /// A contract is moved to other code.
    Migrate {
        /// Its admin.
        actor: String,
        /// The contract.
        place: Place,
        /// Name of the code.
        code: String,
    },
}

/// A contract in a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The region.
    pub side: Side,
    /// Its name.
    pub contract: String,
}

/// How a message is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Execute {
    /// Who sends it.
    pub actor: String,
    /// Where to.
    pub place: Place,
    /// Seconds that pass before.
    pub after_seconds: u64,
    /// Coins that go with it.
    pub funds: Vec<Coin>,
    /// The stable code it is refused with, if it is to be refused.
    pub refused: Option<String>,
    /// What becomes of the packets it sends.
    pub relay: Relay,
}

/// What becomes of the packets that a message sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relay {
    /// They are delivered, and the answers carried back, before the next example.
    Settled,
    /// They stay where they are until the next message.
    Unrelayed,
    /// The other chain answers with bytes that nobody can read.
    Garbled,
}

/// What is wrong with an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line of its fence.
    pub line: usize,
    /// What is wrong.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.text)
    }
}

/// A fenced block as it stands in the text.
struct Block<'a> {
    line: usize,
    info: &'a str,
    body: String,
}

/// All examples of a text, in order; or everything that is wrong with them. A block of JSON that does
/// not say what it is, is wrong: what is shown must be run.
pub fn examples(markdown: &str) -> Result<Vec<Example>, Vec<Problem>> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for block in blocks(markdown) {
        let Some(info) = block.info.strip_prefix("json") else { continue };
        if !info.is_empty() && !info.starts_with(' ') {
            continue;
        }
        let json = serde_json::from_str(&block.body).map_err(|error| format!("not JSON: {error}"));
        match json.and_then(|json| Ok((kind(info)?, json))) {
            Ok((kind, json)) => found.push(Example { line: block.line, kind, json }),
            Err(text) => problems.push(Problem { line: block.line, text }),
        }
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

fn blocks(markdown: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut open: Option<Block<'_>> = None;
    for (index, line) in markdown.lines().enumerate() {
        let fence = line.trim().strip_prefix("```");
        match (&mut open, fence) {
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => {
                block.body.push_str(line);
                block.body.push('\n');
            }
            (None, Some(info)) => {
                open = Some(Block { line: index + 1, info, body: String::new() });
            }
            (None, None) => {}
        }
    }
    found
}

fn kind(info: &str) -> Result<Kind, String> {
    let mut words = info.split_whitespace();
    let kind = words.next().ok_or("a block of JSON must say what it is, see docs/examples.md")?;
    let done = match kind {
        "execute" => {
            let (actor, place) = addressee(words.next().unwrap_or_default())?;
            let mut execute = Execute {
                actor: actor.to_string(),
                place,
                after_seconds: 0,
                funds: Vec::new(),
                refused: None,
                relay: Relay::Settled,
            };
            clauses(&mut execute, &mut words)?;
            Kind::Execute(execute)
        }
        "query" => Kind::Query(nobodys(words.next().unwrap_or_default())?),
        "sudo" => Kind::Sudo(nobodys(words.next().unwrap_or_default())?),
        "sent" => {
            let (from, to) = addressee(words.next().unwrap_or_default())?;
            Kind::Sent { from: from.to_string(), to }
        }
        "instantiate" => {
            let (actor, place) = addressee(words.next().unwrap_or_default())?;
            let name = after("as", &mut words)?;
            Kind::Instantiate { actor: actor.to_string(), place, name }
        }
        "migrate" => {
            let (actor, place) = addressee(words.next().unwrap_or_default())?;
            let code = after("to", &mut words)?;
            Kind::Migrate { actor: actor.to_string(), place, code }
        }
        "answer" => Kind::Answer,
        "hook" => Kind::Hook,
        other => return Err(format!("unknown kind of example: {other}")),
    };
    match words.next() {
        None => Ok(done),
        Some(word) => Err(format!("unexpected word: {word}")),
    }
}

/// What may follow the addressee of a message.
fn clauses<'a>(
    execute: &mut Execute,
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<(), String> {
    while let Some(word) = words.next() {
        match word {
            "after" => {
                let number = words.next().unwrap_or_default();
                let unit = words.next().unwrap_or_default();
                execute.after_seconds = seconds(number, unit)?;
            }
            "paying" => {
                let coin = words.next().unwrap_or_default();
                execute.funds =
                    vec![coin.parse().map_err(|_| format!("no amount of coins: {coin}"))?];
            }
            "refused" => {
                let code = words.next().ok_or("refused with which code?")?;
                execute.refused = Some(code.to_string());
            }
            "unrelayed" => execute.relay = Relay::Unrelayed,
            "garbled" => execute.relay = Relay::Garbled,
            other => return Err(format!("unexpected word: {other}")),
        }
    }
    Ok(())
}

fn seconds(number: &str, unit: &str) -> Result<u64, String> {
    let number: u64 = number.parse().map_err(|_| format!("not a number: {number}"))?;
    let unit_seconds = match unit.strip_suffix('s').unwrap_or(unit) {
        "second" => 1,
        "minute" => 60,
        "hour" => 3_600,
        "day" => 86_400,
        _ => return Err(format!("no unit of time: {unit}")),
    };
    Ok(number * unit_seconds)
}

/// `ana@west.stablecoin` -> (ana, the stablecoin in the west).
fn addressee(word: &str) -> Result<(&str, Place), String> {
    let parts = word.split_once('@').and_then(|(actor, place)| {
        let (side, contract) = place.split_once('.')?;
        let contract = contract.to_string();
        Some((actor, Place { side: Side::of(side)?, contract }))
    });
    parts.ok_or_else(|| format!("expected actor@region.contract, found \"{word}\""))
}

/// `@west.stablecoin`.
fn nobodys(word: &str) -> Result<Place, String> {
    match addressee(word)? {
        ("", place) => Ok(place),
        (actor, _) => Err(format!("this has no sender, not {actor}")),
    }
}

/// The word after a certain word, which must come next.
fn after<'a>(mark: &str, words: &mut impl Iterator<Item = &'a str>) -> Result<String, String> {
    match (words.next(), words.next()) {
        (Some(word), Some(name)) if word == mark => Ok(name.to_string()),
        _ => Err(format!("expected \"{mark}\" and a name")),
    }
}

/// A contract by its name.
pub fn code(name: &str) -> Option<Code> {
    [Code::Stablecoin, Code::Escrow, Code::Identity, Code::Bridge]
        .into_iter()
        .find(|code| self::name(*code) == name)
}

/// A contract's name.
pub fn name(code: Code) -> &'static str {
    match code {
        Code::Stablecoin => "stablecoin",
        Code::Escrow => "escrow",
        Code::Identity => "identity",
        Code::Bridge => "bridge",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::coin;
    use serde_json::json;

    fn stablecoin() -> Place {
        Place { side: Side::West, contract: "stablecoin".to_string() }
    }

    fn one(info: &str) -> Result<Kind, String> {
        match examples(&format!("text\n```{info}\n{{}}\n```\n")) {
            Ok(mut found) => Ok(found.remove(0).kind),
            Err(problems) => Err(problems[0].to_string()),
        }
    }

    #[test]
    fn an_example_has_its_line_and_its_json() {
        let text = "# Title\n\n```text\n{}\n```\n   ```json hook\n   {\"a\":\n   1}\n   ```\n";
        let found = examples(text).unwrap();
        assert_eq!(found, [Example { line: 6, kind: Kind::Hook, json: json!({"a": 1}) }]);
    }

    #[test]
    fn a_message_may_say_how_it_is_sent() {
        let info =
            "json execute ana@west.stablecoin after 3 days paying 5uwest refused ST-012 unrelayed";
        let expected = Execute {
            actor: "ana".to_string(),
            place: stablecoin(),
            after_seconds: 259_200,
            funds: vec![coin(5, "uwest")],
            refused: Some("ST-012".to_string()),
            relay: Relay::Unrelayed,
        };
        assert_eq!(one(info), Ok(Kind::Execute(expected)));
        let Ok(Kind::Execute(plain)) = one("json execute ana@west.stablecoin") else {
            panic!("a message");
        };
        assert_eq!((plain.after_seconds, plain.relay), (0, Relay::Settled));
    }

    #[test]
    fn every_other_kind_is_read() {
        assert_eq!(one("json query @west.stablecoin"), Ok(Kind::Query(stablecoin())));
        assert_eq!(one("json sudo @west.stablecoin"), Ok(Kind::Sudo(stablecoin())));
        assert_eq!(one("json answer"), Ok(Kind::Answer));
        let sent = Kind::Sent { from: "bridge".to_string(), to: stablecoin() };
        assert_eq!(one("json sent bridge@west.stablecoin"), Ok(sent));
        let [actor, name] = ["owner", "gold-coin"].map(str::to_string);
        let made = Kind::Instantiate { actor: actor.clone(), place: stablecoin(), name };
        assert_eq!(one("json instantiate owner@west.stablecoin as gold-coin"), Ok(made));
        let moved = Kind::Migrate { actor, place: stablecoin(), code: "escrow".to_string() };
        assert_eq!(one("json migrate owner@west.stablecoin to escrow"), Ok(moved));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line() {
        for (info, text) in [
            ("json", "2: a block of JSON must say what it is, see docs/examples.md"),
            ("json perform", "2: unknown kind of example: perform"),
            ("json query ana@west.bridge", "2: this has no sender, not ana"),
            (
                "json query @north.bridge",
                "2: expected actor@region.contract, found \"@north.bridge\"",
            ),
            ("json execute ana@west.bridge soon", "2: unexpected word: soon"),
            ("json execute ana@west.bridge after 3 moons", "2: no unit of time: moons"),
            ("json execute ana@west.bridge paying much", "2: no amount of coins: much"),
            ("json instantiate owner@west.bridge", "2: expected \"as\" and a name"),
            ("json migrate owner@west.bridge as x", "2: expected \"to\" and a name"),
            ("json answer now", "2: unexpected word: now"),
        ] {
            assert_eq!(one(info), Err(text.to_string()), "{info}");
        }
        let problems = examples("```json hook\n{\n```\n").unwrap_err();
        assert!(problems[0].to_string().starts_with("1: not JSON"), "{problems:?}");
    }

    #[test]
    fn other_blocks_are_no_examples() {
        assert_eq!(examples("```jsonc\n{\n```\n```\nplain\n```\n"), Ok(vec![]));
    }
}
