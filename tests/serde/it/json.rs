//! JSON as it may come: with repeated names, escapes, spaces and numbers that no tree of a library keeps.

use std::fmt::Write;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A number or a word, as it stands in the text.
    Raw(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    pub fn raw(text: impl ToString) -> Self {
        Self::Raw(text.to_string())
    }

    /// All values, from the outside in.
    pub fn count(&self) -> usize {
        1 + match self {
            Self::Raw(_) | Self::Text(_) => 0,
            Self::List(list) => list.iter().map(Self::count).sum(),
            Self::Object(fields) => fields.iter().map(|(_, value)| value.count()).sum(),
        }
    }

    /// The value with this number.
    pub fn nth(&mut self, at: usize) -> &mut Self {
        if at == 0 {
            return self;
        }
        let mut left = at - 1;
        let children: Vec<&mut Self> = match self {
            Self::Raw(_) | Self::Text(_) => Vec::new(),
            Self::List(list) => list.iter_mut().collect(),
            Self::Object(fields) => fields.iter_mut().map(|(_, value)| value).collect(),
        };
        for child in children {
            let count = child.count();
            if left < count {
                return child.nth(left);
            }
            left -= count;
        }
        unreachable!("there are {at} values or fewer")
    }

    /// Its text. With `escape`, every letter of every string is an escape, and there are spaces wherever
    /// they may be.
    pub fn print(&self, escape: bool) -> String {
        let mut out = String::new();
        self.print_to(&mut out, escape);
        out
    }

    fn print_to(&self, out: &mut String, escape: bool) {
        let space = if escape { " \n" } else { "" };
        out.push_str(space);
        match self {
            Self::Raw(text) => out.push_str(text),
            Self::Text(text) => quote(text, out, escape),
            Self::List(list) => {
                out.push('[');
                for (at, item) in list.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    item.print_to(out, escape);
                }
                out.push(']');
            }
            Self::Object(fields) => {
                out.push('{');
                for (at, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    out.push_str(space);
                    quote(name, out, escape);
                    out.push_str(space);
                    out.push(':');
                    value.print_to(out, escape);
                }
                out.push('}');
            }
        }
        out.push_str(space);
    }
}

fn quote(text: &str, out: &mut String, escape: bool) {
    if !escape {
        out.push_str(&serde_json::to_string(text).unwrap());
        return;
    }
    out.push('"');
    for unit in text.encode_utf16() {
        write!(out, "\\u{unit:04x}").unwrap();
    }
    out.push('"');
}
