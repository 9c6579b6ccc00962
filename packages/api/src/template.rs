//! Texts of errors, printed and read back. A client of a chain receives an error as text; with the
//! template that `schema/errors.json` has for its code it gets the parameters out again.

use std::fmt;

/// A text with parameters: `no peer is registered for region {region}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The fixed texts: one before each parameter, and one after the last.
    fixed: Vec<String>,
    names: Vec<String>,
}

/// A text that is no template, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A brace is not closed, or closed twice.
    #[error("the braces of {0} do not match")]
    Braces(String),
    /// Nothing says where the one parameter ends and the next begins.
    #[error("no fixed word stands between {{{0}}} and {{{1}}}")]
    Together(String, String),
    /// A parameter stands twice.
    #[error("{{{0}}} stands twice")]
    Twice(String),
}

impl Template {
    /// Reads a template. Its parameters stand in braces and have a fixed word, or a plus, between them;
    /// a brace that is meant stands twice.
    ///
    /// ```
    /// use isthmus_api::template::Template;
    /// let template = Template::new("peer {region} has the open channel {channel}").unwrap();
    /// let read = template.read("peer east has the open channel channel-0").unwrap();
    /// assert_eq!(read, [("region", "east"), ("channel", "channel-0")]);
    /// assert!(Template::new("{a} {b}").is_err());
    /// ```
    pub fn new(text: &str) -> Result<Self, TemplateError> {
        let braces = || TemplateError::Braces(text.to_string());
        let mut template = Self { fixed: vec![String::new()], names: Vec::new() };
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let is_doubled = rest.peek() == Some(&c);
            match c {
                '{' | '}' if is_doubled => {
                    rest.next();
                    template.add_fixed(c);
                }
                '}' => return Err(braces()),
                '{' => {
                    let name: String = rest.by_ref().take_while(|c| *c != '}').collect();
                    template.add_parameter(name)?;
                }
                c => template.add_fixed(c),
            }
        }
        let is_closed = text.matches('}').count() == text.matches('{').count();
        if !is_closed || !template.names().all(is_name) {
            return Err(braces());
        }
        Ok(template)
    }

    fn add_fixed(&mut self, c: char) {
        if let Some(fixed) = self.fixed.last_mut() {
            fixed.push(c);
        }
    }

    fn add_parameter(&mut self, name: String) -> Result<(), TemplateError> {
        if self.names.contains(&name) {
            return Err(TemplateError::Twice(name));
        }
        let between = self.fixed.last().is_some_and(|fixed| separates(fixed));
        if let Some(last) = self.names.last().filter(|_| !between) {
            return Err(TemplateError::Together(last.clone(), name));
        }
        self.names.push(name);
        self.fixed.push(String::new());
        Ok(())
    }

    /// The names of the parameters, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The parameters of a text that was printed by this template; none if it was not.
    pub fn read<'a>(&'a self, text: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
        let (first, fixed) = self.fixed.split_first()?;
        let mut rest = text.strip_prefix(first.as_str())?;
        let mut values = Vec::new();
        for (at, (name, after)) in self.names.iter().zip(fixed).enumerate() {
            let is_last = at.checked_add(1) == Some(self.names.len());
            let value = if is_last {
                rest.strip_suffix(after.as_str())?
            } else {
                rest.split_once(after.as_str())?.0
            };
            values.push((name.as_str(), value));
            rest = rest.get(value.len()..)?.strip_prefix(after.as_str())?;
        }
        rest.is_empty().then_some(values)
    }

    /// The text with these parameters, in order.
    pub fn print<V: fmt::Display>(&self, values: &[V]) -> String {
        let mut values = values.iter();
        self.fixed.iter().fold(String::new(), |mut text, fixed| {
            text.push_str(fixed);
            if let Some(value) = values.next() {
                text.push_str(&value.to_string());
            }
            text
        })
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether a text tells where what stands before it ends.
fn separates(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_alphabetic() || c == '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        for (text, values) in [
            ("nothing to say", vec![]),
            ("{all}", vec!["everything, even {this}"]),
            ("{scope} is paused until {until} (seconds)", vec!["transfer", "17"]),
            ("expected {a} and got {b}", vec!["", ""]),
            ("not in format [a-z]{{3,12}}, got {given}", vec!["x"]),
        ] {
            let template = Template::new(text).unwrap();
            let printed = template.print(&values);
            let read = template.read(&printed).unwrap();
            assert!(read.iter().map(|(_, value)| *value).eq(values), "{printed}");
            assert!(read.iter().map(|(name, _)| *name).eq(template.names()), "{printed}");
        }
    }

    #[test]
    fn another_text_is_not_read() {
        let template = Template::new("peer {region} is draining").unwrap();
        for other in ["", "peer east", "the peer east is draining", "peer east is draining now"] {
            assert_eq!(template.read(other), None, "{other}");
        }
    }

    #[test]
    fn a_template_that_cannot_be_read_back_is_refused() {
        for (text, error) in [
            ("{a", TemplateError::Braces("{a".into())),
            ("a}", TemplateError::Braces("a}".into())),
            ("{}", TemplateError::Braces("{}".into())),
            ("{a}: {b}", TemplateError::Together("a".into(), "b".into())),
            ("{a} and {a}", TemplateError::Twice("a".into())),
        ] {
            assert_eq!(Template::new(text), Err(error), "{text}");
        }
    }
}
