//! Random JSON by a schema, random damage to it, and whether it holds a field that the schema does not
//! know.

use serde_json::Value;

use crate::json::Node;

/// A small generator, so that one number is one JSON (SplitMix64).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// A type's schema with its definitions.
pub struct Schema(pub Value);

impl Schema {
    /// What a reference stands for, and its name.
    fn resolve<'a>(&'a self, schema: &'a Value) -> (&'a Value, &'a str) {
        if let Some(path) = schema["$ref"].as_str() {
            let name = path.trim_start_matches("#/definitions/");
            return (&self.0["definitions"][name], name);
        }
        if let Some([only]) = schema["allOf"].as_array().map(Vec::as_slice) {
            return self.resolve(only);
        }
        (schema, "")
    }

    /// JSON that the schema describes; lists and texts are short, numbers near their limits.
    pub fn sample(&self, random: &mut Random) -> Node {
        self.sample_of(&self.0, random, 0)
    }

    fn sample_of(&self, schema: &Value, random: &mut Random, depth: usize) -> Node {
        let (schema, name) = self.resolve(schema);
        match name {
            "Uint128" => {
                return Node::Text(random.pick(&["0", "1", "77", &u128::MAX.to_string()]).into());
            }
            "Uint64" | "Timestamp" => {
                return Node::Text(random.pick(&["0", "5", &u64::MAX.to_string()]).into());
            }
            "Binary" => return Node::Text(random.pick(&["", "AA==", "e30="]).into()),
            "HexBinary" => return Node::Text(random.pick(&["", "00", "ab12"]).into()),
            _ => {}
        }
        for one in ["oneOf", "anyOf"] {
            if let Some(options) = schema[one].as_array() {
                let at = random.below(options.len());
                return self.sample_of(&options[at], random, depth);
            }
        }
        if let Some(words) = schema["enum"].as_array() {
            let at = random.below(words.len());
            return Node::Text(words[at].as_str().unwrap_or_default().into());
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds[random.below(kinds.len())].as_str(),
            kind => kind.as_str(),
        };
        match kind {
            Some("null") => Node::raw("null"),
            Some("boolean") => Node::raw(random.pick(&["true", "false"])),
            Some("integer") => Node::raw(match schema["format"].as_str() {
                Some("uint8") => random.pick(&["0", "1", "255"]),
                Some("uint16") => random.pick(&["0", "7", "65535"]),
                Some("uint32") => random.pick(&["0", "30", "4294967295"]),
                Some("uint64") => random.pick(&["0", "9", "18446744073709551615"]),
                Some("int32") => random.pick(&["0", "2147483647", "-2147483648", "-1"]),
                other => panic!("no sample of {other:?}"),
            }),
            Some("string") => {
                Node::Text(random.pick(&["west", "west.iusd", "", "\u{e9}\"\\\u{1f600}"]).into())
            }
            Some("array") => {
                let count = schema["minItems"].as_u64().map_or_else(
                    || if depth > 4 { 0 } else { random.below(3) },
                    |count| count as usize,
                );
                Node::List(
                    (0..count)
                        .map(|_| self.sample_of(&schema["items"], random, depth + 1))
                        .collect(),
                )
            }
            Some("object") => {
                let required: Vec<&str> = required(schema);
                let mut fields = Vec::new();
                for (name, field) in schema["properties"].as_object().into_iter().flatten() {
                    if required.contains(&name.as_str()) || random.below(2) == 0 {
                        fields.push((name.clone(), self.sample_of(field, random, depth + 1)));
                    }
                }
                if random.below(3) == 0 {
                    fields.reverse();
                }
                Node::Object(fields)
            }
            other => panic!("no sample of {other:?} in {schema}"),
        }
    }

    /// Whether a message that can be read holds a field that the schema does not know.
    pub fn has_unknown(&self, node: &Node) -> bool {
        self.any(&self.0, node, &|schema, _, node| match node {
            Node::Object(fields) => {
                fields.iter().any(|(name, _)| schema["properties"].get(name).is_none())
            }
            _ => false,
        })
    }

    /// Whether one that serde reads holds a value that it reads in several spellings, and not in the one
    /// in which it is written.
    pub fn has_other_spelling(&self, node: &Node) -> bool {
        self.any(&self.0, node, &|_, name, node| match (name, node) {
            ("Uint128" | "Uint64" | "Timestamp", Node::Text(text)) => {
                text.parse::<u128>().is_ok_and(|number| number.to_string() != *text)
            }
            ("Binary", Node::Text(text)) => text.len() % 4 != 0,
            ("HexBinary", Node::Text(text)) => text.to_lowercase() != *text,
            _ => false,
        })
    }

    /// Whether something holds of a value, or of one inside it that the schema knows: of its schema, the
    /// name of that, and the value.
    fn any(
        &self,
        schema: &Value,
        node: &Node,
        is_so: &dyn Fn(&Value, &str, &Node) -> bool,
    ) -> bool {
        let (schema, name) = self.resolve(schema);
        for one in ["oneOf", "anyOf"] {
            if let Some(options) = schema[one].as_array() {
                return options
                    .iter()
                    .find(|option| self.fits(option, node))
                    .is_some_and(|option| self.any(option, node, is_so));
            }
        }
        is_so(schema, name, node)
            || match node {
                Node::Raw(_) | Node::Text(_) => false,
                Node::List(list) => list.iter().any(|item| self.any(&schema["items"], item, is_so)),
                Node::Object(fields) => fields.iter().any(|(name, value)| {
                    let field = schema["properties"].get(name);
                    field.is_some_and(|field| self.any(field, value, is_so))
                }),
            }
    }

    /// Whether this is the form that a value has, of several: the variant it names, or null.
    fn fits(&self, schema: &Value, node: &Node) -> bool {
        let (schema, _) = self.resolve(schema);
        match node {
            Node::Raw(word) if word == "null" => schema["type"] == "null",
            Node::Raw(_) => false,
            Node::Text(word) => {
                schema["enum"]
                    .as_array()
                    .is_none_or(|words| words.contains(&Value::from(word.as_str())))
                    && schema["type"] != "null"
                    && schema["type"] != "object"
            }
            Node::List(_) => schema["type"] == "array",
            Node::Object(fields) => {
                let named = |name: &str| fields.iter().any(|(given, _)| given == name);
                schema["type"] != "null"
                    && schema["enum"].is_null()
                    && required(schema).into_iter().all(named)
            }
        }
    }
}

