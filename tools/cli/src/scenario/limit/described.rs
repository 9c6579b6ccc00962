//! The limits as JSON Schema says them: types that only describe a field.

use super::{
    Text, COUNTRY, FILE, KIND, LEAST_PARTIES, MEMO_ABROAD, MOST_FREE_DAYS, NAME, PARTY, PURPOSE,
    REASON, REFERENCE, RESERVED, SALT, SYMBOL, TITLE, TOKEN_NAME, WEEKDAYS,
};
use isthmus_escrow::model::terms::MAX_AMOUNT;
use schemars::gen::SchemaGenerator;
use schemars::schema::{
    ArrayValidation, InstanceType, Metadata, ObjectValidation, Schema, SchemaObject,
    StringValidation, SubschemaValidation,
};
use schemars::JsonSchema;
use std::marker::PhantomData;

const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";
/// Of [`YEARS`](super::YEARS).
const DAY_OF_YEARS: &str = r"^2[01]\d{2}-\d{2}-\d{2}$";

macro_rules! described {
    ($($name:ident => $schema:expr;)*) => { $(
        pub(in crate::scenario) struct $name;

        impl JsonSchema for $name {
            fn is_referenceable() -> bool {
                false
            }

            fn schema_name() -> String {
                stringify!($name).to_string()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema.into()
            }
        }
    )* };
}

described! {
    Amount => amount();
    Country => COUNTRY.schema();
    Day => day(DAY);
    DayOfStory => day(DAY_OF_YEARS);
    File => FILE.schema();
    FreeDays => free_days();
    Kind => KIND.schema();
    // Which of the two holds depends on where the parties are; within a region it is the shorter.
    Memo => MEMO_ABROAD.schema();
    Name => NAME.schema();
    Party => PARTY.schema();
    Purpose => PURPOSE.schema();
    Reason => REASON.schema();
    Reference => REFERENCE.schema();
    Salt => SALT.schema();
    Symbol => SYMBOL.schema();
    Title => TITLE.schema();
    TokenName => TOKEN_NAME.schema();
}

/// The parties by name; what is said of each is `S`.
pub(in crate::scenario) struct Parties<S>(PhantomData<S>);

impl<S: JsonSchema> JsonSchema for Parties<S> {
    fn is_referenceable() -> bool {
        false
    }

    fn schema_name() -> String {
        "Parties".to_string()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        parties(generator.subschema_for::<S>()).into()
    }
}

impl Text {
    fn schema(&self) -> SchemaObject {
        let all = class(self.of);
        let count = |number: usize| u32::try_from(number).ok();
        if !(self.of)(' ') {
            let first = class(self.first);
            let rest = usize::from(first != all);
            let (least, most) = (self.least - rest, self.most - rest);
            let times = match least == most {
                true => format!("{{{least}}}"),
                false => format!("{{{least},{most}}}"),
            };
            let first = if rest == 1 { first } else { String::new() };
            return patterned(&format!("^{first}{all}{times}$"), self.example);
        }
        let not_blank = class(|c| (self.of)(c) && !c.is_whitespace());
        let mut schema = patterned(&format!("^{all}*{not_blank}{all}*$"), self.example);
        let of = schema.string();
        (of.min_length, of.max_length) = (count(self.least), count(self.most));
        schema
    }
}

/// The class of a regular expression, as JSON Schema has them, of which the characters of a kind are.
fn class(of: impl Fn(char) -> bool) -> String {
    // Of a kind that has more than ASCII it is told what it has not.
    let is_wide = of('é');
    let mut ranges: Vec<(char, char)> = Vec::new();
    for c in ('\0'..='\u{ffff}').filter(|c| of(*c) != is_wide) {
        match ranges.last_mut() {
            Some((_, last)) if u32::from(*last) + 1 == u32::from(c) => *last = c,
            _ => ranges.push((c, c)),
        }
    }
    let written = |c: char| match c {
        '[' | ']' | '\\' | '^' | '-' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        _ => format!("\\u{:04x}", u32::from(c)),
    };
    let ranges = ranges.into_iter().map(|(first, last)| match first == last {
        true => written(first),
        false => format!("{}-{}", written(first), written(last)),
    });
    format!("[{}{}]", if is_wide { "^" } else { "" }, ranges.collect::<String>())
}

fn patterned(pattern: &str, example: &str) -> SchemaObject {
    let examples = (!example.is_empty()).then(|| example.into()).into_iter().collect();
    SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        string: Some(Box::new(StringValidation {
            pattern: Some(pattern.to_string()),
            ..Default::default()
        })),
        metadata: Some(Box::new(Metadata { examples, ..Default::default() })),
        ..Default::default()
    }
}

/// More than nothing, and at most [`MAX_AMOUNT`] even of a token without decimals.
fn amount() -> SchemaObject {
    let digits = MAX_AMOUNT.to_string().len() - 1;
    let pattern = format!(r"^(0*[1-9]\d{{0,{digits}}}(\.\d+)?|0+\.0*[1-9]\d*)$");
    patterned(&pattern, "1250.00")
}

fn day(pattern: &str) -> SchemaObject {
    SchemaObject { format: Some("date".to_string()), ..patterned(pattern, "2026-03-09") }
}

fn one_of(names: impl IntoIterator<Item = &'static str>) -> SchemaObject {
    SchemaObject {
        enum_values: Some(names.into_iter().map(Into::into).collect()),
        ..Default::default()
    }
}

fn free_days() -> SchemaObject {
    let day = SchemaObject {
        instance_type: Some(InstanceType::String.into()),
        ..one_of(WEEKDAYS.map(|(name, _)| name))
    };
    SchemaObject {
        instance_type: Some(InstanceType::Array.into()),
        array: Some(Box::new(ArrayValidation {
            items: Some(Schema::from(day).into()),
            max_items: u32::try_from(MOST_FREE_DAYS).ok(),
            unique_items: Some(true),
            ..Default::default()
        })),
        ..Default::default()
    }
}

/// The table of the parties, each described by a schema.
fn parties(each: Schema) -> SchemaObject {
    let reserved =
        SubschemaValidation { not: Some(Box::new(one_of(RESERVED).into())), ..Default::default() };
    let name = SchemaObject { subschemas: Some(Box::new(reserved)), ..PARTY.schema() };
    SchemaObject {
        instance_type: Some(InstanceType::Object.into()),
        object: Some(Box::new(ObjectValidation {
            min_properties: u32::try_from(LEAST_PARTIES).ok(),
            property_names: Some(Box::new(name.into())),
            additional_properties: Some(Box::new(each)),
            ..Default::default()
        })),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_api::types::is_printable;

    #[test]
    fn a_class_has_exactly_the_characters_of_its_kind() {
        assert_eq!(class(|c| c.is_ascii_digit() || c == '-'), r"[\-0-9]");
        assert_eq!(class(is_printable), "[ -%'-;=?-~]");
        assert_eq!(class(|c| c != 'b' && c != '\u{202e}'), r"[^b\u202e]");
    }
}
