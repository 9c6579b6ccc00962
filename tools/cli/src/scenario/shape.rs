//! Whether a file has the shape that its JSON Schema describes: known fields, none missing, right types,
//! numbers within their range.
//!
//! The file is repaired on the way: what is unknown goes, what is missing or of a wrong type becomes a
//! placeholder. So all the rest of it can be checked too, and one look tells every mistake; the fields
//! that were repaired are remembered, so that nothing is said of a placeholder.

use super::problem::{hint, within};
use serde_json::Value as Schema;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// Fields and what is wrong with each; and those that say nothing any more.
#[derive(Default)]
pub(super) struct Shape {
    /// Field and text.
    pub problems: Vec<(String, String)>,
    /// Repaired fields.
    pub repaired: BTreeSet<String>,
}

/// Holds a file against the schema and repairs it.
pub(super) fn repair(file: &mut Table, schema: &Schema) -> Shape {
    let mut walk = Walk { root: schema, shape: Shape::default() };
    walk.table(schema, file, "");
    walk.shape
}

struct Walk<'a> {
    root: &'a Schema,
    shape: Shape,
}

impl<'a> Walk<'a> {
    fn bad(&mut self, field: &str, text: String) {
        self.shape.problems.push((field.to_string(), text));
        self.shape.repaired.insert(field.to_string());
    }

    /// The schema itself, behind references and `null`.
    fn resolve(&self, schema: &'a Schema) -> &'a Schema {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap_or(name);
            return self.resolve(&self.root["definitions"][name]);
        }
        let list = ["allOf", "anyOf"].iter().find_map(|key| schema[key].as_array());
        match list.and_then(|list| list.iter().find(|one| one["type"] != "null")) {
            Some(inner) => self.resolve(inner),
            None => schema,
        }
    }

    fn value(&mut self, schema: &'a Schema, value: &mut Value, field: &str) {
        let schema = self.resolve(schema);
        if is(schema, "object") {
            match value.as_table_mut() {
                Some(table) => self.table(schema, table, field),
                None => self.replace(schema, value, field, &format!("a table, such as [{field}]")),
            }
        } else if is(schema, "array") {
            match value.as_array_mut() {
                Some(items) => {
                    for (i, item) in items.iter_mut().enumerate() {
                        self.value(&schema["items"], item, &format!("{field}[{i}]"));
                    }
                }
                None => self.replace(schema, value, field, "a list, in [ ] or as [[tables]]"),
            }
        } else if is(schema, "integer") {
            let (least, most) = range(schema);
            let number = value.as_integer();
            if !number.is_some_and(|number| (least..=most).contains(&number)) {
                let expected = format!("a whole number from {least} to {most}, without quotes");
                self.replace(schema, value, field, &expected);
            }
        } else if let Some(date) = value.as_datetime().filter(|_| is_date(schema)) {
            *value = Value::String(date.to_string());
        } else if !value.is_str() {
            let what = if is_date(schema) { "a date" } else { "text in quotes" };
            let expected = match schema["examples"][0].as_str() {
                Some(example) => format!("{what}, such as \"{example}\""),
                None => what.to_string(),
            };
            self.replace(schema, value, field, &expected);
        }
    }

    fn table(&mut self, schema: &'a Schema, table: &mut Table, field: &str) {
        let within = |name: &str| within(field, name);
        let Some(known) = schema["properties"].as_object() else {
            for (name, value) in table.iter_mut() {
                self.value(&schema["additionalProperties"], value, &within(name));
            }
            return;
        };
        let unknown: Vec<String> =
            table.keys().filter(|name| !known.contains_key(*name)).cloned().collect();
        for name in unknown {
            table.remove(&name);
            let absent = known.keys().map(String::as_str).filter(|name| !table.contains_key(*name));
            let advice = hint(&name, absent);
            // What was probably meant says nothing either.
            if let Some(meant) = advice.strip_prefix("did you mean `") {
                let meant = meant.split('`').next().unwrap_or_default();
                self.shape.repaired.insert(within(meant));
                if is_required(schema, meant) {
                    table.insert(meant.to_string(), self.placeholder(&known[meant]));
                }
            }
            self.bad(&within(&name), format!("unknown field; {advice}"));
        }
        for (name, schema_of_field) in known {
            match table.get_mut(name) {
                Some(value) => self.value(schema_of_field, value, &within(name)),
                None if is_required(schema, name) => {
                    table.insert(name.clone(), self.placeholder(schema_of_field));
                    let text = "missing; it is required (see schema/scenario.json)";
                    self.bad(&within(name), text.to_string());
                }
                None => (),
            }
        }
    }

    fn replace(&mut self, schema: &'a Schema, value: &mut Value, field: &str, expected: &str) {
        let found = match &*value {
            Value::Integer(number) => format!("{number}"),
            Value::String(text) => format!("\"{text}\""),
            other => other.type_str().to_string(),
        };
        self.bad(field, format!("expected {expected}, found {found}"));
        *value = self.placeholder(schema);
    }

    fn placeholder(&self, schema: &'a Schema) -> Value {
        let schema = self.resolve(schema);
        if is(schema, "object") {
            let required = schema["required"].as_array().into_iter().flatten();
            let fields = required
                .filter_map(Schema::as_str)
                .map(|name| (name.to_string(), self.placeholder(&schema["properties"][name])));
            Value::Table(fields.collect())
        } else if is(schema, "array") {
            Value::Array(Vec::new())
        } else if is(schema, "integer") {
            Value::Integer(range(schema).0)
        } else {
            Value::String(String::new())
        }
    }
}

/// Whether a schema is of a type, or of that type or null.
fn is(schema: &Schema, name: &str) -> bool {
    let of = &schema["type"];
    of == name || of.as_array().is_some_and(|list| list.iter().any(|one| one == name))
}

fn is_date(schema: &Schema) -> bool {
    schema["format"] == "date"
}

fn is_required(schema: &Schema, name: &str) -> bool {
    schema["required"].as_array().is_some_and(|list| list.iter().any(|one| one == name))
}

/// Least and most of a number; the schema states both of every number of the file.
fn range(schema: &Schema) -> (i64, i64) {
    let bound = |name: &str| schema[name].as_f64().map(|bound| bound as i64);
    (bound("minimum").unwrap_or(0), bound("maximum").unwrap_or(i64::MAX))
}
