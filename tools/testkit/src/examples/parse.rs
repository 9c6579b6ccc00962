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
//! json query @west.stablecoin each 1,10,30 listing {n} case "page of {n}"
//! ```
//!
//! A block of `called` lists calls that the example before it has brought about, for the table of gas.

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
    /// What the table of gas calls it, if it has a row there; empty where the message has but one.
    pub case: Option<String>,
}

/// What an example is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// An actor sends a message.
    Execute(Execute),
    /// Somebody asks a contract.
    Query {
        /// Which contract.
        place: Place,
        /// How many items one of the answer's lists has, if that is said.
        items: Option<usize>,
    },
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
    /// What else was called by the example before it: an entry point or a message.
    Called {
        /// Which contract.
        place: Place,
        /// Name of the entry point or of the message.
        name: String,
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
    /// They stay where they are until the next message of another kind.
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
        let read = match block.info.split_once(' ').unwrap_or((block.info, "")) {
            ("json", info) => copies(info, &block),
            ("called", "") => called(&block),
            _ => continue,
        };
        match read {
            Ok(copies) => found.extend(copies),
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

/// The example of a block, once for each number that `each` lists, which then stands for `{n}`.
fn copies(info: &str, block: &Block) -> Result<Vec<Example>, String> {
    let end = info.find(" case").unwrap_or(info.len());
    let Some((before, rest)) = info[..end].split_once(" each ") else {
        return Ok(vec![example(block.line, info, &block.body)?]);
    };
    let (list, after) = rest.split_once(' ').unwrap_or((rest, ""));
    let copy = |n: u64| {
        let fill = |text: &str| text.replace("{n}", &n.to_string());
        let info = format!("{before} {after}{}", &info[end..]);
        example(block.line, &fill(&info), &fill(&block.body))
    };
    numbers(list)?.into_iter().map(copy).collect()
}

/// One call a line: `east.bridge ibc_packet_receive "later"`.
fn called(block: &Block) -> Result<Vec<Example>, String> {
    let call = |line: &str| {
        let mut words = line.splitn(3, ' ');
        let [place, name, case] = [(); 3].map(|()| words.next().unwrap_or_default());
        let (place, name) = (nobodys(&format!("@{place}"))?, name.to_string());
        let case = Some(quoted(case)?.to_string());
        Ok(Example {
            line: block.line,
            kind: Kind::Called { place, name },
            json: Value::Null,
            case,
        })
    };
    block.body.lines().map(call).collect()
}

/// `1,10,30` or `1..30`, the last one included.
fn numbers(list: &str) -> Result<Vec<u64>, String> {
    let number =
        |text: &str| text.parse::<u64>().map_err(|_| format!("not a list of numbers: {list}"));
    match list.split_once("..") {
        Some((first, last)) => Ok((number(first)?..=number(last)?).collect()),
        None => list.split(',').map(number).collect(),
    }
}

fn example(line: usize, info: &str, body: &str) -> Result<Example, String> {
    let json = serde_json::from_str(body).map_err(|error| format!("not JSON: {error}"))?;
    let (info, case) = match (info.strip_suffix(" case"), info.split_once(" case ")) {
        (Some(info), _) => (info, Some(String::new())),
        (None, Some((info, name))) => (info, Some(quoted(name)?.to_string())),
        (None, None) => (info, None),
    };
    let kind = kind(info)?;
    let is_call = match &kind {
        Kind::Execute(execute) => execute.refused.is_none(),
        Kind::Answer | Kind::Hook => false,
        _ => true,
    };
    if case.is_some() && !is_call {
        return Err("only a call that is not refused is a case of the table of gas".to_string());
    }
    Ok(Example { line, kind, json: spread(json)?, case })
}

fn quoted(name: &str) -> Result<&str, String> {
    let inner = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
    inner.ok_or_else(|| format!("a case is last and has its name in quotes, not {name}"))
}

/// Puts as many items into a list as an item with `{1..100}` in it stands for.
fn spread(json: Value) -> Result<Value, String> {
    Ok(match json {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| Ok((name, spread(value)?)));
            Value::Object(fields.collect::<Result<_, String>>()?)
        }
        Value::Array(items) => {
            let mut all = Vec::new();
            for item in items {
                let item = spread(item)?;
                let text = item.to_string();
                let Some((mark, range)) = range(&text) else {
                    all.push(item);
                    continue;
                };
                // A text that is nothing else becomes numbers.
                let mark = if item == mark { text.as_str() } else { mark };
                for n in numbers(range)? {
                    let copy = serde_json::from_str(&text.replace(mark, &n.to_string()));
                    all.push(copy.map_err(|error| error.to_string())?);
                }
            }
            Value::Array(all)
        }
        other => other,
    })
}

