//! What is wrong with a scenario: which file, which line, which field, what is expected.

use isthmus_terminal::visible;
use std::fmt;
use std::path::{Path, PathBuf};
use toml::de::{DeArray, DeTable, DeValue};

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// The file it is in.
    #[serde(serialize_with = "as_text")]
    pub file: PathBuf,
    /// The line, counted from 1, where the field is in the file.
    pub line: Option<usize>,
    /// The field, such as `credit.documents[0].file`; empty for the whole file.
    pub field: String,
    /// What is wrong and what is expected.
    pub text: String,
}

/// A path as text, whatever its bytes are.
fn as_text<S: serde::Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&path.display())
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", visible(&self.file.display().to_string()))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        match self.field.as_str() {
            "" => write!(f, ": {}", self.text),
            field => write!(f, ": {field}: {}", self.text),
        }
    }
}

/// All mistakes of a scenario, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

impl Problems {
    /// Mistakes by field, put into the order of the file.
    pub(super) fn in_order(file: PathBuf, text: &str, found: Vec<(String, String)>) -> Self {
        let problem = |(field, words): (String, String)| {
            let line = line_of(text, &field);
            Problem { file: file.clone(), line, field, text: visible(&words) }
        };
        let mut problems: Vec<Problem> = found.into_iter().map(problem).collect();
        problems.sort_by_key(|problem| problem.line);
        Self(problems)
    }

    /// A mistake that concerns a whole file.
    pub(super) fn of_file(file: &Path, text: String) -> Self {
        Self::of_line(file, None, &text)
    }

    /// A mistake that concerns a line of a file, if it is known, and no field.
    pub(super) fn of_line(file: &Path, line: Option<usize>, text: &str) -> Self {
        let (file, field, text) = (file.to_path_buf(), String::new(), visible(text));
        Self(vec![Problem { file, line, field, text }])
    }
}

/// A field within another, or of the file: a name that TOML wants in quotes has them here too.
pub(super) fn within(field: &str, name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name = if !name.is_empty() && name.chars().all(is_bare) {
        name.to_string()
    } else {
        format!("\"{}\"", visible(name).replace('"', "\\\""))
    };
    match field {
        "" => name,
        _ => format!("{field}.{name}"),
    }
}

/// The line of a field such as `credit.documents[0].file`, or of the nearest table around it.
pub(super) fn line_of(text: &str, field: &str) -> Option<usize> {
    let root = DeTable::parse(text).ok()?;
    let found = place_in_table(root.get_ref(), field);
    found.map(|at| line_at(text, at))
}

/// Where a field of a table begins, or the nearest part of its name.
fn place_in_table(table: &DeTable<'_>, field: &str) -> Option<usize> {
    table.iter().find_map(|(key, value)| {
        let rest = field.strip_prefix(&within("", key.get_ref()))?;
        let is_whole = rest.is_empty() || rest.starts_with(['.', '[']);
        is_whole.then(|| place_in(value.get_ref(), rest).unwrap_or(key.span().start))
    })
}

fn place_in_list(list: &DeArray<'_>, field: &str) -> Option<usize> {
    let (index, rest) = field.split_once(']')?;
    let item = list.get(index.parse::<usize>().ok()?)?;
    Some(place_in(item.get_ref(), rest).unwrap_or(item.span().start))
}

fn place_in(value: &DeValue<'_>, rest: &str) -> Option<usize> {
    match value {
        DeValue::Table(table) => place_in_table(table, rest.strip_prefix('.')?),
        DeValue::Array(list) => place_in_list(list, rest.strip_prefix('[')?),
        _ => None,
    }
}

/// The line of a byte offset.
pub(super) fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|b| *b == b'\n').count() + 1
}

/// "did you mean" for a name that is not among those known.
///
/// ```
/// use isthmus_cli::scenario::hint;
/// assert_eq!(hint("amout", ["amount", "memo"]), "did you mean `amount`? known: `amount`, `memo`");
/// assert_eq!(hint("zzz", ["amount"]), "known: `amount`");
/// ```
pub fn hint<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let nearest = known
        .iter()
        .map(|name| (strsim::jaro_winkler(given, name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((_, name)) => format!("did you mean `{name}`? known: {list}"),
        None => format!("known: {list}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_quotes_has_its_line() {
        let text = "[parties.a]\nx = 1\n[parties.\"a.b [c\"]\nx = 1\n\"say \\\"so\\\"\" = 2\n[[parties.list]]\ny = 1\n";
        let of = |names: &[&str]| {
            let field = names.iter().fold(String::new(), |field, name| within(&field, name));
            line_of(text, &field)
        };
        assert_eq!(within("parties", "a.b [c"), "parties.\"a.b [c\"");
        assert_eq!(of(&["parties", "a", "x"]), Some(2));
        assert_eq!(of(&["parties", "a.b [c"]), Some(3));
        assert_eq!(of(&["parties", "a.b [c", "x"]), Some(4));
        assert_eq!(of(&["parties", "a.b [c", "say \"so\""]), Some(5));
        assert_eq!(line_of(text, "parties.list[0].y"), Some(7));
        // What is missing has the line of what it is missing in.
        assert_eq!(of(&["parties", "a.b [c", "z"]), Some(3));
        assert_eq!(line_of(text, "parties.list[0].z"), Some(6));
        assert_eq!(line_of(text, "none"), None);
    }
}
