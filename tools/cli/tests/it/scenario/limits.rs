//! The limits that the check has, `schema/scenario.json` has too.

use crate::suite::Folder;
use boon::{Compiler, SchemaIndex, Schemas};
use isthmus_cli::scenario::{self, FILE_NAME};
use serde_json::Value as Json;
use std::path::Path;
use toml::{Table, Value};

/// A field of a scenario, values that are good for it, and values that are not.
struct Samples {
    scenario: &'static str,
    field: &'static str,
    good: Vec<Value>,
    bad: Vec<Value>,
}

fn samples<G: Into<Value>, B: Into<Value>>(
    scenario: &'static str,
    field: &'static str,
    good: impl IntoIterator<Item = G>,
    bad: impl IntoIterator<Item = B>,
) -> Samples {
    let good = good.into_iter().map(Into::into).collect();
    Samples { scenario, field, good, bad: bad.into_iter().map(Into::into).collect() }
}

/// A line of so many characters.
fn line(scenario: &'static str, field: &'static str, least: usize, most: usize) -> Samples {
    let many = |count: usize| "a".repeat(count);
    let bad =
        ["", " ", "   ", "a\u{1b}[2Ja", "two\nlines", "a\u{202e}bc", "a\u{200b}bc", "a\u{feff}bc"];
    let long = [many(most + 1), many(least - 1)];
    samples(
        scenario,
        field,
        [many(least), many(most)],
        bad.map(String::from).into_iter().chain(long),
    )
}

fn list<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Value {
    Value::Array(items.into_iter().map(Into::into).collect())
}

/// So many documents, each of a kind of its own.
fn papers(count: usize) -> Value {
    list((0..count).map(|i| {
        let kind = ("kind".to_string(), Value::from(format!("paper_{i}")));
        let file = ("file".to_string(), Value::from("packing-list.csv"));
        Value::Table([kind, file].into_iter().collect())
    }))
}

/// So many days, one after the other.
fn days(count: i64) -> Value {
    let first = time::Date::from_calendar_date(2026, time::Month::April, 1).unwrap();
    list((0..count).map(|i| scenario::show_day(first + time::Duration::days(i))))
}

