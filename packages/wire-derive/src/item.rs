//! What the attribute finds.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, Ident, LitStr, Path, Result, Type};

/// A type with the attribute.
pub struct Item {
    /// As it is written.
    pub input: DeriveInput,
    /// The type of another crate that it stands for.
    pub remote: Option<Path>,
    pub body: Body,
}

pub enum Body {
    Struct(Vec<Field>),
    /// A struct around one value: its JSON is that of the value.
    Newtype(Box<Type>),
    Enum(Vec<Variant>),
}

pub struct Variant {
    pub ident: Ident,
    /// In JSON.
    pub name: String,
    pub shape: Shape,
}

pub enum Shape {
    Unit,
    Newtype(Box<Type>),
    Named(Vec<Field>),
}

pub struct Field {
    pub ident: Ident,
    pub ty: Type,
    /// In JSON.
    pub name: String,
    /// Whether it has its default where it is absent.
    pub default: bool,
    /// Whether it is left out where it is empty.
    pub skip_empty: bool,
    /// Whether it may be null and not absent.
    pub required: bool,
}

pub fn parse(options: TokenStream, item: TokenStream) -> Result<Item> {
    let mut remote = None;
    let parser = syn::meta::parser(|meta| {
        if !meta.path.is_ident("remote") {
            return Err(meta.error("expected `remote = \"path::of::Type\"`"));
        }
        remote = Some(meta.value()?.parse::<LitStr>()?.parse()?);
        Ok(())
    });
    syn::parse::Parser::parse2(parser, options)?;
    let input: DeriveInput = syn::parse2(item)?;
    if let Some(attribute) = input.attrs.iter().find(|a| a.path().is_ident("serde")) {
        return Err(Error::new(attribute.span(), "no attribute of serde has a meaning here"));
    }
    let body = match &input.data {
        Data::Struct(data) => match &data.fields {
            syn::Fields::Unnamed(_) => Body::Newtype(Box::new(only(&data.fields)?)),
            fields => Body::Struct(named(fields)?),
        },
        Data::Enum(data) => Body::Enum(data.variants.iter().map(variant).collect::<Result<_>>()?),
        Data::Union(_) => return Err(Error::new(Span::call_site(), "a union has no JSON")),
    };
    if matches!(&body, Body::Enum(variants) if variants.is_empty()) {
        return Err(Error::new(input.span(), "an enum without variants has no JSON"));
    }
    Ok(Item { input, remote, body })
}

fn variant(variant: &syn::Variant) -> Result<Variant> {
    if let Some(attribute) = variant.attrs.iter().find(|a| a.path().is_ident("serde")) {
        return Err(Error::new(attribute.span(), "no attribute of serde has a meaning here"));
    }
    let shape = match &variant.fields {
        syn::Fields::Unit => Shape::Unit,
        syn::Fields::Named(_) => {
            let fields = named(&variant.fields)?;
            if fields.iter().any(|field| field.skip_empty) {
                let message = "in a variant, skip_serializing_if has no meaning here";
                return Err(Error::new(variant.span(), message));
            }
            Shape::Named(fields)
        }
        syn::Fields::Unnamed(_) => Shape::Newtype(Box::new(only(&variant.fields)?)),
    };
    Ok(Variant { ident: variant.ident.clone(), name: snake_case(&variant.ident), shape })
}

/// The type of the one value without a name.
fn only(fields: &syn::Fields) -> Result<Type> {
    let mut types = fields.iter().map(|field| &field.ty);
    match (types.next(), types.next()) {
        (Some(only), None) => Ok(only.clone()),
        _ => Err(Error::new(fields.span(), "two values or more need names")),
    }
}

fn named(fields: &syn::Fields) -> Result<Vec<Field>> {
    let syn::Fields::Named(fields) = fields else {
        return Err(Error::new(fields.span(), "fields must have names"));
    };
    fields.named.iter().map(field).collect()
}

fn field(given: &syn::Field) -> Result<Field> {
    let missing = || Error::new(given.span(), "fields must have names");
    let ident = given.ident.clone().ok_or_else(missing)?;
    let name = ident.to_string().trim_start_matches("r#").to_string();
    let ty = given.ty.clone();
    let required = given.attrs.iter().any(is_required);
    let mut field = Field { ident, ty, name, default: false, skip_empty: false, required };
    for attribute in given.attrs.iter().filter(|a| a.path().is_ident("serde")) {
        understand(attribute, &mut field)?;
    }
    let option = is_option(&given.ty);
    if field.required && (!option || field.default || field.skip_empty) {
        return Err(Error::new(given.span(), "an option alone is required, without a default"));
    }
    // An option is absent where its field is; its default is no other.
    field.default &= !option;
    Ok(field)
}

/// `#[wire(required)]`.
fn is_required(attribute: &Attribute) -> bool {
    attribute.path().is_ident("wire")
        && attribute.parse_args::<Ident>().is_ok_and(|option| option == "required")
}

/// Puts what the schema needs in place of each `#[wire(required)]`, and, if `by_serde` says so, what makes
/// serde's own reader refuse an absent option.
pub fn write_required(input: &mut DeriveInput, by_serde: bool) {
    let fields: Vec<&mut syn::Field> = match &mut input.data {
        Data::Struct(data) => data.fields.iter_mut().collect(),
        Data::Enum(data) => data.variants.iter_mut().flat_map(|v| v.fields.iter_mut()).collect(),
        Data::Union(_) => Vec::new(),
    };
    for field in fields {
        let Some(at) = field.attrs.iter().position(is_required) else { continue };
        field.attrs.remove(at);
        let ty = field.ty.to_token_stream();
        let schema = format!("::isthmus_wire::Required<{ty}>");
        field.attrs.push(syn::parse_quote!(#[schemars(with = #schema)]));
        if by_serde {
            field.attrs.push(
                syn::parse_quote!(#[serde(deserialize_with = "::isthmus_wire::given_or_null")]),
            );
        }
    }
}

fn understand(attribute: &Attribute, field: &mut Field) -> Result<()> {
    attribute.parse_nested_meta(|meta| {
        let alone = meta.input.is_empty() || meta.input.peek(syn::Token![,]);
        if meta.path.is_ident("default") && alone {
            field.default = true;
            return Ok(());
        }
        if meta.path.is_ident("rename") {
            field.name = meta.value()?.parse::<LitStr>()?.value();
            return Ok(());
        }
        if meta.path.is_ident("skip_serializing_if") {
            let test = meta.value()?.parse::<LitStr>()?.value();
            if ["Option::is_none", "Vec::is_empty"].contains(&test.as_str()) {
                field.skip_empty = true;
                return Ok(());
            }
        }
        Err(meta.error("wire does not understand this"))
    })
}

fn is_option(ty: &Type) -> bool {
    let Type::Path(path) = ty else {
        return false;
    };
    path.path.segments.last().is_some_and(|last| last.ident == "Option")
}

/// As serde does it.
fn snake_case(ident: &Ident) -> String {
    let mut name = String::new();
    for (at, c) in ident.to_token_stream().to_string().char_indices() {
        if at > 0 && c.is_uppercase() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}