/// The first `{1..100}` of a text, and what is between its braces.
fn range(text: &str) -> Option<(&str, &str)> {
    text.match_indices('{').find_map(|(start, _)| {
        let mark = &text[start..=start + text[start..].find('}')?];
        let inner = &mark[1..mark.len() - 1];
        let is_range = inner.contains("..") && numbers(inner).is_ok();
        is_range.then_some((mark, inner))
    })
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
        "query" => {
            let place = nobodys(words.next().unwrap_or_default())?;
            let items = match words.clone().next() {
                Some("listing") => Some(after("listing", &mut words)?),
                _ => None,
            };
            let items = items.map(|items| items.parse().map_err(|_| format!("how many? {items}")));
            Kind::Query { place, items: items.transpose()? }
        }
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
    [Code::Stablecoin, Code::Issuance, Code::Escrow, Code::Identity, Code::Bridge]
        .into_iter()
        .find(|code| self::name(*code) == name)
}

/// A contract's name.
pub fn name(code: Code) -> &'static str {
    match code {
        Code::Stablecoin => "stablecoin",
        Code::Escrow => "escrow",
        Code::Issuance => "issuance",
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
        let hook = Example { line: 6, kind: Kind::Hook, json: json!({"a": 1}), case: None };
        assert_eq!(found, [hook]);
    }

    #[test]
    fn a_call_may_be_a_case_of_the_table_of_gas() {
        let case = |info: &str| {
            let found = examples(&format!("```{info}\n{{}}\n```\n"));
            found.map(|found| found[0].case.clone()).map_err(|problems| problems[0].text.clone())
        };
        let named = "json execute ana@west.escrow after 3 days case \"bank silent, each paid\"";
        assert_eq!(case(named), Ok(Some("bank silent, each paid".to_string())));
        assert_eq!(case("json sudo @west.escrow case"), Ok(Some(String::new())));
        assert_eq!(case("json sudo @west.escrow"), Ok(None));
        for wrong in [
            "json hook case",
            "json answer case",
            "json execute ana@west.escrow refused ES-012 case",
            "json execute ana@west.escrow case new",
        ] {
            assert!(case(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn one_block_may_stand_for_many() {
        let text = "```json query @west.escrow each 1,30 listing {n} case \"page of {n}\"\n\
                    {\"deals\": {\"limit\": {n}}}\n```\n";
        let found = examples(text).unwrap();
        let seen: Vec<_> = found.iter().map(|each| (each.case.as_deref(), &each.json)).collect();
        let (one, thirty) = (json!({"deals": {"limit": 1}}), json!({"deals": {"limit": 30}}));
        assert_eq!(seen, [(Some("page of 1"), &one), (Some("page of 30"), &thirty)]);
        assert!(matches!(found[1].kind, Kind::Query { items: Some(30), .. }));
        let many = "```json execute member-{n}@west.escrow each 1..3\n{}\n```\n";
        assert_eq!(examples(many).unwrap().len(), 3);
        assert!(examples("```json query @west.escrow each few\n{}\n```\n").is_err());
        assert!(examples("```json query @west.escrow listing few\n{}\n```\n").is_err());
    }

    #[test]
    fn one_item_of_a_list_may_stand_for_many() {
        let text =
            "```json hook\n{\"a\": [\"x\", {\"to\": \"west:member-{1..3}\"}, \"{7..8}\"]}\n```\n";
        let expected = json!({"a": [
            "x", {"to": "west:member-1"}, {"to": "west:member-2"}, {"to": "west:member-3"}, 7, 8]});
        assert_eq!(examples(text).unwrap()[0].json, expected);
    }

    #[test]
    fn what_else_was_called_is_listed_line_by_line() {
        let text =
            "```called\neast.bridge ibc_packet_receive \"later\"\nwest.escrow reply \"\"\n```\n";
        let found = examples(text).unwrap();
        let place = Place { side: Side::East, contract: "bridge".to_string() };
        let name = "ibc_packet_receive".to_string();
        assert_eq!(found[0].kind, Kind::Called { place, name });
        let cases: Vec<_> = found.iter().map(|each| each.case.as_deref()).collect();
        assert_eq!(cases, [Some("later"), Some("")]);
        for wrong in ["bridge reply \"\"", "west.bridge reply", "west.bridge"] {
            assert!(examples(&format!("```called\n{wrong}\n```\n")).is_err(), "{wrong}");
        }
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
        let asked = Kind::Query { place: stablecoin(), items: None };
        assert_eq!(one("json query @west.stablecoin"), Ok(asked));
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
