//! The attribute `wire` of `isthmus-wire`. It runs while a contract is built and is no part of it.

mod expand;
mod item;

use proc_macro::TokenStream;

/// Makes a type one that goes over the wire or is stored, as `cosmwasm_schema::cw_serde` does: derives
/// `Clone`, `Debug`, `PartialEq` and `JsonSchema`, names the variants of an enum in snake_case, and
/// implements `Wire`, and through it serde's `Serialize` and `Deserialize`.
///
/// For structs with named fields or around one value, and for enums whose variants have named fields, one value, or nothing. Of
/// serde's attributes on a field, `rename`, `default` and `skip_serializing_if` with `Option::is_none` or
/// `Vec::is_empty` are understood; any other is an error.
///
/// `#[wire(required)]` on an optional field: it may be null, and must be there. For what takes a rule away
/// where it is null.
///
/// `#[wire(remote = "cw20::Logo")]` implements `Wire` alone, for a type of another crate that looks like
/// the item below it; the item itself is dropped.
#[proc_macro_attribute]
pub fn wire(options: TokenStream, item: TokenStream) -> TokenStream {
    item::parse(options.into(), item.into())
        .map(|item| expand::expand(&item))
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// `cw_serde` for a type that [`macro@wire`] is written for, so that a test can compare the two: the crate
/// that stands for `isthmus_wire` there has `given_or_null`, which makes serde refuse an absent option.
#[proc_macro_attribute]
pub fn wire_by_serde(_options: TokenStream, item: TokenStream) -> TokenStream {
    let mut input = syn::parse_macro_input!(item as syn::DeriveInput);
    item::write_required(&mut input, true);
    quote::quote!(#[::isthmus_wire::cw_serde] #input).into()
}
