//! `cargo schema`: everything a client can rely on, generated from the code.
//!
//! Messages and queries come from the types in `isthmus-api`, permissions from the tables that the
//! contracts enforce, events from their declarations, errors from each contract's `error.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{bail, ensure, Context, Result};
use cosmwasm_schema::{generate_api, Api};
use isthmus_api::event::EventSchema;
use isthmus_api::permission::{caller_text, table, Funds, Guarded};
use isthmus_api::{access, bridge, escrow, identity, packet, stablecoin};
use serde_json::{json, Value};

/// File below `schema/` -> its text.
type Files = BTreeMap<PathBuf, String>;

/// Writes `schema/`, or with `check` fails and names the files that differ.
pub fn run(check: bool, as_json: bool) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = generate(&root)?;
    let folder = root.join("schema");
    let stale = stale(&folder, &files)?;
    if check {
        report(&stale, "differs", as_json);
        ensure!(stale.is_empty(), "schema/ does not match the code; run `cargo schema` and commit");
        return Ok(());
    }
    for path in &stale {
        let target = folder.join(path);
        match files.get(path) {
            Some(text) => {
                fs::create_dir_all(target.parent().context("file without a folder")?)?;
                fs::write(&target, text)?;
            }
            None => fs::remove_file(&target)?,
        }
    }
    report(&stale, "written", as_json);
    Ok(())
}

fn report(paths: &[PathBuf], what: &str, as_json: bool) {
    if as_json {
        println!("{}", json!({ what: paths }));
    } else if paths.is_empty() {
        println!("schema/ is up to date");
    } else {
        paths.iter().for_each(|path| println!("{what}: schema/{}", path.display()));
    }
}

fn generate(root: &Path) -> Result<Files> {
    let mut files = Files::new();
    let contracts: [(&str, Api); 4] = [
        (
            "stablecoin",
            generate_api! {
                name: "isthmus-stablecoin",
                instantiate: stablecoin::InstantiateMsg,
                execute: stablecoin::ExecuteMsg,
                query: stablecoin::QueryMsg,
                sudo: stablecoin::SudoMsg,
                migrate: stablecoin::MigrateMsg,
            },
        ),
        (
            "escrow",
            generate_api! {
                name: "isthmus-escrow",
                instantiate: escrow::InstantiateMsg,
                execute: escrow::ExecuteMsg,
                query: escrow::QueryMsg,
                sudo: escrow::SudoMsg,
                migrate: escrow::MigrateMsg,
            },
        ),
        (
            "identity",
            generate_api! {
                name: "isthmus-identity",
                instantiate: identity::InstantiateMsg,
                execute: identity::ExecuteMsg,
                query: identity::QueryMsg,
                sudo: identity::SudoMsg,
                migrate: identity::MigrateMsg,
            },
        ),
        (
            "bridge",
            generate_api! {
                name: "isthmus-bridge",
                instantiate: bridge::InstantiateMsg,
                execute: bridge::ExecuteMsg,
                query: bridge::QueryMsg,
                migrate: bridge::MigrateMsg,
                sudo: bridge::SudoMsg,
            },
        ),
    ];
    let mut errors = BTreeMap::new();
    for (contract, api) in contracts {
        let api = api.render();
        add(&mut files, format!("{contract}.json"), with_newline(api.to_string()?));
        for (name, text) in api.to_schema_files()? {
            add(&mut files, format!("raw/{contract}/{name}"), with_newline(text));
        }
        let source = root.join("contracts").join(contract).join("src/error.rs");
        errors.insert(contract, errors_of(&source, "ContractError")?);
    }
    let source = root.join("packages/kit/src/error.rs");
    errors.insert("access", errors_of(&source, "AccessError")?);
    add(&mut files, "packet.json", pretty(&cosmwasm_schema::schema_for!(packet::Envelope))?);
    add(&mut files, "scenario.json", pretty(&isthmus_cli::scenario::schema())?);
    add(
        &mut files,
        "permissions.json",
        pretty(&json!({
            "stablecoin": permissions::<stablecoin::ExecuteMsg>(),
            "escrow": permissions::<escrow::ExecuteMsg>(),
            "identity": permissions::<identity::ExecuteMsg>(),
            "bridge": permissions::<bridge::ExecuteMsg>(),
        }))?,
    );
    add(
        &mut files,
        "events.json",
        pretty(&json!({
            "stablecoin": events(stablecoin::events::EVENTS),
            "stablecoin_cw20": cw20_events(),
            "escrow": events(escrow::events::EVENTS),
            "identity": events(identity::events::EVENTS),
            "bridge": events(bridge::events::EVENTS),
            "access": events(access::events::EVENTS),
        }))?,
    );
    add(&mut files, "errors.json", pretty(&errors)?);
    Ok(files)
}

fn add(files: &mut Files, name: impl Into<PathBuf>, text: String) {
    files.insert(name.into(), text);
}

fn pretty(value: &impl serde::Serialize) -> Result<String> {
    Ok(with_newline(serde_json::to_string_pretty(value)?))
}

fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// One line for each execute message: who may send it and whether it takes coins.
fn permissions<M: Guarded>() -> Vec<Value> {
    let line = |(message, permission): (&str, isthmus_api::permission::PermissionOf<M>)| {
        json!({
            "message": message,
            "who": caller_text(permission.caller),
            "funds": match permission.funds {
                Funds::None => "none",
                Funds::Checked => "checked by the message",
            },
        })
    };
    table::<M>().into_iter().map(line).collect()
}