fn required(schema: &Value) -> Vec<&str> {
    schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Values of every kind, and numbers beyond every limit.
const STRANGE: [&str; 16] = [
    "null",
    "true",
    "0",
    "-0",
    "-1",
    "256",
    "65536",
    "4294967296",
    "2147483648",
    "-2147483649",
    "18446744073709551616",
    "1.5",
    "1e3",
    "01",
    "[]",
    "{}",
];

/// Whether it holds a number that serde-json-wasm passes over in a field that nobody knows, and reads
/// nowhere else.
pub fn has_wild_number(node: &Node) -> bool {
    match node {
        Node::Raw(text) => ["1.5", "1e3", "18446744073709551616", "01"].contains(&text.as_str()),
        Node::Text(_) => false,
        Node::List(list) => list.iter().any(has_wild_number),
        Node::Object(fields) => fields.iter().any(|(_, value)| has_wild_number(value)),
    }
}

/// Does one random thing to one random value.
pub fn damage(node: &mut Node, random: &mut Random) {
    let at = random.below(node.count());
    let place = node.nth(at);
    match (random.below(8), place) {
        (0, Node::Object(fields)) if !fields.is_empty() => {
            let at = random.below(fields.len());
            fields.remove(at);
        }
        (1, Node::Object(fields)) if !fields.is_empty() => {
            let (from, to) = (random.below(fields.len()), random.below(fields.len() + 1));
            let again = fields[from].clone();
            fields.insert(to, again);
        }
        (2, Node::Object(fields)) if !fields.is_empty() => {
            let at = random.below(fields.len());
            let name = &mut fields[at].0;
            match random.below(3) {
                0 => name.push('s'),
                1 => *name = name.to_uppercase(),
                _ => drop(name.pop()),
            }
        }
        (3 | 4, Node::Object(fields)) => {
            let value = Node::raw(random.pick(&STRANGE));
            let name = random.pick(&["future", "Amount", "", "<\u{2028}>"]);
            let at = random.below(fields.len() + 1);
            fields.insert(at, (name.into(), value));
        }
        (5, Node::List(list)) => list.push(Node::raw(random.pick(&STRANGE))),
        (5, place @ Node::Object(_)) => {
            // A variant that holds something as one that holds nothing.
            if let Node::Object(fields) = place {
                *place =
                    Node::Text(fields.first().map(|(name, _)| name.clone()).unwrap_or_default());
            }
        }
        (5, Node::Text(text)) => {
            *text =
                random.pick(&["-1", "+1", "007", " 1", "1.0", "AA", "AA=", "aB", "0g", "x"]).into()
        }
        (6, place @ Node::Text(_)) => {
            if let Node::Text(name) = place {
                *place = Node::Object(vec![(name.clone(), Node::raw(random.pick(&STRANGE)))]);
            }
        }
        (6, place) => {
            let deep = random.pick(&[&3usize, &126, &130]);
            for _ in 0..*deep {
                let inside = std::mem::replace(place, Node::raw("null"));
                *place = Node::List(vec![inside]);
            }
        }
        (_, place) => *place = Node::raw(random.pick(&STRANGE)),
    }
}
