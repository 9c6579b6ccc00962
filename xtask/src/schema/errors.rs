//! `errors.json`: every error with its code, the template of its text and the kinds of its parameters.
//! The texts that an error only quotes stand once, under `texts`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{bail, ensure, Context, Result};
use cw_ownable::OwnershipError;
use isthmus_api::kind::Kind;
use isthmus_api::template::Template;
use serde::Serialize;

use super::events::kinds;
use super::{Versioned, CONTRACTS};

#[derive(Serialize)]
pub struct Errors {
    /// What the kinds mean.
    kinds: BTreeMap<&'static str, &'static str>,
    /// The texts that a parameter of the kind `text` may have, by the name in its `texts`.
    texts: BTreeMap<&'static str, Vec<Error>>,
    #[serde(flatten)]
    contracts: BTreeMap<&'static str, Vec<Error>>,
}

/// One error of a contract, read from its source.
#[derive(Serialize)]
struct Error {
    /// Absent where the text ends in that of its cause, which has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    name: String,
    /// The text before the code, with parameters in braces.
    text: String,
    meaning: String,
    parameters: Vec<Parameter>,
}

#[derive(Serialize)]
struct Parameter {
    name: String,
    kind: &'static str,
    /// Which of the `texts` it is one of.
    #[serde(skip_serializing_if = "Option::is_none")]
    texts: Option<&'static str>,
    meaning: String,
}

pub fn all(root: &Path) -> Result<Versioned<Errors>> {
    let mut contracts = BTreeMap::new();
    for contract in CONTRACTS {
        let source = root.join("contracts").join(contract).join("src/error.rs");
        contracts.insert(contract, errors_of(&Source::read(source, "ContractError")?, true)?);
    }
    let access = Source::read(root.join("packages/kit/src/error.rs"), "AccessError")?;
    contracts.insert("access", errors_of(&access, true)?);
    let input = Source::read(root.join("packages/api/src/types.rs"), "InputError")?;
    let texts = [("input", errors_of(&input, false)?), ("ownership", ownership())];
    Ok(Versioned::new(Errors { kinds: kinds(), texts: texts.into(), contracts }))
}

/// An enum of errors in a file.
struct Source {
    path: PathBuf,
    errors: syn::ItemEnum,
}

impl Source {
    fn read(path: PathBuf, name: &str) -> Result<Self> {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut items = syn::parse_file(&text)?.items.into_iter();
        let errors = items.find_map(|item| match item {
            syn::Item::Enum(item) if item.ident == name => Some(item),
            _ => None,
        });
        let errors = errors.with_context(|| format!("no {name} in {}", path.display()))?;
        Ok(Self { path, errors })
    }
}

fn errors_of(source: &Source, coded: bool) -> Result<Vec<Error>> {
    let mut errors = Vec::new();
    for variant in &source.errors.variants {
        let name = variant.ident.to_string();
        // Without a text of its own: it is all that of its cause.
        if let Some(text) = text_of(variant).with_context(|| name.clone())? {
            errors.push(error(variant, &text, coded).with_context(|| name)?);
        }
    }
    let mut codes: Vec<_> = errors.iter().filter_map(|error| error.code.as_ref()).collect();
    codes.sort();
    if let Some(pair) = codes.windows(2).find(|pair| pair[0] == pair[1]) {
        bail!("{} is used twice in {}", pair[0], source.path.display());
    }
    Ok(errors)
}

/// The text in `#[error("...")]`, or none for `#[error(transparent)]`.
fn text_of(variant: &syn::Variant) -> Result<Option<String>> {
    let attribute = variant.attrs.iter().find_map(|attribute| match &attribute.meta {
        syn::Meta::List(list) if list.path.is_ident("error") => Some(list),
        _ => None,
    });
    let attribute = attribute.context("has no #[error(\"...\")]")?;
    let first = attribute.tokens.clone().into_iter().next().context("empty #[error()]")?;
    match first.to_string().as_str() {
        "transparent" => Ok(None),
        literal => Ok(Some(syn::parse_str::<syn::LitStr>(literal)?.value())),
    }
}

fn error(variant: &syn::Variant, text: &str, coded: bool) -> Result<Error> {
    let is_quoted = text.ends_with("{cause}");
    let (text, code) = match text.strip_suffix(']').and_then(|text| text.rsplit_once(" [")) {
        Some((text, code)) if coded => (text, Some(code.to_string())),
        _ if coded && !is_quoted => bail!("the text must end in its code, like [ST-012]"),
        _ => (text, None),
    };
    let forbidden = |c: char| !c.is_ascii() || matches!(c, '<' | '>' | '&');
    ensure!(!text.contains(forbidden), "only ASCII without < > & may go into an ack");
    let mut parameters = Vec::new();
    let mut text = text.to_string();
    for field in &variant.fields {
        let parameter = parameter(field, &text)?;
        text = text.replace("{0}", &format!("{{{}}}", parameter.name));
        parameters.push(parameter);
    }
    let template = Template::new(&text)?;
    let named: Vec<_> = template.names().collect();
    parameters.retain(|parameter| named.contains(&parameter.name.as_str()));
    parameters.sort_by_key(|parameter| named.iter().position(|name| *name == parameter.name));
    ensure!(parameters.len() == named.len(), "a parameter of {text:?} is no field");
    Ok(Error {
        code,
        name: variant.ident.to_string(),
        text,
        meaning: doc(&variant.attrs),
        parameters,
    })
}

