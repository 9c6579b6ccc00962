//! The JSON examples of a README, ready to be run.
//!
//! An example is a fenced block whose info string says what it is:
//! `json execute <actor>`, `json query` or `json instantiate`. The actor is a name of the test suite.

/// One fenced JSON example of a README.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// `execute`, `query` or `instantiate`.
    pub kind: String,
    /// Who sends it, for `execute`.
    pub actor: String,
    /// The message.
    pub json: String,
}

/// All examples in the order of the text. Blocks without a kind are not examples.
pub fn examples(readme: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut open: Option<Example> = None;
    for line in readme.lines() {
        match (&mut open, line.trim().strip_prefix("```")) {
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(example), None) => {
                example.json.push_str(line);
                example.json.push('\n');
            }
            (None, Some(info)) => {
                let mut words = info.split_whitespace();
                if let (Some("json"), Some(kind)) = (words.next(), words.next()) {
                    let actor = words.next().unwrap_or_default().to_string();
                    open = Some(Example { kind: kind.to_string(), actor, json: String::new() });
                }
            }
            (None, None) => {}
        }
    }
    found
}
