//! A contract's own words, taken out of the node's sentence.
//!
//! What a node says when a contract refuses, by how the call got there (wasmd 0.61, SDK 0.53):
//!
//! | call | text |
//! |---|---|
//! | simulate | `rpc error: code = Unknown desc = failed to execute message; message index: 0: <text>: execute wasm contract failed [CosmWasm/wasmd@.../x/wasm/keeper/keeper.go:..] with gas used: '..': unknown request` |
//! | transaction in a block | `failed to execute message; message index: 0: <text>: execute wasm contract failed` |
//! | through a submessage | `...: dispatch: submessages: <text>: execute wasm contract failed` |
//! | smart query | `<text>: query wasm contract failed: unknown request` |

/// What stands before a contract's text.
const BEFORE: [&str; 4] = [
    "rpc error: code = Unknown desc = ",
    "failed to execute message; message index: 0: ",
    "dispatch: submessages: ",
    "dispatch: messages: ",
];

/// What stands after it. The earliest of these ends the text.
const AFTER: [&str; 6] = [
    ": execute wasm contract failed",
    ": instantiate wasm contract failed",
    ": query wasm contract failed",
    ": migrate wasm contract failed",
    ": reply to contract failed",
    ": unknown request",
];

/// The contract's text, or the node's where no contract spoke.
///
/// ```
/// use isthmus_regions::live::contract_text;
/// let log = "failed to execute message; message index: 0: dispatch: submessages: account is frozen \
///            [ST-012]: execute wasm contract failed";
/// assert_eq!(contract_text(log), "account is frozen [ST-012]");
/// assert_eq!(contract_text("out of gas in location: wasm contract"), "out of gas in location: wasm contract");
/// ```
pub fn contract_text(log: &str) -> String {
    let first_line = log.lines().next().unwrap_or(log);
    let mut text = first_line;
    while let Some(rest) = BEFORE.iter().find_map(|before| text.strip_prefix(before)) {
        text = rest;
    }
    let end = AFTER
        .iter()
        .filter_map(|after| text.find(after))
        .min()
        .unwrap_or(text.len());
    text[..end].trim().to_string()
}