fn parameter(field: &syn::Field, text: &str) -> Result<Parameter> {
    let ty = type_name(&field.ty);
    let meaning = doc(&field.attrs);
    // The one field of a tuple is named after what it quotes.
    let Some(name) = field.ident.as_ref().map(ToString::to_string) else {
        let (name, texts) = match ty.as_str() {
            "InputError" => ("input", Some("input")),
            "OwnershipError" => ("ownership", Some("ownership")),
            "StdError" => ("library", None),
            other => bail!("nobody says what the texts of {other} are"),
        };
        let meaning = "What is refused, in words.".to_string();
        return Ok(Parameter { name: name.to_string(), kind: Kind::Text.into(), texts, meaning });
    };
    let kind = kind(&name, &ty, text).with_context(|| format!("parameter {name}"))?;
    Ok(Parameter { name, kind: kind.into(), texts: None, meaning })
}

/// The last word of a type: `String` of `&'static str`, `OwnershipError` of `cw_ownable::OwnershipError`.
fn type_name(ty: &syn::Type) -> String {
    match ty {
        syn::Type::Reference(_) => "str".to_string(),
        syn::Type::Path(path) => {
            path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// What a parameter is: numbers and checked names by their type, other texts by their name, which
/// means the same in every error.
fn kind(name: &str, ty: &str, text: &str) -> Result<Kind> {
    let is_time = ["at", "as_of", "due", "from", "now", "until"].contains(&name)
        || text.contains(&format!("{{{name}}} seconds"))
        || text.contains(&format!("{{{name}}} (seconds)"));
    Ok(match ty {
        "u128" | "Uint128" => Kind::Uint128,
        "u64" if is_time => Kind::Seconds,
        "u64" | "u32" | "u16" | "u8" | "usize" | "Uint64" => Kind::U64,
        "bool" => Kind::Bool,
        "RegionId" => Kind::Region,
        "TokenId" => Kind::Token,
        "Did" => Kind::Did,
        "Addr" => Kind::Address,
        "str" => match name {
            "direction" | "earlier" | "feature" | "field" | "later" | "mode" | "party" | "role"
            | "scope" | "side" => Kind::Code,
            _ => Kind::Text,
        },
        "String" | "Reason" | "Box" | "JurisdictionId" | "SchemaId" | "ChannelId" => Kind::Text,
        other => bail!("a text of type {other} has no kind"),
    })
}

fn doc(attributes: &[syn::Attribute]) -> String {
    let line = |attribute: &syn::Attribute| match &attribute.meta {
        syn::Meta::NameValue(doc) if doc.path.is_ident("doc") => match &doc.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) => {
                Some(line.value().trim().to_string())
            }
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(line).collect::<Vec<_>>().join(" ")
}

/// What cw-ownable says.
fn ownership() -> Vec<Error> {
    use OwnershipError as E;
    let errors =
        [E::NoOwner, E::NotOwner, E::NotPendingOwner, E::TransferNotFound, E::TransferExpired];
    let one = |error: E| Error {
        code: None,
        name: format!("{error:?}"),
        text: error.to_string(),
        meaning: "cw-ownable refuses.".to_string(),
        parameters: Vec::new(),
    };
    errors.map(one).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of the kind, with whatever may stand in it.
    fn sample(kind: &str) -> &'static str {
        match kind {
            "uint128" => "340282366920938463463374607431768211455",
            "u64" | "seconds" => "18446744073709551615",
            "bool" => "true",
            "address" => "west1qqq",
            "region" => "north-2",
            "token" => "west.iusd",
            "did" => "did:isthmus:west-1:c:1",
            "hex" => "00ff",
            "base64" => "AQ==",
            "code" => "transfer",
            _ => "what, (a) stranger: wrote-7",
        }
    }

    #[test]
    fn every_error_is_printed_and_read_back() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let all = all(&root).unwrap().content;
        let errors: Vec<&Error> =
            all.contracts.values().chain(all.texts.values()).flatten().collect();
        assert!(errors.len() > 150, "{} errors", errors.len());
        for error in errors {
            let template = Template::new(&error.text).unwrap();
            let values: Vec<_> = error.parameters.iter().map(|p| sample(p.kind)).collect();
            let printed = template.print(&values);
            let read = template.read(&printed).unwrap_or_else(|| panic!("{printed}"));
            assert!(read.iter().map(|(_, value)| *value).eq(values), "{printed}: {read:?}");
        }
    }

    fn of(source: &str) -> Result<Vec<Error>> {
        let errors = syn::parse_str(source)?;
        errors_of(&Source { path: PathBuf::from("error.rs"), errors }, true)
    }

    #[test]
    fn an_error_without_what_a_client_needs_is_refused() {
        for bad in [
            "enum E { #[error(\"no code\")] A {} }",
            "enum E { #[error(\"one [E-1]\")] A {}, #[error(\"two [E-1]\")] B {} }",
            "enum E { #[error(\"a < b [E-1]\")] A {} }",
            "enum E { #[error(\"{a} {b} [E-1]\")] A { a: u64, b: u64 } }",
            "enum E { #[error(\"{a} [E-1]\")] A { a: Strange } }",
            "enum E { #[error(\"{b} [E-1]\")] A { a: u64 } }",
            "enum E { A {} }",
        ] {
            assert!(of(bad).is_err(), "{bad}");
        }
        assert_eq!(of("enum E { #[error(transparent)] A(B) }").unwrap().len(), 0);
        let good =
            of("enum E { #[error(\"{b} after {a} [E-1]\")] A { a: u64, b: String } }").unwrap();
        let names: Vec<_> = good[0].parameters.iter().map(|p| (p.name.as_str(), p.kind)).collect();
        assert_eq!(names, [("b", "text"), ("a", "u64")]);
    }
}
