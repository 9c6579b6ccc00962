//! The shape of the contracts: the same rooms in all, entry points that are tables of contents.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use isthmus_testkit::sources::{repository, sources};
use quote::ToTokens;
use syn::visit::{self, Visit};

/// The names in a folder, folders with a slash behind.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let name = |entry: fs::DirEntry| {
        let slash = if entry.path().is_dir() { "/" } else { "" };
        format!("{}{slash}", entry.file_name().to_str().unwrap())
    };
    entries.map(name).collect()
}

/// The crates in a folder of the workspace.
pub fn crates(folder: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(repository().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut crates: Vec<PathBuf> = entries.filter(|path| path.join("src").is_dir()).collect();
    crates.sort();
    crates
}

pub fn parse(path: &Path) -> syn::File {
    let text = fs::read_to_string(path).unwrap();
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

const REQUIRED: [&str; 9] = [
    "contract.rs",
    "error.rs",
    "execute/",
    "instantiate.rs",
    "lib.rs",
    "migrate.rs",
    "model/",
    "query/",
    "state/",
];
/// The IBC entry points are the bridge's alone.
const OPTIONAL: [&str; 3] = ["events.rs", "ibc/", "reply.rs"];

#[test]
fn every_contract_has_the_same_rooms() {
    for contract in crates("contracts") {
        let found = names(&contract.join("src"));
        let required: BTreeSet<String> = REQUIRED.map(String::from).into();
        let missing: Vec<_> = required.difference(&found).collect();
        assert!(missing.is_empty(), "{}: missing {missing:?}", contract.display());
        let other =
            |name: &&String| !required.contains(*name) && !OPTIONAL.contains(&name.as_str());
        let more: Vec<_> = found.iter().filter(other).collect();
        assert!(more.is_empty(), "{}: not in the shape {more:?}", contract.display());
    }
}

#[test]
fn every_contract_names_itself_in_lib_rs_and_its_keys_in_state() {
    for contract in crates("contracts") {
        let lib = fs::read_to_string(contract.join("src/lib.rs")).unwrap();
        for line in [
            "#![doc = include_str!(\"../README.md\")]",
            "pub const NAME: &str = \"isthmus-",
            "pub const VERSION: &str = env!(\"CARGO_PKG_VERSION\");",
        ] {
            assert!(lib.contains(line), "{}: no {line}", contract.display());
        }
        assert!(lib.lines().count() <= 30, "{}: lib.rs is a list", contract.display());
        let mut state = sources(&contract.join("src/state")).into_iter();
        let table = |(_, text): (PathBuf, String)| text.contains("pub const KEYS: &[Key]");
        assert!(state.any(table), "{}: no table of keys", contract.display());
    }
}

/// The calls `topic::verb(…)` of the arms of all matches in a file.
#[derive(Default)]
struct Arms(Vec<(String, String, syn::ExprCall)>);

impl<'ast> Visit<'ast> for Arms {
    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let mut body = &*arm.body;
        while let syn::Expr::Block(block) = body {
            let [syn::Stmt::Expr(only, None)] = block.block.stmts.as_slice() else { break };
            body = only;
        }
        if let syn::Expr::Call(call) = body {
            if let syn::Expr::Path(path) = &*call.func {
                let segments: Vec<String> =
                    path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
                if let [topic, verb] = segments.as_slice() {
                    self.0.push((topic.clone(), verb.clone(), call.clone()));
                }
            }
        }
        visit::visit_arm(self, arm);
    }
}

/// A public function of a file.
fn function(path: &Path, name: &str) -> Option<syn::Signature> {
    parse(path).items.into_iter().find_map(|item| match item {
        syn::Item::Fn(function) if function.sig.ident == name => Some(function.sig),
        _ => None,
    })
}

pub fn text(tokens: impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

#[test]
fn every_handler_takes_the_context_and_returns_an_outcome() {
    for contract in crates("contracts") {
        let mut arms = Arms::default();
        // What a message does, and what is done when a change is made, at once or after it has waited.
        for file in ["src/contract.rs", "src/execute/admin.rs"] {
            arms.visit_file(&parse(&contract.join(file)));
        }
        let handlers = arms.0.into_iter().filter(|(_, _, call)| {
            call.args.first().is_some_and(|argument| text(argument) == "ctx")
        });
        let mut seen = 0;
        for (topic, verb, call) in handlers {
            let source = contract.join(format!("src/execute/{topic}.rs"));
            let folder = contract.join(format!("src/execute/{topic}/mod.rs"));
            let source = if source.is_file() { source } else { folder };
            // What is the same in all contracts stands in the kit.
            if !source.is_file() {
                continue;
            }
            let Some(signature) = function(&source, &verb) else { continue };
            let name = format!("{}: {topic}::{verb}", contract.display());
            let first = signature.inputs.first().map(text).unwrap_or_default();
            assert!(first.starts_with("ctx:&mutCtx"), "{name} takes {first}");
            assert_eq!(text(&signature.output), "->Outcome", "{name}");
            let tuple = call.args.iter().find(|argument| matches!(argument, syn::Expr::Tuple(_)));
            assert!(tuple.is_none(), "{name} is given a tuple: {}", text(tuple));
            seen += 1;
        }
        assert!(seen >= 8, "{}: {seen} handlers", contract.display());
    }
}

#[test]
fn every_arm_of_an_entry_point_is_one_call() {
    for contract in crates("contracts") {
        let file = parse(&contract.join("src/contract.rs"));
        let mut longest = 0;
        for item in &file.items {
            let syn::Item::Fn(function) = item else { continue };
            for statement in &function.block.stmts {
                let syn::Stmt::Expr(syn::Expr::Match(entry), _) = statement else { continue };
                for arm in &entry.arms {
                    let mut body = &*arm.body;
                    if let syn::Expr::Block(block) = body {
                        assert_eq!(block.block.stmts.len(), 1, "{}", text(arm));
                        let syn::Stmt::Expr(only, None) = &block.block.stmts[0] else {
                            panic!("{}", text(arm))
                        };
                        body = only;
                    }
                    let one = matches!(body, syn::Expr::Call(_) | syn::Expr::MethodCall(_));
                    assert!(one, "{}: {}", contract.display(), text(arm));
                    longest += 1;
                }
            }
        }
        assert!(longest > 10, "{}: {longest} arms", contract.display());
    }
}
