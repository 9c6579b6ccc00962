//! What is wrong with a scenario: which file, which line, which field, what is expected.

use std::fmt;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

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
        write!(f, "{}", self.file.display())?;
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
            Problem { file: file.clone(), line, field, text: words }
        };
        let mut problems: Vec<Problem> = found.into_iter().map(problem).collect();
        problems.sort_by_key(|problem| problem.line);
        Self(problems)
    }

    /// A mistake that concerns a whole file.
    pub(super) fn of_file(file: &Path, text: String) -> Self {
        Self(vec![Problem { file: file.to_path_buf(), line: None, field: String::new(), text }])
    }
}

/// The line of a field such as `credit.documents[0].file`, or of the nearest table around it.
pub(super) fn line_of(text: &str, field: &str) -> Option<usize> {
    let root = DeTable::parse(text).ok()?;
    let mut found = None;
    let mut table = Some(root.get_ref());
    let mut list = None;
    for step in field.split(['.', '[']).filter(|s| !s.is_empty()) {
        let value = match step.strip_suffix(']') {
            None => {
                let Some((key, value)) = table.and_then(|t| t.get_key_value(step)) else {
                    break;
                };
                found = Some(key.span().start);
                value
            }
            Some(index) => {
                let items: Option<&toml::de::DeArray<'_>> = list;
                let Some(value) = index.parse().ok().and_then(|i: usize| items?.get(i)) else {
                    break;
                };
                found = Some(value.span().start);
                value
            }
        };
        table = match value.get_ref() {
            DeValue::Table(inner) => Some(inner),
            _ => None,
        };
        list = match value.get_ref() {
            DeValue::Array(inner) => Some(inner),
            _ => None,
        };
    }
    found.map(|at| line_at(text, at))
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
