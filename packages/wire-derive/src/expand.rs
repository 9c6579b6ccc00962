//! What the attribute makes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{parse_quote, Generics};

use crate::item::{write_required, Body, Field, Item, Shape, Variant};

pub fn expand(item: &Item) -> TokenStream {
    let input = &mut item.input.clone();
    write_required(input, false);
    let ident = &input.ident;
    let target = match &item.remote {
        Some(path) => quote!(#path),
        None => quote!(#ident),
    };
    let generics = bounded(&input.generics);
    let (with, used, bounds) = generics.split_for_impl();
    let (tables, read, show) = match &item.body {
        Body::Struct(fields) => (names_table(fields), read_struct(fields), show_struct(fields)),
        Body::Newtype(ty) => (
            quote!(),
            quote!(Self(<#ty as ::isthmus_wire::Wire>::read(value, reader))),
            quote!(::isthmus_wire::Wire::show(&self.0)),
        ),
        Body::Enum(variants) => {
            (variants_tables(variants), read_enum(variants), show_enum(variants))
        }
    };
    let wire = quote! {
        const _: () = {
            #tables

            impl #with ::isthmus_wire::Wire for #target #used #bounds {
                #[inline(never)]
                fn read(
                    value: ::isthmus_wire::Value<'_>,
                    reader: &mut ::isthmus_wire::Reader,
                ) -> Self {
                    #read
                }

                #[inline(never)]
                fn show(&self) -> ::isthmus_wire::Value<'_> {
                    #show
                }
            }
        };
    };
    if item.remote.is_some() {
        return wire;
    }
    let with_lifetime = {
        let mut generics = generics.clone();
        generics.params.insert(0, parse_quote!('de));
        generics
    };
    let (with_lifetime, ..) = with_lifetime.split_for_impl();
    let rename = match &item.body {
        Body::Enum(_) => quote!(#[schemars(rename_all = "snake_case")]),
        Body::Struct(_) | Body::Newtype(_) => quote!(),
    };
    quote! {
        #[derive(
            ::std::clone::Clone,
            ::std::fmt::Debug,
            ::std::cmp::PartialEq,
            ::isthmus_wire::schemars::JsonSchema
        )]
        // Amounts of other crates are not always `Eq`.
        #[allow(clippy::derive_partial_eq_without_eq)]
        #[schemars(crate = "::isthmus_wire::schemars")]
        #rename
        #input

        #wire

        impl #with ::isthmus_wire::serde::Serialize for #ident #used #bounds {
            fn serialize<WireSerializer: ::isthmus_wire::serde::Serializer>(
                &self,
                to: WireSerializer,
            ) -> ::std::result::Result<WireSerializer::Ok, WireSerializer::Error> {
                ::isthmus_wire::serialize(self, to)
            }
        }

        impl #with_lifetime ::isthmus_wire::serde::Deserialize<'de> for #ident #used #bounds {
            fn deserialize<WireDeserializer: ::isthmus_wire::serde::Deserializer<'de>>(
                from: WireDeserializer,
            ) -> ::std::result::Result<Self, WireDeserializer::Error> {
                ::isthmus_wire::deserialize(from)
            }
        }
    }
}

/// Every parameter of a generic type must go over the wire itself.
fn bounded(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    for parameter in generics.type_params_mut() {
        parameter.bounds.push(parse_quote!(::isthmus_wire::Wire));
    }
    generics
}

fn names(fields: &[Field]) -> TokenStream {
    let names = fields.iter().map(|field| &field.name);
    quote!(&[#(#names),*])
}

fn names_table(fields: &[Field]) -> TokenStream {
    let names = names(fields);
    quote!(static NAMES: &[&str] = #names;)
}

fn variants_tables(variants: &[Variant]) -> TokenStream {
    let names = variants.iter().map(|variant| &variant.name);
    let shapes = variants.iter().map(|variant| match &variant.shape {
        Shape::Unit => quote!(::isthmus_wire::Shape::Unit),
        Shape::Newtype(_) => quote!(::isthmus_wire::Shape::Newtype),
        Shape::Named(fields) => {
            let names = self::names(fields);
            quote!(::isthmus_wire::Shape::Named(#names))
        }
    });
    quote! {
        static NAMES: &[&str] = &[#(#names),*];
        static SHAPES: &[::isthmus_wire::Shape] = &[#(#shapes),*];
    }
}

/// `a: fields.take::<A>(), b: fields.take_or_default::<B>()`, which Rust evaluates in this order.
fn takes(fields: &[Field]) -> TokenStream {
    let takes = fields.iter().map(|Field { ident, ty, default, required, .. }| {
        if *default {
            quote!(#ident: fields.take_or_default::<#ty>())
        } else if *required {
            quote!(#ident: fields.take_required::<#ty>())
        } else {
            quote!(#ident: fields.take::<#ty>())
        }
    });
    quote!(#(#takes),*)
}

fn read_struct(fields: &[Field]) -> TokenStream {
    let takes = takes(fields);
    quote! {
        #[allow(unused_mut, unused_variables)]
        let mut fields = reader.object(value, NAMES);
        Self { #takes }
    }
}

fn read_enum(variants: &[Variant]) -> TokenStream {
    // The first variant is also what comes of a name that nobody knows.
    let arms = variants.iter().enumerate().rev().map(|(at, variant)| {
        let ident = &variant.ident;
        let pattern = if at == 0 { quote!(_) } else { quote!(#at) };
        let value = match &variant.shape {
            Shape::Unit => quote!(Self::#ident),
            Shape::Newtype(ty) => quote!(Self::#ident(fields.take::<#ty>())),
            Shape::Named(fields) => {
                let takes = takes(fields);
                quote!(Self::#ident { #takes })
            }
        };
        quote!(#pattern => #value)
    });
    quote! {
        #[allow(unused_mut, unused_variables)]
        let (at, mut fields) = reader.variant(value, NAMES, SHAPES);
        #[allow(clippy::match_single_binding)]
        match at {
            #(#arms),*
        }
    }
}

fn show_struct(fields: &[Field]) -> TokenStream {
    let idents = fields.iter().map(|field| &field.ident);
    let object = quote!(::isthmus_wire::object(NAMES, &[#(&self.#idents),*]));
    let skipped: Vec<&String> =
        fields.iter().filter(|field| field.skip_empty).map(|field| &field.name).collect();
    if skipped.is_empty() {
        return object;
    }
    quote!(#object.without_empty(&[#(#skipped),*]))
}

fn show_enum(variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().enumerate().map(|(at, Variant { ident, shape, .. })| match shape {
        Shape::Unit => quote!(Self::#ident => (#at, &[])),
        Shape::Newtype(_) => quote!(Self::#ident(value) => (#at, &[value])),
        Shape::Named(fields) => {
            let idents: Vec<_> = fields.iter().map(|field| &field.ident).collect();
            quote!(Self::#ident { #(#idents),* } => (#at, &[#(#idents),*]))
        }
    });
    quote! {
        let (at, values): (usize, &[&dyn ::isthmus_wire::Wire]) = match self {
            #(#arms),*
        };
        ::isthmus_wire::variant(NAMES, SHAPES, at, values)
    }
}
