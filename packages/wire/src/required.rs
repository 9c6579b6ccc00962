//! The schema of a field that may be null and not absent.

use std::marker::PhantomData;

use crate::schemars::{gen::SchemaGenerator, schema::Schema, JsonSchema};

/// Stands in the schema for an option that must be given (`#[wire(required)]`). It is described as the
/// option is, and listed among what is required, which schemars does with whatever is no option.
pub struct Required<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for Required<T> {
    fn is_referenceable() -> bool {
        T::is_referenceable()
    }

    fn schema_name() -> String {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