fn all() -> Vec<Samples> {
    let none: [Value; 0] = [];
    let week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let amounts = ["", "0", "0.00", "-1", "+1", "1.", ".5", "1e3", "1,000.00", "a"];
    let too_large = format!("1{}", "0".repeat(31));
    let amounts = || amounts.into_iter().chain([too_large.as_str()]);
    let salt = "7D1C52A0E49b4f6c8a3305be91d2f078";
    let salts = [&salt[1..], "g", "", "7d1c52a0e49b4f6c8a3305be91d2f07g", &[salt, "0"].concat()]
        .map(String::from);
    let salts = || salts.clone();
    let keys = ["", "a", "Importer", "9x", "two words", "a\u{202e}b"];
    let paths = ["", "a\u{202e}b.txt", "a\u{1b}.txt"];
    let kinds = [&"x".repeat(33), "ab", "Packing list", "9ab", ""].map(String::from);
    vec![
        line("cotton-lc", "title", 1, 100),
        samples("cotton-lc", "title", ["é".repeat(100)], none.clone()),
        samples(
            "cotton-lc",
            "as_of",
            ["2000-01-01", "2199-12-31"],
            ["1999-12-31", "2200-01-01", "2026-02-30", "26-03-09", ""],
        ),
        line("cotton-lc", "token.name", 3, 50),
        samples("cotton-lc", "token.name", none.clone(), ["Dólar", "A & B", "<Dollar>"]),
        samples(
            "cotton-lc",
            "token.symbol",
            ["ABC", "ABCDEFGHIJKL"],
            ["AB", "ABCDEFGHIJKLM", "iusd", "IUS1", ""],
        ),
        samples("cotton-lc", "token.decimals", [6, 18], [-1, 19]),
        samples("cotton-lc", "token.allowance", ["250000"], amounts()),
        samples("two-rules", "regions.east.mode", ["allowlist"], ["closed", ""]),
        line("cotton-lc", "parties.bank.name", 1, 100),
        samples("cotton-lc", "parties.bank.region", ["west"], ["north", ""]),
        samples("cotton-lc", "parties.bank.country", ["XK"], ["PRT", "pt", "P", ""]),
        samples("cotton-lc", "parties.bank.pass_level", [2, 4], [0, 5]),
        samples("cotton-lc", "parties.importer.opening_balance", ["120000"], amounts()),
        line("cotton-lc", "credit.reference", 1, 64),
        samples("cotton-lc", "credit.reference", none.clone(), ["LC <1>", "LC é"]),
        samples("cotton-lc", "credit.applicant", ["importer"], keys),
        samples("cotton-lc", "credit.issuing_bank", ["bank"], keys),
        samples("cotton-lc", "credit.beneficiary", ["exporter"], keys),
        samples("cotton-lc", "credit.advising_bank", ["worker"], keys),
        samples("cotton-lc", "credit.pays_in", ["token"], ["gold", ""]),
        samples("cotton-lc", "credit.amount", ["94380"], amounts()),
        samples("cotton-lc", "credit.drawn", ["094380.0000000"], amounts()),
        samples(
            "cotton-lc",
            "credit.drawings",
            [list(["7865.00"; 12])],
            [list(none.clone()), list(["7260"; 13])],
        ),
        samples("cotton-lc", "credit.tolerance_percent", [5, 10], [-1, 11]),
        samples("cotton-lc", "credit.min_pass_level", [1, 2], [0, 5]),
        samples("cotton-lc", "credit.shipped_on", ["2026-03-04"], ["2026-13-04", "soon", ""]),
        samples("cotton-lc", "credit.latest_shipment", ["2026-03-20"], ["2026-03-32", ""]),
        samples("cotton-lc", "credit.expiry", ["2026-04-10"], ["2026-04-31", ""]),
        samples("cotton-lc", "credit.presentation_days", [21, 365], [0, 366]),
        samples(
            "cotton-lc",
            "credit.calendar.weekend",
            [list(none.clone()), list(week[1..].to_vec())],
            [list(week)],
        ),
        samples(
            "cotton-lc",
            "credit.calendar.weekend[1]",
            ["monday"],
            ["saturday", "caturday", "Sunday", ""],
        ),
        samples("cotton-lc", "credit.calendar.holidays", [days(100)], [days(101)]),
        samples("cotton-lc", "credit.calendar.holidays[0]", ["2028-02-29"], ["2027-02-29", ""]),
        samples("cotton-lc", "credit.calendar.utc_offset_hours", [-12, 14], [-13, 15]),
        samples("cotton-lc", "credit.documents", [papers(1), papers(12)], [papers(0), papers(13)]),
        samples(
            "cotton-lc",
            "credit.documents[0].kind",
            ["abc".into(), "x".repeat(32)],
            kinds.clone(),
        ),
        samples("cotton-lc", "credit.documents[0].file", ["./packing-list.csv"], paths),
        samples("cotton-lc", "credit.documents[0].salt", [salt], salts()),
        samples("cotton-lc", "credit.discrepancy.document", ["packing_list"], kinds),
        line("cotton-lc", "credit.discrepancy.reason", 1, 128),
        samples("cotton-lc", "payments[0].from", ["exporter"], keys),
        samples("cotton-lc", "payments[0].to", ["worker"], keys),
        samples("cotton-lc", "payments[0].amount", ["0.000001", "00850.50"], amounts()),
        line("cotton-lc", "payments[0].purpose", 1, 60),
        line("cotton-lc", "payments[1].memo", 1, 256),
        samples("remittance", "payments[1].document", ["fee-statement.csv"], paths),
        samples("remittance", "payments[1].document_salt", [salt], salts()),
        samples("regulator", "supervision.attested", ["250000"], amounts()),
        samples("regulator", "supervision.margin_percent", [0, 2], [-1, 101]),
        samples("regulator", "supervision.report", ["reserve-report.csv"], paths),
        samples("regulator", "supervision.customer", ["retail-bank"], keys),
        samples("regulator", "supervision.redeemed", ["30000"], amounts()),
        samples("regulator", "supervision.suspect", ["shell-company"], keys),
        samples("regulator", "supervision.order", ["seizure-order.md"], paths),
        samples("regulator", "supervision.order_salt", [salt], salts()),
        samples("regulator", "supervision.seized", ["0.000001"], amounts()),
        samples("regulator", "supervision.court", ["court-account"], keys),
        samples("regulator", "supervision.cap", ["300000"], amounts()),
        samples("regulator", "supervision.raised_cap", ["450000"], amounts()),
        samples("two-rules", "trials.two_rules.from", ["studio"], keys),
        samples("two-rules", "trials.two_rules.person", ["rosa"], keys),
        samples("two-rules", "trials.two_rules.amount", ["640"], amounts()),
        samples("cotton-lc", "trials.frozen.from", ["importer"], keys),
        samples("cotton-lc", "trials.frozen.to", ["trader"], keys),
        samples("cotton-lc", "trials.frozen.amount", ["1"], amounts()),
        samples("cotton-lc", "trials.unrelayed.from", ["importer"], keys),
        samples("cotton-lc", "trials.unrelayed.to", ["exporter"], keys),
        samples("cotton-lc", "trials.unrelayed.amount", ["1"], amounts()),
        samples("cotton-lc", "trials.unrelayed.timeout_seconds", [10, 120], [9, 121]),
        samples("cotton-lc", "trials.expired.amount", ["1"], amounts()),
        samples("cotton-lc", "trials.expired.expires_in_seconds", [20, 120], [19, 121]),
        samples("cotton-lc", "trials.silence.amount", ["1"], amounts()),
    ]
}

