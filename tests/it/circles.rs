//! No two files of a crate depend on each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use isthmus_testkit::sources::{files, repository};
use syn::visit::{self, Visit};

use crate::shape::{crates, parse, text};

/// The modules that the paths of a file name: `crate::…`, `super::…`, `self::…`.
struct Paths {
    own: Vec<String>,
    named: BTreeSet<Vec<String>>,
}

impl Paths {
    /// The path from the root of the crate, if it is one of the crate.
    fn note(&mut self, segments: &[String]) {
        let mut from_root = match segments.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("self") => self.own.clone(),
            Some("super") => self.own.clone(),
            _ => return,
        };
        for segment in segments {
            match segment.as_str() {
                "crate" | "self" => {}
                "super" => drop(from_root.pop()),
                name => from_root.push(name.to_string()),
            }
        }
        self.named.insert(from_root);
    }

    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.note(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.note(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.note(before),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.tree(before, item));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.note(&segments);
        visit::visit_path(self, path);
    }

    /// Tests beside the code may look wherever they like.
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !module.attrs.iter().any(|attribute| text(attribute) == "#[cfg(test)]") {
            visit::visit_item_mod(self, module);
        }
    }
}

/// The path of a file's module from the root of its crate.
fn module(src: &Path, file: &Path) -> Vec<String> {
    let relative = file.strip_prefix(src).unwrap().with_extension("");
    let mut path: Vec<String> =
        relative.iter().map(|part| part.to_str().unwrap().to_string()).collect();
    if path.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        path.pop();
    }
    path
}

type Graph = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

/// Which file of a crate names which. A folder's own file and the files in it are one room, so neither
/// direction between them counts.
fn graph(src: &Path) -> Graph {
    let sources: BTreeMap<Vec<String>, PathBuf> =
        files(src).into_iter().map(|file| (module(src, &file), file)).collect();
    let mut graph = Graph::new();
    for (own, file) in &sources {
        if file.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        let mut paths = Paths { own: own.clone(), named: BTreeSet::new() };
        paths.visit_file(&parse(file));
        let named = paths.named.into_iter().filter_map(|mut path| {
            while !sources.contains_key(&path) {
                path.pop()?;
            }
            let inside = path.starts_with(own) || own.starts_with(&path);
            (!inside).then_some(path)
        });
        graph.insert(own.clone(), named.collect());
    }
    graph
}

/// Whether a file leads back to itself.
fn circle(graph: &Graph, start: &Vec<String>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Vec<String>> = graph[start].iter().collect();
    while let Some(next) = open.pop() {
        if next == start {
            return true;
        }
        if seen.insert(next) {
            open.extend(graph.get(next).into_iter().flatten());
        }
    }
    false
}

#[test]
fn no_two_files_depend_on_each_other_in_a_circle() {
    let mut circles = Vec::new();
    let own = ["bench", "xtask"].map(|folder| repository().join(folder));
    let crates = ["contracts", "packages", "tools"].into_iter().flat_map(crates).chain(own);
    for folder in crates {
        let graph = graph(&folder.join("src"));
        for file in graph.keys().filter(|file| circle(&graph, file)) {
            circles.push(format!("{}: {}", folder.display(), file.join("::")));
        }
    }
    assert!(circles.is_empty(), "{} files in circles:\n{}", circles.len(), circles.join("\n"));
}