fn events(events: &[EventSchema]) -> Vec<Value> {
    let one = |event: &EventSchema| {
        let attributes = event.attributes.iter().map(|attribute| {
            json!({
                "name": attribute.name,
                "meaning": attribute.doc.trim(),
                "optional": attribute.optional,
            })
        });
        json!({
            "event": event.event,
            "emitted": event.doc.trim(),
            "attributes": attributes.collect::<Vec<_>>(),
        })
    };
    events.iter().map(one).collect()
}

/// What the twelve CW20 messages leave in the chain's own `wasm` event, as cw20-base does.
fn cw20_events() -> Vec<Value> {
    use stablecoin::Cw20Event as E;
    let account = String::new();
    let amount = cosmwasm_std::Uint128::zero();
    let all = [
        E::Transfer { from: account.clone(), to: account.clone(), amount },
        E::Burn { from: account.clone(), amount },
        E::Send { from: account.clone(), to: account.clone(), amount },
        E::IncreaseAllowance { owner: account.clone(), spender: account.clone(), amount },
        E::DecreaseAllowance { owner: account.clone(), spender: account.clone(), amount },
        E::TransferFrom { from: account.clone(), to: account.clone(), by: account.clone(), amount },
        E::SendFrom { from: account.clone(), to: account.clone(), by: account.clone(), amount },
        E::BurnFrom { from: account.clone(), by: account.clone(), amount },
        E::Mint { to: account.clone(), amount },
        E::UpdateMinter { new_minter: None },
        E::UpdateMarketing {},
        E::UploadLogo {},
    ];
    let one = |event: E| {
        let mut attributes = event.into_attributes().into_iter();
        let action = attributes.next().map(|action| action.value);
        let names: Vec<String> = attributes.map(|attribute| attribute.key).collect();
        json!({ "event": "wasm", "action": action, "attributes": names })
    };
    all.into_iter().map(one).collect()
}

/// One error of a contract, read from its source: documentation, text and the code the text ends in.
#[derive(serde::Serialize)]
struct ErrorSchema {
    code: String,
    name: String,
    text: String,
    meaning: String,
}

/// How a text ends that is, or ends in, that of its cause.
const TRANSPARENT: &str = "{cause}";

fn errors_of(source: &Path, name: &str) -> Result<Vec<ErrorSchema>> {
    let text = fs::read_to_string(source).with_context(|| source.display().to_string())?;
    let file = syn::parse_file(&text)?;
    let errors = file.items.iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == name => Some(item),
        _ => None,
    });
    let errors = errors.with_context(|| format!("no {name} in {}", source.display()))?;
    let mut found = Vec::new();
    for variant in &errors.variants {
        let name = variant.ident.to_string();
        let mut meaning = Vec::new();
        let mut text = None;
        for attribute in &variant.attrs {
            match &attribute.meta {
                syn::Meta::NameValue(doc) if doc.path.is_ident("doc") => {
                    if let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) =
                        &doc.value
                    {
                        meaning.push(line.value().trim().to_string());
                    }
                }
                syn::Meta::List(list) if list.path.is_ident("error") => {
                    let first = list.tokens.clone().into_iter().next();
                    let first = first.with_context(|| format!("{name}: empty #[error()]"))?;
                    let first = first.to_string();
                    text = Some(match first.as_str() {
                        "transparent" => TRANSPARENT.to_string(),
                        first => syn::parse_str::<syn::LitStr>(first)?.value(),
                    });
                }
                _ => {}
            }
        }
        let text = text.with_context(|| format!("{name} has no #[error(\"...\")]"))?;
        // It has the code of its cause.
        if text.ends_with(TRANSPARENT) {
            continue;
        }
        let (text, code) = text
            .strip_suffix(']')
            .and_then(|text| text.rsplit_once(" ["))
            .with_context(|| format!("{name}: the text must end in its code, like [ST-012]"))?;
        let forbidden = |c: char| !c.is_ascii() || matches!(c, '<' | '>' | '&');
        ensure!(!text.contains(forbidden), "{name}: only ASCII without < > & may go into an ack");
        found.push(ErrorSchema {
            code: code.to_string(),
            name,
            text: text.to_string(),
            meaning: meaning.join(" "),
        });
    }
    let mut codes: Vec<_> = found.iter().map(|error| &error.code).collect();
    codes.sort();
    if let Some(pair) = codes.windows(2).find(|pair| pair[0] == pair[1]) {
        bail!("{} is used twice in {}", pair[0], source.display());
    }
    Ok(found)
}

/// Files that differ from what is on disk, or are on disk and no longer generated.
fn stale(folder: &Path, files: &Files) -> Result<Vec<PathBuf>> {
    let mut stale: Vec<PathBuf> = Vec::new();
    for (path, text) in files {
        if fs::read_to_string(folder.join(path)).ok().as_ref() != Some(text) {
            stale.push(path.clone());
        }
    }
    for path in on_disk(folder, Path::new(""))? {
        if !files.contains_key(&path) {
            stale.push(path);
        }
    }
    Ok(stale)
}

fn on_disk(root: &Path, below: &Path) -> Result<Vec<PathBuf>> {
    let folder = root.join(below);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            found.extend(on_disk(root, &path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}