/// The schema as it is published.
struct Published {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Published {
    fn read() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("scenario.json", json()).unwrap();
        let index = compiler.compile("scenario.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn accepts(&self, file: &Table) -> bool {
        self.schemas.validate(&serde_json::to_value(file).unwrap(), self.index).is_ok()
    }
}

fn json() -> Json {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/scenario.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Puts a value into a field such as `credit.documents[0].kind`, which may be absent.
fn put(file: &mut Table, field: &str, value: Value) {
    let (name, rest) = field.split_once('.').map_or((field, None), |(a, b)| (a, Some(b)));
    let (name, index) = name.split_once('[').map_or((name, None), |(a, b)| (a, Some(b)));
    let mut at = file.entry(name).or_insert_with(|| Value::Table(Table::new()));
    if let Some(index) = index {
        let index: usize = index.trim_end_matches(']').parse().unwrap();
        at = at.get_mut(index).unwrap_or_else(|| panic!("no {field}"));
    }
    match rest {
        Some(rest) => put(at.as_table_mut().unwrap(), rest, value),
        None => *at = value,
    }
}

/// Whether the check takes what stands in a field, and whether the schema does.
fn answers(published: &Published, scenario: &str, field: &str, value: &Value) -> (bool, bool) {
    let folder = Folder::copy_of(scenario);
    let path = folder.path().join(FILE_NAME);
    let mut file: Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
    put(&mut file, field, value.clone());
    std::fs::write(&path, toml::to_string(&file).unwrap()).unwrap();
    let problems = scenario::load(folder.path()).map(|_| Vec::new()).unwrap_or_else(|it| it.0);
    let takes = !problems.iter().any(|problem| problem.field == field);
    (takes, published.accepts(&file))
}

#[test]
fn what_is_beyond_a_limit_the_check_and_the_schema_refuse() {
    let published = Published::read();
    for Samples { scenario, field, bad, .. } in all() {
        for value in bad {
            let answers = answers(&published, scenario, field, &value);
            assert_eq!(answers, (false, false), "{scenario} {field} = {value}");
        }
    }
}

#[test]
fn what_is_at_a_limit_the_check_and_the_schema_accept() {
    let published = Published::read();
    for Samples { scenario, field, good, .. } in all() {
        for value in good {
            let answers = answers(&published, scenario, field, &value);
            assert_eq!(answers, (true, true), "{scenario} {field} = {value}");
        }
    }
}

#[test]
fn a_party_has_a_short_name_that_is_not_the_storys_and_there_are_two_of_them() {
    let published = Published::read();
    let check = |change: &dyn Fn(&mut Table), field: &str| {
        let folder = Folder::copy_of("payment");
        let path = folder.path().join(FILE_NAME);
        let mut file: Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        change(file["parties"].as_table_mut().unwrap());
        std::fs::write(&path, toml::to_string(&file).unwrap()).unwrap();
        let problems = scenario::load(folder.path()).map(|_| Vec::new()).unwrap_or_else(|it| it.0);
        let takes = !problems.iter().any(|problem| problem.field == field);
        (takes, published.accepts(&file))
    };
    let named = |key: &str, field: &str| {
        check(
            &|parties: &mut Table| {
                let party = parties["carrier"].clone();
                parties.insert(key.to_string(), party);
            },
            field,
        )
    };
    for key in ["ab", "a-b_9", &"x".repeat(20)] {
        assert_eq!(named(key, &format!("parties.{key}")), (true, true), "{key}");
    }
    for key in ["a", "Buyer", "9x", "-x", &"x".repeat(21), "owner", "faucet", "stranger"] {
        assert_eq!(named(key, &format!("parties.{key}")), (false, false), "{key}");
    }
    for (key, shown) in [("two words", "two words"), ("a.b", "a.b"), ("a\u{202e}b", r"a\u{202e}b")]
    {
        let field = format!("parties.\"{shown}\"");
        assert_eq!(named(key, &field), (false, false), "{key}");
    }
    let alone = |parties: &mut Table| parties.retain(|key, _| key == "buyer");
    assert_eq!(check(&alone, "parties"), (false, false));
}

/// Every text, number and list that the schema names, with its place.
fn walk(schema: &Json, place: &str, found: &mut Vec<(String, Json)>) {
    match schema {
        Json::Object(fields) => {
            let of = |name: &str| {
                schema["type"] == name
                    || schema["type"].as_array().is_some_and(|list| list.contains(&name.into()))
            };
            if ["string", "integer", "array"].into_iter().any(of) {
                found.push((place.to_string(), schema.clone()));
            }
            for (name, inner) in fields {
                walk(inner, &format!("{place}/{name}"), found);
            }
        }
        Json::Array(items) => items.iter().for_each(|inner| walk(inner, place, found)),
        _ => (),
    }
}

#[test]
fn every_text_number_and_list_of_the_schema_has_its_limits() {
    let mut found = Vec::new();
    walk(&json(), "", &mut found);
    assert!(found.len() > 60, "{}", found.len());
    for (place, schema) in found {
        let has = |name: &str| !schema[name].is_null();
        let is_bounded = match schema["type"].as_array().map_or(&schema["type"], |list| &list[0]) {
            Json::String(kind) if kind == "string" => has("pattern") || has("enum"),
            Json::String(kind) if kind == "integer" => has("minimum") && has("maximum"),
            _ => has("maxItems") || place == "/properties/payments",
        };
        assert!(is_bounded, "{place}: {schema}");
    }
}

#[test]
fn the_schema_describes_the_file() {
    let schema = json();
    assert_eq!(schema, serde_json::to_value(scenario::schema()).unwrap(), "cargo schema");
    assert_eq!(schema["title"], "ScenarioFile");
    for field in ["title", "as_of", "token", "parties", "credit", "payments", "trials"] {
        assert!(!schema["properties"][field].is_null(), "no {field}");
    }
    assert_eq!(schema["definitions"]["CreditSection"]["additionalProperties"], false);
    let published = Published::read();
    for name in crate::suite::SCENARIOS {
        let file = crate::suite::workspace(name).join(FILE_NAME);
        let file: Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
        assert!(published.accepts(&file), "{name}");
    }
}
