//! What a string that is a number or bytes looks like. The types of cosmwasm-std are described as any
//! string, with a page about Rust; here they get a pattern and one line.

use schemars::schema::{
    InstanceType, Metadata, RootSchema, Schema, SchemaObject, StringValidation,
};

/// Name of the type, what it is, its pattern.
const STRINGS: [(&str, &str, &str); 4] = [
    ("Uint128", "A whole number below 2^128 in decimal, as a string.", "^(0|[1-9][0-9]{0,38})$"),
    ("Uint64", "A whole number below 2^64 in decimal, as a string.", "^(0|[1-9][0-9]{0,19})$"),
    ("HexBinary", "Bytes in hexadecimal, two lower-case characters each.", "^([0-9a-f]{2})*$"),
    (
        "Binary",
        "Bytes in base64 with padding.",
        // The last character before the padding has no bits that belong to no byte.
        "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$",
    ),
];

/// Describes the strings that a schema defines.
pub fn describe(schema: &mut RootSchema) {
    for (name, meaning, pattern) in STRINGS {
        if let Some(definition) = schema.definitions.get_mut(name) {
            *definition = Schema::Object(SchemaObject {
                metadata: Some(Box::new(Metadata {
                    description: Some(meaning.to_string()),
                    ..Metadata::default()
                })),
                instance_type: Some(InstanceType::String.into()),
                string: Some(Box::new(StringValidation {
                    pattern: Some(pattern.to_string()),
                    ..StringValidation::default()
                })),
                ..SchemaObject::default()
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_schema::schema_for;
    use cosmwasm_std::{Binary, HexBinary, Uint128, Uint64};
    use schemars::JsonSchema;

    use super::*;

    #[derive(JsonSchema)]
    #[allow(dead_code)]
    struct All {
        amount: Uint128,
        count: Uint64,
        hash: HexBinary,
        msg: Binary,
        note: Note,
    }

    #[derive(JsonSchema)]
    #[allow(dead_code)]
    struct Note(String);

    #[test]
    fn every_string_with_a_form_has_its_pattern_and_no_other() {
        let mut schema = schema_for!(All);
        describe(&mut schema);
        for (name, definition) in &schema.definitions {
            let known = STRINGS.iter().find(|(known, _, _)| known == name);
            let string = definition.clone().into_object().string;
            let pattern = string.and_then(|string| string.pattern);
            assert_eq!(pattern.as_deref(), known.map(|(_, _, pattern)| *pattern), "{name}");
        }
        assert_eq!(schema.definitions.len(), 5);
    }
}
